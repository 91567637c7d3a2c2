"""Citizenship, nationality, residence, occupation, religion, conviction, people: what a person is, from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Span
from cursus.extract.actors import agent
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.text.countries import country_id, demonym_pattern, demonyms, names

# "was a senior Libyan military officer and politician in Libya": the noun phrase behind the first "is a".
_IS_A = re.compile(
    r"\b(?:was|is|became|remains)\s+(?:also\s+|later\s+|best known as\s+)?(?:an?|the)\s+(?P<np>[^,;.:()]{3,120}?)"
    r"(?=\s+(?:who|whom|which|that|in|of|during|from|at|serving|and\s+(?:is|was|the)|best|known|for|with|under|currently|whose|on|since|responsible|until|when|as|to|by|noted|remembered|active|,)\b|[,;.:(]|$)"
)
_OCCUPATION = re.compile(
    r"(?P<o>(?:(?:military|army|naval|air force|police|intelligence|career|infantry|cavalry|artillery|Marine Corps|Army|Navy|Air Force|diplomatic|civil|political|business|law|guerrilla|rebel|militia|resistance|colonial|test|fighter|bomber|flying|professional)\s)?"
    r"(?:officer|politician|diplomat|lawyer|attorney|soldier|statesman|businessman|businesswoman|administrator|engineer|physician|surgeon|author|writer|historian|journalist|teacher|professor|farmer|planter|pilot|aviator|flying ace|"
    r"test pilot|explorer|nobleman|aristocrat|warlord|revolutionary|guerrilla leader|military leader|military commander|leader|strategist|tactician|theorist|judge|economist|scientist|physicist|mathematician|poet|novelist|painter|"
    r"actor|singer|merchant|banker|priest|missionary|astronaut|cosmonaut|spy|mercenary|commander|admiral|general|statesperson|civil servant|colonial administrator|governor|sailor|mariner|surveyor|topographer|geologist|geographer))\b(?!-)"
)
_CITIZEN = re.compile(
    r"\b(?:is|was|became|becoming|being)\s+(?:also\s+)?(?:an?\s+)?(?:naturali[sz]ed\s+)?(?P<c>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)\s+citizens?\b|"
    r"\b(?:has|had|holds|held|gained|gaining|acquired|obtained|received|renounced|granted)\s+(?:also\s+|dual\s+)?(?P<c2>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)\s+(?:citizenship|nationality)\b"
)
_RESIDED = re.compile(
    r"\b(?:lived|resided|settled|spent\s(?:nearly\s|almost\s|over\s|about\s|more than\s)?(?:[\w-]+\s){1,3}(?:years|months|decades)|resides|lives|grew up|was raised|raised)\s+(?:\w+ly\s)?(?:in|near|on|at)\s+"
    r"(?P<p>(?:the )?[A-Z][\w’'.-]*(?:(?:,| of)? [A-Z][\w’'.-]*){0,5})"
)
_RELIGION = re.compile(
    r"\b(?:is|was|became|remained|converted to|raised(?: as)?)\s+(?:an?\s+)?(?:devout\s+|practi[sc]ing\s+|observant\s+|lifelong\s+)?(?P<r>Catholic|Roman Catholic|Protestant|Anglican|Episcopalian|Methodist|Presbyterian|Baptist|Lutheran|Calvinist|Quaker|"
    r"Mormon|Latter-day Saint|Southern Baptist|Muslim|Sunni Muslim|Shia Muslim|Sunni|Shia|Jewish|Jew|Hindu|Sikh|Buddhist|Christian|atheist|agnostic|Orthodox Christian|Eastern Orthodox|Catholicism|Islam|Christianity|Judaism|Unitarian|Freemason)\b(?!\s+[A-Z])"
)
_IDEOLOGY = re.compile(
    r"\b(?:is|was|became|remained)\s+(?:an?\s+)?(?:staunch\s+|committed\s+|ardent\s+|fervent\s+|lifelong\s+|convinced\s+)?(?P<i>[A-Za-z-]+(?:ist|alist|Nasserist|crat|ive)\b)(?:\s+and\s+(?:an?\s+)?(?P<i2>[A-Z]?[A-Za-z-]+ist)\b)?"
)
_NOT_IDEOLOGY = frozenset("artist scientist journalist economist novelist physicist chemist botanist dentist pianist violinist tourist linguist specialist psychiatrist psychologist lobbyist motorist cyclist columnist guitarist publicist list resist exist consist assist "
                          "archivist theorist humorist journalists native active representative executive captive relative detective fugitive effective decisive massive extensive passive impressive positive negative instrumental "
                          "administrative productive attractive creative objective offensive defensive aggressive protective progressive-era receptive supportive alive live expensive attentive sensitive inclusive persuasive successive elusive excessive abusive perceptive inactive".split())
_TRIBE = re.compile(r"\b(?:is|was)\s+(?:also\s+)?(?:a\s+)?(?:member|part|native|scion)\s+of\s+the\s+(?P<t>(?:al-)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s+(?P<k>tribe|clan|people|nation)\b")
_ETHNIC = re.compile(r"\bof\s+(?P<e>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?:[- ]+(?:and\s)?[A-Z][\w-]+)?)\s+(?:descent|ancestry|origin|heritage|extraction|ethnicity)\b|\b(?:an|a|was|is)\s+ethnic\s+(?P<e2>[A-Z][\w-]+)\b")


def extract(page: Page) -> Iterator[Draft]:
    for index, sentence in enumerate(page.sentences):
        if sentence.origin in ("caption", "table"):
            continue
        if index < 4 or sentence.section == 0:
            yield from _is_a(page, sentence)
        yield from _stated(page, sentence)


def _is_a(page: Page, sentence: Sentence) -> Iterator[Draft]:
    match = _IS_A.search(sentence.text)
    if match is None or agent(page, sentence, match.start()) != page.subject and not _opening(page, sentence, match.start()):
        return
    phrase, base = match["np"], match.start("np")
    for demonym in demonym_pattern().finditer(phrase):
        if not demonym.group()[0].isupper() or phrase[demonym.end() :].startswith(("-", " Army", " Navy", " Marine", " Air", " Military", " Civil", " Revolution", " Empire", " War", " Indian")):
            continue
        state, _ = demonyms()[demonym.group().casefold()]
        # What a lead calls somebody is a nationality in the wide sense; the source's word is kept and scored lower than a citizenship.
        yield Draft("citizenship", demonym.group(), sentence.span(match.start(), base + len(phrase)), "personal.nationality", page.subject, id=country_id(state), date=None,
                    fact=sentence.span(base + demonym.start(), base + demonym.end()), score=0.85, steps=(f"demonym: {demonym.group()} -> {state}",))
        break
    for occupation in _OCCUPATION.finditer(phrase):
        yield Draft("occupation", occupation["o"], sentence.span(match.start(), base + len(phrase)), "personal.occupation", page.subject, date=None,
                    fact=sentence.span(base + occupation.start(), base + occupation.end()), score=0.85)


def _opening(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a verb is the first of the lead's first sentence, whose subject is the article's."""
    first = next((s for s in page.sentences if page.document.blocks[s.block].kind == "paragraph"), None)
    if first is not sentence or sentence.section != 0:
        return False
    outside = re.sub(r"\([^()]*\)", "", sentence.text[:at])
    return not re.search(r"\b(?:was|is|were|had|served)\b", outside)


def _stated(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _CITIZEN.finditer(text):
        state = (match["c"] or match["c2"]).removeprefix("a ")
        if state.casefold() not in demonyms() and state.casefold() not in names():
            continue
        yield from _own(page, sentence, match, "citizenship", state, "personal.citizen", country_id(state), 0.9)
    for match in _RESIDED.finditer(text):
        place = re.split(r",?\s(?:He|She|The|In|His|Her|After)\b", match["p"])[0].rstrip(" ,.")
        if not re.match(r"(?:the )?(?:January|February|March|April|May|June|July|August|September|October|November|December|World|Battle)\b", place):
            yield from _own(page, sentence, match, "residence", place, "personal.resided", None, 0.82, (("place", place),))
    for match in _RELIGION.finditer(text):
        yield from _own(page, sentence, match, "religion", match["r"], "personal.religion", None, 0.85)
    for match in _IDEOLOGY.finditer(text):
        for word in (match["i"], match["i2"]):
            if word and word.lower() not in _NOT_IDEOLOGY and word.endswith("ist") and len(word) > 5:
                yield from _own(page, sentence, match, "ideology", word, "personal.conviction", None, 0.8)
    for match in _TRIBE.finditer(text):
        yield from _own(page, sentence, match, "ethnicity", f"{match['t']} {match['k']}", "personal.tribe", None, 0.9)
    for match in _ETHNIC.finditer(text):
        yield from _own(page, sentence, match, "ethnicity", match["e"] or match["e2"], "personal.descent", None, 0.85)


def _own(page: Page, sentence: Sentence, match: re.Match[str], prop: str, value: str, rule: str, identity: str | None, score: float, qualifiers: tuple[tuple[str, str], ...] = ()) -> Iterator[Draft]:
    who = agent(page, sentence, match.start())
    if who is None and sentence.section == 0 and _opening(page, sentence, match.start()):
        who = page.subject
    if who is None:
        return
    yield Draft(prop, value, _clause(sentence, match), rule, who, id=identity, qualifiers=qualifiers, fact=sentence.span(match.start(), match.end()), score=score)


def _clause(sentence: Sentence, match: re.Match[str]) -> Span:
    """From the start of the clause to the end of the matched words."""
    starts = [m.end() for m in re.finditer(r"[;:]\s|,\s(?:and|but|while|although)\s", sentence.text[: match.start()])]
    return sentence.span(starts[-1] if starts else 0, match.end())
