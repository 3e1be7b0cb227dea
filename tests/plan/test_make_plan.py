"""What a plan says about each date, and what it refuses or asks to be confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from recurrence import DOCUMENTED, Add, ContentType, Drop, Move, Window, arrange, expand
from sync.events import Deleted
from sync.plan import Code, Do, Form, Level, Limits, Manner, Recipe, Versions, make_plan
from sync.requests import ByDates, ByParameters, ByStrategy, Force
from tests.plan.builders import NOW, SOURCE, STRATEGY, WINDOW, another, occurrences, plan, snapshot

FIRST = datetime(2027, 1, 7, 10, 30)
COPYING = Manner(content_type=ContentType.APPOINTMENTS)


def test_every_date_that_is_free_is_created() -> None:
    assert plan().creates == tuple(occurrences())


def test_a_date_with_the_same_service_staff_and_start_is_never_asked_for_again() -> None:
    found = plan(snapshot(another(109, FIRST)))

    assert FIRST not in found.creates
    assert (found.actions[0].do, found.actions[0].events) == (Do.PRESENT, (109,))
    assert found.baseline == (109,)


@pytest.mark.parametrize("changes", [{"service_id": 7}, {"staff_id": 7}, {"deleted": Deleted.YES}])
def test_another_class_at_the_same_time_does_not_count(changes: dict[str, object]) -> None:
    found = plan(snapshot(another(109, FIRST, **changes)))

    assert FIRST in found.creates
    assert found.baseline == ()


def test_the_slot_of_the_source_is_already_there() -> None:
    schedule = arrange([SOURCE.start, FIRST])

    assert plan(schedule=schedule).actions[0] == (SOURCE.start, Do.PRESENT, "pattern", (108,))


def test_a_dropped_date_is_left_out_with_its_reason() -> None:
    found = plan(schedule=arrange(occurrences(), [Drop(FIRST)]))

    assert found.actions[0] == (FIRST, Do.LEFT_OUT, "dropped", ())


def test_no_date_is_lost_between_schedule_and_plan() -> None:
    schedule = arrange(occurrences(), [Drop(FIRST), Add(FIRST + timedelta(hours=2))])

    assert len(plan(schedule=schedule).actions) == len(schedule.slots)


def test_a_harmless_plan_has_no_verdict() -> None:
    assert plan().verdicts == ()


@pytest.mark.parametrize(
    ("seen", "limits", "manner", "code", "number"),
    [
        (snapshot(now=datetime(2027, 1, 10)), Limits(), Manner(), Code.PAST, 1),
        (snapshot(), Limits(creations=6), Manner(), Code.MANY, 7),
        (snapshot(), Limits(days_ahead=20), Manner(), Code.FAR, 4),
        (snapshot(), Limits(), COPYING, Code.COPIES, 21),
    ],
)
def test_what_goes_beyond_a_limit_is_confirmed_by_its_number(
    seen: object, limits: Limits, manner: Manner, code: Code, number: int
) -> None:
    found = plan(seen, limits=limits, manner=manner)  # type: ignore[arg-type]  # a row of the table

    assert found.verdicts == ((code, Level.CONFIRM, number),)


@pytest.mark.parametrize(("held", "grown"), [(8, []), (9, [Code.GROWTH]), (22, [Code.GROWTH]), (23, [])])
def test_growing_by_more_than_30_percent_is_confirmed_where_ten_are_held(
    held: int, grown: list[Code]
) -> None:
    others = [another(200 + n, NOW + timedelta(days=n), staff_id=1) for n in range(held)]
    found = plan(snapshot(*others))

    assert [verdict.code for verdict in found.verdicts] == grown


def test_only_the_exact_number_confirms() -> None:
    found = plan(limits=Limits(creations=1))

    assert not found.unconfirmed(7, None)
    assert found.unconfirmed(None, None) == found.unconfirmed(6, None) == found.verdicts


def test_copied_appointments_are_confirmed_by_their_own_number() -> None:
    found = plan(manner=COPYING)

    assert found.copies == 21
    assert not found.unconfirmed(None, 21)
    assert found.unconfirmed(21, None)


def test_what_cannot_be_applied_is_not_confirmed_by_any_number() -> None:
    found = plan(replace(snapshot(), last=date(2027, 1, 20)))

    assert found.verdicts == ((Code.UNSEEN, Level.REFUSE, 3),)
    assert found.unconfirmed(7, 0) == found.verdicts


@pytest.mark.parametrize("form", [Form.STRATEGY, Form.PARAMETERS])
def test_the_server_cannot_be_told_to_leave_out_what_is_there(form: Form) -> None:
    found = plan(snapshot(another(109, FIRST)), manner=Manner(form))

    assert found.verdicts == ((Code.EXISTING, Level.REFUSE, 1),)


@pytest.mark.parametrize("form", [Form.STRATEGY, Form.PARAMETERS])
def test_the_server_cannot_be_told_of_edits(form: Form) -> None:
    found = plan(
        schedule=arrange(occurrences(), [Move(FIRST, to=FIRST + timedelta(hours=1))]), manner=Manner(form)
    )

    assert found.verdicts == ((Code.NOT_A_PATTERN, Level.REFUSE, 1),)


def test_without_a_strategy_only_dates_can_be_asked_for() -> None:
    assert plan(manner=Manner(Form.PARAMETERS), recipe=None).verdicts == ((Code.NO_RECIPE, Level.REFUSE, 1),)


def test_a_strategy_without_an_id_cannot_be_asked_for_by_id() -> None:
    recipe = Recipe(STRATEGY.replace(id=None), WINDOW, DOCUMENTED)

    assert plan(manner=Manner(Form.STRATEGY), recipe=recipe).verdicts == ((Code.NO_RECIPE, Level.REFUSE, 1),)


def test_clock_changes_and_force_are_noted() -> None:
    window = Window(date(2027, 3, 22), till=date(2027, 4, 4), hours=3, minutes=30)
    schedule = arrange(expand(STRATEGY.replace(days=[0]), window, SOURCE.start), zone="Europe/Riga")
    found = plan(schedule=schedule, manner=Manner(force=Force.YES))

    assert found.verdicts == ((Code.GAP, Level.NOTE, 1), (Code.FORCED, Level.NOTE, 2))


@pytest.mark.parametrize(
    ("zone", "minutes"), [("Europe/Samara", 0), ("Europe/Moscow", 60), ("Asia/Tokyo", 300)]
)
def test_a_zone_that_is_not_that_of_the_services_clock_is_noted(zone: str, minutes: int) -> None:
    # Half past ten on this clock is the instant 1601274600, as a documented answer has it: UTC+4.
    source = SOURCE.replace(start=datetime(2020, 9, 28, 10, 30), timestamp=1601274600)
    schedule = arrange(occurrences(), zone=zone)
    for seen in (source, source.replace(timestamp=None), source.replace(timestamp=0)):
        found = make_plan(schedule, seen, snapshot(), versions=Versions("0.1.0", "2026f"))
        doubted = minutes and seen is source
        assert found.verdicts == (((Code.ZONE, Level.NOTE, minutes),) if doubted else ())


def test_a_clock_that_shows_a_time_twice_agrees_with_its_zone_both_times() -> None:
    schedule = arrange(occurrences(), zone="Europe/Riga")
    for hour in (0, 1):  # 03:30 is shown at 00:30 and at 01:30 UTC
        instant = int(datetime(2026, 10, 25, hour, 30, tzinfo=UTC).timestamp())
        source = SOURCE.replace(start=datetime(2026, 10, 25, 3, 30), timestamp=instant)
        assert make_plan(schedule, source, snapshot(), versions=Versions("0.1.0", "2026f")).verdicts == ()


def test_dates_go_out_in_chunks() -> None:
    window = Window(date(2027, 1, 4), count=1_000)
    found = plan(schedule=arrange(occurrences(window)), limits=Limits(creations=1_000))

    assert len(found.chunks()) == 50
    assert {len(chunk) for chunk in found.chunks()} == {20}
    assert sum(found.chunks(), ()) == found.creates


@pytest.mark.parametrize("form", [Form.STRATEGY, Form.PARAMETERS])
def test_what_the_server_works_out_is_one_request(form: Form) -> None:
    assert plan(manner=Manner(form)).chunks() == (tuple(occurrences()),)


def test_each_form_has_its_request() -> None:
    requests = [plan(manner=Manner(form)).request(tuple(occurrences()), form) for form in Form]

    assert isinstance(requests[0], ByDates)
    assert requests[0].dates == tuple(occurrences())
    assert isinstance(requests[1], ByStrategy)
    assert isinstance(requests[2], ByParameters)


def test_the_size_of_a_chunk_is_kept_within_what_the_api_takes() -> None:
    assert [plan(manner=Manner(chunk=size)).manner.chunk for size in (0, 50, 1_000)] == [1, 50, 100]


def test_a_plan_without_dates_has_no_requests() -> None:
    found = plan(schedule=arrange([]))

    assert (found.chunks(), found.days) == ((), (date(2027, 1, 4), date(2027, 1, 4)))


def test_more_dates_than_a_plan_can_hold_are_refused() -> None:
    hourly = arrange([FIRST + timedelta(hours=number) for number in range(100_001)])
    verdicts = plan(schedule=hourly, recipe=None).verdicts
    assert (Code.TOO_MANY, Level.REFUSE, 100_001) in verdicts
    most = hourly._replace(slots=hourly.slots[1:])
    assert Code.TOO_MANY not in {verdict.code for verdict in plan(schedule=most, recipe=None).verdicts}
