"""Tests of the tests: a deliberate fault in the table kernel is noticed by the laws of tables.

Each fault goes into the source as it is imported, in this process, and the laws' own checks are asked about the faulty
kernel; that they find nothing in the kernel as it is shows that they notice the fault.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from itertools import chain
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest

from property_tests.tables import asked, disagreements, estranged, miscounts, torn
from recurrence import interop

PACKAGE = "recurrence.interop.table"
TABLES = 16


class Fault(NamedTuple):
    """A file of the kernel, a snippet that stands in it once, and what stands there instead."""

    module: str
    snippet: str
    instead: str


FAULTS = [
    Fault("columns", "wrong = (found < low) | (found > high)", "wrong = found > high"),
    Fault("columns", "low if absent is None else absent, found", "low, found"),
    Fault("columns", "minutes + _EPOCH * _MINUTES", "minutes + (_EPOCH + 1) * _MINUTES"),
    Fault(
        "planning",
        'asked.start + 1 if reading.from_included == "no"',
        'asked.start if reading.from_included == "no"',
    ),
    Fault("planning", 'np.full_like(since, reading.from_included == "no")', "np.zeros_like(since)"),
    Fault("planning", 'int(reading.till_included == "yes")', "1"),
    Fault("planning", 'endless if reading.both_limits == "till" else most > 0', "most > 0"),
    Fault("planning", "refused |= -most > dates", "refused |= np.abs(most) > dates"),
    Fault("planning", "np.where(endless, -most, most)", "most"),
    Fault("planning", 'reading.count_source == "yes":', "True:"),
    Fault("planning", "hole if hole is None else np.where(hole < dates, hole, -1)", "hole"),
    Fault("planning", "np.where(c.clock == clock, c.event, 0)", "c.event"),
    Fault("planning", "(place < dates[places])", "(place < dates[places] - 1)"),
    Fault("planning", "np.where(no_hours & ~no_minutes, 0, hours)", "hours"),
    Fault("planning", "np.maximum(step, length)", "np.maximum(step, 2 * length)"),
    Fault("planning", "asks = sparse & ~empty", "asks = ~empty"),
    Fault("planning", "_STEP[_mode] = 0", "pass"),
    Fault("planning", "1 << day_from % WEEK", "1 << asked.start % WEEK"),
    Fault("weeks", 'int(reading.week == "monday")', "1"),
    Fault("weeks", "counted_from % WEEK * 256 + days", "days"),
    Fault("weeks", "np.minimum(since, WEEK, out=since)", "np.minimum(since, 6, out=since)"),
    Fault("weeks", "        place -= self.origin\n", "        place -= self.origin - self.origin % 2\n"),
    Fault("months", "for _ in range(2):", "for _ in range(1):"),
    Fault("months", "days = np.minimum(days, length_of(month))", "days = np.minimum(days, 30)"),
    Fault("months", "of_4 - of_100 + of_400", "of_4 - of_100"),
    Fault("months", "month - month % YEAR + of_day % YEAR", "month"),
    Fault("months", "np.where(gone, lost + 1, month), np.where", "np.where(gone, lost, month), np.where"),
    Fault("layout", "late.first + early + 1", "late.first + early"),
    Fault("layout", "np.delete(seconds,", "(lambda values, _: values)(seconds,"),
    Fault("layout", "(whole + 1) * span, out=rest", "whole * span, out=rest"),
    Fault("layout", "reshape(4, -1).T.ravel()", "reshape(4, -1).ravel()"),
    Fault("steps", "np.flatnonzero(~self.bad[begin:end]) + begin", "np.flatnonzero(~self.bad[begin:end])"),
    Fault("steps", "rows + self.first_row if", "rows if"),
    Fault("single", "wrong += more\n    chosen", "chosen"),
    Fault("layout", "many is dates and lands.all()", "lands.all()"),
    Fault("sharing", "begin[1:] > reached[:-1]", "begin[1:] > begin[:-1]"),
    Fault("sharing", "* _MINUTES + runs.clock)", "* _MINUTES)"),
    Fault("sharing", "kind * _PHASES + phase", "kind * _PHASES"),
    Fault("sharing", "+ begin - begin[heads][stretch]", ""),
    Fault("tallies", "(place < turn) & (dates > 0)", "dates > 0"),
    Fault("tallies", "begin[np.cumsum(many) - many] = first", "begin[0] = first[0]"),
    Fault("tallies", "for some, sign in ((spans, 1), (left_out, -1)):", "for some, sign in ((spans, 1),):"),
]


class Finder(MetaPathFinder):
    """Finds the kernel's files, to be loaded with the fault."""

    def __init__(self, fault: Fault | None) -> None:
        self.fault = fault

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The file that Python would find, with a loader of ours."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname.startswith(PACKAGE) else None
        if spec is None or spec.origin is None:
            return None
        spec.loader = Loader(fullname, spec.origin, self.fault)
        return spec


class Loader(SourceFileLoader):
    """Compiles a file of the kernel, with the fault where it belongs."""

    def __init__(self, name: str, path: str, fault: Fault | None) -> None:
        super().__init__(name, path)
        self.fault = fault

    def get_code(self, fullname: str) -> CodeType:
        """The file as it is, or with the fault in it."""
        text = self.get_data(self.path).decode()
        if self.fault and fullname == f"{PACKAGE}.{self.fault.module}":
            assert text.count(self.fault.snippet) == 1, f"{self.fault.snippet!r} does not stand there once"
            text = text.replace(self.fault.snippet, self.fault.instead)
        return compile(text, self.path, "exec")


@contextmanager
def kernel(fault: Fault | None) -> Iterator[ModuleType]:
    """The kernel, imported anew; the one that was imported before is put back."""
    kept = {name: module for name, module in sys.modules.items() if name.startswith(PACKAGE)}
    finder = Finder(fault)
    for name in kept:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(PACKAGE)
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
            del sys.modules[name]
        sys.modules.update(kept)
        vars(interop).pop("table", None)
        if PACKAGE in kept:
            vars(interop)["table"] = kept[PACKAGE]


def noticed(faulty: ModuleType) -> str | None:
    """What the laws say about the kernel."""
    for seed in range(TABLES):
        checks = [disagreements(faulty, asked(seed))]
        if seed < 3:
            few = asked(seed, 40, (0, 40, 4_000))
            checks += [miscounts(faulty, few), torn(faulty, few, 50), estranged(faulty, few)]
        try:
            if found := next(chain(*checks), None):
                return found
        except (ArithmeticError, IndexError, ValueError, RuntimeWarning) as error:
            return f"{error!r}"
    return None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.module}: {fault.snippet}")
def test_a_fault_in_the_kernel_is_noticed(fault: Fault) -> None:
    with kernel(fault) as faulty:
        assert noticed(faulty) is not None


def test_nothing_is_noticed_in_the_kernel_as_it_is() -> None:
    with kernel(None) as sound:
        assert noticed(sound) is None
    assert sys.modules.get(PACKAGE) is vars(interop).get("table")
