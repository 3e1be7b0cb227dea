"""What single lines of the pace promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.pace import Limits, Pace, boot_id


def test_a_machine_that_has_no_name_for_its_start_has_an_empty_one(tmp_path: Path) -> None:
    assert boot_id(tmp_path / "none") == ""
    (tmp_path / "strange").write_bytes(b"\xff")
    assert boot_id(tmp_path / "strange") == ""


def test_the_pace_takes_limits_down_to_what_it_says() -> None:
    assert Limits(spacing=0, most=1, per=0).problems() == []


@pytest.mark.parametrize("seconds", [0, 0.5, 300])
def test_a_penalty_of_any_length_up_to_five_minutes_is_kept(tmp_path: Path, seconds: float) -> None:
    pace = Pace(tmp_path, "h", clock=lambda: 1000.0, sleep=print)
    pace.penalise(seconds)
    assert pace.take() == max(1.0, seconds)
