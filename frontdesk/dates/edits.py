"""Edits by hand as options and as a file: which dates are left out, added or moved.

The file is TOML with the lists `drop`, `add` and `move`, each entry written as the option takes it. Decides how edits
are written; which dates there are is `planning.py`'s.
"""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime

from frontdesk.errors import ContentError
from frontdesk.shell.files import read_toml, text_of
from frontdesk.shell.options import Parser
from frontdesk.shell.toml_table import Table, with_lines
from recurrence import Add, Drop, Edit, Problem

KEYS = ("drop", "add", "move")


def add_edits(parser: Parser) -> None:
    """The options."""
    group = parser.add_argument_group("edits by hand, each repeatable; a day alone keeps the pattern's time")
    group.add_argument("--drop", metavar="DATE", action="append", default=[], help="leave a date out")
    group.add_argument("--add", metavar="DATE", action="append", default=[], help="one more date")
    group.add_argument(
        "--move", metavar="OLD=NEW", action="append", default=[], help="put a date somewhere else"
    )
    group.add_argument(
        "--edits",
        metavar="FILE",
        action="append",
        default=[],
        help="a file with such edits, as `recur clashes --out` writes it",
    )


def take_edits(options: Namespace) -> Namespace:
    """The options with the edits of the files that they name. Raises `FileError`, `ContentError`."""
    given = {key: list(getattr(options, key)) for key in KEYS}
    for path in options.edits:
        problems: list[Problem] = []
        table = Table(read_toml(path), "", problems)
        for key in KEYS:
            given[key] += table.texts(key) or ()
        table.close()
        if problems:
            raise ContentError(path, with_lines(problems, text_of(path)))
    return Namespace(**{**vars(options), **given})


def edit_words(edits: Iterable[Edit]) -> Iterator[str]:
    """The options that say the edits.

    >>> list(edit_words([Drop(datetime(2027, 1, 4, 10))]))
    ['--drop', '2027-01-04T10:00']
    """
    for key, text in edits_written(edits):
        yield from (f"--{key}", text)


def edits_text(edits: Iterable[Edit]) -> Iterator[str]:
    """The edits as a file.

    >>> print("".join(edits_text([Drop(datetime(2027, 1, 4, 10))])), end="")
    drop = [
        "2027-01-04T10:00",
    ]
    """
    written = list(edits_written(edits))
    for key in KEYS:
        if texts := [text for name, text in written if name == key]:
            yield f"{key} = [\n" + "".join(f'    "{text}",\n' for text in texts) + "]\n"


def edits_written(edits: Iterable[Edit]) -> Iterator[tuple[str, str]]:
    """Each edit as its option and its value."""
    return (_written(edit) for edit in edits)


def _written(edit: Edit) -> tuple[str, str]:
    if isinstance(edit, Drop | Add):
        return ("drop" if isinstance(edit, Drop) else "add"), _moment(edit.moment)
    return "move", f"{_moment(edit.moment)}={_moment(edit.to)}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
