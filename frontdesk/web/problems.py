"""What is wrong with a form, in sentences that name its fields, in English and Russian.

Decides words and which field a problem belongs to. The checks, and what is allowed, are the command line's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from frontdesk.errors import FrontdeskError
from frontdesk.shell.safe import visible
from frontdesk.web.words import WORDS
from frontdesk.words.messages import sentences
from frontdesk.words.option_words import ALLOWED
from recurrence import ClosedDates, Problem, RecurrenceError
from recurrence.errors import shown
from recurrence.interop.tongue import LANGUAGES, Language

_FIELDS = {
    "repeat_mode": "mode",
    "hours": "at",
    "minutes": "at",
    "time": "at",
    "start": "from",
    "last": "till",
    "kept": "count",
    "dates": "till",
    "if_closed": "if-closed",
    "count_means": "count-means",
}
"""Fields of the form by those of the library, where they differ."""

_SAID = {
    "missing_mode": ("Choose how it repeats.", "Выберите, как занятие повторяется."),
    "missing_from": ("Give the first day.", "Укажите первый день."),
    "missing_till": ("Give a last day or a number of dates.", "Укажите последний день или число дат."),
    "missing_days": ("Choose at least one weekday.", "Выберите хотя бы один день недели."),
    "missing_event": (
        "Give the time, or the source event that has it.",
        "Укажите время или исходное событие.",
    ),
    "missing": ("“{field}” is missing: give {allowed}.", "Не заполнено поле «{field}»: {allowed}."),
    "wrong": (
        "“{field}”: {value} is not allowed; it takes {allowed}.",
        "«{field}»: значение {value} не подходит; допустимо: {allowed}.",
    ),
    "dates": (
        "These are {value} dates, and the page shows up to {allowed}. Ask for fewer.",
        "Это {value} дат, а страница показывает не больше {allowed}. Уменьшите их число.",
    ),
    "kept": (
        "{value} dates are to be left after closed days, and there are {allowed}. Close fewer days, or ask for fewer.",
        "После закрытых дней должно остаться {value} дат, а есть {allowed}. Закройте меньше дней или уменьшите число.",
    ),
    "closed_date": (
        "{value} is on a closed day ({reason}), and that is refused here.",
        "{value} — закрытый день ({reason}), а это здесь не допускается.",
    ),
}
_MEANT = re.compile(r"\ADid you mean (\S+)\?\Z")
_RUSSIAN = {
    "mode": "один из режимов списка",
    "days": "дни недели",
    "from": "день в виде ГГГГ-ММ-ДД, например 2027-01-31",
    "at": "время от 00:00 до 23:59, например 09:30",
    "event": "дата и время в виде ГГГГ-ММ-ДДTЧЧ:ММ",
    "zone": "пояс из базы tz, например Europe/Riga",
    "closed": "день (2027-01-01), дни (2027-01-01..2027-01-08) или дни недели (sat,sun), после = название",
    "open": "день (2027-01-01) или дни (2027-01-01..2027-01-08)",
    "holidays": "страна, например RU, или страна и регион, например US-CA",
}
"""What fields take, in Russian; of others the library's own words stand."""


class Told(NamedTuple):
    """A problem in a sentence, and the form's field that it belongs to; empty where it belongs to none."""

    field: str
    text: str


def told_of(error: Exception, language: Language) -> Iterator[Told]:
    """Each problem of an error once, in the order of the form."""
    problems = (
        error.problems
        if isinstance(error, FrontdeskError | RecurrenceError) and hasattr(error, "problems")
        else ()
    )
    if not problems:
        yield from (Told("", line) for line in sentences(error, None))
    for problem in dict.fromkeys(problems):
        yield Told(field_of(problem), _said(problem, language, refused=isinstance(error, ClosedDates)))


def field_of(problem: Problem) -> str:
    """The form's field that a problem is about.

    >>> field_of(Problem("repeat_mode", None, "")), field_of(Problem("closed[3]", "x", ""))
    ('mode', 'closed')
    """
    return _FIELDS.get(problem.field, problem.field.partition("[")[0])


def _said(problem: Problem, language: Language, *, refused: bool) -> str:
    field, value = field_of(problem), problem.value
    if refused:
        moment = str(value).replace("T", " ").removesuffix(":00")
        return _words("closed_date", language).format(value=moment, reason=visible(problem.hint))
    if problem.field in {"dates", "kept"}:
        return _words(problem.field, language).format(value=f"{value:,}", allowed=problem.allowed)
    missing = value is None or value == ()
    if missing and f"missing_{field}" in _SAID:
        return _words(f"missing_{field}", language)
    said = _words("missing" if missing else "wrong", language)
    told = said.format(
        field=_label(field, language),
        value=shown(value),
        allowed=_ALLOWED[language](problem, field) + _HINTS[language](problem),
    )
    return told.removesuffix(".") if told.endswith("?.") else told


def _words(name: str, language: Language) -> str:
    return dict(zip(LANGUAGES, _SAID[name], strict=True))[language]


def _label(field: str, language: Language) -> str:
    """The short name of a field: what stands above it, without what explains it."""
    said = WORDS[language].get(field, field)
    return (
        re.split("[:,]", said)[0].removeprefix("or ").removeprefix("или ").capitalize()
        if field in WORDS[language]
        else field
    )


def _allowed_in_english(problem: Problem, _: str) -> str:
    return ALLOWED.get(problem.field, problem.allowed.replace("before from", "before the first day"))


def _allowed_in_russian(problem: Problem, field: str) -> str:
    numbers = re.match(r"\A([0-9,]+) to ([0-9,]+)", problem.allowed)
    return _RUSSIAN.get(field) or (f"от {numbers[1]} до {numbers[2]}" if numbers else problem.allowed)


_ALLOWED: Mapping[Language, Callable[[Problem, str], str]] = {
    "en": _allowed_in_english,
    "ru": _allowed_in_russian,
}
"""What a field takes, by language."""


def _hint_in_english(problem: Problem) -> str:
    return f". {problem.hint}".removesuffix(".") if problem.hint else ""


def _hint_in_russian(problem: Problem) -> str:
    meant = _MEANT.match(problem.hint)
    return f". Возможно, имелось в виду {meant[1]}" if meant else ""


_HINTS: Mapping[Language, Callable[[Problem], str]] = {"en": _hint_in_english, "ru": _hint_in_russian}
"""What to try instead, by language."""
