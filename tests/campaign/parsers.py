"""C11: every reader of what comes from outside, with files that it reads, as functions from bytes.

Each gives a value or one of our errors, whatever the bytes. `read` is what the plain mutations of `mutated.py` and the
coverage-guided ones of `guided.py` call.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from frontdesk.analysis.dates_in import Wanted, date_lists
from frontdesk.errors import FrontdeskError
from frontdesk.scenario.book import read_scenarios
from frontdesk.service.configuration import configured
from frontdesk.service.profile import read_profile
from recurrence import RecurrenceError
from recurrence.interop.ics import read_calendar
from recurrence.interop.rrule_reading import from_rrule
from sync.errors import SyncError, WireError
from sync.outcome import Exchange, Expected, Outcome, Reason, outcome, outcome_of_delete, wait_of
from sync.planfile import plan_text, read_plan
from sync.rows import Answered, Began, Ended, Intended, Looked, Removed, Row, Seen, read_row, row_document
from sync.snapshot import snapshot_document
from sync.wire import v1_search
from sync.wire.documents import parse
from sync.wire.fields import wall_clock
from sync.wire.v1_dialect import V1
from sync.wire.v1_envelope import refusal_of
from sync.wire.v2_dialect import V2
from tests.simulation.plans import plan_of, server_of, snapshot_of
from tests.sync.exchanges import ASKED, LOCATION, v1, v2
from tests.sync.exchanges import events as some_events
from tests.sync.sample import FOLDER

TYPED = (RecurrenceError, SyncError, FrontdeskError)
SNAPSHOT = json.dumps(
    snapshot_document(snapshot_of(*server_of(plan_of(3, present=0)).events.values()))
).encode()
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SHELF = Path(mkdtemp(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))  # noqa: S108  a folder of its own in it
shutil.copy(EXAMPLES / "studio.json", SHELF)  # which the scenario names
DIALECTS = (V1(), V2())
WANTED = Wanted(days=(date(2026, 1, 1), date(2028, 1, 1)), at=time(10), zone="Europe/Riga")


class Parser(NamedTuple):
    """A reader and what it reads."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _answer(data: bytes) -> None:
    """An answer of the API, to everything that reads one."""
    for status, kind in ((200, "application/json"), (201, "application/json"), (409, "application/json")):
        exchange = Exchange(sent=True, status=status, content_type=kind, body=data)
        for dialect in DIALECTS:
            outcome(exchange, Expected(LOCATION, ASKED), dialect)
            outcome_of_delete(exchange, dialect)
    document = parse(data)
    readers: list[Callable[[], object]] = [
        reader
        for dialect in DIALECTS
        for reader in (
            lambda dialect=dialect: dialect.read_event(document, LOCATION),
            lambda dialect=dialect: dialect.read_events(document, LOCATION),
            lambda dialect=dialect: dialect.read_strategies(document),
            lambda dialect=dialect: dialect.read_strategy(document),
        )
    ]
    readers += [
        lambda: refusal_of(document),
        lambda: v1_search.days_of(document),
        lambda: v1_search.filters_of(document),
    ]
    for reader in readers:
        with suppress(WireError):
            reader()


def _small(data: bytes) -> None:
    """The texts of single fields and headers."""
    text = _text(data)
    wait = wait_of(text)
    assert 1 <= wait <= 300, "waits too little or too long"
    wall_clock(text)


def _file(name: str, data: bytes) -> Path:
    path = SHELF / name
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def _profile(data: bytes) -> None:
    SHELF.chmod(0o700)
    _file("fuzz.toml", data)
    configured({}, read_profile(SHELF, "fuzz"), named="fuzz")


PROFILE = b"""\
base_url = "https://api.example.org/api"
partner_token = "abc"
user_token = "def"
location = 4564
zone = "Europe/Riga"
settle = 180
[reading]
week = "sunday"
[limits]
creations = 200
"""
CALENDAR = b"""\
BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;TZID=Europe/Riga:20270104T080000\r
DURATION:PT1H\r
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5\r
EXDATE;TZID=Europe/Riga:20270107T080000\r
SUMMARY:Team\r
END:VEVENT\r
END:VCALENDAR\r
"""
RULES = (
    b"DTSTART:20270104T080000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20280101T080000",
    b"DTSTART:20270129T080000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=29;COUNT=7",
)
ROWS: tuple[Row, ...] = (
    Began("0" * 64, "the target", ASKED[0]),
    Looked(3, (Seen(5, ASKED[0]), Seen(6, ASKED[1]))),
    Intended(1, ASKED, "0" * 64),
    Answered(1, Outcome.REJECTED, Reason.CONFLICT, (), ASKED[:1], 5, "Busy"),
    Removed(5, Outcome.UNKNOWN, Reason.TIMEOUT),
    Ended("DONE"),
)


def _read(path: Path) -> bytes:
    return path.read_bytes()


PARSERS: dict[str, Parser] = {
    "plan": Parser(read_plan, tuple(plan_text(plan_of(count)).encode() for count in (1, 4))),
    "answer": Parser(_answer, (v1(some_events()), v2(some_events()), *map(_read, sorted(FOLDER.rglob("*.json"))))),
    "field": Parser(_small, (b"120", b"Sun, 06 Nov 2094 08:49:37 GMT", b"2027-01-11T10:00:00+03:00", b"2027-01-11 10:00:00")),
    "profile": Parser(_profile, (PROFILE,)),
    "calendar": Parser(lambda data: read_calendar(_text(data), date(2027, 1, 1), date(2027, 12, 31), "Europe/Riga"), (CALENDAR,)),
    "rule": Parser(lambda data: from_rrule(_text(data)), RULES),
    "dates": Parser(
        lambda data: date_lists(str(_file("dates", data)), WANTED),
        (
            *(_read(EXAMPLES / name) for name in ("dates-before.txt", "dates-after.txt", "classes.csv")),
            CALENDAR,
            SNAPSHOT,
        ),
    ),
    "scenario": Parser(lambda data: read_scenarios(str(_file("scenario.toml", data))), (_read(EXAMPLES / "scenario.toml"),)),
    "row": Parser(lambda data: read_row(parse(data)), tuple(json.dumps(row_document(row)).encode() for row in ROWS)),
}  # fmt: skip
