"""What a strategy file may be, and how one that is not is refused."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontdesk.errors import FileError
from frontdesk.shell.files import LARGEST, read_json, read_toml
from tests.frontdesk.running import Done, recur

NOBODY = 65534

WINDOW = "preview --format dates --from 2027-01-04 --count 1 --at 10:00 --strategy"
GOOD = b'{"repeat_mode_id": 1}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "strategy.json"


def preview(file: Path) -> Done:
    return recur(WINDOW, str(file))


@pytest.mark.parametrize(
    "content",
    [GOOD, b"\xef\xbb\xbf" + GOOD, b"\n\n" + GOOD + b"\n", b"[" + GOOD + b"]", b'{"data": ' + GOOD + b"}"],
    ids=["plain", "with a byte order mark", "among empty lines", "a list of one", "an envelope"],
)
def test_it_is_taken(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert preview(file).lines == ["2027-01-04T10:00:00"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"title: yoga", "it is not JSON: line 1, column 1"),
        (b'{"repeat_mode_id": 1,\n  "days": [1,]}', "it is not JSON: line 2"),
        (GOOD + GOOD, "Extra data"),
        (b"[" * 100_000 + b"]" * 100_000, "it is nested more than 32 deep"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "it is nested more than 32 deep"),
        (b'{"repeat_mode_id": 1, "repeat_mode_id": 1}', "the key 'repeat_mode_id' stands twice"),
        (b'{"repeat_mode_id": 1, "count": 1, "x": {"count": 1, "count": 9}}', "the key 'count' stands twice"),
        (b'{"repeat_mode_id": NaN}', "NaN is not a number that JSON can carry"),
        (b'{"repeat_mode_id": -Infinity}', "-Infinity is not a number"),
        (b'{"repeat_mode_id": 1e999}', "1e999 is not a number"),
        (b'{"repeat_mode_id": ' + b"9" * 5000 + b"}", "(5000 digits) is not a number"),
        (GOOD.decode().encode("utf-16"), "it is not UTF-8 text (line 1, byte 0)"),
        (b'{"repeat_mode_id": 1, "title": "\xff"}', "it is not UTF-8 text"),
        (b"5", "strategy: 5 is not allowed; it takes an object"),
        (b"null", "strategy: it is missing; it takes an object"),
        (b"[]", "strategies: [] is not allowed; it takes at least one strategy"),
        (b"{}", "repeat_mode_id: it is missing"),
        (b'{"repeat_mode_id": "5"}', "repeat_mode_id: '5' is not allowed"),
        (b'{"repeat_mode_id": 5, "days": [1, true], "interval": "2"}', "days: True is not allowed"),
        (b'{"repeat_mode_id": 5, "days": [1, true], "interval": "2"}', "interval: '2' is not allowed"),
        (
            b'{"data": [{"repeat_mode_id": 1}, {"repeat_mode_id": 9}]}',
            "data[1].repeat_mode_id: 9 is not allowed",
        ),
        (b'{"repeat_mode_id": 5}', "days: it is missing; it takes at least one weekday in mode 5"),
        (b'{"success": false, "data": null, "meta": {}}', "success: False is not allowed"),
    ],
)
@pytest.mark.timeout(30)  # it must not hang
def test_it_is_refused_in_words(content: bytes, told: str, file: Path) -> None:
    file.write_bytes(content)
    done = preview(file)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert str(file) in done.err


def test_a_gigabyte_is_refused_without_being_read(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(2**30)
    tracemalloc.start()
    done = preview(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert done.code == 2
    assert "it is larger than 32 MiB" in done.err
    assert peak < 8 * 2**20


def test_the_largest_file_is_still_read(file: Path) -> None:
    file.write_bytes(GOOD + b" " * (LARGEST - len(GOOD)))
    assert preview(file).code == 0
    file.write_bytes(GOOD + b" " * (LARGEST - len(GOOD) + 1))
    assert preview(file).code == 2


def test_32_deep_is_still_read(file: Path) -> None:
    file.write_text("[" * 32 + "1" + "]" * 32)
    assert json.dumps(read_json(str(file))) == "[" * 32 + "1" + "]" * 32


def test_a_key_of_many_names_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The parser takes time that grows with the square of their number: minutes for this file."""
    path = tmp_path / "scenario.toml"
    for text in (f"{'a.' * 200_000}a = 1", f"x = {{ {chr(34)}a{chr(34)} . {'b . ' * 200_000}a = 1 }}"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FileError, match="deep"):
            read_toml(str(path))


def test_a_key_of_32_names_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(f"{'a.' * 31}a = 1\nprices = [{'1.5, ' * 40}]\n", encoding="utf-8")
    assert read_toml(str(path))["prices"] == [1.5] * 40


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path in (fifo, tmp_path, Path("/dev/zero"), Path("/dev/stdin")):
        if path.exists():
            done = preview(path)
            assert (done.code, "it is not an ordinary file" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.json", "there is no such file"),
        ("x" * 5000, "it cannot be read"),
        ("a\0b", "no file can have this name"),
    ],
)
def test_a_name_without_a_file_is_told(name: str, told: str, tmp_path: Path) -> None:
    done = preview(tmp_path / name)
    assert (done.code, told in done.err) == (2, True)
    with pytest.raises(FileError):
        read_json(str(tmp_path / name))


@contextmanager
def not_as_root() -> Iterator[None]:
    """Somebody who may not read every file, for a while."""
    user = os.geteuid()
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_without_permission_is_told(file: Path) -> None:
    file.write_bytes(GOOD)
    assert preview(file).code == 0
    file.chmod(0)
    with not_as_root():
        refused = preview(file)
    assert (refused.code, "Permission denied" in refused.err) == (2, True)


def test_unknown_fields_are_kept_aside_and_named(file: Path) -> None:
    file.write_text('{"repeat_mode_id": 1, "colour": "red", "duplicate_records": 1, "x\\u001b[2J": 0}')
    found = json.loads(recur(WINDOW.replace("dates", "json"), str(file)).out)
    (note,) = [note for note in found["notes"] if note["kind"] == "unknown_fields"]
    assert note["text"].endswith("colour, duplicate_records, x\\u001b[2J.")
    assert found["count"] == 1


@pytest.mark.parametrize(
    ("ids", "wanted", "told"),
    [
        (
            [1, 1],
            "1",
            "it holds several strategies with id 1. Give each of them an id of its own in the file.",
        ),
        ([1, 1, 2], "1", "it holds several strategies with id 1. Give each"),
        ([1, 1], None, "it holds strategies without ids of their own. Give each of them one"),
        ([None, None], None, "it holds strategies without ids of their own. Give each of them one"),
        ([1, 1, 2], None, "it holds several strategies. --strategy-id takes one of the ids in the file, 2."),
        ([1, 2], "3", "--strategy-id takes one of the ids in the file, 1, 2."),
    ],
)
def test_ids_that_tell_nothing_apart_are_not_advised(
    ids: list[int | None], wanted: str | None, told: str, file: Path
) -> None:
    named = [{"id": number} if number else {} for number in ids]
    file.write_text(json.dumps([{"repeat_mode_id": 1, **each} for each in named]), encoding="utf-8")
    done = recur(WINDOW, str(file), *(["--strategy-id", wanted] if wanted else []))
    assert (done.code, done.out) == (2, "")
    assert told in done.err
