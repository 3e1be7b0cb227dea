"""`recur plan`: what it reads, what it writes, what it shows, and that it changes nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sync.planfile import read_plan
from tests.frontdesk_net.running import environment
from tests.frontdesk_plan.shop import NAMES, SIX, STARTS, Shop

SAVED = ("--event", "103", "--strategy-id", "3", "--from", "2026-12-07", "--count", "3")


def starts(shop: Shop, do: str = "create") -> list[str]:
    return [action["start"] for action in shop.document()["actions"] if action["do"] == do]


def test_a_plan_names_every_date_and_ends_with_the_command_that_applies_it(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert done.code == 0
    assert done.lines[0].startswith("emulator on 127.0.0.1")
    assert starts(shop) == STARTS
    assert all(name.split()[1] in done.out for name in NAMES)
    assert done.lines[-1] == f"  recur apply plan.json --digest {shop.digest()}"
    assert "Written: plan.json" in done.err
    assert shop.posts() == 0


def test_a_plan_file_reads_back_with_the_digest_that_was_shown(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert f"Digest: {shop.document()['digest']}" in done.lines
    assert read_plan(Path("plan.json").read_bytes()).host == shop.emulator.base_url.replace(
        "http://", "http://"
    )


@pytest.mark.parametrize(("form", "more"), [("dates", ()), ("strategy", ()), ("parameters", ())])
def test_a_saved_strategy_can_go_out_in_each_form(shop: Shop, form: str, more: tuple[str, ...]) -> None:
    shop.planned("--form", form, *more, words=SAVED)
    assert shop.document()["manner"]["form"] == form
    assert starts(shop) == ["2026-12-07T12:15:00", "2026-12-09T12:15:00", "2026-12-11T12:15:00"]
    assert shop.applied().code == 0
    assert len(shop.made()) == 3


def test_a_pattern_of_the_command_line_can_go_out_by_parameters(shop: Shop) -> None:
    shop.planned("--form", "parameters")
    assert shop.applied().code == 0
    assert shop.made() == STARTS


def test_a_strategy_out_of_a_file_can_be_planned(shop: Shop) -> None:
    sample = str(Path(__file__).resolve().parents[2] / "examples" / "studio.json")
    shop.planned("--strategy", sample, words=SAVED)
    assert len(starts(shop)) == 3


def test_edits_by_hand_drop_add_and_move_dates(shop: Shop) -> None:
    shop.planned("--drop", "2026-12-10", "--add", "2026-12-12T09:00", "--move", "2026-12-14=2026-12-15")
    assert starts(shop, "left out") == ["2026-12-10T18:30:00"]
    assert starts(shop) == [
        STARTS[0],
        "2026-12-12T09:00:00",
        "2026-12-15T18:30:00",
        *STARTS[3:],
    ]


def test_an_edit_can_name_the_time_too(shop: Shop) -> None:
    shop.planned(
        "--drop", "2026-12-10T18:30", "--move", "2026-12-14T18:30=2026-12-14T19:30", "--add", "2026-12-12"
    )
    assert starts(shop)[1:3] == ["2026-12-12T18:30:00", "2026-12-14T19:30:00"]


def test_an_edited_plan_by_strategy_is_written_and_can_never_be_applied(shop: Shop) -> None:
    done = shop.recur("plan", *SAVED, "--form", "strategy", "--drop", "2026-12-09", "--out", "plan.json")
    assert done.code == 65
    assert "Cannot be applied:" in done.out
    assert "--form dates can send them" in " ".join(done.out.split())
    applied = shop.applied()
    assert (applied.code, shop.posts()) == (65, 0)
    assert "cannot be applied" in applied.err


def test_what_is_there_already_is_not_asked_for(shop: Shop) -> None:
    event = shop.enter(STARTS[1])
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert f"already there: event {event.id}" in done.out
    assert "5 to create · 1 already there" in done.out
    assert shop.document()["baseline"] == [event.id]


def test_a_plan_of_what_is_all_there_asks_for_nothing(shop: Shop) -> None:
    for start in STARTS:
        shop.enter(start)
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert (done.code, done.lines[-1]) == (0, "There is nothing to do.")
    applied = shop.applied()
    assert (applied.code, shop.posts()) == (0, 0)
    assert "asks for nothing" in applied.out


def test_reading_gap_zone_chunk_and_force_are_kept(shop: Shop) -> None:
    words = ("--event", "105", "--mode", "daily", "--from", "2027-03-27", "--count", "3")
    more = ("--reading", "from_included=no", "--gap", "shift", "--chunk", "2", "--force")
    done = shop.recur("plan", *words, *more, "--at", "03:30", "--zone", "Europe/Riga", "--out", "plan.json")
    assert done.code == 0
    plan = shop.document()
    assert plan["recipe"]["reading"]["from_included"] == "no"
    assert plan["actions"][0]["start"] == "2027-03-28T04:00:00"
    assert plan["manner"] == {"form": "dates", "content_type": 1, "force": True, "chunk": 2}
    assert "conflicts of staff and resources are ignored" in " ".join(done.out.split())
    assert "2 requests by dates" in done.out


def test_without_a_zone_the_plan_says_that_clock_changes_were_not_looked_at(shop: Shop) -> None:
    shop.recur.environ["RECUR_ZONE"] = ""
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert "No time zone is known" in done.out
    assert shop.document()["zone"] is None


def test_copies_of_appointments_are_counted_and_must_be_confirmed(shop: Shop) -> None:
    shop.book(101)
    shop.planned("--content-type", "2")
    done = shop.recur("show plan.json")
    assert "6 appointments would be copied" in done.out
    assert done.lines[-1].endswith("--expect-copies 6")
    assert shop.applied().code == 65
    assert shop.applied("--expect-copies", "5").code == 65
    assert shop.posts() == 0
    assert shop.applied("--expect-copies", "6").code == 0


def test_a_saved_strategy_says_what_is_copied_unless_the_command_line_does(shop: Shop) -> None:
    words = ("--event", "106", "--strategy-id", "6", "--from", "2027-01-01", "--count", "2")
    shop.planned(words=words)
    assert shop.document()["manner"]["content_type"] == 2
    shop.planned("--content-type", "1", "--form", "parameters", words=words)
    assert shop.document()["manner"]["content_type"] == 1
    assert shop.document()["recipe"]["strategy"]["content_type"] == 1


def test_a_snapshot_gives_the_same_plan_without_the_network(shop: Shop) -> None:
    pulled = shop.recur("pull --event 103 --from 2026-12-01 --till 2026-12-31 --out s.json")
    assert pulled.code == 0
    shop.planned(words=SAVED, out="online.json")
    before = len(shop.emulator.requests())
    shop.recur.environ.clear()
    done = shop.recur("plan --snapshot s.json", *SAVED, "--out", "offline.json")
    assert (done.code, len(shop.emulator.requests())) == (0, before)
    online, offline = shop.document("online.json"), shop.document("offline.json")
    same = online.keys() - {"digest", "taken_at", "local_now", "source"}
    assert {name: online[name] for name in same} == {name: offline[name] for name in same}


def test_a_snapshot_that_does_not_show_all_days_cannot_be_planned_from(shop: Shop) -> None:
    shop.recur("pull --event 103 --from 2026-12-01 --till 2026-12-08 --out s.json")
    done = shop.recur("plan --snapshot s.json", *SAVED, "--out", "plan.json")
    assert done.code == 65
    assert "2 dates are outside the days that the snapshot shows" in done.out


def test_the_plan_can_go_to_standard_output(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["schema"] == "recurrence.plan/1"
    assert done.err.startswith("emulator on")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--mode", "daily", "--from", "2026-12-07", "--count", "2"), "--event is missing"),
        (("--event", "x", *SIX[2:]), "--event"),
        (("--event", "0", *SIX[2:]), "--event"),
        ((*SIX, "--form", "letters"), "--form"),
        ((*SIX, "--chunk", "0"), "--chunk"),
        ((*SIX, "--chunk", "101"), "--chunk"),
        ((*SIX, "--content-type", "3"), "--content-type"),
        ((*SIX, "--strategy-id", "1"), "--strategy-id"),
        ((*SIX, "--form", "strategy"), "--strategy-id is missing"),
        ((*SAVED, "--form", "strategy", "--content-type", "1"), "--content-type"),
        ((*SAVED[:2], "--strategy-id", "99", *SAVED[4:]), "1, 2, 3, 4, 5, 6, 7"),
        ((*SIX, "--drop", "2026-12-08"), "--drop"),
        ((*SIX, "--drop", "2026-12-08T18:30"), "--drop"),
        ((*SIX, "--drop", "tomorrow"), "--drop"),
        ((*SIX, "--move", "2026-12-07"), "OLD=NEW"),
        ((*SIX, "--move", "2026-12-07=2026-12-10"), "taken"),
        ((*SIX, "--add", "2026-12-07"), "--add"),
        ((*SIX, "--drop", "2026-12-07", "--drop", "2026-12-07"), "--drop"),
        ((*SIX, "--reading", "week=never"), "--reading"),
        ((*SIX, "--zone", "Riga"), "zone"),
        ((*SIX, "--gap", "jump"), "--gap"),
        ((*SIX[:-2], "--count", "100001"), "100,001"),
        ((*SIX, "--at", "25:00"), "--at"),
        ((*SIX, "--location", "x"), "location"),
        ((*SIX, "--format", "csv"), "--format"),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, tuple) else "",
)
def test_a_wrong_option_is_named_and_nothing_is_written(
    shop: Shop, words: tuple[str, ...], told: str
) -> None:
    done = shop.recur("plan", *words, "--out", "plan.json")
    assert done.code == 2
    assert told in done.err
    assert not Path("plan.json").exists()
    assert shop.posts() == 0


def test_a_saved_strategy_without_dates_is_refused_with_two_ways_on_and_both_work(shop: Shop) -> None:
    world = shop.emulator.model.world
    world.strategies[9] = replace(world.strategies[1], id=9, days=())
    words = ("--event", "101", "--strategy-id", "9", "--from", "2026-12-07", "--count", "2")
    done = shop.recur("plan", *words, "--out", "plan.json")
    assert (done.code, Path("plan.json").exists()) == (2, False)
    assert "--days is missing" not in done.err
    assert "`recur strategies update 9 --days mon,thu` changes it" in done.err
    assert "--mode weekly --days mon,thu and no --strategy-id" in done.err
    shop.planned("--mode", "weekly", "--days", "mon,thu", words=(*words[:2], *words[4:]))
    assert shop.recur("strategies update 9 --days mon,thu --yes").code == 0
    shop.planned(words=words)


def test_an_interval_that_the_reading_refuses_is_told_of_the_saved_strategy(shop: Shop) -> None:
    words = ("--event", "101", "--strategy-id", "4", "--from", "2026-12-07", "--count", "2")
    done = shop.recur("plan", *words, "--reading", "fixed_interval=refuse", "--out", "plan.json")
    assert (done.code, "`recur strategies update 4 --interval 0` changes it" in done.err) == (2, True)


def test_all_problems_of_a_command_line_are_told_at_once(shop: Shop) -> None:
    done = shop.recur("plan --event x --form y --chunk 0 --mode weekly --out plan.json")
    assert all(option in done.err for option in ("--event", "--form", "--chunk", "--till", "--from"))


def test_a_plan_without_a_place_to_go_is_refused_before_anything_is_read(shop: Shop) -> None:
    done = shop.recur("plan", *SIX)
    assert (done.code, shop.emulator.requests()) == (2, [])
    assert "--out is missing" in done.err


def test_a_file_is_replaced_only_if_that_is_said(shop: Shop) -> None:
    Path("plan.json").write_text("precious")
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert (done.code, Path("plan.json").read_text(), shop.emulator.requests()) == (73, "precious", [])
    assert shop.recur("plan", *SIX, "--out", "plan.json", "--overwrite").code == 0


def test_an_event_that_is_not_there_is_told(shop: Shop) -> None:
    done = shop.recur("plan", "--event", "999", *SIX[2:], "--out", "plan.json")
    assert done.code == 2
    assert "no such location, event or strategy" in done.err


def test_the_second_generation_takes_dates_only_and_nothing_is_asked_of_it(shop: Shop) -> None:
    shop.recur.environ["RECUR_API"] = "v2"
    done = shop.recur("plan", *SAVED, "--form", "strategy", "--out", "plan.json")
    assert (done.code, shop.emulator.requests()) == (2, [])
    assert "--form dates" in done.err


def test_a_plan_in_the_second_generation_goes_the_whole_way(shop: Shop) -> None:
    shop.recur.environ["RECUR_API"] = "v2"
    shop.planned()
    assert shop.applied().code == 0
    assert shop.recur("verify plan.json").code == 0
    assert shop.made() == STARTS


def test_a_snapshot_of_another_location_is_refused(shop: Shop) -> None:
    shop.recur("pull --event 103 --from 2026-12-01 --till 2026-12-31 --out s.json")
    done = shop.recur("plan --snapshot s.json --location 1", *SAVED, "--out", "plan.json")
    assert done.code == 2
    assert "--location" in done.err
    done = shop.recur("plan --snapshot s.json", "--event", "999", *SAVED[2:], "--out", "plan.json")
    assert (done.code, "--event" in done.err) == (2, True)


def test_a_snapshot_that_is_none_is_refused(shop: Shop) -> None:
    Path("s.json").write_text('{"schema": "recurrence.snapshot/1"}')
    done = shop.recur("plan --snapshot s.json", *SAVED, "--out", "plan.json")
    assert done.code == 2
    assert "s.json" in done.err


def test_without_a_service_the_plan_says_what_to_set(shop: Shop) -> None:
    shop.recur.environ.clear()
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert done.code == 78
    assert "RECUR_BASE_URL" in done.err


def test_a_service_that_is_down_is_told_after_bounded_tries(shop: Shop) -> None:
    shop.recur.environ |= environment(shop.emulator, RECUR_BASE_URL="http://127.0.0.1:9/api")
    done = shop.recur("plan", *SIX, "--out", "plan.json")
    assert done.code == 69
    assert "nothing answers there" in done.err
