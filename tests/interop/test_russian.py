"""Russian sentences as a native reader wrote them down; plurals and cases at every number that could go wrong."""

from datetime import date, datetime

import pytest

from recurrence import (
    Closures,
    Drop,
    InvalidDates,
    InvalidStrategy,
    Move,
    Reading,
    Schedule,
    Slot,
    Strategy,
    Why,
    Window,
    arrange,
    expand,
)
from recurrence.analysis.compare import Difference, compare
from recurrence.interop import changes, phrase, slots
from recurrence.interop.russian_forms import ordinal, plural, span
from recurrence.schedule import Edit

TILL = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
COUNT = Window(date(2027, 1, 4), count=17)

# --- numbers ------------------------------------------------------------------------------------------------------

ONE = {1, 21, 101, 121}
FEW = {2, 3, 4, 22, 23, 24, 102, 103, 104, 122, 123, 124}
NUMBERS = [*range(31), *range(100, 131)]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_noun_beside_a_number(number: int) -> None:
    noun = "занятие" if number in ONE else "занятия" if number in FEW else "занятий"
    assert slots.sentence(_of(number), language="ru") == f"{number} {noun}."
    assert plural(number, "занятие", "занятия", "занятий") == noun


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_the_noun_after_at_most(number: int) -> None:
    noun = "занятия" if number in ONE else "занятий"
    told = phrase.sentence(Strategy(1), TILL.replace(count=number), language="ru")
    assert told.endswith(f"по 28 октября 2020 г., не больше {number} {noun}.")


@pytest.mark.parametrize("number", NUMBERS)
def test_the_verb_beside_a_number(number: int) -> None:
    few = number in FEW
    moments = tuple(datetime(2027, 1, 1, 0, minute % 60) for minute in range(number))
    found = Difference(moments, moments, (), moments)
    told = changes.sentence(found, language="ru")
    added, removed = ("добавлены", "убраны") if few else ("добавлено", "убрано")
    expected = f"{number} {added}, {number} {removed}, {number} без изменений."
    assert told == (expected if number else "Отличий нет: 0 без изменений.")


def _of(number: int) -> Schedule:
    slot = Slot(datetime(2027, 1, 1, 9), Why.PATTERN, datetime(2027, 1, 1, 9))
    return Schedule((slot,) * number, None)


ORDINALS = {
    1: ("первый", "первая", "первую", "первое"),
    2: ("второй", "вторая", "вторую", "второе"),
    3: ("третий", "третья", "третью", "третье"),
    4: ("четвёртый", "четвёртая", "четвёртую", "четвёртое"),
    5: ("пятый", "пятая", "пятую", "пятое"),
    6: ("шестой", "шестая", "шестую", "шестое"),
    7: ("седьмой", "седьмая", "седьмую", "седьмое"),
    8: ("восьмой", "восьмая", "восьмую", "восьмое"),
    9: ("девятый", "девятая", "девятую", "девятое"),
    10: ("десятый", "десятая", "десятую", "десятое"),
    11: ("11-й", "11-я", "11-ю", "11-е"),
    53: ("53-й", "53-я", "53-ю", "53-е"),
    10_001: ("10\u00a0001-й", "10\u00a0001-я", "10\u00a0001-ю", "10\u00a0001-е"),
}
"""Masculine, feminine, feminine in the accusative, neuter."""


@pytest.mark.parametrize("number", ORDINALS)
def test_ordinals(number: int) -> None:
    assert tuple(ordinal(number, form) for form in ("m", "f", "f_acc", "n")) == ORDINALS[number]


# --- strategies ---------------------------------------------------------------------------------------------------

EVERY = {
    0: ("Каждый день", "Каждую неделю", "Каждый месяц", "Каждый год"),
    1: ("Каждый второй день", "Каждую вторую неделю", "Каждый второй месяц", "Каждый второй год"),
    2: ("Каждый третий день", "Каждую третью неделю", "Каждый третий месяц", "Каждый третий год"),
    4: ("Каждый пятый день", "Каждую пятую неделю", "Каждый пятый месяц", "Каждый пятый год"),
    10: ("Каждый 11-й день", "Каждую 11-ю неделю", "Каждый 11-й месяц", "Каждый 11-й год"),
}


@pytest.mark.parametrize("interval", EVERY)
@pytest.mark.parametrize(
    ("window", "limits"),
    [
        (TILL, "в 10:30, с 28 сентября по 28 октября 2020 г."),
        (TILL.replace(till=None, count=21), "в 10:30, с 28 сентября 2020 г., 21 занятие."),
    ],
    ids=["till", "count"],
)
def test_every_mode_at_every_interval(interval: int, window: Window, limits: str) -> None:
    day, week, month, year = EVERY[interval]
    fixed = EVERY[0][1]
    expected = {
        1: f"{day} {limits}",
        2: f"{fixed} с понедельника по пятницу {limits}",
        3: f"{fixed} по понедельникам, средам и пятницам {limits}",
        4: f"{fixed} по вторникам и четвергам {limits}",
        5: f"{week} по понедельникам и четвергам {limits}",
        6: f"{month} 28-го числа {limits}",
        7: f"{year} 28 сентября {limits}",
    }
    for mode, told in expected.items():
        strategy = Strategy(mode, days=(1, 4) if mode == 5 else (), interval=interval)
        assert phrase.sentence(strategy, window, language="ru") == told


def test_the_sentence_of_the_issue() -> None:
    strategy = Strategy(5, days=(1, 4), interval=2)
    told = phrase.sentence(strategy, COUNT, language="ru")
    assert told == "Каждую третью неделю по понедельникам и четвергам, с 4 января 2027 г., 17 занятий."


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((0,), "по воскресеньям"),
        ((1,), "по понедельникам"),
        ((2,), "по вторникам"),
        ((3,), "по средам"),
        ((4,), "по четвергам"),
        ((5,), "по пятницам"),
        ((6,), "по субботам"),
        ((0, 6), "по субботам и воскресеньям"),
        ((1, 3, 5), "по понедельникам, средам и пятницам"),
    ],
)
def test_weekdays_in_the_dative_monday_first(days: tuple[int, ...], told: str) -> None:
    said = phrase.pattern(Strategy(5, days=days), COUNT, None, Reading(), language="ru")
    assert said == f"Каждую неделю {told}"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2027-01-04", "2027-06-30", "с 4 января по 30 июня 2027 г."),
        ("2027-01-02", "2027-06-02", "со 2 января по 2 июня 2027 г."),
        ("2027-01-12", "2027-01-22", "с 12 по 22 января 2027 г."),
        ("2027-01-22", "2028-02-02", "с 22 января 2027 г. по 2 февраля 2028 г."),
        ("2027-01-04", "2028-01-04", "с 4 января 2027 г. по 4 января 2028 г."),
        ("2027-01-04", "2027-01-04", "только 4 января 2027 г."),
    ],
    ids=["months", "the second", "one month", "two years", "a year apart", "one day"],
)
def test_from_a_day_until_a_day(first: str, last: str, told: str) -> None:
    assert span((date.fromisoformat(first), date.fromisoformat(last))) == told


MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_months_in_the_genitive(number: int, name: str) -> None:
    window = Window(date(2027, number, 3), count=1, hours=9, minutes=5)
    told = phrase.sentence(Strategy(7), window, language="ru")
    assert told == f"Каждый год 3 {name} в 09:05, с 3 {name} 2027 г., 1 занятие."


@pytest.mark.parametrize(
    ("missing", "month", "year"),
    [
        ("skip", "месяцы без этого числа пропускаются", "годы без этого дня пропускаются"),
        ("clamp", "а в более коротком месяце — в его последний день", "а если его нет, 28 февраля"),
        (
            "overflow",
            "а если его нет, счёт дней идёт дальше, в следующий месяц",
            "а если его нет, 1 марта",
        ),
        (
            "clamp_drift",
            "короткий месяц заменяет его своим последним числом, и дальше остаётся это число",
            "с первого года без этого дня — всегда 28 февраля",
        ),
        (
            "overflow_drift",
            "если его нет, дата уходит в следующий месяц, и дальше остаётся новое число",
            "с первого года без этого дня — всегда 1 марта",
        ),
    ],
)
def test_a_missing_day(missing: str, month: str, year: str) -> None:
    reading = Reading(missing_day=missing)
    leap_day = Window(date(2028, 2, 29), count=3)
    end_of_month = Window(date(2027, 1, 31), count=3)
    assert phrase.pattern(Strategy(6), end_of_month, None, reading, language="ru") == (
        f"Каждый месяц 31-го числа ({month})"
    )
    assert phrase.pattern(Strategy(7), leap_day, None, reading, language="ru") == (
        f"Каждый год 29 февраля ({year})"
    )


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ({"both_limits": "till"}, "с 28 сентября по 28 октября 2020 г."),
        ({"both_limits": "count"}, "с 28 сентября 2020 г., 5 занятий."),
        ({}, "с 28 сентября по 28 октября 2020 г., не больше 5 занятий."),
        (
            {"from_included": "no"},
            "с 28 сентября по 28 октября 2020 г., не больше 5 занятий, первый день не считается.",
        ),
        (
            {"till_included": "no", "both_limits": "till"},
            "с 28 сентября по 28 октября 2020 г., последний день не считается.",
        ),
        (
            {"from_included": "no", "till_included": "no", "both_limits": "count"},
            "с 28 сентября 2020 г., 5 занятий, первый и последний дни не считаются.",
        ),
    ],
)
def test_limits_under_readings(reading: dict[str, str], told: str) -> None:
    said = phrase.sentence(Strategy(1), TILL.replace(count=5), None, Reading(**reading), language="ru")
    assert said == f"Каждый день в 10:30, {told}"


def test_without_days_there_are_no_dates_and_no_limits() -> None:
    for reading in (Reading(empty_days="none"), Reading()):
        told = phrase.sentence(Strategy(5), TILL, None, reading, number=0, language="ru")
        assert told == "Дат нет: не указан ни один день недели."


def test_a_weekday_stands_in_for_empty_days() -> None:
    told = phrase.sentence(Strategy(5), TILL, None, Reading(empty_days="anchor_weekday"), language="ru")
    assert told == "Каждую неделю по понедельникам в 10:30, с 28 сентября по 28 октября 2020 г."


def test_the_number_of_dates_stands_at_the_end() -> None:
    strategy = Strategy(5, days=(1, 4), interval=2)
    told = phrase.sentence(strategy, TILL, number=4, language="ru")
    assert told.endswith("с 28 сентября по 28 октября 2020 г.: 4 занятия.")


# --- schedules ----------------------------------------------------------------------------------------------------

AT = datetime(2027, 1, 2, 9)


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (Slot(AT, Why.PATTERN, AT), "по шаблону"),
        (Slot(AT, Why.ADDED, None), "добавлено вручную"),
        (Slot(AT, Why.ADDED, None, despite="Рождество"), "добавлено вручную, хотя закрыто: Рождество"),
        (Slot(AT, Why.MOVED, AT), "перенесено вручную со 2 января 2027 г., 09:00"),
        (Slot(AT, Why.SHIFTED, AT, "gap"), "сдвинуто: такого времени на часах нет"),
        (Slot(None, Why.DROPPED, AT), "убрано вручную"),
        (Slot(None, Why.DROPPED, AT, closure="Рождество"), "убрано вручную, закрыто: Рождество"),
        (Slot(None, Why.IN_GAP, AT, "gap"), "пропущено: такого времени на часах нет"),
        (Slot(None, Why.CLOSED, AT, closure="Рождество"), "закрыто: Рождество"),
        (
            Slot(None, Why.NO_PLACE, AT, closure="Ремонт"),
            "рядом нет открытого и свободного дня, закрыто: Ремонт",
        ),
        (Slot(None, Why.TAKEN, AT), "пропущено, место занято"),
        (
            Slot(AT, Why.OFF_CLOSURE, datetime(2027, 1, 1, 9), closure="Новый год"),
            "перенесено с 1 января 2027 г., 09:00, закрыто: Новый год",
        ),
        (Slot(AT, Why.APPENDED, AT), "добавлено в конце"),
    ],
)
def test_the_reason_of_a_slot(slot: Slot, told: str) -> None:
    assert slots.reason(slot, language="ru") == told


def test_a_schedule_says_what_it_comes_to() -> None:
    strategy, window = Strategy(5, days=(1, 4)), Window(date(2027, 1, 4), count=8, hours=9, minutes=0)
    closures = Closures({date(2027, 1, 7): "Рождество", date(2027, 1, 14): "Ремонт"})
    monday = datetime(2027, 1, 4, 9)
    edits: list[Edit] = [Move(monday, to=datetime(2027, 1, 5, 9)), Drop(datetime(2027, 1, 11, 9))]
    schedule = arrange(expand(strategy, window), edits, closures=closures)
    assert slots.sentence(schedule, language="ru") == (
        "5 занятий: 4 по шаблону, 1 перенесено вручную; 3 пропущены: 2 в закрытый день, 1 вручную."
    )
    assert slots.sentence(schedule) == (
        "5 sessions: 4 as in the pattern, 1 moved by hand; 3 left out: 2 on a closed day, 1 by hand."
    )


def test_an_empty_schedule_has_no_sessions() -> None:
    assert slots.sentence(Schedule((), None), language="ru") == "0 занятий."
    assert slots.sentence(Schedule((), None)) == "0 sessions."


# --- differences --------------------------------------------------------------------------------------------------


def test_what_became_of_each_date() -> None:
    old = [datetime(2027, 1, day, 9) for day in (4, 7, 11, 25)]
    new = [datetime(2027, 1, 4, 9), datetime(2027, 1, 7, 18, 30), datetime(2027, 1, 12, 9), AT]
    found = compare(old, new)
    assert changes.sentences(found, language="ru") == (
        "Добавлено: 2 января 2027 г. (сб), 09:00.",
        "Перенесено: 7 января 2027 г. (чт), 09:00 → 7 января 2027 г. (чт), 18:30, в тот же день.",
        "Перенесено: 11 января 2027 г. (пн), 09:00 → 12 января 2027 г. (вт), 09:00, на другой день.",
        "Убрано: 25 января 2027 г. (пн), 09:00.",
    )
    assert changes.sentence(found, language="ru") == "1 добавлено, 1 убрано, 2 перенесены, 1 без изменений."


def test_a_slot_that_moved_far_is_the_same_slot() -> None:
    slot = Slot(AT, Why.PATTERN, AT)
    moved = slot._replace(start=datetime(2027, 3, 8, 9), why=Why.MOVED)
    found = compare(Schedule((slot,), None), Schedule((moved,), None))
    assert changes.sentences(found, language="ru") == (
        "Перенесено: 2 января 2027 г. (сб), 09:00 → 8 марта 2027 г. (пн), 09:00, то же занятие шаблона.",
    )


# --- what is refused ----------------------------------------------------------------------------------------------


def test_a_refused_strategy_can_still_be_said() -> None:
    strategy, reading = Strategy(3, interval=2), Reading(fixed_interval="refuse")
    with pytest.raises(InvalidStrategy):
        expand(strategy, TILL, None, reading)
    told = phrase.pattern(strategy, TILL, None, reading, language="ru")
    assert told == "Каждую неделю по понедельникам, средам и пятницам"


def test_fixed_weekdays_every_so_many_weeks() -> None:
    told = phrase.pattern(Strategy(4, interval=3), TILL, None, Reading(fixed_interval="weeks"), language="ru")
    assert told == "Каждую четвёртую неделю по вторникам и четвергам"


def test_dates_that_are_none_are_refused_before_anything_is_said() -> None:
    with pytest.raises(InvalidDates):
        compare(["2027-01-04"], [])  # type: ignore[list-item]  # what a caller without types may give


@pytest.mark.parametrize("left", [1, 0])
def test_what_is_left_of_a_count_is_not_a_second_count(left: int) -> None:
    """Closed days take dates away; how many are left is said as a part of how many were asked for."""
    told = phrase.sentence(Strategy(1), COUNT, number=left, language="ru")
    assert told == f"Каждый день, с 4 января 2027 г., 17 занятий, из них остаётся {left}."
