"""Saved strategies: their bounds, and the verbs of both generations."""

from typing import Any

import pytest

from tests.emulator.studio import Client

V1 = "/v1/activity/4564/duplication_strategy"
V2 = "/v2/locations/4564/events/duplication_strategies"
NEW: dict[str, Any] = {
    "title": "New",
    "repeat_mode_id": 5,
    "days": [1, 3, 5],
    "interval": 1,
    "content_type": 1,
}


def test_a_strategy_is_listed_as_it_was_saved_and_gone_when_deleted(client: Client) -> None:
    identity = client("POST", V1, NEW).json["data"]["id"]
    changed = {**NEW, "days": [2, 4], "interval": 2}
    assert client("POST", f"{V1}/{identity}/", changed).status == 200
    (found,) = (row for row in client("GET", V1).json["data"] if row["id"] == identity)
    assert {name: found[name] for name in changed} == changed
    assert client("DELETE", f"{V1}/{identity}").status == 202
    assert identity not in [row["id"] for row in client("GET", V1).json["data"]]
    assert client("DELETE", f"{V1}/{identity}").status == 404


def test_events_stay_when_their_strategy_is_deleted(client: Client) -> None:
    body = {"duplication_strategy_id": 1, "from": "2020-09-28", "count": 2}
    client("POST", "/v1/activity/4564/108/duplicate", body)
    client("DELETE", f"{V1}/1")
    assert client.search("2020-09-28", "2020-10-28").json["meta"] == {"count": 2}


@pytest.mark.parametrize("path", [V1, f"{V1}/1", V2])
@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"title": ""},
        {"title": 5},
        {"repeat_mode_id": None},
        {"repeat_mode_id": 0},
        {"repeat_mode_id": "5"},
        {"days": [7]},
        {"days": [{"day": 1}]},
        {"days": 1},
        {"interval": -1},
        {"interval": True},
        {"content_type": 3},
    ],
)
def test_a_strategy_that_is_wrong_is_a_422(client: Client, path: str, changes: dict[str, object]) -> None:
    assert client("POST", path, {**NEW, **changes}).status == 422


def test_v2_bounds_titles_and_asks_for_weekdays(client: Client) -> None:
    assert client("POST", V2, {**NEW, "title": "x" * 51}).status == 422
    assert client("POST", V2, {**NEW, "title": "x" * 50}).status == 201
    assert client("POST", V2, {**NEW, "days": []}).status == 422
    assert client("POST", V1, {**NEW, "title": "x" * 51, "days": []}).status == 200


def test_v2_updates_by_put_and_keeps_what_is_left_out(client: Client) -> None:
    answer = client("PUT", f"{V2}/1", {"title": "Renamed"})
    assert answer.status == 200
    assert answer.json["data"]["attributes"] == {
        "title": "Renamed",
        "repeat_mode_id": 5,
        "days": [1, 4],
        "interval": 0,
        "content_type": 1,
    }
    assert client("DELETE", f"{V2}/1").status == 204
    assert [row["id"] for row in client("GET", V2).json["data"]] == ["2"]


@pytest.mark.parametrize("strategy", [9, 77])
def test_a_strategy_of_elsewhere_or_of_nowhere_is_a_404(client: Client, strategy: int) -> None:
    assert client("POST", f"{V1}/{strategy}", NEW).status == 404
    assert client("PUT", f"{V2}/{strategy}", NEW).status == 404
