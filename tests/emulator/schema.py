"""Checks a document against a JSON schema, as far as the emulator's description uses them. Nothing more is needed."""

import re
from collections.abc import Callable
from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = {
    "type", "properties", "required", "items", "anyOf", "const", "enum", "pattern", "minimum", "maximum", "maxItems",
    "minItems", "minLength", "maxLength", "multipleOf", "$ref", "description", "format",
}  # fmt: skip


def complaints(value: object, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> list[str]:
    """What is wrong with a value, place by place."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return complaints(value, root["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], root, path)
    if "anyOf" in schema:
        tried = [complaints(value, option, root, path) for option in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    return _of_type(value, schema, path) or [*_plain(value, schema, path), *_inner(value, schema, root, path)]


def _of_type(value: object, schema: dict[str, Any], path: str) -> list[str]:
    kinds = schema.get("type", [])
    named = [kinds] if isinstance(kinds, str) else kinds
    fits = any(type(value) in KINDS[kind] for kind in named)
    return [] if fits or not named else [f"{path}: {value!r} is no {kinds}"]


def _plain(value: Any, schema: dict[str, Any], path: str) -> list[str]:  # noqa: ANN401  any JSON
    checks: dict[str, Callable[[Any], bool]] = {
        "const": lambda limit: value == limit,
        "enum": lambda limit: value in limit,
        "pattern": lambda limit: re.search(limit, value) is not None,
        "minimum": lambda limit: value >= limit,
        "maximum": lambda limit: value <= limit,
        "multipleOf": lambda limit: value % limit == 0,
        "minItems": lambda limit: len(value) >= limit,
        "maxItems": lambda limit: len(value) <= limit,
        "minLength": lambda limit: len(value) >= limit,
        "maxLength": lambda limit: len(value) <= limit,
    }
    wrong = [name for name, check in checks.items() if name in schema and not check(schema[name])]
    return [f"{path}: {value!r} breaks {name} {schema[name]!r}" for name in wrong]


def _inner(value: object, schema: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, list):
        rule = schema.get("items", {})
        return [c for n, item in enumerate(value) for c in complaints(item, rule, root, f"{path}[{n}]")]
    if not isinstance(value, dict):
        return []
    missing = [f"{path}: no {name}" for name in schema.get("required", []) if name not in value]
    rules = schema.get("properties", {})
    return missing + [
        complaint
        for name, item in value.items()
        if name in rules
        for complaint in complaints(item, rules[name], root, f"{path}.{name}")
    ]
