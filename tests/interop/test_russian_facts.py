"""Every fact of an explanation as a Russian sentence, as a native reader wrote it down."""

from datetime import date, datetime, time

import pytest

from recurrence import Slot, Strategy, Why, Window
from recurrence.analysis.explain import explain
from recurrence.analysis.facts import (
    AtTime,
    Begins,
    Closed,
    Counted,
    Fact,
    FromDay,
    Ignored,
    InUnit,
    OfSource,
    OnDayOfMonth,
    OnWeekday,
    Placed,
    TillDay,
)
from recurrence.interop import reasons

AT = datetime(2027, 1, 2, 9)


def week(place: int, *, following: date | None) -> InUnit:
    first = date(2020, 10, 5)
    return InUnit(place == 1, ("C4",), "week", first, place, 21, date(2020, 9, 28), following)


def unit(name: str, first: date, place: int, period: int, following: date | None = None) -> InUnit:
    return InUnit(place == 1, ("C4",), name, first, place, period, date(2020, 9, 1), following)  # type: ignore[arg-type]  # one of the units


def in_month(
    *,
    holds: bool,
    lands: date | None,
    month: date = date(2027, 2, 1),
    day: int = 31,
    lost: date | None = None,
) -> OnDayOfMonth:
    return OnDayOfMonth(holds, ("R4",), month, day, lands, "skip", 31, lost)


NONE: tuple[str, ...] = ()
IN, OUT = True, False
ITSELF, BESIDE = True, False
LAST = datetime(2027, 1, 5, 10)

FACTS: list[tuple[Fact, str]] = [
    (AtTime(IN, NONE, time(10), time(10)), "10:00 — время всех занятий."),
    (AtTime(OUT, NONE, time(11, 0, 5), time(10)), "Все занятия в 10:00, а не в 11:00:05."),
    (
        OnWeekday(OUT, NONE, 2, (), None),
        "В стратегии не указан ни один день недели, поэтому дат нет.",
    ),
    (
        OnWeekday(IN, NONE, 2, (2,), date(2027, 1, 5)),
        "В стратегии не указан ни один день недели, и берётся тот, на который приходится 5 января 2027 г. (вт).",
    ),
    (
        OnWeekday(OUT, NONE, 3, (2,), date(2027, 1, 5)),
        (
            "В стратегии не указан ни один день недели, и берётся тот, на который приходится 5 января 2027 г. (вт); "
            "а это среда."
        ),
    ),
    (OnWeekday(IN, NONE, 5, (5,), None), "Пятница — день стратегии."),
    (
        OnWeekday(IN, NONE, 6, (0, 6), None),
        "Суббота — один из дней стратегии (суббота и воскресенье).",
    ),
    (
        OnWeekday(OUT, NONE, 0, (1, 2, 3, 4, 5), None),
        "Воскресенье не входит в дни стратегии (с понедельника по пятницу).",
    ),
    (unit("day", date(2020, 9, 1), 1, 1), "Считается каждый день."),
    (unit("week", date(2020, 9, 1), 1, 1), "Считается каждая неделя."),
    (unit("month", date(2020, 9, 1), 1, 1), "Считается каждый месяц."),
    (unit("year", date(2020, 9, 1), 1, 1), "Считается каждый год."),
    (
        unit("day", date(2020, 9, 3), 1, 2),
        "Это активный день: первый в цикле из 2 дней, отсчёт с 1 сентября 2020 г.",
    ),
    (
        unit("day", date(2020, 9, 2), 2, 3, date(2020, 9, 4)),
        (
            "Это день перерыва: второй в цикле из 3 дней, отсчёт с 1 сентября 2020 г.; "
            "следующий активный день — 4 сентября 2020 г."
        ),
    ),
    (
        week(1, following=None),
        "Неделя с 5 октября 2020 г. — активная: первая в цикле из 21 недели, отсчёт с 28 сентября 2020 г.",
    ),
    (
        week(11, following=date(2021, 3, 2)),
        (
            "Неделя с 5 октября 2020 г. приходится на перерыв: 11-я в цикле из 21 недели, "
            "отсчёт с 28 сентября 2020 г.; следующая активная неделя — со 2 марта 2021 г."
        ),
    ),
    (
        week(3, following=None),
        (
            "Неделя с 5 октября 2020 г. приходится на перерыв: третья в цикле из 21 недели, "
            "отсчёт с 28 сентября 2020 г.; до следующей активной недели календарь кончается."
        ),
    ),
    (
        unit("month", date(2020, 11, 1), 1, 2),
        "Ноябрь 2020 г. — активный месяц: первый в цикле из 2 месяцев, отсчёт с сентября 2020 г.",
    ),
    (
        unit("month", date(2020, 11, 1), 3, 5, date(2021, 2, 1)),
        (
            "Ноябрь 2020 г. — месяц перерыва: третий в цикле из 5 месяцев, отсчёт с сентября 2020 г.; "
            "следующий активный месяц — февраль 2021 г."
        ),
    ),
    (
        unit("year", date(2022, 1, 1), 1, 2),
        "2022 год — активный: первый в цикле из 2 лет, отсчёт с 2020 года.",
    ),
    (
        unit("year", date(2021, 1, 1), 2, 21, date(2041, 1, 1)),
        "2021 год — год перерыва: второй в цикле из 21 года, отсчёт с 2020 года; следующий активный год — 2041.",
    ),
    (
        unit("day", date(9999, 12, 31), 2, 3),
        (
            "Это день перерыва: второй в цикле из 3 дней, отсчёт с 1 сентября 2020 г.; "
            "до следующего активного дня календарь кончается."
        ),
    ),
    (
        in_month(holds=True, lands=date(2027, 1, 31), month=date(2027, 1, 1)),
        "Это 31-е число месяца, как и требуется.",
    ),
    (
        in_month(holds=False, lands=date(2027, 1, 31), month=date(2027, 1, 1)),
        "Требуется 31-е число: в январе 2027 г. это 31 января 2027 г. (вс).",
    ),
    (in_month(holds=False, lands=None), "В феврале 2027 г. нет 31-го числа, и этот месяц пропускается."),
    (
        in_month(holds=True, lands=date(2027, 2, 28)),
        "В феврале 2027 г. нет 31-го числа, и его заменяет последний день: 28 февраля 2027 г. (вс).",
    ),
    (
        in_month(holds=True, lands=date(2027, 3, 3)),
        "В феврале 2027 г. нет 31-го числа, и счёт идёт дальше, в следующий месяц: 3 марта 2027 г. (ср).",
    ),
    (
        in_month(holds=True, lands=date(2027, 3, 3), month=date(2027, 3, 1), day=3, lost=date(2027, 2, 1)),
        "С февраля 2027 г., в котором нет 31-го числа, требуется 3-е, и это оно.",
    ),
    (
        in_month(holds=False, lands=date(2027, 3, 3), month=date(2027, 3, 1), day=3, lost=date(2027, 2, 1)),
        "С февраля 2027 г., в котором нет 31-го числа, требуется 3-е: в марте 2027 г. это 3 марта 2027 г. (ср).",
    ),
    (
        in_month(holds=False, lands=None, month=date(2027, 2, 1), day=30, lost=date(2026, 11, 1)),
        "С ноября 2026 г., в котором нет 31-го числа, требуется 30-е: в феврале 2027 г. даты нет.",
    ),
    (
        Begins(OUT, NONE, date(2027, 1, 31)),
        "Шаблон идёт от даты к дате и начинается 31 января 2027 г. (вс): раньше ничего нет.",
    ),
    (FromDay(IN, NONE, date(2027, 1, 5), BESIDE), "День не раньше первого дня, 5 января 2027 г. (вт)."),
    (FromDay(OUT, NONE, date(2027, 1, 5), BESIDE), "День раньше первого дня, 5 января 2027 г. (вт)."),
    (FromDay(IN, NONE, date(2027, 1, 5), ITSELF), "Это сам первый день, и он считается."),
    (FromDay(OUT, NONE, date(2027, 1, 5), ITSELF), "Это сам первый день, и он не считается."),
    (
        TillDay(IN, NONE, date(2027, 1, 5), BESIDE),
        "День не позже последнего дня, 5 января 2027 г. (вт).",
    ),
    (TillDay(OUT, NONE, date(2027, 1, 5), BESIDE), "День позже последнего дня, 5 января 2027 г. (вт)."),
    (TillDay(IN, NONE, date(2027, 1, 5), ITSELF), "Это сам последний день, и он считается."),
    (TillDay(OUT, NONE, date(2027, 1, 5), ITSELF), "Это сам последний день, и он не считается."),
    (Counted(IN, NONE, 3, 21, LAST), "По счёту это третье занятие из 21."),
    (Counted(OUT, NONE, 11, 5, None), "По счёту это было бы 11-е занятие, а можно не больше 5."),
    (
        Counted(OUT, NONE, 2, 1, LAST),
        (
            "По счёту это было бы второе занятие, а можно не больше 1; "
            "последнее — во вторник, 5 января 2027 г., в 10:00."
        ),
    ),
    (OfSource(IN, NONE, LAST), "Это время самого исходного события, и занятие создаётся ещё раз."),
    (OfSource(OUT, NONE, LAST), "Это время самого исходного события, и второй раз занятие не создаётся."),
    (
        Ignored(IN, NONE, "interval"),
        "Интервал не учитывается: в этом режиме нет единицы, которую он мог бы считать.",
    ),
    (Ignored(IN, NONE, "days"), "Дни недели не учитываются: они есть только в режиме 5."),
    (Ignored(IN, NONE, "till"), "Последний день не учитывается, потому что задано число занятий."),
    (Ignored(IN, NONE, "count"), "Число занятий не учитывается, потому что задан последний день."),
    (Closed(OUT, NONE, "Рождество"), "День закрыт: Рождество."),
    (Closed(OUT, NONE, ""), "День закрыт."),
    (
        Placed(OUT, NONE, Slot(None, Why.CLOSED, datetime(2027, 1, 6, 9), closure="Ремонт")),
        "По расписанию занятия в среду, 6 января 2027 г., в 09:00 нет (закрыто: Ремонт).",
    ),
    (Placed(IN, NONE, Slot(AT, Why.PATTERN, AT)), "В расписании так же, как в шаблоне."),
    (
        Placed(IN, NONE, Slot(AT, Why.PATTERN, AT, "gap")),
        "В расписании так же, как в шаблоне, в то время, которое часы пропускают.",
    ),
    (
        Placed(IN, NONE, Slot(AT, Why.PATTERN, AT, "fold")),
        "В расписании так же, как в шаблоне, в то время, которое часы показывают дважды.",
    ),
    (
        Placed(IN, NONE, Slot(AT, Why.OFF_CLOSURE, datetime(2027, 1, 1, 9), closure="Новый год")),
        (
            "По расписанию занятие здесь, в субботу, 2 января 2027 г., в 09:00 "
            "(перенесено с 1 января 2027 г., 09:00, закрыто: Новый год)."
        ),
    ),
    (
        Placed(OUT, NONE, Slot(LAST, Why.MOVED, datetime(2027, 1, 3, 10))),
        (
            "По расписанию занятие стоит во вторник, 5 января 2027 г., в 10:00 "
            "(перенесено вручную с 3 января 2027 г., 10:00)."
        ),
    ),
]


@pytest.mark.parametrize(("fact", "told"), FACTS)
def test_a_fact_is_said(fact: Fact, told: str) -> None:
    assert reasons.sentence(fact, language="ru") == told


ON = (
    *("в понедельник, 4", "во вторник, 5", "в среду, 6", "в четверг, 7"),
    *("в пятницу, 8", "в субботу, 9", "в воскресенье, 10"),
)


@pytest.mark.parametrize("on", ON, ids=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
def test_on_a_weekday(on: str) -> None:
    last = datetime(2027, 1, int(on.rpartition(" ")[2]), 10)
    told = reasons.sentence(Counted(OUT, NONE, 2, 1, last), language="ru")
    assert told.endswith(f"последнее — {on} января 2027 г., в 10:00.")


MONTHS_IN = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS_IN, start=1)))
def test_months_in_the_locative(number: int, name: str) -> None:
    told = reasons.sentence(in_month(holds=False, lands=None, month=date(2027, number, 1)), language="ru")
    assert told == f"В {name} 2027 г. нет 31-го числа, и этот месяц пропускается."


def test_an_explanation_is_said_fact_by_fact() -> None:
    window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    found = explain(Strategy(5, days=(1, 4), interval=2), window, date(2020, 10, 8))
    assert reasons.sentences(found, language="ru") == (
        "Четверг — один из дней стратегии (понедельник и четверг).",
        (
            "Неделя с 5 октября 2020 г. приходится на перерыв: вторая в цикле из 3 недель, "
            "отсчёт с 28 сентября 2020 г.; следующая активная неделя — с 19 октября 2020 г."
        ),
        "День не раньше первого дня, 28 сентября 2020 г. (пн).",
        "День не позже последнего дня, 28 октября 2020 г. (ср).",
    )
