"""Where the story plays: a studio, a service on this machine, a folder that is gone afterwards, and commands that run.

Every command is shown as a reader would type it, then really run; the story stops if one ends otherwise than told.
"""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import TextIO

from frontdesk.cli import main
from frontdesk.errors import ContentError, FrontdeskError
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.shell.files import read_json
from recurrence import Problem
from sync.emulator.access import DEFAULT_PARTNER, DEFAULT_USER
from sync.emulator.entities import Appointment, Event
from sync.emulator.running import Emulator, running_emulator

LOCATION = 4564
ZONE = "Europe/Riga"
SETTLE = 2
_PATIENCE = 30.0
_POLL = 0.02
_COLUMNS = 79


class NotAsTold(FrontdeskError):
    """A command of the story ended otherwise than the story says: which, with which code."""

    exit_code = 70

    def __init__(self, command: str, told: int, found: int) -> None:
        self.command, self.told, self.found = command, told, found
        super().__init__(command, told, found)


class Stage:
    """The service, and the commands that are run on it; `commands` counts them."""

    def __init__(self, desk: Desk, emulator: Emulator) -> None:
        self.emulator, self.commands = emulator, 0
        self._desk = desk
        self.environ = {
            "RECUR_BASE_URL": emulator.base_url,
            "ALTEGIO_PARTNER_TOKEN": DEFAULT_PARTNER,
            "ALTEGIO_USER_TOKEN": DEFAULT_USER,
            "RECUR_LOCATION": str(LOCATION),
            "RECUR_ZONE": ZONE,
            "RECUR_SETTLE": str(SETTLE),
            "RECUR_STATE_DIR": str(Path.cwd() / "state"),
        }

    @property
    def today(self) -> date:
        """The day on which the story plays."""
        return self._desk.today()

    def say(self, text: str) -> None:
        """Tell a part of the story."""
        self._desk.tell(text)
        self._desk.flush()

    def run(self, *words: str, ends: int = 0, head: int | None = None, since: str | None = None) -> None:
        """Show a command, run it, and show what it prints: all, or its first lines and those from a text on."""
        self._show(words)
        page = _Page(self._desk.out)
        code = main(words, self._desk._replace(out=page, err=_Beside(page), environ=self.environ))
        self.say("".join(_shortened(page.getvalue(), head, since)) + "\n")
        if code != ends:
            raise NotAsTold(" ".join(words), ends, code)

    def kill(self, *words: str, when: Callable[[], bool]) -> None:
        """Show a command, start it in a process of its own, and kill that as soon as something is so."""
        self._show(words)
        child = self._start(words)
        try:
            end = time.monotonic() + _PATIENCE
            while not when() and child.poll() is None and time.monotonic() < end:
                time.sleep(_POLL)
        finally:
            child.kill()
            child.wait()
        if child.returncode != -9:
            raise NotAsTold(" ".join(words), -9, child.returncode)

    def _start(self, words: Sequence[str]) -> "subprocess.Popen[bytes]":
        """The command in a process of its own, whose words nobody reads."""
        command = [sys.executable, "-m", "frontdesk.demo.child", self._desk.now().isoformat(), *words]
        ours = str(Path(__file__).resolve().parents[2])
        environ = {**os.environ, **self.environ, "PYTHONPATH": ours}
        return subprocess.Popen(  # noqa: S603  our own command, with arguments of our own
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _show(self, words: Sequence[str]) -> None:
        self.commands += 1
        self.say("\n".join(shell_lines(["recur", *words], "$ ")) + "\n")

    # --- what other people do meanwhile

    def somebody_enters(self, like: int, start: datetime) -> None:
        """Another class of the same teacher, entered by hand."""
        with self.emulator.model.lock:
            world = self.emulator.model.world
            (number,) = world.next_ids(1, "increasing")
            world.put(replace(world.events[like], id=number, start=start, origin="somebody"))

    def somebody_books(self, start: datetime) -> Event:
        """A client takes a seat in the created class at this time."""
        with self.emulator.model.lock:
            world = self.emulator.model.world
            event = next(
                each for each in world.events.values() if each.start == start and each.origin != "seed"
            )
            return world.put(replace(event, appointments=(Appointment(900, 800, "Client 1"),)))

    def made(self, service: int | None = None) -> list[Event]:
        """The classes that were made through the API and are still there: of one service, or of all."""
        found = (event for event in self.emulator.events("api") if not event.deleted)
        return [event for event in found if service in {None, event.service_id}]


class _Page(io.StringIO):
    """What a command prints; a terminal if the story is read at one, so that it has its colours."""

    def __init__(self, out: TextIO | None) -> None:
        super().__init__()
        self._terminal = out is not None and out.isatty()

    def isatty(self) -> bool:
        return self._terminal


class _Beside(io.StringIO):
    """What a command says beside its data, in its place on the same page; no terminal, so that no bar is drawn."""

    def __init__(self, page: _Page) -> None:
        super().__init__()
        self._page = page

    def write(self, text: str, /) -> int:
        return self._page.write(text)


def _shortened(text: str, head: int | None, since: str | None) -> Iterator[str]:
    """The first lines, and those from the first one with a text on; an ellipsis stands for the rest."""
    lines = text.splitlines()
    kept = len(lines) if head is None and since is None else head or 0
    later = next(
        (number for number, line in enumerate(lines) if since is not None and since in line), len(lines)
    )
    for number, line in enumerate(lines):
        if number < kept or number >= later:
            yield _folded(line) + "\n"
        elif number == kept:
            yield "…\n"


def _folded(line: str) -> str:
    """A line in as many as it needs; errors are one line each, however long."""
    if len(line) <= _COLUMNS or not line.startswith("recur "):
        return line
    return "\n".join(wrap(line, _COLUMNS, subsequent_indent="  ", break_on_hyphens=False))


@contextmanager
def stage(desk: Desk, seed: Mapping[str, object]) -> Iterator[Stage]:
    """A stage in a new folder, which is the current one meanwhile; `seed` lies there as `studio.json`."""
    with TemporaryDirectory(prefix="recur-demo-") as folder, chdir(folder):
        Path("studio.json").write_text(json.dumps(seed), encoding="utf-8")
        with running_emulator(seed) as emulator:
            yield Stage(desk, emulator)


def studio_seed(path: str, today: date) -> dict[str, object]:
    """The studio of a file, moved on by whole weeks until its first class is to come. Raises `ContentError`."""
    document = read_json(path)
    try:
        assert isinstance(document, dict)  # noqa: S101  else the next line could not be read either
        events = document["events"]["data"]
        starts = [datetime.fromisoformat(event["date"]) for event in events]
        weeks = max((today - min(starts).date()).days // 7 + 1, 0)
        for event, start in zip(events, starts, strict=True):
            moved = timedelta(weeks=weeks)
            event["date"] = (start + moved).isoformat(sep=" ")
            event["timestamp"] += int(moved.total_seconds())
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        allowed = "a studio like examples/studio.json"
        raise ContentError(path, [Problem("events", type(error).__name__, allowed)]) from None
    return document
