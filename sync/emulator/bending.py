"""What faults make of the dates of a duplication before they are created. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sync.emulator.context import Bend, straight
from sync.emulator.faults import Instruction

Slots = list[datetime]


def bend_of(instruction: Instruction) -> Bend:
    """How the instruction changes the dates that are created.

    >>> from sync.emulator.faults import parse
    >>> [day.day for day in bend_of(parse("more:2"))([datetime(2027, 1, 4)])]
    [4, 5, 6]
    """
    bends = [_BENDS[part.fault.name](part.argument) for part in instruction.of("create")]
    if instruction.work.stage == "partial":
        bends.append(_first(instruction.work.kept))
    if not bends:
        return straight

    def bent(slots: Slots) -> Slots:
        for bend in bends:
            slots = bend(slots)
        return slots

    return bent


def _first(number: int) -> Bend:
    return lambda slots: slots[:number]


def _fewer(argument: str) -> Bend:
    return lambda slots: slots[: -int(argument) or None]


def _more(argument: str) -> Bend:
    return lambda slots: [*slots, *(slots[-1] + timedelta(days=n + 1) for n in range(int(argument)) if slots)]


def _later(seconds: float) -> Bend:
    return lambda slots: [slot + timedelta(seconds=seconds) for slot in slots]


_BENDS: dict[str, Callable[[str], Bend]] = {
    "fewer": _fewer,
    "more": _more,
    "other": lambda _argument: _later(86_400),
    "shift": lambda argument: _later(float(argument)),
    "twice": lambda _argument: lambda slots: [*slots[:1], *slots],
}
