"""The parts of a scenario file about people and rooms: work hours, absences, and what is taken besides events.

Decides how hours and days away are written. Knows nothing of classes.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from frontdesk.errors import ContentError
from frontdesk.shell import arguments
from frontdesk.shell.files import text_of
from frontdesk.shell.toml_table import Table
from recurrence import Problem
from recurrence.analysis.clashes import Busy
from recurrence.analysis.workhours import DAY_MINUTES, Span, WorkHours
from recurrence.errors import InvalidCalendar

SPAN_ALLOWED = "hours such as 09:00-18:00, or several: 09:00-12:00,13:00-18:00"
AWAY_ALLOWED = "a day such as 2027-01-05, or days: 2027-01-05..2027-01-19"
_CLOCK = re.compile(r"\A([01][0-9]|2[0-3]):([0-5][0-9])\Z")
_MOST_MINUTES = 7 * DAY_MINUTES


def staff_tables(top: Table) -> tuple[dict[int, WorkHours], dict[int, str]]:
    """The hours and the names of `[[staff]]`, by id."""
    working: dict[int, WorkHours] = {}
    names: dict[int, str] = {}
    for table in top.tables("staff"):
        number, name = table.whole("id"), table.text("name")
        if "id" not in table.entries:
            table.wrong("id", None, "the id of a team member")
        if number in working:
            table.wrong("id", number, "an id that stands once")
        hours, away = table.table("works"), spans_of(table, "away")
        weekly = None if hours is None else _weekly(hours)
        table.close()
        if number is not None:
            working[number] = WorkHours(weekly, away)
            names |= {number: name} if name else {}
    return working, names


def spans_of(table: Table, key: str) -> tuple[tuple[date, date], ...]:
    """Days and ranges of days under a key."""
    found = []
    for text in table.texts(key) or ():
        begin, dots, end = text.partition("..")
        problems: list[Problem] = []
        first = arguments.day(begin, key, problems)
        last = arguments.day(end, key, problems) if dots else first
        if problems or first is None or last is None or last < first:
            table.wrong(
                key, text, AWAY_ALLOWED, problems[0].hint if problems else "The earlier day comes first"
            )
        else:
            found.append((first, last))
    return tuple(found)


def busy_table(
    table: Table,
    folder: Path,
    days: tuple[date, date],
    zone: str | None,
    everybody: tuple[tuple[int, ...], tuple[int, ...]],
) -> Iterator[Busy]:
    """What one `[[busy]]` table takes: a stretch of time, or all entries of a calendar file.

    `everybody`: the ids of team members and resources that are taken where the table names none.
    """
    staff, resources = table.whole("staff"), table.wholes("resources")
    if staff is None and resources is None:
        people, rooms = everybody
    else:
        people, rooms = (() if staff is None else (staff,)), resources or ()
    if name := table.text("calendar"):
        spans = list(calendar_spans(str(folder / name), days, zone))
    else:
        spans = _stretch(table)
    table.close()
    for start, end, title in spans:
        yield from taking(start, end, title, people, rooms)


def taking(
    start: datetime, end: datetime, title: str, staff: tuple[int, ...], resources: tuple[int, ...]
) -> Iterator[Busy]:
    """A stretch of time as what takes these people and rooms."""
    yield Busy(start, end, staff[0] if staff else None, resources, title)
    yield from (Busy(start, end, person, (), title) for person in staff[1:])


def calendar_spans(
    path: str, days: tuple[date, date], zone: str | None
) -> Iterator[tuple[datetime, datetime, str]]:
    """What a calendar file says is taken; entries that take up no time are left out.

    Raises `FileError`, `ContentError` with each problem's line, and `MissingExtra`.
    """
    from recurrence.interop.ics import read_calendar

    try:
        events = read_calendar(text_of(path), *days, zone)
    except InvalidCalendar as error:
        raise ContentError(path, error.problems) from None
    return ((_moment(event.start), _moment(event.end), event.title) for event in events if event.busy)


def _moment(at: date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time())


def _stretch(table: Table) -> list[tuple[datetime, datetime, str]]:
    start, minutes = table.moment("start"), table.whole("minutes", 1, _MOST_MINUTES)
    for key in ("start", "minutes"):
        if key not in table.entries:
            table.wrong(key, None, "start and minutes, or a calendar file")
    title = table.text("title")
    if start is None or minutes is None or start > datetime.max - timedelta(minutes=minutes):
        return []
    return [(start, start + timedelta(minutes=minutes), title)]


def _weekly(table: Table) -> dict[int, tuple[Span, ...]]:
    """The hours of each weekday, sun to sat; a weekday that is left out is free."""
    found = {}
    for number, day in enumerate(arguments.DAYS):
        spans = []
        for text in table.texts(day) or ():
            for part in text.split(","):
                if (span := _span(part.strip())) is None:
                    hint = "Hours over midnight are two: until 24:00, and from 00:00 the day after"
                    table.wrong(day, part, SPAN_ALLOWED, hint if part.count(":") == 2 else "")
                else:
                    spans.append(span)
        found[number] = tuple(sorted(spans))
    table.close()
    return found


def _span(text: str) -> Span | None:
    begin, _, end = text.partition("-")
    first, last = _minutes(begin), DAY_MINUTES if end == "24:00" else _minutes(end)
    return (first, last) if first is not None and last is not None and first < last else None


def _minutes(text: str) -> int | None:
    parts = _CLOCK.match(text)
    return int(parts[1]) * 60 + int(parts[2]) if parts else None
