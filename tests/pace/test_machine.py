"""What the server sees of three processes in virtual time: with kills after every send, jitter, and broken paces."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sync.pace import unknown_past
from tests.pace.machine import Machine, Seen
from tests.pace.mutants import (
    ExactWindow,
    LosesMemoryAtRestart,
    OwnFile,
    Remembering,
    TokenBucket,
    WritesTooLate,
)
from tests.pace.server_view import is_accepted, most_in


def run(
    pace: type[Remembering | TokenBucket],
    directory: Path,
    *,
    seed: int = 1,
    sends: int = 320,
    jitter: float = 0.05,
    kills: float = 0.0,
    busy: float = 0.0,
) -> Seen:
    machine = Machine(seed)
    start = partial(pace, directory, machine.clock)
    return machine.run(start, sends=sends, jitter=jitter, kills=kills, busy=busy)


@pytest.mark.parametrize("jitter", [0.0, 0.05])
@pytest.mark.parametrize("kills", [0.0, 0.3, 1.0])
def test_three_processes_with_kills_keep_the_limits_and_180_a_minute(
    tmp_path: Path, kills: float, jitter: float
) -> None:
    seen = run(Remembering, tmp_path, kills=kills, jitter=jitter)
    print(
        f"{most_in(1.0, seen.arrivals)} a second, {most_in(60.0, seen.arrivals)} a minute, {seen.a_minute:.1f}"
    )
    assert is_accepted(seen.arrivals)
    assert seen.a_minute >= 180
    assert (seen.kills > 0) == (kills > 0)


def test_jitter_of_a_quarter_second_still_keeps_the_limits(tmp_path: Path) -> None:
    assert is_accepted(run(Remembering, tmp_path, jitter=0.25).arrivals)


@pytest.mark.parametrize("busy", [0.5, 3.0])
def test_processes_that_also_do_something_else_keep_the_limits(tmp_path: Path, busy: float) -> None:
    assert is_accepted(run(Remembering, tmp_path, busy=busy, kills=0.2).arrivals)


@pytest.mark.parametrize("seed", range(3))
def test_the_limits_hold_in_the_minute_after_the_clock_began_anew(tmp_path: Path, seed: int) -> None:
    run(Remembering, tmp_path, sends=20, seed=seed)
    restarted = Machine(seed, now=3.0)
    seen = restarted.run(partial(Remembering, tmp_path, restarted.clock), sends=30)
    assert seen.arrivals[0] >= 4.0
    assert seen.arrivals[0] < 4.1
    assert is_accepted(seen.arrivals)


def test_the_machine_sees_one_full_second_at_the_first_start_only(tmp_path: Path) -> None:
    first = run(Remembering, tmp_path, sends=5, jitter=0.0)
    assert first.arrivals[0] == pytest.approx(unknown_past(1000.0).closed_until, abs=0.01)
    machine = Machine(2, now=first.arrivals[-1] + 10)
    later = machine.run(partial(Remembering, tmp_path, machine.clock), sends=1, jitter=0.0)
    assert later.arrivals == [machine.now]


def test_memory_that_is_lost_on_restart_is_caught(tmp_path: Path) -> None:
    seen = run(LosesMemoryAtRestart, tmp_path, kills=0.5)
    assert most_in(1.0, seen.arrivals) > 5
    assert most_in(60.0, seen.arrivals) > 200


def test_a_token_bucket_is_caught(tmp_path: Path) -> None:
    seen = run(TokenBucket, tmp_path)
    assert most_in(1.0, seen.arrivals) > 5
    assert most_in(60.0, seen.arrivals) > 200


def test_a_send_that_is_written_down_after_it_left_is_caught(tmp_path: Path) -> None:
    assert not is_accepted(run(WritesTooLate, tmp_path, kills=0.5).arrivals)


def test_a_log_for_each_process_is_caught(tmp_path: Path) -> None:
    assert not is_accepted(run(OwnFile, tmp_path).arrivals)


def test_a_log_without_room_for_jitter_is_caught(tmp_path: Path) -> None:
    assert is_accepted(run(ExactWindow, tmp_path / "calm", jitter=0.0).arrivals)
    assert not is_accepted(run(ExactWindow, tmp_path / "jitter", jitter=0.05).arrivals)
