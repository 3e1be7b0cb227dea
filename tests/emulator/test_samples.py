"""Decides that the emulator answers what the documents print, value by value, for the studio of their samples."""

from typing import Any

from sync.emulator.switches import Switches
from tests.emulator.conftest import Start
from tests.emulator.studio import PASSWORD, Client, studio

OLD = Switches(rate_limit="off", entity_shape="old", language="ru")
YCLIENTS = Switches(rate_limit="off", entity_shape="yclients", language="ru")
INSTANCE = {"id": 3127, "title": "Машинка для маникюра #1", "resource_id": 1364}
MANICURE = {"id": 1185299, "title": "Групповой маникюр", "category_id": 754917}


def sample_event(**changes: object) -> dict[str, Any]:
    event = {
        "id": 108,
        "service_id": 1185299,
        "staff_id": 26427,
        "date": "2017-10-10 15:30:00",
        "length": 3600,
        "capacity": 9,
        "service": MANICURE,
        "staff": {"id": 26427, "name": "Teacher 1", "specialization": "Тренер"},
        "resource_instances": [INSTANCE],
    }
    return {**event, **changes}


def sample_studio(zone: str, event: dict[str, Any], **parts: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    return {"location": {"id": 4564, "timezone_name": zone}, "events": [event], **parts}


def test_a_search_answers_the_blueprint_s_sample(start: Start) -> None:
    client = Client(start(sample_studio("Europe/Samara", sample_event()), switches=OLD).port)
    answer = client.search("2017-10-10", "2017-10-10")
    assert answer.status == 200
    assert answer.json == {
        "success": True,
        "data": [
            {
                "id": 108,
                "salon_id": 4564,
                "service_id": 1185299,
                "staff_id": 26427,
                "date": "2017-10-10 15:30:00",
                "timestamp": 1507635000,
                "length": 3600,
                "capacity": 9,
                "records_count": 0,
                "color": "",
                "font_color": "",
                "service": MANICURE,
                "staff": {"id": 26427, "name": "Teacher 1", "company_id": 4564},
                "resource_instances": [INSTANCE],
            }
        ],
        "meta": {"count": 1},
    }


def test_reading_an_event_answers_the_sample_of_2026(start: Start) -> None:
    label = {"id": 1, "title": "Новое", "icon": "tag", "color": "#dfd4f2", "font_color": "#000000"}
    event = sample_event(
        date="2020-01-01 12:00:00",
        length=5400,
        labels=[label],
        duration_details=[{"technical_break_duration": 600}],
    )
    client = Client(start(sample_studio("Europe/Moscow", event), switches=YCLIENTS).port)
    assert client("GET", "/v1/activity/4564/108").json == {
        "success": True,
        "data": {
            "id": 108,
            "company_id": 4564,
            "service_id": 1185299,
            "staff_id": 26427,
            "date": "2020-01-01 12:00:00",
            "timestamp": 1577869200,
            "length": 5400,
            "capacity": 9,
            "color": "",
            "instructions": "",
            "stream_link": "",
            "notified": False,
            "comment": "",
            "records_count": 0,
            "font_color": "",
            "service": MANICURE,
            "staff": {"id": 26427, "name": "Teacher 1", "company_id": 4564, "specialization": "Тренер"},
            "resource_instances": [INSTANCE],
            "labels": [label],
            "duration_details": [{"id": 108, "services_duration": 4800, "technical_break_duration": 600}],
        },
        "meta": [],
    }


def test_a_duplication_answers_the_sample_with_its_own_names(start: Start) -> None:
    client = Client(start(switches=Switches(rate_limit="off", language="ru")).port)
    body = {
        "duplication_strategy_id": 1,
        "from": "2020-09-28",
        "count": 2,
        "hours": 10,
        "minutes": 30,
        "force": False,
    }
    answer = client("POST", "/v1/activity/4564/108/duplicate", body)
    assert answer.status == 200
    assert answer.json["meta"] == {"count": 2}
    assert [copy["date"] for copy in answer.json["data"]] == ["2020-09-28 10:30:00", "2020-10-01 10:30:00"]
    first = answer.json["data"][0]
    assert first == {
        "id": 504,
        "service_id": 1209148,
        "salon_id": 4564,
        "master_id": 26427,
        "date": "2020-09-28 10:30:00",
        "length": 7200,
        "capacity": 5,
        "records_count": 0,
        "color": "",
        "instructions": "",
        "stream_link": "",
        "font_color": "",
        "notified": False,
        "timestamp": 1601274600,
        "service": {
            "id": 1209148,
            "category_id": 1285356,
            "title": 'Фитнес "test"',
            "price_min": 2,
            "price_max": 3,
            "prepaid": "forbidden",
        },
        "resource_instances": [{"id": 1094, "title": "Hall 1", "resource_id": 464}],
        "master": {
            "id": 26427,
            "api_id": None,
            "name": "Teacher 1",
            "company_id": 4564,
            "specialization": "Teacher",
            "rating": 0,
            "show_rating": 1,
            "prepaid": "allowed",
            "position": [],
        },
        "records": [],
        "labels": [{"id": 1, "title": "New", "icon": "tag", "color": "#dfd4f2", "font_color": "#000000"}],
    }


def test_a_conflict_answers_the_sample(start: Start) -> None:
    client = Client(start(switches=Switches(rate_limit="off", language="ru")).port)
    client.duplicate("2020-10-01T10:30:00")
    answer = client(
        "POST",
        "/v1/activity/4564/108/duplicate/",
        {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 2, "hours": 10, "minutes": 30},
    )
    assert (answer.status, answer.json) == (
        409,
        {
            "success": False,
            "data": None,
            "meta": {"message": "Мастер занят или не работает: 2020-10-01 10:30", "conflict": True},
        },
    )


def test_the_services_answer_the_sample(client: Client) -> None:
    answer = client("GET", "/v1/activity/4564/services", query={"staff_id": 26427, "term": "фит"})
    assert answer.json == {
        "success": True,
        "data": [
            {
                "id": 1209148,
                "title": 'Фитнес "test"',
                "capacity": 5,
                "price_min": 2,
                "price_max": 3,
                "is_multi": True,
                "category": {"id": 1285356, "title": "Group classes"},
                "staff": [{"id": 26427, "name": "Teacher 1", "length": 7200}],
                "resources": [{"id": 464, "title": "Hall", "salon_id": 4564}],
            }
        ],
        "meta": {"count": 1},
    }


def test_the_strategies_answer_the_sample(start: Start) -> None:
    kept = {
        "id": 2,
        "title": "Тестовый шаблон",
        "repeat_mode_id": 1,
        "days": [],
        "interval": 0,
        "content_type": 1,
    }
    emulator = start(studio(strategies=[kept]), switches=Switches(rate_limit="off", language="ru"))
    assert Client(emulator.port)("GET", "/v1/activity/4564/duplication_strategy").json == {
        "success": True,
        "data": [{**kept, "company_id": 4564, "repeat_mode": {"id": 1, "title": "Ежедневно"}}],
        "meta": {"count": 1},
    }


def test_creating_and_updating_a_strategy_answer_the_samples(start: Start) -> None:
    client = Client(start(switches=Switches(rate_limit="off", language="ru")).port)
    body = {
        "title": "Test duplication strategy",
        "repeat_mode_id": 5,
        "days": [1, 4],
        "interval": 2,
        "content_type": 1,
    }
    created = client("POST", "/v1/activity/4564/duplication_strategy", body)
    mode = {"id": 5, "title": "Каждую неделю"}
    assert (created.status, created.json) == (
        200,
        {"success": True, "data": {"id": 504, "company_id": 4564, "repeat_mode": mode, **body}, "meta": []},
    )
    changed = {**body, "title": "New test duplication strategy", "days": [2, 3], "interval": 3}
    updated = client("POST", "/v1/activity/4564/duplication_strategy/504", changed)
    assert (updated.status, updated.json["data"]) == (
        200,
        {"id": 504, "company_id": 4564, "repeat_mode": mode, **changed},
    )


def test_deletions_answer_202_accepted(client: Client) -> None:
    expected = {"success": True, "data": None, "meta": {"message": "Accepted"}}
    for path in ("/v1/activity/4564/108", "/v1/activity/4564/duplication_strategy/1"):
        answer = client("DELETE", path)
        assert (answer.status, answer.json) == (202, expected)


def test_a_login_answers_the_sample_s_fields_with_201(client: Client) -> None:
    answer = client("POST", "/v1/auth", {"login": "user@example.com", "password": PASSWORD})
    assert answer.status == 201
    assert answer.json["data"]["id"] == 1
    assert list(answer.json["data"]) == [
        "id",
        "user_token",
        "name",
        "phone",
        "login",
        "email",
        "avatar",
        "is_approved",
        "is_email_confirmed",
    ]
    assert answer.json["meta"] == []


def test_the_dates_and_their_range_answer_the_samples(client: Client) -> None:
    answer = client(
        "GET", "/v1/activity/4564/search_dates/", query={"from": "2020-09-01", "till": "2020-10-01"}
    )
    assert answer.json == {"success": True, "data": ["2020-09-21", "2020-09-22"], "meta": []}
    answer = client("GET", "/v1/activity/4564/search_dates_range/")
    expected = {"min_date": "2020-09-21", "max_date": "2020-09-22"}
    assert answer.json == {"success": True, "data": expected, "meta": []}


def test_the_filters_are_four_blocks(client: Client) -> None:
    answer = client("GET", "/v1/activity/4564/filters/")
    assert answer.json["meta"] == {"count": 4}
    assert {block["code"] for block in answer.json["data"]} == {
        "staff",
        "resource",
        "service",
        "service_category",
    }
    staff = next(block for block in answer.json["data"] if block["code"] == "staff")
    assert staff["data"][0] == {"id": 26427, "title": "Teacher 1", "is_disabled": False}


def test_v2_answers_a_strategy_as_the_contract_test_has_it(client: Client) -> None:
    body = {"title": "Mon & Wed", "repeat_mode_id": 5, "days": [1, 3], "interval": 1, "content_type": 1}
    created = client("POST", "/v2/locations/4564/events/duplication_strategies", body)
    resource = {"type": "activity_duplication_strategy", "id": "504", "attributes": body}
    assert (created.status, created.json) == (201, {"data": resource, "meta": []})


def test_v2_answers_a_duplication_as_the_contract_test_has_it(client: Client) -> None:
    answer = client.duplicate_v2("2027-01-22T09:00:00", content_type=2, force=False)
    attributes = {
        "staff_id": 26427,
        "service_id": 1209148,
        "date": "2027-01-22 09:00:00",
        "length": 7200,
        "capacity": 5,
        "records_count": 2,
    }
    assert (answer.status, answer.json) == (
        201,
        {"data": [{"type": "activities", "id": "504", "attributes": attributes}]},
    )


def test_v2_refuses_a_past_period_in_the_documented_words(client: Client) -> None:
    query = {"filter[from]": "2020-08-01 00:00:00", "filter[to]": "2020-10-01 00:00:00"}
    answer = client("GET", "/v2/locations/4564/events", query=query)
    sentence = "The start date of the period cannot be earlier than the current time"
    assert (answer.status, answer.json["errors"][0]["title"]) == (422, sentence)
