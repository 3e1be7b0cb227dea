"""THE JUDGEMENT: what an HTTP exchange proves about what we asked for. One pure function; what is not proved is UNKNOWN.

    no byte of the request left                                     NOT_SENT
    a documented 4xx, JSON, a refusal, nothing made                 REJECTED
    the documented status, JSON, exactly the asked dates, new ids   CREATED    (a delete: DELETED)
    everything else                                                 UNKNOWN

Everything else: a timeout, a reset, a redirect, any 5xx, a page of HTML, fewer dates, other dates, an id that was
there before. An UNKNOWN may still happen at the server after we have given up. Knows no transport and no field names.
"""

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from sync.errors import WireError
from sync.events import Deleted, Event
from sync.wire.dialect import Dialect
from sync.wire.documents import is_json, parse
from sync.wire.v1_envelope import refusal_of

DEFAULT_WAIT = 60
LONGEST_WAIT = 300
_DIGITS = re.compile(r"\A[0-9]{1,64}\Z")


class Outcome(Enum):
    """What is proved."""

    NOT_SENT = "not sent"
    REJECTED = "rejected"
    CREATED = "created"
    DELETED = "deleted"
    UNKNOWN = "unknown"


class Reason(Enum):
    """Why: what stood in the way, or what the answer lacked."""

    AS_ASKED = "as asked"
    UNREACHABLE = "unreachable"
    HELD_BACK = "held back"
    CERTIFICATE = "certificate"
    INVALID = "invalid"
    NOT_AUTHORISED = "not authorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not found"
    CONFLICT = "conflict"
    RATE_LIMITED = "rate limited"
    TIMEOUT = "timeout"
    BROKEN = "broken off"
    TOO_LARGE = "too large"
    ENCODED = "encoded"
    REDIRECT = "redirect"
    SERVER_ERROR = "server error"
    STATUS = "unexpected status"
    NOT_JSON = "not JSON"
    MALFORMED = "malformed"
    FEWER = "fewer dates"
    MORE = "more dates"
    OTHER_DATES = "other dates"
    OLD_IDS = "old ids"
    OTHER_CLASS = "another class"
    UNPREDICTED = "unpredicted"


class Exchange(NamedTuple):
    """The facts of one HTTP try. `sent`: whether any byte of the request left. `failure`: None if it was answered.

    The body is never shown: that of a login holds a token.
    """

    sent: bool
    status: int | None = None
    content_type: str | None = None
    body: bytes | None = None
    failure: Reason | None = None
    retry_after: str | None = None

    def __repr__(self) -> str:
        size = None if self.body is None else len(self.body)
        return f"Exchange({self.sent}, {self.status}, {self.content_type!r}, {size} bytes, {self.failure})"


class Expected(NamedTuple):
    """What must have come back: at which location, which start times, and no event of these ids.

    `dates` None: nobody predicted them, so no answer can prove anything.
    """

    location: int
    dates: tuple[datetime, ...] | None
    known_ids: AbstractSet[int] = frozenset()


class Answer(NamedTuple):
    """The judgement. `events`: those that the answer showed, whatever the kind; `message`: the API's own words, not
    yet made safe to show; `named`: the date-times in them; `wait`: seconds to wait after a 429, else None.
    """

    kind: Outcome
    reason: Reason
    events: tuple[Event, ...] = ()
    message: str = ""
    details: tuple[str, ...] = ()
    named: tuple[datetime, ...] = ()
    wait: int | None = None
    status: int | None = None


REFUSALS = {
    400: Reason.INVALID,
    401: Reason.NOT_AUTHORISED,
    402: Reason.FORBIDDEN,
    403: Reason.FORBIDDEN,
    404: Reason.NOT_FOUND,
    409: Reason.CONFLICT,
    422: Reason.INVALID,
    429: Reason.RATE_LIMITED,
}
"""The documented refusals. Any other status from 400 to 499 may come from a machine in between."""


def outcome(exchange: Exchange, expected: Expected, dialect: Dialect) -> Answer:
    """What an exchange proves about a POST that was to create events.

    >>> from sync.wire.v1_dialect import V1
    >>> timeout = Exchange(sent=True, failure=Reason.TIMEOUT)
    >>> outcome(timeout, Expected(4564, ()), V1()).kind.name
    'UNKNOWN'
    """
    answer = judged(exchange, dialect.created)
    if answer is not None:
        return answer
    try:
        page = dialect.read_created(parse(exchange.body or b""), expected.location)
    except WireError:
        return Answer(Outcome.UNKNOWN, Reason.MALFORMED, status=exchange.status)
    return compared(page.events, page.count, expected)._replace(status=exchange.status)


def outcome_of_delete(exchange: Exchange, dialect: Dialect) -> Answer:
    """What an exchange proves about a DELETE.

    >>> from sync.wire.v1_dialect import V1
    >>> done = Exchange(True, 202, "application/json", b'{"success": true, "meta": {"message": "Accepted"}}')
    >>> outcome_of_delete(done, V1()).kind.name
    'DELETED'
    """
    silent = dialect.deleted == 204
    if silent and exchange.status == 204 and exchange.failure is None and not exchange.body:
        return Answer(Outcome.DELETED, Reason.AS_ASKED, status=204)
    answer = judged(exchange, dialect.deleted)
    if answer is not None:
        return answer
    try:
        dialect.read_deleted(parse(exchange.body or b""))
    except WireError:
        return Answer(Outcome.UNKNOWN, Reason.MALFORMED, status=exchange.status)
    return Answer(Outcome.DELETED, Reason.AS_ASKED, status=exchange.status)


def judged(exchange: Exchange, success: int) -> Answer | None:
    """The judgement of whatever is not a JSON answer with the status of success; None if it is one."""
    status = exchange.status
    wait = wait_of(exchange.retry_after) if status == 429 else None
    if not exchange.sent:
        return Answer(Outcome.NOT_SENT, exchange.failure or Reason.UNREACHABLE)
    if exchange.failure is not None or status is None:
        return Answer(Outcome.UNKNOWN, exchange.failure or Reason.BROKEN, status=status)
    if status in REFUSALS:
        return _refusal(exchange, REFUSALS[status], wait)
    if status != success:
        return Answer(Outcome.UNKNOWN, _kind_of_status(status), status=status)
    if not is_json(exchange.content_type):
        return Answer(Outcome.UNKNOWN, Reason.NOT_JSON, status=status)
    return None


def _refusal(exchange: Exchange, reason: Reason, wait: int | None) -> Answer:
    """REJECTED if the API itself refuses, in JSON; a proxy's page proves nothing."""
    if not is_json(exchange.content_type):
        return Answer(Outcome.UNKNOWN, Reason.NOT_JSON, wait=wait, status=exchange.status)
    try:
        refusal = refusal_of(parse(exchange.body or b""))
    except WireError:
        return Answer(Outcome.UNKNOWN, Reason.MALFORMED, wait=wait, status=exchange.status)
    return Answer(
        Outcome.REJECTED,
        reason,
        message=refusal.message,
        details=refusal.details,
        named=refusal.named,
        wait=wait,
        status=exchange.status,
    )


def _kind_of_status(status: int) -> Reason:
    if 300 <= status < 400:
        return Reason.REDIRECT
    return Reason.SERVER_ERROR if status >= 500 else Reason.STATUS


def compared(events: tuple[Event, ...], count: int | None, expected: Expected) -> Answer:
    """The judgement of events that the service says it created: CREATED only if they are exactly what was asked for."""
    reason = _difference(events, count, expected)
    kind = Outcome.CREATED if reason is Reason.AS_ASKED else Outcome.UNKNOWN
    return Answer(kind, reason, events)


def _difference(events: tuple[Event, ...], count: int | None, expected: Expected) -> Reason:
    """What distinguishes the created events from those that were asked for; AS_ASKED if nothing does."""
    ids = {event.id for event in events}
    if len(ids) < len(events) or ids & expected.known_ids:
        return Reason.OLD_IDS
    classes = {(event.location, event.service_id, event.staff_id) for event in events}
    gone = any(event.deleted is Deleted.YES for event in events)
    if gone or len(classes) > 1 or any(event.location != expected.location for event in events):
        return Reason.OTHER_CLASS
    if expected.dates is None:
        return Reason.UNPREDICTED
    reason = _difference_of_dates((event.start for event in events), expected.dates)
    if reason is Reason.AS_ASKED and count is not None and count != len(events):
        return Reason.MORE if count > len(events) else Reason.MALFORMED
    return reason


def _difference_of_dates(found: Iterable[datetime], asked: tuple[datetime, ...]) -> Reason:
    """Whether two lists hold the same date-times equally often, in any order."""
    have, want = Counter(found), Counter(asked)
    if have == want:
        return Reason.AS_ASKED
    if have <= want:
        return Reason.FEWER
    return Reason.MORE if want <= have else Reason.OTHER_DATES


def wait_of(retry_after: str | None) -> int:
    """How many seconds to wait after a 429: what it says in ASCII digits, within 1 and 300; 60 if it says it otherwise.

    >>> [wait_of(text) for text in ("5", "0", "-3", "1000000000", "５", None)]
    [5, 1, 60, 300, 60, 60]
    """
    text = (retry_after or "").strip(" \t")
    return min(max(int(text), 1), LONGEST_WAIT) if _DIGITS.match(text) else DEFAULT_WAIT
