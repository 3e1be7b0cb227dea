"""Writing an answer to a connection in the manner that was ordered, whole or broken. Knows no rules.

Every function returns whether the connection may carry another request.
"""

import asyncio
import struct
import zlib
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET

from sync.emulator.tampering import Rendered

Writer = asyncio.StreamWriter
_BLOCK = 65_536
_NAMED = "Server: recur-emulator\r\n"


async def send(writer: Writer, answer: Rendered, manner: str, amount: float, *, bodiless: bool) -> bool:
    """Write an answer; raises `ConnectionError` if the client left."""
    if bodiless:
        writer.write(head(answer, f"Content-Length: {len(answer.body)}"))
        await writer.drain()
        return True
    return await _MANNERS[manner](writer, answer, amount)


def head(answer: Rendered, *more: str) -> bytes:
    """Status line and headers, with the blank line after them."""
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {answer.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    lines += more
    return ("\r\n".join(lines) + "\r\n" + _NAMED + "\r\n").encode("utf-8")


def reset(writer: Writer) -> None:
    """Close with RST: what the other side has not read is lost."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _plain(writer: Writer, answer: Rendered, _amount: float) -> bool:
    length = [] if answer.status == 204 else [f"Content-Length: {len(answer.body)}"]
    writer.write(head(answer, *length) + answer.body)
    await writer.drain()
    return True


async def _reset_in_body(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer, f"Content-Length: {len(answer.body)}") + _half(answer.body))
    await writer.drain()
    await asyncio.sleep(0.05)  # let the half arrive before the reset overtakes it
    reset(writer)
    return False


async def _cut_length(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer, f"Content-Length: {len(answer.body)}") + _half(answer.body))
    await writer.drain()
    return False


async def _cut_chunked(writer: Writer, answer: Rendered, _amount: float) -> bool:
    part = _half(answer.body)
    writer.write(head(answer, "Transfer-Encoding: chunked") + f"{len(part):x}\r\n".encode() + part + b"\r\n")
    await writer.drain()
    return False


async def _cut_close(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer, "Connection: close") + _half(answer.body))
    await writer.drain()
    return False


async def _partial_headers(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer)[:-20])
    await writer.drain()
    return False


async def _garbage(writer: Writer, _answer: Rendered, _amount: float) -> bool:
    writer.write(b"HTCPCP/1.0 I'm a teapot, short and stout\r\n\r\n")
    await writer.drain()
    return False


async def _chunked(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer, "Transfer-Encoding: chunked"))
    for start in range(0, len(answer.body), 100):
        part = answer.body[start : start + 100]
        writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    writer.write(b"0\r\n\r\n")
    await writer.drain()
    return True


async def _close_delimited(writer: Writer, answer: Rendered, _amount: float) -> bool:
    writer.write(head(answer, "Connection: close") + answer.body)
    await writer.drain()
    return False


async def _storm(writer: Writer, answer: Rendered, amount: float) -> bool:
    for _ in range(int(amount)):
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")
        await writer.drain()
    return await _plain(writer, answer, 0)


async def _fat_headers(writer: Writer, answer: Rendered, amount: float) -> bool:
    line = "X-Fat: " + "f" * 1000
    lines = [line] * (int(amount) // len(line) + 1)
    writer.write(head(answer, f"Content-Length: {len(answer.body)}", *lines) + answer.body)
    await writer.drain()
    return True


async def _drip_all(writer: Writer, answer: Rendered, amount: float) -> bool:
    await _dripped(writer, head(answer, f"Content-Length: {len(answer.body)}") + answer.body, amount)
    return True


async def _drip_body(writer: Writer, answer: Rendered, amount: float) -> bool:
    writer.write(head(answer, f"Content-Length: {len(answer.body)}"))
    await _dripped(writer, answer.body, amount)
    return True


async def _dripped(writer: Writer, content: bytes, pause: float) -> None:
    for byte in content:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(pause)


async def _huge(writer: Writer, answer: Rendered, amount: float) -> bool:
    """A JSON list of so many bytes, of which only a block is held at a time."""
    total = max(int(amount), 2)
    writer.write(head(answer, f"Content-Length: {total}") + b"[")
    left = total - 2
    while left:
        size = min(left, _BLOCK)
        writer.write(b" " * size)
        await writer.drain()
        left -= size
    writer.write(b"]")
    await writer.drain()
    return True


async def _bomb(writer: Writer, answer: Rendered, amount: float) -> bool:
    packed = b"".join(_packed(int(amount)))
    writer.write(head(answer, "Content-Encoding: gzip", f"Content-Length: {len(packed)}") + packed)
    await writer.drain()
    return True


def _packed(total: int) -> Iterator[bytes]:
    """A gzip stream of blanks that unpacks to so many bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    blanks = b" " * (1 << 20)
    for start in range(0, total, len(blanks)):
        yield packer.compress(blanks[: total - start])
    yield packer.flush()


def _half(body: bytes) -> bytes:
    return body[: len(body) // 2]


_MANNERS: dict[str, Callable[[Writer, Rendered, float], Awaitable[bool]]] = {
    "plain": _plain,
    "rst-body": _reset_in_body,
    "cut-length": _cut_length,
    "cut-chunked": _cut_chunked,
    "cut-close": _cut_close,
    "partial-headers": _partial_headers,
    "garbage-status": _garbage,
    "chunked": _chunked,
    "close-delimited": _close_delimited,
    "storm-1xx": _storm,
    "fat-headers": _fat_headers,
    "drip-headers": _drip_all,
    "drip": _drip_body,
    "huge": _huge,
    "gzip-bomb": _bomb,
}
