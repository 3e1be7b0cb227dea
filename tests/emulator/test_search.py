"""Finding events: bounds, filters, pages, counts, order, in both generations."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.emulator.conftest import Start
from tests.emulator.studio import Client, studio


def daily(number: int) -> list[dict[str, Any]]:
    first = datetime(2020, 10, 1, 10)
    return [
        {
            "id": 1000 + n,
            "service_id": 1 + n % 2,
            "staff_id": 11 + n % 3,
            "date": str(first + timedelta(days=n)),
            "length": 3600,
            "capacity": 5,
            "resource_instances": [{"id": 21 + n % 2}],
        }
        for n in range(number)
    ]


@pytest.fixture
def many(start: Start) -> Client:
    return Client(start(studio(events=daily(610))).port)


def ids(answer: Any) -> list[int]:  # noqa: ANN401  an answer of either generation
    return [int(row["id"]) for row in answer.json["data"]]


def test_both_ends_of_the_period_are_in_it(client: Client) -> None:
    assert ids(client.search("2020-09-21", "2020-09-21")) == [108]
    assert ids(client.search("2020-09-22", "2020-09-21")) == []


def test_a_page_holds_25_unless_said_and_300_at_most(many: Client) -> None:
    assert len(ids(many.search("2020-01-01", "2030-01-01"))) == 25
    assert len(ids(many.search("2020-01-01", "2030-01-01", count=1000))) == 300


def test_the_pages_together_are_everything_in_order(many: Client) -> None:
    pages = [ids(many.search("2020-01-01", "2030-01-01", count=300, page=page)) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [300, 300, 10, 0]
    assert [found for page in pages for found in page] == list(range(1000, 1610))
    assert many.search("2020-01-01", "2030-01-01", page=3).json["meta"] == {"count": 610}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"from": "2020-09-01"},
        {"from": "2020-9-1", "till": "2020-10-01"},
        {"from": "2020-02-30", "till": "2020-10-01"},
        {"from": "2020-09-01", "till": "2020-10-01", "page": "0"},
        {"from": "2020-09-01", "till": "2020-10-01", "count": "-1"},
        {"from": "2020-09-01", "till": "2020-10-01", "staff_ids[]": "x"},
    ],
)
def test_a_query_that_is_wrong_is_a_422(client: Client, query: dict[str, object]) -> None:
    answer = client("GET", "/v1/activity/4564/search", query=query)
    assert answer.status == 422
    assert answer.json["meta"]["errors"]


def test_filters_by_service_staff_and_resource_narrow_each_other(many: Client) -> None:
    found = many.search("2020-10-01", "2020-10-12", **{"service_ids[]": [1], "staff_ids[]": [11, 12]})
    assert ids(found) == [1000, 1004, 1006, 1010]
    found = many.search("2020-10-01", "2020-10-06", **{"resource_ids[]": 22})
    assert ids(found) == [1001, 1003, 1005]


def v2_search(client: Client, first: str, last: str, **query: object) -> Any:  # noqa: ANN401  an answer
    period = {"filter[from]": f"{first} 00:00:00", "filter[to]": f"{last} 23:59:59"}
    return client("GET", "/v2/locations/4564/events", query={**period, **query})


def test_v2_pages_hold_250(many: Client) -> None:
    pages = [ids(v2_search(many, "2020-10-01", "2030-01-01", page=page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [250, 250, 110]
    assert len(ids(v2_search(many, "2020-10-01", "2030-01-01", limit=1000))) == 250


def test_v2_filters_by_weekdays_from_monday_free_seats_staff_and_order(many: Client) -> None:
    monday = v2_search(many, "2020-10-01", "2020-10-14", **{"filter[weekdays][]": [1]})
    assert ids(monday) == [1004, 1011]
    assert ids(v2_search(many, "2020-10-01", "2020-10-02", **{"filter[capacity]": 6})) == []
    chosen = v2_search(many, "2020-10-01", "2020-10-06", **{"filter[master_ids][]": [12]})
    assert ids(chosen) == [1001, 1004]
    turned = v2_search(many, "2020-10-01", "2020-10-03", **{"filter[sort]": "-date"})
    assert ids(turned) == [1002, 1001, 1000]


def test_v2_shows_the_offset_without_a_colon_and_ids_as_texts(client: Client) -> None:
    (row,) = v2_search(client, "2020-09-21", "2020-09-21").json["data"]
    assert (row["type"], row["id"]) == ("activity", "108")
    assert row["attributes"]["date"] == "2020-09-21T15:45:00+0400"
    assert row["attributes"]["clients_count"] == 2


def test_v2_looks_back_only_for_deleted_events_too(client: Client) -> None:
    client("DELETE", "/v1/activity/4564/108")
    assert v2_search(client, "2020-08-01", "2020-10-01").status == 422
    with_deleted = v2_search(client, "2020-08-01", "2020-10-01", **{"filter[include_deleted]": 1})
    assert ids(with_deleted) == [108, 109]
    path, period = "/v2/locations/4564/events/filters", {"filter[include_deleted]": 1}
    past = {"filter[from]": "2020-08-01 00:00:00", "filter[to]": "2020-10-01 00:00:00"}
    assert client("GET", path, query={**past, **period}).status == 422
