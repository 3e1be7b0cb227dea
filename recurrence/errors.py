"""What can be wrong with an input, as facts; `frontdesk.words.messages` puts them into words.

    RecurrenceError (a ValueError)
    ├── InvalidStrategy      mode, days, interval, content type …; or a refusal that a reading asks for (R5, R6)
    ├── InvalidWindow        from, till, count, hours, minutes, the source event; or a refusal (R9)
    │   └── InvalidRequest   both at once: also an InvalidStrategy
    ├── InvalidReading       an axis that does not exist, or a value that it does not have
    ├── InvalidZone          not a name of the tz database
    ├── InvalidSchedule      an edit of a date that is not there, or onto one that is
    ├── InvalidDates         a list of dates with something that is no local date-time, or with too many
    ├── InvalidCalendar      a calendar file (RFC 5545) that cannot be read, or asks for too much
    ├── Unsayable            dates that no rule (RRULE) says exactly
    ├── InvalidRule          a rule that cannot be read, or that no strategy can hold
    └── InvalidTable         a table whose columns do not ask a question at all; its rows' problems are no errors
        └── TooManyDates     more dates than one call makes

    MissingExtra (an ImportError)   a library of an optional extra is not installed

Every error carries `.problems`: all of them, never only the first.
"""

from collections.abc import Sequence
from typing import NamedTuple

SHOWN_CHARACTERS = 60


def shown(value: object) -> str:
    r"""The value as a short text that is safe to show, whatever it is; what may pass for Latin letters and digits is escaped.

    >>> shown("5"), shown(10**30), shown("пять"), shown("m\u043enthly")
    ("'5'", '1000000000000000000000000000000', "'пять'", "'m\\u043enthly'")
    >>> shown(10**5000)
    'an integer of about 5001 digits'
    """
    if type(value) is int and abs(value) >= 10**SHOWN_CHARACTERS:
        return f"an integer of about {int(value.bit_length() * 0.30103) + 1} digits"
    try:
        text = ascii(value) if isinstance(value, str) and _may_deceive(value) else repr(value)
    except Exception:  # noqa: BLE001  a foreign __repr__ may raise anything; the report of a problem must not
        return f"a {type(value).__name__}"
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return f"{text[: SHOWN_CHARACTERS - 2]}…{text[-1]}"


def _may_deceive(text: str) -> bool:
    """Whether there are digits, or Latin letters among which others pass for one of them."""
    return any(char.isdigit() or (char.isascii() and char.isalpha()) for char in text[:SHOWN_CHARACTERS])


class Problem(NamedTuple):
    """One thing that is wrong: which field, the value given, what is allowed, and a likely hint.

    >>> Problem("days", 7, "0 (Sunday) to 6 (Saturday)", "Sunday is 0").message
    'days: 7 is not allowed; it takes 0 (Sunday) to 6 (Saturday). Sunday is 0.'
    """

    field: str
    value: object
    allowed: str
    hint: str = ""

    @property
    def message(self) -> str:
        """The problem in one or two sentences."""
        given = "a value is missing" if self.value is None else f"{shown(self.value)} is not allowed"
        hint = (
            f" {self.hint[0].upper()}{self.hint[1:]}{'' if self.hint.endswith('?') else '.'}"
            if self.hint
            else ""
        )
        return f"{self.field}: {given}; it takes {self.allowed}.{hint}"


class RecurrenceError(ValueError):
    """The root of every error that this package raises on purpose."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class InvalidStrategy(RecurrenceError):
    """A strategy that means nothing, or that a reading refuses."""


class InvalidWindow(RecurrenceError):
    """A window (or source event) that bounds nothing, or that a reading refuses."""


class InvalidRequest(InvalidStrategy, InvalidWindow):
    """Refused for its strategy and for its window, all problems together."""


class InvalidReading(RecurrenceError):
    """An axis or a value that `Reading` does not have."""


class InvalidZone(RecurrenceError):
    """Not the name of a time zone in the tz database."""


class InvalidClosures(RecurrenceError):
    """Closed days that are no days, or weekdays that there are not."""


class InvalidSchedule(RecurrenceError):
    """An edit of a date-time that is not there, or onto one that already is."""


class ClosedDates(InvalidSchedule):
    """Dates on closed days, refused by the policy `refuse`: each a problem, its hint the name of the closure."""


class TooFewDates(InvalidSchedule):
    """The pattern has not enough open dates to make up for those that are left out."""


class InvalidDates(RecurrenceError):
    """A list of dates with members that are no local date-times to the minute, or with too many of them."""


class InvalidCalendar(RecurrenceError):
    """A calendar file that cannot be read, or that asks for more work than is done for one; fields name lines."""


class Unsayable(RecurrenceError):
    """Dates that no rule of RFC 5545 or RFC 7529 says exactly, with the reason."""


class InvalidRule(RecurrenceError):
    """A rule of RFC 5545 that cannot be read, or that says what no strategy can hold: all of it at once."""


class InvalidTable(RecurrenceError):
    """Columns that are missing, stand twice, or are named like those of the answer."""


class TooManyDates(InvalidTable):
    """A table that means more dates than one call makes, which is `most`."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            [
                Problem(
                    "table",
                    f"more than {most} dates",
                    f"{most}",
                    "any number is made in parts, by expand_batches",
                )
            ]
        )


class MissingExtra(ImportError):
    """A library that only an extra of the package brings: which extra, and which library.

    >>> print(MissingExtra("calendars", "icalendar"))
    icalendar is not installed: it comes with the extra `calendars`, pip install 'recur[calendars]'
    """

    def __init__(self, extra: str, library: str) -> None:
        self.extra = extra
        super().__init__(
            f"{library} is not installed: it comes with the extra `{extra}`, pip install 'recur[{extra}]'",
            name=library,
        )


def refuse(strategy: Sequence[Problem], window: Sequence[Problem]) -> None:
    """Raise all problems together, as the narrowest error that names them; nothing if there are none."""
    if strategy and window:
        raise InvalidRequest([*strategy, *window])
    if strategy:
        raise InvalidStrategy(strategy)
    if window:
        raise InvalidWindow(window)


def whole(value: object, field: str, low: int, high: int, problems: list[Problem]) -> int:
    """The value if it is an integer from low to high (a bool is none, nor is "5"), else `low` and a problem more.

    >>> found = []
    >>> whole(3, "interval", 0, 10_000, found), whole("5", "interval", 0, 10_000, found)
    (3, 0)
    >>> found[0].hint
    'it is a text (str), not an integer'
    """
    if type(value) is int and low <= value <= high:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        if low <= value <= high:
            return int(value)
        problems.append(Problem(field, value, f"{low} to {high}"))
    else:
        kinds = {"str": "a text (str)", "bool": "a truth value (bool)", "NoneType": "missing"}
        kind = kinds.get(type(value).__name__, f"of type {type(value).__name__}")
        problems.append(
            Problem(field, value, f"an integer from {low} to {high}", f"it is {kind}, not an integer")
        )
    return low
