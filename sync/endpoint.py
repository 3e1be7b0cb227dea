"""Where the API is: one scheme, host and port, checked, so that tokens go there and nowhere else (S03). Pure."""

import re
from typing import NamedTuple, Self

from recurrence.errors import Problem
from sync.errors import BadInput

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST_CHARACTERS = 500
ALLOWED = (
    "https://host or https://host:port with an optional path, no user, query or fragment; http for 127.0.0.1, "
    "localhost and [::1] only"
)
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_URL = re.compile(
    rf"\A(https?)://({_LABEL}(?:\.{_LABEL}){{0,20}}|\[::1\])(?::([1-9][0-9]{{0,4}}))?((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?\Z"
)


class _EndpointFields(NamedTuple):
    scheme: str
    host: str
    port: int
    path: str


class Endpoint(_EndpointFields):
    """The base of the API, up to and including its `/api`. Raises `BadInput`, which does not show the text.

    >>> Endpoint.parse("https://api.alteg.io/api/").url
    'https://api.alteg.io:443/api'
    >>> Endpoint.parse("http://127.0.0.1:8080/api").is_loopback
    True
    >>> Endpoint.parse("http://api.alteg.io/api")
    Traceback (most recent call last):
    ...
    sync.errors.BadInput: base_url: 'an address like http://…' is not allowed; it takes https://host or \
https://host:port with an optional path, no user, query or fragment; http for 127.0.0.1, localhost and [::1] only.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str, field: str = "base_url") -> Self:
        """The endpoint that a text names."""
        found = _URL.match(text) if isinstance(text, str) and len(text) <= MOST_CHARACTERS else None
        port = int(found[3] or {"http": 80, "https": 443}[found[1]]) if found else 0
        if not found or port > 65535 or (found[1] == "http" and found[2].lower() not in LOOPBACK):
            raise BadInput([Problem(field, _sketch(text), ALLOWED)])
        return cls(found[1], found[2].lower(), port, found[4])

    @property
    def origin(self) -> str:
        """Scheme, host and port: what tokens and journals are bound to."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The base with its path, without a slash at the end."""
        return self.origin + self.path

    @property
    def is_loopback(self) -> bool:
        """Whether it is a service on this machine."""
        return self.host in LOOPBACK


def _sketch(text: object) -> str:
    """A likeness of an address that shows neither a user nor a password."""
    if not isinstance(text, str) or not text:
        return "something that is no address"
    scheme = re.match(r"\A[A-Za-z][A-Za-z0-9+.-]{0,9}://", text)
    return f"an address like {scheme[0]}…" if scheme else "an address without a scheme"
