"""What is sent in V2: one spelling of paths, dates as the only form, PUT for a strategy that changes."""

from datetime import date

from recurrence import Strategy
from recurrence.errors import Problem
from sync.errors import BadInput, FormNotSupported
from sync.requests import ByDates, Request
from sync.target import Target
from sync.wire.call import Arrays, Call, Filters, Method, day, encoded, pairs
from sync.wire.v1_calls import fields_of, id_of, strategy_body

MOST_TITLE = 50


def root(location: int) -> str:
    """Where a location's events are.

    >>> root(4564)
    '/v2/locations/4564/events'
    """
    return f"/v2/locations/{int(location)}/events"


def duplicate(target: Target, request: Request) -> Call:
    """The one call that creates events. Raises `FormNotSupported` for any form but dates."""
    if not isinstance(request, ByDates):
        raise FormNotSupported(type(request).__name__, "v2")
    return Call(
        Method.POST,
        f"{root(target.location)}/{target.event}/duplicate",
        body=encoded(fields_of(request)),
    )


def event(target: Target, method: Method = Method.GET) -> Call:
    """Read or delete one event."""
    return Call(method, f"{root(target.location)}/{target.event}")


def events(location: int, days: tuple[date, date], filters: Filters, page: tuple[int, int]) -> Call:
    """One page of the events of some days, both included; `page`: its number from 1, and how many events it may hold.

    Deleted ones are asked for too: without them the service refuses days that have begun.
    """
    number, size = page
    query = (
        ("filter[from]", f"{day(days[0])} 00:00:00"),
        ("filter[to]", f"{day(days[1])} 23:59:59"),
        *pairs("filter[service_ids]", filters.service_ids, Arrays.BRACKETS),
        *pairs("filter[master_ids]", filters.staff_ids, Arrays.BRACKETS),
        *pairs("filter[resource_ids]", filters.resource_ids, Arrays.BRACKETS),
        ("filter[include_deleted]", "1"),
        ("page", str(number)),
        ("limit", str(size)),
    )
    return Call(Method.GET, root(location), query)


def strategies(location: int) -> Call:
    """Read all strategies."""
    return Call(Method.GET, f"{root(location)}/duplication_strategies")


def create_strategy(location: int, strategy: Strategy) -> Call:
    """Create a strategy. Raises `BadInput` for a title that does not fit."""
    body = encoded(_body(strategy))
    return Call(Method.POST, f"{root(location)}/duplication_strategies", body=body)


def update_strategy(location: int, strategy: Strategy) -> Call:
    """Change a strategy, all its fields: the service checks the pattern as a whole. Raises `BadInput`."""
    path = f"{root(location)}/duplication_strategies/{id_of(strategy)}"
    return Call(Method.PUT, path, body=encoded(_body(strategy)))


def delete_strategy(location: int, strategy_id: int) -> Call:
    """Delete a strategy; the events that it gave stay."""
    return Call(Method.DELETE, f"{root(location)}/duplication_strategies/{int(strategy_id)}")


def _body(strategy: Strategy) -> dict[str, object]:
    if len(strategy.title) > MOST_TITLE:
        raise BadInput(
            [Problem("title", strategy.title, f"a title of at most {MOST_TITLE} characters in V2")]
        )
    return strategy_body(strategy)
