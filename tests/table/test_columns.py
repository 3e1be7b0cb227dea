"""What may stand in a column: every way to write the same questions gives the same dates, and what is none is told."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from recurrence import Reading, RecurrenceError, Strategy, Window, expand
from recurrence.interop.table import expand_table
from recurrence.interop.table.months import month_of

MONDAYS: dict[str, list[Any]] = {
    "repeat_mode_id": [5, 5],
    "days": [[1, 4], [1, 4]],
    "interval": [2, None],
    "from": [date(2020, 9, 28), date(2020, 9, 28)],
    "till": [date(2020, 10, 28), None],
    "count": [None, 2],
    "hours": [10, 0],
    "minutes": [30, None],
    "event": [None, datetime(2020, 9, 21, 10, 45)],
}
STARTS = [
    [
        datetime(2020, 9, 28, 10, 30),
        datetime(2020, 10, 1, 10, 30),
        datetime(2020, 10, 19, 10, 30),
        datetime(2020, 10, 22, 10, 30),
    ],
    [datetime(2020, 9, 28, 0, 45), datetime(2020, 10, 1, 0, 45)],
]
FIRST, LAST = MONDAYS["from"], [date(2020, 10, 28), None]


def starts_of(**columns: Any) -> list[list[datetime]]:  # noqa: ANN401  any column
    """The starts of the rows, if some columns are written otherwise; no row may have problems."""
    found = expand_table(pa.table({**MONDAYS, **columns}), shape="lists")
    assert found.errors.num_rows == 0, found.errors.to_pylist()
    starts: list[list[datetime]] = found.dates["starts"].to_pylist()
    return starts


@pytest.mark.parametrize(
    "kind",
    [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()],
    ids=str,
)
def test_integers_may_have_any_width(kind: pa.DataType) -> None:
    wide = {
        name: pa.array(MONDAYS[name], kind)
        for name in ("repeat_mode_id", "interval", "count", "hours", "minutes")
    }
    assert starts_of(**wide, days=pa.array(MONDAYS["days"], pa.list_(kind))) == STARTS


@pytest.mark.parametrize(
    "days",
    [
        pa.array([[1, 4], [4, 1, 1]], pa.large_list(pa.int8())),
        pa.array([[1, 4], [1, 4]], pa.list_(pa.int8(), 2)),
        pa.array([[1, 4], [1, 4]], pa.list_view(pa.int64())),
        pa.array([None, [1, 4], [1, 4]], pa.list_(pa.int8())).slice(1),
        pa.array(["1,4", "4 1"]),
        pa.array(["[1, 4]", " 4, 1,1 "], pa.large_string()),
        pa.array(["1,4", "1,4"]).dictionary_encode(),
    ],
    ids=lambda days: str(days.type),
)
def test_weekdays_may_be_lists_of_any_kind_or_texts(days: pa.Array) -> None:
    assert starts_of(days=days) == STARTS


def test_single_weekdays_may_be_plain_integers() -> None:
    table = {**MONDAYS, "days": pa.array([1, 4])}
    found = expand_table(pa.table(table), shape="lists").dates["starts"].to_pylist()
    assert [[start.day for start in starts] for starts in found] == [[28, 19], [1, 8]]


@pytest.mark.parametrize(
    "kind",
    [pa.date64(), pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("ns")],
    ids=str,
)
def test_days_may_be_date_times_at_midnight(kind: pa.DataType) -> None:
    columns = {
        name: pa.array(days, pa.date32()).cast(kind) for name, days in (("from", FIRST), ("till", LAST))
    }
    assert starts_of(**columns) == STARTS


@pytest.mark.parametrize("kind", [pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("ns")], ids=str)
def test_an_event_may_have_any_unit(kind: pa.DataType) -> None:
    assert starts_of(event=pa.array(MONDAYS["event"], kind)) == STARTS


NOT_A_NUMBER = float("nan")


@pytest.mark.parametrize("kind", [pa.float32(), pa.float64()], ids=str)
@pytest.mark.parametrize("missing", [None, NOT_A_NUMBER])
def test_whole_numbers_may_be_floats_as_beside_a_missing_value(
    kind: pa.DataType, missing: float | None
) -> None:
    def floats(name: str) -> pa.Array:
        return pa.array([missing if value is None else value for value in MONDAYS[name]], kind)

    whole = {name: floats(name) for name in ("repeat_mode_id", "interval", "count", "hours", "minutes")}
    assert starts_of(**whole, days=pa.array(MONDAYS["days"], pa.list_(kind))) == STARTS
    nobody, nine = pa.array([missing] * 2, kind), pa.array([9.0] * 2, kind)
    single = {
        "repeat_mode_id": [5, 1],
        "days": pa.array([1.0, missing], kind),
        "from": FIRST,
        "count": [1, 1],
    }
    table = pa.table({**single, "till": nobody, "event": nobody, "hours": nine, "minutes": nine})
    found = expand_table(table, shape="lists").dates["starts"].to_pylist()
    assert found == [[datetime(2020, 9, 28, 9, 9)]] * 2


@pytest.mark.parametrize("value", [1.5, -0.5, float("inf"), 2.0**53, 2.0**60, 1e300])
def test_a_float_that_is_no_whole_number_for_certain_is_told_as_the_typed_api_tells_it(value: float) -> None:
    found = expand_table(pa.table({**MONDAYS, "interval": pa.array([value, 2.0])}), shape="lists")
    (problems,) = found.errors["problems"].to_pylist()
    with pytest.raises(RecurrenceError) as refused:
        Strategy(5, (1, 4), value)  # type: ignore[arg-type]  # that is the point
    assert [fault["message"] for fault in problems] == [problem.message for problem in refused.value.problems]
    assert found.dates["starts"].to_pylist() == [[STARTS[1][0], datetime(2020, 10, 1, 0, 45)]]


def test_everything_may_be_texts_as_in_a_csv_file() -> None:
    texts = {
        "repeat_mode_id": ["5", " 5 "],
        "days": ["1,4", "1,4"],
        "interval": ["2", ""],
        "from": ["2020-09-28", "2020-09-28"],
        "till": ["2020-10-28", " "],
        "count": ["", "2"],
        "hours": ["10", "00"],
        "minutes": ["30", None],
        "event": ["", "2020-09-21T10:45"],
    }
    assert starts_of(**texts) == STARTS
    assert starts_of(**{name: pa.array(texts[name]).dictionary_encode() for name in texts}) == STARTS


def test_a_table_may_come_in_chunks_and_as_a_slice() -> None:
    table = pa.table({**MONDAYS, "days": pa.array(MONDAYS["days"], pa.list_(pa.int8()))})
    longer = pa.concat_tables([table.slice(1), table.slice(0, 1), table.slice(1)]).slice(1)
    assert expand_table(longer, shape="lists").dates["starts"].to_pylist() == STARTS
    assert expand_table(table.to_batches()[0], shape="lists").dates["starts"].to_pylist() == STARTS


@pytest.mark.parametrize(
    "reading",
    [
        pa.array([{"interval_means": "step", "week": None}, {"lone_time": "zero"}]),
        pa.array(["interval_means=step", "lone_time=zero"]),
        pa.array(["interval_means=step,week=monday", "lone_time=zero"]).dictionary_encode(),
    ],
    ids=["struct", "texts", "dictionary"],
)
def test_each_row_may_have_a_reading_of_its_own(reading: pa.Array) -> None:
    found = starts_of(reading=reading)
    assert [start.day for start in found[0]] == [28, 1, 12, 15, 26]
    assert found[1] == [datetime(2020, 9, 28), datetime(2020, 10, 1)]


def test_a_row_without_a_reading_has_that_of_the_call_and_one_with_a_reading_does_not() -> None:
    table = pa.table({**MONDAYS, "reading": pa.array([None, "documented"])})
    asked = Reading(interval_means="step", lone_time="zero")
    first, second = expand_table(table, reading=asked, shape="lists").dates["starts"].to_pylist()
    assert (len(first), second) == (5, STARTS[1])


# --- what is none -------------------------------------------------------------------------------------------------

GOOD = {"repeat_mode_id": 1, "from": date(2027, 1, 1), "count": 3, "hours": 9, "minutes": 0}


def problems_of(name: str, column: pa.Array) -> list[str]:
    """The messages of the one bad row: the first of three."""
    columns = {**{field: [value] * 3 for field, value in GOOD.items()}, name: column}
    found = expand_table(pa.table(columns), shape="lists")
    assert found.dates["row"].to_pylist() == [1, 2]
    assert found.errors["row"].to_pylist() == [0]
    return [problem["message"] for problem in found.errors["problems"][0].as_py()]


@pytest.mark.parametrize(
    ("name", "column", "given"),
    [
        ("interval", pa.array([1.5, None, None]), {"interval": 1.5}),
        ("interval", pa.array([True, None, None]), {"interval": True}),
        ("interval", pa.array([Decimal(1), None, None]), {"interval": Decimal(1)}),
        ("interval", pa.array(["x", "0", ""]), {"interval": "x"}),
        ("interval", pa.array(["9" * 40, "0", ""]), {"interval": "9" * 40}),
        ("interval", pa.array([2**64 - 1, 0, None], pa.uint64()), {"interval": 2**64 - 1}),
        ("count", pa.array([2**63, 1, 1], pa.uint64()), {"count": 2**63}),
        ("repeat_mode_id", pa.array([None, 1, 1]), {"repeat_mode_id": None}),
        ("days", pa.array([[1, None], [1], []]), {"days": [1, None]}),
        ("days", pa.array([[7, 1], [1], []]), {"days": [7, 1]}),
        ("days", pa.array([["1"], [], None]), {"days": ["1"]}),
        ("days", pa.array(["1,x", "1", ""]), {"days": [1, "x"]}),
        ("days", pa.array([[1] * 1_001, [1], []]), {"days": [1] * 1_001}),
        ("from", pa.array([datetime(2027, 1, 1, 9), datetime(2027, 1, 1), datetime(2027, 1, 1)]), {"from": datetime(2027, 1, 1, 9)}),
        ("from", pa.array(["2027-02-30", "2027-01-01", "2027-01-01"]), {"from": "2027-02-30"}),
        ("from", pa.array([4_000_000, 20_000, 20_000], pa.date32()), {"from": "12921-08-18"}),
        ("event", pa.array([datetime(2027, 1, 1, 9, 0, 1), None, None]), {"event": datetime(2027, 1, 1, 9, 0, 1)}),
        ("event", pa.array(["tomorrow", "2027-01-01 09:00", ""]), {"event": "tomorrow"}),
        ("event", pa.array([date(2027, 1, 1), None, None]), {"event": date(2027, 1, 1)}),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_no_field_can_hold_is_told_as_the_typed_api_tells_it_by_the_names_of_columns(
    name: str, column: pa.Array, given: dict[str, Any]
) -> None:
    fields = {**GOOD, **given}
    with pytest.raises(RecurrenceError) as raised:
        expand(
            Strategy(fields["repeat_mode_id"], fields.get("days", ()), fields.get("interval", 0)),
            Window(fields["from"], count=fields["count"], hours=9, minutes=0),
            fields.get("event"),
        )
    told = [problem.message for problem in raised.value.problems]
    assert problems_of(name, column) == [_in_a_table(message) for message in told]


def _in_a_table(message: str) -> str:
    """The same with the column's name, and how a day is written."""
    return message.replace("repeat_mode:", "repeat_mode_id:").replace("a date.", "a date YYYY-MM-DD.")


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["week=friday", None, ""]),
        pa.array(["week", None, ""]),
        pa.array(["week=monday week=sunday", None, ""]),
        pa.array([{"week": "friday"}, None, {"week": None}]),
        pa.array([{"day": "friday"}, None, {"day": None}]),
        pa.array([1, None, None]),
    ],
)
def test_what_is_no_reading_is_told(column: pa.Array) -> None:
    assert problems_of("reading", column)


def test_an_event_with_a_zone_is_told() -> None:
    moments = pa.array([datetime(2027, 1, 1, 9), None, None], pa.timestamp("s", "Europe/Riga"))
    assert "it has a zone" in problems_of("event", moments)[0].lower()


def test_a_tiled_run_is_what_expand_makes_of_it() -> None:
    windows = [
        Window(date(1, 1, 1) + timedelta(days=row), count=count, hours=9, minutes=row)
        for row, count in enumerate((3, 2_047, 2_048, 5_000, 40_000, 5, 8_192, 1))
    ]
    event = datetime(5, 1, 1, 9, 4)
    for strategy in (Strategy(1), Strategy(2), Strategy(5, days=(0, 3, 4), interval=1)):
        table = pa.table(
            {
                "repeat_mode_id": [int(strategy.repeat_mode)] * len(windows),
                "days": [list(strategy.days)] * len(windows),
                "interval": [strategy.interval] * len(windows),
                "event": [event] * len(windows),
                **{
                    field: [getattr(window, name) for window in windows]
                    for field, name in (
                        ("from", "start"),
                        ("count", "count"),
                        ("hours", "hours"),
                        ("minutes", "minutes"),
                    )
                },
            }
        )
        found = expand_table(table, shape="lists").dates["starts"].combine_chunks()
        for row, window in enumerate(windows):
            assert (
                found[row].values.to_numpy().tolist() == expand(strategy, window, event).to_numpy().tolist()
            )


def test_every_month_of_the_calendar_holds_its_first_and_its_last_day() -> None:
    firsts = np.array(
        [date(year, month, 1).toordinal() for year in range(1, 10_000) for month in range(1, 13)]
    )
    months = np.arange(12, 12 + len(firsts))
    assert np.array_equal(month_of(firsts), months)
    assert np.array_equal(month_of(firsts[1:] - 1), months[:-1])
