"""Which texts are dates of a by-dates request, in either generation, and which local time each means (Q19, U7).

Knows nothing of events: it turns texts into wall times of a zone, or says that a text is none.
"""

import re
from datetime import datetime, time

from sync.emulator.fields import parsed_day
from sync.emulator.switches import Switches
from sync.emulator.walls import after_gap, local, skipped

_TEXT = re.compile(
    r"\A(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?P<mark>[T ])(?P<clock>[0-9]{2}:[0-9]{2})(?P<seconds>:[0-9]{2})?"
    r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?\Z",
    re.ASCII,
)


def slot(text: object, switches: Switches, generation: int, zone: str, event: datetime) -> datetime | None:
    """The wall time that a text means in a generation (1 or 2), or None if it is refused.

    >>> slot("2020-10-03T13:30:00", Switches(), 1, "Europe/Riga", datetime(2020, 1, 1))
    datetime.datetime(2020, 10, 3, 13, 30)
    >>> slot("2020-10-03T13:30:00+0500", Switches(), 2, "Europe/Riga", datetime(2020, 1, 1))
    datetime.datetime(2020, 10, 3, 11, 30)
    """
    found = _TEXT.match(text) if isinstance(text, str) else None
    day = parsed_day(found["day"]) if found else None
    if found is None or day is None:
        return None
    if found["mark"] is None:
        clock = _bare(switches, generation, event)
        return None if clock is None else in_zone(datetime.combine(day, clock), switches, zone)
    if not _spelling_is_taken(found, switches, generation):
        return None
    try:
        wall = datetime.fromisoformat(f"{found['day']}T{found['clock']}{found['seconds'] or ':00'}")
    except ValueError:
        return None
    return _placed(wall, found["offset"], switches, generation, zone)


def in_zone(wall: datetime, switches: Switches, zone: str) -> datetime | None:
    """The wall time as it is stored: one in a gap is kept, shifted, or None (Q24)."""
    if switches.gap_time == "keep" or not skipped(wall, zone):
        return wall
    return after_gap(wall, zone) if switches.gap_time == "shift" else None


def _bare(switches: Switches, generation: int, event: datetime) -> time | None:
    if generation == 2 or switches.bare_dates == "refuse":
        return None
    return time.min if switches.bare_dates == "midnight" else event.time()


def _spelling_is_taken(found: re.Match[str], switches: Switches, generation: int) -> bool:
    if found["seconds"] is None and switches.minute_dates == "refuse":
        return False
    return found["mark"] == "T" or (generation == 1 and switches.space_dates == "accept")


def _placed(
    wall: datetime, offset: str | None, switches: Switches, generation: int, zone: str
) -> datetime | None:
    if offset is None:
        return in_zone(wall, switches, zone)
    handling = switches.offset_dates_v1 if generation == 1 else switches.offset_dates_v2
    if handling == "refuse":
        return None
    if handling == "ignore":
        return in_zone(wall, switches, zone)
    try:
        return local(datetime.fromisoformat(wall.isoformat() + offset), zone)
    except (ValueError, OverflowError):
        return None
