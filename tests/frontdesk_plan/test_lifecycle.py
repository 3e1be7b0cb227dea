"""docs/lifecycle.md and the code have the same words, exit codes and next commands, each once."""

import re
from enum import Enum
from itertools import product
from pathlib import Path

import pytest

from frontdesk.render.review import MARKS
from frontdesk.render.verification import MISSING
from frontdesk.words.ending_words import CODES, SAID, next_commands
from frontdesk.words.plan_words import verdict_line
from frontdesk.words.voices import voice
from recurrence.interop.tongue import LANGUAGES
from sync.outcome import Outcome
from sync.plan import Code, Do, Level, Verdict
from sync.planfile import read_plan
from sync.progress import Fate, Progress, Status
from sync.steps import Ending
from sync.verify import What
from tests.frontdesk_plan.shop import Shop

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lifecycle.md").read_text(encoding="utf-8")


def words(section: str) -> list[str]:
    """The words that the tables of a section define."""
    text = PAGE.partition(f"{section}")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("section", "kinds"),
    [
        ("(`Do`)", [Do]),
        ("(`Level`, `Code`)", [Level, Code]),
        ("(`Outcome`)", [Outcome]),
        ("(`Status`)", [Status]),
        ("(`What`)", [What]),
    ],
)
def test_every_state_word_is_defined_once(section: str, kinds: list[type[Enum]]) -> None:
    assert sorted(words(section)) == sorted(member.value for kind in kinds for member in kind)


def test_every_ending_is_defined_with_its_exit_code() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|", PAGE, re.MULTILINE)
    assert {name: int(code) for name, code in rows} == {ending.name: CODES[ending] for ending in Ending}
    assert len(rows) == len(Ending)


def test_every_ending_has_the_next_command_of_the_page(shop: Shop) -> None:
    shop.planned()
    progress = Progress(read_plan(Path("plan.json").read_bytes()))
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \|.*\| `([^`]+)` \|$", PAGE, re.MULTILINE))
    for ending in Ending:
        if ending is Ending.REJECTED:  # nothing is left to ask for
            for start in progress.fates:
                progress._put(start, Fate(Status.REJECTED))
        commands = [" ".join(command) for _, command in next_commands(ending, "", progress)]
        assert commands[0].replace("  ", " ").strip() == rows[ending.name], ending
        progress = Progress(read_plan(Path("plan.json").read_bytes()))


def test_every_word_has_words_for_people() -> None:
    assert set(SAID) == set(Ending)
    assert set(MARKS) == set(Do)
    assert set(MISSING) == {None, *Status}
    assert len(set(SAID.values())) == len(Ending)
    for code, number, language in product(Code, (1, 1000), LANGUAGES):
        line = verdict_line(Verdict(code, Level.REFUSE, number), language)
        assert "{" not in line
        assert line.endswith(".")
    texts = voice("plan", "en").texts
    for kind in ("verdict", "way_out"):
        codes = {name.removeprefix(f"{kind}.") for name in texts if name.startswith(f"{kind}.")}
        assert codes <= {code.name.lower() for code in Code}


def test_one_date_and_many_are_told_in_grammar() -> None:
    assert verdict_line(Verdict(Code.PAST, Level.CONFIRM, 1)) == "1 date is in the past."
    assert verdict_line(Verdict(Code.PAST, Level.CONFIRM, 1200)) == "1,200 dates are in the past."


def test_the_look_at_the_page_finds_words_and_only_those_there_are() -> None:
    assert "created" in words("(`Status`)")
    assert "resurrected" not in words("(`Status`)")
    assert words("(`Nothing`)") == []
