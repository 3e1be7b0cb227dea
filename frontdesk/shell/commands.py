"""Commands as a person would type them: quoted for a shell, broken into lines that it takes as one."""

import shlex
from collections.abc import Iterable, Iterator, Sequence

from recurrence.interop.tongue import LANGUAGES, Language

COLUMNS = 78


def in_language(words: Iterable[str], language: Language) -> list[str]:
    """A command that goes on in the language of the view that names it; only for verbs that speak it.

    >>> in_language(["recur", "clashes", "a.toml"], "ru"), in_language(["recur", "clashes", "a.toml"], "en")
    (['recur', 'clashes', 'a.toml', '--language', 'ru'], ['recur', 'clashes', 'a.toml'])
    """
    return [*words, *(() if language == LANGUAGES[0] else ("--language", language))]


def shell_lines(words: Sequence[str], prompt: str = "") -> Iterator[str]:
    r"""A command in lines of at most 78 columns where that is possible, each option beside its value.

    >>> print("\n".join(shell_lines(["recur", "show", "my plan.json"], "$ ")))
    $ recur show 'my plan.json'
    """
    units: list[str] = []
    for word in words:
        if units and not word.startswith("--"):
            units[-1] += f" {shlex.quote(word)}"
        else:
            units.append(shlex.quote(word))
    line, margin = prompt + units[0], " " * (len(prompt) + 2)
    for unit in units[1:]:
        if len(line) + len(unit) >= COLUMNS:
            yield f"{line} \\"
            line = margin + unit
        else:
            line += f" {unit}"
    yield line
