"""Lists of dates that people have: a table or text, a calendar file, or a snapshot of what stands at a location.

Decides which kind of file it is, and which dates of it belong together. Knows nothing of patterns.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from datetime import date, datetime, time
from typing import NamedTuple

from frontdesk.analysis.dates_table import MOST_LINES, moments_of_table
from frontdesk.errors import ContentError, FileError, UsageError
from frontdesk.shell.files import content_of, text_of
from recurrence import Problem

MOST_DATES = MOST_LINES - 1
_CYRILLIC = range(0x410, 0x450)
_CALENDAR = "BEGIN:VCALENDAR"


class Wanted(NamedTuple):
    """Which dates of a file are wanted: days (both included), ids of a snapshot's events, and the time of bare days."""

    days: tuple[date | None, date | None] = (None, None)
    at: time | None = None
    zone: str | None = None
    services: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()
    event: int | None = None

    def has(self, day: date) -> bool:
        """Whether a day is among those wanted."""
        first, last = self.days
        return (first is None or first <= day) and (last is None or day <= last)


class DateList(NamedTuple):
    """Dates that belong together, in the file's order: what they are, and an event of theirs if it is known."""

    name: str
    moments: tuple[datetime, ...]
    event: tuple[int, datetime] | None = None

    @property
    def repeated(self) -> int:
        """How many date-times stand there more than once, each further one counted."""
        return len(self.moments) - len(set(self.moments))


def date_lists(path: str, wanted: Wanted) -> list[DateList]:
    """The lists of a file, never empty ones. Raises `FileError`, `ContentError`, `UsageError`, `MissingExtra`."""
    text = _text(path)
    if not text.strip():
        raise FileError(path, "empty")
    is_snapshot, is_calendar = text.lstrip().startswith("{"), text.lstrip().upper().startswith(_CALENDAR)
    if not is_snapshot and (wanted.services or wanted.staff or wanted.event is not None):
        names = {"service": wanted.services, "staff": wanted.staff, "event": wanted.event}
        allowed = "the place it has with a snapshot file of `recur pull`"
        raise UsageError([Problem(name, given, allowed) for name, given in names.items() if given])
    if is_snapshot:
        lists = _of_snapshot(path, wanted)
    elif is_calendar:
        lists = _of_calendar(path, text, wanted)
    else:
        lists = [DateList("", moments_of_table(path, text, wanted.at))]
    kept = [_within(each, wanted) for each in lists]
    kept = [each for each in kept if each.moments]
    if not kept:
        raise ContentError(
            path, [Problem("dates", None, "at least one date of those that the options ask for")]
        )
    for each in kept:
        if len(set(each.moments)) > MOST_DATES:
            allowed = f"at most {MOST_DATES:,} of one class"
            raise ContentError(
                path, [Problem("dates", len(each.moments), allowed, "--from and --till ask for fewer")]
            )
    return kept


def _text(path: str) -> str:
    """The text, with a word on its encoding where that can be told."""
    try:
        return text_of(path)
    except FileError as error:
        name = _encoding_of(content_of(path)) if error.fault == "encoding" else ""
        if name:
            raise FileError(path, "encoding", f"{error.detail}; it reads like {name}") from None
        raise


def _encoding_of(content: bytes) -> str:
    """What a file that is not UTF-8 seems to be written in; empty for what is no text."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "UTF-16, which spreadsheets call Unicode text"
    is_russian = b"\0" not in content and _reads_as_russian(content)
    return "Windows-1251, an older Russian encoding" if is_russian else ""


def _reads_as_russian(content: bytes) -> bool:
    """Whether most bytes beyond ASCII are Russian letters in Windows-1251."""
    beyond = [letter for letter in content.decode("cp1251", errors="replace") if ord(letter) > 127]
    return sum(ord(letter) in _CYRILLIC for letter in beyond) * 2 > len(beyond)


def _within(found: DateList, wanted: Wanted) -> DateList:
    return found._replace(moments=tuple(moment for moment in found.moments if wanted.has(moment.date())))


def _of_calendar(path: str, text: str, wanted: Wanted) -> list[DateList]:
    """The events of a calendar file, by title."""
    from recurrence.errors import InvalidCalendar
    from recurrence.interop.ics import read_calendar

    first, last = wanted.days
    missing = {"from": first, "last": last}
    if first is None or last is None:
        allowed = "a day, since a calendar may go on for ever"
        raise UsageError([Problem(name, None, allowed) for name, day in missing.items() if day is None])
    try:
        events = read_calendar(text, first, last, wanted.zone)
    except InvalidCalendar as error:
        raise ContentError(path, error.problems) from None
    found: dict[str, list[datetime]] = defaultdict(list)
    problems: dict[str, Problem] = {}
    for event in events:
        if isinstance(event.start, datetime):
            found[event.title].append(event.start)
        elif wanted.at is not None:
            found[event.title].append(datetime.combine(event.start, wanted.at))
        else:
            field, hint = f"the event {event.title[:40]!r}", "it lasts all day; --at HH:MM gives it one"
            problems[event.title] = Problem(field, event.start.isoformat(), "a time of day", hint)
    if problems:
        raise ContentError(path, list(problems.values())[:10])
    return [DateList(title, tuple(moments)) for title, moments in sorted(found.items())]


def _of_snapshot(path: str, wanted: Wanted) -> list[DateList]:
    """The events of a snapshot, by service and team member: each list is one class."""
    from frontdesk.service.snapshots import snapshot_of_file
    from sync.events import Deleted

    snapshot = snapshot_of_file(path)
    events = [event for event in snapshot.events if event.deleted is not Deleted.YES]
    if wanted.event is not None:
        chosen = [event for event in events if event.id == wanted.event]
        if not chosen:
            raise UsageError([Problem("event", wanted.event, "the id of an event in the snapshot")])
        same = chosen[0].service_id, chosen[0].staff_id
        events = [event for event in events if (event.service_id, event.staff_id) == same]
    grouped = defaultdict(list)
    for event in events:
        if event.service_id in (wanted.services or (event.service_id,)) and event.staff_id in (
            wanted.staff or (event.staff_id,)
        ):
            grouped[event.service_id, event.staff_id].append(event)
    lists = []
    for (service, staff), members in sorted(grouped.items()):
        first = min(members, key=lambda event: (event.id != wanted.event, event.start, event.id))
        name = f"{first.title or f'service {service}'}, {first.staff_name or f'team member {staff}'}"
        moments = tuple(event.start for event in members)
        lists.append(DateList(f"{name} ({service}, {staff})", moments, (first.id, first.start)))
    return lists
