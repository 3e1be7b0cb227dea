"""Reading requests off a connection: h11 parses, a request at a time. Knows no answers and no rules."""

import asyncio
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

import h11

from sync.emulator.exchange import Call
from sync.emulator.fields import MAX_BODY

CHUNK = 65_536
IDLE = 60.0


class Bad(Exception):
    """What came is no request, or one too large: the status to answer before closing."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Received(NamedTuple):
    """A request, whether its connection may stay open, and the bytes that came after it."""

    call: Call
    keep: bool
    rest: bytes


async def first_byte(reader: asyncio.StreamReader, rest: bytes) -> bytes:
    """What comes next on the connection; empty if nothing does."""
    if rest:
        return rest
    try:
        async with asyncio.timeout(IDLE):
            return await reader.read(CHUNK)
    except (TimeoutError, ConnectionError):
        return b""


async def receive(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, begun: bytes, peer: str
) -> Received:
    """The request that began with these bytes; raises `Bad`, or `ConnectionError` if it is cut short."""
    parser = h11.Connection(h11.SERVER)
    parser.receive_data(begun)
    request: h11.Request | None = None
    body = bytearray()
    while True:
        event = _next_event(parser)
        match event:
            case h11.NEED_DATA:
                await _feed(parser, reader, writer)
            case h11.Request():
                request = event
            case h11.Data():
                body += event.data
                if len(body) > MAX_BODY:
                    raise Bad(413)
            case h11.EndOfMessage():
                assert request is not None  # noqa: S101  h11 gives the request before its end
                keep = _keeps(request)
                return Received(_call(request, bytes(body), peer), keep, parser.trailing_data[0])
            case _:
                raise ConnectionResetError


def _next_event(parser: h11.Connection) -> object:
    try:
        return parser.next_event()
    except h11.RemoteProtocolError as error:
        raise Bad(error.error_status_hint) from None


async def _feed(parser: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if parser.they_are_waiting_for_100_continue:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        parser.send(h11.InformationalResponse(status_code=100, headers=[]))
    async with asyncio.timeout(IDLE):
        data = await reader.read(CHUNK)
    parser.receive_data(data)


def _keeps(request: h11.Request) -> bool:
    tokens = [value.lower() for name, value in request.headers if name == b"connection"]
    return request.http_version >= b"1.1" and b"close" not in b",".join(tokens)


def _call(request: h11.Request, body: bytes, peer: str) -> Call:
    target = request.target.decode("latin-1")
    path, _, query = target.partition("?")
    headers: dict[str, str] = {}
    for name, value in request.headers:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    pairs = tuple(parse_qsl(query, keep_blank_values=True, max_num_fields=10_000))
    return Call(request.method.decode("latin-1"), unquote(path), pairs, headers, body, peer)
