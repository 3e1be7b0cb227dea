"""Decides that the pages are true where a doctest can't say so: links, names, commands, and what must be on which page."""

import io
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from frontdesk.cli import main
from frontdesk.shell.compose import Desk
from recurrence.reading import AXES, CLAUSE
from tests.spec.rows import rows_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
RECORD_LINES = 80
README_LINES = 120

LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]*)(?:#(?P<anchor>[^)]+))?\)")
OURS = re.compile(r"`((?:recurrence|sync|frontdesk|tests|property_tests)/[\w./]*)`")
TEST = re.compile(r"`(test_\w+)`")
COMMAND = re.compile(r"^```console\n\$ recur (?P<words>.+)\n(?P<shown>(?:.*\n)*?)```$", re.MULTILINE)
LONG_COMMAND = re.compile(
    r"^```console\n\$ recur (?P<words>(?:.*\\\n)*.+)\n(?P<shown>(?:.*\n)*?)```$", re.MULTILINE
)
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
AXIS = re.compile(
    r"^### R\d+ · `(?P<axis>\w+)`.*\((?P<status>\w+)\)\n(?P<text>(?:(?!^#).*\n)*)", re.MULTILINE
)
CLAUSE_HEADING = re.compile(
    r"^### (C\d+) · .* \((?:documented|implied|assumed|contested)\b.*\)$", re.MULTILINE
)
ROWS_OF = re.compile(r"^\| ([CR]\d+) \| (.+?) \|", re.MULTILINE)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The anchors that the headings of a page make: lower case, hyphens for spaces, nothing else kept."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(page: Path, text: str) -> list[str]:
    """Every link of a page to a file, or to a heading, that isn't there."""
    found = []
    for link in LINK.finditer(text):
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        reached = target.exists() and (not link["anchor"] or link["anchor"] in anchors(text_of(target)))
        found += [] if reached else [link.group()]
    return found


def unknown_tests(text: str) -> list[str]:
    """Every test that a page names and that no file defines."""
    folders = (ROOT / "tests", ROOT / "property_tests")
    code = "".join(text_of(file) for folder in folders for file in sorted(folder.rglob("*.py")))
    defined = set(re.findall(r"^def (test_\w+)", code, re.MULTILINE))
    return [name for name in TEST.findall(text) if name not in defined]


def output_of(words: str, codes: tuple[int, ...] = (0,)) -> str:
    out, err = io.StringIO(), io.StringIO()
    assert main(shlex.split(words), Desk(out, err, lambda: date(2026, 11, 22))) in codes, err.getvalue()
    return out.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page, text_of(page)) == []


def test_every_test_that_the_semantics_page_names_is_there() -> None:
    text = text_of(ROOT / "docs" / "semantics.md")
    assert len(TEST.findall(text)) > 10
    assert unknown_tests(text) == []


def test_every_file_that_the_map_of_the_engine_names_is_there() -> None:
    text = text_of(ROOT / "docs" / "architecture.md")
    to_come = {"sync/http_api.py"}
    named = set(OURS.findall(text)) - to_come
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_semantics_page_has_every_clause_with_its_status() -> None:
    text = text_of(ROOT / "docs" / "semantics.md")
    assert CLAUSE_HEADING.findall(text) == [f"C{number}" for number in range(1, 11)]


def test_the_semantics_page_explains_every_value_of_every_axis_in_order() -> None:
    text = text_of(ROOT / "docs" / "semantics.md")
    explained = {
        part["axis"]: re.findall(r"^(?:\* |\| )`(\w+)`", part["text"], re.MULTILINE)
        for part in AXIS.finditer(text)
    }
    assert {axis: tuple(values) for axis, values in explained.items()} == AXES
    assert list(explained) == list(AXES)


def test_the_semantics_page_names_files_whose_rows_do_cover_the_clause() -> None:
    table = dict(ROWS_OF.findall(text_of(ROOT / "docs" / "semantics.md")))
    assert list(table) == [f"C{number}" for number in range(1, 11)] + list(CLAUSE.values())
    covering: dict[str, set[str]] = {}
    for file in sorted((ROOT / "tests" / "spec").glob("*.toml")):
        for name in (name for row in rows_of(file) for name in row.covers):
            covering.setdefault(name.partition("=")[0], set()).add(file.name)
    for name, files in table.items():
        assert set(re.findall(r"`([^`]+)`", files)) <= covering[name], name


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.name)
def test_a_how_to_page_shows_what_its_commands_print(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for example in LONG_COMMAND.finditer(text_of(page)):
        words = example["words"].replace("\\\n", " ")
        assert output_of(words, codes=(0, 1)) == example["shown"]  # 1: a difference, which is what it shows


def test_the_readme_shows_what_the_command_prints() -> None:
    shown = list(COMMAND.finditer(text_of(ROOT / "README.md")))
    assert len(shown) == 1
    for example in shown:
        assert output_of(example["words"]) == example["shown"]


def test_the_readme_fits_on_three_screens() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= README_LINES


def test_the_records_are_short_and_numbered() -> None:
    assert len({record.name[:4] for record in RECORDS}) == len(RECORDS) >= 7
    for record in RECORDS:
        text = text_of(record)
        assert text.startswith(f"# {int(record.name[:4])}. "), record.name
        assert len(text.splitlines()) <= RECORD_LINES, record.name
        for part in ("Context", "Decision", "Consequences"):
            assert f"\n## {part}\n" in text, f"{record.name}: {part}"


def test_a_broken_link_is_found() -> None:
    text = "[a](no.md) [b](docs/index.md) [c](docs/index.md#nowhere) [d](#here)\n\n## Here\n"
    page = ROOT / "README.md"
    assert broken_links(page, text) == ["](no.md)", "](docs/index.md#nowhere)", "](#here)"]


def test_an_invented_test_is_found() -> None:
    assert unknown_tests("`test_no_such_thing` and `test_an_invented_test_is_found`") == [
        "test_no_such_thing"
    ]
