"""What somebody else does to the world meanwhile: adds the same class, or deletes it. Ordered by instructions."""

from dataclasses import replace
from datetime import datetime

from sync.emulator.context import Context
from sync.emulator.entities import Event
from sync.emulator.exchange import Refused
from sync.emulator.faults import Instruction


def apply_effects(context: Context, instruction: Instruction, stage: str) -> None:
    """Carry out the effects that are due at this stage of the work, on the context's world."""
    for part in instruction.of("effect"):
        if part.stage != stage or part.fault.name == "lag":
            continue
        moment = datetime.fromisoformat(part.argument)
        if part.fault.name == "foreign":
            add_foreign(context, moment)
        else:
            delete_at(context, moment)


def add_foreign(context: Context, start: datetime) -> None:
    """Somebody adds the class of the call at a time, whatever the rules say."""
    model = _class_of(context)
    if model:
        identity = context.world.next_ids(1, "increasing")[0]
        context.world.put(
            replace(
                model,
                id=identity,
                start=start,
                deleted=False,
                appointments=(),
                visible_at=context.at,
                origin="foreign",
            )
        )


def delete_at(context: Context, start: datetime) -> None:
    """Somebody deletes every event of the call's class at a time."""
    model = _class_of(context)
    for event in list(context.world.events.values()):
        if model and _is_of_class(event, model) and event.start == start and not event.deleted:
            context.world.delete(event.id)


def _class_of(context: Context) -> Event | None:
    """The event of the path; for a call without one, the location's first."""
    if "event" in context.ids:
        try:
            return context.event
        except Refused:
            return None
    return next(iter(context.world.at_location(context.ids.get("location", 0))), None)


def _is_of_class(event: Event, model: Event) -> bool:
    return (event.location, event.service_id, event.staff_id) == (
        model.location,
        model.service_id,
        model.staff_id,
    )
