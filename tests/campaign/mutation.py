"""What a mutant is: one small change in one function. Decides which there are in a file, and makes one; runs nothing.

Not changed: texts, signatures, and what stands outside functions, which a test would have to import anew to see.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.Div: ast.Mult,
}  # fmt: skip
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


class Mutant(NamedTuple):
    """A change: in which function, of what, to what, and what makes the file that has it."""

    function: str
    before: str
    after: str
    tree: Callable[[], ast.Module]

    def name(self, file: str) -> str:
        """What it is called wherever it is listed: no line numbers, which change."""
        return f"{file} {self.function}: {self.before[:70]} → {self.after[:70]}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What one node could be instead."""
    yield from _other_operators(node)
    yield from _other_values(node)
    yield from _other_statements(node)


def _other_operators(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [op], comparators):
            tables = [table for table in (COMPARED, REVERSED) if type(op) in table]
            yield from (ast.Compare(left, [table[type(op)]()], comparators) for table in tables)
        case ast.BinOp(left, op, right) if type(op) in COMPUTED:
            yield ast.BinOp(left, COMPUTED[type(op)](), right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield values[0]
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand


def _other_values(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value) if isinstance(value, bool):
            yield ast.Constant(not value)
        case ast.Constant(value) if isinstance(value, int):
            yield ast.Constant(value + 1)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.comprehension(target, of, [_, *rest], is_async):
            yield ast.comprehension(target, of, rest, is_async)


def _other_statements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.While(_, body, orelse):
            yield ast.While(ast.Constant(value=False), body, orelse)
        case ast.Return(value) if value is not None and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case (
            ast.Raise()
            | ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom())
            | ast.AugAssign()
            | ast.Delete()
        ):
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a source text, in order."""
    tree = ast.parse(text)
    for function, name in functions(tree):
        for parent in _walked(function):
            for field, index, child in _children(parent):
                for changed in changes(child):
                    yield Mutant(
                        name,
                        _said(child),
                        _said(changed),
                        partial(_with, tree, parent, field, index, changed),
                    )


def functions(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """The functions of a file and the methods of its classes, with their names; nested ones are part of them."""
    for node in tree.body:
        if isinstance(node, FUNCTION):
            yield node, node.name
        elif isinstance(node, ast.ClassDef):
            yield from ((one, f"{node.name}.{one.name}") for one in node.body if isinstance(one, FUNCTION))


def _walked(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all that is in it and may be changed."""
    yield node
    for _, _, child in _children(node):
        yield from _walked(child)


def _children(parent: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """What is in a node, and where; without signatures, annotations, decorators, and the words of texts."""
    if isinstance(parent, ast.JoinedStr | ast.arguments):
        return
    for field, value in ast.iter_fields(parent):
        if field in {"decorator_list", "returns", "annotation"}:
            continue
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, index, one) for index, one in enumerate(value) if isinstance(one, ast.AST))


def _said(node: ast.AST) -> str:
    text = (
        ast.unparse(ast.fix_missing_locations(node))
        if not isinstance(node, ast.comprehension)
        else ast.unparse(node)
    )
    return " ".join(text.split())


def _with(tree: ast.Module, parent: ast.AST, field: str, index: int | None, changed: ast.AST) -> ast.Module:
    """The tree, parsed anew, with the change in it."""
    value = getattr(parent, field)
    before = value if index is None else value[index]
    _put(parent, field, index, changed)
    try:
        return ast.parse(ast.unparse(ast.fix_missing_locations(tree)))
    finally:
        _put(parent, field, index, before)


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node
