"""Events as V2 writes them: JSON:API resources with text ids, of type `activity`, or `activities` when just created."""

import re
from collections.abc import Iterator

from recurrence.errors import Problem
from sync.errors import WireError
from sync.events import Event
from sync.wire.fields import Fields
from sync.wire.v1_events import Page, read_event

TYPES = ("activity", "activities")
_ID = re.compile(r"\A[1-9][0-9]{0,11}\Z")


def event_of(document: object, location: int) -> Event:
    """The event of an answer. Raises `WireError`."""
    problems: list[Problem] = []
    found = _event(_data(document, dict, "a resource"), location, "data", problems)
    if found is None:
        raise WireError(problems)
    return found


def events_of(document: object, location: int) -> Page:
    """The events of an answer with a list. Raises `WireError` with every problem of every event."""
    data = _data(document, list, "a list of resources")
    problems: list[Problem] = []
    found = tuple(_events(data, location, problems))
    if problems:
        raise WireError(problems)
    return Page(found, _count(document))


def _events(data: object, location: int, problems: list[Problem]) -> Iterator[Event]:
    for number, resource in enumerate(data if isinstance(data, list) else ()):
        found = _event(resource, location, f"data[{number}]", problems)
        if found is not None:
            yield found


def _event(resource: object, location: int, path: str, problems: list[Problem]) -> Event | None:
    """One event: its text id becomes the number that it is everywhere else."""
    frame = Fields(resource, path, problems, "a resource")
    kind, identity = frame.text("type"), frame.value("id")
    if frame.entity and kind not in TYPES:
        frame.problem("type", kind, " or ".join(TYPES))
    if not (isinstance(identity, str) and _ID.match(identity)):
        frame.problem("id", identity, "a text of digits, such as '8'")
        return None
    attributes = frame.inner("attributes").entity
    return read_event({**attributes, "id": int(identity)}, location, frame.at("attributes"), problems)


def _data(document: object, kind: type, allowed: str) -> object:
    """What the answer holds. Raises `WireError` unless it is of that kind, or if it also tells errors."""
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, kind):
        raise WireError([Problem("data", type(data).__name__, allowed)])
    if isinstance(document, dict) and (document.get("errors") or document.get("success") is False):
        raise WireError([Problem("errors", "errors beside data", "an answer that succeeded")])
    return data


def _count(document: object) -> int | None:
    """The count in `meta`, if there is one; an empty `meta` is a list."""
    meta = document.get("meta") if isinstance(document, dict) else None
    count = meta.get("count") if isinstance(meta, dict) else None
    return count if type(count) is int else None
