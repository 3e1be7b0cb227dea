"""What single lines of the protocol promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from recurrence import Strategy, Window, arrange
from sync.apply import apply
from sync.canonical import digest
from sync.errors import JournalRefused, JournalUnwritable, PlanRefused, WireError
from sync.events import Deleted
from sync.journal import Journal, target_lock
from sync.pace import COURTESY, Limits, Pace
from sync.plan import Code, Do, Form, Level, Verdict, beyond_limits
from sync.planfile import Stale, digest_of, plan_text, read_plan, stale
from sync.progress import Progress
from sync.rows import Began
from sync.snapshot import fingerprint
from sync.steps import Ending
from sync.undo import undo_plan
from sync.verify import Finding, What, agreeing_readings, verify
from tests.apply.worlds import ISOLATE, SETTLE, STRICT, asked, ending, result, world
from tests.plan import builders
from tests.simulation.plans import DAILY, SOON, SOURCE, VERSIONS, plan_of, server_of, snapshot_of

PLAN = plan_of(2)


def written(**changes: object) -> bytes:
    """A plan file that somebody wrote, with a digest that fits."""
    document = json.loads(plan_text(PLAN)) | changes
    del document["digest"]
    return json.dumps({**document, "digest": digest(document)}).encode()


def test_two_looks_after_the_settle_time_are_enough() -> None:
    lost = world(["timeout"])
    assert ending(lost) is Ending.UNRESOLVED
    settled = lost.checker.posts[0].ended + SETTLE
    assert sum(read.began >= settled for read in lost.checker.reads) == 2


def test_what_does_not_leave_is_tried_again_after_two_and_four_seconds() -> None:
    unsent = world(["unsent", "unsent"])
    assert ending(unsent) is Ending.DONE
    assert unsent.slept[:2] == [pytest.approx(2.0), pytest.approx(4.0)]


def test_an_empty_timetable_is_none_where_what_was_there_at_review_has_passed() -> None:
    plan = plan_of(4, present=0, first=SOON)
    past = world(plan=plan, server=server_of(plan, hides_past=True, others=0))
    past.advance(3600)
    assert plan.actions[0].start < past.server.wall < plan.creates[0]
    assert ending(past) is Ending.DONE


@pytest.mark.parametrize(("saved", "found"), [((), "gone"), ((DAILY.replace(interval=2),), "changed")])
def test_a_saved_strategy_is_said_to_be_gone_or_changed(saved: tuple[Strategy, ...], found: str) -> None:
    by_strategy = world(plan=plan_of(2, form=Form.STRATEGY))
    by_strategy.strategies = saved
    with pytest.raises(PlanRefused) as raised:
        apply(by_strategy.plan, by_strategy.again(STRICT).world(), STRICT)
    assert raised.value.reasons == (Stale("strategy", "3", found),)


def test_a_machine_that_slept_knows_that_the_location_s_clock_went_on() -> None:
    plan = plan_of(2)
    known = Progress(plan)
    known.take(Began(digest_of(plan), "here", plan.taken_at), 1000.0)
    before = known.hidden(1010.0)
    assert before == plan.local_now + timedelta(hours=16, seconds=10)
    assert known.hidden(1070.0) == before + timedelta(minutes=1)
    known.watch(plan.taken_at + timedelta(seconds=10), 1010.0)
    assert known.hidden(1010.0) == before
    known.watch(plan.taken_at + timedelta(hours=3), 1010.0)
    assert known.hidden(1010.0) == before + timedelta(hours=3, seconds=-10)


def test_a_date_at_the_very_moment_or_at_the_very_end_is_neither_past_nor_far() -> None:
    first, last = PLAN.creates
    days = (last - first).days
    at_the_edge = replace(PLAN, local_now=first, limits=PLAN.limits._replace(days_ahead=days))
    assert [*beyond_limits(at_the_edge)] == []
    second = timedelta(seconds=1)
    past = replace(at_the_edge, local_now=first + second)
    far = replace(at_the_edge, local_now=first - second)
    assert [one.code for one in beyond_limits(past)] == [Code.PAST]
    assert [one.code for one in beyond_limits(far)] == [Code.FAR]


def test_as_many_dates_as_are_allowed_are_not_many() -> None:
    allowed = replace(PLAN, local_now=PLAN.creates[0], limits=PLAN.limits._replace(creations=2))
    assert [*beyond_limits(allowed)] == []
    assert [*beyond_limits(replace(allowed, limits=PLAN.limits._replace(creations=1)))] == [
        Verdict(Code.MANY, Level.CONFIRM, 2)
    ]


def test_no_reading_agrees_where_the_dates_are_too_many_to_compare() -> None:
    assert PLAN.recipe is not None
    window = Window(date(2027, 4, 1), till=date(9999, 1, 1))
    beyond = replace(PLAN, recipe=PLAN.recipe._replace(window=window))
    assert agreeing_readings(beyond, Progress(beyond)) == ()


def test_a_class_that_somebody_moved_is_told_with_where_it_is_now() -> None:
    moved = world()
    found = result(moved)
    event, elsewhere = found.progress.fates[moved.creates[1]].event, moved.creates[1] + timedelta(hours=1)
    assert event is not None
    moved.server.change(event, start=elsewhere)
    verified = verify(moved.plan, found.progress, moved.server.events.values())
    assert verified.findings == (Finding(What.MOVED, moved.creates[1], event, elsewhere),)
    assert verified.equal == tuple(start for start in moved.creates if start != moved.creates[1])


def test_what_was_left_out_is_not_counted_among_what_is_there() -> None:
    first, *others = plan_of(3).actions
    left_out = replace(plan_of(3), actions=(first._replace(do=Do.LEFT_OUT), *others))
    done = world(plan=left_out, server=server_of(left_out))
    found = result(done)
    assert verify(left_out, found.progress, done.server.events.values()).equal == left_out.creates


def test_a_class_of_the_review_that_was_moved_beside_one_of_ours_is_no_second_one_of_ours() -> None:
    plan = plan_of(6, present=2)
    done = world(plan=plan, server=server_of(plan))
    assert ending(done) is Ending.DONE
    done.server.change(107, start=plan.creates[0])
    assert ending(done) is Ending.DONE


def test_of_two_new_classes_where_one_was_there_at_review_and_is_gone_one_is_extra() -> None:
    plan = plan_of(4, present=2)
    done = world(plan=plan, server=server_of(plan))
    found = result(done)
    taken = done.server.events[107].start
    done.server.change(107, deleted=Deleted.YES)
    _, second = (done.server.add(taken).id for _ in range(2))
    verified = verify(plan, found.progress, done.server.events.values())
    assert verified.findings == (Finding(What.EXTRA, taken, second),)


def test_a_target_is_locked_for_whoever_comes_second(tmp_path: Path) -> None:
    with target_lock(tmp_path, "a class"):
        with target_lock(tmp_path, "another class"):
            pass
        with pytest.raises(JournalRefused, match="locked"), target_lock(tmp_path, "a class"):
            pass
    with target_lock(tmp_path, "a class"):
        pass


def test_a_lock_that_cannot_be_opened_lets_nobody_run(tmp_path: Path) -> None:
    with target_lock(tmp_path, "target"):
        (lock,) = (tmp_path / "locks").iterdir()
    lock.rename(tmp_path / "elsewhere")
    lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalUnwritable), target_lock(tmp_path, "target"):
        pass


def test_a_file_system_without_locks_lets_nobody_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(JournalUnwritable), target_lock(tmp_path, "target"):
        pass


def test_a_head_that_was_cut_as_it_was_made_is_no_record(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    folder.mkdir(mode=0o700)
    (folder / f"{digest_of(PLAN)}.head").touch(mode=0o600)
    with Journal.create(tmp_path, digest_of(PLAN)) as journal:
        assert journal.rows == ()


def test_a_record_that_is_closed_leaves_no_file_open(tmp_path: Path) -> None:
    def free() -> int:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    before = free()
    with Journal.create(tmp_path, digest_of(PLAN)) as journal:
        assert free() > before
    assert (free(), journal.rows) == (before, ())


def test_of_two_that_wait_the_last_to_send_steps_back_and_the_less_so_the_longer(tmp_path: Path) -> None:
    now, slept, stands = [1000.0], list[float](), list[bool]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += 0.0 if stands and stands.pop() else seconds

    one, other = (Pace(tmp_path, "h", clock=lambda: now[0], sleep=sleep) for _ in range(2))
    one.wait()
    other.wait()
    one.wait()
    slept.clear()
    stands += [False, True, True]
    one.wait()
    assert slept == pytest.approx([0.32 + COURTESY, 0.32 + COURTESY / 2, 0.32 + COURTESY / 4])


def test_what_a_forked_child_still_holds_open_is_not_locked_after_a_send(tmp_path: Path) -> None:
    kept, slept = list[int](), list[float]()

    def clock() -> float:
        opened = [
            int(one.name)
            for one in list(Path("/proc/self/fd").iterdir())
            if os.path.realpath(one).endswith(".lock")
        ]
        kept.extend(map(os.dup, opened))
        return 1000.0

    one, other = (Pace(tmp_path, "h", clock=clock, sleep=slept.append) for _ in range(2))
    one.take()
    other.take()
    for number in kept:
        os.close(number)
    assert kept
    assert slept == []


def test_the_pace_takes_limits_up_to_what_it_says() -> None:
    assert Limits(spacing=3600, most=10_000, per=3600).problems() == []
    assert [one.field for one in Limits(3600.1, 10_001, 3600.1).problems()] == ["spacing", "most", "per"]
    assert [one.field for one in Limits(-0.1, 0, -0.1).problems()] == ["spacing", "most", "per"]


@pytest.mark.parametrize("zone", [None, "Europe/Riga"])
def test_a_plan_has_a_zone_of_the_database_or_none(zone: str | None) -> None:
    plan = replace(PLAN, zone=zone)
    assert read_plan(plan_text(plan).encode()) == plan


def test_a_zone_that_is_none_is_said() -> None:
    with pytest.raises(PlanRefused) as raised:
        read_plan(written(zone="Europe"))
    assert raised.value.reasons == (Stale("zone", "one of the tz database", "Europe"),)


def test_an_undo_that_deletes_some_and_keeps_others_is_a_plan() -> None:
    done = world()
    found = result(done)
    first = found.progress.fates[done.creates[0]].event
    assert first is not None
    done.server.change(first, records_count=1)
    undo = undo_plan(done.plan, found.progress, snapshot_of(*done.server.events.values()), VERSIONS)
    assert {action.do for action in undo.actions} == {Do.DELETE, Do.KEEP}
    assert read_plan(plan_text(undo).encode()) == undo


@pytest.mark.parametrize("action", [["2027-04-01T10:00:00", "create", "pattern", []], "text", None, 1])
def test_an_action_that_is_no_object_is_refused(action: object) -> None:
    with pytest.raises(WireError, match="actions"):
        read_plan(written(actions=[action]))


def test_what_is_to_be_done_is_one_of_what_there_is() -> None:
    strange = {"start": "2027-04-01T10:00:00", "do": "guess", "why": "pattern", "events": []}
    with pytest.raises(WireError) as raised:
        read_plan(written(actions=[strange]))
    assert [problem.field for problem in raised.value.problems] == ["actions[0].do"]


def test_a_source_whose_resources_are_not_shown_any_more_is_told_from_one_that_was_changed() -> None:
    reviewed = SOURCE.replace(resources=(5, 6))
    plan = replace(PLAN, source=reviewed, fingerprint=fingerprint(reviewed, PLAN.manner.content_type))
    hidden, changed = (
        Stale("resources", "5, 6", "none", (108,)),
        Stale("source", "as reviewed", "changed", (108,)),
    )
    assert stale(plan, SOURCE, plan.taken_at) == (hidden,)
    assert stale(plan, SOURCE.replace(length=60), plan.taken_at) == (changed,)
    assert stale(plan, reviewed.replace(resources=(5,)), plan.taken_at) == (changed,)


def test_the_source_s_own_date_is_taken_whether_or_not_a_search_shows_it() -> None:
    unseen = replace(builders.snapshot(), events=())
    only = builders.plan(unseen, arrange([builders.SOURCE.start]), recipe=None).actions[0]
    assert (only.do, only.events) == (Do.PRESENT, (builders.SOURCE.id,))


def test_dates_beside_one_that_is_named_in_a_conflict_go_out_together() -> None:
    plan = plan_of(6, chunk=6)
    taken = world(plan=plan)
    taken.server.busy = {plan.creates[2]}
    assert ending(taken, ISOLATE) is Ending.CONFLICT
    assert asked(taken) == [6, 5]


@pytest.mark.parametrize("days", [-7, 7])
def test_a_plan_of_seven_days_is_not_too_old_and_none_of_tomorrow(days: int) -> None:
    asked_at, second = PLAN.taken_at + timedelta(days=days), timedelta(seconds=days / 7)
    assert [one.what for one in stale(PLAN, SOURCE, asked_at)] == []
    assert [one.what for one in stale(PLAN, SOURCE, asked_at + second)] == ["age" if days > 0 else "clock"]


def test_a_plan_may_be_judged_by_limits_of_nothing() -> None:
    nothing = builders.plan(
        limits=PLAN.limits._replace(creations=0, days_ahead=0, growth_percent=0, growth_from=0)
    )
    assert read_plan(plan_text(nothing).encode()) == nothing


def test_a_record_is_made_where_a_process_of_the_same_number_was_killed_making_it(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    folder.mkdir(mode=0o700)
    (folder / f"{digest_of(PLAN)}.new-{os.getpid()}").write_bytes(b"half of it")
    with Journal.create(tmp_path, digest_of(PLAN)) as journal:
        assert journal.rows == ()
    assert [one.suffix for one in folder.iterdir() if one.suffix.startswith(".new")] == []
