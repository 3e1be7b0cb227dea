"""The service varies where the documentation is silent or contradicts itself; the contract holds all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sync.emulator.switches import Switches
from sync.errors import NotFound
from sync.http_api import Settings
from sync.outcome import Outcome
from sync.requests import ByDates
from sync.target import Target
from sync.wire.call import Arrays
from sync.wire.dialect import Generation
from tests.contract.worlds import LATER, LOCATION, SERVICE, SOURCE, TAKEN, Ground, in_emulator

VARIATIONS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"entity_shape": "yclients"}, {}),
    ({"entity_shape": "old"}, {}),
    ({"duration_details": "object"}, {}),
    ({"date_form": "iso"}, {}),
    ({"date_form": "integer"}, {}),
    ({"deleted_data": "absent"}, {}),
    ({"errors_shape": "object"}, {}),
    ({"error_body": "errors"}, {}),
    ({"errors_v2": "envelope"}, {}),
    ({"not_found_meta": "array"}, {}),
    ({"not_found_meta": "message"}, {}),
    ({"language": "ru"}, {"language": "ru"}),
    ({"answer_order": "reversed"}, {}),
    ({"ids": "decreasing"}, {}),
    ({"ids": "scattered"}, {}),
    ({"meta_count": "page"}, {}),
    ({"meta_count": "page", "search_page_max": 25}, {}),
    ({"search_page_max": 25}, {}),
    ({"id_lists": "brackets"}, {}),
    ({"id_lists": "brackets"}, {"arrays": Arrays.REPEATED}),
    ({"id_lists": "commas"}, {"arrays": Arrays.COMMAS}),
    ({"id_lists": "commas"}, {}),
    ({"strict_headers": "yes"}, {}),
    ({"reading_needs": "partner"}, {}),
    ({}, {"page_size": 10}),
    ({}, {"page_size": 1}),
]


@pytest.fixture(params=VARIATIONS, ids=str)
def varied(request: pytest.FixtureRequest) -> Iterator[Ground]:
    """An emulator that differs from the default in one point, or a client that does."""
    switches, settings = request.param
    wanted = Switches(rate_limit="off", **switches)
    generation = Generation.V2 if "errors_v2" in switches else Generation.V1
    with in_emulator(generation, Settings(**settings), wanted) as ground:
        yield ground


def test_the_job_is_done_whatever_the_service_looks_like(varied: Ground) -> None:
    api = varied.api
    dates = [datetime(2027, 2, 1, 6) + timedelta(hours=9 * number) for number in range(60)]
    made = api.duplicate(SOURCE, ByDates(dates))
    assert made.kind is Outcome.CREATED
    taken = api.duplicate(SOURCE, ByDates([TAKEN]))
    assert (taken.kind, taken.named) == (Outcome.REJECTED, (TAKEN,))
    found = api.events(LOCATION, date(2027, 2, 1), date(2027, 3, 1), service_ids=(SERVICE,))
    assert [event.start for event in found] == dates
    assert api.delete_event(LATER).kind is Outcome.DELETED
    assert api.delete_event(Target(LOCATION, 9_999_999)).kind is Outcome.REJECTED
    with pytest.raises(NotFound):
        api.event(Target(LOCATION, 9_999_999))
