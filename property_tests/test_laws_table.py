"""Law: table. A table of strategies gives what `expand` gives for each of its rows, in dates, counts and problems."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from property_tests.tables import asked, disagreements, estranged, miscounts, torn
from recurrence.interop import table as kernel

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=10 + settings().max_examples // 20)


@FEW
@given(seed=SEEDS)
def test_a_table_means_what_its_rows_mean_one_by_one(seed: int) -> None:
    assert next(disagreements(kernel, asked(seed)), None) is None


@settings(FEW, max_examples=FEW.max_examples // 2)
@given(seed=SEEDS, most=st.sampled_from((1, 50, 4_000)))
def test_parts_of_a_table_are_the_table(seed: int, most: int) -> None:
    assert next(torn(kernel, asked(seed, rows=40, spans=(0, 40, 400, 40_000)), most), None) is None


@settings(FEW, max_examples=FEW.max_examples // 2)
@given(seed=SEEDS)
def test_what_is_counted_is_what_there_is(seed: int) -> None:
    assert next(miscounts(kernel, asked(seed, rows=40, spans=(0, 40, 400, 4_000))), None) is None


@settings(FEW, max_examples=FEW.max_examples // 2)
@given(seed=SEEDS)
def test_rows_that_share_dates_have_their_own(seed: int) -> None:
    assert next(estranged(kernel, asked(seed, rows=60, spans=(0, 40, 400, 4_000))), None) is None
