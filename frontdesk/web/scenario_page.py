"""A scenario file as a page of the planner: its figures side by side, each held against the base, and what to know.

The figures and how they are written are those of `recur whatif`; decides only that all stand in one table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frontdesk.render.whatif import figures_table, names_of, unpriced
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.words.note_words import Told
from recurrence.analysis.whatif import Figures
from recurrence.interop.tongue import Language


def scenario_page(
    found: Sequence[Figures], notes: Iterable[Told], path: str
) -> Callable[[Language], Mapping[str, Any]]:
    """The page of a scenario file by language; `path`: the file, as commands name it."""
    remarks = tuple(notes)

    def content(language: Language) -> Mapping[str, Any]:
        def command(verb: str) -> str:
            return "\n".join(shell_lines(in_language(["recur", verb, path], language)))

        told = [unpriced(found, language), *(note.said(language) for note in remarks)]
        made: dict[str, Any] = {
            "names": names_of(found, language),
            "rows": list(figures_table(found, language)),
            "notes": list(filter(None, told)),
            "again": command("whatif"),
            "clashes": command("clashes") if any(figures.total.clashes for figures in found) else None,
        }
        return {"scenario": made}

    return content
