"""`recur demo what-if`: each question that the analyses answer, on the sample studio: a command to copy and its answer.

The answers are made of what the commands print as JSON, never of words written beforehand.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from frontdesk.demo.whatif_words import (
    ambiguity,
    calibrate,
    clashes,
    closures,
    compare,
    explain,
    infer,
    lint,
    whatif,
)
from frontdesk.errors import DONE, UsageError
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.samples import EXAMPLES, sample
from recurrence import Problem
from recurrence.errors import MissingExtra

_INTRODUCTION = """\
What no service tells beforehand, asked here before anything is sent. Nothing
below touches a network; every command can be copied, and prints much more.
"""


class Chapter(NamedTuple):
    """A question, the command that answers it, and what turns its JSON into a sentence or two."""

    question: str
    words: Sequence[str]
    answer: Callable[[Any], str]


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print every question and answer; the exit code."""
    parser = Parser("recur demo what-if", "Each question of the analyses, asked of the sample studio.", "")
    parser.add_argument("--examples", metavar="DIR", default=EXAMPLES, help="the folder of the sample studio")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    folder = _folder(parser.parse_args(argv).examples)
    desk.tell(_INTRODUCTION)
    for number, chapter in enumerate(_chapters(folder), start=1):
        desk.tell(f"\n{number}. {chapter.question}\n\n")
        desk.tell("\n".join(shell_lines(["recur", *chapter.words], "   $ ")) + "\n\n")
        for line in _filled(_answer(chapter, desk)):
            desk.tell(f"   {line}\n")
    return DONE


def _chapters(folder: str) -> list[Chapter]:
    studio, scenario = f"{folder}/studio.json", f"{folder}/scenario.toml"
    strength = ("--strategy", studio, "--strategy-id", "1", "--event", "2026-11-30T18:30")
    pilates = ("--strategy", studio, "--strategy-id", "3", "--event", "2026-12-02T12:15")
    winter = ("--from", "2027-01-11", "--till", "2027-03-31")
    holidays = ("--holidays", "RU", "--if-closed", "next-day")
    lists = (f"{folder}/dates-before.txt", f"{folder}/dates-after.txt")
    seen = ("--observation", f"{folder}/seen.json", "--next", "2027-01-18")
    return [
        Chapter("Will the server do what I think?", ["ambiguity", *strength, *winter], ambiguity),
        Chapter("How does our server read it?", ["calibrate", *seen], calibrate),
        Chapter(
            "Why is there no class on 18 February?", ["explain", *strength, *winter, "2027-02-18"], explain
        ),
        Chapter("What if we close on holidays?", ["preview", *pilates, *winter, *holidays], closures),
        Chapter("What clashes, and where could it go?", ["clashes", scenario], clashes),
        Chapter("What does it come to, and what if?", ["whatif", scenario], whatif),
        Chapter("What changed between two lists?", ["compare", *lists], compare),
        Chapter("What pattern is behind these dates?", ["infer", f"{folder}/classes.csv"], infer),
        Chapter("Which of our strategies is a trap?", ["lint", "--strategy", studio], lint),
    ]


def _answer(chapter: Chapter, desk: Desk) -> str:
    """The answer in a sentence or two; or what has to be installed for it, and the story goes on."""
    try:
        return chapter.answer(_asked(chapter.words, desk))
    except MissingExtra as error:
        return f"{error}."


def _asked(words: Sequence[str], desk: Desk) -> Mapping[str, Any]:
    """What a command prints as JSON."""
    out = io.StringIO()
    verb, *options = words
    import_module(f"frontdesk.verbs.{verb}").run([*options, "--format", "json"], desk._replace(out=out))
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def _folder(given: str) -> str:
    """The folder of the samples, here or where they come along. Raises `UsageError`."""
    studio = Path(sample(f"{given}/studio.json"))
    if not studio.exists():
        raise UsageError([Problem("examples", given, "a folder with studio.json and scenario.toml")])
    return str(studio.parent)


def _filled(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 76, break_long_words=False, break_on_hyphens=False)
