"""A comparison of two files and explanations of days as sheets: pages and texts for those who were not at the terminal.

The words, marks and order are those of `difference.py` and `explanation.py`; decides only where they stand on a sheet.
"""

from collections.abc import Iterator

from frontdesk.analysis.comparing import Compared
from frontdesk.analysis.explaining import Explained
from frontdesk.render import difference, explanation
from frontdesk.render.sheet import Kind, Row, Section, Sheet, drawn_for, heading, title_of
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence.interop import changes
from recurrence.interop.phrase import sentence
from recurrence.interop.tongue import Language

KINDS = {
    difference.REMOVED: Kind("closed", "−", "only_a"),
    difference.ADDED: Kind("class", "+", "only_b"),
    difference.MOVED: Kind("noted", "~", "changed"),
    difference.UNCHANGED: Kind("elsewhere", "=", "both"),
}
"""How the marks of the terminal stand on a sheet."""


def sheet_of_difference(compared: Compared, language: Language = "en") -> Sheet:
    """The sheet of a comparison, with all dates."""
    marks = difference.days_of(compared, every=True)
    drawn = drawn_for(marks)
    counts = " · ".join(changes.counts(compared.difference, language=language))
    return Sheet(
        " → ".join(visible(side.file.path, 100) for side in compared.sides),
        f"{counts}.",
        {day: KINDS[mark] for day, mark in marks.items() if drawn.has(day)},
        tuple(_rows(compared, language)),
        (Section(heading("stands_on", language), tuple(_ground(compared, language))),),
        drawn,
        0,
        tuple(KINDS.values()),
        language,
    )


def sheet_of_explained(explained: Explained, language: Language = "en") -> Sheet:
    """The sheet of explanations: a section for each day, each fact with its sign."""
    request = explained.request
    notes = tuple(told for told in explanation.notes_of(explained, language) if told)
    sections = [Section(head, tuple(facts)) for head, *facts in explanation.days_of(explained, language)]
    return Sheet(
        title_of(request.strategy, language),
        sentence(request.strategy, request.window, request.event, request.reading, language=language),
        {},
        (),
        (*sections, *([Section(heading("to_know", language), notes)] if notes else [])),
        drawn_for(()),
        0,
        language=language,
    )


def _rows(compared: Compared, language: Language) -> Iterator[Row]:
    weekday = voice("view", language).forms["weekday_short"]
    for at, sign, note in difference.notes_of(compared, language):
        yield Row(sign, weekday(at), f"{at:%Y-%m-%d}", f"{at:%H:%M}", "", note)


def _ground(compared: Compared, language: Language) -> Iterator[str]:
    """What was compared, and what there is to know."""
    yield from (line for line in difference.head_of(compared, language) if line)
    yield from (visible(note.said(language)) for note in compared.notes)
