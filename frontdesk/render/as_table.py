"""A preview for a person: the strategy in words, calendars with the days marked, the list, and what to know.

Decides the layout for the width at hand: at 80 columns three months abreast and the list below; where there is
room, the list beside them. Long patterns show their first 24 months. Colour only repeats what signs and words say.
"""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise, zip_longest
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.text import Text

from frontdesk.preview import Line, Preview
from frontdesk.render import closing
from frontdesk.render.listing import Listing, listing
from frontdesk.render.month import WIDTH, Mark, month_block
from frontdesk.safe import visible
from recurrence.interop.phrase import day_text, sentence

CLASS = Mark("*", "bold green", "class")
NOTED = Mark("!", "bold yellow", "class with a note")
ELSEWHERE = Mark("?", "cyan", "only under other readings")
MOST_MONTHS = 24
CLOCK_CHANGES = {"gap", "fold"}
_FIRST = 3
_BETWEEN = 3
_BESIDE = 4
_WIDE = 120
_NARROWEST, _PAGE, _WIDEST = 24, 80, 400


class Shown(NamedTuple):
    """The part of a preview that is drawn: months with a date, and the lines in them."""

    months: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    months_left: int


class _Likeness(io.StringIO):
    """What rich is to draw on: it takes the text in, and is a terminal if the real stream is one."""

    def __init__(self, out: TextIO | None) -> None:
        super().__init__()
        self._terminal = out is not None and out.isatty()

    def isatty(self) -> bool:
        """Whether the real stream is a terminal: decides on colours."""
        return self._terminal


def screen(out: TextIO | None, columns: int | None) -> Console:
    """The console to draw for: the terminal behind `out`, or a plain page of so many columns.

    In a pipe a page is 80 columns wide, or as many as `COLUMNS` says.
    """
    page = columns is not None
    likeness = _Likeness(None if page else out)
    if not page and not likeness.isatty() and "COLUMNS" not in os.environ:
        columns = _PAGE
    return Console(
        file=likeness,
        width=columns,
        force_terminal=False if page else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def as_table(preview: Preview, console: Console) -> Iterator[str]:
    """The view in parts, with the console's colours."""
    width = _width(console)
    yield from _drawn(console, width, _opening(preview))
    shown = _shown(preview)
    if shown.lines:
        yield from _drawn(console, width, _body(preview, shown, width))
    yield from _drawn(console, width, closing.remarks(preview, _left(preview, shown)))


def as_summary(preview: Preview, console: Console) -> Iterator[str]:
    """The start of the view without calendars: the sentence, the first dates and those at a clock change, the close."""
    width = _width(console)
    yield from _drawn(console, width, _opening(preview))
    telling = tuple(
        line
        for place, line in enumerate(preview.lines)
        if place < _FIRST or any(note.kind in CLOCK_CHANGES for note in line.notes)
    )
    if telling:
        yield from _drawn(console, width, listing(telling).drawn(width))
    left = len(preview.lines) - len(telling)
    more = f"… and {left:,} more date{'s' if left != 1 else ''}." if left else ""
    yield from _drawn(console, width, [Text(), *closing.remarks(preview, more)])


def _width(console: Console) -> int:
    return min(max(console.width, _NARROWEST), _WIDEST)


def _drawn(console: Console, width: int, lines: Iterable[Text]) -> Iterator[str]:
    for line in lines:
        with console.capture() as captured:
            indent = len(line.plain) - len(line.plain.lstrip()) if line.cell_len > width else 0
            for number, part in enumerate(line.wrap(console, width - indent)):
                part.rstrip()
                console.print(Text(" " * indent * (number > 0)) + part, soft_wrap=True)
        yield captured.get()


def _opening(preview: Preview) -> Iterator[Text]:
    request, count = preview.request, len(preview.kept)
    if request.strategy.title:
        number = f" (strategy {request.strategy.id})" if request.strategy.id else ""
        yield Text(visible(request.strategy.title) + number, style="bold")
    said = sentence(request.strategy, request.window, request.event, request.reading).removesuffix(".")
    window = request.window
    told = window.till is None and window.count == count
    yield Text(said + ("." if told else f": {count:,} date{'s' if count != 1 else ''}."), style="bold")
    if changed := request.reading.changed():
        axes = ", ".join(f"{axis}={value}" for axis, value in changed.items())
        yield Text(f"Read with {axes}, not by the documented reading.")
    yield Text()


def _shown(preview: Preview) -> Shown:
    months = list(dict.fromkeys(_month(line.shown) for line in preview.lines))
    kept = set(months[:MOST_MONTHS])
    lines = tuple(line for line in preview.lines if _month(line.shown) in kept)
    return Shown(tuple(months[:MOST_MONTHS]), lines, max(0, len(months) - MOST_MONTHS))


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _body(preview: Preview, shown: Shown, width: int) -> Iterator[Text]:
    """Calendars, their legend and the list, beside each other where three months and the list fit."""
    marks, table = _marks(preview), listing(shown.lines)
    first_weekday = 6 if preview.request.reading.week == "sunday" else 0
    blocks = [month_block(year, month, marks, first_weekday) for year, month in shown.months]
    legend = _legend(marks, shown)
    room = width - _BESIDE - table.comfortable
    if room >= (WIDTH + _BETWEEN) * (2 if width >= _WIDE else 3) - _BETWEEN:
        abreast = min(_abreast(room), len(blocks))
        yield from _side_by_side([*_calendars(blocks, abreast), legend], table, width)
    else:
        yield from _calendars(blocks, _abreast(width))
        yield legend
        yield Text()
        yield from table.drawn(width)
    yield Text()


def _abreast(width: int) -> int:
    return max(1, (width + _BETWEEN) // (WIDTH + _BETWEEN))


def _calendars(blocks: Sequence[list[Text]], abreast: int) -> Iterator[Text]:
    for start in range(0, len(blocks), abreast):
        row = blocks[start : start + abreast]
        for parts in zip_longest(*row, fillvalue=Text(" " * WIDTH)):
            yield Text(" " * _BETWEEN).join(parts)
        yield Text()


def _side_by_side(left: Sequence[Text], table: Listing, width: int) -> Iterator[Text]:
    column = max(line.cell_len for line in left) + _BESIDE
    for one, other in zip_longest(left, table.drawn(width - column), fillvalue=Text()):
        line = one.copy()
        line.pad_right(column - line.cell_len)
        yield line.append_text(other)


def _marks(preview: Preview) -> dict[date, Mark]:
    """The mark of each day: a class, one with a note, or a day that only other readings have."""
    contested = preview.ambiguity.contested if preview.ambiguity else ()
    marks = {moment.date(): ELSEWHERE for moment in contested}
    marks |= {line.wall.date(): NOTED if line.notes else CLASS for line in preview.lines if line.wall}
    return marks


def _legend(marks: dict[date, Mark], shown: Shown) -> Text:
    drawn = set(shown.months)
    used = {mark for day, mark in marks.items() if _month(day) in drawn}
    entries = [
        Text.assemble((mark.sign, mark.style), f" {mark.meaning}")
        for mark in (CLASS, NOTED, ELSEWHERE)
        if mark in used
    ]
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
