"""Serves the local page on loopback: few connections, short headers, and nobody who dawdles keeps others waiting (S19).

Decides limits of connections only; which requests are answered is `guard.py`'s.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from frontdesk.web.guard import HEADERS, LONGEST_HEADERS

MOST_CONNECTIONS = 32
DEADLINE = 10.0
_HOSTS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


class _Bounded(H11Protocol):
    """A connection that has to send its request within the deadline, and gives way when there are too many."""

    deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._arm()
        waiting = [each for each in self.connections if isinstance(each, _Bounded) and each.deadline]
        if len(waiting) > MOST_CONNECTIONS:
            oldest = min(waiting, key=lambda each: each.deadline.when() if each.deadline else 0.0)
            oldest.transport.abort()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_busy():
            self._disarm()
        elif self.deadline is None:
            self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self._is_busy() and not self.transport.is_closing():
            self._arm()

    def send_400_response(self, msg: str) -> None:
        """As uvicorn does, with the headers of every answer."""
        body = msg.encode("ascii")
        headers = {**HEADERS, "content-type": "text/plain", "content-length": str(len(body))}
        lines = [f"{name}: {value}\r\n" for name, value in {**headers, "connection": "close"}.items()]
        self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{''.join(lines)}\r\n".encode("ascii") + body)
        self.transport.close()

    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _arm(self) -> None:
        self._disarm()
        self.deadline = self.loop.call_later(DEADLINE, self.transport.abort)

    def _disarm(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None


def listening(port: int) -> list[socket.socket]:
    """Sockets of 127.0.0.1 and, where there is IPv6, ::1, at the same port; 0 takes a free one. Raises `OSError`."""
    sockets: list[socket.socket] = []
    for family, host in _HOSTS:
        at = sockets[0].getsockname()[1] if sockets else port
        if not sockets:
            sockets.append(_bound(family, host, at))
        else:
            with suppress(OSError):  # a machine without IPv6 has the other one
                sockets.append(_bound(family, host, at))
    return sockets


def _bound(family: int, host: str, port: int) -> socket.socket:
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named; else each answer waits 40 ms for an ACK.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def serve(app: Callable[..., object], sockets: list[socket.socket], announce: Callable[[], None]) -> None:
    """Answer until interrupted; `announce` is called when the first request could be answered."""
    config = uvicorn.Config(
        app,
        http=_Bounded,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=int(DEADLINE),
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
    )
    asyncio.run(_run(uvicorn.Server(config), sockets, announce))


async def _run(server: uvicorn.Server, sockets: list[socket.socket], announce: Callable[[], None]) -> None:
    for each in sockets:
        each.listen(2 * MOST_CONNECTIONS)
    asyncio.get_running_loop().call_soon(announce)
    with suppress(KeyboardInterrupt):
        await server.serve(sockets=sockets)
