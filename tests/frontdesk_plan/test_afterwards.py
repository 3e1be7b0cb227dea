"""`recur resume`, `verify` and `undo`: what comes after an apply, and after things that happened meanwhile."""

import json
from pathlib import Path

import pytest

from sync.http_api import HttpApi
from sync.outcome import Answer
from sync.target import Target
from tests.frontdesk_plan.shop import NAMES, STARTS, Shop

NEVER = "rst"


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ["RECUR_STATE_DIR"] = str(tmp_path / "kept")


def unresolved(shop: Shop) -> None:
    """A plan whose second request of two was lost on the way."""
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", NEVER]})
    assert shop.applied().code == 3


def journal(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "kept" / "journals").glob("*.journal")
    return file


# --- resume ---------------------------------------------------------------------------------------------------------


def test_a_strict_resume_asks_for_nothing_that_may_still_come(shop: Shop) -> None:
    unresolved(shop)
    done = shop.recur("resume plan.json")
    assert (done.code, shop.posts()) == (3, 2)
    assert all(name in done.out.partition("NOT SURE")[2] for name in NAMES[3:])


def test_resend_asks_again_for_what_stays_absent(shop: Shop) -> None:
    unresolved(shop)
    done = shop.recur("resume plan.json --resend")
    assert (done.code, shop.posts(), shop.made()) == (0, 3, STARTS)
    assert done.lines[-1] == "  recur verify plan.json"


def test_what_has_come_meanwhile_is_counted_and_not_asked_for(shop: Shop) -> None:
    unresolved(shop)
    for start in STARTS[3:]:
        shop.enter(start)
    done = shop.recur("resume plan.json --resend")
    assert (done.code, shop.posts()) == (0, 2)


def test_resuming_what_is_done_is_harmless(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    assert shop.recur("resume plan.json").code == 0
    assert shop.posts() == 1


def test_a_resume_has_no_age_but_its_source_must_be_as_reviewed(shop: Shop) -> None:
    unresolved(shop)
    shop.recur.time.sleep(10 * 86_400)
    assert shop.recur("resume plan.json --settle 1").code == 3
    shop.change(101, capacity=1)
    assert shop.recur("resume plan.json").code == 65


def test_a_resume_goes_on_after_a_new_token(shop: Shop) -> None:
    shop.planned("--chunk", "2")
    shop.emulator.faults.add({"duplicate": ["ok", "401"]})
    assert shop.applied().code == 77
    assert shop.recur("resume plan.json").code == 0
    assert shop.made() == STARTS


def test_what_was_never_begun_cannot_be_resumed(shop: Shop) -> None:
    shop.planned()
    done = shop.recur("resume plan.json")
    assert (done.code, shop.posts()) == (73, 0)
    assert "recur verify" in done.err


@pytest.mark.parametrize("how", ["emptied", "cut", "changed", "opened to others"])
def test_a_journal_that_is_not_as_it_was_is_refused(shop: Shop, tmp_path: Path, how: str) -> None:
    unresolved(shop)
    file = journal(tmp_path)
    content = file.read_bytes()
    if how == "opened to others":
        file.chmod(0o644)
    else:
        changed = content.replace(b"intended", b"intendec")
        file.write_bytes({"emptied": b"", "cut": content[:5000], "changed": changed}[how])
    done = shop.recur("resume plan.json --resend")
    assert (done.code, shop.posts()) == (73, 2)
    assert shop.applied().code == 73
    assert shop.posts() == 2


def test_a_deleted_journal_is_not_taken_for_a_new_plan(shop: Shop, tmp_path: Path) -> None:
    unresolved(shop)
    for file in (tmp_path / "kept" / "journals").iterdir():
        file.unlink()
    assert shop.recur("resume plan.json --resend").code == 73
    assert shop.applied().code == 65  # the dates that exist are nobody's, as far as this machine knows
    assert shop.posts() == 2


# --- verify ---------------------------------------------------------------------------------------------------------


def test_equal_is_zero(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    done = shop.recur("verify plan.json")
    assert done.code == 0
    assert "As planned: 6 of 6 dates." in done.lines
    assert done.lines[-1] == "Equal: every planned date exists exactly once."


def test_next_week_it_names_what_is_missing_moved_and_there_besides(shop: Shop) -> None:
    gone, moved, twice = shop.disturb()
    shop.recur.time.sleep(7 * 86_400)
    done = shop.recur("verify plan.json")
    assert done.code == 1
    assert f"  missing: {NAMES[0]}: it was created, and is gone (event {gone})" in done.lines
    assert f"  moved: {NAMES[1]}: event {moved} is at Thu 2026-12-10 20:30 now" in done.lines
    assert any(
        line.startswith(f"  extra: {NAMES[2]}: event {twice.id} is there besides") for line in done.lines
    )
    assert shop.posts() == 1


def test_what_was_there_at_review_and_is_gone_is_missing_too(shop: Shop) -> None:
    event = shop.enter(STARTS[0])
    shop.planned()
    shop.applied()
    shop.change(event.id, deleted=True)
    done = shop.recur("verify plan.json")
    assert (done.code, "it was there when the plan was made" in done.out) == (1, True)


def test_past_dates_are_found_by_their_ids(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    world = shop.emulator.model
    world.switches = type(world.switches)(rate_limit="off", future_only="yes")
    shop.recur.time.sleep(20 * 86_400)
    assert shop.recur("verify plan.json").code == 0


def test_without_a_journal_it_compares_the_starts(shop: Shop, tmp_path: Path) -> None:
    shop.planned()
    shop.applied()
    for file in (tmp_path / "kept" / "journals").iterdir():
        file.unlink()
    done = shop.recur("verify plan.json")
    assert done.code == 0
    assert "journal of this plan is missing here" in done.out
    shop.enter(STARTS[0])
    assert shop.recur("verify plan.json").code == 1


def test_without_a_journal_it_does_not_say_what_was_asked_for(shop: Shop) -> None:
    shop.planned()
    done = shop.recur("verify plan.json")
    assert done.code == 1
    assert f"  missing: {NAMES[0]}: it is not there" in done.lines
    found = json.loads(shop.recur("verify plan.json --format json").out)["findings"]
    assert [finding["status"] for finding in found] == [None] * 6


def test_a_damaged_journal_does_not_keep_it_from_comparing(shop: Shop, tmp_path: Path) -> None:
    shop.planned()
    shop.applied()
    journal(tmp_path).write_bytes(b"")
    done = shop.recur("verify plan.json")
    assert (done.code, "journal of this plan is damaged here" in done.out) == (0, True)


def test_an_unresolved_date_is_told_as_such(shop: Shop) -> None:
    unresolved(shop)
    done = shop.recur("verify plan.json")
    assert done.code == 1
    assert "it was asked for, and may still come into being" in done.out
    assert done.lines[-1] == "  recur resume plan.json"


@pytest.mark.parametrize("form", ["strategy", "parameters"])
def test_where_the_service_works_dates_out_it_says_how_the_service_reads(shop: Shop, form: str) -> None:
    words = ("--event", "101", "--strategy-id", "1", "--from", "2026-11-30", "--till", "2027-01-31")
    shop.planned("--form", form, words=words)
    shop.applied()
    assert "those of the documented reading" in shop.recur("verify plan.json").out


def test_a_service_that_reads_otherwise_is_found_out(shop: Shop) -> None:
    words = ("--event", "101", "--strategy-id", "1", "--from", "2026-11-30", "--till", "2027-01-31")
    shop.planned("--form", "strategy", words=words)
    model = shop.emulator.model
    model.switches = type(model.switches)(rate_limit="off", reading={"interval_means": "step"})
    assert shop.applied().code == 1
    done = shop.recur("verify plan.json")
    assert done.code == 1
    assert "reads the documentation in another way: the interval is a step (R1)" in done.out


def test_as_data_a_comparison_has_its_findings(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    shop.change(shop.id_at(STARTS[0]), deleted=True)
    done = shop.recur("verify plan.json --format json")
    found = json.loads(done.out)
    assert (done.code, found["schema"], found["is_equal"]) == (1, "recurrence.verification/1", False)
    assert found["findings"][0]["what"] == "missing"
    assert found["equal"] == STARTS[1:]


# --- undo -----------------------------------------------------------------------------------------------------------


def undone(shop: Shop, *more: str) -> None:
    done = shop.recur("undo plan.json --out undo.json --overwrite", *more)
    assert done.code == 0, done.err


def test_an_undo_is_a_plan_that_is_reviewed_and_applied(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    assert shop.made() == STARTS
    assert shop.recur("show undo.json").lines[-1].endswith("--expect-deletes 6")
    assert shop.applied(path="undo.json").code == 65
    assert shop.applied("--expect-deletes", "5", path="undo.json").code == 65
    assert shop.made() == STARTS
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert (done.code, shop.made()) == (0, [])
    assert "Sure: 6 of 6 events are gone." in done.lines
    assert shop.applied("--expect-deletes", "6", path="undo.json").code == 0
    verified = shop.recur("verify undo.json")
    assert verified.code == 0
    assert verified.lines[-2:] == [
        "Gone: 6 of 6 events.",
        "Equal: every event that was to be deleted is gone.",
    ]
    assert shop.recur("verify plan.json").code == 1


def test_only_what_nobody_has_touched_is_deleted(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    booked, moved, changed = (shop.id_at(start) for start in STARTS[:3])
    shop.book(booked)
    shop.change(moved, start=shop.emulator.model.world.events[moved].start.replace(hour=21))
    shop.change(changed, capacity=1)
    undone(shop)
    out = shop.recur("show undo.json").out
    assert "3 to delete · 3 kept" in out
    assert all(why in out for why in ("has appointments", "moved", "changed"))
    done = shop.applied("--expect-deletes", "3", path="undo.json")
    assert (done.code, len(shop.made())) == (0, 3)


def test_an_event_that_is_touched_after_the_review_is_kept_and_told(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    booked = shop.id_at(STARTS[0])
    shop.book(booked)
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert (done.code, shop.made()) == (1, STARTS[:1])
    assert f"kept: event {booked}, {NAMES[0]}: has appointments" in done.out
    verified = shop.recur("verify undo.json")
    assert verified.code == 1
    assert f"  still there: {NAMES[0]}: event {booked}" in verified.lines
    assert verified.lines[-1] == "  recur show undo.json"
    assert "by hand" not in verified.out


def test_an_undo_that_stopped_goes_on(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    shop.emulator.faults.add({"delete_event": ["ok", "401"]})
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert (done.code, len(shop.made())) == (77, 5)
    assert done.lines[-1] == "  recur resume undo.json"
    assert shop.applied("--expect-deletes", "6", path="undo.json").code == 73
    done = shop.recur("resume undo.json")
    assert (done.code, shop.made()) == (0, [])
    assert "already before" in done.out


def test_a_lost_answer_to_a_delete_is_settled_by_reading(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    shop.emulator.faults.add({"delete_event": ["commit-then-rst"]})
    assert shop.applied("--expect-deletes", "6", path="undo.json").code == 0
    assert len(shop.emulator.requests("delete_event")) == 6


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        ("429", 75, "not deleted: event {}, {}: rate limited"),
        ("403", 77, "not deleted: event {}, {}: forbidden"),
        ("422", 1, "not deleted: event {}, {}: invalid"),
        ("404", 1, "not deleted: event {}, {}: not found"),
        ("500", 3, "NOT SURE, may or may not be deleted: event {}, {}\n"),
        ("rst", 3, "NOT SURE, may or may not be deleted: event {}, {}\n"),
    ],
)
def test_a_delete_that_fails_ends_the_undo_and_is_told_for_what_it_is(
    shop: Shop, fault: str, code: int, told: str
) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    second = shop.id_at(STARTS[1])
    shop.emulator.faults.add({"delete_event": ["ok", fault]})
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert (done.code, len(shop.emulator.requests("delete_event"))) == (code, 2)
    assert "Sure: 1 of 6 events are gone.\n" in done.out
    assert told.format(second, NAMES[1]) in done.out
    assert "kept" not in done.out
    assert done.lines[-1] == "  recur resume undo.json"
    assert shop.recur("resume undo.json").code == 0
    assert shop.made() == []


def test_a_delete_whose_answer_is_lost_and_cannot_be_read_back_is_not_called_kept(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    first = shop.id_at(STARTS[0])
    shop.emulator.faults.add({"delete_event": ["commit-then-rst"], "event": ["ok", "500", "500", "500"]})
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert done.code == 69
    assert f"NOT SURE, may or may not be deleted: event {first}, {NAMES[0]}\n" in done.out


def test_an_undo_that_is_stopped_at_once_says_what_is_gone(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.planned()
    shop.applied()
    undone(shop)
    third = shop.id_at(STARTS[2])
    delete = HttpApi.delete_event

    def pressed(api: HttpApi, target: Target) -> Answer:
        answer = delete(api, target)
        if target.event == third:
            raise KeyboardInterrupt  # the second Ctrl-C, before the answer could be written down
        return answer

    monkeypatch.setattr(HttpApi, "delete_event", pressed)
    done = shop.applied("--expect-deletes", "6", path="undo.json")
    assert done.code == 130
    assert "Sure: 2 of 6 events are gone.\n" in done.out
    assert f"NOT SURE, may or may not be deleted: event {third}, {NAMES[2]}\n" in done.out
    assert "Not tried: 3 events.\n" in done.out


def test_what_the_service_made_besides_the_plan_is_listed_and_not_deleted(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["more:2"]})
    assert shop.applied().code == 1
    undone(shop)
    out = shop.recur("show undo.json").out
    assert "6 to delete · 2 kept" in out
    assert "made by a request of this plan, but not planned" in " ".join(out.split())
    assert shop.applied("--expect-deletes", "6", path="undo.json").code == 0
    assert len(shop.made()) == 2


def test_what_is_not_known_cannot_be_undone_yet(shop: Shop) -> None:
    unresolved(shop)
    done = shop.recur("undo plan.json --out undo.json")
    assert done.code == 3
    assert "3 dates of the plan may still come into being" in done.err
    assert sum(action["do"] == "delete" for action in shop.document("undo.json")["actions"]) == 3


def test_an_undo_of_nothing_and_of_an_undo_are_refused(shop: Shop) -> None:
    shop.planned()
    assert shop.recur("undo plan.json --out undo.json").code == 73
    shop.applied()
    undone(shop)
    done = shop.recur("undo undo.json --out again.json")
    assert (done.code, Path("again.json").exists()) == (2, False)


def test_an_undo_without_a_place_to_go_is_refused(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    assert shop.recur("undo plan.json").code == 2
    Path("undo.json").write_text("precious")
    assert shop.recur("undo plan.json --out undo.json").code == 73


def test_as_data_an_undo_says_what_became_of_each_event(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    assert json.loads(shop.recur("undo plan.json --out undo.json --format json").out)["schema"] == (
        "recurrence.plan/1"
    )
    done = shop.applied("--expect-deletes", "6", "--format", "json", path="undo.json")
    result = json.loads(done.out)
    assert result["schema"] == "recurrence.undone/1"
    assert [event["fate"] for event in result["events"]] == ["deleted"] * 6
