"""C12: small faults put into the core, one at a time: `python -m tests.campaign.mutants engine|sync SEED FIRST COUNT`.

All mutants of the core, in an order that the seed shuffles; this takes some of them. Each runs in a forked process: the
function gets the mutant's code, then the tests that enter it run, the quickest first, until one fails. What no test enters
survives. A survivor is listed by name. Those in survivors.toml are not counted: there stands why they are no faults.
`… control` makes one that no test could miss, and one that is none.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

from tests.campaign.forked import NOT_RUN, SURVIVED, Tests, with_tests
from tests.campaign.mutation import Mutant, mutants
from tests.campaign.runner import ROOT
from tests.campaign.said import say

MOST_FAILING = 3
"""Tests that may be left out of a batch, as one that another process disturbs."""
REASONS = Path(__file__).parent / "survivors.toml"
LAWS = [
    f"property_tests/test_laws_{law}.py"
    for law in ("oracle", "indexing", "window", "walltime", "closing", "equality", "laziness")
]
ENGINE = ["tests/spec", "tests/engine", *LAWS]
SYNC = [
    *(f"tests/apply/test_{name}.py" for name in ("unknown_outcomes", "answers", "looks_and_others", "others", "held_back", "plan_files", "journals", "rows", "kills", "small_print", "steps")),
    *(f"tests/frontdesk_plan/test_{name}.py" for name in ("afterwards", "apply", "plan", "show")),
    *(f"tests/pace/test_{name}.py" for name in ("next_send", "log", "files", "small_print")),
    "tests/plan", "tests/sync/test_outcome.py", "tests/sync/test_values.py", "tests/simulation", "tests/fleet/test_book.py", "tests/fleet/test_folder.py",
]  # fmt: skip


class Core(NamedTuple):
    """The files that are changed, and the tests that should notice."""

    files: list[str]
    tests: list[str]


CORES = {
    "engine": Core([f"recurrence/{name}.py" for name in ("cycle", "rule", "occurrences", "window", "strategy", "reading", "schedule", "closing", "closures", "slot", "walltime")], ENGINE),
    "sync": Core([f"sync/{name}.py" for name in ("outcome", "steps", "progress", "apply", "verify", "plan", "planfile", "journal", "rows", "pace")], SYNC),
}  # fmt: skip


def listed(core: str, seed: int) -> list[tuple[str, Mutant]]:
    """All mutants of a core in the order of a seed."""
    found = [
        (file, one)
        for file in CORES[core].files
        for one in mutants((ROOT / file).read_text(encoding="utf-8"))
    ]
    Random(seed).shuffle(found)
    return found


def reasons() -> dict[str, str]:
    """The survivors that are no faults, each with its reason."""
    groups = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivors"]
    return {name: group["why"] for group in groups for name in group["mutants"]}


def told() -> dict[str, str]:
    """What is said of survivors: why they are no faults, or which test notices them since; the latter count."""
    return {**tomllib.loads(REASONS.read_text(encoding="utf-8"))["noticed_since"], **reasons()}


def code_of(tree: ast.Module, function: str, file: str) -> CodeType:
    """The code of one function of a mutant."""
    pending: list[Any] = [compile(tree, file, "exec")]
    while pending:
        one = pending.pop()
        for constant in one.co_consts:
            if isinstance(constant, CodeType):
                if constant.co_qualname == function:
                    return constant
                pending.append(constant)
    raise LookupError(function)


def function_of(module: ModuleType, name: str) -> FunctionType | None:
    """The function as it is called now, whatever it is wrapped in."""
    found: Any = module
    for part in name.split("."):
        found = vars(found).get(part)
    for inner in ("__func__", "fget", "func", "__wrapped__"):
        found = getattr(found, inner, None) or found
    return found if isinstance(found, FunctionType) else None


def put(file: str, mutant: Mutant) -> None:
    """Put a mutant into the function that runs here. Raises `LookupError` or `ValueError` where it cannot be."""
    function = function_of(
        importlib.import_module(file.removesuffix(".py").replace("/", ".")), mutant.function
    )
    if function is None:
        raise LookupError(mutant.function)
    function.__code__ = code_of(mutant.tree(), mutant.function, str(ROOT / file))


def outcome(tests: Tests, file: str, mutant: Mutant) -> int:
    """What the tests that enter the mutant's function make of it."""
    return tests.outcome(lambda: put(file, mutant), tests.reaching(f"{file} {mutant.function}"))


def tried(
    core: str, chosen: Iterable[tuple[str, Mutant]], run: Callable[[str, Mutant], int]
) -> dict[str, object]:
    """What becomes of some mutants of a core."""
    known, survivors = reasons(), dict[str, float]()
    killed = mutants_run = excused = not_run = 0
    for file, mutant in chosen:
        code = run(file, mutant)
        if code == NOT_RUN:
            not_run += 1
            continue
        mutants_run += 1
        name = mutant.name(file)
        killed += code != SURVIVED
        if code == SURVIVED:
            excused += name in known
            survivors[name] = 1.0
    return {
        f"{core} mutants": mutants_run, f"{core} killed": killed, f"{core} counted": mutants_run - excused,
        f"{core} not run": not_run, "survivors": survivors,
    }  # fmt: skip


def control(tests: Tests) -> tuple[dict[str, object], list[str]]:
    """A fault that no test can miss is noticed, and code that is the same survives."""
    file = "recurrence/window.py"
    text = (ROOT / file).read_text(encoding="utf-8")
    same = Mutant("Window.__new__", "", "", lambda: ast.parse(text))
    first = next(mutants(text))
    found = [] if outcome(tests, file, same) == SURVIVED else ["the code as it is does not survive"]
    return {"controls": 1}, found + (
        [] if outcome(tests, file, first) not in {SURVIVED, NOT_RUN} else [f"survives: {first.name(file)}"]
    )


def main(core: str, *words: str) -> None:
    """One batch. A test that fails without any fault notices nothing; more than a few of them are a finding."""
    os.environ |= {"HYPOTHESIS_PROFILE": "mutants", "RECUR_SCHEDULES": "300"}
    importlib.import_module("property_tests.conftest")  # the profile is for the laws beside other tests, too

    def work(tests: Tests) -> tuple[dict[str, object], list[str]]:
        failing = [f"fails as it is: {name}" for name, one in tests.enters.items() if not one.passed]
        failing = failing if len(failing) > MOST_FAILING else []
        if not words:
            reached, found = control(tests)
            return reached, failing + found
        seed, first, count = map(int, words)
        return tried(core, listed(core, seed)[first : first + count], partial(outcome, tests)), failing

    say(*with_tests(CORES[core].tests, CORES[core].files, work))


if __name__ == "__main__":
    main(*(["engine"] if sys.argv[1] == "control" else sys.argv[1:]))
