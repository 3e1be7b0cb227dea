"""`recur demo what-if` asks every analysis one question of the sample studio; its figures are worked out by hand here."""

import re
import shlex
from pathlib import Path

import pytest

from frontdesk.demo.whatif_words import clashes, closures, lint, whatif
from tests.frontdesk.running import recur

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """The samples are found from the project's own folder."""
    monkeypatch.chdir(ROOT)


def chapters() -> dict[str, str]:
    """The answer to each question, in one line."""
    told = recur("demo what-if")
    assert (told.code, told.err) == (0, "")
    parts = re.split(r"^\d+\. (.*)$", told.out, flags=re.MULTILINE)[1:]
    return {
        question: " ".join(text.split("\n\n")[2].split())
        for question, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_every_question_has_its_answer_with_the_right_figures() -> None:
    told = chapters()
    assert len(told) == 9
    # Mondays and Thursdays of every third week, or with R1 step of every second; 11 January only if it counts itself.
    assert "agree on 3 dates and differ on 13 more" in told["Will the server do what I think?"]
    assert "(--form dates)" in told["Will the server do what I think?"]
    assert "settles interval_means=break and from_included=yes" in told["How does our server read it?"]
    # The week of 18 February is the sixth from 11 January: the third of the second cycle of three.
    assert "the 3rd of a 3-week cycle" in told["Why is there no class on 18 February?"]
    # 35 Mondays, Wednesdays and Fridays; the holidays among them are Monday 22 February and Monday 8 March.
    assert told["What if we close on holidays?"].startswith("2 of 35 dates fall on a public holiday")
    # Strength ends at 19:30 in the hall that Boxing wants at 19:00, on the four Thursdays of Strength.
    assert told["What clashes, and where could it go?"].startswith("4 of 65 classes clash.")
    assert "As planned: 65 sessions, 2,760 to 6,764 EUR." in told["What does it come to, and what if?"]
    assert told["What changed between two lists?"] == "1 added, 1 removed, 2 moved and 2 unchanged."
    assert "gives exactly the 107 dates" in told["What pattern is behind these dates?"]
    assert told["Which of our strategies is a trap?"].startswith("Boxing: Mode 4 has no unit")


def test_every_command_can_be_copied() -> None:
    out = recur("demo what-if").out.replace("\\\n", "")
    commands = re.findall(r"^   \$ recur (.*)$", out, re.MULTILINE)
    assert len(commands) == 9
    for command in commands:
        assert recur("", *shlex.split(command)).code in {0, 1}, command


def test_it_fits_80_columns() -> None:
    assert max(map(len, recur("demo what-if").lines)) < 80


def test_a_folder_without_the_samples_is_named(tmp_path: Path) -> None:
    told = recur("", "demo", "what-if", "--examples", str(tmp_path))
    assert told.code == 2
    assert "--examples" in told.err


def test_an_answer_follows_what_the_command_prints_and_not_the_sample() -> None:
    start = "2027-01-04T10:00:00"
    slot = {"pattern": start, "start": None, "closure": "Holiday"}
    found = closures({"closures": {"slots": [slot], "holidays": "holidays 1"}})
    assert "1 of 1 date fall" in found
    assert "Mon 4 Jan 2027 (Holiday), which is left out" in found
    assert clashes({"choices": [], "classes": 3}) == "None of 3 classes clashes."
    assert lint({"strategies": [{"strategy": {"title": "Yoga"}, "findings": []}]}).startswith("None of 1")
    total = {"sessions": 2, "revenue": {"least": "1", "most": "2"}}
    base = {"name": "base", "currency": "EUR", "total": total}
    fewer = {"name": "away", "total": {**total, "sessions": 1}}
    assert whatif({"scenarios": [base, fewer]}) == "As planned: 2 sessions, 1 to 2 EUR. away: -1 session."
