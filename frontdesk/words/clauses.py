"""What the API's documentation says about each date-deciding point, clause by clause and axis by axis, in our own words.

The sentences behind an ambiguity. They repeat docs/semantics.md in short; a test holds numbers and statuses together.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from frontdesk.words.voices import SUFFIXES, voice
from recurrence.interop.tongue import Language
from recurrence.reading import CLAUSE


class Said(NamedTuple):
    """What is known about an axis: its status, the clauses it hangs on, and a sentence."""

    status: str
    clauses: tuple[str, ...]
    sentence: str


CLAUSES = {
    "C1": "A strategy has a title, a repeat mode, days, an interval and a content type.",
    "C2": "There are seven repeat modes: daily, weekdays, Mon-Wed-Fri, Tue-Thu, weekly, monthly and yearly.",
    "C3": "Days are numbered from 0, Sunday, to 6, Saturday, and count in weekly mode only.",
    "C4": "The interval is the number of days, weeks, months or years left out between two repeats.",
    "C5": "Days 1 and 4 with interval 2 in weekly mode are Monday and Thursday of every third week.",
    "C6": "Weekdays are Monday to Friday.",
    "C7": "A request by dates lists the local date-times themselves.",
    "C8": "A request by strategy gives from, and till or count; hours and minutes come from the event when left out.",
    "C9": "A request by parameters spells the strategy out and is otherwise the same.",
    "C10": "The dates are searched for between from and till, on the location's own clock.",
}
"""The clauses, each in a sentence."""

AXES_SAID = {
    "interval_means": Said(
        "contested",
        ("C4", "C5"),
        "Since 2020 the documentation calls the interval a break; the text of the service's own tool for assistants "
        "calls it a step, where 0 and 1 mean every one.",
    ),
    "anchor": Said(
        "assumed",
        ("C4", "C10"),
        "It does not say from where repeats are counted: from the first day asked for, or from the event that is "
        "copied; nor which of the two lends the day of the month.",
    ),
    "week": Said("assumed", ("C4", "C5"), "It counts in weeks and does not say on which day a week begins."),
    "missing_day": Said(
        "assumed",
        ("C2",),
        "It does not say what becomes of a month that lacks the day: no date, the last day, or a day counted on.",
    ),
    "empty_days": Said("assumed", ("C3",), "It does not say what a weekly strategy without days means."),
    "fixed_interval": Said(
        "assumed",
        ("C2", "C4"),
        "The modes of fixed weekdays have no unit to leave out, and yet the field can hold a number.",
    ),
    "from_included": Said(
        "implied",
        ("C10",),
        "It calls from the start of the search; that a date on that very day is made, only the samples show.",
    ),
    "till_included": Said(
        "assumed",
        ("C10",),
        "It calls till the end of the search and does not say whether a date on that day is made.",
    ),
    "both_limits": Said(
        "assumed",
        ("C8",),
        "It offers count in the place of till and does not say what both together mean.",
    ),
    "source_slot": Said(
        "assumed",
        ("C10",),
        "It does not say whether the slot in which the copied event stands itself is made once more.",
    ),
    "count_source": Said(
        "assumed", ("C8",), "It does not say whether that slot, left out, uses up one of count."
    ),
    "lone_time": Said(
        "assumed",
        ("C8",),
        "Hours and minutes may each be left out; of hours alone it does not say which minutes go with them.",
    ),
    "zero_time": Said(
        "assumed",
        ("C8",),
        "It does not say that a 0 in hours or minutes is a value; a program may take it for left out.",
    ),
}
"""Each axis R1–R13: what the documentation says, and where it stops."""


STATUSES = {"contested": "contested", "assumed": "assumed", "implied": "implied"}
"""Each status as it is told."""


def behind(axis: str, language: Language = "en") -> str:
    """The sentence behind an axis, with its numbers.

    >>> behind("week")
    'R3 week (assumed; C4, C5): It counts in weeks and does not say on which day a week begins.'
    >>> behind("week", "ru")
    'R3 week (предположение; C4, C5): Счёт идёт неделями, но не сказано, с какого дня неделя начинается.'
    """
    module = import_module(f"frontdesk.words.clauses{SUFFIXES[language]}")
    status, clauses, sentence = module.AXES_SAID[axis]
    facts = {"status": module.STATUSES[status], "clauses": ", ".join(clauses), "sentence": sentence}
    return voice("reading", language).say("behind", clause=CLAUSE[axis], axis=axis, **facts)


def clauses_in(language: Language) -> Mapping[str, str]:
    """The clauses in a language, each in a sentence.

    >>> clauses_in("ru")["C6"]
    'Рабочие дни — с понедельника по пятницу.'
    """
    found: Mapping[str, str] = import_module(f"frontdesk.words.clauses{SUFFIXES[language]}").CLAUSES
    return found
