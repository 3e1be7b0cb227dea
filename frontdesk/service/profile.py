"""Profiles: a host and its tokens in one file that only its owner can read. Decides where they are and whom they admit.

`NAME.toml` in the platform's folder for settings: mode 0600 in a folder 0700, both the caller's own, no symbolic
links (S02). What a profile's values mean is decided in `configuration.py`.
"""

import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from frontdesk.errors import ProfileRefused

DEFAULT = "default"
NAME_ALLOWED = "1 to 40 of the characters A-Z a-z 0-9 _ -"
LARGEST = 64 * 1024
_NAME = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,39}\Z")
_BARE = re.compile(r"\A[A-Za-z0-9_-]+\Z")
_PLACE = re.compile(r"\(at (line \d+, column \d+)\)|at end of document")
_LINK_FREE = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _LINK_FREE


class Profile(NamedTuple):
    """A profile as it stands in its file: name, path and values. Its values may be secrets and are never shown."""

    name: str
    path: str
    values: Mapping[str, object]

    def __repr__(self) -> str:
        return f"Profile({self.name!r})"


def settings_folder() -> Path:
    """The platform's folder for settings, such as `~/.config/recur`."""
    from platformdirs import user_config_path

    return user_config_path("recur", appauthor=False)


def state_folder() -> Path:
    """The platform's folder for state, such as `~/.local/state/recur`."""
    from platformdirs import user_state_path

    return user_state_path("recur", appauthor=False)


def profile_path(folder: Path, name: str) -> Path:
    """Where a profile is, whether it exists or not. Raises `ProfileRefused` for a name that none can have."""
    if not _NAME.match(name):
        raise ProfileRefused(name, "name", NAME_ALLOWED)
    return folder / f"{name}.toml"


def read_profile(folder: Path, name: str) -> Profile | None:
    """The profile of a name, None where there is none. Raises `ProfileRefused`, without a word of the content."""
    path = profile_path(folder, name)
    try:
        with _entered(folder) as place:
            content = _content(place, path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProfileRefused(str(path), "unreadable", error.strerror or str(error)) from None
    return Profile(name, str(path), _values(path, content))


def write_profile(folder: Path, profile: Profile) -> None:
    """Put a profile in its place, whole or not at all, 0600 whatever the umask. Raises `ProfileRefused`."""
    path = profile_path(folder, profile.name)
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            folder.chmod(0o700)
        with _entered(folder) as place:
            with suppress(FileNotFoundError):
                _content(place, path)  # what is there must be a profile of ours
            _replace(place, path.name, _text(profile.values).encode())
    except OSError as error:
        raise ProfileRefused(str(path), "unwritable", error.strerror or str(error)) from None


@contextmanager
def _entered(folder: Path) -> Iterator[int]:
    """A descriptor of the folder, which must be its owner's alone: everything else is opened relative to it."""
    try:
        place = os.open(folder, _FOLDER)
    except NotADirectoryError:
        raise ProfileRefused(str(folder), "symlink" if folder.is_symlink() else "kind") from None
    try:
        _refuse_others(str(folder), os.fstat(place))
        yield place
    finally:
        os.close(place)


def _content(place: int, path: Path) -> bytes:
    """The bytes of a profile."""
    try:
        file = os.open(path.name, os.O_RDONLY | _LINK_FREE | getattr(os, "O_NONBLOCK", 0), dir_fd=place)
    except OSError:
        if path.is_symlink():
            raise ProfileRefused(str(path), "symlink") from None
        raise
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise ProfileRefused(str(path), "kind")
        _refuse_others(str(path), found)
        if found.st_size > LARGEST:
            raise ProfileRefused(str(path), "large")
        return os.read(file, LARGEST)
    finally:
        os.close(file)


def _refuse_others(path: str, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise ProfileRefused(path, "owner")
    if found.st_mode & 0o077:
        right = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise ProfileRefused(path, "mode", f"{stat.S_IMODE(found.st_mode):03o}", right)


def _values(path: Path, content: bytes) -> dict[str, object]:
    """The values of a TOML text. An error tells the place, since the parser's own words may quote a token."""
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ProfileRefused(str(path), "syntax", "it is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = _PLACE.search(str(error))
        raise ProfileRefused(str(path), "syntax", (place[1] or place[0]) if place else "") from None


def _text(values: Mapping[str, object]) -> str:
    """Values as TOML, tables after the plain ones."""
    lines = ["# A profile of recur: a host and its tokens. Keep it to yourself.", *_lines(values, ())]
    return "\n".join([*lines, ""])


def _lines(values: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """Plain values first, then a table for each that has values of its own."""
    for key, value in values.items():
        if not isinstance(value, dict):
            yield f"{_key(key)} = {_literal(value)}"
    for key, value in values.items():
        if isinstance(value, dict):
            inner = (*path, key)
            if not value or any(not isinstance(other, dict) for other in value.values()):
                yield from ("", f"[{'.'.join(map(_key, inner))}]")
            yield from _lines(value, inner)


def _key(name: str) -> str:
    """A name as TOML: bare where it may be."""
    return name if _BARE.match(name) else _literal(name)


def _literal(value: object) -> str:
    """A text, a whole number, a decimal or a list of them as TOML, whose basic strings escape as JSON does."""
    from json import dumps

    return dumps(value, ensure_ascii=True)


def _replace(place: int, name: str, content: bytes) -> None:
    """A new file beside the old one, on the disk before it takes its name."""
    fresh = f".{name}.{secrets.token_hex(8)}"
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _LINK_FREE, 0o600, dir_fd=place)
    try:
        os.fchmod(file, 0o600)
        while content:
            content = content[os.write(file, content) :]
        os.fsync(file)
        os.replace(fresh, name, src_dir_fd=place, dst_dir_fd=place)
    except BaseException:
        os.unlink(fresh, dir_fd=place)
        raise
    finally:
        os.close(file)
    os.fsync(place)
