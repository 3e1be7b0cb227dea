"""The shapes for programs: JSON by its schema, CSV by its columns."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.frontdesk.running import WORKED, WORKED_DATES, recur

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "preview-1.schema.json").read_text(encoding="utf-8"))
STUDIO = ROOT / "examples" / "studio.json"
NIGHT = "preview --mode weekly --days sun --from 2027-03-22 --till 2027-11-07 --at 03:30 --zone Europe/Riga"

LINES = [
    WORKED,
    f"{WORKED} --zone Europe/Riga --event 2020-09-21T10:30 --title Strength --content-type 2",
    f"{WORKED} --reading week=sunday --reading source_slot=create --days 4,1,1",
    *(f"{NIGHT} --gap {policy}" for policy in ("keep", "shift", "drop")),
    "preview --mode 6 --from 2027-01-31 --count 9 --at 18:00 --reading missing_day=overflow_drift",
    "preview --mode 4 --days 1 --interval 3 --from 2027-01-31 --till 2027-02-28 --count 5 --hours 0 --event 2027-02-02T00:00",
    "preview --mode weekly --days mon --from 2027-01-05 --till 2027-01-06 --at 10:00",
    *(
        f"{NIGHT} --gap drop --closed 2027-04-01..2027-05-15=Break,sat --holidays LV --if-closed {policy}"
        for policy in ("drop", "next-day", "previous-day", "next-week", "append")
    ),
    "preview --mode daily --from 0001-01-01 --count 2000 --at 10:00 --interval 1 --event 1999-01-01T11:00",
    *(
        f"preview --strategy {STUDIO} --strategy-id {number} --from 2027-01-01 --till 2027-12-31 --at 10:00"
        for number in range(1, 8)
    ),
]


def faults(value: object, schema: dict[str, Any], path: str = "$") -> list[str]:
    """What in a value breaks a schema, of the words that ours uses; an unknown word is a fault of the test."""
    found: list[str] = []
    for word, wanted in schema.items():
        found += [f"{path}: {word}" for _ in [0] if not WORDS[word](value, wanted)]
    if "$ref" in schema:
        found += faults(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
    if "anyOf" in schema:
        branches = [faults(value, branch, path) for branch in schema["anyOf"]]
        found += [] if [] in branches else branches[0]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        if schema.get("additionalProperties") is False and not {*value} <= {*known}:
            found.append(f"{path}: additionalProperties")
        found += [
            fault
            for name in value
            if name in known
            for fault in faults(value[name], known[name], f"{path}.{name}")
        ]
    if isinstance(value, list) and "items" in schema:
        found += [
            fault for n, one in enumerate(value) for fault in faults(one, schema["items"], f"{path}[{n}]")
        ]
    return found


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def is_of(value: object, names: str | list[str]) -> bool:
    return any(type(value) is TYPES[name] for name in ([names] if isinstance(names, str) else names))


WORDS: dict[str, Callable[[Any, Any], bool]] = {
    "type": is_of,
    "const": lambda value, wanted: value == wanted,
    "enum": lambda value, wanted: value in wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or re.search(wanted, value) is not None,
    "minimum": lambda value, wanted: not isinstance(value, int) or value >= wanted,
    "maximum": lambda value, wanted: not isinstance(value, int) or value <= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "maxItems": lambda value, wanted: not isinstance(value, list) or len(value) <= wanted,
    "uniqueItems": lambda value, _: not isinstance(value, list) or len({*value}) == len(value),
    "required": lambda value, wanted: not isinstance(value, dict) or {*wanted} <= {*value},
    # These say nothing by themselves, or are looked at in `faults`.
    **dict.fromkeys(
        [
            "additionalProperties",
            "$schema",
            "title",
            "description",
            "properties",
            "items",
            "anyOf",
            "$ref",
            "$defs",
        ],
        lambda *_: True,
    ),
}


def preview(line: str) -> dict[str, Any]:
    done = recur(f"{line} --format json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.parametrize("line", LINES)
def test_the_json_keeps_to_its_schema(line: str) -> None:
    assert faults(preview(line), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"count": "4"}, "$.count: type"),
        ({"count": True}, "$.count: type"),
        ({"count": -1}, "$.count: minimum"),
        ({"schema": "recurrence.preview/2"}, "$.schema: const"),
        ({"gap": "move"}, "$.gap: enum"),
        ({"occurrences": ["2020-09-28 10:30:00"]}, "$.occurrences[0]: pattern"),
        ({"ambiguity": {}}, "$.ambiguity: required"),
        ({"new": 1}, "$: additionalProperties"),
    ],
)
def test_the_look_at_the_schema_does_find_faults(change: dict[str, Any], fault: str) -> None:
    assert fault in faults({**preview(WORKED), **change}, SCHEMA)


def test_the_json_says_what_was_asked_and_what_it_means() -> None:
    found = preview(f"{WORKED} --event 2020-09-21T10:30")
    assert found["schema"] == "recurrence.preview/1"
    assert found["strategy"] == {
        "id": None,
        "title": "",
        "repeat_mode_id": 5,
        "days": [1, 4],
        "interval": 2,
        "content_type": 1,
    }
    assert found["window"] == {
        "from": "2020-09-28",
        "till": "2020-10-28",
        "count": None,
        "hours": 10,
        "minutes": 30,
    }
    assert (found["event"], found["zone"], found["count"]) == ("2020-09-21T10:30:00", None, 4)
    assert found["occurrences"] == WORKED_DATES
    assert set(found["reading"]) >= {"interval_means", "anchor", "week"}


def test_the_json_tells_which_dates_are_contested() -> None:
    found = preview(WORKED)["ambiguity"]
    # Without an event two questions are open: is the interval a break or a step, and does the first day count?
    assert found["axes"] == ["interval_means", "from_included"]
    assert (found["readings"], found["agreed"]) == (4, 1)
    days = [text[5:10] for text in found["contested"]]
    assert days == ["09-28", "10-12", "10-15", "10-19", "10-22", "10-26"]


def test_the_json_notes_each_date_that_a_choice_decides() -> None:
    notes = {note["at"]: note["axes"] for note in preview(WORKED)["notes"] if note["kind"] == "contested"}
    assert notes == {
        "2020-09-28T10:30:00": ["from_included"],
        "2020-10-19T10:30:00": ["interval_means"],
        "2020-10-22T10:30:00": ["interval_means"],
    }


def test_the_json_has_offsets_and_clock_changes_where_a_zone_is_known() -> None:
    found = preview(NIGHT)
    offsets = dict(zip(found["occurrences"], found["offsets"], strict=True))
    assert offsets["2027-03-28T03:30:00"] == ["+02:00", "+03:00"]
    assert offsets["2027-04-04T03:30:00"] == ["+03:00"]
    assert offsets["2027-10-31T03:30:00"] == ["+03:00", "+02:00"]
    assert {note["kind"]: note["at"] for note in found["notes"] if note["kind"] in {"gap", "fold"}} == {
        "gap": "2027-03-28T03:30:00",
        "fold": "2027-10-31T03:30:00",
    }
    assert re.match(r"20\d\d[a-z]$", found["tz_version"])


@pytest.mark.parametrize(
    "line",
    [
        "--mode daily --interval 2 --from 2027-01-01 --count 99000 --hours 1 --event 2026-01-01T10:30",
        "--mode daily --from 2027-01-01 --count 5 --till 9999-12-31 --at 10:30",
        "--mode weekdays --interval 3 --from 0001-01-01 --count 5 --till 9999-12-31 --at 10:30",
        "--mode weekly --from 2028-02-29 --till 9999-12-31 --count 4 --at 10:30 --reading empty_days=none",
        "--mode monthly --from 0001-01-31 --count 1 --till 9999-12-31 --minutes 0 --event 0001-01-01T00:00",
    ],
)
@pytest.mark.timeout(60)  # it must not hang
def test_too_many_dates_to_compare_are_not_compared(line: str) -> None:
    assert preview(f"preview {line}")["ambiguity"] is None


@pytest.mark.parametrize("line", LINES)
def test_the_csv_has_a_quoted_line_for_each_date(line: str) -> None:
    done = recur(f"{line} --format csv")
    rows = list(csv.reader(io.StringIO(done.out, newline="")))
    assert rows[0] == ["number", "weekday", "date", "time", "offset", "note"]
    assert all(text.startswith('"') and text.endswith('"') for text in done.lines)
    kept = [f"{row[2]}T{row[3]}:00" for row in rows[1:] if row[0]]
    assert kept == preview(line)["occurrences"]
    assert [row[0] for row in rows[1:] if row[0]] == [str(number + 1) for number in range(len(kept))]
