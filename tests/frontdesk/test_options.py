"""What each option of `recur preview` does."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk.shell.arguments import MODES
from frontdesk.shell.options import FORMATS
from tests.frontdesk.running import WORKED, WORKED_DATES, dates, recur

WEEK = "--from 2027-01-04 --till 2027-01-10 --at 10:00"
# Monday 4 to Sunday 10 January 2027: the days of the month that each fixed mode has, counted on a wall calendar.
IN_THAT_WEEK = {
    "daily": [4, 5, 6, 7, 8, 9, 10],
    "weekdays": [4, 5, 6, 7, 8],
    "mon-wed-fri": [4, 6, 8],
    "tue-thu": [5, 7],
}


def days_of(found: list[str]) -> list[int]:
    return [int(text[8:10]) for text in found]


@pytest.mark.parametrize(("name", "days"), IN_THAT_WEEK.items())
def test_a_mode_is_taken_by_name_and_by_number(name: str, days: list[int]) -> None:
    assert days_of(dates(f"--mode {name} {WEEK}")) == days
    assert days_of(dates(f"--mode {int(MODES[name])} {WEEK}")) == days


def test_monthly_and_yearly_are_taken_by_name_and_by_number() -> None:
    window = "--from 2027-01-31 --count 2 --at 10:00"
    assert (
        dates(f"--mode monthly {window}")
        == dates(f"--mode 6 {window}")
        == ["2027-01-31T10:00:00", "2027-03-31T10:00:00"]
    )
    assert (
        dates(f"--mode yearly {window}")
        == dates(f"--mode 7 {window}")
        == ["2027-01-31T10:00:00", "2028-01-31T10:00:00"]
    )


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("0", [10]),
        ("sun", [10]),
        ("6", [9]),
        ("sat", [9]),
        ("1,4", [4, 7]),
        ("mon,4", [4, 7]),
        ("thu,mon", [4, 7]),
    ],
)
def test_days_are_taken_as_numbers_and_names(days: str, found: list[int]) -> None:
    assert days_of(dates(f"--mode weekly --days {days} {WEEK}")) == found


def test_the_interval_is_a_break() -> None:
    assert days_of(dates(f"--mode daily --interval 2 {WEEK}")) == [4, 7, 10]


def test_till_and_count_together_end_at_the_earlier() -> None:
    assert len(dates(f"--mode daily {WEEK} --count 3")) == 3
    assert len(dates(f"--mode daily {WEEK} --count 30")) == 7


@pytest.mark.parametrize(
    ("options", "clock"),
    [
        ("--at 09:05", "09:05"),
        ("--hours 9 --minutes 5", "09:05"),
        ("--event 2026-12-28T18:45", "18:45"),
        ("--event 2026-12-28T18:45:00", "18:45"),
        ("--event 2026-12-28T18:45 --at 09:05", "09:05"),
        ("--event 2026-12-28T18:45 --hours 9", "09:45"),
        ("--event 2026-12-28T18:45 --minutes 5", "18:05"),
        ("--event 2026-12-28T18:45 --hours 9 --reading lone_time=zero", "09:00"),
    ],
)
def test_the_time_of_day_comes_from(options: str, clock: str) -> None:
    assert dates(f"--mode daily --from 2027-01-04 --count 1 {options}") == [f"2027-01-04T{clock}:00"]


def test_readings_are_given_one_by_one() -> None:
    assert dates(
        "--mode weekly --days 0,3 --interval 1 --from 2020-09-30 --till 2020-10-31 --at 10:00",
        *("--reading", "week=sunday", "--reading", "till_included=no"),
    ) == [f"2020-{day}T10:00:00" for day in ("09-30", "10-11", "10-14", "10-25", "10-28")]
    assert dates("--mode 6 --from 2027-01-31 --count 2 --at 18:00 --reading missing_day=clamp")[1].startswith(
        "2027-02-28"
    )


GAP = "--mode weekly --days sun --from 2027-03-22 --till 2027-04-09 --at 03:30 --zone Europe/Riga"


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("", ["2027-03-28T03:30:00", "2027-04-04T03:30:00"]),
        ("--gap keep", ["2027-03-28T03:30:00", "2027-04-04T03:30:00"]),
        ("--gap shift", ["2027-03-28T04:00:00", "2027-04-04T03:30:00"]),
        ("--gap drop", ["2027-04-04T03:30:00"]),
    ],
)
def test_a_time_that_the_clock_skips_is(policy: str, found: list[str]) -> None:
    assert dates(f"{GAP} {policy}") == found


def test_a_dropped_date_is_still_told_of() -> None:
    rows = recur(f"preview {GAP} --gap drop --format csv").lines
    assert rows[1] == '"","Sun","2027-03-28","03:30","UTC+02:00/+03:00","left out, the clock skips 03:30"'
    assert rows[2].startswith('"1","Sun","2027-04-04"')


# Samoa left out the whole of 30 December 2011.
SAMOA = "--mode daily --till 2012-01-01 --at 00:00 --zone Pacific/Apia --gap shift"


def test_a_date_moved_onto_another_is_left_out_and_told_of() -> None:
    kept = ["2011-12-29T00:00:00", "2011-12-31T00:00:00", "2012-01-01T00:00:00"]
    assert dates(f"{SAMOA} --from 2011-12-29") == kept
    row = recur(f"preview {SAMOA} --from 2011-12-29 --format csv").lines[2]
    assert row.startswith('"","Fri","2011-12-30","00:00"')
    assert "left out, the clock skips 00:00, and the time after the gap is taken" in row


@pytest.mark.parametrize("page", range(9_997, 10_003))
def test_dates_come_out_the_same_wherever_a_page_ends(page: int) -> None:
    start = (date(2011, 12, 30) - timedelta(days=page)).isoformat()
    assert dates(f"{SAMOA} --from {start}")[-3:] == [
        "2011-12-29T00:00:00",
        "2011-12-31T00:00:00",
        "2012-01-01T00:00:00",
    ]


def test_the_table_is_the_format_where_none_is_named() -> None:
    assert recur(WORKED) == recur(f"{WORKED} --format table")
    assert len({recur(f"{WORKED} --format {name}").out for name in FORMATS}) == len(FORMATS)


def test_title_and_content_type_are_part_of_the_strategy() -> None:
    found = json.loads(recur(f"{WORKED} --content-type 2 --title Yoga --format json").out)
    assert found["strategy"]["title"] == "Yoga"
    assert found["strategy"]["content_type"] == 2
    assert recur(f"{WORKED} --title Yoga").lines[0] == "Yoga"


def test_a_strategy_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "strategy.json"
    file.write_text(
        '{"success": true, "data": {"id": 3, "repeat_mode_id": 5, "days": [1, 4], "interval": 2}, "meta": []}'
    )
    window = "--from 2020-09-28 --till 2020-10-28 --at 10:30 --strategy"
    assert dates(window, str(file)) == WORKED_DATES
    assert dates(window, str(file), "--strategy-id", "3") == WORKED_DATES


STUDIO = str(Path(__file__).resolve().parents[2] / "examples" / "studio.json")


def test_one_of_several_strategies_is_chosen_by_its_id() -> None:
    window = "--from 2020-09-28 --till 2020-10-28 --at 10:30 --strategy"
    assert dates(window, STUDIO, "--strategy-id", "1") == WORKED_DATES
    several = recur(f"preview {window}", STUDIO)
    assert several.code == 2
    assert "--strategy-id takes one of the ids in the file, 1, 2, 3, 4, 5, 6, 7" in several.err
    assert recur(f"preview {window}", STUDIO, "--strategy-id", "70").code == 2


def test_days_that_are_repeated_or_unsorted_are_tidied_with_a_note() -> None:
    done = recur(WORKED.replace("1,4", "4,1,1"))
    assert "thu, mon, mon was read as mon, thu" in done.out
    assert dates(WORKED.replace("preview", "").replace("1,4", "4,1,1")) == WORKED_DATES


def test_a_week_may_begin_on_monday_without_a_note() -> None:
    line = "preview --mode weekly --from 2027-01-04 --count 2 --at 10:00 --days"
    for days in ("mon,sun", "sun,mon", "tue,thu,sat,sun"):
        assert "was read as" not in recur(f"{line} {days}").out
    for days in ("sun,tue,mon", "mon,mon,sun"):
        assert "was read as" in recur(f"{line} {days}").out


def test_what_a_mode_ignores_is_told() -> None:
    done = recur(f"preview --mode tue-thu --days mon --interval 1 {WEEK}")
    assert "Days (mon) count in weekly mode only" in done.out
    assert "The interval 1 is ignored" in done.out


def test_the_source_events_own_slot_is_told_of() -> None:
    done = recur("preview --mode daily --from 2027-01-04 --count 2 --event 2027-01-04T10:00")
    assert "The source event's own slot, 2027-01-04 10:00, is not made again (R10)." in done.out
    assert "2027-01-05" in done.out


def test_a_window_without_dates_says_so() -> None:
    done = recur("preview --mode weekly --days mon --from 2027-01-05 --till 2027-01-06 --at 10:00")
    assert done.code == 0
    assert "No date of this pattern lies in the window." in done.out
    assert dates("--mode weekly --days mon --from 2027-01-05 --till 2027-01-06 --at 10:00") == []


def test_bare_dates_may_be_any_number_but_views_stay_readable() -> None:
    window = "--mode daily --from 2027-01-01 --count 100001 --at 10:00"
    assert len(dates(window)) == 100_001
    for name in ("table", "json", "csv"):
        done = recur(f"preview {window} --format {name}")
        assert (done.code, done.out) == (2, "")
        assert "--format dates prints any number" in done.err
