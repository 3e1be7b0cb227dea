"""The V1 dialect: plain objects with numeric ids, in envelopes `{"success": …, "data": …, "meta": …}`.

Tolerant where the service is known to vary (which of the location's names is used, what may be left out, fields
that it will add), strict about types: "5" is not 5, nor is true. Knows no transport.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from recurrence import InvalidStrategy, Problem, Strategy
from sync.errors import WireError

LOCATION_NAMES = ("company_id", "salon_id", "location_id")
KNOWN = {*LOCATION_NAMES, "id", "title", "repeat_mode_id", "repeat_mode", "days", "interval", "content_type"}
OPTIONAL = {"title": "", "days": [], "interval": 0, "content_type": 1}
_LOCAL = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?\Z")
_WIRE_NAME = {"repeat_mode": "repeat_mode_id"}


class StrategyRead(NamedTuple):
    """A strategy as it was read: its location, the fields that we do not know, and what we made of the rest.

    `kept_aside`: unknown fields by name; `defaulted`: names of the fields that were left out; `untidy_days`: the
    days as given, where they were repeated or unsorted, else None.
    """

    strategy: Strategy
    location: int | None
    kept_aside: Mapping[str, object]
    defaulted: tuple[str, ...]
    untidy_days: tuple[int, ...] | None


def read_strategies(document: object) -> list[StrategyRead]:
    """The strategies of an entity, a list of them, or an envelope with one or many; all problems in one `WireError`.

    >>> envelope = {
    ...     "success": True,
    ...     "data": [{"id": 2, "repeat_mode_id": 1, "days": []}],
    ...     "meta": {"count": 1},
    ... }
    >>> [found.strategy.id for found in read_strategies(envelope)]
    [2]
    """
    path, content = opened(document)
    return read_each(content, path, read_strategy)


def opened(document: object) -> tuple[str, object]:
    """What an envelope holds, and its path; a document without one as it is. Raises `WireError` if it is a refusal."""
    if not isinstance(document, dict) or "data" not in document:
        return "", document
    if document.get("success", True) is not True:
        raise WireError([Problem("success", document["success"], "true: an answer that succeeded")])
    return "data", document["data"]


def read_each(content: object, path: str, read: Callable[[object, str], StrategyRead]) -> list[StrategyRead]:
    """One or many entities, each by `read`; all problems in one `WireError`."""
    if not isinstance(content, list):
        return [read(content, path)]
    found: list[StrategyRead] = []
    problems: list[Problem] = []
    for number, entity in enumerate(content):
        try:
            found.append(read(entity, f"{path}[{number}]"))
        except WireError as error:
            problems.extend(error.problems)
    if problems:
        raise WireError(problems)
    return found


def read_strategy(entity: object, path: str = "") -> StrategyRead:
    """One strategy entity; `path` is where in the document it stands. Raises `WireError` with every problem.

    >>> found = read_strategy({"id": 3, "repeat_mode_id": 5, "days": [4, 1], "interval": 2, "new_field": 7})
    >>> found.strategy.days, found.untidy_days, dict(found.kept_aside), found.defaulted
    ((1, 4), (4, 1), {'new_field': 7}, ('title', 'content_type'))
    """
    if not isinstance(entity, dict):
        raise WireError(
            [Problem(path or "strategy", entity, "an object with repeat_mode_id, days, interval …")]
        )
    problems: list[Problem] = []
    mode, location = _mode(entity, problems), _location(entity, problems)
    missing = [name for name in OPTIONAL if entity.get(name) is None]
    given: dict[str, Any] = {name: OPTIONAL[name] if name in missing else entity[name] for name in OPTIONAL}
    strategy = _strategy({**given, "repeat_mode": mode, "id": entity.get("id")}, problems)
    if problems or strategy is None:
        raise WireError([problem._replace(field=_joined(path, problem.field)) for problem in problems])
    aside = {name: value for name, value in entity.items() if name not in KNOWN}
    days = tuple(given["days"]) if isinstance(given["days"], list) else ()
    return StrategyRead(strategy, location, aside, tuple(missing), days if days != strategy.days else None)


def _strategy(fields: Mapping[str, Any], problems: list[Problem]) -> Strategy | None:
    """The strategy, if its fields make one: whatever the document holds, the constructor checks it."""
    days = fields["days"]
    if not isinstance(days, list):
        problems.append(Problem("days", days, "a list of weekdays from 0 (Sunday) to 6 (Saturday)"))
        days = []
    try:
        return Strategy(**{**fields, "days": days})
    except InvalidStrategy as error:
        problems.extend(p._replace(field=_WIRE_NAME.get(p.field, p.field)) for p in error.problems)
        return None


def _mode(entity: Mapping[str, object], problems: list[Problem]) -> object:
    """The mode's number, from `repeat_mode_id` or from the object `repeat_mode`; both must agree."""
    mode, described = entity.get("repeat_mode_id"), entity.get("repeat_mode")
    if described is None:
        return mode
    if not isinstance(described, dict):
        problems.append(Problem("repeat_mode", described, "an object with the mode's id"))
        return mode
    named = described.get("id", mode)
    if mode is None or named == mode:
        return named
    problems.append(Problem("repeat_mode.id", named, f"the same number as repeat_mode_id, {mode!r}"))
    return mode


def _location(entity: Mapping[str, object], problems: list[Problem]) -> int | None:
    """The location's id under whichever of its names is used; several must agree."""
    given = [(name, entity[name]) for name in LOCATION_NAMES if entity.get(name) is not None]
    for name, value in given:
        if type(value) is not int or value < 1:
            problems.append(Problem(name, value, "the location's id, an integer from 1"))
        elif value != given[0][1]:
            problems.append(Problem(name, value, f"the same id as {given[0][0]}, {given[0][1]}"))
    first = given[0][1] if given else None
    return first if isinstance(first, int) else None


def _joined(path: str, field: str) -> str:
    return f"{path}.{field}" if path else field


def strategy_fields(strategy: Strategy) -> dict[str, object]:
    """A strategy under the API's names.

    >>> strategy_fields(Strategy(5, days=(1, 4), interval=2))["repeat_mode_id"]
    5
    """
    return {
        "id": strategy.id,
        "title": strategy.title,
        "repeat_mode_id": int(strategy.repeat_mode),
        "days": list(strategy.days),
        "interval": strategy.interval,
        "content_type": int(strategy.content_type),
    }


class EventRead(NamedTuple):
    """What a source event says about when: its id and its local start, to the second as the API gives it."""

    id: int
    start: datetime


def read_event(entity: object, path: str = "event") -> EventRead:
    """The id and the start of one event entity; `path` is where it stands. Raises `WireError` with every problem.

    >>> read_event({"id": 108, "date": "2020-01-01 12:00:00"}).start
    datetime.datetime(2020, 1, 1, 12, 0)
    """
    if not isinstance(entity, dict):
        raise WireError([Problem(path, entity, "an object with id and date")])
    problems: list[Problem] = []
    identity, text = entity.get("id"), entity.get("date")
    if type(identity) is not int or identity < 1:
        problems.append(Problem(_joined(path, "id"), identity, "the event's id, an integer from 1"))
    start = _start(text)
    if start is None:
        problems.append(Problem(_joined(path, "date"), text, "a local time such as '2020-01-01 12:00:00'"))
    if problems or start is None or not isinstance(identity, int):
        raise WireError(problems)
    return EventRead(identity, start)


def _start(text: object) -> datetime | None:
    if not isinstance(text, str) or not _LOCAL.match(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
