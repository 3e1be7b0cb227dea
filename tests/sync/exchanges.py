"""Exchanges as the tests write them, for `sync.outcome` or for a mutant of it that is handed in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from types import ModuleType
from typing import Any

from sync import outcome as original

JSON = "application/json"
LOCATION = 4564
SOURCE = 108
ASKED = (datetime(2027, 1, 11, 10), datetime(2027, 1, 18, 10), datetime(2027, 1, 25, 10))
FIRST_ID = 9001


def answered(
    status: int, body: bytes, content_type: str | None = JSON, retry_after: str | None = None
) -> original.Exchange:
    """An answer that came back whole."""
    return original.Exchange(
        sent=True, status=status, content_type=content_type, body=body, retry_after=retry_after
    )


def failed(reason: str, *, sent: bool, status: int | None = None, module: ModuleType = original) -> Any:  # noqa: ANN401  a mutant's type is its own
    """An exchange without an answer; `reason` names a member of `Reason`."""
    return module.Exchange(sent=sent, status=status, failure=module.Reason[reason])


def event(identity: int, start: datetime, **other: object) -> dict[str, object]:
    """An event as V1 answers a duplication."""
    return {
        "id": identity, "service_id": 1201, "salon_id": LOCATION, "master_id": 2001,
        "date": start.isoformat(" "), "length": 3600, "capacity": 12, "records_count": 0, **other,
    }  # fmt: skip


def events(starts: Iterable[datetime] = ASKED, **other: object) -> list[dict[str, object]]:
    """Events at these times, with ids from 9001."""
    return [event(FIRST_ID + number, start, **other) for number, start in enumerate(starts)]


def v1(data: object, *, success: object = True, **other: object) -> bytes:
    """The envelope of V1 around data."""
    return json.dumps({"success": success, "data": data, "meta": {}, **other}).encode()


def v2(found: Iterable[dict[str, object]], **other: object) -> bytes:
    """The same events as V2 answers them."""
    resources = [
        {
            "type": "activities",
            "id": str(entity["id"]),
            "attributes": {
                ("staff_id" if name == "master_id" else name): value
                for name, value in entity.items()
                if name not in ("id", "salon_id")
            },
        }
        for entity in found
    ]
    return json.dumps({"data": resources, **other}).encode()
