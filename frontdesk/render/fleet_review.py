"""A fleet for the person who has to agree to it: what stands in the way first, then what it comes to, place by place.

Decides the order, which columns, and how much of a large fleet a terminal shows; pages and JSON have everything. The
words are `fleet_words.py`'s, those of verdicts `plan_words.py`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.render.columns import Column, json_text, table
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.fleet_words import apply_words, counts, effort, headline, named
from frontdesk.words.plan_words import verdict_line
from recurrence.interop.phrase import sentence
from sync.fleet import Fleet, Studio
from sync.fleet_totals import Line, Totals, days_of, totals_of
from sync.plan import Level, Verdict

SCHEMA = "recurrence.fleet-review/1"
MOST_PLACES, MOST_PLANS, MOST_TOLD = 60, 40, 12
HEADS = {
    Level.REFUSE: "Cannot be applied:",
    Level.CONFIRM: "To be confirmed by the number of all dates:",
    Level.NOTE: "To know:",
}
"""What stands above the verdicts of each level, the gravest first."""


class FleetReview(NamedTuple):
    """A fleet with each of its plans in a line; `path`: its folder, as commands name it."""

    fleet: Fleet
    lines: tuple[Line, ...]
    path: str

    @property
    def totals(self) -> Totals:
        """What the fleet comes to."""
        return totals_of(self.lines)

    @property
    def is_refused(self) -> bool:
        """Whether it can never be applied as a whole: one of its plans cannot."""
        return any(line.is_refused for line in self.lines)

    def places(self) -> Iterator[tuple[Studio, tuple[Line, ...]]]:
        """The locations, each with its lines."""
        first = 0
        for studio in self.fleet.studios:
            yield studio, self.lines[first : first + len(studio.plans)]
            first += len(studio.plans)

    def told(self, level: Level) -> Iterator[tuple[str, Verdict]]:
        """The verdicts of a level, each with the target that it is about."""
        for studio, lines in self.places():
            for line in lines:
                found = (verdict for verdict in line.verdicts if verdict.level is level)
                yield from ((named(line.sealed, studio.name), verdict) for verdict in found)


def as_text(review: FleetReview, console: Console) -> Iterator[str]:
    """The review in parts."""
    width = width_of(console)
    yield from drawn(console, width, [Text(headline(review.fleet), style="bold"), *_judgement(review)])
    yield "\n"
    yield from table(PLACE_COLUMNS, list(place_rows(review, MOST_PLACES)), console)
    yield from _more(len(review.fleet.studios) - MOST_PLACES, "locations")
    yield "\n"
    yield from table(PLAN_COLUMNS, list(plan_rows(review.lines[:MOST_PLANS])), console)
    yield from _more(len(review.lines) - MOST_PLANS, "plans")
    yield "\n"
    yield from drawn(console, width, [Text(counts(review.totals), style="bold"), Text(_effort(review))])
    yield "\n"
    # A command is copied whole: it is broken where a shell allows it, never wrapped.
    yield "\n".join(next_lines(review)) + "\n"


def _judgement(review: FleetReview) -> Iterator[Text]:
    styles = {Level.REFUSE: "bold red", Level.CONFIRM: "bold yellow", Level.NOTE: ""}
    for level, head in HEADS.items():
        found = list(review.told(level))
        if found:
            yield Text(head, style=styles[level])
        yield from (Text(f"  {target}: {verdict_line(verdict)}") for target, verdict in found[:MOST_TOLD])
        if len(found) > MOST_TOLD:
            yield Text(f"  … and {len(found) - MOST_TOLD:,} more: --format md, html or json has all.")


def _more(left: int, what: str) -> Iterator[str]:
    if left > 0:
        yield f"… and {left:,} more {what}: --format md, html or json has all.\n"


def _effort(review: FleetReview) -> str:
    return effort(review.totals.requests, review.totals.minutes)


def next_lines(review: FleetReview) -> Iterator[str]:
    """The digest, the exact next command, and how one plan is looked at."""
    yield f"Digest: {review.fleet.digest}"
    if review.is_refused:
        yield "This fleet cannot be applied: mend the file, and plan again."
    elif not review.totals.creates:
        yield "There is nothing to do."
    else:
        yield "To apply it:"
        words = list(apply_words(review.fleet, review.totals, review.path))
        yield from (f"  {line}" for line in shell_lines(words))
    first = review.fleet.plans[0]
    yield "To look at one of its plans, each date with its reason:"
    yield from (f"  {line}" for line in shell_lines(["recur", "show", plan_path(review, first[:2])]))


def plan_path(review: FleetReview, target: tuple[int, int]) -> str:
    """The file of a plan, as commands name it."""
    location, event = target
    return f"{review.path.rstrip('/')}/plans/{location}-{event}.json"


# --- tables -------------------------------------------------------------------------------------------------------

PLACE_COLUMNS = (
    Column("location", number="right"),
    Column("name", gives_way="yes"),
    Column("plans", number="right"),
    Column("create", number="right"),
    Column("there", number="right"),
    Column("out", number="right"),
    Column("requests", number="right"),
    Column("from"),
    Column("till"),
)
PLAN_COLUMNS = (
    Column("location", number="right"),
    Column("event", number="right"),
    Column("class", gives_way="yes"),
    Column("dates", gives_way="yes"),
    Column("create", number="right"),
)


def place_rows(review: FleetReview, most: int | None = None) -> Iterator[list[str]]:
    """A row for each location, then the sum."""
    for studio, lines in list(review.places())[:most]:
        yield _place_row(str(studio.location), studio.name, lines)
    yield _place_row("all", "", review.lines)


def _place_row(location: str, name: str, lines: Sequence[Line]) -> list[str]:
    totals, days = totals_of(lines), days_of(lines)
    numbers = (totals.plans, totals.creates, totals.present, totals.left_out, totals.requests)
    ends = [day.isoformat() for day in days] if days else ["", ""]
    return [location, visible(name), *(f"{number:,}" for number in numbers), *ends]


def plan_rows(lines: Sequence[Line]) -> Iterator[list[str]]:
    """A row for each plan: whom it copies, when, how many."""
    for line in lines:
        source = line.source
        title = visible(source.title).strip() or f"service {source.service_id}"
        staff = visible(source.staff_name) or f"staff {source.staff_id}"
        ids = [str(line.sealed.location), str(line.sealed.event)]
        yield [*ids, f"{title} with {staff}", _said(line), f"{line.totals.creates:,}"]


def _said(line: Line) -> str:
    """Which dates, in a sentence."""
    if line.recipe is None:
        return ""
    strategy, window, reading = line.recipe
    return sentence(strategy, window, line.source.start, reading)


# --- JSON ---------------------------------------------------------------------------------------------------------


def as_json(review: FleetReview) -> Iterator[str]:
    """The review as one object."""
    refusable = review.is_refused or not review.totals.creates
    command = [] if refusable else list(apply_words(review.fleet, review.totals, review.path))
    yield json_text(
        SCHEMA,
        {
            "digest": review.fleet.digest,
            "engine": review.fleet.engine,
            "host": review.fleet.host,
            "name": review.fleet.name,
            "is_refused": review.is_refused,
            "totals": _totals(review.totals),
            "problems": [
                {"target": target, "level": level.value, "code": verdict.code.value, "number": verdict.number}
                for level in HEADS
                for target, verdict in review.told(level)
            ],
            "locations": [_place(review, studio, lines) for studio, lines in review.places()],
            "apply": command,
        },
    )


def _place(review: FleetReview, studio: Studio, lines: Sequence[Line]) -> dict[str, object]:
    return {
        "location": studio.location,
        "name": studio.name,
        "totals": _totals(totals_of(lines)),
        "days": _days(days_of(lines)),
        "plans": [
            {
                "event": line.sealed.event,
                "digest": line.sealed.digest,
                "file": plan_path(review, line.sealed[:2]),
                "title": line.source.title,
                "staff_name": line.source.staff_name,
                "totals": _totals(line.totals),
                "days": _days(line.days),
            }
            for line in lines
        ],
    }


def _totals(totals: Totals) -> dict[str, int]:
    return {**totals._asdict(), "minutes": totals.minutes}


def _days(days: tuple[date, date] | None) -> list[str] | None:
    return None if days is None else [day.isoformat() for day in days]
