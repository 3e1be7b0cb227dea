"""Reads the rows of the specification: what is asked, what the page answers, and which clauses the row covers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = ("page", "hand", "oracle")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question with its answer: `dates` (or date-times), or the class of the error with its fields."""

    id: str
    covers: list[str]
    source: str
    strategy: dict[str, Any]
    window: dict[str, Any]
    event: Any = None
    reading: dict[str, Any]
    dates: list[str] | None = None
    error: str | None = None
    fields: list[str] | None = None
    says: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        assert (self.dates is None) != (self.error is None), f"{self.id}: either dates or an error"
        assert self.source in SOURCES, f"{self.id}: {self.source} is no source"


def every_row() -> list[Row]:
    """All rows of all files here, in a stable order."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return [row for file in files for row in rows_of(file)]


def rows_of(file: Path) -> Iterator[Row]:
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["row"]:
        yield Row(**{"reading": {}, **row})
