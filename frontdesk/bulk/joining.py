"""Parts to one file, without looking at a single value. Decides what stands before the first part and after the last."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from frontdesk.bulk.footers import MAGIC, Fields, footer_bytes, footer_of, length_of, tail_of
from frontdesk.bulk.job import Kind

_BLOCK = 1 << 22


def join(parts: Sequence[Path], kind: Kind, head: bytes, out: BinaryIO) -> None:
    """Write the parts of one kind, at least one of them, as one file; `head`: what a file of lines begins with."""
    if kind == "parquet":
        _join_parquet(parts, out)
        return
    out.write(head)
    for part in parts:
        with part.open("rb") as file:
            copyfileobj(file, out, _BLOCK)


def _join_parquet(parts: Sequence[Path], out: BinaryIO) -> None:
    """Pages are copied, footers become one. The schema is that of the first part: all have the same."""
    out.write(MAGIC)
    place: int = len(MAGIC)
    head: Fields = {}
    groups, count, rows = bytearray(), 0, 0
    for part in parts:
        footer_data, length = _copied(part, out)
        footer = footer_of(footer_data, place - len(MAGIC))
        head = head or footer.head
        groups += footer.groups
        count, rows, place = count + footer.number, rows + footer.rows, place + length
    written = footer_bytes(head, bytes(groups), count, rows)
    out.write(written)
    out.write(tail_of(len(written)))


def _copied(part: Path, out: BinaryIO) -> tuple[bytes, int]:
    """Copy the pages of a part; its footer, and how many bytes were copied."""
    with part.open("rb") as file:
        size = file.seek(-8, 2) + 8
        length = length_of(file.read(8))
        file.seek(size - 8 - length)
        footer = file.read(length)
        file.seek(len(MAGIC))
        left = pages = size - 8 - length - len(MAGIC)
        while left:
            block = file.read(min(left, _BLOCK))
            out.write(block)
            left -= len(block)
    return footer, pages
