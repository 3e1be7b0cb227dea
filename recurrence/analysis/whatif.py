"""What a plan comes to, scenario by scenario: sessions, seats, hours, revenue, closures met, clashes, gaps.

Every figure is exact: money is Decimal, time is timedelta. Decides what counts where; knows nothing of files, and
nothing of how figures are shown. The first scenario is the base that the others are held against.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from recurrence.analysis.clashes import Busy, Clash, clashes
from recurrence.analysis.workhours import NOTHING_KNOWN, Working, absences
from recurrence.closures import NO_CLOSURES, Closures, IfClosed
from recurrence.errors import InvalidSchedule
from recurrence.schedule import Edit, Schedule, arrange

IfAway = Literal["drop", "clash"]
IF_AWAY: tuple[IfAway, ...] = ("drop", "clash")
_NIL, _ONE = Decimal(0), Decimal(1)

Name = TypeVar("Name", date, int, str)


class Range(NamedTuple):
    """From one number to another, both included.

    >>> Range(Decimal(8), Decimal(10)) * Range(Decimal("0.5"), Decimal(1))
    Range(low=Decimal('4.0'), high=Decimal('10'))
    """

    low: Decimal
    high: Decimal

    def __add__(self, other: object) -> "Range":
        """Least and least, most and most."""
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low + other.low, self.high + other.high)

    def __mul__(self, other: object) -> "Range":
        """With another range of what is not negative, or as many times."""
        if isinstance(other, int):
            return Range(self.low * other, self.high * other)
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low * other.low, self.high * other.high)


NOTHING = Range(_NIL, _NIL)
FULL = Range(_ONE, _ONE)


class Course(NamedTuple):
    """One repeated class: when (`occurrences`, strictly increasing), how long, whom and what it takes, seats, price.

    `price`: of one seat in one session, None if it is not known; `after`: the pattern's next date-time after a
    moment, for closures that are made up for at the end.
    """

    name: str
    occurrences: Sequence[datetime]
    length: timedelta
    staff: int | None = None
    resources: tuple[int, ...] = ()
    service: int | None = None
    seats: int = 0
    price: Range | None = None
    edits: tuple[Edit, ...] = ()
    after: Callable[[datetime], datetime | None] = lambda _: None

    def busy(self, start: datetime) -> Busy:
        """The class at a start; it ends with the calendar at the latest."""
        end = start + min(self.length, datetime.max - start)
        return Busy(start, end, self.staff, self.resources, self.name, service=self.service)


class Scenario(NamedTuple):
    """What is planned, and what it is planned in: closures, what is there, who works when, how full classes are.

    `fill`: the share of the seats that is sold, 0 to 1; `if_away`: whether a session whose team member is away is
    left out (`drop`), or stays and counts as a clash (`clash`).
    """

    name: str
    courses: tuple[Course, ...]
    busy: tuple[Busy, ...] = ()
    working: Working = NOTHING_KNOWN
    closures: Closures = NO_CLOSURES
    if_closed: IfClosed = "drop"
    if_away: IfAway = "drop"
    fill: Range = FULL
    currency: str = ""


class Tally(NamedTuple):
    """Figures that can be added: of a month, a weekday, a class, or all. `clashes`: sessions that clash."""

    sessions: int = 0
    seats: int = 0
    staff_time: timedelta = timedelta()
    room_time: timedelta = timedelta()
    revenue: Range = NOTHING
    clashes: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        counts = self.sessions + other.sessions, self.seats + other.seats
        times = self.staff_time + other.staff_time, self.room_time + other.room_time
        return Tally(*counts, *times, self.revenue + other.revenue, self.clashes + other.clashes)

    def less(self, other: "Tally") -> "Tally":
        """The difference, field by field.

        >>> Tally(sessions=4, clashes=1).less(Tally(sessions=5)).sessions
        -1
        """
        revenue = self.revenue + other.revenue * -1
        times = self.staff_time - other.staff_time, self.room_time - other.room_time
        counts = self.sessions - other.sessions, self.seats - other.seats
        return Tally(*counts, *times, revenue, self.clashes - other.clashes)


class Missed(NamedTuple):
    """A date that met a closure or an absence: the class, the date, why, and where it went (None: left out)."""

    course: str
    at: datetime
    why: str
    to: datetime | None


class Gap(NamedTuple):
    """The longest time between two sessions of one class."""

    course: str
    last: datetime
    following: datetime

    @property
    def days(self) -> int:
        """From one day to the other."""
        return (self.following.date() - self.last.date()).days


class Figures(NamedTuple):
    """What a scenario comes to; the tallies by month (its first day), weekday (0 = Sunday) and class each sum to `total`.

    `holidays`: dates of a pattern, or edits, on closed days; `away`: sessions left out since nobody is there to lead
    them; `unpriced`: classes without a price, whose revenue counts as nothing.
    """

    scenario: Scenario
    schedules: tuple[Schedule, ...]
    sessions: tuple[Busy, ...]
    total: Tally
    months: Mapping[date, Tally]
    weekdays: Mapping[int, Tally]
    courses: Mapping[str, Tally]
    holidays: tuple[Missed, ...]
    away: tuple[Missed, ...]
    clashes: tuple[Clash, ...]
    gap: Gap | None
    unpriced: tuple[str, ...]


def whatif(scenarios: Iterable[Scenario]) -> tuple[Figures, ...]:
    """The figures of each scenario, in the order given.

    Raises `InvalidSchedule` where a class cannot be arranged: a wrong edit, a closed date with `refuse`, too few
    dates to append, more clashes than a million.

    >>> mondays = tuple(datetime(2027, 1, day, 18) for day in (4, 11, 18, 25))
    >>> yoga = Course(
    ...     "Yoga", mondays, timedelta(hours=1), staff=1, seats=10, price=Range(Decimal(8), Decimal(9))
    ... )
    >>> base = Scenario("base", (yoga,), fill=Range(Decimal("0.5"), Decimal(1)))
    >>> shut = base._replace(name="shut on the 11th", closures=Closures({date(2027, 1, 11): "repairs"}))
    >>> for figures in whatif([base, shut]):
    ...     print(
    ...         figures.total.sessions,
    ...         figures.total.revenue.low,
    ...         figures.total.revenue.high,
    ...         figures.gap.days,
    ...     )
    4 160.0 360 7
    3 120.0 270 14
    """
    return tuple(map(_figures, scenarios))


class _Held(NamedTuple):
    """A session that takes place, and its class."""

    course: Course
    busy: Busy


def _figures(scenario: Scenario) -> Figures:
    schedules = tuple(_arranged(course, scenario) for course in scenario.courses)
    held, lost = _held(scenario, schedules)
    sessions = tuple(session.busy for session in held)
    found = clashes(sessions, scenario.busy, working=scenario.working)
    clashing = {clash.slot for clash in found}
    months = [each.start.date().replace(day=1) for each in sessions]
    weekdays = [each.start.isoweekday() % 7 for each in sessions]
    names = [session.course.name for session in held]
    tallies = [_tally(session, scenario.fill, int(place in clashing)) for place, session in enumerate(held)]
    return Figures(
        scenario=scenario,
        schedules=schedules,
        sessions=sessions,
        total=_sum(tallies),
        months=_grouped(months, tallies, sorted(months)),
        weekdays=_grouped(weekdays, tallies, sorted(weekdays)),
        courses=_grouped(names, tallies, [course.name for course in scenario.courses]),
        holidays=tuple(_holidays(scenario.courses, schedules)),
        away=lost,
        clashes=found,
        gap=_longest_gap(held),
        unpriced=tuple(course.name for course in scenario.courses if course.price is None),
    )


def _arranged(course: Course, scenario: Scenario) -> Schedule:
    """The class off closed days. Raises `InvalidSchedule` that names the class."""
    try:
        return arrange(
            course.occurrences,
            course.edits,
            closures=scenario.closures,
            if_closed=scenario.if_closed,
            later=_later(course),
        )
    except InvalidSchedule as error:
        named = [problem._replace(field=f"{course.name}: {problem.field}") for problem in error.problems]
        raise type(error)(named) from None


def _later(course: Course) -> Iterator[datetime]:
    at = course.occurrences[-1] if course.occurrences else None
    while at is not None and (at := course.after(at)) is not None:
        yield at


def _held(scenario: Scenario, schedules: Sequence[Schedule]) -> tuple[list[_Held], tuple[Missed, ...]]:
    """The sessions that take place, class by class, and those that are left out for want of a team member."""
    held, lost = [], []
    for course, schedule in zip(scenario.courses, schedules, strict=True):
        for start in schedule.starts:
            session = course.busy(start)
            why = _absence(session, scenario.working) if scenario.if_away == "drop" else None
            if why is None:
                held.append(_Held(course, session))
            else:
                lost.append(Missed(course.name, start, why, None))
    return held, tuple(lost)


def _absence(session: Busy, working: Working) -> str | None:
    """Why nobody is there to lead the session."""
    hours = None if session.staff is None else working.get(session.staff)
    if hours is not None:
        for (begin, end), (first, last) in zip(absences(hours), hours.away, strict=True):
            if begin < session.end and session.start < end:
                return f"away {first} to {last}" if first < last else f"away {first}"
    return None


def _tally(session: _Held, fill: Range, clashing: int) -> Tally:
    course = session.course
    people, rooms = int(course.staff is not None), len(set(course.resources))
    price = course.price or NOTHING
    revenue = price * fill * course.seats
    return Tally(1, course.seats, course.length * people, course.length * rooms, revenue, clashing)


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


def _grouped(names: Sequence[Name], tallies: Sequence[Tally], order: Iterable[Name]) -> dict[Name, Tally]:
    """The sum for each name, in `order`, which may have more."""
    found = {name: Tally() for name in order}
    for name, tally in zip(names, tallies, strict=True):
        found[name] = found.get(name, Tally()).plus(tally)
    return found


def _holidays(courses: Iterable[Course], schedules: Iterable[Schedule]) -> Iterator[Missed]:
    for course, schedule in zip(courses, schedules, strict=True):
        for slot in schedule.slots:
            why, at = slot.closure or slot.despite, slot.pattern or slot.start
            if why is not None and at is not None:
                yield Missed(course.name, at, why, slot.start)


def _longest_gap(held: Iterable[_Held]) -> Gap | None:
    """Of equal ones the first."""
    gaps = [
        Gap(one.course.name, one.busy.start, other.busy.start)
        for one, other in pairwise(held)
        if one.course is other.course
    ]
    return max(gaps, key=lambda gap: gap.days, default=None)
