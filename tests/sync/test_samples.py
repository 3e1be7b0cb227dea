"""Every published body is read: what comes out is written here by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from recurrence import ContentType, RepeatMode, Strategy
from sync.errors import WireError
from sync.events import Deleted, Service, ServiceResource, ServiceStaff
from sync.outcome import REFUSALS, Answer, Expected, Outcome, outcome, outcome_of_delete
from sync.secret import Secret
from sync.wire import v1_search
from sync.wire.v1_dialect import V1
from sync.wire.v1_envelope import refusal_of
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import answered
from tests.sync.sample import body, document, names

LOCATION = 4564
FROM_THE_PATH = 99


def test_an_event_is_read() -> None:
    event = V1().read_event(document("v1/event"), FROM_THE_PATH)
    assert (event.id, event.location, event.service_id, event.staff_id) == (108, LOCATION, 1185299, 26427)
    assert (event.start, event.timestamp) == (datetime(2020, 1, 1, 12), 1577869200)
    assert (event.length, event.capacity, event.records_count) == (5400, 9, 0)
    assert (event.resources, event.title, event.staff_name) == ((3127,), "Групповой маникюр", "Teacher 1")
    assert event.deleted is Deleted.UNSAID
    assert set(event.extras) == {
        "color", "comment", "duration_details", "font_color", "instructions", "labels", "notified", "stream_link",
    }  # fmt: skip


def test_the_old_blueprint_calls_the_location_a_salon() -> None:
    event = V1().read_event(document("v1/event_blueprint"), FROM_THE_PATH)
    assert (event.location, event.start, event.timestamp) == (LOCATION, datetime(2017, 10, 10, 15, 30), None)


def test_a_start_with_millis_and_offset_is_the_wall_clock_that_is_printed() -> None:
    event = V1().read_event(document("v1/event_altegio"), FROM_THE_PATH)
    assert event.start == datetime(2026, 9, 21, 23)
    assert event.deleted is Deleted.NO


def test_the_details_of_the_duration_may_be_a_list_or_an_object() -> None:
    shapes = [
        V1().read_event(document(name), LOCATION).extras["duration_details"]
        for name in ("v1/event", "v1/event_altegio")
    ]
    assert [type(shape) for shape in shapes] == [list, dict]


def test_a_search_is_read_with_its_count() -> None:
    page = V1().read_events(document("v1/search"), FROM_THE_PATH)
    assert page.count == 1
    assert [(event.id, event.location, event.start) for event in page.events] == [
        (108, LOCATION, datetime(2017, 10, 10, 15, 30))
    ]


def test_a_start_that_is_a_number_is_the_wall_clock_read_as_utc() -> None:
    found = V1().read_events(document("v1/search_integer_date"), LOCATION).events[0]
    assert found.start == datetime(2021, 6, 3, 10, 50)


def test_the_days_with_events_are_sorted() -> None:
    days = v1_search.days_of(document("v1/search_dates"))
    assert (len(days), days[0], days[-1]) == (5, date(2023, 6, 1), date(2023, 7, 15))


def test_the_range_of_days_is_read() -> None:
    assert v1_search.range_of(document("v1/search_dates_range")) == (date(2023, 6, 1), date(2023, 7, 15))


def test_the_filters_are_read() -> None:
    blocks = v1_search.filters_of(document("v1/filters"))
    assert [block.code for block in blocks] == ["staff", "resource", "service", "service_category"]
    assert blocks[0].choices == (v1_search.FilterChoice(1, "Teacher 1"),)


def test_services_are_read() -> None:
    assert V1().read_services(document("v1/services")) == (
        Service(
            1209148,
            "Фитнес test",
            5,
            2,
            3,
            "Групповые услуги",
            (ServiceStaff(37695, "Teacher 2", 7200),),
            (ServiceResource(464, "Массажный кабинет"),),
        ),
    )


@pytest.mark.parametrize("name", ["v1/deleted", "v1/deleted_blueprint"])
def test_a_delete_is_accepted_with_and_without_data(name: str) -> None:
    answer = outcome_of_delete(answered(202, body(name)), V1())
    assert answer.kind is Outcome.DELETED


@pytest.mark.parametrize("name", ["v1/duplicated", "v1/duplicated_integer_date"])
def test_a_duplication_is_read_in_both_forms_of_its_date(name: str) -> None:
    page = V1().read_created(document(name), FROM_THE_PATH)
    (event,) = page.events
    assert (event.id, event.location, event.service_id, event.staff_id) == (9182, LOCATION, 1209148, 1000265)
    assert (event.start, event.timestamp, event.resources) == (
        datetime(2020, 9, 28, 10, 30),
        1601274600,
        (1094,),
    )
    assert (event.title, event.staff_name) == ('Фитнес "test"', "Master")
    assert "records" not in event.extras, "clients' data are kept nowhere"
    assert page.count == 2


def test_the_published_duplication_proves_nothing_since_it_counts_more_than_it_shows() -> None:
    asked = Expected(LOCATION, (datetime(2020, 9, 28, 10, 30),))
    exchange = answered(200, body("v1/duplicated"))
    assert outcome(exchange, asked, V1()).kind is Outcome.UNKNOWN


def test_strategies_are_read() -> None:
    assert V1().read_strategies(document("v1/strategies")) == (
        Strategy(RepeatMode.DAILY, title="Тестовый шаблон", id=2),
    )


@pytest.mark.parametrize(
    ("name", "strategy"),
    [
        ("v1/strategy_created", Strategy(5, (1, 4), 2, title="Test duplication strategy", id=3)),
        ("v1/strategy_updated", Strategy(5, (2, 3), 3, title="New test duplication strategy", id=3)),
    ],
)
def test_a_strategy_is_read_back_as_it_was_written(name: str, strategy: Strategy) -> None:
    assert V1().read_strategy(document(name)) == strategy


def test_a_login_yields_a_token_that_does_not_show() -> None:
    found = V1().read_login(document("v1/login"))
    assert found.user_token == Secret("wec23fh8cDfFV4432fc352456")
    assert "wec23" not in repr(found)


def test_a_v2_strategy_is_read() -> None:
    expected = Strategy(5, (1, 3), 1, ContentType.NO_APPOINTMENTS, "Mon & Wed", 11)
    assert V2().read_strategy(document("v2/strategy")) == expected


def test_a_v2_duplication_is_read_though_it_differs_from_an_event() -> None:
    asked = Expected(LOCATION, (datetime(2027, 1, 22, 9),))
    answer = outcome(answered(201, body("v2/duplicated"), "application/vnd.api+json"), asked, V2())
    assert answer.kind is Outcome.CREATED
    (event,) = answer.events
    assert (event.id, event.location, event.service_id, event.staff_id) == (8, LOCATION, 3, 7)
    assert (event.start, event.length, event.capacity, event.records_count) == (
        datetime(2027, 1, 22, 9), 3600, 10, 4,
    )  # fmt: skip


def test_a_v2_event_has_clients_a_text_id_and_an_offset_without_colon() -> None:
    event = V2().read_event(document("v2/event"), LOCATION)
    assert (event.id, event.start, event.records_count) == (5, datetime(2027, 1, 22, 9), 4)
    assert event.deleted is Deleted.NO


@pytest.mark.parametrize("name", names("errors"))
@pytest.mark.parametrize("dialect", [V1(), V2()], ids=["v1", "v2"])
def test_every_published_refusal_is_a_rejection(name: str, dialect: V1 | V2) -> None:
    status = int(name.removeprefix("v2_").removeprefix("jsonapi_")[:3])
    answer = refused(status, name, dialect)
    assert (answer.kind, answer.reason, answer.events) == (Outcome.REJECTED, REFUSALS[status], ())


def refused(status: int, name: str, dialect: V1 | V2) -> Answer:
    exchange = answered(status, body(f"errors/{name}"), "application/json; charset=utf-8")
    return outcome(exchange, Expected(LOCATION, (datetime(2020, 10, 1, 10, 30),)), dialect)


def test_a_conflict_names_its_date() -> None:
    assert refused(409, "409", V1()).named == (datetime(2020, 10, 1, 10, 30),)
    assert refused(409, "v2_jsonapi_409", V2()).named == (datetime(2027, 1, 22, 9),)


def test_the_details_of_a_refusal_may_be_a_list_or_an_object_of_lists() -> None:
    assert refusal_of(document("errors/400")).details == ()
    assert refusal_of(document("errors/400_fields")).details == (
        "filters: Недопустимое значение состояния фильтра",
    )


def test_a_refusal_is_no_success_whatever_its_status_says() -> None:
    with pytest.raises(WireError):
        V1().read_events(document("errors/400"), LOCATION)


def test_every_sample_is_read_by_some_test() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    unread = [
        f"{folder}/{name}"
        for folder in ("v1", "v2", "sent")
        for name in names(folder)
        if f"{folder}/{name}" not in text
    ]
    assert unread == []
