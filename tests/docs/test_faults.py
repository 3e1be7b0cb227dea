"""The page on faults has a row for each, and each row names tests that `make test` runs."""

import ast
import re
from pathlib import Path

import pytest

from tests.matrix.cells import all_reads, posts

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "faults.md"
ROW = re.compile(r"^\| (F\d\d) \|(.+?)\|(.+?)\|(.*)\|$", re.MULTILINE)
NUMBERS = [f"F{number:02}" for number in range(1, 47)]
ON_THE_WIRE = [f"F{number:02}" for number in range(5, 29)]


def rows_of(page: str) -> dict[str, list[str]]:
    """The tests of each row, by its number."""
    return {number: re.findall(r"`(test_\w+)`", tests) for number, _, _, tests in ROW.findall(page)}


def collected() -> set[str]:
    """Every test function in a file that pytest looks into, by its name."""
    files = [file for folder in ("tests", "property_tests") for file in (ROOT / folder).rglob("test_*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _is_left_out(node)
    }


def _is_left_out(function: ast.FunctionDef) -> bool:
    """Whether a mark keeps it from running, or from failing."""
    return any(re.search(r"\b(skip|skipif|xfail)\b", ast.unparse(mark)) for mark in function.decorator_list)


def faults_of(page: str, tests: set[str]) -> list[str]:
    """Every row that is missing or without a test, and every test that is not there."""
    rows = rows_of(page)
    found = [f"{number}: no row" for number in NUMBERS if number not in rows]
    found += [f"{number}: no test" for number, named in rows.items() if not named]
    return found + [
        f"{number}: {name}" for number, named in rows.items() for name in named if name not in tests
    ]


def test_every_fault_has_a_row_and_every_row_tests_that_exist() -> None:
    assert faults_of(PAGE.read_text(encoding="utf-8"), collected()) == []


def test_rows_stand_once_and_in_order() -> None:
    assert [number for number, *_ in ROW.findall(PAGE.read_text(encoding="utf-8"))] == NUMBERS


@pytest.mark.parametrize("row", ON_THE_WIRE)
def test_a_fault_on_the_wire_has_cells_in_the_matrix(row: str) -> None:
    assert row in {cell.row for cell in posts()} | {cell.row for cell in all_reads()}


@pytest.mark.parametrize(
    ("found", "instead", "finding"),
    [
        ("| F33 |", "| X33 |", "F33: no row"),
        (r"(\| F40 \|.*\|).*\|$", r"\1 |", "F40: no test"),
        ("`test_killed_while_it_writes_a_file", "`test_of_nothing", "F44: test_of_nothing"),
    ],
)
def test_a_row_or_a_test_that_is_missing_is_noticed(found: str, instead: str, finding: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    pattern = found if found.startswith("(") else re.escape(found)
    spoilt = re.sub(pattern, instead, page, count=1, flags=re.MULTILINE)
    assert spoilt != page
    assert any(fault.startswith(finding) for fault in faults_of(spoilt, collected()))
