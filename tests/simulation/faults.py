"""What can go wrong with one POST, as data: how much the server makes of it and when, and what the client is told.

The reply goes through the real judgement (`sync.outcome`), so that a fault in the judgement is a fault here.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from sync.outcome import Answer, Exchange, Reason, judged


class Made(Enum):
    """How many of the dates that were asked for come into being."""

    NOTHING = "nothing"
    ALL = "all"
    SOME = "some"


class Fault(NamedTuple):
    """`made` by the end of the call; `late`: and the rest some time after it; `reply`: what the client is told."""

    made: Made
    reply: str
    late: bool = False


N, A, S = Made.NOTHING, Made.ALL, Made.SOME

QUIET = {  # nothing is proved, or nothing was done: a patient client gets everything made in the end
    "unsent": Fault(N, "unsent"),
    "timeout": Fault(N, "timeout"),
    "timeout after": Fault(A, "timeout"),
    "timeout late": Fault(N, "timeout", late=True),
    "timeout partly": Fault(S, "timeout"),
    "timeout partly, rest late": Fault(S, "timeout", late=True),
    "reset": Fault(N, "reset"),
    "reset after": Fault(A, "reset"),
    "500": Fault(N, "500"),
    "500 after": Fault(A, "500"),
    "500 partly": Fault(S, "500"),
    "502 page": Fault(N, "502 page"),
    "503 late": Fault(N, "503", late=True),
    "504 after": Fault(A, "504"),
    "302": Fault(N, "302"),
    "200 page": Fault(A, "200 page"),
    "fewer": Fault(S, "as made"),
    "fewer, rest late": Fault(S, "as made", late=True),
    "429": Fault(N, "429"),
    "401": Fault(N, "401"),
    "403": Fault(N, "403"),
}
WRONG = {  # what exists in the end is not what was asked for, or a person must look
    "more": Fault(A, "more"),
    "other": Fault(N, "other"),
    "twice": Fault(A, "twice"),
    "lie": Fault(N, "lie"),
    "old ids": Fault(A, "old ids"),
    "400": Fault(N, "400"),
    "404": Fault(N, "404"),
}
CONFLICTS = {
    "409 named": Fault(N, "409 named"),
    "409 unnamed": Fault(N, "409 unnamed"),
    "409 elsewhere": Fault(N, "409 elsewhere"),
    "409 partly": Fault(S, "409 named"),
}
HOSTILE = {"429 after": Fault(A, "429"), "certificate": Fault(N, "certificate")}
OK = Fault(A, "as made")
FAULTS = {"ok": OK, **QUIET, **WRONG, **CONFLICTS, **HOSTILE}

_UNANSWERED = {
    "unsent": Exchange(sent=False, failure=Reason.UNREACHABLE),
    "certificate": Exchange(sent=False, failure=Reason.CERTIFICATE),
    "timeout": Exchange(sent=True, failure=Reason.TIMEOUT),
    "reset": Exchange(sent=True, failure=Reason.BROKEN),
    "302": Exchange(sent=True, status=302),
    "200 page": Exchange(sent=True, status=200, content_type="text/html", body=b"<p>Welcome</p>"),
    "502 page": Exchange(sent=True, status=502, content_type="text/html", body=b"<p>Bad gateway</p>"),
}
_WORDS = {400: "Bad request", 401: "No such user", 403: "No rights", 404: "No such event", 429: "Too fast"}


def judgement(reply: str, named: datetime | None, retry_after: str | None, busy: str) -> Answer:
    """What the client is told by any reply but one that shows events; `named`: the date that a conflict names,
    in the words `busy`.
    """
    exchange = _UNANSWERED.get(reply)
    if exchange is None:
        exchange = _refusal(int(reply.split(maxsplit=1)[0]), named, retry_after, busy)
    answer = judged(exchange, 200)
    assert answer is not None, reply
    return answer


def _refusal(status: int, named: datetime | None, retry_after: str | None, busy: str) -> Exchange:
    message = _WORDS.get(status, "Try again later")
    if status == 409:
        message = f"{busy}: {named:%Y-%m-%d %H:%M}" if named else busy
    body = json.dumps({"success": False, "meta": {"message": message}}).encode()
    return Exchange(
        sent=True, status=status, content_type="application/json", body=body, retry_after=retry_after
    )
