"""Tests of the tests of apply: every deliberate fault in its protocol is noticed, by the test that is named for it.

As `test_faults.py` for the engine: the fault goes into a copy, one test is run there, and the same tests pass on the
copy without a fault.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sync
from tests.negative.faults import Fault
from tests.negative.protocol_faults import PROTOCOL_FAULTS
from tests.negative.test_faults import ENGINE, ROOT, SETTINGS, counted

SYNC = Path(sync.__file__).parent
AT_LEAST = 10
CLASSICS = 7  # M1 to M7

GUARD = """\
from pathlib import Path
import recurrence, sync
for package in (recurrence, sync):
    assert Path(package.__file__).is_relative_to(Path(__file__).parent), "the code of another folder is tested"
"""


def copy_of_the_core(folder: Path) -> Path:
    """The engine, the core and the tests that are named here, in a folder that finds no others."""
    ignore = shutil.ignore_patterns("emulator", ".*")
    shutil.copytree(ENGINE, folder / "recurrence", ignore=ignore)
    shutil.copytree(SYNC, folder / "sync", ignore=ignore)
    for tests in ("tests/apply", "tests/simulation", "tests/canaries"):
        shutil.copytree(ROOT / tests, folder / tests, ignore=ignore)
    (folder / "pytest.ini").write_text(SETTINGS)
    (folder / "conftest.py").write_text(GUARD)
    return folder


def run(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Runs these tests there. They need no plugins, and starts are what this takes its time for."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**inherited, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pytest.ini", *tests]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("fault", PROTOCOL_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_protocol_is_noticed_by_its_test(fault: Fault, tmp_path: Path) -> None:
    folder = copy_of_the_core(tmp_path)
    module = folder / "sync" / fault.module
    module.write_text(fault.applied_to(module.read_text(encoding="utf-8")), encoding="utf-8")
    result = run(folder, fault.caught_by)
    assert (result.returncode, counted(result, "failed")) == (1, 1), result.stdout + result.stderr


def test_every_named_test_passes_on_the_core_as_it_is(tmp_path: Path) -> None:
    named = sorted({fault.caught_by for fault in PROTOCOL_FAULTS})
    result = run(copy_of_the_core(tmp_path), *named)
    assert (result.returncode, counted(result, "passed")) == (0, len(named)), result.stdout + result.stderr


def test_there_are_enough_faults_in_the_protocol_and_the_classics_are_among_them() -> None:
    names = {fault.name for fault in PROTOCOL_FAULTS}
    assert len(names) == len(PROTOCOL_FAULTS) >= AT_LEAST
    assert {name.split()[0] for name in names} >= {f"M{number}" for number in range(1, CLASSICS + 1)}
