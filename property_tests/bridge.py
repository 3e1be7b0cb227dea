"""Asks the engine the oracle's questions: plain values in, the engine's classes and verdicts out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import reject

from property_tests.oracle import Question, Refused, walk
from recurrence import InvalidWindow, Occurrences, Reading, RecurrenceError, Strategy, Window, expand

REFUSED = "refused"

Verdict = list[datetime] | str


def ask(q: Question, content_type: int = 1) -> Occurrences:
    """The engine's answer, lazily."""
    strategy = Strategy(
        as_given(q.mode), days=q.days, interval=q.interval, content_type=as_given(content_type)
    )
    window = Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes)
    return expand(strategy, window, event=q.event, reading=Reading(**as_given(q.axes)))


def as_given(value: object) -> Any:  # noqa: ANN401  callers pass ints and strings where the engine types enums
    return value


def engine_verdict(q: Question, content_type: int = 1) -> Verdict:
    """The engine's dates, or that it refused."""
    try:
        return list(ask(q, content_type))
    except RecurrenceError:
        return REFUSED


def oracle_verdict(q: Question) -> Verdict:
    """The oracle's dates, or that it refused."""
    try:
        return walk(q)
    except Refused:
        return REFUSED


def answered(q: Question) -> Occurrences:
    """The engine's answer; an example whose count does not fit in the calendar is thrown away."""
    try:
        return ask(q)
    except InvalidWindow:
        reject()
