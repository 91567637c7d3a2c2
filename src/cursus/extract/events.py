"""What happened to people and what they did, by the event types of the contract, with who else, by whom, where, why and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.claim import Bounds
from cursus.extract.actors import subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import Hit, hits
from cursus.extract.mentions import (
    clause_end,
    holders,
    named_in,
    narrative,
    person_at,
    possessor,
    quote_span,
    read,
    subject,
)
from cursus.text.numbers import find_counts
from cursus.text.tokens import first_pieces, words_of

_Quals = tuple[tuple[str, str | Bounds], ...]

_PLACE = r"(?:the\s)?[A-Z][\w.’'-]*(?:(?:\s(?:of|de|del|la|the)){0,2}\s[A-Z][\w.’'-]*){0,4}(?:,\s[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){0,2})?"
_AT = re.compile(rf"\b(?:in|at|near|from|outside|inside|aboard|on)\s(?P<p>{_PLACE})")
_TO = re.compile(rf"^(?P<p>{_PLACE})")
_BY = re.compile(
    r"\bby\s(?P<by>(?:an?\s|the\s)?[\w’'.-]+(?:\s(?!in\b|on\b|at\b|and\b|for\b|during\b|while\b|when\b|after\b|to\b|who\b|near\b|with\b)[\w’'.-]+){0,5})"
)
_AGAINST = re.compile(
    r"\bagainst\s(?P<a>(?:the\s|a\s|an\s)?[\w’'.-]+(?:\s(?!in\b|on\b|at\b|during\b|while\b|when\b|after\b|to\b|who\b|as\b|which\b)[\w’'.-]+){0,6})"
)
_CAUSE = re.compile(
    r"\b(?:for|because\sof|due\sto|on\s(?:the\s)?(?:charges?|grounds)\sof)\s(?P<c>(?:his\s|her\s|the\s|an?\s)?[a-z][\w’'-]*(?:\s(?!in\b|on\b|at\b|and\b|but\b|by\b)[\w’'-]+){0,6})"
)
_WITH = re.compile(
    r"\b(?:along\s|together\s)?with\s(?P<w>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}(?:\s(?:and)\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})?)"
)
_MONTHISH = re.compile(
    r"^(?:the\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|World|War|Battle|Operation|First\sWorld|Second\sWorld)\b"
)

# What a verb must be followed by, or must not be, to be the event it looks like.
_WANTS = {
    "taken": re.compile(r"(?:as\s)?(?:a\s)?(?:prisoner|captive|hostage|to\sa\s(?:\w+\s)?prison)"),
    "tried": re.compile(r"(?:for|by|in|at|on|as|before|and)\b|[.,;]|$"),
    "trained": re.compile(r"(?:by|in|at)\b"),
    "shot": re.compile(r"(?:through|in|by|and\s(?:\w+ly\s)?wounded)\b"),
    "removed": re.compile(
        r"(?:from\s(?:(?:his|her|the|that|all|active)\s)?(?:[\w-]+\s)?(?:command|commands|post|posts|office|position|positions|power|duty|duties|job|role|throne|leadership|government|army|military)|as)\b|$|[.,]"
    ),
    "relieved": re.compile(
        r"(?:(?:of|from)\s(?:(?:his|her|the|that|all)\s)?(?:[\w-]+\s)?(?:command|commands|post|duty|duties|office|position|responsibilities)|as|by)\b|$|[.,]"
    ),
    "discharged": re.compile(r"."),
    "mustered": re.compile(r"out\b"),
    "exchanged": re.compile(r"(?:for|in|on|and|after)\b|$|[.,]"),
    "condemned": re.compile(r"to\b|by\b"),
    "supported": re.compile(r"[A-Z]"),
    "declared": re.compile(
        r"(?:war|independence|himself|neutral|his\s(?:candidacy|support|allegiance|independence))\b"
    ),
    "announced": re.compile(r"(?:that|his|her|the|its|a|an)\b"),
    "announcing": re.compile(r"(?:that|his|her|the|its)\b"),
    "proclaimed": re.compile(r"(?:himself|independence|the\s[A-Z]\w+)\b"),
    "suspended": re.compile(r"(?:from|by|as|for)\b|$|[.,]"),
    "seized": re.compile(r"by\b"),
    "captured": re.compile(r"(?!as\spart)."),
    "fired": re.compile(r"(?:from|by|as|for|in)\b|$|[.,]"),
    "abandoned": re.compile(r"[A-Z]"),
    "denounced": re.compile(r"[A-Z]"),
    "condemned-active": re.compile(r"[A-Z]"),
}
_RETIRED_ON = re.compile(
    r"(?:from|in|on|as|with|at|after|and|due|because|early|again|permanently|when|following|by|until|for|shortly|once|his|her|this|command|over|rather|under|to\s(?!(?:the\s)?[A-Z]))\b|[.,;(]|$|\d"
)
_NOT_RETIRED = re.compile(
    r"(?:to\s(?:bed|his\s(?:room|tent|quarters|cabin|winter)|the\s(?:north|south|east|west))|across|behind|before\sthe\senemy|in\sgood\sorder)"
)


_CAPTIVES = frozenset(("prisoner", "prisoners", "pow", "pows", "captive", "hostage"))
_LEAVING = frozenset(("exile", "abdicated", "stepped", "resigned", "retirement", "left", "retired"))
_PLACES_OF_ATTACK = frozenset(
    ["residence", "home", "house", "headquarters", "compound", "convoy", "car", "base", "office", "villa", "vehicle"]
)


@cache
def _noun_words() -> frozenset[str]:
    return first_pieces(_NOUN_TYPES)


def extract(page: Page) -> Iterator[Draft]:
    """Events, each once for a person, a type and a place in the text."""
    for sentence in narrative(page):
        done: set[tuple[str, str, int]] = set()
        words = words_of(sentence.text)
        for draft in (
            *_verbs(page, sentence),
            *(_prisoners(page, sentence) if not words.isdisjoint(_CAPTIVES) else ()),
            *(_went(page, sentence) if not words.isdisjoint(_LEAVING) else ()),
            *(_bombs(page, sentence) if not words.isdisjoint(_PLACES_OF_ATTACK) else ()),
            *(_nouns(page, sentence) if not words.isdisjoint(_noun_words()) else ()),
        ):
            key = (draft.who.name, draft.text, draft.carried.start)
            if key not in done:
                done.add(key)
                yield draft


def _verbs(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for hit in hits(page, sentence, "event"):
        kind = hit.frame.extra.removeprefix("type=")
        rest = text[hit.at :]
        want = _WANTS.get(hit.verb)
        if want is not None and hit.frame.rule not in ("event.led-attack", "event.coup") and not want.match(rest):
            continue
        if kind == "retired" and (_NOT_RETIRED.match(rest) or _is_adjective(text, hit) or not _RETIRED_ON.match(rest)):
            continue
        if (
            hit.verb in ("attacked", "invaded", "raided", "assaulted")
            and not hit.passive
            and not re.match(
                r"(?:[\w’'-]+\s){0,5}?(?:[A-Z]|\w*(?:forces?|troops|army|armies|fleet|positions?|ships?|town|city|fort|camp|convoy|regiments?|division|corps|units?|line|lines)\b)",
                rest,
            )
        ):
            continue
        if (
            hit.frame.voice == "passive"
            and not hit.passive
            and text[: hit.start].endswith(", ")
            and rest[:1] in (",", "a")
            and not rest.startswith(("at ", "along ", "after "))
        ):
            continue  # "over 6,000 killed, wounded, and missing"
        if hit.frame.rule in ("event.disavowed", "event.endorsed", "event.dismissed-other"):
            yield from _toward(page, sentence, hit, kind)
            continue
        if (
            hit.frame.voice == "passive"
            and not hit.passive
            and re.match(
                r"(?:by|in|at|on|as|during|and|with|after|near|when|while|along|for|to|from|into|under|out|twice|again)\b|[.,;(]|$",
                rest,
            )
            is None
        ):
            continue
        if (
            hit.frame.rule == "event.captured"
            and hit.passive
            and re.match(
                r"(?:by|in|at|on|as|during|and|with|after|near|when|while|along|along\swith|prisoner|captive)\b|[.,;]|$",
                rest,
            )
            is None
        ):
            continue
        limit = clause_end(text, hit.at)
        clause = text[hit.verb_end : limit]
        if kind in ("moved", "returned"):
            place = _TO.match(rest)
            if place is None and hit.frame.rule != "event.returned":
                continue
            if place is not None and (_MONTHISH.match(place["p"]) or _names_unit(sentence, hit.at)):
                continue
            if place is None and not re.match(
                r"(?:home|to\s(?:the\s)?(?:front|duty|service|active|his|her|England|work|civilian)|from\s)", rest
            ):
                continue
        qualifiers = _qualifiers(page, sentence, hit, kind, clause)
        end = _detail_end(text, hit, limit, kind)
        everyone = [*hit.who, *(w for w in _companions(page, sentence, hit, kind) if w not in hit.who)]
        for who in everyone:
            yield Draft(
                "event",
                kind,
                quote_span(page, sentence, hit.start, end),
                hit.frame.rule,
                who,
                qualifiers=qualifiers,
                fact=sentence.span(hit.start, max(end, hit.verb_end)),
            )


_ALONG = re.compile(r"\b(?:along|together)\swith\s(?:(?:[a-z]+\s){1,3}[A-Za-z]+,\s)?")


def _companions(page: Page, sentence: Sentence, hit: Hit, kind: str) -> list[Who]:
    """ "captured … along with two other Americans, Lieutenant Nick Rowe and Sergeant Dan Pitzer": the same befell those named."""
    if kind not in ("captured", "imprisoned", "released", "exiled", "executed", "wounded", "tried", "sentenced"):
        return []
    match = _ALONG.search(sentence.text, hit.verb_end)
    if match is None:
        return []
    out: list[Who] = []
    position = match.end()
    for actor in named_in(page, sentence):
        if (
            actor.start >= position
            and actor.who is not None
            and re.fullmatch(r"|,\s(?:and\s)?|\sand\s", sentence.text[position : actor.start])
        ):
            out.append(actor.who)
            position = actor.end
    return out


def _is_adjective(text: str, hit: Hit) -> bool:
    """ "is a retired officer", "a retired colonel": no event."""
    return re.search(
        r"\b(?:an?|the|now|is|was|are|were|both|of|then|\w+ly|newly|his|her)\s$", text[: hit.start]
    ) is not None and not re.match(
        r"\s(?:from|in|as|on|with|at|after|to|and|due|because)\b|[.,;]|$", text[hit.verb_end :]
    )


def _names_unit(sentence: Sentence, at: int) -> bool:
    reading = read(sentence.text)
    starts = [u.start for u in reading.units if u.kind in ("unit", "branch", "arm", "ship")]
    starts += [r.start for r in reading.roles] + [r.start for r in reading.ranks]
    return any(at <= start <= at + 4 for start in starts)


def _qualifiers(page: Page, sentence: Sentence, hit: Hit, kind: str, clause: str) -> _Quals:
    out: list[tuple[str, str | Bounds]] = []
    rest = sentence.text[hit.at :]
    if kind in ("moved", "returned", "exiled"):
        place = _TO.match(rest) if hit.at > hit.verb_end + 1 else None
        if place is None:
            place = re.search(rf"\bto\s(?P<p>{_PLACE})", clause)
        if place is not None and not _MONTHISH.match(place["p"]):
            out.append(("place", place["p"].rstrip(".")))
    elif kind not in ("retired", "announced", "dismissed"):
        where = next((m for m in _AT.finditer(clause) if not _MONTHISH.match(m["p"])), None)
        if where is not None:
            out.append(("place", where["p"].rstrip(".")))
    if hit.passive:
        by = _BY.search(clause)
        if by is not None:
            out.append(("by", by["by"].strip()))
    if kind in ("led-attack", "coup"):
        against = _AGAINST.search(sentence.text, hit.verb_end, clause_end(sentence.text, hit.verb_end))
        if against is not None:
            out.append(("against", against["a"].strip()))
    if kind in ("dismissed", "tried", "sentenced", "imprisoned", "executed"):
        cause = _CAUSE.search(clause.split(", ")[0])
        if cause is not None:
            out.append(("cause", cause["c"].strip()))
    if kind == "sentenced":
        penalty = re.search(r"\bto\s(?P<p>(?:death|life|[\w-]+\s(?:years|months)[\w' ’]{0,30}))", clause)
        if penalty is not None:
            out.append(("cause", penalty["p"].strip()))
    companions = _WITH.search(clause)
    if companions is not None and kind in (
        "captured",
        "moved",
        "returned",
        "coup",
        "imprisoned",
        "released",
        "led-attack",
        "exiled",
    ):
        out.append(("with", companions["w"]))
    joined = _joined_count(page, sentence, hit)
    if joined is not None:
        out.append((_COUNTED.get(kind, "strength"), joined))
    return tuple(dict(reversed(out)).items())[::-1]


_COUNTED = {
    "captured": "captured",
    "wounded": "injured",
    "imprisoned": "captured",
    "assassinated": "killed",
    "executed": "killed",
}


def _joined_count(page: Page, sentence: Sentence, hit: Hit) -> Bounds | None:
    """ "Dalby and 40 of his men were taken": the count that is joined to the subject."""
    actor = subject(page, sentence, hit.start)
    if actor is None:
        return None
    low = max(actor.start - 60, 0)
    between = sentence.text[low : hit.start]
    match = re.search(
        r"\band\s(?=(?:at\sleast\s|about\s|some\s|over\s|more\sthan\s|up\sto\s|around\s|nearly\s|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several))",
        between,
    )
    if match is None:
        return None
    counts = [c for c in find_counts(between) if c.start == match.end()]
    return counts[0].bounds if counts else None


# "After retiring from the army, Dalby founded …": what follows the comma is another fact.
_OPENING_CLAUSE = re.compile(
    r"(?:However,\s)?(?:\w+\s)?(?:After|Before|Following|Until|While|When|Once|Since|Upon|Although|Though)\s"
)


def _detail_end(text: str, hit: Hit, limit: int, kind: str) -> int:
    """The end of the quote: the verb with its place or cause, no further than the clause."""
    if _OPENING_CLAUSE.match(text) and ", " not in text[: hit.start]:
        comma = text.find(", ", hit.verb_end)
        limit = min(limit, comma) if comma >= 0 else limit
    if kind in ("moved", "returned", "exiled"):
        place = _TO.match(text[hit.at :])
        if place is not None:
            return min(hit.at + place.end(), limit)
    return min(limit, hit.verb_end + 90) if limit > hit.verb_end else hit.verb_end


def _toward(page: Page, sentence: Sentence, hit: Hit, kind: str) -> Iterator[Draft]:
    """Verbs with a person behind them: "the Sultan disavowed Dalby". The event is the actor's, and the other is who it is against."""
    person = person_at(page, sentence, hit.at, hit.who[0])
    if person is None:
        owner = re.match(
            r"(?P<n>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,3})['’]s\s(?:movement|campaign|operation|candidacy|forces|government|bid|cause|army|nomination)",
            sentence.text[hit.at :],
        )
        known = page.known(owner["n"]) if owner else None
        if known is None or owner is None:
            return
        person = (known, hit.at + owner.end())
    other, end = person
    role = "against" if kind in ("disavowed", "dismissed") else "with"
    for who in hit.who:
        if who != other:
            yield Draft(
                "event",
                kind,
                quote_span(page, sentence, hit.start, end),
                hit.frame.rule,
                who,
                qualifiers=((role, other.name),),
                fact=sentence.span(hit.start, end),
            )
            if kind == "dismissed":
                yield Draft(
                    "event",
                    kind,
                    quote_span(page, sentence, hit.start, end),
                    hit.frame.rule,
                    other,
                    qualifiers=(("by", who.name),),
                    fact=sentence.span(hit.start, end),
                )


_PRISONER = re.compile(
    r"\b(?:became|was|were|as|being|held|while|made)\s(?:held\s)?(?:a\s)?(?:prisoners?\sof\swar|POWs?|prisoner|captive|hostage)\b"
)


def _prisoners(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "became a prisoner of war", "while a prisoner of war"."""
    for match in _PRISONER.finditer(sentence.text):
        words = match.group()
        kind = "imprisoned" if words.startswith(("while", "held", "as")) else "captured"
        if words.startswith("as") and "captured as" in sentence.text[max(match.start() - 12, 0) : match.end()]:
            continue
        yield from _told(page, sentence, match, kind, "event.prisoner")


def _told(
    page: Page, sentence: Sentence, match: re.Match[str], kind: str, rule: str, *qualifiers: tuple[str, str]
) -> Iterator[Draft]:
    """An event that the matched words tell whole, for everybody whose fact they state."""
    start, end = match.span()
    for who in holders(page, sentence, start):
        quote = quote_span(page, sentence, start, end)
        yield Draft("event", kind, quote, rule, who, qualifiers=qualifiers, fact=sentence.span(start, end))


_WENT = re.compile(
    rf"\b(?P<v>went|go|fled|driven|forced|left|lived|living|sent)\s(?:to\slive\s)?(?:into\s|in\s)(?:self-imposed\s|voluntary\s|political\s)?exile\b(?:\s(?:in|to)\s(?P<p>{_PLACE}))?"
)
_ABDICATED = re.compile(
    r"\b(?P<v>abdicated|stepped\sdown|resigned\s(?:his|her)\s(?:commission|post|seat|position|office)|took\s(?:early\s)?retirement|left\s(?:the\s)?(?:army|navy|military|service|air\sforce|marines|marine\scorps)|retired\sfrom\s(?:the\s)?\w+)\b",
    re.IGNORECASE,
)


def _went(page: Page, sentence: Sentence) -> Iterator[Draft]:
    for match in _WENT.finditer(sentence.text):
        place = (("place", match["p"]),) if match["p"] else ()
        yield from _told(page, sentence, match, "exiled", "event.exile", *place)
    for match in _ABDICATED.finditer(sentence.text):
        yield from _told(page, sentence, match, "retired", "event.left")


_KILLING = re.compile(
    r"\bkilling\s(?P<k>[^,.;]{1,60}?)(?:,?\s(?:and|while)\s(?:injuring|wounding)\s(?P<i>[^,.;]{1,60}))?(?=[,.;]|$|\sand\s|\sin\s|\sat\s)"
)
_AT_WHOSE = re.compile(
    r"\b(?:at|against|outside|near|on)\s(?P<n>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,3})['’]s\s(?:residence|home|house|headquarters|compound|convoy|car|base|office|villa|vehicle)(?:\sin\s(?P<p>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2}))?"
)
_ATTACKER = re.compile(
    r"(?P<by>(?:an?|the|two|three|several)\s(?:[\w-]+\s){0,3}(?:bomber|gunmen|gunman|bomb|assassins?|attackers?|militants?|rebels?|assailants?|rocket|missile|mob|bombers))\b",
    re.IGNORECASE,
)


def _bombs(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "a bomb exploded at Dalby's residence in Wexford, killing four people and injuring at least three others": an attack on the
    person whose place it was, with its counts."""
    text = sentence.text
    target = _AT_WHOSE.search(text)
    attacker = _ATTACKER.search(text)
    if target is None or attacker is None or attacker.start() > target.start():
        return
    who = page.known(target["n"])
    if who is None:
        return
    qualifiers: list[tuple[str, str | Bounds]] = [("by", re.sub(r"^(?:an?|the)\s", "", attacker["by"]))]
    if target["p"]:
        qualifiers.append(("place", target["p"]))
    end = target.end()
    killing = _KILLING.search(text, target.end())
    if killing is not None:
        end = killing.end()
        for group, name in (("k", "killed"), ("i", "injured")):
            counts = find_counts(killing[group]) if killing[group] else []
            if counts:
                qualifiers.append((name, counts[0].bounds))
    yield Draft(
        "event",
        "attacked",
        sentence.span(0, end),
        "event.attack-on",
        who,
        qualifiers=tuple(qualifiers),
        fact=sentence.span(attacker.start(), end),
    )


_NOUN = re.compile(
    r"\b(?P<n>capture|release|exile|imprisonment|incarceration|retirement|resignation|surrender|assassination|execution|defection|dismissal|arrest|court[ -]martial|return|abdication)\b(?:\s(?:from|to|in|at|by|of)\s)?"
)
_NOUN_TYPES = {
    "capture": "captured",
    "release": "released",
    "exile": "exiled",
    "imprisonment": "imprisoned",
    "incarceration": "imprisoned",
    "retirement": "retired",
    "resignation": "retired",
    "surrender": "surrendered",
    "assassination": "assassinated",
    "execution": "executed",
    "defection": "defected",
    "dismissal": "dismissed",
    "arrest": "imprisoned",
    "court-martial": "tried",
    "court martial": "tried",
    "return": "returned",
    "abdication": "retired",
}


_OPENS = re.compile(
    r"(?:After|Following|Upon|On|Before|Despite|Since)\s(?:(?:\w+\s){0,3}(?:years|months|weeks|days)\sof\s)?(?:his\s|her\s)?(?:[\w-]+\s){0,2}?(?:(?:incarceration|imprisonment|exile|captivity)\sand\s(?:\w+\s)?)?"
)


def _nouns(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "After his release in 1990", "until his retirement from the army": a possessed noun that is an event."""
    text = sentence.text
    for match in _NOUN.finditer(text):
        before = text[max(match.start() - 40, 0) : match.start()]
        if _OPENS.fullmatch(text[: match.start()]) and match.end("n") <= text.find(","):
            actor = subject_after(page, sentence, match.end("n"))
            if actor is not None and actor.who is not None:
                yield Draft(
                    "event",
                    _NOUN_TYPES[match["n"].lower()],
                    sentence.span(0, actor.end),
                    "event.noun",
                    actor.who,
                    fact=sentence.span(match.start(), match.end("n")),
                )
            continue
        if not re.search(
            r"(?:\b[Hh]is|\b[Hh]er|['’]s?)\s(?:eventual\s|subsequent\s|forced\s|early\s|own\s|final\s|untimely\s)?$",
            before,
        ) or re.match(r"\s?(?:of)\s$", text[match.end("n") : match.end()]):
            continue
        kind = _NOUN_TYPES[match["n"].lower()]
        who: Who | None = possessor(page, sentence, match.start())
        if who is None:
            continue
        yield Draft(
            "event",
            kind,
            quote_span(page, sentence, match.start(), match.end("n")),
            "event.noun",
            who,
            fact=sentence.span(match.start(), match.end("n")),
        )
