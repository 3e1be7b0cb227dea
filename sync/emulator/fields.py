"""Reading what a client sent: JSON bodies and queries, names with their aliases, types and bounds.

Collects every problem by field and refuses once. Knows nothing of what the fields mean.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, NoReturn

from sync.emulator.exchange import Call, Document, Refused

MAX_ID = 10**12
MAX_BODY = 1 << 20
_REQUIRED: Final = object()

_FAMILIES = (
    (re.compile(r"\A(?:company|salon)_(ids?)\Z"), r"location_\1"),
    (re.compile(r"\A(?:team_member|master)_(ids?)\Z"), r"staff_\1"),
    (re.compile(r"\A(?:company_group|salon_group)_(ids?)\Z"), r"chain_\1"),
    (re.compile(r"\Arecord_(ids?)\Z"), r"appointment_\1"),
    (re.compile(r"\Agood_(ids?)\Z"), r"product_\1"),
)
_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_DIGITS = re.compile(r"\A[0-9]{1,18}\Z", re.ASCII)
_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_MOMENT = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?\Z", re.ASCII)
_FILTER = re.compile(r"\Afilter\[(?P<name>[A-Za-z_]+)\](?P<list>\[\d*\])?\Z", re.ASCII)
_LIST = re.compile(r"\A(?P<name>[A-Za-z_]+)\[\d*\]\Z", re.ASCII)


def canonical(name: str) -> str:
    """The one name of a parameter family that the rules know.

    >>> canonical("teamMemberId"), canonical("salon_ids"), canonical("service_id")
    ('staff_id', 'location_ids', 'service_id')
    """
    snake = _HUMP.sub(lambda found: "_" + found[1].lower(), name)
    for pattern, replacement in _FAMILIES:
        snake = pattern.sub(replacement, snake)
    return snake


def by_canonical_name(given: Mapping[str, object]) -> Document:
    """An object under canonical names; where a family is sent twice, the canonical spelling wins."""
    aliases = {canonical(name): value for name, value in given.items()}
    return {**aliases, **{name: value for name, value in given.items() if canonical(name) == name}}


def json_object(call: Call) -> Document:
    """The body as an object; raises `Refused` 400 for anything else."""
    try:
        document = json.loads(call.body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused(400, "invalid", {"body": ["It is not JSON."]}) from None
    if not isinstance(document, dict):
        raise Refused(400, "invalid", {"body": ["It is not an object."]})
    return by_canonical_name(document)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class Fields:
    """Typed reads of named values, collecting what is wrong; `refuse` raises it all as `Refused`."""

    def __init__(self, given: Mapping[str, Any], status: int) -> None:
        self.given = given
        self.problems: dict[str, list[str]] = {}
        self._status = status

    def has(self, name: str) -> bool:
        """Whether the field was sent with a value other than null."""
        return self.given.get(name) is not None

    def wrong(self, name: str, sentence: str) -> None:
        """Note a problem."""
        self.problems.setdefault(name, []).append(sentence)

    def refuse(self) -> None:
        """Raise the problems, if there are any."""
        if self.problems:
            raise Refused(self._status, "invalid", self.problems)

    def whole(self, name: str, low: int, high: int, default: object = _REQUIRED) -> int:
        """An integer from low to high."""
        value = self._value(name, default)
        number = _whole(value, low, high)
        if value is not None and number is None:
            self.wrong(name, f"It takes an integer from {low} to {high}.")
        return low if number is None else number

    def optional(self, name: str, low: int, high: int) -> int | None:
        """An integer from low to high, or None where it is left out."""
        return self.whole(name, low, high) if self.has(name) else None

    def wholes(self, name: str, low: int, high: int) -> tuple[int, ...]:
        """A list of integers, empty where it is left out."""
        value = self._value(name, [])
        numbers = [_whole(item, low, high) for item in value] if isinstance(value, list) else [None]
        if None in numbers:
            self.wrong(name, f"It takes a list of integers from {low} to {high}.")
        return tuple(number for number in numbers if number is not None)

    def text(self, name: str, longest: int, default: object = _REQUIRED) -> str:
        """A text of one to `longest` characters, or the default."""
        value = self._value(name, default)
        if value is None or value == default:
            return "" if value is None else str(value)
        if not isinstance(value, str) or not 0 < len(value) <= longest:
            self.wrong(name, f"It takes a text of 1 to {longest} characters.")
            return ""
        return value

    def flag(self, name: str, default: object = _REQUIRED) -> bool:
        """A JSON truth value."""
        value = self._value(name, default)
        if value is not None and not isinstance(value, bool):
            self.wrong(name, "It takes true or false.")
        return value is True

    def day(self, name: str) -> date:
        """A date `YYYY-MM-DD`, required."""
        value = self._value(name, _REQUIRED)
        found = parsed_day(value)
        if value is not None and found is None:
            self.wrong(name, "It takes a date YYYY-MM-DD.")
        return found or date(1970, 1, 1)

    def moment(self, name: str) -> datetime:
        """A local date-time `YYYY-MM-DD HH:MM[:SS]`, required."""
        value = self._value(name, _REQUIRED)
        found = parsed_moment(value)
        if value is not None and found is None:
            self.wrong(name, "It takes a date and time YYYY-MM-DD HH:MM:SS.")
        return found or datetime(1970, 1, 1)

    def _value(self, name: str, default: object) -> object:
        value = self.given.get(name)
        if value is not None:
            return value
        if default is _REQUIRED:
            self.wrong(name, "It is required.")
            return None
        return default


def _whole(value: object, low: int, high: int) -> int | None:
    """The integer within bounds that a JSON number is (5.0 is 5), else None."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return None
    return int(value) if value == int(value) else None


def parsed_day(value: object) -> date | None:
    """A date of the years 1900–2999 from its ISO text, else None.

    >>> parsed_day("2020-02-30"), parsed_day("2020-02-29")
    (None, datetime.date(2020, 2, 29))
    """
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 1900 <= found.year < 3000 else None


def parsed_moment(value: object) -> datetime | None:
    """A local date-time from `YYYY-MM-DD HH:MM[:SS]`, else None.

    >>> parsed_moment("2020-02-29 10:30"), parsed_moment("2020-02-29T10:30")
    (datetime.datetime(2020, 2, 29, 10, 30), None)
    """
    if not isinstance(value, str) or not _MOMENT.match(value) or not parsed_day(value[:10]):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def parsed_whole(value: str, low: int, high: int) -> int | None:
    """An integer from ASCII digits within bounds, else None.

    >>> parsed_whole("12", 1, 20), parsed_whole("１２", 1, 20), parsed_whole("0", 1, 20)
    (12, None, None)
    """
    if not _DIGITS.match(value):
        return None
    number = int(value)
    return number if low <= number <= high else None


class Query:
    """A query string's parameters: plain ones, lists, and those inside `filter[…]`, under canonical names."""

    def __init__(self, pairs: Iterable[tuple[str, str]], id_lists: str = "both") -> None:
        self.values: dict[str, list[str]] = {}
        for key, value in pairs:
            name, spelled_as_list = _name_of(key)
            self.values.setdefault(canonical(name), []).extend(_items(value, id_lists, spelled_as_list))

    def document(self) -> Document:
        """Each parameter's last value: what `Fields` reads."""
        return {name: found[-1] for name, found in self.values.items() if found}

    def ids(self, *names: str) -> frozenset[int]:
        """The ids under any of these names; raises `Refused` 422 for what is none."""
        given = [value for name in names for value in self.values.get(name, [])]
        found = [parsed_whole(value, 1, MAX_ID) for value in given]
        if None in found:
            raise Refused(422, "invalid", {names[0]: ["It takes ids."]})
        return frozenset(number for number in found if number is not None)

    def number(self, name: str, high: int, default: int) -> int:
        """A number from 1; raises `Refused` 422."""
        values = self.values.get(name)
        if not values:
            return default
        found = parsed_whole(values[-1], 1, high)
        if found is None:
            raise Refused(422, "invalid", {name: [f"It takes a number from 1 to {high}."]})
        return found


def _name_of(key: str) -> tuple[str, bool]:
    if inside := _FILTER.match(key):
        return inside["name"], inside["list"] is not None
    if plain := _LIST.match(key):
        return plain["name"], True
    return key, False


def _items(value: str, id_lists: str, spelled_as_list: bool) -> list[str]:  # noqa: FBT001  private, and its name says it
    if spelled_as_list:
        return [value] if id_lists != "commas" else []
    return [item for item in value.split(",") if item] if id_lists != "brackets" else [value]
