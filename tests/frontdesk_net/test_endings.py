"""Whatever a read meets ends in the exit code that the interfaces fix, and in words that name the next step."""

import fcntl
import os
from pathlib import Path

import pytest

from sync.emulator.running import Emulator
from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import READER, Terminal, environment

LINES = {
    "strategies": "strategies list",
    "search": "events list --from 2026-11-30 --till 2026-12-02",
    "event": "events show 101",
    "services": "services",
}


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize("operation", LINES)
@pytest.mark.parametrize(
    ("faults", "code", "said"),
    [
        (["401"], 77, "recur login"),
        (["403"], 77, "no right to this"),
        (["402"], 77, "no right to this"),
        (["404"], 2, "has no such location, event or strategy"),
        (["422"], 2, "refuses it"),
        (["429"], 75, "Run the command again in"),
        (["503"] * 3, 69, "it reports an error of its own (503)"),
        (["500-html"] * 3, 69, "it reports an error of its own (500)"),
        (["html"] * 3, 69, "no JSON"),
        (["rst"] * 3, 69, "the connection broke off"),
        (["fin"] * 3, 69, "the connection broke off"),
        (["302:http://127.0.0.1:9/"], 69, "redirects are not followed"),
        (["invalid-json"] * 3, 69, "is not what the API returns"),
        (["huge"] * 3, 69, "larger than any that the API gives"),
        (["deep"] * 3, 69, "is not what the API returns"),
        (["bad-gzip"] * 3, 69, "encoded"),
        (["503", "rst"], 0, ""),
    ],
)
def test_a_read_ends_as_told(
    start: Start, shell: Terminal, api: str, operation: str, faults: list[str], code: int, said: str
) -> None:
    emulator = start(faults={operation: faults})
    shell.environ |= environment(emulator, RECUR_API=api)
    done = shell(LINES[operation])
    assert done.code == code
    assert said in done.err
    assert len(done.err.splitlines()) <= 2
    assert done.lines[0].startswith("emulator on ")
    assert len(done.lines) == 1 or code == 0


@pytest.mark.parametrize("operation", LINES)
def test_where_nothing_listens_the_end_is_69(shell: Terminal, start: Start, operation: str) -> None:
    shell.environ |= environment(start(), RECUR_BASE_URL="http://127.0.0.1:9/api")
    done = shell(LINES[operation])
    assert done.code == 69
    assert "after 3 tries: nothing answers there" in done.err


@pytest.mark.parametrize("line", ["strategies update 1 --interval 0 --yes", "strategies delete 1 --yes"])
def test_somebody_without_the_right_to_write_is_told_so(
    emulator: Emulator, shell: Terminal, line: str
) -> None:
    shell.environ |= environment(emulator, ALTEGIO_USER_TOKEN=READER)
    assert shell("strategies list").code == 0
    done = shell(line)
    assert done.code == 77
    assert "no right to this" in done.err


def test_a_read_only_address_sends_no_change(emulator: Emulator, shell: Terminal) -> None:
    shell.environ |= environment(emulator, RECUR_BASE_URL="", RECUR_V1_URL=f"{emulator.base_url}/v1")
    done = shell("strategies list")
    assert (done.code, done.lines[0].startswith("read-only copy on ")) == (0, True)
    done = shell("strategies delete 1 --yes")
    assert done.code == 78
    assert "only answers reads: nothing was sent" in done.err
    assert not emulator.requests("delete_strategy")


def test_a_held_log_of_sends_ends_with_75(emulator: Emulator, shell: Terminal, tmp_path: Path) -> None:
    shell.environ |= environment(emulator)
    assert shell("services").code == 0
    (lock,) = (tmp_path / "state").rglob("*.lock")
    holder = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        done = shell("services")
    finally:
        os.close(holder)
    assert done.code == 75
    assert (
        "another process holds it; try again in a moment. The request that was due was not sent." in done.err
    )


def test_commands_of_one_machine_keep_the_pace_together(emulator: Emulator, shell: Terminal) -> None:
    shell.environ |= environment(emulator)
    assert shell("services").code == 0
    assert shell.time.slept[0] == pytest.approx(1.0, abs=0.05)  # an unknown past
    before = len(shell.time.slept)
    assert shell("services").code == 0
    assert 0.31 < sum(shell.time.slept[before:]) < 0.34


def test_no_traceback_reaches_a_person_who_did_not_ask(start: Start, shell: Terminal) -> None:
    shell.environ |= environment(start(faults={"services": ["401", "401"]}))
    assert "Traceback" not in shell("services").err
    assert "Traceback" in shell("services --debug").err
