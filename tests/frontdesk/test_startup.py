"""A short run loads little: most of its time is start-up."""

import subprocess
import sys

import pytest

from tests.frontdesk.running import WORKED

SCRIPT = """
import sys
before = set(sys.modules)
from frontdesk.cli import main
code = main(sys.argv[1:])
new = set(sys.modules) - before
print(code, *sorted(new), file=sys.stderr)
"""
HEAVY = {
    "rich",
    "pendulum",
    "dateutil",
    "numpy",
    "httpx",
    "dataclasses",
    "inspect",
    "json",
    "pathlib",
    "tempfile",
    "shutil",
    "logging",
}


def loaded(*words: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True)
    code, *modules = done.stderr.split()
    assert code == "0"
    return set(modules)


@pytest.mark.parametrize("line", [f"{WORKED} --format dates", "--help"])
def test_it_loads_no_library_and_nothing_heavy(line: str) -> None:
    assert loaded(*line.split()) & HEAVY == set()


def test_bare_dates_do_not_load_what_only_other_views_need() -> None:
    ours = {
        name
        for name in loaded(*WORKED.split(), "--format", "dates")
        if name.startswith(("frontdesk", "sync"))
    }
    assert not {
        name for name in ours if name.startswith(("sync", "frontdesk.render", "frontdesk.dates.notes"))
    }
    assert len(ours) < 16  # with the rooms themselves


@pytest.mark.parametrize("more", ["--format dates", ""])
def test_without_closed_days_nothing_is_loaded_for_them(more: str) -> None:
    of_closed_days = {
        "holidays",
        "tomllib",
        "frontdesk.dates.closing",
        "frontdesk.dates.scheduling",
        "recurrence.closing",
    }

    assert loaded(*f"{WORKED} {more}".split()) & of_closed_days == set()
    assert loaded(*f"{WORKED} {more} --closed sun".split()) >= of_closed_days - {"holidays", "tomllib"}


def test_the_look_at_loaded_modules_does_see_them() -> None:
    assert "rich" in loaded(*WORKED.split())
