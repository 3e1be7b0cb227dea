"""Finds secrets wherever they may have been written, in the disguises that texts take on their way into a file."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

from tests.canaries.tokens import canary, password

PARTNER, USER, PASSWORD = canary("Partner"), canary("User"), password("Pass")
CANARIES = (PARTNER, USER, PASSWORD)
_SHORTEST = 8


def disguises(secret: str) -> dict[str, str]:
    """How a secret may look: raw, reversed, its halves, escaped for JSON, Python and URLs, in hex and in base64."""
    data, middle = secret.encode(), len(secret) // 2
    looks = {
        "raw": secret,
        "reversed": secret[::-1],
        "first half": secret[: max(middle, _SHORTEST)],
        "last half": secret[-max(middle, _SHORTEST) :],
        "reversed half": secret[::-1][: max(middle, _SHORTEST)],
        "JSON": json.dumps(secret)[1:-1],
        "JSON in UTF-8": json.dumps(secret, ensure_ascii=False)[1:-1],
        "repr": repr(secret)[1:-1],
        "URL": quote(secret, safe=""),
        "form": quote_plus(secret),
        "all of it in percent": "".join(f"%{byte:02X}" for byte in data),
        "hex": data.hex(),
    }
    return looks | {f"base64 at {shift}": _base64(data, shift) for shift in range(3)}


def _base64(data: bytes, shift: int) -> str:
    """The letters of base64 that are the same whatever stands before and after, `shift` bytes into a group."""
    text = base64.b64encode(b"\0" * shift + data).decode()
    return text[4 if shift else 0 : (shift + len(data)) // 3 * 4]


def found(text: str, secrets: Iterable[str] = CANARIES) -> list[str]:
    """Every secret in a text, by its first letters and its disguise."""
    plain = re.sub(r"\s", "", text)
    return [
        f"{secret[:11]} as {name}"
        for secret in secrets
        for name, look in disguises(secret).items()
        if look in text or look in plain or look.lower() in text.lower()
    ]


def files_with_secrets(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every file under a folder that holds a secret; names of files count as well."""
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else ""
        if hits := found(f"{path}\n{content}"):
            yield path, hits
