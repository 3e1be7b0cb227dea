"""Public holidays and calendar files as closed days, and what is said about how far they are known."""

import sys
from datetime import date
from pathlib import Path

import pytest

from frontdesk.dates.calendars import calendar_days, code_problems, public_holidays
from frontdesk.errors import ContentError
from recurrence.errors import MissingExtra

YEAR = date(2026, 1, 1), date(2026, 12, 31)

# The days off of 2026 in Russia that the government moved: 3 January to the 9th, 4 January to 31 December.
MOVED = {date(2026, 1, 9): "2026-01-03", date(2026, 12, 31): "2026-01-04"}


def test_days_that_a_government_moved_are_closed_and_say_where_from() -> None:
    days = public_holidays(["RU"], *YEAR).days

    assert {day: days[day] for day in MOVED} == {
        day: f"Day off (substituted from {origin})" for day, origin in MOVED.items()
    }


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("RU", date(2026, 6, 12)),  # Russia Day
        ("KZ", date(2026, 12, 16)),  # Independence Day
        ("AZ", date(2026, 5, 28)),  # Independence Day
        ("LV", date(2026, 11, 18)),  # Proclamation Day
        ("US-CA", date(2026, 3, 31)),  # Cesar Chavez Day, of California only
    ],
)
def test_a_country_or_region_has_its_holidays(code: str, day: date) -> None:
    assert public_holidays([code], *YEAR).days[day]


def test_a_holiday_of_a_region_is_not_one_of_the_country() -> None:
    assert date(2026, 3, 31) not in public_holidays(["US"], *YEAR).days


def test_two_countries_that_name_a_day_alike_name_it_once() -> None:
    assert public_holidays(["AZ", "LV"], *YEAR).days[date(2026, 1, 1)] == "New Year's Day"


def test_only_the_days_that_were_asked_for_are_given() -> None:
    assert list(public_holidays(["LV"], date(2026, 11, 1), date(2026, 11, 30)).days) == [date(2026, 11, 18)]


def test_it_is_said_up_to_which_year_moved_days_are_known() -> None:
    found = public_holidays(["RU"], date(2026, 1, 1), date(2099, 12, 31))
    (russia,) = found.countries
    assert russia.moved_until is not None
    # Beyond that year the library knows no day that was moved, and in it at least one.
    assert {day.year for day, name in found.days.items() if "substituted" in name} >= {russia.moved_until}
    assert not any("substituted" in name for day, name in found.days.items() if day.year > russia.moved_until)
    assert [*found.notes(date(2026, 1, 1), date(2026, 12, 31))] == []
    (note,) = found.notes(date(2026, 1, 1), date(2099, 12, 31))
    assert f"knows transferred days of RU up to {russia.moved_until}" in note


def test_years_that_the_library_does_not_cover_are_named() -> None:
    found = public_holidays(["LV"], date(2099, 1, 1), date(2102, 12, 31))

    assert any("from 1991 to 2100 only" in note for note in found.notes(date(2099, 1, 1), date(2102, 12, 31)))


def test_holidays_by_the_moon_are_said_to_be_estimated() -> None:
    found = public_holidays(["AZ"], date(2030, 1, 1), date(2030, 12, 31))

    assert any("which the moon decides" in note for note in found.notes(date(2030, 1, 1), date(2030, 12, 31)))


@pytest.mark.parametrize(
    ("code", "hint"),
    [("ru", "Did you mean RU?"), ("US-ca", "Did you mean US-CA?"), ("ZZ", ""), ("US-", ""), ("", "")],
)
def test_a_country_that_there_is_not_is_refused_with_the_nearest(code: str, hint: str) -> None:
    assert [problem.hint for problem in code_problems(code, "holidays")] == [hint]


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)

    with pytest.raises(MissingExtra, match=r"pip install 'recur\[calendars\]'"):
        public_holidays(["RU"], *YEAR)


def calendar_file(folder: Path, *lines: str) -> str:
    path = folder / "school.ics"
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return str(path)


def event(uid: str, title: str, *lines: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"]


def test_an_event_closes_the_days_that_it_covers_whole(tmp_path: Path) -> None:
    path = calendar_file(
        tmp_path,
        *event("1", "Winter break", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"),
        *event("2", "Move", "DTSTART:20261229T120000", "DTEND:20261231T080000"),
        *event("3", "Lecture", "DTSTART:20261215T100000", "DTEND:20261215T120000"),
    )
    days, others = calendar_days(path, *YEAR, None)

    assert days == {
        date(2026, 12, 24): "Winter break",
        date(2026, 12, 25): "Winter break",
        date(2026, 12, 26): "Winter break",
        date(2026, 12, 30): "Move",
    }
    assert others == 1


def test_a_repeated_event_closes_each_of_its_days(tmp_path: Path) -> None:
    rule = "RRULE:FREQ=MONTHLY;COUNT=3"
    path = calendar_file(tmp_path, *event("1", "Cleaning", "DTSTART;VALUE=DATE:20261015", rule))

    assert [*calendar_days(path, *YEAR, None)[0]] == [date(2026, month, 15) for month in (10, 11, 12)]


def test_a_calendar_that_cannot_be_read_names_file_and_line(tmp_path: Path) -> None:
    path = calendar_file(tmp_path, *event("1", "Fair", "DTSTART:yesterday"))

    with pytest.raises(ContentError) as caught:
        calendar_days(path, *YEAR, None)
    assert caught.value.path == path
    assert any("line 5" in problem.field for problem in caught.value.problems)
