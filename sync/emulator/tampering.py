"""What faults make of an answer: other rows in the document, or other bytes for it. Pure; stores and sends nothing."""

import gzip
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

from sync.emulator.exchange import JSON, Document, Reply


class Rendered(NamedTuple):
    """An answer ready to be written: status, headers (without lengths) and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def rendered(reply: Reply) -> Rendered:
    """The reply in JSON, or without a body."""
    if reply.document is None:
        return Rendered(reply.status, reply.headers, b"")
    return Rendered(reply.status, (("Content-Type", JSON), *reply.headers), reply.body)


# --- rows ---------------------------------------------------------------------------------------------------------

Rows = list[Any]


def tamper_rows(name: str, argument: str, reply: Reply) -> Reply:
    """The reply with other rows, if it is a list that succeeded.

    >>> tamper_rows("hide", "1", Reply(200, {"data": [{"id": 1}, {"id": 2}], "meta": {"count": 2}})).document
    {'data': [{'id': 1}], 'meta': {'count': 1}}
    """
    document = deepcopy(reply.document)
    if not isinstance(document, dict) or not isinstance(document.get("data"), list) or reply.status >= 300:
        return reply
    rows: Rows = document["data"]
    document["data"] = _ROWS[name](rows, argument)
    meta = document.get("meta")
    if isinstance(meta, dict) and "count" in meta and name != "truncate":
        meta["count"] += len(document["data"]) - len(rows)
    return reply._replace(document=document)


def _without_last(rows: Rows, argument: str) -> Rows:
    return rows[: -int(argument) or None]


def _with_foreign(rows: Rows, argument: str) -> Rows:
    del argument
    return [row for known in rows for row in (known, _foreign(known))]


def _foreign(row: Any) -> Any:  # noqa: ANN401  a row of any shape
    if not isinstance(row, dict):
        return row
    changed = dict(row)
    for name in ("company_id", "salon_id"):
        if name in row:
            changed[name] = row[name] + 1
    changed["id"] = str(int(row["id"]) + 10**6) if isinstance(row["id"], str) else row["id"] + 10**6
    return changed


_ROWS: dict[str, Callable[[Rows, str], Rows]] = {
    "hide": _without_last,
    "truncate": _without_last,
    "empty-list": lambda _rows, _argument: [],
    "repeat-rows": lambda rows, _argument: [*rows[:1], *rows],
    "unsorted": lambda rows, _argument: rows[::-1],
    "foreign-rows": _with_foreign,
}


# --- bodies -------------------------------------------------------------------------------------------------------


def tamper_body(name: str, argument: str, reply: Reply) -> Rendered:
    """The reply's bytes as a fault leaves them.

    >>> tamper_body("nan", "", Reply(200, {"data": [{"id": 1}]})).body
    b'{"data": [{"id": NaN}]}'
    """
    return _BODIES[name](reply, argument)


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Reply, str], Rendered]:
    def tamper(reply: Reply, _argument: str) -> Rendered:
        whole = rendered(reply)
        return whole._replace(body=change(whole.body))

    return tamper


def _document(change: Callable[[Document], Document]) -> Callable[[Reply, str], Rendered]:
    def tamper(reply: Reply, _argument: str) -> Rendered:
        document = deepcopy(reply.document)
        changed = change(document) if isinstance(document, dict) else document
        return rendered(reply._replace(document=changed))

    return tamper


def _entities(change: Callable[[Document], Document]) -> Callable[[Reply, str], Rendered]:
    def changed(document: Document) -> Document:
        data = document.get("data")
        if isinstance(data, list):
            document["data"] = [change(row) if isinstance(row, dict) else row for row in data]
        elif isinstance(data, dict):
            document["data"] = change(data)
        return document

    return _document(changed)


def _within(entity: Document) -> Document:
    """Where the fields are: in the entity, or in the attributes of a resource."""
    inner = entity.get("attributes", entity)
    return inner if isinstance(inner, dict) else entity


def _lacking(entity: Document) -> Document:
    entity.pop("id", None)
    _within(entity).pop("date", None)
    return entity


def _mistyped(entity: Document) -> Document:
    _within(entity).update(date=["2020", "09", "28"], length="long")
    entity["id"] = {"value": entity.get("id")}
    return entity


def _other_id(entity: Document) -> Document:
    identity = entity.get("id")
    entity["id"] = int(identity) if isinstance(identity, str) else str(identity)
    return entity


def _doubled(document: bytes) -> bytes:
    return b'{"data": [], ' + document[1:] if document.startswith(b"{") else document


def _nan(document: bytes) -> bytes:
    return re.sub(rb"(?<=: )[0-9]+", b"NaN", document, count=1)


def _deep(reply: Reply, argument: str) -> Rendered:
    depth = int(argument)
    return rendered(reply)._replace(body=b"[" * depth + b"]" * depth)


def _encoded(reply: Reply, body: Callable[[bytes], bytes]) -> Rendered:
    whole = rendered(reply)
    return Rendered(whole.status, (*whole.headers, ("Content-Encoding", "gzip")), body(whole.body))


def _html(reply: Reply, _argument: str) -> Rendered:
    return html(reply.status, "Welcome")


def html(status: int, heading: str) -> Rendered:
    """A page, such as proxies put in the place of an answer."""
    page = f"<!doctype html><html><body><h1>{heading}</h1></body></html>"
    return Rendered(status, (("Content-Type", "text/html; charset=utf-8"),), page.encode())


_BODIES: dict[str, Callable[[Reply, str], Rendered]] = {
    "invalid-json": _bytes(lambda body: body[:-1]),
    "nan": _bytes(_nan),
    "duplicate-keys": _bytes(_doubled),
    "deep": _deep,
    "gzip": lambda reply, _argument: _encoded(reply, gzip.compress),
    "bad-gzip": lambda reply, _argument: _encoded(reply, bytes),
    "wrong-charset": _bytes(lambda body: body.replace(b'"', b'"\xff\xfe', 1)),
    "html": _html,
    "empty": _bytes(lambda _body: b""),
    "204": lambda _reply, _argument: Rendered(204, (), b""),
    "success-false": _document(lambda document: {**document, "success": False}),
    "missing-fields": _entities(_lacking),
    "wrong-types": _entities(_mistyped),
    "other-ids": _entities(_other_id),
}
