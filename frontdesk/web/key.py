"""The key that the page's paths begin with: made once, kept for its owner alone, so that bookmarks outlive a start.

Decides where it is and whom the file admits (decision 48). Raises `StateRefused` rather than use one that others may know.
"""

import os
import re
import secrets
import stat
from pathlib import Path

from frontdesk.errors import StateRefused

NAME = "web.key"
BYTES = 16
_KEY = re.compile(rb"\A[A-Za-z0-9_-]{22}\n?\Z")
_LINK_FREE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def key_in(folder: Path, *, fresh: bool) -> str:
    """The key that is kept in a folder, made if there is none; `fresh`: another, so that old addresses end.

    Raises `StateRefused`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / NAME
        if fresh:
            path.unlink(missing_ok=True)
        return _kept(path) or _made(path) or _kept(path) or _refused(path, "wrong kind")
    except FileExistsError:
        raise StateRefused(str(folder), "kind") from None
    except OSError as error:
        raise StateRefused(str(folder), "cannot", error.strerror or str(error)) from None


def _kept(path: Path) -> str | None:
    """The key in a file; None where there is no file."""
    try:
        file = os.open(path, os.O_RDONLY | _LINK_FREE)
    except FileNotFoundError:
        return None
    try:
        found = os.fstat(file)
        content = os.read(file, 64)
    finally:
        os.close(file)
    if not stat.S_ISREG(found.st_mode):
        return _refused(path, "wrong kind")
    if found.st_uid != os.geteuid():
        return _refused(path, "wrong owner")
    if found.st_mode & 0o077:
        return _refused(path, "open to others")
    return content.decode("ascii").strip() if _KEY.match(content) else _refused(path, "wrong kind")


def _made(path: Path) -> str | None:
    """A new key in a new file; None where another process was faster. The file has its name only with its content."""
    key = secrets.token_urlsafe(BYTES)
    beside = path.with_name(f".{NAME}.{secrets.token_hex(8)}")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _LINK_FREE, 0o600)
    try:
        os.write(file, f"{key}\n".encode("ascii"))
        os.fsync(file)
    finally:
        os.close(file)
    try:
        os.link(beside, path)
    except FileExistsError:
        return None
    finally:
        beside.unlink()
    return key


def _refused(path: Path, fault: str) -> str:
    raise StateRefused(str(path), "cannot", _FAULTS[fault])


_FAULTS = {
    "wrong kind": "it holds no key; remove it, and another is made",
    "wrong owner": "it belongs to somebody else",
    "open to others": "others may read it; remove it, and another is made",
}
