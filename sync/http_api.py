"""`BookingApi` over HTTP: the only importer of httpx. Decides how one request leaves, and what is known of it afterwards.

One request at a time on a connection of its own; a deadline for the whole exchange; a cap on the body; no redirect,
no proxy or certificate from the environment, no compression, no hidden resend. What it means is decided in
`outcome.py` and `client.py`.
"""

import asyncio
import logging
import os
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import httpx

from recurrence.errors import Problem
from sync.client import Client, Retries
from sync.endpoint import Endpoint
from sync.errors import BadInput, ReadOnly, SyncError
from sync.outcome import Exchange, Reason, wait_of
from sync.port import Clock, Pace, PenalisedPace, Sleep
from sync.secret import Secret, token_problems
from sync.wire.call import Arrays, Call, Method
from sync.wire.dialect import Dialect, Generation
from sync.wire.v1_calls import Spelling
from sync.wire.v1_dialect import MOST_DATES, PAGE_SIZE, V1
from sync.wire.v2_dialect import V2

LOGGERS = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")
"""They would write addresses and response headers; only their warnings are let through."""
CONNECTING = tuple(
    f"connection.{step}." for step in ("connect_tcp", "connect_unix_socket", "start_tls", "retry")
)
"""What the transport calls its steps before the first byte of a request. After any other step, or none, it may have left:
a later version with other names must not make us believe that nothing was sent (F46).
"""
LOGIN = "/v1/auth"
LONGEST_CONNECT = 9.0
"""Seconds to connect, and as many to agree on keys: both within the deadline, which would leave a socket open there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the documents leave open, and the bounds of an exchange.

    `v1_url`: a full V1 base, such as a documentation mock, that replaces the usual one and is only read from.
    `tls`: trusted certificates of the caller's own. Deadlines in seconds, `largest_body` in bytes.
    """

    spelling: Spelling = Spelling.LEGACY
    arrays: Arrays = Arrays.BRACKETS
    most_dates: int = MOST_DATES
    page_size: int = PAGE_SIZE
    change_deadline: float = 30.0
    read_deadline: float = 20.0
    largest_body: int = 8 * 1024 * 1024
    language: str = "en"
    v1_url: str | None = None
    tls: ssl.SSLContext | None = None
    retries: Retries = field(default_factory=Retries)


class HttpApi(Client):
    """The booking API at an address, in one generation, with the caller's tokens.

    `pace.wait()` is called right before each request leaves. Raises `BadInput` with all problems of addresses and
    tokens. Must not be used inside a running event loop.
    """

    def __init__(
        self,
        base_url: str,
        generation: Generation,
        partner_token: Secret,
        user_token: Secret | None = None,
        *,
        pace: Pace,
        sleep: Sleep,
        clock: Clock,
        settings: Settings | None = None,
    ) -> None:
        settings = settings or Settings()
        tls = settings.tls
        problems = token_problems(partner_token, "partner_token")
        problems += token_problems(user_token, "user_token") if user_token is not None else []
        problems += _tls_problems(tls)
        self.endpoint = _endpoint(base_url, "base_url", problems)
        mock = settings.v1_url and _endpoint(settings.v1_url, "v1_url", problems)
        if problems:
            raise BadInput(problems)
        self._v1_base = mock or None
        self._tokens = (partner_token, user_token)
        self._pace, self._settings, self._tls = pace, settings, tls
        retries = settings.retries
        super().__init__(
            dialect_of(generation, settings), self._exchange, sleep=sleep, clock=clock, retries=retries
        )
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)

    def __repr__(self) -> str:
        return f"HttpApi({self.endpoint.url!r}, {self._dialect.generation.value!r})"

    def _exchange(self, call: Call) -> Exchange:
        """One try: wait for the pace, send, and say what is known. Raises only what `pace` raises."""
        url = self._url(call)
        wire = _Wire(
            url, self._headers(call), self._deadline(call), self._settings.largest_body, self._context()
        )
        _load()
        self._pace.wait()
        exchange = asyncio.run(_try(call, wire))
        if exchange.status == 429 and isinstance(self._pace, PenalisedPace):
            with suppress(SyncError):  # the next wait will say so; this answer must not be lost
                self._pace.penalise(wait_of(exchange.retry_after))
        return exchange

    def _url(self, call: Call) -> str:
        """The address of a call. Raises `ReadOnly` for a change at an address that is only read from."""
        if self._v1_base is None or not call.path.startswith("/v1/"):
            return self.endpoint.url + call.path
        if call.method is not Method.GET:
            raise ReadOnly(call.method.value)
        return self._v1_base.url + call.path.removeprefix("/v1")

    def _headers(self, call: Call) -> dict[str, str]:
        """The headers as documented; the tokens stand in this one place, and nothing else knows them."""
        partner, user = self._tokens
        with_user = user is not None and call.path != LOGIN
        authorization = f"Bearer {partner.reveal()}" + (
            f", User {user.reveal()}" if user and with_user else ""
        )
        return {
            "Accept": "application/vnd.api.v2+json",
            "Accept-Encoding": "identity",
            "Accept-Language": self._settings.language,
            "Authorization": authorization,
            "Connection": "close",
            "Content-Type": "application/json",
            "User-Agent": "recur",
        }

    def _deadline(self, call: Call) -> float:
        reading = call.method is Method.GET
        return self._settings.read_deadline if reading else self._settings.change_deadline

    def _context(self) -> ssl.SSLContext:
        """The trusted certificates: those that come with httpx, whatever the environment says; none where none are used."""
        if self._tls is None:
            bare = self.endpoint.scheme == "http" and self._v1_base is None
            self._tls = _no_roots() if bare else httpx.create_ssl_context(trust_env=False)
        return self._tls


def dialect_of(generation: Generation, settings: Settings) -> Dialect:
    """The language of a generation, with these settings."""
    first = V1(settings.spelling, settings.arrays, settings.most_dates, settings.page_size)
    return first if generation is Generation.V1 else V2()


def _endpoint(text: str, field: str, problems: list[Problem]) -> Endpoint:
    try:
        return Endpoint.parse(text, field)
    except BadInput as error:
        problems.extend(error.problems)
        return Endpoint("https", "invalid", 443, "")


def _tls_problems(tls: ssl.SSLContext | None) -> list[Problem]:
    """A context of the caller's own may trust other roots; it may not trust everybody."""
    if tls is None or (tls.verify_mode == ssl.CERT_REQUIRED and tls.check_hostname):
        return []
    return [Problem("tls", tls.verify_mode.name, "a context that checks certificates and host names")]


def _no_roots() -> ssl.SSLContext:
    """A context that trusts nobody, for where no certificate is looked at."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def _load() -> None:
    """Have httpx load what it loads at its first connection, by connecting to what is no socket.

    It takes a tenth of a second, and the moment that the pace gives a request is for now, not for then.
    """

    async def connect() -> None:
        async with httpx.AsyncHTTPTransport(uds=os.devnull, trust_env=False, verify=_no_roots()) as nowhere:
            await nowhere.handle_async_request(httpx.Request("GET", "http://localhost"))

    with suppress(httpx.TransportError):
        asyncio.run(connect())


class _Wire(NamedTuple):
    """What a try needs besides the call. Never shown: the headers hold the tokens."""

    url: str
    headers: dict[str, str]
    deadline: float
    largest: int
    tls: ssl.SSLContext

    def __repr__(self) -> str:
        return f"_Wire({self.url!r})"


class _Departure:
    """Whether any byte of the request may have left: not while the transport tells of connecting, and of nothing else."""

    def __init__(self) -> None:
        self._connecting = self._more = False

    @property
    def begun(self) -> bool:
        """Whether that cannot be ruled out."""
        return self._more or not self._connecting

    async def __call__(self, event: str, _: dict[str, Any]) -> None:
        """Take note of a step of the transport."""
        connects = event.startswith(CONNECTING)
        self._connecting, self._more = self._connecting or connects, self._more or not connects


async def _try(call: Call, wire: _Wire) -> Exchange:
    """One request and whatever came of it. The deadline holds for all of it, however slowly bytes drip in."""
    departure = _Departure()
    try:
        async with asyncio.timeout(wire.deadline):
            return await _ask(call, wire, departure)
    except Exception as error:  # noqa: BLE001  whatever went wrong: the caller learns the fact, nothing of the transport's
        reason = _reason(error)
        late = departure.begun and reason is Reason.UNREACHABLE
        return Exchange(departure.begun, failure=Reason.BROKEN if late else reason)


async def _ask(call: Call, wire: _Wire, departure: _Departure) -> Exchange:
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=0)
    async with httpx.AsyncClient(
        verify=wire.tls,
        trust_env=False,
        follow_redirects=False,
        http2=False,
        limits=limits,
        timeout=httpx.Timeout(wire.deadline, connect=min(LONGEST_CONNECT, wire.deadline * 0.45)),
    ) as client:
        request = client.build_request(
            call.method.value,
            wire.url,
            params=list(call.query) or None,
            headers=wire.headers,
            content=call.body,
            extensions={"trace": departure},
        )
        response = await client.send(request, stream=True)
        try:
            return await _answer(response, departure, wire.largest)
        finally:
            await response.aclose()


async def _answer(response: httpx.Response, departure: _Departure, largest: int) -> Exchange:
    """Status, type and body, if the body is neither too large nor encoded."""
    facts = Exchange(
        departure.begun,
        response.status_code,
        response.headers.get("content-type"),
        retry_after=response.headers.get("retry-after"),
    )
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        return facts._replace(failure=Reason.ENCODED)
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > largest:
            return facts._replace(failure=Reason.TOO_LARGE)
    return facts._replace(body=bytes(body))


def _reason(error: BaseException) -> Reason:
    """What an exception of the transport means to us: little, since it does not tell whether the request was executed."""
    causes = _causes(error)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Reason.CERTIFICATE
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Reason.TIMEOUT
    if isinstance(error, httpx.ConnectError | OSError):
        return Reason.UNREACHABLE
    return Reason.BROKEN


def _causes(error: BaseException) -> list[BaseException]:
    """An error and what it came from."""
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 20:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
