"""A set of readings in words: the conditions under which something holds, as short as they can be said.

Decides words only; what the sets are is worked out in `recurrence.analysis`.
"""

from collections.abc import Callable

from frontdesk.words.conditions import words_against, words_in
from frontdesk.words.voices import voice
from recurrence.analysis.readings import EVERY, Case, Readings
from recurrence.interop.tongue import Language, Tongue
from recurrence.reading import AXES, CLAUSE

_MOST_CASES = 3
_MOST_CHARACTERS = 150


def case_text(case: Case, language: Language = "en") -> str:
    """One case, all of its conditions together.

    >>> case_text({"interval_means": ("break",), "week": ("sunday", "rolling")})
    'the interval is a break (R1) and weeks do not start on Monday (R3)'
    >>> case_text({"week": ("sunday", "rolling")}, "ru")
    'неделя начинается не с понедельника (R3)'
    """
    speak = voice("reading", language)
    conditions = [_condition(axis, values, speak) for axis, values in case.items()]
    return speak.forms["listed"](conditions) if case else speak.say("always")


def holding(members: Readings, asked: Readings = EVERY, language: Language = "en") -> str:
    """When something holds: `members` are the readings that have it, `asked` those in question.

    >>> from recurrence.analysis.readings import where
    >>> holding(where(from_included=("yes",)))
    'only if the first day counts (R7)'
    >>> holding(EVERY - where(week=("sunday",), interval_means=("break",)))
    'unless the interval is a break (R1) and weeks start on Sunday (R3)'
    >>> holding(where(from_included=("yes",)), language="ru")
    'только если первый день входит (R7)'
    """
    speak = voice("reading", language)
    if asked <= members:
        return speak.say("always")
    unasked = EVERY - asked
    have, lack = members.filled(unasked).cases(), (asked - members).filled(unasked).cases()
    name, cases = ("only_if", have) if _size(have) <= _size(lack) else ("unless", lack)
    told = speak.say(name, cases=_together(cases, lambda case: case_text(case, language), speak))
    return told if len(told) <= _MOST_CHARACTERS else speak.say(name, cases=_together(cases, _short, speak))


def _size(cases: tuple[Case, ...]) -> tuple[int, int]:
    return len(cases), sum(map(len, cases))


def _together(cases: tuple[Case, ...], told: Callable[[Case], str], speak: Tongue) -> str:
    """Up to three cases, the shortest first, and how many more there are."""
    first = [told(case) for case in sorted(cases, key=len)[:_MOST_CASES]]
    left = len(cases) - _MOST_CASES
    return speak.say("or").join([*first, *([speak.say("more_cases", left=left)] if left > 0 else [])])


def _short(case: Case) -> str:
    """A case by the names of axes and values, as --reading takes them."""
    return ", ".join(f"{axis}={'|'.join(values)}" for axis, values in case.items())


def _condition(axis: str, values: tuple[str, ...], speak: Tongue) -> str:
    """The values that an axis may have; where only one is ruled out, that one with a "not"."""
    others = [value for value in AXES[axis] if value not in values]
    if len(values) > 1 and len(others) == 1:
        return f"{words_against(speak.language)[axis][others[0]]} ({CLAUSE[axis]})"
    said = words_in(speak.language)[axis]
    return f"{speak.forms['either']([said[value] for value in values])} ({CLAUSE[axis]})"
