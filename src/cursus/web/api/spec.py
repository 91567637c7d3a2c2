"""What an operation takes and gives, as data: read by the router, by the checks of what is asked, by OpenAPI and by the manual."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cursus.store import Store
from cursus.web.auth.access import Viewer

Json = dict[str, Any]


class Problem(Exception):
    """An answer that is an error: RFC 9457's status, title and detail, and whatever else tells the caller what to do."""

    def __init__(self, status: int, title: str, detail: str, **more: Any) -> None:
        self.status, self.title, self.detail, self.more = status, title, detail, more
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Field:
    """One value that a caller gives: ``kind`` is ``string``, ``integer``, ``number``, ``boolean``, ``day`` (ISO), or ``ids``."""

    name: str
    about: str
    kind: str = "string"
    required: bool = False
    among: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    pattern: str = ""
    default: Any = None

    def schema(self) -> Json:
        """The value as JSON Schema has it."""
        if self.kind == "ids":
            return {"type": "array", "items": {"type": "string", "pattern": self.pattern}, "maxItems": self.most}
        out: Json = {"type": "string" if self.kind == "day" else self.kind}
        if self.kind == "day":
            out["format"] = "date"
            out["pattern"] = _DAY
        if self.among:
            out["enum"] = list(self.among)
        elif self.kind == "string":
            out |= {"minLength": self.least, "maxLength": self.most or 200}
            if self.pattern:
                out["pattern"] = self.pattern
        elif self.kind in ("integer", "number"):
            out |= {"minimum": self.least, "maximum": self.most}
        if self.default is not None:
            out["default"] = self.default
        return out

    def from_words(self, words: str) -> Any:
        """The value that stands in an address. Raises Problem 400."""
        if self.kind == "integer":
            if not re.fullmatch(r"-?[0-9]{1,18}", words):
                raise self._wrong("a whole number")
            return self.checked(int(words))
        if self.kind == "number":
            if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,18})?", words):
                raise self._wrong("a number")
            return self.checked(float(words))
        if self.kind == "boolean":
            if words not in ("true", "false"):
                raise self._wrong("true or false")
            return words == "true"
        return self.checked(words)

    def checked(self, value: Any) -> Any:
        """The value, if it is of the kind. Raises Problem 400."""
        if self.kind == "ids":
            return self._ids(value)
        if self.kind == "boolean":
            if not isinstance(value, bool):
                raise self._wrong("true or false")
        elif self.kind in ("integer", "number"):
            kinds = (int,) if self.kind == "integer" else (int, float)
            if isinstance(value, bool) or not isinstance(value, kinds):
                raise self._wrong("a number")
            if not self.least <= value <= self.most:
                raise self._wrong(f"from {self.least} to {self.most}")
        else:
            self._text(value)
        return value

    def _text(self, value: Any) -> None:
        if not isinstance(value, str):
            raise self._wrong("text")
        if self.kind == "day":
            if not re.fullmatch(_DAY, value) or not _is_day(value):
                raise self._wrong("a day such as 1986-05-01")
        elif self.among:
            if value not in self.among:
                raise self._wrong(f"one of {', '.join(self.among)}")
        else:
            if not self.least <= len(value) <= (self.most or 200):
                raise self._wrong(f"of {self.least} to {self.most or 200} characters")
            if self.pattern and not re.fullmatch(self.pattern, value):
                raise self._wrong(f"like {self.pattern}")

    def _ids(self, value: Any) -> Any:
        if not isinstance(value, list) or len(value) > self.most:
            raise self._wrong(f"a list of {self.most} ids at most")
        if not all(isinstance(one, str) and re.fullmatch(self.pattern, one) for one in value):
            raise self._wrong(f"a list of ids like {self.pattern}")
        return value

    def _wrong(self, what: str) -> Problem:
        return Problem(400, "That cannot be asked", f"{self.name} must be {what}.", parameter=self.name)


_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: the store, who calls, and what was given, checked."""

    store: Store
    viewer: Viewer
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does. ``path`` stands under ``/api/v1``; ``answer`` names a schema of :mod:`cursus.web.api.schemas`,
    ``errors`` are the statuses it may answer with beside those that all may; ``role`` is what a caller needs. ``keeps`` says that the
    answer has an ``ETag``, ``judged`` that decisions about claims show in it: without, it is kept while the articles stay as they are."""

    method: str
    path: str
    name: str
    about: str
    handler: Callable[[Asked], Json]
    answer: str
    tag: str
    query: tuple[Field, ...] = ()
    body: tuple[Field, ...] = ()
    ids: tuple[Field, ...] = ()
    errors: tuple[int, ...] = ()
    role: str = "reader"
    keeps: bool = True
    judged: bool = True
    example: Mapping[str, Any] = field(default_factory=dict, hash=False)
