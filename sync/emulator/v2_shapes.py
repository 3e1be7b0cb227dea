"""What V2 answers look like: JSON:API resources with ids as texts, and the odd ones out of a duplication.

Knows no rule: an entity goes in, JSON comes out.
"""

from collections.abc import Sequence

from sync.emulator import v1_shapes
from sync.emulator.context import Context
from sync.emulator.entities import Event, Strategy
from sync.emulator.exchange import Document, Refused, Reply
from sync.emulator.switches import Switches
from sync.emulator.walls import offset_text, timestamp
from sync.emulator.wordings import said


def data(content: Document | Sequence[object], status: int = 200) -> Reply:
    """One resource or many, with the empty `meta` that arrives as a list."""
    return Reply(status, {"data": content, "meta": []})


def refusal(refused: Refused, switches: Switches, language: str) -> Reply:
    """A refusal as JSON:API errors, or in V1's envelope."""
    if switches.errors_v2 == "envelope":
        return v1_shapes.refusal(refused, switches, language)
    title = said(refused.wording, language, refused.detail)
    details = [f"{name}: {text}" for name, texts in refused.problems.items() for text in texts]
    return Reply(
        refused.status, {"errors": [{"title": title, "detail": detail} for detail in details or [title]]}
    )


def event(context: Context, found: Event) -> Document:
    """An event as reading and searching show it."""
    zone = context.location.timezone_name
    attributes = {
        "master_id": found.staff_id,
        "staff_id": found.staff_id,
        "service_id": found.service_id,
        "timestamp": timestamp(found.start, zone),
        "length": found.length,
        "capacity": found.capacity,
        "clients_count": found.records_count,
        "color": found.texts.color,
        "instructions": found.texts.instructions,
        "stream_link": found.texts.stream_link,
        "font_color": "",
        "notified": False,
        "comment": found.texts.comment,
        "deleted": found.deleted,
        "schedule_id": None,
        "schedule_till": None,
        "schedule_event_modified": False,
        "date": f"{found.start:%Y-%m-%dT%H:%M:%S}{offset_text(found.start, zone)}",
    }
    return {"type": "activity", "id": str(found.id), "attributes": attributes}


def duplicated(found: Event) -> Document:
    """A copy as the answer to a duplication shows it: another type, other names, a bare local date."""
    attributes = {
        "staff_id": found.staff_id,
        "service_id": found.service_id,
        "date": v1_shapes.stamp(found.start),
        "length": found.length,
        "capacity": found.capacity,
        "records_count": found.records_count,
    }
    return {"type": "activities", "id": str(found.id), "attributes": attributes}


def strategy(found: Strategy) -> Document:
    """A duplication strategy."""
    attributes = {
        "title": found.title,
        "repeat_mode_id": found.repeat_mode_id,
        "days": list(found.days),
        "interval": found.interval,
        "content_type": found.content_type,
    }
    return {"type": "activity_duplication_strategy", "id": str(found.id), "attributes": attributes}
