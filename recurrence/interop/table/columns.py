"""Arrow columns as integers: a table's fields as numpy arrays, with a mark on every row that cannot be sound.

Decides which types of column can hold which field, and looks at bounds; what exactly is wrong with a marked row is found
out later, row by row (`single`). A text is read by the same functions there and here, once for each different text.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from recurrence.cycle import LAST_DAY
from recurrence.errors import RecurrenceError
from recurrence.interop.table.months import Flags, Ints
from recurrence.interop.table.schema import is_text
from recurrence.interop.table.single import EXACT, READERS, of_axes
from recurrence.reading import Reading
from recurrence.strategy import MAX_INTERVAL, Strategy
from recurrence.window import MAX_COUNT, event_problems

_EPOCH = 719_163  # the ordinal of 1970-01-01
_MINUTES = 1_440
_PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_MOST_DAYS = 1_000
_BAD = np.iinfo(np.int64).min
_BITS = np.array(
    [128, 1, 2, 4, 8, 16, 32, 64, 128], np.uint8
)  # by day + 1, cut off at both ends: 128 is no weekday's
Narrow = NDArray[np.integer[Any]]
"""Integers as wide as the table has them: half the memory, and a trap for arithmetic."""
_Read = tuple[Narrow, Flags | None]  # values, and where there are none; None: there is one everywhere


class Columns(NamedTuple):
    """The fields of rows. What is absent is 0 in `till`, `most` (the count) and `event` (an ordinal), −1 in `hours` and `minutes`.

    `days` are bits, bit 0 = Sunday; `clock` is the event's minute of its day; `reading` numbers `readings`, where
    number 0 is that of the call. A field is None where no row has it. `bad` marks rows that have problems.
    """

    mode: Narrow
    days: Narrow | None
    interval: Narrow | None
    start: Narrow
    till: Narrow | None
    most: Narrow | None
    hours: Narrow | None
    minutes: Narrow | None
    event: Ints | None
    clock: Ints | None
    reading: Ints | None
    readings: list[Reading]
    bad: Flags

    def take(self, rows: Ints) -> "Columns":
        """These rows, which ascend."""
        if len(rows) == len(self.bad):
            return self
        return Columns(*(field.take(rows) if isinstance(field, np.ndarray) else field for field in self))  # type: ignore[arg-type]  # each field keeps its kind


def read(table: pa.Table, reading: Reading) -> Columns:
    """The fields of a table.

    >>> columns = read(
    ...     pa.table({"repeat_mode_id": [5, 9], "days": ["1,4", None], "from": ["2027-02-01"] * 2}), Reading()
    ... )
    >>> columns.days.tolist(), columns.start.tolist(), columns.bad.tolist()
    ([18, 0], [740013, 740013], [False, True])
    """
    bad = np.zeros(table.num_rows, np.bool_)
    given = {name: _whole(table[name]) for name in table.schema.names if name in READERS}

    def field(name: str, make: Callable[[pa.Array], _Read], low: int, high: int, absent: int | None) -> Any:  # noqa: ANN401  an array or None
        column = given.get(name)
        if column is None or column.null_count == len(column) > 0:
            if absent is None:
                bad[:] = True
                return np.full(len(bad), low)
            return None
        return _within(make(column), low, high, absent, bad)

    event = field("event", _minutes, _MINUTES, (LAST_DAY + 1) * _MINUTES - 1, 0)
    chosen, readings = _readings(given.get("reading"), reading)
    if chosen is not None:
        bad |= chosen < 0
    return Columns(
        mode=field("repeat_mode_id", _integers, 1, 7, None),
        days=field("days", _bits, 0, 127, 0),
        interval=field("interval", _integers, 0, MAX_INTERVAL, 0),
        start=field("from", _days, 1, LAST_DAY, None),
        till=field("till", _days, 1, LAST_DAY, 0),
        most=field("count", _integers, 1, MAX_COUNT, 0),
        hours=field("hours", _integers, 0, 23, -1),
        minutes=field("minutes", _integers, 0, 59, -1),
        event=None if event is None else event // _MINUTES,
        clock=None if event is None else event % _MINUTES,
        reading=chosen,
        readings=readings,
        bad=bad,
    )


def _within(values: _Read, low: int, high: int, absent: int | None, bad: Flags) -> Narrow:
    """The values, what is absent filled in, and rows marked whose value is out of bounds, or missing where it must not be."""
    found, missing = values
    if missing is None:
        if len(found) and (found.max() > high or found.min() < low):
            bad |= (found < low) | (found > high)
        return found
    wrong = (found < low) | (found > high)
    wrong = wrong | missing if absent is None else wrong & ~missing
    bad |= wrong
    return np.where(missing, low if absent is None else absent, found.astype(np.int64))


# --- columns of any type ------------------------------------------------------------------------------------------


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece, and written out; a float that is no number is no value."""
    if column.num_chunks == 1:
        array = _without_dictionary(_without_runs(column.chunk(0)))
    else:
        array = _without_dictionary(_without_runs(column)).combine_chunks()
        array = array if isinstance(array, pa.Array) else pa.concat_arrays(array.chunks)
    if not pa.types.is_floating(array.type):
        return array
    return pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)


def _without_runs(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return pc.run_end_decode(column) if pa.types.is_run_end_encoded(column.type) else column


def _without_dictionary(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The column as it is, but for a dictionary of what is no text."""
    if pa.types.is_dictionary(column.type) and not is_text(column.type.value_type):
        return column.cast(column.type.value_type)
    return column


def _missing(column: pa.Array) -> Flags | None:
    return column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None


def _ints(column: pa.Array) -> tuple[Ints, Flags | None]:
    """The integers under a column of integers or date-times."""
    found, missing = _narrow(column if pa.types.is_integer(column.type) else column.view(pa.int64()))
    return found.astype(np.int64, copy=False), missing


def _narrow(column: pa.Array) -> _Read:
    """A column of integers, as wide as they are there."""
    if not column.null_count:
        return column.to_numpy(), None
    return column.fill_null(0).to_numpy(), _missing(column)


def _floats(column: pa.Array) -> _Read:
    """Whole numbers in a column of floats, as a table has them that knows no integer beside a missing value."""
    found = column.cast(pa.float64()).fill_null(0).to_numpy(zero_copy_only=False)
    sound = (np.abs(found) < EXACT) & (found == np.floor(found))
    return np.where(sound, np.where(sound, found, 0).astype(np.int64), _BAD), _missing(column)


def _none_of(column: pa.Array) -> _Read:
    """A column of a type that the field cannot have: whatever is there is wrong."""
    return np.full(len(column), _BAD), _missing(column)


def _texts(column: pa.Array, name: str, number: Callable[[Any], int]) -> _Read:
    """Each different text read once, and made a number; `number` gives one for whatever the text was read as."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    read = [None if text is None else READERS[name](text) for text in coded.dictionary.to_pylist()]
    numbers = np.array([0 if value is None else number(value) for value in read] + [0], np.int64)
    empty = np.array([value is None for value in read] + [True])
    places = coded.indices.fill_null(len(read)).to_numpy(zero_copy_only=False).astype(np.int64)
    missing = empty[places]
    return numbers[places], missing if missing.any() else None


# --- the fields ---------------------------------------------------------------------------------------------------


def _integers(column: pa.Array) -> _Read:
    if pa.types.is_integer(column.type):
        return _narrow(column)
    if pa.types.is_floating(column.type):
        return _floats(column)
    if is_text(column.type):
        return _texts(column, "count", lambda value: value if type(value) is int else _BAD)
    return _none_of(column)


def _days(column: pa.Array) -> _Read:
    """Ordinals: of dates, of date-times at midnight, of texts."""
    if is_text(column.type):
        return _texts(column, "from", lambda value: value.toordinal() if type(value) is date else _BAD)
    if pa.types.is_date32(column.type):
        found, missing = _narrow(column.view(pa.int32()))
        return found + _EPOCH, missing  # what is too much for 32 bits comes out negative: no day either
    if pa.types.is_date64(column.type):
        found, missing = _ints(column)
        return found // _PER_DAY["ms"] + _EPOCH, missing
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        found, missing = _ints(column)
        days, rest = divmod(found, _PER_DAY[column.type.unit])
        return np.where(rest == 0, days + _EPOCH, _BAD), missing
    return _none_of(column)


def _minutes(column: pa.Array) -> _Read:
    """Minutes since the day before the calendar: of date-times without a zone to the minute, of texts."""
    if is_text(column.type):
        return _texts(column, "event", _minute)
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        found, missing = _ints(column)
        minutes, rest = divmod(found, _PER_DAY[column.type.unit] // _MINUTES)
        return np.where(rest == 0, minutes + _EPOCH * _MINUTES, _BAD), missing
    return _none_of(column)


def _minute(value: object) -> int:
    if not isinstance(value, datetime) or event_problems(value):
        return _BAD
    return value.toordinal() * _MINUTES + value.hour * 60 + value.minute


def _bits(column: pa.Array) -> _Read:
    """Weekdays as bits: of lists, of texts, of single weekdays."""
    kind = column.type
    if is_text(kind):
        return _texts(column, "days", _bits_of)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        found, missing = _integers(column)
        return _bit_of(found), missing
    if not (
        pa.types.is_list(kind)
        or pa.types.is_large_list(kind)
        or pa.types.is_fixed_size_list(kind)
        or pa.types.is_list_view(kind)
        or pa.types.is_large_list_view(kind)
    ):
        return _none_of(column)
    return _bits_of_lists(column)


def _bit_of(days: Narrow) -> Narrow:
    """The bit of each weekday; 128 for what is none."""
    return _BITS.take(days.astype(np.int64) + 1, mode="clip")


def _bits_of_lists(column: pa.Array) -> _Read:
    missing, (begins, sizes) = _missing(column), _places(column)
    found = np.zeros(len(column), np.uint8)
    filled = (sizes > 0).nonzero()[0]
    if len(filled):
        days = _without_dictionary(column.flatten())
        values, absent = _none_of(days) if is_text(days.type) else _integers(days)
        bits = _bit_of(values)
        if absent is not None:
            bits[absent] = 128
        found[filled] = np.bitwise_or.reduceat(bits, begins.take(filled))
        if sizes.max() > _MOST_DAYS:
            found[sizes > _MOST_DAYS] = 128
    return found, missing


def _places(column: pa.Array) -> tuple[Narrow, Narrow]:
    """Where each list begins among the members of all, and how many it has; a list that is missing has none."""
    if (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)) and not column.null_count:
        ends = column.offsets.to_numpy()
        return ends[:-1] - ends[0], ends[1:] - ends[:-1]
    sizes, _ = _ints(pc.list_value_length(column))
    return np.cumsum(sizes) - sizes, sizes


def _bits_of(value: Any) -> int:  # noqa: ANN401  whatever a text was read as
    try:
        return sum(1 << day for day in Strategy(5, value).days)
    except RecurrenceError:
        return _BAD


# --- readings -----------------------------------------------------------------------------------------------------


def _readings(column: pa.Array | None, reading: Reading) -> tuple[Ints | None, list[Reading]]:
    """The number of each row's reading among the different ones; −1 where it is none."""
    readings = [reading]
    if column is None or column.null_count == len(column):
        return None, readings

    def number(axes: Any) -> int:  # noqa: ANN401  whatever stands there
        try:
            found = of_axes(axes)
        except RecurrenceError:
            return -1
        if found not in readings:
            readings.append(found)
        return readings.index(found)

    if is_text(column.type):
        found, missing = _texts(column, "reading", number)
    else:
        found, missing = _structs(column, number)
    return (found if missing is None else np.where(missing, 0, found)).astype(np.int64), readings


def _structs(column: pa.Array, number: Callable[[Any], int]) -> _Read:
    """Each different combination of axes read once."""
    if not pa.types.is_struct(column.type):
        found, missing = _none_of(column)
        return np.full_like(found, -1), missing
    codes = np.zeros(len(column), np.int64)
    for place in range(column.type.num_fields):
        part = column.field(place)
        coded = part if pa.types.is_dictionary(part.type) else _coded(part)
        if coded is None:
            return np.full(len(column), -1), _missing(column)
        size = len(coded.dictionary) + 1
        codes = codes * size + coded.indices.fill_null(size - 1).to_numpy(zero_copy_only=False)
        codes = np.unique(codes, return_inverse=True)[1]  # so that the numbers stay small
    _, firsts, places = np.unique(codes, return_index=True, return_inverse=True)
    read = [number(column[int(row)].as_py() or {}) for row in firsts]
    return np.array(read, np.int64)[places], _missing(column)


def _coded(part: pa.Array) -> pa.Array | None:
    try:
        return part.dictionary_encode()
    except pa.ArrowNotImplementedError:
        return None
