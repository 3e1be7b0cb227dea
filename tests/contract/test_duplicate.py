"""The contract of the calls that create and delete events."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from recurrence import ContentType, Strategy, Window, expand
from sync.errors import BadInput, FormNotSupported
from sync.events import Deleted
from sync.outcome import Outcome, Reason
from sync.port import BookingApi
from sync.requests import ByDates, ByParameters, ByStrategy, Force
from sync.target import Target
from sync.wire.dialect import Generation
from tests.contract.worlds import (
    HALL,
    LATER,
    LOCATION,
    OTHER,
    SERVICE,
    SOURCE,
    START,
    TAKEN,
    TEACHER,
    WEEKLY,
    Ground,
)

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
DATES = (datetime(2027, 2, 1, 10), datetime(2027, 2, 1, 12), datetime(2027, 2, 3, 10))
WINDOW = Window(date(2027, 2, 1), date(2027, 2, 10))
PREDICTED = tuple(expand(WEEKLY, WINDOW, event=START))


def test_copies_are_created_at_exactly_the_dates_that_were_asked(api: BookingApi) -> None:
    answer = api.duplicate(SOURCE, ByDates(DATES))
    assert (answer.kind, answer.reason) == (Outcome.CREATED, Reason.AS_ASKED)
    assert sorted(event.start for event in answer.events) == sorted(DATES)


def test_a_copy_has_the_service_staff_length_and_seats_of_its_source(api: BookingApi) -> None:
    (made,) = api.duplicate(SOURCE, ByDates(DATES[:1])).events
    assert (made.location, made.service_id, made.staff_id) == (LOCATION, SERVICE, TEACHER)
    assert (made.length, made.capacity) == (3600, 12)


def test_what_was_created_is_found_again_by_search_and_by_id(api: BookingApi) -> None:
    answer = api.duplicate(SOURCE, ByDates(DATES))
    found = {event.id: event.identity for event in api.events(LOCATION, FIRST, LAST)}
    for made in answer.events:
        assert found[made.id] == made.identity
        assert api.event(Target(LOCATION, made.id)).identity == made.identity


def test_new_ids_are_new(api: BookingApi) -> None:
    before = {event.id for event in api.events(LOCATION, FIRST, LAST)}
    made = {event.id for event in api.duplicate(SOURCE, ByDates(DATES)).events}
    assert len(made) == len(DATES)
    assert not made & before


@pytest.mark.parametrize(
    ("content", "appointments"), [(ContentType.NO_APPOINTMENTS, 0), (ContentType.APPOINTMENTS, 2)]
)
def test_appointments_are_copied_when_asked_for(
    api: BookingApi, content: ContentType, appointments: int
) -> None:
    (made,) = api.duplicate(SOURCE, ByDates(DATES[:1], content)).events
    assert api.event(Target(LOCATION, made.id)).records_count == appointments


def test_a_taken_time_is_a_conflict_that_names_it_and_creates_nothing(api: BookingApi) -> None:
    before = api.events(LOCATION, FIRST, LAST)
    answer = api.duplicate(SOURCE, ByDates([*DATES, TAKEN]))
    assert (answer.kind, answer.reason, answer.named) == (Outcome.REJECTED, Reason.CONFLICT, (TAKEN,))
    assert answer.events == ()
    assert api.events(LOCATION, FIRST, LAST) == before


def test_force_creates_at_a_time_that_is_taken_by_another(api: BookingApi) -> None:
    overlapping = TAKEN - timedelta(minutes=30)
    assert api.duplicate(SOURCE, ByDates([overlapping])).reason is Reason.CONFLICT
    forced = api.duplicate(SOURCE, ByDates([overlapping], force=Force.YES))
    assert forced.kind is Outcome.CREATED


def test_the_ids_that_were_known_before_prove_nothing(api: BookingApi) -> None:
    (made,) = api.duplicate(SOURCE, ByDates(DATES[:1])).events
    known = frozenset(range(made.id, made.id + 100))
    answer = api.duplicate(SOURCE, ByDates(DATES[1:2]), known_ids=known)
    assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, Reason.OLD_IDS)


@pytest.mark.parametrize("target", [Target(LOCATION, 999_999), Target(999_999, 108)])
def test_an_event_that_is_not_there_is_not_copied(api: BookingApi, target: Target) -> None:
    answer = api.duplicate(target, ByDates(DATES))
    assert answer.kind is Outcome.REJECTED
    assert answer.reason in {Reason.NOT_FOUND, Reason.FORBIDDEN}


def test_by_strategy_the_server_works_out_the_predicted_dates_or_v2_offers_dates(ground: Ground) -> None:
    asked = ByStrategy(1, WINDOW)
    if ground.generation is Generation.V2:
        with pytest.raises(FormNotSupported, match="ByDates"):
            ground.api.duplicate(SOURCE, asked, expected=PREDICTED)
        assert ground.changes() == 0
        return
    answer = ground.api.duplicate(SOURCE, asked, expected=PREDICTED)
    assert (answer.kind, len(answer.events)) == (Outcome.CREATED, len(PREDICTED))
    assert {ground.api.event(Target(LOCATION, made.id)).records_count for made in answer.events} == {2}


def test_by_parameters_the_server_works_out_the_predicted_dates_or_v2_offers_dates(ground: Ground) -> None:
    strategy, window = Strategy(1, interval=1), Window(date(2027, 2, 1), count=3, hours=12, minutes=15)
    asked, predicted = ByParameters(strategy, window), tuple(expand(strategy, window, event=START))
    if ground.generation is Generation.V2:
        with pytest.raises(FormNotSupported, match="ByDates"):
            ground.api.duplicate(SOURCE, asked, expected=predicted)
        return
    answer = ground.api.duplicate(SOURCE, asked, expected=predicted)
    assert sorted(event.start for event in answer.events) == list(predicted)
    assert answer.kind is Outcome.CREATED


def test_a_wrong_prediction_is_noticed_and_what_was_made_is_shown(ground: Ground) -> None:
    if ground.generation is Generation.V2:
        return
    answer = ground.api.duplicate(SOURCE, ByStrategy(1, WINDOW), expected=PREDICTED[:-1])
    assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, Reason.MORE)
    assert len(answer.events) == len(PREDICTED)


def test_without_a_prediction_nothing_is_proved_and_what_was_made_is_shown(ground: Ground) -> None:
    if ground.generation is Generation.V2:
        return
    answer = ground.api.duplicate(SOURCE, ByStrategy(1, WINDOW))
    assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, Reason.UNPREDICTED)
    assert len(answer.events) == len(PREDICTED)


def test_more_dates_than_fit_are_refused_before_anything_is_sent(ground: Ground) -> None:
    many = [datetime(2027, 3, 1) + timedelta(hours=2 * n) for n in range(101)]
    with pytest.raises(BadInput):
        ground.api.duplicate(SOURCE, ByDates(many))
    assert ground.changes() == 0
    assert ground.api.duplicate(SOURCE, ByDates(many[:100])).kind is Outcome.CREATED


def test_a_deleted_event_leaves_the_search_and_stays_readable_by_its_id(api: BookingApi) -> None:
    assert api.delete_event(LATER).kind is Outcome.DELETED
    assert LATER.event not in {event.id for event in api.events(LOCATION, FIRST, LAST)}
    assert api.event(LATER).deleted is not Deleted.NO


def test_a_deleted_event_frees_its_time(api: BookingApi) -> None:
    api.delete_event(LATER)
    assert api.duplicate(SOURCE, ByDates([TAKEN])).kind is Outcome.CREATED


def test_what_is_not_there_cannot_be_deleted(api: BookingApi) -> None:
    answer = api.delete_event(Target(LOCATION, 999_999))
    assert (answer.kind, answer.reason) == (Outcome.REJECTED, Reason.NOT_FOUND)


def test_a_copy_in_a_hall_is_in_that_hall(ground: Ground) -> None:
    (made,) = ground.api.duplicate(SOURCE, ByDates(DATES[:1])).events
    told = {Generation.V1: (HALL,), Generation.V2: ()}[ground.generation]
    assert made.resources in {told, (HALL,)}, "V2 does not tell resources"


def test_the_classes_of_others_are_left_alone(api: BookingApi) -> None:
    before = api.event(OTHER)
    api.duplicate(SOURCE, ByDates(DATES))
    api.delete_event(LATER)
    assert api.event(OTHER) == before
