"""The forms that facts take in the front desk's Russian: numbers with their nouns and verbs, days and times in short.

Decides endings only; those of dates and numbers that the engine's sentences need too are
`recurrence.interop.russian_forms`'.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from frontdesk.shell.safe import visible
from frontdesk.words import forms as english
from frontdesk.words.conditions import condition
from recurrence.interop.russian_forms import FORMS as COMMON
from recurrence.interop.russian_forms import (
    MONTHS,
    SHORT,
    WEEKDAYS,
    WEEKDAYS_EVERY,
    number_text,
    plural,
)
from recurrence.interop.tongue import Forms
from recurrence.strategy import WEEKDAYS as ENGLISH_WEEKDAYS


def _with(one: str, few: str, many: str) -> Callable[[int], str]:
    """A number and the noun or verb beside it."""
    return lambda number: f"{number_text(number)} {plural(number, one, few, many)}"


def _money(amount: Decimal) -> str:
    """An amount as Russians write it: a comma before the hundredths, thousands apart."""
    return english.money(amount).replace(",", _APART).replace(".", ",")


def _hours(time: timedelta) -> str:
    return english.hours(time).replace(",", _APART)


def _closed_counts(numbers: Mapping[str, int]) -> str:
    forms = {"left": "left", "moved": "moved", "appended": "added"}
    return ", ".join(COMMON[forms[what]](number) for what, number in numbers.items())


def _since_named_day(at: datetime) -> str:
    return f"{COMMON['since_day'](at)} ({SHORT[at.isoweekday() % 7]})"


def _years(ends: Sequence[int]) -> str:
    first, last = ends
    return f"{first} год" if first == last else f"{first}–{last} годы"


def _stamp(at: datetime) -> str:
    return f"{SHORT[at.isoweekday() % 7]} {at:%Y-%m-%d %H:%M}" + (f":{at:%S}" if at.second else "")


_CLOSED_WEEKDAYS = {f"{english}s": WEEKDAYS[day] for day, english in enumerate(ENGLISH_WEEKDAYS)}
"""The names that closed weekdays have where they are given without one."""


def _closure(name: str) -> str:
    return _CLOSED_WEEKDAYS.get(name, name)


def _event_ids(ids: Sequence[int]) -> str:
    return f"{'событие' if len(ids) == 1 else 'события'} {', '.join(map(str, ids))}"


_APART = "\u00a0"

FORMS: Forms = {
    "money": _money,
    "hours": _hours,
    "conditions": lambda choices: " и ".join(condition(axis, value, "ru") for axis, value in choices),
    "either": " или ".join,
    "codes": lambda days: ", ".join(SHORT[day] for day in days),
    "closure": _closure,
    "visible": lambda path: visible(path, len(path)),
    "years": _years,
    "since_named_day": _since_named_day,
    "day_named": lambda at: f"{SHORT[at.isoweekday() % 7]} {at.date()}",
    "brief_day": lambda at: f"{SHORT[at.isoweekday() % 7]} {at:%Y-%m-%d}",
    "brief_moment": lambda at: f"{SHORT[at.isoweekday() % 7]} {at:%Y-%m-%d %H:%M}",
    "stamp": _stamp,
    "weekday_short": lambda at: SHORT[at.isoweekday() % 7],
    "weekday_head": lambda day: SHORT[day].capitalize(),
    "month_name": lambda month: MONTHS[month - 1].capitalize(),
    "weekday_every": WEEKDAYS_EVERY.__getitem__,
    "closed_counts": _closed_counts,
    "event_ids": _event_ids,
    "refuse": _with("отказывает", "отказывают", "отказывают"),
    "readings_differ": _with("прочтение расходится", "прочтения расходятся", "прочтений расходятся"),
    "kept": _with("остаётся", "остаются", "остаётся"),
    "Clash": lambda number: plural(number, "Пересекается", "Пересекаются", "Пересекаются"),
    "dates": _with("дата", "даты", "дат"),
    "dates_acc": _with("дату", "даты", "дат"),
    "dates_of": _with("даты", "дат", "дат"),
    "dates_in": _with("дате", "датах", "датах"),
    "months_in": _with("месяце", "месяцах", "месяцах"),
    "minutes": _with("минута", "минуты", "минут"),
    "seats": _with("место", "места", "мест"),
    "events": _with("событие", "события", "событий"),
    "events_of": _with("события", "событий", "событий"),
    "holidays": _with("праздник", "праздника", "праздников"),
    "requests": _with("запрос", "запроса", "запросов"),
    "strategies_in": _with("стратегии", "стратегиях", "стратегиях"),
    "traps": _with("ловушка", "ловушки", "ловушек"),
    "observations": _with("наблюдение", "наблюдения", "наблюдений"),
    "readings_of": _with("прочтения", "прочтений", "прочтений"),
    "readings_groups": _with("группу", "группы", "групп"),
    "results": _with("разный результат", "разных результата", "разных результатов"),
    "results_in": _with("результате", "результатах", "результатах"),
    "cases_in": _with("случае", "случаях", "случаях"),
    "classes_of": _with("занятия", "занятий", "занятий"),
}
"""What a text may ask for behind a colon, beside the forms of the engine's sentences."""
