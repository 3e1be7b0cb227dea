"""What is seen of a plan and of its comparison: golden pages, calendars and all, at 80 columns and wide.

To change a page: run the command in a studio like this one, look at every day, then save it. What differs from run to
run (a port, digests, the tz database) is written as dots.
"""

import re
import shlex
from pathlib import Path

import pytest

from tests.frontdesk.test_no_color import COLOUR, ESCAPE
from tests.frontdesk.test_terminal import Terminal
from tests.frontdesk_plan.shop import STARTS, Shop

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))
CHANGING = (
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:…"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "…"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "…"),
    (re.compile(r"(tz\s+database|база\s+часовых\s+поясов) 20\d\d[a-z]"), r"\1 …"),
    (re.compile(r"recur \d+\.\d+\.\d+"), "recur …"),
    (re.compile(r"\d\d:\d\d UTC, \d\d:\d\d (on|по)"), r"… UTC, … \1"),
)


def steady(text: str) -> str:
    """A page without what differs from run to run."""
    for pattern, dots in CHANGING:
        text = pattern.sub(dots, text)
    return text


@pytest.fixture
def changed(shop: Shop) -> Shop:
    """A plan that was applied; since then a class is gone, one is at another time, one on another day, one is twice."""
    shop.planned("--drop", "2026-12-24")
    assert shop.applied().code == 0
    gone, later, elsewhere = (shop.id_at(start) for start in STARTS[:3])
    shop.change(gone, deleted=True)
    shop.change(later, start=shop.emulator.model.world.events[later].start.replace(hour=20))
    shop.change(elsewhere, start=shop.emulator.model.world.events[elsewhere].start.replace(day=15))
    shop.enter(STARTS[3])
    return shop


@pytest.mark.parametrize("page", GOLDEN, ids=lambda path: path.stem)
def test_a_page_looks_as_it_was_looked_at(page: Path, changed: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    command, expected = page.read_text(encoding="utf-8").split("\n", 1)
    columns, line = command.removeprefix("$ COLUMNS=").split(" recur ", 1)
    monkeypatch.setenv("COLUMNS", columns)
    done = changed.recur("", *shlex.split(line))
    assert done.err == ""
    assert steady(done.out) == expected
    assert max(map(len, done.lines)) <= int(columns)


def test_there_are_pages_to_look_at() -> None:
    assert len(GOLDEN) >= 5


def test_a_year_of_a_plan_fits_on_a_screen_of_50_lines(changed: Shop) -> None:
    done = changed.recur("show plan.json --format year")
    assert (done.code, len(done.lines) <= 50, max(map(len, done.lines)) <= 80) == (0, True, True)


def test_what_is_equal_has_no_sign_of_a_difference(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    lines = shop.recur("verify plan.json").lines
    assert " 7= 8  9 10=11 12 13" in lines
    assert "= as planned" in lines


@pytest.mark.parametrize(
    "line",
    [
        "show plan.json",
        "show plan.json --format year",
        "verify plan.json",
        "events list --from 2026-12-01 --till 2026-12-31",
        "events show 101",
        "services",
        "strategies list",
    ],
)
def test_no_color_takes_the_colours_and_nothing_else(
    line: str, changed: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    piped = changed.recur(line).out
    changed.recur.pipe = Terminal
    with_colours = changed.recur(line).out
    monkeypatch.setenv("NO_COLOR", "1")
    without = changed.recur(line).out
    assert ESCAPE.sub("", with_colours) == ESCAPE.sub("", without) == piped
    assert not COLOUR.search(without)
