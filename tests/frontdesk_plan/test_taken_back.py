"""`recur resume` of a plan whose events an undo deleted: nothing is waited for, asked or sent."""

from pathlib import Path

import pytest

from tests.frontdesk_plan.shop import NAMES, STARTS, Shop


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ["RECUR_STATE_DIR"] = str(tmp_path / "kept")


def undone(shop: Shop, deletes: int = 6) -> int:
    """Make the undo of the plan and apply it; the exit code."""
    shop.recur("undo plan.json --out undo.json")
    return shop.applied("--expect-deletes", str(deletes), path="undo.json").code


def test_a_plan_that_was_undone_is_not_gone_on_with_and_nothing_is_asked(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    assert undone(shop) == 0
    shop.time.slept.clear()
    asked = len(shop.emulator.requests())
    done = shop.recur("resume plan.json --resend")
    assert (done.code, shop.time.slept, len(shop.emulator.requests())) == (65, [], asked)
    assert "This plan was taken back by an undo" in done.err
    assert "nothing was sent" in done.err
    assert f"{shop.digest('undo.json')}… deleted 6 events on 2026-11-22 at 16:30 UTC." in done.err
    assert "`recur verify`" in done.err
    assert "`recur plan`" in done.err


def test_where_an_undo_kept_what_was_touched_the_plan_is_not_gone_on_with_either(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    shop.recur("undo plan.json --out undo.json")
    shop.book(shop.id_at(STARTS[0]))
    assert shop.applied("--expect-deletes", "6", path="undo.json").code == 1
    done = shop.recur("resume plan.json")
    assert (done.code, "deleted 5 events" in done.err) == (65, True)


def test_an_undo_that_is_not_finished_goes_first(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    shop.emulator.faults.add({"delete_event": ["ok", "401"]})
    assert undone(shop) == 77
    done = shop.recur("resume plan.json")
    assert (done.code, len(shop.made())) == (65, 5)
    assert "`recur resume` with the file of that undo finishes it" in done.err
    assert f"{shop.digest('undo.json')}… deleted 1 event on " in done.err
    assert shop.recur("resume undo.json").code == 0
    assert "taken back by an undo" in shop.recur("resume plan.json").err


def test_an_undo_that_deleted_nothing_keeps_nobody_from_going_on(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", "401"], "delete_event": ["403"]})
    assert shop.applied().code == 77
    assert undone(shop, deletes=3) == 77
    assert (shop.recur("resume plan.json").code, shop.made()) == (0, STARTS)


def test_a_date_that_may_still_come_is_settled_although_the_others_were_undone(shop: Shop) -> None:
    shop.enter("2026-12-08T09:00:00")  # or the timetable would be empty, and that is suspicious
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", "rst"]})
    assert shop.applied().code == 3
    assert undone(shop, deletes=3) == 0
    done = shop.recur("resume plan.json")
    assert (done.code, shop.posts()) == (3, 2)
    assert all(name in done.out.partition("NOT SURE")[2] for name in NAMES[3:])
