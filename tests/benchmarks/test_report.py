"""Decides that the report says what was measured, also what fell short and what is missing."""

import subprocess
import sys
from pathlib import Path

from benchmarks.contests import contests
from benchmarks.figures import AtLeast, Figure
from benchmarks.pairs import THOROUGH, Paired
from benchmarks.report import Circumstances, document, table

THRICE = Paired(ours=1e-6, theirs=3e-6, ratios=(2.0, 3.0, 4.0))
CIRCUMSTANCES = Circumstances("2027-01-01", THOROUGH, "pinned to CPU 0", (0.25, 0.5))


def test_a_figure_that_falls_short_says_so() -> None:
    line = table([Figure("G9", "some work", "a peer", THRICE, 35, AtLeast(12))]).splitlines()[-1]
    assert line == (
        "| G9 | some work | 35 | 1 µs (28.6 ns a date) | a peer | 3 µs (85.7 ns a date) | 3 | 2.5 – 3.5 | ≥ 12 | **no** |"
    )


def test_a_figure_that_is_missing_says_why() -> None:
    line = table([Figure("G9", "some work", "a peer", "not measured: command missing")]).splitlines()[-1]
    assert line.endswith("| not measured: command missing |")


def test_the_page_counts_what_was_reached_missed_and_not_measured() -> None:
    measured = [Figure("G9", "work", "a peer", THRICE, 0, AtLeast(aim)) for aim in (2, 3, 4)]
    figures = [*measured, Figure("G9", "work", "a peer", "not measured", 0, AtLeast(1))]
    assert "2 aims reached, 1 missed, 1 not measured." in document(figures, CIRCUMSTANCES)


def test_the_page_tells_the_day_and_the_load() -> None:
    page = document([], CIRCUMSTANCES)
    assert "Taken on 2027-01-01" in page
    assert "0.25 before, 0.50 after" in page


def test_quick_mode_runs_every_contest_and_writes_no_file(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--out", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.splitlines()) >= len(contests())
    assert not page.exists()
