"""A remark that a view makes beside dates, in the language of whoever reads it.

A remark is kept as its name and facts, so that each view can say it in its language. The texts are `note_texts.py`'s.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language


class Told(NamedTuple):
    """A remark as the name of its text and the facts in it.

    >>> Told("closures.none").said()
    'No date is on a closed day.'
    >>> Told("closures.none").said("ru")
    'На закрытые дни не приходится ни одной даты.'
    """

    name: str
    facts: Mapping[str, object] = {}

    def said(self, language: Language = "en") -> str:
        """The remark in a language."""
        return voice("note", language).say(self.name, **self.facts)


def each_once(remarks: Iterable[Told]) -> tuple[Told, ...]:
    """The remarks without those that say the same again.

    >>> len(each_once([Told("empty"), Told("empty")]))
    1
    """
    return tuple({told.said(): told for told in remarks}.values())
