"""From a list of dates to the patterns behind it: the fewest strategies and exceptions that give exactly these dates.

Decides what a description costs and certifies the answer by expanding it. How patterns are searched for is
`infer_search.py`'s; where the dates come from nobody knows here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from recurrence.analysis.infer_search import Search
from recurrence.analysis.infer_shapes import Pattern, Terms, asks_for_event, dates_of, price_of
from recurrence.errors import InvalidDates, Problem
from recurrence.reading import DOCUMENTED, Reading
from recurrence.schedule import Add, Drop

MOST_DATES = 20_000
_MOST_PROBLEMS = 20


class Share(NamedTuple):
    """A pattern with edits, as one plan takes it."""

    pattern: Pattern
    edits: tuple[Drop | Add, ...]


class Inference(NamedTuple):
    """Patterns and exceptions that together are the dates.

    `strategies`: each a `Pattern` of strategy, window (its own time of day in it) and event, by first date.
    `exceptions`: in order of time a `Drop` for each date that a pattern has and the list has not, an `Add` for each
    that no pattern has. `reading`: the one under which it holds.
    """

    strategies: tuple[Pattern, ...]
    exceptions: tuple[Drop | Add, ...]
    reading: Reading

    @property
    def cost(self) -> int:
        """What the description costs: the measure that `infer` makes small."""
        among = Counter((moment.hour, moment.minute) for moment in self.expand())
        prices = (
            price_of(strategy, self.reading, among[window.hours or 0, window.minutes or 0])
            for strategy, window, _ in self.strategies
        )
        return sum(prices) + len(self.exceptions)

    def shares(self) -> tuple[Share, ...]:
        """The patterns so that no date is in two of them, each with the edits that make it say just its dates.

        A date that several patterns have is the first one's. An added date goes to the first pattern at its time of
        day, or to the first of all; without patterns it is in no share.
        """
        dates, taken, shares = set(self.expand()), set[datetime](), list[Share]()
        added = (
            {edit.moment for edit in self.exceptions if isinstance(edit, Add)} if self.strategies else set()
        )
        for each in self.strategies:
            given = set(dates_of(each, self.reading) or ())
            clock = each.window.hours, each.window.minutes
            mine = {moment for moment in added if (moment.hour, moment.minute) == clock}
            added -= mine
            edits: list[Drop | Add] = [*map(Drop, given - (dates - taken)), *map(Add, mine)]
            shares.append(Share(each, tuple(sorted(edits, key=_moment))))
            taken |= given
        if added:
            first = shares[0]
            shares[0] = first._replace(edits=tuple(sorted([*first.edits, *map(Add, added)], key=_moment)))
        return tuple(shares)

    def expand(self) -> list[datetime]:
        """The dates again: those of the patterns, less those dropped, and those added; each once, in order."""
        found = {moment for each in self.strategies for moment in dates_of(each, self.reading) or ()}
        found -= {edit.moment for edit in self.exceptions if isinstance(edit, Drop)}
        found |= {edit.moment for edit in self.exceptions if isinstance(edit, Add)}
        return sorted(found)


def infer(dates: Iterable[datetime], *, reading: Reading = DOCUMENTED) -> Inference:
    """The cheapest strategies and exceptions found that give exactly these date-times (C2–C6).

    A strategy costs 3, and 1 more for every two binary digits of its break; a date dropped or added costs 1. Of
    equally cheap descriptions the one with fewer strategies and exceptions together is taken, then the shorter
    breaks, then the fewer weekdays named; equal input gives equal output. The search is greedy and then bettered; it
    is not always the cheapest there is (docs/how-to/what-pattern-is-this.md says how near it comes). What is sure
    is the certificate: expanding the answer gives the dates, and that is checked before it is returned.

    Counts weeks, months and short months as the documented reading does, or as `reading` does; where a reading
    wants a source event, it is each pattern's first date, and counts as one (`source_slot` is `create`). Naive
    date-times to the minute, at most 20,000; the same one twice is one. Raises `InvalidDates` with all problems.

    >>> from datetime import timedelta
    >>> mondays = [datetime(2027, 1, 4, 10, 30) + timedelta(weeks=n) for n in range(9) if n != 5]
    >>> found = infer([*mondays, datetime(2027, 1, 9, 12)])
    >>> [(each.strategy.repeat_mode.name, each.strategy.days) for each in found.strategies]
    [('WEEKLY', (1,))]
    >>> [(type(edit).__name__, edit.moment.isoformat()) for edit in found.exceptions]
    [('Add', '2027-01-09T12:00:00'), ('Drop', '2027-02-08T10:30:00')]
    >>> found.expand() == sorted([*mondays, datetime(2027, 1, 9, 12)])
    True
    """
    wanted = _checked(dates)
    if asks_for_event(reading):
        reading = reading.replace(source_slot="create")
    by_clock = defaultdict(list)
    for moment in sorted(wanted):
        by_clock[moment.time()].append(moment.toordinal())
    patterns = [
        found.pattern
        for clock, days in sorted(by_clock.items())
        for found in Search(days, Terms(reading, clock, len(days))).patterns()
    ]
    patterns.sort(key=lambda each: (each.window.start, each.window.hours, each.window.minutes))
    inference = Inference(tuple(patterns), (), reading)
    given = set(inference.expand())
    edits: list[Drop | Add] = [*map(Drop, given - wanted), *map(Add, wanted - given)]
    inference = inference._replace(exceptions=tuple(sorted(edits, key=_moment)))
    if inference.expand() != sorted(wanted):
        raise AssertionError(inference)  # never seen; a wrong claim must not leave
    return inference


def _moment(edit: Drop | Add) -> datetime:
    return edit.moment


def _checked(dates: Iterable[datetime]) -> set[datetime]:
    """The dates as a set. Raises `InvalidDates`."""
    found: set[datetime] = set()
    problems: list[Problem] = []
    for number, moment in enumerate(dates):
        if len(found) > MOST_DATES or len(problems) >= _MOST_PROBLEMS:
            break
        if problem := _problem(number, moment):
            problems.append(problem)
        else:
            found.add(moment)
    if len(found) > MOST_DATES:
        problems.append(Problem("dates", f"more than {MOST_DATES:,}", f"at most {MOST_DATES:,} date-times"))
    if problems:
        raise InvalidDates(problems)
    return found


def _problem(number: int, moment: object) -> Problem | None:
    """What is wrong with a date-time, if anything."""
    if not isinstance(moment, datetime):
        return Problem(f"dates[{number}]", moment, "a local date-time to the minute")
    faults = {"a zone": moment.tzinfo, "seconds": moment.second, "microseconds": moment.microsecond}
    hint = " and ".join(fault for fault, there in faults.items() if there)
    if not hint:
        return None
    return Problem(
        f"dates[{number}]", moment.isoformat(), "a local date-time to the minute", f"it has {hint}"
    )
