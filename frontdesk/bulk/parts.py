"""The folder beside the output in which partitions are kept until the output is whole: one run at a time.

Decides the order that makes a kill harmless: a part's files get their names when they are whole, and its mark, with
their checksums, comes last. Nothing waits for the disk: a part that a power cut tore has another checksum and is done
again. Whether what is there may be used is `binding`'s to say. Never follows a link, and takes no folder that has
something else in it.
"""

import fcntl
import json
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import pyarrow as pa

from frontdesk.bulk.binding import (
    Blob,
    Mark,
    dates_name,
    errors_name,
    mark_name,
    mark_of,
    other_because,
    standing,
)
from frontdesk.bulk.job import Tally, parts_path
from frontdesk.errors import AnotherRun, OutputFailed, OutputRefused

_BINDING, _LOCK, _PLACING = "binding.json", "lock", "placing"
_OURS = re.compile(rf"(\d{{8}}\.(dates|errors|json)|{re.escape(_BINDING)})(\.new)?|{_LOCK}|{_PLACING}")
_BLOCK = 1 << 22
T = TypeVar("T")


class Kept(NamedTuple):
    """A folder of parts: where, which are done, and how many were thrown away, with the reasons."""

    folder: Path
    done: dict[int, Mark]
    thrown: int
    because: list[str]


@contextmanager
def kept_parts(out: str, binding: Mapping[str, Any]) -> Iterator[Kept]:
    """The parts of an output, ours alone until the end. Raises `OutputRefused`, `OutputFailed`, `AnotherRun`."""
    folder = Path(parts_path(out))
    try:
        _make(folder)
        lock = (folder / _LOCK).open("ab")
    except OSError as error:
        raise OutputFailed(str(folder), error.strerror or str(error)) from None
    with lock:
        _take(lock.fileno(), out)
        try:
            yield _sorted_out(folder, binding)
        finally:
            if folder.is_dir() and not any(_marks(folder)):
                _remove(folder)


def remove_parts(kept: Kept) -> None:
    """Take the folder away: its files have become the output."""
    _remove(kept.folder)


def note_placing(kept: Kept) -> None:
    """Note that the output is being put into place: what is beside it from now on is ours."""
    (kept.folder / _PLACING).touch()


def is_placing(out: str) -> bool:
    """Whether a run for this output came as far as that and no further."""
    return (Path(parts_path(out)) / _PLACING).exists()


def marks_in(folder: Path) -> dict[int, Mark]:
    """What is done by now, by its marks alone."""
    return {mark.number: mark for mark in _marks(folder)}


def write_dates(folder: Path, number: int, write: Callable[[pa.NativeFile], T]) -> tuple[Blob, T]:
    """A part's file of dates, whole before it has its name; and what `write` returned."""
    return _stored(folder / dates_name(number), write)


def write_errors(folder: Path, number: int, write: Callable[[pa.NativeFile], T]) -> tuple[Blob, T]:
    """As `write_dates`, for the rows that mean none."""
    return _stored(folder / errors_name(number), write)


def write_mark(folder: Path, number: int, tally: Tally, dates: Blob, errors: Blob | None) -> Mark:
    """Say that a part is done."""
    mark = Mark(number, tally, dates, errors)
    _put(folder / mark_name(number), mark.document())
    return mark


def paths_of(kept: Kept, marks: Mapping[int, Mark]) -> tuple[list[Path], list[Path]]:
    """The files of all parts in order: those of dates, and those of refused rows."""
    numbers = sorted(marks)
    return (
        [kept.folder / dates_name(number) for number in numbers],
        [kept.folder / errors_name(number) for number in numbers if marks[number].errors is not None],
    )


# --- the folder -----------------------------------------------------------------------------------------------------


def _make(folder: Path) -> None:
    """A folder that is ours. Raises `OutputRefused` for anything else in its place."""
    try:
        folder.mkdir(exist_ok=True)
        mode = folder.lstat().st_mode
    except FileExistsError:
        mode = folder.lstat().st_mode
    except OSError as error:
        raise OutputRefused(str(folder), "cannot", error.strerror or str(error)) from None
    except ValueError:  # a NUL in the name
        raise OutputRefused(str(folder), "cannot", "no file can have this name") from None
    if not stat.S_ISDIR(mode):
        raise OutputRefused(str(folder), "parts")
    names = {entry.name for entry in folder.iterdir()}
    if not all(map(_OURS.fullmatch, names)) or (
        names - {_LOCK} and not names & {_BINDING, f"{_BINDING}.new"}
    ):
        raise OutputRefused(str(folder), "parts")


def _take(descriptor: int, out: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AnotherRun(out) from None


def _sorted_out(folder: Path, binding: Mapping[str, Any]) -> Kept:
    """What may be used of what is there; the rest is thrown away."""
    place = folder / _BINDING
    marks = list(_marks(folder))
    because = other_because(_document(place), binding) if place.exists() else []
    if because:
        _clear(folder)
    if because or not place.exists():
        _put(place, binding)
    done = {} if because else standing(marks, _found(folder, marks))
    return Kept(folder, done, len(marks) - len(done), because)


def _marks(folder: Path) -> Iterator[Mark]:
    for path in sorted(folder.glob("*.json")):
        with suppress(KeyError, TypeError):
            mark = mark_of(_document(path) or {})
            if path.name == mark_name(mark.number):
                yield mark


def _found(folder: Path, marks: list[Mark]) -> dict[str, Blob]:
    names = [name(mark.number) for mark in marks for name in (dates_name, errors_name)]
    return {name: _blob(folder / name) for name in names if (folder / name).is_file()}


def _remove(folder: Path) -> None:
    _clear(folder)
    with suppress(OSError):
        (folder / _LOCK).unlink()
        folder.rmdir()


def _clear(folder: Path) -> None:
    """Remove our files but the lock; the binding last, for without it a folder is not known as ours."""
    entries = [entry for entry in folder.iterdir() if _OURS.fullmatch(entry.name) and entry.name != _LOCK]
    for entry in sorted(entries, key=lambda entry: entry.name == _BINDING):
        entry.unlink()


# --- files ----------------------------------------------------------------------------------------------------------


def _stored(path: Path, write: Callable[[pa.NativeFile], T]) -> tuple[Blob, T]:
    new = path.with_name(f"{path.name}.new")
    try:
        with pa.OSFile(str(new), "wb") as sink:
            result = write(sink)
        blob = _blob(new)
        new.replace(path)
    except OSError as error:
        raise OutputFailed(str(path.parent), error.strerror or str(error)) from None
    return blob, result


def _blob(path: Path) -> Blob:
    size = checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            size, checksum = size + len(block), crc32(block, checksum)
    return Blob(size, checksum)


def _put(path: Path, document: Mapping[str, Any]) -> None:
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("w", encoding="utf-8") as file:
            json.dump(document, file)
        new.replace(path)
    except OSError as error:
        raise OutputFailed(str(path.parent), error.strerror or str(error)) from None


def _document(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
