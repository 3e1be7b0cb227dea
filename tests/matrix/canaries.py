"""Finds the matrix's tokens in what was written or shown, however they are spelt. Knows nothing of who wrote it."""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator

from tests.matrix.studio import PARTNER, USER

FORMS: dict[str, Callable[[str], list[str]]] = {
    "raw": lambda token: [token],
    "reversed": lambda token: [token[::-1]],
    "URL": lambda token: ["".join(f"%{ord(letter):02X}" for letter in token)],
    "JSON": lambda token: ["".join(f"\\u{ord(letter):04x}" for letter in token)],
    "base64": lambda token: list(_in_base64(token)),
    "hex": lambda token: [token.encode().hex()],
}
"""The spellings of a token, by name; a URL and JSON may also spell it as it is."""

PIECE = {"URL": 24, "JSON": 48, "base64": 11, "hex": 16}
"""How much of a spelling gives 8 letters of the token away; 8 where nothing stands here."""


def _in_base64(token: str) -> Iterator[str]:
    """As it looks inside a longer text, wherever in it the token begins."""
    for before in range(3):
        whole = b64encode(b"\0" * before + token.encode()).decode().rstrip("=")
        yield whole[4 if before else 0 : -1]


def pieces(token: str) -> Iterator[tuple[str, str]]:
    """Every text that gives eight letters of a token away, with the name of its spelling."""
    for name, spell in FORMS.items():
        for spelt in spell(token):
            length = min(PIECE.get(name, 8), len(spelt))
            yield from ((name, spelt[at : at + length]) for at in range(len(spelt) - length + 1))


KINDS = {piece: name for token in (PARTNER, USER) for name, piece in pieces(token)}
PATTERN = re.compile("|".join(map(re.escape, sorted(KINDS, key=len, reverse=True))))


def leaks(text: str) -> list[str]:
    """The spellings in which a token stands in a text.

    >>> leaks("Bearer ***"), leaks(f"Bearer {PARTNER}")
    ([], ['raw'])
    """
    return sorted({KINDS[found] for found in PATTERN.findall(text)})


class Told:
    """What a test saw, as texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, *things: object) -> None:
        """Note how things show; of an error, the whole traceback with all variables."""
        for thing in things:
            self.texts += [repr(thing), str(thing)]
            if isinstance(thing, BaseException):
                trace = traceback.TracebackException.from_exception(thing, capture_locals=True)
                self.texts.append("".join(trace.format()))

    def leaks(self) -> list[str]:
        """What stands in them, and where."""
        return [f"{', '.join(found)} in {text[:300]!r}" for text in self.texts if (found := leaks(text))]
