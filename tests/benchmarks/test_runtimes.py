"""Decides that a peer in another process is timed only when its dates are ours, and that one that fails is named as such."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.getting import PEERS, PROGRAMS, Unmeasured, output
from benchmarks.pairs import Effort, Paired
from benchmarks.rules import rows, rules
from benchmarks.runtimes import KEYS, figures, measured, our_side, peer_at
from benchmarks.tables import dateutil_lists, our_lists

EFFORT = Effort(turns=1, seconds=0.001)
HONEST = [sys.executable, "-m", "benchmarks.peers.python.pendulum_range"]
LIAR = """
import sys
for line in sys.stdin:
    print("1767522600\\n." if line.startswith("dates") else "1 1000", flush=True)
"""


def test_a_peer_with_our_dates_is_timed_in_every_workload_that_it_has() -> None:
    with peer_at(HONEST, many=20) as peer:
        found = {key: measured(peer, "pendulum", key, 20, EFFORT).outcome for key in KEYS}
    assert {key for key, outcome in found.items() if not isinstance(outcome, Paired)} == {"W6"}
    assert found["W6"] == "not measured here: the library has no such question"


def test_a_peer_with_other_dates_is_not_timed_and_the_date_is_named() -> None:
    with peer_at([sys.executable, "-c", LIAR], many=1) as peer:
        found = measured(peer, "a liar", "W1", 1, EFFORT)
    assert found.outcome == "refused: date number 1 is 2026-01-01T10:30:00 here, 2026-01-04T10:30:00 there"


def test_a_peer_that_ends_is_named_as_not_measured() -> None:
    with peer_at([sys.executable, "-c", "input()"], many=1) as peer:
        found = measured(peer, "a quitter", "W1", 1, EFFORT)
    assert found.outcome == "not measured here: the peer ended, asked for: dates W1"


def test_a_command_that_is_not_here_is_named() -> None:
    with pytest.raises(Unmeasured, match="command missing: no-such-command"):
        output(["no-such-command"], Path.cwd())
    with pytest.raises(Unmeasured, match="command missing: no-such-peer"), peer_at(["no-such-peer"], many=1):
        pass


def test_a_peer_that_cannot_be_had_is_one_line_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROGRAMS, "rrule-go", lambda: ["no-such-peer"])
    assert [(figure.peer, figure.outcome) for figure in figures("rrule-go")] == [
        ("rrule-go", "not measured here: command missing: no-such-peer")
    ]


def test_the_same_strategies_are_drawn_each_time_in_all_modes_and_intervals() -> None:
    given = rows(1_000)
    assert given == rows.__wrapped__(1_000)
    assert {row.mode for row in given} == set(range(1, 8))
    assert {row.interval for row in given} == {0, 1, 2}
    assert {len(row.days) for row in given if row.mode == 5} == {1, 2, 3}


def test_dateutil_is_asked_for_the_same_dates_of_many_strategies() -> None:
    assert list(dateutil_lists(200)) == list(our_lists(200))


def test_the_file_of_rules_has_nine_columns_and_every_workload() -> None:
    lines = [line.split(" ") for line in rules(5)]
    assert {len(line) for line in lines} == {9}
    assert {line[0] for line in lines} == set(KEYS)
    assert our_side("W8", 5).dates == sum(map(len, our_lists(5)))


def test_the_lock_of_the_node_peers_holds_hashes_and_no_places() -> None:
    text = (PEERS / "node" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert len(packages) > 4
    assert [name for name, facts in packages.items() if name and "integrity" not in facts] == []
    assert "resolved" not in text
