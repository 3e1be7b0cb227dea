"""What V1 answers look like: the envelope, and each entity under the names that V1 gives it.

Knows no rule: an entity goes in, JSON comes out.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from sync.emulator.context import Context
from sync.emulator.entities import Event, Instance, Label, Location, Service, Strategy
from sync.emulator.exchange import Document, Refused, Reply
from sync.emulator.switches import Switches
from sync.emulator.walls import offset_text, timestamp
from sync.emulator.wordings import mode_title, said

# The fields of each documented shape, where they are fewer than all.
_OLD = [
    "id",
    "salon_id",
    "service_id",
    "staff_id",
    "date",
    "timestamp",
    "length",
    "capacity",
    "records_count",
    "color",
    "font_color",
    "service",
    "staff",
    "resource_instances",
]
_YCLIENTS = [
    "id",
    "company_id",
    "service_id",
    "staff_id",
    "date",
    "timestamp",
    "length",
    "capacity",
    "color",
    "instructions",
    "stream_link",
    "notified",
    "comment",
    "records_count",
    "font_color",
    "service",
    "staff",
    "resource_instances",
    "labels",
    "duration_details",
]


def one(data: object, status: int = 200) -> Reply:
    """A single entity in its envelope."""
    return Reply(status, {"success": True, "data": data, "meta": []})


def many(data: Sequence[object], count: int | None = None) -> Reply:
    """A list in its envelope; `count` is that of the rows when left out."""
    return Reply(
        200, {"success": True, "data": data, "meta": {"count": len(data) if count is None else count}}
    )


def accepted(context: Context) -> Reply:
    """The 202 of a deletion."""
    message = {"message": said("accepted", context.language)}
    data = {"data": None} if context.switches.deleted_data == "null" else {}
    return Reply(202, {"success": True, **data, "meta": message})


def refusal(refused: Refused, switches: Switches, language: str) -> Reply:
    """A refusal in the shapes of wire.md §1.9."""
    message = said(refused.wording, language, refused.detail)
    if switches.error_body == "errors":
        body = {"errors": {"code": refused.status, "message": message}, "meta": {"message": message}}
        return Reply(refused.status, body)
    meta: object = {"message": message}
    if refused.status == 409:
        meta = {"message": message, "conflict": True}
    elif refused.status in {400, 422}:
        meta = {"message": message, "errors": errors_of(refused, switches)}
    elif refused.status == 404 and language == "en" and switches.not_found_meta != "message":
        meta = {} if switches.not_found_meta == "object" else []
    return Reply(refused.status, {"success": False, "data": None, "meta": meta})


def errors_of(refused: Refused, switches: Switches) -> object:
    """What is wrong, as a list of sentences or as an object of lists."""
    if switches.errors_shape == "object":
        return refused.problems
    return [f"{name}: {text}" for name, texts in refused.problems.items() for text in texts]


def event(context: Context, found: Event) -> Document:
    """An event as reading and searching show it."""
    shape = context.switches.entity_shape
    whole = _whole_event(context, found)
    if shape == "altegio":
        return whole
    kept = {name: whole[name] for name in (_OLD if shape == "old" else _YCLIENTS)}
    if shape == "old":
        kept["staff"] = {name: whole["staff"][name] for name in ("id", "name", "company_id")}
    return kept


def _whole_event(context: Context, found: Event) -> Document:
    zone = context.location.timezone_name
    return {
        "id": found.id,
        "company_id": found.location,
        "salon_id": found.location,
        "service_id": found.service_id,
        "staff_id": found.staff_id,
        "date": date_of(context, found),
        "timestamp": timestamp(found.start, zone),
        "length": found.length,
        "capacity": found.capacity,
        "color": found.texts.color,
        "instructions": found.texts.instructions,
        "stream_link": found.texts.stream_link,
        "notified": False,
        "comment": found.texts.comment,
        "records_count": found.records_count,
        "font_color": "",
        "service": service_named(context, found.service_id),
        "staff": staff_named(context, found.staff_id),
        "resource_instances": instances(context, found),
        "labels": labels(context, found),
        "duration_details": _durations(context, found),
        "prepaid": "forbidden",
        "is_deleted": found.deleted,
    }


def duplicated(context: Context, found: Event) -> Document:
    """An event as the answer to a duplication shows it: other names than everywhere else (wire.md §2.4)."""
    member = context.world.staff.get(found.staff_id)
    service = context.world.services.get(found.service_id)
    return {
        "id": found.id,
        "service_id": found.service_id,
        "salon_id": found.location,
        "master_id": found.staff_id,
        "date": date_of(context, found),
        "length": found.length,
        "capacity": found.capacity,
        "records_count": found.records_count,
        "color": found.texts.color,
        "instructions": found.texts.instructions,
        "stream_link": found.texts.stream_link,
        "font_color": "",
        "notified": False,
        "timestamp": timestamp(found.start, context.location.timezone_name),
        "service": {
            **service_named(context, found.service_id),
            "price_min": service.price_min if service else 0,
            "price_max": service.price_max if service else 0,
            "prepaid": service.prepaid if service else "forbidden",
        },
        "resource_instances": instances(context, found),
        "master": {
            "id": found.staff_id,
            "api_id": None,
            "name": member.name if member else "",
            "company_id": found.location,
            "specialization": member.specialization if member else "",
            "rating": 0,
            "show_rating": 1,
            "prepaid": "allowed",
            "position": [],
        },
        "records": [appointment for appointment in records(found) if not appointment["deleted"]],
        "labels": labels(context, found),
    }


def date_of(context: Context, found: Event) -> str | int:
    """The start: local text, or one of the two forms that stand in documents only."""
    form = context.switches.date_form
    if form == "integer":
        return int(found.start.replace(tzinfo=UTC).timestamp())
    if form == "iso":
        offset = offset_text(found.start, context.location.timezone_name, ":")
        return f"{found.start:%Y-%m-%dT%H:%M:%S}.000{offset}"
    return stamp(found.start)


def stamp(moment: datetime) -> str:
    """A local date-time as V1 writes it.

    >>> stamp(datetime(2020, 9, 28, 10, 30))
    '2020-09-28 10:30:00'
    """
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def service_named(context: Context, identity: int) -> Document:
    """A service inside an event."""
    found = context.world.services.get(identity)
    return {
        "id": identity,
        "title": found.title if found else "",
        "category_id": found.category_id if found else 0,
    }


def staff_named(context: Context, identity: int) -> Document:
    """A team member inside an event."""
    found = context.world.staff.get(identity)
    return {
        "id": identity,
        "name": found.name if found else "",
        "company_id": context.location.id,
        "specialization": found.specialization if found else "",
    }


def instances(context: Context, found: Event) -> list[Document]:
    """The resources of an event."""
    known = (context.world.instances.get(identity) for identity in found.instances)
    return [_instance(instance) for instance in known if instance]


def _instance(found: Instance) -> Document:
    return {"id": found.id, "title": found.title, "resource_id": found.resource_id}


def labels(context: Context, found: Event) -> list[Document]:
    """The tags of an event."""
    known = (context.world.labels.get(identity) for identity in found.labels)
    return [_label(label) for label in known if label]


def _label(found: Label) -> Document:
    return {
        "id": found.id,
        "title": found.title,
        "icon": found.icon,
        "color": found.color,
        "font_color": found.font_color,
    }


def records(found: Event) -> list[Document]:
    """The appointments of an event."""
    return [
        {"id": seat.id, "client": {"id": seat.client_id, "name": seat.client_name}, "deleted": seat.cancelled}
        for seat in found.appointments
    ]


def _durations(context: Context, found: Event) -> list[Document] | Document:
    details = {
        "id": found.id,
        "services_duration": found.length - found.technical_break,
        "technical_break_duration": found.technical_break,
    }
    return [details] if context.switches.duration_details == "array" else details


def strategy(context: Context, found: Strategy) -> Document:
    """A duplication strategy."""
    return {
        "id": found.id,
        "company_id": found.location,
        "title": found.title,
        "repeat_mode_id": found.repeat_mode_id,
        "repeat_mode": {
            "id": found.repeat_mode_id,
            "title": mode_title(found.repeat_mode_id, context.language),
        },
        "days": list(found.days),
        "interval": found.interval,
        "content_type": found.content_type,
    }


def service(context: Context, found: Service) -> Document:
    """A service as the list of services shows it."""
    known = context.world
    return {
        "id": found.id,
        "title": found.title,
        "capacity": found.capacity,
        "price_min": found.price_min,
        "price_max": found.price_max,
        "is_multi": found.is_multi,
        "category": {"id": found.category_id, "title": found.category_title},
        "staff": [
            {"id": member, "name": known.staff[member].name, "length": length}
            for member, length in found.staff
            if member in known.staff
        ],
        "resources": [
            {"id": kind, "title": known.resources[kind].title, "salon_id": found.location}
            for kind in found.resources
            if kind in known.resources
        ],
    }


def location(found: Location, here: datetime) -> Document:
    """A location: enough to know its zone."""
    return {
        "id": found.id,
        "title": found.title,
        "timezone_name": found.timezone_name,
        "timezone": int(re.sub(r"00\Z", "", offset_text(here, found.timezone_name))),
    }
