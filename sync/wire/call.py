"""One HTTP call as data: what is asked, not how or whether it is sent.

A path is made of literals and integers only, so no text from outside can become a part of it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple


class Method(Enum):
    """The four verbs of the API."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Call:
    """A method, a path below the API's base (`/v1/…`), query pairs in order, and a JSON body or None.

    The body is never shown: that of a login holds a password.
    """

    method: Method
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)


class Filters(NamedTuple):
    """Which events are looked for: of these services, staff and resources; an empty tuple means all."""

    service_ids: tuple[int, ...] = ()
    staff_ids: tuple[int, ...] = ()
    resource_ids: tuple[int, ...] = ()


class Arrays(Enum):
    """How a list stands in a query; the documentation does not say."""

    BRACKETS = "brackets"  # service_ids[]=1&service_ids[]=2
    REPEATED = "repeated"  # service_ids=1&service_ids=2
    COMMAS = "commas"  # service_ids=1,2


def encoded(fields: Mapping[str, object]) -> bytes:
    """A JSON body: ASCII, compact, in the order given.

    >>> encoded({"dates": ["2020-10-03T13:30:00"], "force": False})
    b'{"dates":["2020-10-03T13:30:00"],"force":false}'
    """
    return json.dumps(fields, separators=(",", ":"), allow_nan=False).encode("ascii")


def pairs(name: str, values: Iterable[int], arrays: Arrays) -> tuple[tuple[str, str], ...]:
    """A list of ids as query pairs.

    >>> pairs("staff_ids", [1, 2], Arrays.BRACKETS), pairs("staff_ids", [1, 2], Arrays.COMMAS)
    ((('staff_ids[]', '1'), ('staff_ids[]', '2')), (('staff_ids', '1,2'),))
    """
    texts = [str(value) for value in values]
    if arrays is Arrays.COMMAS:
        return ((name, ",".join(texts)),) if texts else ()
    return tuple((f"{name}[]" if arrays is Arrays.BRACKETS else name, text) for text in texts)


def moment(value: datetime) -> str:
    """A local date-time as the API takes it.

    >>> moment(datetime(2020, 10, 3, 13, 30))
    '2020-10-03T13:30:00'
    """
    return datetime.isoformat(value.replace(microsecond=0), timespec="seconds")


def day(value: date) -> str:
    """A day as the API takes it.

    >>> day(date(2020, 9, 28))
    '2020-09-28'
    """
    return date(value.year, value.month, value.day).isoformat()
