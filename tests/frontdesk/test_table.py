"""The view for a person: golden pages, and calendars checked day by day against Python's own.

To change a golden page: run the command in its first line, look at the dates with a wall calendar, then save it.
"""

import calendar
import re
import shlex
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.frontdesk.running import WORKED, recur

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))
TZ_VERSION = re.compile(r"(tz database|база часовых поясов) 20\d\d[a-z]")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
TITLE = re.compile(r"(?P<month>[A-Z][a-z]+) (?P<year>\d{4})")
MONTHS = list(calendar.month_name)


@pytest.mark.parametrize("page", GOLDEN, ids=lambda path: path.stem)
def test_a_page_looks_as_it_was_looked_at(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, expected = page.read_text(encoding="utf-8").split("\n", 1)
    columns, line = command.removeprefix("$ COLUMNS=").split(" recur ", 1)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    done = recur("", *shlex.split(line))
    assert (done.code, done.err) == (int(" compare " in command), "")  # 1: something differs
    assert TZ_VERSION.sub(r"\1 …", done.out) == expected
    assert max(map(len, done.lines)) <= int(columns)


def test_there_are_pages_to_look_at() -> None:
    assert len(GOLDEN) >= 6


def blocks(text: str) -> dict[tuple[int, int], list[str]]:
    """The month calendars of a page: year and month to the lines below the weekdays, marks included."""
    lines, found = text.splitlines(), {}
    for number, line in enumerate(lines):
        if not line.startswith("Mo Tu"):
            continue
        for title in TITLE.finditer(lines[number - 1]):
            left = 24 * round((title.start() + title.end() - 20) / 2 / 24)
            weeks = [below[left : left + 21].rstrip() for below in lines[number + 1 : number + 7]]
            key = int(title["year"]), MONTHS.index(title["month"])
            found[key] = [week for week in weeks if re.fullmatch(r"[ \d*!?]+", week)]
    return found


def without_marks(weeks: list[str]) -> list[str]:
    return [re.sub(r"[*!?]", " ", week).rstrip() for week in weeks]


def marked(weeks: list[str], signs: str) -> list[int]:
    return [int(day) for week in weeks for day in re.findall(rf"(\d+)[{re.escape(signs)}]", week)]


PATTERNS = [
    (WORKED, 2),
    ("preview --mode daily --from 2027-12-30 --count 40 --at 10:30", 3),
    ("preview --mode monthly --from 2027-01-31 --count 20 --at 10:30", 20),
    ("preview --mode yearly --from 2028-02-29 --count 5 --at 10:30", 5),
    ("preview --mode weekly --days sat,sun --from 1900-02-20 --count 30 --at 10:30", 5),
    ("preview --mode weekdays --from 9999-10-01 --till 9999-12-31 --at 10:30", 3),
    ("preview --mode mon-wed-fri --from 0001-01-01 --count 20 --at 10:30", 2),
]


@pytest.mark.parametrize(("line", "months"), PATTERNS)
def test_every_calendar_is_that_of_its_month(line: str, months: int) -> None:
    found = blocks(recur(line).out)
    assert len(found) == months
    for (year, month), weeks in found.items():
        truth = calendar.TextCalendar().formatmonth(year, month).splitlines()[2:]
        assert without_marks(weeks) == [week.rstrip() for week in truth], (year, month)


@pytest.mark.parametrize(("line", "months"), PATTERNS)
def test_calendars_mark_the_days_of_the_list(line: str, months: int) -> None:
    done = recur(line)
    drawn = [
        (year, month, day) for (year, month), weeks in blocks(done.out).items() for day in marked(weeks, "*!")
    ]
    listed = [datetime.fromisoformat(text) for text in recur(f"{line} --format dates").lines]
    assert drawn == [(moment.year, moment.month, moment.day) for moment in listed]
    assert months


@pytest.mark.parametrize(("line", "months"), PATTERNS)
def test_the_list_has_the_right_weekday_for_every_date(line: str, months: int) -> None:
    rows = re.findall(r"^ *(\d+)  (\w{3})  (\d{4}-\d\d-\d\d)  10:30", recur(line).out, re.MULTILINE)
    assert len(rows) == len(recur(f"{line} --format dates").lines)
    for _, weekday, day in rows:
        assert weekday == calendar.day_abbr[date.fromisoformat(day).weekday()]
    assert months


def test_a_week_that_begins_on_sunday_is_drawn_so() -> None:
    out = recur(f"{WORKED} --reading week=sunday").out
    assert "Su Mo Tu We Th Fr Sa" in out
    assert "27 28!29 30" in out  # 27 September 2020 was a Sunday, the 28th a Monday


def test_days_of_other_readings_are_marked_apart() -> None:
    found = blocks(recur(WORKED).out)
    assert marked(found[2020, 10], "*!") == [1, 19, 22]
    assert marked(found[2020, 10], "?") == [12, 15, 26]


def test_a_long_pattern_shows_24_months_and_says_what_is_left() -> None:
    done = recur("preview --mode daily --from 2027-01-01 --till 2036-12-31 --at 10:30")
    assert "3,653 dates." in done.out
    assert sorted(blocks(done.out)) == [(year, month) for year in (2027, 2028) for month in range(1, 13)]
    assert len(re.findall(r"^ *\d+  \w{3}  \d{4}", done.out, re.MULTILINE)) == 365 + 366
    flat = " ".join(done.out.split())
    assert (
        "… and 2,922 more dates in 96 more months, until Wed 31 Dec 2036: --format dates prints all." in flat
    )


def test_one_date_is_one_date() -> None:
    done = recur("preview --mode daily --from 2027-01-01 --till 2027-01-01 --at 10:30")
    assert "2027: 1 date." in done.out
    assert list(blocks(done.out)) == [(2027, 1)]


def test_colours_only_repeat_what_signs_say(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = recur(WORKED).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = recur(WORKED).out
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == plain.splitlines()


def test_no_color_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", recur(WORKED).out)


@pytest.mark.parametrize("columns", ["1", "30", "79", "80", "100", "120", "200", "999999"])
def test_any_width_holds_every_date(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = recur(WORKED)
    assert (done.code, done.err) == (0, "")
    for day in ("2020-09-28", "2020-10-01", "2020-10-19", "2020-10-22"):
        assert day in done.out


def test_the_list_stands_beside_the_calendars_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not re.search(r"Mo Tu.* day +date", recur(WORKED).out)
    monkeypatch.setenv("COLUMNS", "140")
    assert re.search(r"September 2020 .* day +date", recur(WORKED).out)


def test_the_reading_in_use_is_shown_where_it_is_not_the_documented_one() -> None:
    assert "Read with" not in recur(WORKED).out
    assert (
        "Read with week=sunday, not by the documented reading."
        in recur(f"{WORKED} --reading week=sunday").out
    )


def test_where_all_readings_agree_it_says_so() -> None:
    done = recur("preview --mode weekly --days mon --from 2027-01-05 --till 2027-01-20 --at 10:30")
    assert "Every reading of the documentation gives these dates." in done.out


def test_a_note_that_all_dates_share_is_told_once() -> None:
    done = recur("preview --mode tue-thu --interval 1 --from 2027-01-04 --till 2027-01-15 --at 10:30")
    assert done.out.count("only if the interval is ignored (R6)") == 1
    assert "All these dates hold only if the interval is ignored (R6)." in done.out
