"""Clashes and proposals for people and programs. Decides words only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.clashing import Found, Sight
from frontdesk.dates.edits import KEYS, edit_words, edits_written
from frontdesk.render.columns import json_text
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import moment
from frontdesk.words.small import weekday
from recurrence import Edit
from recurrence.analysis.clashes import Against, Busy, By, Clash, Force
from recurrence.analysis.proposals import Choice, Proposal, Way

SCHEMA = "recurrence.clashes/1"


def as_text(found: Found, console: Console) -> Iterator[str]:
    """Each class that clashes, with what and what can be done; then the edits, where they were asked for."""
    yield from drawn(console, width_of(console), map(Text, _lines(found)))
    if found.edits is not None:
        yield from _taken(found.edits)
    yield from drawn(console, width_of(console), (Text(f"Note: {visible(note)}") for note in found.notes))


def as_json(found: Found) -> Iterator[str]:
    """The shape `recurrence.clashes/1`."""
    slots = _slots(found.sight)
    names = [each.name for each in found.sight.planned]
    fields: dict[str, object] = {
        "classes": len(slots),
        "already_there": found.sight.there,
        "clashing": len(found.choices),
        "choices": [_choice_fields(choice, names[choice.series], slots) for choice in found.choices],
        "edits": None
        if found.edits is None
        else [{"class": name, **_edit_fields(edits)} for name, edits in found.edits.items()],
        "notes": list(found.notes),
    }
    yield json_text(SCHEMA, fields)


def clash_fields(clash: Clash, slots: Sequence[Busy]) -> dict[str, object]:
    """A clash with the class that has it, for programs."""
    return {
        "class": slots[clash.slot].title,
        "start": slots[clash.slot].start.isoformat(),
        "by": clash.by.value,
        "id": clash.who,
        "against": clash.against.value,
        "force": clash.force.value,
        "other": None if clash.other is None else _other_fields(clash.other),
    }


# --- words ----------------------------------------------------------------------------------------------------------


def _lines(found: Found) -> Iterator[str]:
    sight = found.sight
    total = len(_slots(sight))
    there = f"; {sight.there:,} of them {'is' if sight.there == 1 else 'are'} there already" * bool(
        sight.there
    )
    clashing = (
        f"{len(found.choices):,} of {total:,} classes clash"
        if found.choices
        else f"None of {total:,} classes clashes"
    )
    yield f"{clashing}{there}."
    for choice in found.choices:
        slot = choice.planned
        yield ""
        yield f"{visible(sight.planned[choice.series].name)}, {moment(slot.start)}-{slot.end:%H:%M}"
        for clash in choice.clashes:
            yield f"  {_clash(clash, sight.staff)}"
        yield from (f"  {line}" for line in _proposals(choice))
    if found.choices:
        yield ""
        yield from _about_force(found.choices)


def _clash(clash: Clash, staff: Mapping[int, str]) -> str:
    known = staff.get(clash.who, "")
    who = f"resource {clash.who}"
    if clash.by is By.STAFF:
        who = f"{visible(known, 40)} ({clash.who})" if known else f"team member {clash.who}"
    if clash.other is None:
        return f"{who} does not work then"
    if clash.against is Against.ABSENCE:
        return f"{who} is away {_until(clash.other, of_days=True)}"
    kinds = {
        Against.EVENT: f"event {clash.other.id}",
        Against.ENTRY: "in a calendar",
        Against.CLASS: "planned too",
    }
    title = visible(clash.other.title, 40) or "something"
    return f"{who} is taken by {title} ({kinds[clash.against]}), {_until(clash.other)}"


def _until(other: Busy, *, of_days: bool = False) -> str:
    if of_days:
        return f"{other.start:%Y-%m-%d} until {other.end:%Y-%m-%d}"
    same = other.start.date() == other.end.date()
    return (
        f"{moment(other.start)} to {other.end:%H:%M}"
        if same
        else f"{moment(other.start)} to {moment(other.end)}"
    )


def _proposals(choice: Choice) -> Iterator[str]:
    """A line for each way, the first marked."""
    for way in dict.fromkeys(proposal.way for proposal in choice.proposals):
        starts = [_start(each) for each in choice.proposals if each.way is way and each.start]
        mark = ">" if choice.first.way is way else " "
        yield f"{mark} {way.value}" + (f": {', '.join(starts)}" if starts and way is not Way.STAY else "")


def _start(proposal: Proposal) -> str:
    """What is different: the time of that day, the day with the same time, or both."""
    if proposal.start is None:
        return ""
    if proposal.way is Way.DAY:
        return f"{weekday(proposal.start)} {proposal.start:%Y-%m-%d}"
    return f"{proposal.start:%H:%M}" if proposal.way is Way.TIME else moment(proposal.start)


def _about_force(choices: Iterable[Choice]) -> Iterator[str]:
    clashes = [clash for choice in choices for clash in choice.clashes]
    if any(clash.force is Force.PRESUMABLY for clash in clashes):
        yield (
            "The API's force creates a class in spite of people and resources that are taken; presumably it "
            "covers all of these, work hours included. The documentation does not say so outright."
        )
    if any(clash.force is Force.UNKNOWN_THERE for clash in clashes):
        yield "The service knows nothing of calendar entries: it would create those classes without force."


def _taken(edits: Mapping[str, Sequence[Edit]]) -> Iterator[str]:
    if not edits:
        return
    yield "\nWith the first proposal (>) of each taken no clashes remain. As options of\n`recur plan`:\n"
    for name, each in edits.items():
        yield f"{visible(name)}:\n"
        words = list(edit_words(each))
        pairs = [words[place : place + 2] for place in range(0, len(words), 2)]
        yield from (f"  {' '.join(shell_lines(pair))}\n" for pair in pairs)


# --- JSON -----------------------------------------------------------------------------------------------------------


def _slots(sight: Sight) -> list[Busy]:
    return [slot for each in sight.planned for slot in each.series.slots]


def _choice_fields(choice: Choice, name: str, slots: Sequence[Busy]) -> dict[str, object]:
    return {
        "class": name,
        "start": choice.planned.start.isoformat(),
        "end": choice.planned.end.isoformat(),
        "clashes": [clash_fields(clash, slots) for clash in choice.clashes],
        "proposals": [
            {"way": each.way.name.lower(), "start": each.start.isoformat() if each.start else None}
            for each in choice.proposals
        ],
    }


def _edit_fields(edits: Iterable[Edit]) -> dict[str, object]:
    written = list(edits_written(edits))
    return {key: [text for name, text in written if name == key] for key in KEYS}


def _other_fields(other: Busy) -> dict[str, object]:
    return {
        "event": other.id,
        "title": other.title,
        "start": other.start.isoformat(),
        "end": other.end.isoformat(),
    }
