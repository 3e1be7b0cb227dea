"""What is made to go wrong: lists of instructions by operation, each consumed by one request, none to be left over.

An instruction is one or more parts joined by ` + `, each `name[:argument][@stage]`, such as `ok`, `503@partial:2`,
`rst@after`, `foreign:2027-01-04T10:30:00@before + hang@after`. The names are in `fault_table.py`. This file reads
and hands out instructions; it carries none out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sync.emulator.errors import EmulatorError
from sync.emulator.fault_table import ALIASES, FAULTS, Fault
from sync.emulator.routes import NAMES

CONNECT = "connect"
ANY = "*"
_STAGE = re.compile(r"@(?P<stage>before|after|partial:[0-9]{1,6})\Z", re.ASCII)


class Part(NamedTuple):
    """One part of an instruction: what it is, its argument, and when the service does its work.

    `stage`: `before` (nothing is stored), `after` (all is) or `partial` (the first `kept` dates are).
    """

    fault: Fault
    argument: str
    stage: str
    kept: int = 0


class Instruction(NamedTuple):
    """One instruction, as it was written and in parts."""

    text: str
    parts: tuple[Part, ...]

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.fault.kind == kind)

    @property
    def work(self) -> Part:
        """The part that says when the service does its work: the first that is no effect."""
        return next((part for part in self.parts if part.fault.kind != "effect"), OK.parts[0])


def parse(text: str) -> Instruction:
    """An instruction from its text; raises `EmulatorError`.

    >>> parse("503@partial:2").parts[0][1:], parse("commit-then-rst").parts[0].stage
    (('', 'partial', 2), 'after')
    """
    return Instruction(text, tuple(_part(piece.strip()) for piece in text.split(" + ")))


def _part(piece: str) -> Part:
    found = _STAGE.search(piece)
    body = piece[: found.start()] if found else piece
    name, colon, argument = body.partition(":")
    if name in ALIASES:
        aliased = ALIASES[name] + (f":{argument}" if colon else "")
        return _part(aliased + (found.group() if found else ""))
    fault = FAULTS.get(name)
    if fault is None:
        raise EmulatorError("faults", piece, "one of " + ", ".join([*FAULTS, *ALIASES]))
    if not re.fullmatch(fault.check, argument, re.ASCII):
        raise EmulatorError("faults", piece, fault.takes)
    stage, _, kept = (found["stage"] if found else fault.stage).partition(":")
    return Part(fault, argument or fault.default, stage, int(kept or 0))


OK = parse("ok")


class Faults:
    """The lists, and what became of them. An operation without a list (or with an empty one) goes well.

    Lists are named for operations, for `*` (any operation without a list of its own) or for `connect`
    (a connection, before anything is read from it).

    >>> faults = Faults({"duplicate": ["ok", "503"]})
    >>> faults.take("duplicate").text, faults.unused()
    ('ok', {'duplicate': ['503']})
    """

    def __init__(self, lists: Mapping[str, Sequence[str]] | None = None) -> None:
        self._lists: dict[str, list[Instruction]] = {}
        self.used: Counter[str] = Counter()
        self.add(lists or {})

    def add(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Append instructions to the lists; raises `EmulatorError` and adds none if one is wrong."""
        allowed = (*NAMES, ANY, CONNECT)
        read: dict[str, list[Instruction]] = {}
        for name, texts in lists.items():
            if name not in allowed:
                raise EmulatorError("faults", name, "one of " + ", ".join(allowed))
            if isinstance(texts, str) or not all(isinstance(text, str) for text in texts):
                raise EmulatorError(f"faults.{name}", texts, "a list of instructions")
            read[name] = [parse(text) for text in texts]
            if name == CONNECT and any(i.work.fault.name not in _ON_CONNECT for i in read[name]):
                raise EmulatorError("faults.connect", list(texts), " or ".join(sorted(_ON_CONNECT)))
        for name, instructions in read.items():
            self._lists.setdefault(name, []).extend(instructions)

    def clear(self) -> None:
        """Forget what is left."""
        self._lists.clear()

    def take(self, operation: str) -> Instruction:
        """The next instruction for an operation."""
        for name in (operation,) if operation == CONNECT else (operation, ANY):
            if waiting := self._lists.get(name):
                taken = waiting.pop(0)
                self.used.update(part.fault.name for part in taken.parts)
                return taken
        return OK

    def unused(self) -> dict[str, list[str]]:
        """What no request has consumed, by list."""
        return {name: [i.text for i in waiting] for name, waiting in self._lists.items() if waiting}


_ON_CONNECT = frozenset({"ok", "rst", "fin", "hang"})
