"""The rules: one module each, in the order of the catalogue. A new rule is a module and a word in :data:`NAMES`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from cursus.check.engine import Rule

#: The modules of the rules, in order.
NAMES: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order."""
    return tuple(cast(Rule, import_module(f"{__name__}.{name}")) for name in NAMES)
