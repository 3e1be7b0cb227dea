"""What a fleet comes to: each of its plans in a line, locations and the whole in totals. Pure, and light to keep.

Counted from the plans and kept nowhere. Knows no views.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sync.events import Event
from sync.fleet import Sealed, Studio, look_of, minutes_of, requests_of
from sync.plan import Do, Level, Plan, Recipe, Verdict


class Totals(NamedTuple):
    """How many plans, dates to create, there already and left out, appointments to copy; requests to apply them, and to
    look at them once.
    """

    plans: int = 0
    creates: int = 0
    present: int = 0
    left_out: int = 0
    copies: int = 0
    requests: int = 0
    looks: int = 0

    @property
    def minutes(self) -> int:
        """How long the requests take, in minutes."""
        return minutes_of(self.requests)


class Line(NamedTuple):
    """A plan of a fleet without its dates: what it copies, what it comes to, how it was judged.

    `days`: the first and the last on which it would create something, None where it would not.
    """

    sealed: Sealed
    source: Event
    recipe: Recipe | None
    totals: Totals
    days: tuple[date, date] | None
    verdicts: tuple[Verdict, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the plan can never be applied."""
        return any(verdict.level is Level.REFUSE for verdict in self.verdicts)


def line_of(sealed: Sealed, plan: Plan, studio: Studio) -> Line:
    """What a plan comes to. The plans of a location are taken to create about as many dates as this one."""
    kinds = [action.do for action in plan.actions]
    creates = plan.creates
    events = studio.seen + len(creates) * len(studio.plans)
    return Line(
        sealed,
        plan.source,
        plan.recipe,
        Totals(
            1,
            len(creates),
            kinds.count(Do.PRESENT),
            kinds.count(Do.LEFT_OUT),
            plan.copies,
            requests_of(plan, events),
            look_of(events),
        ),
        (creates[0].date(), creates[-1].date()) if creates else None,
        plan.verdicts,
    )


def totals_of(lines: Iterable[Line]) -> Totals:
    """The sum of some plans.

    >>> totals_of([])
    Totals(plans=0, creates=0, present=0, left_out=0, copies=0, requests=0, looks=0)
    """
    columns = zip(*(line.totals for line in lines), strict=True)
    return Totals(*map(sum, columns))


def days_of(lines: Iterable[Line]) -> tuple[date, date] | None:
    """The first and the last day on which some plans would create something."""
    spans = [line.days for line in lines if line.days is not None]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
