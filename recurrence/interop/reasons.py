"""Why a day is a date or is not, as English sentences: one for each fact of an explanation.

Decides words only; the facts are `recurrence.analysis.explain`'s.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from recurrence.analysis.explain import Explanation
from recurrence.analysis.facts import (
    AtTime,
    Begins,
    Closed,
    Counted,
    Fact,
    FromDay,
    Ignored,
    InUnit,
    OfSource,
    OnDayOfMonth,
    OnWeekday,
    Placed,
    TillDay,
)
from recurrence.interop.phrase import MONTHS, day_text, listed, ordinal
from recurrence.schedule import Why
from recurrence.strategy import WEEKDAYS

_IGNORED = {
    "interval": "The interval is ignored: this mode has no unit that it could count",
    "days": "The days are ignored: only mode 5 has them",
    "till": "The last day is ignored beside the count",
    "count": "The count is ignored beside the last day",
}
_CLOCKS = {
    "ordinary": "",
    "gap": ", at a time that the clock skips",
    "fold": ", at a time that the clock shows twice",
}


def sentences(found: Explanation) -> tuple[str, ...]:
    """A sentence for each fact, in order, what became of the date last.

    >>> from datetime import date
    >>> from recurrence import Strategy, Window
    >>> from recurrence.analysis.explain import explain
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> for told in sentences(explain(Strategy(5, days=(1, 4), interval=2), window, date(2020, 10, 8))):
    ...     print(told)
    Thursday is a day of the strategy (Monday and Thursday).
    Its week, from Mon 5 Oct 2020, is a break week: the 2nd of a 3-week cycle counted from Mon 28 Sep 2020; the next
    active week begins Mon 19 Oct 2020.
    It is not before the first day, Mon 28 Sep 2020.
    It is not after the last day, Wed 28 Oct 2020.
    """
    return tuple(sentence(fact) for fact in (*found.facts, *found.after))


def sentence(fact: Fact) -> str:
    """One fact as a sentence.

    >>> from datetime import date
    >>> sentence(FromDay(holds=False, clauses=("C10",), start=date(2020, 9, 28), itself=False))
    'It is before the first day, Mon 28 Sep 2020.'
    """
    return f"{_WORDS[type(fact)](fact)}."


def moment_text(at: datetime) -> str:
    """A date-time in short.

    >>> moment_text(datetime(2020, 9, 28, 10, 30))
    'Mon 28 Sep 2020 10:30'
    """
    return f"{day_text(at.date())} {at:%H:%M}" + (f":{at:%S}" if at.second else "")


def _at_time(fact: AtTime) -> str:
    if fact.holds:
        return f"{fact.clock:%H:%M} is the time of all dates"
    return f"All dates are at {fact.clock:%H:%M}, not at {fact.asked.isoformat('auto').removesuffix(':00')}"


def _on_weekday(fact: OnWeekday) -> str:
    name = WEEKDAYS[fact.weekday]
    if not fact.days:
        return "The strategy names no weekday, so it has no dates"
    if fact.stands_in is not None:
        stands = f"The strategy names no weekday, and that of {day_text(fact.stands_in)} stands in"
        return stands if fact.holds else f"{stands}; this is a {name}"
    if fact.days == (1, 2, 3, 4, 5):
        days = "Monday to Friday"
    else:
        days = listed([WEEKDAYS[day] for day in sorted(fact.days, key=lambda day: (day - 1) % 7)])
    if fact.holds:
        return f"{name} is a day of the strategy" + (f" ({days})" if len(fact.days) > 1 else "")
    return f"{name} is not a day of the strategy ({days})"


def _in_unit(fact: InUnit) -> str:
    if fact.period == 1:
        return f"Every {fact.unit} counts"
    cycle = f"the {ordinal(fact.place)} of a {fact.period:,}-{fact.unit} cycle counted from"
    named = f"{_unit_name(fact)} is {'an active' if fact.holds else 'a break'} {fact.unit}"
    said = f"{named}: {cycle} {_begin(fact, fact.counted_from)}"
    if fact.holds:
        return said
    if fact.following is None:
        return f"{said}; the calendar ends before the next active one"
    verb = "begins" if fact.unit == "week" else "is"
    return f"{said}; the next active {fact.unit} {verb} {_begin(fact, fact.following)}"


def _unit_name(fact: InUnit) -> str:
    if fact.unit == "week":
        return f"Its week, from {day_text(fact.first)},"
    return "It" if fact.unit == "day" else _begin(fact, fact.first)


def _begin(fact: InUnit, first: date) -> str:
    if fact.unit == "year":
        return f"{first.year}"
    return _month(first) if fact.unit == "month" else day_text(first)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _on_day_of_month(fact: OnDayOfMonth) -> str:
    month = _month(fact.month)
    if fact.lost_in is not None:
        since = f"Since {_month(fact.lost_in)}, which has no day {fact.meant}, day {fact.day} is meant"
        return f"{since}, and it is that day" if fact.holds else f"{since}: {_falls(fact)}"
    if fact.lands is None:
        return f"{month} has no day {fact.day}, and that month is left out"
    if fact.lands != fact.month.replace(day=min(fact.day, fact.lands.day)):
        return (
            f"{month} has no day {fact.day}, and it is counted on into the next month: {day_text(fact.lands)}"
        )
    if fact.lands.day != fact.day:
        return f"{month} has no day {fact.day}, and its last day takes the place: {day_text(fact.lands)}"
    return (
        f"It is day {fact.day} of its month, as meant"
        if fact.holds
        else f"Day {fact.day} is meant: {_falls(fact)}"
    )


def _falls(fact: OnDayOfMonth) -> str:
    falls = "none" if fact.lands is None else day_text(fact.lands)
    return f"the date of {_month(fact.month)} is {falls}"


def _begins(fact: Begins) -> str:
    return f"The pattern goes from date to date, and begins {day_text(fact.first)}: there is nothing before"


def _from_day(fact: FromDay) -> str:
    return _at_the_end("before the first day", fact.start, holds=fact.holds, itself=fact.itself)


def _till_day(fact: TillDay) -> str:
    return _at_the_end("after the last day", fact.till, holds=fact.holds, itself=fact.itself)


def _at_the_end(beyond: str, end: date, *, holds: bool, itself: bool) -> str:
    name = beyond.split(" ", 1)[1]
    if itself:
        return f"It is {name} itself, which {'counts' if holds else 'does not count'}"
    return f"It is {'not ' if holds else ''}{beyond}, {day_text(end)}"


def _counted(fact: Counted) -> str:
    if fact.holds:
        return f"It is number {fact.number:,} of {fact.limit:,} by the count"
    ended = "" if fact.last is None else f", the last of them {moment_text(fact.last)}"
    return f"It would be number {fact.number:,}, and the count allows {fact.limit:,}{ended}"


def _of_source(fact: OfSource) -> str:
    made = "is made a second time" if fact.holds else "is not made a second time"
    return f"It is the slot of the source event itself, which {made}"


def _ignored(fact: Ignored) -> str:
    return _IGNORED[fact.field]


def _closed(fact: Closed) -> str:
    return f"The day is closed: {fact.reason}" if fact.reason else "The day is closed"


def _placed(fact: Placed) -> str:
    slot, reason = fact.slot, fact.slot.reason
    if slot.start is None:
        assert slot.pattern is not None  # noqa: S101  a slot without a start has the pattern's
        return f"The schedule leaves {moment_text(slot.pattern)} out ({reason})"
    if slot.why is Why.PATTERN and slot.start == slot.pattern:
        return f"The schedule has it as the pattern has it{_CLOCKS[slot.kind]}"
    where = "has a date here," if fact.holds else "has it on"
    return f"The schedule {where} {moment_text(slot.start)}: {reason}{_CLOCKS[slot.kind]}"


_WORDS: dict[type, Callable[[Any], str]] = {
    AtTime: _at_time,
    OnWeekday: _on_weekday,
    InUnit: _in_unit,
    OnDayOfMonth: _on_day_of_month,
    Begins: _begins,
    FromDay: _from_day,
    TillDay: _till_day,
    Counted: _counted,
    OfSource: _of_source,
    Ignored: _ignored,
    Closed: _closed,
    Placed: _placed,
}
