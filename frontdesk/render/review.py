"""A plan for the person who has to agree to it: what is there, what would come, what is sent, and the next command.

Decides the order and the marks; the words are `plan_words.py`'s, calendars and columns those of every view.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rich.console import Console
from rich.text import Text

from frontdesk.dates.notes import Note
from frontdesk.dates.preview import Line
from frontdesk.dates.previewing import preview_of
from frontdesk.dates.request import Request
from frontdesk.render import closing
from frontdesk.render.advice import on_form
from frontdesk.render.layout import calendars_and_list, drawn, width_of
from frontdesk.render.listing import listing
from frontdesk.render.month import Mark, month_block
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import (
    apply_command,
    dates,
    events,
    is_undo,
    limits_line,
    moment,
    request_lines,
    source_line,
    verdict_line,
)
from recurrence import ContentType, Why
from recurrence.interop.phrase import sentence
from recurrence.walltime import locate, tz_version
from sync.plan import LIMITS, Action, Do, Level, Plan
from sync.planfile import digest_of

MARKS = {
    Do.CREATE: Mark("+", "bold green", "to create"),
    Do.DELETE: Mark("x", "bold red", "to delete"),
    Do.KEEP: Mark("=", "bold yellow", "kept"),
    Do.PRESENT: Mark("=", "cyan", "already there"),
    Do.LEFT_OUT: Mark("-", "dim", "left out"),
}
"""How each day is marked; where a day has several, the first of these."""

MOST_MONTHS = 24


def review(plan: Plan, path: str | None, console: Console) -> Iterator[str]:
    """The review in parts; `path`: the plan's file, as the next command names it."""
    width = width_of(console)
    yield from drawn(console, width, opening(plan))
    yield from drawn(console, width, _body(plan, width))
    yield from drawn(console, width, judgement(plan))
    yield from drawn(console, width, ground(plan))
    # A command is copied whole: it is broken where a shell allows it, never wrapped.
    yield "\n".join(next_lines(plan, path)) + "\n"


def opening(plan: Plan) -> Iterator[Text]:
    """What is copied, and by which strategy."""
    yield Text(source_line(plan), style="bold")
    if is_undo(plan):
        said = f"Undo: {events(len(plan.deletes))} that a plan created and nobody has touched"
        yield Text(said + (" would be deleted." if plan.deletes else "; nothing to delete."))
    elif plan.recipe is not None:
        strategy, window, reading = plan.recipe
        number = f" (strategy {strategy.id})" if strategy.id else ""
        if strategy.title:
            yield Text(visible(strategy.title) + number)
        yield Text(sentence(strategy, window, plan.source.start, reading))
    yield Text()


# --- calendars and the list ---------------------------------------------------------------------------------------


def _body(plan: Plan, width: int) -> Iterator[Text]:
    months = list(dict.fromkeys(_month(action.start) for action in plan.actions))
    shown = set(months[:MOST_MONTHS])
    actions = [action for action in plan.actions if _month(action.start) in shown]
    if not actions:
        return
    marks = marks_of(actions)
    sunday = plan.recipe is not None and plan.recipe.reading.week == "sunday"
    blocks = [month_block(year, month, marks, 6 if sunday else 0) for year, month in months[:MOST_MONTHS]]
    table = listing(lines_of(actions, offsets_of(plan, actions)))
    yield from calendars_and_list(blocks, _legend(actions, months[:MOST_MONTHS]), table, width)
    if left := len(plan.actions) - len(actions):
        last = moment(plan.actions[-1].start)
        yield Text(f"… and {left:,} more until {last}: --format json has all.", style="bold")
        yield Text()


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def marks_of(actions: list[Action]) -> dict[date, Mark]:
    """The mark of each day; of several actions the first kind of `MARKS`."""
    rank = list(MARKS)
    by_weight = sorted(actions, key=lambda action: rank.index(action.do), reverse=True)
    return {action.start.date(): MARKS[action.do] for action in by_weight}


def _legend(actions: list[Action], months: list[tuple[int, int]]) -> Text:
    used = {action.do for action in actions}
    entries = [
        Text.assemble((mark.sign, mark.style), f" {mark.meaning}") for do, mark in MARKS.items() if do in used
    ]
    numbers = [year * 12 + month for year, month in months]
    gaps = any(later - earlier > 1 for earlier, later in pairwise(numbers))
    return Text("   ").join([*entries, *([Text("empty months are left out")] if gaps else [])])


def offsets_of(plan: Plan, actions: list[Action]) -> list[tuple[timedelta, ...]]:
    """The offsets of each start by the tz database of today; none without a zone."""
    if plan.zone is None:
        return [() for _ in actions]
    return [local.offsets for local in locate([action.start for action in actions], plan.zone)]


def lines_of(actions: list[Action], offsets: list[tuple[timedelta, ...]]) -> list[Line]:
    """The actions as lines of a list, those that change something numbered."""
    lines, number = [], 0
    for action, offset in zip(actions, offsets, strict=True):
        counted = action.do in {Do.CREATE, Do.DELETE}
        number += counted
        note = Note("plan", action.start, remark(action), ())
        lines.append(
            Line(
                number if counted else None,
                action.start,
                action.start,
                offset,
                (note,) if note.text else (),
            )
        )
    return lines


def remark(action: Action) -> str:
    """What there is to say about one line of a plan."""
    ids = ", ".join(map(str, action.events))
    about = f"event {ids}" if len(action.events) == 1 else f"events {ids}"
    plain = action.why == Why.PATTERN.value
    why = visible(action.why)
    if action.do is Do.CREATE:
        return "" if plain else why
    if action.do is Do.PRESENT:
        return f"already there: {about}"
    if action.do is Do.DELETE:
        return about
    return f"{action.do.value}: {why}" + (f", {about}" if ids else "")


# --- what it comes to ---------------------------------------------------------------------------------------------


def judgement(plan: Plan) -> Iterator[Text]:
    """Counts, and what must be confirmed, what forbids, what to know."""
    yield Text(counts(plan), style="bold")
    for level, head, style in (
        (Level.REFUSE, "Cannot be applied:", "bold red"),
        (Level.CONFIRM, "To be confirmed by number:", "bold yellow"),
        (Level.NOTE, "To know:", ""),
    ):
        found = [verdict for verdict in plan.verdicts if verdict.level is level]
        if found:
            yield Text(head, style=style)
        yield from (Text(f"  {verdict_line(verdict)}") for verdict in found)
    yield from map(Text, on_form(plan))


def counts(plan: Plan) -> str:
    """How many of each, in one line."""
    words = {
        Do.CREATE: "to create",
        Do.PRESENT: "already there",
        Do.LEFT_OUT: "left out",
        Do.DELETE: "to delete",
        Do.KEEP: "kept",
    }
    counts = {do: sum(action.do is do for action in plan.actions) for do in words}
    always = Do.DELETE if is_undo(plan) else Do.CREATE
    return " · ".join(f"{counts[do]:,} {word}" for do, word in words.items() if counts[do] or do is always)


def ground(plan: Plan) -> Iterator[Text]:
    """What is copied and sent, and on the ground of what."""
    if plan.manner.content_type is ContentType.APPOINTMENTS and plan.creates:
        each = f"{plan.source.records_count:,} of the event, at each of {dates(len(plan.creates))}"
        yield Text(f"Appointments copied: {plan.copies:,} ({each}).")
    if plan.recipe is not None and not is_undo(plan):
        strategy, window, reading = plan.recipe
        request = Request(strategy, window, plan.source.start, reading)
        yield from closing.remarks(preview_of(request), "")
    yield from map(Text, _clocks(plan))
    if plan.versions.holidays is not None:
        yield Text(f"Public holidays: {visible(plan.versions.holidays)}.")
    if plan.limits != LIMITS and not is_undo(plan):
        yield Text(limits_line(plan.limits))
    engine = visible(plan.versions.engine)
    yield Text(f"Fingerprint of the event: {visible(plan.fingerprint[:12])}…; made with recur {engine}.")
    if plan.creates:
        yield Text()
        yield from map(Text, request_lines(plan))
    yield Text()


def _clocks(plan: Plan) -> Iterator[str]:
    seen = f"Seen {plan.taken_at:%Y-%m-%d %H:%M} UTC, {plan.local_now:%H:%M} on the location's clock"
    if plan.zone is None:
        yield f"Seen {plan.taken_at:%Y-%m-%d %H:%M} UTC. No time zone is known, so clock changes were not looked at."
        return
    here, then = tz_version(), visible(plan.versions.tz or "")
    by = "" if plan.versions.tz == here else f"; offsets here by {here}"
    yield f"{seen} ({plan.zone}, tz database {then}{by})."


def next_lines(plan: Plan, path: str | None) -> Iterator[str]:
    """The digest and the exact next command."""
    digest = digest_of(plan)
    yield f"Digest: {digest}"
    if any(verdict.level is Level.REFUSE for verdict in plan.verdicts):
        yield "This plan cannot be applied."
    elif not plan.creates and not plan.deletes:
        yield "There is nothing to do."
    elif path is not None:
        yield "To apply it:"
        yield from (f"  {line}" for line in shell_lines(apply_command(plan, path, digest)))
