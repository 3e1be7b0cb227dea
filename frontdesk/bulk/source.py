"""Which files a run reads, and a digest of what is in each. Decides what counts as a table in a folder.

A folder's files are taken in the order of their names; those that begin with a dot or an underscore are marks that
other programs leave, and no tables.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from frontdesk.bulk.job import SUFFIXES, Kind, kind_of
from frontdesk.errors import FileError, OutputRefused

_BLOCK = 1 << 22
KINDS = "a name that ends with .parquet, .csv or .jsonl"


class SourceFile(NamedTuple):
    """One file: where, its bytes and their digest, how many line ends it has, and how it was marked when looked at."""

    path: str
    bytes: int
    sha256: str
    line_ends: int
    stamp: tuple[int, int, int]


class Source(NamedTuple):
    """The input: all files of one kind, in order."""

    path: str
    kind: Kind
    files: tuple[SourceFile, ...]


def source_of(path: str) -> Source:
    """The input at a path: a file, or the files of a folder, read once for their digests. Raises `FileError`."""
    paths = _paths(path)
    kinds = {kind_of(name): name for name in reversed(paths)}
    if None in kinds:
        raise FileError(kinds[None], "folder_in_folder" if Path(kinds[None]).is_dir() else "no_table")
    if len(kinds) > 1:
        raise FileError(path, "kinds", " and ".join(sorted(Path(name).name for name in kinds.values())))
    (kind,) = kinds
    assert kind is not None  # noqa: S101  excluded above
    return Source(path, kind, tuple(_digested(name) for name in paths))


def check_apart(path: str, places: Iterable[str]) -> None:
    """Raise `OutputRefused` for an output that would replace the input at this path, or become a part of it."""
    table = Path(path).resolve()
    for place in places:
        found = Path(place).resolve()
        if table in {found, found.parent}:
            raise OutputRefused(place, "input")


def check_unchanged(source: Source) -> None:
    """Raise `FileError` if a file is not the one any more that was read."""
    for file in source.files:
        if _stamp(file.path) != file.stamp:
            raise FileError(file.path, "changed")


def _paths(path: str) -> list[str]:
    try:
        mode = Path(path).stat().st_mode
        if not S_ISDIR(mode):
            if not S_ISREG(mode):
                raise FileError(path, "not_a_file")
            return [path]
        found = sorted(str(entry) for entry in Path(path).iterdir() if entry.name[0] not in "._")
    except FileNotFoundError:
        raise FileError(path, "missing") from None
    except OSError as error:
        raise FileError(path, "unreadable", error.strerror or str(error)) from None
    except ValueError:  # a NUL in the name
        raise FileError(path, "unreadable", "no file can have this name") from None
    if not found:
        raise FileError(path, "no_tables", ", ".join(SUFFIXES))
    return found


def _digested(path: str) -> SourceFile:
    stamp = _stamp(path)
    digest, size, ends = hashlib.sha256(), 0, 0
    lines = kind_of(path) != "parquet"
    try:
        with Path(path).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
                ends += block.count(b"\n") if lines else 0
    except OSError as error:
        raise FileError(path, "unreadable", error.strerror or str(error)) from None
    return SourceFile(path, size, digest.hexdigest(), ends, stamp)


def _stamp(path: str) -> tuple[int, int, int]:
    try:
        status = Path(path).stat()
    except OSError as error:
        raise FileError(path, "unreadable", error.strerror or str(error)) from None
    if not S_ISREG(status.st_mode):
        raise FileError(path, "not_a_file")
    return status.st_size, status.st_mtime_ns, status.st_ino
