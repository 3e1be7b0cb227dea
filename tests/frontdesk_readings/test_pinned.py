"""`--profile` of verbs that ask no service: what the profile pins stands in where the command line says nothing."""

import json
from datetime import datetime

import pytest

from frontdesk.service.profile import Profile, settings_folder, write_profile
from tests.frontdesk.running import recur

HOST = "http://127.0.0.1:8080/api"
MONDAYS = "--mode weekly --days mon --interval 2 --from 2027-03-01 --count 2 --at 10:00"
BREAK = ["2027-03-01T10:00:00", "2027-03-22T10:00:00"]  # two weeks between
STEP = ["2027-03-01T10:00:00", "2027-03-15T10:00:00"]  # every second week


@pytest.fixture(autouse=True)
def studio() -> None:
    """A profile that reads the interval as a step, and at one more location as a break."""
    pinned = {"left": [], "evidence": [], "reading": {"interval_means": "break"}}
    values = {
        "base_url": HOST,
        "location": 4564,
        "zone": "Europe/Riga",
        "reading": {"interval_means": "step"},
        "calibration": {"4565": pinned},
    }
    write_profile(settings_folder(), Profile("studio", "", values))


@pytest.mark.parametrize(
    ("options", "dates"),
    [
        ("", BREAK),
        ("--profile studio", STEP),
        ("--profile studio --reading interval_means=break", BREAK),
        ("--profile studio --reading week=sunday", STEP),
        ("--profile studio --location 4565", BREAK),
    ],
)
def test_the_profile_reads_what_the_command_line_leaves_open(options: str, dates: list[str]) -> None:
    assert recur(f"preview {MONDAYS} --format dates {options}").lines == dates


def test_its_zone_is_taken_where_none_is_given() -> None:
    def zone(options: str) -> str | None:
        found: str | None = json.loads(recur(f"preview {MONDAYS} --format json {options}").out)["zone"]
        return found

    given = [zone(options) for options in ("", "--profile studio", "--profile studio --zone Europe/Berlin")]
    assert given == [None, "Europe/Riga", "Europe/Berlin"]


def test_a_day_is_explained_as_the_profile_reads_it() -> None:
    found = json.loads(recur(f"explain {MONDAYS} --format json --profile studio 2027-03-15").out)
    (day,) = found["days"]
    assert datetime.fromisoformat(day["at"]) == datetime.fromisoformat(STEP[1])
    assert day["stands"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ("--profile other", 78, "There is no profile other. `recur login --profile other` makes it."),
        ("--location 4564", 2, "--profile is missing: give the profile that has the location"),
        ("--profile studio --location here", 2, "--location: 'here' is not allowed"),
    ],
)
@pytest.mark.parametrize("verb", ["preview", "explain"])
def test_a_profile_or_location_that_there_is_not_is_refused(
    verb: str, options: str, code: int, said: str
) -> None:
    done = recur(f"{verb} {MONDAYS} {options}" + (" 2027-03-15" if verb == "explain" else ""))
    assert (done.code, done.out) == (code, "")
    assert said in done.err
