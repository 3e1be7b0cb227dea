"""What a title says about repeating, in English or Russian: every how many units, and on which weekdays.

Decides what is said plainly enough to hold a strategy against; a title that says two different things, or names
weekdays only by the way, says nothing. Knows no strategies.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from recurrence.analysis.facts import Unit

_MOST_WORDS = 60


class Said(NamedTuple):
    """A period that a title names, and the words that it uses: every `period` units."""

    period: int
    unit: Unit
    words: str


class Named(NamedTuple):
    """The weekdays that a title names, 0 = Sunday, and the words that it uses."""

    days: tuple[int, ...]
    words: str


def period_of_title(title: str) -> Said | None:
    """The period that a title names; None where it names none, or different ones.

    >>> period_of_title("Yoga, every 2 weeks"), period_of_title("Йога через неделю").period
    (Said(period=2, unit='week', words='every 2 weeks'), 2)
    >>> period_of_title("Weekly or every 2 weeks")
    """
    text = title.lower().replace("ё", "е")
    found = [said for said in _periods(text) if said.period > 0]
    return found[0] if len({(said.period, said.unit) for said in found}) == 1 else None


def weekdays_of_title(title: str) -> Named | None:
    """The weekdays that a title lists; None where it names none, or says on which it is not.

    A short form (Mon, Пн) counts beside another weekday only, since Sun and Sat are words too.

    >>> weekdays_of_title("Boxing Tue, Thu"), weekdays_of_title("Йога по пн и чт").days
    (Named(days=(2, 4), words='tue, thu'), (1, 4))
    >>> weekdays_of_title("Sun salutation")
    """
    text = title.lower().replace("ё", "е")
    if _NOT.search(text):
        return None
    groups, names = list(_GROUP.finditer(text)), list(_DAY.finditer(text))
    if groups and not names and len(groups) == 1:
        return Named((1, 2, 3, 4, 5) if groups[0]["work"] else (0, 6), groups[0][0])
    if groups or not names or (len(names) == 1 and _is_short(names[0])):
        return None
    days = set()
    for name, following in zip(names, [*names[1:], None], strict=True):
        days |= {_number(name)}
        if following is not None and _RANGE.fullmatch(text[name.end() : following.start()]):
            days |= _between(_number(name), _number(following))
    return Named(tuple(sorted(days)), _cut(text[names[0].start() : names[-1].end()]))


def _cut(words: str) -> str:
    """Words short enough to be quoted."""
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"


# --- periods ------------------------------------------------------------------------------------------------------

_FROM_TWO = (
    "two three four five six seven eight nine ten eleven twelve",
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
)
_CARDINALS = {word: n for words in _FROM_TWO for n, word in enumerate(words.split(), start=2)}
_CARDINALS |= {"other": 2, "две": 2}
_STEMS = {"втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8}
"""Russian ordinals, whatever their ending."""

_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"days?|день|дня|дней|сутки|суток", "day"),
    (r"weeks?|(?:sun|mon|tues|wednes|thurs|fri|satur)days?|недел[а-я]+", "week"),
    (r"понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье", "week"),
    (r"months?|месяц(?:а|ев)?", "month"),
    (r"years?|год|года|лет", "year"),
)
_UNIT = r"(?P<unit>" + "|".join(unit for unit, _ in _UNITS) + r")"
_EVERY = re.compile(
    r"(?<!\w)(?:every|each|once\s+(?:every|in|per|an?)|кажд[а-я]+|раз\s+в)\s+"
    rf"(?:(?P<number>\d{{1,3}}(?:-?[a-zа-я]{{1,3}})?|[a-zа-я]+)[\s-]+)?{_UNIT}(?![\w-])"
    r"(?!\s+(?:of|in)\s)(?!\s+(?:каждого\s+|в\s+)?месяц)"  # the second Monday of a month is no period
)
_DIGITS = re.compile(r"\d+")
_WORDS: tuple[tuple[str, int, Unit], ...] = (
    (r"bi-?weekly|fortnightly|(?:every|once\s+a)\s+fortnight|(?:odd|even)\s+weeks", 2, "week"),
    (r"через\s+неделю|по\s+(?:не)?четным\s+неделям", 2, "week"),
    (r"weekly|еженедельно", 1, "week"),
    (r"bi-?monthly|через\s+месяц", 2, "month"),
    (r"monthly|ежемесячно", 1, "month"),
    (r"quarterly|(?:every|once\s+a)\s+quarter|ежеквартально|раз\s+в\s+квартал", 3, "month"),
    (r"раз\s+в\s+полгода", 6, "month"),
    (r"daily|ежедневно", 1, "day"),
    (r"через\s+день", 2, "day"),
    (r"yearly|annually|ежегодно", 1, "year"),
)
_WORD_PATTERNS = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), period, unit) for words, period, unit in _WORDS
)


def _periods(text: str) -> Iterator[Said]:
    for found in _EVERY.finditer(text):
        period = 1 if found["number"] is None else _number_of(found["number"])
        yield Said(period, _unit_of(found["unit"]), _cut(found[0]))
    for pattern, period, unit in _WORD_PATTERNS:
        yield from (Said(period, unit, found[0]) for found in pattern.finditer(text))


def _number_of(word: str) -> int:
    """The number that a word says; 0 for a word that says none."""
    if digits := _DIGITS.match(word):
        return int(digits[0])
    return _CARDINALS.get(word) or next(
        (number for stem, number in _STEMS.items() if word.startswith(stem)), 0
    )


def _unit_of(word: str) -> Unit:
    return next(unit for pattern, unit in _UNITS if re.fullmatch(pattern, word))


# --- weekdays -----------------------------------------------------------------------------------------------------

_FULL = (
    r"sundays?|воскресен[а-я]+",
    r"mondays?|понедельник[а-я]*",
    r"tuesdays?|вторник[а-я]*",
    r"wednesdays?|сред(?:а|у|ы|е|ам|ой)",
    r"thursdays?|четверг[а-я]*",
    r"fridays?|пятниц[а-я]+",
    r"saturdays?|суббот[а-я]+",
)
_SHORT = (r"sun|вс", r"mon|пн", r"tues?|вт", r"weds?|ср", r"thu(?:rs?)?|чт", r"fri|пт", r"sat|сб")
_DAY = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<full{day}>{_FULL[day]})|(?P<short{day}>{_SHORT[day]})" for day in range(7))
    + r")(?!\w)\.?"
)
_GROUP = re.compile(
    r"(?<!\w)(?:(?P<work>weekdays?|(?:work(?:ing)?|week)\s+days?|будн[а-я]+|рабоч[а-я]+\s+дн[а-я]+)"
    r"|(?P<rest>weekends?|выходн[а-я]+))(?!\w)"
)
_RANGE = re.compile(r"\s*(?:[-–—…]|to|through|till|until|по|до)\s*")
_NOT = re.compile(r"(?<!\w)(?:except|excluding|but|not|no|without|never|кроме|исключая|не|без)(?!\w)")


def _number(name: re.Match[str]) -> int:
    return next(day for day in range(7) if name[f"full{day}"] or name[f"short{day}"])


def _is_short(name: re.Match[str]) -> bool:
    return any(name[f"short{day}"] for day in range(7))


def _between(first: int, last: int) -> set[int]:
    """The weekdays from one to another, through the end of the week where need be."""
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}
