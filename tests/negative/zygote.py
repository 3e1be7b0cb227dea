"""A process that has loaded the libraries, but none of our code, and runs pytest in copies of itself.

Most of what a run of one test takes is loading pytest, hypothesis and the rest. Each line that comes in is a folder, an
environment and the words for pytest; a fork runs it there, and a line goes out: how it ended and what it said. Knows
nothing of faults. Run as a file, so that no folder of ours is on its path.
"""

import gc
import importlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIBRARIES = (
    "pytest", "pytest_timeout", "_hypothesis_pytestplugin", "hypothesis", "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine", "hypothesis.stateful", "dateutil.rrule", "pendulum", "httpx", "icalendar",
    "recurring_ical_events", "rich.console", "rich.table", "jinja2", "starlette.applications", "starlette.testclient",
    "uvicorn", "platformdirs", "sqlite3", "xml.etree.ElementTree", "zoneinfo",
)  # fmt: skip
OURS = ("recurrence", "sync", "frontdesk")


def load() -> None:
    """Loads what is there of the libraries."""
    sys.path[:] = [place for place in sys.path if place != str(Path(__file__).parent)]
    for name in LIBRARIES:
        importlib.import_module(name)
    assert not set(OURS) & set(sys.modules), "our own code is loaded already"
    gc.freeze()  # the collections in each fork need not look at the libraries


def answers(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """For each asked run its end and its words."""
    for line in lines:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
            child = os.fork()
            if child == 0:
                _run(told.fileno(), **json.loads(line))
            _, status = os.waitpid(child, 0)
            told.seek(0)
            yield {"code": os.waitstatus_to_exitcode(status), "told": told.read()}


def _run(told: int, folder: str, environment: dict[str, str], words: list[str]) -> None:
    """The life of a fork; it ends here whatever happens."""
    code = 70
    try:
        for stream in (1, 2):
            os.dup2(told, stream)
        os.environ.update(environment)
        os.chdir(folder)
        code = int(sys.modules["pytest"].main(words))
    finally:
        for written in (sys.stdout, sys.stderr):
            written.flush()
        os._exit(code)


if __name__ == "__main__":
    load()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        for answer in answers(iter(sys.stdin.readline, "")):
            out.write(json.dumps(answer) + "\n")
            out.flush()
