"""What V1 tells about its calendar besides events: which days have any, the first and last of them, and what to filter by."""

import re
from datetime import date
from typing import NamedTuple

from recurrence.errors import Problem
from sync.errors import WireError
from sync.wire.fields import Fields
from sync.wire.v1_envelope import envelope

_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DAY_ALLOWED = "a day such as '2023-06-01'"


class FilterChoice(NamedTuple):
    """One thing to filter by: its id and title."""

    id: int
    title: str


class FilterBlock(NamedTuple):
    """One kind of filter (`staff`, `resource`, `service`, `service_category`) and its choices."""

    code: str
    title: str
    choices: tuple[FilterChoice, ...]


def days_of(document: object) -> tuple[date, ...]:
    """The days that have events, sorted; the API does not always sort them. Raises `WireError`.

    >>> days_of({"success": True, "data": ["2023-06-02", "2023-06-01"], "meta": []})
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 2))
    """
    data = envelope(document).data
    problems: list[Problem] = []
    if not isinstance(data, list):
        raise WireError([Problem("data", data, "a list of days")])
    found = [_day(value, f"data[{number}]", problems) for number, value in enumerate(data)]
    if problems:
        raise WireError(problems)
    return tuple(sorted(found))


def range_of(document: object) -> tuple[date, date]:
    """The first and the last day that have events. Raises `WireError`.

    >>> range_of({"success": True, "data": {"min_date": "2023-06-01", "max_date": "2023-07-15"}, "meta": []})
    (datetime.date(2023, 6, 1), datetime.date(2023, 7, 15))
    """
    problems: list[Problem] = []
    fields = Fields(envelope(document).data, "data", problems)
    first = _day(fields.value("min_date"), fields.at("min_date"), problems)
    last = _day(fields.value("max_date"), fields.at("max_date"), problems)
    if problems:
        raise WireError(problems)
    return first, last


def filters_of(document: object) -> tuple[FilterBlock, ...]:
    """The blocks of filters. Raises `WireError`."""
    problems: list[Problem] = []
    found = tuple(
        _block(Fields(block, path, problems))
        for path, block in Fields({"data": envelope(document).data}, "", problems).items("data")
    )
    if problems:
        raise WireError(problems)
    return found


def _block(fields: Fields) -> FilterBlock:
    choices = [Fields(choice, path, fields.problems) for path, choice in fields.items("data")]
    return FilterBlock(
        fields.text("code"),
        fields.text("title"),
        tuple(FilterChoice(choice.whole("id"), choice.text("title")) for choice in choices),
    )


def _day(value: object, path: str, problems: list[Problem]) -> date:
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # the 31st of February
            pass
    problems.append(Problem(path, value, _DAY_ALLOWED))
    return date.min
