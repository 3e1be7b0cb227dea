"""Schedules as sentences in English or Russian: what they come to, and why each slot is where it is.

Decides what is counted; the slots are `recurrence.schedule`'s, the words `english.py`'s and `russian.py`'s.
"""

from collections import Counter
from collections.abc import Iterator

from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language, Tongue
from recurrence.schedule import Schedule
from recurrence.slot import Slot, Why

_KEPT = (Why.PATTERN, Why.SHIFTED, Why.OFF_CLOSURE, Why.MOVED, Why.APPENDED, Why.ADDED)
_LEFT = (Why.CLOSED, Why.NO_PLACE, Why.TAKEN, Why.IN_GAP, Why.DROPPED)


def sentence(schedule: Schedule, *, language: Language = "en") -> str:
    """What a schedule comes to: how many sessions, how they came about, and what is left out and why.

    >>> from datetime import date, datetime
    >>> from recurrence import Closures, arrange
    >>> mornings = [datetime(2027, 1, day, 9) for day in (4, 7, 11)]
    >>> schedule = arrange(mornings, closures=Closures({date(2027, 1, 7): "Рождество"}))
    >>> sentence(schedule)
    '2 sessions; 1 left out: 1 on a closed day.'
    >>> sentence(schedule, language="ru")
    '2 занятия; 1 пропущено: 1 в закрытый день.'
    """
    speak, counts = tongue(language), Counter(slot.why for slot in schedule.slots)
    told = speak.say("of", sessions=len(schedule.starts))
    if counts[Why.PATTERN] < len(schedule.starts):
        told = _with_parts(told, _parts(speak, counts, "of", _KEPT))
    if left := sum(counts[why] for why in _LEFT):
        told += "; " + _with_parts(speak.say("left", number=left), _parts(speak, counts, "left", _LEFT))
    return speak.ended(told)


def reason(slot: Slot, *, language: Language = "en") -> str:
    """Why a slot is where it is, or has no start, in a few words.

    >>> from datetime import datetime
    >>> slot = Slot(datetime(2027, 1, 11, 9), Why.OFF_CLOSURE, datetime(2027, 1, 7, 9), closure="Рождество")
    >>> reason(slot)
    'moved from 2027-01-07 09:00, closed: Рождество'
    >>> reason(slot, language="ru")
    'перенесено с 7 января 2027 г., 09:00, закрыто: Рождество'
    """
    speak = tongue(language)
    texts = (speak.say(f"reason.{name}", **slot._asdict()) for name in slot.said)
    return ", ".join(filter(None, texts))


def _parts(speak: Tongue, counts: Counter[Why], group: str, whys: tuple[Why, ...]) -> Iterator[str]:
    for why in whys:
        if counts[why]:
            yield speak.say(f"{group}.{why.name.lower()}", number=counts[why])


def _with_parts(told: str, parts: Iterator[str]) -> str:
    return f"{told}: {', '.join(parts)}"
