"""Decides what a user can do right after the install, in an empty folder."""

import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

# The worked example of the documentation: every third week on Monday and Thursday.
WORKED_EXAMPLE = (
    *("preview", "--mode", "weekly", "--days", "1,4", "--interval", "2"),
    *("--from", "2020-09-28", "--till", "2020-10-28", "--at", "10:30"),
)
DATES = ["2020-09-28T10:30:00", "2020-10-01T10:30:00", "2020-10-19T10:30:00", "2020-10-22T10:30:00"]

# Prints the libraries that an import loads beyond the standard library and ourselves.
LOADED = """
import sys
before = set(sys.modules)
import {module}
new = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(*sorted(new - sys.stdlib_module_names - {{"recurrence", "sync", "frontdesk"}}))
"""


def test_the_command_answers_for_help(run: Run) -> None:
    done = run("recur", "--help")
    assert done.returncode == 0
    assert "preview" in done.stdout
    assert done.stderr == ""


def test_the_worked_example_prints_its_four_dates(run: Run) -> None:
    done = run("recur", *WORKED_EXAMPLE, "--format", "dates")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == DATES
    assert done.stderr == ""


def test_the_library_gives_the_dates_without_the_command(run: Run) -> None:
    script = (
        "from datetime import date; from recurrence import *;"
        "s = Strategy(RepeatMode.WEEKLY, days=(1, 4), interval=2);"
        "w = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30);"
        "print(*expand(s, w).isoformat(), sep='\\n')"
    )
    assert run("python", "-c", script).stdout.splitlines() == DATES


@pytest.mark.parametrize("module", ["recurrence", "frontdesk.cli"])
def test_an_import_loads_no_library(module: str, run: Run) -> None:
    done = run("python", "-c", LOADED.format(module=module))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_look_for_loaded_libraries_does_see_them(run: Run) -> None:
    assert "httpx" in run("python", "-c", LOADED.format(module="httpx")).stdout.split()


def test_tables_without_their_extra_say_which_it_is(run: Run) -> None:
    done = run("python", "-c", "import recurrence.interop.table")
    assert "comes with the extra `table`" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("story", ["previews", "what-if"])
def test_the_sample_studio_comes_along(story: str, run: Run) -> None:
    done = run("recur", "demo", story)
    assert done.returncode == 0, done.stderr
    assert "frontdesk/examples/studio.json" in done.stdout
    assert ("recur[calendars]" in done.stdout) == (story == "what-if")


@pytest.mark.parametrize("package", ["recurrence", "sync", "frontdesk"])
def test_the_packages_come_from_the_install(package: str, run: Run) -> None:
    done = run("python", "-c", f"import {package}; print({package}.__file__)")
    assert "site-packages" in done.stdout, done.stderr
