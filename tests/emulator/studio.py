"""A small studio for the emulator's tests, and a plain HTTP client for it that knows nothing of ours."""

import json
import socket
from collections.abc import Mapping
from contextlib import closing
from copy import deepcopy
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sync.emulator.access import Access, Partner, User
from sync.emulator.clock import VirtualClock
from tests.canaries.tokens import canary, password

LOCATION = 4564


def tokens(partner: str, user: str = "") -> str:
    """The header that names a partner and a user by their canaries."""
    return f"Bearer {canary(partner)}" + (f", User {canary(user)}" if user else "")


TOKENS = tokens("partner1", "user1")
PASSWORD = password("studio")
START = datetime(2020, 9, 1, 8, tzinfo=UTC)

STUDIO: dict[str, Any] = {
    "locations": [
        {"id": 4564, "title": "Studio 1", "timezone_name": "Europe/Samara"},
        {"id": 4565, "title": "Studio 2", "timezone_name": "Europe/Riga"},
    ],
    "staff": [
        {"id": 26427, "name": "Teacher 1", "specialization": "Teacher"},
        {
            "id": 26428,
            "name": "Teacher 2",
            "shifts": [{"weekday": day, "from": "09:00", "till": "18:00"} for day in range(1, 6)],
            "days_off": ["2020-10-07"],
        },
        {"id": 26430, "name": "Teacher 3", "company_id": 4565},
    ],
    "resources": [{"id": 464, "title": "Hall", "instances": [{"id": 1094, "title": "Hall 1"}]}],
    "services": [
        {
            "id": 1209148,
            "title": 'Фитнес "test"',
            "category": {"id": 1285356, "title": "Group classes"},
            "capacity": 5,
            "price_min": 2,
            "price_max": 3,
            "staff": [{"id": 26427, "length": 7200}],
            "resources": [{"id": 464}],
        },
        {
            "id": 1185299,
            "title": "Manicure",
            "category": {"id": 754917, "title": "Group classes"},
            "capacity": 9,
            "staff": [{"id": 26428, "length": 3600}],
        },
    ],
    "labels": [{"id": 1, "title": "New"}],
    "strategies": [
        {"id": 1, "title": "Mon Thu", "repeat_mode_id": 5, "days": [1, 4], "interval": 0},
        {"id": 2, "title": "Daily", "repeat_mode_id": 1, "content_type": 2},
        {"id": 9, "company_id": 4565, "title": "Elsewhere", "repeat_mode_id": 1},
    ],
    "events": [
        {
            "id": 108,
            "service_id": 1209148,
            "staff_id": 26427,
            "date": "2020-09-21 15:45:00",
            "length": 7200,
            "capacity": 5,
            "resource_instances": [{"id": 1094}],
            "labels": [{"id": 1}],
            "color": "#dfd4f2",
            "comment": "bring a mat",
            "records": [
                {"id": 501, "client": {"id": 601, "name": "Client 1"}},
                {"id": 502, "client": {"id": 602, "name": "Client 2"}},
                {"id": 503, "client": {"id": 603, "name": "Client 3"}, "deleted": True},
            ],
        },
        {
            "id": 109,
            "service_id": 1185299,
            "staff_id": 26428,
            "date": "2020-09-22 10:00:00",
            "length": 3600,
            "capacity": 9,
        },
        {
            "id": 110,
            "company_id": 4565,
            "service_id": 7,
            "staff_id": 26430,
            "date": "2020-09-22 10:00:00",
            "length": 3600,
            "capacity": 9,
        },
    ],
}

ACCESS = Access(
    partners=(
        Partner(canary("partner1")),
        Partner(canary("partner2"), frozenset({4565})),
        Partner(canary("partner3"), v2="closed"),
    ),
    users=(
        User(1, "user@example.com", PASSWORD, canary("user1"), "User 1"),
        User(2, "reader@example.com", PASSWORD, canary("user2"), "User 2", rights={4564: "read"}),
        User(3, "+13155550175", PASSWORD, canary("user3"), "User 3", second_factor="on"),
    ),
)


def studio(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a JSON document
    """The studio's seed, with some of its parts replaced."""
    return deepcopy({**STUDIO, **changes})


def clock() -> VirtualClock:
    """A clock that stands at the start."""
    return VirtualClock(START)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401  whatever the answer holds
        return json.loads(self.body)


class Client:
    """The standard library's client, on a connection of its own for each call."""

    def __init__(self, port: int, tokens: str = TOKENS, source: str = "127.0.0.1") -> None:
        self._port, self._tokens, self._source = port, tokens, source

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call; `path` begins after `/api`."""
        sent = {
            "Accept": "application/vnd.api.v2+json",
            "Content-Type": "application/json",
            "Authorization": self._tokens,
        }
        chosen = {name: text for name, text in {**sent, **(headers or {})}.items() if text}
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        target = "/api" + path + ("?" + urlencode(query, doseq=True) if query else "")
        return self.raw(method, target, content, chosen)

    def raw(
        self, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One call with nothing added."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20, source_address=(self._source, 0))
        with closing(connection):
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())

    def duplicate(self, *dates: str, event: int = 108, **fields: object) -> Answer:
        """Form 1 of V1."""
        body = {"dates": list(dates), "content_type": 1, **fields}
        return self("POST", f"/v1/activity/{LOCATION}/{event}/duplicate", body)

    def duplicate_v2(self, *dates: str, event: int = 108, **fields: object) -> Answer:
        """Form 1 of V2."""
        return self(
            "POST", f"/v2/locations/{LOCATION}/events/{event}/duplicate", {"dates": list(dates), **fields}
        )

    def search(self, first: str, last: str, **query: object) -> Answer:
        """V1's search."""
        return self("GET", f"/v1/activity/{LOCATION}/search", query={"from": first, "till": last, **query})


def raw_exchange(port: int, request: bytes, timeout: float = 20.0) -> tuple[bytes, str]:
    """Everything that comes back for these bytes, and how the connection ended: `fin`, `rst` or `open`."""
    received = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=timeout) as sock:
            sock.sendall(request)
            while part := sock.recv(65_536):
                received += part
    except (ConnectionResetError, BrokenPipeError):  # a reset may come as early as while connecting
        return received, "rst"
    except TimeoutError:
        return received, "open"
    return received, "fin"


def raw_duplicate(*dates: str) -> bytes:
    """The bytes of a by-dates request."""
    body = json.dumps({"dates": list(dates), "content_type": 1}).encode()
    head = (
        f"POST /api/v1/activity/{LOCATION}/108/duplicate HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: {TOKENS}\r\nContent-Type: application/json\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
