"""Differences as sentences in English or Russian: how much differs, and what became of each date.

Decides words only; what differs is `recurrence.analysis.compare`'s.
"""

from collections.abc import Iterator
from datetime import datetime

from recurrence.analysis.compare import Difference
from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language


def sentence(found: Difference, *, language: Language = "en") -> str:
    """How much differs.

    >>> from recurrence.analysis.compare import compare
    >>> mornings = [datetime(2027, 1, day, 9) for day in (4, 7, 11)]
    >>> found = compare(mornings, [mornings[0], datetime(2027, 1, 8, 9)])
    >>> sentence(found), sentence(found, language="ru")
    ('1 removed, 1 moved, 1 unchanged.', '1 убрано, 1 перенесено, 1 без изменений.')
    """
    return tongue(language).ended(", ".join(counts(found, language=language)))


def counts(found: Difference, *, language: Language = "en") -> tuple[str, ...]:
    """How much was added, removed and moved, if anything was, and how much is unchanged.

    >>> counts(Difference((), (), (), (datetime(2027, 1, 4, 9),)))
    ('Equal: 1 unchanged',)
    """
    speak, unchanged = tongue(language), len(found.unchanged)
    if found.is_equal:
        return (speak.say("equal", unchanged=unchanged),)
    numbers = {"added": found.added, "removed": found.removed, "moved": found.moved}
    told = (speak.say(f"differs.{name}", number=len(dates)) for name, dates in numbers.items() if len(dates))
    return (*told, speak.say("differs.unchanged", number=unchanged))


def sentences(found: Difference, *, language: Language = "en") -> tuple[str, ...]:
    """A sentence for each date that was added, removed or moved, in order of time.

    >>> from recurrence.analysis.compare import compare
    >>> found = compare([datetime(2027, 1, 4, 9)], [datetime(2027, 1, 4, 18), datetime(2027, 1, 19, 9)])
    >>> for told in sentences(found):
    ...     print(told)
    Mon 4 Jan 2027 09:00 is moved to Mon 4 Jan 2027 18:00, the same day.
    Tue 19 Jan 2027 09:00 is added.
    """
    speak = tongue(language)
    return tuple(speak.ended(told) for _, told in sorted(_told(found, language)))


def _told(found: Difference, language: Language) -> Iterator[tuple[datetime, str]]:
    """Each change with the time that it is sorted by."""
    speak = tongue(language)
    for name, dates in {"added": found.added, "removed": found.removed}.items():
        for at in dates:
            yield at, speak.say(name, at=at)
    for change in found.moved:
        yield change.old, speak.say(f"moved.{change.how.name.lower()}", old=change.old, new=change.new)
