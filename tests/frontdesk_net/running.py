"""Runs command lines against an emulator on loopback: a person who answers, a clock that waits for nobody, canaries."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from frontdesk.cli import main
from frontdesk.shell.compose import Desk
from sync.emulator.access import Access, Partner, User
from sync.emulator.running import Emulator
from tests.canaries.said import keep
from tests.canaries.tokens import canary, password
from tests.frontdesk_net.secrets_seen import PARTNER, PASSWORD, USER

STUDIO = Path(__file__).resolve().parents[2] / "examples" / "studio.json"
NOW = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
LOGIN, CAREFUL = "user@example.com", "careful@example.com"
READER = canary("reader")
ACCESS = Access(
    (Partner(PARTNER), Partner(canary("other"))),
    (
        User(1, LOGIN, PASSWORD, USER, "User 1"),
        User(2, CAREFUL, PASSWORD, canary("careful"), "User 2", second_factor="on"),
        User(3, "reader@example.com", PASSWORD, READER, "User 3", rights={4564: "read"}),
        User(4, "sample@example.com", password("sample"), canary("sample"), "User 4"),
    ),
)


class Done(NamedTuple):
    """How a command line ended: exit code, data, words, and what was asked of the person."""

    code: int
    out: str
    err: str
    asked: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The data, line by line."""
        return self.out.splitlines()


class Person:
    """Somebody at a terminal with answers ready; with none, nobody is there."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._answers, self.asked = list(answers), list[str]()

    def __call__(self, question: str) -> str | None:
        """The next answer."""
        self.asked.append(question)
        return self._answers.pop(0) if self._answers else None


class Time:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds, self.slept = 1000.0, list[float]()

    def clock(self) -> float:
        """Seconds so far."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let them pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        """The moment."""
        return NOW + timedelta(seconds=int(self.seconds - 1000))


@dataclass
class Terminal:
    """A shell with an environment: `run` is one command line in it. `written`: everything that was ever shown;
    `pipe`: where data goes.
    """

    environ: dict[str, str] = field(default_factory=dict, repr=False)
    time: Time = field(default_factory=Time)
    written: list[str] = field(default_factory=list, repr=False)
    pipe: Callable[[], io.StringIO] = io.StringIO

    def __call__(
        self,
        line: str,
        *more: str,
        answers: Sequence[str] = (),
        meanwhile: Callable[[], None] | None = None,
        given: Mapping[str, str] | None = None,
        **environ: str,
    ) -> Done:
        """Run `recur` with the words of a line, further words as they are; `meanwhile` happens while it asks.

        `given`, `environ`: variables for this line only.
        """
        out, err, person = self.pipe(), io.StringIO(), Person(answers)

        def ask(question: str) -> str | None:
            said = person(question)
            if meanwhile is not None:
                meanwhile()
            return said

        desk = Desk(
            out,
            err,
            lambda: date(2026, 11, 22),
            {**self.environ, **(given or {}), **environ},
            ask,
            ask,
            self.time.now,
            self.time.clock,
            self.time.sleep,
        )
        code = main([*line.split(), *more], desk)
        done = Done(code, out.getvalue(), err.getvalue(), tuple(person.asked))
        self.written += [done.out, done.err, *done.asked]
        keep([done.out, done.err])
        return done


def environment(emulator: Emulator, **changes: str) -> dict[str, str]:
    """The variables of somebody who works with an emulator; those that are changed to "" are as good as absent."""
    usual: Mapping[str, str] = {
        "RECUR_BASE_URL": emulator.base_url,
        "ALTEGIO_PARTNER_TOKEN": PARTNER,
        "ALTEGIO_USER_TOKEN": USER,
        "RECUR_LOCATION": "4564",
        "RECUR_ZONE": "Europe/Riga",
    }
    return {**usual, **changes}
