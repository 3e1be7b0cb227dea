"""The description of what is served, in OpenAPI 3.1: made from the table of routes and one line more for each.

Complete for the service without faults: every path in both spellings, every parameter, body and status.
"""

import re
from typing import NamedTuple

from sync.emulator.exchange import Document
from sync.emulator.openapi_schemas import (
    BODIES,
    DAY,
    ENTITIES,
    ID,
    LOCAL,
    NOTHING,
    TEXT,
    bounded,
    envelope,
    listed,
    many,
    one,
    ref,
    whole,
)
from sync.emulator.routes import OPERATIONS, Operation


class _Page(NamedTuple):
    """What the table of routes does not say of an operation."""

    about: str
    status: int
    answer: Document | None
    body: str | None = None
    query: tuple[Document, ...] = ()
    also: tuple[int, ...] = ()


def _in_query(name: str, schema: Document, need: str = "optional", about: str = "") -> Document:
    return {
        "name": name,
        "in": "query",
        "required": need == "required",
        "schema": schema,
        "description": about or name,
    }


def _ids_filters(template: str) -> tuple[Document, ...]:
    kinds = (
        ("service", "staff", "resource") if "filter" not in template else ("service", "master", "resource")
    )
    return tuple(_in_query(template.format(kind), listed(ID)) for kind in kinds)


_PERIOD = (_in_query("from", DAY, "required"), _in_query("till", DAY, "required"))
_IDS = _ids_filters("{}_ids[]")
_PAGE = (_in_query("page", bounded(1, 10**9)), _in_query("count", bounded(1, 10**9)))
_PERIOD_V2 = (_in_query("filter[from]", LOCAL, "required"), _in_query("filter[to]", LOCAL, "required"))
_FILTERS_V2 = (
    *_PERIOD_V2,
    *_ids_filters("filter[{}_ids][]"),
    _in_query("filter[capacity]", bounded(0, 10**6), about="At least so many free seats."),
    _in_query("filter[weekdays][]", listed(bounded(1, 7)), about="1–7, Monday first."),
    _in_query("filter[sort]", TEXT, about="A leading minus turns the order round."),
    _in_query("filter[include_deleted]", TEXT, about="1 shows deleted events, and past ones."),
)
_PAGE_V2 = (_in_query("page", bounded(1, 10**9)), _in_query("limit", bounded(1, 10**9)))
_SERVICES = (_in_query("staff_id", ID), _in_query("term", TEXT))


def _data(schema: Document) -> Document:
    return whole({"data": schema, "meta": NOTHING})


_PAGES: dict[tuple[int, str], _Page] = {
    (1, "login"): _Page("A user token for a login and a password.", 201, one("Account"), "Login", also=(200,)),
    (1, "location"): _Page("A location with its zone.", 200, one("Location")),
    (1, "search"): _Page("Events from a day to a day, page by page.", 200, many("Event"), query=(*_PERIOD, *_IDS, *_PAGE)),
    (1, "search_dates"): _Page("The days that hold events.", 200, envelope(listed(DAY), NOTHING), query=(*_PERIOD, *_IDS)),
    (1, "search_dates_range"): _Page("The first and the last such day.", 200, one("Range"), query=_IDS),
    (1, "filters"): _Page("What a search can filter by.", 200, many("FilterBlock"), query=_IDS),
    (1, "services"): _Page("Services that run as events.", 200, many("Service"), query=_SERVICES),
    (1, "strategies"): _Page("The duplication strategies.", 200, many("Strategy")),
    (1, "create_strategy"): _Page("A new strategy.", 200, one("Strategy"), "StrategyBodyV1"),
    (1, "update_strategy"): _Page("A strategy, replaced.", 200, one("Strategy"), "StrategyBodyV1"),
    (1, "delete_strategy"): _Page("A strategy, deleted.", 202, ref("Accepted")),
    (1, "create_event"): _Page("A new event.", 200, one("Event"), "EventBodyV1", also=(409,)),
    (1, "event"): _Page("An event, deleted or not.", 200, one("Event")),
    (1, "update_event"): _Page("An event, replaced.", 200, one("Event"), "EventBodyV1", also=(409,)),
    (1, "delete_event"): _Page("An event, softly deleted.", 202, ref("Accepted")),
    (1, "book"): _Page("A seat for a client.", 200, one("Seat"), "Booking"),
    (1, "duplicate"): _Page("Copies of an event, in one of three forms.", 200, many("Copy"), "DuplicateV1", also=(409,)),
    (2, "search"): _Page("Events from a moment to a moment, page by page.", 200, _data(listed(ref("EventV2"))), query=(*_FILTERS_V2, *_PAGE_V2)),
    (2, "create_event"): _Page("A new event.", 201, _data(ref("EventV2")), "EventBodyV2", also=(409,)),
    (2, "search_dates"): _Page("The days that hold events.", 200, _data(listed(DAY)), query=_FILTERS_V2),
    (2, "search_dates_range"): _Page("The first and the last such day.", 200, _data(ref("Range")), query=_FILTERS_V2),
    (2, "filters"): _Page("What a search can filter by.", 200, _data(listed(ref("FilterBlock"))), query=_FILTERS_V2),
    (2, "strategies"): _Page("The duplication strategies.", 200, _data(listed(ref("StrategyV2")))),
    (2, "create_strategy"): _Page("A new strategy.", 201, _data(ref("StrategyV2")), "StrategyBodyV2"),
    (2, "update_strategy"): _Page("A strategy, changed.", 200, _data(ref("StrategyV2")), "StrategyChangeV2"),
    (2, "delete_strategy"): _Page("A strategy, deleted.", 204, None),
    (2, "event"): _Page("An event, deleted or not.", 200, _data(ref("EventV2"))),
    (2, "update_event"): _Page("An event, replaced.", 200, _data(ref("EventV2")), "EventBodyV2", also=(409,)),
    (2, "delete_event"): _Page("An event, softly deleted.", 204, None),
    (2, "duplicate"): _Page("Copies of an event at explicit dates.", 201, whole({"data": listed(ref("CopyV2"))}), "DuplicateV2", also=(409,)),
}  # fmt: skip


_REFUSALS = {
    400: "No JSON object, a header missing, or a token that is not connected to this generation.",
    401: "A token is missing or unknown.",
    403: "The tokens do not suffice here.",
    404: "There is no such location, event or strategy.",
    409: "A team member is busy or does not work, or a resource is taken.",
    413: "The body is larger than 1 MiB.",
    422: "A field or parameter is wrong, or a period is past.",
    429: "More than 5 requests in a second or 200 in a minute.",
}


def description() -> Document:
    """The whole description.

    >>> sorted(description()["paths"]["/api/v1/activity/{location}/{event}/duplicate"])
    ['post']
    """
    paths: Document = {}
    for operation in OPERATIONS:
        for spelling, template in enumerate(operation.templates):
            paths.setdefault(template, {})[operation.method.lower()] = _operation(
                operation, template, spelling
            )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "recur emulator",
            "version": "1",
            "description": "What `recur emulator` serves with its default switches and without faults. Each path "
            "may also end in a slash.",
        },
        "servers": [{"url": "/"}],
        "security": [{"tokens": []}],
        "paths": paths,
        "components": {
            "schemas": {**BODIES, **ENTITIES},
            "securitySchemes": {
                "tokens": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "`Bearer <partner token>` or `Bearer <partner token>, User <user token>`.",
                }
            },
        },
    }


def _operation(operation: Operation, template: str, spelling: int) -> Document:
    page = _PAGES[operation.generation, operation.name]
    described: Document = {
        "operationId": f"v{operation.generation}_{operation.name}" + ("_other" if spelling else ""),
        "summary": page.about,
        "tags": [f"v{operation.generation}"],
        "parameters": [*(_in_path(name) for name in re.findall(r"{(\w+)}", template)), *page.query],
        "responses": _responses(operation, page),
    }
    if page.body:
        content = {"application/json": {"schema": ref(page.body)}}
        described["requestBody"] = {"required": page.body != "Booking", "content": content}
    return described


def _in_path(name: str) -> Document:
    return {"name": name, "in": "path", "required": True, "schema": ID, "description": f"The {name}'s id."}


def _responses(operation: Operation, page: _Page) -> Document:
    success: Document = {"description": page.about}
    if page.answer is not None:
        success["content"] = {"application/json": {"schema": page.answer}}
    refused = {400, 401, 403, 404, 422, 429, *(n for n in page.also if n >= 400)}
    refused |= {413} if page.body else set()
    refused -= {403, 404} if operation.name == "login" else set()
    responses: Document = {str(page.status): success}
    if operation.name == "login":
        needed = {"application/json": {"schema": one("CodeNeeded")}}
        responses["200"] = {"description": "A code is needed: the login is not complete.", "content": needed}
    for status in sorted(refused):
        responses[str(status)] = _refusal(status, operation.generation)
    return responses


def _refusal(status: int, generation: int) -> Document:
    schema = ref("RefusalV2" if generation == 2 else "Refusal")
    return {
        "description": _REFUSALS[status],
        "content": {"application/json": {"schema": schema}},
    }
