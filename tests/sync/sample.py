"""The samples as bytes and as documents; every file belongs to some test."""

from __future__ import annotations

from pathlib import Path

from sync.wire.documents import parse

FOLDER = Path(__file__).parent / "samples"


def names(folder: str) -> list[str]:
    """The samples of a folder: `v1`, `v2`, `errors` or `sent`."""
    return sorted(path.stem for path in (FOLDER / folder).glob("*.json"))


def body(name: str) -> bytes:
    """A sample as it comes over the wire."""
    return (FOLDER / f"{name}.json").read_bytes()


def document(name: str) -> object:
    """A sample as a document."""
    return parse(body(name))
