"""Brute force over the full product of readings, by the oracle: which axes it asks about decides where it branches.

A walk that never asks about an axis gives the same under each of its values. So trying every value of every axis that
a walk does ask about is trying all 207,360 readings. Shares no code with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import prod

from property_tests.oracle import AXES, Question, Refused, walk

Outcome = list[datetime] | str
LACKING = "lacks an event"
_NEED_AN_EVENT = {"anchor", "time"}


@dataclass(frozen=True, kw_only=True)
class AskedQuestion(Question):
    """A question that notes which axes it was asked about."""

    asked: dict[str, None] = field(default_factory=dict, compare=False)

    def says(self, axis: str) -> str:
        """As a question says; the axis is noted."""
        self.asked[axis] = None
        return super().says(axis)


def every_outcome(q: Question) -> Iterator[tuple[dict[str, str], Outcome]]:
    """All readings as choices that cover the product without overlap, each with its outcome."""
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        chosen = waiting.pop()
        asked = AskedQuestion(**vars(replace(q, axes=chosen)))
        outcome = _outcome(asked)
        fresh = next((axis for axis in asked.asked if axis not in chosen), None)
        if fresh is None:
            yield chosen, outcome
        else:
            waiting += [{**chosen, fresh: value} for value in AXES[fresh]]


def standing_for(chosen: dict[str, str]) -> int:
    """How many readings a choice stands for."""
    return prod(len(values) for axis, values in AXES.items() if axis not in chosen)


def _outcome(q: Question) -> Outcome:
    try:
        return walk(q)
    except Refused as refusal:
        lacking = _NEED_AN_EVENT & set(refusal.reasons)
        return LACKING if lacking else f"refused: {refusal.reasons} {refusal.fits}"
