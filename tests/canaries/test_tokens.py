"""Whatever a test takes for a secret is a canary, so that the search for canaries misses none."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.canaries.tokens import UNIT

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {"Secret": (0,), "Partner": (0,), "User": (2, 3)}
"""Calls that make a secret, and which of their arguments are it."""
FIELDS = ("_token", "_TOKEN")
PUBLIC = "the emulator's own, as its page says"
REFUSED = "never sent: it is refused, compared or read"
NO_CANARIES = {
    "a b": REFUSED, "c\nd": REFUSED, "a\r\nb": REFUSED, "x": REFUSED, "": REFUSED, "wrong": REFUSED,
    "canary": REFUSED, "canarz": REFUSED, "canary two words": REFUSED, "canary-password": REFUSED,
    "wec23fh8cDfFV4432fc352456": "that of the API's documentation",
    "emulator-partner": PUBLIC, "emulator-user": PUBLIC,
}  # fmt: skip


def secrets_written_out(code: str) -> Iterator[str]:
    """Every text that stands in code where a secret belongs."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            places = SECRETS.get(node.func.id, ())
            values = [node.args[place] for place in places if place < len(node.args)]
            values += [word.value for word in node.keywords if (word.arg or "").endswith(FIELDS)]
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            values = [value for key, value in pairs if str(getattr(key, "value", "")).endswith(FIELDS)]
        else:
            continue
        yield from (v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str))


def test_no_test_writes_a_secret_out() -> None:
    folders = [ROOT / name for name in ("tests", "property_tests", "benchmarks")]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    assert len(files) > 100
    found = {
        f"{file.name}: {text}"
        for file in files
        for text in secrets_written_out(file.read_text(encoding="utf-8"))
    }
    assert {one for one in found if one.partition(": ")[2] not in NO_CANARIES} == set()


@pytest.mark.parametrize(
    "code",
    [
        'Secret("hidden")', 'api(Secret("hidden"))', 'Partner("hidden", v2="closed")',
        'User(1, "a@example.com", "hidden", TOKEN)', 'User(1, "a@example.com", PASSWORD, "hidden")',
        'environ = {"ALTEGIO_USER_TOKEN": "hidden"}', 'shell("x", ALTEGIO_PARTNER_TOKEN="hidden")',
        'Profile("default", "", {"user_token": "hidden"})',
    ],
)  # fmt: skip
def test_a_secret_that_is_written_out_is_noticed(code: str) -> None:
    assert list(secrets_written_out(code)) == ["hidden"]


def test_the_mark_of_a_canary_stands_in_no_source_file() -> None:
    files = [
        file for name in ("tests", "docs", "examples") for file in (ROOT / name).rglob("*") if file.is_file()
    ]
    marked = [
        file.name for file in files if "__pycache__" not in file.parts and UNIT.encode() in file.read_bytes()
    ]
    assert marked == []
