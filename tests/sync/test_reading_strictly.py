"""Where reading is strict: the path of every problem, all of them at once, and none that is only another spelling."""

from __future__ import annotations

from datetime import datetime

import pytest

from sync.errors import WireError
from sync.wire import v1_search
from sync.wire.v1_dialect import V1
from sync.wire.v1_envelope import refusal_of
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import LOCATION, event
from tests.sync.sample import document

GOOD = event(9001, datetime(2027, 1, 11, 10))


def fields(read: object) -> list[str]:
    """The paths of the problems."""
    with pytest.raises(WireError) as caught:
        read()  # type: ignore[operator]  # a lambda
    return [problem.field for problem in caught.value.problems]


def read(**changes: object) -> list[str]:
    """The problems of an event that differs from a good one."""
    entity = {**GOOD, **changes}
    return fields(lambda: V1().read_event({"success": True, "data": entity}, LOCATION))


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"company_id": 4565}, ["data.salon_id"]),
        ({"location_id": 4565}, ["data.location_id"]),
        ({"staff_id": 7}, ["data.master_id"]),
        ({"company_id": True, "salon_id": 1}, ["data.salon_id", "data.company_id"]),
        ({"id": None, "length": "1", "date": 0.5}, ["data.id", "data.length", "data.date"]),
        ({"service": 5}, ["data.service"]),
        ({"service": {"title": 5}}, ["data.service.title"]),
        ({"staff": [1]}, ["data.staff"]),
        ({"resource_instances": {"id": 1}}, ["data.resource_instances"]),
        ({"resource_instances": [{"id": 1}, {"id": "2"}, 3]}, [
            "data.resource_instances[1].id", "data.resource_instances[2]", "data.resource_instances[2].id",
        ]),
        ({"is_deleted": "yes"}, ["data.is_deleted"]),
        ({"is_deleted": 2}, ["data.is_deleted"]),
        ({"length": 10**9 + 1}, ["data.length"]),
    ],
)  # fmt: skip
def test_every_problem_of_an_event_has_its_path(changes: dict[str, object], paths: list[str]) -> None:
    assert read(**changes) == paths


@pytest.mark.parametrize(
    "changes",
    [
        {"company_id": LOCATION, "location_id": LOCATION},
        {"staff_id": 2001},
        {"service": [], "staff": [], "resource_instances": None},
        {
            "staff": {"id": 2001, "name": "Teacher 1"},
            "master": {"id": 2001, "name": "Teacher 1", "rating": 0},
        },
        {"is_deleted": 0},
        {"timestamp": None},
        {"timestamp": -1},
        {"new": {"of": ["any", "shape"]}},
        {"date": "2027-01-11T10:00"},
        {"capacity": 0, "length": 0},
    ],
)
def test_another_spelling_is_no_problem(changes: dict[str, object]) -> None:
    found = V1().read_event({"success": True, "data": {**GOOD, **changes}}, LOCATION)
    assert (found.id, found.location, found.staff_id, found.start) == (
        9001, LOCATION, 2001, datetime(2027, 1, 11, 10),
    )  # fmt: skip


@pytest.mark.parametrize("meta", [[], {}, {"count": 3}, None])
def test_meta_may_be_a_list_an_object_or_nothing(meta: object) -> None:
    assert V1().read_event({"success": True, "data": GOOD, "meta": meta}, LOCATION).id == 9001


@pytest.mark.parametrize("success", [False, None, 1, "true"])
def test_success_is_true_and_nothing_like_it(success: object) -> None:
    assert fields(lambda: V1().read_event({"success": success, "data": GOOD}, LOCATION)) == ["success"]


def test_the_problems_of_all_events_of_a_page_are_told() -> None:
    page = [GOOD, {**GOOD, "id": "1"}, {**GOOD, "date": None}]
    assert fields(lambda: V1().read_events({"success": True, "data": page}, LOCATION)) == [
        "data[1].id",
        "data[2].date",
    ]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, "data"),
        ({"type": "record", "id": "5", "attributes": {}}, "data.type"),
        ({"type": "activity", "id": 5, "attributes": {}}, "data.id"),
        ({"type": "activity", "id": "05", "attributes": {}}, "data.id"),
        ({"type": "activity", "id": "５", "attributes": {}}, "data.id"),
        ({"type": "activity", "id": "5"}, "data.attributes.service_id"),
        ({"type": "activity", "id": "5", "attributes": {"service_id": "3"}}, "data.attributes.service_id"),
        ([], "data"),
        (None, "data"),
    ],
)
def test_a_v2_resource_has_a_type_a_text_id_and_attributes(data: object, path: str) -> None:
    assert path in " ".join(fields(lambda: V2().read_event({"data": data}, LOCATION)))


def test_v2_strategies_are_in_data() -> None:
    assert fields(lambda: V2().read_strategies({"meta": []})) == ["data"]
    assert fields(lambda: V2().read_strategies(document("errors/v2_jsonapi_409"))) == ["data"]


@pytest.mark.parametrize(
    ("read_", "data", "path"),
    [
        (v1_search.days_of, {}, "data"),
        (v1_search.days_of, ["2023-06-01", "2023-02-30", 5], "data[1]"),
        (v1_search.range_of, {"min_date": "2023-06-01"}, "data.max_date"),
        (v1_search.filters_of, [{"code": "staff", "data": [{"id": True}]}], "data[0].data[0].id"),
        (V1().read_services, {}, "data"),
        (V1().read_services, [{"id": 1, "capacity": 1, "price_min": "2"}], "data[0].price_min"),
        (V1().read_services, [{"id": 1, "capacity": 1, "staff": [{"name": 5}]}], "data[0].staff[0].id"),
        (V1().read_strategy, [], "data"),
    ],
)
def test_the_other_answers_are_read_as_strictly(read_: object, data: object, path: str) -> None:
    assert fields(lambda: read_({"success": True, "data": data}))[0] == path  # type: ignore[operator]  # a reader


@pytest.mark.parametrize(
    "answer",
    [
        {"success": True, "data": {"user_token": "canary two words"}},
        {"success": True, "data": {"user_token": ["canary"]}},
        {"success": True, "data": {"user_token": "canary" * 1000}},
        {"success": True, "data": "canary"},
        {"success": "canary"},
        ["canary"],
    ],
)
def test_a_login_that_cannot_be_read_shows_nothing_of_it(answer: object) -> None:
    with pytest.raises(WireError) as caught:
        V1().read_login(answer)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"success": False, "meta": {"message": "no", "errors": ["a", {"title": "b", "detail": "c"}]}}, "no"),
        ({"errors": [{"title": "Conflict", "detail": "busy"}, {"title": "x"}]}, "Conflict: busy"),
        ({"errors": [{"title": "same", "detail": "same"}]}, "same"),
        ({"errors": {"code": 401, "message": "needed"}}, "needed"),
        ({"success": False, "meta": {"errors": {"dates": ["bad", "worse"]}}}, "dates: bad"),
        ({"success": False, "meta": {"errors": "just a text"}}, "just a text"),
        ({"success": False, "meta": {"message": 5, "errors": 7}}, ""),
        ({"success": False}, ""),
    ],
)
def test_the_words_of_a_refusal_are_found_wherever_they_stand(
    answer: dict[str, object], message: str
) -> None:
    assert refusal_of(answer).message == message


@pytest.mark.parametrize(
    "answer", [{}, [], None, {"success": True}, {"errors": []}, {"success": False, "data": [1]}]
)
def test_what_does_not_refuse_is_no_refusal(answer: object) -> None:
    with pytest.raises(WireError):
        refusal_of(answer)
