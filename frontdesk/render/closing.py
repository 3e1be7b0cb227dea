"""What stands below the list: what was not drawn, notes on the whole, and how far readings differ."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from frontdesk.asking import question_words
from frontdesk.commands import shell_lines
from frontdesk.conditions import Changes
from frontdesk.notes import NOT_COMPARED
from frontdesk.preview import Preview
from frontdesk.render.words import dates, weekday

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

_MOST_NAMED = 4


def remarks(preview: Preview, left: str) -> Iterator[Text]:
    """The closing lines; `left` says what of a long pattern was not drawn."""
    if left:
        yield Text(left, style="bold")
    for note in preview.notes:
        yield Text(note.text)
    if preview.tz_version:
        yield Text(f"Offsets: {preview.request.zone}, tz database {preview.tz_version}.")
    if preview.ambiguity is None:
        yield Text("These are too many dates to compare with those of other readings.")
    else:
        yield from map(Text, _readings(preview, preview.ambiguity))


def _readings(preview: Preview, found: "Ambiguity") -> Iterator[str]:
    if found.readings == 1:
        left_out = any(note.kind == NOT_COMPARED for note in preview.notes)
        which = "that was compared" if left_out else "of the documentation"
        yield f"Every reading {which} gives {'these' if found.agreed else 'no'} dates."
        return
    agreed, contested = len(found.agreed), len(found.contested)
    refusing = sum(group.refusal is not None for group in found.groups)
    refusals = f" ({refusing} refuse{'s' if refusing == 1 else ''})" if refusing else ""
    yield (
        f"{found.readings} readings differ on {dates(contested)}{refusals}; "
        f"{dates(agreed)} {'is' if agreed == 1 else 'are'} in all of them:"
    )
    request = preview.request
    words = question_words(request.strategy, request.window, request.event)
    yield from shell_lines(["recur", "ambiguity", *words], "  ")
    for change, moments in _additions(preview, found).items():
        named = ", ".join(_day(preview, moment) for moment in moments[:_MOST_NAMED])
        more = f" and {len(moments) - _MOST_NAMED:,} more" if len(moments) > _MOST_NAMED else ""
        yield f"  --reading {change} adds {named}{more}."


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


def _day(preview: Preview, moment: datetime) -> str:
    """A date in short, with its time where that is not the one of the list."""
    same = any(line.planned.time() == moment.time() for line in preview.lines[:1])
    return f"{weekday(moment)} {moment.date()}" + ("" if same else f" {moment:%H:%M}")
