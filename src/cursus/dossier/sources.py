"""How many sources say it? Articles copy each other and cite the same works: those count once.

An article speaks for the works that its footnotes name, told apart by their address, else by their words without pages and dates of
access; what it says without a footnote beside that is no further witness. An article that names none speaks for itself, and one that has
a sentence of another word for word is its copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from cursus.check.archives import original, plain_address
from cursus.check.rules.common import fold
from cursus.dossier.model import Evidence, Reference
from cursus.store.same_work import plain_words


def count_sources(evidence: Iterable[Evidence]) -> int:
    """How many different sources claims rest on."""
    works: set[tuple[str, str]] = set()
    silent: dict[str, set[str]] = {}
    speaking: set[str] = set()
    for item in evidence:
        cited = {source_key(r) for r in item.references if r.defined}
        works |= cited
        article = item.claim.document.id
        if cited:
            speaking.add(article)
        silent.setdefault(article, set()).add(fold(item.claim.quote.exact))
    seen: set[str] = set()
    alone = 0
    for article, sentences in sorted(silent.items()):
        alone += article not in speaking and not sentences & seen
        seen |= sentences
    return len(works) + alone


def source_key(reference: Reference) -> tuple[str, str]:
    """What tells a cited work from another: the work that the store made of it, else its address or its words."""
    if reference.work:
        return "known", reference.work
    if reference.url:
        return "address", plain_address(original(reference.url) or reference.url)
    return "work", plain_words(reference.text)
