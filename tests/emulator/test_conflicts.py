"""409: busy team members, time off, busy resources; what `force` overrides, and what a conflict leaves behind."""

import pytest

from tests.emulator.studio import Client

BUSY = "Master is busy or does not work: "


def created(client: Client) -> int:
    count = client.search("2020-09-23", "2021-12-31").json["meta"]["count"]
    assert isinstance(count, int)
    return count


def test_a_busy_team_member_is_a_conflict_that_names_the_date(client: Client) -> None:
    answer = client.duplicate("2020-09-21T14:00:00")
    assert answer.status == 409
    assert answer.json["meta"] == {"message": BUSY + "2020-09-21 14:00", "conflict": True}


@pytest.mark.parametrize("free", ["2020-09-21T13:45:00", "2020-09-21T17:45:00"])
def test_touching_is_no_conflict(client: Client, free: str) -> None:
    assert client.duplicate(free).status == 200


@pytest.mark.parametrize(
    "time_off", ["2020-10-03T10:00:00", "2020-10-05T08:30:00", "2020-10-05T17:30:00", "2020-10-07T10:00:00"]
)
def test_who_does_not_work_is_a_conflict(client: Client, time_off: str) -> None:
    answer = client.duplicate(time_off, event=109)
    assert (answer.status, answer.json["meta"]["conflict"]) == (409, True)
    assert client.duplicate("2020-10-05T17:00:00", event=109).status == 200


def test_a_busy_resource_is_a_conflict(client: Client) -> None:
    body = {
        "date": "2020-09-21 16:00:00",
        "service_id": 1209148,
        "staff_id": 26428,
        "capacity": 5,
        "length": 3600,
        "resource_instance_ids": [1094],
        "force": False,
    }
    answer = client("POST", "/v1/activity/4564", body)
    assert (answer.status, answer.json["meta"]["message"]) == (409, "Resource is busy: 2020-09-21 16:00")


def test_force_overrides_all_of_them(client: Client) -> None:
    assert client.duplicate("2020-09-21T14:00:00", force=True).status == 200
    assert client.duplicate("2020-10-03T10:00:00", event=109, force=True).status == 200


def test_a_conflict_on_one_date_creates_none(client: Client) -> None:
    assert client.duplicate("2020-10-01T10:00:00", "2020-10-02T10:00:00", "2020-09-21T15:45:00").status == 409
    assert created(client) == 0


def test_a_repeated_date_conflicts_with_itself(client: Client) -> None:
    assert client.duplicate("2020-10-01T10:00:00", "2020-10-01T10:00:00").status == 409
    assert created(client) == 0


def test_v2_answers_409_too(client: Client) -> None:
    answer = client.duplicate_v2("2020-09-21T15:45:00")
    assert (answer.status, answer.json["errors"][0]["title"]) == (409, BUSY + "2020-09-21 15:45")


def test_another_location_s_events_are_nobody_s_conflict(client: Client) -> None:
    assert (
        client(
            "POST", "/v1/activity/4565/110/duplicate", {"dates": ["2020-09-21T15:45:00"], "content_type": 1}
        ).status
        == 200
    )
