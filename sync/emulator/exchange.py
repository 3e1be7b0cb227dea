"""One HTTP call as the rules see it, the reply to it, and a refusal on the way. Knows neither sockets nor rules."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

Document = dict[str, Any]
"""A JSON object."""

JSON = "application/json; charset=utf-8"


class Call(NamedTuple):
    """A request: method, decoded path, query pairs in order, header names in lower case, body, client address."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = {}
    body: bytes = b""
    peer: str = "127.0.0.1"


class Reply(NamedTuple):
    """An answer before it is written: status, JSON document (None: no body), more headers.

    >>> Reply(200, {"success": True}).body
    b'{"success": true}'
    """

    status: int
    document: object = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> bytes:
        """The document's bytes."""
        if self.document is None:
            return b""
        return json.dumps(self.document, ensure_ascii=False).encode()


class Refused(Exception):
    """The service says no: status, wording (a key of `wordings.py`), what is wrong by field, a detail to append."""

    def __init__(
        self,
        status: int,
        wording: str,
        problems: Mapping[str, list[str]] | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(status, wording, detail)
        self.status, self.wording, self.detail = status, wording, detail
        self.problems = dict(problems or {})
