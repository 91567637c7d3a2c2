"""Citizenship, residence, religion, conviction, people: what a person is and where they live, from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.claim import Span
from cursus.extract.actors import actors, agent, resolve, subject_before, verb_agent
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.places import PlaceMatch, place_at
from cursus.tables import rows
from cursus.text.countries import country_id, demonym_pattern, demonyms, names
from cursus.text.tokens import first_pieces, words_of

# "was a senior Libyan military officer and politician in Libya": the noun phrase behind the first "is a".
_IS_A = re.compile(
    r"\b(?:was|is|became|remains)\s+(?:also\s+|later\s+|best known as\s+)?(?:an?|the)\s+(?P<np>[^,;.:()]{3,120}?)"
    r"(?=\s+(?:who|whom|which|that|in|of|during|from|at|serving|and\s+(?:is|was|the)|best|known|for|with|under|currently|"
    r"whose|on|since|responsible|until|when|as|to|by|noted|remembered|active)\b|[,;.:(]|$)"
)
# Behind a demonym these make of it the name of a thing: "Russian Civil War", "British Army".
_NOT_NATION = re.compile(
    r"-|\s(?:Army|Navy|Marine|Air|Military|Civil|Revolution|Empire|War|Indian|Corps|Expeditionary|Legion)"
)
_SIDES = frozenset(("confederate", "union", "allied", "federal"))
_STATE = r"(?P<c>(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)"
_CITIZEN = re.compile(
    rf"\b(?:is|was|are|were|became|become|becoming|being)\s+(?:also\s+)?(?:an?\s+)?(?:dual\s+)?(?:naturali[sz]ed\s+)?{_STATE}\s+citizens?\b|"
    rf"\b(?:has|had|holds|held|gained|gaining|acquired|acquiring|obtained|received|renounced|granted|given|took|taking)\s+(?:also\s+|dual\s+)?"
    rf"(?P<w>{_STATE.replace('?P<c>', '?P<c2>')}\s+(?:citizenship|nationality))\b|"
    r"\b(?:naturali[sz]ed|became|become)\s+(?:as\s+)?a\s+(?:naturali[sz]ed\s+)?citizen\s+of\s+(?P<c3>(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)"
)
_LIVED = re.compile(
    r"\b(?P<v>lived|resided|settled|made\shis\shome|made\sher\shome|spent\s(?:nearly\s|almost\s|over\s|about\s|more\sthan\s|the\s)?"
    r"(?:[\w-]+\s){1,4}?(?:years|months|decades|life|childhood|youth)|resides|lives|live|reside|living|grew\sup|was\sraised|raised|"
    r"remained|(?:is|was)\sa\s(?:longtime\s)?resident)\s+"
    r"(?:(?:much|most|all)\s+of\s+(?:his|her)\s+life\s+)?(?:\w+ly\s)?(?P<p>in|near|on|at|of)\s+"
    r"(?P<a>(?:an?|his|her|the|their)\s(?:[a-z-]+\s){0,3}(?:in|near|at|outside)\s)?(?=(?:the\s)?(?:[a-z]+\sof\s)?[A-Z])"
)
_LASTING = re.compile(r"(?:lived|resided|settled|made|spent|resides|lives|live|reside|living|grew|was|raised|is)")
_IDEOLOGY = re.compile(
    r"\b(?:is|was|became|remained)\s+(?:an?\s+)?(?:staunch\s+|committed\s+|ardent\s+|fervent\s+|lifelong\s+|convinced\s+|"
    r"devoted\s+|fierce\s+|strong\s+)?(?P<i>[A-Za-z-]+ist\b)(?:\s+and\s+(?:an?\s+)?(?P<i2>[A-Z]?[A-Za-z-]+ist)\b)?"
)
_TRIBE = re.compile(
    r"\b(?:is|was|hails?|hailed|comes?|came|belongs?|belonged)\s+(?:also\s+)?(?:(?:a\s+)?(?:member|part|native|scion|leader|chief)\s+of|"
    r"from|to)\s+the\s+(?P<t>(?:[aeiou][a-z]{0,2}-)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s+(?P<k>tribe|clan|people)\b"
)
_ETHNIC = re.compile(
    r"\bof\s+(?:partly?\s|mixed\s)?(?P<e>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?:[- ]+(?:and\s)?[A-Z][\w-]+)?)\s+"
    r"(?:descent|ancestry|origins?|heritage|extraction|ethnicity|parentage)\b|\b(?:an|a|was|is)\s+ethnic\s+(?P<e2>[A-Z][\w-]+)\b"
)


_CITIZENS = frozenset(("citizen", "citizens", "citizenship", "nationality"))
_TRIBES = frozenset(("tribe", "clan", "people"))
_DESCENT = frozenset(
    ["descent", "ancestry", "origin", "origins", "heritage", "extraction", "ethnicity", "parentage", "ethnic"]
)
_LIVING = frozenset(
    [
        "lived",
        "resided",
        "settled",
        "home",
        "spent",
        "resides",
        "lives",
        "live",
        "reside",
        "living",
        "grew",
        "raised",
        "remained",
        "resident",
    ]
)


@cache
def _beliefs(kind: str) -> frozenset[str]:
    return first_pieces(row[1] for row in rows("beliefs") if row[0] == kind)


@cache
def _religion() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:is|was|became|remained|converted to|raised(?: as)?|a practi[sc]ing|a devout)\s+(?:an?\s+)?"
        rf"(?:devout\s+|practi[sc]ing\s+|observant\s+|lifelong\s+)?(?P<r>{_either('religion')})\b(?!\s+[A-Za-z]+(?:er|or|ian|ist)\b|\s+[A-Z])"
    )


@cache
def _faith() -> re.Pattern[str]:
    return re.compile(_either("religion"))


@cache
def _first_of() -> re.Pattern[str]:
    return re.compile(
        rf"\bthe\s(?:first|only|second|highest-ranking|youngest)\s(?P<e>{_either('people')})\b(?!\s(?:Horse|Sea|Hawk|Watch))"
    )


@cache
def _chief() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<e>{_either('people')})\s(?:war\s)?(?:chief|chieftain|leader|warrior|medicine man|prophet)\s(?=[A-Z])"
    )


def _either(kind: str) -> str:
    words = sorted((row[1] for row in rows("beliefs") if row[0] == kind), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


@cache
def _not_convictions() -> frozenset[str]:
    return frozenset(row[0] for row in rows("not_convictions"))


def extract(page: Page) -> Iterator[Draft]:
    for index, sentence in enumerate(page.sentences):
        if sentence.origin in ("caption", "table"):
            continue
        if index < 4 or sentence.section == 0:
            yield from _nationality(page, sentence)
        yield from _stated(page, sentence)
        yield from _lived(page, sentence)
        yield from _peoples(page, sentence)
    yield from _others(page)


def is_a(page: Page, sentence: Sentence) -> re.Match[str] | None:
    """The "was a …" of a sentence whose subject is the article's."""
    match = _IS_A.search(sentence.text)
    if match is None:
        return None
    own = verb_agent(page, sentence, match.start()) == page.subject or opens_lead(page, sentence, match.start())
    return match if own else None


def _nationality(page: Page, sentence: Sentence) -> Iterator[Draft]:
    match = is_a(page, sentence)
    if match is None or match.group().split()[0] == "became":
        return
    phrase, base = match["np"], match.start("np")
    if re.search(r"\bthe\s+$", sentence.text[match.start() : base]) and sentence is not page.opening:
        return  # "was the Soviet Defence Minister" names an office
    for demonym in demonym_pattern().finditer(phrase):
        word = demonym.group()
        if not word[0].isupper() or _NOT_NATION.match(phrase, demonym.end()) or word.casefold() in _SIDES:
            continue
        state, _ = demonyms()[word.casefold()]
        # What a lead calls somebody is a nationality in the wide sense; the source's word is kept.
        yield Draft(
            "citizenship",
            word,
            sentence.span(match.start(), base + len(phrase)),
            "personal.nationality",
            page.subject,
            id=country_id(state),
            date=None,
            fact=sentence.span(base + demonym.start(), base + demonym.end()),
            steps=(f"demonym: {word} -> {state}",),
        )
        return


def opens_lead(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a verb is the first of the lead's first sentence, whose subject is the article's."""
    if sentence is not page.opening:
        return False
    outside = re.sub(r"\([^()]*\)", "", sentence.text[:at])
    return not re.search(r"\b(?:was|is|were|had|served)\b", outside)


def _stated(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text, words = sentence.text, words_of(sentence.text)
    for match in _CITIZEN.finditer(text) if not words.isdisjoint(_CITIZENS) else ():
        state = (match["c"] or match["c2"] or match["c3"]).removeprefix("the ")
        if state.casefold() in demonyms() or state.casefold() in names():
            yield from _own(
                page, sentence, match, "citizenship", match["w"] or state, "personal.citizen", country_id(state)
            )
    for match in _religion().finditer(text) if not words.isdisjoint(_beliefs("religion")) else ():
        yield from _own(page, sentence, match, "religion", match["r"], "personal.religion")
    for match in _IDEOLOGY.finditer(text) if "ist" in text else ():
        for word in (match["i"], match["i2"]):
            if word and word.lower() not in _not_convictions() and len(word) > 5 and not _faith().fullmatch(word):
                yield from _own(page, sentence, match, "ideology", word, "personal.conviction")


def _peoples(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text, words = sentence.text, words_of(sentence.text)
    for match in _TRIBE.finditer(text) if not words.isdisjoint(_TRIBES) else ():
        yield from _own(page, sentence, match, "ethnicity", f"{match['t']} {match['k']}", "personal.tribe")
    for match in _ETHNIC.finditer(text) if not words.isdisjoint(_DESCENT) else ():
        who = agent(page, sentence, match.start()) or (page.subject if sentence is page.opening else None)
        if who is not None:
            span = sentence.span(match.start(), match.end())
            yield Draft("ethnicity", match["e"] or match["e2"], span, "personal.descent", who, date=None)
    if words.isdisjoint(_beliefs("people")):
        return
    for match in _first_of().finditer(text):
        copula = re.search(r"\b(?:was|is|became|becoming|as)\s+(?:also\s+)?$", text[: match.start()])
        who = verb_agent(page, sentence, copula.start()) if copula else None
        if who is not None and copula is not None:
            span = sentence.span(copula.start(), match.end())
            yield Draft(
                "ethnicity", match["e"], span, "personal.first", who, fact=sentence.span(*match.span("e")), date=None
            )
    for match in _chief().finditer(text):
        mention = next((m for m in page.mentions(sentence) if m.start <= match.end() <= m.name_start + 1), None)
        single = re.match(r"[A-Z][\w’-]+", text[match.end() :])
        if mention is None and single is None:
            continue
        name = mention.name if mention else single.group() if single else ""
        who = resolve(page, mention) if mention else page.known(name) or Who(name)
        end = mention.end if mention else match.end() + len(name)
        yield Draft("ethnicity", match["e"], sentence.span(match.start(), end), "personal.people", who, date=None)


def _own(
    page: Page, sentence: Sentence, match: re.Match[str], prop: str, value: str, rule: str, identity: str | None = None
) -> Iterator[Draft]:
    who = _speaks_of(page, sentence, match.start())
    if who is not None:
        yield Draft(
            prop,
            value,
            _clause(sentence, match.start(), match.end()),
            rule,
            who,
            id=identity,
            fact=sentence.span(match.start(), match.end()),
        )


def _speaks_of(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whom a verb of being or living speaks of: "the couple", "they" and "Bacon and his wife" are the subject's too."""
    text = sentence.text
    who = verb_agent(page, sentence, at)
    if who is not None:
        return who
    if opens_lead(page, sentence, at):
        return page.subject
    if re.search(
        r"\b(?:[Tt]hey|[Tt]he\s(?:couple|family))\s(?:\w+\s){0,4}$|\b(?:[Tt]hey|[Tt]he\s(?:couple|family))\b[^.;]{0,60},\s(?:where\s)?(?:they\s)?(?:had\s)?(?:\w+ly\s)?$",
        text[:at],
    ):
        return page.subject
    if re.search(r"\band\s(?:his|her)\s(?:\w+\s)?(?:wife|husband|family|parents|mother|brother|siblings)\b", text[:at]):
        first = next(iter(actors(page, sentence)), None)
        return page.subject if first is not None and first.who == page.subject else None
    # "where they became U.S. citizens", behind "del Valle moved with his family to"
    if re.search(r"\bwhere\sthey\s(?:later\s|soon\s)?$", text[:at]):
        actor = subject_before(page, sentence, max(text.rfind(",", 0, at), 0))
        return page.subject if actor is not None and actor.who == page.subject else None
    return None


def _lived(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    if words_of(text).isdisjoint(_LIVING):
        return
    for match in _LIVED.finditer(text):
        if match["p"] == "of" and "resident" not in match["v"]:
            continue
        place = place_at(text, match.end(), match["p"])
        if place is None or _is_service(match["v"], match["a"] or "", place):
            continue
        who = _speaks_of(page, sentence, match.start())
        if who is None:
            continue
        yield Draft(
            "residence",
            place.text,
            _clause(sentence, match.start(), place.end),
            "personal.resided",
            who,
            qualifiers=(("place", place.text),),
            fact=sentence.span(match.start(), place.end),
        )


_NO_HOME = re.compile(
    r"\b(?:Army|Navy|Fort|Regiment|Corps|Division|Brigade|School|University|College|Academy|Institute|Hospital)\b"
)


def _is_service(verb: str, words: str, place: PlaceMatch) -> bool:
    """Whether a stay is a posting's ("remained in command"), or the place no place to live in."""
    if place.text.casefold() in demonyms() and place.text.casefold() not in names():
        return True  # "resided at the Macedonian court"
    return (verb == "remained" and not words) or _NO_HOME.search(place.text) is not None


def _clause(sentence: Sentence, start: int, end: int) -> Span:
    """From the start of the clause to the end of the matched words."""
    starts = [m.end() for m in re.finditer(r"[;:]\s|,\s(?:and|but|while|although)\s", sentence.text[:start])]
    return sentence.span(starts[-1] if starts else 0, end)


def _others(page: Page) -> Iterator[Draft]:
    """ "American Major General Henry Dearborn": the nationality of another, once each."""
    seen: set[str] = set()
    for sentence in page.sentences:
        for mention in page.mentions(sentence):
            if not mention.titles or len(mention.name.split()) < 2:
                continue
            before = re.search(r"(?:^|\s)([A-Z][a-z]+)\s$", sentence.text[: mention.start])
            word = before.group(1) if before else ""
            if before is None:
                continue
            if word.casefold() not in demonyms() or word.casefold() in _SIDES:
                continue
            who = resolve(page, mention)
            if who.subject or who.name in seen:
                continue
            seen.add(who.name)
            state, _ = demonyms()[word.casefold()]
            yield Draft(
                "citizenship",
                word,
                sentence.span(before.start(1), mention.end),
                "personal.other-nation",
                who,
                id=country_id(state),
                date=None,
                stance="reported" if sentence.quoted else "asserted",
                steps=(f"demonym: {word} -> {state}",),
            )
