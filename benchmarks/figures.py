"""What a measurement is held against, and what came of it: a figure, reached or not, or the reason why there is none."""

from typing import NamedTuple

from benchmarks.pairs import Paired


class AtLeast(NamedTuple):
    """So many times as fast as the peer, or more.

    >>> str(AtLeast(2_500)), AtLeast(12).met_by(11.9)
    ('≥ 2,500', False)
    """

    goal: float

    def of(self, quotient: float) -> float:
        """The ratio that is held against the goal, from theirs ÷ ours."""
        return quotient

    def met_by(self, quotient: float) -> bool:
        """Whether theirs ÷ ours reaches the goal."""
        return quotient >= self.goal

    def __str__(self) -> str:
        return f"≥ {self.goal:,g}"


class AtMost(NamedTuple):
    """So many times the peer's time, or less.

    >>> AtMost(1.25).of(0.8), AtMost(1.25).met_by(0.8)
    (1.25, True)
    """

    goal: float

    def of(self, quotient: float) -> float:
        """The ratio that is held against the goal, from theirs ÷ ours."""
        return 1 / quotient

    def met_by(self, quotient: float) -> bool:
        """Whether theirs ÷ ours reaches the goal."""
        return 1 / quotient <= self.goal

    def __str__(self) -> str:
        return f"≤ {self.goal:,g}"


Bound = AtLeast | AtMost


class Figure(NamedTuple):
    """One line of the report; `dates` is how many dates one call makes, 0 where it makes none."""

    goal: str
    words: str
    peer: str
    outcome: Paired | str  # a text says why there is no figure
    dates: int = 0
    bound: Bound | None = None

    def reached(self) -> bool | None:
        """Whether the goal is reached by the median; None where there is no goal or no figure."""
        if self.bound is None or isinstance(self.outcome, str):
            return None
        return self.bound.met_by(self.outcome.median())
