"""Paths: both spellings in both generations, last slashes, literals before ids, and what is no path."""

import pytest

from tests.emulator.studio import Client

V1_READS = (
    "/108",
    "/search?from=2020-09-01&till=2020-10-01",
    "/search_dates?from=2020-09-01&till=2020-10-01",
    "/search_dates_range",
    "/filters",
    "/services",
    "/duplication_strategy",
)
PERIOD = "filter[from]=2020-09-02%2000:00:00&filter[to]=2020-10-01%2000:00:00"
V2_READS = (
    "/108",
    f"?{PERIOD}",
    f"/dates?{PERIOD}",
    f"/dates/range?{PERIOD}",
    f"/filters?{PERIOD}",
    "/duplication_strategies",
)


def with_slash(path: str) -> str:
    before, mark, after = path.partition("?")
    return before + "/" + mark + after


@pytest.mark.parametrize("rest", V1_READS)
def test_v1_answers_the_same_on_both_spellings_and_with_a_last_slash(client: Client, rest: str) -> None:
    spellings = ("/v1/activity/4564", "/v1/locations/4564/events")
    paths = [base + ending for base in spellings for ending in (rest, with_slash(rest))]
    answers = {client("GET", path).body for path in paths}
    assert len(answers) == 1
    assert client("GET", paths[0]).status == 200


@pytest.mark.parametrize("rest", V2_READS)
def test_v2_answers_the_same_on_both_spellings_and_with_a_last_slash(client: Client, rest: str) -> None:
    spellings = ("/v2/locations/4564/events", "/v2/companies/4564/activities")
    paths = [base + ending for base in spellings for ending in (rest, with_slash(rest))]
    assert len({client("GET", path).body for path in paths}) == 1
    assert client("GET", paths[0]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/activity/abc/108",
        "/v1/activity/4564/abc",
        "/v1/activity/4564.0/108",
        "/v1/activity/4564/１０８",
        "/v1/activity/0/108",
        "/v1/activity/4564/10000000000000",
        "/v1/activity/9999/108",
        "/v1/activity/4564/999",
        "/v1/activity/4564/110",
        "/v1/activity/4565/108",
        "/v1/nothing",
        "/v3/activity/4564/108",
        "/v1/activity/4564//108",
    ],
)
def test_what_is_no_path_or_not_there_is_a_404(client: Client, path: str) -> None:
    from urllib.parse import quote

    answer = client("GET", quote(path))
    assert (answer.status, answer.json) == (404, {"success": False, "data": None, "meta": {}})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/activity/4564/108/duplicate", "POST"),
        ("PUT", "/v1/activity/4564/duplication_strategy/1", "DELETE, POST"),
        ("POST", "/v1/activity/4564/search", "GET"),
        ("DELETE", "/v1/activity/4564/search", "GET"),
        ("POST", "/v2/locations/4564/events/duplication_strategies/1", "DELETE, PUT"),
    ],
)
def test_another_method_is_a_405_that_says_which_there_are(
    client: Client, method: str, path: str, allowed: str
) -> None:
    answer = client(method, path)
    assert (answer.status, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("path", ["/v1/locations/4564", "/v1/company/4564/"])
def test_a_location_tells_its_zone(client: Client, path: str) -> None:
    expected = {"id": 4564, "title": "Studio 1", "timezone_name": "Europe/Samara"}
    assert {**client("GET", path).json["data"], **expected} == client("GET", path).json["data"]


@pytest.mark.parametrize(
    "name", ["staff_ids[]", "staff_ids", "team_member_ids[]", "masterIds", "master_ids[0]", "staff_id"]
)
def test_a_filter_is_known_by_all_its_names(client: Client, name: str) -> None:
    query = {"from": "2020-09-01", "till": "2020-10-01", name: "26428"}
    answer = client("GET", "/v1/activity/4564/search", query=query)
    assert [event["id"] for event in answer.json["data"]] == [109]


@pytest.mark.parametrize("name", ["team_member_id", "master_id", "staffId", "teamMemberId"])
def test_a_field_is_known_by_all_its_names(client: Client, name: str) -> None:
    body = {"date": "2020-10-02 10:00:00", "service_id": 1209148, name: 26427, "capacity": 5, "force": False}
    assert client("POST", "/v1/activity/4564", body).json["data"]["staff_id"] == 26427
