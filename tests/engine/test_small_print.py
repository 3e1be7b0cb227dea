"""What single lines of the engine promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

from datetime import date

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
