"""One object of a document, read field by field: every problem is collected under its path.

Knows types and bounds, not which fields an entity has.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from recurrence.errors import Problem
from recurrence.strategy import MAX_ID

LOCATION_NAMES = ("company_id", "salon_id", "location_id")
MOST = 10**9
_DATE = re.compile(
    r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.0{1,6})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)
_DATE_ALLOWED = "a local date-time such as '2020-09-28 10:30:00'"
_EPOCH = datetime(1970, 1, 1)
_LAST_SECOND = int((datetime(9999, 12, 31, 23, 59, 59) - _EPOCH).total_seconds())


class Fields:
    """The fields of one object; what is not an object is a problem and reads as empty.

    >>> problems = []
    >>> found = Fields({"id": 3, "salon_id": 4, "new": 1}, "data", problems)
    >>> found.whole("id"), found.whole("company_id", "salon_id"), found.rest()
    (3, 4, {'new': 1})
    >>> found.whole("length"), problems[0].field
    (1, 'data.length')
    """

    def __init__(self, entity: object, path: str, problems: list[Problem], kind: str = "an object") -> None:
        self.path = path
        self.problems = problems
        self.taken: set[str] = set()
        self.entity: Mapping[str, object] = entity if isinstance(entity, dict) else {}
        if not isinstance(entity, dict):
            problems.append(Problem(path or "document", entity, kind))

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def value(self, *names: str) -> object:
        """What stands under the first of these names that is given; several must agree. None if there is none."""
        self.taken.update(names)
        given = [(name, self.entity[name]) for name in names if self.entity.get(name) is not None]
        for name, other in given[1:]:
            if type(other) is not type(given[0][1]) or other != given[0][1]:
                self.problem(name, other, f"the same value as {given[0][0]}")
        return given[0][1] if given else None

    def problem(self, name: str, value: object, allowed: str) -> None:
        """Note a problem of a field."""
        self.problems.append(Problem(self.at(name), value, allowed))

    def whole(self, *names: str, low: int = 1, high: int = MAX_ID) -> int:
        """A whole number that must be there; `low` where it is not, with a problem noted."""
        found = self.optional_whole(*names, low=low, high=high)
        if found is None and self.value(*names) is None:
            self.problem(names[0], None, f"an integer from {low} to {high}")
        return low if found is None else found

    def optional_whole(self, *names: str, low: int = 1, high: int = MAX_ID) -> int | None:
        """A whole number, or None where there is none; a bool, a text or a fraction is a problem."""
        value = self.value(*names)
        if value is None or (type(value) is int and low <= value <= high):
            return value if type(value) is int else None
        self.problem(names[0], value, f"an integer from {low} to {high}")
        return None

    def text(self, *names: str) -> str:
        """A text; empty where there is none."""
        value = self.value(*names)
        if value is None or isinstance(value, str):
            return value or ""
        self.problem(names[0], value, "a text")
        return ""

    def number(self, name: str) -> float:
        """A number; 0 where there is none."""
        value = self.value(name)
        if type(value) in (int, float):
            return value  # type: ignore[return-value]  # the line above has looked
        if value is not None:
            self.problem(name, value, "a number")
        return 0

    def flag(self, *names: str) -> bool | None:
        """A truth value, written as such or as 0 or 1; None where there is none."""
        value = self.value(*names)
        if value is None or isinstance(value, bool) or (type(value) is int and value in (0, 1)):
            return None if value is None else bool(value)
        self.problem(names[0], value, "true or false")
        return None

    def inner(self, *names: str) -> "Fields":
        """An object inside this one; an absent one and an empty list (PHP's empty object) read as empty."""
        value = self.value(*names)
        return Fields({} if value is None or value == [] else value, self.at(names[0]), self.problems)

    def items(self, name: str) -> Iterator[tuple[str, object]]:
        """The members of a list with their paths; none where it is absent."""
        value = self.value(name)
        if value is not None and not isinstance(value, list):
            self.problem(name, value, "a list")
        elif value:
            yield from ((f"{self.at(name)}[{number}]", member) for number, member in enumerate(value))

    def start(self, name: str) -> datetime:
        """The wall-clock time under a name that must be there, in any of the forms that are seen."""
        value = self.value(name)
        found = wall_clock(value)
        if found is None:
            self.problem(name, value, _DATE_ALLOWED)
        return found or _EPOCH

    def rest(self) -> dict[str, object]:
        """The fields that nobody asked for."""
        return {name: value for name, value in self.entity.items() if name not in self.taken}


def wall_clock(value: object) -> datetime | None:
    """The location's wall clock: a text (space or T, with or without millis and offset), or a number of seconds.

    An offset is that of the location, so the clock is what is printed. The number is an artefact of the published
    documents: the wall clock read as if it were UTC. Anything else is None.

    >>> wall_clock("2026-09-21T23:00:00.000-05:00"), wall_clock(1601289000)
    (datetime.datetime(2026, 9, 21, 23, 0), datetime.datetime(2020, 9, 28, 10, 30))
    """
    if type(value) is int and 0 <= value <= _LAST_SECOND:
        return _EPOCH + timedelta(seconds=value)
    if not isinstance(value, str) or len(value) > 40 or not (parts := _DATE.match(value)):
        return None
    try:
        return datetime.fromisoformat(f"{parts[1]}T{parts[2]}{parts[3] or ':00'}")
    except ValueError:  # the 31st of February, the 25th hour
        return None
