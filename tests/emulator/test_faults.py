"""Every fault, seen from a raw socket or a plain client: what comes back, and what is stored.

The first table says of each fault what the wire shows and which of two asked dates exist afterwards.
"""

import gzip
import json
import re
import resource
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sync.emulator.errors import EmulatorError
from sync.emulator.fault_table import ALIASES, FAULTS, table
from sync.emulator.faults import Faults, parse
from sync.emulator.running import Emulator, UnusedFaults, running_emulator
from tests.emulator.conftest import Start
from tests.emulator.studio import Client, clock, raw_duplicate, raw_exchange, studio

DATES = ("2020-10-01T10:00:00", "2020-10-02T10:00:00")
BOTH, NONE, FIRST = ["10-01 10:00", "10-02 10:00"], list[str](), ["10-01 10:00"]
Shows = Callable[[bytes, str], object]


class Case(NamedTuple):
    """An instruction, what must hold for the bytes and the end of the connection, and what is stored then."""

    instruction: str
    shows: Shows
    stored: list[str]


def body(received: bytes) -> bytes:
    return received.partition(b"\r\n\r\n")[2]


def document(received: bytes) -> Any:  # noqa: ANN401  whatever the answer holds
    return json.loads(body(received))


def head(received: bytes) -> str:
    return received.partition(b"\r\n\r\n")[0].decode("latin-1")


def status(received: bytes) -> int:
    return int(received.split(b" ")[1])


def announced(received: bytes) -> int:
    found = re.search(r"Content-Length: (\d+)", head(received))
    assert found
    return int(found[1])


def says(number: int, *also: str) -> Shows:
    return lambda got, end: status(got) == number and end == "fin" and all(text in head(got) for text in also)


def rows(received: bytes) -> list[str]:
    return [row["date"][5:16] for row in document(received)["data"]]


def answers(*dates: str) -> Shows:
    return lambda got, _end: status(got) == 200 and rows(got) == list(dates)


def nothing(end: str) -> Shows:
    return lambda got, how: got == b"" and how == end


def holds(check: Callable[[bytes], object], code: int = 200) -> Shows:
    return lambda got, end: status(got) == code and end == "fin" and check(got)


def refused(code: int) -> Case:
    return Case(str(code), holds(lambda got: document(got)["success"] is False, code), NONE)


CASES = [
    Case("ok", answers(*BOTH), BOTH),
    Case("lie", answers(*BOTH), NONE),
    # how the bytes go out
    Case("rst", nothing("rst"), NONE),
    Case("commit-then-rst", nothing("rst"), BOTH),
    Case("rst@partial:1", nothing("rst"), FIRST),
    Case("fin", nothing("fin"), NONE),
    Case("commit-then-fin", nothing("fin"), BOTH),
    Case("hang-nocommit", nothing("open"), NONE),
    Case("commit-hang", nothing("open"), BOTH),
    Case("hang", nothing("open"), NONE),
    Case("rst-body", lambda got, end: end == "rst" and status(got) == 200, BOTH),
    Case("cut-length", holds(lambda got: len(body(got)) == announced(got) // 2), BOTH),
    Case("cut-chunked", holds(lambda got: not got.endswith(b"0\r\n\r\n") and "chunked" in head(got)), BOTH),
    Case("cut-close", holds(lambda got: "Content-Length" not in head(got) and body(got)[-1:] != b"}"), BOTH),
    Case("cut-close@before", holds(lambda got: "Content-Length" not in head(got)), NONE),
    Case("partial-headers", lambda got, end: end == "fin" and b"\r\n\r\n" not in got, BOTH),
    Case("garbage-status", lambda got, _end: got.startswith(b"HTCPCP/1.0 I'm a teapot"), BOTH),
    Case("chunked", holds(lambda got: got.endswith(b"0\r\n\r\n") and "chunked" in head(got)), BOTH),
    Case("close-delimited", answers(*BOTH), BOTH),
    Case("storm-1xx:50", lambda got, _end: got.count(b"HTTP/1.1 103") == 50 and b"HTTP/1.1 200" in got, BOTH),
    Case("fat-headers", holds(lambda got: len(head(got)) > 102_400 and rows(got) == BOTH), BOTH),
    Case("drip-headers:0.00001", answers(*BOTH), BOTH),
    Case("drip:0.00001", answers(*BOTH), BOTH),
    Case("huge:1000000", holds(lambda got: announced(got) == len(body(got)) == 1_000_000), BOTH),
    Case("gzip-bomb:3000000", holds(lambda got: len(body(got)) < 5000 and len(gzip.decompress(body(got))) == 3_000_000), BOTH),
    # what they are
    Case("invalid-json", holds(lambda got: announced(got) == len(body(got)) and body(got)[-2:] != b"}}"), BOTH),
    Case("nan", holds(lambda got: b": NaN" in body(got)), BOTH),
    Case("duplicate-keys", holds(lambda got: body(got).count(b'"data": [') == 2), BOTH),
    Case("deep", holds(lambda got: body(got) == b"[" * 100_000 + b"]" * 100_000), BOTH),
    Case("gzip", holds(lambda got: b'"success"' in gzip.decompress(body(got))), BOTH),
    Case("bad-gzip", holds(lambda got: "Content-Encoding: gzip" in head(got) and rows(got) == BOTH), BOTH),
    Case("wrong-charset", holds(lambda got: "utf-8" in head(got) and b"\xff\xfe" in body(got)), BOTH),
    Case("html", holds(lambda got: "text/html" in head(got) and b"<html>" in body(got)), BOTH),
    Case("html@before", holds(lambda got: b"<html>" in body(got)), NONE),
    Case("empty", holds(lambda got: body(got) == b"" and announced(got) == 0), BOTH),
    Case("204", says(204), BOTH),
    Case("success-false", holds(lambda got: document(got)["success"] is False), BOTH),
    Case("missing-fields", holds(lambda got: not {"id", "date"} & document(got)["data"][0].keys()), BOTH),
    Case("wrong-types", holds(lambda got: isinstance(document(got)["data"][0]["date"], list)), BOTH),
    Case("other-ids", holds(lambda got: isinstance(document(got)["data"][0]["id"], str)), BOTH),
    # which rows
    Case("hide", answers(*FIRST), BOTH),
    Case("truncate", holds(lambda got: rows(got) == FIRST and document(got)["meta"]["count"] == 2), BOTH),
    Case("empty-list", answers(), BOTH),
    Case("repeat-rows", answers(*FIRST, *BOTH), BOTH),
    Case("unsorted", answers(*BOTH[::-1]), BOTH),
    Case("foreign-rows", holds(lambda got: {row["salon_id"] for row in document(got)["data"]} == {4564, 4565}), BOTH),
    # which copies
    Case("fewer", answers(*FIRST), FIRST),
    Case("more:2", answers(*BOTH, "10-03 10:00", "10-04 10:00"), [*BOTH, "10-03 10:00", "10-04 10:00"]),
    Case("other", answers("10-02 10:00", "10-03 10:00"), ["10-02 10:00", "10-03 10:00"]),
    Case("shift", answers("10-01 11:00", "10-02 11:00"), ["10-01 11:00", "10-02 11:00"]),
    Case("twice", answers(*FIRST, *BOTH), [*FIRST, *BOTH]),
    # another answer
    *(refused(code) for code in (400, 401, 402, 403, 404, 422)),
    Case("409", holds(lambda got: document(got)["meta"]["message"].endswith("2020-10-01 10:00"), 409), NONE),
    Case("409@partial:1", holds(lambda got: document(got)["meta"]["message"].endswith("2020-10-02 10:00"), 409), FIRST),
    Case("429", holds(lambda got: "Retry-After" not in head(got), 429), NONE),
    *(
        Case(f"429:{text}", says(429, f"Retry-After: {text}"), NONE)
        for text in ("5", "0", "-3", "1e9", "Wed, 21 Oct 2037 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", "soon")
    ),
    Case("429:５", lambda got, _end: "Retry-After: ５".encode() in got, NONE),
    Case("commit-429", says(429), BOTH),
    *(
        Case(f"{code}{form}{stage}", says(code, kind), stored)
        for code in (500, 502, 503, 504)
        for form, kind in (("", "application/json"), ("-html", "text/html"))
        for stage, stored in (("", NONE), ("@after", BOTH), ("@partial:1", FIRST))
    ),
    *(Case(f"{code}:http://127.0.0.1:9/x", says(code, "Location: http://127.0.0.1:9/x"), NONE) for code in (301, 302, 303, 307, 308)),
    # what somebody else does meanwhile
    Case("foreign:2020-10-01T10:00:00@before", lambda got, _end: status(got) == 409, FIRST),
    Case("foreign:2020-10-02T10:00:00@after", answers(*BOTH), [*BOTH, "10-02 10:00"]),
    Case("delete:2020-10-01T10:00:00", answers(*BOTH), BOTH[1:]),
    Case("foreign:2020-10-05T10:00:00 + commit-then-rst", nothing("rst"), [*BOTH, "10-05 10:00"]),
]  # fmt: skip


def stored(emulator: Emulator) -> list[str]:
    new = (event for event in emulator.events() if event.origin != "seed" and not event.deleted)
    return [f"{event.start:%m-%d %H:%M}" for event in new]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.instruction)
def test_a_fault_shows_on_the_wire_and_leaves_what_it_says(start: Start, case: Case) -> None:
    emulator = start(faults={"duplicate": [case.instruction]})
    patience = 0.3 if "hang" in case.instruction else 20
    got, end = raw_exchange(emulator.port, raw_duplicate(*DATES), patience)
    assert case.shows(got, end), (got[:300], end)
    assert stored(emulator) == case.stored
    (arrival,) = emulator.requests("duplicate")
    assert arrival.instruction == case.instruction
    assert (arrival.committed_at is not None) == bool({"api"} & {event.origin for event in emulator.events()})


def test_every_fault_is_in_the_tables_of_these_tests() -> None:
    seen = {part.fault.name for case in CASES for part in parse(case.instruction).parts}
    elsewhere = {"late-commit", "late-answer", "lag", "same-page"}
    assert seen | elsewhere == set(FAULTS)
    assert set(ALIASES) <= {case.instruction for case in CASES}


def test_a_late_commit_is_done_when_its_time_comes_though_the_client_has_left(start: Start) -> None:
    emulator = start(faults={"duplicate": ["late-commit:30"]})
    assert raw_exchange(emulator.port, raw_duplicate(*DATES), 0.2) == (b"", "open")
    emulator.advance(29.9)
    assert stored(emulator) == []
    emulator.advance(0.1)
    assert stored(emulator) == BOTH
    assert emulator.requests("duplicate")[0].committed_at == 30.0


def test_a_late_commit_answers_a_client_that_still_waits(start: Start) -> None:
    emulator = start(faults={"duplicate": ["late-commit:0.05"]}, clock=None)
    got, _ = raw_exchange(emulator.port, raw_duplicate(*DATES))
    assert rows(got) == BOTH
    (arrival,) = emulator.requests("duplicate")
    assert arrival.committed_at is not None
    assert arrival.read_at is not None
    assert arrival.committed_at - arrival.read_at >= 0.05


def test_what_is_late_meets_the_world_as_it_is_then(start: Start) -> None:
    emulator = start(faults={"duplicate": ["late-commit:30"]})
    raw_exchange(emulator.port, raw_duplicate(DATES[0]), 0.2)
    assert Client(emulator.port).duplicate(DATES[0]).status == 200
    emulator.advance(60)
    assert stored(emulator) == FIRST
    assert emulator.requests("duplicate")[0].outcome == 409


def test_a_late_answer_comes_after_a_prompt_commit(start: Start) -> None:
    emulator = start(faults={"duplicate": ["late-answer:30"]})
    assert raw_exchange(emulator.port, raw_duplicate(*DATES), 0.2) == (b"", "open")
    assert stored(emulator) == BOTH
    assert emulator.requests("duplicate")[0].committed_at == 0.0


def test_a_lag_hides_new_events_from_searches_but_not_by_id(start: Start) -> None:
    emulator = start(faults={"duplicate": ["lag:3"]})
    client = Client(emulator.port)
    identity = client.duplicate(DATES[0]).json["data"][0]["id"]
    assert client.search("2020-10-01", "2020-10-01").json["data"] == []
    assert client("GET", f"/v1/activity/4564/{identity}").status == 200
    emulator.advance(3)
    assert len(client.search("2020-10-01", "2020-10-01").json["data"]) == 1


def test_faults_of_a_search_leave_the_world_alone_and_spoil_its_pages(start: Start) -> None:
    emulator = start(faults={"search": ["same-page", "empty-list", "unsorted", "repeat-rows", "truncate:1"]})
    client = Client(emulator.port)
    pages = [
        [row["id"] for row in client.search("2020-09-01", "2020-10-01", page=2, count=1).json["data"]]
    ] + [[row["id"] for row in client.search("2020-09-01", "2020-10-01").json["data"]] for _ in range(4)]
    assert pages == [[108], [], [109, 108], [108, 108, 109], [108]]
    assert stored(emulator) == []


def test_v2_suffers_the_same_faults(start: Start) -> None:
    emulator = start(faults={"duplicate": ["fewer", "other-ids", "503@after", "422"]})
    client = Client(emulator.port)
    assert len(client.duplicate_v2(*DATES).json["data"]) == 1
    assert client.duplicate_v2("2020-10-05T10:00:00").json["data"][0]["id"] == 505
    assert client.duplicate_v2("2020-10-06T10:00:00").json["errors"]
    assert client.duplicate_v2("2020-10-07T10:00:00").status == 422
    assert stored(emulator) == ["10-01 10:00", "10-05 10:00", "10-06 10:00"]


@pytest.mark.parametrize(("instruction", "end"), [("rst", "rst"), ("fin", "fin"), ("hang", "open")])
def test_a_connection_can_be_refused_before_it_is_read(start: Start, instruction: str, end: str) -> None:
    emulator = start(faults={"connect": ["ok", instruction]})
    assert Client(emulator.port)("GET", "/v1/activity/4564/108").status == 200
    assert raw_exchange(emulator.port, raw_duplicate(*DATES), 0.3 if end == "open" else 20) == (b"", end)
    assert (len(emulator.requests()), stored(emulator)) == (1, [])


def test_a_fault_on_a_connection_that_was_kept_open_is_no_other(start: Start) -> None:
    emulator = start(faults={"duplicate": ["ok", "commit-then-fin"]})
    kept = raw_duplicate(DATES[0]).replace(b"Connection: close\r\n", b"")
    got, end = raw_exchange(emulator.port, kept + raw_duplicate(DATES[1]))
    assert (got.count(b"HTTP/1.1 200"), end, stored(emulator)) == (1, "fin", BOTH)


def test_200_megabytes_are_sent_without_being_held(start: Start) -> None:
    emulator = start(faults={"event": ["huge"]})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = 0
    with socket.create_connection(("127.0.0.1", emulator.port)) as sock:
        request = "GET /api/v1/activity/4564/108 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        sock.sendall(request.encode())
        while part := sock.recv(1 << 20):
            answer += len(part)
    assert answer > 200_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


# --- lists --------------------------------------------------------------------------------------------------------


def test_instructions_are_consumed_in_order_and_then_all_goes_well(start: Start) -> None:
    emulator = start(faults={"duplicate": ["503", "ok", "422"], "*": ["401"]})
    client = Client(emulator.port)
    statuses = [client.duplicate(f"2020-10-0{day}T10:00:00").status for day in range(1, 6)]
    assert statuses == [503, 200, 422, 401, 200]
    assert emulator.faults.used == {"503": 1, "ok": 1, "422": 1, "401": 1}


def test_a_test_fails_that_leaves_an_instruction_unused() -> None:
    with (
        pytest.raises(UnusedFaults) as caught,
        running_emulator(studio(), clock=clock(), faults={"duplicate": ["503"], "search": ["ok", "409"]}),
    ):
        pass
    assert caught.value.value == {"duplicate": ["503"], "search": ["ok", "409"]}


def test_what_fails_in_the_test_itself_is_not_hidden_by_leftovers() -> None:
    with pytest.raises(ZeroDivisionError), running_emulator(studio(), faults={"duplicate": ["503"]}):
        _ = 1 / 0


@pytest.mark.parametrize(
    "lists",
    [
        {"duplicates": ["ok"]},
        {"duplicate": "ok"},
        {"duplicate": ["okay"]},
        {"duplicate": ["503@later"]},
        {"duplicate": ["rst:5"]},
        {"duplicate": ["drip:x"]},
        {"duplicate": ["late-commit"]},
        {"duplicate": ["301"]},
        {"duplicate": ["foreign:2020-10-01"]},
        {"duplicate": ["ok + nothing"]},
        {"connect": ["503"]},
    ],
)
def test_a_list_that_is_wrong_is_refused(lists: dict[str, list[str]]) -> None:
    with pytest.raises(EmulatorError):
        Faults(lists)


def test_the_table_in_the_documentation_is_this_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "emulator.md"
    assert table() in page.read_text(encoding="utf-8")
