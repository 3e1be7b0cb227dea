"""A server on loopback that misbehaves as it is told, byte by byte, and remembers what reached it.

It is no HTTP server: each connection is handed to a script that reads and writes the socket as it likes.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"
PATIENCE = 20.0
Script = Callable[["Visit"], None]


class Visit:
    """One connection: what it asked, and ways to treat it badly."""

    def __init__(self, connection: socket.socket, server: Faulty) -> None:
        self.connection, self.server = connection, server

    def read(self) -> bytes:
        """The whole request, headers and body; it is remembered."""
        data = b""
        while b"\r\n\r\n" not in data and (chunk := self.connection.recv(65536)):
            data += chunk
        head, _, rest = data.partition(b"\r\n\r\n")
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            0,
        )
        while len(rest) < length and (chunk := self.connection.recv(65536)):
            rest += chunk
        self.server.requests.append(head + b"\r\n\r\n" + rest)
        return rest

    def send(self, data: bytes) -> None:
        """Write bytes as they are."""
        self.connection.sendall(data)
        self.server.bytes_sent += len(data)

    def answer(self, body: bytes, status: str = "200 OK", kind: str = "application/json", *more: str) -> None:
        """A whole and correct answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, "", ""]
        self.send("\r\n".join(lines).encode() + body)

    def reset(self) -> None:
        """Close with a reset instead of an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def hang(self) -> None:
        """Say nothing until the other side gives up."""
        with contextlib.suppress(OSError):
            while self.connection.recv(65536):
                pass

    def drip(self, data: bytes) -> None:
        """A byte every twentieth of a second until the other side gives up, or all is said."""
        for number in range(len(data)):
            self.send(data[number : number + 1])
            if self.server.stopping.wait(0.05):
                return


class Faulty:
    """The server: `port`, how many connections it had, the requests that it read, the bytes that it wrote."""

    def __init__(self, script: Script, *, tls: bool = False, certificate: str = "good") -> None:
        self.script = script
        self.connections, self.bytes_sent = 0, 0
        self.requests: list[bytes] = []
        self.stopping = threading.Event()
        self._tls = server_context(certificate) if tls else None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/api"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self.stopping.is_set():
                connection.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=[connection], daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            if self._tls is None:
                self.script(Visit(connection, self))
                return
            with self._tls.wrap_socket(connection, server_side=True) as secured:
                self.script(Visit(secured, self))

    def stop(self) -> None:
        """Take no more connections and wait for those that are there."""
        self.stopping.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()
        for thread in self._threads:
            thread.join(PATIENCE)


@contextmanager
def serving(script: Script, *, tls: bool = False, certificate: str = "good") -> Iterator[Faulty]:
    """A faulty server for as long as the block runs."""
    server = Faulty(script, tls=tls, certificate=certificate)
    try:
        yield server
    finally:
        server.stop()


def server_context(certificate: str) -> ssl.SSLContext:
    """The server's side of TLS, with one of the test certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem", CERTIFICATES / "key.pem")
    return context


def trusting() -> ssl.SSLContext:
    """A client that trusts the test authority."""
    return ssl.create_default_context(cafile=CERTIFICATES / "authority.pem")


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
