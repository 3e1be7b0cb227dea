"""The style sheet as a text: each rule stands once, and every mark of a day has a look of its own."""

import re

import pytest

from frontdesk.web.look import STYLE
from frontdesk.web.months import SIGNS

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def rules(style: str) -> list[tuple[str, str]]:
    """Every rule: what it stands in and its selector, without spaces at the ends. Raises where a brace is missing."""
    found: list[tuple[str, str]] = []
    around: list[str] = []
    text = ""
    for sign in COMMENT.sub("", style):
        if sign == "{":
            found.append((" ".join(around), " ".join(text.split())))
            around.append(found[-1][1])
        if sign == "}":
            around.pop()
        text = "" if sign in "{};" else text + sign
    assert around == []
    return found


def twice(style: str) -> list[tuple[str, str]]:
    """The rules that stand twice at the same level."""
    found = rules(style)
    return [rule for number, rule in enumerate(found) if rule in found[:number]]


def test_no_rule_stands_twice_at_the_same_level() -> None:
    assert len(rules(STYLE)) > 100
    assert twice(STYLE) == []


@pytest.mark.parametrize(
    "style",
    ["a { color: red } a { color: blue }", "@media print { .b { top: 0 } .c { top: 0 } .b { top: 0 } }"],
)
def test_a_rule_that_stands_twice_is_found(style: str) -> None:
    assert len(twice(style)) == 1
    assert twice("a { color: red } @media print { a { color: blue } }") == []


def test_every_mark_has_a_look() -> None:
    styled = {name for _, selector in rules(STYLE) for name in re.findall(r"\.is-([a-z_]+)", selector)}
    assert set(SIGNS) <= styled
