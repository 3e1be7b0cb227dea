"""A comparison of plan and service: calendars, how many dates are as planned, and every difference; or as JSON.

Decides signs and their order. What differs is `sync.verify`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.render.columns import json_text
from frontdesk.render.grids import month_grids
from frontdesk.render.layout import drawn, width_of
from frontdesk.render.month import Mark
from frontdesk.shell.commands import shell_lines
from frontdesk.words.conditions import condition
from frontdesk.words.plan_words import dates, moment
from recurrence import DOCUMENTED
from recurrence.analysis.ambiguity import Group
from sync.plan import Do, Plan
from sync.planfile import digest_of
from sync.progress import Status
from sync.verify import Finding, Verification, What

SCHEMA = "recurrence.verification/1"
KEPT = "kept"
MISSING = {
    None: "it was there when the plan was made",
    Status.PLANNED: "it was never asked for",
    Status.UNKNOWN: "it was asked for, and may still come into being",
    Status.CREATED: "it was created, and is gone",
    Status.REJECTED: "the service refused it",
    Status.FOREIGN: "somebody else had taken its place",
}
"""Why a planned date may be missing, by what the journal knew of it."""

AS_PLANNED = Mark("=", "green", "as planned")
MARKS = {
    What.MISSING: Mark("-", "bold red", "missing"),
    What.MOVED: Mark("~", "bold yellow", "moved"),
    What.EXTRA: Mark("+", "bold cyan", "extra"),
}
"""How a day with a difference is marked; where a day has several, the first of these."""

HERE = Mark(">", "yellow", "moved to here")


class Compared(NamedTuple):
    """A comparison: of which plan and file; `journal`: kept, missing or damaged; the readings that agree (None: not
    asked, since the dates were sent one by one).
    """

    plan: Plan
    path: str
    found: Verification
    journal: str
    readings: Sequence[Group] | None = None


def as_text(compared: Compared, console: Console) -> Iterator[str]:
    """The comparison for a person."""
    width = width_of(console)
    if marks := _days(compared.found):
        plan = compared.plan
        sunday = 6 if plan.recipe is not None and plan.recipe.reading.week == "sunday" else 0
        legend = (AS_PLANNED, *MARKS.values(), HERE)
        yield from drawn(console, width, month_grids(marks, legend, width, sunday))
    yield from drawn(console, width, (Text(line.rstrip("\n")) for line in _lines(compared)))
    unresolved = [finding for finding in compared.found.findings if finding.status is Status.UNKNOWN]
    if unresolved and compared.journal == KEPT:
        yield "To settle what is not known:\n"
        # A command is copied whole: it is broken where a shell allows it, never wrapped.
        yield from (f"  {line}\n" for line in shell_lines(["recur", "resume", compared.path]))


def _lines(compared: Compared) -> Iterator[str]:
    wanted = sum(action.do in {Do.CREATE, Do.PRESENT} for action in compared.plan.actions)
    if compared.journal != KEPT:
        yield (
            f"The journal of this plan is {compared.journal} here: an event at a planned time counts as the plan's.\n"
        )
    yield f"As planned: {len(compared.found.equal):,} of {dates(wanted)}.\n"
    yield from differences(compared.found, compared.journal)
    yield from _readings(compared)
    if compared.found.is_equal:
        yield "Equal: every planned date exists exactly once.\n"
    else:
        yield "Different. Nothing is created or deleted by itself.\n"


def _days(found: Verification) -> dict[date, Mark]:
    """The mark of each day: a difference before what is as planned."""
    marks = {start.date(): AS_PLANNED for start in found.equal}
    marks |= {finding.found.date(): HERE for finding in found.findings if finding.found is not None}
    for what, mark in reversed(MARKS.items()):
        marks |= {finding.start.date(): mark for finding in found.findings if finding.what is what}
    return marks


def differences(found: Verification, journal: str = KEPT) -> Iterator[str]:
    """Each difference in a line."""
    for finding in found.findings:
        yield f"  {finding.what.value}: {_told(finding, journal)}\n"


def _told(finding: Finding, journal: str) -> str:
    event = f"event {finding.event}"
    if finding.what is What.MOVED and finding.found is not None:
        return f"{moment(finding.start)}: {event} is at {moment(finding.found)} now"
    if finding.what is What.EXTRA:
        return f"{moment(finding.start)}: {event} is there besides; delete it by hand if it is not wanted"
    which = f" ({event})" if finding.event else ""
    why = MISSING[finding.status] if journal == KEPT else "it is not there"
    return f"{moment(finding.start)}: {why}{which}"


def _readings(compared: Compared) -> Iterator[str]:
    """Which readings of the documentation the service's dates agree with."""
    groups = compared.readings
    if groups is None:
        return
    agreeing = [reading for group in groups for reading in group.readings]
    if not agreeing:
        yield "The service's dates are those of no reading of the documentation.\n"
    elif DOCUMENTED in agreeing:
        yield "The service's dates are those of the documented reading.\n"
    else:
        axes = [axis for axis in DOCUMENTED._fields if len({getattr(each, axis) for each in agreeing}) == 1]
        changed = [axis for axis in axes if getattr(agreeing[0], axis) != getattr(DOCUMENTED, axis)]
        told = "; ".join(condition(axis, getattr(agreeing[0], axis)) for axis in changed)
        yield f"The service reads the documentation in another way: {told or 'in one of several ways'}.\n"


def as_json(compared: Compared) -> Iterator[str]:
    """The comparison as one object."""
    groups = compared.readings
    readings = None if groups is None else [each._asdict() for group in groups for each in group.readings]
    yield json_text(
        SCHEMA,
        {
            "plan": digest_of(compared.plan),
            "host": compared.plan.host,
            "location": compared.plan.location,
            "journal": compared.journal,
            "is_equal": compared.found.is_equal,
            "equal": [start.isoformat() for start in compared.found.equal],
            "findings": [_finding(finding) for finding in compared.found.findings],
            "readings": readings,
        },
    )


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "what": finding.what.value,
        "start": finding.start.isoformat(),
        "event": finding.event,
        "found": finding.found.isoformat() if finding.found else None,
        "status": finding.status.value if finding.status else None,
    }
