"""The rows of a journal: what was intended, what came back, what was seen. Each is a fact; none is ever changed.

Pure values and their documents. How they are kept is `journal.py`'s, what they mean together is `progress.py`'s.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from recurrence import Problem
from recurrence.strategy import MAX_ID
from sync.canonical import Document
from sync.errors import WireError
from sync.outcome import Outcome, Reason
from sync.wire.fields import MOST, Fields


class Seen(NamedTuple):
    """An event with the service and staff of the source and a planned start: its id and that start."""

    event: int
    start: datetime


class Began(NamedTuple):
    """A process began to work on the plan with this digest; `at`: the wall clock then, UTC, for people to read."""

    digest: str
    target: str
    at: datetime


class Looked(NamedTuple):
    """The planned days were read: how many events there are at all, and which have a planned identity."""

    total: int
    seen: tuple[Seen, ...]


class Intended(NamedTuple):
    """A POST for these starts was about to leave; `request`: the digest of what it asks for."""

    attempt: int
    starts: tuple[datetime, ...]
    request: str


class Answered(NamedTuple):
    """What an attempt came to. `named`: the starts that a refusal named; `wait`: seconds after a 429."""

    attempt: int
    outcome: Outcome
    reason: Reason
    seen: tuple[Seen, ...] = ()
    named: tuple[datetime, ...] = ()
    wait: int | None = None
    message: str = ""


class Ended(NamedTuple):
    """The process ended in this way, a name of `steps.Ending`."""

    ending: str


class Deleting(NamedTuple):
    """A DELETE of this event was about to leave."""

    event: int


class Removed(NamedTuple):
    """What the DELETE of an event came to."""

    event: int
    outcome: Outcome
    reason: Reason


Row = Began | Looked | Intended | Answered | Deleting | Removed | Ended


def row_document(row: Row) -> Document:
    """A row as a document.

    >>> row_document(Ended("DONE"))
    {'kind': 'ended', 'ending': 'DONE'}
    """
    fields = {name: _plain(value) for name, value in row._asdict().items()}
    return {"kind": type(row).__name__.lower(), **fields}


def read_row(document: object) -> Row:
    """The row of a document. Raises `WireError`.

    >>> read_row({"kind": "ended", "ending": "DONE"})
    Ended(ending='DONE')
    """
    problems: list[Problem] = []
    fields = Fields(document, "", problems)
    kind = fields.text("kind")
    if kind not in _READERS:
        raise WireError([Problem("kind", kind, ", ".join(_READERS))])
    row = _READERS[kind](fields)
    if problems or row_document(row) != document:
        raise WireError(problems or [Problem("row", kind, "what a row of this kind can say")])
    return row


def _plain(value: object) -> object:
    if isinstance(value, datetime):  # most are
        return value.isoformat()
    if isinstance(value, Seen):
        return [value.event, value.start.isoformat()]
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    return value.name if isinstance(value, Outcome | Reason) else value


def _began(fields: Fields) -> Began:
    return Began(fields.text("digest"), fields.text("target"), _start(fields.value("at"), "at"))


def _looked(fields: Fields) -> Looked:
    return Looked(fields.whole("total", low=0, high=MOST), _seen(fields))


def _intended(fields: Fields) -> Intended:
    return Intended(_attempt(fields), _starts(fields, "starts"), fields.text("request"))


def _answered(fields: Fields) -> Answered:
    wait = fields.optional_whole("wait", low=0, high=MOST)
    return Answered(
        _attempt(fields),
        *_judgement(fields),
        _seen(fields),
        _starts(fields, "named"),
        wait,
        fields.text("message"),
    )


def _deleting(fields: Fields) -> Deleting:
    return Deleting(fields.whole("event"))


def _removed(fields: Fields) -> Removed:
    return Removed(fields.whole("event"), *_judgement(fields))


def _judgement(fields: Fields) -> tuple[Outcome, Reason]:
    outcome, reason = fields.text("outcome"), fields.text("reason")
    if outcome not in Outcome.__members__ or reason not in Reason.__members__:
        raise WireError([Problem("outcome", f"{outcome} {reason}", "an outcome and its reason")])
    return Outcome[outcome], Reason[reason]


def _ended(fields: Fields) -> Ended:
    return Ended(fields.text("ending"))


_READERS: dict[str, Callable[[Fields], Row]] = {
    "began": _began,
    "looked": _looked,
    "intended": _intended,
    "answered": _answered,
    "deleting": _deleting,
    "removed": _removed,
    "ended": _ended,
}


def _attempt(fields: Fields) -> int:
    return fields.whole("attempt", low=1, high=MOST)


def _seen(fields: Fields) -> tuple[Seen, ...]:
    found = []
    for path, pair in fields.items("seen"):
        if not isinstance(pair, list) or len(pair) != len(Seen._fields):
            raise WireError([Problem(path, pair, "an id and a start")])
        found.append(Seen(_id(pair[0], path), _start(pair[1], path)))
    return tuple(found)


def _starts(fields: Fields, name: str) -> tuple[datetime, ...]:
    return tuple(_start(value, path) for path, value in fields.items(name))


def _start(value: object, path: str) -> datetime:
    try:
        if isinstance(value, str) and (moment := datetime.fromisoformat(value)).isoformat() == value:
            return moment
    except ValueError:  # not a date-time at all
        pass
    raise WireError([Problem(path, value, "a date-time")])


def _id(value: object, path: str) -> int:
    if type(value) is int and 1 <= value <= MAX_ID:
        return value
    raise WireError([Problem(path, value, "an id")])
