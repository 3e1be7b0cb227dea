"""Tests of the tests: every deliberate fault in the words is noticed, by the test that is named for it."""

import shutil
from pathlib import Path

import pytest

from tests.negative.faults import Fault
from tests.negative.test_faults import ROOT, copy_of_the_engine, counted, run
from tests.negative.word_faults import FAULTS


def copied(folder: Path) -> Path:
    """The engine beside the tests of its words."""
    engine = copy_of_the_engine(folder)
    shutil.copytree(ROOT / "tests/interop", engine / "tests/interop")
    return engine


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_words_is_noticed_by_its_test(fault: Fault, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    module = folder / "recurrence" / fault.module
    module.write_text(fault.applied_to(module.read_text(encoding="utf-8")), encoding="utf-8")
    result = run(folder, fault.caught_by)
    assert (result.returncode, counted(result, "failed")) == (1, 1), result.stdout + result.stderr


def test_every_named_test_passes_on_the_words_as_they_are(tmp_path: Path) -> None:
    named = sorted({fault.caught_by for fault in FAULTS})
    result = run(copied(tmp_path), *named)
    assert (result.returncode, counted(result, "passed")) == (0, len(named)), result.stdout + result.stderr
