"""How far a bulk run is, on standard error: a line that is written over at a terminal, else a line now and then.

Decides the figures from the rows and dates so far and the time since the first was done; nothing here waits.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TextIO

from frontdesk.bulk.running import Earlier, Progress
from frontdesk.words.bulk_words import begun_anew, gone_on
from frontdesk.words.small import dates, span

_EVERY = 5.0
_AT_A_TERMINAL = 0.2


class Figures(NamedTuple):
    """Rows done and in all, dates so far, dates a second and seconds left; the last two None while unknown."""

    rows: int
    of: int
    dates: int
    a_second: float | None
    left: float | None

    def text(self) -> str:
        """In words, in one line.

        >>> Figures(40, 100, 4000, 2000.0, 3.2).text()
        '40 of 100 rows, 4,000 dates, 2,000 dates/s, 3 s left'
        """
        parts = [f"{self.rows:,} of {self.of:,} rows", dates(self.dates)]
        if self.a_second is not None and self.left is not None:
            parts += [f"{round(self.a_second):,} dates/s", f"{span(self.left)} left"]
        return ", ".join(parts)


def figures(progress: Progress, seconds: float) -> Figures:
    """The figures of a progress, `seconds` after the start of this run."""
    tally, of = progress.tally, max(progress.rows, progress.tally.rows)
    made = tally.rows - progress.earlier.rows
    if made <= 0 or seconds <= 0:
        return Figures(tally.rows, of, tally.dates, None, None)
    left = (of - tally.rows) * seconds / made
    return Figures(tally.rows, of, tally.dates, (tally.dates - progress.earlier.dates) / seconds, left)


def earlier_told(earlier: Earlier) -> Iterator[str]:
    """What becomes of what an earlier run left, in lines."""
    if earlier.thrown:
        yield f"{begun_anew(earlier.thrown, earlier.because)}\n"
    if earlier.partitions:
        yield f"{gone_on(earlier.partitions)}\n"


class View:
    """Told of each partition; close it at the end."""

    def __init__(self, err: TextIO, clock: Callable[[], float]) -> None:
        self._err, self._clock = err, clock
        self._started: float | None = None
        self._spoken = clock()
        self._drawn = False

    def __call__(self, progress: Progress) -> None:
        """Show where it stands, if it is time to."""
        now = self._clock()
        if self._started is None:
            self._started = now
            self._err.writelines(earlier_told(progress.earlier))
            return
        if now - self._spoken < (_AT_A_TERMINAL if self._err.isatty() else _EVERY):
            return
        self._spoken = now
        self._show(figures(progress, now - self._started).text())

    def _show(self, text: str) -> None:
        if self._err.isatty():
            self._err.write(f"\r\x1b[K{text[:79]}")
            self._drawn = True
        else:
            self._err.write(f"{text}\n")
        self._err.flush()

    def close(self) -> None:
        """Leave the line to whoever writes next."""
        if self._drawn:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._drawn = False
