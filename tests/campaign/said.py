"""How a batch says what it reached: one JSON line, its last. Also: what its words on the command line mean."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def say(reached: Mapping[str, object], findings: Sequence[str] = ()) -> None:
    """Print the line."""
    print(json.dumps({"reached": reached, "findings": list(findings)}))


def heard(text: str) -> tuple[dict[str, object], list[str]] | None:
    r"""What a batch said last, or None if that is no such line.

    >>> heard('a warning\n{"reached": {"schedules": 5}, "findings": []}\n')
    ({'schedules': 5}, [])
    """
    try:
        told = json.loads(text.strip().rpartition("\n")[2])
        return dict(told["reached"]), list(told["findings"])
    except (ValueError, TypeError, KeyError):
        return None
