"""Output files: whole or not at all, never through a link, never over a file unless that is asked for.

Written beside their place under a name that nobody can guess, flushed to the disk, then put into place in one step.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from frontdesk.errors import OutputFailed, OutputRefused


def write_file(path: str, parts: Iterable[str], *, overwrite: bool) -> None:
    """Write the parts to a new file, or over a file. Raises `OutputRefused` before, `OutputFailed` during the work."""
    write_with(path, lambda file: file.writelines(part.encode() for part in parts), overwrite=overwrite)


def write_with(path: str, write: Callable[[BinaryIO], object], *, overwrite: bool) -> None:
    """As `write_file`, for whatever `write` writes."""
    check_place(path, overwrite=overwrite)
    temporary, descriptor = _create_beside(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
            file.flush()
            os.fsync(descriptor)
        _put_in_place(temporary, path, overwrite=overwrite)
    except OSError as error:
        raise OutputFailed(path, error.strerror or str(error)) from None
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(Path(path).parent)


def check_place(path: str, *, overwrite: bool) -> None:
    """Raise `OutputRefused` if a file must not be written there; worth asking before long work."""
    try:
        mode = Path(path).lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputRefused(path, "cannot", error.strerror or str(error)) from None
    except ValueError:  # a NUL in the name
        raise OutputRefused(path, "cannot", "no file can have this name") from None
    if stat.S_ISLNK(mode):
        raise OutputRefused(path, "symlink")
    if not stat.S_ISREG(mode):
        raise OutputRefused(path, "not_a_file")
    if not overwrite:
        raise OutputRefused(path, "exists")


def _create_beside(path: str) -> tuple[Path, int]:
    """A new file in the same folder, and a descriptor to write to it."""
    temporary = Path(path).parent / f".recur-{secrets.token_hex(8)}.part"
    try:
        return temporary, os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        raise OutputRefused(path, "cannot", error.strerror or str(error)) from None


def _put_in_place(temporary: Path, path: str, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
        return
    try:
        # A second name fails where a file has come meanwhile; a rename would replace it.
        os.link(temporary, path)
    except FileExistsError:
        raise OutputRefused(path, "exists") from None
    except OSError:  # a file system without second names
        check_place(path, overwrite=False)
        temporary.replace(path)


def flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
