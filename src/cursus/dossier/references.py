"""From the footnotes that a claim names to the entries of its article's reference list."""

from __future__ import annotations

import bisect
from collections.abc import Mapping

from cursus.claim import Claim, Document, Support
from cursus.dossier.model import Evidence, Reference
from cursus.store.cited import find_citation

_CONTEXT = 280


def evidence(
    claim: Claim, document: Document | None, around: int = _CONTEXT, works: Mapping[int, str] | None = None
) -> Evidence:
    """A claim with its footnotes resolved and its paragraph, of which ``around`` characters either side of the quote at
    most; bare where the article is gone. ``works`` names the work of each entry of the article, where it is to be known."""
    references = tuple(_reference(support, claim.document.id, document, works or {}) for support in claim.citations)
    before, after = _around(claim, document, around) if document is not None else ("", "")
    return Evidence(claim, references, before, after)


def _reference(support: Support, document_id: str, document: Document | None, works: Mapping[int, str]) -> Reference:
    index = find_citation(support, document.citations if document is not None else ())
    if document is None or index < 0:
        listed = document is not None and bool(document.citations)
        return Reference(document_id, support.label, support.scope, "", defined=False, listed=listed)
    entry = document.citations[index]
    return Reference(
        document_id,
        support.label,
        support.scope,
        entry.text,
        index,
        entry.get("URL"),
        entry.get("issued"),
        entry.get("archive-url"),
        entry.get("archive-date"),
        entry.get("accessed"),
        entry.defined,
        work=works.get(index, ""),
    )


def _around(claim: Claim, document: Document, most: int) -> tuple[str, str]:
    """The rest of the block that the quote stands in, cut at words where it is long."""
    quote, text = claim.quote, document.text
    index = bisect.bisect_right(document.blocks, quote.start, key=lambda b: b.start) - 1
    if index >= 0:
        block = document.blocks[index]
        if quote.end <= block.end:
            return _tail(text[block.start : quote.start], most), _head(text[quote.end : block.end], most)
    return "", ""


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[-most:]
    return "… " + cut[cut.find(" ") + 1 :]


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut[: cut.rfind(" ")] + " …" if " " in cut else cut + "…"
