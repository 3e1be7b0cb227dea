"""The V1 operations: each takes a context and returns a reply, or raises `Refused`. Shapes are in `v1_shapes`."""

from collections.abc import Iterable
from datetime import date

from sync.emulator import v1_shapes as shapes
from sync.emulator.access import Need
from sync.emulator.blocks import filter_blocks
from sync.emulator.context import Context
from sync.emulator.duplication import duplicate
from sync.emulator.entities import Event
from sync.emulator.events import Filters, between, book, filters_of, remove, save, upcoming, visible
from sync.emulator.exchange import Refused, Reply
from sync.emulator.fields import Fields, parsed_whole
from sync.emulator.patterns import delete_strategy, save_strategy, strategies, strategy

DEFAULT_PAGE = 25
_NO_FILTERS = Filters(frozenset(), frozenset(), frozenset())


def login(context: Context) -> Reply:
    """`POST /auth`: 201 with the user token, 200 where a code is needed."""
    context.access.partner(context.call.headers.get("authorization", ""))
    fields = context.fields()
    name, password = fields.text("login", 255), fields.text("password", 255)
    fields.refuse()
    user = context.access.login(name, password)
    if user.second_factor == "on":
        return shapes.one({"is_code_required": True})
    account = {
        "id": user.id,
        "user_token": user.token,
        "name": user.name,
        "phone": "+13155550175",
        "login": user.login,
        "email": user.login,
        "avatar": "",
        "is_approved": True,
        "is_email_confirmed": False,
    }
    return shapes.one(account, 201)


def location(context: Context) -> Reply:
    """The location of the path."""
    context.allow(Need.PARTNER)
    return shapes.one(shapes.location(context.location, context.here))


def event(context: Context) -> Reply:
    """One event, deleted or not."""
    context.allow(context.reading())
    return shapes.one(shapes.event(context, context.event))


def create_event(context: Context) -> Reply:
    """A new event."""
    return shapes.one(shapes.event(context, save(context, 1, None)))


def update_event(context: Context) -> Reply:
    """The event of the path, replaced."""
    context.allow(Need.WRITER)
    old = context.event
    if old.deleted:
        raise Refused(404, "not_found")
    return shapes.one(shapes.event(context, save(context, 1, old)))


def delete_event(context: Context) -> Reply:
    """The event of the path, soft-deleted."""
    remove(context)
    return shapes.accepted(context)


def book_event(context: Context) -> Reply:
    """A seat for a client."""
    seat = book(context)
    return shapes.one({"id": seat.id, "hash": f"{seat.id:032x}"})


def search(context: Context) -> Reply:
    """A page of the events from a day to a day."""
    found = _searched(context)
    query, most = context.query(), context.switches.search_page_max
    page, count = query.number("page", 10**9, 1), query.number("count", 10**9, DEFAULT_PAGE)
    if count > most and context.switches.page_over_max == "refuse":
        raise Refused(
            int(context.switches.invalid_status), "invalid", {"count": [f"It takes at most {most}."]}
        )
    count = min(count, most)
    rows = found[(page - 1) * count : page * count]
    total = len(found) if context.switches.meta_count == "total" else len(rows)
    return shapes.many([shapes.event(context, row) for row in rows], total)


def search_dates(context: Context) -> Reply:
    """The days that hold events, from a day to a day."""
    days = _days(_searched(context))
    ordered = days if context.switches.search_dates_order == "sorted" else days[::-1]
    return shapes.one([day.isoformat() for day in ordered])


def search_dates_range(context: Context) -> Reply:
    """The first and the last day that holds an event."""
    context.allow(Need.PARTNER)
    days = _days(upcoming(context, visible(context, filters_of(context.query()))))
    ends = (days[0].isoformat(), days[-1].isoformat()) if days else (None, None)
    return shapes.one(dict(zip(("min_date", "max_date"), ends, strict=True)))


def filters(context: Context) -> Reply:
    """What a search can filter by."""
    context.allow(Need.PARTNER)
    chosen = filters_of(context.query())
    shown = list(upcoming(context, visible(context, _NO_FILTERS)))
    return shapes.many(filter_blocks(context, shown, chosen))


def services(context: Context) -> Reply:
    """The services that can run as events, by team member and by a part of the title."""
    context.allow(context.reading())
    given = context.query().document()
    staff = given.get("staff_id")
    member = parsed_whole(staff, 1, 10**12) if staff is not None else None
    if staff is not None and member is None:
        raise Refused(int(context.switches.invalid_status), "invalid", {"staff_id": ["It takes an id."]})
    term = given.get("term", "").casefold()
    found = [
        service
        for service in sorted(context.world.services.values(), key=lambda service: service.id)
        if service.location == context.location.id
        and term in service.title.casefold()
        and (member is None or member in dict(service.staff))
    ]
    return shapes.many([shapes.service(context, service) for service in found])


def list_strategies(context: Context) -> Reply:
    """The location's strategies."""
    context.allow(context.reading())
    return shapes.many([shapes.strategy(context, found) for found in strategies(context)])


def create_strategy(context: Context) -> Reply:
    """A new strategy."""
    return shapes.one(shapes.strategy(context, save_strategy(context, 1, None)))


def update_strategy(context: Context) -> Reply:
    """The strategy of the path, replaced."""
    context.allow(Need.WRITER)
    return shapes.one(shapes.strategy(context, save_strategy(context, 1, strategy(context))))


def remove_strategy(context: Context) -> Reply:
    """The strategy of the path, deleted."""
    delete_strategy(context)
    return shapes.accepted(context)


def duplicate_event(context: Context) -> Reply:
    """Copies of the event of the path."""
    context.allow(Need.WRITER)
    return shapes.many([shapes.duplicated(context, copy) for copy in duplicate(context, 1)])


def _searched(context: Context) -> list[Event]:
    context.allow(Need.PARTNER)
    query = context.query()
    fields = Fields(query.document(), int(context.switches.invalid_status))
    first, last = fields.day("from"), fields.day("till")
    fields.refuse()
    return between(upcoming(context, visible(context, filters_of(query))), first, last)


def _days(events: Iterable[Event]) -> list[date]:
    return sorted({event.start.date() for event in events})
