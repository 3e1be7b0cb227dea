"""One row as Python values, and everything that is wrong with it: what `Strategy`, `Window`, `Reading` and `expand` say.

The slow way, for the rows that the arithmetic on columns has found to be bad: there they get the very problems that
`expand` would have raised. Decides also what a text in a column means: what it would mean as a cell of a CSV file.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from math import isnan
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from recurrence.errors import (
    InvalidReading,
    InvalidStrategy,
    InvalidWindow,
    Problem,
    RecurrenceError,
)
from recurrence.interop.table.schema import FIELDS, is_text
from recurrence.occurrences import expand
from recurrence.reading import AXES, Reading
from recurrence.rule import rule_of
from recurrence.strategy import Strategy
from recurrence.window import Window, event_problems

EXACT = 2**53
"""From here on a float may stand for a whole number that it cannot hold."""
DIGITS = 18
"""How long a text may be that is a number; a longer one is out of every bound here."""

Fault = tuple[str, str, str]
"""Field, kind (the class of error that `expand` raises for it) and message."""


class Question(NamedTuple):
    """What `expand` takes."""

    strategy: Strategy
    window: Window
    event: datetime | None
    reading: Reading


def values(table: pa.Table, row: int) -> dict[str, Any]:
    """The fields of a row as the typed API takes them; what it cannot take stays as it is, for it to refuse.

    >>> table = pa.table({"repeat_mode_id": ["5"], "days": ["4, 1"], "from": ["2027-02-01"], "count": [3]})
    >>> values(table, 0)
    {'repeat_mode_id': 5, 'days': [4, 1], 'from': datetime.date(2027, 2, 1), 'count': 3}
    """
    found = {}
    for name in table.column_names:
        if name in FIELDS:
            column = table.column(name)
            value = _plain(column, row)
            if value is not None:
                value = READERS[name](value) if is_text(column.type) else _as_meant(name, value)
            if value is not None:
                found[name] = value
    return found


def _as_meant(name: str, value: Any) -> Any:  # noqa: ANN401  whatever stands there
    """A single weekday is a list of one, a day at midnight without a zone is that day, and a whole float its number."""
    if name in _WHOLE:
        value = [_whole(each) for each in value] if isinstance(value, list) else _whole(value)
    if name == "days" and type(value) is int:
        return [value]
    if name in {"from", "till"} and isinstance(value, datetime) and value == datetime.combine(value, time()):
        return value.date()
    return value


def _whole(value: Any) -> Any:  # noqa: ANN401  whatever stands there
    """The integer that a float is, if it is one for certain."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < EXACT else value


def question(given: dict[str, Any], reading: Reading) -> Question:
    """The strategy, window, event and reading of a row. Raises the typed errors of each, one after another."""
    return Question(_strategy(given), _window(given), given.get("event"), _reading(given, reading))


def faults(given: dict[str, Any], reading: Reading) -> list[Fault]:
    """All problems of a row; none if it means dates.

    >>> faults({"repeat_mode_id": 8, "from": date(2027, 1, 1), "hours": 24}, Reading())[1][:2]
    ('till', 'InvalidWindow')
    """
    strategy, wrong = _try(lambda: _strategy(given))
    window, more = _try(lambda: _window(given))
    wrong += more
    chosen, more = _try(lambda: _reading(given, reading))
    wrong += more
    event = given.get("event")
    if chosen is None or (strategy is None and window is None):
        return wrong + _of_event(event)
    if window is None:
        refusals = rule_of(strategy, chosen).refusals
        return wrong + [_fault(problem, InvalidStrategy) for problem in refusals] + _of_event(event)
    _, more = _try(lambda: len(expand(strategy or Strategy(1), window, event, chosen)))
    if (
        strategy is None
    ):  # what the window lacks is the same for every strategy, but for what the calendar has left
        both = chosen.both_limits == "refuse" and window.till is not None
        more = [fault for fault in more if fault[0] != "count" or both]
    return wrong + more


def _try(make: Callable[[], Any]) -> tuple[Any, list[Fault]]:
    try:
        return make(), []
    except RecurrenceError as error:
        return None, [_fault(problem, type(error)) for problem in error.problems]


def _fault(problem: Problem, kind: type[RecurrenceError]) -> Fault:
    """A problem under its column's name, and of a text that is no day also how one is written."""
    if problem.field == "repeat_mode":
        problem = problem._replace(field="repeat_mode_id")
    if problem.field in {"from", "till"} and problem.allowed == "a date":
        problem = problem._replace(allowed="a date YYYY-MM-DD")
    if kind not in {InvalidStrategy, InvalidWindow, InvalidReading}:  # both at once
        kind = InvalidStrategy if problem.field in {"days", "interval"} else InvalidWindow
    return problem.field, kind.__name__, problem.message


def _of_event(event: object) -> list[Fault]:
    return [] if event is None else [_fault(problem, InvalidWindow) for problem in event_problems(event)]


def _strategy(given: dict[str, Any]) -> Strategy:
    return Strategy(given.get("repeat_mode_id"), given.get("days", ()), given.get("interval", 0))  # type: ignore[arg-type]  # it refuses None


def _window(given: dict[str, Any]) -> Window:
    names = ("from", "till", "count", "hours", "minutes")
    return Window(*(given.get(name) for name in names))  # type: ignore[arg-type]  # it refuses None


def _reading(given: dict[str, Any], reading: Reading) -> Reading:
    return of_axes(given["reading"]) if "reading" in given else reading


def of_axes(axes: object) -> Reading:
    """The reading that a row says: the documented one but for the axes that it names. Raises `InvalidReading`."""
    if not isinstance(axes, dict):
        raise InvalidReading([Problem("reading", axes, "axis=value with an axis among " + ", ".join(AXES))])
    return Reading(**{str(axis): value for axis, value in axes.items() if value is not None})


# --- values of columns and texts ----------------------------------------------------------------------------------


def _plain(column: pa.ChunkedArray, row: int) -> Any:  # noqa: ANN401  whatever stands there
    scalar = column[row]
    if not scalar.is_valid:
        return None
    if pa.types.is_floating(scalar.type):
        value = float(scalar.as_py())
        return None if isnan(value) else value
    if pa.types.is_dictionary(scalar.type):
        scalar = scalar.value
    if pa.types.is_timestamp(scalar.type):
        return _moment(scalar)
    try:
        return scalar.as_py()
    except (ArithmeticError, ValueError):  # a day outside of the calendar
        return str(scalar.cast(pa.int64()).as_py()) if scalar.type.bit_width == 64 else _far(scalar)


def _far(scalar: pa.Scalar) -> str:
    return str(np.datetime64(scalar.cast(pa.int32()).as_py(), "D"))


def _moment(scalar: pa.Scalar) -> object:
    """A date-time to the microsecond, with a zone if it has one; else, and out of the calendar, its text."""
    raw = np.datetime64(scalar.value, scalar.type.unit)
    fine = raw.astype("datetime64[us]")
    moment = fine.item()
    if fine != raw or not isinstance(moment, datetime):
        return str(raw)
    return scalar.as_py() if scalar.type.tz else moment


def _number(text: str) -> object:
    """A whole number, also one that was written as a float."""
    bare = text.strip()
    digits = bare.rstrip("0").removesuffix(".") if bare.endswith("0") and "." in bare else bare
    return int(digits) if _is_number(digits) else bare or None


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS


def _days(text: str) -> object:
    return [
        _number(word) for word in text.strip().removeprefix("[").removesuffix("]").replace(",", " ").split()
    ]


def _date(text: str) -> object:
    bare = text.strip()
    try:
        return date.fromisoformat(bare) if len(bare) == 10 and bare[4] == "-" else bare or None
    except ValueError:
        return bare


def _local(text: str) -> object:
    bare = text.strip()
    try:
        moment = datetime.fromisoformat(bare)
    except ValueError:
        return bare or None
    return moment if len(bare) >= 16 and bare[4] == "-" else bare


def _axes(text: str) -> object:
    """`axis=value`, any number of them, with spaces or commas between; `documented` for none."""
    bare = text.strip()
    pairs = [word.partition("=") for word in bare.replace(",", " ").split()]
    if bare == "documented":
        return {}
    if not all(value for _, _, value in pairs) or len({axis for axis, _, _ in pairs}) < len(pairs):
        return bare
    return {axis: value for axis, _, value in pairs} or None


_WHOLE = frozenset({"repeat_mode_id", "days", "interval", "count", "hours", "minutes"})
READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(FIELDS, _number),
    "days": _days,
    "from": _date,
    "till": _date,
    "event": _local,
    "reading": _axes,
}
"""What a text in a column of each field is read as; None for an empty one."""
