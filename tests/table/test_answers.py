"""What comes out: schemas, row numbers, keys, parts, and refusals of whole tables."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from recurrence import InvalidReading, RecurrenceError
from recurrence.errors import InvalidTable, TooManyDates
from recurrence.interop.table import (
    Shape,
    count_table,
    dates_schema,
    errors_schema,
    expand_batch,
    expand_batches,
    expand_table,
    output_schema,
)
from recurrence.interop.table.kernel import _in_one as in_one

TABLE = pa.table(
    {
        "hall": pa.array(["A", None, "B", "A"], pa.dictionary(pa.int8(), pa.string())),
        "repeat_mode_id": [1, 9, 5, 6],
        "days": [None, None, [], None],
        "from": [date(2027, 1, 30)] * 4,
        "till": [date(2027, 2, 2)] * 4,
        "hours": [9] * 4,
        "minutes": [0] * 4,
        "tags": [["x"], [], None, ["y", "z"]],
    }
)
# A Saturday and a Sunday: there are no working days.
SPARSE: dict[str, list[Any]] = {
    "repeat_mode_id": [2, 9, 2, 1],
    "from": [date(2027, 1, 30)] * 4,
    "till": [date(2027, 1, 31)] * 4,
}
SHAPES: tuple[Shape, ...] = ("long", "lists", "views")


def test_the_long_form_has_a_line_for_each_date() -> None:
    dates, errors = expand_table(TABLE, first_row=100)
    assert dates.to_pylist() == [
        {"row": row, "hall": "A", "tags": tags, "start": datetime(2027, month, day, 9)}
        for row, tags, month, day in (
            (100, ["x"], 1, 30),
            (100, ["x"], 1, 31),
            (100, ["x"], 2, 1),
            (100, ["x"], 2, 2),
            (103, ["y", "z"], 1, 30),
        )
    ]
    assert errors.drop(["problems"]).to_pylist() == [
        {"row": 101, "hall": None, "tags": []},
        {"row": 102, "hall": "B", "tags": None},
    ]
    told = [
        [(problem["field"], problem["kind"]) for problem in row] for row in errors["problems"].to_pylist()
    ]
    assert told == [[("repeat_mode_id", "InvalidStrategy")], [("days", "InvalidStrategy")]]


def changed(**columns: Any) -> pa.Table:  # noqa: ANN401  any column
    """The table with other columns in the place of some."""
    return pa.table({name: columns.get(name, TABLE[name]) for name in TABLE.column_names})


def test_lists_have_a_line_for_each_sound_row_even_without_dates() -> None:
    dates, _ = expand_table(changed(**SPARSE), shape="lists")
    assert dates.select(["row", "starts"]).to_pylist() == [
        {"row": 0, "starts": []},
        {"row": 2, "starts": []},
        {"row": 3, "starts": [datetime(2027, 1, 30, 9), datetime(2027, 1, 31, 9)]},
    ]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [4, 1, 0])
def test_schemas_are_known_in_advance_whatever_the_rows_hold(shape: Shape, rows: int) -> None:
    for table in (TABLE.slice(0, rows), TABLE.slice(1, rows)):
        found = expand_table(table, shape=shape)
        assert found.dates.schema == dates_schema(TABLE.schema, shape)
        assert found.errors.schema == errors_schema(TABLE.schema)
        batch = pa.RecordBatch.from_pydict(table.to_pydict(), schema=table.schema)
        assert expand_batch(batch, shape=shape).schema == output_schema(TABLE.schema, shape)
        assert count_table(table, by=("hall", "month")).counts.schema.names == ["hall", "month", "dates"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_batch_for_a_batch_holds_dates_and_problems_in_the_order_of_rows(shape: Shape) -> None:
    found = expand_batch(TABLE.combine_chunks().to_batches()[0], shape=shape, first_row=5)
    rows = [(line["row"], line["problems"] is None) for line in found.to_pylist()]
    assert list(dict.fromkeys(rows)) == [(5, True), (6, False), (7, False), (8, True)]
    assert len(rows) == (7 if shape == "long" else 4)
    assert sum(line["start" if shape == "long" else "starts"] is None for line in found.to_pylist()) == 2


def test_rows_of_one_class_look_at_the_same_dates() -> None:
    classes: dict[str, list[Any]] = {
        "repeat_mode_id": [1] * 4,
        "till": [date(2027, 2, 2), date(2027, 2, 9)] * 2,
    }
    starts = expand_table(changed(**classes), shape="views").dates["starts"].chunk(0)
    assert [len(row) for row in starts.to_pylist()] == [4, 11, 4, 11]
    assert len(starts.values) == 11


def test_parts_hold_so_many_dates_at_most_or_one_row() -> None:
    parts = list(expand_batches(TABLE, max_dates=4))
    assert [part.dates.num_rows for part in parts] == [4, 1]
    assert [part.errors["row"].to_pylist() for part in parts] == [[1, 2], []]
    assert [part.dates.num_rows for part in expand_batches(TABLE, max_dates=1)] == [4, 1]


@pytest.mark.parametrize(
    "hall",
    [
        pa.array(["A", "A", None, "B"], pa.string_view()),
        pa.array(["A", "A", None, "B"]).dictionary_encode(),
        pc.run_end_encode(pa.array(["A", "A", None, "B"])),
    ],
    ids=["view", "dictionary", "runs"],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_keys_come_along_in_their_type_and_are_counted_by(hall: pa.Array, shape: Shape) -> None:
    """And fields may be written run by run."""
    table = changed(hall=hall, till=pc.run_end_encode(pa.array([date(2027, 1, 30)] * 4)))
    found = expand_batch(table.to_batches()[0], shape=shape)
    assert found["hall"].type == hall.type
    assert found["hall"].to_pylist() == ["A", "A", None, "B"]
    assert count_table(table, by="hall").counts.to_pylist() == [
        {"hall": "A", "dates": 1},
        {"hall": "B", "dates": 1},
    ]


def test_a_key_that_does_not_fit_a_record_batch_is_refused() -> None:
    """Two gibibytes of texts stay in two chunks, however they are combined."""
    with pytest.raises(InvalidTable, match=r"hall: '2 GiB and more' .* Take fewer rows at once"):
        in_one("hall", pa.chunked_array([["A"], ["B"]]))


def test_more_dates_than_one_call_makes_are_refused() -> None:
    with pytest.raises(TooManyDates, match="expand_batches"):
        expand_table(TABLE, max_dates=4)
    assert expand_table(TABLE, max_dates=5).dates.num_rows == 5


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"from": [date(2027, 1, 1)]}, "repeat_mode_id: a value is missing"),
        ({"Repeat Mode ID": [1], "from": [date(2027, 1, 1)]}, "There is 'Repeat Mode ID'"),
        (
            {"repeat_mode_id": [1], "from": [date(2027, 1, 1)], "row": [1]},
            "row: 'a key column' is not allowed",
        ),
        ({"repeat_mode_id": [1], "from": [date(2027, 1, 1)], "starts": [1]}, "starts: 'a key column'"),
        ({"repeat_mode_id": [1], "from": [date(2027, 1, 1)], "problems": [1]}, "problems: 'a key column'"),
    ],
)
def test_columns_that_ask_nothing_or_are_named_like_the_answers_are_refused(
    columns: dict[str, Any], words: str
) -> None:
    for ask in (expand_table, count_table, lambda table: list(expand_batches(table))):
        with pytest.raises(InvalidTable) as raised:
            ask(pa.table(columns))
        assert words in str(raised.value)


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(InvalidTable, match="2 columns"):
        expand_table(pa.table([[1], [2], [3]], names=["repeat_mode_id", "from", "from"]))


def test_a_shape_a_reading_or_a_group_that_there_is_not_is_refused() -> None:
    bad: Any = "wide"
    with pytest.raises(InvalidTable, match="long, lists or views"):
        expand_table(TABLE, shape=bad)
    with pytest.raises(InvalidTable, match="long, lists or views"):
        expand_batches(TABLE, shape=bad)
    with pytest.raises(InvalidReading):
        expand_table(TABLE, reading=bad)
    for by in ((), ("total", "row"), ("from",), ("year",), ("tags",)):
        with pytest.raises(InvalidTable, match=r"total alone, or some of row, month, weekday, hall\."):
            count_table(TABLE, by=by)


NOT_SORTED = [pa.array([b"0" * 16] * 4, pa.uuid()), pa.array([1.0] * 4, pa.float16()), pa.array([["A"]] * 4)]


@pytest.mark.parametrize("key", NOT_SORTED)
def test_a_key_that_cannot_be_sorted_is_refused_as_a_group_and_comes_along(key: pa.Array) -> None:
    table = TABLE.append_column("key", key)
    with pytest.raises(InvalidTable, match="total alone, or some of row, month, weekday, hall"):
        count_table(table, by=("key",))
    assert expand_table(table).dates["key"].type == key.type


def test_a_group_without_dates_has_a_line_and_a_month_without_any_has_none() -> None:
    table = changed(**SPARSE)
    assert [line["dates"] for line in count_table(table, by="row").counts.to_pylist()] == [0, 0, 2]
    assert count_table(table, by=("month",)).counts.to_pylist() == [{"month": date(2027, 1, 1), "dates": 2}]


def test_every_error_of_a_whole_table_is_one_of_ours() -> None:
    assert issubclass(TooManyDates, InvalidTable)
    assert issubclass(InvalidTable, RecurrenceError)
