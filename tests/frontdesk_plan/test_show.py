"""`recur show`: the review that a person agrees to."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sync.plan import Limits
from sync.planfile import plan_text, read_plan
from tests.frontdesk_plan.shop import SIX, STARTS, Shop


def shown(shop: Shop) -> str:
    done = shop.recur("show plan.json")
    assert (done.code, done.err) == (0, "")
    return done.out


def test_it_says_whom_what_how_and_the_next_command_within_80_columns(shop: Shop) -> None:
    shop.planned("--drop", "2026-12-10", "--chunk", "2")
    out = shown(shop)
    for part in (
        "emulator on 127.0.0.1",
        "location 4564",
        "Event 101: Strength with Teacher 1, Mon 30 Nov 2026 18:30, 60 min, 12 seats",
        "Every week on Monday and Thursday at 18:30",
        "December 2026",
        "left out: dropped",
        "5 to create · 1 left out",
        "Europe/Riga, tz",
        "Fingerprint of the event:",
        "3 requests by dates; appointments stay; conflicts stop it:",
        "  1. 2 dates, Mon 2026-12-07 18:30 … Mon 2026-12-14 18:30",
        shop.document()["digest"],
    ):
        assert part in out, part
    assert max(map(len, out.splitlines())) <= 80


def test_it_needs_neither_a_network_nor_settings(shop: Shop) -> None:
    shop.planned()
    before = len(shop.emulator.requests())
    shop.recur.environ.clear()
    assert shown(shop)
    assert len(shop.emulator.requests()) == before


def test_as_data_it_is_the_file_itself(shop: Shop) -> None:
    shop.planned()
    assert shop.recur("show plan.json --format json").out == Path("plan.json").read_text(encoding="utf-8")


def test_a_file_in_another_layout_is_the_same_plan(shop: Shop) -> None:
    shop.planned()
    document = shop.document()
    Path("plan.json").write_text(json.dumps(dict(reversed(document.items()))))
    assert document["digest"] in shown(shop)


@pytest.mark.parametrize("old", ['"start": "2026-12-07T18:30:00"', '"chunk": 20', '"title": "Strength"'])
def test_an_edited_plan_is_refused(shop: Shop, old: str) -> None:
    shop.planned()
    text = Path("plan.json").read_text(encoding="utf-8")
    assert old in text
    Path("plan.json").write_text(
        text.replace(old, old.replace("7", "8").replace("20", "2").replace("S", "Ѕ"))
    )
    done = shop.recur("show plan.json")
    assert (done.code, done.out) == (65, "")
    assert "changed after the plan was made" in done.err


@pytest.mark.parametrize(
    ("text", "told"),
    {
        "": "it is not JSON",
        "a,b\n1,2\n": "it is not JSON",
        "{": "it is not JSON: ",
        "[]": "it has no schema",
        "{}": "it has no schema",
        '{"schema": "recurrence.plan/2"}': "its schema is recurrence.plan/2",
        "\0": "it is not JSON",
        '{"a": 1, "a": 2}': "it is not JSON",
    }.items(),
)
def test_what_is_no_plan_is_refused_and_told_what_a_plan_is(shop: Shop, text: str, told: str) -> None:
    Path("plan.json").write_text(text)
    done = shop.recur("show plan.json")
    assert (done.code, done.out) == (2, "")
    assert f"plan.json: it is no plan ({told}" in done.err
    assert "the JSON file that `recur plan --out plan.json` writes" in done.err


def test_a_missing_file_is_told(shop: Shop) -> None:
    assert shop.recur("show none.json").code == 2


def test_many_dates_are_to_be_confirmed_by_their_number(shop: Shop) -> None:
    words = ("--event", "105", "--mode", "daily", "--from", "2026-12-01", "--count", "230")
    shop.planned(words=words)
    out = shown(shop)
    assert "To be confirmed by number:" in out
    assert "230 dates are to be created, more than the limit for one plan." in out
    assert out.splitlines()[-1].endswith("--expect-creates 230")


def test_a_long_plan_shows_its_first_months_and_says_how_many_more_there_are(shop: Shop) -> None:
    words = ("--event", "105", "--mode", "daily", "--from", "2026-12-01", "--count", "1000")
    shop.planned(words=words)
    out = shown(shop)
    assert "… and 269 more until" in out
    assert "… and 38 more." in out
    assert "further ahead than the limit" in out


def test_past_dates_are_to_be_confirmed(shop: Shop) -> None:
    shop.planned(words=("--event", "105", "--mode", "daily", "--from", "2026-11-20", "--count", "3"))
    assert "in the past" in shown(shop)


def test_a_hostile_title_cannot_steer_the_terminal(shop: Shop) -> None:
    plan = shop.emulator.model.world.services[1201]
    shop.emulator.model.world.services[1201] = type(plan)(plan.id, plan.location, "Yoga\x1b[2J\u202e")
    shop.planned()
    out = shown(shop)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "Yoga\\u001b[2J\\u202e" in out


def test_a_file_that_somebody_wrote_cannot_steer_the_terminal(shop: Shop) -> None:
    from sync.canonical import digest

    shop.planned()
    document = shop.document()
    del document["digest"]
    document["actions"][0]["why"] = "pattern\x1b[2J\u202e"
    document["versions"] = {"engine": "1\x1b[2J", "tz": "2026f\x1b[2J"}
    Path("plan.json").write_text(json.dumps({**document, "digest": digest(document)}), encoding="utf-8")
    out = shown(shop)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "pattern\\u001b[2J\\u202e" in out


def test_production_is_marked(shop: Shop) -> None:
    shop.planned()
    from dataclasses import replace

    plan = replace(read_plan(Path("plan.json").read_bytes()), host="https://api.example.org:443/api")
    Path("plan.json").write_text(plan_text(plan), encoding="utf-8")
    assert shown(shop).startswith("PRODUCTION api.example.org · location 4564")


def test_the_plan_of_a_past_tz_database_says_whose_offsets_are_shown(shop: Shop) -> None:
    shop.planned()
    from dataclasses import replace

    plan = read_plan(Path("plan.json").read_bytes())
    Path("plan.json").write_text(plan_text(replace(plan, versions=plan.versions._replace(tz="2020a"))))
    assert "tz database 2020a; offsets here by" in " ".join(shown(shop).split())


def test_everything_of_a_small_plan_is_in_the_review(shop: Shop) -> None:
    shop.planned()
    out = shown(shop)
    assert all(start[:10] in out for start in STARTS)
    assert SIX[1] in out


def test_limits_that_are_not_the_usual_ones_are_told(shop: Shop) -> None:
    shop.planned()
    assert "Limits" not in shop.recur("show plan.json").out
    plan = read_plan(Path("plan.json").read_bytes())
    wide = replace(plan, limits=Limits(creations=1000))
    Path("plan.json").write_text(plan_text(wide), encoding="utf-8")
    line = "Limits, not the usual ones: 1,000 dates, 800 days ahead, 30 % more where there are 10."
    assert line in " ".join(shop.recur("show plan.json").out.split())
    assert shop.document()["limits"]["creations"] == 1000
