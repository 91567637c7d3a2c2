"""A small article around one sentence, read and extracted as a real one."""

from __future__ import annotations

from cursus.claim import Claim
from cursus.extract import extract_with_problems
from cursus.read.wikitext import read_wikitext

LEAD = "'''Edward Halloran Marsh''' (12 March 1801 – 4 May 1871) was an officer of the Royal Army."


def claims_of(body: str, lead: str = LEAD, title: str = "Edward Halloran Marsh") -> tuple[Claim, ...]:
    """The claims of an invented officer's article whose only section holds ``body``."""
    source = f"{lead}\n\n== Career ==\n{body}\n"
    document = read_wikitext(source, path="marsh.wikitext", title=title, sha256="0" * 64)
    extraction = extract_with_problems(document)
    assert not extraction.problems
    for claim in extraction.claims:
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
    return extraction.claims


def told(body: str) -> list[tuple[str, str, str, str | None, str]]:
    """(surname, property, value, EDTF, stance) of what the body states, the lead's own claims left out."""
    return [
        (c.person.name.split()[-1], c.property, c.value.text, c.date.edtf if c.date else None, c.stance)
        for c in claims_of(body)
        if c.quote.section
    ]
