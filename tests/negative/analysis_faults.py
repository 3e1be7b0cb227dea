"""Deliberate faults in explain, compare and lint, each with the one law that has to notice it."""

from tests.negative.noticing import Fault

LAW = "property_tests/test_laws_"

FAULTS = [
    Fault(
        "weeks begin on Sunday in explanations, where Monday is read",
        "recurrence/analysis/chain.py",
        '{"monday": 1, "sunday": 0, "rolling": anchor}',
        '{"monday": 0, "sunday": 0, "rolling": anchor}',
        f"{LAW}explain.py::test_an_explanation_never_contradicts_the_dates",
    ),
    Fault(
        "a day that ran over into the next month is explained as if it came back",
        "recurrence/analysis/chain.py",
        "length if clamped else found[-1].day - length",
        "length if clamped else found[-1].day - length + 1",
        f"{LAW}explain.py::test_an_explanation_of_short_months_never_contradicts_the_dates[overflow_drift]",
    ),
    Fault(
        "the next active week that an explanation names is one too late",
        "recurrence/analysis/chain.py",
        "first + (period - place) * length",
        "first + (period - place + 1) * length",
        f"{LAW}explain.py::test_the_next_active_unit_is_the_one_that_a_walk_meets",
    ),
    Fault(
        "of two new dates on a day the later one counts as moved",
        "recurrence/analysis/compare.py",
        "for slot in reversed(fresh):",
        "for slot in fresh:",
        f"{LAW}compare.py::test_comparing_the_other_way_round_is_the_mirror_image",
    ),
    Fault(
        "lint takes the interval for a step",
        "recurrence/analysis/lint.py",
        "elif wanted != strategy.interval + 1:",
        "elif wanted != strategy.interval:",
        f"{LAW}lint.py::test_a_title_made_from_the_strategy_itself_is_never_a_trap",
    ),
    Fault(
        "strategies are called equal though a reading tells them apart",
        "recurrence/analysis/lint.py",
        "if not interval and (mode in FIXED_DAYS or mode is RepeatMode.DAILY):",
        "if mode in FIXED_DAYS or (not interval and mode is RepeatMode.DAILY):",
        f"{LAW}lint.py::test_strategies_are_equal_exactly_where_walks_find_the_same_under_all_readings",
    ),
]
