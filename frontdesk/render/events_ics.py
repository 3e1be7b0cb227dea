"""Events and plans as calendar files: what exists is confirmed, what a plan would create is tentative.

A UID comes from service, staff and start, by which a class is known: once a planned date exists, the same entry is
confirmed and no second one is made.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from frontdesk.render.as_ics import uid_of
from frontdesk.render.review import remark
from frontdesk.words.voices import voice
from recurrence.interop.ics_writing import Entry, Status, write_calendar
from recurrence.interop.tongue import Language
from sync.events import Event
from sync.plan import Action, Do, Plan


def events_as_ics(events: Iterable[Event], zone: str | None, stamp: datetime) -> Iterator[str]:
    """Events that exist, in parts; `stamp`: when they were seen."""
    return write_calendar(map(_existing, events), stamp=stamp, zone=zone)


def plan_as_ics(plan: Plan, language: Language = "en") -> Iterator[str]:
    """A plan's dates, in parts; those that it leaves out are not there."""
    entries = (_planned(plan, action, language) for action in plan.actions if action.do is not Do.LEFT_OUT)
    return write_calendar(entries, stamp=plan.taken_at, zone=plan.zone)


class Seen(NamedTuple):
    """A class of a plan as it was found: when, what differs (empty: nothing), the id of an event that is not the plan's
    own any more, whether it exists.
    """

    start: datetime
    note: str = ""
    event: int | None = None
    exists: bool = True


def seen_as_ics(
    plan: Plan, seen: Iterable[Seen], stamp: datetime, language: Language = "en"
) -> Iterator[str]:
    """What a comparison found, in parts; `stamp`: when it was seen."""
    title, length = _titled(plan.source, language), _length(plan.source)
    entries = (
        Entry(
            each.start,
            _uid(plan.source, each.start)
            if each.event is None
            else uid_of("event", plan.location, each.event),
            title,
            length,
            "CONFIRMED" if each.exists else "TENTATIVE",
            each.note,
        )
        for each in seen
    )
    return write_calendar(entries, stamp=stamp, zone=plan.zone)


def _existing(event: Event) -> Entry:
    note = f"event {event.id}" + (f", {event.staff_name}" if event.staff_name else "")
    return Entry(
        event.start, _uid(event, event.start), _titled(event, "en"), _length(event), "CONFIRMED", note
    )


def _planned(plan: Plan, action: Action, language: Language) -> Entry:
    source = plan.source
    status: Status = "TENTATIVE" if action.do is Do.CREATE else "CONFIRMED"
    title, length = _titled(source, language), _length(source)
    return Entry(action.start, _uid(source, action.start), title, length, status, remark(action, language))


def _uid(event: Event, start: datetime) -> str:
    return uid_of("event", event.location, event.service_id, event.staff_id, start)


def _titled(event: Event, language: Language) -> str:
    named = voice("plan", language).say("service", id=event.service_id)
    return event.title.strip() or named[:1].upper() + named[1:]


def _length(event: Event) -> timedelta:
    return timedelta(seconds=event.length)
