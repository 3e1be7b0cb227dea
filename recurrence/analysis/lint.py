"""Traps in a strategy: what it says that the documentation reads otherwise than its author may have meant.

Decides what is a trap and what would mend it, as data; a strategy that says what its title says has none. Says
nothing in words: see `recurrence.interop.advice`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from recurrence.analysis.facts import Clauses, Unit
from recurrence.analysis.titles import Said, period_of_title, weekdays_of_title
from recurrence.reading import Reading
from recurrence.rule import FIXED_DAYS, rule_of
from recurrence.strategy import RepeatMode, Strategy


class Trap(Enum):
    """What a strategy may be caught in."""

    TITLE_PERIOD = "title_period"
    DAY_NUMBERS = "day_numbers"
    DAYS_IGNORED = "days_ignored"
    INTERVAL_IGNORED = "interval_ignored"
    SAME_AS_WEEKDAYS = "same_as_weekdays"
    MISSING_DAY = "missing_day"
    EQUAL = "equal"


class Fix(NamedTuple):
    """Fields of a strategy to change, None for those that stay."""

    repeat_mode: RepeatMode | None = None
    days: tuple[int, ...] | None = None
    interval: int | None = None

    def applied_to(self, strategy: Strategy) -> Strategy:
        """The strategy with these fields.

        >>> Fix(interval=1).applied_to(Strategy(5, days=(1,), interval=2)).interval
        1
        """
        return strategy.replace(
            **{name: value for name, value in self._asdict().items() if value is not None}
        )


class Finding(NamedTuple):
    """A trap, its clauses and what would mend it, the likeliest first (none where no field of a strategy can).

    `words`: of the title, in lower case; `said`: the period that it names; `days`: the weekdays that it names, or
    that were given; `day`: of the month, that some months lack; `others`: the strategies that are equal.
    """

    trap: Trap
    clauses: Clauses
    fixes: tuple[Fix, ...] = ()
    words: str = ""
    said: Said | None = None
    days: tuple[int, ...] = ()
    day: int | None = None
    others: tuple[Strategy, ...] = ()


def lint(
    strategy: Strategy,
    *,
    others: Iterable[Strategy] = (),
    start: date | None = None,
    given_days: Collection[int] | None = None,
) -> tuple[Finding, ...]:
    """The traps of a strategy, none if there are none.

    `others`: the strategies of its location, itself among them or not; `start`: the day from which it would be
    counted, for days that some months lack (R4); `given_days`: the weekdays as they were given, where a 7 among them
    could not be kept (C3).

    >>> (found,) = lint(Strategy(5, days=(1, 4), interval=2, title="Yoga, every 2 weeks"))
    >>> found.trap, found.clauses, found.fixes[0].interval
    (<Trap.TITLE_PERIOD: 'title_period'>, ('C4', 'C5', 'R1'), 1)
    """
    return (
        *_title_period(strategy),
        *_day_numbers(strategy, given_days),
        *_ignored(strategy),
        *_same_as_weekdays(strategy),
        *_missing_day(strategy, start),
        *_equal(strategy, others),
    )


# --- what the title says ------------------------------------------------------------------------------------------

_UNITS: Mapping[RepeatMode, Unit] = {
    RepeatMode.DAILY: "day",
    RepeatMode.MONTHLY: "month",
    RepeatMode.YEARLY: "year",
}
_LARGER: Mapping[tuple[Unit, Unit], int] = {("week", "day"): 7, ("year", "month"): 12}
"""How many of the second make one of the first, always."""


def _title_period(strategy: Strategy) -> Iterator[Finding]:
    """A title's "every 2 weeks" beside an interval of 2, which is a break (C4)."""
    said = period_of_title(strategy.title)
    mode = strategy.repeat_mode
    unit = _UNITS.get(mode, "week")
    factor = 1 if said is None or said.unit == unit else _LARGER.get((said.unit, unit), 0)
    if said is None or not factor or (factor > 1 and not strategy.interval):
        return
    wanted = said.period * factor
    if mode in FIXED_DAYS:
        if wanted > 1:
            weekly = Fix(RepeatMode.WEEKLY, FIXED_DAYS[mode], wanted - 1)
            yield Finding(Trap.TITLE_PERIOD, ("C2", "R6"), (weekly,), said.words, said)
    elif wanted != strategy.interval + 1:
        fix = Fix(interval=wanted - 1)
        yield Finding(Trap.TITLE_PERIOD, ("C4", "C5", "R1"), (fix,), said.words, said)


def _day_numbers(strategy: Strategy, given: Collection[int] | None) -> Iterator[Finding]:
    """Weekdays in another numbering than 0 = Sunday: ISO's 7, or all of them one beside what the title says (C3)."""
    if strategy.repeat_mode is not RepeatMode.WEEKLY:
        return
    numbers = tuple(sorted(set(strategy.days if given is None else given)))
    named = weekdays_of_title(strategy.title)
    wanted = None if named is None else named.days
    if wanted == numbers or not numbers:
        return
    from_one = tuple(sorted({(day - 1) % 7 for day in numbers}))  # 1 = Sunday, as in spreadsheets
    from_monday = tuple(sorted({(day + 1) % 7 for day in numbers}))  # 0 = Monday, as in programs
    iso = tuple(sorted({day % 7 for day in numbers}))
    words = "" if named is None else named.words
    if wanted is not None and (wanted == from_one or (wanted == from_monday and 7 not in numbers)):
        yield Finding(Trap.DAY_NUMBERS, ("C3",), (Fix(days=wanted),), words, days=numbers)
    elif 7 in numbers:
        yield Finding(Trap.DAY_NUMBERS, ("C3",), (Fix(days=iso),), words, days=numbers)


# --- what changes nothing -----------------------------------------------------------------------------------------


def _ignored(strategy: Strategy) -> Iterator[Finding]:
    """Days outside mode 5 (C3), an interval in the modes without a unit (R6)."""
    mode, days, interval = strategy.repeat_mode, strategy.days, strategy.interval
    if days and mode is not RepeatMode.WEEKLY:
        weekly = (
            (Fix(repeat_mode=RepeatMode.WEEKLY),) if mode is RepeatMode.DAILY or mode in FIXED_DAYS else ()
        )
        yield Finding(Trap.DAYS_IGNORED, ("C3",), (Fix(days=()), *weekly), days=days)
    if interval and mode in FIXED_DAYS:
        weekly = (Fix(RepeatMode.WEEKLY, FIXED_DAYS[mode], interval),)
        yield Finding(Trap.INTERVAL_IGNORED, ("C2", "R6"), (Fix(interval=0), *weekly))


def _same_as_weekdays(strategy: Strategy) -> Iterator[Finding]:
    """Monday to Friday by days, where mode 2 says the same (C6)."""
    if (
        strategy.repeat_mode is RepeatMode.WEEKLY
        and strategy.days == (1, 2, 3, 4, 5)
        and not strategy.interval
    ):
        yield Finding(Trap.SAME_AS_WEEKDAYS, ("C2", "C6"), (Fix(RepeatMode.WEEKDAYS, ()),))


def _missing_day(strategy: Strategy, start: date | None) -> Iterator[Finding]:
    """A day of the month that a month of the pattern lacks, so that the readings of R4 differ."""
    if start is None or start.day <= 28 or strategy.repeat_mode not in _MONTHLY:
        return
    skipping, clamping = (
        rule_of(strategy, Reading(missing_day=rule)).cycle(start, None) for rule in ("skip", "clamp")
    )
    if len(skipping.numbers(1, _END)) != len(clamping.numbers(1, _END)):
        yield Finding(Trap.MISSING_DAY, ("R4",), day=start.day)


_MONTHLY = {RepeatMode.MONTHLY, RepeatMode.YEARLY}
_END = date.max.toordinal()


# --- the same thing twice -----------------------------------------------------------------------------------------


def _equal(strategy: Strategy, others: Iterable[Strategy]) -> Iterator[Finding]:
    same = tuple(
        other
        for other in others
        if other is not strategy
        and (other.id is None or other.id != strategy.id)
        and are_equal(strategy, other)
    )
    if same:
        yield Finding(Trap.EQUAL, ("C2", "C3", "C4"), others=same)


def are_equal(one: Strategy, other: Strategy) -> bool:
    """Whether two strategies are the same under all readings, in every window: titles and ids aside.

    >>> are_equal(Strategy(2), Strategy(5, days=(1, 2, 3, 4, 5)))
    True
    >>> are_equal(Strategy(2, interval=1), Strategy(5, days=(1, 2, 3, 4, 5), interval=1))
    False
    """
    return _meaning(one) == _meaning(other)


def _meaning(strategy: Strategy) -> tuple[object, ...]:
    """What is left of a strategy when everything that no reading looks at is taken away.

    At interval 0 the modes with fixed days, and every day, are the weekly mode on those days (R1 reads 0 as every
    unit both ways); with an interval R6 sets the fixed modes apart from it.
    """
    mode, days, interval = strategy.repeat_mode, strategy.days, strategy.interval
    if mode is not RepeatMode.WEEKLY:
        days = ()
    if not interval and (mode in FIXED_DAYS or mode is RepeatMode.DAILY):
        mode, days = RepeatMode.WEEKLY, FIXED_DAYS.get(mode, tuple(range(7)))
    return mode, days, interval, strategy.content_type
