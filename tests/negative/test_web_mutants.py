"""Tests of the tests: a deliberate hole in the local page is noticed by the test named for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("recurrence", "sync", "frontdesk", "examples", "tests/web", "tests/plan")
GUARD = "tests/web/test_guard.py::"
TEXTS = "tests/web/test_texts.py::"
LIMITS = "tests/web/test_limits.py::"
KEY = "tests/web/test_key.py::"
SLOW = {
    TEXTS + "test_the_texts_of_a_plan_stay_texts",
    TEXTS + "test_what_stands_in_any_field_of_an_address_stays_a_text",
}
OWN_CODE = """\
from pathlib import Path
import frontdesk
assert Path(frontdesk.__file__).is_relative_to(Path(__file__).parent), "the code of another folder is tested"
"""


class Mutant(NamedTuple):
    """A hole: the file, the words to replace and what by, and the test that must notice."""

    name: str
    file: str
    old: str
    new: str
    test: str


MUTANTS = [
    Mutant(
        "the port of the host is not looked at",
        "guard.py",
        'if (given := asked.all("host")) not in [[host] for host in hosts]:',
        'if (given := asked.all("host")) and given[0].rpartition(":")[0] not in NAMES:',
        GUARD + "test_any_other_host_is_refused",
    ),
    Mutant(
        "any method is answered",
        "guard.py",
        "if asked.method not in READING:",
        "if asked.method in ():",
        GUARD + "test_240_ways_of_asking_from_elsewhere",
    ),
    Mutant(
        "other pages may ask",
        "guard.py",
        'site not in _FROM_HERE for site in asked.all("sec-fetch-site")',
        'site == "cross-site" for site in asked.all("sec-fetch-site")',
        GUARD + "test_240_ways_of_asking_from_elsewhere",
    ),
    Mutant(
        "the key is not asked for",
        "guard.py",
        'return None if asked.path.startswith(f"/{key}/") else Refusal.NO_SUCH_PATH',
        "return None",
        GUARD + "test_the_decision_needs_no_more_than_the_request",
    ),
    Mutant(
        "refusals go without the headers",
        "app.py",
        "await answer(scope, receive, sending)",
        "await answer(scope, receive, sending if refused is None else send)",
        GUARD + "test_every_answer_carries_the_headers",
    ),
    Mutant(
        "the policy allows scripts in the page",
        "guard.py",
        "script-src 'self';",
        "script-src 'self' 'unsafe-inline';",
        GUARD + "test_the_policy_allows_only_its_own_files",
    ),
    Mutant(
        "texts are not escaped",
        "app.py",
        "autoescape=True",
        "autoescape=False",
        TEXTS + "test_the_texts_of_scenarios_stay_texts",
    ),
    Mutant(
        "one text of a plan is not escaped",
        "templates/plan.html",
        "<h2>{{ plan.title }}</h2>",
        "<h2>{{ plan.title | safe }}</h2>",
        TEXTS + "test_the_texts_of_a_plan_stay_texts",
    ),
    Mutant(
        "an attribute goes without its quotes",
        "templates/planner.html",
        'name="title" value="{{ view.a.single.title }}"',
        'name="title" value={{ view.a.single.title }}',
        TEXTS + "test_what_stands_in_any_field_of_an_address_stays_a_text",
    ),
    Mutant(
        "control characters go through",
        "app.py",
        'return "\\n".join(visible(line, _LONGEST_TEXT) for line in value.split("\\n"))',
        "return value",
        TEXTS + "test_control_characters_are_shown_as_their_numbers",
    ),
    Mutant(
        "it listens to everybody",
        "serve.py",
        '(socket.AF_INET, "127.0.0.1")',
        '(socket.AF_INET, "0.0.0.0")',
        LIMITS + "test_it_listens_on_loopback_only",
    ),
    Mutant(
        "nobody has to give way",
        "serve.py",
        "if len(waiting) > MOST_CONNECTIONS:",
        "if len(waiting) > 100_000:",
        LIMITS + "test_whoever_came_first_gives_way_when_there_are_too_many",
    ),
    Mutant(
        "a key that others may read is used",
        "key.py",
        "if found.st_mode & 0o077:",
        "if found.st_mode & 0o007:",
        KEY + "test_one_that_others_may_read_is_refused",
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code and these tests in a folder that finds no others."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "pytest.ini").write_text(
        "[pytest]\naddopts = --import-mode=importlib\npythonpath = .\ntimeout = 20\n"
    )
    (folder / "conftest.py").write_text(OWN_CODE)
    return folder


def outcome(folder: Path, *tests: str) -> tuple[int, str]:
    """How pytest ends there, and its last lines."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**inherited, "PYTHONDONTWRITEBYTECODE": "1"}
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain"]
    command = [sys.executable, "-m", "pytest", "-q", "-x", *plugins, "-c", "pytest.ini", *tests]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout[-2_000:]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_hole_is_noticed(mutant: Mutant, copy: Path) -> None:
    file = copy / "frontdesk" / "web" / mutant.file
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, "the words that the hole replaces are not there once"
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        code, told = outcome(copy, mutant.test)
    finally:
        file.write_text(text, encoding="utf-8")
    assert code == 1, told
    assert re.search(r"\b1 failed", told), told


def test_without_a_hole_the_same_tests_pass(copy: Path) -> None:
    quick = {mutant.test for mutant in MUTANTS if mutant.test not in SLOW}
    code, told = outcome(copy, *sorted(quick))
    assert code == 0, told
