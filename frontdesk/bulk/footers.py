"""The footer of a Parquet file, taken apart and put together with its row groups moved.

A Parquet file is pages of values, then a footer that says where they are. So files of one schema are joined by copying
the pages as they are and moving the offsets, at the speed of a copy; the libraries can only decode all and encode it
again. Decides which fields of the footer are offsets. The footer is a Thrift structure in the compact protocol; what
has no meaning here is carried along untouched.
"""

import struct
from typing import Any, NamedTuple

MAGIC = b"PAR1"
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS = (4, 5, 6)
_STOP = 0
_LONG = 15
"""From so many elements the number of a list stands by itself."""

Fields = dict[int, tuple[int, Any]]
"""A structure: the number of each field to its type and value."""

# FileMetaData, RowGroup, ColumnChunk and ColumnMetaData in the format's own definition (parquet.thrift).
_NUM_ROWS, _ROW_GROUPS = 3, 4
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_CHUNK_OFFSETS, _CHUNK_META = (2, 4, 6), 3
_META_OFFSETS = (9, 10, 11, 14)


class Footer(NamedTuple):
    """A footer: everything but the row groups, the row groups ready to be written, how many, and the rows in all."""

    head: Fields
    groups: bytes
    number: int
    rows: int


def footer_of(data: bytes, shift: int = 0) -> Footer:
    """The footer in these bytes, with all offsets `shift` bytes further on."""
    fields, _ = _read_struct(data, 0)
    _, groups = fields[_ROW_GROUPS][1]
    moved = b"".join(_written(_STRUCT, _moved(group, shift)) for group in groups)
    return Footer(fields, moved, len(groups), fields[_NUM_ROWS][1])


def footer_bytes(head: Fields, groups: bytes, count: int, rows: int) -> bytes:
    """A footer with these row groups."""
    listed = _list_head(_STRUCT, count) + groups
    fields = {**head, _NUM_ROWS: (_INTEGERS[2], rows), _ROW_GROUPS: (_LIST, listed)}
    return _written(_STRUCT, fields)


def _moved(group: Fields, shift: int) -> Fields:
    """A row group further on. Its ordinal, which need not be said, is left out."""
    kind, columns = group[_COLUMNS][1]
    chunks = [_moved_chunk(chunk, shift) for chunk in columns]
    moved = {**group, _COLUMNS: (_LIST, (kind, chunks))}
    moved.pop(_ORDINAL, None)
    return _shifted(moved, (_GROUP_OFFSET,), shift)


def _moved_chunk(chunk: Fields, shift: int) -> Fields:
    meta = _shifted(chunk[_CHUNK_META][1], _META_OFFSETS, shift)
    return _shifted({**chunk, _CHUNK_META: (_STRUCT, meta)}, _CHUNK_OFFSETS, shift)


def _shifted(fields: Fields, numbers: tuple[int, ...], shift: int) -> Fields:
    """An offset of 0 says that there is none."""
    moved = {
        number: (fields[number][0], fields[number][1] + shift)
        for number in numbers
        if _is_set(fields, number)
    }
    return {**fields, **moved}


def _is_set(fields: Fields, number: int) -> bool:
    return number in fields and fields[number][1] != 0


# --- the compact protocol -------------------------------------------------------------------------------------------


def _read_struct(data: bytes, at: int) -> tuple[Fields, int]:
    fields: Fields = {}
    number = 0
    while data[at] != _STOP:
        delta, kind = data[at] >> 4, data[at] & 15
        at += 1
        if delta:
            number += delta
        else:
            number, at = _read_integer(data, at)
        if kind in {_TRUE, _FALSE}:
            fields[number] = kind, kind == _TRUE
            continue
        value, at = _read(data, at, kind)
        fields[number] = kind, value
    return fields, at + 1


def _read(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in _INTEGERS:
        return _read_integer(data, at)
    if kind == _BINARY:
        length, at = _read_varint(data, at)
        return data[at : at + length], at + length
    if kind == _STRUCT:
        return _read_struct(data, at)
    if kind in {_LIST, _SET}:
        return _read_list(data, at)
    if kind in {_TRUE, _FALSE, _BYTE}:
        return data[at], at + 1
    if kind == _DOUBLE:
        return data[at : at + 8], at + 8
    raise ValueError(kind)


def _read_list(data: bytes, at: int) -> tuple[tuple[int, list[Any]], int]:
    size, kind = data[at] >> 4, data[at] & 15
    at += 1
    if size == _LONG:
        size, at = _read_varint(data, at)
    found = []
    for _ in range(size):
        value, at = _read(data, at, kind)
        found.append(value)
    return (kind, found), at


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _read_integer(data: bytes, at: int) -> tuple[int, int]:
    value, at = _read_varint(data, at)
    return (value >> 1) ^ -(value & 1), at


def _written(kind: int, value: Any) -> bytes:  # noqa: ANN401  whatever the type of the field is
    if kind == _STRUCT:
        return b"".join(_fields_written(value)) + bytes([_STOP])
    if kind in _INTEGERS:
        return _varint((value << 1) ^ (value >> 63))
    if kind == _BINARY:
        return _varint(len(value)) + bytes(value)
    if kind in {_LIST, _SET}:
        if isinstance(value, bytes):
            return value
        inner, found = value
        return _list_head(inner, len(found)) + b"".join(_written(inner, each) for each in found)
    return bytes([value]) if isinstance(value, int) else bytes(value)


def _fields_written(fields: Fields) -> list[bytes]:
    found, before = [], 0
    for number, (kind, value) in sorted(fields.items()):
        delta = number - before
        found.append(
            bytes([delta << 4 | kind]) if delta < _LONG + 1 else bytes([kind]) + _varint(number << 1)
        )
        found.append(b"" if kind in {_TRUE, _FALSE} else _written(kind, value))
        before = number
    return found


def _list_head(kind: int, size: int) -> bytes:
    return bytes([size << 4 | kind]) if size < _LONG else bytes([_LONG << 4 | kind]) + _varint(size)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def length_of(tail: bytes) -> int:
    """How long the footer is, by the last 8 bytes of a file. Raises `ValueError` if it is no Parquet file."""
    if tail[4:] != MAGIC:
        raise ValueError(tail)
    return int(struct.unpack("<I", tail[:4])[0])


def tail_of(length: int) -> bytes:
    """The last 8 bytes of a file with a footer of this length."""
    return struct.pack("<I", length) + MAGIC
