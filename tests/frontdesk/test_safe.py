"""Foreign texts never steer a terminal, never become a formula."""

import csv
import io
import random
import re
import unicodedata

import pytest

from frontdesk.shell.safe import cell, visible
from tests.frontdesk.running import WORKED, recur

DANGEROUS = "\x1b\x9b\x00\x07\x08\r\n\t\x7f\x85\u202e\u2066\u200f\u2028\u2029\ufeff\ud800"
LETTERS = DANGEROUS + "=+-@＝＋－＠ '\"\\,;аЙ中🙂x1"


def texts(count: int) -> list[str]:
    source = random.Random(11)
    return ["".join(source.choices(LETTERS, k=source.randrange(12))) for _ in range(count)]


def test_a_visible_text_has_no_control_and_no_hidden_character() -> None:
    for text in texts(10_000):
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in visible(text))


def test_a_visible_text_keeps_harmless_letters_and_its_length() -> None:
    assert visible("Йога 中 🙂") == "Йога 中 🙂"
    assert len(visible("x" * 10**6)) == 200


def test_a_cell_never_starts_a_formula_and_reads_back() -> None:
    for text in texts(30_000):
        ((read,),) = csv.reader(io.StringIO(cell(text), newline=""))
        assert not re.match(r"[ \ufeff\u200b\u00a0]*[=+\-@\t\r\n\0＝＋－＠]", read)
        assert read in {text, "'" + text}


@pytest.mark.parametrize("title", ["\x1b[2J\x1b]0;gone\x07", "Yoga \u202egnp", "a\nb\rc", "\ud800"])
def test_a_title_cannot_steer_the_terminal(title: str) -> None:
    for name in ("table", "json", "csv"):
        done = recur(f"{WORKED} --format {name} --title", title)
        assert done.code == 0
        assert not set(DANGEROUS) - {"\n"} & set(done.out)
