"""Which choice of a reading a date hangs on, and that choice in words a manager can check.

Decides words; which readings have a date is worked out in `recurrence.analysis`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from recurrence.reading import CLAUSE

if TYPE_CHECKING:
    from recurrence.interop.tongue import Language

WORDS = {
    "interval_means": {"break": "the interval is a break", "step": "the interval is a step"},
    "anchor": {
        "from": "counting starts at the first day",
        "event": "counting starts at the source event",
        "event_day": "the source event gives the day",
    },
    "week": {
        "monday": "weeks start on Monday",
        "sunday": "weeks start on Sunday",
        "rolling": "weeks start where counting does",
    },
    "missing_day": {
        "skip": "months without the day are left out",
        "clamp": "short months use their last day",
        "overflow": "a missing day runs into the next month",
        "clamp_drift": "a missing day shortens the ones after it",
        "overflow_drift": "a missing day moves the ones after it",
    },
    "empty_days": {
        "refuse": "a weekly strategy needs days",
        "anchor_weekday": "a weekday stands in for the missing days",
        "none": "no days mean no dates",
    },
    "fixed_interval": {
        "ignore": "the interval is ignored",
        "weeks": "the interval counts weeks",
        "refuse": "an interval is refused",
    },
    "from_included": {"yes": "the first day counts", "no": "the first day does not count"},
    "till_included": {"yes": "the last day counts", "no": "the last day does not count"},
    "both_limits": {
        "earliest": "the earlier limit holds",
        "count": "the count holds",
        "till": "the last day holds",
        "refuse": "both limits are refused",
    },
    "source_slot": {
        "skip": "the source event's slot is left out",
        "create": "the source event's slot is made",
    },
    "count_source": {"no": "a skipped slot is not counted", "yes": "a skipped slot is counted"},
    "lone_time": {
        "event": "the source event gives the rest of the time",
        "zero": "the rest of the time is zero",
    },
    "zero_time": {"value": "0 is a time", "unset": "0 means not given"},
}
"""Each value of each axis as a condition: "only if …"."""


def words_in(language: "Language") -> Mapping[str, Mapping[str, str]]:
    """The conditions in a language, by axis and value.

    >>> words_in("ru")["week"]["monday"]
    'неделя начинается с понедельника'
    """
    if language == "en":
        return WORDS
    from frontdesk.words import conditions_ru

    return conditions_ru.WORDS


def condition(axis: str, value: str, language: "Language" = "en") -> str:
    """A choice in words, with its number in docs/semantics.md.

    >>> condition("from_included", "yes"), condition("from_included", "yes", "ru")
    ('the first day counts (R7)', 'первый день входит (R7)')
    """
    return f"{words_in(language)[axis][value]} ({CLAUSE[axis]})"
