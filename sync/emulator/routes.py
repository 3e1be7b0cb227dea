"""Which operation a method and a path mean: literals before ids, both spellings, with and without a last slash.

Knows the paths of both generations and nothing of what the operations do.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sync.emulator import v1, v2
from sync.emulator.context import Context
from sync.emulator.exchange import Reply
from sync.emulator.fields import MAX_ID, parsed_whole

Handler = Callable[[Context], Reply]


class Operation(NamedTuple):
    """One operation: its name (that of the fault lists), generation, method, path templates, handler."""

    name: str
    generation: int
    method: str
    templates: tuple[str, ...]
    handler: Handler


class Match(NamedTuple):
    """An operation and the ids of the path."""

    operation: Operation
    ids: Mapping[str, int]


class NoSuchPath(NamedTuple):
    """No operation has this path; `generation` says in which dialect to say so."""

    generation: int


class NoSuchMethod(NamedTuple):
    """The path exists, with other methods."""

    generation: int
    allowed: tuple[str, ...]


def _v1(name: str, method: str, rest: str, handler: Handler) -> Operation:
    spellings = ("/api/v1/locations/{location}/events" + rest, "/api/v1/activity/{location}" + rest)
    return Operation(name, 1, method, spellings, handler)


def _v2(name: str, method: str, rest: str, handler: Handler) -> Operation:
    spellings = (
        "/api/v2/locations/{location}/events" + rest,
        "/api/v2/companies/{location}/activities" + rest,
    )
    return Operation(name, 2, method, spellings, handler)


OPERATIONS: tuple[Operation, ...] = (
    Operation("login", 1, "POST", ("/api/v1/auth",), v1.login),
    Operation(
        "location", 1, "GET", ("/api/v1/locations/{location}", "/api/v1/company/{location}"), v1.location
    ),
    _v1("search", "GET", "/search", v1.search),
    _v1("search_dates", "GET", "/search_dates", v1.search_dates),
    _v1("search_dates_range", "GET", "/search_dates_range", v1.search_dates_range),
    _v1("filters", "GET", "/filters", v1.filters),
    _v1("services", "GET", "/services", v1.services),
    _v1("strategies", "GET", "/duplication_strategy", v1.list_strategies),
    _v1("create_strategy", "POST", "/duplication_strategy", v1.create_strategy),
    _v1("update_strategy", "POST", "/duplication_strategy/{strategy}", v1.update_strategy),
    _v1("delete_strategy", "DELETE", "/duplication_strategy/{strategy}", v1.remove_strategy),
    _v1("create_event", "POST", "", v1.create_event),
    _v1("event", "GET", "/{event}", v1.event),
    _v1("update_event", "PUT", "/{event}", v1.update_event),
    _v1("delete_event", "DELETE", "/{event}", v1.delete_event),
    _v1("book", "POST", "/{event}/book", v1.book_event),
    _v1("duplicate", "POST", "/{event}/duplicate", v1.duplicate_event),
    _v2("search", "GET", "", v2.search),
    _v2("create_event", "POST", "", v2.create_event),
    _v2("search_dates", "GET", "/dates", v2.search_dates),
    _v2("search_dates_range", "GET", "/dates/range", v2.search_dates_range),
    _v2("filters", "GET", "/filters", v2.filters),
    _v2("strategies", "GET", "/duplication_strategies", v2.list_strategies),
    _v2("create_strategy", "POST", "/duplication_strategies", v2.create_strategy),
    _v2("update_strategy", "PUT", "/duplication_strategies/{strategy}", v2.update_strategy),
    _v2("delete_strategy", "DELETE", "/duplication_strategies/{strategy}", v2.remove_strategy),
    _v2("event", "GET", "/{event}", v2.event),
    _v2("update_event", "PUT", "/{event}", v2.update_event),
    _v2("delete_event", "DELETE", "/{event}", v2.delete_event),
    _v2("duplicate", "POST", "/{event}/duplicate", v2.duplicate_event),
)

NAMES: tuple[str, ...] = tuple(dict.fromkeys(operation.name for operation in OPERATIONS))
"""The names of all operations, as fault lists use them; both generations share them."""


def route(method: str, path: str) -> Match | NoSuchPath | NoSuchMethod:
    """The operation of a call.

    >>> found = route("GET", "/api/v1/activity/4564/search/")
    >>> found.operation.name, dict(found.ids)
    ('search', {'location': 4564})
    >>> route("GET", "/api/v1/activity/4564/abc")
    NoSuchPath(generation=1)
    >>> route("PUT", "/api/v1/activity/4564/108/duplicate").allowed
    ('POST',)
    """
    generation = 2 if path.startswith("/api/v2/") else 1
    segments = path.removesuffix("/").split("/")
    found: list[Match] = []
    for operation in OPERATIONS:
        for template in operation.templates:
            ids = _ids(template.split("/"), segments)
            if ids is not None and _is_first_reading(found, template):
                found.append(Match(operation, ids))
    for match in found:
        if match.operation.method == method:
            return match
    if not found:
        return NoSuchPath(generation)
    return NoSuchMethod(generation, tuple(sorted({match.operation.method for match in found})))


def _is_first_reading(found: list[Match], template: str) -> bool:
    """A path that a literal template took is no id: `search` is never an event."""
    return not found or any(template in match.operation.templates for match in found)


def _ids(template: list[str], segments: list[str]) -> dict[str, int] | None:
    if len(template) != len(segments):
        return None
    ids: dict[str, int] = {}
    for expected, given in zip(template, segments, strict=True):
        if not expected.startswith("{"):
            if expected != given:
                return None
            continue
        number = parsed_whole(given, 1, MAX_ID)
        if number is None:
            return None
        ids[expected.strip("{}")] = number
    return ids
