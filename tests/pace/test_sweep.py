"""A process is killed at every step of the pace; the log that it leaves never lets the next one break a limit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def sweep(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.pace.sweep", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    print(found)
    return found


@pytest.mark.parametrize("scenario", ["first", "known", "full", "refused"])
def test_a_kill_at_every_line_lets_no_limit_break(scenario: str) -> None:
    found = sweep(scenario, "lines", "1")
    assert found["whole"]
    assert found["killed"] == found["steps"] > 80
    assert found["broken"] == []


def test_a_kill_between_two_instructions_lets_no_limit_break() -> None:
    found = sweep("known", "opcodes", "41")  # 1 for each of them: two minutes
    assert found["whole"]
    assert found["killed"] > 20
    assert found["broken"] == []


def test_a_log_that_is_overwritten_in_place_is_caught() -> None:
    found = sweep("refused", "lines", "1", "WritesInPlace")
    assert found["whole"]
    assert found["broken"]
