"""Kills an apply with -9 at every step of its journal, locks, files and wire, resumes it, and counts what exists.

The steps are counted from a trace of a whole run, so that new ones are covered by themselves. The process that dies is
a real one, forked; the service is another, over real HTTP; only time is virtual. Each point has a location of its own.
Prints a JSON object: how many steps, how many killed, and each after which something was wrong.

    python -m tests.frontdesk_plan.sweep [clean|lost|resumed] [STRIDE] [FIRST] [late-intent]
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from frontdesk.cli import main
from frontdesk.shell.compose import Desk
from sync import http_api
from sync.events import Event
from sync.http_api import HttpApi
from sync.journal import Journal
from sync.rows import Intended, Row
from sync.secret import Secret
from sync.wire.dialect import Generation
from tests.canaries.said import keep
from tests.frontdesk_net.running import Time
from tests.frontdesk_plan.service import PARTNER, USER
from tests.sync.apis import CountingPace

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 12)
CHUNK = 2
DATES = 6
MOST_STEPS, MOST_KINDS = 600, 60
SCENARIOS = ("clean", "lost", "resumed")
KILLED = "killed"
MOST_ASKED = 30
BRIEF, PATIENT = 0.6, 10.0
"""Seconds of an exchange: in a process that may die, while something goes wrong; and in others."""


class Done(NamedTuple):
    """How a command ended: its exit code, or that it was killed; what it said."""

    code: int | str
    out: str
    err: str


class Steps:
    """Counts the steps of a process, and kills it at one of them."""

    def __init__(self, at: int | None) -> None:
        self.names: list[str] = []
        self.at = at

    def note(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self, mutant: str) -> None:
        """See every step of this process from now on; with a mutant, a rule of the protocol is broken in it."""
        if mutant == "late-intent":
            Journal.append = _late_intent(Journal.append)  # type: ignore[method-assign,assignment]
        for module, name in (
            (os, "open"), (os, "write"), (os, "pwrite"), (os, "link"), (os, "unlink"), (os, "replace"), (os, "mkdir"),
            (os, "fsync"), (fcntl, "flock"), (Journal, "append"),
        ):  # fmt: skip
            setattr(module, name, self._around(name, getattr(module, name)))
        connect = sqlite3.connect
        sqlite3.connect = lambda *args, **options: _Connection(connect(*args, **options), self)  # type: ignore[assignment]
        called = http_api._Departure.__call__

        async def departure(one: http_api._Departure, event: str, info: dict[str, Any]) -> None:
            self.note(event)
            await called(one, event, info)

        setattr(http_api._Departure, "__call__", departure)  # noqa: B010  mypy knows its own mind

    def _around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **options: Any) -> Any:  # noqa: ANN401  any function's
            self.note(f"before {name}")
            found = function(*args, **options)
            self.note(f"after {name}")
            return found

        return called


def _late_intent(append: Callable[[Journal, Row], None]) -> Callable[[Journal, Row], None]:
    """Intents that are written only when the answer is there (M3)."""
    held: list[Row] = []

    def late(journal: Journal, row: Row) -> None:
        held.append(row)
        while held and not isinstance(row, Intended):
            append(journal, held.pop(0))

    return late


class _Connection:
    """A connection to a database, each of its statements two steps."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection, self._steps = connection, steps

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:  # noqa: ANN401  as sqlite3 has it
        self._steps.note(f"before {statement.partition(' ')[0]}")
        found = self._connection.execute(statement, *parameters)
        self._steps.note(f"after {statement.partition(' ')[0]}")
        return found

    def close(self) -> None:
        self._connection.close()


def control(url: str, method: str, what: str, body: object = None) -> dict[str, object]:
    """Something that is asked of the emulator beside the API, again where a fault of connections came in between."""
    once = (method, what) == ("POST", "faults")  # what is ordered twice would happen twice
    for _ in range(1 if once else MOST_ASKED):
        with suppress(OSError, HTTPException):
            return _asked(url, method, what, body, 60 if once else 1)
    raise AssertionError(what)


def _asked(url: str, method: str, what: str, body: object, seconds: float) -> dict[str, object]:
    connection = HTTPConnection(url.removeprefix("http://").removesuffix("/api"), timeout=seconds)
    with closing(connection):
        text = None if body is None else json.dumps(body)
        connection.request(method, f"/_emulator/{what}", text, {"X-Emulator": "control"})
        answer = connection.getresponse()
        found: dict[str, object] = json.loads(answer.read())
        assert answer.status == 200, found
        return found


class Place(NamedTuple):
    """One location of the service, with a source event, and a folder for its plan and journal.

    `settle`: seconds that the client waits for late commits; 0: none, and the service's clock stands still. Otherwise it
    goes on as the client's does, and exchanges have a deadline of so many real seconds.
    """

    url: str
    number: int
    folder: Path
    mutant: str = ""
    settle: int = 0

    @property
    def plan(self) -> str:
        return str(self.folder / "plan.json")

    def run(self, *words: str, deadline: float = PATIENT) -> Done:
        """A command line in this process."""
        out, err, time = io.StringIO(), io.StringIO(), Time()
        environ = {
            "RECUR_BASE_URL": self.url, "ALTEGIO_PARTNER_TOKEN": PARTNER,
            "ALTEGIO_USER_TOKEN": USER, "RECUR_LOCATION": str(self.number), "RECUR_ZONE": "Europe/Riga",
            "RECUR_SETTLE": str(self.settle), "RECUR_STATE_DIR": str(self.folder / "state"),
        }  # fmt: skip
        told = [time.seconds]
        sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # or httpcore looks for it on disk each time

        def tell(*_: object) -> float:
            """The service's clock goes on as ours did, when it can matter: before an exchange, and in the end."""
            if self.settle and time.seconds - told[0] >= 1:
                control(self.url, "POST", "clock", {"advance": time.seconds - told[0]})
                told[0] = time.seconds
            return deadline

        if self.settle:
            HttpApi._deadline = tell  # type: ignore[method-assign,assignment]  # of this process
        now = lambda: NOW + timedelta(seconds=int(time.seconds - 1000))  # noqa: E731  a clock
        desk = Desk(out, err, NOW.date, environ, now=now, clock=time.clock, sleep=time.sleep)
        code = main(words, desk)
        tell()
        keep([out.getvalue(), err.getvalue()])
        return Done(code, out.getvalue(), err.getvalue())

    def dying(self, steps: Steps, *words: str, deadline: float = BRIEF) -> Done:
        """A command line in a process of its own, seen by `steps`; their names come back through a pipe."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            send = os.write
            steps.install(self.mutant)
            done = self.run(*words, deadline=deadline)
            send(writer, json.dumps([done, steps.names]).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return Done(KILLED, "", "")
        assert answer, f"a process ended by itself with {status}"
        told, steps.names = json.loads(answer)
        done = Done(*told)
        keep([done.out, done.err])
        return done

    def planned(self, chunk: int | None = None) -> list[str]:
        """A plan for the dates, so many a request; the words that agree to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        done = self.run(
            *("plan", "--event", str(10_000 + self.number), "--mode", "daily", "--from", FIRST.isoformat()),
            *("--count", str(DATES), "--chunk", str(chunk or CHUNK), "--out", self.plan, "--format", "json"),
        )
        assert done.code == 0, done.err
        return self.agreed()

    def agreed(self) -> list[str]:
        """The words that agree to the plan that is there."""
        return ["--digest", json.loads(Path(self.plan).read_text(encoding="utf-8"))["digest"][:12]]

    def counts(self) -> Counter[datetime]:
        """How often each start exists."""
        api = HttpApi(
            self.url, Generation.V1, Secret(PARTNER), Secret(USER),
            pace=CountingPace(), sleep=Time().sleep, clock=Time().clock,
        )  # fmt: skip
        events: Sequence[Event] = api.events(self.number, FIRST, LAST)
        return Counter(event.start for event in events)


def seed(places: int) -> dict[str, object]:
    """A studio with many locations, each with an event that nothing is in the way of."""
    numbers = range(1, places + 1)
    return {
        "locations": [{"id": n, "title": f"Studio {n}", "timezone_name": "Europe/Riga"} for n in numbers],
        "events": [
            {
                "id": 10_000 + n, "company_id": n, "service_id": 1, "staff_id": 20_000 + n,
                "date": "2026-12-01 10:00:00", "length": 3600, "capacity": 9,
            }
            for n in numbers
        ],
    }  # fmt: skip


@contextmanager
def service(folder: Path, places: int) -> Iterator[str]:
    """An emulator in a process of its own: its base URL."""
    file = folder / "seed.json"
    file.write_text(json.dumps(seed(places)), encoding="utf-8")
    command = [sys.executable, "-m", "tests.frontdesk_plan.service", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def begin(scenario: str, place: Place, agreement: Sequence[str]) -> list[str]:
    """What comes before the command that is killed; its words."""
    apply = ["apply", place.plan, *agreement]
    if scenario == "clean":
        return apply
    if scenario == "lost":
        control(place.url, "POST", "faults", {"duplicate": ["commit-then-rst"]})
        return apply
    # An earlier kill: the second request was done, and its answer never read.
    trace = Steps(None)
    whole = place._replace(number=place.number + 1, folder=place.folder / "whole")
    assert whole.dying(trace, "apply", whole.plan, *whole.planned()).code == 0
    sent = [n for n, name in enumerate(trace.names) if name.endswith("send_request_body.complete")]
    posts = [n for n in sent if _is_post(trace.names, n)]
    assert place.dying(Steps(posts[1] + 1), *apply).code == KILLED
    return ["resume", place.plan]


def _is_post(names: list[str], step: int) -> bool:
    """Whether the journal was written since the request before: then it was an intent, and this is a POST."""
    before = [n for n in range(step) if names[n].endswith("send_request_body.complete")]
    between = names[before[-1] if before else 0 : step]
    return between.count("after append") % 2 == 1


def wrong(place: Place, agreement: Sequence[str]) -> list[str]:
    """What is wrong after a kill: strict first, then asking again; nothing if every date exists exactly once."""
    found = []
    strict = place.run("resume", place.plan)
    if strict.code == 73:  # killed before there was a journal: nothing was asked for
        found += ["asked without a journal"] if place.counts() else []
        return [*found, *_all_once(place, place.run("apply", place.plan, *agreement))]
    counts = place.counts()
    wanted = {
        datetime.combine(FIRST, datetime.min.time()) + timedelta(days=n, hours=10) for n in range(DATES)
    }
    found += [f"{start} exists {n} times" for start, n in counts.items() if n > 1]
    if strict.code == 0:
        return [*found, *_all_once(place, strict)]
    unsure = strict.out.partition("NOT SURE")[2]
    absent = [f"{start:%Y-%m-%d %H:%M}" for start in sorted(wanted - counts.keys())]
    found += [f"{start} is not named" for start in absent if start not in strict.out]
    found += [] if strict.code == 3 and unsure and absent else [f"resume: {strict}"]
    return [*found, *_all_once(place, place.run("resume", place.plan, "--resend"))]


def _all_once(place: Place, done: Done) -> list[str]:
    counts = place.counts()
    right = done.code == 0 and len(counts) == DATES and set(counts.values()) == {1}
    return [] if right else [f"{done} left {dict(counts)}"]


def trial(scenario: str, place: Place, steps: Steps) -> tuple[int | str, list[str]]:
    """One run that `steps` sees or kills: how it ended, and what is wrong afterwards."""
    agreement = place.planned()
    ended = place.dying(steps, *begin(scenario, place, agreement)).code
    found = wrong(place, agreement)
    control(place.url, "DELETE", "faults")
    return ended, found


def chosen(names: Sequence[str], stride: int, first: int) -> list[int]:
    """Every `stride`th step from the `first` on, and the first step of each kind that is not among them."""
    found = list(range(first, len(names), stride))
    met = {names[at] for at in found}
    return sorted({*found, *(names.index(kind) for kind in set(names) - met)})


def sweep(
    folder: Path, scenario: str, stride: int = 1, first: int = 0, mutant: str = ""
) -> dict[str, object]:
    """The chosen steps of a scenario; what is written stays in the folder."""
    most = 2 * (
        MOST_STEPS // stride + MOST_KINDS
    )  # each point has a location, and one to be measured against
    with service(folder, most) as url:
        places = [Place(url, n, folder / str(n), mutant) for n in range(1, most, 2)]
        trace = Steps(None)
        broken = [] if trial(scenario, places[0], trace)[0] == 0 else ["a whole run does not end well"]
        killed = chosen(trace.names, stride, first)
        for at, place in zip(killed, places[1:], strict=False):
            ended, found = trial(scenario, place, Steps(at))
            found += [] if ended == KILLED else [f"ended with {ended}"]
            broken += [f"{at} {trace.names[at]}: {fault}" for fault in found]
    assert len(killed) < len(places)
    kinds = len(set(trace.names)), len({trace.names[at] for at in killed})
    return {
        "scenario": scenario, "steps": len(trace.names), "killed": len(killed), "broken": broken, "kinds": kinds,
    }  # fmt: skip


if __name__ == "__main__":
    scenario, stride, first, mutant = (*sys.argv[1:], *("clean", "1", "0", "")[len(sys.argv) - 1 :])
    print(json.dumps(sweep(Path(mkdtemp()), scenario, int(stride), int(first), mutant)))
