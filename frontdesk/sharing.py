"""Views that are made to be handed on: a calendar file, a page, a picture, a text. Loaded when one is asked for."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta

from frontdesk.arguments import whole_number
from frontdesk.compose import Desk
from frontdesk.errors import UsageError
from frontdesk.preview import Preview
from recurrence import Problem

LONGEST = 7 * 24 * 60


def shared(preview: Preview, options: Namespace, desk: Desk) -> Iterator[str]:
    """The preview in one of the formats ics, html, svg and md, in parts."""
    if options.format == "ics":
        from frontdesk.render.as_ics import Manner, as_ics

        return as_ics(preview, Manner(desk.now(), _length(options.length), repeating=options.rrule))
    from frontdesk.render.sheet import sheet_of

    sheet = sheet_of(preview)
    if options.format == "html":
        from frontdesk.render.as_html import as_html

        return as_html(sheet)
    if options.format == "svg":
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
