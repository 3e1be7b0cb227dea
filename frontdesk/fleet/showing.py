"""`recur show` of a fleet: the review of all its plans, each held to its digest first. No network is asked."""

from argparse import Namespace

from frontdesk.errors import DONE, UsageError
from frontdesk.fleet.running import opened
from frontdesk.render import fleet_page, fleet_review
from frontdesk.render.layout import screen
from frontdesk.service.lookups import write
from frontdesk.shell.compose import Desk
from frontdesk.words.fleet_words import fleet_line
from recurrence import Problem

FORMATS = ("table", "json", "html", "md")


def show_fleet(options: Namespace, desk: Desk) -> int:
    """Print the review; the exit code."""
    if options.format not in FORMATS:
        allowed = "table, json, html or md for a fleet; one of its plans has the other formats"
        raise UsageError([Problem("format", options.format, allowed)])
    _, review = opened(options.plan)
    if options.format == "table":
        write(desk, [f"{fleet_line(review.fleet)}\n"])
        write(desk, fleet_review.as_text(review, screen(desk.out, None)))
    else:
        face = {"json": fleet_review.as_json, "html": fleet_page.as_html, "md": fleet_page.as_md}
        write(desk, face[options.format](review))
    return DONE
