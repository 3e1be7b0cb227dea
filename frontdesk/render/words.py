"""What is said beside a date in several views: its offsets and its notes."""

from frontdesk.dates.preview import Line
from frontdesk.words.small import offset
from recurrence.interop.tongue import Language


def offsets(line: Line) -> str:
    """The offset of a date; both where the clock changes; nothing without a zone."""
    return "/".join(map(offset, line.offsets)).replace("/UTC", "/")


def remarks(line: Line, language: Language = "en") -> str:
    """All notes of a date in one text."""
    return "; ".join(note.said(language) for note in line.notes)
