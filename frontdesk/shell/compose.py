"""Wires the front desk to the world: streams, clocks, environment, and the person. The only file that asks the time."""

import io
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple, TextIO

from frontdesk.errors import OutputFailed


def _nobody(_question: str) -> str | None:
    return None


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Desk(NamedTuple):
    """What a verb may touch: where data goes (None: closed), where words go, today's date, and what else there is.

    `environ`: the environment's settings; `ask` and `ask_secret`: put a question to a person and return the answer,
    None where nobody is there (no terminal); `now`: UTC to the second; `clock`: seconds that never go back.
    """

    out: TextIO | None
    err: TextIO
    today: Callable[[], date]
    environ: Mapping[str, str] = {}
    ask: Callable[[str], str | None] = _nobody
    ask_secret: Callable[[str], str | None] = _nobody
    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def tell(self, text: str) -> None:
        """Write data. Raises `OutputFailed`; a reader that has gone is a `BrokenPipeError`."""
        if self.out is None:
            raise OutputFailed("", "it is closed")
        try:
            self.out.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed("", error.strerror or str(error)) from None

    def flush(self) -> None:
        """See that all data has gone out, as `tell`."""
        if self.out is not None:
            self.tell("")
            try:
                self.out.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise OutputFailed("", error.strerror or str(error)) from None


def desk() -> Desk:
    """The desk of this process. A letter that the terminal's encoding lacks is written as its number."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    err = sys.stderr or io.StringIO()
    return Desk(sys.stdout, err, _today, os.environ, _ask, _ask_secret)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the reader's own wall is meant


def _ask(question: str) -> str | None:
    """A line from the person at the terminal, the question on standard error; None where nobody answers."""
    if sys.stdin is None or sys.stderr is None or not sys.stdin.isatty():
        return None
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None  # the end of input is no answer


def _ask_secret(question: str) -> str | None:
    """As `_ask`, without showing what is typed."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    from getpass import getpass

    try:
        return getpass(question)
    except EOFError:
        return None
