"""The person's wish to stop: the first Ctrl-C ends a wait at once and lets the current request end, the second stops at once.

SIGTERM and a closed terminal count as Ctrl-C. Knows nothing of what is being done.
"""

import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self, TextIO

from sync.errors import Interrupted

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TOLD = "\nStopping after the current request; once more stops at once.\n"
_SLICE = 0.2


class Stop:
    """Whether somebody asked to stop. Use it in `with`, also in one inside another; outside, signals do what they did before."""

    def __init__(
        self, err: TextIO, clock: Callable[[], float], sleep: Callable[[float], None], told: str = TOLD
    ) -> None:
        self.asked = False
        self._told = told
        self._err, self._clock, self._sleep = err, clock, sleep
        self._before: dict[int, Any] = {}
        self._depth = 0

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or soon after somebody asked to stop, which is heard in `with` only."""
        end = self._clock() + seconds
        while not self.asked and (left := end - self._clock()) > 0:
            self._sleep(min(left, _SLICE) if self._before else left)

    def turn(self, seconds: float) -> None:
        """As `wait`, for a request that waits for its turn. Raises `Interrupted` if somebody asked: it must not leave."""
        self.wait(seconds)
        if self.asked:
            raise Interrupted

    def is_asked(self) -> bool:
        """Whether somebody asked."""
        return self.asked

    def __enter__(self) -> Self:
        self._depth += 1
        for number in SIGNALS if self._depth == 1 else ():
            with suppress(ValueError):  # not the main thread: signals are somebody else's
                self._before[number] = signal.signal(number, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        for number, handler in () if self._depth else self._before.items():
            signal.signal(number, handler)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        with suppress(
            OSError, RuntimeError, ValueError
        ):  # in the middle of a write, or nobody there to read it
            self._err.write(self._told)
            self._err.flush()
