"""A battle, award or school stands in the infobox, without a footnote, and nowhere in the article.

The box sums up the article; what only the box says has no source.

Not reported: values with a footnote, values whose words all occur in the text, and articles that are little more
than a box.

FAIL (claims):

    battle | Siege of Ulm | | infobox
    battle | Battle of Metz | | infobox

    He fought at Metz and was wounded there. He served on in the artillery for twenty years,
    and in the end led the third battery.

PASS (claims):

    battle | Siege of Ulm | | infobox
    battle | Battle of Metz | | infobox

    He fought at Metz and in the siege of Ulm. He served on in the artillery for twenty years,
    and in the end led the third battery.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span, fold, holds_word, plain, short

CODE = "K5"
LEVEL = "notice"
_PROPERTIES = {"battle": "battle", "award": "award", "education": "school"}
_LITTLE = 100
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        battle war wars campaign campaigns siege first second third fourth fifth conflict rebellion revolution uprising
        crisis operation civil invasion of the and in at on de la le du des order medal cross star service with for
        university college school academy military distinguished world great
        """,
    )
)


def check(context: Context) -> Iterator[Problem]:
    boxed = [c for c in context.claims if c.property in _PROPERTIES and c.origin == "infobox" and not c.citations]
    body = _body(context) if boxed else ""
    if len(body) < _LITTLE:
        return
    words = plain(body)
    fields: frozenset[str] | None = None
    for claim in boxed:
        what = _PROPERTIES[claim.property]
        own = [w for w in fold(claim.value.text).split() if not w.isdigit()]
        telling = [w for w in own if w not in _COMMON] or own
        battle_of = _BATTLE_OF.match(claim.value.text)
        if battle_of and claim.property == "battle":
            place = fold(battle_of["place"]).split()[0]
            if holds_word(words, place) and fields is None:
                fields = _battlefields(context)
            told = fields is not None and place in fields
        else:
            told = not telling or any(holds_word(words, _stem(w)) or holds_word(words, w) for w in telling)
        if not told:
            yield Problem(
                f"only the infobox names this {what}: {short(claim.value.text)}",
                (claim_span(claim),),
                claims=(claim.id,),
            )


_BATTLE_OF = re.compile(
    r"(?:[\w.]+ )?(?:Battle|Siege|Action|Raid|Capture|Storming|Fall) (?:of|on|at) (?:the )?(?P<place>\w[\w'’-]+)"
)
_FIGHTING = re.compile(
    r"\b(?:battle|war|fought|fight|siege|besieg|attack|assault|campaign|captur|defeat|victor|offensive|raid|storm|enem|troops|"
    r"forces|battalion|regiment|brigade|division|corps|army|wounded|killed|action|command|charge|retreat|surrender)",
    re.IGNORECASE,
)


def _battlefields(context: Context) -> frozenset[str]:
    """The words of sentences that speak of war, and of headings and captions: a birthplace is no battle."""
    document = context.document
    texts = [document.text[s.start : s.end] for s in document.sentences]
    fighting = [text for text in texts if _FIGHTING.search(text)]
    shown = (b for b in document.blocks if b.kind in ("heading", "caption", "cells"))
    return frozenset(fold(" ".join([*fighting, *(document.text[b.start : b.end] for b in shown)])).split())


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _body(context: Context) -> str:
    document = context.document
    return " ".join(
        document.text[b.start : b.end]
        for b in document.blocks
        if b.kind not in ("row", "title", "notice", "navigation")
    )
