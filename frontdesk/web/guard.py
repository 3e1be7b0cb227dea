"""Which requests the local page answers, and what every answer carries. Pure.

The page changes nothing, and still shows what others should not see: so it answers only its own name on its own
port, only reading methods, only itself or the address bar, and only who knows the path (decision 48).
"""

from collections.abc import Sequence
from enum import IntEnum
from http import HTTPStatus
from typing import NamedTuple

from frontdesk.web.look import STYLE_HASH

NAMES = ("127.0.0.1", "localhost", "[::1]")
READING = ("GET", "HEAD")
LONGEST_HEADERS = 8 * 1024
_FROM_HERE = ("none", "same-origin")

HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; style-src '{STYLE_HASH}'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer carries, errors too."""


class Refusal(IntEnum):
    """Why a request is not answered, as an HTTP status."""

    FOREIGN = 403
    NO_SUCH_PATH = 404
    READ_ONLY = 405
    WRONG_HOST = 421
    TOO_LARGE = 431

    @property
    def phrase(self) -> str:
        """What the answer says."""
        return HTTPStatus(self).phrase


class Asked(NamedTuple):
    """What decides: the method, the path as it came, and all headers, names in lower case."""

    method: str
    path: str
    headers: Sequence[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key == name]


def refusal(asked: Asked, port: int, key: str) -> Refusal | None:
    """Why a request to the page at `port`, whose paths begin with `/key/`, is not answered; None if it is.

    >>> own = [("host", "localhost:8765")]
    >>> refusal(Asked("GET", "/k/", own), 8765, "k") is None
    True
    >>> refusal(Asked("GET", "/k/", [("host", "evil.example:8765")]), 8765, "k")
    <Refusal.WRONG_HOST: 421>
    >>> refusal(Asked("POST", "/k/", own), 8765, "k")
    <Refusal.READ_ONLY: 405>
    """
    if len(asked.path) + sum(len(name) + len(value) for name, value in asked.headers) > LONGEST_HEADERS:
        return Refusal.TOO_LARGE
    hosts = {f"{name}:{port}" for name in NAMES}
    if (given := asked.all("host")) not in [[host] for host in hosts]:
        return Refusal.WRONG_HOST
    if asked.method not in READING:
        return Refusal.READ_ONLY
    origin = asked.all("origin")
    if origin not in ([], [f"http://{given[0]}"]) or any(
        site not in _FROM_HERE for site in asked.all("sec-fetch-site")
    ):
        return Refusal.FOREIGN
    return None if asked.path.startswith(f"/{key}/") else Refusal.NO_SUCH_PATH
