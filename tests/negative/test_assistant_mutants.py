"""Tests of the tests: a deliberate fault in what keeps assistants in bounds is noticed by the test named for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("recurrence", "sync", "frontdesk", "examples", "tests/frontdesk")
TESTED = "tests/frontdesk_mcp/test_bounds.py"
BOUNDS = f"{TESTED}::"
GUARD = """\
from pathlib import Path
import frontdesk
assert Path(frontdesk.__file__).is_relative_to(Path(__file__).parent), "the code of another folder is tested"
"""


class Mutant(NamedTuple):
    """A fault: the file, the words to replace and what by, and the test that must notice."""

    name: str
    file: str
    old: str
    new: str
    test: str


MUTANTS = [
    Mutant(
        "every folder is allowed",
        "frontdesk/mcp/folders.py",
        "return any(path.is_relative_to(root) for root in self.roots)",
        "return True",
        BOUNDS + "test_a_file_outside_is_refused_whether_it_exists_or_not",
    ),
    Mutant(
        "links are not followed before the check",
        "frontdesk/mcp/folders.py",
        "found = (self.roots[0] / name).resolve()",
        "found = self.roots[0] / name",
        BOUNDS + "test_a_file_outside_is_refused_whether_it_exists_or_not",
    ),
    Mutant(
        "errors stand before the fence",
        "frontdesk/mcp/answering.py",
        'Answer("\\n".join([head, *fenced("\\n".join(kept))]), data',
        'Answer("\\n".join([head, *kept, *fenced("")]), data',
        BOUNDS + "test_an_error_that_quotes_a_file_is_fenced_too",
    ),
    Mutant(
        "the mark of the fence can be foreseen",
        "frontdesk/mcp/answering.py",
        "mark = secrets.token_hex(8)",
        'mark = "0123456789abcdef"',
        BOUNDS + "test_each_answer_has_a_mark_of_its_own",
    ),
    Mutant(
        "a count has no bound",
        "frontdesk/mcp/tools.py",
        "return MOST_DATES if",
        "return LARGEST_NUMBER if",
        BOUNDS + "test_arguments_out_of_bounds_are_refused_by_name",
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code and these tests in a folder that finds no others."""
    folder = tmp_path_factory.mktemp("copy")
    for part in COPIED:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests" / "frontdesk_mcp").mkdir()
    shutil.copy(ROOT / TESTED, folder / TESTED)  # without the library of the protocol, which takes its time
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\npythonpath = .\n")
    (folder / "conftest.py").write_text(GUARD)
    return folder


def outcome(folder: Path, *tests: str) -> tuple[int, str]:
    """How pytest ends there, and its last lines."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", *plugins, "-c", "pytest.ini", *tests],
        cwd=folder,
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout[-2_000:]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_fault_is_noticed(mutant: Mutant, copy: Path) -> None:
    file = copy / mutant.file
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, "the words that the fault replaces are not there once"
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        code, told = outcome(copy, mutant.test)
    finally:
        file.write_text(text, encoding="utf-8")
    assert code == 1, told
    assert re.search(r"\b1 failed", told), told


def test_without_a_fault_the_same_tests_pass(copy: Path) -> None:
    code, told = outcome(copy, *sorted({mutant.test for mutant in MUTANTS}))
    assert code == 0, told
