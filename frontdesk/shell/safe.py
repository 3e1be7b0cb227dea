"""Foreign texts made safe to show: no control characters for a terminal, no formulas for a spreadsheet.

Decides nothing about content: a text that is harmless stays as it is.
"""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Control, format (bidi marks among them) and surrogate characters; line and paragraph separators."""

_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def visible(text: str, most: int = 200) -> str:
    r"""The text in one line, with every character that could steer a terminal or hide written as `\uXXXX`.

    >>> visible("Yoga\x1b[2J \u202egnp")
    'Yoga\\u001b[2J \\u202egnp'
    >>> visible("x" * 300, 5)
    'xxxx…'
    """
    cut = text if len(text) <= most else text[: most - 1] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(_escaped(char) if unicodedata.category(char) in _HIDDEN else char for char in cut)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def cell(text: str) -> str:
    """The text as one quoted cell of a CSV file that no spreadsheet takes for a formula.

    >>> print(cell("=1+1"), cell('a "b" c'))
    "'=1+1" "a ""b"" c"
    """
    start = text.lstrip(" \ufeff\u200b\u00a0")
    guarded = "'" + text if start.startswith(_FORMULA) else text
    return '"' + guarded.replace('"', '""') + '"'
