"""A preview for a person: the strategy in words, calendars with the days marked, the list, and what to know.

Decides the layout for the width at hand: at 80 columns three months abreast and the list below; where there is
room, the list beside them. Long patterns show their first 24 months. Colour only repeats what signs and words say.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.dates.preview import Line, Preview
from frontdesk.render import closing
from frontdesk.render.layout import calendars_and_list, drawn, width_of
from frontdesk.render.listing import listing
from frontdesk.render.month import Mark, month_block
from frontdesk.shell.safe import visible
from recurrence.interop.phrase import day_text, sentence
from recurrence.interop.tongue import Language

CLASS = Mark("*", "bold green", "class")
NOTED = Mark("!", "bold yellow", "class with a note")
ELSEWHERE = Mark("?", "cyan", "only under other readings")
CLOSED = Mark("x", "red", "closed")
LEGEND = (CLASS, NOTED, CLOSED, ELSEWHERE)
MOST_MONTHS = 24
CLOCK_CHANGES = {"gap", "fold"}
_FIRST = 3


class Shown(NamedTuple):
    """The part of a preview that is drawn: months with a date, and the lines in them."""

    months: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    months_left: int


def as_table(preview: Preview, console: Console) -> Iterator[str]:
    """The view in parts, with the console's colours."""
    width = width_of(console)
    yield from drawn(console, width, opening(preview))
    shown = _shown(preview)
    if shown.lines:
        yield from drawn(console, width, _body(preview, shown, width))
    yield from drawn(console, width, closing.remarks(preview, _left(preview, shown)))


def as_summary(preview: Preview, console: Console) -> Iterator[str]:
    """The start of the view without calendars: the sentence, the first dates and those at a clock change, the close."""
    width = width_of(console)
    yield from drawn(console, width, opening(preview))
    telling = tuple(
        line
        for place, line in enumerate(preview.lines)
        if place < _FIRST or any(note.kind in CLOCK_CHANGES for note in line.notes)
    )
    if telling:
        yield from drawn(console, width, listing(telling).drawn(width))
    left = len(preview.lines) - len(telling)
    more = f"… and {left:,} more date{'s' if left != 1 else ''}." if left else ""
    yield from drawn(console, width, [Text(), *closing.remarks(preview, more)])


def opening(preview: Preview) -> Iterator[Text]:
    """The strategy's title, the sentence, and how it is read if not as documented."""
    request = preview.request
    if request.strategy.title:
        number = f" (strategy {request.strategy.id})" if request.strategy.id else ""
        yield Text(visible(request.strategy.title) + number, style="bold")
    yield Text(headline(preview), style="bold")
    if changed := request.reading.changed():
        axes = ", ".join(f"{axis}={value}" for axis, value in changed.items())
        yield Text(f"Read with {axes}, not by the documented reading.")
    yield Text()


def headline(preview: Preview, language: Language = "en") -> str:
    """The strategy and its window in a sentence, with the number of dates."""
    request, count = preview.request, len(preview.kept)
    window = request.window
    told = window.till is None and window.count == count
    asked = request.strategy, window, request.event, request.reading
    return sentence(*asked, number=None if told else count, language=language)


def _shown(preview: Preview) -> Shown:
    months = list(dict.fromkeys(_month(line.shown) for line in preview.lines))
    kept = set(months[:MOST_MONTHS])
    lines = tuple(line for line in preview.lines if _month(line.shown) in kept)
    return Shown(tuple(months[:MOST_MONTHS]), lines, max(0, len(months) - MOST_MONTHS))


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _body(preview: Preview, shown: Shown, width: int) -> Iterator[Text]:
    """Calendars, their legend and the list, beside each other where three months and the list fit."""
    marks, table = marks_of(preview, shown), listing(shown.lines)
    first_weekday = 6 if preview.request.reading.week == "sunday" else 0
    blocks = [month_block(year, month, marks, first_weekday) for year, month in shown.months]
    yield from calendars_and_list(blocks, _legend(marks, shown), table, width)


def marks_of(preview: Preview, shown: Shown) -> dict[date, Mark]:
    """The mark of each day: a class, one with a note, a closed day, or a day that only other readings have."""
    contested = preview.ambiguity.contested if preview.ambiguity else ()
    marks = {moment.date(): ELSEWHERE for moment in contested}
    if preview.closed is not None:
        closures = preview.closed.known.closures
        marks |= {day: CLOSED for day in _days(shown) if closures.why(day) is not None}
    marks |= {line.wall.date(): NOTED if line.notes else CLASS for line in preview.lines if line.wall}
    return marks


def _days(shown: Shown) -> Iterator[date]:
    """Every day of the months that are drawn."""
    for year, month in shown.months:
        yield from (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))


def _legend(marks: dict[date, Mark], shown: Shown) -> Text:
    months = set(shown.months)
    used = {mark for day, mark in marks.items() if _month(day) in months}
    entries = [Text.assemble((mark.sign, mark.style), f" {mark.meaning}") for mark in LEGEND if mark in used]
    numbers = [year * 12 + month for year, month in shown.months]
    gaps = any(later - earlier > 1 for earlier, later in pairwise(numbers))
    return Text("   ").join([*entries, *([Text("empty months are left out")] if gaps else [])])


def _left(preview: Preview, shown: Shown) -> str:
    """What is not drawn of a long pattern, and how to get it; empty if all is there."""
    left = len(preview.lines) - len(shown.lines)
    if not left:
        return ""
    last = day_text(preview.lines[-1].shown)
    return f"… and {left:,} more dates in {shown.months_left:,} more months, until {last}: --format dates prints all."
