"""Sentences about dates in the language of the page. The words are those of every view."""

import re
from collections.abc import Iterator
from datetime import datetime

from frontdesk.dates.preview import Line, Preview
from frontdesk.render import as_table, closing, words
from frontdesk.web.words import SHORT, WORDS
from recurrence.analysis.facts import Fact
from recurrence.interop import reasons
from recurrence.interop.tongue import Language

_OPTION = re.compile(r"--([a-z-]+)\b")


def headline(preview: Preview, language: Language) -> str:
    """The strategy and its window in a sentence, with the number of dates."""
    return as_table.headline(preview, language)


def to_know(preview: Preview, language: Language) -> Iterator[str]:
    """What there is to know of the whole, line by line; commands are set in. Options are named as the fields they are."""
    for text in closing.remarks(preview, "", language):
        line = text.plain
        yield line if line.startswith(" ") else _OPTION.sub(lambda found: _field(found, language), line)


def _field(found: re.Match[str], language: Language) -> str:
    """The field of the form for an option, in quotation marks; an option that is no field stays."""
    said = WORDS[language].get(found[1])
    return WORDS[language]["quoted"].format(said) if said else found[0]


def remarks(line: Line, language: Language) -> str:
    """All notes of a date in one text."""
    return words.remarks(line, language)


def reason(fact: Fact, language: Language) -> str:
    """A fact of an explanation."""
    return reasons.sentence(fact, language=language)


def moment(at: datetime, language: Language) -> str:
    """A date-time in short.

    >>> moment(datetime(2027, 1, 4, 10), "ru")
    'Пн 2027-01-04 10:00'
    """
    return f"{SHORT[language][at.isoweekday() % 7]} {at:%Y-%m-%d %H:%M}"
