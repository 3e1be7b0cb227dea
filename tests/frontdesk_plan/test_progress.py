"""How far a run is, told while it runs: figures that are right, lines that are few, a bar at a terminal."""

import io
import re
from pathlib import Path

import pytest

from frontdesk.runs.progress_view import Figures, View, figures
from sync.plan import Form
from sync.planfile import read_plan
from sync.progress import Progress
from sync.steps import Look, Pause, Send
from tests.frontdesk_net.running import Time
from tests.frontdesk_plan.shop import Shop


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def progress(shop: Shop) -> Progress:
    """Six dates of a plan, nothing sent yet."""
    shop.planned()
    return Progress(read_plan(Path("plan.json").read_bytes()))


def test_figures_say_how_fast_it_is_and_what_is_left(progress: Progress) -> None:
    assert figures(progress, 0, 0.0) == Figures(0, 6, None, None)
    assert Figures(3, 6, 90, 2.0).text() == "3 of 6 dates created, 90 a minute, 2 s left"
    assert figures(progress, 0, 0.0).text() == "0 of 6 dates created"


def test_without_a_terminal_it_is_a_line_now_and_then(progress: Progress) -> None:
    out, time = io.StringIO(), Time()
    view = View(out, time.clock)
    for _ in range(100):
        view(Send(tuple(progress.fates), Form.DATES), progress)
        time.sleep(0.3)
    view(Pause(60.0), progress)
    view.close()
    lines = out.getvalue().splitlines()
    assert 6 <= len(lines) <= 9
    assert lines[-1].endswith("waiting 1 min.")
    assert all(line.startswith("0 of 6 dates created") for line in lines)


def test_at_a_terminal_it_is_a_bar_that_leaves_nothing_behind(progress: Progress) -> None:
    out = Terminal()
    view = View(out, Time().clock)
    view(Look(), progress)
    view(Send(tuple(progress.fates), Form.DATES), progress)
    view.close()
    text = out.getvalue()
    assert "0/6" in text
    assert "asking for 6 dates" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)


def test_an_apply_tells_its_rate(shop: Shop) -> None:
    words = ("--event", "101", "--mode", "daily", "--from", "2026-12-07", "--count", "60", "--at", "22:00")
    shop.planned("--chunk", "1", words=words)
    done = shop.applied()
    assert done.code == 0
    lines = done.err.splitlines()
    assert 3 <= len(lines) <= 8
    assert re.fullmatch(
        r"\d+ of 60 dates created, 1\d\d a minute, \d+ s left; asking for 1 date, .*\.", lines[2]
    )
