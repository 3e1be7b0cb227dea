"""C16: what titles and notes may hold that others choose, in every export: `python -m tests.campaign.strings SEED COUNT`.

Each text goes through the views themselves, as a title and as a note, and is read back by code that is not ours: a reader
of calendars and one that knows nothing but how lines fold, an XML and an HTML parser, CommonMark with tables, `csv`. What
it has to read like is said here a second time, from Unicode's own categories. Texts share a file where a file can hold
many; when one is wrong, each is tried alone.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from xml.etree import ElementTree as ET

import icalendar
from markdown_it import MarkdownIt
from rich.console import Console

from frontdesk.render.as_html import as_html
from frontdesk.render.as_md import as_md
from frontdesk.render.as_svg import as_svg
from frontdesk.render.events import event_as_table, services_as_csv, services_as_table
from frontdesk.render.sheet import Sheet
from property_tests.test_laws_exports import HARMLESS, SIGNS, STAMP, Tree, sheet_with
from recurrence.interop.ics_writing import Entry, write_calendar
from sync.events import Event, Service, ServiceStaff
from sync.wire.dialect import Generation
from tests.campaign.said import say

Texts = Sequence[tuple[str, str]]
"""Texts of others, each to be a title, with another that is to be its note."""
Check = Callable[[Texts], None]
TOGETHER = 100
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
FORMULA = re.compile(r"[ \ufeff\u200b\u00a0]*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
PIECES = (*SIGNS, "=1+1", "@x", "\uff1d1", "\x1b[2J", "\x9b31m", "\u2066", '","', "=cmd|' /C calc'!A0", "+1", " =1", "\ufeff=1")  # fmt: skip
RANGES = ((32, 126), (0, 31), (128, 160), (0x2000, 0x206F), (0xFF00, 0xFFFF), (0x10000, 0x10FFFF), (0xD800, 0xDFFF))  # fmt: skip
SCREEN = Console(file=io.StringIO(), width=100)
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def a_text(rng: Random) -> str:
    """Some dangerous pieces and some characters from anywhere, long or short."""
    pieces = list[str]()
    for _ in range(rng.choice((0, 1, 2, 3, 5, 9))):
        low, high = rng.choice(RANGES)
        pieces.append(
            rng.choice(PIECES)
            if rng.random() < 0.6
            else chr(rng.randint(low, high)) * rng.choice((1, 1, 3, 60))
        )
    return "".join(pieces)


def in_one_line(text: str) -> str:
    """How a calendar says it: line ends a space, what steers or turns gone."""
    ended = re.sub(r"\n+", " ", "".join("\n" if len(f"a{c}b".splitlines()) == 2 else c for c in text))
    return "".join(
        c
        for c in ended
        if c == "\t"
        or not (
            unicodedata.category(c) in {"Cc", "Cs"}
            or unicodedata.bidirectional(c) in TURNING
            or c in "\ufeff\ufffe\uffff"
        )
    )


def spelt_out(text: str, most: int = 2000) -> str:
    r"""How everything else says it: cut, and what steers or hides as `\uXXXX`."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(
        (f"\\U{ord(c):08x}" if ord(c) > 0xFFFF else f"\\u{ord(c):04x}")
        if unicodedata.category(c) in STEERING
        else c
        for c in cut
    )


def without_nonchars(text: str) -> str:
    """A text for XML, in which two characters of the first plane can not stand."""
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def sheets(texts: Texts) -> Iterator[tuple[str, Sheet]]:
    """A sheet that has the text wherever a foreign one can stand."""
    for text, _ in texts:
        title = text if text.strip() and text[0] != " " else f"x{text}"
        yield title, sheet_with(title)


def in_a_calendar(texts: Texts) -> None:
    """One event stays one event, each of its texts what it was but for what steers."""
    entries = [
        Entry(datetime(2027, 1, 4, 9) + timedelta(n), f"{n}@recur", title, note=f".{note}")
        for n, (title, note) in enumerate(texts)
    ]
    text = "".join(write_calendar(entries, stamp=STAMP, zone="Europe/Riga"))
    lines = text.split("\r\n")
    assert lines == [*text.splitlines(), ""], "more lines than lines"
    assert max(len(line.encode()) for line in lines) <= 75, "a line that is too long"
    wanted = [(in_one_line(title), in_one_line(f".{note}")) for title, note in texts]
    found = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    assert [(one["SUMMARY"], one["DESCRIPTION"]) for one in found] == wanted, "another text"
    assert unfolded(lines) == wanted, "another text, read line by line"


def unfolded(lines: list[str]) -> list[tuple[str, str]]:
    """The titles and notes of a calendar, by RFC 5545 3.1 and 3.3.11 alone."""
    whole = re.sub("\n[ \t]", "", "\n".join(lines)).split("\n")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT"), "an event that is not one"
    said = {
        name: [
            re.sub(r"\\(.)", r"\1", line.removeprefix(f"{name}:"))
            for line in whole
            if line.startswith(f"{name}:")
        ]
        for name in ("SUMMARY", "DESCRIPTION", "BEGIN")
    }
    assert said["BEGIN"].count("VEVENT") == len(said["SUMMARY"])
    return list(zip(said["SUMMARY"], said["DESCRIPTION"], strict=True))


def in_a_page_and_a_picture(texts: Texts) -> None:
    """Elements and attributes are those of a harmless text, and the text is read whole."""
    for title, sheet in sheets(texts):
        page = Tree("".join(as_html(sheet)))
        assert page.shape == HARMLESS["html"], "another page"
        shown = without_nonchars(spelt_out(spelt_out(title, 200).strip()))
        assert page.texts.count(shown) >= 2, "another title"
        assert page.texts.count(without_nonchars(spelt_out(title))) >= 3, "another note"
        picture = picture_of(sheet)
        assert shape(picture) == PICTURE, "another picture"
        assert (picture[0].text, len(picture[0])) == (shown, 0), "another title of a picture"


def picture_of(sheet: Sheet) -> ET.Element:
    """The picture, read as XML."""
    return ET.fromstring("".join(as_svg(sheet)))  # noqa: S314  our own, and it declares nothing


def shape(picture: ET.Element) -> list[tuple[str, ...]]:
    """Elements in order, with the names of their attributes."""
    return [(one.tag, *one.attrib) for one in picture.iter()]


def in_markdown(texts: Texts) -> None:
    """Nothing is read but the headings, paragraphs and rows that a harmless text has, and in them texts."""
    for title, sheet in sheets(texts):
        found = marks("".join(as_md(sheet)))
        assert [kind for kind, _ in found] == MARKDOWN, "another structure"
        said = [content for kind, content in found if kind == "text"]
        shown = spelt_out(title, 200).strip()
        assert said[0] == shown, "another title"
        assert said.count(spelt_out(title).strip()) >= 3, "another note"


def marks(text: str) -> list[tuple[str, str]]:
    """What another reader finds: each mark, and the text of those that have one."""
    found = list[tuple[str, str]]()
    for token in COMMONMARK.parse(text):
        if token.type != "inline":
            found.append((token.type, ""))
            continue
        kinds = {child.type for child in token.children or ()}
        said = "".join(child.content for child in token.children or ())
        found.append(("text" if kinds <= {"text", "text_special"} else str(sorted(kinds)), said))
    return found


def in_a_table(texts: Texts) -> None:
    """One cell stays one cell, and no formula."""
    services = [
        Service(n + 1, title, 9, 1.0, 1.0, note, (ServiceStaff(1, note, None),), ())
        for n, (title, note) in enumerate(texts)
    ]
    _, *rows = csv.reader(io.StringIO("".join(services_as_csv(services)), newline=""))
    assert [int(row[0]) for row in rows] == [*range(1, len(texts) + 1)], "another number of rows"
    for row, wanted in zip(rows, texts, strict=True):
        for read, text in zip((row[1], row[5]), wanted, strict=True):
            assert not FORMULA.match(read), "a formula"
            assert read in {text, "'" + text}, "another text"


def in_a_terminal(texts: Texts) -> None:
    """Nothing steers it, and what is shown is the text."""
    services = [Service(n + 1, title, 9, 1.0, 1.0, note, (), ()) for n, (title, note) in enumerate(texts)]
    steady("".join(services_as_table(services, SCREEN)))
    for title, note in texts:
        event = Event(1, 1, 1, 1, datetime(2027, 1, 4, 9), 60, 9, title=title, staff_name=note)
        text = "".join(event_as_table(event, Generation.V1))
        steady(text)
        lines = text.split("\n")
        assert len(lines) == 8, "more lines than facts"
        for line, said in ((lines[3], title), (lines[4], note)):
            assert line == f"{line[:10]} {spelt_out(f'{said} (1)' if said else '1', 200)}", "another text"


def steady(text: str) -> None:
    """No character but the ends of lines does anything."""
    assert not {unicodedata.category(c) for c in set(text) - {"\n"}} & STEERING, "a control character"


CHECKS: dict[str, Check] = {
    "calendar": in_a_calendar,
    "page and picture": in_a_page_and_a_picture,
    "Markdown": in_markdown,
    "table": in_a_table,
    "terminal": in_a_terminal,
}
_PLAIN = sheet_with("harmless")
PICTURE = shape(picture_of(_PLAIN))
MARKDOWN = [kind for kind, _ in marks("".join(as_md(_PLAIN)))]


def wrong(check: Check, texts: Texts) -> list[str]:
    """What a check finds wrong in texts that share a file, and with which of them."""
    try:
        check(texts)
    except Exception as error:  # noqa: BLE001  an assertion or a crash, each a finding
        if len(texts) > 1:
            alone = [fault for one in texts for fault in wrong(check, [one])]
            return alone or [f"{type(error).__name__} {error!s:.80} with {len(texts)} together"]
        ((text, other),) = texts
        return [f"{type(error).__name__} {error!s:.80} with {text!a:.200} and {other!a:.200}"]
    return []


def tried(seed: int, count: int, checks: dict[str, Check]) -> tuple[dict[str, object], list[str]]:
    """So many texts through every export."""
    rng, found = Random(seed), list[str]()
    pairs = ((a_text(rng), a_text(rng)) for _ in range(count))
    while texts := list(islice(pairs, TOGETHER)):
        found += [f"{name}: {fault}" for name, check in checks.items() for fault in wrong(check, texts)]
    return {"strings": dict.fromkeys(checks, count)}, found


if __name__ == "__main__":
    say(*tried(int(sys.argv[1]), int(sys.argv[2]), CHECKS))
