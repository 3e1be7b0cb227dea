"""The search for canaries finds them: in each spelling, and through everything that a stage of `make test` keeps."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from xml.sax.saxutils import escape

import pytest

from tests.canaries.__main__ import LEAST_FILES, LOGS, REPORTS, complaint
from tests.canaries.search import files_of, found, hits
from tests.canaries.tokens import canary, password

ROOT = Path(__file__).resolve().parents[2]
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "reversed": lambda text: text[::-1].encode(),
    "its last two thirds": lambda text: text[len(text) // 3 :].encode(),
    "broken over lines": lambda text: f"{text[:20]}\n{text[20:]}".encode(),
    "JSON": lambda text: json.dumps({"token": text}).encode(),
    "JSON, every letter escaped": lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text).encode(),
    "Python": lambda text: repr(text.encode()).encode(),
    "a URL": lambda text: quote(text, safe="").encode(),
    "a URL, every letter escaped": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
    "XML": lambda text: escape(text).encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "base64": lambda text: b64encode(text.encode()),
    "base64 after one letter": lambda text: b64encode(b"x" + text.encode()),
    "base64 after two letters": lambda text: b64encode(b"xy" + text.encode()),
}


@pytest.mark.parametrize("make", [canary, password])
@pytest.mark.parametrize("how", WRITTEN)
def test_a_canary_is_found_however_it_is_written(how: str, make: Callable[[str], str]) -> None:
    assert found(b"\x00before " + WRITTEN[how](make("user")) + b" after\xff")


def test_ordinary_bytes_are_none() -> None:
    assert found(b"a canary sings; Bearer ***, User ***; canary.user-\x00") == []
    assert found(bytes(range(256)) * 100) == []


def test_the_name_of_a_file_counts_and_so_does_a_folder_of_folders() -> None:
    with TemporaryDirectory() as name:
        place = Path(name, "a", canary("folder"))
        place.mkdir(parents=True)
        (place / "empty").touch()
        assert [hit.path.name for hit in hits(files_of([Path(name)]))] == ["empty"]


def test_a_profile_may_hold_tokens_and_nothing_beside_it_may() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name, "settings", "recur")
        folder.mkdir(parents=True)
        for file in ("default.toml", "default.log"):
            (folder / file).write_text(canary("user"))
        assert [hit.path.name for hit in hits(files_of([Path(name)]))] == ["default.log"]


def test_what_a_stage_prints_logs_reports_and_writes_is_all_there_to_be_found() -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        outer = {key: text for key, text in os.environ.items() if not key.startswith(("PYTEST", "RECUR"))}
        environment = {**outer, "TMPDIR": name, "PYTHONPATH": str(ROOT)}
        stage = str(ROOT / "tools" / "stage")
        subprocess.run([stage, "--start"], cwd=place, env=environment, check=True)
        pytest_ = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml")]
        more = ["--rootdir", name, "-p", "no:cacheprovider", "--junitxml", ".build/logs/leaky.xml"]
        command = [stage, "Leaky tests", *pytest_, *more, str(ROOT / "tests" / "canaries" / "leaky.py")]
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)
        places = {hit.path.name: hit.path for hit in hits(files_of([place]))}
        report = places.get("leaky.xml", place / "nothing").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert set(places) == {"Leaky-tests.log", "leaky.xml", "journal"}
    assert [canary(name) in report for name in ("printed", "logged", "raised")] == [True] * 3


def test_a_search_where_stages_are_missing_proves_nothing() -> None:
    reports = [LOGS / name for name in REPORTS]
    files = [Path(f"file{number}") for number in range(LEAST_FILES)]
    assert complaint(files[1:] + reports[1:]).startswith(f"no report of {REPORTS[0]}")
    assert complaint(reports).startswith("only")
    assert complaint(reports + files) == ""
