"""Where the dates of a pattern go that fall on closed days: left out, to another day, refused, or made up for at the end.

Decides by policy, in order of time: dates on open days keep their places, a date that must move goes to the next
day of its policy that is both open and free, and dates of the pattern beyond the window stand in for those that are
left out; these are never moved themselves. Knows nothing of edits but which dates they decide: those stay.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from recurrence.closures import COUNT_MEANS, IF_CLOSED, Closures, CountMeans, IfClosed
from recurrence.errors import ClosedDates, InvalidSchedule, Problem, TooFewDates
from recurrence.slot import Slot, Why
from recurrence.walltime import GapPolicy, locate

FARTHEST = timedelta(days=366)
"""How far a date may be moved."""

MOST_LATER = 100_000
"""How many dates beyond the window are looked at."""

_STEPS = {
    "next-day": timedelta(days=1),
    "previous-day": timedelta(days=-1),
    "next-week": timedelta(weeks=1),
}


class Rules(NamedTuple):
    """What `arrange` was told about closed days and the clock."""

    closures: Closures
    if_closed: IfClosed
    count_means: CountMeans
    zone: str | None
    gap: GapPolicy


class Taken:
    """The starts that are taken, and where the next free one is.

    A walk over closed and taken days leaves a shortcut behind, so that a long closure is not walked day by day for
    each of its dates.
    """

    def __init__(self, closures: Closures, if_closed: IfClosed) -> None:
        self.starts: set[datetime] = set()
        self._closures = closures
        self._step = _STEPS.get(if_closed, timedelta())
        self._beyond: dict[datetime, datetime] = {}

    def place(self, moment: datetime) -> datetime | None:
        """The start to move a date to; None where there is none near."""
        passed, at = [moment], moment
        try:
            while True:
                at = self._beyond.get(at, at + self._step)
                if abs(at - moment) > FARTHEST or self._is_free(at):
                    break
                passed.append(at)
        except OverflowError:  # the calendar ends
            return None
        self._beyond |= dict.fromkeys(passed, at)
        return at if abs(at - moment) <= FARTHEST else None

    def _is_free(self, at: datetime) -> bool:
        return at not in self.starts and self._closures.why(at.date()) is None


def placed(
    occurrences: Sequence[datetime], later: Iterable[datetime], rules: Rules, decided: Collection[datetime]
) -> list[Slot]:
    """A slot for each occurrence and for each date of `later` that was needed; `decided` ones stay where they are.

    Raises `InvalidSchedule` for a policy that there is not, `ClosedDates` and `TooFewDates`.
    """
    _check(rules)
    taken = Taken(rules.closures, rules.if_closed)
    slots = _batch(occurrences, rules, decided, taken)
    if rules.if_closed != "append" and rules.count_means != "kept":
        return slots
    missing = len(occurrences) - _starts(slots)
    ahead = islice(later, MOST_LATER)
    while missing:
        batch = list(islice(ahead, missing))
        if not batch:
            raise TooFewDates([_shortage(len(occurrences), missing, slots)])
        standing_in = _batch(batch, rules._replace(if_closed="drop"), decided, taken)
        slots += (slot if slot.start is None else slot._replace(why=Why.APPENDED) for slot in standing_in)
        missing -= _starts(standing_in)
    return slots


def _starts(slots: Iterable[Slot]) -> int:
    return sum(slot.start is not None for slot in slots)


def _check(rules: Rules) -> None:
    problems = []
    if rules.if_closed not in IF_CLOSED:
        problems.append(Problem("if_closed", rules.if_closed, ", ".join(IF_CLOSED)))
    if rules.count_means not in COUNT_MEANS:
        problems.append(Problem("count_means", rules.count_means, " or ".join(COUNT_MEANS)))
    if problems:
        raise InvalidSchedule(problems)


def _shortage(wanted: int, missing: int, slots: Sequence[Slot]) -> Problem:
    last = max(slot.pattern for slot in slots if slot.pattern)
    return Problem("kept", wanted, f"at most {wanted - missing} until {last:%Y-%m-%d}, as far as was looked")


def _batch(
    moments: Sequence[datetime], rules: Rules, decided: Collection[datetime], taken: Taken
) -> list[Slot]:
    """The slots of some dates of the pattern: those on open days first take their places, then the others theirs."""
    reasons = {
        moment: reason
        for moment in moments
        if moment not in decided and (reason := rules.closures.why(moment.date())) is not None
    }
    if reasons and rules.if_closed == "refuse":
        raise ClosedDates(
            [Problem("if_closed", at.isoformat(), "an open day", reason) for at, reason in reasons.items()]
        )
    moving = {moment for moment in moments if moment in reasons or moment in taken.starts}
    taken.starts.update(moment for moment in moments if moment not in moving)
    slots = []
    for moment in moments:
        closure = reasons.get(moment)
        if moment not in moving:
            slots.append(Slot(moment, Why.PATTERN, moment))
        elif rules.if_closed not in _STEPS:
            slots.append(Slot(None, Why.TAKEN if closure is None else Why.CLOSED, moment, closure=closure))
        elif (start := taken.place(moment)) is None:
            slots.append(Slot(None, Why.NO_PLACE, moment, closure=closure))
        else:
            taken.starts.add(start)
            slots.append(Slot(start, Why.OFF_CLOSURE, moment, closure=closure))
    return slots if rules.zone is None else _located(slots, rules, decided, taken)


def _located(slots: list[Slot], rules: Rules, decided: Collection[datetime], taken: Taken) -> list[Slot]:
    """The slots as the zone's clock shows them. A start that the clock moves must find its new place free and open."""
    assert rules.zone is not None  # noqa: S101  asked by the caller
    starts = [slot.start for slot in slots if slot.start is not None]
    found = {local.planned: local for local in locate(starts, rules.zone, rules.gap)}
    done = []
    for slot in slots:
        if slot.start is None or slot.pattern in decided:
            done.append(slot)
            continue
        local = found[slot.start]
        wall, why, closure = local.wall, slot.why, slot.closure
        if wall is not None and wall != slot.start:
            closed = None if wall.date() == slot.start.date() else rules.closures.why(wall.date())
            wall, closure = (None if closed or wall in taken.starts else wall), closed or closure
            why = Why.SHIFTED if why is Why.PATTERN else why
        if wall is None:
            why = Why.IN_GAP
        else:
            taken.starts.add(wall)
        done.append(Slot(wall, why, slot.pattern, local.kind, local.offsets, closure))
    return done
