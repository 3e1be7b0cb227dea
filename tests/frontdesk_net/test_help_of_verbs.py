"""The help of each verb teaches by example: the examples work, and everything fits into eighty columns."""

import json
import re
import shlex
from pathlib import Path

import pytest

from frontdesk.cli import VERBS
from frontdesk.verbs import emulator as emulator_verb
from frontdesk.verbs import events, login, pull, services, strategies
from sync.emulator.running import Emulator
from tests.frontdesk_net.running import LOGIN, STUDIO, Terminal, environment
from tests.frontdesk_net.secrets_seen import PARTNER, PASSWORD

EXAMPLES = {
    "strategies list": strategies.LIST_EXAMPLES,
    "strategies create": strategies.CREATE_EXAMPLES,
    "strategies update": strategies.UPDATE_EXAMPLES,
    "strategies delete": strategies.DELETE_EXAMPLES,
    "events list": events.LIST_EXAMPLES,
    "events show": events.SHOW_EXAMPLES,
    "services": services.EXAMPLES,
    "pull": pull.EXAMPLES,
    "login": login.EXAMPLES,
    "emulator": emulator_verb.EXAMPLES,
}


def commands(text: str) -> list[str]:
    return re.findall(r"\$ recur (.+)", text.replace("\\\n", ""))


@pytest.mark.parametrize("verb", EXAMPLES)
def test_the_help_shows_its_examples_and_fits(
    shell: Terminal, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    assert shell(f"{verb} --help").code == 0
    shown = capsys.readouterr().out
    assert EXAMPLES[verb].rstrip() in shown
    assert max(map(len, shown.splitlines())) < 80
    assert commands(EXAMPLES[verb])


@pytest.mark.parametrize("verb", ["strategies", "events"])
def test_without_an_action_the_overview_is_shown(shell: Terminal, verb: str) -> None:
    for line in (verb, f"{verb} --help", f"{verb} -h"):
        done = shell(line)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"usage: recur {verb} list")
        assert max(map(len, done.lines)) < 80


NETWORK = [verb for verb in EXAMPLES if verb not in {"emulator", "login"}]


@pytest.mark.parametrize("command", [command for verb in NETWORK for command in commands(EXAMPLES[verb])])
def test_an_example_does_what_it_says(emulator: Emulator, shell: Terminal, command: str) -> None:
    shell.environ |= environment(emulator)
    studio = json.loads(STUDIO.read_text(encoding="utf-8"))
    Path("strategies.json").write_text(json.dumps(studio["strategies"]), encoding="utf-8")
    done = shell("", *shlex.split(command), answers=["yes"])
    assert done.code == 0
    assert "recur" not in done.err


@pytest.mark.parametrize("command", commands(login.EXAMPLES))
def test_an_example_of_login_logs_in(emulator: Emulator, shell: Terminal, command: str) -> None:
    assert shell(command, answers=[emulator.base_url, PARTNER, LOGIN, PASSWORD]).code == 0


@pytest.mark.parametrize("command", commands(emulator_verb.EXAMPLES))
def test_the_options_of_an_example_of_emulator_are_options(command: str) -> None:
    parsed = emulator_verb.parser().parse_args(shlex.split(command)[1:])
    assert parsed.format == "table"


def test_the_command_lists_every_verb(shell: Terminal) -> None:
    done = shell("--help")
    assert {"login", "strategies", "events", "services", "pull", "emulator"} <= set(VERBS)
    assert all(f"\n  {verb} " in done.out for verb in VERBS)
