"""Russian grammar: the forms that numbers, days, months and weekdays take in a sentence.

Decides endings only; the sentences are `russian.py`'s. Forms are named by case and gender: `f_acc` is the accusative
of a feminine noun. Ordinals up to ten are words, longer ones figures with their ending.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time
from functools import partial

from recurrence.interop.tongue import Forms

MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
MONTHS_OF = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
MONTHS_IN = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
WEEKDAYS = ("воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота")
WEEKDAYS_ON = (
    *("в воскресенье", "в понедельник", "во вторник", "в среду"),
    *("в четверг", "в пятницу", "в субботу"),
)
WEEKDAYS_EVERY = (
    *("воскресеньям", "понедельникам", "вторникам", "средам"),
    *("четвергам", "пятницам", "субботам"),
)
SHORT = ("вс", "пн", "вт", "ср", "чт", "пт", "сб")

_ORDINALS = (
    *("первый", "второй", "третий", "четвёртый", "пятый"),
    *("шестой", "седьмой", "восьмой", "девятый", "десятый"),
)
_ENDINGS = {"m": "й", "f": "я", "f_acc": "ю", "n": "е"}
_WORD_ENDINGS = {"f": "ая", "f_acc": "ую", "n": "ое"}
_MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
_NO_BREAK = "\u00a0"
_FIVE_FIGURES = 10_000


def number_text(number: int) -> str:
    """A number, from five figures on in groups of three.

    >>> number_text(1000), number_text(10001).replace("\u00a0", "_")
    ('1000', '10_001')
    """
    return f"{number:,}".replace(",", _NO_BREAK) if number >= _FIVE_FIGURES else f"{number}"


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun or a verb beside a number: as after 1, as after 2 to 4, as after 5 and after 11 to 14.

    >>> [plural(number, "занятие", "занятия", "занятий") for number in (1, 2, 5, 11, 21, 111)]
    ['занятие', 'занятия', 'занятий', 'занятий', 'занятие', 'занятий']
    """
    last, teens = number % 10, 10 < number % 100 < 20
    if last == 1 and not teens:
        return one
    return few if last in {2, 3, 4} and not teens else many


def ordinal(number: int, form: str) -> str:
    """The ordinal: `m` (each nominative and the accusative of a lifeless noun), `f`, `f_acc` or `n`.

    >>> [ordinal(3, form) for form in ("m", "f", "f_acc", "n")], ordinal(21, "f_acc")
    (['третий', 'третья', 'третью', 'третье'], '21-ю')
    """
    if not 0 < number <= len(_ORDINALS):
        return f"{number_text(number)}-{_ENDINGS[form]}"
    word = _ORDINALS[number - 1]
    if form == "m":
        return word
    if word == "третий":
        return f"треть{_ENDINGS[form]}"
    return word[:-2] + _WORD_ENDINGS[form]


def listed(words: Sequence[str]) -> str:
    """Words as a Russian list.

    >>> listed(["понедельникам", "средам", "пятницам"])
    'понедельникам, средам и пятницам'
    """
    return " и ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day_of(day: date) -> str:
    """A day in the genitive, as it also stands alone.

    >>> day_of(date(2020, 9, 28))
    '28 сентября 2020 г.'
    """
    return f"{_day_month(day)} {day.year} г."


def span(ends: tuple[date, date]) -> str:
    """From a day until a day; what both share is said once.

    >>> span((date(2027, 1, 2), date(2027, 6, 30)))
    'со 2 января по 30 июня 2027 г.'
    """
    first, last = ends
    if first == last:
        return f"только {day_of(first)}"
    if first.year != last.year:
        begin = day_of(first)
    elif first.month != last.month:
        begin = _day_month(first)
    else:
        begin = f"{first.day}"
    return f"{_since(first)} {begin} по {day_of(last)}"


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS_OF[day.month - 1]}"


def _since(day: date) -> str:
    """The preposition as it is read: before the second it is longer."""
    return "со" if day.day == 2 else "с"


def _named_day(day: date) -> str:
    return f"{day_of(day)} ({SHORT[day.isoweekday() % 7]})"


def _clock(at: datetime | time) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _on_moment(at: datetime) -> str:
    return f"{WEEKDAYS_ON[at.isoweekday() % 7]}, {day_of(at)}, в {_clock(at)}"


def _month(names: Sequence[str]) -> Callable[[date], str]:
    return lambda day: f"{names[day.month - 1]} {day.year} г."


def _weekdays(names: Sequence[str]) -> Callable[[Collection[int]], str]:
    return lambda days: listed([names[day] for day in sorted(days, key=lambda day: (day - 1) % 7)])


def _weekdays_or_span(days: Collection[int]) -> str:
    if tuple(days) == _MONDAY_TO_FRIDAY:
        return "с понедельника по пятницу"
    return _weekdays(WEEKDAYS)(days)


def _with(one: str, few: str, many: str) -> Callable[[int], str]:
    """A number and the noun or verb beside it."""
    return lambda number: f"{number_text(number)} {plural(number, one, few, many)}"


def _exact_clock(at: time) -> str:
    return at.isoformat().removesuffix(":00")


FORMS: Forms = {
    "n": number_text,
    "clock": _clock,
    "exact_clock": _exact_clock,
    "day": _named_day,
    "day_of": day_of,
    "day_month": _day_month,
    "since_day": lambda day: f"{_since(day)} {day_of(day)}",
    "moment": lambda at: f"{_named_day(at)}, {_clock(at)}",
    "on_moment": _on_moment,
    "since_moment": lambda at: f"{_since(at)} {day_of(at)}, {_clock(at)}",
    "span": span,
    "month": _month(MONTHS),
    "Month": _month([name.capitalize() for name in MONTHS]),
    "month_of": _month(MONTHS_OF),
    "month_in": _month(MONTHS_IN),
    "year": lambda day: f"{day.year}",
    "weekday": WEEKDAYS.__getitem__,
    "Weekday": [name.capitalize() for name in WEEKDAYS].__getitem__,
    "weekdays": _weekdays(WEEKDAYS),
    "weekdays_every": _weekdays(WEEKDAYS_EVERY),
    "weekdays_or_span": _weekdays_or_span,
    **{f"ordinal_{form}": partial(ordinal, form=form) for form in _ENDINGS},
    "sessions": _with("занятие", "занятия", "занятий"),
    "sessions_of": _with("занятия", "занятий", "занятий"),
    "listed": listed,
    "n_days": _with("день", "дня", "дней"),
    "n_weeks": _with("неделю", "недели", "недель"),
    "n_months": _with("месяц", "месяца", "месяцев"),
    "n_years": _with("год", "года", "лет"),
    "days_of": _with("дня", "дней", "дней"),
    "weeks_of": _with("недели", "недель", "недель"),
    "months_of": _with("месяца", "месяцев", "месяцев"),
    "years_of": _with("года", "лет", "лет"),
    "added": _with("добавлено", "добавлены", "добавлено"),
    "removed": _with("убрано", "убраны", "убрано"),
    "moved": _with("перенесено", "перенесены", "перенесено"),
    "shifted": _with("сдвинуто", "сдвинуты", "сдвинуто"),
    "left": _with("пропущено", "пропущены", "пропущено"),
}
"""What a text may ask for behind a colon."""
