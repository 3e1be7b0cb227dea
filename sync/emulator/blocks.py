"""The filter blocks that both generations offer beside a search. Decides which choices are open."""

from collections.abc import Iterable

from sync.emulator.context import Context
from sync.emulator.entities import Event
from sync.emulator.events import Filters
from sync.emulator.exchange import Document


def filter_blocks(context: Context, shown: Iterable[Event], chosen: Filters) -> list[Document]:
    """Four blocks: categories, services, team members, resources; a choice without an event is disabled."""
    events = [event for event in shown if chosen.take(event)]
    world, here = context.world, context.location.id
    services = [service for service in world.services.values() if service.location == here]
    in_use = {event.service_id for event in events}
    categories = {service.category_id: service.category_title for service in services}
    open_categories = {service.category_id for service in services if service.id in in_use}
    return [
        _block("service_category", "Categories", categories, open_categories),
        _block("service", "Services", {service.id: service.title for service in services}, in_use),
        _block(
            "staff",
            "Team members",
            {member.id: member.name for member in world.staff.values() if member.location == here},
            {event.staff_id for event in events},
        ),
        _block(
            "resource",
            "Resources",
            {
                instance.id: instance.title
                for instance in world.instances.values()
                if instance.location == here
            },
            {instance for event in events for instance in event.instances},
        ),
    ]


def _block(code: str, title: str, choices: dict[int, str], in_use: set[int]) -> Document:
    rows = [
        {"id": identity, "title": name, "is_disabled": identity not in in_use}
        for identity, name in sorted(choices.items())
    ]
    return {"code": code, "title": title, "data": rows}
