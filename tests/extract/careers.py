"""Made-up lives, read as a copied page, for the tests of the extractors of careers."""

from __future__ import annotations

from cursus.claim import Claim
from cursus.extract import extract_with_problems
from cursus.read import read

_LEAD = "Henry Harding (4 May 1830 – 9 June 1899) was a soldier. He was known for his patience."


def claims(body: str, prop: str | None = None, heading: str = "Career") -> list[Claim]:
    """The claims that the words of one section make about Henry Harding and those around him; the lead's own are left out."""
    text = f"Henry Harding\n\n{_LEAD}\n\n{heading}\n\n{body}\n"
    extraction = extract_with_problems(read(text.encode(), "harding.txt"))
    assert not extraction.problems
    found = [c for c in extraction.claims if c.quote.section or c.quote.start > len(_LEAD) + 15]
    for claim in found:
        assert claim.quote.exact.strip() == claim.quote.exact != ""
    return [c for c in found if prop is None or c.property == prop]


def facts(body: str, prop: str, heading: str = "Career") -> set[tuple[str, str]]:
    """(person, value) of the claims of one property."""
    return {(c.person.name, c.value.text) for c in claims(body, prop, heading)}
