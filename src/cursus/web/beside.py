"""Where an article's findings stand: beside a block of its text, under a footnote, or with neither."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from cursus.claim import Document, Finding


@dataclass
class Beside:
    """Findings by block and by footnote (indexes of the Document), each with its own words where they are short;
    ``elsewhere`` are those whose place the text does not show."""

    blocks: dict[int, list[Finding]] = field(default_factory=dict)
    notes: dict[int, list[Finding]] = field(default_factory=dict)
    elsewhere: list[Finding] = field(default_factory=list)


def beside(document: Document, findings: Sequence[Finding]) -> Beside:
    """Place findings by the source of their first span."""
    out = Beside()
    entries = sorted((c.source_start, c.source_end, n) for n, c in enumerate(document.citations) if c.defined)
    starts = [start for start, _, _ in entries]
    runs = sorted((r.source_start, r.start) for r in document.runs if r.source_end > r.source_start)
    sources = [source for source, _ in runs]
    blocks = [b.start for b in document.blocks]
    for finding in findings:
        place = finding.spans[0].source_start if finding.spans else 0
        at = bisect.bisect_right(starts, place) - 1
        if at >= 0 and place < entries[at][1]:
            out.notes.setdefault(entries[at][2], []).append(finding)
            continue
        run = bisect.bisect_right(sources, place) - 1
        if run < 0 or not blocks:
            out.elsewhere.append(finding)
            continue
        block = max(bisect.bisect_right(blocks, runs[run][1]) - 1, 0)
        out.blocks.setdefault(block, []).append(finding)
    return out
