"""Other people's calendar files (RFC 5545) as plain events: when, until when, what.

Recurrences are expanded by `recurring_ical_events`; what a file may ask for is decided before, by `ics_lines` (size,
structure) and `ics_rules` (work). Decides nothing about what an event means for a schedule.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from recurrence.errors import InvalidCalendar, MissingExtra, Problem
from recurrence.interop.ics_lines import Outline, Part, outline
from recurrence.walltime import known_zone, wall_clock

try:
    import icalendar
    import recurring_ical_events  # type: ignore[import-untyped]  # it has no types

    from recurrence.interop.ics_rules import rule_problems
except ImportError as error:
    raise MissingExtra("calendars", error.name or "icalendar") from None

MOST_EVENTS = 100_000
"""How many events a window of one file may hold after recurrences are expanded."""

_MARGIN = timedelta(days=2)  # an instant's day differs by one at most between two zones
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=10_000)
_WHEN = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


class CalendarEvent(NamedTuple):
    """One event, or one date of a repeating one: naive wall clock, or dates where it lasts all day.

    `end` is not part of it (of an all-day event: the day after its last). `busy` is no where the file says that it
    takes up no time (TRANSP).
    """

    start: datetime | date
    end: datetime | date
    title: str
    uid: str
    busy: bool = True


def read_calendar(text: str, first: date, last: date, zone: str | None = None) -> tuple[CalendarEvent, ...]:
    r"""The events of a calendar file that touch the days `first` to `last`, in order of time.

    Times with an offset or a zone are turned into the wall clock of `zone` (a tz database name); without one each
    keeps its own. Times without are taken as they are. EXDATE, RDATE and changed single dates (RECURRENCE-ID) are
    honoured; cancelled events are left out. Raises `InvalidCalendar` with all problems, each with its line; it is
    refused rather than expanded for minutes. Raises `InvalidZone`.

    >>> lines = [
    ...     "BEGIN:VCALENDAR",
    ...     "BEGIN:VEVENT",
    ...     "UID:1",
    ...     "DTSTART:20270104T080000Z",
    ...     "DURATION:PT1H",
    ...     "RRULE:FREQ=WEEKLY",
    ...     "SUMMARY:Team",
    ...     "END:VEVENT",
    ...     "END:VCALENDAR",
    ... ]
    >>> for event in read_calendar("\n".join(lines), date(2027, 1, 11), date(2027, 1, 17), "Europe/Riga"):
    ...     print(event.start, event.end, event.title)
    2027-01-11 10:00:00 2027-01-11 11:00:00 Team
    """
    zone = None if zone is None else known_zone(zone)
    found = outline(text)
    problems = found.problems or [*_events_without_start(found), *rule_problems(found, last)]
    if problems:
        raise InvalidCalendar(problems)
    components = _parsed(found, zone)
    begin, stop = _ends(first, last)
    events: list[CalendarEvent] = []
    occurrences = list(islice(_expanded(components, found, begin, stop), MOST_EVENTS + 1))
    if len(occurrences) > MOST_EVENTS:
        raise InvalidCalendar([_too_many()])
    for occurrence in occurrences:
        event = _event(occurrence.as_component(keep_recurrence_attributes=False), zone)
        if event and _touches(event, first, last):
            events.append(event)
    return tuple(sorted(events, key=_order))


def _events_without_start(found: Outline) -> Iterator[Problem]:
    for part in found.of("VEVENT"):
        if not any(line.name == "DTSTART" for line in part.lines):
            yield Problem(f"line {part.number}, VEVENT", None, "a DTSTART in every event")


def _parsed(found: Outline, zone: str | None) -> list[Any]:
    """The calendars of a file; raises `InvalidCalendar` for values that are none."""
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones of the file before: what they are called must not decide ours
    try:
        calendars = icalendar.Calendar.from_ical(found.text.encode(), multiple=True)
    except Exception as error:  # noqa: BLE001  the library raises what it comes across
        said = f"{type(error).__name__}: {error}"[:60]
        raise InvalidCalendar([Problem("file", said, "a calendar as RFC 5545 writes it")]) from None
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    problems = [
        problem
        for event, part in zip(events, found.of("VEVENT"), strict=True)
        for problem in _value_problems(event, part, zone)
    ]
    if problems:
        raise InvalidCalendar(problems)
    return list(calendars)


def _value_problems(event: Any, part: Part, zone: str | None) -> Iterator[Problem]:  # noqa: ANN401  icalendar's
    broken = [name for name, _ in event.errors if name in _WHEN]
    for name in broken:
        line = next((line for line in part.lines if line.name == name), None)
        field, value = (
            (f"line {line.number}, {name}", line.value[:60]) if line else (f"line {part.number}", name)
        )
        yield Problem(field, value, "a value as RFC 5545 writes it")
    if broken:
        return  # the library raises where such a value is looked at
    length = getattr(event.get("DURATION"), "dt", None)
    if isinstance(length, timedelta) and abs(length) > _LONGEST:
        field = f"line {part.line('DURATION')}, DURATION"
        yield Problem(field, str(length), f"up to {_LONGEST.days:,} days")
    start, end = event.get("DTSTART"), event.get("DTEND")
    if not event.errors and _is_before(getattr(end, "dt", None), getattr(start, "dt", None)):
        yield Problem(
            f"line {part.line('DTEND')}, DTEND", end.to_ical().decode(), "an end not before the start"
        )
    if zone and start is not None and not isinstance(start, list) and "TZID" in start.params:
        dt = getattr(start, "dt", None)
        if isinstance(dt, datetime) and dt.tzinfo is None:
            known = "a zone of the tz database, or one that the file defines"
            yield Problem(f"line {part.line('DTSTART')}, DTSTART", str(start.params["TZID"])[:60], known)


def _is_before(end: object, start: object) -> bool:
    """Whether an event is written to end before it begins; days and moments, and clocks of two kinds, are not compared."""
    if not isinstance(end, datetime) or not isinstance(start, datetime):
        return type(end) is type(start) is date and end < start
    return (end.tzinfo is None) == (start.tzinfo is None) and end < start


def _ends(first: date, last: date) -> tuple[datetime, datetime]:
    """The ends to ask the library for: wider than the days, since each event has a clock of its own."""
    midnight = datetime.min.time()
    early = max(first, date.min + 2 * _MARGIN) - _MARGIN
    late = min(last, date.max - 2 * _MARGIN) + _MARGIN
    return datetime.combine(early, midnight), datetime.combine(late, midnight)


def _expanded(calendars: list[Any], found: Outline, begin: datetime, stop: datetime) -> Iterator[Any]:
    """The library's occurrences, as it finds them."""
    uid = ""
    try:
        for calendar in calendars:
            for series in recurring_ical_events.of(calendar).series:
                uid = str(series.uid)
                yield from series.between(begin, stop)
    except Exception as error:  # noqa: BLE001  the library raises what it comes across
        part = next((part for part in found.of("VEVENT") if _uid(part) == uid), None)
        field = f"line {part.number}, VEVENT" if part else "file"
        hint = "It goes on beyond the year 9999" if isinstance(error, OverflowError) else ""
        raise InvalidCalendar([Problem(field, uid[:60], "an event that can be expanded", hint)]) from None


def _too_many() -> Problem:
    hint = "Ask for fewer days"
    return Problem(
        "file", f"over {MOST_EVENTS:,} events in the days asked for", f"up to {MOST_EVENTS:,}", hint
    )


def _uid(part: Part) -> str:
    return next((line.value for line in part.lines if line.name == "UID"), "")


def _event(component: Any, zone: str | None) -> CalendarEvent | None:  # noqa: ANN401  icalendar's
    if str(component.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start, end = _wall(component["DTSTART"].dt, zone), _wall(component["DTEND"].dt, zone)
    busy = str(component.get("TRANSP", "")).upper() != "TRANSPARENT"
    return CalendarEvent(
        start, _not_before(start, end), _text(component, "SUMMARY"), _text(component, "UID"), busy
    )


def _wall(moment: datetime | date, zone: str | None) -> datetime | date:
    if not isinstance(moment, datetime):
        return moment
    if zone is None or moment.tzinfo is None:
        return moment.replace(tzinfo=None)
    return wall_clock(moment, zone)


def _not_before(start: datetime | date, end: datetime | date) -> datetime | date:
    """The end; where a clock that is put back shows it earlier than the start, the start."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return max(start, end)
    return max(end, start + _DAY) if not isinstance(start, datetime) and start < date.max else end


def _text(component: Any, name: str) -> str:  # noqa: ANN401  icalendar's
    value = component.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)


def _touches(event: CalendarEvent, first: date, last: date) -> bool:
    begin, end = _moment(event.start), _moment(event.end)
    opening = datetime.combine(first, datetime.min.time())
    closing = datetime.combine(last, datetime.max.time())
    return begin <= closing and (end > opening or begin >= opening)


def _moment(moment: datetime | date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, datetime.min.time())


def _order(event: CalendarEvent) -> tuple[datetime, datetime, str, str]:
    return _moment(event.start), _moment(event.end), event.title, event.uid
