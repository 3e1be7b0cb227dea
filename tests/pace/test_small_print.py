"""What single lines of the pace promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sync.pace import Limits, Log, Pace, boot_id, decode, encode


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


def test_the_file_of_a_long_host_has_a_name_that_people_can_read(tmp_path: Path) -> None:
    Pace(tmp_path, "x" * 255, clock=lambda: 1000.0, sleep=print).take()
    names = {path.stem for path in (tmp_path / "pace").iterdir()}
    assert {name.partition("-")[0] for name in names} == {"x" * 60}


def test_sends_at_the_same_moment_are_remembered() -> None:
    log = Log((10.0, 10.0), 0.0)
    assert decode(encode(log, "boot"), "boot", 10.0) == log


def test_a_send_leaves_no_file_open(tmp_path: Path) -> None:
    def free() -> int:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    before = free()
    Pace(tmp_path, "h", clock=lambda: 1000.0, sleep=print).take()
    assert free() == before
