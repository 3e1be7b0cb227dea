"""Deliberate faults in what is found behind a list of dates, each with the one law that has to notice it."""

from tests.negative.noticing import Fault

LAW = "property_tests/test_laws_infer.py::test_"

FAULTS = [
    Fault(
        "dates that no pattern has are forgotten",
        "recurrence/analysis/infer.py",
        "[*map(Drop, given - wanted), *map(Add, wanted - given)]",
        "[*map(Drop, given - wanted)]",
        f"{LAW}what_is_found_in_noise_gives_the_dates_again_and_costs_no_more_than_they",
    ),
    Fault(
        "a date that two patterns have is in both their plans",
        "recurrence/analysis/infer.py",
        "            taken |= given\n",
        "",
        f"{LAW}shares_have_each_date_once",
    ),
    Fault(
        "a strategy is worth claiming for a single date",
        "recurrence/analysis/infer_shapes.py",
        "PLAIN = 3\n",
        "PLAIN = 0\n",
        f"{LAW}few_dates_are_described_within_one_of_the_cheapest_there_is",
    ),
    Fault(
        "a stretch never goes on from one date to the next",
        "recurrence/analysis/infer_shapes.py",
        "if weight and ended.saved - price >= saved:",
        "if weight:",
        f"{LAW}one_pattern_comes_back_under_other_readings_too",
    ),
    Fault(
        "weeks are counted from Sunday where Monday is read",
        "recurrence/analysis/infer_lanes.py",
        '{"monday": (1,), "sunday": (0,)',
        '{"monday": (0,), "sunday": (0,)',
        f"{LAW}one_pattern_comes_back_as_one_strategy_without_exceptions",
    ),
    Fault(
        "months without a day count as holes",
        "recurrence/analysis/infer_lanes.py",
        "if _length(month) >= number)",
        "if _length(month) >= 0)",
        f"{LAW}a_day_that_some_months_lack_comes_back_as_one_strategy",
    ),
]
