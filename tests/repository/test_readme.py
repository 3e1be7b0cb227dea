"""Decides that the first page stays short and says the two commands a newcomer needs."""

from pathlib import Path

import pytest

LINES = 160
COMMANDS = ("make demo", "make test")


def shortcomings(text: str) -> list[str]:
    """What the first page lacks or has too much of."""
    lines = len(text.splitlines())
    missing = [f"no `{command}`" for command in COMMANDS if command not in text]
    return missing + ([f"{lines} lines"] if lines > LINES else [])


def test_the_readme_is_short_and_says_how_to_begin(root: Path) -> None:
    assert shortcomings((root / "README.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["make demo", "make test", "make demo, make test" + "\n" * 161])
def test_a_lacking_readme_is_found(text: str) -> None:
    assert len(shortcomings(text)) == 1
