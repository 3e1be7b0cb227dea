"""Sentences about dates in the language of the page. The words are those of every view; English where there are no others."""

from datetime import datetime

from frontdesk.preview import Line, Preview
from frontdesk.render.as_table import headline as english_headline
from frontdesk.render.words import remarks as english_remarks
from frontdesk.web.words import SHORT
from recurrence.analysis.facts import Fact
from recurrence.interop import reasons


def headline(preview: Preview, _language: str) -> str:
    """The strategy and its window in a sentence, with the number of dates."""
    return english_headline(preview)


def remarks(line: Line, _language: str) -> str:
    """All notes of a date in one text."""
    return english_remarks(line)


def reason(fact: Fact, _language: str) -> str:
    """A fact of an explanation."""
    return reasons.sentence(fact)


def moment(at: datetime, language: str) -> str:
    """A date-time in short.

    >>> moment(datetime(2027, 1, 4, 10), "ru")
    'Пн 2027-01-04 10:00'
    """
    return f"{SHORT[language][at.isoweekday() % 7]} {at:%Y-%m-%d %H:%M}"
