"""Tests of the tests: every deliberate fault in the engine is noticed, by the test that is named for it.

Each fault goes into a copy of the engine in a folder of its own, beside a copy of the tests, and one test is run
there. That the same tests pass on the engine as it is shows that they notice the fault and not the folder.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import recurrence
from tests.negative.faults import FAULTS, Fault

ROOT = Path(__file__).parents[2]
ENGINE = Path(recurrence.__file__).parent
AT_LEAST = 12

SETTINGS = "[pytest]\naddopts = --import-mode=importlib\npythonpath = .\n"

GUARD = """\
from pathlib import Path
import recurrence
assert Path(recurrence.__file__).is_relative_to(Path(__file__).parent), "the engine of another folder is tested"
"""


def copy_of_the_engine(folder: Path) -> Path:
    """The engine and the tests that are named here, in a folder that finds no other engine."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ENGINE, folder / "recurrence", ignore=ignore)
    for tests in ("property_tests", "tests/spec"):
        shutil.copytree(ROOT / tests, folder / tests, ignore=ignore)
    (folder / "pytest.ini").write_text(SETTINGS)
    (folder / "conftest.py").write_text(GUARD)
    return folder


def run(folder: Path, *tests: str, profile: str = "fixed") -> subprocess.CompletedProcess[str]:
    """Runs these tests there, with the same examples every time unless another profile is named."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**inherited, "HYPOTHESIS_PROFILE": profile, "PYTHONDONTWRITEBYTECODE": "1"}
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, "-c", "pytest.ini", *tests]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def counted(result: subprocess.CompletedProcess[str], outcome: str) -> int:
    found = re.search(rf"(\d+) {outcome}", result.stdout)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed_by_its_test(fault: Fault, tmp_path: Path) -> None:
    folder = copy_of_the_engine(tmp_path)
    module = folder / "recurrence" / fault.module
    module.write_text(fault.applied_to(module.read_text(encoding="utf-8")), encoding="utf-8")
    result = run(folder, fault.caught_by)
    assert (result.returncode, counted(result, "failed")) == (1, 1), result.stdout + result.stderr


def test_every_named_test_passes_on_the_engine_as_it_is(tmp_path: Path) -> None:
    named = sorted({fault.caught_by for fault in FAULTS})
    result = run(copy_of_the_engine(tmp_path), *named, profile="dev")  # with all examples they run elsewhere
    assert (result.returncode, counted(result, "passed")) == (0, len(named)), result.stdout + result.stderr


def test_there_are_enough_faults_with_names_of_their_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= AT_LEAST


def test_a_snippet_that_is_gone_is_an_error() -> None:
    with pytest.raises(AssertionError, match="stands 0 times"):
        FAULTS[0].applied_to("something else")


def test_a_snippet_that_stands_twice_is_an_error() -> None:
    with pytest.raises(AssertionError, match="stands 2 times"):
        FAULTS[0].applied_to(FAULTS[0].snippet * 2)
