"""A comparison of plan and service to be handed on: as a sheet (a page, a text), and as a calendar file.

Decides how a day with a difference is marked, and what a calendar says of it. The words are those of `verification.py`.
"""

from collections.abc import Iterator
from datetime import date, datetime

from frontdesk.render import review
from frontdesk.render.events_ics import Seen, seen_as_ics
from frontdesk.render.sheet import Kind, Row, Section, Sheet, drawn_for, heading
from frontdesk.render.verification import Compared, difference, remarks, settling
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import target_line
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language
from sync.plan import Do
from sync.verify import What

AS_PLANNED = Kind("class", "●", "as_planned")
HERE = Kind("noted", "➜", "here")
KINDS = {
    What.MISSING: Kind("closed", "✕", "missing"),
    What.MOVED: Kind("noted", "~", "moved"),
    What.EXTRA: Kind("elsewhere", "+", "extra"),
}
"""How a day with a difference is marked; where a day has several, the first of these."""


def sheet_of_comparison(compared: Compared, language: Language = "en") -> Sheet:
    """The sheet of a comparison."""
    plan, found = compared.plan, compared.found
    head = next(review.opening(plan, language)).plain
    marks = {start.date(): AS_PLANNED for start in found.equal} | _marks_of_findings(compared)
    drawn = drawn_for(marks)
    first, *more, last = remarks(compared, language)
    sunday = plan.recipe is not None and plan.recipe.reading.week == "sunday"
    return Sheet(
        visible(head.rstrip()),
        f"{target_line(plan, language)}. {first} {last}",
        {day: kind for day, kind in marks.items() if drawn.has(day)},
        tuple(_rows(compared, language)),
        tuple(_sections(compared, more, language)),
        drawn,
        6 if sunday else 0,
        (AS_PLANNED, *KINDS.values(), HERE),
        language,
    )


def comparison_as_ics(compared: Compared, stamp: datetime, language: Language = "en") -> Iterator[str]:
    """What exists, confirmed, each difference with what it is; what is missing, tentative. `stamp`: when it was seen."""
    findings = compared.found.findings
    gone = {finding.start for finding in findings if finding.what is not What.EXTRA}
    planned = {action.start for action in compared.plan.actions if action.do in {Do.CREATE, Do.PRESENT}}
    seen = [Seen(start) for start in planned - gone]
    for finding in findings:
        told = difference(finding, compared, language)
        exists = finding.what is not What.MISSING
        seen.append(Seen(finding.found or finding.start, told, finding.event if exists else None, exists))
    return seen_as_ics(compared.plan, sorted(seen), stamp, language)


def _marks_of_findings(compared: Compared) -> dict[date, Kind]:
    findings = compared.found.findings
    marks = {finding.found.date(): HERE for finding in findings if finding.found is not None}
    for what, kind in reversed(KINDS.items()):
        marks |= {finding.start.date(): kind for finding in findings if finding.what is what}
    return marks


def _rows(compared: Compared, language: Language) -> Iterator[Row]:
    """Every start once, those that are as planned numbered; a difference with its sentence."""
    lines: list[tuple[datetime, str]] = [(start, "") for start in compared.found.equal]
    lines += [(finding.start, difference(finding, compared, language)) for finding in compared.found.findings]
    weekday, number = voice("view", language).forms["weekday_short"], 0
    for start, note in sorted(lines):
        number += not note
        shown = "" if note else str(number)
        yield Row(shown, weekday(start), f"{start:%Y-%m-%d}", f"{start:%H:%M}", "", note)


def _sections(compared: Compared, more: list[str], language: Language) -> Iterator[Section]:
    if more:
        yield Section(heading("to_know", language), tuple(more))
    if command := tuple(settling(compared, language)):
        yield Section(heading("comes_next", language), command)
