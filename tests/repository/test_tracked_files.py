"""Decides what no file of the repository may name: where packages came from, and the machine it was written on.

The patterns are put together from pieces, so that this file holds none of them.
"""

import re

import pytest

REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "deb.deb" + "ian.org",
    "proxy.gol" + "ang.org",
)
FOLDERS = ("/wo" + "rk", "/op" + "t", "/ro" + "ot")
NEIGHBOURS = (".libr" + "ary", "../sha" + "red")

FORBIDDEN = re.compile(
    "|".join(
        [
            *map(re.escape, REGISTRIES + NEIGHBOURS),
            *(rf"(?<![\w./-]){re.escape(folder)}(?![\w-])" for folder in FOLDERS),
        ]
    )
)


def mentions(name: str, text: str) -> list[str]:
    """One finding for each line that names a registry host or a place on a machine."""
    lines = enumerate(text.splitlines(), 1)
    return [f"{name}:{number}: {m.group()}" for number, line in lines for m in FORBIDDEN.finditer(line)]


def test_no_file_names_a_registry_or_a_machine(tracked: dict[str, str]) -> None:
    assert [finding for name, text in tracked.items() for finding in mentions(name, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        *(f"see https://{host}/simple" for host in REGISTRIES),
        *(f"cd {folder}/main" for folder in FOLDERS),
        *(f"cat {neighbour}/notes.md" for neighbour in NEIGHBOURS),
        f"path = '{FOLDERS[0]}'",
    ],
)
def test_a_mention_is_found(text: str) -> None:
    assert len(mentions("bad.md", text)) == 1


@pytest.mark.parametrize(
    "text", ["class/work balance", "https://example.com/work/1", "adopt/opted", "the root/ folder"]
)
def test_an_ordinary_word_is_no_finding(text: str) -> None:
    assert mentions("good.md", text) == []
