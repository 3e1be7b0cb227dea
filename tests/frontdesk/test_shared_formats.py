"""The formats that are handed on: a calendar file, a page, a picture, a text; through the command line."""

import io
import re
import shlex
import sys
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from frontdesk.cli import main
from frontdesk.render.as_html import STYLE
from frontdesk.render.markup import style_policy
from frontdesk.shell.compose import Desk
from recurrence.interop.ics import read_calendar
from tests.frontdesk.running import TODAY, WORKED, WORKED_DATES, recur

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RIGA = "preview --mode weekly --days mon --from 2027-03-15 --count 4 --at 10:00 --zone Europe/Riga"
GOLDEN = sorted((Path(__file__).parent / "golden_shared").glob("*.command"))
TZ_VERSION = re.compile(r"tz database 20\d\d[a-z]")


def shared(line: str) -> str:
    """What a command prints, its clock standing still; it must succeed in silence."""
    out, err = io.StringIO(newline=""), io.StringIO()
    code = main(shlex.split(line), Desk(out, err, lambda: TODAY, now=lambda: STAMP))
    assert (code, err.getvalue()) == (0, "")
    return out.getvalue()


@pytest.mark.parametrize("file", GOLDEN, ids=lambda path: path.stem)
def test_a_file_is_what_was_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A golden file stands beside its command; it was opened in a browser or read as a calendar before it was saved."""
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    told = shared(file.read_text(encoding="utf-8").strip().removeprefix("$ recur "))
    assert TZ_VERSION.sub("tz database …", told) == file.with_suffix("").read_bytes().decode()


def test_there_is_a_file_of_each_format_to_look_at() -> None:
    assert {file.with_suffix("").suffix for file in GOLDEN} == {".ics", ".html", ".svg", ".md"}


def starts(text: str, zone: str | None = None) -> list[str]:
    found = read_calendar(text, date(2000, 1, 1), date(2100, 1, 1), zone)
    return [event.start.isoformat() for event in found]


def test_a_calendar_file_has_the_dates_that_the_preview_lists() -> None:
    assert starts(shared(f"{WORKED} --format ics")) == WORKED_DATES


def test_one_repeating_event_has_the_same_dates() -> None:
    text = shared(f"{WORKED} --format ics --rrule")
    assert "RRULE:FREQ=WEEKLY;UNTIL=20201022T103000;INTERVAL=3;BYDAY=MO,TH;WKST=MO\r\n" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert starts(text) == WORKED_DATES


def test_a_zone_is_defined_and_an_end_is_in_utc() -> None:
    text = shared(f"{RIGA.replace('--count 4', '--till 2027-04-05')} --format ics --rrule")
    assert "UNTIL=20270405T070000Z" in text
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n" in text
    assert starts(text, "UTC")[1:3] == ["2027-03-22T08:00:00", "2027-03-29T07:00:00"]


def test_an_event_is_tentative_and_lasts_as_long_as_is_said() -> None:
    text = shared(f"{RIGA} --format ics --length 90 --title Yoga")
    assert (
        text.count("STATUS:TENTATIVE\r\n")
        == text.count("DURATION:PT1H30M\r\n")
        == text.count("SUMMARY:Yoga")
        == 4
    )
    assert text.count("DTSTAMP:20261122T093000Z\r\n") == 4


def uids(line: str) -> list[str]:
    return re.findall(r"^UID:(.+)\r$", shared(f"{line} --format ics"), re.MULTILINE)


def test_a_longer_preview_has_the_same_events_and_more() -> None:
    short, longer = uids(RIGA), uids(RIGA.replace("--count 4", "--count 6"))
    assert longer[:4] == short
    assert len(set(longer)) == 6


def test_another_class_has_other_events() -> None:
    assert not set(uids(RIGA)) & set(uids(f"{RIGA} --title Yoga"))


def test_closed_days_are_left_out_of_a_repeating_event() -> None:
    text = shared(f"{RIGA} --format ics --rrule --closed 2027-03-22 --if-closed next-day")
    assert "EXDATE;TZID=Europe/Riga:20270322T100000\r\n" in text
    assert "RDATE;TZID=Europe/Riga:20270323T100000\r\n" in text
    assert starts(text)[1] == "2027-03-23T10:00:00"


def test_a_class_after_a_skipped_time_is_not_taken_away_by_the_exception_for_it() -> None:
    """In Cairo the clock goes from 00:00 to 01:00 on 30 April: both are the same moment (RFC 5545, 3.3.5)."""
    line = "preview --mode monthly --from 2027-03-30 --count 3 --at 00:00 --zone Africa/Cairo --gap shift"
    repeating = shared(f"{line} --format ics --rrule")
    moments = ["2027-03-29T22:00:00", "2027-04-29T22:00:00", "2027-05-29T21:00:00"]
    assert starts(repeating, "UTC") == starts(shared(f"{line} --format ics"), "UTC") == moments
    assert "EXDATE" not in repeating
    other = shared(f"{line.replace('00:00', '00:30')} --format ics --rrule")
    assert "EXDATE;TZID=Africa/Cairo:20270430T003000\r\nRDATE;TZID=Africa/Cairo:20270430T010000\r\n" in other


def test_a_rule_whose_end_has_no_date_in_utc_is_refused_with_the_reason() -> None:
    line = "preview --mode daily --from 9999-12-30 --till 9999-12-31 --at 23:30 --zone America/New_York"
    refused = recur(f"{line} --format ics --rrule")
    assert refused.code == 2
    assert "till: '9999-12-31 23:30:00' is not allowed; it takes an end in the years 1 to 9999" in refused.err
    assert shared(f"{line} --format ics").count("DTSTART;TZID=America/New_York:9999123") == 2


def test_no_title_turns_the_direction_of_writing_in_a_calendar() -> None:
    text = shared(f"{RIGA} --format ics --title Yoga\u202e\u2066gnp\u200f")
    assert text.count("SUMMARY:Yogagnp\u200f\r\n") == 4


@pytest.mark.parametrize(
    ("axis", "reason"),
    [("clamp_drift", "a day of the month that stays the same"), ("overflow", "leave out --rrule")],
)
def test_what_no_rule_says_is_refused_with_the_reason(axis: str, reason: str) -> None:
    line = f"preview --mode monthly --from 2027-01-{29 if axis == 'overflow' else 31} --count 4 --at 10:00"
    done = recur(f"{line} --format ics --rrule --reading missing_day={axis}")
    assert done.code == 2
    assert "--rrule" in done.err
    assert reason in done.err
    assert len(starts(shared(f"{line} --format ics --reading missing_day={axis}"))) == 4


def test_a_calendar_file_on_disk_keeps_its_line_ends(tmp_path: Path) -> None:
    assert recur(f"{WORKED} --format ics --out", str(tmp_path / "a.ics")).code == 0
    content = (tmp_path / "a.ics").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 20


class Page(HTMLParser):
    """What a page is made of: each element with its attributes, and the text of each cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_a_page_needs_nothing_but_itself() -> None:
    text = shared(f"{WORKED} --format html")
    page = Page(text)
    assert {name for name, _ in page.elements} & {"script", "link", "img", "iframe", "object", "a"} == set()
    assert not re.search(r"(?: src=| href=|url\()", text)
    assert {"http-equiv": "Content-Security-Policy", "content": style_policy(STYLE)} in page.of("meta")
    assert "unsafe" not in style_policy(STYLE)


def test_a_page_has_the_months_from_the_first_date_to_the_last_with_the_dates_marked() -> None:
    page = Page(shared(f"{WORKED} --format html"))
    assert len([one for one in page.of("table") if one.get("class") == "month"]) == 2
    marked = {one["datetime"]: cell["class"] for one, cell in zip(page.of("time"), marks(page), strict=True)}
    assert [f"{day}T10:30:00" for day, name in marked.items() if name in {"class", "noted"}] == WORKED_DATES


def marks(page: Page) -> list[dict[str, str | None]]:
    return [cell for cell in page.of("td") if cell.get("class")]


def test_marks_are_told_by_signs_and_words_and_not_by_colour_alone() -> None:
    text = shared(f"{WORKED} --format html")
    cells = re.findall(r'<td class="(\w+)"><time[^>]*>\d+</time>(.*?)</td>', text)
    assert {name for name, _ in cells} >= {"class", "elsewhere"}
    for _, rest in cells:
        assert re.fullmatch(
            r'<span class="sign" aria-hidden="true">\S</span><span class="words"> [a-z ]+</span>', rest
        )


def test_every_table_of_a_page_names_its_columns() -> None:
    page = Page(shared(f"{WORKED} --format html"))
    heads = page.of("th")
    assert len(heads) >= 2 * 7 + 4
    assert all(head["scope"] == "col" for head in heads)


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    text = shared(f"{WORKED} --format svg")
    page = Page(text)
    assert page.of("svg")[0]["role"] == "img"
    assert page.of("svg")[0]["aria-labelledby"] == "title description"
    assert "Mon 2020-09-28, Thu 2020-10-01, Mon 2020-10-19, Thu 2020-10-22</desc>" in text
    assert not re.search(r"(?:href|url\(|<script)", text)


def test_a_picture_of_the_same_preview_is_the_same() -> None:
    assert shared(f"{WORKED} --format svg") == shared(f"{WORKED} --format svg")


def test_a_text_has_a_line_for_each_date() -> None:
    lines = shared(f"{WORKED} --format md").splitlines()
    assert [line.split(" | ")[2] for line in lines if re.match(r"\| \d", line)] == [
        moment[:10] for moment in WORKED_DATES
    ]


@pytest.mark.parametrize("name", ["html", "svg", "md", "ics"])
def test_no_dates_make_a_file_too(name: str) -> None:
    line = "preview --mode weekly --days mon --from 2027-03-16 --till 2027-03-17 --at 10:00"
    text = shared(f"{line} --format {name}")
    assert not [sign for sign in ("<time", "<circle", "BEGIN:VEVENT", "| 1 |") if sign in text]


@pytest.mark.parametrize("name", ["html", "svg", "md"])
def test_a_title_of_blanks_is_none(name: str) -> None:
    text = shared(f"{WORKED} --title '  ' --format {name}")
    assert "Dates of a class" in text
    assert not re.search(r"<(title|h1)[^>]*>\s*</|^#\s*$", text, re.MULTILINE)
    assert "SUMMARY:Class\r\n" in shared(f"{WORKED} --title '  ' --format ics")


def test_months_without_dates_before_between_and_after_years_are_not_drawn() -> None:
    weeks = "preview --mode weekly --days mon --from 2026-11-02 --till 2027-02-28 --at 10:00"
    for name, month in (("html", "<caption>([A-Z][a-z]+) "), ("svg", 'class="month">([A-Z][a-z]+)')):
        found = re.findall(month, shared(f"{weeks} --format {name}"))
        assert found == ["November", "December", "January", "February"]


@pytest.mark.parametrize(("zone", "named"), [("", "UTC"), ("--zone Europe/Riga", "Europe/Riga")])
def test_a_calendar_without_dates_holds_a_zone_since_it_must_hold_something(zone: str, named: str) -> None:
    """RFC 5545, 3.6: a calendar has at least one component."""
    line = "preview --mode weekly --days mon --from 2027-03-15 --count 1 --at 10:00 --closed mon"
    text = shared(f"{line} {zone} --format ics")
    assert f"BEGIN:VTIMEZONE\r\nTZID:{named}\r\nBEGIN:STANDARD" in text


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ("1h", "a whole number in plain digits"),
        ("10081", "0 to 10,080 minutes"),
        ("-1", "0 to 10,080 minutes"),
    ],
)
def test_a_length_is_in_minutes_up_to_a_week(length: str, said: str) -> None:
    done = recur(f"{WORKED} --format ics --length {length}")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_many_years_are_ten_calendars_and_a_word() -> None:
    text = shared("preview --mode yearly --from 2027-01-04 --count 14 --at 10:00 --format html")
    assert text.count('<table class="month">') == 10
    assert "… and 4 more years without a calendar here" in text
    assert "2040-01-04" in text


def test_without_the_library_of_calendars_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "frontdesk.render.as_ics",
        "recurrence.interop.ics_writing",
        "recurrence.interop.ics_zone",
    ):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    done = recur(f"{WORKED} --format ics")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'recur[calendars]'" in done.err
    assert "Traceback" not in done.err
