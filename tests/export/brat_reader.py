"""A strict reader of brat standoff, written from https://brat.nlplab.org/standoff.html: what is not exactly so is a fault."""

from __future__ import annotations

import re

_BOUND = re.compile(r"(T\d+)\t([A-Za-z_-]+) (\d+ \d+(?:;\d+ \d+)*)\t([^\n]+)")
_ATTRIBUTE = re.compile(r"(A\d+)\t([A-Za-z_-]+) (T\d+)")
_NOTE = re.compile(r"(#\d+)\tAnnotatorNotes (T\d+)\t([^\n]+)")


def read(ann: str, text: str, types: set[str]) -> dict[str, tuple[str, str, list[str]]]:
    """Name → type, words, attributes. Raises ValueError."""
    out: dict[str, tuple[str, str, list[str]]] = {}
    seen = set()
    for line in ann.splitlines():
        if bound := _BOUND.fullmatch(line):
            name, kind, spans, words = bound.groups()
            pieces = [tuple(int(n) for n in span.split()) for span in spans.split(";")]
            if kind not in types or any(not 0 <= a < b <= len(text) or "\n" in text[a:b] for a, b in pieces):
                raise ValueError(f"bad type or span: {line}")
            if " ".join(text[a:b] for a, b in pieces) != words or pieces != sorted(pieces):
                raise ValueError(f"the words are not those of the text: {line}")
            out[name] = (kind, words, [])
        elif attribute := _ATTRIBUTE.fullmatch(line):
            name, kind, target = attribute.groups()
            if kind not in types:
                raise ValueError(f"unknown attribute: {line}")
            out[target][2].append(kind)
        elif note := _NOTE.fullmatch(line):
            name = note[1]
            out[note[2]]
        else:
            raise ValueError(f"no line of brat's: {line}")
        if name in seen:
            raise ValueError(f"{name} twice")
        seen.add(name)
    return out
