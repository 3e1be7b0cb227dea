"""Decides what the tests of the wheel run against: an environment that `tools/test-wheel` has made.

That environment holds the runtime lock and the wheel, nothing of this folder and no test tool; the tests stand
outside and run its commands in an empty folder.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def given(variable: str) -> Path:
    """The path that tools/test-wheel hands over."""
    if variable not in os.environ:
        pytest.skip("run by `make wheel`, which builds the wheel first")
    return Path(os.environ[variable])


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The built wheel."""
    return given("RECUR_WHEEL")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command of the environment in an empty folder, as a user without our settings would."""
    commands = given("RECUR_WHEEL_ENV") / "bin"

    def run_there(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [commands / command, *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONWARNINGS": "error"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run_there
