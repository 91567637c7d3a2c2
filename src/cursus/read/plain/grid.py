"""Tables that a copy sets out with spaces: every line is padded to the width of its columns.

Text renderers pad each cell to its column's width and centre the lines of a lower cell beside a higher one. Such lines
show themselves by white space at their end and by few different lengths. Which lines make a row is then the
division that leaves the fewest cells empty and in which every cell stands in the middle of its row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cursus.read.plain.lines import Line
from cursus.read.plain.parts import Piece
from cursus.tables import mapping

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_HIGHEST = 40
"""Lines of the highest row that is looked for."""

_BESIDE = 4
"""Lines of one row that hold two cells."""
_DATED = frozenset({"born", "died"})

Cell = tuple[Piece, ...]


def with_grids(lines: list[Line]) -> list[Line]:
    """The lines with each row of a table of two or more columns put together to one line with cells."""
    out: list[Line] = []
    position = table = 0
    for start, end in _padded(lines):
        segments = [
            [(m.start() + line.indent, m.end() + line.indent) for m in _SEGMENT.finditer(line.text)]
            for line in lines[start:end]
        ]
        columns = _columns(segments)
        if len(columns) < 2:
            continue
        pieces = [_cells(line, found, columns) for line, found in zip(lines[start:end], segments, strict=True)]
        out += lines[position:start]
        for cells in _rows(pieces, [line.width for line in lines[start:end]], len(columns)):
            offset, words = next(piece for cell in cells for piece in cell)
            out.append(Line(words, offset, columns[0], 0, cells, table))
        position, table = end, table + 1
    return out + lines[position:]


def _padded(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that are filled up to a few common lengths."""
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].width:
            stop += 1
        widths = _widths(lines[index:stop])
        first = index
        while first < stop:
            if lines[first].width not in widths:
                first += 1
                continue
            last = first
            while last < stop and lines[last].width in widths:
                last += 1
            found = {line.width for line in lines[first:last]}
            if last - first >= 2 and len(found) * 2 <= last - first + 1 and any(x.text for x in lines[first:last]):
                yield first, last
            first = last
        index = max(stop, index + 1)


def _widths(lines: list[Line]) -> set[int]:
    """The lengths that lines are filled up to; a last column of equal length needs no filling."""
    gaps = Counter(line.width for line in lines if "  " in line.text)
    filled = {line.width for line in lines if line.width > line.indent + len(line.text)}
    return filled | {width for width, times in gaps.items() if times >= 3}


def _columns(segments: list[list[tuple[int, int]]]) -> list[int]:
    """Where the columns start: the stretches that no line leaves empty, more than a space apart."""
    starts: list[int] = []
    reach = -2
    for low, high in sorted(segment for line in segments for segment in line):
        if low > reach + 1:
            starts.append(low)
        reach = max(reach, high)
    return starts


def _cells(line: Line, segments: list[tuple[int, int]], columns: list[int]) -> list[Piece | None]:
    """The part of one line that stands in each column."""
    bounds: list[tuple[int, int] | None] = [None] * len(columns)
    number = 0
    for low, high in segments:
        while number + 1 < len(columns) and columns[number + 1] <= low:
            number += 1
        before = bounds[number]
        bounds[number] = (before[0] if before else low, high)
    shift = line.start - line.indent
    return [
        (low + shift, line.text[low - line.indent : high - line.indent]) if found else None
        for found in bounds
        for low, high in ((found or (0, 0)),)
    ]


def _rows(lines: list[list[Piece | None]], widths: list[int], columns: int) -> Iterator[tuple[Cell, ...]]:
    """The lines put together to rows. A line without any cell parts two rows; so does a change of length, which is a
    change in the number of cells. A row of one cell is taken for one line."""
    start = 0
    while start < len(lines):
        if not any(lines[start]):
            start += 1
            continue
        stop = start
        while stop < len(lines) and any(lines[stop]) and widths[stop] == widths[start]:
            stop += 1
        part = lines[start:stop]
        used = max(n for line in part for n in range(columns) if line[n] is not None) + 1
        for low, high in [(n, n + 1) for n in range(len(part))] if used == 1 else _divide(part, used):
            yield tuple(tuple(piece for line in part[low:high] if (piece := line[n])) for n in range(used))
        start = stop


def _divide(lines: list[list[Piece | None]], columns: int) -> list[tuple[int, int]]:
    """The cheapest division into rows: fewest empty cells, then most rows of a single line. A row about a birth or a
    death starts with its date."""
    size = len(lines)
    best: list[tuple[int, int]] = [(0, 0)] + [(1000 * size, 0)] * size
    for start in range(size):
        first, last = [-1] * columns, [-1] * columns
        beside = 0
        for end in range(start + 1, min(start + _HIGHEST, size) + 1):
            filled = [n for n in range(columns) if lines[end - 1][n] is not None]
            beside += len(filled) > 1
            if beside > _BESIDE:
                break  # each of those lines is a row of its own, and cheaper
            for column in filled:
                last[column] = end - 1 - start
                if first[column] < 0:
                    first[column] = last[column]
            height = end - start
            if any(f >= 0 and f != (height - (e - f + 1)) // 2 for f, e in zip(first, last, strict=True)):
                continue
            if not any(f == 0 and e == height - 1 for f, e in zip(first, last, strict=True)):
                continue
            cost = best[start][0] + _cost(lines, start, first, last, height)
            if cost < best[end][0]:
                best[end] = (cost, start)
    out: list[tuple[int, int]] = []
    end = size
    while end:
        start = best[end][1]
        out.append((start, end))
        end = start
    return out[::-1]


def _cost(lines: list[list[Piece | None]], start: int, first: list[int], last: list[int], height: int) -> int:
    """What speaks against a row: its height, empty cells (a label's most), that two of its cells have several lines, that
    a birth or a death does not start with its date."""
    second = sorted((e - f for f, e in zip(first, last, strict=True) if f >= 0), reverse=True)[1:2]
    cost = (0 if height == 1 else 3 + height) + 10 * sum(second) + sum(2 for f in first if f < 0)
    if first[0] < 0:
        cost += 8
    label = lines[start + first[0]][0] if first[0] >= 0 else None
    value = lines[start + first[1]][1] if first[1] >= 0 else None
    if label is None or value is None:
        return cost
    if value[1].startswith("(") or value[1][0].islower():
        cost += 8
    listed = [piece[1].startswith("* ") for line in lines[start : start + height] if (piece := line[1])]
    if listed[-1] and not listed[0]:
        cost += 10
    key = mapping("infobox_labels").get(label[1].casefold())
    if key in _DATED and not any(c.isdigit() for c in value[1]):
        return cost + 20
    return cost - 6 if height == 2 and (key in _DATED or key == "parents") else cost
