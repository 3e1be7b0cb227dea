"""Calendars of marked days for the terminal: the months that have one, or whole years, and the legend of the marks.

Decides how many months stand abreast and how many are drawn at all. What a mark means comes in as data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from rich.text import Text

from frontdesk.render.layout import abreast_in, in_rows
from frontdesk.render.month import Mark, month_block

MOST_MONTHS = 24
MOST_YEARS = 5
_HALVES = (6, 4, 3, 2, 1)


def month_grids(
    marks: Mapping[date, Mark], legend: Sequence[Mark], width: int, first_weekday: int = 0
) -> Iterator[Text]:
    """The first 24 months that have a marked day, each once; below them the legend, and a blank line."""
    months = sorted({(day.year, day.month) for day in marks})
    shown = months[:MOST_MONTHS]
    yield from in_rows([month_block(*month, marks, first_weekday) for month in shown], abreast_in(width))
    numbers = [year * 12 + month for year, month in shown]
    told = ["empty months are left out"] if any(b - a > 1 for a, b in pairwise(numbers)) else []
    if left := len(months) - len(shown):
        told.append(f"… and {left:,} more month{'' if left == 1 else 's'}")
    yield legend_line((marks[day] for day in marks if (day.year, day.month) in set(shown)), legend, told)
    yield Text()


def year_grids(
    marks: Mapping[date, Mark],
    years: Sequence[int],
    legend: Sequence[Mark],
    width: int,
    first_weekday: int = 0,
) -> Iterator[Text]:
    """The first five years, twelve months each, three abreast at 80 columns; below them the legend, and a blank line."""
    shown = years[:MOST_YEARS]
    abreast = next(number for number in _HALVES if number <= abreast_in(width))
    for year in shown:
        blocks = [month_block(year, month, marks, first_weekday) for month in range(1, 13)]
        yield from in_rows(blocks, abreast)
    left = len(years) - len(shown)
    told = [f"… and {left:,} more year{'' if left == 1 else 's'}"] if left else []
    yield legend_line((mark for day, mark in marks.items() if day.year in shown), legend, told)
    yield Text()


def legend_line(used: Iterable[Mark], legend: Sequence[Mark], told: Sequence[str] = ()) -> Text:
    """Sign and meaning of the marks that are used, in the order of the legend, and what else there is to say.

    >>> print(legend_line([Mark("+", "green", "new")], [Mark("+", "green", "new"), Mark("-", "red", "gone")]))
    + new
    """
    there = set(used)
    entries = [Text.assemble((mark.sign, mark.style), f" {mark.meaning}") for mark in legend if mark in there]
    return Text("   ").join([*entries, *map(Text, told)])
