"""The commands of QuickStatements version 1, as https://www.wikidata.org/wiki/Help:QuickStatements describes them: a strict check."""

from __future__ import annotations

import re

_ITEM = re.compile(r"Q[1-9]\d*|LAST")
_PROPERTY = re.compile(r"P[1-9]\d*")
_SOURCE = re.compile(r"S[1-9]\d*")
_TIME = re.compile(r"[+-]\d{4,16}-(\d\d)-(\d\d)T00:00:00Z/(\d{1,2})(?:/J)?")
_STRING = re.compile(r'"[^\t\n]+"')
_MONOLINGUAL = re.compile(r'[a-z]{2,3}(?:-[a-z0-9]+)*:"[^\t\n]+"')
_TERM = re.compile(r"[LAD][a-z]{2,3}(?:-[a-z0-9]+)*")
_VALUES = (_ITEM, _STRING, _MONOLINGUAL)


def faults(commands: str) -> list[str]:
    """What is wrong with a file of commands, line by line."""
    out, created = [], False
    for number, line in enumerate(commands.splitlines(), 1):
        if line == "CREATE":
            created = True
            continue
        cells = line.split("\t")
        if cells[0] == "LAST" and not created:
            out.append(f"{number}: LAST before CREATE")
        out += [f"{number}: {fault}" for fault in _line(cells)]
        if "||" in line or "/*" in line:
            out.append(f"{number}: words that end a command")
    return out


def _line(cells: list[str]) -> list[str]:
    if len(cells) < 3:
        return ["has fewer than three parts"]
    subject, prop, value, *rest = cells
    out = [] if _ITEM.fullmatch(subject) else [f"{subject} is no item"]
    if _TERM.fullmatch(prop):
        return out + ([] if _STRING.fullmatch(value) and not rest else [f"{value} is no label"])
    if not _PROPERTY.fullmatch(prop):
        out.append(f"{prop} is no property")
    if not _is_value(value) and value not in ("somevalue", "novalue"):
        out.append(f"{value} is no value")
    if len(rest) % 2:
        out.append("a qualifier or source without a value")
    sources = False
    for name, said in zip(rest[::2], rest[1::2], strict=False):
        if _SOURCE.fullmatch(name):
            sources = True
        elif not _PROPERTY.fullmatch(name):
            out.append(f"{name} is neither qualifier nor source")
        elif sources:
            out.append(f"the qualifier {name} stands behind a source")
        if not _is_value(said):
            out.append(f"{said} is no value")
    return out


def _is_value(text: str) -> bool:
    if time := _TIME.fullmatch(text):
        month, day, precision = (int(n) for n in time.groups())
        fine = {11: 1 <= month <= 12 and 1 <= day <= 31, 10: 1 <= month <= 12 and day == 0}
        return fine.get(precision, 6 <= precision <= 9 and month == day == 0)
    return any(kind.fullmatch(text) for kind in _VALUES)
