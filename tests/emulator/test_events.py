"""Single events: create, replace, delete softly, book."""

from typing import Any

import pytest

from tests.emulator.studio import Client

NEW: dict[str, Any] = {
    "date": "2020-10-10 15:30",
    "service_id": 1209148,
    "staff_id": 26427,
    "capacity": 5,
    "force": False,
}
NEW_V2: dict[str, Any] = {**NEW, "date": "2020-10-10 15:30:00", "length": 3600}


def test_a_new_event_gets_an_id_and_the_service_s_length(client: Client) -> None:
    answer = client("POST", "/v1/activity/4564", NEW)
    assert answer.status == 200
    assert answer.json["data"]["date"] == "2020-10-10 15:30:00"
    assert answer.json["data"]["length"] == 7200
    assert client("GET", f"/v1/activity/4564/{answer.json['data']['id']}").json == answer.json


@pytest.mark.parametrize("field", sorted(NEW))
def test_a_new_event_needs_every_required_field(client: Client, field: str) -> None:
    body = {name: value for name, value in NEW.items() if name != field}
    assert client("POST", "/v1/activity/4564", body).status == 422


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"staff_id": 26430}, 404),
        ({"service_id": 7}, 404),
        ({"date": "2020-10-10T15:30:00"}, 422),
        ({"technical_break_duration": 301}, 422),
        ({"technical_break_duration": 3900}, 422),
        ({"resource_instance_ids": [5]}, 422),
        ({"label_ids": [5]}, 422),
        ({"color": "red"}, 422),
        ({"capacity": 0}, 422),
    ],
)
def test_an_event_that_is_wrong_is_refused(client: Client, changes: dict[str, object], status: int) -> None:
    assert client("POST", "/v1/activity/4564", {**NEW, **changes}).status == status


def test_v2_creates_with_201_and_adds_the_break_of_the_location(client: Client) -> None:
    answer = client("POST", "/v2/locations/4564/events", NEW_V2)
    assert (answer.status, answer.json["data"]["attributes"]["length"]) == (201, 3600)
    assert client("POST", "/v2/locations/4564/events", {**NEW_V2, "length": 100}).status == 422


@pytest.mark.parametrize("path", ["/v1/activity/4564/108", "/v2/locations/4564/events/108"])
def test_replacing_an_event_moves_it_and_keeps_its_appointments(client: Client, path: str) -> None:
    assert client("PUT", path, NEW_V2).status == 200
    found = client("GET", "/v1/activity/4564/108").json["data"]
    assert (found["date"], found["length"], found["records_count"]) == ("2020-10-10 15:30:00", 3600, 2)
    assert client.search("2020-09-21", "2020-09-21").json["data"] == []


def test_replacing_an_event_does_not_conflict_with_itself(client: Client) -> None:
    body = {**NEW, "date": "2020-09-21 15:45:00", "resource_instance_ids": [1094]}
    assert client("PUT", "/v1/activity/4564/108", body).status == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/activity/4564/108", 202), ("/v2/locations/4564/events/108", 204)]
)
def test_a_deleted_event_leaves_lists_and_stays_readable_without_appointments(
    client: Client, path: str, status: int
) -> None:
    assert client("DELETE", path).status == status
    assert client.search("2020-09-21", "2020-09-21").json["meta"] == {"count": 0}
    found = client("GET", "/v1/activity/4564/108")
    assert (found.status, found.json["data"]["is_deleted"], found.json["data"]["records_count"]) == (
        200,
        True,
        0,
    )
    attributes = client("GET", "/v2/locations/4564/events/108").json["data"]["attributes"]
    assert (attributes["deleted"], attributes["clients_count"]) == (True, 0)
    assert client("DELETE", path).status == 404


def test_a_deleted_event_frees_its_team_member_and_its_resources(client: Client) -> None:
    assert client("POST", "/v1/activity/4564", {**NEW, "date": "2020-09-21 15:45:00"}).status == 409
    client("DELETE", "/v1/activity/4564/108")
    body = {**NEW, "date": "2020-09-21 15:45:00", "resource_instance_ids": [1094]}
    assert client("POST", "/v1/activity/4564", body).status == 200


def test_a_client_books_a_seat_until_there_is_none(client: Client) -> None:
    answers = [client("POST", "/v1/activity/4564/108/book", {}).status for _ in range(4)]
    assert answers == [200, 200, 200, 422]
    assert client("GET", "/v1/activity/4564/108").json["data"]["records_count"] == 5
