"""Tests of the tests: a deliberate fault in what is handed on, or in reading it, is noticed by the test named for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("recurrence", "sync", "frontdesk", "property_tests", "tests/interop", "tests/frontdesk")
RULES = "tests/interop/test_rrule.py::"
LAWS = "property_tests/test_laws_exports.py::"
FILES = "tests/frontdesk/test_shared_formats.py::"
READING = "tests/interop/test_read_calendar.py::"
GUARD = """\
from pathlib import Path
import frontdesk, recurrence
for package in (frontdesk, recurrence):
    assert Path(package.__file__).is_relative_to(Path(__file__).parent), "the code of another folder is tested"
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
        "UNTIL leaves the last date out",
        "recurrence/interop/rrule_writing.py",
        'terms["UNTIL"] = _stamp(dates[-1])',
        'terms["UNTIL"] = _stamp(dates[-1].replace(hour=0, minute=0))',
        RULES + "test_until_is_the_last_date_itself_on_the_local_clock",
    ),
    Mutant(
        "no word on where weeks begin",
        "recurrence/interop/rrule_writing.py",
        "    if asked.period > 1:\n",
        "    if asked.period > 10_001:\n",
        RULES + "test_days_and_weeks_as_rules",
    ),
    Mutant(
        "the source event stays in",
        "recurrence/interop/rrule_writing.py",
        "return (event,) if event in created else ()",
        "return ()",
        RULES + "test_a_source_event_in_the_pattern_is_left_out_and_counted",
    ),
    Mutant(
        "weeks of other people begin on Monday",
        "recurrence/interop/rrule_patterns.py",
        'WEEKDAYS.index(rule.terms.get("WKST", "MO")))\n',
        "1)\n",
        RULES + "test_a_rule_becomes_a_strategy_with_its_dates",
    ),
    Mutant(
        "the local end is called UTC",
        "recurrence/interop/ics_writing.py",
        "stamp = local.astimezone(UTC).replace(tzinfo=None)",
        "stamp = local.replace(tzinfo=None)",
        FILES + "test_a_zone_is_defined_and_an_end_is_in_utc",
    ),
    Mutant(
        "titles keep their line ends",
        "recurrence/interop/ics_writing.py",
        'return _UNSAFE.sub("", _LINE_ENDS.sub(" ", text))',
        "return text",
        LAWS + "test_no_text_is_more_than_a_text_in_a_calendar_file",
    ),
    Mutant(
        "nothing is escaped in a page",
        "frontdesk/render/markup.py",
        "return escape(shown, quote=True)",
        "return shown",
        LAWS + "test_no_text_is_more_than_a_text_in_a_page_or_a_picture",
    ),
    Mutant(
        "closed days stay in what repeats",
        "frontdesk/render/as_ics.py",
        "{*rule.left_out, *(pattern - set(kept))}",
        "{*rule.left_out}",
        FILES + "test_closed_days_are_left_out_of_a_repeating_event",
    ),
    Mutant(
        "zones of the file before are remembered",
        "recurrence/interop/ics.py",
        "    icalendar.use_zoneinfo()",
        "    icalendar.use_zoneinfo",
        READING + "test_a_zone_that_the_file_defines_is_its_own_and_not_that_of_the_file_before",
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code and these tests in a folder that finds no others."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\npythonpath = .\n")
    (folder / "conftest.py").write_text(GUARD)
    return folder


def outcome(folder: Path, *tests: str) -> tuple[int, str]:
    """How pytest ends there, and its last line."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**inherited, "HYPOTHESIS_PROFILE": "fixed", "PYTHONDONTWRITEBYTECODE": "1"}
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", "-q", "-x", *plugins, "-c", "pytest.ini", *tests]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
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
    fast = {mutant.test for mutant in MUTANTS if not mutant.test.startswith(LAWS)}
    code, told = outcome(copy, *sorted(fast))
    assert code == 0, told
