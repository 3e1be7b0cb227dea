"""Calendars of marked days for the terminal: the months that have one, or whole years, and the legend of the marks.

Decides how many months stand abreast and how many are drawn at all. What a mark means comes in as data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from frontdesk.render.layout import abreast_in, in_rows
from frontdesk.render.month import Mark, month_block
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language

MOST_MONTHS = 24
MOST_YEARS = 5
_HALVES = (6, 4, 3, 2, 1)


def month_grids(
    marks: Mapping[date, Mark],
    legend: Sequence[Mark],
    width: int,
    first_weekday: int = 0,
    language: Language = "en",
) -> Iterator[Text]:
    """The first 24 months that have a marked day, each once; below them the legend, and a blank line."""
    months = sorted({(day.year, day.month) for day in marks})
    shown = months[:MOST_MONTHS]
    yield from in_rows(
        [month_block(*month, marks, first_weekday, language) for month in shown], abreast_in(width)
    )
    told = gaps_told(shown, language)
    if left := len(months) - len(shown):
        told.append(voice("view", language).say("more_months", left=left))
    there = (marks[day] for day in marks if (day.year, day.month) in set(shown))
    yield legend_line(there, legend, told, language)
    yield Text()


class Year(NamedTuple):
    """The months of a view of years, a multiple of twelve, and how many years more there are."""

    months: tuple[tuple[int, int], ...]
    years_left: int = 0


def year_of(days: Iterable[date]) -> Year:
    """The calendar years that have one of these days, at most five; or, where that is enough, twelve months in a row.

    >>> year_of([date(2026, 9, 1), date(2027, 5, 31)]).months[0]
    (2026, 9)
    """
    numbers = sorted({day.year * 12 + day.month - 1 for day in days})
    years = sorted({number // 12 for number in numbers})
    if len(years) == 2 and numbers[-1] - numbers[0] < 12:
        return Year(tuple(_month(number) for number in range(numbers[0], numbers[0] + 12)))
    drawn = years[:MOST_YEARS]
    return Year(tuple((year, month) for year in drawn for month in range(1, 13)), len(years) - len(drawn))


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def year_grids(
    marks: Mapping[date, Mark],
    year: Year,
    legend: Sequence[Mark],
    width: int,
    first_weekday: int = 0,
    language: Language = "en",
) -> Iterator[Text]:
    """Twelve months and again twelve, three abreast at 80 columns; below them the legend, and a blank line."""
    abreast = next(number for number in _HALVES if number <= abreast_in(width))
    yield from in_rows(
        [month_block(*month, marks, first_weekday, language) for month in year.months], abreast
    )
    shown, left = set(year.months), year.years_left
    told = [voice("view", language).say("more_years", left=left)] if left else []
    there = (mark for day, mark in marks.items() if (day.year, day.month) in shown)
    yield legend_line(there, legend, told, language)
    yield Text()


def gaps_told(months: Sequence[tuple[int, int]], language: Language) -> list[str]:
    """That months between these are not drawn, where that is so.

    >>> gaps_told([(2027, 1), (2027, 3)], "ru")
    ['пустые месяцы не показаны']
    """
    numbers = [year * 12 + month for year, month in months]
    gaps = any(later - earlier > 1 for earlier, later in pairwise(numbers))
    return [voice("view", language).say("empty_months")] if gaps else []


def legend_line(
    used: Iterable[Mark], legend: Sequence[Mark], told: Sequence[str] = (), language: Language = "en"
) -> Text:
    """Sign and meaning of the marks that are used, in the order of the legend, and what else there is to say.

    >>> print(
    ...     legend_line(
    ...         [Mark("+", "green", "extra")], [Mark("+", "green", "extra"), Mark("-", "red", "missing")]
    ...     )
    ... )
    + extra
    """
    there = set(used)
    entries = [
        Text.assemble((mark.sign, mark.style), f" {mark.told(language)}") for mark in legend if mark in there
    ]
    return Text("   ").join([*entries, *map(Text, told)])
