"""Decides the dates of a strategy by asking, for every day in turn, what the documentation says about that day.

Slow and plain on purpose: the engine computes, this walks, and the two share no code. Everything is given as
plain values; clause (C...) and axis (R...) numbers are those of the semantics page.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from itertools import takewhile

AXES: dict[str, tuple[str, ...]] = {
    "interval_means": ("break", "step"),
    "anchor": ("from", "event", "event_day"),
    "week": ("monday", "sunday", "rolling"),
    "missing_day": ("skip", "clamp", "overflow", "clamp_drift", "overflow_drift"),
    "empty_days": ("refuse", "anchor_weekday", "none"),
    "fixed_interval": ("ignore", "weeks", "refuse"),
    "from_included": ("yes", "no"),
    "till_included": ("yes", "no"),
    "both_limits": ("earliest", "count", "till", "refuse"),
    "source_slot": ("skip", "create"),
    "count_source": ("no", "yes"),
    "lone_time": ("event", "zero"),
    "zero_time": ("value", "unset"),
}
"""Every axis R1 to R13 in the page's order, with its values, the default first."""

DAILY, WEEKDAYS, MON_WED_FRI, TUE_THU, WEEKLY, MONTHLY, YEARLY = range(1, 8)

FIXED_DAYS = {WEEKDAYS: (1, 2, 3, 4, 5), MON_WED_FRI: (1, 3, 5), TUE_THU: (2, 4)}

IsDate = Callable[[date], bool]


class Refused(Exception):
    """The page calls this question an error; `reasons` says what it objects to, all at once."""

    def __init__(self, *reasons: str, fits: int | None = None) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons
        self.fits = fits


@dataclass(frozen=True, kw_only=True)
class Question:
    """A strategy, a window, an event and the axes that differ from their default, all as plain values."""

    mode: int
    start: date
    days: tuple[int, ...] = ()
    interval: int = 0
    till: date | None = None
    count: int | None = None
    hours: int | None = None
    minutes: int | None = None
    event: datetime | None = None
    axes: dict[str, str] = field(default_factory=dict)

    def says(self, axis: str) -> str:
        """The value of an axis: the one given, or the default."""
        return self.axes.get(axis, AXES[axis][0])


def walk(q: Question) -> list[datetime]:
    """The date-times that the page gives for this question; `Refused` where the page calls it an error."""
    refuse(always_wrong(q))
    refuse(refused_by_the_reading(q) + lacking_an_event(q))
    clock = time(*wall_time(q))
    return limited(q, (datetime.combine(day, clock) for day in candidates(q)))


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(*reasons)


# --- what is an error ---------------------------------------------------------------------------------------------


def always_wrong(q: Question) -> list[str]:
    """The page's list under "Always an error, under every reading", but for the end of the calendar."""
    checks = {
        "mode": is_int_within(q.mode, 1, 7),
        "days": all(is_int_within(day, 0, 6) for day in q.days),
        "interval": is_int_within(q.interval, 0, 10_000),
        "limit": q.till is not None or q.count is not None,
        "till": q.till is None or q.till >= q.start,
        "count": q.count is None or is_int_within(q.count, 1, 10**9),
        "hours": q.hours is None or is_int_within(q.hours, 0, 23),
        "minutes": q.minutes is None or is_int_within(q.minutes, 0, 59),
        "event": q.event is None or is_plain_minute(q.event),
    }
    return [name for name, fine in checks.items() if not fine]


def is_int_within(value: object, low: int, high: int) -> bool:
    """A bool is not an integer here; nor is "5"."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_plain_minute(event: datetime) -> bool:
    return event.tzinfo is None and event.second == 0 and event.microsecond == 0


def refused_by_the_reading(q: Question) -> list[str]:
    """R5, R6 and R9 can each be read as a refusal."""
    reasons = []
    if q.mode == WEEKLY and not q.days and q.says("empty_days") == "refuse":
        reasons.append("empty_days")
    if q.mode in FIXED_DAYS and q.interval > 0 and q.says("fixed_interval") == "refuse":
        reasons.append("fixed_interval")
    if q.till is not None and q.count is not None and q.says("both_limits") == "refuse":
        reasons.append("both_limits")
    return reasons


def lacking_an_event(q: Question) -> list[str]:
    """Whatever needs a source event is an error without one (R2, R12, C8)."""
    if q.event is not None:
        return []
    reasons = []
    if anchor_needs_event(q):
        reasons.append("anchor")
    if time_needs_event(q):
        reasons.append("time")
    return reasons


def anchor_needs_event(q: Question) -> bool:
    """R2: an event is needed only where the anchor can change the dates."""
    anchor = q.says("anchor")
    if anchor == "from":
        return False
    if q.mode in (MONTHLY, YEARLY):
        return True
    if q.mode == WEEKLY and not q.days:
        return q.says("empty_days") == "anchor_weekday"
    return anchor == "event" and period(q) > 1


def time_needs_event(q: Question) -> bool:
    """C8 and R12: no time at all is the event's; a lone one asks for the event's other half, or for 0."""
    missing = [q_time is None for q_time in given_time(q)]
    return all(missing) or (any(missing) and q.says("lone_time") == "event")


# --- the time of day ----------------------------------------------------------------------------------------------


def given_time(q: Question) -> tuple[int | None, int | None]:
    """R13: a 0 is a value, or means "not given"."""
    if q.says("zero_time") == "unset":
        return q.hours or None, q.minutes or None
    return q.hours, q.minutes


def wall_time(q: Question) -> tuple[int, int]:
    """C8 and R12: what is not given is the event's, or, for a lone one, 0."""
    hours, minutes = given_time(q)
    lone = (hours is None) != (minutes is None)
    if lone and q.says("lone_time") == "zero":
        return hours or 0, minutes or 0
    if hours is not None and minutes is not None:
        return hours, minutes
    assert q.event is not None
    return (
        q.event.hour if hours is None else hours,
        q.event.minute if minutes is None else minutes,
    )


# --- how often, and counted from where ----------------------------------------------------------------------------


def period(q: Question) -> int:
    """C4, R1 and R6: every how many days, weeks, months or years."""
    if q.mode in FIXED_DAYS and q.says("fixed_interval") != "weeks":
        return 1
    return q.interval + 1 if q.says("interval_means") == "break" else max(q.interval, 1)


def counting_day(q: Question) -> date:
    """R2: the day that holds the unit which counting starts from."""
    if q.says("anchor") == "event" and q.event is not None:
        return q.event.date()
    return q.start


def meant_day(q: Question) -> date:
    """R2: the day whose weekday, day of the month, or month and day are meant."""
    if q.says("anchor") in ("event", "event_day") and q.event is not None:
        return q.event.date()
    return q.start


def weekday(day: date) -> int:
    """C3: 0 is Sunday, 6 is Saturday."""
    return day.isoweekday() % 7


# --- the clauses: is this day a date? -----------------------------------------------------------------------------


def clause(q: Question) -> IsDate:
    """C2: the mode decides which question is asked of each day."""
    if q.mode == DAILY:
        return lambda day: is_daily(q, day)
    if q.mode in (MONTHLY, YEARLY):
        lands = cache(partial(date_of_month, q))  # asked once a month, not once a day
        return lambda day: is_monthly_or_yearly(day, lands)
    weekdays = active_weekdays(q)
    return lambda day: weekday(day) in weekdays and is_active_week(q, day)


def is_daily(q: Question, day: date) -> bool:
    """C2 and C4, mode 1: every period-th day from the anchor, both ways."""
    return (day - counting_day(q)).days % period(q) == 0


def active_weekdays(q: Question) -> tuple[int, ...]:
    """C2, C3, C6 and R5: the weekdays of modes 2 to 5."""
    if q.mode in FIXED_DAYS:
        return FIXED_DAYS[q.mode]
    if not q.days and q.says("empty_days") == "anchor_weekday":
        return (weekday(meant_day(q)),)
    return q.days


def is_active_week(q: Question, day: date) -> bool:
    """R3: every period-th week from the one that holds the anchor, both ways."""
    if q.says("week") == "rolling":
        weeks_apart = (day - counting_day(q)).days // 7
    else:
        days_apart = first_day_of_week(q, day) - first_day_of_week(q, counting_day(q))
        weeks_apart = days_apart // 7
    return weeks_apart % period(q) == 0


def first_day_of_week(q: Question, day: date) -> int:
    """The ordinal of the Monday or the Sunday that begins the day's week; it may lie before year 1."""
    into_the_week = day.weekday() if q.says("week") == "monday" else weekday(day)
    return day.toordinal() - into_the_week


def is_monthly_or_yearly(day: date, lands: Callable[[int, int], date | None]) -> bool:
    """C2 and R4, modes 6 and 7: an active month, this or the one before, puts its date on this day."""
    if lands(day.year, day.month) == day:
        return True
    before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return before >= (1, 1) and lands(*before) == day


def date_of_month(q: Question, year: int, month: int) -> date | None:
    """The one date that a month gives, there or in the month after; None where it is not active or lacks the day."""
    return landing(q, year, month, meant_day(q).day) if is_active_month(q, year, month) else None


def is_active_month(q: Question, year: int, month: int) -> bool:
    """Every period-th month from the anchor's (mode 6); the meant month of every period-th year (mode 7)."""
    anchor = counting_day(q)
    if q.mode == MONTHLY:
        return ((year - anchor.year) * 12 + month - anchor.month) % period(q) == 0
    return (year - anchor.year) % period(q) == 0 and month == meant_day(q).month


def landing(q: Question, year: int, month: int, day: int) -> date | None:
    """R4: where this day of this month lands if the month is too short for it."""
    length = monthrange(year, month)[1]
    if day <= length:
        return date(year, month, day)
    rule = q.says("missing_day")
    if rule == "skip":
        return None
    last = date(year, month, length)
    return last if rule.startswith("clamp") else last + timedelta(days=day - length)


# --- candidates: the walk, and the steps of the drifting rules ----------------------------------------------------


def candidates(q: Question) -> Iterator[date]:
    """The days of the window that are dates, in order, before `count` and the source slot are looked at."""
    if q.mode in (MONTHLY, YEARLY) and q.says("missing_day").endswith("_drift"):
        return drifting(q)
    if q.mode == WEEKLY and not active_weekdays(q):
        return iter(())
    return filter(clause(q), days_between(first_day(q), last_day(q)))


def days_between(first: int, last: int) -> Iterator[date]:
    return map(date.fromordinal, range(first, last + 1))


def first_day(q: Question) -> int:
    """R7, as an ordinal: whole days."""
    return q.start.toordinal() + (q.says("from_included") == "no")


def last_day(q: Question) -> int:
    """R8, as an ordinal: whole days; without a till that counts, the last day of the calendar."""
    till = till_in_force(q)
    if till is None:
        return date.max.toordinal()
    return till.toordinal() - (q.says("till_included") == "no")


def drifting(q: Question) -> Iterator[date]:
    """R4: repeat by repeat from the previous date, as PHP's "+1 month" goes; nothing before the first."""
    first, last = first_day(q), last_day(q)
    until_the_end = takewhile(lambda day: day.toordinal() <= last, repeats(q))
    return (day for day in until_the_end if day.toordinal() >= first)


def repeats(q: Question) -> Iterator[date]:
    """The base day in the anchor's month (mode 6) or year (mode 7), then one period after another."""
    months = period(q) * (12 if q.mode == YEARLY else 1)
    anchor, meant = counting_day(q), meant_day(q)
    month = meant.month if q.mode == YEARLY else anchor.month
    here = landing(q, anchor.year, month, meant.day)
    while here is not None:
        yield here
        here = stepped(q, here, months)


def stepped(q: Question, here: date, months: int) -> date | None:
    """The same day so many months on, as far as that month has it; None past the last year."""
    year, month = divmod(here.year * 12 + here.month - 1 + months, 12)
    return landing(q, year, month + 1, here.day) if year <= 9999 else None


# --- limits -------------------------------------------------------------------------------------------------------


def till_in_force(q: Question) -> date | None:
    """R9: the till, unless both limits are given and only the count is used."""
    return None if q.count is not None and q.says("both_limits") == "count" else q.till


def count_in_force(q: Question) -> int | None:
    """R9: the count, unless both limits are given and only the till is used."""
    return None if q.till is not None and q.says("both_limits") == "till" else q.count


def limited(q: Question, slots: Iterator[datetime]) -> list[datetime]:
    """C8, R10 and R11: leave out the source slot, stop at the count; a count that does not fit is an error."""
    count, used, chosen = count_in_force(q), 0, list[datetime]()
    while used != count and (slot := next(slots, None)) is not None:
        if slot == q.event and q.says("source_slot") == "skip":
            used += q.says("count_source") == "yes"
        else:
            chosen.append(slot)
            used += 1
    if count is not None and used < count and till_in_force(q) is None:
        raise Refused("count", fits=used)
    return chosen
