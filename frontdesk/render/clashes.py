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
from frontdesk.words.voices import voice
from recurrence import Edit
from recurrence.analysis.clashes import Against, Busy, By, Clash, Force
from recurrence.analysis.proposals import Choice, Proposal, Way
from recurrence.interop.tongue import Language, Tongue

SCHEMA = "recurrence.clashes/1"


def as_text(found: Found, console: Console, language: Language = "en") -> Iterator[str]:
    """Each class that clashes, with what and what can be done; then the edits, where they were asked for."""
    speak, view = voice("class", language), voice("view", language)
    yield from drawn(console, width_of(console), map(Text, _lines(found, speak)))
    if found.edits is not None:
        yield from _taken(found.edits, speak)
    notes = (view.say("note", note=visible(note.said(language))) for note in found.notes)
    yield from drawn(console, width_of(console), map(Text, notes))


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
        "notes": [note.said() for note in found.notes],
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


def _lines(found: Found, speak: Tongue) -> Iterator[str]:
    sight = found.sight
    facts = {"clashing": len(found.choices), "number": len(_slots(sight))}
    there = speak.say("there", number=sight.there) if sight.there else ""
    yield speak.say("clashing" if found.choices else "clashing.none", there=there, **facts)
    for choice in found.choices:
        slot, name = choice.planned, visible(sight.planned[choice.series].name)
        yield ""
        yield speak.say("planned", name=name, start=slot.start, end=f"{slot.end:%H:%M}")
        for clash in choice.clashes:
            yield f"  {_clash(clash, sight.staff, speak)}"
        yield from (f"  {line}" for line in _proposals(choice, speak))
    if found.choices:
        yield ""
        yield from _about_force(found.choices, speak)


def _clash(clash: Clash, staff: Mapping[int, str], speak: Tongue) -> str:
    known, other = staff.get(clash.who, ""), clash.other
    name = "staff" if clash.by is By.STAFF else "resource"
    if clash.by is By.STAFF and known:
        name = "staff.named"
    who = speak.say(name, name=visible(known, 40), id=clash.who)
    if other is None:
        return speak.say("no_work", who=who)
    if clash.against is Against.ABSENCE:
        return speak.say("away", who=who, first=other.start.date(), last=other.end.date())
    kind = speak.say(f"kind.{clash.against.name.lower()}", id=other.id)
    title = visible(other.title, 40) or speak.say("something")
    until = "until.same" if other.start.date() == other.end.date() else "until.other"
    span = speak.say(until, start=other.start, end=other.end)
    return speak.say("taken", who=who, title=title, kind=kind, until=span)


def _proposals(choice: Choice, speak: Tongue) -> Iterator[str]:
    """A line for each way, the first marked."""
    for way in dict.fromkeys(proposal.way for proposal in choice.proposals):
        starts = [_start(each, speak) for each in choice.proposals if each.way is way and each.start]
        mark, told = ">" if choice.first.way is way else " ", speak.say(f"way.{way.name.lower()}")
        yield f"{mark} {told}" + (f": {', '.join(starts)}" if starts and way is not Way.STAY else "")


def _start(proposal: Proposal, speak: Tongue) -> str:
    """What is different: the time of that day, the day with the same time, or both."""
    if proposal.start is None:
        return ""
    form = {Way.DAY: "day_named", Way.TIME: "clock"}.get(proposal.way, "stamp")
    return speak.forms[form](proposal.start)


def _about_force(choices: Iterable[Choice], speak: Tongue) -> Iterator[str]:
    clashes = [clash for choice in choices for clash in choice.clashes]
    for force, name in ((Force.PRESUMABLY, "presumably"), (Force.UNKNOWN_THERE, "unknown_there")):
        if any(clash.force is force for clash in clashes):
            yield speak.say(f"force.{name}")


def _taken(edits: Mapping[str, Sequence[Edit]], speak: Tongue) -> Iterator[str]:
    if not edits:
        return
    yield f"\n{speak.say('taken_first')}\n"
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
