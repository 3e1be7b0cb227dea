"""A plan as a sheet: the review that a person agrees to, to be handed on as a page, a picture or a text.

The words are those of the review in the terminal (`review.py`); the next command is there as it is typed.
"""

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from frontdesk.render import review
from frontdesk.render.sheet import Drawn, Kind, Section, Sheet, drawn_for, heading, row_of
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import target_line
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language
from sync.plan import Do, Plan

KINDS = {
    Do.CREATE: Kind("class", "●", "create"),
    Do.DELETE: Kind("noted", "▲", "delete"),
    Do.KEEP: Kind("elsewhere", "=", "kept"),
    Do.PRESENT: Kind("elsewhere", "=", "present"),
    Do.LEFT_OUT: Kind("closed", "✕", "left_out"),
}
"""How each day is marked; where a day has several, the first of these."""


def sheet_of_plan(plan: Plan, path: str | None, language: Language = "en") -> Sheet:
    """The sheet of a plan; `path`: the plan's file, as the next command names it."""
    head, *said = _texts(review.opening(plan, language))
    ended = voice("plan", language).ended
    drawn = drawn_for(action.start.date() for action in plan.actions)
    lines = review.lines_of([*plan.actions], review.offsets_of(plan, [*plan.actions]), language)
    sunday = plan.recipe is not None and plan.recipe.reading.week == "sunday"
    return Sheet(
        visible(head),
        " ".join(map(ended, [target_line(plan, language), *said, review.counts(plan, language)])),
        _marks(plan, drawn),
        tuple(row_of(line, language) for line in lines),
        tuple(_sections(plan, path, language)),
        drawn,
        6 if sunday else 0,
        tuple(KINDS.values()),
        language,
    )


def _marks(plan: Plan, drawn: Drawn) -> dict[date, Kind]:
    rank = [*KINDS]
    by_weight = sorted(plan.actions, key=lambda action: rank.index(action.do), reverse=True)
    return {action.start.date(): KINDS[action.do] for action in by_weight if drawn.has(action.start)}


def ground_of(plan: Plan, language: Language) -> Section:
    """What a plan stands on, and what is sent."""
    return Section(heading("stands_on", language), tuple(_texts(review.ground(plan, language))))


def _sections(plan: Plan, path: str | None, language: Language) -> Iterator[Section]:
    _, *verdicts = _texts(review.judgement(plan, language))
    if verdicts:
        yield Section(heading("look_at", language), tuple(line.strip() for line in verdicts))
    yield ground_of(plan, language)
    yield Section(heading("comes_next", language), tuple(review.next_lines(plan, path, language)))


def _texts(lines: Iterator[Text]) -> list[str]:
    return [text.plain.rstrip() for text in lines if text.plain.strip()]
