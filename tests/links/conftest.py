from __future__ import annotations

from tests.cli.conftest import cursus

__all__ = ["cursus"]
