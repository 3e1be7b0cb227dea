"""What titles say, and which traps are found; every row was written by a person reading the title."""

from datetime import date

import pytest

from recurrence import ContentType, RepeatMode, Strategy
from recurrence.analysis.lint import Fix, Trap, lint
from recurrence.analysis.titles import period_of_title, weekdays_of_title

PERIODS = [
    ("Yoga every 2 weeks", (2, "week")),
    ("Yoga, every two weeks", (2, "week")),
    ("Every other week: Boxing", (2, "week")),
    ("EVERY SECOND WEEK", (2, "week")),
    ("Boxing every 2nd week", (2, "week")),
    ("Strength, every 3rd week", (3, "week")),
    ("Biweekly Pilates", (2, "week")),
    ("Bi-weekly Pilates", (2, "week")),
    ("Fortnightly stretching", (2, "week")),
    ("Once every 4 weeks", (4, "week")),
    ("Once a week", (1, "week")),
    ("Weekly yoga", (1, "week")),
    ("Yoga every other Monday", (2, "week")),
    ("Every Monday and Thursday", (1, "week")),
    ("Odd weeks only", (2, "week")),
    ("Every other day", (2, "day")),
    ("Daily plank", (1, "day")),
    ("Every 3 days", (3, "day")),
    ("Every 2 months", (2, "month")),
    ("Quarterly open day", (3, "month")),
    ("Monthly meeting", (1, "month")),
    ("Every second year", (2, "year")),
    ("Йога раз в две недели", (2, "week")),
    ("Йога раз в 2 недели", (2, "week")),
    ("Йога, каждую вторую неделю", (2, "week")),
    ("Йога каждые две недели", (2, "week")),
    ("Каждую 3-ю неделю", (3, "week")),
    ("Йога через неделю", (2, "week")),
    ("Йога по чётным неделям", (2, "week")),
    ("Йога еженедельно", (1, "week")),
    ("5 раз в неделю", (1, "week")),
    ("Каждый второй понедельник", (2, "week")),
    ("Каждый третий день", (3, "day")),
    ("Через день", (2, "day")),
    ("Раз в три месяца", (3, "month")),
    ("Ежемесячно", (1, "month")),
    ("Раз в полгода", (6, "month")),
    ("Раз в два года", (2, "year")),
]

NO_PERIODS = [
    "",
    "Yoga",
    "2 weeks intensive",
    "Every 2-3 weeks",
    "Weekly or every 2 weeks",
    "Every weekday",
    "Every weekend",
    "Every second Monday of the month",
    "Every 1st Monday of the month",
    "Каждый второй понедельник месяца",
    "Каждую свободную неделю",
    "Every body is welcome",
    "Everyday heroes",
    "Неделя йоги",
    "Два раза в день",
    "Two-week course",
    "Every 0 weeks",
]

WEEKDAYS = [
    ("Boxing Mon, Thu", (1, 4)),
    ("Boxing Mon/Thu 19:00", (1, 4)),
    ("Mondays and Thursdays", (1, 4)),
    ("Monday yoga", (1,)),
    ("Mon-Fri", (1, 2, 3, 4, 5)),
    ("Mon – Wed, Sat", (1, 2, 3, 6)),
    ("Fri to Mon", (0, 1, 5, 6)),
    ("Tues. & Thurs.", (2, 4)),
    ("Weekdays at 7", (1, 2, 3, 4, 5)),
    ("Weekend flow", (0, 6)),
    ("Йога пн, чт", (1, 4)),
    ("Йога Пн-Пт", (1, 2, 3, 4, 5)),
    ("с пн по пт", (1, 2, 3, 4, 5)),
    ("по понедельникам и четвергам", (1, 4)),
    ("Среда, воскресенье", (0, 3)),
    ("По будням", (1, 2, 3, 4, 5)),
    ("По выходным", (0, 6)),
    ("Пт., сб.", (5, 6)),
]

NO_WEEKDAYS = [
    "Sun salutation",
    "Sat nam",
    "Mon amour",
    "Every day except Sunday and Monday",
    "Кроме пн и вт",
    "Thursday is not Friday",
    "Monetary matters",
    "Weekdays and Sunday",
    "Средний уровень",
]


@pytest.mark.parametrize(("title", "said"), PERIODS)
def test_a_title_says_how_often(title: str, said: tuple[int, str]) -> None:
    found = period_of_title(title)
    assert found is not None
    assert (found.period, found.unit) == said


@pytest.mark.parametrize("title", NO_PERIODS)
def test_a_title_that_does_not_say_how_often_is_not_held_against_anything(title: str) -> None:
    assert period_of_title(title) is None


@pytest.mark.parametrize(("title", "days"), WEEKDAYS)
def test_a_title_names_weekdays(title: str, days: tuple[int, ...]) -> None:
    found = weekdays_of_title(title)
    assert found is not None
    assert found.days == days


@pytest.mark.parametrize("title", NO_WEEKDAYS)
def test_a_title_that_names_weekdays_by_the_way_is_not_held_against_anything(title: str) -> None:
    assert weekdays_of_title(title) is None


def traps(strategy: Strategy, start: date | None = None) -> list[Trap]:
    return [finding.trap for finding in lint(strategy, start=start)]


@pytest.mark.parametrize(
    ("strategy", "interval"),
    [
        (Strategy(5, days=(1,), interval=2, title="Every 2 weeks"), 1),
        (Strategy(5, days=(1,), interval=2, title="Раз в две недели"), 1),
        (Strategy(5, days=(1,), interval=1, title="Every week"), 0),
        (Strategy(5, days=(1,), interval=0, title="Biweekly"), 1),
        (Strategy(1, interval=3, title="Every 3 days"), 2),
        (Strategy(1, interval=14, title="Every 2 weeks"), 13),
        (Strategy(6, interval=1, title="Monthly"), 0),
        (Strategy(6, interval=12, title="Every year"), 11),
        (Strategy(7, interval=2, title="Раз в два года"), 1),
    ],
)
def test_a_title_beside_another_period_is_a_trap_with_the_interval_that_was_meant(
    strategy: Strategy, interval: int
) -> None:
    (found,) = lint(strategy)
    assert (found.trap, found.fixes) == (Trap.TITLE_PERIOD, (Fix(interval=interval),))
    assert found.clauses[0] == "C4"


@pytest.mark.parametrize(
    "strategy",
    [
        Strategy(5, days=(1,), interval=1, title="Every 2 weeks"),
        Strategy(5, days=(1,), interval=2, title="Strength, every 3rd week"),
        Strategy(1, interval=1, title="Every other day"),
        Strategy(1, interval=13, title="Every 2 weeks"),
        Strategy(1, title="Weekly plan"),
        Strategy(2, title="Daily yoga"),
        Strategy(3, title="Weekly"),
        Strategy(6, interval=2, title="Quarterly"),
        Strategy(5, days=(2, 5), title="Sun salutation"),
        Strategy(5, days=(1, 3), title="Monday blues"),
        Strategy(5, days=(1, 4), title="Yoga"),
    ],
)
def test_a_strategy_that_says_what_its_title_says_has_no_trap(strategy: Strategy) -> None:
    assert lint(strategy) == ()


def test_a_period_in_a_mode_without_a_unit_needs_the_weekly_mode() -> None:
    (found,) = lint(Strategy(3, title="Every 2 weeks"))
    assert (found.trap, found.clauses) == (Trap.TITLE_PERIOD, ("C2", "R6"))
    assert found.fixes == (Fix(RepeatMode.WEEKLY, (1, 3, 5), 1),)


@pytest.mark.parametrize(
    ("title", "days", "meant"),
    [
        ("Boxing Mon, Thu", (2, 5), (1, 4)),  # 1 = Sunday
        ("Boxing Mon, Thu", (0, 3), (1, 4)),  # 0 = Monday
        ("Бокс вт-чт", (1, 2, 3), (2, 3, 4)),
        ("По воскресеньям", (6,), (0,)),
        ("По субботам", (0,), (6,)),
    ],
)
def test_weekdays_one_beside_those_of_the_title_are_a_trap(
    title: str, days: tuple[int, ...], meant: tuple[int, ...]
) -> None:
    (found,) = lint(Strategy(5, days=days, title=title))
    assert (found.trap, found.clauses, found.fixes) == (Trap.DAY_NUMBERS, ("C3",), (Fix(days=meant),))


@pytest.mark.parametrize(
    ("title", "given", "meant"),
    [("", (1, 7), (0, 1)), ("Sat and Sun", (6, 7), (0, 6)), ("Fri, Sat", (6, 7), (5, 6))],
)
def test_a_seven_is_a_sunday_by_iso_unless_the_title_counts_from_sunday(
    title: str, given: tuple[int, ...], meant: tuple[int, ...]
) -> None:
    strategy = Strategy(5, days=[day % 7 for day in given], title=title)
    (found,) = lint(strategy, given_days=given)
    assert (found.trap, found.fixes, found.days) == (Trap.DAY_NUMBERS, (Fix(days=meant),), given)


def test_days_outside_the_weekly_mode_are_ignored() -> None:
    (found,) = lint(Strategy(6, days=(1, 4)))
    assert (found.trap, found.clauses, found.fixes) == (Trap.DAYS_IGNORED, ("C3",), (Fix(days=()),))


def test_an_interval_in_a_mode_without_a_unit_is_ignored() -> None:
    (found,) = lint(Strategy(4, interval=1))
    assert (found.trap, found.clauses) == (Trap.INTERVAL_IGNORED, ("C2", "R6"))
    assert found.fixes == (Fix(interval=0), Fix(RepeatMode.WEEKLY, (2, 4), 1))


def test_monday_to_friday_is_mode_two_where_every_week_counts() -> None:
    (found,) = lint(Strategy(5, days=(1, 2, 3, 4, 5)))
    assert (found.trap, found.fixes) == (Trap.SAME_AS_WEEKDAYS, (Fix(RepeatMode.WEEKDAYS, ()),))
    assert lint(Strategy(5, days=(1, 2, 3, 4, 5), interval=1)) == ()


@pytest.mark.parametrize(
    ("strategy", "start", "missing"),
    [
        (Strategy(6), date(2027, 1, 31), True),
        (Strategy(6), date(2027, 1, 29), True),
        (Strategy(6), date(2027, 1, 28), False),
        (Strategy(6, interval=11), date(2027, 1, 31), False),  # every January
        (Strategy(6, interval=47), date(2024, 2, 29), True),  # every fourth February, until 2100
        (Strategy(7), date(2028, 2, 29), True),
        (Strategy(7), date(2028, 3, 31), False),
        (Strategy(5, days=(1,)), date(2027, 1, 31), False),
        (Strategy(6), None, False),
    ],
)
def test_a_day_that_some_months_lack_is_a_trap(
    strategy: Strategy,
    start: date | None,
    missing: bool,  # noqa: FBT001  a row of a table
) -> None:
    assert traps(strategy, start) == ([Trap.MISSING_DAY] if missing else [])


def test_equal_strategies_are_named_and_titles_ids_and_idle_days_do_not_matter() -> None:
    one = Strategy(2, id=1, title="Morning")
    same = Strategy(5, days=(1, 2, 3, 4, 5), id=2, title="Working days")
    copying = Strategy(2, id=3, content_type=ContentType.APPOINTMENTS)
    (found,) = lint(one, others=(one, same, copying))
    assert (found.trap, found.others) == (Trap.EQUAL, (same,))
