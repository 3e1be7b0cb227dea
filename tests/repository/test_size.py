"""Decides how large a file and a function may be, and reports the median.

A function's length is its lines from `def` to its end without the lines of its docstring: examples in a docstring
are there to be read, and a limit on them would make them shorter, not the function simpler. Nested functions count
by themselves and in the one around them.
"""

import ast
from collections.abc import Iterator
from statistics import median

import pytest

FILE_LINES = 400
FUNCTION_LINES = 40
MEDIAN_LINES = 12

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def function_lengths(text: str) -> Iterator[tuple[str, int]]:
    """Name and length of every function in a source text."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, FUNCTION):
            yield node.name, _span(node) - _docstring_lines(node)


def _span(node: ast.stmt | ast.expr) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    return _span(first) if ast.get_docstring(function) is not None else 0


def too_long(sources: dict[str, str]) -> list[str]:
    """One finding for each file and each function over its limit."""
    found = []
    for path, text in sources.items():
        lines = len(text.splitlines())
        if lines > FILE_LINES:
            found.append(f"{path}: {lines} lines")
        found += [f"{path}: {name}() {n} lines" for name, n in function_lengths(text) if n > FUNCTION_LINES]
    return found


def test_no_file_and_no_function_is_too_long(sources: dict[str, str]) -> None:
    assert too_long(sources) == []


def test_the_median_function_is_short(sources: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    lengths = [length for text in sources.values() for _, length in function_lengths(text)]
    assert lengths, "no function was found"
    middle = median(lengths)
    report = (
        f"{len(sources)} files, {len(lengths)} functions, median {middle:g} lines, longest {max(lengths)}"
    )
    with capsys.disabled():
        print(f"\n    {report}")
    assert middle <= MEDIAN_LINES


def test_a_long_function_is_found() -> None:
    body = "    x = 1\n" * FUNCTION_LINES
    assert too_long({"bad.py": f"def f():\n{body}"}) == ["bad.py: f() 41 lines"]


def test_a_long_file_is_found() -> None:
    assert too_long({"bad.py": "x = 1\n" * (FILE_LINES + 1)}) == ["bad.py: 401 lines"]


def test_the_docstring_of_a_function_is_not_counted() -> None:
    text = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert list(function_lengths(text)) == [("f", 2)]
