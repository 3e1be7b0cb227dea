"""Colours are for terminals, and for those who want them: with NO_COLOR, and in a pipe, every view is plain text."""

import io
import re
from pathlib import Path

import pytest

from tests.frontdesk.running import WORKED, Done, recur
from tests.frontdesk.test_terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
PATTERN = WORKED.removeprefix("preview")
VIEWS = {
    "preview": WORKED,
    "year": f"{WORKED} --format year",
    "closed": f"{WORKED} --closed 2020-10-01",
    "explain": f"explain {PATTERN} 2020-10-01 2020-10-08",
    "ambiguity": f"ambiguity {PATTERN}",
    "compare": "compare examples/dates-before.txt examples/dates-after.txt --all",
    "infer": "infer examples/classes.csv",
    "lint": "lint --mode weekly --days mon --interval 2 --title biweekly",
    "clashes": "clashes examples/scenario.toml",
    "whatif": "whatif examples/scenario.toml",
    "calibrate": "calibrate --observation examples/seen.json",
}
COLOURED = {"preview", "year", "closed", "compare"}


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that knows colours, 80 columns wide, in the folder of the samples."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)


def seen(view: str) -> Done:
    """A view as a person at a terminal gets it."""
    out: io.StringIO = Terminal()
    done = recur(VIEWS[view], streams={"out": out})
    return done._replace(out=out.getvalue())


@pytest.mark.parametrize("view", VIEWS)
def test_no_color_takes_the_colours_and_nothing_else(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_colours = seen(view).out
    monkeypatch.setenv("NO_COLOR", "1")
    without = seen(view).out
    assert not COLOUR.search(without)
    assert ESCAPE.sub("", without) == ESCAPE.sub("", with_colours)


@pytest.mark.parametrize("view", VIEWS)
def test_in_a_pipe_every_view_is_plain(view: str) -> None:
    piped = recur(VIEWS[view]).out
    assert "\x1b" not in piped
    assert piped == ESCAPE.sub("", seen(view).out)


@pytest.mark.parametrize("view", sorted(COLOURED))
def test_at_a_terminal_signs_have_colours(view: str) -> None:
    assert COLOUR.search(seen(view).out)
