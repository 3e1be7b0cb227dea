"""The parts of the documentation that are made from the code: tables of switches and operations, the description."""

import json

from sync.emulator.openapi import description
from sync.emulator.routes import NAMES
from sync.emulator.switches import switches


def switch_table() -> str:
    """The switches as a table in Markdown, a line each."""
    lines = ["| switch | values | what it asks |", "|---|---|---|"]
    for switch in switches():
        values = " · ".join(f"`{value}`" for value in switch.values) or f"a number, `{switch.default:g}`"
        lines.append(f"| `{switch.name}` | {values} | {switch.about} |")
    return "\n".join(lines)


def operation_names() -> str:
    """The operations that fault lists can name."""
    return ", ".join(f"`{name}`" for name in NAMES)


def description_text() -> str:
    """The OpenAPI description as it stands in docs/."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"
