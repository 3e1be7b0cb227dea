"""The open points of the documentation, one named field for each (R1–R13), and the documented reading.

A `Reading` is chosen by a person and shown with every result; nothing here decides a date.
"""

from typing import Any, Literal, NamedTuple, Self, cast, get_args

from recurrence.errors import InvalidReading, Problem


class _Axes(NamedTuple):
    interval_means: Literal["break", "step"] = "break"
    anchor: Literal["from", "event", "event_day"] = "from"
    week: Literal["monday", "sunday", "rolling"] = "monday"
    missing_day: Literal["skip", "clamp", "overflow", "clamp_drift", "overflow_drift"] = "skip"
    empty_days: Literal["refuse", "anchor_weekday", "none"] = "refuse"
    fixed_interval: Literal["ignore", "weeks", "refuse"] = "ignore"
    from_included: Literal["yes", "no"] = "yes"
    till_included: Literal["yes", "no"] = "yes"
    both_limits: Literal["earliest", "count", "till", "refuse"] = "earliest"
    source_slot: Literal["skip", "create"] = "skip"
    count_source: Literal["no", "yes"] = "no"
    lone_time: Literal["event", "zero"] = "event"
    zero_time: Literal["value", "unset"] = "value"


AXES: dict[str, tuple[str, ...]] = {axis: get_args(kind) for axis, kind in _Axes.__annotations__.items()}
"""Each axis and its values, R1 to R13 in order, the default first."""

CLAUSE: dict[str, str] = {axis: f"R{number}" for number, axis in enumerate(AXES, start=1)}
"""The number of each axis in docs/semantics.md."""


class Reading(_Axes):
    """One way to read the documentation: a value for each open point (R1–R13), defaults where none is given.

    Raises `InvalidReading` for an axis or a value that does not exist.

    >>> Reading(week="sunday", missing_day="clamp").changed()
    {'week': 'sunday', 'missing_day': 'clamp'}
    >>> Reading(week="friday")
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidReading: week: 'friday' is not allowed; it takes monday, sunday or rolling.
    """

    __slots__ = ()

    def __new__(cls, **axes: str) -> Self:
        """Check every axis and value that is given."""
        problems = [problem for axis, value in axes.items() for problem in _problems(axis, value)]
        if problems:
            raise InvalidReading(problems)
        return super().__new__(cls, **cast("Any", axes))

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]:
        return (), self._asdict()

    def changed(self) -> dict[str, str]:
        """The axes that differ from the documented reading.

        >>> DOCUMENTED.changed()
        {}
        """
        return {axis: value for axis, value in self._asdict().items() if value != AXES[axis][0]}

    def replace(self, **axes: str) -> "Reading":
        """The same reading with some axes changed, checked like a new one.

        >>> DOCUMENTED.replace(anchor="event").anchor
        'event'
        """
        return Reading(**{**self._asdict(), **axes})

    _replace = replace  # the inherited one would skip the checks


def _problems(axis: str, value: object) -> list[Problem]:
    if axis not in AXES:
        return [Problem("reading", axis, "one of " + ", ".join(AXES))]
    allowed = AXES[axis]
    if isinstance(value, str) and value in allowed:
        return []
    return [Problem(axis, value, ", ".join(allowed[:-1]) + " or " + allowed[-1])]


DOCUMENTED = Reading()
"""The documented reading: the default of every axis."""
