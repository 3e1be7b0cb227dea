"""F38: an apply that dies at any step of its journal, locks, files and wire, in real processes over real HTTP.

Here some steps, evenly spread, and at least one of each kind; `python -m tests.frontdesk_plan.sweep` takes them all.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAST = 30


def swept(*words: str) -> dict[str, Any]:
    """What a sweep found, in a process that may fork."""
    command = [sys.executable, "-m", "tests.frontdesk_plan.sweep", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(("scenario", "stride", "first"), [("clean", "13", "0"), ("lost", "17", "1")])
def test_killed_anywhere_every_date_comes_to_exist_exactly_once(
    scenario: str, stride: str, first: str
) -> None:
    found = swept(scenario, stride, first)
    assert found["broken"] == []
    assert found["steps"] > 300
    assert found["killed"] >= LEAST
    assert found["kinds"][0] == found["kinds"][1] > 20


def test_killed_while_resuming_every_date_comes_to_exist_exactly_once() -> None:
    found = swept("resumed", "45")
    assert found["broken"] == []
    assert found["kinds"][0] == found["kinds"][1] > 15


def test_an_intent_that_is_written_too_late_is_noticed() -> None:
    assert swept("clean", "50", "30", "late-intent")["broken"]
