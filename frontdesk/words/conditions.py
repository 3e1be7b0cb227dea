"""Which choice of a reading a date hangs on, and that choice in words a manager can check.

Decides words; which readings have a date is worked out in `recurrence.analysis`.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from frontdesk.words.voices import SUFFIXES
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


NOT = {
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


def words_in(language: "Language") -> Mapping[str, Mapping[str, str]]:
    """The conditions in a language, by axis and value.

    >>> words_in("ru")["week"]["monday"]
    'неделя начинается с понедельника'
    """
    found: Mapping[str, Mapping[str, str]] = _module(language).WORDS
    return found


def words_against(language: "Language") -> Mapping[str, Mapping[str, str]]:
    """The conditions that only one value of an axis fails, by that axis and value.

    >>> words_against("ru")["week"]["monday"]
    'неделя начинается не с понедельника'
    """
    found: Mapping[str, Mapping[str, str]] = _module(language).NOT
    return found


def _module(language: "Language") -> ModuleType:
    return import_module(f"frontdesk.words.conditions{SUFFIXES[language]}")


def condition(axis: str, value: str, language: "Language" = "en") -> str:
    """A choice in words, with its number in docs/semantics.md.

    >>> condition("from_included", "yes"), condition("from_included", "yes", "ru")
    ('the first day counts (R7)', 'первый день входит (R7)')
    """
    return f"{words_in(language)[axis][value]} ({CLAUSE[axis]})"
