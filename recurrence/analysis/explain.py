"""Why a day is one of a strategy's dates, or is not: the chain of facts, each with its clause.

The facts come from calendar arithmetic on the one day (`chain.py`); whether it is a date is what they say together.
`expand` gives the refusals, the neighbours and the end of a count. Says nothing in words: see
`recurrence.interop.reasons`.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from recurrence.analysis.chain import asked, pattern_facts
from recurrence.analysis.facts import (
    AtTime,
    Closed,
    Counted,
    Fact,
    FromDay,
    Ignored,
    OfSource,
    Placed,
    TillDay,
)
from recurrence.closures import NO_CLOSURES, Closures
from recurrence.errors import InvalidWindow, Problem
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import DOCUMENTED, Reading
from recurrence.rule import clock_of, rule_of
from recurrence.schedule import Schedule
from recurrence.strategy import Strategy
from recurrence.window import Window


class Explanation(NamedTuple):
    """Why a day is a date or not. `at`: the date-time meant, at the time of all dates where only a day was given.

    `facts`: of the pattern and its window, in the order in which a person would look. `after`: what became of it
    later, by closures and the schedule. `occurs`: whether it is a date of the pattern; `stands`: whether something
    starts then in the end. `before` and `beyond`: the nearest other dates of the pattern.
    """

    at: datetime
    occurs: bool
    facts: tuple[Fact, ...]
    after: tuple[Closed | Placed, ...]
    stands: bool
    before: datetime | None
    beyond: datetime | None


def explain(
    strategy: Strategy,
    window: Window,
    at: date | datetime,
    event: datetime | None = None,
    reading: Reading = DOCUMENTED,
    *,
    closures: Closures = NO_CLOSURES,
    schedule: Schedule | None = None,
) -> Explanation:
    """The chain of facts that puts a day, or a local date-time, in or out (C2–C10, R1–R13).

    Any day of the calendar can be asked about, also outside the window. `schedule`: the one made of these dates, for
    what edits and closures did; without it a closed day is simply out. Raises what `expand` raises, and
    `InvalidWindow` for what is neither a day nor a local date-time.

    >>> strategy = Strategy(5, days=(1, 4), interval=2)
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> found = explain(strategy, window, date(2020, 10, 8))
    >>> found.occurs, [type(fact).__name__ for fact in found.facts if not fact.holds]
    (False, ['InUnit'])
    >>> week = found.facts[1]
    >>> week.place, week.period, week.following
    (2, 3, datetime.date(2020, 10, 19))
    """
    occurrences = expand(strategy, window, event, reading)
    clock = clock_of(window, event, reading)
    assert clock is not None  # noqa: S101  expand has found one
    moment = _moment(at, clock)
    question = _Question(strategy, window, event, reading, clock, occurrences)
    facts = (*_time(at, clock), *_facts(question, moment.date()))
    occurs = all(fact.holds for fact in facts)
    after = tuple(_after(at, moment, closures, schedule))
    if schedule is None:
        stands = occurs and not after
    else:
        stands = any(isinstance(fact, Placed) and fact.holds for fact in after)
    before, beyond = occurrences.before(moment), occurrences.after(moment)
    return Explanation(moment, occurs, facts, after, stands, before, beyond)


class _Question(NamedTuple):
    strategy: Strategy
    window: Window
    event: datetime | None
    reading: Reading
    clock: time
    occurrences: Occurrences

    @property
    def both(self) -> bool:
        """Whether there are two limits."""
        return self.window.till is not None and self.window.count is not None

    @property
    def skips_source(self) -> bool:
        return self.reading.source_slot == "skip"


def _moment(at: object, clock: time) -> datetime:
    """The date-time that is asked about. Raises `InvalidWindow`."""
    if isinstance(at, datetime):
        if at.tzinfo is None:
            return at
        raise InvalidWindow([Problem("at", at.isoformat(), "a local date-time", "it has a zone")])
    if isinstance(at, date):
        return datetime.combine(at, clock)
    raise InvalidWindow([Problem("at", at, "a day or a local date-time")])


def _time(at: date | datetime, clock: time) -> Iterator[AtTime]:
    if isinstance(at, datetime):
        yield AtTime(at.time() == clock, ("C8", "R12", "R13"), at.time(), clock)


def _facts(q: _Question, day: date) -> Iterator[Fact]:
    """The facts of a day: of the pattern, of the window, and, if it is in both, of what is counted."""
    about = asked(q.strategy, q.reading, q.window.start, q.event)
    facts = [*pattern_facts(about, day), *_window_facts(q, day)]
    yield from facts
    if all(fact.holds for fact in facts):
        yield from _counting_facts(q, day)


def _window_facts(q: _Question, day: date) -> Iterator[Fact]:
    window, reading = q.window, q.reading
    itself = day == window.start
    holds = day > window.start or (itself and reading.from_included == "yes")
    yield FromDay(holds, ("C10", "R7") if itself else ("C10",), window.start, itself)
    if window.till is None:
        return
    if q.both and reading.both_limits == "count":
        yield Ignored(holds=True, clauses=("R9",), field="till")
        return
    itself = day == window.till
    holds = day < window.till or (itself and reading.till_included == "yes")
    clauses = ("C10", *(("R8",) if itself else ()), *(("R9",) if q.both else ()))
    yield TillDay(holds, clauses, window.till, itself)


def _counting_facts(q: _Question, day: date) -> Iterator[Fact]:
    """Whether it is the source event's own slot, and whether the count is used up."""
    source = q.event is not None and q.event == datetime.combine(day, q.clock)
    if source and q.event is not None:
        yield OfSource(not q.skips_source, ("R10",), q.event)
    if q.window.count is None:
        return
    if q.both and q.reading.both_limits == "till":
        yield Ignored(holds=True, clauses=("R9",), field="count")
    elif not (source and q.skips_source and q.reading.count_source == "no"):
        number = _number(q, day)
        last = q.occurrences[-1] if q.occurrences else None
        clauses = ("C8", *(("R9",) if q.both else ()), *(("R11",) if _passes_source(q, day) else ()))
        yield Counted(number <= q.window.count, clauses, number, q.window.count, last)


def _number(q: _Question, day: date) -> int:
    """How many of the count are used up with this date, itself included."""
    rule = rule_of(q.strategy, q.reading)
    first = q.window.start.toordinal() + rule.opens
    used = len(rule.cycle(q.window.start, q.event).numbers(first, day.toordinal() + 1))
    return used - (_passes_source(q, day) and q.reading.count_source == "no")


def _passes_source(q: _Question, day: date) -> bool:
    """Whether the source event's slot, left out, is among the dates until this one."""
    if q.event is None or not q.skips_source or q.event.time() != q.clock or q.event.date() > day:
        return False
    rule, here = rule_of(q.strategy, q.reading), q.event.toordinal()
    first = q.window.start.toordinal() + rule.opens
    return here >= first and len(rule.cycle(q.window.start, q.event).numbers(here, here + 1)) == 1


def _after(
    at: date | datetime, moment: datetime, closures: Closures, schedule: Schedule | None
) -> Iterator[Closed | Placed]:
    """The closure of the day, and the lines of the schedule that are about it."""
    reason = closures.why(moment.date())
    if reason is not None:
        yield Closed(holds=False, clauses=(), reason=reason)
    for slot in schedule.slots if schedule is not None else ():
        if _is_meant(at, slot.start) or _is_meant(at, slot.pattern):
            yield Placed(_is_meant(at, slot.start), (), slot)


def _is_meant(at: date | datetime, start: datetime | None) -> bool:
    if start is None:
        return False
    return start == at if isinstance(at, datetime) else start.date() == at
