"""What goes in and what comes out: kinds of files, folders, columns, and every refusal with what to do next."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frontdesk.bulk.engines import threads
from frontdesk.bulk.job import Job, Tally
from frontdesk.bulk.running import Done, Earlier, bulk
from tests.bulk.running import recur
from tests.bulk.tables import SOUND, STARTS, Line, dates_by_row, lines, rows_of, write_table
from tests.frontdesk_net.schemas import faults

HEAD = "repeat_mode_id,days,from,count,hours,minutes,name\n"
ROW = '5,"1,4",2027-01-04,2,9,30,A\n'
JSON = json.dumps(
    {"repeat_mode_id": 5, "days": [1], "from": "2027-01-04", "count": 2, "hours": 9, "minutes": 0}
)

Put = Callable[[dict[str, str]], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts files into a folder and names it."""

    def write(files: dict[str, str]) -> str:
        (tmp_path / "in").mkdir()
        for name, text in files.items():
            (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "in" / name).write_text(text, encoding="utf-8")
        return str(tmp_path / "in")

    return write


def test_the_documented_example_is_in_the_parquet_file_that_three_libraries_read(tmp_path: Path) -> None:
    table = write_table(tmp_path / "in.parquet", lines(5))
    out = tmp_path / "out.parquet"
    done = bulk(str(table), str(out), Job(rows=2))
    wanted = [{"row": row, "name": f"class {row}", "start": start} for row in range(5) for start in STARTS]
    assert pq.read_table(out).to_pylist() == wanted
    assert pl.read_parquet(out).to_dicts() == wanted
    assert duckdb.read_parquet(str(out)).fetchall() == [tuple(row.values()) for row in wanted]
    assert pq.read_metadata(out).num_row_groups == 3
    assert str(pq.read_schema(out)) == "row: int64 not null\nname: string\nstart: timestamp[ms] not null"
    assert done == Done(
        finished=True,
        tally=Tally(5, 20, 0),
        out=str(out),
        errors=None,
        parts=f"{out}.parts",
        kept=3,
        earlier=Earlier(),
    )


def test_a_filter_finds_the_rows_of_a_joined_file(tmp_path: Path) -> None:
    table, out = write_table(tmp_path / "in.parquet", lines(300)), str(tmp_path / "out.parquet")
    bulk(str(table), out, Job(shape="lists", rows=7))
    found = pq.read_table(out, filters=[("row", "in", [5, 299])])
    assert found["name"].to_pylist() == ["class 5", "class 299"]
    assert [len(starts) for starts in found["starts"].to_pylist()] == [4, 4]


def test_keys_come_along_as_they_are_in_parquet(tmp_path: Path) -> None:
    keys = {
        "flag": pa.array([True, None]),
        "share": pa.array([0.5, None]),
        "big": pa.array(["x" * 100, "y"], pa.large_string()),
        "coded": pa.array(["a", "b"]).dictionary_encode(),
        "when": pa.array([STARTS[0], None], pa.timestamp("us", "Europe/Riga")),
        "nested": pa.array([{"a": [1]}, None]),
    }
    fields = {
        "repeat_mode_id": [1, 1],
        "from": ["2027-01-01"] * 2,
        "count": [2, 3],
        "hours": [9] * 2,
        "minutes": [0] * 2,
    }
    pq.write_table(pa.table({**keys, **fields}), tmp_path / "in.parquet")
    bulk(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), Job())
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    wanted = pa.table(keys).to_pylist()
    assert [{name: row[name] for name in keys} for row in found] == [wanted[0]] * 2 + [wanted[1]] * 3


def test_one_row_may_have_more_dates_than_are_made_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.bulk.encoding.MOST_DATES", 50)
    table = write_table(tmp_path / "in.csv", lines(3, repeat_mode_id=1, interval=0, till=None, count=120))
    done = bulk(str(table), str(tmp_path / "out.jsonl"), Job("jsonl"), engine=threads(1))
    assert [len(dates) for dates in dates_by_row(done.out, lists=False).values()] == [120] * 3


def test_the_files_of_a_folder_are_one_table_in_the_order_of_their_names(put: Put, tmp_path: Path) -> None:
    moved = "name,repeat_mode_id,days,from,count,hours,minutes\nB,5,1,2027-01-04,1,9,30\n"
    folder = put({"2.csv": moved, "1.csv": HEAD + ROW, "_SUCCESS": "", ".hidden": ""})
    done = bulk(folder, str(tmp_path / "out.csv"), Job("csv"))
    assert [(row, name) for row, name in dates_by_row(done.out, lists=False)] == [(0, "A"), (1, "B")]


def test_semicolons_and_a_byte_order_mark_are_read(put: Put, tmp_path: Path) -> None:
    text = "\ufeff" + HEAD.replace(",", ";") + "5;1,4;2027-01-04;2;9;30;Zoë\n"
    done = bulk(put({"a.csv": text}), str(tmp_path / "out.csv"), Job("csv"))
    assert list(dates_by_row(done.out, lists=False)) == [(0, "Zoë")]


def test_marks_within_cells_and_cells_of_several_lines_are_what_they_are(put: Put, tmp_path: Path) -> None:
    table = put({"a.csv": f'{HEAD}{ROW[:-2]}5" A\n{ROW[:-2]}"B\n""C"""\n'})
    bulk(table, f"{tmp_path}/out.parquet", Job(shape="lists"))
    assert pq.read_table(f"{tmp_path}/out.parquet")["name"].to_pylist() == ['5" A', 'B\n"C"']


def test_a_csv_for_a_spreadsheet_has_no_formulas(tmp_path: Path) -> None:
    rows: list[Line] = [
        {"name": '=HYPERLINK("x")', "=sum": "@a", **SOUND, "hours": hours} for hours in (10, 99)
    ]
    bulk(str(write_table(tmp_path / "in.jsonl", rows)), str(tmp_path / "out.csv"), Job("csv"))
    for name in ("out.csv", "out.errors.csv"):
        found = rows_of(str(tmp_path / name))[0]
        assert (found["name"], found["'=sum"]) == ('\'=HYPERLINK("x")', "'@a")


def test_a_bad_row_is_told_with_all_its_problems_and_ends_with_1(put: Put, tmp_path: Path) -> None:
    bad = "5,7,2027-13-01,2,99,x,B\n"
    ended = recur(f"bulk {put({'a.csv': HEAD + ROW + bad})} --out {tmp_path}/out.jsonl")
    assert (ended.code, ended.err) == (1, "")
    assert (
        ended.out
        == f"2 dates of 1 row: {tmp_path}/out.jsonl\n1 row means no dates: {tmp_path}/out.errors.jsonl\n"
    )
    (found,) = rows_of(str(tmp_path / "out.errors.jsonl"))
    assert (found["row"], found["name"]) == (1, "B")
    assert [problem["field"] for problem in found["problems"]] == ["days", "from", "hours", "minutes"]


def test_json_lines_with_values_of_any_type_refuse_the_row_and_not_the_file(put: Put, tmp_path: Path) -> None:
    other = JSON.replace("5", '"five"', 1), JSON.replace("[1]", '{"a": 1}'), JSON.replace("[1]", '"1 4"')
    table = put({"a.jsonl": "\n".join([JSON, *other])})
    ended = recur(f"bulk {table} --out {tmp_path}/out.csv --lists")
    assert ended.code == 1
    assert [row["row"] for row in rows_of(f"{tmp_path}/out.csv")] == ["0", "3"]
    assert [row["row"] for row in rows_of(f"{tmp_path}/out.errors.csv")] == ["1", "2"]


def test_a_line_of_json_with_a_name_twice_is_refused_and_nobody_chooses(put: Put, tmp_path: Path) -> None:
    twice = (
        '"count": 1, "count": 2',
        '"hall": "A", "hall": "B"',
        '"reading": {"week": "sunday", "week": "monday"}',
    )
    lines = [JSON, *(f"{JSON[:-1]}, {members}}}" for members in twice)]
    ended = recur(f"bulk {put({'a.jsonl': chr(10).join(lines)})} --out {tmp_path}/out.jsonl --lists")
    assert ended.code == 1
    assert [row["row"] for row in rows_of(f"{tmp_path}/out.jsonl")] == [0]
    told = [row["problems"][0]["message"] for row in rows_of(f"{tmp_path}/out.errors.jsonl")]
    assert [name in message for name, message in zip(("count", "hall", "week"), told, strict=True)] == [
        True
    ] * 3
    assert all("stands twice in the line" in message for message in told)


REFUSED = {
    "no file": ({}, "in/a.csv", "there is no such file"),
    "an empty folder": ({}, "in", "the folder holds no tables"),
    "two kinds": ({"a.csv": HEAD, "b.jsonl": JSON}, "in", "Give each kind a folder and a run of its own"),
    "no table": ({"a.txt": "x"}, "in/a.txt", "a name that ends with .parquet, .csv or .jsonl"),
    "no rows": ({"a.csv": HEAD}, "in/a.csv", "it has no rows"),
    "nothing": ({"a.csv": ""}, "in/a.csv", "it is empty"),
    "a blank line": ({"a.csv": "\n" + HEAD + ROW}, "in/a.csv", "its first line is blank"),
    "no parquet": ({"a.parquet": "PAR1 it is not"}, "in/a.parquet", "it cannot be read as the kind of table"),
    "a short line": ({"a.csv": f"{HEAD}{ROW}1,2\n"}, "in/a.csv", "Expected 7 columns, got 2"),
    "no column": ({"a.csv": "from,repeatModeId\n1,2\n"}, "in/a.csv", "repeat_mode_id: it is missing"),
    "a clash": (
        {"a.csv": HEAD.replace("name", "start") + ROW},
        "in/a.csv",
        "start: 'a key column' is not allowed",
    ),
    "twice": ({"a.csv": HEAD.replace("name", "from") + ROW}, "in/a.csv", "from: '2 columns' is not allowed"),
    "other columns": ({"1.csv": HEAD + ROW, "2.csv": HEAD.replace("name", "nom") + ROW}, "in", "name, nom"),
    "no JSON": ({"a.jsonl": f"{JSON}\n{{\n"}, "in/a.jsonl", "line 2: Expecting property name"),
    "an open quote": (
        {"a.csv": f'{HEAD}{ROW}{ROW[:-2]}"A\n{ROW}'},
        "in/a.csv",
        "a cell on line 3 begins with a quotation",
    ),
    "an inch that closes it": (
        {"a.csv": f'{HEAD}{ROW[:-2]}"A\n{ROW[:-2]}5" A\n'},
        "in/a.csv",
        "a cell on line 2 begins with a quotation mark that is not closed where the cell ends",
    ),
    "a folder in it": ({"a.csv": HEAD, "b/a.csv": HEAD}, "in", "b: a folder inside the folder of tables"),
    "null alone": ({"a.jsonl": "null\n"}, "in/a.jsonl", "line 1: an object is wanted, one a line"),
    "a deep nest": (
        {"a.jsonl": '{"a":' * 20_000 + "1" + "}" * 20_000},
        "in/a.jsonl",
        "it is nested too deep",
    ),
    "no object": ({"a.jsonl": f"{JSON}\n[]\n"}, "in/a.jsonl", "line 2: an object is wanted, one a line"),
    "other types": (
        {"1.jsonl": JSON.replace("}", ', "n": 1}'), "2.jsonl": JSON.replace("}", ', "n": "A"}')},
        "in",
        "n is no int64 on line 1",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_input_that_is_no_table_is_refused_in_words(case: str, put: Put, tmp_path: Path) -> None:
    files, path, words = REFUSED[case]
    put(files)
    ended = recur(f"bulk {tmp_path}/{path} --out {tmp_path}/out.csv")
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


OPTIONS = {
    "": "--out is missing: give the file to write, such as --out dates.parquet, or --counts month.",
    "--out a.xlsx": "--out: 'a.xlsx' is not allowed; it takes a name that ends with .parquet, .csv or .jsonl.",
    "--out a.csv --rows 0": "--rows: 0 is not allowed; it takes 1 to 1048576.",
    "--out a.csv --engine dask": "--scheduler is missing: give the address of the Dask scheduler",
    "--out a.csv --scheduler tcp://x": "--scheduler: 'tcp://x' is not allowed; it takes the cluster of --engine dask",
    "--out a.csv --engine spark": "--engine: 'spark' is not allowed; it takes local or dask.",
    "--counts month --lists": "--lists: '--lists' is not allowed; it takes dates, and --counts makes none",
    "--counts hall": "--counts: 'hall' is not allowed; it takes",
    "--out a.csv --reading week=friday": "--reading week: 'friday' is not allowed",
}


@pytest.mark.parametrize("options", OPTIONS)
def test_options_that_make_no_sense_are_refused_in_words(options: str, put: Put) -> None:
    ended = recur(f"bulk {put({'a.csv': HEAD + ROW})} {options}")
    assert (ended.code, ended.out) == (2, "")
    assert OPTIONS[options] in ended.err


@pytest.mark.parametrize("by", ["hall", "\x1b[2Jred"])
def test_the_name_of_a_column_cannot_steer_a_terminal(by: str, tmp_path: Path) -> None:
    table = pa.table(
        {"repeat_mode_id": [1], "from": ["2027-01-04"], "count": [1], "hours": [9], "minutes": [0]}
    )
    pq.write_table(table.append_column("\x1b[2Jred", pa.array(["A"])), tmp_path / "in.parquet")
    ended = recur(f"bulk {tmp_path}/in.parquet --counts '{by}'")
    assert r"\u001b[2Jred" in ended.out + ended.err
    assert "\x1b" not in ended.out + ended.err


def test_counts_are_shown_in_columns_and_written_to_a_file(put: Put, tmp_path: Path) -> None:
    table = put({"a.csv": HEAD + ROW * 2 + ROW.replace("A", "B") + "9,,,,,,C\n"})
    shown = recur(f"bulk {table} --counts name,weekday --rows 1")
    assert shown.code == 1
    assert shown.out.splitlines()[:5] == [
        "name  weekday  dates",
        "A     Mon          2",
        "A     Thu          2",
        "B     Mon          1",
        "B     Thu          1",
    ]
    written = recur(f"bulk {table} --counts month --out {tmp_path}/out.csv")
    assert written.code == 1
    assert rows_of(f"{tmp_path}/out.csv") == [{"month": "2027-01-01", "dates": "6"}]
    assert [row["row"] for row in rows_of(f"{tmp_path}/out.errors.csv")] == ["3"]


@pytest.mark.parametrize("options", ["--counts total", "--counts name", "--lists --out {folder}/out.parquet"])
def test_what_is_printed_as_json_keeps_its_schema(options: str, put: Put, tmp_path: Path) -> None:
    table = put({"a.csv": HEAD + ROW})
    ended = recur(f"bulk {table} --format json " + options.format(folder=tmp_path))
    assert faults(json.loads(ended.out), "bulk") == []


@pytest.mark.parametrize(("extra", "library"), [("table", "pyarrow"), ("dask", "distributed")])
def test_without_its_extra_it_names_the_extra(extra: str, library: str, put: Put, tmp_path: Path) -> None:
    script = f"import sys; sys.modules[{library!r}] = None; from frontdesk.cli import main; sys.exit(main())"
    words = [put({"a.csv": HEAD + ROW}), "--out", str(tmp_path / "out.csv")]
    words += ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"] if extra == "dask" else []
    ended = subprocess.run(
        [sys.executable, "-c", script, "bulk", *words], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert f"pip install 'recur[{extra}]'" in ended.stderr


@pytest.mark.parametrize("how", ["", " --counts month"])
def test_nothing_is_written_over_the_input_or_beside_the_files_of_its_folder(put: Put, how: str) -> None:
    folder = put({"a.csv": HEAD + ROW, "b.errors.csv": HEAD + ROW})
    for table, out in (("/a.csv", "a.csv"), ("/b.errors.csv", "b.csv"), ("", "c.csv"), ("", "a.csv")):
        done = recur(f"bulk {folder}{table} --out {folder}/{out} --overwrite{how}")
        assert (done.code, "the table that is read lies there" in done.err) == (73, True)
    assert {file.name: file.read_text() for file in Path(folder).iterdir()} == {
        "a.csv": HEAD + ROW,
        "b.errors.csv": HEAD + ROW,
    }


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("in.csv", HEAD.replace("name", "name\udcf6") + ROW, "not UTF-8 text (line 1)"),
        ("in.jsonl", JSON[:-1] + r', "name": "\ud800"}', "not UTF-8 text (line 1)"),
        ("in.jsonl", JSON[:-1] + ', "name": 9223372036854775808}', "name is no double on line 1"),
        ("in.jsonl", JSON[:-1] + ', "name": 0.5}\n' + JSON[:-1] + f', "name": {2**53 + 1}}}', "on line 2"),
    ],
)
def test_letters_and_ids_that_would_become_others_are_refused(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    done = recur(f"bulk {tmp_path / name} --out {tmp_path}/out.csv")
    assert (done.code, told in done.err) == (2, True), done.err


def test_a_key_that_is_no_moment_of_this_calendar_comes_along_as_text(tmp_path: Path) -> None:
    far = pa.array([2**31 - 1], pa.int32()).view(pa.date32())
    odd = pa.array([1], pa.timestamp("ns"))
    table = pa.table(
        {"repeat_mode_id": [1], "from": ["2027-01-04"], "count": [1], "hours": [9], "minutes": [0]}
    )
    pq.write_table(table.append_column("far", far).append_column("odd", odd), tmp_path / "in.parquet")
    bulk(str(tmp_path / "in.parquet"), str(tmp_path / "out.csv"), Job("csv"))
    assert '"5881580-07-11","1970-01-01T00:00:00.000000001"' in (tmp_path / "out.csv").read_text()
