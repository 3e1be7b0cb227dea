"""`recur demo` tells the whole job, whatever day it is, and leaves nothing behind."""

import io
import json
import re
import threading
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import gettempdir

import pytest

from frontdesk.cli import main
from frontdesk.demo.stage import NotAsTold, Stage, studio_seed
from frontdesk.errors import ContentError
from frontdesk.shell.compose import Desk
from sync.emulator.running import running_emulator

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "examples" / "studio.json")
NOW = datetime(2031, 12, 31, 22, 15, tzinfo=UTC)


def folders() -> set[Path]:
    return set(Path(gettempdir()).glob("recur-demo-*"))


def test_the_story_is_told_to_its_end_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    before, threads = folders(), threading.active_count()
    out, err = io.StringIO(), io.StringIO()
    code = main(["demo"], Desk(out, err, NOW.date, now=lambda: NOW))
    told = out.getvalue()
    assert (code, err.getvalue()) == (0, ""), told[-3000:]
    assert (folders(), threading.active_count(), Path.cwd()) == (before, threads, ROOT)
    assert max(map(len, told.splitlines())) <= 80
    assert [int(number) for number in re.findall(r"^(\d)\. ", told, re.MULTILINE)] == list(range(1, 10))
    verbs = re.findall(r"^\$ recur (\w+)", told, re.MULTILINE)
    assert set(verbs) >= {"strategies", "preview", "plan", "show", "apply", "verify", "resume", "undo"}
    for part in (
        "--form strategy",
        "--form parameters",
        "Sure: 6 of 6 dates are created and seen there.",
        "Mon 2032-",
        "(conflict)",
        "Killed",
        "Sure: 12 of 12 dates are created and seen there.",
        "Sure: 11 of 11 events are gone.",
        "none of them twice",
    ):
        assert part in told, part
    assert int(re.findall(r"requests, (\d+) seconds", told)[0]) < 120


@pytest.mark.parametrize(
    "today", [date(2020, 1, 1), date(2026, 11, 30), date(2028, 2, 29), date(2099, 12, 31)]
)
def test_the_studio_moves_on_by_whole_weeks_until_its_first_class_is_to_come(today: date) -> None:
    first = datetime(2026, 11, 30, 3, 30)
    moved = studio_seed(SAMPLE, today)
    starts = [datetime.fromisoformat(event["date"]) for event in moved["events"]["data"]]  # type: ignore[index]
    assert min(starts).date() > today
    assert (min(starts) - first).days % 7 == 0
    assert min(starts) == first or (min(starts).date() - today).days <= 7


def test_a_studio_without_events_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "studio.json"
    file.write_text(json.dumps({**json.loads(Path(SAMPLE).read_text(encoding="utf-8")), "events": {}}))
    with pytest.raises(ContentError):
        studio_seed(str(file), date(2026, 11, 22))


def test_the_story_stops_where_a_command_ends_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with running_emulator(studio_seed(SAMPLE, date(2026, 11, 22))) as emulator:
        place = Stage(Desk(io.StringIO(), io.StringIO(), date.today), emulator)
        with pytest.raises(NotAsTold):
            place.run("show", "none.json")
