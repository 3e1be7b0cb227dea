"""The process of `recur mcp`: nothing but the protocol on standard output, and an end when the client goes away."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client

from tests.canaries.tokens import canary
from tests.frontdesk_mcp.session import COMMAND, ROOT, by_hand, talked, text_of

HELLO = {
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
READY = {"method": "notifications/initialized"}
DAILY = {"mode": "daily", "from": "2027-01-04", "count": 2, "at": "10:00"}
PLAN = {"event": 101, "location": 4564, "mode": "daily", "from": "2027-01-04", "count": 2}


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of somebody whose service takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {
            "RECUR_BASE_URL": f"http://127.0.0.1:{server.getsockname()[1]}/api",
            "ALTEGIO_PARTNER_TOKEN": canary("partner"),
            "ALTEGIO_USER_TOKEN": canary("user"),
            "RECUR_STATE_DIR": str(tmp_path / "state-of-the-deaf"),
        }


def test_standard_output_carries_nothing_but_the_protocol(tmp_path: Path) -> None:
    call = {"id": 2, "method": "tools/call", "params": {"name": "preview", "arguments": DAILY}}
    done = by_hand([HELLO, READY, call, {"id": 3, "method": "tools/list", "params": {}}], tmp_path)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(message["jsonrpc"] == "2.0" for message in said)
    assert 1 in {message.get("id") for message in said}
    assert (done.returncode, done.stderr) == (0, "")


def test_the_end_of_input_ends_it_in_the_middle_of_a_call(tmp_path: Path, deaf: dict[str, str]) -> None:
    call = {"id": 2, "method": "tools/call", "params": {"name": "plan", "arguments": PLAN}}
    text = "".join(json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in (HELLO, READY, call))
    process = subprocess.Popen(
        [*COMMAND, "--root", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **deaf},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(text)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    time.sleep(0.5)  # the call is under way
    assert process.poll() is None
    begun = time.monotonic()
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (0, "")
    assert time.monotonic() - begun < 5


def test_a_cancelled_call_holds_nobody_up(tmp_path: Path, deaf: dict[str, str]) -> None:
    async def talk(client: Client) -> str:
        with anyio.move_on_after(0.5):
            await client.call_tool("plan", PLAN)
        return text_of(await client.call_tool("preview", DAILY))

    assert "2 starts" in talked(talk, tmp_path, deaf)


def test_without_its_extra_the_verb_names_it() -> None:
    script = "import sys; sys.modules['mcp'] = None; from frontdesk.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "mcp"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "recur mcp: mcp is not installed: it comes with the extra `mcp`, pip install 'recur[mcp]'.\n"
    )
