"""What we want: a pattern's date-times after closures, clock changes and hand edits, each slot with its reason.

Decides the order: closures first, then the clock, hand edits last; a date on a closed day that an edit decides is
left to the edit. Nothing disappears silently: a date that is left out stays in the schedule as a slot without a
start. Knows nothing of the API or of what already exists there; where a closed date goes is `closing.py`'s.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from recurrence.closures import NO_CLOSURES, Closures, CountMeans, IfClosed
from recurrence.errors import InvalidSchedule, Problem
from recurrence.slot import Slot, Why
from recurrence.walltime import GapPolicy, LocalTime, locate


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
    closures: Closures = NO_CLOSURES,
    if_closed: IfClosed = "drop",
    count_means: CountMeans = "generated",
    later: Iterable[datetime] = (),
    zone: str | None = None,
    gap: GapPolicy = "keep",
) -> Schedule:
    """Occurrences off closed days by policy, located in a zone, clock gaps by policy, edits last.

    `occurrences` is strictly increasing, and `later` goes on where it ends: it is read only as far as it takes
    for as many starts as there are occurrences, with `if_closed="append"` or `count_means="kept"`. Edits come on
    top of that number. Raises `InvalidSchedule` with all problems: an edit of a date-time that is not of the
    pattern, the same one edited twice, or an added or moved start that is already there; `ClosedDates` with
    `if_closed="refuse"`; `TooFewDates` where `later` has too few open dates.

    >>> monday, thursday = datetime(2027, 1, 4, 9), datetime(2027, 1, 7, 9)
    >>> schedule = arrange([monday, thursday], [Move(thursday, to=datetime(2027, 1, 8, 9))])
    >>> [(slot.start.day, slot.why.value) for slot in schedule.slots]
    [(4, 'pattern'), (8, 'moved')]
    >>> christmas = Closures({thursday.date(): "Christmas"})
    >>> [slot.reason for slot in arrange([monday, thursday], closures=christmas).slots]
    ['pattern', 'closed: Christmas']
    """
    edits = list(edits)
    if closures or if_closed != "drop" or count_means != "generated":
        from recurrence.closing import Rules, placed

        rules = Rules(closures, if_closed, count_means, zone, gap)
        decided = {edit.moment for edit in edits if isinstance(edit, Drop | Move)}
        placed_slots = placed(occurrences, later, rules, decided)
    else:
        placed_slots = _pattern_slots(occurrences, zone, gap)
    return Schedule(_edited_slots(placed_slots, edits, closures, zone), zone)


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


# --- edits --------------------------------------------------------------------------------------------------------


def _edited_slots(
    placed: Sequence[Slot], edits: Sequence[Edit], closures: Closures, zone: str | None
) -> tuple[Slot, ...]:
    """The slots after all edits, in order of time. Raises `InvalidSchedule`."""
    slots = {slot.pattern: slot for slot in placed}
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
    return tuple(sorted((_with_closures(slot, closures) for slot in arranged), key=_when))


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


def _with_closures(slot: Slot, closures: Closures) -> Slot:
    """An edited slot with the closures that it has to do with; any other as it is."""
    if not closures or slot.why not in _BY_HAND:
        return slot
    return slot._replace(
        closure=closures.why(slot.pattern.date()) if slot.pattern and slot.pattern != slot.start else None,
        despite=closures.why(slot.start.date()) if slot.start else None,
    )


_BY_HAND = {Why.ADDED, Why.MOVED, Why.DROPPED}


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
    there: dict[datetime, Slot] = {}
    problems = []
    for slot in slots:
        if slot.start in there:
            moved = there[slot.start].why is Why.OFF_CLOSURE
            hint = (
                f"the date of {there[slot.start].pattern} was moved there off a closed day" if moved else ""
            )
            problems.append(Problem("edits", slot.start.isoformat(), "a start that is not taken", hint))
        elif slot.start is not None:
            there[slot.start] = slot
    return problems


def _when(slot: Slot) -> datetime:
    moment = slot.start or slot.pattern
    assert moment is not None  # noqa: S101  a slot without a start has the pattern's
    return moment
