"""What `recur --version` says, and how fast."""

import platform
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import pytest

from frontdesk.shell import versions
from tests.frontdesk.running import recur
from tests.frontdesk.test_startup import loaded


def test_it_names_recur_first_and_then_what_dates_depend_on() -> None:
    assert recur("--version").lines == [
        f"recur {version('recur')}",
        f"tz database {import_module('tzdata').IANA_VERSION}",
        f"holidays {version('holidays')}",
        f"dateutil {version('python-dateutil')}",
        f"Python {platform.python_version()}",
    ]


def test_a_library_that_is_missing_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> str:
        if name == "holidays":
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(versions, "version", nothing)
    assert "holidays not installed" in recur("--version").lines


def test_no_library_is_loaded_for_its_version() -> None:
    assert loaded("--version") & {"holidays", "dateutil", "pendulum", "rich", "numpy", "httpx"} == set()
