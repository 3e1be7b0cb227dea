r"""Slots as a calendar file (RFC 5545) that others import: one event each, or one that repeats.

Decides what a file says and in which order; escaping and folding are the library's. Texts are made harmless before:
no control characters, no line separators, no signs that turn the direction of writing, so that no title can end its
line or read as another. Knows no clock: the stamp is given.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from recurrence.errors import MissingExtra, Problem, Unsayable
from recurrence.walltime import rules_of

try:
    from icalendar import Component, Event, vRecur, vText

    from recurrence.interop.ics_zone import zone_component
except ImportError as error:
    raise MissingExtra("calendars", error.name or "icalendar") from None

Status = Literal["TENTATIVE", "CONFIRMED"]
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"[\\;,]")
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//recur//recur//EN\r\nCALSCALE:GREGORIAN\r\n"
_TAIL = "END:VCALENDAR\r\n"
_UNTIL = re.compile(r"UNTIL=(\d{8}T\d{6})")


class _Text(vText):
    r"""A text in which every sign is meant: the library itself takes `\N` (as in C:\New) for the end of a line."""

    def to_ical(self) -> bytes:
        """RFC 5545, 3.3.11; line ends are gone by now."""
        return _ESCAPED.sub(r"\\\g<0>", str(self)).encode()


class Repeat(NamedTuple):
    """How an entry repeats: the value of RRULE in local time, the last date, those left out, and those besides."""

    rule: str
    last: datetime
    left_out: tuple[datetime, ...] = ()
    added: tuple[datetime, ...] = ()


class Entry(NamedTuple):
    """One event to write: its local start, a UID of its own, its title, how long it lasts (0: not known)."""

    start: datetime
    uid: str
    title: str
    length: timedelta = timedelta()
    status: Status = "TENTATIVE"
    note: str = ""
    repeat: Repeat | None = None


def write_calendar(entries: Iterable[Entry], *, stamp: datetime, zone: str | None = None) -> Iterator[str]:
    r"""The file in parts, lines ended by CRLF; local times are of `zone`, or of no zone in particular (floating).

    `stamp`: when this was decided, with an offset (DTSTAMP). Raises `InvalidZone`, and `Unsayable` for an end of a rule
    that has no date in UTC.

    >>> entry = Entry(datetime(2027, 1, 4, 9), "1@recur", "Yoga, slow", timedelta(hours=1))
    >>> text = "".join(write_calendar([entry], stamp=datetime(2026, 12, 1, tzinfo=UTC)))
    >>> print("\n".join(text.split("\r\n")[4:-2]))
    BEGIN:VEVENT
    SUMMARY:Yoga\, slow
    DTSTART:20270104T090000
    DURATION:PT1H
    DTSTAMP:20261201T000000Z
    UID:1@recur
    STATUS:TENTATIVE
    END:VEVENT
    """
    found = list(entries)
    yield _HEAD
    if zone is not None and found:
        yield _text(zone_component(zone, *_span(found)))
    if not found:  # RFC 5545, 3.6: a calendar has at least one component
        yield _text(zone_component(zone or "UTC", *[stamp.replace(tzinfo=None)] * 2))
    for entry in found:
        yield _text(_event(entry, stamp, zone))
    yield _TAIL


def harmless(text: str) -> str:
    r"""The text in one line, without characters that could end or hide one, or write it backwards.

    >>> harmless("Yoga\r\nEND:VEVENT\x07 \u202egnp")
    'Yoga END:VEVENT gnp'
    """
    return _UNSAFE.sub("", _LINE_ENDS.sub(" ", text))


def _span(entries: list[Entry]) -> tuple[datetime, datetime]:
    ends = [entry.repeat.last if entry.repeat else entry.start for entry in entries]
    return min(entry.start for entry in entries), max(ends)


def _event(entry: Entry, stamp: datetime, zone: str | None) -> Component:
    made = Event()
    named = {"TZID": zone} if zone else {}
    made.add("summary", _Text(harmless(entry.title)), encode=False)
    made.add("dtstart", entry.start, parameters=named)
    if entry.length:
        made.add("duration", entry.length)
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("uid", entry.uid)
    made.add("status", entry.status)
    if entry.note:
        made.add("description", _Text(harmless(entry.note)), encode=False)
    if entry.repeat:
        made.add("rrule", vRecur.from_ical(_in_utc(entry.repeat.rule, zone)))
        left_out, added = _told_apart(entry.repeat, zone)
        if left_out:
            made.add("exdate", left_out, parameters=named)
        if added:
            made.add("rdate", added, parameters=named)
    return made


def _told_apart(repeat: Repeat, zone: str | None) -> tuple[list[datetime], list[datetime]]:
    """Exceptions and additions that are different moments.

    RFC 5545, 3.3.5: a time that the clock skips is the moment by the offset before. A class moved there from it is the
    rule's own, and an exception for the one would take away the other.
    """
    if zone is None:
        return [*repeat.left_out], [*repeat.added]
    left_out = {_instant(moment, zone): moment for moment in repeat.left_out}
    added = {_instant(moment, zone): moment for moment in repeat.added}
    return (
        [moment for instant, moment in left_out.items() if instant not in added],
        [moment for instant, moment in added.items() if instant not in left_out],
    )


def _instant(local: datetime, zone: str) -> timedelta:
    """How long after the first moment of the year 1 in UTC; a local time at the ends of the calendar has no date there."""
    return local - datetime.min - (rules_of(zone).utcoffset(local) or timedelta())


def _in_utc(rule: str, zone: str | None) -> str:
    """RFC 5545, 3.3.10: beside a DTSTART with a zone, UNTIL is in UTC. Raises `Unsayable` where that has no date."""
    found = _UNTIL.search(rule)
    if zone is None or not found:
        return rule
    local = datetime.strptime(found[1], "%Y%m%dT%H%M%S")
    try:
        until = datetime.min + _instant(local, zone)
    except OverflowError:
        raise Unsayable([Problem("till", str(local), "an end in the years 1 to 9999 of UTC")]) from None
    stamp = until.isoformat().replace("-", "").replace(":", "")
    return rule.replace(found[0], f"UNTIL={stamp}Z")


def _text(component: Component) -> str:
    return str(component.to_ical(sorted=False), "utf-8")
