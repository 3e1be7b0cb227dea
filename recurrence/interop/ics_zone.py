"""A time zone as a calendar file defines it (VTIMEZONE, RFC 5545, 3.6.5): its clock changes over some years.

The offsets are those of our own tz database, so that a file says what we meant even where it is read with another.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

from recurrence.walltime import rules_of

_MOST_LOOKS = 60_000
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MARGIN = timedelta(days=2)


class Change(NamedTuple):
    """From when on the clock shows something else: the local time before it, the offsets, the name, if it is summer."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def zone_component(zone: str, first: datetime, last: datetime) -> Timezone:
    """The VTIMEZONE of a zone that holds from `first` to `last`, local times.

    >>> riga = zone_component("Europe/Riga", datetime(2027, 3, 1), datetime(2027, 5, 1))
    >>> [(part.name, part["DTSTART"].dt.isoformat()) for part in riga.subcomponents]
    [('STANDARD', '2027-02-27T02:00:00'), ('DAYLIGHT', '2027-03-28T03:00:00')]
    """
    made = Timezone()
    made.add("tzid", zone)
    kinds: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for change in _changes(rules_of(zone), first, last):
        kinds.setdefault(change[1:], []).append(change.onset)
    for (before, after, name, summer), onsets in kinds.items():
        part: Component = TimezoneDaylight() if summer else TimezoneStandard()
        part.add("dtstart", onsets[0])
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        if onsets[1:]:
            part.add("rdate", onsets[1:])
        made.add_component(part)
    return made


def _changes(rules: tzinfo, first: datetime, last: datetime) -> Iterator[Change]:
    """What holds at the beginning, then each change; in a span of centuries looked for at wider intervals."""
    begin = _instant(max(first, datetime.min + 3 * _MARGIN) - _MARGIN)
    end = _instant(min(last, datetime.max - 3 * _MARGIN) + _MARGIN)
    step = max(_DAY, (end - begin) / _MOST_LOOKS)
    at, offset = begin, _offset(begin, rules)
    yield _change(begin, offset, rules)
    while at < end:
        later = min(at + step, end)
        if _offset(later, rules) != offset:
            at = _first_with_another(offset, at, later, rules)
            yield _change(at, offset, rules)
            offset = _offset(at, rules)
        else:
            at = later


def _first_with_another(offset: timedelta, low: datetime, high: datetime, rules: tzinfo) -> datetime:
    """The first second between two instants at which the offset is not the one of before: halving."""
    while high - low > _SECOND:
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        low, high = (middle, high) if _offset(middle, rules) == offset else (low, middle)
    return high


def _change(at: datetime, before: timedelta, rules: tzinfo) -> Change:
    here = at.astimezone(rules)
    onset = (at + before).replace(tzinfo=None, microsecond=0)
    return Change(onset, before, _offset(at, rules), here.tzname() or "", bool(here.dst()))


def _offset(at: datetime, rules: tzinfo) -> timedelta:
    return at.astimezone(rules).utcoffset() or timedelta()


def _instant(local: datetime) -> datetime:
    """A local time taken for UTC: within a day or so of it, which is enough for the ends of a span."""
    return local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
