"""What views say beside dates, told in English or Russian: the texts in English, and how a language is found.

A remark is kept as its name and facts, so that each view can say it in its language. Russian is loaded when it is
first asked for.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from frontdesk.shell.arguments import DAYS
from frontdesk.shell.safe import visible
from frontdesk.words.conditions import condition
from recurrence.interop.english import listed
from recurrence.interop.tongue import Forms, Language, Tongue, tongue
from recurrence.strategy import WEEKDAYS

TEXTS = {
    "gap.kept": "the clock skips {planned:clock}",
    "gap.moved": "moved, the clock skips {planned:clock}",
    "gap.left_out": "left out, the clock skips {planned:clock}",
    "gap.taken": "left out, the clock skips {planned:clock}, and the time after the gap is taken",
    "fold": "the clock shows {planned:clock} twice",
    "moved.day": "in place of day {day}",
    "moved.day.if": "in place of day {day}: {choices:conditions}",
    "moved.leap_day": "in place of {day} February",
    "moved.leap_day.if": "in place of {day} February: {choices:conditions}",
    "contested": "only if {choices:conditions}",
    "contested.together": "not under every reading",
    "contested.all": "All these dates hold only if {choices:conditions}.",
    "source_slot": "The source event's own slot, {slot:iso}, is not made again (R10).",
    "empty": "No date of this pattern lies in the window.",
    "not_compared": "Readings that need the source event ({clauses:listed}) are not compared: give --event.",
    "days_tidied": "Days were repeated or unsorted: {given:codes} was read as {kept:codes}.",
    "unknown_fields": "Fields of the file that recur does not know are kept aside: {names}.",
    "unknown_fields.more": (
        "Fields of the file that recur does not know are kept aside: {names} and {more} more."
    ),
    "days_ignored": "Days ({days:codes}) count in weekly mode only and are ignored here.",
    "interval_ignored": "The interval {interval} is ignored: this mode has no unit to leave out (R6).",
    "closed": "closed: {closure:closure}",
    "closed.closed": "left out, closed: {closure:closure}",
    "closed.no_place": "left out, closed: {closure:closure}; no day near is open and free",
    "closed.taken": "left out, its place is taken",
    "closed.appended": "appended at the end",
    "closed.off_closure": "moved from {pattern:day_named}, closed: {closure:closure}",
    "closures": "For closed days: {numbers:closed_counts}.",
    "closures.none": "No date is on a closed day.",
    "closures.readings": "Readings are compared as the pattern has it, before closed days.",
    "calendar": "{path:visible}: {others:n} of its events do not cover a whole day, and close none.",
    "holidays": "Public holidays of {countries}: {provider}.",
    "holidays.estimated": "{provider} estimates the day of {guessed:holidays}, which the moon decides.",
    "holidays.years": "{provider} knows holidays of {code} from {first_year} to {last_year} only.",
    "holidays.moved": (
        "{provider} knows transferred days of {code} up to {moved_until}; those of {since:years}, if there are any, "
        "are not in it. Give them with --closed and --open."
    ),
    "open": "{day} is given as open, and nothing closes it.",
    "unseen": (
        "The snapshot covers {days:days}: what is there on other days is not known, and not compared."
    ),
    "offsets": "Offsets: {zone}, tz database {version}.",
    "too_many": "These are too many dates to compare with those of other readings.",
    "readings.documented": "Every reading of the documentation gives these dates.",
    "readings.documented.none": "Every reading of the documentation gives no dates.",
    "readings.compared": "Every reading that was compared gives these dates.",
    "readings.compared.none": "Every reading that was compared gives no dates.",
    "readings.differ": "{readings} readings differ on {contested:dates}; {agreed:are_in_all} in all of them:",
    "readings.refuse": (
        "{readings} readings differ on {contested:dates} ({refusing:refuse}); {agreed:are_in_all} in all of them:"
    ),
    "adds": "--reading {change} adds {moments}.",
    "adds.more": "--reading {change} adds {moments} and {more:n} more.",
}
"""Every remark by its name."""


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
        return voice(language).say(self.name, **self.facts)


@lru_cache(maxsize=2)
def voice(language: Language) -> Tongue:
    """A language's words for remarks, and its forms for facts. Raises `ValueError` for another language."""
    forms = tongue(language).forms
    if language == "en":
        return Tongue(language, TEXTS, {**forms, **FORMS})
    from frontdesk.words import note_words_ru

    return Tongue(language, note_words_ru.TEXTS, {**forms, **note_words_ru.FORMS})


def _are_in_all(number: int) -> str:
    return f"{tongue('en').forms['dates'](number)} {'is' if number == 1 else 'are'}"


def _closed_counts(numbers: Mapping[str, int]) -> str:
    words = {"left": "left out", "moved": "moved", "appended": "appended"}
    return ", ".join(f"{number:,} {words[what]}" for what, number in numbers.items())


FORMS: Forms = {
    "conditions": lambda choices: " and ".join(condition(axis, value) for axis, value in choices),
    "listed": listed,
    "codes": lambda days: ", ".join(DAYS[day] for day in days),
    "closure": str,
    "days": lambda ends: f"{ends[0]} to {ends[1]}",
    "visible": lambda path: visible(path, len(path)),
    "holidays": lambda number: f"{number} holiday{'' if number == 1 else 's'}",
    "years": lambda ends: " to ".join(map(str, dict.fromkeys(ends))),
    "day_named": lambda at: f"{WEEKDAYS[at.isoweekday() % 7][:3]} {at.date()}",
    "closed_counts": _closed_counts,
    "are_in_all": _are_in_all,
    "refuse": lambda number: f"{number} refuse{'s' if number == 1 else ''}",
}
