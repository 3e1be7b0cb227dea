"""F46: another version of the HTTP library, with other defaults, errors or names of its steps, changes no judgement.

The wire matrix is what an upgrade has to pass; these tests say what we lean on, by taking it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.outcome import Outcome, Reason
from sync.requests import ByDates
from sync.target import Target
from tests.sync.apis import Rig
from tests.sync.exchanges import ASKED, LOCATION, SOURCE, events, v1
from tests.sync.faulty import Faulty, Visit, closed_port, serving

ROOT = Path(__file__).resolve().parents[2]
TARGET = Target(LOCATION, SOURCE)
LIBRARIES = ("httpx", "httpcore", "h11", "anyio", "certifi", "idna")


class Generous(httpx.AsyncClient):
    """A client that follows, trusts and waits unless it is told not to."""

    def __init__(self, **said: Any) -> None:  # noqa: ANN401  whatever a client is told
        defaults: dict[str, Any] = {"follow_redirects": True, "trust_env": True, "timeout": None}
        super().__init__(**{**defaults, **said})


class NewError(Exception):
    """An error that this project has never heard of."""


def failing(*, after: bool) -> type[httpx.AsyncClient]:
    """A client whose errors are of a new kind, raised before anything is done or when all is done."""

    class Failing(httpx.AsyncClient):
        async def send(self, *said: Any, **more: Any) -> httpx.Response:  # noqa: ANN401  as the library has it
            if after:
                await super().send(*said, **more)
                raise NewError
            try:
                return await super().send(*said, **more)
            except httpx.HTTPError:
                raise NewError from None

    return Failing


def renamed(names: Callable[[str], str | None]) -> type[httpx.AsyncClient]:
    """A client that calls its steps otherwise, or (None) does not tell them."""

    class Renamed(httpx.AsyncClient):
        async def send(self, request: httpx.Request, **more: Any) -> httpx.Response:  # noqa: ANN401  as the library has it
            told = request.extensions["trace"]

            async def trace(event: str, info: dict[str, Any]) -> None:
                if (name := names(event)) is not None:
                    await told(name, info)

            request.extensions = {**request.extensions, "trace": trace}
            return await super().send(request, **more)

    return Renamed


def created(visit: Visit) -> None:
    visit.read()
    visit.answer(v1(events()))


def read_and_closed(visit: Visit) -> None:
    visit.read()


@contextmanager
def redirecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Faulty, Faulty]]:
    """A server that points elsewhere, and the place it points to; the environment names that as a proxy, too."""
    with serving(created) as other:
        monkeypatch.setenv("HTTP_PROXY", other.url.removesuffix("/api"))
        monkeypatch.setenv("ALL_PROXY", other.url.removesuffix("/api"))

        def redirect(visit: Visit) -> None:
            visit.read()
            visit.answer(b"{}", "307 Elsewhere", "application/json", f"Location: {other.url}")

        with serving(redirect) as server:
            yield server, other


def test_what_is_tested_is_what_users_get() -> None:
    lock = (ROOT / "requirements" / "base.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))
    assert {name: version(name) for name in LIBRARIES} == {name: locked[name] for name in LIBRARIES}


def test_other_defaults_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Generous().follow_redirects
    assert Generous().trust_env
    monkeypatch.setattr(httpx, "AsyncClient", Generous)
    with redirecting(monkeypatch) as (server, other):
        answer = Rig(server.url).api.duplicate(TARGET, ByDates(ASKED))
        assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, Reason.REDIRECT)
        assert (server.connections, other.connections) == (1, 0)


def test_an_error_of_a_new_kind_after_the_request_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx, "AsyncClient", failing(after=True))
    with serving(created) as server:
        assert Rig(server.url).api.duplicate(TARGET, ByDates(ASKED)).kind is Outcome.UNKNOWN


def test_an_error_of_a_new_kind_before_the_request_is_still_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx, "AsyncClient", failing(after=False))
    answer = Rig(f"http://127.0.0.1:{closed_port()}/api").api.duplicate(TARGET, ByDates(ASKED))
    assert answer.kind is Outcome.NOT_SENT


@pytest.mark.parametrize(
    "names",
    [
        lambda event: event.replace("send_request", "write"),
        lambda event: event.replace("http11.", "h1.").replace("headers", "head"),
        lambda event: None if "send_request" in event else event,
        lambda _: None,
        lambda event: event.replace("connection.", "pool."),
    ],
    ids=["sending renamed", "protocol renamed", "sending untold", "nothing told", "connecting renamed"],
)
def test_steps_by_other_names_never_make_a_request_count_as_not_sent(
    monkeypatch: pytest.MonkeyPatch, names: Callable[[str], str | None]
) -> None:
    monkeypatch.setattr(httpx, "AsyncClient", renamed(names))
    with serving(read_and_closed) as server:
        assert Rig(server.url).api.duplicate(TARGET, ByDates(ASKED)).kind is Outcome.UNKNOWN
        assert len(server.requests) == 1


def test_the_names_of_today_still_prove_that_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx, "AsyncClient", renamed(lambda event: event))
    answer = Rig(f"http://127.0.0.1:{closed_port()}/api").api.duplicate(TARGET, ByDates(ASKED))
    assert answer.kind is Outcome.NOT_SENT
