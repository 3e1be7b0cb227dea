"""`recur calibrate` from files: what is left, contradictions, the next window, and what a profile keeps."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from frontdesk.service.configuration import configured
from frontdesk.service.profile import Profile, read_profile, settings_folder, write_profile
from tests.canaries.tokens import canary
from tests.frontdesk.running import Done, recur
from tests.frontdesk_net.schemas import faults

MONDAY = date(2027, 1, 4)
HOST = "http://127.0.0.1:8080/api"


def monday(week: int) -> str:
    return datetime.combine(MONDAY + timedelta(weeks=week), datetime.min.time()).isoformat()[:11] + "10:45:00"


def seen(*weeks: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  any field of an observation
    """Every other Monday, three times; the copied event stood there a week before."""
    usual = {
        "strategy": {"repeat_mode_id": 5, "days": [1], "interval": 1},
        "window": {"from": MONDAY.isoformat(), "count": 3},
        "event": monday(-1),
        "dates": [monday(week) for week in weeks],
    }
    return {**usual, **changes}


def file_of(*observations: Mapping[str, Any], name: str = "seen.json", **more: Any) -> str:  # noqa: ANN401  as above
    document = {"schema": "recurrence.observations/1", "observations": [*observations], **more}
    assert faults(document, "observations") == []
    Path(name).write_text(json.dumps(document), encoding="utf-8")
    return name


def calibrate(line: str = "", code: int = 0) -> str:
    done = recur(f"calibrate --next 2027-01-04 {line}")
    assert (done.code, done.err) == (code, ""), done
    assert max(map(len, done.lines)) <= 80
    return " ".join(done.out.split())


def data(line: str, code: int = 0) -> dict[str, Any]:
    done = recur(f"calibrate --next 2027-01-04 {line} --format json")
    assert (done.code, done.err) == (code, ""), done
    document: dict[str, Any] = json.loads(done.out)
    assert faults(document, "calibration") == []
    return document


def profiled(**values: object) -> Profile:
    profile = Profile("studio", "", {"base_url": HOST, "location": 4564, **values})
    write_profile(settings_folder(), profile)
    return profile


def stored() -> dict[str, Any]:
    found = read_profile(settings_folder(), "studio")
    assert found is not None
    return tomllib.loads(Path(found.path).read_text(encoding="utf-8"))


def test_without_an_observation_it_says_where_to_begin() -> None:
    shown = calibrate()
    assert "0 observations: 207,360 of 207,360 readings are left." in shown
    assert "recur plan --event EVENT --form parameters" in shown


def test_what_was_seen_settles_axes_and_leaves_others_open() -> None:
    shown = calibrate(f"--observation {file_of(seen(0, 2, 4))}")
    assert "1 observation: 34,560 of 207,360 readings are left." in shown
    assert "Settled the interval is a break (R1): interval_means=break" in shown
    assert "R3 week: monday or sunday or rolling" in shown
    found = data("--observation seen.json")
    assert found["settled"] == {"interval_means": "break", "from_included": "yes"}
    assert found["open"]["anchor"] == ["from", "event_day"]
    assert found["observations"][0]["sha256"] == hashlib.sha256(Path("seen.json").read_bytes()).hexdigest()


def test_the_next_window_is_a_command_that_makes_at_most_ten_events() -> None:
    found = data(f"--observation {file_of(seen(0, 2, 4))}")
    following = found["next"]
    assert following["most_events"] <= 10
    assert following["window"]["from"] >= "2027-01-04"
    assert following["command"][:2] == ["recur", "plan"]
    assert following["command"][-2:] == ["--out", "probe-2.json"]


def test_an_event_that_can_be_copied_is_copied() -> None:
    found = data(f"--observation {file_of(seen(0, 2, 4))} --copy 2027-01-13T09:30")
    assert found["next"]["event"] == "2027-01-13T09:30:00"


def test_observations_that_fit_no_reading_together_are_named_and_nothing_is_averaged() -> None:
    line = f"--observation {file_of(seen(0, 2, 4), seen(0, 2, 4), seen(0, 1, 2))}"
    shown = calibrate(line, code=1)
    assert "Observations 1 and 3 together fit no reading; any fewer of them do." in shown
    assert "Settled" not in shown
    found = data(line, code=1)
    assert (found["conflict"], found["possible"], found["next"], found["settled"]) == ([0, 2], 0, None, {})


def test_an_observation_that_no_reading_gives_is_named() -> None:
    shown = calibrate(f"--observation {file_of(seen(0, 3))}", code=1)
    assert "No reading gives what observation 1 saw." in shown


def test_what_is_left_is_kept_with_its_evidence_and_no_reading_is_pinned_while_several_differ() -> None:
    profiled(partner_token=canary("partner"))
    path = file_of(seen(0, 2, 4), host=HOST, location=4564)
    shown = calibrate(f"--observation {path} --profile studio --pin")
    assert "Profile studio, location 4564: what is left is kept, no reading is pinned yet." in shown
    kept = stored()
    assert kept["partner_token"] == canary("partner")
    (evidence,) = kept["calibration"]["4564"]["evidence"]
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert evidence == f"2026-11-22 seen.json sha256 {digest}: 3 dates from 2027-01-04"
    assert kept["calibration"]["4564"]["left"] == [
        "interval_means=break anchor=from,event_day from_included=yes"
    ]
    assert "reading" not in kept["calibration"]["4564"]


def test_a_later_calibration_begins_with_what_the_profile_has_left() -> None:
    profiled()
    calibrate(f"--observation {file_of(seen(0, 2, 4))} --location 4564 --profile studio --pin")
    other = file_of(seen(0, 1, 2), name="other.json")
    assert data(f"--observation {other} --profile studio", code=1)["before"] == 34560
    done = recur(f"calibrate --observation {other} --profile studio --pin")
    assert done.code == 2
    assert stored()["calibration"]["4564"]["left"] == [
        "interval_means=break anchor=from,event_day from_included=yes"
    ]


def test_the_default_profile_is_never_overwritten_by_what_contradicts_it() -> None:
    write_profile(settings_folder(), Profile("default", "", {"base_url": HOST, "location": 4564}))
    calibrate(f"--observation {file_of(seen(0, 2, 4))} --pin")
    done = recur(f"calibrate --observation {file_of(seen(0, 1, 2))} --pin")
    assert done.code == 2
    assert "what profile default has left" in done.err


SETTLED = (
    "interval_means=break anchor=from week=monday missing_day=clamp empty_days=none fixed_interval=ignore "
)
SETTLED += "till_included=yes both_limits=earliest source_slot=create lone_time=event zero_time=value"


def test_a_reading_is_pinned_where_all_that_is_left_agree() -> None:
    profiled(calibration={"4564": {"left": [SETTLED], "evidence": ["2027-01-01 first.json"]}})
    shown = calibrate(f"--observation {file_of(seen(0, 2, 4))} --profile studio --pin")
    assert "the reading is pinned" in shown
    assert "What is open makes no difference beside what is settled." in shown
    kept = stored()["calibration"]["4564"]
    assert kept["evidence"][0] == "2027-01-01 first.json"
    assert kept["reading"]["missing_day"] == "clamp"
    assert kept["reading"]["source_slot"] == "create"


def test_ambiguity_compares_only_what_a_profile_has_left() -> None:
    profiled(calibration={"4564": {"left": [SETTLED + " from_included=yes"], "evidence": []}})
    line = (
        "ambiguity --mode weekly --days 1,4 --interval 2 --from 2027-01-04 --count 4 --event 2026-12-28T10:30"
    )
    done = recur(f"{line} --profile studio")
    assert "All 2 readings give the same 4 dates." in done.out
    assert "Send it in any form" in done.out
    assert "different results" in recur(line).out


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"schema": "recurrence.plan/1"}, "schema"),
        ({"schema": "recurrence.observations/1", "observations": []}, "observations"),
        (seen(0, strategy={"repeat_mode_id": 9}), "observations[0].strategy.repeat_mode"),
        (seen(0, strategy={"repeat_mode_id": 5, "every": 2}), "observations[0].strategy.every"),
        (seen(0, window={"from": "2027-01-04"}), "observations[0].window.till"),
        (seen(0, window={"from": "4 Jan", "count": 3}), "observations[0].window.from"),
        (seen(0, event="2027-01-04T10:45:30"), "observations[0].event"),
        (seen(0, dates=["2027-01-04"]), "observations[0].dates[0]"),
        (seen(0, dates="none"), "observations[0].dates"),
        (seen(0, days={"first": "2027-01-04", "till": "2027-01-09"}), "observations[0].days.till"),
        (seen(0, note="\x1b[2J"), "observations[0].note"),
    ],
)
def test_a_file_that_tells_no_observation_is_refused_with_the_place(
    document: dict[str, Any], said: str
) -> None:
    whole = (
        document
        if "schema" in document
        else {"schema": "recurrence.observations/1", "observations": [document]}
    )
    Path("bad.json").write_text(json.dumps(whole), encoding="utf-8")
    done = recur("calibrate --observation bad.json")
    assert (done.code, done.out) == (2, "")
    assert "bad.json: " in done.err
    assert said in done.err
    assert "\x1b" not in done.err


def test_a_missing_dates_field_is_no_refusal_of_the_service() -> None:
    observation = seen(0)
    del observation["dates"]
    Path("bad.json").write_text(
        json.dumps({"schema": "recurrence.observations/1", "observations": [observation]}), encoding="utf-8"
    )
    assert "observations[0].dates" in recur("calibrate --observation bad.json").err


def refused(line: str) -> Done:
    done = recur(f"calibrate {line}")
    assert (done.code, done.out) == (2, "")
    return done


def test_evidence_of_two_places_or_services_is_not_put_together() -> None:
    one = file_of(seen(0, 2, 4), name="one.json", location=4564, host=HOST)
    two = file_of(seen(0, 2, 4), name="two.json", location=4565, host="https://api.alteg.io/api")
    said = refused(f"--observation {one} --observation {two}").err
    assert "4564, 4565" in said
    assert "one service" in said


def test_evidence_of_another_service_is_not_kept_in_a_profile() -> None:
    profiled()
    path = file_of(seen(0, 2, 4), host="https://api.alteg.io/api", location=4564)
    assert "api.alteg.io" in refused(f"--observation {path} --profile studio --pin").err
    assert "calibration" not in stored()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--pin --profile studio", "observations that a reading fits"),
        ("--next tomorrow", "next"),
        ("--copy tomorrow", "copy"),
        ("--before a.json", "snapshot"),
        ("--before a.json --snapshot b.json --event x", "event"),
        ("--location here", "location"),
    ],
)
def test_options_that_mean_nothing_are_refused(line: str, said: str) -> None:
    profiled()
    assert said in refused(line).err


def test_a_profile_that_is_not_there_is_named() -> None:
    done = recur("calibrate --profile nobody")
    assert done.code == 78
    assert "nobody" in done.err


@pytest.mark.parametrize(
    ("calibration", "said"),
    [
        ({"4564": {"left": ["week=friday"], "evidence": []}}, "friday"),
        ({"4564": {"left": "week=sunday"}}, "a list of texts"),
        ({"4564": {"leftover": []}}, "leftover"),
        ({"here": {"left": []}}, "the id of a location"),
        ({"4564": {"reading": {"weeks": "sunday"}}}, "weeks"),
        ("none", "tables"),
    ],
)
def test_a_calibration_that_was_edited_wrongly_is_refused_with_its_key(
    calibration: object, said: str
) -> None:
    profiled(calibration=calibration)
    done = recur("calibrate --profile studio")
    assert (done.code, done.out) == (78, "")
    assert "profile studio: calibration" in done.err
    assert said in done.err


def test_the_reading_of_a_location_goes_before_that_of_its_profile() -> None:
    pinned = {
        "4564": {"left": [], "evidence": [], "reading": {"week": "rolling"}},
        "4565": {"left": ["week=monday"]},
    }
    profile = profiled(reading={"week": "sunday"}, calibration=pinned)
    found = configured({}, profile, named="studio")
    assert [found.reading_at(location).week for location in (4564, 4565, None)] == [
        "rolling",
        "sunday",
        "sunday",
    ]


def test_a_profile_with_tables_inside_tables_is_read_as_it_was_written() -> None:
    values = {
        "base_url": HOST,
        "limits": {"creations": 9},
        "calibration": {
            "4564": {
                "left": ["week=monday", 'a "quoted" one'],
                "evidence": [],
                "reading": {"week": "sunday"},
            },
            "name with spaces": {"inner": {"deep": 1}},
            "empty": {},
        },
    }
    write_profile(settings_folder(), Profile("studio", "", values))
    assert stored() == values
