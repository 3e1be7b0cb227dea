"""`recur apply`: what it refuses before anything is sent, how it ends, and with which exit code."""

import io
import json
import signal
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync.journal import target_lock
from sync.planfile import class_of, plan_text, read_plan
from tests.frontdesk_net.running import READER, environment
from tests.frontdesk_net.schemas import faults
from tests.frontdesk_plan.shop import NAMES, SIX, STARTS, Shop

LOST, NEVER = "commit-then-rst", "rst"


def state_of(shop: Shop) -> Path:
    return Path(shop.recur.environ["RECUR_STATE_DIR"])


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ["RECUR_STATE_DIR"] = str(tmp_path / "kept")


# --- agreed to, or not ----------------------------------------------------------------------------------------------


def test_a_plan_that_was_agreed_to_is_done_and_seen(shop: Shop) -> None:
    shop.planned("--chunk", "4")
    done = shop.applied()
    assert done.code == 0
    assert done.lines[0].startswith("emulator on")
    assert "Sure: 6 of 6 dates are created and seen there." in done.lines
    assert done.lines[-1] == "  recur verify plan.json"
    assert (shop.made(), shop.posts()) == (STARTS, 2)


@pytest.mark.parametrize("digest", [None, "", "123456", "0" * 12, "0" * 64])
def test_without_its_own_digest_nothing_is_sent(shop: Shop, digest: str | None) -> None:
    shop.planned()
    before = len(shop.emulator.requests())
    more = () if digest is None else ("--digest", digest)
    done = shop.recur("apply plan.json", *more)
    assert (done.code, len(shop.emulator.requests())) == (65, before)
    assert "`recur show plan.json`" in done.err
    assert shop.digest() not in done.err


def test_the_digest_of_another_plan_is_refused(shop: Shop) -> None:
    other = shop.planned("--chunk", "3")
    shop.planned()
    done = shop.recur("apply plan.json --digest", other)
    assert (done.code, shop.posts()) == (65, 0)
    assert "another plan" in done.err


def test_the_whole_digest_is_as_good_as_its_beginning(shop: Shop) -> None:
    shop.planned()
    assert shop.recur("apply plan.json --digest", str(shop.document()["digest"])).code == 0


@pytest.mark.parametrize(("number", "code"), [(None, 65), ("229", 65), ("231", 65), ("many", 2), ("230", 0)])
def test_many_dates_need_their_exact_number(shop: Shop, number: str | None, code: int) -> None:
    words = ("--event", "107", "--mode", "daily", "--from", "2027-02-01", "--count", "230", "--at", "22:00")
    shop.planned("--chunk", "100", words=words)
    done = shop.applied(*(() if number is None else ("--expect-creates", number)))
    assert done.code == code
    assert len(shop.made()) == (230 if code == 0 else 0)
    if code == 65:
        assert "--expect-creates 230" in done.err


def test_a_number_that_was_not_asked_for_must_be_right_too(shop: Shop) -> None:
    shop.planned()
    assert shop.applied("--expect-creates", "7").code == 65
    assert shop.applied("--expect-copies", "1").code == 65
    assert shop.applied("--expect-deletes", "1").code == 65
    assert shop.posts() == 0
    assert shop.applied("--expect-creates", "6").code == 0


# --- the right place, the right time --------------------------------------------------------------------------------


def test_another_service_is_refused(shop: Shop) -> None:
    shop.planned()
    plan = replace(read_plan(Path("plan.json").read_bytes()), host="http://127.0.0.1:9/api")
    Path("plan.json").write_text(plan_text(plan))
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    assert "http://127.0.0.1:9/api" in done.err


def test_another_location_on_the_command_line_is_refused(shop: Shop) -> None:
    shop.planned()
    done = shop.applied("--location", "77")
    assert (done.code, shop.posts()) == (65, 0)
    assert "4564" in done.err


def test_another_zone_on_the_command_line_is_refused_and_the_same_is_not(shop: Shop) -> None:
    shop.planned()
    done = shop.applied("--zone", "Asia/Tokyo")
    assert (done.code, shop.posts()) == (65, 0)
    assert "The plan says time zone Europe/Riga; the command line says Asia/Tokyo." in done.err
    assert shop.applied("--zone", "Europe/Riga").code == 0


def test_a_location_of_the_environment_does_not_matter_since_the_plan_names_its_own(shop: Shop) -> None:
    shop.planned()
    shop.recur.environ["RECUR_LOCATION"] = "77"
    assert shop.applied().code == 0


@pytest.mark.parametrize("change", [{"capacity": 3}, {"length": 1800}, {"deleted": True}])
def test_a_source_event_that_was_changed_makes_the_plan_stale(shop: Shop, change: dict[str, int]) -> None:
    shop.planned()
    shop.change(101, **change)
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    assert "no longer true" in done.err
    assert "101" in done.err


def test_a_plan_of_an_event_with_resources_says_why_it_cannot_be_applied_through_v2(shop: Shop) -> None:
    instance = min(shop.emulator.model.world.instances)
    shop.change(101, instances=(instance,))
    shop.planned()
    shop.recur.environ["RECUR_API"] = "v2"
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    told = " ".join(done.err.split())
    assert f"had resources {instance} at review and shows none now" in told
    assert "A plan made through V1 is applied through V1 (RECUR_API=v1)." in told

    del shop.recur.environ["RECUR_API"]
    assert shop.applied().code == 0


def test_a_plan_holds_for_a_week(shop: Shop) -> None:
    shop.planned()
    shop.recur.time.sleep(timedelta(days=8).total_seconds())
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    assert "8 days old" in done.err


def test_a_refused_plan_can_be_applied_once_the_obstacle_is_gone(shop: Shop) -> None:
    shop.planned()
    shop.change(101, capacity=3)
    assert shop.applied().code == 65
    shop.change(101, capacity=12)
    assert shop.applied().code == 0


def test_dates_that_were_taken_since_the_review_make_the_plan_stale(shop: Shop) -> None:
    shop.planned()
    event = shop.enter(STARTS[2])
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    assert f"{NAMES[2]} (event {event.id})" in done.out
    assert "recur plan" in done.lines[-1]


def test_a_plan_that_was_applied_is_nothing_to_do(shop: Shop) -> None:
    shop.planned()
    assert shop.applied().code == 0
    again = shop.applied()
    assert (again.code, shop.posts()) == (0, 1)
    assert "applied already: nothing to do" in again.out


def test_a_plan_that_was_begun_is_resumed_and_not_begun_again(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": [NEVER]})
    assert shop.applied().code == 3
    again = shop.applied()
    assert (again.code, shop.posts()) == (73, 1)
    assert "recur resume" in again.err


def test_the_first_line_names_the_place_that_the_plan_is_for(shop: Shop) -> None:
    shop.planned()
    shop.recur.environ["RECUR_LOCATION"] = "999"
    done = shop.applied()
    assert (done.code, shop.made()) == (0, STARTS)
    assert done.lines[0].endswith("location 4564")
    assert shop.recur("verify plan.json --location 999").code == 65


def test_dates_that_have_passed_since_the_review_are_not_created(shop: Shop) -> None:
    shop.planned(words=(*SIX[:7], "2026-11-23", *SIX[8:]))
    shop.time.sleep(3 * 86_400)
    done = shop.applied()
    assert (done.code, shop.posts()) == (65, 0)
    assert "Of its dates, 1 of 6 have passed since it was made." in done.err


@pytest.mark.parametrize(("fault", "code"), [("ok", 0), ("422", 1), (NEVER, 3)])
def test_how_it_ended_is_told_by_the_exit_code_even_if_nobody_reads_on(
    shop: Shop, fault: str, code: int
) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": [fault]})
    shop.recur.pipe = Gone
    assert (shop.applied().code, shop.posts()) == (code, 1)
    assert shop.recur("verify plan.json").code == (0 if code == 0 else 1)


class Gone(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


def locked(shop: Shop) -> AbstractContextManager[None]:
    """Another process works on the class."""
    return target_lock(state_of(shop), class_of(read_plan(Path("plan.json").read_bytes())))


def test_two_processes_do_not_work_on_one_class(shop: Shop) -> None:
    shop.planned()
    with locked(shop):
        done = shop.applied()
    assert (done.code, shop.posts()) == (75, 0)
    assert "try again" in done.err


def test_nor_do_they_from_two_events_of_it(shop: Shop) -> None:
    shop.planned()
    another = shop.enter("2026-12-01T18:30:00").id
    shop.planned(words=("--event", str(another), *SIX[2:]), out="another.json")
    with locked(shop):
        assert (shop.applied(path="another.json").code, shop.posts()) == (75, 0)


@pytest.mark.parametrize("verb", ["resume", "verify", "undo"])
def test_nor_does_any_other_verb_meanwhile(shop: Shop, verb: str) -> None:
    shop.planned()
    shop.applied()
    with locked(shop):
        more = ("--out", "undo.json") if verb == "undo" else ()
        assert shop.recur(verb, "plan.json", *more).code == 75


def interrupted(shop: Shop) -> None:
    """A plan whose request was lost on the way, and its process stopped while it waited for what may come."""
    shop.planned("--force")
    shop.emulator.faults.add({"duplicate": [NEVER]})
    shop.time.after(1, lambda: signal.raise_signal(signal.SIGINT))
    assert shop.applied().code == 130


@pytest.mark.parametrize("event", ["101", "another of the class"])
def test_what_another_plan_has_asked_for_is_not_asked_for_before_that_is_settled(
    shop: Shop, event: str
) -> None:
    source = event if event == "101" else str(shop.enter("2026-12-01T18:30:00").id)
    shop.planned("--force", words=("--event", source, *SIX[2:-1], "4"), out="another.json")
    interrupted(shop)
    done = shop.applied(path="another.json")
    assert (done.code, shop.posts()) == (65, 1)
    assert f"The plan with digest {shop.digest()}… asked for 4 dates from {NAMES[0]} on." in done.err
    assert shop.recur("resume plan.json").code == 3
    assert shop.applied(path="another.json").code == 0
    assert shop.made() == STARTS[:4]


def test_a_resume_too_waits_for_what_another_plan_has_asked_for(shop: Shop) -> None:
    shop.planned("--force", words=(*SIX[:-1], "4"), out="another.json")
    shop.emulator.faults.add({"duplicate": ["401"]})
    assert shop.applied(path="another.json").code == 77
    interrupted(shop)
    assert (shop.recur("resume another.json").code, shop.posts()) == (65, 2)
    assert shop.recur("resume plan.json --resend").code == 0
    assert shop.recur("resume another.json").code == 1
    assert shop.made() == STARTS


# --- how it ends ----------------------------------------------------------------------------------------------------


def test_a_conflict_stops_it_and_names_the_date(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.enter("2026-12-14T18:00:00", like=103)
    done = shop.applied()
    assert (done.code, shop.posts()) == (1, 1)
    assert f"  {NAMES[2]} (conflict)" in done.lines
    assert "The service said:" in done.out
    assert done.lines[-1] == "  recur resume plan.json --isolate"
    assert shop.made() == []


def test_continue_goes_on_with_later_requests(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.enter("2026-12-14T18:00:00", like=103)
    assert shop.applied("--continue").code == 1
    assert shop.made() == STARTS[3:]


def test_isolate_also_asks_again_for_the_other_dates_of_the_request(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.enter("2026-12-14T18:00:00", like=103)
    done = shop.applied("--isolate")
    assert done.code == 1
    assert shop.made() == [*STARTS[:2], *STARTS[3:]]
    assert "Done, but for the dates in conflict" in done.out


def test_force_is_sent_only_if_the_plan_says_so(shop: Shop) -> None:
    shop.planned("--force")
    shop.enter("2026-12-14T18:00:00", like=103)
    assert shop.applied().code == 0
    assert shop.made() == STARTS


def test_a_lost_answer_is_no_reason_to_ask_again(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": [LOST, "503@after"]})
    assert shop.applied().code == 0
    assert (shop.made(), shop.posts()) == (STARTS, 2)


def test_what_never_appears_is_unresolved_each_date_by_its_name(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", NEVER]})
    done = shop.applied()
    assert (done.code, shop.posts()) == (3, 2)
    unsure = done.out.partition("NOT SURE")[2]
    assert all(name in unsure for name in NAMES[3:])
    assert not any(name in unsure for name in NAMES[:3])
    assert done.lines[-3] == "  recur resume plan.json"
    assert done.lines[-1] == "  recur resume plan.json --resend"


def test_a_long_wait_is_told_and_is_as_long_as_it_was_asked_to_be(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": [NEVER]})
    before = shop.recur.time.seconds
    done = shop.applied("--settle", "100")
    assert done.code == 3
    assert shop.recur.time.seconds - before >= 100
    assert "waiting" in done.err


@pytest.mark.parametrize("text", ["-1", "x", "1e3", "100000"])
def test_a_settle_time_that_is_none_is_refused(shop: Shop, text: str) -> None:
    shop.planned()
    done = shop.applied(f"--settle={text}")
    assert (done.code, shop.posts()) == (2, 0)
    assert "--settle" in done.err


def test_a_late_commit_within_the_settle_time_is_found(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": [NEVER]})
    shop.time.after(9, lambda: [shop.enter(start) for start in STARTS])
    assert shop.applied().code == 0
    assert shop.posts() == 1


@pytest.mark.parametrize(("fault", "code"), [("401", 77), ("403", 77), ("400", 1), ("422", 1), ("404", 1)])
def test_a_refusal_stops_at_once(shop: Shop, fault: str, code: int) -> None:
    shop.planned("--chunk", "2")
    shop.emulator.faults.add({"duplicate": ["ok", fault]})
    done = shop.applied()
    assert (done.code, shop.posts(), len(shop.made())) == (code, 2, 2)
    assert "Answered as created, and not looked for since: 2 dates." in done.lines


def test_a_user_without_rights_gets_nothing_done(shop: Shop) -> None:
    shop.planned()
    shop.recur.environ["ALTEGIO_USER_TOKEN"] = READER
    done = shop.applied()
    assert (done.code, shop.made()) == (77, [])
    assert "recur login" in done.out + done.err


def test_a_service_that_always_wants_a_rest_gets_it(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["429:3"] * 5})
    done = shop.applied()
    assert (done.code, shop.posts(), shop.made()) == (75, 5, [])
    assert done.lines[-1] == "  recur resume plan.json"


def test_a_service_that_answers_a_read_with_nonsense_is_unavailable(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"search": ["html"] * 3})
    done = shop.applied()
    assert (done.code, shop.posts()) == (69, 0)
    assert "no usable answer" in done.out + done.err


def test_a_timetable_that_is_suddenly_empty_is_suspicious(shop: Shop) -> None:
    for start in STARTS[:2]:
        shop.enter(start)
    shop.planned()
    shop.emulator.faults.add({"search": ["empty-list"]})
    done = shop.applied()
    assert (done.code, shop.posts()) == (69, 0)
    assert "empty timetable" in done.out


@pytest.mark.parametrize("fault", ["more:1", "other", "twice"])
def test_what_exists_besides_the_plan_is_listed_and_left_alone(shop: Shop, fault: str) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": [fault]})
    done = shop.applied()
    assert (done.code, shop.posts()) == (1, 1)
    made = [event.id for event in shop.emulator.events() if event.origin != "seed"]
    assert any(f"event {event}" in done.out for event in made)
    assert not any(event.deleted for event in shop.emulator.events())


def test_created_and_not_shown_is_drift_after_the_settle_time(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["lie"]})
    done = shop.applied()
    assert (done.code, shop.posts()) == (1, 1)
    assert done.out.count("missing:") == 6


def test_what_was_answered_and_never_seen_is_not_called_sure(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", "lie"]})
    for words in ("apply", "--digest", shop.digest()), ("resume",):
        done = shop.recur(words[0], "plan.json", *words[1:])
        assert "Sure: 3 of 6 dates are created and seen there." in done.lines
        assert "Answered as created, but the latest look does not show them, 3 dates:" in done.lines
    told = json.loads(shop.recur("resume plan.json --format json").out)
    assert [(entry["status"], entry["seen"]) for entry in told["dates"]] == [
        ("created", number < 3) for number in range(6)
    ]
    assert faults(told, "result") == []


def test_as_data_the_result_names_every_date(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", NEVER]})
    done = shop.applied("--format", "json")
    result = json.loads(done.out)
    assert (done.code, result["exit_code"], result["ending"]) == (3, 3, "UNRESOLVED")
    assert result["schema"] == "recurrence.result/1"
    assert [date["start"] for date in result["dates"]] == STARTS
    assert result["counts"] == {"planned": 0, "unknown": 3, "created": 3, "rejected": 0, "foreign": 0}
    assert result["next"][0] == ["recur", "resume", "plan.json"]
    assert done.err.startswith("emulator on")


def test_a_service_that_is_down_leaves_nothing_begun(shop: Shop) -> None:
    shop.planned()
    plan = replace(read_plan(Path("plan.json").read_bytes()), host="http://127.0.0.1:9/api")
    Path("plan.json").write_text(plan_text(plan))
    shop.recur.environ |= environment(shop.emulator, RECUR_BASE_URL="http://127.0.0.1:9/api")
    assert shop.applied().code == 69
    assert shop.applied().code == 69
