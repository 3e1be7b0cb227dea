"""Bytes of an answer → a JSON document, or one `WireError`. Stricter than `json`: what could be read two ways is refused.

Refused: bytes that are not UTF-8, a key that stands twice, NaN and infinity, more than 32 levels, numbers of thousands
of digits, half surrogates. No part of the bytes is ever quoted: they may hold a token.
"""

import json
import re
from collections.abc import Iterable
from math import isfinite
from typing import NoReturn

from recurrence.errors import Problem
from sync.errors import WireError

DEEPEST = 32
MOST_DIGITS = 100
_JSON_TYPE = re.compile(
    r"\Aapplication/(?:json|[a-z0-9.+-]{1,60}\+json)(?:[ \t]*;[ \t]*charset=\"?utf-?8\"?)?[ \t]*;?[ \t]*\Z",
    re.IGNORECASE,
)


def is_json(content_type: str | None) -> bool:
    """Whether a content type says JSON in UTF-8; JSON:API's own type does.

    >>> is_json("application/json; charset=utf-8"), is_json("application/vnd.api+json"), is_json("text/html")
    (True, True, False)
    """
    return content_type is not None and len(content_type) <= 200 and bool(_JSON_TYPE.match(content_type))


def parse(body: bytes) -> object:
    """The document. Raises `WireError`.

    >>> parse(b'{"success": true, "data": [1]}')
    {'success': True, 'data': [1]}
    >>> parse(b'{"count": 1, "count": 100000}')
    Traceback (most recent call last):
    ...
    sync.errors.WireError: body: 'a key twice' is not allowed; it takes JSON in which every key stands once.
    """
    try:
        text = body.decode("utf-8")
        document: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except UnicodeDecodeError:
        _refuse("other bytes", "UTF-8 text")
    except json.JSONDecodeError as error:
        _refuse(f"something else at character {error.pos}", "JSON")
    except RecursionError:
        _refuse("deeper", f"JSON of at most {DEEPEST} levels")
    if _deeper(document, DEEPEST):
        _refuse("deeper", f"JSON of at most {DEEPEST} levels")
    if "\\ud" in text or "\\uD" in text:
        _check_surrogates(document)
    return document


def _refuse(found: str, allowed: str) -> NoReturn:
    raise WireError([Problem("body", found, allowed)]) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        _refuse("a key twice", "JSON in which every key stands once")
    return found


def _no_constant(name: str) -> NoReturn:
    _refuse(name, "numbers that JSON has")


def _float(text: str) -> float:
    number = float(text) if len(text) <= MOST_DIGITS else float("inf")
    if not isfinite(number):
        _refuse("a number beyond all bounds", "numbers that JSON has")
    return number


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        _refuse("a number beyond all bounds", "numbers that JSON has")
    return int(text)


def _deeper(document: object, limit: int) -> bool:
    """Whether containers are nested deeper than `limit`, a layer at a time."""
    layer = [document]
    for _ in range(limit):
        layer = [child for node in layer for child in _children(node) if isinstance(child, dict | list)]
        if not layer:
            return False
    return True


def _children(node: object) -> Iterable[object]:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _check_surrogates(document: object) -> None:
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        _refuse("half a character", "UTF-8 text")
