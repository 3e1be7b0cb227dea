"""A set of readings in words: the conditions under which something holds, as short as they can be said.

Decides words only; what the sets are is worked out in `recurrence.analysis`.
"""

from collections.abc import Callable

from frontdesk.words.conditions import WORDS
from recurrence.analysis.readings import EVERY, Case, Readings
from recurrence.interop.phrase import listed
from recurrence.reading import AXES, CLAUSE

_MOST_CASES = 3
_MOST_CHARACTERS = 150


def case_text(case: Case) -> str:
    """One case, all of its conditions together.

    >>> case_text({"interval_means": ("break",), "week": ("sunday", "rolling")})
    'the interval is a break (R1) and weeks do not start on Monday (R3)'
    """
    return listed([_condition(axis, values) for axis, values in case.items()]) if case else "always"


def holding(members: Readings, asked: Readings = EVERY) -> str:
    """When something holds: `members` are the readings that have it, `asked` those in question.

    >>> from recurrence.analysis.readings import where
    >>> holding(where(from_included=("yes",)))
    'only if the first day counts (R7)'
    >>> holding(EVERY - where(week=("sunday",), interval_means=("break",)))
    'unless the interval is a break (R1) and weeks start on Sunday (R3)'
    """
    if asked <= members:
        return "always"
    unasked = EVERY - asked
    have, lack = members.filled(unasked).cases(), (asked - members).filled(unasked).cases()
    word, cases = ("only if", have) if _size(have) <= _size(lack) else ("unless", lack)
    told = f"{word} {_cases(cases)}"
    return told if len(told) <= _MOST_CHARACTERS else f"{word} {_short(cases)}"


def _size(cases: tuple[Case, ...]) -> tuple[int, int]:
    return len(cases), sum(map(len, cases))


def _cases(cases: tuple[Case, ...]) -> str:
    return _together(cases, case_text)


def _together(cases: tuple[Case, ...], told: Callable[[Case], str]) -> str:
    """Up to three cases, the shortest first, and how many more there are."""
    first = [told(case) for case in sorted(cases, key=len)[:_MOST_CASES]]
    more = [f"in {len(cases) - _MOST_CASES} more cases"] if len(cases) > _MOST_CASES else []
    return "; or ".join([*first, *more])


def _short(cases: tuple[Case, ...]) -> str:
    """The cases by the names of axes and values, as --reading takes them."""
    return _together(
        cases, lambda case: ", ".join(f"{axis}={'|'.join(values)}" for axis, values in case.items())
    )


def _condition(axis: str, values: tuple[str, ...]) -> str:
    """The values that an axis may have; where only one is ruled out, that one with a "not"."""
    others = [value for value in AXES[axis] if value not in values]
    if len(values) > 1 and len(others) == 1:
        return f"{_NOT[axis][others[0]]} ({CLAUSE[axis]})"
    return f"{' or '.join(WORDS[axis][value] for value in values)} ({CLAUSE[axis]})"


_NOT = {
    "anchor": {
        "from": "counting does not just start at the first day",
        "event": "counting does not start at the source event",
        "event_day": "the source event does not just give the day",
    },
    "week": {
        "monday": "weeks do not start on Monday",
        "sunday": "weeks do not start on Sunday",
        "rolling": "weeks do not start where counting does",
    },
    "missing_day": {
        "skip": "months without the day are not left out",
        "clamp": "short months do not use their last day",
        "overflow": "a missing day does not run into the next month",
        "clamp_drift": "a missing day does not shorten the ones after it",
        "overflow_drift": "a missing day does not move the ones after it",
    },
    "empty_days": {
        "refuse": "a weekly strategy does not need days",
        "anchor_weekday": "no weekday stands in for the missing days",
        "none": "a weekly strategy without days is not just empty",
    },
    "fixed_interval": {
        "ignore": "the interval is not ignored",
        "weeks": "the interval does not count weeks",
        "refuse": "an interval is not refused",
    },
    "both_limits": {
        "earliest": "not the earlier limit holds",
        "count": "not the count alone holds",
        "till": "not the last day alone holds",
        "refuse": "both limits are not refused",
    },
}
"""Each value that may be the only one ruled out, ruled out."""
