"""A request whose intent is on disk and that never leaves, for its turn never comes: proved not sent, and known as such."""

from __future__ import annotations

import pytest

from sync.outcome import Outcome, Reason
from sync.progress import Status
from sync.rows import Answered, Ended
from sync.steps import Ending
from tests.apply.worlds import asked, ending, having, result, times_made, world


def test_a_request_that_the_log_of_sends_holds_back_is_written_down_as_not_sent() -> None:
    held = world(["ok", "full log"])
    assert ending(held) == "disk"
    assert held.rows[-1] == Answered(2, Outcome.NOT_SENT, Reason.HELD_BACK)


@pytest.mark.parametrize("why", ["full log", "stop"])
def test_a_strict_resume_asks_for_what_was_held_back_and_waits_for_nothing(why: str) -> None:
    held = world(["ok", why])
    ending(held)
    held.slept.clear()
    assert ending(held) is Ending.DONE
    assert (asked(held), times_made(held), held.slept) == ([3, 3], [1] * 6, [])


def test_a_wish_to_stop_while_a_request_waits_for_its_turn_ends_the_run_and_leaves_nothing_unknown() -> None:
    stopped = world(["ok", "stop"])
    found = result(stopped)
    assert found.ending is Ending.INTERRUPTED
    assert (having(found, Status.UNKNOWN), having(found, Status.PLANNED)) == ((), stopped.creates[3:])
    assert stopped.rows[-1] == Ended("INTERRUPTED")


def test_a_first_request_that_is_held_back_made_nothing() -> None:
    held = world(["full log"])
    assert ending(held) == "disk"
    assert (asked(held), times_made(held)) == ([], [0] * 6)
    assert ending(held) is Ending.DONE
