"""A studio in a file: a location, its strategies and events as the API returns them, and which strategy repeats which.

`repeats` is ours; everything else in the file has the API's names and is read by `sync.wire`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell.files import read_json
from recurrence import Problem, Strategy
from sync.errors import WireError
from sync.wire import read_strategies
from sync.wire.v1 import opened, read_event


class Repeat(NamedTuple):
    """An event and the strategy that repeats it."""

    strategy: Strategy
    event: datetime


class Studio(NamedTuple):
    """A location's name and zone, and what is repeated there."""

    title: str
    zone: str
    repeats: tuple[Repeat, ...]


def read_studio(path: str) -> Studio:
    """The studio of a file. Raises `FileError` or `ContentError`."""
    document = read_json(path)
    if not isinstance(document, dict):
        raise ContentError(
            path, [Problem("studio", document, "an object with location, strategies and events")]
        )
    try:
        strategies = {read.strategy.id: read.strategy for read in read_strategies(document.get("strategies"))}
        starts = dict(_events(document.get("events")))
    except WireError as error:
        raise ContentError(path, error.problems) from None
    location = document.get("location")
    title, zone = (
        location.get(name) if isinstance(location, dict) else None for name in ("title", "timezone_name")
    )
    if not isinstance(title, str) or not isinstance(zone, str):
        raise ContentError(path, [Problem("location", location, "an object with title and timezone_name")])
    pairs = document.get("repeats")
    repeats = [_repeat(pair, strategies, starts) for pair in pairs] if isinstance(pairs, list) else []
    kept = tuple(repeat for repeat in repeats if repeat)
    if not kept or len(kept) < len(repeats):
        allowed = "a list of event_id and duplication_strategy_id, both in this file"
        raise ContentError(path, [Problem("repeats", pairs, allowed)])
    return Studio(title, zone, kept)


def _events(document: object) -> Iterator[tuple[int, datetime]]:
    path, content = opened(document)
    if not isinstance(content, list):
        raise WireError([Problem("events", content, "a list of events")])
    return (read_event(entity, f"events.{path}[{number}]") for number, entity in enumerate(content))


def _repeat(
    pair: object, strategies: dict[int | None, Strategy], starts: dict[int, datetime]
) -> Repeat | None:
    if not isinstance(pair, dict):
        return None
    strategy, event = pair.get("duplication_strategy_id"), pair.get("event_id")
    if (
        type(strategy) is not int
        or type(event) is not int
        or strategy not in strategies
        or event not in starts
    ):
        return None
    return Repeat(strategies[strategy], starts[event])
