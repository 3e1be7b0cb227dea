"""Runs of a plan as a person meets them: told while they go on, summed up at the end, with an exit code.

What is done is decided in `sync`; how the end is told, in `render/`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, Protocol, TextIO

from frontdesk.errors import DONE
from frontdesk.plans.case import Case
from frontdesk.render import result as results
from frontdesk.render import undone, verification
from frontdesk.runs.execution import Ground, progress_of, world_of
from frontdesk.runs.progress_view import View, figures
from frontdesk.service.lookups import conclude, write
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.words.ending_words import CODES
from sync.apply import Record, Result, World, existing
from sync.errors import Interrupted, SyncError
from sync.events import Event
from sync.pace import PaceUnavailable
from sync.plan import Plan
from sync.port import BookingApi
from sync.progress import Progress
from sync.rows import Deleting, Intended, Looked, Row, Seen
from sync.steps import Ending, Mode, Step
from sync.target import Target
from sync.undo import apply_undo, fates_of
from sync.verify import Finding, Verification, What, journaled_ids, verify


class Run(NamedTuple):
    """What a run may do, and the format of its result."""

    mode: Mode
    wanted: str


Act = Callable[[Plan, World, Mode], Result]
"""`sync.apply.apply` or `resume`."""


class Teller(Protocol):
    """Who is told of each step before it is done, and closed at the end."""

    def __call__(self, step: Step, progress: Progress, /) -> None:
        """Take a step in."""

    def close(self) -> None:
        """Leave the last state standing."""


def performed(act: Act, case: Case, ground: Ground, mode: Mode, view: Teller) -> Result:
    """Do what a plan says; how it ended. Raises what `act` raises, but for a wish to stop."""
    try:
        return act(case.plan, world_of(ground, view), mode)
    except (
        KeyboardInterrupt,
        Interrupted,
    ):  # the second Ctrl-C, whose request is unknown; or before any request
        return Result(Ending.INTERRUPTED, progress_of(case.plan, ground.journal.rows))
    finally:
        view.close()


def run_plan(act: Act, case: Case, ground: Ground, desk: Desk, run: Run) -> int:
    """Do it, tell how it goes, and how it ended; the exit code."""
    try:
        ending, progress = performed(act, case, ground, run.mode, View(desk.err, desk.clock))
    except PaceUnavailable:
        _tell_so_far(case, ground, desk)
        raise
    outcome = results.Outcome(case.plan, case.path, ending, progress)
    if ending is Ending.DRIFT and run.wanted != "json":
        outcome = outcome._replace(compared=_differences(case, ground, progress))
    conclude(desk, results.as_json(outcome) if run.wanted == "json" else results.as_text(outcome))
    return outcome.exit_code


def _tell_so_far(case: Case, ground: Ground, desk: Desk) -> None:
    """What is sure, and how to go on, where no result follows but an error."""
    done = figures(progress_of(case.plan, ground.journal.rows), 0, 0.0).text()
    desk.err.write(f"So far: {done}. To go on once it is mended:\n")
    desk.err.writelines(f"  {line}\n" for line in shell_lines(["recur", "resume", case.path]))


def _differences(case: Case, ground: Ground, progress: Progress) -> dict[datetime, list[str]]:
    """What a comparison says of each date, if the service can be read."""
    try:
        found = compared(case.plan, progress, ground.connection.api)
    except (SyncError, KeyboardInterrupt):  # what is known already is told all the same
        return {}
    return verification.told_by_start(verification.Compared(case.plan, case.path, found, verification.KEPT))


def nothing_to_do(case: Case, desk: Desk, wanted: str, rows: tuple[Row, ...] = ()) -> int:
    """Say that a plan was applied already, as the rows of its journal tell, or asks for nothing; the exit code."""
    if wanted == "json":
        outcome = results.Outcome(case.plan, case.path, Ending.DONE, progress_of(case.plan, rows))
        write(desk, results.as_json(outcome))
        return DONE
    asks = bool(case.plan.creates or case.plan.deletes)
    told = "This plan was applied already" if asks else "This plan asks for nothing"
    write(desk, [f"{told}: nothing to do.\n", "To compare it with what is there:\n"])
    write(desk, [f"  {line}\n" for line in shell_lines(["recur", "verify", case.path])])
    return DONE


# --- comparing ----------------------------------------------------------------------------------------------------


def compared(plan: Plan, progress: Progress, api: BookingApi) -> Verification:
    """A plan and its journal against the service. Raises a `CallFailed`."""
    events = api.events(plan.location, *plan.days)
    return verify(plan, progress, [*events, *events_by_id(plan, api, journaled_ids(progress), events)])


def events_by_id(plan: Plan, api: BookingApi, ids: Iterable[int], known: Iterable[Event]) -> list[Event]:
    """The events that a search did not show, if they are still there."""
    shown = {event.id for event in known}
    found = (existing(api, Target(plan.location, event)) for event in ids if event not in shown)
    return [event for event in found if event is not None]


def without_journal(plan: Plan, api: BookingApi) -> Verification:
    """As `compared` where there is no journal: an event at a planned start counts as the plan's."""
    events = api.events(plan.location, *plan.days)
    progress = Progress(plan)
    if plan.creates:
        progress.take(Intended(1, plan.creates, ""), None)
        progress.take(Looked(len(events), _seen(plan, events)), None)
    found = verify(plan, progress, events)
    return found._replace(findings=tuple(finding._replace(status=None) for finding in found.findings))


def _seen(plan: Plan, events: Iterable[Event]) -> tuple[Seen, ...]:
    ours, planned = (plan.source.service_id, plan.source.staff_id), set(plan.creates)
    return tuple(
        Seen(event.id, event.start)
        for event in events
        if (event.service_id, event.staff_id) == ours and event.start in planned
    )


def left_of_undo(plan: Plan, api: BookingApi) -> Verification:
    """What an undo plan was to delete and is still there, each as an extra event."""
    events = {event.id: event for event in api.events(plan.location, *plan.days)}
    events |= {event.id: event for event in events_by_id(plan, api, plan.deletes, events.values())}
    left = (Finding(What.EXTRA, events[event].start, event) for event in plan.deletes if event in events)
    return Verification((), tuple(left))


# --- undoing ------------------------------------------------------------------------------------------------------


class _Told:
    """A journal that also says how far an undo is."""

    def __init__(self, journal: Record, total: int, err: TextIO) -> None:
        self._journal, self._total, self._err, self._number = journal, total, err, 0

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._journal.rows

    def append(self, row: Row) -> None:
        self._journal.append(row)
        if isinstance(row, Deleting):
            self._number += 1
            if self._number == 1 or self._number % 10 == 0:
                self._err.write(f"Deleting {self._number:,} of {self._total:,}: event {row.event}.\n")


def run_undo(case: Case, ground: Ground, desk: Desk, wanted: str) -> int:
    """Delete what an undo plan says, and tell what became of each event; the exit code."""
    record = _Told(ground.journal, len(case.plan.deletes), desk.err)
    try:
        ending, fates = apply_undo(case.plan, world_of(ground, lambda *_: None, record))
    except KeyboardInterrupt:  # the second Ctrl-C: what was under way is unknown, and the journal says so
        ending, fates = Ending.INTERRUPTED, fates_of(ground.journal.rows)
    done = undone.Undone(case.plan, case.path, ending, fates)
    conclude(desk, undone.as_json(done) if wanted == "json" else undone.as_text(done))
    return CODES[ending]
