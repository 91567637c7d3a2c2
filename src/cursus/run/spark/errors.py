"""What can keep a Spark run from its end, in words for the person at the keyboard."""

from __future__ import annotations


class SparkError(Exception):
    """A run that cannot begin or go on. ``str()`` is one plain line: what, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(reason, remedy)

    def __str__(self) -> str:
        return f"{self.reason}; {self.remedy}"
