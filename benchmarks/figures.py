"""What a measurement is held against, and what came of it: a figure, reached or not, or the reason why there is none.

Figures are kept as JSON between runs; how, is decided here too.
"""

from typing import Any, NamedTuple, Self

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


class Memory(NamedTuple):
    """What a work held at most, in MiB: a figure without a peer."""

    mebibytes: float

    def within(self, bound: "Bound") -> bool:
        """Whether it stays below a bound, which is in MiB too.

        >>> Memory(700).within(AtMost(1024)), Memory(1025).within(AtMost(1024))
        (True, False)
        """
        return bound.met_by(1 / self.mebibytes)


Bound = AtLeast | AtMost
Outcome = Paired | Memory | str
"""What came of a measurement; a text says why there is no figure."""


class Figure(NamedTuple):
    """One line of the report; `dates` is how many dates one call makes, 0 where it makes none."""

    goal: str
    words: str
    peer: str
    outcome: Outcome
    dates: int = 0
    bound: Bound | None = None

    def reached(self) -> bool | None:
        """Whether the goal is reached by the median; None where there is no goal or no figure."""
        if self.bound is None or isinstance(self.outcome, str):
            return None
        if isinstance(self.outcome, Memory):
            return self.outcome.within(self.bound)
        return self.bound.met_by(self.outcome.median())

    def plain(self) -> dict[str, Any]:
        """The figure as JSON takes it: times and ratios to five digits."""
        bound = self.bound and {"kind": type(self.bound).__name__, "goal": self.bound.goal}
        outcome: Any = self.outcome
        if isinstance(outcome, Paired):
            ratios = [_short(ratio) for ratio in outcome.ratios]
            outcome = {"ours": _short(outcome.ours), "theirs": _short(outcome.theirs), "ratios": ratios}
        if isinstance(outcome, Memory):
            outcome = {"mebibytes": _short(outcome.mebibytes)}
        return {**self._asdict(), "outcome": outcome, "bound": bound}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Self:
        """The figure that `plain` was made from, but for digits.

        >>> Figure.of(Figure("G1", "work", "a peer", "not measured", 0, AtMost(2)).plain()).bound
        AtMost(goal=2)
        """
        outcome, bound = plain["outcome"], plain["bound"]
        if isinstance(outcome, dict) and "mebibytes" in outcome:
            outcome = Memory(**outcome)
        elif isinstance(outcome, dict):
            outcome = Paired(outcome["ours"], outcome["theirs"], tuple(outcome["ratios"]))
        kinds = {kind.__name__: kind for kind in (AtLeast, AtMost)}
        return cls(**{**plain, "outcome": outcome, "bound": bound and kinds[bound["kind"]](bound["goal"])})


def _short(number: float) -> float:
    return float(f"{number:.5g}")
