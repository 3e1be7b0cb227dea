"""Wires the front desk to the world: its streams and its clock. The only file that asks what day it is."""

import io
import sys
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TextIO

from frontdesk.errors import OutputFailed


class Desk(NamedTuple):
    """What a verb may touch: where data goes (None: closed), where words go, and today's date."""

    out: TextIO | None
    err: TextIO
    today: Callable[[], date]

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
    return Desk(sys.stdout, sys.stderr or io.StringIO(), _today)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the reader's own wall is meant
