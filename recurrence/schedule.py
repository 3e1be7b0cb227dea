"""What we want: a pattern's date-times after clock changes and hand edits, each slot with its reason.

Nothing disappears silently: a date that is dropped stays in the schedule as a slot without a start. Knows nothing
of the API or of what already exists there.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from recurrence.errors import InvalidSchedule, Problem
from recurrence.walltime import GapPolicy, LocalTime, locate


class Why(Enum):
    """Why a slot is where it is, or has no start."""

    PATTERN = "pattern"
    ADDED = "added"
    MOVED = "moved"
    SHIFTED = "shifted out of a gap"
    DROPPED = "dropped"
    IN_GAP = "dropped in a gap"


class Slot(NamedTuple):
    """One line of a schedule: the `start` to ask for (None: left out) and why; `pattern` is the pattern's date-time.

    `kind` (`ordinary`, `gap`, `fold`) and `offsets` say how the zone's clock shows the start; without a zone `kind`
    is `ordinary` and there are no offsets.
    """

    start: datetime | None
    why: Why
    pattern: datetime | None
    kind: str = "ordinary"
    offsets: tuple[timedelta, ...] = ()


class Drop(NamedTuple):
    """Leave out the pattern's date-time."""

    moment: datetime


class Add(NamedTuple):
    """A date-time besides those of the pattern."""

    moment: datetime


class Move(NamedTuple):
    """Put the pattern's date-time somewhere else."""

    moment: datetime
    to: datetime


Edit = Drop | Add | Move


class Schedule(NamedTuple):
    """The slots in order of time; `zone` is the tz database name they were located in, if any."""

    slots: tuple[Slot, ...]
    zone: str | None

    @property
    def starts(self) -> tuple[datetime, ...]:
        """The starts to ask for: strictly increasing."""
        return tuple(slot.start for slot in self.slots if slot.start is not None)

    @property
    def is_pattern(self) -> bool:
        """Whether the slots are just the pattern's, so that a strategy alone can say them."""
        return all(slot.why is Why.PATTERN for slot in self.slots)


def arrange(
    occurrences: Sequence[datetime],
    edits: Iterable[Edit] = (),
    *,
    zone: str | None = None,
    gap: GapPolicy = "keep",
) -> Schedule:
    """Occurrences with edits, located in a zone; clock gaps by policy, edits last.

    Raises `InvalidSchedule` with all problems: an edit of a date-time that is not of the pattern, the same one
    edited twice, or an added or moved start that is already there.

    >>> monday, thursday = datetime(2027, 1, 4, 9), datetime(2027, 1, 7, 9)
    >>> schedule = arrange([monday, thursday], [Move(thursday, to=datetime(2027, 1, 8, 9))])
    >>> [(slot.start.day, slot.why.value) for slot in schedule.slots]
    [(4, 'pattern'), (8, 'moved')]
    """
    slots = {slot.pattern: slot for slot in _pattern_slots(occurrences, zone, gap)}
    problems: list[Problem] = []
    added: list[Slot] = []
    edited: set[datetime] = set()
    for number, edit in enumerate(edits):
        problems += _edit_problems(edit, f"edits[{number}]", slots.keys(), edited)
        if not isinstance(edit, Add):
            edited.add(edit.moment)
        if not problems:
            _apply(edit, slots, added, zone)
    arranged = [*slots.values(), *added]
    problems += _collisions(arranged)
    if problems:
        raise InvalidSchedule(problems)
    return Schedule(tuple(sorted(arranged, key=_when)), zone)


def _pattern_slots(occurrences: Sequence[datetime], zone: str | None, gap: GapPolicy) -> list[Slot]:
    if zone is None:
        return [Slot(moment, Why.PATTERN, moment) for moment in occurrences]
    return [_located(local) for local in locate(occurrences, zone, gap)]


def _located(local: LocalTime) -> Slot:
    if local.wall == local.planned:
        return Slot(local.wall, Why.PATTERN, local.planned, local.kind, local.offsets)
    return Slot(
        local.wall, Why.SHIFTED if local.wall else Why.IN_GAP, local.planned, local.kind, local.offsets
    )


def _apply(edit: Edit, slots: dict[datetime | None, Slot], added: list[Slot], zone: str | None) -> None:
    if isinstance(edit, Add):
        added.append(_edited(edit.moment, Why.ADDED, None, zone))
    elif isinstance(edit, Move):
        slots[edit.moment] = _edited(edit.to, Why.MOVED, edit.moment, zone)
    else:
        slots[edit.moment] = Slot(None, Why.DROPPED, edit.moment)


def _edited(start: datetime, why: Why, pattern: datetime | None, zone: str | None) -> Slot:
    if zone is None:
        return Slot(start, why, pattern)
    (local,) = locate([start], zone)
    return Slot(start, why, pattern, local.kind, local.offsets)


def _edit_problems(
    edit: Edit, field: str, known: Iterable[datetime | None], edited: set[datetime]
) -> list[Problem]:
    for moment in edit:
        if not isinstance(moment, datetime) or moment.tzinfo or moment.second or moment.microsecond:
            return [Problem(field, moment, "a local date-time to the minute, without a zone")]
    if isinstance(edit, Add):
        return []
    if edit.moment in edited:
        return [Problem(field, edit.moment.isoformat(), "each date-time once")]
    if edit.moment not in known:
        return [Problem(field, edit.moment.isoformat(), "a date-time of the pattern")]
    return []


def _collisions(slots: Sequence[Slot]) -> list[Problem]:
    """Two slots may not start at once; only edits can make them."""
    starts: set[datetime] = set()
    problems = []
    for slot in slots:
        if slot.start in starts:
            problems.append(Problem("edits", slot.start.isoformat(), "a start that is not taken"))
        elif slot.start is not None:
            starts.add(slot.start)
    return problems


def _when(slot: Slot) -> datetime:
    moment = slot.start or slot.pattern
    assert moment is not None  # noqa: S101  a slot without a start has the pattern's
    return moment
