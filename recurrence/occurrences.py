"""A pattern seen through a window: `expand` and the lazy sequence that it returns.

Knows R9–R11, the axes of the window's limits and the source slot. Nothing here walks: an answer about any
place costs the same, and a date is made when it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NoReturn, overload

from recurrence.cycle import LAST_DAY, Cycle, Drift
from recurrence.errors import InvalidReading, InvalidWindow, Problem, refuse
from recurrence.isotext import date_texts, json_array
from recurrence.reading import DOCUMENTED, Reading
from recurrence.rule import Rule, clock_of, rule_of, time_of_day
from recurrence.strategy import Strategy
from recurrence.window import Window, event_problems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Occurrences(Sequence[datetime]):
    """The date-times of a strategy in a window: an immutable, lazy, strictly increasing sequence.

    Naive `datetime`s, the location's wall clock. Indexing, slicing (steps ≥ 1), `in`, `index`, `after`,
    `before` and `between` are arithmetic: they cost the same wherever they look. Equal to another
    `Occurrences` with the same date-times.

    >>> o = expand(Strategy(1), Window(date(2027, 1, 1), till=date(9999, 12, 31), hours=9, minutes=0))
    >>> len(o), o[-1], o[::7][2]
    (2912078, datetime.datetime(9999, 12, 31, 9, 0), datetime.datetime(2027, 1, 15, 9, 0))
    """

    __slots__ = ("_clock", "_cycle", "_hole", "_positions")

    # A position numbers the dates that are visible: it is the cycle's k, less one beyond the hole, the k of the
    # source event's slot, which is not one of them (R10).

    def __init__(self, cycle: Cycle | Drift, clock: time, positions: range, hole: int | None) -> None:
        self._cycle = cycle
        self._clock = clock
        self._positions = positions
        self._hole = hole

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> datetime: ...
    @overload
    def __getitem__(self, index: slice) -> "Occurrences": ...
    def __getitem__(self, index: int | slice) -> "datetime | Occurrences":
        if not isinstance(index, slice):
            return self._at(self._positions[index])
        if index.step is not None and index.step < 1:
            raise ValueError(f"a slice of occurrences takes steps of 1 or more, not {index.step}")
        return Occurrences(self._cycle, self._clock, self._positions[index], self._hole)

    def __iter__(self) -> Iterator[datetime]:
        positions = self._positions
        number = len(positions)
        if not number or positions.step != 1:
            return map(self._at, positions)
        if self._hole is None:
            return self._cycle.datetimes(positions.start, number, self._clock)
        return chain.from_iterable(self._cycle.datetimes(k, n, self._clock) for k, n in self._runs())

    def __contains__(self, moment: object) -> bool:
        return self._place(moment) is not None

    def index(self, moment: object, start: int = 0, stop: int | None = None) -> int:
        """The index of a date-time; `ValueError` if it is not one of them (within start … stop)."""
        place = self._place(moment)
        if place is None or place not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(f"{moment!r} is not one of these occurrences")
        return place

    def count(self, moment: object) -> int:
        """How often a date-time occurs: 0 or 1."""
        return int(moment in self)

    def after(self, moment: datetime) -> datetime | None:
        """The first occurrence later than a local date-time; None past the end."""
        place = self._place_of_first(moment, strictly=True)
        return self[place] if place < len(self) else None

    def before(self, moment: datetime) -> datetime | None:
        """The last occurrence earlier than a local date-time; None before the first."""
        place = self._place_of_first(moment, strictly=False)
        return self[place - 1] if place else None

    def between(self, first: datetime, last: datetime) -> "Occurrences":
        """The occurrences from one local date-time to another, both ends included.

        >>> o = expand(Strategy(1), Window(date(2027, 1, 1), count=30, hours=9, minutes=0))
        >>> o.between(datetime(2027, 1, 3, 9), datetime(2027, 1, 5)).isoformat()
        ['2027-01-03T09:00:00', '2027-01-04T09:00:00']
        """
        return self[self._place_of_first(first, strictly=False) : self._place_of_first(last, strictly=True)]

    def dates(self) -> list[date]:
        """The days of the occurrences."""
        return [moment.date() for moment in self]

    def isoformat(self) -> list[str]:
        """The occurrences as texts `YYYY-MM-DDTHH:MM:SS`, as the API takes them (C7)."""
        suffix = f"T{self._clock.isoformat()}"
        return [day + suffix for day in self._date_texts()]

    def to_json(self) -> str:
        """The texts of `isoformat` as a JSON array, without going through a list of them.

        >>> expand(Strategy(1), Window(date(2027, 1, 1), count=2, hours=9, minutes=0)).to_json()
        '["2027-01-01T09:00:00","2027-01-02T09:00:00"]'
        """
        return json_array(self._date_texts(), f"T{self._clock.isoformat()}")

    def to_numpy(self) -> "NDArray[np.datetime64]":
        """The occurrences as an array of shape (len,), dtype `datetime64[s]`; needs the extra `numpy`."""
        return _array_maker()(self._cycle, self._runs(), self._clock, self._positions.step)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Occurrences):
            return NotImplemented
        if len(self) != len(other) or not self:
            return len(self) == len(other)
        return self[0] == other[0] and self[-1] == other[-1] and all(map(datetime.__eq__, self, other))

    def __hash__(self) -> int:
        return hash((self[0], self[-1], len(self)) if self else ())

    def __repr__(self) -> str:
        ends = f"{self[0].isoformat()} … {self[-1].isoformat()}" if self else "none"
        return f"<Occurrences {len(self)}: {ends}>"

    def _at(self, position: int) -> datetime:
        return datetime.combine(date.fromordinal(self._cycle.at(self._k(position))), self._clock)

    def _k(self, position: int) -> int:
        return position if self._hole is None or position < self._hole else position + 1

    def _position(self, k: int) -> int:
        return k if self._hole is None or k <= self._hole else k - 1

    def _place(self, moment: object) -> int | None:
        if not self or not isinstance(moment, datetime) or moment.tzinfo or moment.time() != self._clock:
            return None
        day = moment.toordinal()
        k = self._cycle.rank(day)
        position = self._position(k)
        if k == self._hole or position not in self._positions or self._cycle.at(k) != day:
            return None
        return self._positions.index(position)

    def _place_of_first(self, moment: datetime, *, strictly: bool) -> int:
        """The index of the first occurrence at (or, strictly, after) a moment; the length if there is none."""
        if not isinstance(moment, datetime) or moment.tzinfo:
            raise TypeError(f"a local date-time without a zone is needed, not {moment!r}")
        clock = moment.time()
        past = clock >= self._clock if strictly else clock > self._clock
        position = self._position(self._cycle.rank(moment.toordinal() + past))
        positions = self._positions
        return min(max(-((positions.start - position) // positions.step), 0), len(positions))

    def _runs(self) -> list[tuple[int, int]]:
        """The (first k, how many) runs of neighbouring dates of the cycle that hold every visible position."""
        positions, hole = self._positions, self._hole
        if not positions:
            return []
        if hole is None and positions.step == 1:
            return [(positions.start, len(positions))]
        first, last = positions[0], positions[-1]
        if hole is None or last < hole:
            return [(first, last - first + 1)]
        if first >= hole:
            return [(first + 1, last - first + 1)]
        return [(first, hole - first), (hole + 1, last + 1 - hole)]

    def _date_texts(self) -> list[str]:
        runs = [date_texts(self._cycle, k, n) for k, n in self._runs()]
        texts = runs[0] if len(runs) == 1 else [*chain.from_iterable(runs)]
        return texts if self._positions.step == 1 else texts[:: self._positions.step]


def expand(
    strategy: Strategy, window: Window, event: datetime | None = None, reading: Reading = DOCUMENTED
) -> Occurrences:
    """The date-times that a strategy means in a window (C2–C10), under a reading (R1–R13).

    `event` is the local start of the source event: it gives the time of day that the window leaves out, its own
    slot is not generated (R10), and some readings count from it (R2). Raises `InvalidStrategy` or
    `InvalidWindow`, with all problems together, for what the reading refuses, for a missing event, and for a
    `count` beyond the year 9999.

    >>> strategy = Strategy(5, days=(1, 4), interval=2)
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28))
    >>> for moment in expand(strategy, window, event=datetime(2020, 9, 21, 10, 30)):
    ...     print(moment)
    2020-09-28 10:30:00
    2020-10-01 10:30:00
    2020-10-19 10:30:00
    2020-10-22 10:30:00
    """
    try:
        rule = rule_of(strategy, reading)
        if event is None and rule.is_plain and type(window) is Window:
            start, till, count, hours, minutes = window
            if count is None and till is not None and hours is not None and minutes is not None:
                cycle = rule.cycle(start, None)
                dates = _between(rule, cycle, start, till)
                return Occurrences(cycle, time_of_day(hours, minutes), dates, None)
        clock = clock_of(window, event, reading)
    except (AttributeError, TypeError):
        _refuse_types(strategy, window, reading)
        raise
    return _expanded(rule, clock, window, event, reading)


def _expanded(
    rule: Rule, clock: time | None, window: Window, event: datetime | None, reading: Reading
) -> Occurrences:
    """What is not plain: a count, a source event, a refusal, or something that is missing."""
    twice = window.count is not None and window.till is not None and reading.both_limits == "refuse"
    if (
        clock is None
        or twice
        or rule.refusals
        or (rule.needs_event if event is None else event_problems(event))
    ):
        _refuse(rule, window, event, reading)
    cycle = rule.cycle(window.start, event)
    till = window.till if window.count is None or reading.both_limits != "count" else None
    dates = _between(rule, cycle, window.start, till)
    first, stop = dates.start, max(dates.start, dates.stop)
    counted = window.count is not None and (window.till is None or reading.both_limits != "till")
    if counted and reading.count_source == "yes":
        stop = _counted_off(window, first, stop, must_fit=till is None)
    hole = None
    if event is not None and reading.source_slot == "skip" and event.time() == clock:
        hole = _source_slot(cycle, event.toordinal(), range(first, stop))
    if hole is not None:
        stop -= 1
    if counted and reading.count_source == "no":
        stop = _counted_off(window, first, stop, must_fit=till is None)
    return Occurrences(cycle, clock, range(first, stop), hole)


def _between(rule: Rule, cycle: Cycle | Drift, start: date, till: date | None) -> range:
    """The numbers of the cycle's dates from `start` on, `till` or the end of the calendar."""
    end = LAST_DAY + 1 if till is None else till.toordinal() + rule.closes
    return cycle.numbers(start.toordinal() + rule.opens, end)


@lru_cache(maxsize=1)
def _array_maker() -> "Callable[..., NDArray[np.datetime64]]":
    """The function behind `to_numpy`, imported (and numpy with it) when it is first asked for."""
    from recurrence.interop.arrays import datetime_array

    return datetime_array


def _source_slot(cycle: Cycle | Drift, day: int, dates: range) -> int | None:
    """The number of the date on the source event's day (R10), if it is one of `dates`."""
    k = cycle.rank(day)
    return k if k in dates and cycle.at(k) == day else None


def _counted_off(window: Window, first: int, stop: int, *, must_fit: bool) -> int:
    """Where the dates from `first` to `stop` end when only `count` of them are wanted."""
    wanted = window.count or 0
    if first + wanted <= stop:
        return first + wanted
    if must_fit:
        left = f"1 to {stop - first}, what is left" if stop > first else "no number: no date is left"
        raise InvalidWindow([Problem("count", wanted, f"{left} until the year 9999")])
    return stop


def _refuse_types(strategy: object, window: object, reading: object) -> None:
    """Raise for what is no strategy, window or reading at all."""
    if not isinstance(reading, Reading):
        raise InvalidReading([Problem("reading", reading, "a Reading")])
    refuse(
        [] if isinstance(strategy, Strategy) else [Problem("strategy", strategy, "a Strategy")],
        [] if isinstance(window, Window) else [Problem("window", window, "a Window")],
    )


def _refuse(rule: Rule, window: Window, event: datetime | None, reading: Reading) -> NoReturn:
    """Raise everything that is refused or missing, in one error."""
    problems = [] if event is None else event_problems(event)
    if reading.both_limits == "refuse" and window.count is not None and window.till is not None:
        problems.append(
            Problem("count", window.count, "till or count, not both", "Reading both_limits (R9) is refuse")
        )
    if event is None and rule.needs_event:
        problems.append(
            Problem("event", None, f"the source event's start, since reading anchor (R2) is {reading.anchor}")
        )
    if not any(problem.field == "event" for problem in problems) and clock_of(window, event, reading) is None:
        problems.append(Problem("event", None, "the source event's start, or hours and minutes"))
    refuse(rule.refusals, problems)
    raise AssertionError(problems)
