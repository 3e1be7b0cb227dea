"""A request's dates off closed days: the pattern, what goes on behind its window, the closures, arranged.

Decides how far closed days are looked up and how far a pattern is continued where dates at the end stand in for
closed ones. Knows nothing of views.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.dates.closing import Asked, Known
from frontdesk.dates.pattern import continued
from frontdesk.dates.request import Request
from frontdesk.errors import UsageError
from recurrence import Occurrences, Problem, Schedule, arrange
from recurrence.schedule import Add, Edit, Move

if TYPE_CHECKING:
    from frontdesk.words.note_words import Told

MOST_DATES = 100_000
_AROUND = timedelta(days=366)  # as far as the engine moves a date
_ASIDE = Asked()


class Scheduled(NamedTuple):
    """A schedule with the closures that it was made under."""

    schedule: Schedule
    known: Known

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of a slot, wherever the pattern or the schedule has it."""
        slots = self.schedule.slots
        moments = [at for slot in slots for at in (slot.start, slot.pattern) if at is not None]
        return (min(moments).date(), max(moments).date()) if moments else (date.min, date.min)

    def notes(self) -> list[str]:
        """What to know about the closed days of this schedule, in English."""
        return [told.said() for told in self.told()]

    def told(self) -> "list[Told]":
        """The same for any language."""
        return list(self.known.told(*self.days))


def scheduled(request: Request, occurrences: Occurrences, edits: Sequence[Edit] = ()) -> Scheduled:
    """The occurrences of a request off its closed days, then edited.

    Raises `UsageError` beyond 100,000 dates, what `arrange` raises, and what reading closures raises.
    """
    asked = request.closing or _ASIDE
    if len(occurrences) > MOST_DATES:
        raise UsageError([Problem("closed", len(occurrences), f"up to {MOST_DATES:,} dates at once")])
    first, end = _ends(request, occurrences, asked)
    fixed = [
        at.date() for edit in edits for at in edit[isinstance(edit, Move) :] if isinstance(edit, Add | Move)
    ]
    known = asked.known(
        _shifted(min([first, *fixed]), -_AROUND), _shifted(max([end, *fixed]), _AROUND), request.zone
    )
    schedule = arrange(
        occurrences,
        edits,
        closures=known.closures,
        if_closed=asked.if_closed,
        count_means=asked.count_means,
        later=continued(request, occurrences, end) if asked.fills_up else (),
        zone=request.zone,
        gap=request.gap,
    )
    return Scheduled(schedule, known)


def _ends(request: Request, occurrences: Occurrences, asked: Asked) -> tuple[date, date]:
    """The first day of the pattern, and the last that is looked at: dates that stand in may need as long again."""
    start = request.window.start
    last = occurrences[-1].date() if occurrences else start
    if not asked.fills_up:
        return start, last
    return start, _shifted(last, 2 * (last - start) + 2 * _AROUND)


def _shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
