"""Starting and stopping: two at once, nothing left behind, state in a file, the command, the control routes."""

import gc
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from sync.emulator.errors import EmulatorError
from sync.emulator.faults import Faults
from sync.emulator.running import running_emulator
from sync.emulator.seed import dump, read, read_file
from tests.canaries.tokens import UNIT
from tests.emulator.conftest import Start
from tests.emulator.studio import ACCESS, Answer, Client, clock, raw_duplicate, raw_exchange, studio

ROOT = Path(__file__).parents[2]
CONTROL = {"X-Emulator": "control"}


def control(port: int, method: str, name: str, body: object = None) -> Answer:
    content = None if body is None else json.dumps(body).encode()
    return Client(port).raw(method, f"/_emulator/{name}", content, CONTROL)


def test_two_emulators_at_once_know_nothing_of_each_other(start: Start) -> None:
    one, other = start(), start()
    assert one.port != other.port
    assert Client(one.port).duplicate("2020-10-01T10:00:00").status == 200
    assert (len(one.events("api")), len(other.events("api"))) == (1, 0)
    assert (len(one.requests()), len(other.requests())) == (1, 0)


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  a count of descriptors, not of paths


def test_it_stops_with_its_block_and_leaves_nothing_behind() -> None:
    gc.collect()
    threads, files = threading.active_count(), open_files()
    for _ in range(3):
        with running_emulator(studio(), access=ACCESS, faults={"duplicate": ["hang"]}) as emulator:
            assert raw_exchange(emulator.port, raw_duplicate("2020-10-01T10:00:00"), 0.1)[1] == "open"
            held = socket.create_connection(("127.0.0.1", emulator.port))
        held.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", emulator.port), timeout=1)
    gc.collect()
    assert (threading.active_count(), open_files()) == (threads, files)


def test_it_listens_on_loopback_only(start: Start) -> None:
    port = start().port
    addresses = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, port), timeout=1)


def test_a_port_that_is_taken_is_said_at_once(start: Start) -> None:
    port = start().port
    with pytest.raises(OSError, match="in use"), running_emulator(studio(), port=port):
        pass


def test_many_clients_at_once_are_served(start: Start) -> None:
    port = start().port
    found: list[int] = []

    def ask() -> None:
        found.extend(Client(port)("GET", "/v1/activity/4564/108").status for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 40


def test_the_state_is_kept_in_a_file_across_runs(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with running_emulator(studio(), access=ACCESS, clock=clock(), state=state) as emulator:
        client = Client(emulator.port)
        identity = client.duplicate("2020-10-01T10:00:00", content_type=2).json["data"][0]["id"]
        client("DELETE", "/v1/activity/4564/109")
        before = dump(emulator.model.world)
    assert (dump(read_file(state)), state.stat().st_mode & 0o777) == (before, 0o600)
    assert UNIT not in state.read_text(encoding="utf-8")
    with running_emulator({}, access=ACCESS, clock=clock(), state=state) as emulator:
        client = Client(emulator.port)
        assert client("GET", f"/v1/activity/4564/{identity}").json["data"]["records_count"] == 2
        assert client("GET", "/v1/activity/4564/109").json["data"]["is_deleted"] is True
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "seed", [studio(), json.loads((ROOT / "examples/studio.json").read_text(encoding="utf-8"))]
)
def test_a_dump_is_a_seed_of_an_equal_world(seed: Any) -> None:  # noqa: ANN401  JSON
    world = read(seed)
    assert len(world.events) > 2
    assert dump(read(dump(world))) == dump(world)
    assert world.copy() == world


@pytest.mark.parametrize(
    "seed",
    [
        [],
        {},
        {"location": {}},
        {"location": {"id": 1, "timezone_name": "Mars/Base"}},
        {"location": {"id": 1}, "events": [{"id": 5}]},
        {"location": {"id": 1}, "events": {"data": 5}},
        {"location": {"id": 1}, "events": [{"id": 5, "date": "soon", "staff_id": 1, "service_id": 1}]},
    ],
)
def test_a_seed_that_is_wrong_is_refused(seed: Any) -> None:  # noqa: ANN401  JSON
    with pytest.raises(EmulatorError):
        read(seed)


@pytest.mark.parametrize(
    ("seed", "said"),
    [
        ({"location": 4564, "actions": []}, "seed: 'a location that is no object'"),
        ({"locations": []}, "seed: 'no location'"),
        ({"location": {"id": 1}, "events": [{"id": 5}]}, "an entry without 'staff_id'"),
    ],
)
def test_what_is_no_seed_is_told_where(seed: Any, said: str) -> None:  # noqa: ANN401  JSON
    with pytest.raises(EmulatorError, match=re.escape(said)):
        read(seed)


def test_the_command_prints_its_url_first_and_ends_when_interrupted(tmp_path: Path) -> None:
    faults = tmp_path / "faults.json"
    faults.write_text('{"location": ["503"]}', encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "sync.emulator", "--seed", "examples/studio.json"]
    options = ["--faults", str(faults), "--switch", "language=ru"]
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().decode().strip()
        assert url.startswith("http://127.0.0.1:")
        assert url.endswith("/api")
        client = Client(int(url.split(":")[2].split("/")[0]), "Bearer emulator-partner, User emulator-user")
        assert client("GET", "/v1/locations/4564").status == 503
        assert client("GET", "/v1/activity/4564/101").status == 200
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=20)
    assert (rest, errors, process.returncode) == (b"", b"", 0)


@pytest.mark.parametrize(
    "wrong", [["--switch", "ids=none"], ["--seed", "no-such-file.json"], ["--switches", "Makefile"]]
)
def test_the_command_refuses_bad_input(wrong: list[str]) -> None:
    command = [sys.executable, "-m", "sync.emulator", "--seed", "examples/studio.json", *wrong]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


# --- control ------------------------------------------------------------------------------------------------------


def test_the_control_routes_need_their_header_and_are_no_part_of_the_api(start: Start) -> None:
    port = start().port
    assert Client(port).raw("GET", "/_emulator/log").status == 404
    assert Client(port).raw("GET", "/_emulator/openapi.json").status == 200
    assert control(port, "GET", "nothing").status == 404
    assert control(port, "GET", "log").json["requests"] == []


def test_the_log_tells_times_in_order_and_is_forgotten_on_demand(start: Start) -> None:
    port = start(clock=None).port
    Client(port).duplicate("2020-10-01T10:00:00")
    (found,) = control(port, "GET", "log").json["requests"]
    steps = [found[name] for name in ("accepted_at", "began_at", "read_at", "committed_at", "answered_at")]
    assert steps == sorted(steps)
    assert (found["operation"], found["status"], found["made"]) == ("duplicate", 200, [504])
    assert json.loads(found["body"])["dates"] == ["2020-10-01T10:00:00"]
    control(port, "DELETE", "log")
    assert control(port, "GET", "log").json["requests"] == []


def test_faults_are_added_shown_and_forgotten_while_it_runs(start: Start) -> None:
    emulator = start(faults=Faults())
    added = control(emulator.port, "POST", "faults", {"duplicate": ["503", "ok"]})
    assert added.json == {"unused": {"duplicate": ["503", "ok"]}, "used": {}}
    assert Client(emulator.port).duplicate("2020-10-01T10:00:00").status == 503
    assert control(emulator.port, "DELETE", "faults").json == {"unused": {}, "used": {"503": 1}}
    assert control(emulator.port, "POST", "faults", {"duplicate": ["no"]}).status == 400


def test_the_clock_is_moved_and_the_state_and_the_switches_are_shown(start: Start) -> None:
    port = start().port
    assert control(port, "POST", "clock", {"advance": 90}).json["now"] == "2020-09-01T08:01:30+00:00"
    assert control(port, "POST", "clock", {"advance": -1}).status == 400
    assert control(port, "GET", "state").json == dump(read(studio()))
    assert control(port, "PUT", "switches", {"search_lag": 2, "rate_limit": "off"}).json["search_lag"] == 2
    assert control(port, "GET", "switches").json == {"search_lag": 2, "rate_limit": "off"}


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET /api/v1/x HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", 431),
    ],
)
def test_what_is_no_request_is_answered_and_ended(start: Start, request_bytes: bytes, status: int) -> None:
    received, _ = raw_exchange(start().port, request_bytes)
    assert received.startswith(b"HTTP/1.1 %d " % status)


def test_a_client_that_waits_for_100_continue_gets_it(start: Start) -> None:
    whole = raw_duplicate("2020-10-01T10:00:00").replace(
        b"Connection:", b"Expect: 100-continue\r\nConnection:"
    )
    head, _, body = whole.partition(b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", start().port), timeout=20) as sock:
        sock.sendall(head + b"\r\n\r\n")
        assert sock.recv(100).startswith(b"HTTP/1.1 100 ")
        sock.sendall(body)
        assert sock.recv(100).startswith(b"HTTP/1.1 200 ")
