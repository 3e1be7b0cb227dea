"""`recur demo previews` tells a story whose commands can be copied and print what it shows."""

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from tests.frontdesk.running import WORKED, recur

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's studio is found from the project's own folder."""
    monkeypatch.chdir(ROOT)


def stories(text: str) -> list[tuple[list[str], str]]:
    """Each command of the story, and what is shown below it."""
    parts = re.split(r"^\$ recur ", text.replace("\\\n", ""), flags=re.MULTILINE)[1:]
    return [(shlex.split(part.split("\n", 1)[0]), part.split("\n", 1)[1]) for part in parts]


def test_it_begins_with_the_documented_example_in_full() -> None:
    (words, shown), *_ = stories(recur("demo previews").out)
    expected = recur("", *words).out
    assert expected == recur(WORKED).out
    assert expected.replace("\\\n", "").strip() in shown


def test_an_unknown_story_is_told_the_stories_there_are() -> None:
    done = recur("demo whatif")
    assert done.code == 2
    assert "There is no action whatif; there are previews, what-if. Did you mean what-if?" in done.err


def test_every_command_prints_the_sentence_and_the_dates_that_are_shown() -> None:
    told = stories(recur("demo previews").out)
    assert len(told) == 8
    for words, shown in told:
        full = recur("", *words)
        assert (full.code, full.err) == (0, "")
        rows = re.findall(r"^ *\d+  \w{3}  \d{4}-.*$", shown, re.MULTILINE)
        assert rows
        assert {" ".join(row.split()[:5]) for row in rows} <= {
            " ".join(line.split()[:5]) for line in full.lines
        }
        assert " ".join(full.out.split("\n\n", 1)[0].split()) in " ".join(shown.split())


def test_every_mode_is_in_the_studio_once() -> None:
    studio = json.loads((ROOT / "examples" / "studio.json").read_text(encoding="utf-8"))
    modes = [strategy["repeat_mode_id"] for strategy in studio["strategies"]["data"]]
    assert modes == [5, 2, 3, 4, 1, 6, 7]
    assert {staff["name"] for staff in studio["staff"]["data"]} == {"Teacher 1", "Teacher 2"}


def test_it_shows_a_clock_change_and_readings_that_differ() -> None:
    out = recur("demo previews").out
    assert "the clock skips 03:30" in out
    assert "--reading missing_day=clamp adds" in out
    assert "as of Sun 22 Nov 2026" in out


@pytest.mark.parametrize("today", [date(2027, 6, 1), date(2028, 2, 29), date(2031, 12, 31)])
def test_it_goes_on_when_the_source_events_are_past(today: date) -> None:
    done = recur("demo previews", today=today)
    assert (done.code, done.err) == (0, "")
    for words, _ in stories(done.out)[1:]:
        start = words[words.index("--from") + 1]
        first = recur("", *words, "--format", "dates").lines[0]
        assert today.isoformat() <= start == first[:10]


def test_it_fits_80_columns() -> None:
    assert max(map(len, recur("demo previews").lines)) <= 80


def test_another_studio_can_be_named(tmp_path: Path) -> None:
    studio = json.loads((ROOT / "examples" / "studio.json").read_text(encoding="utf-8"))
    studio["location"]["title"] = "Studio 2\x1b[2J"
    studio["repeats"] = studio["repeats"][:1]
    file = tmp_path / "a studio.json"
    file.write_text(json.dumps(studio))
    done = recur("demo previews --studio", str(file))
    assert done.code == 0
    assert "Studio 2\\u001b[2J" in done.out
    assert len(stories(done.out)) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"location": {}}, "location"),
        ({"location": None}, "location"),
        ({"repeats": []}, "repeats"),
        ({"repeats": [{"event_id": 999, "duplication_strategy_id": 1}]}, "repeats"),
        ({"repeats": [{"event_id": True, "duplication_strategy_id": 1}]}, "repeats"),
        ({"repeats": {}}, "repeats"),
        ({"events": {"data": [{"id": 101, "date": "soon"}]}}, "events.data[0].date"),
        ({"events": None}, "events"),
        ({"strategies": {"data": [{"id": 1}]}}, "repeat_mode_id"),
    ],
)
def test_a_studio_that_is_none_is_refused(change: dict[str, object], told: str, tmp_path: Path) -> None:
    studio = json.loads((ROOT / "examples" / "studio.json").read_text(encoding="utf-8"))
    (tmp_path / "studio.json").write_text(json.dumps({**studio, **change}))
    done = recur("demo previews --studio", str(tmp_path / "studio.json"))
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_missing_studio_is_told_before_anything_is_shown(tmp_path: Path) -> None:
    done = recur("demo previews --studio", str(tmp_path / "none.json"))
    assert (done.code, done.out) == (2, "")
    assert "there is no such file" in done.err
