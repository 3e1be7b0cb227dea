"""How an undo ended: what became of each event, and the next command. As text, or as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontdesk.render.columns import json_text
from frontdesk.shell.commands import shell_lines
from frontdesk.words.ending_words import CODES
from frontdesk.words.plan_words import events, moment
from sync.plan import Do, Plan
from sync.planfile import digest_of
from sync.steps import Ending
from sync.undo import TOUCHED, UNKNOWN

SCHEMA = "recurrence.undone/1"
AWAY = ("deleted", "gone")


class Undone(NamedTuple):
    """An undo that ended: of which plan and file, how, and what became of each event that it came to."""

    plan: Plan
    path: str
    ending: Ending
    fates: Mapping[int, str]


def as_text(undone: Undone) -> Iterator[str]:
    """The last lines of an undo."""
    counts, total = Counter(undone.fates.values()), len(undone.plan.deletes)
    away = sum(counts[fate] for fate in AWAY)
    before = f", {counts['gone']:,} of them already before" if counts["gone"] else ""
    yield f"Sure: {away:,} of {events(total)} {'is' if total == 1 else 'are'} gone{before}.\n"
    starts = {event: action.start for action in undone.plan.actions for event in action.events}
    for event, fate in undone.fates.items():
        if fate not in AWAY:
            yield f"  {_told(fate)}: event {event}, {moment(starts[event])}{_why(fate)}\n"
    untried = [event for event in undone.plan.deletes if event not in undone.fates]
    if untried:
        yield f"Not tried: {events(len(untried))}.\n"
    yield from _next(undone)


def _told(fate: str) -> str:
    if fate == UNKNOWN:
        return "NOT SURE, may or may not be deleted"
    return "kept" if fate in TOUCHED else "not deleted"


def _why(fate: str) -> str:
    return "" if fate == UNKNOWN else f": {fate}"


def _next(undone: Undone) -> Iterator[str]:
    if undone.ending is Ending.DONE:
        yield "Done: what the plan created and nobody has touched is gone.\n"
    elif undone.ending is Ending.DRIFT:
        yield "Done, but for events that were touched since the review: they are kept, and yours to look at.\n"
    else:
        if undone.ending is Ending.NOT_AUTHORISED:
            yield "To get a new user token:\n  recur login\n"
        yield "To go on where it stopped:\n"
        yield from (f"  {line}\n" for line in shell_lines(["recur", "resume", undone.path]))


def as_json(undone: Undone) -> Iterator[str]:
    """The result as one object."""
    listed = [
        {"event": event, "start": action.start.isoformat(), "fate": undone.fates.get(event, "not tried")}
        for action in undone.plan.actions
        if action.do is Do.DELETE
        for event in action.events
    ]
    yield json_text(
        SCHEMA,
        {
            "plan": digest_of(undone.plan),
            "host": undone.plan.host,
            "location": undone.plan.location,
            "ending": undone.ending.name,
            "exit_code": CODES[undone.ending],
            "events": listed,
        },
    )
