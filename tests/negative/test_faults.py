"""Tests of the tests: every deliberate fault is noticed, by the test that is named for it.

Each fault goes into a copy of the code in a folder of its own, beside a copy of the tests, and one test is run
there. That the same tests pass on the code as it is shows that they notice the fault and not the folder.
"""

from collections import Counter
from dataclasses import replace

import pytest

from tests.negative import (
    analysis_faults,
    assistant_faults,
    bulk_faults,
    export_faults,
    faults,
    fleet_faults,
    infer_faults,
    web_faults,
    word_faults,
)
from tests.negative.noticing import Copy, Fault
from tests.negative.protocol_faults import PROTOCOL_FAULTS

CLASSICS = 7  # M1 to M7
LISTS = {
    "engine": (faults.FAULTS, 45),
    "protocol": (PROTOCOL_FAULTS, 28),
    "analysis": (analysis_faults.FAULTS, 6),
    "infer": (infer_faults.FAULTS, 6),
    "words": (word_faults.FAULTS, 14),
    "exports": (export_faults.FAULTS, 9),
    "assistants": (assistant_faults.FAULTS, 5),
    "bulk": (bulk_faults.FAULTS, 8),
    "fleet": (fleet_faults.FAULTS, 6),
    "web": (web_faults.FAULTS, 13),
}
ALL = [(area, fault) for area, (found, _) in LISTS.items() for fault in found]
A_FAULT = faults.FAULTS[0]


@pytest.mark.parametrize("fault", [pytest.param(fault, id=f"{area}: {fault.name}") for area, fault in ALL])
def test_a_fault_is_noticed_by_its_test(fault: Fault, copy: Copy) -> None:
    copy.assert_noticed(fault)


@pytest.mark.parametrize("area", LISTS)
def test_every_named_test_passes_on_the_code_as_it_is(area: str, copy: Copy) -> None:
    copy.assert_passing({fault.caught_by for fault in LISTS[area][0]} - web_faults.SLOW)


@pytest.mark.parametrize("area", LISTS)
def test_there_are_enough_faults(area: str) -> None:
    found, at_least = LISTS[area]
    assert len(found) >= at_least


def test_each_fault_has_a_name_of_its_own() -> None:
    assert max(Counter(fault.name for _, fault in ALL).values()) == 1


def test_the_classics_are_among_the_faults_in_the_protocol() -> None:
    numbers = {fault.name.split()[0] for fault in PROTOCOL_FAULTS}
    assert numbers >= {f"M{number}" for number in range(1, CLASSICS + 1)}


def test_what_is_no_fault_is_noticed_by_nobody(copy: Copy) -> None:
    same = replace(A_FAULT, replacement=f"0 + {A_FAULT.snippet}")
    with pytest.raises(AssertionError, match="1 passed"):
        copy.assert_noticed(same)


def test_a_snippet_that_is_gone_is_an_error() -> None:
    with pytest.raises(AssertionError, match="stands 0 times"):
        A_FAULT.applied_to("something else")


def test_a_snippet_that_stands_twice_is_an_error() -> None:
    with pytest.raises(AssertionError, match="stands 2 times"):
        A_FAULT.applied_to(A_FAULT.snippet * 2)
