"""`recur explain`: what it says of days in and out, its JSON, and what it refuses."""

import json

import pytest

from tests.frontdesk.running import recur
from tests.frontdesk_net.schemas import faults

WEEKLY = "explain --mode weekly --days mon,thu --interval 2 --at 10:30 --from 2020-09-28 --till 2020-10-28"
MONTHLY = "explain --mode monthly --at 18:00 --from 2027-01-31 --count 4"
CLOSED = "explain --mode weekly --days mon,thu --at 10:30 --count 6 --from 2027-01-04 --closed 2027-01-07"


def told(line: str, *more: str) -> str:
    """What is printed, in one line."""
    done = recur(line, *more)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.lines)) <= 80
    return " ".join(done.out.split())


def test_a_day_in_a_break_week_is_out_and_the_next_active_week_is_named() -> None:
    found = told(f"{WEEKLY} 2020-10-08")
    assert "Thu 8 Oct 2020 10:30: out" in found
    assert "+ Thursday is a day of the strategy (Monday and Thursday). (C3)" in found
    assert "- Its week, from Mon 5 Oct 2020, is a break week: the 2nd of a 3-week cycle counted from" in found
    assert "Mon 28 Sep 2020; the next active week begins Mon 19 Oct 2020. (C4, R1, R2, R3)" in found
    assert "beside it: Thu 1 Oct 2020 10:30 and Mon 19 Oct 2020 10:30." in found
    assert "`recur ambiguity`" in found


def test_a_date_is_in_and_nothing_stands_against_it() -> None:
    found = told(f"{WEEKLY} 2020-10-01")
    assert "Thu 1 Oct 2020 10:30: in " in found
    assert " - " not in found


def test_several_days_by_word_and_by_option_are_told_in_order() -> None:
    found = told(f"{WEEKLY} 2020-10-01 --date 2020-09-29")
    assert found.index("Thu 1 Oct 2020 10:30: in") < found.index("Tue 29 Sep 2020 10:30: out")


def test_a_day_outside_the_window_is_told_so_and_a_window_may_leave_its_ends_out() -> None:
    assert "- It is after the last day, Wed 28 Oct 2020. (C10)" in told(f"{WEEKLY} 2021-01-01")
    found = told(f"{WEEKLY} 2020-09-28 --reading from_included=no")
    assert "- It is the first day itself, which does not count. (C10, R7)" in found


def test_another_time_of_day_is_no_date() -> None:
    assert "- All dates are at 10:30, not at 09:00. (C8, R12, R13)" in told(f"{WEEKLY} 2020-10-01T09:00")


@pytest.mark.parametrize(
    ("rule", "day", "said"),
    [
        ("skip", "2027-02-28", "- February 2027 has no day 31, and that month is left out."),
        ("clamp", "2027-02-28", "+ February 2027 has no day 31, and its last day takes the place:"),
        (
            "overflow",
            "2027-03-03",
            "+ February 2027 has no day 31, and it is counted on into the next month:",
        ),
        (
            "clamp_drift",
            "2027-03-28",
            "+ Since February 2027, which has no day 31, day 28 is meant, and it is",
        ),
        (
            "clamp_drift",
            "2027-03-31",
            "- Since February 2027, which has no day 31, day 28 is meant: the date of",
        ),
        (
            "overflow_drift",
            "2027-04-03",
            "+ Since February 2027, which has no day 31, day 3 is meant, and it is",
        ),
    ],
)
def test_a_short_month_is_told_as_it_is_read(rule: str, day: str, said: str) -> None:
    assert said in told(f"{MONTHLY} {day} --reading missing_day={rule}")


def test_a_count_that_is_used_up_names_the_last_date() -> None:
    found = told(f"{MONTHLY} 2027-08-31")
    assert (
        "- It would be number 5, and the count allows 4, the last of them Sat 31 Jul 2027 18:00. (C8)"
        in found
    )


def test_the_slot_of_the_source_event_is_not_made_again() -> None:
    found = told("explain --mode daily --from 2027-01-04 --count 3 --event 2027-01-05T10:00 2027-01-05")
    assert "- It is the slot of the source event itself, which is not made a second time. (R10)" in found


def test_a_closed_day_and_where_its_date_went_are_told() -> None:
    left_out = told(f"{CLOSED}=Moving 2027-01-07")
    assert "in the pattern, and left out" in left_out
    assert "- The day is closed: Moving." in left_out
    moved = told(f"{CLOSED}=Moving --if-closed next-day 2027-01-07 2027-01-08")
    assert "Thu 7 Jan 2027 10:30: in the pattern, and moved" in moved
    assert "Fri 8 Jan 2027 10:30: not in the pattern, but in the schedule" in moved


def test_a_closure_far_from_the_pattern_is_told_too() -> None:
    assert "- The day is closed: 2031-02-24." in told(f"{CLOSED} --closed 2031-02-24 2031-02-24")


def test_a_title_or_a_closure_cannot_steer_the_terminal() -> None:
    done = recur(f"{CLOSED}=\x1b[2J", "--title", "\x1b]0;x\x07", "2027-01-07")
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    "line",
    [
        f"{WEEKLY} 2020-10-08 2020-10-01T09:00 --title Strength --event 2020-09-21T10:30",
        f"{MONTHLY} 2027-02-28 2027-12-31 --reading missing_day=clamp_drift",
        f"{MONTHLY} 2026-12-31 --reading missing_day=overflow_drift --reading anchor=event --event 2027-03-31T18:00",
        f"{CLOSED} --if-closed next-day 2027-01-07 2027-01-08 --zone Europe/Riga",
        "explain --mode 5 --from 2027-01-04 --count 3 --event 2027-01-05T10:00 --reading empty_days=anchor_weekday 2027-01-11",
        "explain --mode 4 --days 1 --interval 3 --from 2027-01-31 --till 2027-02-28 --count 5 --at 10:00 2027-02-02",
        "explain --mode 7 --from 2028-02-29 --till 9999-12-31 --at 10:00 9999-12-31 0001-01-01",
    ],
)
def test_the_json_keeps_its_schema(line: str) -> None:
    done = recur(f"{line} --format json")
    assert (done.code, done.err) == (0, "")
    assert faults(json.loads(done.out), "explain") == []


def test_the_json_has_the_facts_as_values() -> None:
    document = json.loads(recur(f"{WEEKLY} 2020-10-08 --format json").out)
    (day,) = document["days"]
    (week,) = [fact for fact in day["facts"] if fact["kind"] == "in_unit"]
    assert (day["occurs"], day["stands"], day["beyond"]) == (False, False, "2020-10-19T10:30:00")
    assert (week["place"], week["period"], week["following"]) == (2, 3, "2020-10-19")
    assert week["clauses"] == ["C4", "R1", "R2", "R3"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    done = recur("explain --mode weekly --from 2027-01-01 2027-13-01 2027-01-01T10:00Z")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("--date: ") == 2
    assert "--till or --count is missing" in done.err
    assert "There is no such day in the calendar" in done.err


def test_a_day_must_be_given() -> None:
    done = recur(WEEKLY)
    assert done.code == 2
    assert "--date is missing: give a day written YYYY-MM-DD" in done.err


def test_what_a_reading_refuses_is_refused() -> None:
    done = recur("explain --mode weekly --from 2027-01-01 --count 3 --at 10:00 2027-01-04")
    assert done.code == 2
    assert "--days is missing" in done.err


def test_explanations_are_handed_on_with_a_part_for_each_day() -> None:
    text = recur(f"{WEEKLY} 2020-10-08 2020-10-01 --format md")
    assert (text.code, text.err) == (0, "")
    assert [line for line in text.lines if line.startswith("## ")] == [
        "## Thu 8 Oct 2020 10:30: out",
        "## Thu 1 Oct 2020 10:30: in",
        "## To know",
    ]
    assert r"\+ Thursday is a day of the strategy (Monday and Thursday). (C3)" in text.lines
    page = recur(f"{WEEKLY} 2020-10-08 --format html").out
    assert "- Its week, from Mon 5 Oct 2020, is a break week" in page
    assert "<table" not in page
