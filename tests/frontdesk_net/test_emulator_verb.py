"""`recur emulator` as a process of its own: its address first, what a person needs beside it, a clean end."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sync.emulator.access import DEFAULT_PARTNER, DEFAULT_USER
from tests.frontdesk_net.running import STUDIO, Terminal
from tests.frontdesk_net.schemas import faults

URL = re.compile(r"http://127\.0\.0\.1:[0-9]+/api")
COMMAND = [sys.executable, "-c", "import sys; from frontdesk.cli import main; sys.exit(main())", "emulator"]
WINDOW = "--from 2026-11-01 --till 2027-01-31"


class Running:
    """An emulator in a process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process, self.first = process, process.stdout.readline()

    @property
    def environ(self) -> dict[str, str]:
        """Variables for it, as a person would set them."""
        return {
            "RECUR_BASE_URL": self.first.strip(),
            "ALTEGIO_PARTNER_TOKEN": DEFAULT_PARTNER,
            "ALTEGIO_USER_TOKEN": DEFAULT_USER,
            "RECUR_LOCATION": "4564",
        }

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Interrupt it; its exit code and what it said beside the data."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err


Begin = Callable[..., Running]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Starts the command and waits for its first line; stops whatever a test left running."""
    with ExitStack() as stack:

        def begun(*options: str) -> Running:
            environ = {**os.environ, "PYTHONPATH": str(STUDIO.parents[1])}
            process = stack.enter_context(
                subprocess.Popen(
                    [*COMMAND, *options],
                    env=environ,
                    text=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            )
            stack.callback(process.kill)
            return Running(process)

        yield begun


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_its_address_is_the_first_line_and_ctrl_c_ends_it_well(begin: Begin, number: int) -> None:
    running = begin()
    assert URL.fullmatch(running.first.strip())
    code, err = running.end(number)
    assert code == 0
    assert "Traceback" not in err


def test_the_lines_beside_it_are_all_that_another_terminal_needs(begin: Begin, shell: Terminal) -> None:
    running = begin()
    done = shell("strategies list", given=running.environ)
    assert (done.code, done.lines[-1]) == (0, "7 strategies.")
    _, err = running.end()
    told = dict(
        word.split("=", 1) for line in err.splitlines() if "export" in line for word in shlex.split(line)[1:]
    )
    assert told == {**running.environ, "RECUR_ZONE": "Europe/Riga"}


def test_the_state_file_outlives_it(begin: Begin, shell: Terminal) -> None:
    running = begin("--state", "state.json")
    assert shell("strategies delete 1 --yes", given=running.environ).code == 0
    running.end()
    again = begin("--state", "state.json", "--seed", str(STUDIO))
    assert shell("strategies list", given=again.environ).lines[-1] == "6 strategies."
    again.end()


def test_as_json_the_line_keeps_to_its_schema(begin: Begin) -> None:
    running = begin("--format", "json")
    found = json.loads(running.first)
    assert faults(found, "emulator") == []
    assert found["locations"] == [{"id": 4564, "zone": "Europe/Riga"}]
    running.end()


def test_switches_and_a_reading_change_how_it_behaves(begin: Begin, shell: Terminal) -> None:
    Path("switches.json").write_text(json.dumps({"reading_needs": "partner"}), encoding="utf-8")
    running = begin(
        "--switches", "switches.json", "--switches", "meta_count=page", "--reading", "week=sunday"
    )
    environ = {**running.environ, "ALTEGIO_USER_TOKEN": ""}
    assert shell("strategies list", given=environ).code == 0
    running.end()


def test_faults_go_wrong_as_listed_and_what_is_left_is_told(begin: Begin, shell: Terminal) -> None:
    Path("faults.json").write_text(
        json.dumps({"strategies": ["404"], "services": ["ok", "503"]}), encoding="utf-8"
    )
    running = begin("--faults", "faults.json")
    assert shell("strategies list", given=running.environ).code == 2
    assert shell("services", given=running.environ).code == 0
    code, err = running.end()
    assert code == 0
    assert 'Faults that no request met: {"services": ["503"]}' in err


def test_a_port_that_is_taken_is_told(begin: Begin, shell: Terminal) -> None:
    running = begin()
    port = running.first.split(":")[2].split("/")[0]
    done = shell(f"emulator --port {port}")
    assert (done.code, done.out) == (2, "")
    assert f"--port: {port} is not allowed; it takes a free port." in done.err
    running.end()


@pytest.mark.parametrize(
    ("options", "content", "said"),
    [
        ("--port 65536", "", "--port: 65536 is not allowed"),
        ("--port http", "", "--port: 'http' is not allowed"),
        ("--seed {file}", "[]", "--seed: 'list' is not allowed"),
        ("--seed {file}", '{"location": {}}', "the shape of examples/studio.json"),
        ("--seed {file}", "{", "it is not JSON"),
        ("--seed nowhere.json", "", "there is no such file"),
        ("--state {file}", "{}", "--seed: "),
        ("--switches nothing=1", "", "--switches: 'nothing' is not allowed"),
        (
            "--switches same_class=maybe",
            "",
            "--same_class: 'maybe' is not allowed; it takes conflict, allow, always.",
        ),
        ("--switches {file}", "[]", "--switches: 'list' is not allowed"),
        ("--reading week=friday", "", "week"),
        ("--reading weak=sunday", "", "--reading: 'weak=sunday' is not allowed"),
        ("--faults {file}", '{"duplicate": "503"}', "--faults: "),
        ("--faults {file}", '{"duplicate": ["teapot"]}', "--faults: 'teapot' is not allowed"),
        ("--faults {file}", '{"brew": []}', "--faults: 'brew' is not allowed"),
        ("--format csv", "", "--format: 'csv' is not allowed; it takes table or json."),
    ],
)
def test_what_it_cannot_begin_with_is_refused(shell: Terminal, options: str, content: str, said: str) -> None:
    Path("given.json").write_text(content, encoding="utf-8")
    done = shell(f"emulator {options.format(file='given.json')}")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_sample_studio_is_found_from_anywhere(begin: Begin, tmp_path: Path) -> None:
    assert Path.cwd() == tmp_path / "here"
    assert begin().end()[0] == 0
