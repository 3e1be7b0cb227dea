"""A zone's clock read minute by minute: how often it shows a wall time, and generators of times near its changes.

The oracle of gaps and folds: from UTC it asks which local time is shown, and never the other way round, so it
leans on no rule for wall times that do not exist or exist twice.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

ZONES = (
    "Europe/Riga",
    "America/New_York",
    "Australia/Lord_Howe",  # changes by half an hour
    "Antarctica/Troll",  # by two hours
    "Pacific/Apia",  # left out a whole day in 2011
    "Europe/Dublin",  # its winter time is the exception
    "Africa/Casablanca",  # changes for Ramadan
    "America/Sao_Paulo",  # changed at midnight
    "Asia/Kolkata",  # changes no more
    "UTC",
)
YEARS = range(2005, 2038)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MINUTES_FROM_A_CHANGE = st.one_of(
    st.sampled_from((-61, -60, -1, 0, 1, 29, 30, 59, 60, 120)),
    st.integers(-190, 190),
    st.integers(-1_600, 1_600),
)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of the locked tz database, not of the machine's."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def shown_at(name: str, utc: datetime) -> datetime:
    """What the clock of the zone shows at a moment of UTC, both naive."""
    return utc.replace(tzinfo=UTC).astimezone(zone(name)).replace(tzinfo=None, fold=0)


def times_shown(name: str, wall: datetime) -> int:
    """At how many moments of UTC the clock shows this wall time: 0 in a gap, 2 in a fold."""
    offsets = {shown_at(name, near) - near for near in (wall - 2 * DAY, wall, wall + 2 * DAY)}
    return sum(shown_at(name, wall - offset) == wall for offset in offsets)


def first_shown_from(name: str, wall: datetime) -> datetime:
    """The first wall time from this one on, minute by minute, that the clock shows."""
    while not times_shown(name, wall):
        wall += MINUTE
    return wall


@cache
def changes(name: str, year: int) -> tuple[datetime, ...]:
    """The wall times, by the offset before it, of each change of the clock in a year."""
    days = [datetime(year, 1, 1) + number * DAY for number in range(366)]
    offset = [shown_at(name, day) - day for day in days]
    return tuple(minute_of_change(name, days[k]) for k in range(len(days) - 1) if offset[k] != offset[k + 1])


def minute_of_change(name: str, day: datetime) -> datetime:
    """What the clock would show, had it not changed, at the first minute after its change on a day of UTC."""
    before = shown_at(name, day) - day
    minutes = (day + number * MINUTE for number in range(24 * 60 + 1))
    return next(utc for utc in minutes if shown_at(name, utc) - utc != before) + before


@st.composite
def zoned_times(draw: DrawFn) -> tuple[str, datetime]:
    """A zone and a wall time near one of its changes, or near midsummer if it has none that year."""
    name, year = draw(st.sampled_from(ZONES)), draw(st.sampled_from(YEARS))
    known = changes(name, year) or (datetime(year, 7, 1),)
    return name, draw(st.sampled_from(known)) + timedelta(minutes=draw(MINUTES_FROM_A_CHANGE))
