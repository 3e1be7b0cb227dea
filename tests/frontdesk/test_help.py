"""The examples in the help are true: each command prints the lines below it."""

import shlex
from pathlib import Path

import pytest

from frontdesk.shell.options import EXAMPLES, FORMATS, preview_parser
from tests.frontdesk.running import recur


def examples() -> list[tuple[list[str], list[str]]]:
    """Each command of the help, and the lines that it says it prints."""
    found: list[tuple[list[str], list[str]]] = []
    for line in EXAMPLES.replace("\\\n", "").splitlines()[1:]:
        if line.startswith("    $ recur "):
            found.append((shlex.split(line)[2:], []))
        elif line.startswith("    "):
            found[-1][1].append(line.strip())
    return found


@pytest.mark.parametrize(("words", "lines"), examples(), ids=lambda value: value[-1][:24] if value else "")
def test_an_example_prints_what_the_help_says(
    words: list[str], lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    done = recur("", *words)
    assert (done.code, done.err) == (0, "")
    assert done.lines[: len(lines)] == lines
    assert not lines or len(done.lines) == len(lines)


def test_there_are_three_to_five_examples_and_most_show_their_output() -> None:
    found = examples()
    assert 3 <= len(found) <= 5
    assert sum(bool(lines) for _, lines in found) >= 3


def test_the_help_names_every_format_there_is() -> None:
    text = preview_parser().format_help()
    assert all(f" {name}" in text for name in FORMATS)
