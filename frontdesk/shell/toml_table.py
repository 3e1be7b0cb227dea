"""A table of a TOML file read key by key: every problem is collected with its line and its place in the file.

Knows types and bounds, not what a scenario is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from operator import itemgetter
from typing import TypeVar

from frontdesk.shell import arguments
from recurrence import Problem
from recurrence.analysis.whatif import Range

_HEADER = re.compile(r"\A\s*(?P<open>\[\[?)\s*(?P<path>[^\[\]]+?)\s*\]\]?\s*(#.*)?\Z")
_KEY = re.compile(r"\A\s*(?P<key>[A-Za-z0-9_-]+)\s*=")
_STRINGS = re.compile(r'"(\\.|[^"\\])*"|\'[^\']*\'|#.*')
_INNERMOST = re.compile(r"(\A|\.)[^.\[]*\Z|\[[0-9]+\]\Z")
_MOST_TEXT, _LONGEST = 200, 1_000

Read = TypeVar("Read", date, datetime, time)


def lines_of(text: str) -> dict[str, int]:
    r"""The line of each key and table, by its place such as `class[0].strategy`.

    Text in several lines and keys in quotes are not followed: what is in them has the line of what is around it.

    >>> lines_of('name = "a"\n[[class]]\nstaff = 1\n[[class]]\nstaff = 2')
    {'name': 1, 'class[0]': 2, 'class[0].staff': 3, 'class[1]': 4, 'class[1].staff': 5}
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    here, depth = "", 0
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole[:_LONGEST]
        if depth == 0 and (header := _HEADER.match(line)):
            here = _placed(header["path"], counts, is_list=header["open"] == "[[")
            found.setdefault(here, number)
        elif depth == 0 and (key := _KEY.match(line)):
            found.setdefault(f"{here}.{key['key']}" if here else key["key"], number)
        bare = "" if _HEADER.match(line) and depth == 0 else _STRINGS.sub("", line)
        depth = max(depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")), 0)
    return found


def with_lines(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems in order of lines: each with that of its key, or of the nearest table around it."""
    lines = lines_of(text)
    found = []
    for problem in problems:
        near = problem.field
        while near and near not in lines:
            outer = _INNERMOST.sub("", near)
            near = outer if outer != near else ""  # a key in quotes may hold any bracket
        line = lines.get(near, 0)
        field = f"line {line}, {problem.field}" if line else problem.field
        found.append((line, problem._replace(field=field)))
    return [problem for _, problem in sorted(found, key=itemgetter(0))]


def _placed(path: str, counts: dict[str, int], *, is_list: bool) -> str:
    """The place of a header: of lists each part with its number."""
    place = ""
    *outer, last = (part.strip().strip("\"'") for part in path.split("."))
    for part in outer:
        place = f"{place}.{part}" if place else part
        place += f"[{counts[place]}]" if place in counts else ""
    place = f"{place}.{last}" if place else last
    if is_list:
        counts[place] = counts.get(place, -1) + 1
        place += f"[{counts[place]}]"
    return place


class Table:
    """One table; what is not one is a problem and reads as empty. Each key that is asked for is a known one.

    >>> problems = []
    >>> table = Table({"staff": "2001", "seat": 3}, "class[0]", problems)
    >>> table.whole("staff"), table.whole("seats")
    (None, None)
    >>> table.close()
    >>> [(problem.field, problem.hint) for problem in problems]
    [('class[0].staff', ''), ('class[0].seat', 'Did you mean seats?')]
    """

    def __init__(self, entries: object, place: str, problems: list[Problem]) -> None:
        self.place, self.problems = place, problems
        self.entries: Mapping[str, object] = entries if isinstance(entries, dict) else {}
        self.known: list[str] = []
        if not isinstance(entries, dict):
            problems.append(Problem(self.at(""), _plain(entries), "a table"))

    def at(self, key: str) -> str:
        """Where a key stands."""
        return ".".join(filter(None, (self.place, key)))

    def wrong(self, key: str, value: object, allowed: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.at(key), _plain(value), allowed, hint))

    def value(self, key: str) -> object:
        """What stands there; None where nothing does."""
        self.known.append(key)
        return self.entries.get(key)

    def text(self, key: str) -> str:
        """A text of one line; empty where there is none."""
        value = self.value(key)
        if value is None or (isinstance(value, str) and value.strip() and len(value) <= _MOST_TEXT):
            return "" if value is None else str(value)
        self.wrong(key, value, f"a text of 1 to {_MOST_TEXT} characters")
        return ""

    def one_of(self, key: str, names: Sequence[str]) -> str | None:
        """One of some words; None where none is given."""
        value = self.value(key)
        if value is None or value in names:
            return None if value is None else str(value)
        self.wrong(key, value, ", ".join(names[:-1]) + f" or {names[-1]}")
        return None

    def whole(self, key: str, low: int = 1, high: int = 10**12) -> int | None:
        """A whole number; None where there is none, or a wrong one."""
        value = self.value(key)
        if value is None or (type(value) is int and low <= value <= high):
            return value if type(value) is int else None
        self.wrong(key, value, f"a whole number from {low} to {high}")
        return None

    def wholes(self, key: str) -> tuple[int, ...] | None:
        """A list of ids; None where there is none."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, list) and all(type(each) is int and each >= 1 for each in value):
            return tuple(value)
        self.wrong(key, value, "a list of ids, such as [3001]")
        return ()

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A text, a day of TOML's own, or a list of them, as texts; None where there is none."""
        value = self.value(key)
        if value is None:
            return None
        found = []
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, date) and not isinstance(each, datetime):
                found.append(each.isoformat())
            elif isinstance(each, str) and len(each) <= _MOST_TEXT:
                found.append(each)
            else:
                self.wrong(f"{key}[{number}]" if isinstance(value, list) else key, each, "a text or a day")
        return tuple(found)

    def day(self, key: str) -> date | None:
        """A day, as TOML writes it or as a text."""
        value = self.value(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value if isinstance(value, date) else None
        return self.read(key, value, arguments.DAY_ALLOWED, arguments.day)

    def moment(self, key: str) -> datetime | None:
        """A local date-time to the minute, as TOML writes it or as a text."""
        value = self.value(key)
        if isinstance(value, datetime) and not (value.tzinfo or value.second or value.microsecond):
            return value
        if value is None:
            return None
        return self.read(key, value, arguments.MOMENT_ALLOWED, arguments.moment)

    def clock(self, key: str) -> time | None:
        """A time of day, as TOML writes it or as a text."""
        value = self.value(key)
        if value is None or (isinstance(value, time) and not (value.second or value.microsecond)):
            return value if isinstance(value, time) else None
        return self.read(key, value, arguments.CLOCK_ALLOWED, arguments.clock)

    def read(
        self, key: str, value: object, allowed: str, reader: Callable[[str, str, list[Problem]], Read | None]
    ) -> Read | None:
        """A text read as on a command line."""
        if isinstance(value, str):
            return reader(value, self.at(key), self.problems)
        self.wrong(key, value, allowed)
        return None

    def range(self, key: str, high: int, allowed: str) -> Range | None:
        """A number or two in order, from 0 to `high`, exact; None where there is none."""
        value = self.value(key)
        if value is None:
            return None
        pair = value if isinstance(value, list) else [value, value]
        numbers = [number for each in pair if (number := _decimal(each)) is not None and 0 <= number <= high]
        if len(numbers) == 2 == len(pair) and numbers[0] <= numbers[1]:
            return Range(numbers[0], numbers[1])
        self.wrong(key, value, allowed)
        return None

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list; none where there is none."""
        value = self.value(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.wrong(key, value, f"tables, each under [[{key}]]")
            return
        for number, each in enumerate(value):
            yield Table(each, self.at(f"{key}[{number}]"), self.problems)

    def table(self, key: str) -> "Table | None":
        """The table under a key."""
        value = self.value(key)
        return None if value is None else Table(value, self.at(key), self.problems)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.entries.keys() - set(self.known):
            near = get_close_matches(key, self.known, n=1)
            allowed = "no such key; there are " + ", ".join(dict.fromkeys(self.known))
            self.wrong(key, self.entries[key], allowed, f"Did you mean {near[0]}?" if near else "")


def _decimal(value: object) -> Decimal | None:
    """A number, or a text that is one, exactly as it is written; up to 12 digits before and 6 after the point."""
    if type(value) is int or isinstance(value, Decimal):
        number = Decimal(value)
        return number if number.is_finite() else None
    if isinstance(value, str) and re.match(r"\A[0-9]{1,12}(\.[0-9]{1,6})?%?\Z", value):
        return Decimal(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    return None


def _plain(value: object) -> object:
    """A value as the file would write it, and what is in a list."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | date | time):
        return str(value)
    return value
