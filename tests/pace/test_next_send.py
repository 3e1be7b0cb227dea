"""The decision when to send, on tables and for all inputs; no file and no process."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as generate

from sync.pace import LIMITS, Limits, Log, next_send, penalised, unknown_past, with_send
from tests.pace.server_view import is_accepted, most_in

NEVER = 0.0
ROUNDING = 1e-9
some_limits = generate.builds(
    Limits,
    spacing=generate.floats(0, 5),
    most=generate.integers(1, 12),
    per=generate.floats(0, 60),
)
idle_times = generate.lists(
    generate.one_of(generate.just(0.0), generate.floats(0, 100)), min_size=1, max_size=80
)


def moments(idle: list[float], limits: Limits, log: Log, now: float) -> list[float]:
    """When requests leave that are ready so many seconds after the one before has left."""
    left = []
    for seconds in idle:
        now += seconds
        now += next_send(log, now, limits)
        log = with_send(log, now, limits)
        left.append(now)
    return left


def keeps(limits: Limits, sends: list[float]) -> bool:
    spaced = all(b - a >= limits.spacing - ROUNDING for a, b in pairwise(sends))
    rest = sends[limits.most :]
    return spaced and all(b - a >= limits.per - ROUNDING for a, b in zip(sends, rest, strict=False))


@pytest.mark.parametrize(
    ("sends", "closed_until", "now", "seconds"),
    [
        ((), NEVER, 50.0, 0.0),
        ((50.0,), NEVER, 50.0, 0.5),
        ((50.0,), NEVER, 50.25, 0.25),
        ((50.0,), NEVER, 50.5, 0.0),
        ((50.0,), NEVER, 99.0, 0.0),
        ((48.0, 49.0), NEVER, 50.0, 0.0),
        ((47.0, 48.0, 49.0), NEVER, 50.0, 7.0),
        ((40.0, 48.0, 49.0), NEVER, 50.0, 0.0),
        ((1.0, 47.0, 48.0, 49.0), NEVER, 50.0, 7.0),
        ((), 58.0, 50.0, 8.0),
        ((47.0, 48.0, 49.0), 58.0, 50.0, 8.0),
        ((47.0, 48.0, 49.0), 51.0, 50.0, 7.0),
    ],
)
def test_the_wait_is_the_longest_that_a_rule_asks_for(
    sends: tuple[float, ...], closed_until: float, now: float, seconds: float
) -> None:
    assert next_send(Log(sends, closed_until), now, Limits(0.5, 3, 10.0)) == seconds


@given(idle_times, some_limits)
def test_no_window_of_any_schedule_exceeds_the_limits(idle: list[float], limits: Limits) -> None:
    assert keeps(limits, moments(idle, limits, Log((), NEVER), 1000.0))


@given(generate.lists(idle_times, min_size=2, max_size=4), some_limits)
def test_a_log_that_is_forgotten_at_any_moment_lets_no_limit_break(
    runs: list[list[float]], limits: Limits
) -> None:
    now, sends = 1000.0, []
    for idle in runs:
        sends += moments(idle, limits, unknown_past(now, limits), now)
        now = sends[-1]
    assert keeps(limits, sends)


@given(idle_times, some_limits, generate.floats(0, 300))
def test_after_a_429_nothing_leaves_for_the_penalty_and_the_window_counts_as_full(
    idle: list[float], limits: Limits, seconds: float
) -> None:
    before = moments(idle, limits, Log((), NEVER), 1000.0)
    log = penalised(Log(tuple(before[-limits.most :]), NEVER), before[-1], seconds, limits)
    after = moments(idle, limits, log, before[-1])
    assert after[0] >= before[-1] + max(1.0, seconds)
    assert keeps(limits, before + after)
    assert keeps(limits, list(log.sends) + after)
    assert len(log.sends) == limits.most


@given(idle_times, generate.integers(0, 2**32), generate.sampled_from([0.0, 0.01, 0.05]))
def test_the_server_sees_5_a_second_and_200_a_minute_at_most(
    idle: list[float], seed: int, jitter: float
) -> None:
    chance = Random(seed)
    sends = moments(idle * 8, LIMITS, Log((), NEVER), 1000.0)
    assert is_accepted(send + chance.uniform(0, jitter) for send in sends)


def test_100_000_requests_of_a_busy_machine_stay_within_the_limits_and_keep_180_a_minute() -> None:
    chance = Random(1)
    sends = moments([0.0] * 100_000, LIMITS, unknown_past(1000.0), 1000.0)
    arrivals = [send + chance.uniform(0, 0.05) for send in sends]
    assert (most_in(1.0, arrivals), most_in(60.0, arrivals)) == (4, 188)
    assert 60 * (len(sends) - 1) / (sends[-1] - sends[0]) >= 186.8


@given(idle_times, some_limits)
def test_who_waits_as_long_as_told_may_send(idle: list[float], limits: Limits) -> None:
    sends = moments(idle, limits, Log((), NEVER), 1000.0)
    log = Log(tuple(sends[-limits.most :]), NEVER)
    later = sends[-1] + next_send(log, sends[-1], limits)
    assert next_send(log, later, limits) <= ROUNDING


@given(idle_times, some_limits)
def test_the_log_never_grows_past_what_the_limits_need(idle: list[float], limits: Limits) -> None:
    log = unknown_past(1000.0, limits)
    for seconds in idle:
        log = with_send(log, log.sends[-1] + seconds, limits)
        assert len(log.sends) <= limits.most
