"""C16: what titles and notes may hold that others choose, in every export: `python -m tests.campaign.strings SEED COUNT`.

The assertions for calendars, pages and Markdown are those of `property_tests/test_laws_exports.py`; here the texts come
from a plain generator, which is ten times as fast as one that could shorten what it finds.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Callable
from random import Random

from frontdesk.shell.safe import cell, visible
from property_tests.test_laws_exports import (
    SIGNS,
    test_no_text_is_more_than_a_text_in_a_calendar_file,
    test_no_text_is_more_than_a_text_in_a_page_or_a_picture,
    test_no_text_is_more_than_a_text_in_markdown,
)
from tests.campaign.said import say

Check = Callable[[str, str], None]
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FORMULA = re.compile(r"[ \ufeff\u200b\u00a0]*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
PIECES = (
    *SIGNS,
    "=1+1",
    "@x",
    "\uff1d1",
    "\x1b[2J",
    "\x9b31m",
    "\u2066",
    '","',
    "=cmd|' /C calc'!A0",
    "+1",
    " =1",
    "\ufeff=1",
)
RANGES = (
    (32, 126),
    (0, 31),
    (128, 160),
    (0x2000, 0x206F),
    (0xFF00, 0xFFFF),
    (0x10000, 0x10FFFF),
    (0xD800, 0xDFFF),
)


def a_text(rng: Random) -> str:
    """Some dangerous pieces and some characters from anywhere, long or short."""
    pieces = list[str]()
    for _ in range(rng.choice((0, 1, 2, 3, 5, 9))):
        low, high = rng.choice(RANGES)
        pieces.append(
            rng.choice(PIECES)
            if rng.random() < 0.6
            else chr(rng.randint(low, high)) * rng.choice((1, 1, 3, 60))
        )
    return "".join(pieces)


def in_a_table(text: str, _: str) -> None:
    """One cell stays one cell, and no formula."""
    ((read,),) = csv.reader(io.StringIO(cell(text), newline=""))
    assert not FORMULA.match(read), "a formula"
    assert read in {text, "'" + text}, "another text"


def in_a_terminal(text: str, _: str) -> None:
    """Nothing steers it."""
    shown = visible(text)
    assert not any(unicodedata.category(char) in STEERING for char in shown), "a control character"
    assert shown.splitlines() in ([], [shown]), "more than one line"


def law(test: Callable[..., None]) -> Callable[..., None]:
    """What a law asserts, without its generator."""
    found: Callable[..., None] = test.hypothesis.inner_test  # type: ignore[attr-defined]
    return found


_calendar = law(test_no_text_is_more_than_a_text_in_a_calendar_file)
_page = law(test_no_text_is_more_than_a_text_in_a_page_or_a_picture)
_markdown = law(test_no_text_is_more_than_a_text_in_markdown)


def is_title(text: str) -> bool:
    """What can be a title at all."""
    return bool(text.strip()) and text[0] != " "


CHECKS: dict[str, Check] = {
    "calendar": _calendar,
    "page and picture": lambda text, _: _page(text) if is_title(text) else None,
    "Markdown": lambda text, _: _markdown(text) if is_title(text) else None,
    "table": in_a_table,
    "terminal": in_a_terminal,
}


def tried(seed: int, count: int, checks: dict[str, Check]) -> tuple[dict[str, object], list[str]]:
    """So many texts through every export."""
    rng, found, done = Random(seed), list[str](), dict.fromkeys(checks, 0)
    for _ in range(count):
        text, other = a_text(rng), a_text(rng)
        for name, check in checks.items():
            done[name] += 1
            try:
                check(text, other)
            except Exception as error:  # noqa: BLE001  an assertion or a crash, each a finding
                found.append(
                    f"{name}: {type(error).__name__} {error!s:.80} with {text!a:.200} and {other!a:.200}"
                )
    return {"strings": done}, found


if __name__ == "__main__":
    say(*tried(int(sys.argv[1]), int(sys.argv[2]), CHECKS))
