"""A plan for the person who has to agree to it: what is there, what would come, what is sent, and the next command.

Decides the order and the marks; the words are `plan_words.py`'s, calendars and columns those of every view.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.console import Console
from rich.text import Text

from frontdesk.dates.notes import Note
from frontdesk.dates.preview import Line
from frontdesk.dates.previewing import preview_of
from frontdesk.dates.request import Request
from frontdesk.render import closing
from frontdesk.render.advice import on_form
from frontdesk.render.as_table import titled
from frontdesk.render.grids import gaps_told, legend_line
from frontdesk.render.layout import calendars_and_list, drawn, width_of
from frontdesk.render.listing import listing
from frontdesk.render.month import Mark, month_block
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import (
    apply_command,
    is_undo,
    limits_line,
    request_lines,
    source_line,
    verdict_line,
    why_text,
)
from frontdesk.words.voices import voice
from recurrence import ContentType, Why
from recurrence.interop.phrase import sentence
from recurrence.interop.tongue import Language, Tongue
from recurrence.walltime import locate, tz_version
from sync.plan import LIMITS, Action, Do, Level, Plan
from sync.planfile import digest_of

MARKS = {
    Do.CREATE: Mark("+", "bold green", "create"),
    Do.DELETE: Mark("x", "bold red", "delete"),
    Do.KEEP: Mark("=", "bold yellow", "kept"),
    Do.PRESENT: Mark("=", "cyan", "present"),
    Do.LEFT_OUT: Mark("-", "dim", "left_out"),
}
"""How each day is marked; where a day has several, the first of these."""

MOST_MONTHS = 24


def review(plan: Plan, path: str | None, console: Console, language: Language = "en") -> Iterator[str]:
    """The review in parts; `path`: the plan's file, as the next command names it."""
    width = width_of(console)
    yield from drawn(console, width, opening(plan, language))
    yield from drawn(console, width, _body(plan, width, language))
    yield from drawn(console, width, judgement(plan, language))
    yield from drawn(console, width, ground(plan, language))
    # A command is copied whole: it is broken where a shell allows it, never wrapped.
    yield "\n".join(next_lines(plan, path, language)) + "\n"


def opening(plan: Plan, language: Language = "en") -> Iterator[Text]:
    """What is copied, and by which strategy."""
    yield Text(source_line(plan, language), style="bold")
    if is_undo(plan):
        name = "undo" if plan.deletes else "undo.none"
        yield Text(voice("plan", language).say(name, number=len(plan.deletes)))
    elif plan.recipe is not None:
        strategy, window, reading = plan.recipe
        if strategy.title:
            yield Text(titled(strategy, language))
        yield Text(sentence(strategy, window, plan.source.start, reading, language=language))
    yield Text()


# --- calendars and the list ---------------------------------------------------------------------------------------


def _body(plan: Plan, width: int, language: Language) -> Iterator[Text]:
    months = list(dict.fromkeys(_month(action.start) for action in plan.actions))
    shown = months[:MOST_MONTHS]
    actions = [action for action in plan.actions if _month(action.start) in set(shown)]
    if not actions:
        return
    marks = marks_of(actions)
    sunday = plan.recipe is not None and plan.recipe.reading.week == "sunday"
    blocks = [month_block(*month, marks, 6 if sunday else 0, language) for month in shown]
    table = listing(lines_of(actions, offsets_of(plan, actions), language), language)
    used = [MARKS[action.do] for action in actions]
    legend = legend_line(used, [*MARKS.values()], gaps_told(shown, language), language)
    yield from calendars_and_list(blocks, legend, table, width)
    if left := len(plan.actions) - len(actions):
        last = plan.actions[-1].start
        yield Text(voice("plan", language).say("more_actions", left=left, last=last), style="bold")
        yield Text()


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def marks_of(actions: list[Action]) -> dict[date, Mark]:
    """The mark of each day; of several actions the first kind of `MARKS`."""
    rank = list(MARKS)
    by_weight = sorted(actions, key=lambda action: rank.index(action.do), reverse=True)
    return {action.start.date(): MARKS[action.do] for action in by_weight}


def offsets_of(plan: Plan, actions: list[Action]) -> list[tuple[timedelta, ...]]:
    """The offsets of each start by the tz database of today; none without a zone."""
    if plan.zone is None:
        return [() for _ in actions]
    return [local.offsets for local in locate([action.start for action in actions], plan.zone)]


def lines_of(
    actions: list[Action], offsets: list[tuple[timedelta, ...]], language: Language = "en"
) -> list[Line]:
    """The actions as lines of a list, those that change something numbered."""
    lines, number = [], 0
    for action, offset in zip(actions, offsets, strict=True):
        counted = action.do in {Do.CREATE, Do.DELETE}
        number += counted
        note = Note("plan", action.start, remark(action, language), ())
        lines.append(
            Line(
                number if counted else None,
                action.start,
                action.start,
                offset,
                (note,) if note.told else (),
            )
        )
    return lines


def remark(action: Action, language: Language = "en") -> str:
    """What there is to say about one line of a plan."""
    speak, about = voice("plan", language), {"events": action.events}
    why = why_text(action.why, language)
    if action.do is Do.CREATE:
        return "" if action.why == Why.PATTERN.value else why
    if action.do is Do.PRESENT:
        return speak.say("line.present", **about)
    if action.do is Do.DELETE:
        return speak.say("line.events", **about)
    told = speak.say(f"line.{action.do.name.lower()}", why=why)
    return speak.say("line.about", told=told, **about) if action.events else told


# --- what it comes to ---------------------------------------------------------------------------------------------


def judgement(plan: Plan, language: Language = "en") -> Iterator[Text]:
    """Counts, and what must be confirmed, what forbids, what to know."""
    yield Text(counts(plan, language), style="bold")
    for level, style in ((Level.REFUSE, "bold red"), (Level.CONFIRM, "bold yellow"), (Level.NOTE, "")):
        found = [verdict for verdict in plan.verdicts if verdict.level is level]
        if found:
            yield Text(voice("plan", language).say(f"level.{level.value}"), style=style)
        yield from (Text(f"  {verdict_line(verdict, language)}") for verdict in found)
    yield from map(Text, on_form(plan, language))


def counts(plan: Plan, language: Language = "en") -> str:
    """How many of each, in one line."""
    speak, always = voice("plan", language), Do.DELETE if is_undo(plan) else Do.CREATE
    found = {do: sum(action.do is do for action in plan.actions) for do in _COUNTED}
    told = {do: number for do, number in found.items() if number or do is always}
    return " · ".join(speak.say(f"count.{do.name.lower()}", number=number) for do, number in told.items())


_COUNTED = (Do.CREATE, Do.PRESENT, Do.LEFT_OUT, Do.DELETE, Do.KEEP)


def ground(plan: Plan, language: Language = "en") -> Iterator[Text]:
    """What is copied and sent, and on the ground of what."""
    speak = voice("plan", language)
    if plan.manner.content_type is ContentType.APPOINTMENTS and plan.creates:
        facts = {"copies": plan.copies, "records": plan.source.records_count, "number": len(plan.creates)}
        yield Text(speak.say("copies", **facts))
    if plan.recipe is not None and not is_undo(plan):
        strategy, window, reading = plan.recipe
        request = Request(strategy, window, plan.source.start, reading)
        yield from closing.remarks(preview_of(request), "", language)
    yield Text(_clocks(plan, speak))
    if plan.versions.holidays is not None:
        yield Text(speak.say("holidays", provider=visible(plan.versions.holidays)))
    if plan.limits != LIMITS and not is_undo(plan):
        yield Text(limits_line(plan.limits, language))
    fingerprint, engine = visible(plan.fingerprint[:12]), visible(plan.versions.engine)
    yield Text(speak.say("fingerprint", fingerprint=fingerprint, engine=engine))
    if plan.creates:
        yield Text()
        yield from map(Text, request_lines(plan, language=language))
    yield Text()


def _clocks(plan: Plan, speak: Tongue) -> str:
    taken = f"{plan.taken_at:%Y-%m-%d %H:%M}"
    if plan.zone is None:
        return speak.say("seen.no_zone", taken=taken)
    here, then = tz_version(), visible(plan.versions.tz or "")
    by = "" if plan.versions.tz == here else speak.say("seen.here", version=here)
    facts = {"local": f"{plan.local_now:%H:%M}", "zone": plan.zone, "version": then}
    return speak.say("seen", taken=taken, here=by, **facts)


def next_lines(plan: Plan, path: str | None, language: Language = "en") -> Iterator[str]:
    """The digest and the exact next command."""
    digest, speak = digest_of(plan), voice("plan", language)
    yield speak.say("digest", digest=digest)
    if any(verdict.level is Level.REFUSE for verdict in plan.verdicts):
        yield speak.say("cannot")
    elif not plan.creates and not plan.deletes:
        yield speak.say("nothing")
    elif path is not None:
        yield speak.say("apply")
        yield from (f"  {line}" for line in shell_lines(apply_command(plan, path, digest)))
