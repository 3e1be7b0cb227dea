"""The days of a month as HTML: a link for each where the page explains days, else a text.

Decides what a screen reader hears of a day. Nothing here is foreign but the query, which is escaped; days without a
mark are written once and kept, since a year has 365 of them and each edit shows a year.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from frontdesk.web.months import Day, Month
from frontdesk.web.words import MONTHS_OF, SHORT, WEEKDAYS, WORDS
from recurrence.interop.tongue import Language

_QUERY = "\0"
"""Stands where the query comes in: no other text of a cell has it."""


def linked(month: Month, language: Language, query: str, chosen: date | None) -> Markup:
    """The days of a month as links that ask why; `query`: the state that they keep; `chosen`: the day that was asked."""
    cells = list(_plain(month.year, month.month, month.length, language))
    for number, day in month.marked.items():
        cells[number - 1] = _link(date(month.year, month.month, number), language, day)
    if chosen is not None and (chosen.year, chosen.month) == (month.year, month.month):
        cells[chosen.day - 1] = cells[chosen.day - 1].replace("<a ", '<a aria-current="date" ', 1)
    return Markup("".join(cells).replace(_QUERY, escape(query)))  # noqa: S704  dates and own words; the query is escaped


def told(month: Month, language: Language) -> Markup:
    """The days of a month as texts."""
    days = range(1, month.length + 1)
    return Markup("".join(_text(number, month.marked.get(number), language) for number in days))  # noqa: S704  own words


@lru_cache(maxsize=4)
def heads(language: Language, *, sunday: bool) -> Markup:
    """The weekdays above a month; a screen reader hears them with each day."""
    names = SHORT[language] if sunday else [*SHORT[language][1:], SHORT[language][0]]
    return Markup("".join(f"<b>{name}</b>" for name in names))  # noqa: S704  own words


@lru_cache(maxsize=200)
def _plain(year: int, month: int, length: int, language: Language) -> tuple[str, ...]:
    return tuple(_link(date(year, month, day), language, None) for day in range(1, length + 1))


def _link(day: date, language: Language, marked: Day | None) -> str:
    name = f"{WEEKDAYS[language][day.isoweekday() % 7]} {day.day} {MONTHS_OF[language][day.month - 1]}"
    shown = f' class="is-{marked.style}" data-sign="{marked.signs}"' if marked else ""
    said = f": {', '.join(_meanings(marked, language))}" if marked else ""
    return (
        f'<a href="?{_QUERY}&amp;day={day}" data-day="{day}"{shown} aria-label="{name}{said}">{day.day}</a>'
    )


def _text(number: int, marked: Day | None, language: Language) -> str:
    if marked is None:
        return f"<span>{number}</span>"
    said = ", ".join(_meanings(marked, language))
    return f'<span class="is-{marked.style}" data-sign="{marked.signs}">{number}<i class="unseen"> {said}</i></span>'


def _meanings(marked: Day, language: Language) -> Iterator[str]:
    return (meaning(mark, language) for mark in marked.marks)


def meaning(mark: str, language: Language) -> str:
    """What a mark means.

    >>> meaning("closed", "en")
    'closed'
    """
    words = WORDS[language]
    return words.get(f"{mark}_mark") or words[mark]
