"""How far a run is, while it runs, on standard error: a bar at a terminal, else a line now and then.

Figures are worked out from the progress and the time since the first request; nothing here decides or waits.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TextIO

from frontdesk.words.plan_words import dates, moment
from frontdesk.words.small import span
from sync.progress import Progress, Status
from sync.steps import End, Look, Pause, Send, Step

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_EVERY = 5.0
_WORTH_TELLING = 2.0


class Figures(NamedTuple):
    """Dates done and in all, dates a minute, and seconds left; the last two None while nothing can be said."""

    done: int
    total: int
    a_minute: int | None
    left: float | None

    def text(self) -> str:
        """In words, such as `40 of 412 dates created, 1,180 a minute, 19 s left`."""
        parts = [f"{self.done:,} of {dates(self.total)} created"]
        if self.a_minute is not None and self.left is not None:
            parts += [f"{self.a_minute:,} a minute", f"{span(self.left)} left"]
        return ", ".join(parts)


def figures(progress: Progress, before: int, seconds: float) -> Figures:
    """The figures of a progress; `before`: how many dates were created when this process began, `seconds` ago."""
    done, total = len(progress.having(Status.CREATED)), len(progress.fates)
    made = done - before
    if made <= 0 or seconds <= 0:
        return Figures(done, total, None, None)
    rate = made / seconds
    return Figures(done, total, round(rate * 60), (total - done) / rate)


class View:
    """Told of each step before it is done; close it at the end."""

    def __init__(self, err: TextIO, clock: Callable[[], float]) -> None:
        self._err, self._clock = err, clock
        self._first: tuple[float, int] | None = None
        self._spoken: float | None = None
        self._bar = bar(err) if err.isatty() else None

    def __call__(self, step: Step, progress: Progress) -> None:
        """Show where it stands."""
        now = self._clock()
        if isinstance(step, Send) and self._first is None:
            self._first = now, len(progress.having(Status.CREATED))
        first, before = self._first or (now, len(progress.having(Status.CREATED)))
        shown, said = figures(progress, before, now - first), doing(step)
        if self._bar is not None:
            _show(self._bar, shown, said)
        elif said and self._is_due(step, now):
            self._spoken = now
            self._err.write(f"{shown.text()}; {said}.\n")
            self._err.flush()

    def _is_due(self, step: Step, now: float) -> bool:
        long = isinstance(step, Pause) and step.seconds > _WORTH_TELLING
        return self._spoken is None or long or now - self._spoken >= _EVERY

    def close(self) -> None:
        """Leave the last state standing."""
        if self._bar is not None:
            self._bar.stop()


def doing(step: Step) -> str:
    """What comes next, in words; nothing at the end."""
    if isinstance(step, Look):
        return "looking at what exists"
    if isinstance(step, Send):
        ends = moment(step.starts[0]) + ("" if len(step.starts) == 1 else f" … {moment(step.starts[-1])}")
        return f"asking for {dates(len(step.starts))}, {ends}"
    if isinstance(step, Pause):
        return f"waiting {span(step.seconds)}"
    assert isinstance(step, End)  # noqa: S101  there is no other step
    return ""


def bar(err: TextIO) -> "Bar":
    """A bar that is drawn only when it is told to: no thread of its own."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=err, highlight=False, markup=False, emoji=False)
    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[said]}", markup=False))
    made = Progress(*columns, console=console, auto_refresh=False, transient=True)
    made.add_task("dates", said="", total=None)
    made.start()
    return made


def _show(on: "Bar", shown: Figures, what: str) -> None:
    rate = "" if shown.left is None else f"{shown.a_minute:,}/min, {span(shown.left)} left"
    said = "; ".join(filter(None, (rate, what)))
    on.update(on.task_ids[0], completed=shown.done, total=shown.total, said=said)
    on.refresh()
