"""`recur show` of a fleet: the review of all its plans, each held to its digest first. No network is asked."""

from argparse import Namespace
from collections.abc import Iterable

from frontdesk.errors import DONE, UsageError
from frontdesk.fleet.running import opened
from frontdesk.render import fleet_page, fleet_review
from frontdesk.render.layout import screen
from frontdesk.shell.compose import Desk
from frontdesk.shell.handing_out import columns_for, hand_out
from frontdesk.words.fleet_words import fleet_line
from recurrence import Problem

FORMATS = ("table", "json", "html", "md")


def show_fleet(options: Namespace, desk: Desk) -> int:
    """Print the review; the exit code."""
    if options.format not in FORMATS:
        allowed = "table, json, html or md for a fleet; one of its plans has the other formats"
        raise UsageError([Problem("format", options.format, allowed)])
    _, review = opened(options.plan)
    hand_out(desk, options, _rendered(review, options, desk))
    return DONE


def _rendered(review: fleet_review.FleetReview, options: Namespace, desk: Desk) -> Iterable[str]:
    """The review in the format that is wanted."""
    if options.format == "table":
        console = screen(desk.out, columns_for(options))
        return [f"{fleet_line(review.fleet)}\n", *fleet_review.as_text(review, console)]
    face = {"json": fleet_review.as_json, "html": fleet_page.as_html, "md": fleet_page.as_md}
    return face[options.format](review)
