"""Snapshots out of files, as `recur pull` writes them. Decides nothing about what they hold."""

from frontdesk.errors import ContentError
from frontdesk.shell.files import read_json
from sync.errors import WireError
from sync.snapshot import Snapshot, read_snapshot


def snapshot_of_file(path: str) -> Snapshot:
    """The snapshot in a file. Raises `FileError` or `ContentError`."""
    try:
        return read_snapshot(read_json(path))
    except WireError as error:
        raise ContentError(path, error.problems) from None
