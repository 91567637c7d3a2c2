"""A document and a model → the claims that the model found beyond those of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from cursus.claim import Claim, Document
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.finish import finish
from cursus.extract.model.answer import NoAnswer, Refused, drafts
from cursus.extract.model.passages import passages, question

Ask = Callable[[str], str]
"""Sends one question, returns the answer; raises ModelError where there is none."""


class ModelError(Exception):
    """The model gave no answer: why."""


@dataclass
class Answers:
    """What a model made of one article: its claims, how many passages it was asked about, what was refused and why."""

    claims: tuple[Claim, ...] = ()
    asked: int = 0
    refused: list[Refused] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)

    def reasons(self) -> Counter[str]:
        return Counter(r.reason for r in self.refused)


def read_with(document: Document, known: Iterable[Claim], ask: Ask, model: str, most: int | None = None) -> Answers:
    """Ask a model about every passage of a biography (the first ``most``), and keep what the passages bear out.

    Claims that the rules made already (``known``) are not made again. A passage without an answer is counted and passed
    over; three failures in a row end the article, for then the model is not there. The rule of a claim is
    ``llm:MODEL``.
    """
    page = Page(document)
    out = Answers()
    if not page.is_biography:
        return out
    made: list[Draft] = []
    in_a_row = 0
    for passage in islice(passages(document), most):
        out.asked += 1
        try:
            found, refused = drafts(page, passage, ask(question(document, passage)), f"llm:{model}")
        except (ModelError, NoAnswer) as error:
            out.failed[str(error)] += 1
            in_a_row = in_a_row + 1 if isinstance(error, ModelError) else 0
            if in_a_row == 3:
                break
            continue
        in_a_row = 0
        made += found
        out.refused += refused
    out.claims = tuple(_beyond(known, finish(page, made)))
    return out


def _beyond(known: Iterable[Claim], found: Iterable[Claim]) -> Iterable[Claim]:
    """The claims that say something else than a known one from the same words does."""
    by_property: dict[tuple[str, str], list[Claim]] = {}
    for claim in known:
        by_property.setdefault((claim.person.id, claim.property), []).append(claim)
    for claim in found:
        alike = by_property.get((claim.person.id, claim.property), ())
        if not any(_same(claim, other) for other in alike):
            yield claim


def _same(claim: Claim, other: Claim) -> bool:
    a, b = claim.value.text.casefold(), other.value.text.casefold()
    overlap = claim.quote.start < other.quote.end and other.quote.start < claim.quote.end
    return overlap and (a in b or b in a)
