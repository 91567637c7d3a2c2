"""Family from prose: whose child, spouse, parent, brother; the relative's own rank is the relative's claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Date
from cursus.extract.actors import Mention, agent, mentions
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who

_KIN = {
    "father": "parent", "mother": "parent", "parents": "parent", "son": "child", "sons": "child", "daughter": "child", "daughters": "child", "children": "child", "brother": "sibling",
    "brothers": "sibling", "sister": "sibling", "sisters": "sibling", "half-brother": "sibling", "half-sister": "sibling", "wife": "spouse", "husband": "spouse", "widow": "spouse", "first wife": "spouse",
    "second wife": "spouse", "third wife": "spouse", "fiancée": "other", "uncle": "other", "aunt": "other", "cousin": "other", "nephew": "other", "niece": "other", "grandfather": "other", "grandmother": "other", "grandson": "other",
    "granddaughter": "other", "father-in-law": "other", "mother-in-law": "other", "brother-in-law": "other", "son-in-law": "other", "sister-in-law": "other", "stepfather": "other", "stepson": "other", "great-grandfather": "other",
}
_INVERSE = {"parent": "child", "child": "parent", "sibling": "sibling", "spouse": "spouse", "other": "other"}
_WORDS = "|".join(sorted(map(re.escape, _KIN), key=len, reverse=True))
# "his father, Colonel Abbas Ali", "John's father John Fletcher Pershing", "his second wife was Tadj ol-Molouk"
_POSSESSED = re.compile(
    rf"\b(?:(?P<pron>[Hh]is|[Hh]er)|(?P<poss>[A-Z][\w’-]*(?:\s[A-Z][\w’-]*)?)['’]s?)\s+(?:own\s|late\s|elder\s|older\s|younger\s|eldest\s|youngest\s|first\s|second\s|third\s|fourth\s|only\s|future\s|maternal\s|paternal\s|twin\s|then-|beloved\s|dying\s|new\s|oldest\s){{0,2}}"
    rf"(?P<kin>{_WORDS})(?:,\s+(?:also\s+)?|\s+(?:was|is|were|named|called)\s+(?:named\s+|called\s+)?|\s+|:\s)(?=[A-Z\"]|(?:the\s)?(?:future\s)?(?:then\s)?(?:American\s)?(?:general|colonel|captain|lieutenant|major)\s[A-Z])"
)
# "son of X and Y", "born to X and Y"
_CHILD_OF = re.compile(r"\b(?:(?P<s>son|daughter|child)\s+of|born\s+to(?:\s+parents)?|children\s+born\s+to|children\s+of)\s+(?=(?:the\s)?(?:late\s)?(?:[A-Z]|(?:general|colonel|captain|lieutenant|major|farmer|merchant|businessman)\s[A-Z]))")
_MARRIED = re.compile(r"\b(?:married|wed|remarried(?:\s+to)?|is\s+married\s+to|was\s+married\s+to|got\s+married\s+to|marriage\s+to|engaged\s+to|eloped\s+with|met\s+and\s+married)\s+(?:his\s+(?:\w+\s){0,3}(?:cousin|sweetheart|love|friend|wife),?\s+)?(?=[A-Z])")
_IS_KIN = re.compile(rf"\b(?:is|was)\s+(?:also\s+)?(?:the|a)\s+(?:older\s|younger\s|elder\s|eldest\s|first\s|second\s|third\s|only\s|maternal\s|paternal\s|half-?\s?)?(?P<kin>{_WORDS})\s+of\s+(?:the\s+)?(?:[a-z-]+\s+(?:and\s+)?){{0,5}}(?=[A-Z])")
_HAD = re.compile(r"\b(?:had|have|has|with)\s+(?:\w+\s){0,3}(?P<kin>sons?|daughters?|children|child)\b[^.;A-Z]{0,30}[:;,–—-]\s*(?:(?:a\s)?(?:sons?|daughters?),?\s)?(?:named\s|called\s)?(?=[A-Z])")
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'.-]*)"
_LISTED = re.compile(rf"(?:{_NAME_WORD}(?:\s(?:(?:de|del|von|van|al|el|bin|ol-)\s?)?(?:{_NAME_WORD}|ol-\w+))*)")


def extract(page: Page) -> Iterator[Draft]:
    for sentence in page.sentences:
        if sentence.origin == "table":
            continue
        for match in _POSSESSED.finditer(sentence.text):
            yield from _possessed(page, sentence, match)
        for match in _CHILD_OF.finditer(sentence.text):
            yield from _child_of(page, sentence, match)
        for match in _MARRIED.finditer(sentence.text):
            yield from _married(page, sentence, match)
        for match in _IS_KIN.finditer(sentence.text):
            yield from _is_kin(page, sentence, match)
        for match in _HAD.finditer(sentence.text):
            yield from _had(page, sentence, match)


def _mention_at(sentence: Sentence, at: int) -> Mention | None:
    return next((m for m in mentions(sentence.text) if m.start <= at + 1 and at <= m.name_start + 1), None)


def _named(page: Page, sentence: Sentence, at: int, single: bool = False) -> tuple[str, int] | None:
    """The name that begins at an offset: (name, end). A single word counts only where the kin word makes it a person."""
    mention = _mention_at(sentence, at)
    if mention is not None:
        return mention.name, mention.end
    if not single:
        return None
    match = re.compile(r"[A-ZÀ-Þ][\w’-]+(?:\s(?:ol|al|el|de|von|van)[- ]\w+)?").match(sentence.text, at)
    return (match.group().removesuffix("'s"), match.end()) if match else None


def _owner(page: Page, sentence: Sentence, match: re.Match[str]) -> Who | None:
    """Whose relative "his" or "John's" speaks of: the subject only, unless a name says otherwise."""
    if match["pron"]:
        others = [m for m in mentions(sentence.text) if m.end < match.start() and not page.is_subject(m.name)]
        return None if others else page.subject
    name = match["poss"]
    if page.is_subject(name) or name in page.subject_name.full.split():
        return page.subject
    return page.known(name)


def _relative(page: Page, sentence: Sentence, who: Who, name: str, kind: str, start: int, end: int, rule: str, score: float = 0.88) -> Iterator[Draft]:
    value = name.strip(' ,."')
    if len(value) < 2 or page.is_subject(value) and who.subject and len(value.split()) > 1 and kind != "parent":
        return
    yield Draft("relative", value, sentence.span(start, end), rule, who, qualifiers=(("kind", kind),), date=None if kind != "spouse" else _wedding(sentence, end), score=score)


def _wedding(sentence: Sentence, end: int) -> Date | None:
    """The date that follows a wedding closely, or opens its sentence."""
    near = [d for d in sentence.dates if 0 <= d.start - sentence.start - end <= 20]
    if near:
        return near[0].date
    opening = [d for d in sentence.dates if d.start - sentence.start <= 6]
    return opening[0].date if opening and len(sentence.dates) == 1 else None


def _possessed(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    owner = _owner(page, sentence, match)
    found = _named(page, sentence, match.end(), single=True)
    if owner is None or found is None or len(found[0]) < 3:
        return
    kind = _KIN[match["kin"].lower()]
    start = match.start()
    yield from _relative(page, sentence, owner, found[0], kind, start, found[1], "relative.possessed")
    tail = re.match(r"\s+and\s+(?=[A-Z])", sentence.text[found[1] :])
    if tail and match["kin"] in ("parents", "sons", "daughters", "brothers", "sisters", "children"):
        second = _named(page, sentence, found[1] + tail.end(), single=True)
        if second:
            yield from _relative(page, sentence, owner, second[0], kind, start, second[1], "relative.possessed")


def _child_of(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    text = sentence.text
    child = agent(page, sentence, match.start())
    before = text[: match.start()]
    if child is None and (sentence.section == 0 or sentence.origin == "lead") or child is None and re.search(r"\bborn\b", before):
        child = page.subject if not any(not page.is_subject(m.name) for m in mentions(before)) else None
    if child is None:
        return
    at = match.end()
    at += len(re.match(r"(?:the\s)?(?:late\s)?(?:(?:farmer|merchant|businessman)\s)?", text[at:]).group())  # type: ignore[union-attr]
    for _ in range(2):
        found = _named(page, sentence, at)
        if found is None:
            return
        yield from _relative(page, sentence, child, found[0], "parent", match.start(), found[1], "relative.child-of")
        tail = re.match(r"(?:\s*\([^()]*\))?(?:\s*[—–,-][^.;]{0,160}?)?,?\s*[—–]?\s*and\s+(?:his wife,?\s+)?(?=[A-Z])", text[found[1] :])
        if tail is None:
            return
        at = found[1] + tail.end()


def _married(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    who = agent(page, sentence, match.start())
    found = _named(page, sentence, match.end(), single=True)
    if who is None or found is None or len(found[0]) < 3:
        return
    yield from _relative(page, sentence, who, found[0], "spouse", match.start(), found[1], "relative.married", 0.9)


def _is_kin(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    who = agent(page, sentence, match.start())
    at = match.end()
    found = _named(page, sentence, at, single=False)
    kind = _INVERSE[_KIN[match["kin"].lower()]]
    while who is not None and found is not None:
        yield from _relative(page, sentence, who, found[0], kind, match.start(), found[1], "relative.is-kin")
        tail = re.match(r"\s+and\s+(?:of\s+)?(?:[a-z-]+\s+){0,6}(?=[A-Z])", sentence.text[found[1] :])
        if tail is None:
            return
        found = _named(page, sentence, found[1] + tail.end())


def _had(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """"They have three children; Jennifer, Wolfgang, and Konrad"."""
    before = sentence.text[: match.start()]
    who = agent(page, sentence, match.start())
    if who is None and re.search(r"\b(?:[Tt]hey|couple)\s(?:\w+\s)?$", before):
        who = page.subject
    if who is None:
        return
    rest = re.match(rf"(?:{_LISTED.pattern}(?:\s*\([^()]*\))?(?:,?\s+and\s+|,\s+)?){{1,12}}", sentence.text[match.end() :])
    if rest is None:
        return
    for name in _LISTED.finditer(rest.group()):
        start = match.end() + name.start()
        yield from _relative(page, sentence, who, name.group(), "child", match.start(), start + len(name.group()), "relative.had")
