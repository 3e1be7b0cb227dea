"""The patterns that are measured, and how each peer is asked for the same dates.

Every peer is asked the way its documentation suggests; that all give the same dates is checked before anything is
timed (`contests`).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import accumulate, cycle, islice, repeat
from typing import Any, NamedTuple

import numpy as np
from dateutil.rrule import DAILY, FR, MO, MONTHLY, TH, TU, WE, WEEKLY, YEARLY, rrule
from numpy.typing import NDArray

from recurrence import RepeatMode, Strategy, Window

HALF_PAST_TEN = np.timedelta64(10 * 60 + 30, "m")
WORKING_DAYS = (MO, TU, WE, TH, FR)


class Workload(NamedTuple):
    """One pattern in one window: how many dates there are, and everybody's way to ask for them."""

    key: str
    words: str
    dates: int
    strategy: Callable[[], Strategy]
    window: Callable[[], Window]
    rule: Callable[[], rrule]
    array: Callable[[], NDArray[np.datetime64]]


def half_past_ten(start: date, till: date) -> Window:
    """All days of both ends and between, at the time of day that every workload has."""
    return Window(start, till=till, hours=10, minutes=30)


# --- W1: a year of Mondays and Thursdays of every third week ----------------------------------------------------


def _w1_array() -> NDArray[np.datetime64]:
    days = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    weeks = (days - np.datetime64("2025-12-29")) // np.timedelta64(7, "D")
    return _at_half_past_ten(days[np.is_busday(days, weekmask="Mon Thu") & (weeks % 3 == 0)])


W1 = Workload(
    key="W1",
    words="one year, Monday and Thursday of every third week",
    dates=35,
    strategy=lambda: Strategy(RepeatMode.WEEKLY, days=(1, 4), interval=2),
    window=lambda: half_past_ten(date(2026, 1, 1), date(2026, 12, 31)),
    rule=lambda: rrule(
        WEEKLY,
        datetime(2026, 1, 1, 10, 30),
        interval=3,
        byweekday=(MO, TH),
        until=datetime(2026, 12, 31, 10, 30),
    ),
    array=_w1_array,
)

# --- W2: ten years of days --------------------------------------------------------------------------------------

W2 = Workload(
    key="W2",
    words="ten years, every day",
    dates=3_653,
    strategy=lambda: Strategy(RepeatMode.DAILY),
    window=lambda: half_past_ten(date(2024, 1, 1), date(2033, 12, 31)),
    rule=lambda: rrule(DAILY, datetime(2024, 1, 1, 10, 30), until=datetime(2033, 12, 31, 10, 30)),
    array=lambda: _at_half_past_ten(np.arange("2024-01-01", "2034-01-01", dtype="datetime64[D]")),
)

# --- W3: a century of Mondays, Wednesdays and Fridays -----------------------------------------------------------


def _w3_array() -> NDArray[np.datetime64]:
    days = np.arange("2024-01-01", "2124-01-01", dtype="datetime64[D]")
    return _at_half_past_ten(days[np.is_busday(days, weekmask="Mon Wed Fri")])


W3 = Workload(
    key="W3",
    words="100 years, Monday, Wednesday and Friday",
    dates=15_654,
    strategy=lambda: Strategy(RepeatMode.WEEKLY, days=(1, 3, 5)),
    window=lambda: half_past_ten(date(2024, 1, 1), date(2123, 12, 31)),
    rule=lambda: rrule(
        WEEKLY, datetime(2024, 1, 1, 10, 30), byweekday=(MO, WE, FR), until=datetime(2123, 12, 31, 10, 30)
    ),
    array=_w3_array,
)

# --- W4: a century of 31sts -------------------------------------------------------------------------------------


def _w4_array() -> NDArray[np.datetime64]:
    months = np.arange("2026-01", "2126-01", dtype="datetime64[M]")
    days = months.astype("datetime64[D]") + np.timedelta64(30, "D")
    return _at_half_past_ten(days[days.astype("datetime64[M]") == months])


W4 = Workload(
    key="W4",
    words="100 years, every month on the 31st, shorter months left out",
    dates=700,
    strategy=lambda: Strategy(RepeatMode.MONTHLY),
    window=lambda: half_past_ten(date(2026, 1, 31), date(2125, 12, 31)),
    rule=lambda: rrule(
        MONTHLY, datetime(2026, 1, 31, 10, 30), bymonthday=31, until=datetime(2125, 12, 31, 10, 30)
    ),
    array=_w4_array,
)

# --- M7 and M2: a century of yearly dates, ten years of weekdays ------------------------------------------------


def _m7_array() -> NDArray[np.datetime64]:
    return _at_half_past_ten(np.arange("2026", "2126", dtype="datetime64[Y]").astype("datetime64[D]"))


M7 = Workload(
    key="M7",
    words="100 years, once a year",
    dates=100,
    strategy=lambda: Strategy(RepeatMode.YEARLY),
    window=lambda: half_past_ten(date(2026, 1, 1), date(2125, 12, 31)),
    rule=lambda: rrule(YEARLY, datetime(2026, 1, 1, 10, 30), until=datetime(2125, 12, 31, 10, 30)),
    array=_m7_array,
)


def _m2_array() -> NDArray[np.datetime64]:
    days = np.arange("2026-01-01", "2036-01-01", dtype="datetime64[D]")
    return _at_half_past_ten(days[np.is_busday(days)])


M2 = Workload(
    key="M2",
    words="ten years, Monday to Friday",
    dates=2_608,
    strategy=lambda: Strategy(RepeatMode.WEEKDAYS),
    window=lambda: half_past_ten(date(2026, 1, 1), date(2035, 12, 31)),
    rule=lambda: rrule(
        WEEKLY, datetime(2026, 1, 1, 10, 30), byweekday=WORKING_DAYS, until=datetime(2035, 12, 31, 10, 30)
    ),
    array=_m2_array,
)

WORKLOADS = (W1, W2, W3, W4, M7, M2)


def _at_half_past_ten(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    return (days + HALF_PAST_TEN).astype("datetime64[s]")


# --- the object-making limit: the same dates if nothing had to be decided ---------------------------------------


def limit_w2() -> list[datetime]:
    """W2 as Python can make it at best: one addition of a ready-made timedelta for each date."""
    steps: Iterable[Any] = repeat(timedelta(days=1), W2.dates - 1)
    return list(accumulate(steps, initial=datetime(2024, 1, 1, 10, 30)))


def limit_w3() -> list[datetime]:
    """W3 likewise, with the week's three gaps in turn."""
    gaps = cycle((timedelta(days=2), timedelta(days=2), timedelta(days=3)))
    steps: Iterable[Any] = islice(gaps, W3.dates - 1)
    return list(accumulate(steps, initial=datetime(2024, 1, 1, 10, 30)))


# --- questions about far places: the rule of W1, counted from 1990 ----------------------------------------------

SINCE_1990 = date(1990, 1, 1)
DECADE = datetime(2090, 1, 1), datetime(2099, 12, 31, 23, 59)
LATE = datetime(2080, 1, 1)


def endless_window() -> Window:
    """From 1990 to the end of the calendar."""
    return half_past_ten(SINCE_1990, date.max)


def endless_rule() -> rrule:
    """The rule of W1 from 1990 on, without an end, for dateutil."""
    return rrule(WEEKLY, datetime(1990, 1, 1, 10, 30), interval=3, byweekday=(MO, TH))


def numpy_count(first: datetime, last: datetime) -> Callable[[], int]:
    """How many of the same dates lie from first to last, by numpy: it has no rule to have at hand, so in each call from 1990 on."""
    begin, end = np.datetime64(first, "s"), np.datetime64(last, "s")

    def count() -> int:
        dates = _since_1990(end)
        return int(((dates >= begin) & (dates <= end)).sum())

    return count


def numpy_after(moment: datetime) -> Callable[[], datetime]:
    """The first of the same dates after a moment, likewise."""
    begin = np.datetime64(moment, "s")

    def after() -> datetime:
        dates = _since_1990(begin + np.timedelta64(42, "D"))
        found: datetime = dates[dates > begin].min().item()
        return found

    return after


def _since_1990(end: np.datetime64) -> NDArray[np.datetime64]:
    """1990 began on a Monday."""
    weeks = np.arange(np.datetime64(SINCE_1990), end.astype("datetime64[D]") + 1, 21)
    return _at_half_past_ten(np.concatenate([weeks, weeks + 3]))
