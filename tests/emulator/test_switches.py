"""Every switch changes what it says: each value other than the default is probed, and so is the default.

A probe asks a running emulator and returns something small; the table says what it returns under each value.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from sync.emulator.errors import EmulatorError
from sync.emulator.switches import Switches, parse_switches, read_switches, switches
from tests.emulator.conftest import Start
from tests.emulator.studio import Client, studio, tokens

ALL = ("2020-09-01", "2021-12-31")
STRATEGY = "/v1/activity/4564/duplication_strategy"
EVENT = "/v1/activity/4564/108"
DUPLICATE = EVENT + "/duplicate"
SOURCE = "2020-09-21T15:45:00"


class Probe(NamedTuple):
    """A switch, a question, and the answer under each of its values (for a number: two of them)."""

    switch: str
    ask: Callable[[Client], Any]
    answers: dict[Any, Any]


def starts(client: Client, first: str = "2020-09-23", last: str = "2021-12-31") -> list[str]:
    return [row["date"][5:16] for row in client.search(first, last).json["data"]]


def after(*dates: str, **fields: Any) -> Callable[[Client], list[str]]:  # noqa: ANN401  fields of a body
    """The new events once these dates were asked for."""

    def ask(client: Client) -> list[str]:
        client.duplicate(*dates, **fields)
        return starts(client)

    return ask


def status(body: object, path: str = DUPLICATE) -> Callable[[Client], int]:
    return lambda client: client("POST", path, body).status


def asked(*dates: str, **fields: Any) -> Callable[[Client], int]:  # noqa: ANN401  fields of a body
    return lambda client: client.duplicate(*dates, **fields).status


def body_of(method: str, path: str, body: object = None, **query: object) -> Callable[[Client], Any]:
    return lambda client: client(method, path, body, query=query).json


def answered_dates(client: Client) -> list[str]:
    answer = client.duplicate("2020-10-03T10:00:00", "2020-10-01T10:00:00", "2020-10-02T10:00:00")
    return [row["date"][8:10] for row in answer.json["data"]]


def id_steps(client: Client) -> list[int]:
    rows = client.duplicate("2020-10-01T10:00:00", "2020-10-02T10:00:00", "2020-10-03T10:00:00").json["data"]
    return [row["id"] - rows[0]["id"] for row in rows]


def same_class(client: Client) -> list[int]:
    return [client.duplicate(SOURCE, event=109 if n else 108, force=bool(n)).status for n in range(1)] + [
        client.duplicate(SOURCE, force=True).status
    ]


def busy_staff_with_force(client: Client) -> int:
    return client.duplicate("2020-09-21T14:00:00", force=True).status


def gap(client: Client) -> Any:  # noqa: ANN401  a status or a start
    answer = client(
        "POST", "/v1/activity/4565/110/duplicate", {"dates": ["2021-03-28T03:30:00"], "content_type": 1}
    )
    return answer.json["data"][0]["date"][11:16] if answer.status == 200 else answer.status


def form(client: Client) -> Any:  # noqa: ANN401  a status or starts
    body = {
        "dates": ["2020-10-02T10:00:00"],
        "duplication_strategy_id": 2,
        "repeat_mode_id": 3,
        "from": "2020-10-03",
        "count": 1,
        "content_type": 1,
    }
    answer = client("POST", DUPLICATE, body)
    return [row["date"][8:10] for row in answer.json["data"]] if answer.status == 200 else answer.status


def copies(**body: object) -> Callable[[Client], Any]:
    """How many copies a body makes, or the refusal's status."""

    def ask(client: Client) -> Any:  # noqa: ANN401  a status or a number
        answer = client("POST", DUPLICATE, body)
        return len(answer.json["data"]) if answer.status == 200 else answer.status

    return ask


def saved(field: str, **changes: Any) -> Callable[[Client], Any]:  # noqa: ANN401  fields of a body
    body = {"title": "New", "repeat_mode_id": 5, "days": [1], "interval": 0, "content_type": 1, **changes}

    def ask(client: Client) -> Any:  # noqa: ANN401  a status or a field
        answer = client("POST", STRATEGY, {k: v for k, v in body.items() if v is not None})
        return answer.json["data"][field] if answer.status == 200 else answer.status

    return ask


def after_deletion(client: Client) -> int:
    client("DELETE", EVENT)
    return client.duplicate("2020-10-01T10:00:00").status


def offset(generation: int) -> Callable[[Client], Any]:
    def ask(client: Client) -> Any:  # noqa: ANN401  a status or a start
        duplicate = client.duplicate if generation == 1 else client.duplicate_v2
        answer = duplicate("2020-10-01T10:00:00+0200")
        if answer.status >= 400:
            return answer.status
        return answer.json["data"][0].get("attributes", answer.json["data"][0])["date"][11:16]

    return ask


def found(**query: Any) -> Callable[[Client], Any]:  # noqa: ANN401  a query
    def ask(client: Client) -> Any:  # noqa: ANN401  a status or ids
        answer = client.search(*ALL, **query)
        return [row["id"] for row in answer.json["data"]] if answer.status == 200 else answer.status

    return ask


def limited(client: Client) -> list[Any]:
    answers = [
        client("GET", EVENT, headers={"Authorization": tokens("partner1", f"user{1 + n % 2}")})
        for n in range(6)
    ]
    return [answer.status for answer in answers[-1:]]


def limited_headers(client: Client) -> Any:  # noqa: ANN401  a header
    answer = [client("GET", EVENT) for _ in range(6)][-1]
    return answer.headers.get("retry-after")


def limited_body(client: Client) -> bytes:
    return [client("GET", EVENT) for _ in range(6)][-1].body[:10]


PROBES = [
    Probe(
        "conflict_atomicity",
        after("2020-10-01T10:00:00", SOURCE, "2020-10-02T10:00:00"),
        {"all": [], "prefix": ["10-01 10:00"], "others": ["10-01 10:00", "10-02 10:00"]},
    ),
    Probe(
        "conflict_dates",
        lambda client: client.duplicate(SOURCE).json["meta"]["message"].count("2020"),
        {"one": 1, "all": 1},
    ),
    Probe("same_class", same_class, {"conflict": [409, 200], "allow": [200, 200], "always": [409, 409]}),
    Probe("force_covers", busy_staff_with_force, {"all": 200, "resources": 409}),
    Probe("dates_cap_v1", asked("2020-10-01T10:00:00", "2020-10-02T10:00:00"), {2: 200, 1: 422}),
    Probe("expansion_cap", copies(repeat_mode_id=1, **{"from": "2020-10-01", "count": 3}), {3: 3, 2: 422}),
    Probe(
        "neither_limit",
        copies(repeat_mode_id=1, **{"from": "2020-10-01"}),
        {"400": 400, "one": 1, "cap": 1000},
    ),
    Probe(
        "form_precedence",
        form,
        {"dates": ["02"], "strategy": ["03"], "parameters": ["05"], "refuse": 422},
    ),
    Probe("space_dates", asked("2020-10-01 10:00:00"), {"refuse": 422, "accept": 200}),
    Probe("minute_dates", asked("2020-10-01T10:00"), {"refuse": 422, "accept": 200}),
    Probe(
        "bare_dates",
        after("2020-10-01"),
        {"refuse": [], "midnight": ["10-01 00:00"], "event_time": ["10-01 15:45"]},
    ),
    Probe("offset_dates_v1", offset(1), {"refuse": 422, "convert": "12:00", "ignore": "10:00"}),
    Probe("offset_dates_v2", offset(2), {"convert": "12:00", "ignore": "10:00"}),
    Probe(
        "repeated_dates",
        after("2020-10-01T10:00:00", "2020-10-01T10:00:00"),
        {"conflict": [], "once": ["10-01 10:00"], "twice": ["10-01 10:00"] * 2},
    ),
    Probe("past_dates", asked("2020-08-01T10:00:00"), {"accept": 200, "refuse": 422}),
    Probe("gap_time", gap, {"keep": "03:30", "shift": "04:30", "refuse": 422}),
    Probe(
        "answer_order",
        answered_dates,
        {"request": ["03", "01", "02"], "sorted": ["01", "02", "03"], "reversed": ["02", "01", "03"]},
    ),
    Probe("ids", id_steps, {"increasing": [0, 1, 2], "decreasing": [0, -1, -2], "scattered": [0, -1, 1]}),
    Probe(
        "copied_fields",
        lambda client: client.duplicate("2020-10-01T10:00:00").json["data"][0]["color"],
        {"core": "", "all": "#dfd4f2"},
    ),
    Probe(
        "nothing_to_copy",
        status({"repeat_mode_id": 2, "from": "2020-10-03", "till": "2020-10-04"}),
        {"200": 200, "422": 422},
    ),
    Probe("duplicate_deleted", after_deletion, {"404": 404, "copy": 200}),
    Probe("missing_interval", saved("interval", interval=None), {"0": 0, "1": 1, "refuse": 422}),
    Probe("missing_content_type", saved("content_type", content_type=None), {"1": 1, "2": 2, "refuse": 422}),
    Probe("day_seven", saved("days", days=[7]), {"refuse": 422, "sunday": [0]}),
    Probe("untidy_days", saved("days", days=[4, 1, 1]), {"keep": [4, 1, 1], "tidy": [1, 4], "refuse": 422}),
    Probe("other_mode_days", saved("days", repeat_mode_id=1), {"ignore": [1], "refuse": 422}),
    Probe("unique_titles", saved("title", title="Daily"), {"no": "Daily", "yes": 422}),
    Probe(
        "foreign_strategy",
        status({"duplication_strategy_id": 9, "from": "2020-10-01", "count": 1}),
        {"404": 404, "422": 422},
    ),
    Probe("invalid_status", status({"dates": []}), {"422": 422, "400": 400}),
    Probe("search_lag", after("2020-10-01T10:00:00"), {0: ["10-01 10:00"], 3: []}),
    Probe("future_only", lambda client: starts(client, "2020-08-01"), {"no": ["08-31 10:00"], "yes": []}),
    Probe("search_page_max", found(count=2), {2: [108, 109], 1: [108]}),
    Probe("page_over_max", found(count=301), {"clamp": [108, 109], "refuse": 422}),
    Probe(
        "meta_count",
        lambda client: client.search(*ALL, count=1).json["meta"]["count"],
        {"total": 2, "page": 1},
    ),
    Probe(
        "id_lists",
        lambda client: [
            found(**{"staff_ids[]": ["26427", "26428"]})(client),
            found(staff_ids="26427,26428")(client),
        ],
        {"both": [[108, 109]] * 2, "brackets": [[108, 109], 422], "commas": [[108, 109], [108, 109]]},
    ),
    Probe(
        "search_dates_order",
        body_of("GET", "/v1/activity/4564/search_dates", **{"from": ALL[0], "till": ALL[1]}),
        {
            "sorted": {"success": True, "data": ["2020-09-21", "2020-09-22"], "meta": []},
            "reversed": {"success": True, "data": ["2020-09-22", "2020-09-21"], "meta": []},
        },
    ),
    Probe(
        "entity_shape",
        lambda client: sorted(
            {"company_id", "salon_id", "is_deleted"} & client("GET", EVENT).json["data"].keys()
        ),
        {
            "altegio": ["company_id", "is_deleted", "salon_id"],
            "yclients": ["company_id"],
            "old": ["salon_id"],
        },
    ),
    Probe(
        "duration_details",
        lambda client: type(client("GET", EVENT).json["data"]["duration_details"]),
        {"array": list, "object": dict},
    ),
    Probe(
        "date_form",
        lambda client: client("GET", EVENT).json["data"]["date"],
        {"text": "2020-09-21 15:45:00", "iso": "2020-09-21T15:45:00.000+04:00", "integer": 1600703100},
    ),
    Probe(
        "deleted_data", lambda client: "data" in client("DELETE", EVENT).json, {"null": True, "absent": False}
    ),
    Probe(
        "errors_shape",
        lambda client: type(client("POST", DUPLICATE, {}).json["meta"]["errors"]),
        {"array": list, "object": dict},
    ),
    Probe(
        "error_body",
        lambda client: sorted(client("GET", EVENT, headers={"Authorization": ""}).json),
        {"envelope": ["data", "meta", "success"], "errors": ["errors", "meta"]},
    ),
    Probe(
        "errors_v2",
        lambda client: sorted(client("GET", "/v2/locations/4564/events/999").json),
        {"jsonapi": ["errors"], "envelope": ["data", "meta", "success"]},
    ),
    Probe(
        "not_found_meta",
        lambda client: client("GET", "/v1/activity/4564/999").json["meta"],
        {"object": {}, "array": [], "message": {"message": "Not found"}},
    ),
    Probe(
        "language",
        lambda client: client("GET", EVENT, headers={"Authorization": ""}).json["meta"]["message"],
        {"en": "Authentication needed.", "ru": "Необходима авторизация"},
    ),
    Probe(
        "reading_needs",
        lambda client: client("GET", EVENT, headers={"Authorization": tokens("partner1")}).status,
        {"user": 401, "partner": 200},
    ),
    Probe(
        "strict_headers",
        lambda client: client("GET", EVENT, headers={"Accept": ""}).status,
        {"no": 200, "yes": 400},
    ),
    Probe(
        "rate_limit",
        lambda client: [client("GET", EVENT).status for _ in range(6)][-1],
        {"on": 429, "off": 200},
    ),
    Probe("rate_per", limited, {"address": [429], "token": [200]}),
    Probe(
        "retry_after",
        limited_headers,
        {"none": None, "seconds": "2", "date": "Tue, 01 Sep 2020 08:00:02 GMT"},
    ),
    Probe("limit_body", limited_body, {"envelope": b'{"success"', "empty": b"", "html": b"<!doctype "}),
]
LIMITED = {"rate_limit", "rate_per", "retry_after", "limit_body"}
PAST = {"id": 7, "service_id": 1, "staff_id": 1, "date": "2020-08-31 10:00:00", "length": 60, "capacity": 1}


@pytest.mark.parametrize(
    ("probe", "value"), [pytest.param(p, v, id=f"{p.switch}={v}") for p in PROBES for v in p.answers]
)
def test_a_switch_does_what_it_says(start: Start, probe: Probe, value: Any) -> None:  # noqa: ANN401  texts or numbers
    rate = {} if probe.switch in LIMITED else {"rate_limit": "off"}
    seed = studio(events=[PAST]) if probe.switch == "future_only" else None
    emulator = start(seed, switches=Switches(**{**rate, probe.switch: value}))
    assert probe.ask(Client(emulator.port)) == probe.answers[value]


def test_every_value_of_every_switch_is_probed() -> None:
    probed = {probe.switch: probe.answers for probe in PROBES}
    tested_elsewhere = {"refused_count"}
    for switch in switches():
        if switch.name not in tested_elsewhere:
            assert set(switch.values) <= set(probed[switch.name]), switch.name
            assert len(probed[switch.name]) > 1


def test_all_conflicting_dates_are_named_where_others_are_created(start: Start) -> None:
    emulator = start(switches=Switches(rate_limit="off", conflict_atomicity="others", conflict_dates="all"))
    answer = Client(emulator.port).duplicate("2020-09-21T14:00:00", "2020-10-01T10:00:00", SOURCE)
    assert answer.json["meta"]["message"].endswith(": 2020-09-21 14:00, 2020-09-21 15:45")


@pytest.mark.parametrize(
    ("axis", "value", "expected"),
    [
        ("interval_means", "step", ["09-28", "10-01", "10-12", "10-15", "10-26"]),
        ("interval_means", "break", ["09-28", "10-01", "10-19", "10-22"]),
        ("from_included", "no", ["10-01", "10-19", "10-22"]),
    ],
)
def test_an_axis_of_the_reading_decides_what_the_pattern_forms_create(
    start: Start, axis: str, value: str, expected: list[str]
) -> None:
    client = Client(start(switches=Switches(rate_limit="off", reading={axis: value})).port)
    body = {"repeat_mode_id": 5, "days": [1, 4], "interval": 2, "from": "2020-09-28", "till": "2020-10-28"}
    rows = client("POST", DUPLICATE, body).json["data"]
    assert [row["date"][5:10] for row in rows] == expected


def test_switches_are_read_from_a_file_s_object_and_from_texts() -> None:
    given = {"search_lag": 2, "reading": {"week": "sunday"}}
    chosen = parse_switches(
        ["ids=scattered", "reading.anchor=event", "dates_cap_v1=20"], json.loads(json.dumps(given))
    )
    assert chosen == Switches(
        search_lag=2.0, reading={"week": "sunday", "anchor": "event"}, ids="scattered", dates_cap_v1=20
    )
    assert read_switches(chosen.changed()) == chosen


@pytest.mark.parametrize(
    "text",
    [
        "ids",
        "ids=other",
        "nothing=1",
        "reading.week=friday",
        "reading.day=1",
        "search_lag=x",
        "search_lag=-1",
    ],
)
def test_a_switch_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(EmulatorError):
        parse_switches([text])
