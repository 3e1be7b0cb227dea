"""The contract of the calls about strategies."""

from __future__ import annotations

import pytest

from recurrence import ContentType, Strategy
from sync.errors import BadInput, NotFound
from sync.outcome import Outcome, Reason
from sync.port import BookingApi
from tests.contract.worlds import LOCATION, WEEKLY

NEW = Strategy(5, (0, 6), 2, ContentType.NO_APPOINTMENTS, "Weekends, every 3rd")


def test_the_strategies_of_a_location_are_listed(api: BookingApi) -> None:
    assert api.strategies(LOCATION) == (WEEKLY,)


def test_a_strategy_is_created_with_an_id_of_its_own_and_listed(api: BookingApi) -> None:
    made = api.create_strategy(LOCATION, NEW)
    assert made == NEW.replace(id=made.id)
    assert made.id not in {None, WEEKLY.id}
    assert set(api.strategies(LOCATION)) == {WEEKLY, made}


@pytest.mark.parametrize("mode", range(1, 8))
def test_every_mode_is_read_back_as_it_was_written(api: BookingApi, mode: int) -> None:
    days = (1, 5) if mode == 5 else ()
    made = api.create_strategy(LOCATION, Strategy(mode, days, 3, ContentType.APPOINTMENTS, f"Mode {mode}"))
    assert made in api.strategies(LOCATION)
    assert (int(made.repeat_mode), made.days, made.interval) == (mode, days, 3)


def test_a_strategy_is_changed_in_all_its_fields(api: BookingApi) -> None:
    changed = NEW.replace(id=WEEKLY.id, content_type=ContentType.NO_APPOINTMENTS)
    assert api.update_strategy(LOCATION, changed) == changed
    assert api.strategies(LOCATION) == (changed,)


def test_a_strategy_that_is_not_there_cannot_be_changed(api: BookingApi) -> None:
    with pytest.raises(NotFound):
        api.update_strategy(LOCATION, NEW.replace(id=999_999))


def test_a_strategy_is_deleted_once(api: BookingApi) -> None:
    assert api.delete_strategy(LOCATION, 1).kind is Outcome.DELETED
    assert api.strategies(LOCATION) == ()
    again = api.delete_strategy(LOCATION, 1)
    assert (again.kind, again.reason) == (Outcome.REJECTED, Reason.NOT_FOUND)


@pytest.mark.parametrize("strategy", [NEW.replace(title=""), NEW.replace(title=" ")])
def test_a_strategy_without_a_title_is_refused(api: BookingApi, strategy: Strategy) -> None:
    with pytest.raises(BadInput):
        api.create_strategy(LOCATION, strategy)
    assert api.strategies(LOCATION) == (WEEKLY,)
