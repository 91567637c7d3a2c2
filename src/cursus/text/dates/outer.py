"""The outermost words of a date - by, until, since, before, after - and the match that they complete."""

from __future__ import annotations

import re

from cursus.claim import Date
from cursus.text.dates.context import Left, is_named, negated
from cursus.text.dates.edtf import EdtfError, bounds
from cursus.text.dates.model import DateMatch
from cursus.text.dates.scene import Reading, Scene


def finish(
    scene: Scene, left: Left, reading: Reading, anchor: str | None = None, plain: bool = False
) -> DateMatch | None:
    """The date with its outer words applied, as a match with its bounds. ``plain`` leaves them out of account."""
    edtf, starts, ends = reading.edtf, reading.starts, reading.ends
    rule = reading.rule or f"date.{reading.kind}"
    named = _names_something(scene, left, reading)
    if named:
        rule = "date.year-of-event"
    elif not plain:
        outer = left.outer()
        if outer and not rule.startswith(("date.or-", "date.range-open")):
            edtf, prefix, starts, ends = _bounded(scene, left, outer, edtf, starts, ends)
            rule = rule.replace("date.", f"date.{prefix}-", 1) if prefix else rule
        if left.has("part"):
            rule += "-part"
    try:
        earliest, latest = bounds(edtf)
    except EdtfError:
        return None
    start = min(_start(left, reading.start), reading.start)
    source = anchor if reading.relative else None
    date = Date(edtf, scene.text[start : reading.end], earliest, latest, starts, ends, rule, source)
    return DateMatch(start, reading.end, date, reading.relative)


def _names_something(scene: Scene, left: Left, reading: Reading) -> bool:
    """Whether a year names what follows it: in "from the 1986 congress", "from" is not about the year."""
    if scene.whole or reading.kind != "year" or not left.senses or left.senses[0] != ("fill", "the"):
        return False
    return scene.text[left.starts[0] : reading.start].rstrip()[-3:].casefold() == "the" and is_named(
        scene.text, reading.end
    )


def _start(left: Left, point: int) -> int:
    """Where the date's own words begin: "In 1897" is "1897" in the source's words, "by April" is all of it."""
    start = point
    for (role, value), begin in zip(left.senses, left.starts, strict=True):
        if role in ("part", "season") or (role == "mod" and value != "to"):
            start = begin
    return start


def _bounded(scene: Scene, left: Left, outer: str, edtf: str, starts: bool, ends: bool) -> tuple[str, str, bool, bool]:
    """``edtf`` under a modifier: the new EDTF, the rule's prefix, and whether first and last day are real."""
    first, last = _edges(edtf)
    if outer == "until":
        if negated(scene.text, left.start):
            return edtf, "not-until", starts, ends
        if left.says("atleast"):
            return edtf, "at-least", starts, ends
    if outer in ("until", "ends"):
        return f"../{last}", "until", False, True
    if outer in ("before", "after") and negated(scene.text, left.start):
        outer = "notbefore" if outer == "before" else "by"
    if outer == "by":
        return f"[..{last}]", "by", False, False
    if outer == "before":
        # A field gives one edge of when a thing was; in prose the phrase dates one event.
        return (f"/{last}" if scene.whole else f"[..{last}]"), "before", False, False
    if outer == "after":
        return (f"{first}/" if scene.whole else f"[{first}..]"), "after", False, False
    if outer == "notbefore":
        return f"[{first}..]", "not-before", False, False
    if outer == "since" and "/" not in edtf:
        return f"{first}/..", "since", not left.says("atleast"), False
    return edtf, "", starts, ends


def _edges(edtf: str) -> tuple[str, str]:
    """The first and last date of an EDTF string, for a modifier to hold on to."""
    inner = edtf[1:-1] if edtf[:1] in "[{" else edtf
    parts = [p for p in re.split(r"[/,]|\.\.", inner) if p]
    return (parts[0], parts[-1]) if parts else (edtf, edtf)
