"""Decides that nothing is timed that was not checked, and that ratios are paired within a turn."""

from datetime import datetime

import pytest

from benchmarks.contests import Contest, Disagreement, quick
from benchmarks.figures import AtLeast, AtMost
from benchmarks.pairs import QUICK, Paired, compare, compare_each

NEW_YEAR = datetime(2027, 1, 1)


def test_a_peer_with_other_dates_is_refused_and_not_timed() -> None:
    peer = Contest("G1", "one date", "a liar", lambda: [NEW_YEAR], list)
    assert (
        peer.measure(QUICK).outcome
        == "refused: a liar differs: 1 dates here, 0 there, unlike from number 1 on"
    )


def test_a_peer_with_the_same_dates_is_timed() -> None:
    peer = Contest("G1", "one date", "an honest one", lambda: [NEW_YEAR], lambda: [NEW_YEAR])
    assert isinstance(peer.measure(QUICK).outcome, Paired)


def test_a_turn_holds_the_peer_against_the_mean_of_ours_around_it() -> None:
    ours = iter([9.0, 1.0, 3.0, 10.0, 30.0])  # the first call of each side stays out
    theirs = iter([9.0, 20.0, 200.0])
    assert compare(ours.__next__, theirs.__next__, turns=2).ratios == (10.0, 10.0)


def test_a_machine_that_slows_down_between_turns_does_not_change_the_ratio() -> None:
    ours = iter([1.0, *[speed for speed in (1.0, 2.0, 3.0) for _ in range(2)]])
    theirs = iter([1.0, 5.0, 10.0, 15.0])
    assert compare(ours.__next__, theirs.__next__, turns=3).ratios == (5.0, 5.0, 5.0)


@pytest.mark.parametrize(
    ("bound", "quotient", "reached"),
    [
        (AtLeast(12), 12.0, True),
        (AtLeast(12), 11.9, False),
        (AtMost(1.25), 0.8, True),
        (AtMost(1.25), 0.79, False),
    ],
)
def test_a_goal_is_reached_at_its_bound(bound: AtLeast | AtMost, quotient: float, reached: bool) -> None:  # noqa: FBT001  a table's column
    assert bound.met_by(quotient) is reached


def test_several_works_of_ours_share_a_turn_of_the_peer() -> None:
    first, second, theirs = (iter(times) for times in ([9.0, 1.0, 3.0], [9.0, 4.0, 6.0], [9.0, 20.0]))
    found = compare_each([first.__next__, second.__next__], theirs.__next__, turns=1)
    assert [paired.ratios for paired in found] == [(10.0,), (4.0,)]


def test_no_peer_in_this_process_differs_and_every_goal_has_a_contest() -> None:
    goals = set()
    for contest in quick():
        contest.check()
        goals |= {contest.goal} if contest.bound else set()
    assert goals == {*(f"G{number}" for number in range(1, 8)), "G13"}


def test_a_contest_tells_which_number_differs() -> None:
    with pytest.raises(Disagreement, match="a liar differs: 7 here, 8 there"):
        Contest("G5", "how many", "a liar", lambda: 7, lambda: 8).check()
