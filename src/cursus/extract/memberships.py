"""Memberships from prose: councils, parties, committees, societies, movements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import Hit, hits, phrase_start
from cursus.extract.mentions import Reading, acting, named_in, narrative, quote_span, read
from cursus.text.tokens import Token, name_end, starts_date, word_class, words_of

_COMMITTEE = re.compile(
    r"\b(?:Committee|Subcommittee|Caucus|Commission|Board|Council|Panel|Task\sForce|Junta|Presidium|Politburo|Synod|Senate)\b"
)
_NOT_ORG = re.compile(
    r"\b(?:Class|Conference|Congress\sof\sVienna|family|Family|Dynasty|dynasty|expedition|Expedition|team|crew|generation|class|tribe|clan|nobility|Order\sof|Legion\sof\sHono|Hall\sof\sFame|Bar|bar|staff|War|Battle|Campaign|Operation|Army|Navy|Air\sForce|Corps|Division|Regiment|Brigade|"
    r"Battalion|University|College|School|Academy|club’s)\b"
)
# To sit in a legislature is an office.
_LEGISLATURE = re.compile(
    r"\b(?:House\sof\s(?:Representatives|Commons|Lords|Delegates|Burgesses|Assembly)|(?:State|[A-Z]\w+)\sSenate|Senate|Parliament|Bundestag|Reichstag|Knesset|Duma|National\sAssembly|Legislative\sAssembly|Legislature|Congress\Z|Sejm|Riksdag|Cortes|Majlis)\b(?!\s(?:Committee|Subcommittee|Caucus))"
)
_ROLE_FIRST = re.compile(r"(?:Chairman|Chair|Chairwoman|Vice|Ranking|President|Secretary|Director|Deputy)\b")
_COMMITTEE_OF = re.compile(r"\b(?:Committee|Subcommittee|Caucus)\b")
_KIN = re.compile(
    r"\s(?:tribe|clan|family|people|dynasty|nobility|nation|class|team|crew|expedition|delegation|staff|faculty|squad)\b"
)


_NOUNS = frozenset(
    [
        "member",
        "members",
        "republican",
        "democrat",
        "whig",
        "federalist",
        "communist",
        "freemason",
        "nazi",
        "tory",
        "socialist",
        "labourite",
        "liberal",
        "conservative",
    ]
)


def extract(page: Page) -> Iterator[Draft]:
    """Memberships, each organisation of a list for itself."""
    for sentence in narrative(page):
        if sentence.origin == "caption":
            continue
        reading = read(sentence.text)
        done: set[tuple[str, int]] = set()
        named = () if words_of(sentence.text).isdisjoint(_NOUNS) else _nouns(page, sentence, reading)
        for draft in (*_verbs(page, sentence, reading), *named):
            key = (draft.who.name, draft.carried.end)
            if key not in done:
                done.add(key)
                yield draft


def _verbs(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    for hit in hits(page, sentence, "membership"):
        committee = hit.frame.objects[0] == "committee"
        strict = committee or hit.frame.rule in ("membership.joined", "membership.admitted")
        for start, end in _organisations(reading, hit.at, strict):
            words = sentence.text[start:end]
            if _ROLE_FIRST.match(words):
                break
            if committee and not _COMMITTEE.search(words):
                continue
            if hit.frame.rule in ("membership.joined", "membership.admitted") and not (_ORGANISATION.search(words)):
                continue
            if (
                "Hall of" in sentence.text[end : end + 60]
                or _JOINED_IN.match(sentence.text, end)
                or _goes_on(sentence.text, end)
                or _taken(reading, start, end, hit)
                or _NOT_ORG.search(words)
                or _KIN.match(sentence.text, end)
            ):
                break
            for who in hit.who:
                yield _draft(page, sentence, words, who, hit.frame.rule, hit.start, start, end)


_ORGANISATION = re.compile(
    r"\b(?:Party|Committee|Subcommittee|Caucus|Council|Junta|Association|Society|League|Union|Movement|Front|Organi[sz]ation|Club|Lodge|Brotherhood|Fraternity|Institute|Institution|Senate|Congress|Parliament|Assembly|Federation|Alliance|Bloc|Board|"
    r"Officers|Foundation|Academy\sof\sSciences|Klan|Freemasons?|Masons|Partnership|Cabinet|Convention|Knights|Sons|Daughters|Order\sof|Irish\sRepublican\sArmy|Comintern|Internationale?|Bund|NSDAP|SS|SA|Resistance|IRA|PLO|Hamas|Fatah|"
    r"Muslim\sBrotherhood|Republicans|Democrats|Liberals|Conservatives|Bolsheviks|Volunteers|Defenders|Committees|Directorate|Soviet|Rally|Coalition)\b"
)

# "joined the Republicans in voting against the bill": done together, not entered.
_JOINED_IN = re.compile(r"\s(?:in|for)\s(?:(?!spring\b)[a-z]+ing|support|opposition)\b")


def _goes_on(text: str, at: int) -> bool:
    """Whether a name goes on as a common noun: "the Bible-oriented Christian group"."""
    match = re.compile(r"\s(?P<w>[a-z]+)\b").match(text, at)
    return match is not None and match["w"] not in word_class("stop") | word_class("preposition") | word_class(
        "adverb"
    ) | {"since", "following"}


def _taken(reading: Reading, start: int, end: int, hit: Hit) -> bool:
    """Whether the words are a unit, a branch or a battle: those are other facts."""
    if (
        any(u.start < end and start < u.end and u.kind != "body" for u in reading.units)
        and hit.frame.rule != "membership.member"
    ):
        return True
    return any(b.start < end and start < b.end for b in reading.battles)


def _organisations(reading: Reading, at: int, strict: bool) -> Iterator[tuple[int, int]]:
    """The capitalised names a list at ``at`` holds: "the A, the B and the C"."""
    tokens = list(reading.tokens)
    position = at
    for n in range(8):
        i = phrase_start(reading, position)
        if i and tokens[i - 1].cap and tokens[i - 1].low != "the" and reading.text[position : tokens[i].start].strip():
            i -= 1  # "Two Rivers Arms": the number is part of the name
        while i < len(tokens) and tokens[i].text in ("“", '"'):
            i += 1
        k = i
        if n:
            if i >= len(tokens) or not tokens[i].cap:
                return
        elif not strict:
            while (
                k < len(tokens)
                and k - i < 4
                and tokens[k].word
                and not tokens[k].cap
                and tokens[k].low not in word_class("stop")
            ):
                k += 1
        if (
            k >= len(tokens)
            or not tokens[k].cap
            or (tokens[k].digit and not tokens[k].low.endswith(("th", "st", "nd", "rd")))
            or starts_date(tokens, k)
        ):
            return
        end = name_end(tokens, k)
        stop = next(
            (
                m
                for m in range(k + 1, end)
                if tokens[m].low == "and" and not tokens[m].cap and _separate(tokens, m, end)
            ),
            end,
        )
        while (
            stop < len(tokens)
            and tokens[stop].word
            and not tokens[stop].cap
            and tokens[stop].low
            in ("party", "committee", "movement", "council", "faction", "society", "club", "lodge", "junta")
        ):
            stop += 1
        stop = max(stop, k + 1)
        if n and not _ORGANISATION.search(reading.text[tokens[k].start : tokens[stop - 1].end]):
            return
        yield tokens[k].start, tokens[stop - 1].end
        match = re.compile(
            r"(?:\s\([^()]{1,30}\))?(?:,\s(?:and\s)?|\sand\s|,?\sas\swell\sas\s)(?:of\s|on\s|in\s)?(?:the\s|an?\s)?(?:(?!\w+ing\b)[a-z-]+\s){0,2}(?=[A-Z])"
        ).match(reading.text, tokens[stop - 1].end)
        if match is None:
            return
        position = match.end()


def _separate(tokens: list[Token], m: int, end: int) -> bool:
    """Whether "and" inside a run of capitals joins two organisations: both sides end in a word for one."""
    left = " ".join(t.text for t in tokens[max(m - 6, 0) : m])
    right = " ".join(t.text for t in tokens[m + 1 : end])
    return bool(_ORGANISATION.search(left.split(",")[-1]) and _ORGANISATION.search(right))


def _draft(page: Page, sentence: Sentence, words: str, who: Who, rule: str, low: int, start: int, end: int) -> Draft:
    low = min(low, start)
    if _LEGISLATURE.search(words) and not _COMMITTEE_OF.search(words):
        return Draft(
            "posting",
            words,
            quote_span(page, sentence, low, end),
            rule.replace("membership", "posting"),
            who,
            qualifiers=(("role", "member"), ("unit", words)),
            fact=sentence.span(low, end),
        )
    return Draft("membership", words, quote_span(page, sentence, low, end), rule, who, fact=sentence.span(low, end))


_MEMBER_OF = re.compile(
    r"(?P<open>^(?:Like\s(?:the\s)?other\s|Along\swith\sother\s|As\s(?:an?\s|the\s|a\sfounding\s)?|Together\swith\sother\s|An?\s|The\s)|,\s(?:an?\s|the\s|then\s|himself\s)?)(?:[\w-]+\s){0,2}?members?\sof\s(?=\S)"
)
_PARTY_ADJECTIVE = re.compile(
    r"\b(?:[Aa]|[Aa]n)\s(?:[\w-]+\s){0,2}?(?P<p>Republican|Democrat|Whig|Federalist|Communist|Freemason|Nazi|Tory|Socialist)(?:\spolitical\sappointee|\spolitician|\smember)?(?=[,.;)]|\s(?:who|and|in|from)\b|$)"
)


_PARTY_OPENING = re.compile(
    r"(?:A|An)\s(?:[a-z-]+\s){0,2}?(?P<p>Republican|Democrat|Whig|Federalist|Communist|Freemason|Nazi|Tory|Socialist|Labourite|Liberal|Conservative),\s(?=[A-Zhs])"
)


def _nouns(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """ "Like other members of the Land League, Dalby was …", "Smith, a member of the Council, …"."""
    text = sentence.text
    for match in _MEMBER_OF.finditer(text):
        opening = match.start() == 0
        who: Who | None
        if opening:
            actor = subject_after(page, sentence, match.start())
            who = actor.who if actor is not None else None
        else:
            owner = next((a for a in named_in(page, sentence) if a.end == match.start()), None)
            who = owner.who if owner is not None else None
        if who is None:
            continue
        for start, end in _organisations(reading, match.end(), False):
            if (
                any(b.start < end and start < b.end for b in reading.battles)
                or _NOT_ORG.search(text[start:end])
                or _KIN.match(text, end)
                or _goes_on(text, end)
            ):
                break
            yield _draft(page, sentence, text[start:end], who, "membership.noun", match.start(), start, end)
    party = _PARTY_OPENING.match(text)
    if party is not None:
        actor = subject_after(page, sentence, party.start("p"))
        if actor is not None and actor.who is not None:
            yield _draft(page, sentence, party["p"], actor.who, "membership.party", 0, party.start("p"), party.end("p"))
    for match in _PARTY_ADJECTIVE.finditer(text):
        before = text[: match.start()]
        owner = next((a for a in named_in(page, sentence) if before[a.end :] == ", "), None)
        who = (
            owner.who
            if owner is not None
            else (
                acting(page, sentence, match.start()) if re.search(r"\b(?:was|is|became|as|being)\s$", before) else None
            )
        )
        if who is not None:
            yield _draft(
                page, sentence, match["p"], who, "membership.party", match.start(), match.start("p"), match.end("p")
            )
