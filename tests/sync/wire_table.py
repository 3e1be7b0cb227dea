"""The wire table: every fault F01–F28 that one exchange shows, and what it proves about a POST (`reliability.md` §4).

A row is a name, an exchange and the judgement. Rows are made for `sync.outcome` or for a mutant of it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any, NamedTuple

from sync import outcome as original
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import (
    ASKED,
    FIRST_ID,
    JSON,
    LOCATION,
    SOURCE,
    answered,
    event,
    events,
    failed,
    v1,
    v2,
)

HTML = b"<!doctype html><title>503</title><p>Try later"
REFUSAL = b'{"success": false, "data": null, "meta": {"message": "no"}}'
KNOWN = 77
"""An event that was there before the request."""


class Row(NamedTuple):
    """A fault, the exchange that it shows as, and the judgement: the outcome's name, the reason's, and a wait."""

    name: str
    exchange: Any
    kind: str
    reason: str
    wait: int | None = None
    shown: int | None = None


class Speech(NamedTuple):
    """A generation, the status of its success, and how it writes events."""

    dialect: Any
    success: int

    def body(self, found: list[dict[str, object]], **other: object) -> bytes:
        """An answer with events."""
        return v1(found, **other) if self.success == 200 else v2(found, **other)

    def ok(self, found: list[dict[str, object]], **other: object) -> Any:  # noqa: ANN401  an Exchange
        """That answer, with success."""
        return answered(self.success, self.body(found, **other))


SPEECHES = {"v1": Speech(V1(), 200), "v2": Speech(V2(), 201)}


def rows(speech: Speech, module: ModuleType = original) -> list[Row]:
    """Every row of the table for one generation."""
    parts = (_silence, _bodies, _differences, _refusals, _waits, _statuses)
    return [row for part in parts for row in part(speech, module)]


def judge(row: Row, speech: Speech, module: ModuleType = original) -> tuple[str, str, int | None]:
    """What the function says to a row: outcome, reason, wait."""
    asked = module.Expected(LOCATION, ASKED, frozenset({SOURCE, KNOWN}))
    answer = module.outcome(row.exchange, asked, speech.dialect)
    return answer.kind.name, answer.reason.name, answer.wait


def _silence(speech: Speech, module: ModuleType) -> Iterator[Row]:
    """F01–F11: nothing left, or nothing whole came back."""
    for name, reason in [
        ("F01 refused", "UNREACHABLE"),
        ("F02 no such host", "UNREACHABLE"),
        ("F03 certificate", "CERTIFICATE"),
        ("F04 connect timeout", "TIMEOUT"),
        ("F03 handshake broken off", "BROKEN"),
    ]:
        yield Row(name, failed(reason, sent=False, module=module), "NOT_SENT", reason)
    for name, reason in [
        ("F05 timeout before the server read", "TIMEOUT"),
        ("F06 timeout after the commit", "TIMEOUT"),
        ("F07 commit after the timeout", "TIMEOUT"),
        ("F08 reset before the commit", "BROKEN"),
        ("F08 closed after the commit", "BROKEN"),
        ("F09 cut in the body", "BROKEN"),
        ("F10 garbage for a status line", "BROKEN"),
        ("F11 slow drip", "TIMEOUT"),
        ("F12 200 MB", "TOO_LARGE"),
        ("F12 gzip", "ENCODED"),
    ]:
        yield Row(name, failed(reason, sent=True, module=module), "UNKNOWN", reason)
    late = failed("BROKEN", sent=True, status=speech.success, module=module)
    yield Row("F09 reset after the status", late, "UNKNOWN", "BROKEN")


def _bodies(speech: Speech, _: ModuleType) -> Iterator[Row]:
    """F09, F12, F13: success by its status, and a body that does not prove it."""
    whole = speech.body(events())
    for name, body in [
        ("F09 close-delimited body cut", whole[:-20]),
        ("F12 invalid JSON", b'{"success": true, "data": [}'),
        ("F12 NaN", whole.replace(b"3600", b"NaN", 1)),
        ("F12 infinity", whole.replace(b"3600", b"1e999", 1)),
        ("F12 a key twice", whole.replace(b"{", b'{"data": [], ', 1)),
        ("F12 100,000 deep", b"[" * 100_000 + b"]" * 100_000),
        (
            "F12 33 deep",
            whole.replace(b'"length": 3600', b'"length": 3600, "new": ' + b"[" * 33 + b"]" * 33, 1),
        ),
        ("F12 other bytes than UTF-8", whole.replace(b"3600", b'"\xff"', 1)),
        ("F12 UTF-16", whole.decode().encode("utf-16")),
        ("F12 bad gzip", gzip.compress(whole)),
        ("F12 a number of 5,000 digits", whole.replace(b"3600", b"9" * 5000, 1)),
        ("F13 empty", b""),
        ("F13 null", b"null"),
        ("F13 no data", b'{"success": true, "meta": []}'),
        ("F13 data is null", b'{"success": true, "data": null, "meta": []}'),
        ("F13 data is one event", v1(event(FIRST_ID, ASKED[0]))),
        (
            "F13 success false",
            v1(events(), success=False) if speech.success == 200 else v2(events(), success=False),
        ),
        ("F13 errors beside data", v2(events(), errors=[{"title": "Conflict"}])),
        ("F13 the other generation", v2(events()) if speech.success == 200 else v1(events())),
    ]:
        yield Row(name, answered(speech.success, body), "UNKNOWN", "MALFORMED")
    yield from _fields(speech)
    for name, kind in [
        ("F13 text/html", "text/html"),
        ("F13 no content type", None),
        ("F12 wrong charset", "application/json; charset=utf-16"),
        ("F13 text that says json", "text/json-like"),
    ]:
        yield Row(name, answered(speech.success, whole, kind), "UNKNOWN", "NOT_JSON")


def _fields(speech: Speech) -> Iterator[Row]:
    """F13: fields that are missing, or of another type."""
    first, *others = events()
    for name in ("service_id", "master_id", "date", "length", "capacity", "records_count"):
        lacking = {key: value for key, value in first.items() if key != name}
        yield Row(f"F13 no {name}", speech.ok([lacking, *others]), "UNKNOWN", "MALFORMED")
    for name, value in [
        ("service_id", "1201"),
        ("service_id", True),
        ("service_id", 1201.0),
        ("service_id", -1),
        ("service_id", 10**12 + 1),
        ("length", "3600"),
        ("length", -1),
        ("capacity", True),
        ("records_count", 0.5),
        ("date", "2027-02-30 10:00:00"),
        ("date", "2027-01-11"),
        ("date", "tomorrow"),
        ("date", True),
        ("date", -1),
        ("date", 1e9),
        ("date", "２０２７-01-11 10:00:00"),
        ("date", "2027-01-11 10:00:00.5"),
        ("timestamp", "1800000000"),
        ("service", "Strength"),
    ]:
        wrong = {**first, name: value}
        yield Row(f"F13 {name} {value!r}", speech.ok([wrong, *others]), "UNKNOWN", "MALFORMED")
    odd = {**first, "id": str(first["id"]) if speech.success == 200 else "0x8"}
    yield Row("F13 an id of the other kind", speech.ok([odd, *others]), "UNKNOWN", "MALFORMED")


def _differences(speech: Speech, _: ModuleType) -> Iterator[Row]:
    """F14, F15, F16: well-formed success that is not what was asked for; and the one that is."""
    hour, extra = timedelta(hours=1), ASKED[2] + timedelta(days=7)
    yield Row("as asked", speech.ok(events()), "CREATED", "AS_ASKED", shown=3)
    yield Row("as asked, in another order", speech.ok(events(ASKED[::-1])), "CREATED", "AS_ASKED", shown=3)
    yield Row("F16 as asked, and nothing stored", speech.ok(events()), "CREATED", "AS_ASKED", shown=3)
    for name, starts, reason in [
        ("F14 fewer", ASKED[:2], "FEWER"),
        ("F14 none", (), "FEWER"),
        ("F15 more", (*ASKED, extra), "MORE"),
        ("F15 one twice", (*ASKED, ASKED[0]), "MORE"),
        ("F15 one twice instead of another", (ASKED[0], ASKED[0], ASKED[2]), "OTHER_DATES"),
        ("F15 other dates", (*ASKED[:2], extra), "OTHER_DATES"),
        ("F15 shifted by an hour", tuple(start + hour for start in ASKED), "OTHER_DATES"),
        ("F15 one shifted by an hour", (ASKED[0] + hour, *ASKED[1:]), "OTHER_DATES"),
    ]:
        yield Row(name, speech.ok(events(starts)), "UNKNOWN", reason, shown=len(starts))
    yield from _impostors(speech)
    for count, reason in ((4, "MORE"), (2, "MALFORMED")):
        counted = speech.ok(events(), meta={"count": count})
        yield Row(f"F15 {count} counted, 3 shown", counted, "UNKNOWN", reason)


def _impostors(speech: Speech) -> Iterator[Row]:
    """The right dates with the wrong ids, or of another class."""
    first, second, third = events()
    for name, found, reason in [
        ("F15 the same id twice", [first, second, {**third, "id": FIRST_ID}], "OLD_IDS"),
        ("F15 the source event's id", [first, second, {**third, "id": SOURCE}], "OLD_IDS"),
        ("F15 an id that was there before", [first, second, {**third, "id": KNOWN}], "OLD_IDS"),
        ("F15 another teacher", [first, second, {**third, "master_id": 2002}], "OTHER_CLASS"),
        ("F15 another service", [first, second, {**third, "service_id": 1202}], "OTHER_CLASS"),
        ("F15 deleted at once", [first, second, {**third, "deleted": True}], "OTHER_CLASS"),
    ]:
        yield Row(name, speech.ok(found), "UNKNOWN", reason)
    if speech.success == 200:
        elsewhere = [first, second, {**third, "salon_id": 4565}]
        yield Row("F28 another location", speech.ok(elsewhere), "UNKNOWN", "OTHER_CLASS")


def _refusals(_: Speech, __: ModuleType) -> Iterator[Row]:
    """F17–F20: refused by the API itself, or by something that only looks like it."""
    for status, reason, name in [
        (400, "INVALID", "F19"),
        (401, "NOT_AUTHORISED", "F20"),
        (402, "FORBIDDEN", "F20"),
        (403, "FORBIDDEN", "F20"),
        (404, "NOT_FOUND", "F19"),
        (409, "CONFLICT", "F17"),
        (422, "INVALID", "F19"),
    ]:
        yield Row(f"{name} {status}", answered(status, REFUSAL), "REJECTED", reason)
        yield Row(f"{name} {status} in HTML", answered(status, HTML, "text/html"), "UNKNOWN", "NOT_JSON")
        for what, body in [
            ("empty", b""),
            ("cut", REFUSAL[:-3]),
            ("an object of nothing", b"{}"),
            ("that succeeded", b'{"success": true, "data": null, "meta": []}'),
            ("with events", v1(events(), success=False)),
        ]:
            yield Row(f"{name} {status} {what}", answered(status, body), "UNKNOWN", "MALFORMED")
    bare = json.dumps({"errors": {"code": 401, "message": "no"}, "meta": {"message": "no"}}).encode()
    yield Row("F20 401 without an envelope", answered(401, bare), "REJECTED", "NOT_AUTHORISED")


def _waits(_: Speech, __: ModuleType) -> Iterator[Row]:
    """F21–F23: 429 with every kind of `Retry-After`."""
    for said, wait in [
        ("5", 5),
        ("0", 1),
        ("-3", 60),
        ("1000000000", 300),
        ("9" * 60, 300),
        ("9" * 5000, 60),
        ("Wed, 21 Oct 2037 07:28:00 GMT", 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60),
        ("５", 60),
        ("soon", 60),
        ("1.5", 60),
        ("", 60),
        (" 7 ", 7),
        (None, 60),
    ]:
        exchange = answered(429, REFUSAL, JSON, said)
        yield Row(f"F21 429 {(said or 'nothing')[:12]}", exchange, "REJECTED", "RATE_LIMITED", wait)
    page = answered(429, HTML, "text/html", "9")
    yield Row("F22 429 in HTML", page, "UNKNOWN", "NOT_JSON", 9)


def _statuses(speech: Speech, _: ModuleType) -> Iterator[Row]:
    """F24, F25 and every other status: never a success, never a refusal."""
    success = speech.body(events())
    for status in (500, 502, 503, 504, 507, 599):
        for kind, body in ((JSON, REFUSAL), ("text/html", HTML), (JSON, success)):
            name = f"F24 {status} {kind} {len(body)}"
            yield Row(name, answered(status, body, kind), "UNKNOWN", "SERVER_ERROR")
    for status in (300, 301, 302, 303, 304, 307, 308):
        yield Row(f"F25 {status}", answered(status, success), "UNKNOWN", "REDIRECT")
    others = {100, 200, 201, 202, 203, 204, 206, 405, 408, 410, 413, 418, 423, 425, 451, 499} - {
        speech.success
    }
    for status in sorted(others):
        body = success if status < 400 else REFUSAL
        yield Row(f"F13 {status}", answered(status, body), "UNKNOWN", "STATUS")
