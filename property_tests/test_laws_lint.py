"""Laws: lint has no quarrel with a title made from the strategy, its fixes mend, and equal means equal to a walk."""

from __future__ import annotations

from datetime import date, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from property_tests.bridge import as_given, oracle_verdict
from property_tests.generators import ANY_DAYS, INTERVALS, WEEKDAY_LISTS
from property_tests.oracle import Question
from recurrence import DOCUMENTED, Reading, Strategy, Window
from recurrence.analysis.lint import Trap, are_equal, lint
from recurrence.analysis.titles import period_of_title, weekdays_of_title
from recurrence.interop.phrase import pattern

OF_TITLES = {Trap.TITLE_PERIOD, Trap.DAY_NUMBERS}
STRATEGIES = st.builds(
    lambda mode, days, interval: Strategy(mode, days=days, interval=interval),
    st.integers(1, 7),
    WEEKDAY_LISTS,
    INTERVALS,
)
TITLES = st.sampled_from(
    (
        *("", "Yoga", "every 2 weeks", "weekly", "every other day", "Mon, Thu", "monthly", "every year"),
        *("раз в две недели", "через неделю", "пн, чт", "сб, вс", "по будням", "еженедельно", "раз в год"),
    )
)
SHORT = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
RUSSIAN = ("вс", "пн", "вт", "ср", "чт", "пт", "сб")


@given(STRATEGIES, ANY_DAYS)
def test_a_title_made_from_the_strategy_itself_is_never_a_trap(strategy: Strategy, day: date) -> None:
    title = pattern(strategy, Window(day, count=1), None, DOCUMENTED.replace(empty_days="none"))
    found = lint(strategy.replace(title=title), start=day)
    assert not OF_TITLES & {finding.trap for finding in found}


@given(STRATEGIES, st.sampled_from((SHORT, RUSSIAN)))
def test_a_title_that_lists_the_days_of_the_strategy_is_never_a_trap(
    strategy: Strategy, names: tuple[str, ...]
) -> None:
    title = "Class " + ", ".join(names[day] for day in strategy.days)
    found = lint(strategy.replace(title=title))
    assert Trap.DAY_NUMBERS not in {finding.trap for finding in found}


@given(STRATEGIES, TITLES, ANY_DAYS)
def test_each_fix_mends_its_trap(strategy: Strategy, title: str, start: date) -> None:
    strategy = strategy.replace(title=title)
    for finding in lint(strategy, start=start):
        for fix in finding.fixes:
            again = lint(fix.applied_to(strategy), start=start)
            assert finding.trap not in {other.trap for other in again}, (finding, fix)


@given(st.text(max_size=60))
def test_any_text_is_a_title(title: str) -> None:
    said, named = period_of_title(title), weekdays_of_title(title)
    assert said is None or said.period >= 1
    assert named is None or set(named.days) <= set(range(7))


EVENT = datetime(2027, 2, 24, 9)  # a Wednesday
STARTS = (date(2027, 1, 31), date(2027, 1, 4))
READINGS: tuple[dict[str, str], ...] = (
    {},
    {"interval_means": "step"},
    {"anchor": "event"},
    {"anchor": "event_day"},
    {"week": "sunday"},
    {"week": "rolling"},
    {"fixed_interval": "weeks"},
    {"fixed_interval": "refuse"},
    {"empty_days": "anchor_weekday"},
    {"empty_days": "none"},
    {"missing_day": "clamp"},
)
FEW = [
    *(Strategy(mode, interval=n) for mode in (1, 2, 3, 4, 6, 7) for n in (0, 1)),
    *(Strategy(1, interval=6), Strategy(2, interval=2), Strategy(6, interval=11)),
    *(Strategy(mode, days=(1, 4)) for mode in (1, 2, 6)),
    *(
        Strategy(5, days=days, interval=n)
        for days in ((), (1,), (1, 3, 5), (2, 4), (1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6))
        for n in (0, 1)
    ),
]


def walked(strategy: Strategy) -> list[object]:
    """What walks under each reading find in windows of a year and a half."""
    return [
        oracle_verdict(
            Question(
                mode=int(strategy.repeat_mode),
                days=strategy.days,
                interval=strategy.interval,
                start=start,
                till=date(start.year + 1, 7, 31),
                event=EVENT,
                axes=axes,
            )
        )
        for start in STARTS
        for axes in READINGS
    ]


def test_strategies_are_equal_exactly_where_walks_find_the_same_under_all_readings() -> None:
    found = {strategy: walked(strategy) for strategy in FEW}
    for one, other in combinations(FEW, 2):
        assert are_equal(one, other) == (found[one] == found[other]), (one, other)


def test_the_readings_of_the_walks_are_readings() -> None:
    assert all(Reading(**as_given(axes)) for axes in READINGS)
