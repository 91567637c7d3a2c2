"""Small decision trees added up: a table of numbers made into one function.

A tree has two levels: one question, then one of two, then one of four values. A hundred of them bend where a straight
line cannot, and cost a few microseconds once they are compiled.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Sequence

Tree = tuple[int, float, int, float, float, float, int, float, float, float]


def compiled(constant: float, trees: Iterable[Tree]) -> Callable[[Sequence[float]], float]:
    """Features → the sum of the values the trees give them, and the constant.

    A tree is (feature, limit, then for "at most the limit" and for "above": feature, limit, value at most, value above).
    """
    total: ast.expr = ast.Constant(float(constant))
    lines: list[ast.stmt] = []
    for feature, limit, low, low_limit, a, b, high, high_limit, c, d in trees:
        value = _choice(
            feature,
            limit,
            _choice(low, low_limit, _number(a), _number(b)),
            _choice(high, high_limit, _number(c), _number(d)),
        )
        lines.append(ast.AugAssign(ast.Name("total", ast.Store()), ast.Add(), value))
    function = ast.FunctionDef(
        name="evaluate",
        args=ast.arguments(posonlyargs=[], args=[ast.arg("x")], kwonlyargs=[], kw_defaults=[], defaults=[]),
        body=[
            ast.Assign([ast.Name("total", ast.Store())], total),
            *lines,
            ast.Return(ast.Name("total", ast.Load())),
        ],
        decorator_list=[],
    )
    module = ast.fix_missing_locations(ast.Module([function], []))
    scope: dict[str, Callable[[Sequence[float]], float]] = {}
    exec(compile(module, "trees", "exec"), {"__builtins__": {}}, scope)  # noqa: S102 — built above, of numbers alone
    return scope["evaluate"]


def _choice(feature: int, limit: float, low: ast.expr, high: ast.expr) -> ast.expr:
    asked = ast.Subscript(ast.Name("x", ast.Load()), ast.Constant(int(feature)), ast.Load())
    return ast.IfExp(ast.Compare(asked, [ast.LtE()], [_number(limit)]), low, high)


def _number(value: float) -> ast.expr:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"a tree holds {value!r}, which is no finite number")
    return ast.Constant(number) if number >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-number))


def probability(value: float) -> float:
    """A log-odds value as a probability."""
    return 1.0 / (1.0 + math.exp(-max(min(value, 30.0), -30.0)))
