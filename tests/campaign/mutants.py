"""C12: small faults put into the core, one at a time: `python -m tests.campaign.mutants engine|sync SEED FIRST COUNT`.

All mutants of the core, in an order that the seed shuffles; this takes some of them. Each runs in a forked process: the
function gets the mutant's code, then the tests run until one fails. A survivor is listed by name. Those in survivors.toml
are not counted: there stands why they are no faults. `… control` makes one that no test could miss, and one that is none.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import os
import resource
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.campaign.mutation import Mutant, mutants
from tests.campaign.runner import ROOT
from tests.campaign.said import say

REASONS = Path(__file__).parent / "survivors.toml"
LAWS = [
    f"property_tests/test_laws_{law}.py" for law in ("oracle", "indexing", "window", "walltime", "closing")
]
ENGINE = ["tests/spec", "tests/engine/test_expand.py", "tests/engine/test_cycle.py", "tests/engine/test_schedule.py", "tests/engine/test_closing.py", "tests/engine/test_walltime.py", *LAWS]  # fmt: skip
SYNC = [f"tests/apply/test_{name}.py" for name in ("unknown_outcomes", "answers", "looks_and_others", "others", "held_back", "plan_files", "journals", "kills")] + ["tests/plan", "tests/sync/test_outcome.py", "tests/sync/test_values.py", "tests/simulation"]  # fmt: skip
PACE = ["tests/pace/test_next_send.py", "tests/pace/test_log.py", "tests/pace/test_files.py"]
CORES: dict[str, dict[str, list[str]]] = {
    "engine": {f"recurrence/{name}.py": ENGINE for name in ("cycle", "rule", "occurrences", "window", "strategy", "reading", "schedule", "closing", "closures", "slot", "walltime")},
    "sync": {f"sync/{name}.py": SYNC for name in ("outcome", "steps", "progress", "apply", "verify", "plan", "planfile", "journal", "rows")} | {"sync/pace.py": PACE},
}  # fmt: skip
OPTIONS = [
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:randomly",
    "--timeout=0",
    "--no-header",
    "--tb=no",
    "-W",
    "ignore",
]
LONGEST = 90
"""Seconds of the processor that the tests of one mutant may take: much more than they need."""
SURVIVED, NOT_RUN = 0, 5


def listed(core: str, seed: int) -> list[tuple[str, Mutant]]:
    """All mutants of a core in the order of a seed."""
    found = [
        (file, one) for file in CORES[core] for one in mutants((ROOT / file).read_text(encoding="utf-8"))
    ]
    Random(seed).shuffle(found)
    return found


def reasons() -> dict[str, str]:
    """The survivors that are no faults, each with its reason."""
    return dict(tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivors"])


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


def forget() -> None:
    """What was worked out before, with other code."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()


def outcome(file: str, mutant: Mutant, tests: Sequence[str]) -> int:
    """The exit code of the tests with this mutant: 0 if none noticed it; `NOT_RUN` where it cannot be put in."""
    child = os.fork()
    if child == 0:
        code = NOT_RUN
        try:
            code = _in_child(file, mutant, tests)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)  # below 0 where a test did not end: it has noticed


def _in_child(file: str, mutant: Mutant, tests: Sequence[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    function = function_of(module, mutant.function)
    if function is None:
        return NOT_RUN
    function.__code__ = code_of(mutant.tree(), mutant.function, str(ROOT / file))
    forget()
    return int(pytest.main([*OPTIONS, *tests]))


def tried(
    core: str, seed: int, first: int, count: int, run: Callable[[str, Mutant, Sequence[str]], int] = outcome
) -> tuple[dict[str, object], list[str]]:
    """Some mutants of a core."""
    known, survivors = reasons(), dict[str, float]()
    killed = mutants_run = excused = 0
    for file, mutant in listed(core, seed)[first : first + count]:
        code = run(file, mutant, CORES[core][file])
        if code == NOT_RUN:
            continue
        mutants_run += 1
        name = mutant.name(file)
        killed += code != SURVIVED
        if code == SURVIVED:
            excused += name in known
            survivors[name] = 1.0
    return {
        f"{core} mutants": mutants_run, f"{core} killed": killed, f"{core} counted": mutants_run - excused,
        "survivors": survivors,
    }, []  # fmt: skip


def control() -> tuple[dict[str, object], list[str]]:
    """A fault that no test can miss is noticed, and code that is the same survives."""
    file = "recurrence/window.py"
    same = Mutant("Window.__new__", "", "", lambda: ast.parse((ROOT / file).read_text(encoding="utf-8")))
    first = next(iter(mutants((ROOT / file).read_text(encoding="utf-8"))))
    tests = ["tests/engine/test_expand.py"]
    found = (
        [] if outcome(file, same, tests) in {SURVIVED, NOT_RUN} else ["the code as it is does not survive"]
    )
    return {"controls": 1}, found + (
        []
        if outcome(file, first, ["tests/spec", *tests]) not in {SURVIVED, NOT_RUN}
        else [f"survives: {first.name(file)}"]
    )


def load() -> None:
    """Import once what every child would import again."""
    os.environ |= {"HYPOTHESIS_PROFILE": "glance", "RECUR_SCHEDULES": "300"}
    for core in CORES.values():
        for file in core:
            importlib.import_module(file.removesuffix(".py").replace("/", "."))
    importlib.import_module("hypothesis")


if __name__ == "__main__":
    load()
    if sys.argv[1] == "control":
        say(*control())
    else:
        say(*tried(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
