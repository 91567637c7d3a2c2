"""A clause names one institution, and the title of its source another: the air force, and a ministry.

The footnote may stand a clause too early or too late. Look into the source.

Only short clauses with a footnote of their own are looked at, and only where both name an institution of a state that differs.

FAIL (text):

    Ada Berg

    Berg was an officer of the artillery.

    Career

    Berg was backed by the heads of the navy,[1] the air force,[2] and parliament.[3]

    References

    1. "Admirals stand by the colonel". Harbour Times. 21 May 2014. Retrieved 31 May 2014.
    2. "Interior ministry backs the colonel". Harbour Times. 21 May 2014. Retrieved 31 May 2014.
    3. "Parliament backs the colonel". Harbour Times. 21 May 2014. Retrieved 31 May 2014.

PASS (text):

    Ada Berg

    Berg was an officer of the artillery.

    Career

    Berg was backed by the heads of the navy,[1] the air force,[2] and parliament.[3]

    References

    1. "Admirals stand by the colonel". Harbour Times. 21 May 2014. Retrieved 31 May 2014.
    2. "Air force backs the colonel". Harbour Times. 21 May 2014. Retrieved 31 May 2014.
    3. "Parliament and interior ministry back her". Harbour Times. 21 May 2014. Retrieved 31 May 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, entry, first
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "V6"
LEVEL = "info"
_MOST_WORDS = 8
_INSTITUTIONS = {
    "air force": r"air[ -]?forces?",
    "navy": r"nav(?:y|al)\b",
    "coast guard": r"coast[ -]?guards?",
    "police": r"polic(?:e|ing)",
    "interior ministry": r"interior minist(?:ry|er)|minist(?:ry|er) of (?:the )?interior",
    "foreign ministry": r"foreign minist(?:ry|er)|minist(?:ry|er) of foreign",
    "defence ministry": r"defen[cs]e minist(?:ry|er)|minist(?:ry|er) of defen[cs]e",
    "justice ministry": r"justice minist(?:ry|er)|minist(?:ry|er) of justice",
    "parliament": r"parliament|\bMPs?\b|lawmakers?|congress",
    "supreme court": r"supreme court",
    "central bank": r"central bank",
}
_NAMED = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _INSTITUTIONS.items()}


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    for paragraph in context.all_paragraphs:
        for covered in paragraph.sentences:
            start = covered.sentence.start
            for mark in covered.marks:
                clause = document.text[start : mark.at]
                start = max(start, mark.at)
                if mark.citation < 0 or len(context.marks_of.get(mark.citation, ())) > 1:
                    continue
                if not clause.strip() or len(clause.split()) > _MOST_WORDS:
                    continue
                citation = document.citations[mark.citation]
                title = first(citation.fields, "title")
                told = _named(title.value) if title is not None else None
                said = _named(clause) if told else set()
                if title is not None and told and len(said) == 1 and not said & told:
                    yield Problem(
                        f"the clause is about the {min(said)}, the title of its source about the {min(told)}: {short(title.value)}",
                        ((mark.source_start, mark.source_end), entry(citation)), citation.label or None,
                    )  # fmt: skip


def _named(words: str) -> set[str]:
    return {name for name, pattern in _NAMED.items() if pattern.search(words)}
