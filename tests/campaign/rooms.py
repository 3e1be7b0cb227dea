"""Commands in processes that die, against a real emulator over real sockets, with time that both sides share.

As `tests/frontdesk_plan/sweep.py`, on which it stands: but settle times are waited for, and while the client waits, the
service's clock goes on as well, so that commits may come late. Exchanges have a short deadline.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from frontdesk.cli import main
from frontdesk.shell.compose import Desk
from sync import http_api
from sync.http_api import HttpApi
from sync.secret import Secret
from sync.wire.dialect import Generation
from tests.canaries.said import keep
from tests.frontdesk_net.running import Time
from tests.frontdesk_plan.service import PARTNER, USER
from tests.frontdesk_plan.sweep import FIRST, KILLED, LAST, NOW, Done, Steps
from tests.sync.apis import CountingPace

sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # or httpcore looks for it on disk at each request
SETTLE = 30
DATES = 6
BRIEF = 0.6
"""Seconds of an exchange while something is made to go wrong."""
PATIENT = 10.0
DAYS = [datetime.combine(FIRST, datetime.min.time()) + timedelta(days=n, hours=10) for n in range(DATES)]


def control(url: str, method: str, what: str, body: object = None) -> dict[str, object]:
    """Something that is asked of the emulator beside the API, again where a fault of connections came in between."""
    for _ in range(9):
        with suppress(OSError, HTTPException):
            return _asked(url, method, what, body)
    return _asked(url, method, what, body)


def _asked(url: str, method: str, what: str, body: object) -> dict[str, object]:
    connection = HTTPConnection(url.removeprefix("http://").removesuffix("/api"), timeout=1)
    with closing(connection):
        text = None if body is None else json.dumps(body)
        connection.request(method, f"/_emulator/{what}", text, {"X-Emulator": "control"})
        answer = connection.getresponse()
        found: dict[str, object] = json.loads(answer.read())
        assert answer.status == 200, found
        return found


class Room(NamedTuple):
    """A location of the service with a source event, and a folder for its plan and record."""

    url: str
    number: int
    folder: Path
    mutant: str = ""

    @property
    def plan(self) -> str:
        return str(self.folder / "plan.json")

    def run(self, *words: str, deadline: float = PATIENT) -> Done:
        """A command line in this process."""
        out, err, time = io.StringIO(), io.StringIO(), Time()
        environ = {
            "RECUR_BASE_URL": self.url, "ALTEGIO_PARTNER_TOKEN": PARTNER, "ALTEGIO_USER_TOKEN": USER,
            "RECUR_LOCATION": str(self.number), "RECUR_ZONE": "Europe/Riga", "RECUR_SETTLE": str(SETTLE),
            "RECUR_STATE_DIR": str(self.folder / "state"),
        }  # fmt: skip
        told = [time.seconds]

        def tell(*_: object) -> float:
            """The service's clock goes on as ours did, when it can matter: before an exchange, and in the end."""
            if time.seconds - told[0] >= 1:
                control(self.url, "POST", "clock", {"advance": time.seconds - told[0]})
                told[0] = time.seconds
            return deadline

        http_api.HttpApi._deadline = tell  # type: ignore[method-assign,assignment]  # of this process
        desk = Desk(
            out, err, NOW.date, environ,
            now=lambda: NOW + timedelta(seconds=int(time.seconds - 1000)), clock=time.clock, sleep=time.sleep,
        )  # fmt: skip
        code = main(words, desk)
        tell()
        keep([out.getvalue(), err.getvalue()])
        return Done(code, out.getvalue(), err.getvalue())

    def dying(self, steps: Steps, *words: str, deadline: float = BRIEF) -> Done:
        """A command line in a process of its own, seen by `steps` or killed by them."""
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
        return Done(*told)

    def planned(self, chunk: int = 2) -> list[str]:
        """A plan for six dates; the words that agree to it."""
        self.folder.mkdir(parents=True)
        done = self.run(
            *("plan", "--event", str(10_000 + self.number), "--mode", "daily", "--from", FIRST.isoformat()),
            *("--count", str(DATES), "--chunk", str(chunk), "--out", self.plan, "--format", "json"),
        )
        assert done.code == 0, done.err
        return ["--digest", json.loads(Path(self.plan).read_text(encoding="utf-8"))["digest"][:12]]

    def counts(self) -> Counter[datetime]:
        """How often each start exists."""
        api = HttpApi(
            self.url, Generation.V1, Secret(PARTNER), Secret(USER),
            pace=CountingPace(), sleep=Time().sleep, clock=Time().clock,
        )  # fmt: skip
        return Counter(
            event.start for event in api.events(self.number, FIRST, LAST) if event.start.hour == 10
        )

    def heal(self) -> dict[str, float]:
        """Whatever was to go wrong and did not is forgotten, and what was late has happened; what was used."""
        used = control(self.url, "GET", "faults")["used"]
        control(self.url, "DELETE", "faults")
        control(self.url, "POST", "clock", {"advance": 40.0 * SETTLE})
        assert isinstance(used, dict)
        return used
