"""The view of a year: one screen of 80 columns and 50 lines, every day of it Python's own calendar's."""

import calendar
import re

import pytest

from tests.frontdesk.running import recur
from tests.frontdesk.test_table import blocks, marked, without_marks

YEAR = "--from 2027-01-01 --till 2027-12-31 --at 10:00 --format year"
NOTE = "The list, and what to know: --format table."


@pytest.mark.parametrize(
    "line",
    [
        f"preview --mode daily {YEAR}",
        f"preview --mode weekly --days mon,thu --interval 2 {YEAR} --reading week=sunday",
        f"preview --mode monthly {YEAR} --closed sat,sun --if-closed next-day",
        f"preview --strategy examples/studio.json --strategy-id 1 {YEAR}",
        "preview --mode daily --from 2028-01-01 --till 2028-12-31 --at 10:00 --format year",
    ],
)
def test_one_year_fits_on_a_screen_of_80_columns_and_50_lines(line: str) -> None:
    lines = recur(line).lines
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80


def test_all_twelve_months_are_there_day_by_day() -> None:
    found = blocks(recur(f"preview --mode monthly {YEAR}").out)
    assert sorted(found) == [(2027, month) for month in range(1, 13)]
    for (year, month), weeks in found.items():
        truth = calendar.TextCalendar().formatmonth(year, month).splitlines()[2:]
        assert without_marks(weeks) == [week.rstrip() for week in truth], (year, month)


def test_the_marked_days_are_the_dates() -> None:
    found = blocks(
        recur(f"preview --mode yearly --from 2027-03-04 {YEAR.replace('--from 2027-01-01', '')}").out
    )
    assert {key: marked(weeks, "*!") for key, weeks in found.items() if marked(weeks, "*!")} == {
        (2027, 3): [4]
    }


@pytest.mark.parametrize(("columns", "abreast"), [(40, 1), (60, 2), (80, 3), (120, 4), (141, 6), (300, 6)])
def test_months_stand_in_rows_that_divide_a_year(
    columns: int, abreast: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    head = next(line for line in recur(f"preview --mode daily {YEAR}").lines if line.startswith("Mo Tu"))
    assert head.count("Mo Tu") == abreast


def test_five_years_are_drawn_and_the_others_counted() -> None:
    out = recur("preview --mode yearly --from 2027-03-04 --count 7 --at 10:00 --format year").out
    assert len(re.findall(r"January \d{4}", out)) == 5
    assert "… and 2 more years" in out


def test_a_school_year_is_twelve_months_in_a_row() -> None:
    out = recur(
        "preview --mode weekly --days mon --from 2026-09-01 --till 2027-05-31 --at 10:00 --format year"
    ).out
    assert sorted(blocks(out)) == [(2026, month) for month in range(9, 13)] + [
        (2027, month) for month in range(1, 9)
    ]
    assert len(out.splitlines()) <= 50


def test_more_than_twelve_months_are_calendar_years() -> None:
    out = recur(
        "preview --mode weekly --days mon --from 2026-09-01 --till 2027-09-30 --at 10:00 --format year"
    ).out
    assert len(blocks(out)) == 24


@pytest.mark.parametrize(
    "days", ["--from 9999-11-01 --till 9999-12-31", "--from 0001-01-01 --till 0002-01-31"]
)
def test_the_calendar_s_ends_are_drawn(days: str) -> None:
    assert recur(f"preview --mode daily {days} --at 10:00 --format year").code == 0


def test_no_dates_are_no_year() -> None:
    lines = recur(
        "preview --mode monthly --from 2027-02-01 --till 2027-02-01 --at 10:00 --reading from_included=no --format year"
    ).lines
    assert lines[-1] == NOTE
    assert "Mo Tu" not in "".join(lines)


def test_equal_lists_have_no_calendar() -> None:
    assert "Mo Tu" not in recur("compare examples/dates-before.txt examples/dates-before.txt").out
