"""One byte form for one document, so that a digest binds what it says and nothing else.

Canonical JSON: keys sorted, no white space, UTF-8, texts in Unicode NFC, no floats. What has no such form is refused.
"""

import hashlib
import json
from itertools import chain
from unicodedata import is_normalized

from recurrence.errors import Problem
from sync.errors import BadInput

Document = dict[str, object]


def canonical(document: object) -> bytes:
    r"""The canonical bytes of a document of dicts, lists, texts, integers, booleans and None. Raises `BadInput`.

    >>> canonical({"b": [1, True], "a": "é"})
    b'{"a":"\xc3\xa9","b":[1,true]}'
    """
    if not _is_plain(document):
        problems = _problems(document, "")
        if problems:
            raise BadInput(problems)
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode()


def digest(document: object) -> str:
    """The SHA-256 of the canonical bytes, in 64 hexadecimal digits.

    >>> digest({})[:12]
    '44136fa355b3'
    """
    return hashlib.sha256(canonical(document)).hexdigest()


_PLAIN = {dict, list, str, int, bool, type(None)}


def _is_plain(document: object) -> bool:
    """Whether nothing can be wrong, looked at a level at a time: a plan of 100,000 dates has a million members.

    False says nothing: `_problems` goes through the members one by one, and says what is wrong and where.
    """
    nodes = [document]
    texts = list[object]()
    while nodes:
        if not _PLAIN.issuperset(map(type, nodes)):
            return False
        objects = [node for node in nodes if type(node) is dict]
        lists = [node for node in nodes if type(node) is list]
        texts += [node for node in nodes if type(node) is str]
        texts += chain.from_iterable(objects)
        nodes = [*chain.from_iterable(map(dict.values, objects)), *chain.from_iterable(lists)]
    unusual = [text for text in texts if type(text) is not str or not text.isascii()]
    return not any(_text(text, "") for text in unusual)


def _problems(node: object, path: str) -> list[Problem]:
    if isinstance(node, dict):
        return [
            problem
            for key, value in node.items()
            for problem in [*_text(key, path), *_problems(value, f"{path}.{key}")]
        ]
    if isinstance(node, list):
        return [p for number, value in enumerate(node) for p in _problems(value, f"{path}[{number}]")]
    if isinstance(node, str):
        return _text(node, path)
    plain = node is None or isinstance(node, bool) or type(node) is int
    return [] if plain else [Problem(path, node, "texts, integers, true, false, null, lists and objects")]


def _text(node: object, path: str) -> list[Problem]:
    if not isinstance(node, str):
        return [Problem(path, node, "texts as keys")]
    if node.isascii():
        return []
    try:
        node.encode()
    except UnicodeEncodeError:
        return [Problem(path, node, "whole characters")]
    return [] if is_normalized("NFC", node) else [Problem(path, node, "text in Unicode's normal form NFC")]
