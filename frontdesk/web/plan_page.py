"""A plan as a page of the planner: whom it is for, verdicts, counts, months, the list, what is sent, the next command.

The words are those of the review in the terminal; decides the order here, and the marks of the days.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from frontdesk.render import review
from frontdesk.render.plan_sheet import sheet_of_plan
from frontdesk.render.sheet import Section, Sheet, heading
from frontdesk.shell.commands import shell_lines
from frontdesk.web.cells import heads, told
from frontdesk.web.months import Month, gathered, months, used
from frontdesk.web.result import MOST_ROWS, Row
from frontdesk.web.words import WEEKDAYS, WORDS
from frontdesk.words.plan_words import apply_command, is_production, target_line, verdict_line
from recurrence.interop.tongue import LANGUAGES, Language
from sync.plan import Do, Level, Plan
from sync.planfile import digest_of

MARKS = {
    Do.CREATE: "create",
    Do.PRESENT: "there",
    Do.LEFT_OUT: "left",
    Do.DELETE: "delete",
    Do.KEEP: "kept",
}
_LEVELS = {Level.REFUSE: "plan_refuse", Level.CONFIRM: "plan_confirm", Level.NOTE: "plan_note"}


class Review(NamedTuple):
    """What the page of a plan shows. `command` is None where the plan cannot be applied, or has nothing to do."""

    title: str
    target: str
    is_production: bool
    sentence: str
    counts: str
    verdicts: list[tuple[str, str, list[str]]]
    months: list[Month]
    legend: list[str]
    rows: list[Row]
    rows_left: int
    ground: Section
    digest: str
    command: str | None
    is_refused: bool
    until: date | None


def plan_page(plan: Plan, path: str) -> Callable[[Language], Mapping[str, Any]]:
    """The page of a plan by language; `path`: its file, as the next command names it."""
    sheets = {language: sheet_of_plan(plan, path, language) for language in LANGUAGES}
    digest = digest_of(plan)

    def content(language: Language) -> Mapping[str, Any]:
        sheet = sheets[language]
        return {
            "plan": _review(plan, sheet, path, digest, language),
            "heads": heads(language, sunday=sheet.first_weekday == 6),
            "cells": lambda month: told(month, language),
        }

    return content


def _review(plan: Plan, sheet: Sheet, path: str, digest: str, language: Language) -> Review:
    days = [action.start.date() for action in plan.actions] or [plan.source.start.date()]
    marks = gathered(
        *(
            (mark, [action.start.date() for action in plan.actions if action.do is do])
            for do, mark in MARKS.items()
        ),
        ("source", [plan.source.start.date()]),
    )
    grid = months(min(days), max(days), marks, sheet.first_weekday)
    until = date(grid[-1].year, grid[-1].month, 1)
    refused = any(verdict.level is Level.REFUSE for verdict in plan.verdicts)
    idle = not plan.creates and not plan.deletes
    target, counts = target_line(plan, language), review.counts(plan, language)
    return Review(
        title=sheet.title,
        target=target,
        is_production=is_production(plan),
        sentence=sheet.sentence.removeprefix(f"{target}.").removesuffix(f"{counts}.").strip(),
        counts=counts,
        verdicts=list(_verdicts(plan, language)),
        months=grid,
        legend=used(grid),
        rows=list(_rows(plan, sheet, language)),
        rows_left=max(0, len(sheet.rows) - MOST_ROWS),
        ground=next(section for section in sheet.sections if section.title == heading("stands_on", language)),
        digest=digest,
        command=None if refused or idle else "\n".join(shell_lines(apply_command(plan, path, digest))),
        is_refused=refused,
        until=until if (max(days).year, max(days).month) > (until.year, until.month) else None,
    )


def _verdicts(plan: Plan, language: Language) -> Iterator[tuple[str, str, list[str]]]:
    """The verdicts by level, gravest first: the level, its title, what it says."""
    for level, title in _LEVELS.items():
        told = [verdict_line(verdict, language) for verdict in plan.verdicts if verdict.level is level]
        if told:
            yield level.value, WORDS[language][title], told


def _rows(plan: Plan, sheet: Sheet, language: Language) -> Iterator[Row]:
    for action, row in list(zip(plan.actions, sheet.rows, strict=True))[:MOST_ROWS]:
        day = WEEKDAYS[language][action.start.isoweekday() % 7]
        yield Row(row.number, day, action.start.date(), row.time, row.offset, row.note)
