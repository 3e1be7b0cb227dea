"""Tests of the tests: every deliberate fault in explain, compare and lint is noticed, by the law that is named for it."""

from pathlib import Path

import pytest

from tests.negative.analysis_faults import FAULTS
from tests.negative.faults import Fault
from tests.negative.test_faults import copy_of_the_engine, counted, run


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed_by_its_law(fault: Fault, tmp_path: Path) -> None:
    folder = copy_of_the_engine(tmp_path)
    module = folder / "recurrence" / fault.module
    module.write_text(fault.applied_to(module.read_text(encoding="utf-8")), encoding="utf-8")
    result = run(folder, fault.caught_by)
    assert (result.returncode, counted(result, "failed")) == (1, 1), result.stdout + result.stderr


def test_every_named_law_holds_as_it_is(tmp_path: Path) -> None:
    named = sorted({fault.caught_by for fault in FAULTS})
    result = run(copy_of_the_engine(tmp_path), *named, profile="dev")  # with all examples they run elsewhere
    assert (result.returncode, counted(result, "passed")) == (0, len(named)), result.stdout + result.stderr
