"""The cells of the wire matrix as values, and the one way to play each: the real client against the real emulator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sync.errors import CallFailed
from sync.events import Deleted, Event
from sync.http_api import Settings
from sync.outcome import Answer, Reason
from sync.wire.dialect import Generation
from sync.wire.v1_dialect import PAGE_SIZE
from tests.matrix import posts_v1, posts_v2, reads
from tests.matrix.studio import LOCATION, REQUEST, SHORT, SOURCE, Client, letters, stored, studio

NOWHERE = "http://127.0.0.1:9/api"
PATIENT = 30.0
SHORT_READ = 0.3


class Post(NamedTuple):
    """A fault that meets a POST, and what must come of it; `more` as in `posts_v1.py`."""

    generation: Generation
    row: str
    fault: str
    outcome: str
    stored: str
    more: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the cell is called, here and in the negative controls."""
        return f"{self.generation.value} {self.row} {self.fault}"


class Read(NamedTuple):
    """Faults that meet one read, and what must come of it; `more` as in `reads.py`."""

    generation: Generation
    row: str
    operation: str
    faults: str
    result: str
    arrivals: int
    more: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the cell is called."""
        return f"{self.generation.value} {self.row} {self.operation} {self.faults}"


class Seen(NamedTuple):
    """What came of a cell: as its row says it, plus what the tables do not spell out."""

    outcome: str
    stored: str
    more: Mapping[str, str]
    arrivals: int
    connections: int
    told: tuple[object, ...]


def posts() -> list[Post]:
    """All cells of the POST."""
    tables = ((Generation.V1, posts_v1.POSTS), (Generation.V2, posts_v2.POSTS))
    return [
        Post(generation, row, fault, outcome, made, _pairs(more))
        for generation, table in tables
        for row, fault, outcome, made, *more in _columns(table)
    ]


def all_reads() -> list[Read]:
    """All cells of the reads."""
    tables = ((Generation.V1, reads.READS_V1), (Generation.V2, reads.READS_V2))
    return [
        Read(generation, row, operation, faults, result, int(arrivals), _pairs(more))
        for generation, table in tables
        for row, operation, faults, result, arrivals, *more in _columns(table)
    ]


def _columns(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


def _pairs(cells: list[str]) -> dict[str, str]:
    return dict(pair.split(" ", 1) for cell in cells for pair in cell.split(", "))


def play_post(cell: Post, elsewhere: str = NOWHERE) -> Seen:
    """One POST that meets the fault; `elsewhere` is where redirects point."""
    operation, _, fault = cell.fault.rpartition(": ")
    hangs = cell.outcome.endswith("TIMEOUT")
    faults = {operation or "duplicate": [fault.format(elsewhere=elsewhere)]}
    with studio(faults) as emulator:
        settings = Settings(change_deadline=SHORT if hangs else PATIENT)
        client = Client(emulator.base_url, cell.generation, settings=settings)
        answer = client.api.duplicate(SOURCE, REQUEST)
        made = stored(emulator)
        emulator.advance(60)
        log = emulator.model.arrivals
        assert client.pace.waits == 1, "the pace was asked once"
        assert client.slept == [], "nothing was tried again"
        assert client.pace.penalties == ([] if answer.wait is None else [answer.wait])
        more = _facts(answer, made, stored(emulator), len(emulator.requests("duplicate")))
        named = f"{answer.kind.name} {answer.reason.name}"
        return Seen(named, made, more, len(log.requests), len(log.connections), (answer, client.api))


def _facts(answer: Answer, made: str, later: str, arrivals: int) -> dict[str, str]:
    """What is out of the ordinary, by the names that the table uses."""
    facts = {
        "wait": str(answer.wait),
        "named": letters(answer.named),
        "later": later,
        "arrivals": str(arrivals),
    }
    ordinary = {"wait": "None", "named": "-", "later": made, "arrivals": "1"}
    return {name: fact for name, fact in facts.items() if fact != ordinary[name]}


def play_read(cell: Read, elsewhere: str = NOWHERE) -> Seen:
    """One read that meets the faults."""
    operation, _, written = cell.faults.rpartition(": ")
    deadline = SHORT_READ if "TIMEOUT" in cell.result else SHORT if _may_hang(written) else PATIENT
    page = int(cell.more.get("page", PAGE_SIZE))
    faults = [fault.format(elsewhere=elsewhere) for fault in instructions(written)]
    with studio({operation or cell.operation: faults}) as emulator:
        settings = Settings(read_deadline=deadline, page_size=page)
        client = Client(emulator.base_url, cell.generation, settings=settings)
        result, told = _read(client, cell.operation)
        log = emulator.model.arrivals
        assert "page" in cell.more or client.slept == [0.5, 1.0][: client.pace.waits - 1], "waits grow"
        more = {"page": cell.more["page"]} if "page" in cell.more else {}
        if isinstance(told, CallFailed) and hasattr(told, "wait"):
            more["wait"] = str(told.wait)
        return Seen(
            result, stored(emulator), more, client.pace.waits, len(log.connections), (told, client.api)
        )


def instructions(written: str) -> list[str]:
    """The instructions of a cell of `reads.py`."""
    one, times, number = written.rpartition(" x")
    return [one] * int(number) if times else written.split(" ; ")


def _may_hang(written: str) -> bool:
    return any(name in written for name in ("hang", "drip-headers:0.15", "late-answer:30"))


def _read(client: Client, operation: str) -> tuple[str, object]:
    """The result as the tables spell it, and what was returned or raised."""
    try:
        if operation == "event":
            found = client.api.event(SOURCE)
            return _id(found), found
        events = client.api.events(LOCATION, date(2027, 1, 1), date(2027, 1, 31))
        return " ".join(map(_id, events)) or "-", events
    except CallFailed as error:
        return f"{type(error).__name__} {Reason(error.reason).name}", error


def _id(event: Event) -> str:
    return f"{event.id} deleted" if event.deleted is Deleted.YES else str(event.id)
