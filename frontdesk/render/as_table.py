"""A preview for a person: the strategy in words, calendars with the days marked, the list, and what to know.

Decides the layout for the width at hand: at 80 columns three months abreast and the list below; where there is
room, the list beside them. Long patterns show their first 24 months. Colour only repeats what signs and words say.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.dates.preview import Line, Preview
from frontdesk.render import closing
from frontdesk.render.grids import gaps_told, legend_line
from frontdesk.render.layout import calendars_and_list, drawn, width_of
from frontdesk.render.listing import listing
from frontdesk.render.month import Mark, month_block
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence import Reading, Strategy
from recurrence.interop.phrase import sentence
from recurrence.interop.tongue import Language

CLASS = Mark("*", "bold green", "class")
NOTED = Mark("!", "bold yellow", "noted")
ELSEWHERE = Mark("?", "cyan", "elsewhere")
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


def as_table(preview: Preview, console: Console, language: Language = "en") -> Iterator[str]:
    """The view in parts, with the console's colours."""
    width = width_of(console)
    yield from drawn(console, width, opening(preview, language))
    shown = _shown(preview)
    if shown.lines:
        yield from drawn(console, width, _body(preview, shown, width, language))
    yield from drawn(console, width, closing.remarks(preview, _left(preview, shown, language), language))


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


def opening(preview: Preview, language: Language = "en") -> Iterator[Text]:
    """The strategy's title, the sentence, and how it is read if not as documented."""
    request = preview.request
    if request.strategy.title:
        yield Text(titled(request.strategy, language), style="bold")
    yield Text(headline(preview, language), style="bold")
    if request.reading.changed():
        yield Text(read_with(request.reading, language))
    yield Text()


def titled(strategy: Strategy, language: Language) -> str:
    """A strategy's title, with its id where it has one.

    >>> titled(Strategy(5, days=(1,), title="Yoga", id=7), "en")
    'Yoga (strategy 7)'
    """
    title = visible(strategy.title)
    return voice("view", language).say("titled", title=title, id=strategy.id) if strategy.id else title


def read_with(reading: Reading, language: Language) -> str:
    """What of a reading is not as documented, in a sentence.

    >>> read_with(Reading(week="sunday"), "en")
    'Read with week=sunday, not by the documented reading.'
    """
    axes = ", ".join(f"{axis}={value}" for axis, value in reading.changed().items())
    return voice("view", language).say("read_with", axes=axes)


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


def _body(preview: Preview, shown: Shown, width: int, language: Language) -> Iterator[Text]:
    """Calendars, their legend and the list, beside each other where three months and the list fit."""
    marks, table = marks_of(preview, shown), listing(shown.lines, language)
    first_weekday = 6 if preview.request.reading.week == "sunday" else 0
    blocks = [month_block(*month, marks, first_weekday, language) for month in shown.months]
    yield from calendars_and_list(blocks, _legend(marks, shown, language), table, width)


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


def _legend(marks: dict[date, Mark], shown: Shown, language: Language) -> Text:
    months = set(shown.months)
    used = (mark for day, mark in marks.items() if _month(day) in months)
    return legend_line(used, LEGEND, gaps_told(shown.months, language), language)


def _left(preview: Preview, shown: Shown, language: Language) -> str:
    """What is not drawn of a long pattern, and how to get it; empty if all is there."""
    left = len(preview.lines) - len(shown.lines)
    if not left:
        return ""
    facts = {"left": left, "months": shown.months_left, "last": preview.lines[-1].shown}
    return voice("view", language).say("more_dates", **facts)
