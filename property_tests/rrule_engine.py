"""A second engine: says a strategy as a rule of RFC 5545, wherever such a rule can say it, and lets dateutil expand it.

DTSTART stands in the anchor's unit and is moved back by whole periods, since a pattern reaches back before its
anchor and a rule does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule

from property_tests import oracle
from property_tests.oracle import (
    Question,
    active_weekdays,
    count_in_force,
    counting_day,
    meant_day,
    period,
    till_in_force,
    wall_time,
)

WEEKDAYS = (SU, MO, TU, WE, TH, FR, SA)
LEAP_DAY = (2, 29)


def can_say(q: Question) -> bool:
    """RFC 5545 has no word for a day that overflows, but for 29 February, or drifts, or for no weekday at all."""
    if q.mode < oracle.MONTHLY:
        return q.mode == oracle.DAILY or bool(active_weekdays(q))
    rule = q.says("missing_day")
    if meant_day(q).day <= 28 or rule in ("skip", "clamp"):
        return True
    return rule == "overflow" and q.mode == oracle.YEARLY and meant_day(q).month == 2


def expand(q: Question) -> list[datetime]:
    """The dates of the rule in the window, without the source slot; ValueError where DTSTART precedes year 1."""
    begin, end = ends(q)
    start = datetime.combine(rule_start(q), time(*wall_time(q)))
    rule = rrule(dtstart=start, interval=period(q), until=end, **terms(q))
    hits = within_the_calendar(rule.xafter(begin, inc=True))
    count = count_in_force(q)
    if q.says("count_source") == "yes":
        return list(without_source(q, islice(hits, count)))
    return list(islice(without_source(q, hits), count))


def within_the_calendar(hits: Iterator[datetime]) -> Iterator[datetime]:
    """Dateutil looks at the whole of the last week, and falls over where it reaches into year 10000."""
    try:
        yield from hits
    except ValueError as error:
        if "10000" not in str(error):
            raise


def ends(q: Question) -> tuple[datetime, datetime]:
    """R7 to R9: the first and the last moment that the rule is asked for."""
    begin = datetime.combine(q.start, time.max if q.says("from_included") == "no" else time.min)
    till = till_in_force(q)
    if till is not None and q.says("till_included") == "no":
        return begin, datetime.combine(till, time.min) - timedelta(minutes=1)
    return begin, datetime.combine(till or date.max, time.max)


def without_source(q: Question, hits: Iterator[datetime]) -> Iterator[datetime]:
    """EXDATE (R10)."""
    skip = q.event if q.says("source_slot") == "skip" else None
    return (hit for hit in hits if hit != skip)


def terms(q: Question) -> dict[str, Any]:
    if q.mode == oracle.DAILY:
        return {"freq": DAILY}
    if q.mode == oracle.MONTHLY:
        return {"freq": MONTHLY, **month_day(q)}
    if q.mode == oracle.YEARLY:
        return {"freq": YEARLY, **year_day(q)}
    return {"freq": WEEKLY, "byweekday": [WEEKDAYS[day] for day in active_weekdays(q)], "wkst": week_start(q)}


def week_start(q: Question) -> Any:  # noqa: ANN401  dateutil's weekday
    """R3: rolling weeks are weeks that start on the anchor's weekday."""
    if q.says("week") == "rolling":
        return WEEKDAYS[oracle.weekday(counting_day(q))]
    return MO if q.says("week") == "monday" else SU


def month_day(q: Question) -> dict[str, Any]:
    """R4: clamping is the last of the days from 28 that the month has."""
    day = meant_day(q).day
    if day > 28 and q.says("missing_day") == "clamp":
        return {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}
    return {"bymonthday": day}


def year_day(q: Question) -> dict[str, Any]:
    """R4: day 60 of a year is 29 February, or 1 March where there is none."""
    day = meant_day(q)
    if (day.month, day.day) == LEAP_DAY and q.says("missing_day") == "overflow":
        return {"byyearday": 60}
    return {"bymonth": day.month, **month_day(q)}


def rule_start(q: Question) -> date:
    """DTSTART: the first day of an active unit at or before the window; a drifting rule begins at its base."""
    if q.mode < oracle.MONTHLY:
        return day_start(q)
    year_unit = q.mode == oracle.YEARLY
    anchor = counting_day(q)
    month = anchor.year * 12 + (0 if year_unit else anchor.month - 1)
    if q.says("missing_day").endswith("_drift"):
        return date(anchor.year, meant_day(q).month if year_unit else anchor.month, meant_day(q).day)
    months = period(q) * (12 if year_unit else 1)
    start = q.start.year * 12 + q.start.month - 1
    return first_of_month(month + (start - month) // months * months)


def day_start(q: Question) -> date:
    days = period(q) * (1 if q.mode == oracle.DAILY else 7)
    anchor = counting_day(q).toordinal()
    if q.mode != oracle.DAILY:
        anchor -= (oracle.weekday(counting_day(q)) - first_weekday(q)) % 7
    return date.fromordinal(anchor + (q.start.toordinal() - anchor) // days * days)


def first_weekday(q: Question) -> int:
    """0 is Sunday."""
    return {"monday": 1, "sunday": 0}.get(q.says("week"), oracle.weekday(counting_day(q)))


def first_of_month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
