"""What is sent in V1: paths in both spellings, queries, and bodies with exactly the documented fields, in their order."""

from datetime import date
from enum import Enum

from recurrence import RepeatMode, Strategy, Window
from recurrence.errors import Problem
from sync.errors import BadInput
from sync.requests import ByDates, ByStrategy, Force, Request
from sync.secret import Secret
from sync.target import Target
from sync.wire.call import Arrays, Call, Filters, Method, day, encoded, moment, pairs


class Spelling(Enum):
    """Which of the two equal spellings of V1's paths is used; older servers know the legacy one only."""

    LEGACY = "/v1/activity/{}"
    CANONICAL = "/v1/locations/{}/events"


def root(location: int, spelling: Spelling) -> str:
    """Where a location's events are.

    >>> root(4564, Spelling.LEGACY), root(4564, Spelling.CANONICAL)
    ('/v1/activity/4564', '/v1/locations/4564/events')
    """
    return spelling.value.format(int(location))


def duplicate(target: Target, request: Request, spelling: Spelling) -> Call:
    """The one call that creates events."""
    path = f"{root(target.location, spelling)}/{target.event}/duplicate"
    return Call(Method.POST, path, body=encoded(fields_of(request)))


def fields_of(request: Request) -> dict[str, object]:
    """A request under the API's names: the documented fields of its form, no other, in the documented order.

    >>> from datetime import datetime
    >>> fields_of(ByDates([datetime(2020, 10, 3, 13, 30)]))
    {'dates': ['2020-10-03T13:30:00'], 'content_type': 1, 'force': False}
    """
    return {**_asked(request), "force": request.force is Force.YES}


def _asked(request: Request) -> dict[str, object]:
    if isinstance(request, ByDates):
        return {"dates": [*map(moment, request.dates)], "content_type": int(request.content_type)}
    if isinstance(request, ByStrategy):
        return {"duplication_strategy_id": request.strategy_id, **_window(request.window)}
    content = int(request.strategy.content_type)
    return {**_pattern(request.strategy), **_window(request.window), "content_type": content}


def _pattern(strategy: Strategy) -> dict[str, object]:
    fields: dict[str, object] = {
        "repeat_mode_id": int(strategy.repeat_mode),
        "interval": strategy.interval,
    }
    if strategy.repeat_mode is RepeatMode.WEEKLY:  # the only mode in which days matter (C3)
        fields["days"] = list(strategy.days)
    return fields


def _window(window: Window) -> dict[str, object]:
    given = {
        "from": day(window.start),
        "till": None if window.till is None else day(window.till),
        "count": window.count,
        "hours": window.hours,
        "minutes": window.minutes,
    }
    return {name: value for name, value in given.items() if value is not None}


def event(target: Target, spelling: Spelling, method: Method = Method.GET) -> Call:
    """Read or delete one event."""
    return Call(method, f"{root(target.location, spelling)}/{target.event}")


def events(
    location: int,
    days: tuple[date, date],
    filters: Filters,
    page: tuple[int, int],
    style: tuple[Spelling, Arrays],
) -> Call:
    """One page of the events of some days, both included; `page`: its number from 1, and how many events it may hold."""
    spelling, arrays = style
    number, size = page
    query = (
        ("from", day(days[0])),
        ("till", day(days[1])),
        *pairs("service_ids", filters.service_ids, arrays),
        *pairs("staff_ids", filters.staff_ids, arrays),
        *pairs("resource_ids", filters.resource_ids, arrays),
        ("page", str(number)),
        ("count", str(size)),
    )
    return Call(Method.GET, f"{root(location, spelling)}/search", query)


def strategies(location: int, spelling: Spelling) -> Call:
    """Read all strategies."""
    return Call(Method.GET, f"{root(location, spelling)}/duplication_strategy")


def create_strategy(location: int, strategy: Strategy, spelling: Spelling) -> Call:
    """Create a strategy. Raises `BadInput` if it has no title."""
    body = encoded(strategy_body(strategy))
    return Call(Method.POST, f"{root(location, spelling)}/duplication_strategy", body=body)


def update_strategy(location: int, strategy: Strategy, spelling: Spelling) -> Call:
    """Change a strategy: POST here, not PUT. Raises `BadInput` if it has no title or no id."""
    path = f"{root(location, spelling)}/duplication_strategy/{id_of(strategy)}"
    return Call(Method.POST, path, body=encoded(strategy_body(strategy)))


def delete_strategy(location: int, strategy_id: int, spelling: Spelling) -> Call:
    """Delete a strategy; the events that it gave stay."""
    return Call(Method.DELETE, f"{root(location, spelling)}/duplication_strategy/{int(strategy_id)}")


def strategy_body(strategy: Strategy) -> dict[str, object]:
    """A strategy as it is created and updated: all five fields.

    >>> strategy_body(Strategy(1, title="Every day"))["days"]
    []
    """
    if not strategy.title.strip():
        raise BadInput([Problem("title", strategy.title, "a title: the API wants one")])
    return {
        "title": strategy.title,
        "repeat_mode_id": int(strategy.repeat_mode),
        "days": list(strategy.days),
        "interval": strategy.interval,
        "content_type": int(strategy.content_type),
    }


def id_of(strategy: Strategy) -> int:
    """The id of a strategy that is to be changed. Raises `BadInput` if it has none."""
    if strategy.id is None:
        raise BadInput([Problem("id", None, "the id of the strategy to change")])
    return strategy.id


def services(location: int, staff_id: int | None, term: str, spelling: Spelling) -> Call:
    """Look for services that can run as events."""
    query = (
        *((("staff_id", str(int(staff_id))),) if staff_id is not None else ()),
        *((("term", term),) if term else ()),
    )
    return Call(Method.GET, f"{root(location, spelling)}/services", query)


def login(name: str, password: Secret) -> Call:
    """Ask for a user token."""
    return Call(Method.POST, "/v1/auth", body=encoded({"login": name, "password": password.reveal()}))
