"""The traps of strategies in Russian, as a native reader wrote them down; each trap, and the endings beside numbers."""

import re

import pytest

from recurrence import Strategy
from recurrence.analysis.lint import Finding, Trap, lint
from recurrence.interop.advice import advice
from recurrence.interop.russian_forms import FORMS


def found(strategy: Strategy, trap: Trap, **more: object) -> Finding:
    """The finding of a kind; there must be one."""
    return next(each for each in lint(strategy, **more) if each.trap is trap)  # type: ignore[arg-type]  # lint's own


def said(strategy: Strategy, trap: Trap, **more: object) -> str:
    return advice(strategy, found(strategy, trap, **more), language="ru")


@pytest.mark.parametrize(
    ("title", "mode", "interval", "told"),
    [
        (
            "каждые 2 недели",
            5,
            2,
            "а интервал 2 пропускает 2 недели: это каждая третья неделя. Интервал 1 — это каждая вторая неделя.",
        ),
        (
            "каждые 2 недели",
            5,
            0,
            "а интервал 0 ничего не пропускает: это каждая неделя. Интервал 1 — это каждая вторая неделя.",
        ),
        (
            "каждые 6 дней",
            1,
            20,
            "а интервал 20 пропускает 20 дней: это каждый 21-й день. Интервал 5 — это каждый шестой день.",
        ),
        (
            "раз в 2 месяца",
            6,
            11,
            "а интервал 11 пропускает 11 месяцев: это каждый 12-й месяц. Интервал 1 — это каждый второй месяц.",
        ),
    ],
)
def test_a_title_that_says_another_period(title: str, mode: int, interval: int, told: str) -> None:
    strategy = Strategy(mode, days=(1,) if mode == 5 else (), interval=interval, title=f"Йога, {title}")
    assert said(strategy, Trap.TITLE_PERIOD) == f"В названии «{title}», {told}"


def test_days_that_count_nothing() -> None:
    one, two = Strategy(1, days=(1,)), Strategy(1, days=(1, 4))
    begin = "Дни недели важны только в режиме 5;"
    assert said(one, Trap.DAYS_IGNORED) == f"{begin} понедельник здесь ничего не меняет."
    assert said(two, Trap.DAYS_IGNORED) == f"{begin} понедельник и четверг здесь ничего не меняют."


def test_a_day_seven() -> None:
    strategy = Strategy(5, days=(0, 1), title="Йога")
    assert said(strategy, Trap.DAY_NUMBERS, given_days=(1, 7)) == (
        "Дня 7 нет: 0 — воскресенье, а 6 — суббота. Номера дней (понедельник и воскресенье): 1 и 0."
    )


def test_an_interval_without_a_unit() -> None:
    assert said(Strategy(4, interval=1), Trap.INTERVAL_IGNORED) == (
        "В режиме 4 нет единицы, которую можно пропускать, и что там делает интервал 1, не сказано. "
        "Интервал 0 — это каждая неделя, и неясного не остаётся. "
        "Режим 5, дни — вторник и четверг, интервал 1: это каждая вторая неделя."
    )


def test_monday_to_friday_spelled_out() -> None:
    assert said(Strategy(5, days=(1, 2, 3, 4, 5)), Trap.SAME_AS_WEEKDAYS) == (
        "Это дни с понедельника по пятницу, каждую неделю. Режим 2 говорит то же, и дни ему не нужны."
    )


def test_strategies_that_are_the_same() -> None:
    strategy, other = Strategy(1, id=1), Strategy(1, id=2, title="Утро")
    assert said(strategy, Trap.EQUAL, others=[strategy, other]) == (
        "При всех прочтениях это то же, что стратегия 2 («Утро»): достаточно одной из них."
    )


@pytest.mark.parametrize(
    ("form", "one", "few", "many"),
    [
        ("n_days", "день", "дня", "дней"),
        ("n_weeks", "неделю", "недели", "недель"),
        ("n_months", "месяц", "месяца", "месяцев"),
        ("n_years", "год", "года", "лет"),
    ],
)
def test_what_is_left_out_beside_its_number(form: str, one: str, few: str, many: str) -> None:
    words = {1: one, 2: few, 5: many, 11: many, 21: one, 101: one}
    assert {number: FORMS[form](number) for number in words} == {
        number: f"{number} {word}" for number, word in words.items()
    }


def test_every_trap_is_told_in_russian() -> None:
    strategy = Strategy(6, title="Йога")
    missing = Finding(Trap.MISSING_DAY, ("C2", "R4"), day=31)
    assert advice(strategy, missing, language="ru").startswith("Не в каждом месяце есть 31-е число")
    yearly = advice(Strategy(7), missing._replace(day=29), language="ru")
    assert yearly.startswith("Не в каждом году есть 29 февраля")
    assert not re.search("[A-Za-z]{3}", yearly.replace("dates", ""))
