"""The JSON schemas of the description: bodies that are taken, entities and envelopes that are answered.

They describe the service with its default switches; a switch that alters a shape says so itself.
"""

from collections.abc import Iterable

from sync.emulator.exchange import Document
from sync.emulator.fields import MAX_ID

INTEGER: Document = {"type": "integer"}
NUMBER: Document = {"type": "number"}
TEXT: Document = {"type": "string"}
TRUTH: Document = {"type": "boolean"}
_IN_A_YEAR = "-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DAY = f"(19|2[0-9])[0-9]{{2}}{_IN_A_YEAR}"
_MADE_DAY = f"[0-9]{{4}}{_IN_A_YEAR}"  # a class may be repeated beyond the years that are taken
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
DAY: Document = {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
ID: Document = {"type": "integer", "minimum": 1, "maximum": MAX_ID}
LOCAL: Document = {
    "type": "string",
    "pattern": f"^{_DAY} {_CLOCK}:[0-5][0-9]$",
    "description": "The location's wall clock.",
}
MADE: Document = {**LOCAL, "pattern": f"^{_MADE_DAY} {_CLOCK}:[0-5][0-9]$"}
NOTHING: Document = {"type": "array", "maxItems": 0}


def bounded(low: int, high: int) -> Document:
    """An integer from low to high."""
    return {"type": "integer", "minimum": low, "maximum": high}


def text(longest: int) -> Document:
    """A text of one to so many characters."""
    return {"type": "string", "minLength": 1, "maxLength": longest}


def listed(items: Document, least: int = 0, most: int | None = None) -> Document:
    """A list of one kind of thing."""
    bounds = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": items, "minItems": least, **bounds}


def ref(name: str) -> Document:
    """A reference to a schema of the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def whole(properties: Document) -> Document:
    """An object that always has all of these fields."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def body(properties: Document, required: Iterable[str]) -> Document:
    """An object that is sent: what is not required may be left out or null."""
    needed = list(required)
    given = {name: schema if name in needed else _or_null(schema) for name, schema in properties.items()}
    return {"type": "object", "properties": given, "required": needed}


def _or_null(schema: Document) -> Document:
    return {"anyOf": [schema, {"type": "null"}]}


def envelope(data: Document, meta: Document) -> Document:
    """V1's envelope around data."""
    return whole({"success": {"const": True}, "data": data, "meta": meta})


def one(name: str) -> Document:
    """A single entity in V1's envelope."""
    return envelope(ref(name), NOTHING)


def many(name: str) -> Document:
    """A list in V1's envelope."""
    return envelope(listed(ref(name)), whole({"count": INTEGER}))


_WINDOW: Document = {
    "from": DAY,
    "till": DAY,
    "count": bounded(1, 10**9),
    "hours": bounded(0, 23),
    "minutes": bounded(0, 59),
    "force": TRUTH,
}
_PATTERN: Document = {
    "repeat_mode_id": bounded(1, 7),
    "days": listed(bounded(0, 6)),
    "interval": bounded(0, 10_000),
    "content_type": bounded(1, 2),
}
_MOMENT = f"{_DAY}T{_CLOCK}:[0-5][0-9]"
_OFFSET = "(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])"
_EVENT_BODY: Document = {
    "date": {"type": "string", "pattern": f"^{_DAY} {_CLOCK}(:[0-5][0-9])?$"},
    "service_id": ID,
    "staff_id": ID,
    "capacity": bounded(1, 10_000),
    "force": TRUTH,
    "length": bounded(1, 86_400),
    "resource_instance_ids": listed(ID),
    "label_ids": listed(ID),
    "technical_break_duration": {**bounded(0, 3600), "multipleOf": 300},
    "color": {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
    "comment": text(500),
    "instructions": text(500),
    "stream_link": text(500),
}

BODIES: Document = {
    "Login": body({"login": text(255), "password": text(255)}, ["login", "password"]),
    "ByDates": body(
        {
            "dates": listed({"type": "string", "pattern": f"^{_MOMENT}$"}, 1),
            "content_type": bounded(1, 2),
            "force": TRUTH,
        },
        ["dates", "content_type"],
    ),
    "ByStrategy": body({"duplication_strategy_id": ID, **_WINDOW}, ["duplication_strategy_id", "from"]),
    "ByParameters": body({**_PATTERN, **_WINDOW}, ["repeat_mode_id", "from"]),
    "DuplicateV1": {"anyOf": [ref("ByDates"), ref("ByStrategy"), ref("ByParameters")]},
    "DuplicateV2": body(
        {
            "dates": listed({"type": "string", "pattern": f"^{_MOMENT}{_OFFSET}?$"}, 1, 100),
            "content_type": bounded(1, 2),
            "force": TRUTH,
        },
        ["dates"],
    ),
    "StrategyBodyV1": body({"title": text(255), **_PATTERN}, ["title", "repeat_mode_id"]),
    "StrategyBodyV2": body({"title": text(50), **_PATTERN}, ["title", "repeat_mode_id"]),
    "StrategyChangeV2": body({"title": text(50), **_PATTERN}, []),
    "EventBodyV1": body(_EVENT_BODY, ["date", "service_id", "staff_id", "capacity", "force"]),
    "EventBodyV2": body(
        {**_EVENT_BODY, "length": {**bounded(300, 86_400), "multipleOf": 300}},
        ["date", "service_id", "staff_id", "capacity", "length"],
    ),
    "Booking": {"type": "object"},
}

_NAMED: Document = whole({"id": INTEGER, "title": TEXT})
_INSTANCE: Document = whole({"id": INTEGER, "title": TEXT, "resource_id": INTEGER})
_LABEL: Document = whole({"id": INTEGER, "title": TEXT, "icon": TEXT, "color": TEXT, "font_color": TEXT})
_EVENT: Document = {
    "id": INTEGER,
    "service_id": INTEGER,
    "date": MADE,
    "timestamp": INTEGER,
    "length": {**INTEGER, "description": "Seconds."},
    "capacity": INTEGER,
    "records_count": INTEGER,
    "color": TEXT,
    "instructions": TEXT,
    "stream_link": TEXT,
    "font_color": TEXT,
    "notified": TRUTH,
    "resource_instances": listed(_INSTANCE),
    "labels": listed(_LABEL),
}
_DURATION: Document = whole(
    {"id": INTEGER, "services_duration": INTEGER, "technical_break_duration": INTEGER}
)
_STRATEGY: Document = {
    "title": TEXT,
    "repeat_mode_id": bounded(1, 7),
    "days": listed(bounded(0, 6)),
    "interval": INTEGER,
    "content_type": bounded(1, 2),
}
_ERRORS: Document = {"anyOf": [listed(TEXT), {"type": "object"}]}


def resource(kind: str, attributes: Document) -> Document:
    """A JSON:API resource; its id is a text of digits."""
    return whole(
        {"type": {"const": kind}, "id": {"type": "string", "pattern": "^[0-9]+$"}, "attributes": attributes}
    )


ENTITIES: Document = {
    "Account": whole(
        {
            "id": INTEGER,
            "user_token": TEXT,
            "name": TEXT,
            "phone": TEXT,
            "login": TEXT,
            "email": TEXT,
            "avatar": TEXT,
            "is_approved": TRUTH,
            "is_email_confirmed": TRUTH,
        }
    ),
    "CodeNeeded": whole({"is_code_required": {"const": True}}),
    "Location": whole({"id": INTEGER, "title": TEXT, "timezone_name": TEXT, "timezone": INTEGER}),
    "Seat": whole({"id": INTEGER, "hash": TEXT}),
    "Event": whole(
        {
            **_EVENT,
            "company_id": INTEGER,
            "salon_id": INTEGER,
            "staff_id": INTEGER,
            "comment": TEXT,
            "service": whole({"id": INTEGER, "title": TEXT, "category_id": INTEGER}),
            "staff": whole({"id": INTEGER, "name": TEXT, "company_id": INTEGER, "specialization": TEXT}),
            "duration_details": listed(_DURATION),
            "prepaid": TEXT,
            "is_deleted": TRUTH,
        }
    ),
    "Copy": whole(
        {
            **_EVENT,
            "salon_id": INTEGER,
            "master_id": INTEGER,
            "service": whole(
                {
                    "id": INTEGER,
                    "title": TEXT,
                    "category_id": INTEGER,
                    "price_min": NUMBER,
                    "price_max": NUMBER,
                    "prepaid": TEXT,
                }
            ),
            "master": whole({"id": INTEGER, "api_id": {"type": ["string", "null"]}, "name": TEXT}),
            "records": listed(whole({"id": INTEGER, "client": {"type": "object"}, "deleted": TRUTH})),
        }
    ),
    "Service": whole(
        {
            "id": INTEGER,
            "title": TEXT,
            "capacity": INTEGER,
            "price_min": NUMBER,
            "price_max": NUMBER,
            "is_multi": TRUTH,
            "category": _NAMED,
            "staff": listed(whole({"id": INTEGER, "name": TEXT, "length": INTEGER})),
            "resources": listed(whole({"id": INTEGER, "title": TEXT, "salon_id": INTEGER})),
        }
    ),
    "Strategy": whole({"id": INTEGER, "company_id": INTEGER, "repeat_mode": _NAMED, **_STRATEGY}),
    "FilterBlock": whole(
        {
            "code": {"enum": ["staff", "resource", "service", "service_category"]},
            "title": TEXT,
            "data": listed(whole({"id": INTEGER, "title": TEXT, "is_disabled": TRUTH})),
        }
    ),
    "Range": whole({"min_date": {"type": ["string", "null"]}, "max_date": {"type": ["string", "null"]}}),
    "EventV2": resource(
        "activity",
        whole(
            {
                "master_id": INTEGER,
                "staff_id": INTEGER,
                "service_id": INTEGER,
                "timestamp": INTEGER,
                "length": INTEGER,
                "capacity": INTEGER,
                "clients_count": INTEGER,
                "deleted": TRUTH,
                "date": {"type": "string", "pattern": f"^{_MADE_DAY}T{_CLOCK}:[0-5][0-9][+-][0-9]{{4}}$"},
            }
        ),
    ),
    "CopyV2": resource(
        "activities",
        whole(
            {
                "staff_id": INTEGER,
                "service_id": INTEGER,
                "date": MADE,
                "length": INTEGER,
                "capacity": INTEGER,
                "records_count": INTEGER,
            }
        ),
    ),
    "StrategyV2": resource("activity_duplication_strategy", whole(_STRATEGY)),
    "Refusal": {
        **whole({"success": {"const": False}, "data": {"type": "null"}}),
        "properties": {
            "success": {"const": False},
            "data": {"type": "null"},
            "meta": {
                "type": ["object", "array"],
                "properties": {"message": TEXT, "errors": _ERRORS, "conflict": TRUTH},
            },
        },
    },
    "RefusalV2": {
        "anyOf": [whole({"errors": listed(whole({"title": TEXT, "detail": TEXT}), 1)}), ref("Refusal")]
    },
    "Accepted": {
        "type": "object",
        "properties": {
            "success": {"const": True},
            "data": {"type": "null"},
            "meta": whole({"message": TEXT}),
        },
        "required": ["success", "meta"],
    },
}
