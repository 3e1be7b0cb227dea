"""A fleet that is killed with -9 anywhere and resumed: every date of every target exactly once, what is done left alone.

Here a few steps of many; `python -m tests.fleet.sweep 1` takes them all.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.fleet.chain import ROOT


@pytest.fixture(scope="module")
def swept() -> dict[str, Any]:
    """What a sweep found, in a process that may fork."""
    command = [sys.executable, "-m", "tests.fleet.sweep", "89", "11"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_killed_anywhere_every_date_of_a_fleet_comes_to_exist_exactly_once(swept: dict[str, Any]) -> None:
    assert swept["broken"] == []
    assert swept["steps"] > 500
    assert swept["killed"] >= 6


def test_a_driver_that_begins_anew_what_is_done_is_noticed(swept: dict[str, Any]) -> None:
    assert any("what was done was worked on" in fault for fault in swept["noticed"])
