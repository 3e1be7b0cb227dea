"""A comparison of plan and service: calendars, how many dates are as planned, and every difference; or as JSON.

Decides signs and their order. What differs is `sync.verify`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.render.columns import json_text
from frontdesk.render.grids import month_grids
from frontdesk.render.layout import drawn, width_of
from frontdesk.render.month import Mark
from frontdesk.shell.commands import shell_lines
from frontdesk.words.conditions import condition
from frontdesk.words.plan_words import is_undo
from frontdesk.words.voices import voice
from recurrence import DOCUMENTED
from recurrence.analysis.ambiguity import Group
from recurrence.interop.tongue import Language, Tongue
from sync.plan import Do, Plan
from sync.planfile import digest_of
from sync.progress import Status
from sync.verify import Finding, Verification, What

SCHEMA = "recurrence.verification/1"
KEPT = "kept"
MISSING = {
    None: "there_before",
    Status.PLANNED: "planned",
    Status.UNKNOWN: "unknown",
    Status.CREATED: "created",
    Status.REJECTED: "rejected",
    Status.FOREIGN: "foreign",
}
"""Why a planned date may be missing, by what the journal knew of it; texts of `plan_texts.py`."""

AS_PLANNED = Mark("=", "green", "as_planned")
MARKS = {
    What.MISSING: Mark("-", "bold red", "missing"),
    What.MOVED: Mark("~", "bold yellow", "moved"),
    What.EXTRA: Mark("+", "bold cyan", "extra"),
}
"""How a day with a difference is marked; where a day has several, the first of these."""

HERE = Mark(">", "yellow", "here")


class Compared(NamedTuple):
    """A comparison: of which plan and file; `journal`: kept, missing or damaged; the readings that agree (None: not
    asked, since the dates were sent one by one).
    """

    plan: Plan
    path: str
    found: Verification
    journal: str
    readings: Sequence[Group] | None = None


def as_text(compared: Compared, console: Console, language: Language = "en") -> Iterator[str]:
    """The comparison for a person."""
    width, speak = width_of(console), voice("plan", language)
    if marks := _days(compared.found):
        plan = compared.plan
        sunday = 6 if plan.recipe is not None and plan.recipe.reading.week == "sunday" else 0
        legend = (AS_PLANNED, *MARKS.values(), HERE)
        yield from drawn(console, width, month_grids(marks, legend, width, sunday, language))
    yield from drawn(console, width, (Text(line.rstrip("\n")) for line in _lines(compared, speak)))
    # A command is copied whole: it is broken where a shell allows it, never wrapped.
    yield from (f"{line}\n" for line in settling(compared, language))


def settling(compared: Compared, language: Language) -> Iterator[str]:
    """The command that settles what is not known, if there is such a thing."""
    if is_undo(compared.plan) and compared.found.findings:
        yield voice("plan", language).say("undo.settle")
        yield from shell_lines(["recur", "show", compared.path], "  ")
    unresolved = [finding for finding in compared.found.findings if finding.status is Status.UNKNOWN]
    if unresolved and compared.journal == KEPT:
        yield voice("plan", language).say("settle")
        yield from shell_lines(["recur", "resume", compared.path], "  ")


def remarks(compared: Compared, language: Language) -> list[str]:
    """How many dates are as planned, what there is to know, and whether all is equal: one sentence each, the outcome last."""
    speak = voice("plan", language)
    told = [_number_as_planned(compared, speak)]
    told += [speak.say(f"journal.{compared.journal}")] if compared.journal != KEPT else []
    return [*told, *_readings(compared, speak), _outcome(compared, speak)]


def difference(finding: Finding, compared: Compared, language: Language) -> str:
    """A difference in a sentence."""
    return _told(finding, compared, voice("plan", language))


def _lines(compared: Compared, speak: Tongue) -> Iterator[str]:
    if compared.journal != KEPT:
        yield speak.say(f"journal.{compared.journal}")
    yield _number_as_planned(compared, speak)
    yield from _differences(compared, speak)
    yield from _readings(compared, speak)
    yield _outcome(compared, speak)


def _number_as_planned(compared: Compared, speak: Tongue) -> str:
    """How many dates exist as planned; of an undo, how many events are gone."""
    plan, found = compared.plan, compared.found
    if is_undo(plan):
        number = len(plan.deletes)
        return speak.say("undo.gone", gone=number - len(found.findings), number=number)
    wanted = sum(action.do in {Do.CREATE, Do.PRESENT} for action in plan.actions)
    return speak.say("as_planned", equal=len(found.equal), number=wanted)


def _outcome(compared: Compared, speak: Tongue) -> str:
    equal = "undo.equal" if is_undo(compared.plan) else "equal"
    return speak.say(equal if compared.found.is_equal else "different")


def _days(found: Verification) -> dict[date, Mark]:
    """The mark of each day: a difference before what is as planned."""
    marks = {start.date(): AS_PLANNED for start in found.equal}
    marks |= {finding.found.date(): HERE for finding in found.findings if finding.found is not None}
    for what, mark in reversed(MARKS.items()):
        marks |= {finding.start.date(): mark for finding in found.findings if finding.what is what}
    return marks


def told_by_start(compared: Compared) -> dict[datetime, list[str]]:
    """Each difference in a line, by the date that it is about; but for what the journal knew would be missing."""
    told: dict[datetime, list[str]] = {}
    for finding in compared.found.findings:
        if finding.what is not What.MISSING or finding.status in {None, Status.CREATED}:
            told.setdefault(finding.start, []).append(f"  {difference(finding, compared, 'en')}\n")
    return told


def _differences(compared: Compared, speak: Tongue) -> Iterator[str]:
    yield from (f"  {_told(finding, compared, speak)}" for finding in compared.found.findings)


def _told(finding: Finding, compared: Compared, speak: Tongue) -> str:
    facts = {"start": finding.start, "event": finding.event, "found": finding.found}
    if is_undo(compared.plan):
        return speak.say("undo.left", **facts)
    if finding.what is not What.MISSING:
        return speak.say(f"finding.{finding.what.value}", **facts)
    why = speak.say(f"missing.{MISSING[finding.status] if compared.journal == KEPT else 'no_journal'}")
    return speak.say("finding.missing.event" if finding.event else "finding.missing", **facts, why=why)


def _readings(compared: Compared, speak: Tongue) -> Iterator[str]:
    """Which readings of the documentation the service's dates agree with."""
    groups = compared.readings
    if groups is None:
        return
    agreeing = [reading for group in groups for reading in group.readings]
    if not agreeing:
        yield speak.say("readings.none")
    elif DOCUMENTED in agreeing:
        yield speak.say("readings.documented")
    else:
        axes = [axis for axis in DOCUMENTED._fields if len({getattr(each, axis) for each in agreeing}) == 1]
        changed = [axis for axis in axes if getattr(agreeing[0], axis) != getattr(DOCUMENTED, axis)]
        told = "; ".join(condition(axis, getattr(agreeing[0], axis), speak.language) for axis in changed)
        yield speak.say("readings.other", conditions=told or speak.say("readings.several"))


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
