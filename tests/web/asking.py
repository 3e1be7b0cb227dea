"""Asks the page in this process: an application with a shelf of a test's own, and a request as a server would hand it on."""

import asyncio
from collections.abc import MutableMapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from frontdesk.dates.place import Place
from frontdesk.web.app import Application, Pages, application
from frontdesk.web.shelf import Shelf, Studio
from recurrence import Strategy
from sync.events import Event

PORT, KEY = 8765, "k" * 22
OWN = f"127.0.0.1:{PORT}"
START = "mode=weekly&days=mon&days=thu&from=2027-01-04&count=6&at=10:00"
Headers = Sequence[tuple[str, str]]


class Answer(NamedTuple):
    """What came back: the status, every header, the body."""

    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def pages(shelf: Shelf | None = None) -> Pages:
    """Pages whose files to save say which options they were asked for."""
    return Pages(KEY, shelf or Shelf(), lambda: START, " ".join)


def app(shelf: Shelf | None = None) -> Application:
    """The guarded application."""
    return application(pages(shelf), PORT)


def ask(
    asked: Application, path: str, method: str = "GET", headers: Headers = (("host", OWN),), query: str = ""
) -> Answer:
    """One request; `path` as it stands in the request line."""
    from urllib.parse import unquote

    told: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", PORT),
    }
    asyncio.run(asked(scope, receive, send))  # type: ignore[arg-type]  # an application is a coroutine
    start = next(message for message in told if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in told if message["type"] == "http.response.body")
    named = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    return Answer(start["status"], named, body.decode("utf-8"))


def view(query: str, shelf: Shelf | None = None) -> str:
    """The right side of the planner for a query."""
    answer = ask(app(shelf), f"/{KEY}/view", query=query)
    assert answer.status == 200
    return answer.body


def studio(titles: Sequence[str], name: str = "studio.json") -> Studio:
    """A studio whose events, team members and strategies have these titles; each event clashes with a copy of the first."""
    hour, first = timedelta(hours=1), datetime(2027, 1, 4, 10)
    events = [
        Event(
            id=1 + number,
            location=1,
            service_id=10 + number,
            staff_id=5,
            start=first + timedelta(days=number),
            length=int(hour.total_seconds()),
            capacity=9,
            title=title,
            staff_name=title,
        )
        for number, title in enumerate(titles)
    ]
    strategies = {number: Strategy(1, id=number, title=title) for number, title in enumerate(titles, 1)}
    place = Place("Europe/Riga", strategies, tuple(events), days=(date(2027, 1, 1), date(2028, 12, 31)))
    return Studio(name, place)
