"""What stands below the list: what was not drawn, notes on the whole, and how far readings differ."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from frontdesk.dates.notes import NOT_COMPARED
from frontdesk.dates.preview import Preview
from frontdesk.dates.single_changes import Changes
from frontdesk.shell.asking import question_words
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.words.note_words import Told
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

_MOST_NAMED = 4


def remarks(preview: Preview, left: str, language: Language = "en") -> Iterator[Text]:
    """The closing lines; `left` says what of a long pattern was not drawn."""
    if left:
        yield Text(left, style="bold")
    for note in preview.notes:
        yield Text(note.said(language))
    if preview.tz_version:
        zone = {"zone": preview.request.zone, "version": preview.tz_version}
        yield Text(Told("offsets", zone).said(language))
    if preview.ambiguity is None:
        yield Text(Told("too_many").said(language))
    else:
        yield from map(Text, _readings(preview, preview.ambiguity, language))


def _readings(preview: Preview, found: "Ambiguity", language: Language) -> Iterator[str]:
    if found.readings == 1:
        left_out = any(note.kind == NOT_COMPARED for note in preview.notes)
        name = f"readings.{'compared' if left_out else 'documented'}"
        yield Told(name if found.agreed else f"{name}.none").said(language)
        return
    refusing = sum(group.refusal is not None for group in found.groups)
    numbers = {
        "readings": found.readings,
        "contested": len(found.contested),
        "agreed": len(found.agreed),
        "refusing": refusing,
    }
    yield Told("readings.refuse" if refusing else "readings.differ", numbers).said(language)
    request = preview.request
    words = question_words(request.strategy, request.window, request.event)
    yield from shell_lines(in_language(["recur", "ambiguity", *words], language), "  ")
    for change, moments in _additions(preview, found).items():
        named = ", ".join(_day(preview, moment, language) for moment in moments[:_MOST_NAMED])
        more = len(moments) - _MOST_NAMED
        facts = {"change": change, "moments": named, "more": more}
        yield "  " + Told("adds.more" if more > 0 else "adds", facts).said(language)


def _additions(preview: Preview, found: "Ambiguity") -> dict[str, list[datetime]]:
    """The single changes of the reading that add dates, each with those."""
    planned = {line.planned for line in preview.lines}
    changes = Changes(preview.request, found)
    added: dict[str, list[datetime]] = {}
    for moment in found.contested:
        if moment not in planned:
            for change in changes.bringing(moment):
                added.setdefault(change, []).append(moment)
    return added


def _day(preview: Preview, moment: datetime, language: Language) -> str:
    """A date in short, with its time where that is not the one of the list."""
    same = any(line.planned.time() == moment.time() for line in preview.lines[:1])
    return voice("note", language).forms["day_named"](moment) + ("" if same else f" {moment:%H:%M}")
