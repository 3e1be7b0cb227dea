"""The help of explain, compare and lint teaches by example: the examples work, and everything fits eighty columns."""

import json
import re
import shlex
from pathlib import Path

import pytest

from frontdesk.verbs import compare, explain, lint
from tests.frontdesk.running import recur
from tests.frontdesk_analysis.files import MONDAYS, snapshot, there, write_plan, write_snapshot
from tests.frontdesk_net.running import STUDIO

EXAMPLES = {"explain": explain.EXAMPLES, "compare": compare.EXAMPLES, "lint": lint.EXAMPLES}


@pytest.fixture(autouse=True)
def the_files_of_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_plan()
    for name in ("studio.snapshot.json", "monday.json", "friday.json"):
        write_snapshot(name, snapshot(*there(*MONDAYS)))
    strategies = json.loads(STUDIO.read_text(encoding="utf-8"))["strategies"]
    Path("strategies.json").write_text(json.dumps(strategies), encoding="utf-8")


@pytest.mark.parametrize("verb", EXAMPLES)
def test_the_help_shows_its_examples_and_fits(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert recur(f"{verb} --help").code == 0
    shown = capsys.readouterr().out
    assert EXAMPLES[verb].rstrip() in shown
    assert max(map(len, shown.splitlines())) < 80
    assert "exit code" in shown


@pytest.mark.parametrize("verb", EXAMPLES)
def test_every_example_of_the_help_works(verb: str) -> None:
    commands = re.findall(r"\$ recur (.+)", EXAMPLES[verb].replace("\\\n", ""))
    assert len(commands) >= 3
    for command in commands:
        words, _, target = command.partition(" > ")
        done = recur("", *shlex.split(words))
        assert (done.code in {0, 1}, done.err) == (True, ""), command
        assert done.out
        if target:
            Path(target).write_text(done.out, encoding="utf-8")
