"""The location's wall clock: a local time's instant and offset, and what becomes of one that a clock change skips.

Zones come from the standard library, not from our engine: client and emulator must not agree by construction.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The zone of that name."""
    return ZoneInfo(name)


def timestamp(wall: datetime, zone_name: str) -> int:
    """The Unix time of a wall time; the earlier of two in a fold.

    >>> timestamp(datetime(2020, 9, 28, 10, 30), "Europe/Samara")
    1601274600
    """
    return int(wall.replace(tzinfo=zone(zone_name)).timestamp())


def offset_text(wall: datetime, zone_name: str, colon: str = "") -> str:
    """The offset from UTC at a wall time, `+HHMM`, with what is to stand between hours and minutes.

    >>> offset_text(datetime(2020, 9, 28, 10, 30), "America/New_York", ":")
    '-04:00'
    """
    offset = wall.replace(tzinfo=zone(zone_name)).utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"


def local(moment: datetime, zone_name: str) -> datetime:
    """The wall time of a moment that has an offset.

    >>> local(datetime(2027, 1, 1, tzinfo=UTC), "Europe/Riga")
    datetime.datetime(2027, 1, 1, 2, 0)
    """
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None)


def skipped(wall: datetime, zone_name: str) -> bool:
    """Whether the clock never shows this time.

    >>> (
    ...     skipped(datetime(2027, 3, 28, 3, 30), "Europe/Riga"),
    ...     skipped(datetime(2027, 3, 28, 4, 0), "Europe/Riga"),
    ... )
    (True, False)
    """
    return after_gap(wall, zone_name) != wall


def after_gap(wall: datetime, zone_name: str) -> datetime:
    """The time itself, or, if the clock skips it, the one that PHP makes of it: later by the length of the gap.

    >>> after_gap(datetime(2027, 3, 28, 3, 30), "Europe/Riga")
    datetime.datetime(2027, 3, 28, 4, 30)
    """
    there_and_back = wall.replace(tzinfo=zone(zone_name)).astimezone(UTC)
    return there_and_back.astimezone(zone(zone_name)).replace(tzinfo=None)
