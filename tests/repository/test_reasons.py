"""Decides that nothing in pyproject.toml is taken on or switched off without a reason on its own line."""

import re
import tomllib
from pathlib import Path

import pytest

ENTRY = re.compile(r'^\s*"(?P<entry>[^"]+)",(?P<rest>.*)$')
REASON = re.compile(r"^\s+# \S.{5,}$")
RULE = re.compile(r"^[A-Z]+[0-9]*$")


def without_reason(text: str, entries: list[str]) -> list[str]:
    """The entries that do not stand on a line of their own with a reason of six letters or more."""
    lines = [match for line in text.splitlines() if (match := ENTRY.match(line))]
    with_reason = {match["entry"] for match in lines if REASON.match(match["rest"])}
    bare = {match["entry"] for match in lines if not REASON.match(match["rest"])}
    return [entry for entry in entries if entry not in with_reason or entry in bare]


def ignored_rules(text: str) -> list[str]:
    """Every lint rule that is switched off, for all files or for some."""
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    return [rule for rules in [lint["ignore"], *lint["per-file-ignores"].values()] for rule in rules]


def dependencies(text: str) -> list[str]:
    """Every dependency: of the build, of the package, of its extras, and of development."""
    data = tomllib.loads(text)
    project = data["project"]
    extras, groups = project["optional-dependencies"], data["dependency-groups"]
    lists = [data["build-system"]["requires"], project["dependencies"], *extras.values(), *groups.values()]
    return [
        entry for entries in lists for entry in entries if isinstance(entry, str)
    ]  # not a group in a group


def noqa_without_reason(name: str, text: str) -> list[str]:
    """The lines that silence the linter or the type checker without naming rule and reason."""
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore)")
    explained = re.compile(r"# (noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]) +[#-]? ?\S.{5,}$")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if silenced.search(line)]
    return [f"{name}:{number}" for number, line in lines if not explained.search(line)]


@pytest.fixture(scope="session")
def pyproject(root: Path) -> str:
    """The text of pyproject.toml."""
    return (root / "pyproject.toml").read_text(encoding="utf-8")


def test_every_rule_that_is_switched_off_has_a_reason(pyproject: str) -> None:
    rules = ignored_rules(pyproject)
    assert rules
    assert all(RULE.match(rule) for rule in rules)
    assert without_reason(pyproject, rules) == []


def test_every_dependency_has_a_reason(pyproject: str) -> None:
    assert len(dependencies(pyproject)) > 10
    assert without_reason(pyproject, dependencies(pyproject)) == []


def test_every_silenced_line_of_the_packages_has_a_reason(sources: dict[str, str]) -> None:
    assert [finding for name, text in sources.items() for finding in noqa_without_reason(name, text)] == []


@pytest.mark.parametrize(
    "line", ['"D105",', '"D105", "D107",  # two in one', '"D105",  # no', '"D105", # D105']
)
def test_a_missing_reason_is_found(line: str) -> None:
    assert without_reason(f"ignore = [\n    {line}\n]", ["D105"]) == ["D105"]


def test_one_bare_entry_is_found_beside_an_explained_one() -> None:
    assert without_reason('"S101",  # a test asserts\n"S101",', ["S101"]) == ["S101"]


def test_a_bare_noqa_is_found() -> None:
    assert noqa_without_reason("bad.py", "import os  # no" + "qa") == ["bad.py:1"]
    assert noqa_without_reason("bad.py", "import os  # no" + "qa: F401") == ["bad.py:1"]
    assert (
        noqa_without_reason("good.py", "except E:  # no" + "qa: BLE001 - the last net before the user") == []
    )
