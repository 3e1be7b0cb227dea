"""What single lines of the engine promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

import json
from datetime import date, datetime

import pytest

from recurrence import RepeatMode, Strategy, Window, expand

MONDAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("days", "start", "found"),
    [((1,), MONDAY, [4, 11, 18]), ((1, 5), MONDAY, [4, 8, 11]), ((1, 3, 5), date(2027, 1, 5), [6, 8, 11])],
    ids=["the first date is the same", "the first and the last", "the last"],
)
def test_occurrences_are_equal_only_if_every_date_is(
    days: tuple[int, ...], start: date, found: list[int]
) -> None:
    asked = Window(MONDAY, count=3, hours=9, minutes=0)
    some = expand(Strategy(RepeatMode.WEEKLY, (1, 3)), asked)
    others = expand(Strategy(RepeatMode.WEEKLY, days), Window(start, count=3, hours=9, minutes=0))
    assert ([one.day for one in some], [one.day for one in others]) == ([4, 6, 11], found)
    assert some != others
    assert some == expand(Strategy(RepeatMode.WEEKLY, [3, 1]), asked)


@pytest.mark.parametrize("event", [None, *range(4, 13)])
def test_the_texts_of_every_slice_are_those_of_its_dates(event: int | None) -> None:
    """With and without the source event's own slot, which is left out."""
    its_own = None if event is None else datetime(2027, 1, event, 9)
    dates = expand(Strategy(RepeatMode.DAILY), Window(MONDAY, count=8, hours=9, minutes=0), its_own)
    for first in range(8):
        for end in range(first, 9):
            for step in (1, 2, 3):
                part = dates[first:end:step]
                texts = [one.isoformat() for one in [*dates][first:end:step]]
                assert part.isoformat() == texts
                assert json.loads(part.to_json()) == texts
