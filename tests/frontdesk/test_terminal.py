"""Words for a person at a terminal fit its 80 columns; in a pipe a sentence stays one line."""

import io

from frontdesk.cli import VERBS
from tests.frontdesk.running import recur

WRONG = "preview --mode 8 --from 2027-01-04 --count 3 --at 10:00 --reading weeks=sunday"


class Terminal(io.StringIO):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


def test_the_first_help_fits_80_columns() -> None:
    shown = recur("--help").out
    assert max(map(len, shown.splitlines())) < 80
    flat = " ".join(shown.split())
    assert all(" ".join(told.split()) in flat for told in VERBS.values())


def test_sentences_are_wrapped_for_a_terminal() -> None:
    terminal = Terminal()
    assert recur(WRONG, streams={"err": terminal}).code == 2
    lines = terminal.getvalue().splitlines()
    assert max(map(len, lines)) < 80
    assert " ".join(" ".join(lines).split()) == " ".join(recur(WRONG).err.split())
    assert all(line.startswith(("recur preview: ", "  ")) for line in lines)


def test_sentences_are_one_line_each_in_a_pipe() -> None:
    lines = recur(WRONG).err.splitlines()
    assert all(line.startswith("recur preview: ") for line in lines)
    assert max(map(len, lines)) > 80
