"""Views that are made to be handed on: a calendar file, a page, a picture, a text. Loaded when one is asked for."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from frontdesk.dates.preview import Preview
from frontdesk.errors import UsageError
from frontdesk.shell.arguments import whole_number
from frontdesk.shell.compose import Desk
from recurrence import Problem
from recurrence.interop.tongue import Language
from sync.plan import Plan

if TYPE_CHECKING:
    from frontdesk.render.sheet import Sheet
    from frontdesk.render.verification import Compared

LONGEST = 7 * 24 * 60


def shared(preview: Preview, options: Namespace, desk: Desk) -> Iterator[str]:
    """The preview in one of the formats ics, html, svg and md, in parts."""
    if options.format == "ics":
        from frontdesk.render.as_ics import Manner, as_ics

        manner = Manner(desk.now(), _length(options.length), options.rrule, options.language)
        return as_ics(preview, manner)
    from frontdesk.render.sheet import sheet_of

    return sheet_as(options.format, sheet_of(preview, options.language))


def shared_plan(plan: Plan, path: str, wanted: str, language: Language = "en") -> Iterator[str]:
    """A plan in one of these formats, in parts; `path`: its file, as the next command names it."""
    if wanted == "ics":
        from frontdesk.render.events_ics import plan_as_ics

        return plan_as_ics(plan, language)
    from frontdesk.render.plan_sheet import sheet_of_plan

    return sheet_as(wanted, sheet_of_plan(plan, path, language))


def shared_comparison(
    compared: "Compared", wanted: str, stamp: datetime, language: Language = "en"
) -> Iterator[str]:
    """A comparison of plan and service in one of the formats ics, html and md; `stamp`: when it was made."""
    from frontdesk.render.verified_sheet import comparison_as_ics, sheet_of_comparison

    if wanted == "ics":
        return comparison_as_ics(compared, stamp, language)
    return sheet_as(wanted, sheet_of_comparison(compared, language))


def sheet_as(wanted: str, sheet: "Sheet") -> Iterator[str]:
    """A sheet as html, svg or md, in parts."""
    if wanted == "html":
        from frontdesk.render.as_html import as_html

        return as_html(sheet)
    if wanted == "svg":
        from frontdesk.render.as_svg import as_svg

        return as_svg(sheet)
    from frontdesk.render.as_md import as_md

    return as_md(sheet)


def _length(text: str | None) -> timedelta:
    problems: list[Problem] = []
    minutes = 0 if text is None else whole_number(text, "length", problems)
    if minutes is not None and not 0 <= minutes <= LONGEST:
        problems.append(Problem("length", minutes, f"0 to {LONGEST:,} minutes"))
    if problems or minutes is None:
        raise UsageError(problems)
    return timedelta(minutes=minutes)
