"""Duplicating: the three forms of V1, the one of V2, their bounds, and what is copied."""

from typing import Any

import pytest

from property_tests.oracle import Question, Refused, walk
from sync.emulator.expander import Pattern, Refusal, Span
from sync.emulator.switches import Switches
from tests.emulator.conftest import Start
from tests.emulator.studio import Answer, Client

DUPLICATE = "/v1/activity/4564/108/duplicate"
WINDOW = {"from": "2020-09-28", "till": "2020-10-28"}


def dates(answer: Answer) -> list[str]:
    return [row.get("attributes", row)["date"][:16] for row in answer.json["data"]]


def test_by_dates_the_copies_are_the_dates_in_their_order(client: Client) -> None:
    answer = client.duplicate("2020-10-03T15:30:00", "2020-10-03T13:30:00", force=False)
    assert (answer.status, dates(answer)) == (200, ["2020-10-03 15:30", "2020-10-03 13:30"])
    found = client.search("2020-10-03", "2020-10-03").json["data"]
    assert [event["date"] for event in found] == ["2020-10-03 13:30:00", "2020-10-03 15:30:00"]


def test_by_strategy_the_time_is_the_event_s_unless_given(client: Client) -> None:
    body = {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 1}
    assert dates(client("POST", DUPLICATE, body)) == ["2020-09-28 15:45"]
    body = {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 1, "hours": 10, "minutes": 0}
    assert dates(client("POST", DUPLICATE, body)) == ["2020-09-28 10:00"]


def test_by_strategy_the_content_type_is_the_strategy_s(client: Client) -> None:
    answer = client("POST", DUPLICATE, {"duplication_strategy_id": 2, "from": "2020-09-28", "count": 1})
    assert answer.json["data"][0]["records_count"] == 2


def test_by_parameters_the_worked_example_is_every_third_week(client: Client) -> None:
    body = {"repeat_mode_id": 5, "days": [1, 4], "interval": 2, "hours": 10, "minutes": 30, **WINDOW}
    answer = client("POST", DUPLICATE, body)
    assert dates(answer) == [
        "2020-09-28 10:30",
        "2020-10-01 10:30",
        "2020-10-19 10:30",
        "2020-10-22 10:30",
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"dates": []},
        {"dates": "2020-10-03T13:30:00", "content_type": 1},
        {"dates": ["2020-10-03T13:30:00"]},
        {"dates": ["2020-10-03T13:30:00"], "content_type": 3},
        {"dates": ["2020-10-03T13:30:00"], "content_type": "1"},
        {"dates": ["2020-10-03T13:30:00"], "content_type": True},
        {"dates": ["2020-10-03T13:30:00"], "content_type": 1, "force": 1},
        {"dates": ["2020-10-03T13:30:00", "2020-10-33T13:30:00"], "content_type": 1},
        {"dates": [1601289000], "content_type": 1},
        {"duplication_strategy_id": "1", "from": "2020-09-28", "count": 1},
        {"duplication_strategy_id": 1, "count": 1},
        {"duplication_strategy_id": 1, "from": "2020-09-28", "till": "2020-09-27"},
        {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 0},
        {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 1, "hours": 24},
        {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 1, "minutes": 60},
        {"repeat_mode_id": 8, **WINDOW},
        {"repeat_mode_id": 5, **WINDOW},
        {"repeat_mode_id": 5, "days": [7], **WINDOW},
        {"repeat_mode_id": 1, "interval": -1, **WINDOW},
        {"repeat_mode_id": 1, "from": "2020-09-28", "count": 1001},
    ],
)
def test_a_body_that_is_wrong_is_a_422_and_creates_nothing(client: Client, body: object) -> None:
    answer = client("POST", DUPLICATE, body)
    assert answer.status == 422
    assert answer.json["meta"]["errors"]
    assert client.search("2020-09-28", "2025-01-01").json["meta"]["count"] == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"dates": NaN}', b"[" * 100_000, b"\xff", b"1" * 5000])
def test_a_body_that_is_no_json_object_is_a_400(client: Client, body: bytes) -> None:
    answer = client("POST", DUPLICATE, body)
    assert answer.status == 400
    assert answer.json["meta"]["message"] == "An error has occurred."


@pytest.mark.parametrize("strategy", [9, 77])
def test_a_strategy_of_elsewhere_or_of_nowhere_is_a_404(client: Client, strategy: int) -> None:
    body = {"duplication_strategy_id": strategy, "from": "2020-09-28", "count": 1}
    assert client("POST", DUPLICATE, body).status == 404


def test_v2_takes_dates_with_an_offset_and_turns_them_into_the_location_s_time(client: Client) -> None:
    answer = client.duplicate_v2("2020-10-05T10:00:00+0300", "2020-10-06T10:00:00")
    assert (answer.status, dates(answer)) == (201, ["2020-10-05 11:00", "2020-10-06 10:00"])
    assert "meta" not in answer.json


@pytest.mark.parametrize(
    "body", [{"duplication_strategy_id": 1, **WINDOW}, {"repeat_mode_id": 1, **WINDOW}, {"dates": []}]
)
def test_v2_knows_no_form_but_dates(client: Client, body: object) -> None:
    answer = client("POST", "/v2/locations/4564/events/108/duplicate", body)
    assert (answer.status, "dates" in answer.json["errors"][0]["detail"]) == (422, True)


def test_v2_refuses_all_for_one_invalid_date_and_for_more_than_a_hundred(client: Client) -> None:
    assert client.duplicate_v2("2020-10-05T10:00:00", "2020-10-05").status == 422
    hundred = [f"2020-10-{1 + n % 31:02}T{n // 31 * 3:02}:00:00" for n in range(100)]
    assert client.duplicate_v2(*hundred, "2021-01-01T10:00:00").status == 422
    assert client.search("2020-10-01", "2021-12-31").json["meta"]["count"] == 0
    assert len(client.duplicate_v2(*hundred).json["data"]) == 100


def test_appointments_are_copied_only_when_asked_and_cancelled_ones_never(client: Client) -> None:
    without = client.duplicate("2020-10-03T13:30:00", content_type=1).json["data"][0]
    assert (without["records_count"], without["records"]) == (0, [])
    copied = client.duplicate("2020-10-04T13:30:00", content_type=2).json["data"][0]
    assert copied["records_count"] == 2
    assert [record["client"]["name"] for record in copied["records"]] == ["Client 1", "Client 2"]
    assert not {501, 502, 503} & {record["id"] for record in copied["records"]}


def test_a_copy_keeps_service_staff_duration_capacity_resources_and_tags(client: Client) -> None:
    identity = client.duplicate("2020-10-03T13:30:00").json["data"][0]["id"]
    source, copy = (client("GET", f"/v1/activity/4564/{event}").json["data"] for event in (108, identity))
    for name in ("service_id", "staff_id", "length", "capacity", "resource_instances", "labels"):
        assert copy[name] == source[name]
    assert (copy["comment"], copy["color"]) == ("", "")


def test_a_deleted_or_unknown_event_is_not_duplicated(client: Client) -> None:
    client("DELETE", "/v1/activity/4564/108")
    assert client.duplicate("2020-10-03T13:30:00").status == 404
    assert client.duplicate("2020-10-03T13:30:00", event=999).status == 404


def by_oracle(pattern: Pattern, span: Span, event: Any, axes: Any) -> Any:  # noqa: ANN401  the expander's own types
    question = Question(
        mode=pattern.repeat_mode_id,
        start=span.start,
        days=tuple(pattern.days),
        interval=pattern.interval,
        till=span.till,
        count=span.count,
        hours=span.hours,
        minutes=span.minutes,
        event=event,
        axes=dict(axes),
    )
    try:
        return walk(question)
    except Refused as refused:
        return Refusal({reason: ["It is refused."] for reason in refused.reasons})


@pytest.mark.parametrize("week", ["monday", "sunday", "rolling"])
def test_the_brute_force_oracle_serves_as_expander(start: Start, week: str) -> None:
    switches = Switches(rate_limit="off", reading={"week": week})
    body = {"repeat_mode_id": 5, "days": [0, 3], "interval": 1, "from": "2020-09-30", "till": "2020-10-31"}
    oracle, engine = (Client(start(switches=switches, **more).port) for more in ({"expander": by_oracle}, {}))
    assert dates(oracle("POST", DUPLICATE, body)) == dates(engine("POST", DUPLICATE, body))
    assert oracle("POST", DUPLICATE, {"repeat_mode_id": 5, **WINDOW}).status == 422
