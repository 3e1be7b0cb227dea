"""`recur preview` with closed days: where they come from, what becomes of dates on them, what every view says."""

import json
import sys
from pathlib import Path

import pytest

from tests.frontdesk.running import dates, recur

# January 2027 begins on a Friday: Mondays are the 4th, 11th, 18th and 25th.
MONDAYS = "--mode weekly --days mon --from 2027-01-04 --count 4 --at 18:00"
OPEN_MONDAYS = [f"2027-01-{day}T18:00:00" for day in ("04", "18", "25")]
STUDIO = """
holidays = ["RU"]
open = [2027-01-04]
closed = [
  { on = "2027-01-18..2027-01-19", name = "Stocktaking" },
  { on = ["sun", 2027-01-25], name = "Rest" },
  "2027-02-01=Fair",
]
"""


@pytest.fixture
def studio(tmp_path: Path) -> str:
    path = tmp_path / "closures.toml"
    path.write_text(STUDIO, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "closed",
    [
        "2027-01-11",
        "2027-01-11=Stocktaking",
        "2027-01-05..2027-01-11",
        "2027-01-11,2027-01-13",
        "sun,2027-01-11",
    ],
)
def test_a_closed_day_is_left_out(closed: str) -> None:
    assert dates(MONDAYS, "--closed", closed) == OPEN_MONDAYS


def test_a_closed_weekday_leaves_out_every_one_of_it() -> None:
    assert dates(f"{MONDAYS} --closed mon") == []


def test_a_day_that_is_open_all_the_same_is_kept() -> None:
    opened = "--open 2027-01-04 --open 2027-01-18 --open 2027-01-25"

    assert dates(f"{MONDAYS} --closed mon {opened}") == OPEN_MONDAYS


def test_public_holidays_are_closed_but_for_those_that_are_open_here() -> None:
    # In Russia 1 to 8 January are days off.
    assert dates(f"{MONDAYS} --holidays RU")[0] == "2027-01-11T18:00:00"
    assert dates(f"{MONDAYS} --holidays RU --open 2027-01-04")[0] == "2027-01-04T18:00:00"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("drop", OPEN_MONDAYS),
        ("next-day", [OPEN_MONDAYS[0], "2027-01-12T18:00:00", *OPEN_MONDAYS[1:]]),
        ("previous-day", [OPEN_MONDAYS[0], "2027-01-10T18:00:00", *OPEN_MONDAYS[1:]]),
        ("next-week", [*OPEN_MONDAYS, "2027-02-01T18:00:00"]),
        ("append", [*OPEN_MONDAYS, "2027-02-01T18:00:00"]),
    ],
)
def test_each_policy_has_its_dates(policy: str, expected: list[str]) -> None:
    assert dates(f"{MONDAYS} --closed 2027-01-11 --if-closed {policy}") == expected


def test_a_window_with_a_last_day_can_be_filled_up_behind_it() -> None:
    till = MONDAYS.replace("--count 4", "--till 2027-01-25")

    assert dates(f"{till} --closed 2027-01-11 --if-closed append")[-1] == "2027-02-01T18:00:00"


def test_a_count_can_mean_the_dates_that_are_kept() -> None:
    closed = "--closed 2027-01-11..2027-02-07 --count-means kept"

    assert dates(f"{MONDAYS} {closed}") == [
        f"2027-{day}T18:00:00" for day in ("01-04", "02-08", "02-15", "02-22")
    ]


def test_a_file_of_the_studio_says_it_all(studio: str) -> None:
    done = recur(f"preview {MONDAYS} --count 5 --closures {studio} --if-closed next-day --format json")
    closures = json.loads(done.out)["closures"]

    assert closures["holidays"].startswith("holidays ")
    assert [(slot["start"], slot["closure"]) for slot in closures["slots"]] == [
        ("2027-01-04T18:00:00", None),
        ("2027-01-11T18:00:00", None),
        ("2027-01-20T18:00:00", "Stocktaking"),
        ("2027-01-26T18:00:00", "Rest"),
        ("2027-02-02T18:00:00", "Fair"),
    ]
    assert {"day": "2027-01-24", "reason": "Rest"} in closures["days"]


def test_an_option_names_a_day_before_the_file_does(studio: str) -> None:
    done = recur(f"preview {MONDAYS} --closures {studio} --closed 2027-01-18=Painting --format csv")

    assert '"","Mon","2027-01-18","18:00","","left out, closed: Painting"' in done.lines


def test_the_dates_of_a_calendar_file_are_closed(tmp_path: Path) -> None:
    path = tmp_path / "school.ics"
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Break", "DTSTART;VALUE=DATE:20270111"]
    path.write_text("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]), encoding="utf-8")

    assert dates(f"{MONDAYS} --closures {path}") == OPEN_MONDAYS


def test_the_list_says_what_became_of_each_date() -> None:
    done = recur(f"preview {MONDAYS} --closed 2027-01-11=Stocktaking --if-closed append")

    assert any("2027-01-11  18:00  left out, closed: Stocktaking" in line for line in done.lines)
    assert any("2027-02-01  18:00  appended at the end" in line for line in done.lines)
    assert any(line.startswith("11x") for line in done.lines)
    assert "* class   ! class with a note   x closed" in done.lines
    assert "For closed days: 1 left out, 1 appended." in done.lines


def test_the_library_of_holidays_is_named_with_its_version() -> None:
    done = recur(f"preview {MONDAYS} --holidays LV")

    assert any(line.startswith("Public holidays of LV: holidays 0.") for line in done.lines)


def test_a_day_that_nothing_closes_needs_no_opening() -> None:
    done = recur(f"preview {MONDAYS} --open 2027-01-11")

    assert "2027-01-11 is given as open, and nothing closes it." in done.lines


def test_a_name_cannot_steer_the_terminal() -> None:
    done = recur(f"preview {MONDAYS}", "--closed", "2027-01-11=\x1b[2Jgone")

    assert "\x1b" not in done.out
    assert "\\u001b[2Jgone" in done.out


def test_refusing_names_every_closed_date() -> None:
    done = recur(f"preview {MONDAYS} --closed 2027-01-11=Fair --closed 2027-01-25 --if-closed refuse")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[:2] == [
        "recur preview: --if-closed refuse: 2027-01-11 18:00 is on a closed day: Fair.",
        "recur preview: --if-closed refuse: 2027-01-25 18:00 is on a closed day: 2027-01-25.",
    ]


def test_dates_that_cannot_be_made_up_for_are_an_error_that_says_how_far_was_looked() -> None:
    done = recur(f"preview {MONDAYS} --closed mon --if-closed append")

    assert done.code == 2
    assert "4 dates are to be left after closed days, and there are at most 0 until 2029-" in done.err


REFUSED = [
    ("--closed foo", "--closed: 'foo' is not allowed"),
    ("--closed Mon", "Did you mean mon?"),
    ("--closed 2027-02-30", "There is no such day"),
    ("--closed 2027-01-09..2027-01-05", "days in order"),
    ("--closed 2027-01-09=", "a name of 1 to 200 characters"),
    ("--open tomorrow", "--open: 'tomorrow' is not allowed"),
    ("--open 2027-01-11 --closed 2027-01-11", "--open: '2027-01-11' is not allowed"),
    ("--holidays ru", "Did you mean RU?"),
    ("--closures days.csv", "a file whose name ends in .toml or .ics"),
    ("--if-closed skip", "--if-closed: 'skip' is not allowed"),
    ("--count-means all", "generated or kept"),
    ("--count-means kept --till 2027-12-31", "--count without --till"),
]


@pytest.mark.parametrize(("added", "named"), REFUSED, ids=[added for added, _ in REFUSED])
def test_bad_input_is_refused_by_the_name_of_its_option(added: str, named: str) -> None:
    done = recur(f"preview {MONDAYS} {added}")

    assert (done.code, done.out) == (2, "")
    assert named in done.err


def test_all_problems_of_the_options_come_at_once() -> None:
    done = recur(f"preview {MONDAYS} --closed foo --open x --holidays zz --if-closed y --gap z")

    assert [line.split(":")[1].strip() for line in done.err.splitlines()[:-1]] == [
        "--gap",
        "--closed",
        "--open",
        "--holidays",
        "--if-closed",
    ]


def test_keeping_needs_a_count() -> None:
    done = recur("preview --mode daily --from 2027-01-04 --till 2027-02-01 --at 09:00 --count-means kept")

    assert "give --count" in done.err


BAD_STUDIO = """
opened = 1
holidays = ["RU", "zz", 4]
closed = [{ on = "sun", nme = "x" }, { name = "y" }, 7, { on = "2027-13-01", name = "" }, 2027-01-01T10:00:00]
open = 2027-01-01
"""


def test_a_file_with_problems_names_each_by_its_line_and_place(tmp_path: Path) -> None:
    path = tmp_path / "closures.toml"
    path.write_text(BAD_STUDIO, encoding="utf-8")
    done = recur(f"preview {MONDAYS} --closures {path}")

    assert done.code == 2
    assert [
        line.removeprefix(f"recur preview: {path}: ").split(":")[0] for line in done.err.splitlines()
    ] == [
        "line 2, opened",
        "line 3, holidays[1]",
        "line 3, holidays[2]",
        "line 4, closed[0].nme",
        "line 4, closed[1].on",
        "line 4, closed[2]",
        "line 4, closed[3].name",
        "line 4, closed[3].on",
        "line 4, closed[4]",
        "line 5, open",
    ]


def test_a_file_that_is_not_toml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "closures.toml"
    path.write_text('closed = ["sun"]\nopen = [\n  oops\n', encoding="utf-8")
    done = recur(f"preview {MONDAYS} --closures {path}")

    assert "it is not TOML: Invalid value (at line 3, column 3)." in done.err


def test_without_closed_days_nothing_more_is_said_or_loaded() -> None:
    assert json.loads(recur(f"preview {MONDAYS} --format json").out)["closures"] is None


def test_without_the_library_of_holidays_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    done = recur(f"preview {MONDAYS} --holidays RU")

    assert (done.code, done.out) == (2, "")
    assert "pip install 'recur[calendars]'" in done.err


def test_a_calendar_file_that_cannot_be_read_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "school.ics"
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:yesterday", "END:VEVENT", "END:VCALENDAR"]
    path.write_text("\r\n".join([*lines, ""]), encoding="utf-8")
    done = recur(f"preview {MONDAYS} --closures {path}")

    assert done.code == 2
    assert f"{path}: line 4" in done.err
