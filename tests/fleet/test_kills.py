"""A fleet that is killed with -9 anywhere and resumed: every date of every target exactly once, what is done left alone.

Here a few steps of many; `python -m tests.fleet.sweep 1 0` takes them all.
"""

import json
import subprocess
import sys
from typing import Any

from tests.fleet.chain import ROOT


def swept(*words: str) -> dict[str, Any]:
    """What a sweep found, in a process that may fork."""
    command = [sys.executable, "-m", "tests.fleet.sweep", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_killed_anywhere_every_date_of_a_fleet_comes_to_exist_exactly_once() -> None:
    found = swept("97", "11")
    assert found["broken"] == []
    assert found["steps"] > 600
    assert found["killed"] >= 8


def test_a_driver_that_begins_anew_what_is_done_is_noticed() -> None:
    assert any("what was done was worked on" in fault for fault in swept("2000", "500", "restarts")["broken"])
