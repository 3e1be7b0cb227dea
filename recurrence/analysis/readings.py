"""Sets of readings: one bit for each of the 207,360 ways to read the documentation, so that sets meet in one step.

Knows the axes and their values, and nothing of what they mean. Bit number i stands for reading number i of the
product of all axes, R1 slowest and R13 fastest; number 0 is the documented reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product
from math import prod
from operator import mul
from typing import Any

from recurrence.errors import InvalidReading, Problem
from recurrence.reading import AXES, DOCUMENTED, Reading

_SIZES = tuple(map(len, AXES.values()))
NUMBER = prod(_SIZES)
"""How many readings there are."""

_ALL = (1 << NUMBER) - 1
_STRIDES = dict(zip(AXES, (*accumulate(_SIZES[:0:-1], mul, initial=1),)[::-1], strict=True))
"""How far apart the bits of two neighbouring values of an axis lie."""

Case = Mapping[str, tuple[str, ...]]
"""Some readings: for each axis named, the values that it may have; every other axis may have any."""


@dataclass(frozen=True, slots=True, eq=True)
class Readings:
    """A set of readings, immutable, with the operators of sets; make one with `where` or `only`.

    >>> weeks = where(week=("sunday", "rolling"))
    >>> len(weeks), DOCUMENTED in weeks, weeks.values("week"), weeks.axes()
    (138240, False, ('sunday', 'rolling'), ('week',))
    """

    bits: int

    def __len__(self) -> int:
        """How many of the 207,360 there are."""
        return self.bits.bit_count()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.bits != 0

    def __contains__(self, reading: Reading) -> bool:
        """Whether a reading is one of them."""
        return self.bits >> _number(reading) & 1 == 1

    def __and__(self, other: "Readings") -> "Readings":
        """Those in both."""
        return Readings(self.bits & other.bits)

    def __or__(self, other: "Readings") -> "Readings":
        """Those in either."""
        return Readings(self.bits | other.bits)

    def __sub__(self, other: "Readings") -> "Readings":
        """Those that are not in the other."""
        return Readings(self.bits & ~other.bits)

    def __le__(self, other: "Readings") -> bool:
        """Whether all of them are in the other."""
        return not self.bits & ~other.bits

    def __repr__(self) -> str:
        return f"<Readings {len(self):,} of {NUMBER:,}>"

    def place(self) -> int:
        """The number of the first of them in the product of all axes; there must be one."""
        return (self.bits & -self.bits).bit_length() - 1

    def first(self) -> Reading:
        """The first of them: the documented one, if it is there; there must be one."""
        number = self.place()
        return Reading._make(
            values[number // stride % len(values)]
            for values, stride in zip(AXES.values(), _STRIDES.values(), strict=True)
        )

    def values(self, axis: str) -> tuple[str, ...]:
        """The values of an axis that some of them have."""
        return tuple(value for value in AXES[axis] if self.bits & _mask(axis, value))

    def settled(self) -> dict[str, str]:
        """The axes that have one and the same value in all of them.

        >>> only(DOCUMENTED).settled() == DOCUMENTED._asdict()
        True
        """
        found = {axis: self.values(axis) for axis in AXES}
        return {axis: values[0] for axis, values in found.items() if len(values) == 1}

    def axes(self) -> tuple[str, ...]:
        """The axes that being one of them depends on, R1 to R13 in order."""
        return tuple(axis for axis in AXES if len(_slices(self.bits, axis)) > 1)

    def standing(self) -> Iterator[Reading]:
        """A reading for each choice that makes a difference to being one of them; all else at its default.

        >>> [reading.changed() for reading in where(week=("sunday", "rolling")).standing()]
        [{'week': 'sunday'}, {'week': 'rolling'}]
        """
        axes = self.axes()
        for values in product(*(self.values(axis) for axis in axes)):
            reading = DOCUMENTED.replace(**dict(zip(axes, values, strict=True)))
            if reading in self:
                yield reading

    def filled(self, unasked: "Readings") -> "Readings":
        """With those of the unasked ones that differ from one of these only in axes that the unasked are about.

        What is not in question may be said to belong, where that makes the cases fewer.

        >>> where(anchor=("from",), week=("sunday",)).filled(where(anchor=("event", "event_day"))).axes()
        ('week',)
        """
        bits = self.bits
        for axis in unasked.axes():
            parts = [(bits & _mask(axis, value)) >> _offset(axis, value) for value in AXES[axis]]
            anywhere = 0
            for part in parts:
                anywhere |= part
            for value in AXES[axis]:
                bits |= anywhere << _offset(axis, value) & unasked.bits
        return Readings(bits)

    def cases(self) -> tuple[Case, ...]:
        """The set as cases that do not overlap, each the values of some axes.

        >>> found = where(week=("sunday",)) | where(source_slot=("create",))
        >>> [dict(case) for case in found.cases()]  # doctest: +NORMALIZE_WHITESPACE
        [{'week': ('monday', 'rolling'), 'source_slot': ('create',)}, {'week': ('sunday',)}]
        """
        return tuple(_cases(self.bits)) if self else ()


def where(**axes: tuple[str, ...]) -> Readings:
    """The readings that have one of the values given for each axis given. Raises `InvalidReading`.

    >>> len(where()), len(where(both_limits=("earliest", "refuse")))
    (207360, 103680)
    """
    problems = [
        Problem(axis, value, ", ".join(AXES.get(axis, ())) or "an axis: " + ", ".join(AXES))
        for axis, values in axes.items()
        for value in (values or (None,))
        if value not in AXES.get(axis, ())
    ]
    if problems:
        raise InvalidReading(problems)
    bits = _ALL
    for axis, values in axes.items():
        bits &= _any(axis, values)
    return Readings(bits)


def only(reading: Reading) -> Readings:
    """One reading alone."""
    return Readings(1 << _number(reading))


EVERY = Readings(_ALL)
"""All readings."""

NONE = Readings(0)


def _number(reading: Reading) -> int:
    return sum(AXES[axis].index(value) * _STRIDES[axis] for axis, value in reading._asdict().items())


def _offset(axis: str, value: str) -> int:
    """How far the readings with a value lie behind those with the axis' first value."""
    return AXES[axis].index(value) * _STRIDES[axis]


@lru_cache(maxsize=64)
def _mask(axis: str, value: str) -> int:
    """All readings with a value: runs of as many bits as the axis' stride, repeated to the end by doubling."""
    stride, size = _STRIDES[axis], len(AXES[axis])
    bits, width = ((1 << stride) - 1) << _offset(axis, value), stride * size
    while width < NUMBER:
        bits |= bits << width
        width *= 2
    return bits & _ALL


def _any(axis: str, values: tuple[str, ...]) -> int:
    bits = 0
    for value in values:
        bits |= _mask(axis, value)
    return bits


def _slices(bits: int, axis: str) -> dict[int, list[str]]:
    """What is left of a set when the value of an axis is looked away from; values that leave the same together."""
    found: dict[int, list[str]] = {}
    for place, value in enumerate(AXES[axis]):
        found.setdefault((bits & _mask(axis, value)) >> place * _STRIDES[axis], []).append(value)
    return found


def _cases(bits: int) -> Iterator[Case]:
    """What all have in common; where that does not say it, the cases of the first axis that makes a difference."""
    common: dict[str, tuple[str, ...]] = {}
    for axis, values in AXES.items():
        present = Readings(bits).values(axis)
        if len(present) < len(values):
            common[axis] = present
    if where(**common).bits == bits:
        yield common
        return
    for axis in AXES:
        parts = [values for rest, values in _slices(bits, axis).items() if rest]
        if len(parts) > 1:
            for part in parts:
                yield from _cases(bits & _any(axis, tuple(part)))
            return


def differing_axes(
    groups: "Mapping[Any, Readings] | list[Readings]", axes: tuple[str, ...]
) -> tuple[str, ...]:
    """Those of some axes of which a change alone moves a reading from one group to another.

    >>> differing_axes([where(week=("monday",)), where(week=("sunday",))], ("anchor", "week"))
    ('week',)
    """
    sets = [found.bits for found in (groups.values() if isinstance(groups, Mapping) else groups)]
    together = 0
    for bits in sets:
        together |= bits
    return tuple(axis for axis in axes if any(_differs(bits, together, axis) for bits in sets))


def _differs(bits: int, together: int, axis: str) -> bool:
    """Whether a change of the axis takes a reading out of a set into another one of those together."""
    values, stride = AXES[axis], _STRIDES[axis]
    if together == _ALL:  # the usual case: every value beside the first
        first = _mask(axis, values[0])
        return any((bits ^ (bits >> step * stride)) & first for step in range(1, len(values)))
    return any(
        (bits ^ (bits >> step * stride)) & together & (together >> step * stride) & _mask(axis, value)
        for place, value in enumerate(values)
        for step in range(1, len(values) - place)
    )
