"""Clashes and proposals for people and programs. Decides words only."""

from collections.abc import Sequence

from recurrence.analysis.clashes import Busy, Clash


def clash_fields(clash: Clash, slots: Sequence[Busy]) -> dict[str, object]:
    """A clash with the class that has it, for programs."""
    return {
        "class": slots[clash.slot].title,
        "start": slots[clash.slot].start.isoformat(),
        "by": clash.by.value,
        "id": clash.who,
        "against": clash.against.value,
        "force": clash.force.value,
        "other": None if clash.other is None else other_fields(clash.other),
    }


def other_fields(other: Busy) -> dict[str, object]:
    """What stands in the way."""
    return {
        "event": other.id,
        "title": other.title,
        "start": other.start.isoformat(),
        "end": other.end.isoformat(),
    }
