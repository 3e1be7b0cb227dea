"""Files that people hand in: read once, within bounds, as strict JSON, as TOML or as text.

Refused: what is not a regular file, over 32 MiB, not UTF-8, nested over 32 deep, a key twice in one object, numbers
that JSON does not have or that overflow. A byte order mark is tolerated. Knows nothing of what the content means.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Iterable
from math import isfinite
from pathlib import Path

from frontdesk.errors import FileError

LARGEST = 32 * 1024 * 1024
DEEPEST = 32
_MOST_DIGITS = 40
_NAME = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_NAME}[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


class _Refused(ValueError):
    """Something that Python's parser lets pass: a key of `messages.FILE_FAULTS`, and the detail."""


def read_json(path: str) -> object:
    """The document in a JSON file. Raises `FileError` with what is wrong, and with line and column where it has one."""
    text = text_of(path)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except RecursionError:
        raise FileError(path, "deep", DEEPEST) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise FileError(path, "empty" if not text.strip() else "syntax", place) from None
    except _Refused as error:
        raise FileError(path, *error.args) from None
    if _depth_exceeds(document, DEEPEST):
        raise FileError(path, "deep", DEEPEST)
    return document


def read_toml(path: str, *, number: Callable[[str], object] = float) -> dict[str, object]:
    """The document in a TOML file, its fractions by `number`. Raises `FileError` with line and column where there are."""
    import tomllib

    text = text_of(path)
    if _DEEP_KEY.search(text):  # tomllib would take minutes over a key of many thousand names
        raise FileError(path, "deep", DEEPEST)
    try:
        document = tomllib.loads(text, parse_float=number)
    except RecursionError:
        raise FileError(path, "deep", DEEPEST) from None
    except ValueError as error:
        raise FileError(path, "toml", str(error)) from None
    if _depth_exceeds(document, DEEPEST):
        raise FileError(path, "deep", DEEPEST)
    return document


def text_of(path: str) -> str:
    """The text in a file. Raises `FileError`."""
    return _text(path, content_of(path))


def content_of(path: str) -> bytes:
    """The bytes of a regular file, never more than the cap; asked before it is opened, and again after.

    Raises `FileError`.
    """
    try:
        _check(path, Path(path).stat())
        # A FIFO put in its place meanwhile must not hold us up.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            _check(path, os.fstat(descriptor))
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise FileError(path, "missing") from None
    except OSError as error:
        raise FileError(path, "unreadable", error.strerror or str(error)) from None
    except ValueError:  # a NUL in the name, or a lone surrogate
        raise FileError(path, "unreadable", "no file can have this name") from None
    if len(content) > LARGEST:
        raise FileError(path, "large", LARGEST)
    return content


def _check(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise FileError(path, "not_a_file")
    if status.st_size > LARGEST:
        raise FileError(path, "large", LARGEST)


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(path, "encoding", f"line {line}, byte {error.start}") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _Refused("twice", name)
        found[name] = value
    return found


def _no_constant(name: str) -> object:
    raise _Refused("number", name)


def _float(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _Refused("number", text[:_MOST_DIGITS])
    return number


def _integer(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _Refused("number", f"{text[:8]}… ({len(text)} digits)")
    return int(text)


def _depth_exceeds(document: object, limit: int) -> bool:
    """Whether containers are nested deeper than `limit`, a layer at a time."""
    layer = [document]
    for _ in range(limit):
        layer = [child for node in layer for child in _children(node) if isinstance(child, dict | list)]
        if not layer:
            return False
    return True


def _children(node: object) -> Iterable[object]:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
