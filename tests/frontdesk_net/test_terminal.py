"""At a real terminal: what is secret is not shown while it is typed, and the end of input is no agreement."""

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sync.emulator.running import Emulator
from tests.frontdesk_net.running import LOGIN, STUDIO, environment
from tests.frontdesk_net.secrets_seen import PARTNER, PASSWORD, USER

SCRIPT = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from frontdesk.cli import main
sys.exit(main())
"""
END_OF_INPUT = "\x04"


class Screen:
    """A command at a terminal of its own: what it has shown, and a keyboard."""

    def __init__(self, *words: str, environ: dict[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.fcntl(self._ours, fcntl.F_SETFL, os.O_NONBLOCK)
        self.shown = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, *words],
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(STUDIO.parents[1]), **environ},
        )  # fmt: skip
        os.close(theirs)

    def wait_for(self, pattern: str) -> None:
        """Read until it shows this after what was read before."""
        seen, end = len(self.shown), time.monotonic() + 30
        while not re.search(pattern, self.shown[seen:]):
            assert time.monotonic() < end, self.shown
            self._read()

    def type(self, text: str) -> None:
        """Type, once the question stands there and its answer would not be shown by mistake."""
        os.write(self._ours, text.encode())

    def end(self) -> int:
        """The exit code, when all has been shown."""
        while self.process.poll() is None:
            self._read()
        self._read()
        os.close(self._ours)
        return self.process.returncode

    def _read(self) -> None:
        ready, _, _ = select.select([self._ours], [], [], 0.05)
        with suppress(OSError):  # the other end is closed
            while ready and (part := os.read(self._ours, 4096)):
                self.shown += part.decode()


@pytest.fixture
def shown(nothing_tells: list[str]) -> Iterator[list[Screen]]:
    """Screens whose content is searched for secrets after the test."""
    screens: list[Screen] = []
    yield screens
    nothing_tells += [screen.shown for screen in screens]


def test_password_and_token_are_not_shown_while_they_are_typed(
    emulator: Emulator, shown: list[Screen], tmp_path: Path
) -> None:
    screen = Screen("login", "--profile", "studio", environ={})
    shown.append(screen)
    for question, answer in (
        ("/api.*: ", emulator.base_url),
        (r"Partner token \(not shown\): ", PARTNER),
        ("Login .*: ", LOGIN),
        (r"Password \(not shown\): ", PASSWORD),
    ):
        screen.wait_for(question)
        screen.type(f"{answer}\n")
    assert screen.end() == 0
    assert LOGIN in screen.shown
    assert "Kept: the user token" in screen.shown
    assert USER in (tmp_path / "settings" / "recur" / "studio.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("typed", "code", "left"), [("yes\n", 0, 6), ("no\n", 2, 7), (END_OF_INPUT, 2, 7)])
def test_a_person_agrees_at_the_terminal(
    emulator: Emulator, shown: list[Screen], typed: str, code: int, left: int
) -> None:
    screen = Screen("strategies", "delete", "1", environ=environment(emulator))
    shown.append(screen)
    screen.wait_for(r"Delete it \(emulator on .*\)\? Type yes: ")
    screen.type(typed)
    assert screen.end() == code
    assert len(emulator.model.world.strategies) == left
