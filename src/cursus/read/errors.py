"""What a reader says when there is nothing it can read."""

from __future__ import annotations


class ReadError(Exception):
    """An input that cannot be read: which one (``path``), why (``reason``) and what its owner can do (``remedy``)."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(path, reason, remedy)
        self.path = path
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path or 'the input'} {self.reason}; {self.remedy}"
