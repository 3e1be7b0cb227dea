"""How far a fleet is, while it is worked through, on standard error: a bar at a terminal, else a line now and then.

Figures are those of the ledger and of the plan at hand; nothing here decides or waits.
"""

from collections.abc import Callable, Sequence
from typing import TextIO

from frontdesk.render.fleet_result import Entry
from frontdesk.runs.progress_view import bar, doing
from frontdesk.words.fleet_words import named, plans, span
from frontdesk.words.plan_words import dates
from sync.fleet import Sealed, Standing, minutes_of
from sync.progress import Progress, Status
from sync.steps import Pause, Step

_EVERY = 5.0
_WORTH_TELLING = 10.0


class FleetView:
    """Told of each plan before it is worked on, and of its steps; `finish` it at the end."""

    def __init__(self, err: TextIO, clock: Callable[[], float]) -> None:
        self._err, self._clock = err, clock
        self._bar = bar(err) if err.isatty() else None
        self._spoken: float | None = None
        self._plans = self._all = self._created = self._total = self._left = 0
        self._target = ""

    def at(self, sealed: Sealed, entries: Sequence[Entry], waiting: Sequence[Entry]) -> None:
        """The next plan, how the ledger stands, and what is still to come."""
        self._target = named(sealed)
        self._all, self._total = len(entries), sum(entry.line.totals.creates for entry in entries)
        self._plans = sum(entry.stand.standing is Standing.DONE for entry in entries)
        self._created = sum(entry.created for entry in entries if entry.line.sealed != sealed)
        self._left = minutes_of(sum(entry.line.totals.requests for entry in waiting))

    def __call__(self, step: Step, progress: Progress, /) -> None:
        """Show where it stands."""
        said, now = doing(step), self._clock()
        created = self._created + len(progress.having(Status.CREATED))
        left = f"{span(self._left)} left; {self._target}"
        if self._bar is not None:  # in 80 columns there is room for the target, or for what is waited for
            what = f"{span(self._left)} left; {said}" if isinstance(step, Pause) else left
            text = f"{self._plans:,} of {plans(self._all)}, {what}"
            self._bar.update(self._bar.task_ids[0], completed=created, total=self._total, said=text)
            self._bar.refresh()
        elif self._spoken is None or now - self._spoken >= _EVERY or _is_long(step):
            self._spoken = now
            done = f"{self._plans:,} of {plans(self._all)}, {created:,} of {dates(self._total)} created"
            self._err.write(f"{done}, {left}{f': {said}' if said else ''}.\n")
            self._err.flush()

    def note(self, text: str) -> None:
        """Say something that stays."""
        if self._bar is not None:
            self._bar.console.print(text, soft_wrap=True)
        else:
            self._err.write(f"{text}\n")
            self._err.flush()

    def close(self) -> None:
        """The end of a plan: the next one goes on where it stands."""

    def finish(self) -> None:
        """The end of all."""
        if self._bar is not None:
            self._bar.stop()


def _is_long(step: Step) -> bool:
    return isinstance(step, Pause) and step.seconds > _WORTH_TELLING
