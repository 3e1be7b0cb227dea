"""A preview or a plan as a sheet: everything that a page, a picture or a text file shows, as plain texts and marks.

Decides what is on a sheet and how its days are marked; the views that print it decide how it looks. Texts are safe to
show (`frontdesk.shell.safe`) but not yet escaped for any format.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from frontdesk.dates.preview import Line, Preview
from frontdesk.render import closing
from frontdesk.render.as_table import headline, read_with
from frontdesk.render.words import offsets, remarks
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence import Strategy
from recurrence.interop.tongue import Language

MOST_YEARS = 10


class Kind(NamedTuple):
    """How a day is marked: the name of its style, the sign that stands beside its number, what it means: a mark
    of `view_texts.py`.
    """

    name: str
    sign: str
    meaning: str

    def told(self, language: Language) -> str:
        """What it means, in a language."""
        return voice("view", language).say(f"mark.{self.meaning}")


CLASS = Kind("class", "●", "class")
NOTED = Kind("noted", "▲", "noted")
CLOSED = Kind("closed", "✕", "closed")
ELSEWHERE = Kind("elsewhere", "?", "elsewhere")
KINDS = (CLASS, NOTED, CLOSED, ELSEWHERE)
"""In the order of a legend."""


class Row(NamedTuple):
    """One line of the list: number (empty if it is not counted), weekday, date, time, offset, note."""

    number: str
    weekday: str
    date: str
    time: str
    offset: str
    note: str


class Block(NamedTuple):
    """Lines of text that belong together; `code`: they are to be copied as they are."""

    lines: tuple[str, ...]
    code: bool = False


class Section(NamedTuple):
    """A part of the text below the list: its title and its lines, those that begin with a space to be copied."""

    title: str
    lines: tuple[str, ...]

    @property
    def blocks(self) -> list[Block]:
        """The lines in order, each stretch of the same sort together."""
        stretches = groupby(self.lines, key=lambda line: line.startswith(" "))
        return [Block(tuple(line.removeprefix("  ") for line in lines), code) for code, lines in stretches]


class Sheet(NamedTuple):
    """What is shown, in one language: a title, a sentence, the marked days, the list, and what there is to know.

    `first_weekday`: 6 where weeks begin on Sunday, else 0. `marks` has the days of the months that are drawn.
    """

    title: str
    sentence: str
    marks: Mapping[date, Kind]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    drawn: "Drawn"
    first_weekday: int
    kinds: tuple[Kind, ...] = KINDS
    language: Language = "en"

    @property
    def legend(self) -> list[Kind]:
        """The marks that are there."""
        used = set(self.marks.values())
        return [kind for kind in self.kinds if kind in used]


class Drawn(NamedTuple):
    """Which months a sheet draws, by year, and of how many years it draws none although they have dates."""

    months: Mapping[int, range]
    years_left: int

    def has(self, day: date) -> bool:
        """Whether a day is in one of the months."""
        return day.month in self.months.get(day.year, ())


def drawn_for(days: Iterable[date]) -> Drawn:
    """Of each year that has one of these days (the first ten) the months from the first with one to the last.

    >>> drawn_for([date(2026, 11, 30), date(2026, 9, 1), date(2027, 2, 1)]).months
    {2026: range(9, 12), 2027: range(2, 3)}
    """
    found: dict[int, set[int]] = {}
    for day in days:
        found.setdefault(day.year, set()).add(day.month)
    first = sorted(found)[:MOST_YEARS]
    return Drawn(
        {year: range(min(found[year]), max(found[year]) + 1) for year in first}, len(found) - len(first)
    )


def sheet_of(preview: Preview, language: Language = "en") -> Sheet:
    """The sheet of a preview."""
    days = [line.shown.date() for line in preview.lines]
    contested = [moment.date() for moment in (preview.ambiguity.contested if preview.ambiguity else ())]
    years = {day.year for day in days}
    drawn = drawn_for([*days, *(day for day in contested if day.year in years)])
    return Sheet(
        title_of(preview.request.strategy, language),
        headline(preview, language),
        _marks(preview, contested, drawn),
        tuple(row_of(line, language) for line in preview.lines),
        tuple(_sections(preview, language)),
        drawn,
        6 if preview.request.reading.week == "sunday" else 0,
        language=language,
    )


def title_of(strategy: Strategy, language: Language) -> str:
    """What a sheet of a strategy is called; one of blanks is no title."""
    return visible(strategy.title).strip() or voice("view", language).say("dates_of_class")


def month_of(year: int, month: int, first_weekday: int) -> list[list[date | None]]:
    """The weeks of a month, None where a day is of another month.

    >>> [day.day if day else 0 for day in month_of(2027, 2, 0)[-1]]
    [22, 23, 24, 25, 26, 27, 28]
    """
    before, length = monthrange(year, month)
    days: list[date | None] = [None] * ((before - first_weekday) % 7)
    days += [date(year, month, day) for day in range(1, length + 1)]
    days += [None] * (-len(days) % 7)
    return [days[place : place + 7] for place in range(0, len(days), 7)]


def row_of(line: Line, language: Language) -> Row:
    """A date as a line of the list."""
    moment = line.shown
    number = "" if line.number is None else str(line.number)
    clock = moment.time().isoformat("minutes")
    day = voice("view", language).forms["weekday_short"](moment)
    return Row(number, day, moment.date().isoformat(), clock, offsets(line), remarks(line, language))


def _marks(preview: Preview, contested: Iterable[date], drawn: Drawn) -> dict[date, Kind]:
    marks = dict.fromkeys(contested, ELSEWHERE)
    if preview.closed is not None:
        closures = preview.closed.known.closures
        marks |= {day: CLOSED for day in _days(drawn) if closures.why(day) is not None}
    marks |= {line.wall.date(): NOTED if line.notes else CLASS for line in preview.lines if line.wall}
    return {day: kind for day, kind in marks.items() if drawn.has(day)}


def _days(drawn: Drawn) -> Iterator[date]:
    for year, months in drawn.months.items():
        for month in months:
            yield from (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))


def heading(name: str, language: Language) -> str:
    """The title of a section.

    >>> heading("to_know", "ru")
    'Важно знать'
    """
    return voice("view", language).say(f"heading.{name}")


def _sections(preview: Preview, language: Language) -> Iterator[Section]:
    reading = preview.request.reading
    if reading.changed():
        yield Section(heading("reading", language), (read_with(reading, language),))
    lines = tuple(text.plain.rstrip() for text in closing.remarks(preview, "", language))
    if any(lines):
        yield Section(heading("to_know", language), tuple(filter(None, lines)))
