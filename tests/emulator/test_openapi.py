"""The description is complete and true: every route is in it, and what is answered is what it says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sync.emulator.openapi import description
from sync.emulator.pages import description_text, operation_names, switch_table
from sync.emulator.routes import OPERATIONS, Operation
from tests.emulator.schema import complaints
from tests.emulator.studio import PASSWORD, Answer, Client, tokens

DOCS = Path(__file__).parents[2] / "docs"
WHOLE = description()
IDS = {"location": "4564", "event": "108", "strategy": "1"}
PERIOD = {"from": "2020-09-01", "till": "2020-10-01"}
PERIOD_V2 = {"filter[from]": "2020-09-02 00:00:00", "filter[to]": "2020-10-01 00:00:00"}
WEEKLY = {"title": "Weekly", "repeat_mode_id": 5, "days": [1]}
EVENT = {
    "date": "2020-10-10 15:30:00",
    "service_id": 1209148,
    "staff_id": 26427,
    "capacity": 5,
    "length": 3600,
    "force": False,
}
SENT: dict[str, object] = {
    "login": {"login": "user@example.com", "password": PASSWORD},
    "create_strategy": WEEKLY,
    "update_strategy": WEEKLY,
    "create_event": EVENT,
    "update_event": EVENT,
    "duplicate": {"dates": ["2020-10-01T10:00:00"], "content_type": 2},
}


def described(operation: Operation, template: str) -> dict[str, Any]:
    found: dict[str, Any] = WHOLE["paths"][template][operation.method.lower()]
    return found


def query_of(operation: Operation) -> dict[str, str] | None:
    if operation.name in {"search", "search_dates", "search_dates_range", "filters"}:
        return PERIOD if operation.generation == 1 else PERIOD_V2
    return None


def wrong(answer: Answer, page: dict[str, Any]) -> list[str]:
    """What the description does not say of an answer."""
    if str(answer.status) not in page["responses"]:
        return [f"status {answer.status}"]
    content = page["responses"][str(answer.status)].get("content")
    if content is None:
        return [] if answer.body == b"" else ["a body"]
    return complaints(answer.json, content["application/json"]["schema"], WHOLE)


CALLS = [
    pytest.param(operation, template, id=f"{operation.method} {template}")
    for operation in OPERATIONS
    for template in operation.templates
]


def path_of(template: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: IDS[found[1]], template).removeprefix("/api")


@pytest.mark.parametrize(("operation", "template"), CALLS)
def test_what_succeeds_is_as_described(client: Client, operation: Operation, template: str) -> None:
    body = SENT.get(operation.name)
    answer = client(operation.method, path_of(template), body, query_of(operation))
    assert answer.status < 300
    assert wrong(answer, described(operation, template)) == []


BODILESS: list[tuple[str, dict[str, Any], set[int]]] = [
    ("no tokens", {"headers": {"Authorization": ""}}, {401}),
    ("few rights", {"headers": {"Authorization": tokens("partner2", "user2")}}, {200, 400, 403, 422}),
]
WITH_BODY: list[tuple[str, dict[str, Any], set[int]]] = [
    ("no JSON", {"body": b"{"}, {200, 400}),
    ("nothing in it", {"body": {}}, {200, 422}),
    ("too large", {"body": b" " * (1 << 21)}, {413}),
]


@pytest.mark.parametrize(
    ("operation", "template", "changes", "statuses"),
    [
        pytest.param(operation, template, changes, statuses, id=f"{operation.method} {template}: {name}")
        for operation in OPERATIONS
        for template in operation.templates
        for name, changes, statuses in [*BODILESS, *(WITH_BODY if operation.name in {*SENT, "book"} else [])]
    ],
)
def test_what_is_refused_is_as_described(
    client: Client, operation: Operation, template: str, changes: dict[str, Any], statuses: set[int]
) -> None:
    answer = client(operation.method, path_of(template), **changes)
    assert answer.status in statuses
    assert wrong(answer, described(operation, template)) == []


def test_dates_beyond_the_years_that_are_taken_are_as_described(client: Client) -> None:
    operation = next(one for one in OPERATIONS if (one.name, one.generation) == ("duplicate", 1))
    template = operation.templates[0]
    body = {"repeat_mode_id": 7, "interval": 500, "from": "2999-01-01", "count": 9, "content_type": 1}
    answer = client(operation.method, path_of(template), body)
    assert (answer.status, wrong(answer, described(operation, template))) == (200, [])
    assert b"7007" in answer.body


def test_a_conflict_and_an_unknown_id_are_as_described(client: Client) -> None:
    for operation in OPERATIONS:
        template = operation.templates[0]
        page = described(operation, template)
        if operation.name in {"duplicate", "create_event"}:
            body = {
                **EVENT,
                "date": "2020-09-21 15:45:00",
                "dates": ["2020-09-21T15:45:00"],
                "content_type": 1,
            }
            answer = client(operation.method, path_of(template), body)
            assert (answer.status, wrong(answer, page)) == (409, [])
        if "{" in template:
            answer = client(
                operation.method, path_of(template).replace("4564", "4999"), SENT.get(operation.name)
            )
            assert (answer.status, wrong(answer, page)) == (404, [])


def test_the_checker_of_these_tests_finds_what_is_wrong(client: Client) -> None:
    page = described(OPERATIONS[0], OPERATIONS[0].templates[0])
    good = client("POST", "/v1/auth", SENT["login"])
    bad = {**good.json, "data": {**good.json["data"], "id": "1"}, "meta": [1]}
    assert len(wrong(good._replace(body=json.dumps(bad).encode()), page)) == 2
    assert wrong(good._replace(status=418), page) == ["status 418"]


def test_every_operation_has_an_id_of_its_own() -> None:
    ids = [page["operationId"] for path in WHOLE["paths"].values() for page in path.values()]
    assert len(ids) == len(set(ids)) == len(CALLS)


def test_the_documentation_holds_the_description_and_the_tables() -> None:
    assert (DOCS / "emulator-openapi.json").read_text(encoding="utf-8") == description_text()
    page = (DOCS / "emulator.md").read_text(encoding="utf-8")
    assert switch_table() in page
    assert operation_names() in page
