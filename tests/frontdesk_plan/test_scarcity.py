"""F34, F40, F44: a disk that is full, memory that is used up, a death while a file is written; each at every size or step.

Here in larger strides; `python -m tests.frontdesk_plan.scarcity` and `….torn` take them all.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FULL, LARGEST, SECTORS = 74, 20 * 1024 + 1, 2048
PAGES = {0, 8, 16}


def found_by(module: str, *words: str) -> dict[str, Any]:
    """What a module found, in a process that may fork."""
    command = [sys.executable, "-m", f"tests.frontdesk_plan.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_however_large_a_file_may_become_every_date_comes_to_exist_exactly_once() -> None:
    found = found_by("scarcity", "disk", "0", str(LARGEST), str(SECTORS))
    assert found["broken"] == []
    codes = [code for code, _ in found["runs"].values()]
    assert set(codes) == {73, FULL, 0}
    assert codes == sorted(codes, key=[73, FULL, 0].index), "a larger disk is never worse"
    assert {made for _, made in found["runs"].values()} > PAGES - {16}


def test_an_intent_that_is_written_too_late_is_noticed_on_a_full_disk() -> None:
    assert found_by("scarcity", "disk", "12288", "12289", "1", "late-intent")["broken"]


def test_whenever_memory_is_used_up_every_date_comes_to_exist_exactly_once() -> None:
    found = found_by("scarcity", "memory", "0", "901", "100")
    assert found["broken"] == []
    runs = list(found["runs"].values())
    stopped = [made for code, made in runs if code == 70]
    assert {code for code, _ in runs} <= {70, 0}, "0: an allocator that had enough left for the last steps"
    assert len(set(stopped)) >= 6, "before, between and after the requests"


@pytest.mark.parametrize("verb", ["plan", "undo", "pull"])
def test_killed_while_it_writes_a_file_the_old_one_or_the_new_one_is_there(verb: str) -> None:
    found = found_by("torn", verb)
    assert found["wrong"] == []
    assert found["kills"] == found["old"] + found["new"] >= 12
    assert min(found["old"], found["new"]) >= 2


def test_a_file_that_is_written_in_place_is_noticed() -> None:
    assert len(found_by("torn", "plan", "in-place")["wrong"]) >= 6
