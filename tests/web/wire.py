"""Speaks HTTP by hand over a socket, so that nothing on the way tidies a path, a header or a method."""

import socket
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE = 30.0


class Reply(NamedTuple):
    """An answer as bytes came: the status, headers in lower case (the last of a name), the body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Site(NamedTuple):
    """A page that is served: its port, and the key that its paths begin with."""

    port: int
    key: str

    @classmethod
    def of(cls, address: str) -> "Site":
        """The site of an address that `recur web` printed."""
        parts = urlsplit(address)
        assert parts.port is not None
        return cls(parts.port, parts.path.strip("/"))

    def raw(self, request: bytes) -> Reply:
        """The answer to these bytes."""
        with closing(socket.create_connection(("127.0.0.1", self.port), PATIENCE)) as connection:
            connection.sendall(request)
            return _read(connection)

    def ask(self, path: str, method: str = "GET", host: str | None = None, **headers: str) -> Reply:
        """One request with its own headers; `host`: another Host than its own."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host or f'127.0.0.1:{self.port}'}",
            "Connection: close",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return self.raw("\r\n".join([*lines, "", ""]).encode("latin-1"))


def _read(connection: socket.socket) -> Reply:
    content = b""
    while chunk := connection.recv(65_536):
        content += chunk
        head, found, body = content.partition(b"\r\n\r\n")
        if found and _is_whole(head, body):
            break
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    named = dict(line.split(": ", 1) for line in lines)
    return Reply(int(first.split()[1]), {name.lower(): value for name, value in named.items()}, body)


def _is_whole(head: bytes, body: bytes) -> bool:
    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(length) and len(body) >= int(length[0].split(b":")[1])
