"""The values that requests are made of: what they hold, and every problem of a bad one at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from recurrence import ContentType, Strategy, Window
from sync.errors import BadInput, FormNotSupported, SyncError
from sync.events import Deleted, Event
from sync.requests import MOST_DATES, ByDates, ByParameters, ByStrategy, Force
from sync.target import Target

MOMENT = datetime(2027, 1, 11, 10)
WINDOW = Window(date(2027, 1, 1), count=3)
BAD_IDS = [0, -1, 10**12 + 1, True, 1.0, "108", None, float("nan")]


def problems(make: object) -> list[str]:
    """The fields that are wrong."""
    with pytest.raises(BadInput) as caught:
        make()  # type: ignore[operator]  # a lambda
    return [problem.field for problem in caught.value.problems]


@pytest.mark.parametrize("identity", BAD_IDS)
def test_an_id_is_an_integer_from_1_to_10_to_the_12(identity: object) -> None:
    assert problems(lambda: Target(identity, identity)) == ["location", "event"]  # type: ignore[arg-type]  # on purpose
    assert problems(lambda: ByStrategy(identity, WINDOW)) == ["strategy_id"]  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize(
    ("moment", "field"),
    [
        (MOMENT.replace(tzinfo=UTC), "dates[0]"),
        (MOMENT.replace(microsecond=1), "dates[0]"),
        (MOMENT.date(), "dates[0]"),
        ("2027-01-11T10:00:00", "dates[0]"),
        (None, "dates[0]"),
    ],
)
def test_a_date_is_naive_and_to_the_second(moment: object, field: str) -> None:
    assert problems(lambda: ByDates([moment])) == [field]  # type: ignore[list-item]  # on purpose


@pytest.mark.parametrize("dates", [(), "2027", None, 5, {MOMENT: 1}])
def test_dates_are_a_list_of_at_least_one(dates: object) -> None:
    assert problems(lambda: ByDates(dates)) == ["dates"]  # type: ignore[arg-type]  # on purpose


def test_a_date_that_stands_there_twice_would_be_created_twice_and_is_refused() -> None:
    assert problems(lambda: ByDates([MOMENT, MOMENT + timedelta(1), MOMENT])) == ["dates"]


def test_dates_without_end_are_refused_in_time() -> None:
    endless = (MOMENT + timedelta(seconds=number) for number in range(10**9))
    assert problems(lambda: ByDates(endless)) == ["dates"]
    assert MOST_DATES == 100_000


def test_two_classes_on_one_day_are_allowed_and_the_order_is_kept() -> None:
    dates = (MOMENT.replace(hour=15), MOMENT)
    assert ByDates(dates).dates == dates


def test_all_problems_are_told_at_once() -> None:
    found = problems(lambda: ByDates([None, MOMENT.replace(microsecond=1)], 3, force="no"))  # type: ignore[arg-type,list-item]  # on purpose
    assert found == ["dates[0]", "dates[1]", "content_type", "force"]


def test_a_content_type_may_be_given_as_its_number() -> None:
    assert ByDates([MOMENT], 2).content_type is ContentType.APPOINTMENTS  # type: ignore[arg-type]  # a number is fine


@pytest.mark.parametrize("force", [True, 1, "YES", None])
def test_force_is_said_in_a_word(force: object) -> None:
    assert problems(lambda: ByStrategy(1, WINDOW, force)) == ["force"]  # type: ignore[arg-type]  # on purpose


def test_the_other_forms_take_the_engines_own_values() -> None:
    assert problems(lambda: ByStrategy(1, "2027")) == ["window"]  # type: ignore[arg-type]  # on purpose
    assert problems(lambda: ByParameters({}, None)) == ["strategy", "window"]  # type: ignore[arg-type]  # on purpose
    assert ByParameters(Strategy(1), WINDOW).force is Force.NO


def test_requests_are_equal_by_value_and_can_be_kept_in_sets() -> None:
    assert len({ByDates([MOMENT]), ByDates([MOMENT]), ByStrategy(1, WINDOW), ByStrategy(1, WINDOW)}) == 2


def test_an_event_is_checked_and_compares_without_its_extras() -> None:
    event = Event(1, 2, 3, 4, MOMENT, 3600, 9, extras={"color": "red"})
    assert event == event.replace(extras={})
    assert hash(event) == hash(event.replace(extras={}))
    assert event != event.replace(deleted=Deleted.YES)
    assert problems(lambda: Event(0, 2, 3, 4, MOMENT, -1, 9)) == ["id", "length"]
    assert problems(lambda: event.replace(start=MOMENT.replace(tzinfo=UTC))) == ["start"]


def test_every_error_is_a_sync_error_with_a_text() -> None:
    error = FormNotSupported("ByStrategy", "v2")
    assert isinstance(error, SyncError)
    assert "ByDates" in str(error)
