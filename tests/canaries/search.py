"""Looks for canaries in whatever was written, in every spelling in which a secret may end up there.

Knows what it looks for from `tokens.py`. Profiles, which exist to hold tokens, are the one place where they may be.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tests.canaries.tokens import UNIT

COMPILED = {"__pycache__", ".git"}
"""Folders of what is no output: the interpreter's copies of source files."""


class Hit(NamedTuple):
    """A canary: where it stands, and how it is spelt there."""

    path: Path
    spelling: str


def _in_base64(text: str) -> Iterator[bytes]:
    """The letters that it has in base64 whatever stands before and after it, at each of three offsets."""
    for before in range(3):
        whole = b64encode(b"\0" * before + text.encode() * 2)
        yield whole[4 if before else 0 :][:12]


def spellings(unit: str = UNIT) -> dict[str, tuple[bytes, ...]]:
    """Every way to write the unit, as bytes.

    >>> spellings("ab")["hex"], spellings("ab")["percent"]
    ((b'6162', b'6162'), (b'%61%62', b'%61%62'))
    """
    data = unit.encode()
    hexed, percent = data.hex(), "".join(f"%{byte:02x}" for byte in data)
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in unit)
    return {
        "raw": (data,),
        "upper or lower case": (data.upper(), data.lower()),
        "reversed": (data[::-1],),
        "UTF-16": (unit.encode("utf-16-le"), unit.encode("utf-16-be")),
        "base64": tuple(_in_base64(unit)),
        "hex": (hexed.encode(), hexed.upper().encode()),
        "percent": (percent.encode(), percent.upper().encode()),
        "JSON escapes": (escaped.encode(), escaped.upper().replace("\\U", "\\u").encode()),
        "Python escapes": ("".join(f"\\x{byte:02x}" for byte in data).encode(),),
        "XML references": ("".join(f"&#{byte};" for byte in data).encode(),),
    }


SPELLINGS = spellings()


def found(content: bytes) -> list[str]:
    """The spellings in which a canary stands there; line breaks in the middle do not hide it."""
    joined = content.translate(None, b"\r\n") if b"\n" in content else content
    return [name for name, looks in SPELLINGS.items() if any(look in joined for look in looks)]


def files_of(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file below, by whatever name."""
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if name not in COMPILED]
            yield from (Path(place, name) for name in names)


def hits(files: Iterable[Path]) -> Iterator[Hit]:
    """Every canary, in a file or in its name; of files with the same content the first is searched."""
    seen: set[bytes] = set()
    for path in files:
        content = path.read_bytes() if path.is_file() and not may_hold_tokens(path) else b""
        digest = blake2b(content, digest_size=16).digest()
        content = b"" if digest in seen else content
        seen.add(digest)
        yield from (Hit(path, spelling) for spelling in found(str(path).encode() + b"\0" + content))


def may_hold_tokens(path: Path) -> bool:
    """Whether it is a profile, in a folder of settings.

    >>> may_hold_tokens(Path("settings/recur/default.toml")), may_hold_tokens(Path("state/recur/x.toml"))
    (True, False)
    """
    return path.suffix == ".toml" and path.parts[-3:-1] == ("settings", "recur")
