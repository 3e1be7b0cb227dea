"""The JSON Schemas in docs/schemas, and what in a value breaks one, of the words that they use."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schemas"
KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
    "boolean": (bool,),
}
SILENT = {
    "$schema",
    "$defs",
    "title",
    "description",
    "type",
    "properties",
    "items",
    "$ref",
    "anyOf",
    "required",
}


def schema_of(name: str) -> dict[str, Any]:
    """A schema by its name, such as `events`."""
    return dict(json.loads((FOLDER / f"{name}-1.schema.json").read_text(encoding="utf-8")))


def faults(value: object, name: str) -> list[str]:
    """What in a value breaks a schema."""
    root = schema_of(name)
    return _faults(value, root, root, "$")


def _faults(value: object, schema: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    if "$ref" in schema:
        return _faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, path)
    if "anyOf" in schema:
        tried = [_faults(value, branch, root, path) for branch in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    if "type" in schema and type(value) not in KINDS[schema["type"]]:
        return [f"{path}: {value!r} is no {schema['type']}"]
    found = [f"{path}: {word}" for word, wanted in schema.items() if not _keeps(value, word, wanted)]
    return found + _inner(value, schema, root, path)


def _keeps(value: Any, word: str, wanted: Any) -> bool:  # noqa: ANN401  any JSON
    checks: dict[str, Callable[[], bool]] = {
        "const": lambda: value == wanted,
        "enum": lambda: value in wanted,
        "pattern": lambda: re.search(wanted, value) is not None,
        "minimum": lambda: value >= wanted,
        "maximum": lambda: value <= wanted,
        "uniqueItems": lambda: len(value) == len(set(value)),
        "additionalProperties": lambda: True,
    }
    return word in SILENT or checks[word]()


def _inner(value: object, schema: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, list):
        return [
            f for n, item in enumerate(value) for f in _faults(item, schema["items"], root, f"{path}[{n}]")
        ]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    found = [f"{path}: no {name}" for name in schema.get("required", []) if name not in value]
    found += [f"{path}: {name} is not known" for name in value if name not in known]
    return found + [
        f
        for name in known
        if name in value
        for f in _faults(value[name], known[name], root, f"{path}.{name}")
    ]
