"""Is a fact asserted, reported, alleged, denied or only possible, and who says so?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.claim import Span
from cursus.extract.context import Page, Sentence
from cursus.extract.dating import in_brackets


@dataclass(frozen=True, slots=True)
class Stance:
    stance: str = "asserted"
    says: str | None = None


_SPEAKER = (
    r"(?P<says>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ss]ome|[Ss]everal|[Oo]ther)\s[\w'’ -]{2,60}?|"
    r"[A-Z][\w.'’-]+(?:\s(?:[A-Z][\w.'’-]+|of|the|de|von|al)){0,6})"
)
# "a military spokesperson announced that …": everything behind "that" is the speaker's.
_SAID_THAT = re.compile(
    rf"(?:^|[,;]\s|\band\s|\bbut\s){_SPEAKER}\s(?:has |had |have |also |later |then |once |would (?:later |also )?|did )?"
    r"(?:announced|said|says|stated|reported|claimed|claims|alleged|alleges|asserted|declared|wrote|writes|argued|"
    r"argues|"
    r"suggested|suggests|believed|believes|told\s[\w ]{1,20}|recounted|recalled|maintained|contended|insisted|noted|claim|say|state|report|allege|assert|declare|write|argue|suggest|recall|"
    r"maintain|insist)"
    r"\s(?:that\s|,\s)"
)
_ALLEGE = re.compile(r"\b(?:alleged|alleges|claimed|claims|accused)\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<says>[^,.;]{2,70}?)(?:,|$|\.)")
# "was reported as holding", "is said to have", "reportedly"
_REPORTED = re.compile(
    r"\b(?:reportedly|purportedly|supposedly|ostensibly|apparently|said to (?:be|have)|(?:was|were|is|are|been|being) reported (?:to|as|that)|"
    r"thought to (?:be|have)|believed to (?:be|have)|rumou?red|"
    r"it (?:was|is|has (?:\w+ )?been) (?:\w+ly )?(?:reported|said|believed|thought|rumou?red|asserted)|considered (?:to|by)|regarded as|"
    r"described (?:as|by|him|her)|credited (?:with|by)|perceived|describes (?:him|her)|gives his rank|another account|"
    r"other accounts|some accounts|some sources|other sources)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:allegedly|alleged (?:to|that)|accused of|charged with(?!\s(?:\w+ing|the|command|responsibility|overall|this|that)\b)|it (?:was|is) alleged)\b",
    re.IGNORECASE,
)
# "would become" is the future in the past of a narrative, no doubt; "would have become" is.
_POSSIBLE = re.compile(
    r"\b(?:may|might|could have|could be|would have|likely|probably|possibly|perhaps|presumably|potentially|possible|"
    r"uncertain|unclear)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|denied|denies|refused|declined|failed|unable|rejected|turned down|"
    r"instead of|rather than|cancelled|opposed|prevented|passed over|nobody|no one)\b|n[’']t\b",
    re.IGNORECASE,
)
# "was not promoted": the fact's own words begin with the negated verb.
_NOT = re.compile(
    r"\s*(?:(?:was|were|is|are|had|has|have|did|do|does|would|could|should|been|be)\s+){1,3}(?:\w+ly\s+)?(?:not|never)\b"
)
_DENIES = re.compile(
    rf"\bbut\s{_SPEAKER}\s(?:has |had |later |also )?(?:denied|denies|rejected|disputed|refuted|contradicted)\s"
    r"(?:this|it|that|the (?:claim|report|reports|announcement)|these)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|unless|hoped|hoping|planned|planning|intended|intending|wanted|wished|expected|attempt(?:ed|"
    r"ing)? to|"
    r"tried to|sought|seeking|in order to|so that|candidate for|nominated (?:for|to|him|her)|considered|offered|"
    r"proposed|"
    r"recommended|speculation|speculated|predicted|prospect of|feared|promised|demanded|urged|petitioned|eligible|threatened to|in the hope)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]\s|,\s+(?:and|but|while|where|although|though)\s|"
    r"\b(?:and|but)\s+(?:was|were|then|later|he|she|had|in|on)\b|,\s+"
)


# "In Gore Vidal's novel Burr, Van Buren is …"
_FICTION = re.compile(r"In\s[^,.;]{0,60}\b(?:novel|film|movie|play|series|game|musical|story)\b")

_HEAD = 30
"""Characters of a fact's own words in which its verb is found: what follows is the object and what it may lead to."""


def stance_of(page: Page, sentence: Sentence, fact: Span) -> Stance | None:
    """The stance of the fact in its clause; None when the words put it into a plan, a wish or a condition."""
    text = sentence.text
    start, end = fact.start - sentence.start, fact.end - sentence.start
    if text.rstrip().endswith("?") or _FICTION.match(text):
        return None
    low = max((m.end() for m in _CLAUSE.finditer(text, 0, max(start, 0))), default=0)
    clause = text[low : max(start, low)]
    own = text[max(start, 0) : end]
    if in_brackets(text, max(start, 0)):
        clause = text[text.rfind("(", 0, start + 1) + 1 : start]
    if _HYPOTHETICAL.search(clause[-60:]):
        return None
    if _NEGATION.search(clause[-60:]) or _NEGATION.match(own.lstrip()) or _NOT.match(own):
        return Stance("denied")
    said = next((m for m in _SAID_THAT.finditer(text, 0, max(start, 0) + 1) if _reaches(text, m.end(), start)), None)
    if said is not None:
        kind = "alleged" if _ALLEGE.search(said.group()) else "reported"
        return Stance(kind, _speaker(said["says"]))
    if _DENIES.search(text, max(end, 0)):
        return Stance("reported")
    according = _ACCORDING.search(text)
    if according is not None:
        return Stance("reported", _speaker(according["says"]))
    if _ALLEGED.search(clause) or _ALLEGED.search(own):
        return Stance("alleged")
    if _REPORTED.search(clause) or _REPORTED.search(own):
        return Stance("reported")
    if _POSSIBLE.search(clause[-70:] + own[:_HEAD]):
        return Stance("possible")
    inside_quote = text.count("“", 0, max(start, 0)) > text.count("”", 0, max(start, 0))
    return Stance("reported") if inside_quote or sentence.quoted else Stance()


def denial_of(page: Page, sentence: Sentence, fact: Span) -> Stance | None:
    """Whether the same sentence goes on to deny the fact ("but the council denied this"), and who does."""
    match = _DENIES.search(sentence.text, fact.end - sentence.start)
    return Stance("denied", _speaker(match["says"])) if match else None


def _reaches(text: str, start: int, at: int) -> bool:
    """What somebody said ends with the clause: at "but", "while", a semicolon, or a sentence's end."""
    return at >= start - 1 and re.search(r";\s|,\s+(?:but|while|although|though)\s", text[start:at]) is None


def _speaker(words: str) -> str:
    return re.sub(r"^(?:an?|the)\s", "", words.strip(), flags=re.IGNORECASE)
