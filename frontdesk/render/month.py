"""One month as a small calendar of text, the marked days told apart by a sign beside the number, not by colour alone.

Knows nothing of previews: a day's mark comes in as data.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rich.text import Text

from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language

WIDTH = 21


class Mark(NamedTuple):
    """How a day is marked: the sign behind its number, the style of both, and what it means: a mark of `view_texts.py`."""

    sign: str
    style: str
    meaning: str

    def told(self, language: Language) -> str:
        """What it means, in a language."""
        return voice("view", language).say(f"mark.{self.meaning}")


def month_block(
    year: int, month: int, marks: Mapping[date, Mark], first_weekday: int = 0, language: Language = "en"
) -> list[Text]:
    """A month as lines of 21 columns: its name, the weekdays (0 = Monday first), its weeks.

    >>> mark = Mark("*", "bold", "class")
    >>> for line in month_block(2021, 2, {date(2021, 2, 4): mark}):
    ...     print(line.plain)
       February 2021
    Mo Tu We Th Fr Sa Su
     1  2  3  4* 5  6  7
     8  9 10 11 12 13 14
    15 16 17 18 19 20 21
    22 23 24 25 26 27 28
    """
    forms = voice("view", language).forms
    name = f"{forms['month_name'](month)} {year:04}".center(WIDTH - 1)
    names = [forms["weekday_head"]((first_weekday + 1 + place) % 7) for place in range(7)]
    lines = [Text(name.ljust(WIDTH), style="bold"), Text(" ".join(names).ljust(WIDTH), style="dim")]
    before, length = monthrange(year, month)
    before = (before - first_weekday) % 7
    cells = [Text("   ")] * before + [_cell(date(year, month, day), marks) for day in range(1, length + 1)]
    for start in range(0, len(cells), 7):
        week = Text().join(cells[start : start + 7])
        week.pad_right(WIDTH - week.cell_len)
        lines.append(week)
    return lines


def _cell(day: date, marks: Mapping[date, Mark]) -> Text:
    mark = marks.get(day)
    return Text(f"{day.day:2} ") if mark is None else Text(f"{day.day:2}{mark.sign}", style=mark.style)
