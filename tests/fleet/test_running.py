"""A fleet on its way: agreed to once, each plan by its own way, set aside or stopped by the same rules as one plan."""

import signal
from pathlib import Path

import pytest

from sync.errors import JournalUnwritable
from sync.journal import Journal, target_lock
from sync.planfile import class_of, digest_of, read_plan
from sync.rows import Row
from tests.fleet.chain import DATES, POSTS, SMALL, TARGETS, Chain
from tests.frontdesk_net.schemas import faults

NEVER, LOST = "rst", "commit-then-rst"
DONE, BEGUN, NOT_BEGUN, LOOK = "done", "begun", "not begun", "needs a look"


def plan_file(number: int) -> str:
    location, event = TARGETS[number]
    return f"chain/plans/{location}-{event}.json"


# --- agreed to, or not ----------------------------------------------------------------------------------------------


def test_a_fleet_that_was_agreed_to_is_done_in_the_time_that_was_estimated(chain: Chain) -> None:
    chain.fleet()
    totals = chain.told(chain.recur("show chain --format json"))["totals"]
    before = len(chain.emulator.requests())
    done = chain.apply_fleet()
    assert done.code == 0, done.err
    assert done.err.startswith("3 plans to work through. About 13 requests, 1 min at 187 a minute")
    assert totals["requests"] == len(chain.emulator.requests()) - before == 13
    assert {"Sure: 8 of 8 dates are created and seen there.", "Ledger: 3 plans: 3 done."} <= set(done.lines)
    assert chain.is_whole()
    assert "exists, once." in done.out
    again = [
        chain.apply_fleet(),
        chain.recur("resume chain"),
    ]  # there is nothing to do, and nothing is looked at
    assert [(end.code, "exists" in end.out, "3 plans had been done before" in end.out) for end in again] == [
        (0, False, True)
    ] * 2
    earlier = {
        "Sure: 0 of 8 dates are created and seen there.",
        "Created by an earlier run, and not looked at in this one: 8 dates.",
    }
    assert earlier <= set(again[0].lines)
    assert chain.told(chain.recur("resume chain --format json"))["dates"] == {
        "total": 8,
        "created": 8,
        "seen": 0,
        "unknown": 0,
    }
    assert len(chain.emulator.requests()) == before + 13


def test_what_a_location_answered_and_nobody_saw_is_not_called_sure(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["lie"]})
    done = chain.apply_fleet()
    assert {
        "Sure: 4 of 8 dates are created and seen there.",
        "Answered as created, but not seen there: 2 dates.",
    } <= set(done.lines)
    assert "2 of 4 dates answered as created, 2 of them NOT SEEN." in done.out


def test_a_fleet_is_taken_back_plan_by_plan_and_that_is_said(chain: Chain) -> None:
    chain.fleet()
    for path in ("chain", "chain/fleet.json"):
        done = chain.recur("undo", path, "--out", "undo.json")
        assert (done.code, "of a fleet each plan is taken back by itself" in done.err) == (2, True)


def test_without_its_digest_and_exact_numbers_nothing_is_asked(chain: Chain) -> None:
    digest = chain.fleet()
    dates, one = ("--expect-creates", str(DATES)), chain.digest(plan_file(0))
    before = len(chain.emulator.requests())
    for words in (
        (),
        dates,
        ("--digest", "0" * 64, *dates),
        ("--digest", digest[:11], *dates),
        ("--digest", one, *dates),
        ("--digest", digest),
        ("--digest", digest, "--expect-creates", str(DATES - 1)),
        ("--digest", digest, *dates, "--expect-copies", "1"),
        ("--digest", digest, *dates, "--expect-deletes", "1"),
        ("--digest", digest, *dates, "--location", "4564"),
    ):
        done = chain.recur("apply chain", *words)
        assert (done.code, len(chain.emulator.requests())) == (65, before), words
        assert digest not in done.err or "--digest" in words


def test_appointments_are_copied_only_by_their_exact_number(chain: Chain) -> None:
    chain.book(101)
    digest = chain.fleet(SMALL.replace("count = 4", "count = 4, content_type = 2"))
    agreed = ("apply chain", "--digest", digest, "--expect-creates", str(DATES))
    assert [chain.recur(*agreed, *more).code for more in ((), ("--expect-copies", "3"))] == [65, 65]
    assert chain.posts() == 0
    assert "--expect-copies 4" in chain.recur("show chain").out
    assert chain.recur(*agreed, "--expect-copies", "4").code == 0


def test_a_resume_begins_nothing_that_nobody_agreed_to_as_a_fleet(chain: Chain) -> None:
    chain.fleet()
    assert chain.applied(path=plan_file(1)).code == 0  # one plan of it, by its own digest
    before = chain.posts()
    assert (chain.recur("resume chain").code, chain.posts()) == (73, before)
    assert chain.apply_fleet().code == 0  # and what it made is not asked for again
    assert (chain.is_whole(), chain.posts()) == (True, POSTS)


def test_another_service_is_refused_and_a_second_process_too(chain: Chain, state: Path) -> None:
    chain.fleet()
    with target_lock(state, f"fleet {chain.document('chain/fleet.json')['digest']}"):
        assert [chain.apply_fleet().code, chain.recur("resume chain").code] == [75, 75]
    before = chain.recur.environ["RECUR_BASE_URL"]
    chain.recur.environ["RECUR_BASE_URL"] = before.replace("127.0.0.1", "localhost")
    assert (chain.apply_fleet().code, chain.posts()) == (65, 0)


def test_a_zone_beside_a_fleet_is_refused_by_its_name_whoever_is_asked(chain: Chain) -> None:
    said = "--zone: 'Europe/Riga' is not allowed; it takes nothing beside a fleet: its file says it."
    done = chain.recur("plan --fleet fleet.toml --out chain --zone Europe/Riga")
    assert (done.code, said in done.err) == (2, True), done.err
    chain.fleet()
    before = len(chain.emulator.requests())
    numbers = ("--digest", chain.digest("chain/fleet.json"), "--expect-creates", str(DATES))
    for words in (("apply", "chain", *numbers), ("resume", "chain"), ("verify", "chain")):
        done = chain.recur(*words, "--zone", "Europe/Riga")
        assert (done.code, said in done.err) == (2, True), done.err
    assert len(chain.emulator.requests()) == before


def test_a_zone_that_the_services_clock_contradicts_is_said_before_anybody_agrees(chain: Chain) -> None:
    chain.fleet(SMALL.replace("Europe/Berlin", "Europe/Riga"))
    shown = chain.recur("show chain").out
    assert "location 4565 (Studio 2), event 202: By the event's own time and timestamp" in " ".join(
        shown.split()
    )
    assert "60 min off" in shown


# --- what sets one target aside -------------------------------------------------------------------------------------


def test_a_conflict_sets_its_target_aside_until_somebody_says_what_to_do(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["ok", "409"]})
    done = chain.apply_fleet("--format", "json")
    told = chain.told(done)
    assert faults(told, "fleet-result") == []
    assert (done.code, chain.standings(done)) == (1, [LOOK, DONE, DONE])
    assert (told["targets"][0]["ending"], told["targets"][0]["created"]) == ("CONFLICT", 2)
    before = len(chain.emulator.requests())
    assert (chain.recur("resume chain").code, len(chain.emulator.requests())) == (1, before)
    chain.recur("resume chain --isolate")
    assert len(chain.emulator.requests()) > before
    assert chain.twice() == []


def test_dates_that_may_still_come_are_named_and_asked_for_again_only_on_order(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["ok", "ok", NEVER]})
    done = chain.apply_fleet()
    assert done.code == 3
    assert "Needs a look: location 4564, event 102: 0 of 2 dates created, 2 NOT SURE." in done.lines
    assert "    recur resume chain/plans/4564-102.json" in done.lines
    assert (chain.recur("resume chain").code, chain.posts()) == (3, POSTS)
    assert chain.recur("resume chain --resend").code == 0
    assert chain.is_whole()


def test_a_source_that_was_changed_since_the_review_is_refused_alone(chain: Chain) -> None:
    chain.fleet()
    chain.change(102, capacity=3)
    done = chain.apply_fleet()
    assert (done.code, len(chain.made())) == (65, DATES - 2)
    assert {"Ledger: 3 plans: 1 not begun, 2 done.", "Set aside: location 4564, event 102:"} <= set(
        done.lines
    )
    chain.change(102, capacity=14)
    assert chain.recur("resume chain").code == 0
    assert chain.is_whole()


def test_dates_that_somebody_took_since_the_review_are_not_made_a_second_time(
    chain: Chain, state: Path
) -> None:
    chain.fleet()
    chain.enter("2027-01-11T18:30:00", like=101)
    plan = read_plan(Path(plan_file(2)).read_bytes())
    with target_lock(state, class_of(plan)):  # and another process works on the third class
        done = chain.apply_fleet("--format", "json")
    assert (done.code, chain.standings(done)) == (65, [LOOK, DONE, NOT_BEGUN])
    assert (chain.twice(), len(chain.made())) == ([], 2)


def test_a_damaged_journal_needs_a_look_and_nothing_is_sent_on_its_word(chain: Chain, state: Path) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["ok", "401"]})
    assert chain.apply_fleet().code == 77
    journal = state / "journals" / f"{digest_of(read_plan(Path(plan_file(0)).read_bytes()))}.journal"
    journal.write_bytes(journal.read_bytes()[:-4096])
    done = chain.recur("resume chain --format json")
    assert (done.code, chain.standings(done)) == (1, [LOOK, DONE, DONE])
    assert (chain.twice(), chain.posts()) == ([], POSTS)


def test_a_plan_that_was_undone_half_way_is_set_aside_and_the_others_are_done(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["ok", "401"]})
    assert chain.apply_fleet().code == 77
    assert chain.recur("undo", plan_file(0), "--out", "undo.json").code == 0
    assert chain.applied("--expect-deletes", "2", path="undo.json").code == 0
    done = chain.recur("resume chain")
    assert (done.code, len(chain.made())) == (65, DATES - 4)
    assert "Set aside: location 4564, event 101:" in done.lines
    assert "taken back by an undo" in done.out


# --- what stops all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["401", "403"])
def test_an_answer_about_the_tokens_stops_all_and_a_resume_goes_on(chain: Chain, fault: str) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["ok", LOST, fault]})
    done = chain.apply_fleet("--format", "json")
    assert (done.code, chain.posts(), chain.told(done)["stopped"]) == (77, 3, "NOT_AUTHORISED")
    assert chain.standings(done) == [DONE, BEGUN, NOT_BEGUN]
    assert (chain.apply_fleet().code, chain.posts()) == (73, 3)  # it was begun: only a resume goes on
    assert chain.recur("resume chain").code == 0
    assert chain.is_whole()


def test_a_rate_limit_slows_all_and_one_without_end_stops_all(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"duplicate": ["429:30", "ok", "ok", *["429:30"] * 5]})
    before = chain.time.seconds
    done = chain.apply_fleet("--format", "json")
    assert (done.code, chain.posts(), chain.told(done)["stopped"]) == (75, 8, "RATE_LIMITED")
    assert chain.standings(done) == [DONE, BEGUN, NOT_BEGUN]
    assert chain.time.seconds - before > 5 * 30
    assert chain.recur("resume chain").code == 0
    assert chain.is_whole()


def test_a_service_that_cannot_be_read_stops_all(chain: Chain) -> None:
    chain.fleet()
    chain.emulator.faults.add({"event": ["ok", "503", "503", "503"]})
    done = chain.apply_fleet("--format", "json")
    assert (done.code, chain.told(done)["stopped"]) == (69, "UNAVAILABLE")
    assert chain.standings(done) == [DONE, NOT_BEGUN, NOT_BEGUN]


def test_ctrl_c_ends_after_the_current_request_with_a_truthful_ledger(chain: Chain) -> None:
    chain.fleet()
    chain.time.after(2.0, lambda: signal.raise_signal(signal.SIGINT))
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    done = chain.apply_fleet("--format", "json")
    assert (done.code, chain.told(done)["stopped"]) == (130, "INTERRUPTED")
    assert handlers == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    assert chain.told(done)["dates"]["created"] == len(chain.made()) < DATES
    assert chain.recur("resume chain").code == 0
    assert chain.is_whole()


def test_a_disk_that_refuses_a_row_stops_all_and_says_how_to_go_on(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain.fleet()
    append, left = Journal.append, iter(range(12))

    def full(journal: Journal, row: Row) -> None:
        if next(left, None) is None:
            raise JournalUnwritable(str(journal.path), "no space", {"kind": "row"})
        append(journal, row)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", full)
        done = chain.apply_fleet()
    assert done.code == 74
    assert "Ledger: 3 plans" in done.err
    assert "recur resume chain" in done.err
    assert chain.recur("resume chain --resend").code == 0
    assert chain.is_whole()


# --- afterwards -----------------------------------------------------------------------------------------------------


def test_verify_works_through_all_plans_with_one_summary(chain: Chain) -> None:
    chain.fleet()
    chain.apply_fleet()
    done = chain.recur("verify chain")
    assert (done.code, done.lines[-1]) == (0, "Equal: every planned date of every plan exists exactly once.")
    chain.change(chain.id_at("2027-01-13T12:15:00"), deleted=True)
    chain.enter("2027-01-07T18:30:00", like=101)
    done = chain.recur("verify chain")
    assert done.code == 1
    assert "Different: location 4564, event 101: 3 as planned, 1 extra:" in done.lines
    assert "Different: location 4565 (Studio 2), event 202: 1 as planned, 1 missing:" in done.lines
    told = chain.told(chain.recur("verify chain --format json"))
    assert faults(told, "fleet-verification") == []
    assert (told["equal"], told["differences"]) == (6, {"missing": 1, "extra": 1, "moved": 0})


def test_what_a_fleet_made_is_there_already_for_the_next_and_taken_back_plan_by_plan(chain: Chain) -> None:
    chain.fleet()
    assert chain.apply_fleet().code == 0
    again = chain.recur("plan --fleet fleet.toml --out again")
    assert (again.code, "There is nothing to do." in again.lines) == (0, True)
    done = chain.recur("apply again --digest", chain.digest("again/fleet.json"), "--expect-creates", "0")
    assert (done.code, chain.posts()) == (0, POSTS)
    assert chain.recur("undo", plan_file(2), "--out", "undo.json").code == 0
    assert chain.applied("--expect-deletes", "2", path="undo.json").code == 0
    assert len(chain.made()) == DATES - 2
