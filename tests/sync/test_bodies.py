"""What is sent, field by field and in the documented order; where it is sent to; and what is refused before."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from recurrence import ContentType, Strategy, Window
from sync.errors import BadInput, FormNotSupported
from sync.requests import ByDates, ByParameters, ByStrategy, Force, Request
from sync.secret import Secret
from sync.target import Target
from sync.wire.call import Arrays, Call, Filters, Method
from sync.wire.dialect import Dialect
from sync.wire.v1_calls import Spelling
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.sync.sample import body

TARGET = Target(4564, 108)
FROM, TILL = date(2020, 9, 28), date(2020, 10, 28)
STRATEGY = Strategy(5, (1, 3, 5), 1, title="Test Strategy", id=3)
BY_DATES = ByDates([datetime(2020, 10, 3, 13, 30), datetime(2020, 10, 3, 15, 30)])
BY_STRATEGY = ByStrategy(1, Window(FROM, count=2, hours=10, minutes=30))
BY_PARAMETERS = ByParameters(Strategy(5, (2, 3), 2), Window(FROM, TILL, hours=10, minutes=30))
BOTH = pytest.mark.parametrize("dialect", [V1(), V2()], ids=["v1", "v2"])


def fields(call: Call) -> list[tuple[str, object]]:
    """The body of a call: names and values in their order."""
    assert call.body is not None
    return json.loads(call.body, object_pairs_hook=list)  # type: ignore[no-any-return]  # pairs, in order


def documented(name: str) -> list[tuple[str, object]]:
    return json.loads(body(f"sent/{name}"), object_pairs_hook=list)  # type: ignore[no-any-return]  # as above


@pytest.mark.parametrize(
    ("request_", "name"),
    [(BY_DATES, "by_dates"), (BY_STRATEGY, "by_strategy"), (BY_PARAMETERS, "by_parameters")],
    ids=["sent/by_dates", "sent/by_strategy", "sent/by_parameters"],
)
def test_each_form_is_sent_as_documented_no_field_more(request_: Request, name: str) -> None:
    assert fields(V1().duplicate(TARGET, request_)) == documented(name)


def test_v2_takes_dates_as_documented() -> None:
    asked = ByDates([datetime(2027, 1, 22, 9)], ContentType.APPOINTMENTS)
    assert fields(V2().duplicate(TARGET, asked)) == documented("v2_by_dates"), "sent/v2_by_dates"


@BOTH
def test_a_strategy_is_sent_with_all_five_fields(dialect: Dialect) -> None:
    for call in (dialect.create_strategy(4564, STRATEGY), dialect.update_strategy(4564, STRATEGY)):
        assert fields(call) == documented("strategy"), "sent/strategy"


@BOTH
def test_a_login_is_sent_as_documented_and_does_not_show(dialect: Dialect) -> None:
    call = dialect.login("user.1", Secret("canary-password"))
    assert fields(call) == documented("login"), "sent/login"
    assert call.path == "/v1/auth"
    assert "canary" not in repr(call)


@pytest.mark.parametrize(
    ("window", "names"),
    [
        (Window(FROM, TILL), ["from", "till"]),
        (Window(FROM, count=4), ["from", "count"]),
        (Window(FROM, TILL, 4), ["from", "till", "count"]),
        (Window(FROM, TILL, hours=0), ["from", "till", "hours"]),
        (Window(FROM, TILL, minutes=0), ["from", "till", "minutes"]),
    ],
)
def test_a_limit_or_a_time_that_is_not_given_is_not_sent(window: Window, names: list[str]) -> None:
    sent = [name for name, _ in fields(V1().duplicate(TARGET, ByStrategy(1, window)))]
    assert sent == ["duplication_strategy_id", *names, "force"]


@pytest.mark.parametrize("mode", [1, 2, 3, 4, 6, 7])
def test_days_are_sent_in_the_one_mode_in_which_they_matter(mode: int) -> None:
    asked = ByParameters(Strategy(mode, (1,)), Window(FROM, TILL))
    assert "days" not in dict(fields(V1().duplicate(TARGET, asked)))


def test_force_and_appointments_are_sent_as_asked() -> None:
    dates = ByDates([datetime(2020, 10, 3, 13, 30)], ContentType.APPOINTMENTS, Force.YES)
    strategy = Strategy(1, content_type=ContentType.APPOINTMENTS)
    for asked in (dates, ByParameters(strategy, Window(FROM, TILL), Force.YES)):
        sent = dict(fields(V1().duplicate(TARGET, asked)))
        assert (sent["content_type"], sent["force"]) == (2, True)


def test_the_years_before_1000_have_four_digits() -> None:
    assert fields(V1().duplicate(TARGET, ByDates([datetime(1, 2, 3)])))[0] == (
        "dates",
        ["0001-02-03T00:00:00"],
    )


@pytest.mark.parametrize("asked", [BY_STRATEGY, BY_PARAMETERS], ids=["strategy", "parameters"])
def test_v2_refuses_the_forms_that_it_lacks_and_offers_dates(asked: Request) -> None:
    with pytest.raises(FormNotSupported) as caught:
        V2().duplicate(TARGET, asked)
    assert (caught.value.form, caught.value.instead) == (type(asked).__name__, "ByDates")


@BOTH
def test_more_dates_than_fit_into_a_request_are_refused(dialect: Dialect) -> None:
    many = [datetime(2027, 1, 1 + n // 24, n % 24) for n in range(101)]
    assert dialect.duplicate(TARGET, ByDates(many[:100])).body
    with pytest.raises(BadInput, match="100"):
        dialect.duplicate(TARGET, ByDates(many))


def paths(dialect: Dialect) -> list[str]:
    """Every call of the port, as verb and path."""
    calls = [
        dialect.duplicate(TARGET, BY_DATES),
        dialect.event(TARGET),
        dialect.delete_event(TARGET),
        dialect.events(4564, (FROM, TILL), Filters(), 1),
        dialect.strategies(4564),
        dialect.create_strategy(4564, STRATEGY),
        dialect.update_strategy(4564, STRATEGY),
        dialect.delete_strategy(4564, 3),
        dialect.services(4564, None, ""),
    ]
    return [f"{call.method.value} {call.path}" for call in calls]


LEGACY = """
POST /v1/activity/4564/108/duplicate
GET /v1/activity/4564/108
DELETE /v1/activity/4564/108
GET /v1/activity/4564/search
GET /v1/activity/4564/duplication_strategy
POST /v1/activity/4564/duplication_strategy
POST /v1/activity/4564/duplication_strategy/3
DELETE /v1/activity/4564/duplication_strategy/3
GET /v1/activity/4564/services
"""
SECOND = """
POST /v2/locations/4564/events/108/duplicate
GET /v2/locations/4564/events/108
DELETE /v2/locations/4564/events/108
GET /v2/locations/4564/events
GET /v2/locations/4564/events/duplication_strategies
POST /v2/locations/4564/events/duplication_strategies
PUT /v2/locations/4564/events/duplication_strategies/3
DELETE /v2/locations/4564/events/duplication_strategies/3
GET /v1/locations/4564/events/services
"""


def test_the_legacy_spelling_of_v1() -> None:
    assert paths(V1()) == LEGACY.split("\n")[1:-1]


def test_the_canonical_spelling_of_v1() -> None:
    canonical = LEGACY.replace("/activity/4564", "/locations/4564/events")
    assert paths(V1(Spelling.CANONICAL)) == canonical.split("\n")[1:-1]


def test_the_paths_of_v2_with_puts_for_changes_and_v1_for_services() -> None:
    assert paths(V2()) == SECOND.split("\n")[1:-1]


IDS = Filters((1, 2), (3,), (4,))


@pytest.mark.parametrize(
    ("arrays", "ids"),
    [
        (Arrays.BRACKETS, "service_ids[]=1 service_ids[]=2 staff_ids[]=3 resource_ids[]=4"),
        (Arrays.REPEATED, "service_ids=1 service_ids=2 staff_ids=3 resource_ids=4"),
        (Arrays.COMMAS, "service_ids=1,2 staff_ids=3 resource_ids=4"),
    ],
)
def test_a_search_in_v1(arrays: Arrays, ids: str) -> None:
    query = V1(arrays=arrays, page_size=50).events(4564, (FROM, TILL), IDS, 2).query
    sent = " ".join(f"{name}={value}" for name, value in query)
    assert sent == f"from=2020-09-28 till=2020-10-28 {ids} page=2 count=50"


def test_a_search_in_v2_names_whole_days_and_asks_for_deleted_ones_too() -> None:
    query = dict(V2().events(4564, (FROM, TILL), IDS, 1).query)
    assert query == {
        "filter[from]": "2020-09-28 00:00:00",
        "filter[to]": "2020-10-28 23:59:59",
        "filter[service_ids][]": "2",
        "filter[master_ids][]": "3",
        "filter[resource_ids][]": "4",
        "filter[include_deleted]": "1",
        "page": "1",
        "limit": "250",
    }


def test_services_are_asked_for_with_what_is_given_only() -> None:
    assert V1().services(4564, 7, "yoga").query == (("staff_id", "7"), ("term", "yoga"))
    assert V1().services(4564, None, "").query == ()


@BOTH
@pytest.mark.parametrize("strategy", [Strategy(1), Strategy(1, title=" ")])
def test_a_strategy_without_a_title_is_not_sent(dialect: Dialect, strategy: Strategy) -> None:
    with pytest.raises(BadInput, match="title"):
        dialect.create_strategy(4564, strategy)


@BOTH
def test_a_strategy_without_an_id_cannot_be_changed(dialect: Dialect) -> None:
    with pytest.raises(BadInput, match="id"):
        dialect.update_strategy(4564, Strategy(1, title="Every day"))


def test_v2_takes_titles_of_50_characters() -> None:
    V2().create_strategy(4564, Strategy(1, title="a" * 50))
    with pytest.raises(BadInput, match="50"):
        V2().create_strategy(4564, Strategy(1, title="a" * 51))


def test_a_read_has_no_body_and_a_delete_neither() -> None:
    calls = [
        V1().event(TARGET),
        V1().delete_event(TARGET),
        V1().delete_strategy(4564, 3),
        V2().strategies(4564),
    ]
    assert [call.body for call in calls] == [None] * 4
    assert calls[0].method is Method.GET
