"""Files of dates laid side by side: plans, snapshots, previews, and bare lists of date-times.

Decides what kind of file it is by its content, which events of a snapshot are meant, and which days can be compared at
all: what a snapshot did not look at is neither there nor gone. Knows nothing of views.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from frontdesk.errors import ContentError, UsageError
from frontdesk.service.lookups import ids_of
from frontdesk.shell import arguments
from frontdesk.shell.files import read_json, text_of
from frontdesk.words.note_words import Told
from recurrence import Problem
from recurrence.analysis.compare import Difference, compare
from sync.events import Deleted, Event
from sync.plan import Do, Plan
from sync.planfile import SCHEMA as PLAN
from sync.progress import margin_of
from sync.snapshot import SCHEMA as SNAPSHOT
from sync.snapshot import Snapshot

PREVIEW = "recurrence.preview/1"
LINE_ALLOWED = "a local date-time written YYYY-MM-DDTHH:MM:SS, one a line"
_MOST_TOLD = 20


class File(NamedTuple):
    """A file as it was read: a plan, a snapshot, or the date-times of a preview or a list."""

    path: str
    kind: str
    content: Plan | Snapshot | tuple[datetime, ...]


class Side(NamedTuple):
    """One side of a comparison: its file, the date-times compared, and how many lie outside the days compared.

    `wanted`: which events of a snapshot were taken.
    """

    file: File
    moments: tuple[datetime, ...]
    outside: int
    wanted: "Wanted"

    @property
    def about(self) -> str:
        """The same in words; empty for all events, and where there are none to choose from."""
        return " and ".join(f"{word} {', '.join(map(str, ids))}" for word, ids in self.wanted.named)


class Compared(NamedTuple):
    """Two sides, the days compared (None: all), what differs, and what there is to know."""

    sides: tuple[Side, Side]
    days: tuple[date, date] | None
    difference: Difference
    notes: tuple[Told, ...]


class Wanted(NamedTuple):
    """Which events of a snapshot are meant: of these services and staff, where any are named."""

    services: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()

    @property
    def named(self) -> list[tuple[str, tuple[int, ...]]]:
        """What is chosen by which ids; nothing for all events."""
        return [(name, ids) for name, ids in (("service", self.services), ("staff", self.staff)) if ids]

    def has(self, event: Event) -> bool:
        """Whether an event is meant."""
        return (not self.services or event.service_id in self.services) and (
            not self.staff or event.staff_id in self.staff
        )


def compared_of(options: Namespace) -> Compared:
    """The comparison that a parsed command line asks for. Raises `UsageError`, and what reading the files raises."""
    problems: list[Problem] = []
    event = ids_of([options.event] if options.event is not None else [], "event", problems)
    wanted = Wanted(ids_of(options.service, "service", problems), ids_of(options.staff, "staff", problems))
    bounds = tuple(
        None if text is None else arguments.day(text, name, problems)
        for name, text in (("from", options.start), ("till", options.till))
    )
    if event and wanted != Wanted():
        problems.append(
            Problem("event", event[0], "the place of --service and --staff: give one or the other")
        )
    if problems:
        raise UsageError(problems)
    files = read_file(options.old), read_file(options.new)
    if event:
        wanted = _of_event(files, event[0])
    elif wanted == Wanted():
        wanted = _of_plan(files)
    return _compared(files, wanted, bounds[0], bounds[1])


def _compared(files: tuple[File, File], wanted: Wanted, first: date | None, last: date | None) -> Compared:
    every = [tuple(_moments(file, wanted)) for file in files]
    days = _days(files, every, first, last)
    kept = [tuple(at for at in moments if _within(at, days)) for moments in every]
    sides = [
        Side(file, some, len(moments) - len(some), wanted if file.kind == "snapshot" else Wanted())
        for file, moments, some in zip(files, every, kept, strict=True)
    ]
    return Compared((sides[0], sides[1]), days, compare(*kept), tuple(_notes(sides)))


def _within(at: datetime, days: tuple[date, date] | None) -> bool:
    return days is None or days[0] <= at.date() <= days[1]


def _days(
    files: Sequence[File], every: Sequence[Sequence[datetime]], first: date | None, last: date | None
) -> tuple[date, date] | None:
    """The days to compare: those that each snapshot looked at and, beside one, those of the other file's dates.

    `--from` and `--till` take the place of the latter, and never reach beyond a snapshot.
    """
    spans = [_shown(file.content) for file in files if isinstance(file.content, Snapshot)]
    if first is not None or last is not None:
        spans.append((first or date.min, last or date.max))
    elif len(spans) == 1:
        spans += [
            (min(moments).date(), max(moments).date())
            for file, moments in zip(files, every, strict=True)
            if file.kind != "snapshot" and moments
        ]
    return (max(span[0] for span in spans), min(span[1] for span in spans)) if spans else None


def _shown(snapshot: Snapshot) -> tuple[date, date]:
    """The days of which a snapshot tells what there was: a search may show only events to come.

    If it shows one that has begun, it shows the others too.
    """
    if any(event.start < snapshot.local_now for event in snapshot.events):
        return snapshot.first, snapshot.last
    hidden = snapshot.local_now + margin_of(snapshot.zone)
    return max(snapshot.first, hidden.date() + timedelta(days=1)), snapshot.last


def _notes(sides: Sequence[Side]) -> Iterator[Told]:
    for side in sides:
        content = side.file.content
        if isinstance(content, Snapshot) and side.wanted == Wanted():
            kinds = {event.identity[:2] for event in content.events}
            if len(kinds) > 1:
                yield Told("compare.kinds", {"path": side.file.path, "kinds": len(kinds)})
        if side.outside:
            yield Told("compare.outside", {"path": side.file.path, "number": side.outside})


# --- which events -------------------------------------------------------------------------------------------------


def _of_event(files: Sequence[File], number: int) -> Wanted:
    """The service and staff of an event that a snapshot has. Raises `UsageError`."""
    for file in files:
        if isinstance(file.content, Snapshot):
            for event in (*file.content.events, file.content.source):
                if event is not None and event.id == number:
                    return Wanted((event.service_id,), (event.staff_id,))
    raise UsageError([Problem("event", number, "the id of an event in a snapshot that is compared")])


def _of_plan(files: Sequence[File]) -> Wanted:
    """The service and staff that the plan among the files is about; all events where there is none."""
    for file in files:
        if isinstance(file.content, Plan):
            return Wanted((file.content.source.service_id,), (file.content.source.staff_id,))
    return Wanted()


def _moments(file: File, wanted: Wanted) -> Iterator[datetime]:
    content = file.content
    if isinstance(content, Plan):
        yield from (action.start for action in content.actions if action.do in {Do.CREATE, Do.PRESENT})
    elif isinstance(content, Snapshot):
        there = (event for event in content.events if event.deleted is not Deleted.YES)
        yield from (event.start for event in there if wanted.has(event))
    else:
        yield from content


# --- reading ------------------------------------------------------------------------------------------------------


def read_file(path: str) -> File:
    """A file of dates, whatever its kind. Raises `FileError`, `ContentError`, or `PlanRefused`."""
    text = text_of(path)
    if not text.lstrip().startswith(("{", "[")):
        return File(path, "dates", _lines(path, text))
    document = read_json(path)
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema == PLAN:
        from frontdesk.plans.case import read_case

        plan = read_case(path).plan
        if any(action.do in {Do.DELETE, Do.KEEP} for action in plan.actions):
            raise ContentError(
                path, [Problem("actions", "delete", "dates to create: this plan undoes another")]
            )
        return File(path, "plan", plan)
    if schema == SNAPSHOT:
        from frontdesk.service.snapshots import snapshot_of_file

        return File(path, "snapshot", snapshot_of_file(path))
    if schema == PREVIEW and isinstance(document, dict):
        return File(path, "preview", _occurrences(path, document.get("occurrences")))
    known = f"{PLAN}, {SNAPSHOT} or {PREVIEW}, or a file of date-times"
    raise ContentError(path, [Problem("schema", schema, known)])


def _occurrences(path: str, found: object) -> tuple[datetime, ...]:
    if not isinstance(found, list):
        raise ContentError(path, [Problem("occurrences", found, "a list of date-times")])
    texts = [(f"occurrences[{number}]", text) for number, text in enumerate(found)]
    return _read(path, texts)


def _lines(path: str, text: str) -> tuple[datetime, ...]:
    lines = [(f"line {number}", line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    return _read(path, [(place, line) for place, line in lines if line])


def _read(path: str, texts: Sequence[tuple[str, object]]) -> tuple[datetime, ...]:
    """The date-times of texts, each with its place. Raises `ContentError` with the first of all that are wrong."""
    moments, problems = [], []
    for place, text in texts:
        noted: list[Problem] = []
        found = arguments.moment(text, place, noted) if isinstance(text, str) else None
        if found is None:
            hint = noted[0].hint if noted else ""
            problems.append(Problem(place, text, LINE_ALLOWED, hint))
        else:
            moments.append(found)
    if len(problems) > _MOST_TOLD:
        more = Problem("and more", len(problems) - _MOST_TOLD, "no others like these")
        problems = [*problems[:_MOST_TOLD], more]
    if problems:
        raise ContentError(path, problems)
    return tuple(moments)
