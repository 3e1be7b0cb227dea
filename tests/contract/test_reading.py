"""The contract of the calls that read, and of the login."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from sync.errors import BadInput, CallFailed, NotAuthorised, NotFound
from sync.events import CodeNeeded, Login
from sync.port import BookingApi
from sync.requests import ByDates
from sync.secret import Secret
from sync.target import Target
from tests.contract.worlds import (
    CAREFUL_USER,
    LATER,
    LOCATION,
    OTHER,
    OTHER_SERVICE,
    OTHER_START,
    OTHER_TEACHER,
    PASSWORD,
    SERVICE,
    SOURCE,
    START,
    TAKEN,
    TEACHER,
    TOKEN,
    USER,
)

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)


def ids(api: BookingApi, first: date = FIRST, last: date = LAST, **filters: tuple[int, ...]) -> list[int]:
    return [event.id for event in api.events(LOCATION, first, last, **filters)]


def test_an_event_is_read_by_its_id(api: BookingApi) -> None:
    event = api.event(SOURCE)
    assert (event.id, event.location, event.identity) == (108, LOCATION, (SERVICE, TEACHER, START))
    assert (event.length, event.capacity, event.records_count) == (3600, 12, 2)


@pytest.mark.parametrize("target", [Target(LOCATION, 999_999), Target(999_999, 108)])
def test_an_event_that_is_not_there_is_not_found(api: BookingApi, target: Target) -> None:
    with pytest.raises(CallFailed) as caught:
        api.event(target)
    assert caught.value.status in {403, 404}


def test_a_missing_event_of_this_location_is_not_found(api: BookingApi) -> None:
    with pytest.raises(NotFound):
        api.event(Target(LOCATION, 999_999))


def test_events_come_by_start(api: BookingApi) -> None:
    assert ids(api) == [SOURCE.event, OTHER.event, LATER.event]


def test_both_ends_of_the_range_are_included(api: BookingApi) -> None:
    assert ids(api, START.date(), START.date()) == [SOURCE.event]
    assert ids(api, START.date() + timedelta(1), TAKEN.date() - timedelta(1)) == [OTHER.event]


def test_a_range_without_events_is_empty(api: BookingApi) -> None:
    assert ids(api, date(2028, 1, 1), date(2028, 2, 1)) == []


def test_events_are_filtered_by_service_and_by_staff(api: BookingApi) -> None:
    assert ids(api, service_ids=(OTHER_SERVICE,)) == [OTHER.event]
    assert ids(api, staff_ids=(TEACHER,)) == [SOURCE.event, LATER.event]
    assert ids(api, service_ids=(SERVICE, OTHER_SERVICE), staff_ids=(OTHER_TEACHER,)) == [OTHER.event]


def test_all_pages_are_read(api: BookingApi) -> None:
    for week in range(6):
        first = datetime(2027, 3, 1) + timedelta(weeks=week)
        api.duplicate(SOURCE, ByDates([first + timedelta(hours=1) * n for n in range(100)]))
    found = api.events(LOCATION, date(2027, 3, 1), date(2027, 4, 30))
    assert len(found) == 600
    assert [event.start for event in found] == sorted(event.start for event in found)


def test_a_range_that_ends_before_it_begins_is_refused(api: BookingApi) -> None:
    with pytest.raises(BadInput):
        api.events(LOCATION, LAST, FIRST)


def test_services_are_found_by_team_member_and_by_term(api: BookingApi) -> None:
    assert {service.title for service in api.services(LOCATION)} == {"Yoga", "Boxing"}
    assert [service.id for service in api.services(LOCATION, staff_id=OTHER_TEACHER)] == [OTHER_SERVICE]
    (yoga,) = api.services(LOCATION, term="yog")
    assert (yoga.id, yoga.capacity, [(who.name, who.length) for who in yoga.staff]) == (
        SERVICE, 12, [("Teacher 1", 3600)],
    )  # fmt: skip
    assert api.services(LOCATION, term="chess") == ()


def test_a_login_yields_the_users_token(api: BookingApi) -> None:
    assert api.login(USER, PASSWORD) == Login(Secret(TOKEN))


def test_a_login_that_needs_a_code_says_so(api: BookingApi) -> None:
    assert isinstance(api.login(CAREFUL_USER, PASSWORD), CodeNeeded)


@pytest.mark.parametrize(("name", "password"), [(USER, Secret("wrong")), ("nobody", PASSWORD)])
def test_a_wrong_login_is_not_authorised(api: BookingApi, name: str, password: Secret) -> None:
    with pytest.raises(NotAuthorised):
        api.login(name, password)


def test_a_day_that_is_in_the_past_can_be_read(api: BookingApi) -> None:
    assert ids(api, date(2020, 1, 1), OTHER_START.date()) == [SOURCE.event, OTHER.event]
