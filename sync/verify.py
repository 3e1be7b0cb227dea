"""Planned against observed: whether each planned date exists exactly once. Pure; next week it answers "drift?".

Identity is service, staff and start. Ids of the baseline never count as ours. For the forms whose dates the server
works out it also says which readings of the documentation agree with what came into being.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from recurrence import RecurrenceError
from recurrence.analysis import ambiguity
from recurrence.analysis.ambiguity import Group
from sync.events import Deleted, Event
from sync.plan import Do, Plan
from sync.progress import Progress, Status
from sync.rows import Answered


class What(Enum):
    """The kinds of difference."""

    MISSING = "missing"
    EXTRA = "extra"
    MOVED = "moved"


class Finding(NamedTuple):
    """One difference. `start`: as planned (extra: where it is); `event`: its id, if it has one; `found`: where a moved
    event is now; `status`: what the journal knew of the start, if it was to be created.
    """

    what: What
    start: datetime
    event: int | None = None
    found: datetime | None = None
    status: Status | None = None


class Verification(NamedTuple):
    """What was found: the starts that exist exactly as planned, and every difference, in order of time."""

    equal: tuple[datetime, ...]
    findings: tuple[Finding, ...]

    @property
    def is_equal(self) -> bool:
        """Whether every planned date exists exactly once, and nothing else of ours does."""
        return not self.findings


def verify(plan: Plan, progress: Progress, events: Iterable[Event]) -> Verification:
    """Compare a plan and its journal with the events of today: of the planned days, and our own wherever they are.

    `events`: all of the planned days, and besides, read by id, those of `journaled_ids` that a search may not show.
    """
    alive = {event.id: event for event in events if event.deleted is not Deleted.YES}
    here: defaultdict[datetime, list[int]] = defaultdict(list)
    for event in alive.values():
        if (event.service_id, event.staff_id) == (plan.source.service_id, plan.source.staff_id):
            here[event.start].append(event.id)
    theirs = {*plan.baseline, plan.source.id}
    equal, findings = [], []
    for action in plan.actions:
        found = _of_one_start(action.start, action.do, here[action.start], theirs, progress, alive)
        findings += found
        if not found and action.do in {Do.CREATE, Do.PRESENT}:
            equal.append(action.start)
    findings += _strays(plan, progress, alive)
    return Verification(tuple(equal), tuple(sorted(findings, key=lambda finding: finding.start)))


def journaled_ids(progress: Progress) -> tuple[int, ...]:
    """The ids of all events that this plan's requests created, as far as the journal knows."""
    created = {fate.event for fate in progress.fates.values() if fate.status is Status.CREATED and fate.event}
    return tuple(sorted(created | {event for event, _ in _answered(progress)}))


def agreeing_readings(plan: Plan, progress: Progress) -> tuple[Group, ...]:
    """The readings of the documentation that give just the dates that the server created, grouped by equal result.

    Empty where none does, or where the plan has no strategy to read.
    """
    if plan.recipe is None:
        return ()
    created = sorted({start for _, start in _answered(progress)} | set(progress.having(Status.CREATED)))
    try:
        groups = ambiguity(plan.recipe.strategy, plan.recipe.window, plan.source.start).groups
    except RecurrenceError:  # no reading gives dates, or too many to compare
        return ()
    return tuple(
        group for group in groups if group.occurrences is not None and list(group.occurrences) == created
    )


def _of_one_start(
    start: datetime, do: Do, here: list[int], theirs: set[int], progress: Progress, alive: dict[int, Event]
) -> list[Finding]:
    """The differences at one planned start."""
    if do is Do.PRESENT:
        return _of_one_taken(start, here, theirs)
    if do is not Do.CREATE:
        return []
    fate = progress.fates[start]
    ours = fate.event if fate.status is Status.CREATED else None
    others = [event for event in here if event not in theirs and event != ours]
    if ours in here:
        return [Finding(What.EXTRA, start, event) for event in others]
    if ours in alive:
        return [Finding(What.MOVED, start, ours, alive[ours].start)]
    missing = Finding(What.MISSING, start, ours, status=fate.status)
    return [missing, *(Finding(What.EXTRA, start, event) for event in others)]


def _of_one_taken(start: datetime, here: list[int], theirs: set[int]) -> list[Finding]:
    """The differences at a start that was taken at review: one event must be there, whichever; a newer one beside
    it is extra.
    """
    if not here:
        return [Finding(What.MISSING, start)]
    newer = [event for event in here if event not in theirs]
    beside = newer if len(newer) < len(here) else newer[1:]
    return [Finding(What.EXTRA, start, event) for event in beside]


def _strays(plan: Plan, progress: Progress, alive: dict[int, Event]) -> list[Finding]:
    """Events that the server's answers named and nobody planned."""
    planned = {action.start for action in plan.actions if action.do in {Do.CREATE, Do.PRESENT}}
    return [
        Finding(What.EXTRA, alive[event].start, event)
        for event, start in sorted(_answered(progress))
        if start not in planned and event in alive
    ]


def _answered(progress: Progress) -> set[tuple[int, datetime]]:
    """The ids and starts that answers showed as created."""
    answers = (attempt.answer for attempt in progress.attempts)
    return {
        (event, start) for answer in answers if isinstance(answer, Answered) for event, start in answer.seen
    }
