"""Laws of what is handed on: a calendar file gives its dates back elsewhere, and no text in it is more than a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from frontdesk.dates.preview import Line, Preview
from frontdesk.dates.request import Request
from frontdesk.errors import UsageError
from frontdesk.render.as_html import as_html
from frontdesk.render.as_ics import Manner, as_ics
from frontdesk.render.as_md import as_md
from frontdesk.render.as_svg import as_svg
from frontdesk.render.sheet import Sheet, sheet_of
from frontdesk.shell.safe import visible
from property_tests.bridge import answered, as_given
from property_tests.generators import questions
from property_tests.oracle import Question, meant_day
from recurrence import Reading, Strategy, Window
from recurrence.interop.ics_writing import Entry, harmless, write_calendar
from recurrence.walltime import GapPolicy, locate

A_THIRD = settings(max_examples=max(settings().max_examples // 3, 15))
"""Each example is a whole file; the campaign takes many more."""

STAMP = datetime(2026, 12, 1, 8, tzinfo=UTC)
ZONES = ("Europe/Riga", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Almaty", "UTC")
GAPS: tuple[GapPolicy, ...] = ("keep", "shift", "drop")


def preview_of(q: Question, zone: str | None, gap: GapPolicy, title: str = "Class") -> Preview:
    strategy = Strategy(as_given(q.mode), days=q.days, interval=q.interval, title=title)
    window = Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes)
    request = Request(strategy, window, q.event, Reading(**as_given(q.axes)), zone, gap)
    dates = list(answered(q))
    walls = [local.wall for local in locate(dates, zone, gap)] if zone else dates
    lines = [Line(None, date, wall, (), ()) for date, wall in zip(dates, walls, strict=True)]
    return Preview(request, tuple(lines), (), None, None)


def read_back(text: str) -> list[datetime]:
    """The starts that another program finds, on their own clock."""
    calendar = icalendar.Calendar.from_ical(text.encode())
    found = recurring_ical_events.of(calendar).between(datetime(2, 1, 1), datetime(9990, 1, 1))
    return sorted(one["DTSTART"].dt.replace(tzinfo=None) for one in found)


def in_reach(preview: Preview) -> bool:
    """The other program looks at days around each date, and does not go to the ends of the calendar."""
    days = [line.planned for line in preview.lines]
    return bool(preview.kept) and days[0].year > 2 and days[-1].year < 9980


@pytest.mark.parametrize("manner", [Manner(STAMP), Manner(STAMP, timedelta(hours=1), repeating=True)])
@A_THIRD
@given(data=st.data())
def test_a_calendar_file_gives_its_dates_back(manner: Manner, data: st.DataObject) -> None:
    q = data.draw(questions())
    zone = data.draw(st.sampled_from((None, *ZONES)))
    preview = preview_of(q, zone, data.draw(st.sampled_from(GAPS)))
    assume(in_reach(preview))
    try:
        text = "".join(as_ics(preview, manner))
    except UsageError:
        event("refused")
        assert manner.repeating
        assert meant_day(q).day > 28
        return
    assert read_back(text) == preview.kept


SIGNS = [
    "\r",
    "\n",
    "\r\n ",
    "BEGIN:VEVENT",
    "END:VEVENT",
    ";",
    ",",
    "\\",
    "\\n",
    '"',
    "\u2028",
    "\x85",
    "\x0b",
    "\x00",
    "\t",
]
SIGNS += [
    "\ud800",
    "\ufeff",
    "\\N",
    "\ufffe",
    "\u202e",
    "<script>",
    "</title>",
    "-->",
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "'",
    "x",
    "ж" * 40,
]
SIGNS += [
    "[a](http://b)",
    "|",
    "www.a.b",
    "`",
    "# ",
    "1. ",
    "- ",
    "= ",
    "$x$",
    "@a",
    "~~",
    "*",
    "_",
    "😀" * 20,
    "e\u0301",
]
TEXTS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=8).map("".join)


@A_THIRD
@given(TEXTS, TEXTS)
def test_no_text_is_more_than_a_text_in_a_calendar_file(title: str, note: str) -> None:
    entry = Entry(datetime(2027, 1, 4, 9), "1@recur", title, note=f".{note}")
    text = "".join(write_calendar([entry], stamp=STAMP, zone="Europe/Riga"))
    lines = text.split("\r\n")
    assert lines == [*text.splitlines(), ""]
    assert max(len(line.encode()) for line in lines) <= 75
    assert sum(line in {"BEGIN:VEVENT", "END:VEVENT"} for line in lines) == 2
    (found,) = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (harmless(title), harmless(f".{note}"))


Q = Question(mode=5, start=datetime(2027, 1, 4).date(), days=(1,), count=2, hours=9, minutes=0)


class Tree(HTMLParser):
    """The elements of a page with the names of their attributes, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.shape.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", data))

    def handle_pi(self, data: str) -> None:
        self.shape.append(("pi", data))

    def unknown_decl(self, data: str) -> None:
        self.shape.append(("declaration", data))


def sheet_with(text: str) -> Sheet:
    """A sheet that has the text wherever a foreign one can stand."""
    sheet = sheet_of(preview_of(Q, None, "keep", title=text or "Class"))
    rows = tuple(row._replace(note=text) for row in sheet.rows)
    sections = tuple(section._replace(lines=(text, f"  {text}")) for section in sheet.sections)
    return sheet._replace(rows=rows, sections=sections)


HARMLESS = {
    name: Tree("".join(view(sheet_with("harmless")))).shape
    for name, view in (("html", as_html), ("svg", as_svg))
}


@A_THIRD
@given(TEXTS.filter(lambda text: text.strip() and text[0] != " "))
def test_no_text_is_more_than_a_text_in_a_page_or_a_picture(text: str) -> None:
    sheet = sheet_with(text)
    page, picture = Tree("".join(as_html(sheet))), Tree("".join(as_svg(sheet)))
    assert page.shape == HARMLESS["html"]
    assert picture.shape == HARMLESS["svg"]
    assert visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff") in page.texts


def unescaped(text: str) -> Iterator[str]:
    """The signs of a Markdown text that no backslash stands before."""
    skip = False
    for char in text:
        if skip or char == "\\":
            skip = not skip
        else:
            yield char


@A_THIRD
@given(TEXTS.filter(lambda text: text.strip() and text[0] != " "))
def test_no_text_is_more_than_a_text_in_markdown(text: str) -> None:
    lines = "".join(as_md(sheet_with(text))).split("\n")
    title, *_ = lines
    assert re.sub(r"\\(.)", r"\1", title.removeprefix("# ")) == visible(text).strip()
    assert not set(unescaped(title.removeprefix("# "))) & set("`*_[]<>#|~&$@")
    plain = "".join(as_md(sheet_with("harmless"))).split("\n")
    assert len(lines) == len(plain)
    assert [sum(char == "|" for char in unescaped(line)) for line in lines if line.startswith("|")] == [
        line.count("|") for line in plain if line.startswith("|")
    ]
