"""The tests of the matrix: three rules broken in the judgement, each noticed by named cells over real HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sync.test_outcome_mutants import MUTANTS

ROOT = Path(__file__).resolve().parents[2]
RULES = {mutant.rule.split()[0]: mutant for mutant in MUTANTS}


class Control(NamedTuple):
    """A rule to break, cells that must notice, and cells that must not: they are about something else."""

    rule: str
    noticed: frozenset[str]
    unmoved: frozenset[str]


CONTROLS = [
    Control(
        "M2",
        frozenset({"v1 F05 hang@before", "v1 F06 hang@after", "v1 F08 rst@after", "v1 F08 fin@before", "v1 F09 cut-length@after"}),
        frozenset({"v1 F00 ok", "v1 F14 fewer:1", "v1 F24 503@after", "v1 F17 409"}),
    ),
    Control(
        "M4",
        frozenset({"v1 F14 fewer:1", "v1 F15 more:1", "v1 F15 other", "v1 F15 shift:3600", "v1 F15 twice", "v2 F14 fewer:1"}),
        frozenset({"v1 F00 ok", "v1 F08 rst@after", "v1 F24 503@after", "v1 F13 html@after"}),
    ),
    Control(
        "M6",
        frozenset({"v1 F24 500@before", "v1 F24 503@after", "v1 F24 502-html@partial:1", "v2 F24 503@after"}),
        frozenset({"v1 F00 ok", "v1 F08 rst@after", "v1 F25 302:{elsewhere}@before", "v1 F14 fewer:1"}),
    ),
]  # fmt: skip


def noticing(snippet: str, instead: str, cells: frozenset[str]) -> set[str]:
    """The cells of these that notice, played in a process of their own."""
    order = json.dumps({"snippet": snippet, "instead": instead, "cells": sorted(cells)})
    done = subprocess.run(
        [sys.executable, "-m", "tests.matrix.broken"],
        input=order,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["played"] == len(cells), "a cell has another name by now"
    return set(told["noticed"])


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.rule)
def test_a_broken_judgement_is_noticed_over_real_http(control: Control) -> None:
    mutant = RULES[control.rule]
    found = noticing(mutant.snippet, mutant.instead, control.noticed | control.unmoved)
    assert found == control.noticed


def test_the_judgement_as_it_is_is_noticed_by_no_cell() -> None:
    cells = frozenset().union(*(control.noticed | control.unmoved for control in CONTROLS))
    assert noticing("REFUSALS = {", "REFUSALS = {", cells) == set()
