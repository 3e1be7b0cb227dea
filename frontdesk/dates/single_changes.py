"""What a single change of the reading would do to a date. Decides which of them matters; words are elsewhere."""

from datetime import datetime
from typing import TYPE_CHECKING

from frontdesk.dates.request import Request
from recurrence import AXES

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity


class Changes:
    """The single changes of a reading that give something else: which dates each takes away or brings.

    Knows the results that `recurrence.analysis` has grouped; asks them, and computes none.
    """

    def __init__(self, request: Request, ambiguity: "Ambiguity") -> None:
        here = request.reading
        self._results = [
            (axis, value, group.occurrences or ())
            for axis in ambiguity.axes
            for value in AXES[axis]
            if value != getattr(here, axis)
            and (group := ambiguity.group_of(here.replace(**{axis: value}))) is not None
        ]

    def taking_away(self, moment: datetime) -> tuple[str, ...]:
        """The axes of which a single change loses a date."""
        losing = (axis for axis, _, result in self._results if moment not in result)
        return tuple(dict.fromkeys(losing))

    def bringing(self, moment: datetime) -> tuple[str, ...]:
        """The single changes, `axis=value`, that have a date."""
        return tuple(f"{axis}={value}" for axis, value, result in self._results if moment in result)
