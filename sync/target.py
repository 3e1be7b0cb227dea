"""Which event at which location is meant. Ids are integers: no text ever becomes part of a path."""

import re
from typing import NamedTuple, Self

from recurrence.errors import Problem, whole
from recurrence.strategy import MAX_ID
from sync.errors import BadInput

ID_ALLOWED = f"the digits 0-9: a number from 1 to {MAX_ID}"
_ID = re.compile(r"\A[1-9][0-9]{0,12}\Z")


class _TargetFields(NamedTuple):
    location: int
    event: int


class Target(_TargetFields):
    """An event at a location, both ids integers from 1 to 10¹². Raises `BadInput` with all problems.

    >>> Target(4564, 108).event
    108
    >>> Target(0, 108)
    Traceback (most recent call last):
    ...
    sync.errors.BadInput: location: 0 is not allowed; it takes 1 to 1000000000000.
    """

    __slots__ = ()

    def __new__(cls, location: int, event: int) -> Self:
        """Check both ids."""
        problems: list[Problem] = []
        fields = (
            whole(location, "location", 1, MAX_ID, problems),
            whole(event, "event", 1, MAX_ID, problems),
        )
        if problems:
            raise BadInput(problems)
        return tuple.__new__(cls, fields)


def checked_id(value: object, field: str) -> int:
    """The value if it is an id. Raises `BadInput`."""
    problems: list[Problem] = []
    found = whole(value, field, 1, MAX_ID, problems)
    if problems:
        raise BadInput(problems)
    return found


def id_from_text(text: str, field: str) -> int:
    r"""An id as a person or a file writes it: ASCII digits and nothing else. Raises `BadInput`.

    >>> id_from_text("108", "event")
    108
    >>> id_from_text("１０８", "event")
    Traceback (most recent call last):
    ...
    sync.errors.BadInput: event: '\uff11\uff10\uff18' is not allowed; it takes the digits 0-9: a number from 1 to 1000000000000.
    """
    if type(text) is not str or not _ID.match(text) or int(text) > MAX_ID:
        raise BadInput([Problem(field, text, ID_ALLOWED)])
    return int(text)
