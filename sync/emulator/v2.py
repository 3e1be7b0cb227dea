"""The V2 operations: each takes a context and returns a reply, or raises `Refused`. Shapes are in `v2_shapes`."""

from datetime import datetime

from sync.emulator import v2_shapes as shapes
from sync.emulator.access import Need
from sync.emulator.blocks import filter_blocks
from sync.emulator.context import Context
from sync.emulator.duplication import duplicate
from sync.emulator.entities import Event
from sync.emulator.events import filters_of, remove, save
from sync.emulator.exchange import Refused, Reply
from sync.emulator.fields import Fields, parsed_whole
from sync.emulator.patterns import delete_strategy, save_strategy, strategies, strategy

LONGEST_PAGE = 250


def search(context: Context) -> Reply:
    """A page of the events from a moment to a moment."""
    found = _searched(context)
    query = context.query()
    page, limit = query.number("page", 10**9, 1), query.number("limit", 10**9, LONGEST_PAGE)
    if limit > LONGEST_PAGE and context.switches.page_over_max == "refuse":
        raise Refused(422, "invalid", {"limit": [f"It takes at most {LONGEST_PAGE}."]})
    limit = min(limit, LONGEST_PAGE)
    rows = found[(page - 1) * limit : page * limit]
    return shapes.data([shapes.event(context, row) for row in rows])


def search_dates(context: Context) -> Reply:
    """The days that hold events."""
    return shapes.data(sorted({event.start.date().isoformat() for event in _searched(context)}))


def search_dates_range(context: Context) -> Reply:
    """The first and the last day that holds an event."""
    days = sorted({event.start.date().isoformat() for event in _searched(context)})
    ends = (days[0], days[-1]) if days else (None, None)
    return shapes.data(dict(zip(("min_date", "max_date"), ends, strict=True)))


def filters(context: Context) -> Reply:
    """What a search can filter by; a past period is refused whatever else is said."""
    shown = _searched(context, past="refused")
    return shapes.data(filter_blocks(context, shown, filters_of(context.query())))


def event(context: Context) -> Reply:
    """One event, deleted or not."""
    context.allow(Need.READER)
    return shapes.data(shapes.event(context, context.event))


def create_event(context: Context) -> Reply:
    """A new event."""
    return shapes.data(shapes.event(context, save(context, 2, None)), 201)


def update_event(context: Context) -> Reply:
    """The event of the path, replaced."""
    context.allow(Need.WRITER)
    old = context.event
    if old.deleted:
        raise Refused(404, "not_found")
    return shapes.data(shapes.event(context, save(context, 2, old)))


def delete_event(context: Context) -> Reply:
    """The event of the path, soft-deleted."""
    remove(context)
    return Reply(204)


def list_strategies(context: Context) -> Reply:
    """The location's strategies."""
    context.allow(Need.READER)
    return shapes.data([shapes.strategy(found) for found in strategies(context)])


def create_strategy(context: Context) -> Reply:
    """A new strategy."""
    return shapes.data(shapes.strategy(save_strategy(context, 2, None)), 201)


def update_strategy(context: Context) -> Reply:
    """The strategy of the path, changed."""
    context.allow(Need.WRITER)
    return shapes.data(shapes.strategy(save_strategy(context, 2, strategy(context))))


def remove_strategy(context: Context) -> Reply:
    """The strategy of the path, deleted."""
    delete_strategy(context)
    return Reply(204)


def duplicate_event(context: Context) -> Reply:
    """Copies of the event of the path; the answer has no `meta`."""
    context.allow(Need.WRITER)
    return Reply(201, {"data": [shapes.duplicated(copy) for copy in duplicate(context, 2)]})


def _searched(context: Context, past: str = "asked") -> list[Event]:
    """The events of the period that pass the filters, by start; `filter[sort]=-date` turns them round."""
    context.allow(Need.READER)
    query = context.query()
    fields = Fields(query.document(), 422)
    first, last = fields.moment("from"), fields.moment("to")
    seats = _number(fields, "capacity", 0, 10**6)
    with_deleted = str(fields.given.get("include_deleted", "")).lower() in {"1", "true"}
    fields.refuse()
    if first < context.here and (past == "refused" or not with_deleted):
        raise Refused(422, "past_period")
    chosen, weekdays = filters_of(query), _weekdays(query.values.get("weekdays", []))
    found = [
        event
        for event in context.world.at_location(context.location.id)
        if first <= event.start <= last
        and event.visible_at <= context.at
        and (with_deleted or not event.deleted)
        and chosen.take(event)
        and event.capacity - event.records_count >= seats
        and (not weekdays or _weekday(event.start) in weekdays)
    ]
    return found[::-1] if str(fields.given.get("sort", "")).startswith("-") else found


def _number(fields: Fields, name: str, low: int, high: int) -> int:
    text = fields.given.get(name)
    if text is None:
        return low
    found = parsed_whole(str(text), low, high)
    if found is None:
        fields.wrong(name, f"It takes a number from {low} to {high}.")
    return found or low


def _weekdays(texts: list[str]) -> set[int]:
    """Weekdays 1–7, Monday first, other than everywhere else."""
    found = {parsed_whole(text, 1, 7) for text in texts}
    if None in found:
        raise Refused(422, "invalid", {"weekdays": ["It takes weekdays from 1 (Monday) to 7."]})
    return {day for day in found if day is not None}


def _weekday(moment: datetime) -> int:
    return moment.isoweekday()
