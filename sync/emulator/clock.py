"""What time it is for the emulator: the machine's clock, or one that only moves when it is told to.

Knows nothing of the service. `monotonic` seconds order what happens; `now` is what the studio's calendar shows.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Seconds that never go back, the present moment in UTC, and a way to move both on."""

    def monotonic(self) -> float:
        """Seconds since some beginning."""
        ...

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    def advance(self, seconds: float) -> None:
        """Move both on."""
        ...


class MachineClock:
    """The machine's clock, plus what it was advanced by. `start`: the moment that it shows at first (UTC)."""

    def __init__(self, start: datetime | None = None) -> None:
        began = time.monotonic()
        self._ahead = 0.0
        self._origin = (start or datetime.now(UTC)) - timedelta(seconds=began)

    def monotonic(self) -> float:
        """Seconds of the machine's monotonic clock, which all processes share, plus what was advanced."""
        return time.monotonic() + self._ahead

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._origin + timedelta(seconds=self.monotonic())

    def advance(self, seconds: float) -> None:
        """Jump ahead by so many seconds."""
        self._ahead += _forward(seconds)


class VirtualClock:
    """A clock that stands still until it is advanced.

    >>> clock = VirtualClock(datetime(2027, 1, 1, tzinfo=UTC))
    >>> clock.advance(90)
    >>> clock.monotonic(), clock.now().isoformat()
    (90.0, '2027-01-01T00:01:30+00:00')
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed = 0.0

    def monotonic(self) -> float:
        """Seconds advanced so far."""
        return self._passed

    def now(self) -> datetime:
        """The start, plus what was advanced."""
        return self._start + timedelta(seconds=self._passed)

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds."""
        self._passed += _forward(seconds)


def _forward(seconds: float) -> float:
    if not 0 <= seconds <= 10**9:
        raise ValueError(f"a clock advances by 0 to a billion seconds, not {seconds!r}")
    return float(seconds)
