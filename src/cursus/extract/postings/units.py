"""Forces, units, places and bodies behind a verb: "commanded the 12th Brigade", "was posted to Malta"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.extract.frames import Hit, phrase_start, reach
from cursus.extract.mentions import (
    Reading,
    clause_end,
    quote_span,
)
from cursus.extract.postings.roles import Quals, place_behind, role_at
from cursus.text.roles import list_end
from cursus.text.tokens import name_end, noun_phrase_end, starts_date, word_class
from cursus.text.units import UnitMatch

_FORCE = re.compile(
    r"\b(?:\d+-gun|(?:first|second|third|fourth|fifth|sixth)-rate|brig|corvette|gunboat|carrier|flagship|vessel|forces?|troops?|army|armies|regiments?|brigades?|divisions?|battalions?|corps|squadrons?|fleets?|flotilla|detachment|garrison|militia|guard|unit|units|ships?|frigate|sloop|cruiser|destroyer|battleship|submarine|cavalry|infantry|artillery|"
    r"column|wing|expedition|command|department|district|fort|camp|post|vanguard|rearguard|contingent|company|battery|group|legion|navy|air\sforce|operations|defen[cs]es?|defen[cs]e|side|flank|center|centre|volunteers|rangers|marines|"
    r"guerrillas?|rebels?|partisans?|resistance|department|station|section|bureau|office|school|academy|base|sector|front|area|region|island|city|mission|delegation)\b",
    re.IGNORECASE,
)
_NOT_LED = re.compile(
    r"\b(?:attacks?|charges?|raids?|assaults?|campaigns?|offensives?|coup|rebellion|revolt|uprising|mutiny|negotiations?|efforts?|way|life|party|team|investigation|study|effort|protests?|march|marches|retreat|advance|push|movement|strike|"
    r"salary|respect|attention|view|fire|prayers?|discussion|singing|tour|search|invasion|conquest|battle|war|band|choir|parade|league|race|nation|country|people|world|state|faction|government|coalition|cabinet|fight|defence\sagainst)\b",
    re.IGNORECASE,
)


def forces(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """What was commanded: a unit, or a noun phrase with a name in it whose noun is a force."""
    text = sentence.text
    limit = clause_end(text, hit.at)
    for start, end, unit in force_objects(reading, text, hit.at, limit):
        value = text[start:end]
        command = text[hit.verb_end : start]
        if hit.frame.rule in ("posting.took-command", "posting.assigned-command") and re.search(
            r"\b(?:command|charge|leadership|captaincy|governorship)\b", command
        ):
            noun = re.search(r"\b(?:command|charge|control|leadership|captaincy|governorship)\b.*$", command)
            value = (noun.group() if noun else "") + value
        for who in hit.who:
            qualifiers: Quals = (("role", "commander"),)
            if unit is not None:
                qualifiers += (("unit", unit.text),)
            else:
                qualifiers += (("unit", text[start:end]),)
            place = place_behind(sentence, end)
            if place:
                qualifiers += (("place", place),)
            yield Draft(
                "posting",
                value,
                quote_span(page, sentence, hit.start, end),
                hit.frame.rule,
                who,
                id="role:commander",
                qualifiers=qualifiers,
                fact=sentence.span(hit.start, end),
            )


def force_objects(reading: Reading, text: str, at: int, limit: int) -> Iterator[tuple[int, int, UnitMatch | None]]:
    """The objects of a verb of command at ``at``: (start, end, the unit if the words name one), the first and those joined to it."""
    position = at
    for round_ in range(5):
        i = phrase_start(reading, position)
        if i >= len(reading.tokens) or reading.tokens[i].start >= limit:
            return
        start = reading.tokens[i].start
        unit = _unit_near(reading, start, limit)
        if unit is not None:
            if unit.generic:
                return
            yield start if unit.start - start <= 60 else unit.start, unit.end, unit
            end = unit.end
        else:
            stop = _force_end(reading, i)
            end = reading.tokens[stop - 1].end if stop > i else start
            words = text[start:end]
            named = re.search(r"[A-Z]", words) is not None
            if (
                not named
                or not _FORCE.search(words)
                or _NOT_LED.search(words)
                or end > limit
                or (round_ and not _FORCE.search(words))
            ):
                return
            yield start, end, None
        match = re.compile(
            r",?\s(?:and|,)\s(?:later\s|then\s|subsequently\s|the\s)*|,\s(?:then\s|later\s)?(?:the\s)?(?=\d|[A-Z])"
        ).match(text, end)
        if match is None:
            return
        position = match.end()


def _unit_near(reading: Reading, start: int, limit: int) -> UnitMatch | None:
    """The unit that a noun phrase at ``start`` is or leads to ("a unit within the 10th Cavalry", "Company B of the …")."""
    small = word_class("stop") - {"of", "in", "within", "from", "at"}
    units = [
        u
        for u in reading.units
        if start <= u.start < limit and u.kind in ("unit", "ship", "base", "arm", "branch", "body")
    ]
    if not units:
        return None
    first = units[0]
    between = reading.tokens[reading.index(start) : reading.index(first.start)]
    if len(between) == 2 and between[0].cap and between[1].low == "and":
        return first  # "the British and Commonwealth army"
    links = [t for t in between if t.low in ("of", "in", "within", "from", "at")]
    if (
        len(between) > 7
        or len(links) > 1
        or any(not t.word and t.text not in ("'s", "’s", "“", "”", '"') for t in between)
        or any(t.low in small for t in between)
    ):
        return None
    if links and not any(_FORCE.fullmatch(t.low) for t in between):
        return None
    if not links and any(
        not t.cap and t.low.endswith(("ed", "ing")) and t.low not in word_class("participle") for t in between
    ):
        return None
    if between and _NOT_LED.search(" ".join(t.text for t in between)):
        return None
    return first


def _force_end(reading: Reading, i: int) -> int:
    """The end of a noun phrase with one "of …" or "in …" behind it."""
    tokens = list(reading.tokens)
    end = noun_phrase_end(tokens, i)
    for _ in range(2):
        if (
            end > i
            and end < len(tokens)
            and tokens[end].low in ("of", "in", "at", "on", "near", "around")
            and end + 1 < len(tokens)
        ):
            k = end + 1
            while k < len(tokens) and tokens[k].low in word_class("determiner"):
                k += 1
            if (
                k < len(tokens)
                and tokens[k].word
                and not starts_date(tokens, k)
                and tokens[k].low not in word_class("stop")
                and (tokens[end].low == "of" or tokens[k].cap)
            ):
                nxt = max(noun_phrase_end(tokens, k), name_end(tokens, k) if tokens[k].cap else k)
                if nxt > k:
                    end = nxt
                    continue
        break
    return list_end(tokens, i, end)


_IN_UNIT_BLOCK = re.compile(r"\b(?:against|by|fought\swith|with\sthe\s(?:help|support|aid))\b")


def units(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """The unit somebody served in, joined, was assigned to: the first of the phrase and those joined to it."""
    text = sentence.text
    starts = [u.start for u in reading.units]
    at = None
    for place in (hit.at, *_prepositions(sentence.text, hit)):
        if (
            sentence.text[place - 4 : place] == " to "
            and re.match(r"[a-z]", sentence.text[place:])
            and reading.tokens[reading.index(place)].low not in word_class("determiner")
        ):
            continue  # an infinitive
        at = reach(reading, place, starts, 5)
        if at is None:
            at = _within(reading, place)
        if at is not None:
            break
    if at is None or _IN_UNIT_BLOCK.search(text, hit.verb_end, at):
        return
    if not hit.passive and hit.verb in _TAKES_OBJECT and not _NO_OBJECT.match(text, hit.verb_end):
        return  # "mobilized eighteen soldiers to Fort Hood": those were sent
    position = next(n for n, u in enumerate(reading.units) if u.start == at)
    for n, unit in enumerate(reading.units[position:]):
        if (
            n
            and re.fullmatch(
                r",?\s(?:and|,)?\s?(?:then\s|later\s|also\s)?(?:in\s|with\s|to\s)?(?:the\s)?",
                text[reading.units[position + n - 1].end : unit.start],
            )
            is None
        ):
            return
        body = unit.kind == "body" and not unit.generic and hit.verb in _TO_BODY
        if (unit.kind not in ("unit", "ship", "base") and not body) or (unit.kind == "unit" and unit.level == 0):
            continue
        if _behind_role(reading, unit, hit):
            return
        if unit.kind == "base" and hit.verb in ("started", "began", "trained"):
            return
        what = "place" if unit.kind == "base" else "unit"
        steps = (f"unit: {unit.text} -> {unit.id}",)
        yield from _posted(page, sentence, hit, unit.end, unit.text, ((what, unit.text),), steps)


_TAKES_OBJECT = frozenset(
    {
        "mobilized",
        "mobilised",
        "sent",
        "ordered",
        "moved",
        "transferred",
        "posted",
        "detached",
        "drafted",
        "placed",
        "trained",
    }
)
_NO_OBJECT = re.compile(
    r",?\s(?:(?:\w+ly|first|then|again|back|later|overseas|once|also|next|up|over|north|south|east|west)\s)*(?:to|in|into|with|aboard|on|at|under|for|from|as|for)\b"
)
_TO_BODY = frozenset(
    {"assigned", "attached", "posted", "transferred", "reassigned", "seconded", "appointed", "detailed", "joined"}
)
_PREPOSITION = re.compile(r"\s(?:with|in|into|to|aboard|on\sboard|on|at|under)\s")


def _prepositions(text: str, hit: Hit) -> Iterator[int]:
    """Behind which words the unit may stand when not behind the first: "served on a tour of sea duty aboard the USS Wyoming"."""
    limit = clause_end(text, hit.verb_end)
    for match in _PREPOSITION.finditer(text, hit.at, min(hit.verb_end + 60, limit)):
        if "," in text[hit.verb_end : match.start()]:
            return
        yield match.end()


def _within(reading: Reading, at: int) -> int | None:
    """ "a battalion of the 16th Infantry": the unit behind a common noun for a part of it."""
    i = phrase_start(reading, at)
    tokens = reading.tokens
    for k in range(i, min(i + 5, len(tokens))):
        if tokens[k].low in ("of", "in", "within", "from") and k > i and _FORCE.fullmatch(tokens[k - 1].low):
            return reach(reading, tokens[k].end + 1, [u.start for u in reading.units], 3)
    return None


def _behind_role(reading: Reading, unit: UnitMatch, hit: Hit) -> bool:
    """Whether the unit is the complement of a role between the verb and it, which then is the posting."""
    return any(hit.verb_end <= r.start and r.of_start <= unit.start and unit.end <= r.of_end for r in reading.roles)


_LAND = frozenset(
    [
        "embassy",
        "headquarters",
        "consulate",
        "legation",
        "mission",
        "base",
        "colonies",
        "colony",
        "territory",
        "territories",
        "islands",
        "island",
        "border",
        "frontier",
        "province",
        "provinces",
        "coast",
        "region",
        "area",
        "peninsula",
        "theatre",
        "theater",
        "front",
        "sector",
    ]
)
_NOT_PLACES = frozenset(
    [
        "world",
        "battle",
        "war",
        "operation",
        "congress",
        "parliament",
        "general",
        "college",
        "school",
        "university",
        "academy",
        "order",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "army",
        "navy",
    ]
)


def places(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """Where somebody was stationed or served, when no unit, branch, role or battle stands there."""
    tokens = list(reading.tokens)
    i = phrase_start(reading, hit.at)
    if (
        i >= len(tokens)
        or not tokens[i].cap
        or tokens[i].digit
        or starts_date(tokens, i)
        or tokens[i].low in _NOT_PLACES
    ):
        return
    start = tokens[i].start
    stop = name_end(tokens, i)
    if stop <= i:
        return
    while (
        stop + 1 < len(tokens)
        and tokens[stop].text == ","
        and tokens[stop + 1].cap
        and not starts_date(tokens, stop + 1)
        and tokens[stop + 1].low not in word_class("opener")
    ):
        nxt = name_end(tokens, stop + 1)
        if nxt <= stop + 1 or nxt - stop > 4 or (nxt < len(tokens) and tokens[nxt].low in ("was", "he", "had", "is")):
            break
        stop = nxt
    end = tokens[stop - 1].end
    if any(
        x.start < end and start < x.end for group in (reading.battles, reading.ranks, reading.awards) for x in group
    ):
        return
    if any(u.start < end and start < u.end and u.kind not in ("base", "body") for u in reading.units) or any(
        r.start < end and start < r.head_end for r in reading.roles
    ):
        return
    if any(m.start <= start < m.end for m in page.mentions(sentence)) or sentence.text.startswith(("'", "’"), end):
        return
    if (
        stop < len(tokens)
        and tokens[stop].word
        and not tokens[stop].cap
        and tokens[stop].low not in word_class("stop") | word_class("preposition")
    ):
        if tokens[stop].low not in _LAND:
            return  # "stationed in the Canadian colonies": the name goes on
        end = tokens[stop].end
    if hit.verb in ("served", "serving") and any(
        u.start > end and u.kind in ("unit", "ship") for u in reading.units if u.start < clause_end(sentence.text, end)
    ):
        return
    words = sentence.text[start:end]
    if re.fullmatch(r"[A-Z][a-z]+-[a-z]+(?:st|nd|rd|th)", words):
        return  # "served in the Thirty-ninth and Fortieth Congresses"
    if sentence.text.endswith((" on ", " on the "), 0, start) and _SEATS.search(sentence.text, end, end + 160):
        return  # "served on the Banking and the Labor Committees"
    if (
        re.search(
            r"\b(?:Committee|Subcommittee|Caucus|War|Wars|Theat(?:er|re)|Board of|Party|Academy|University|College|School)\b",
            words,
        )
        and hit.frame.rule == "posting.at-place"
    ) or _BODY.search(words):
        return
    yield from _posted(page, sentence, hit, end, words, (("place", words),))
    joined = _AND_PLACE.match(sentence.text, end)
    if joined is not None and joined["p"].split()[0].lower() not in _NOT_PLACES | word_class("month"):
        yield from _posted(page, sentence, hit, joined.end("p"), joined["p"], (("place", joined["p"]),))


_SEATS = re.compile(r"\b(?:Committees?|Subcommittees?|Caucus|Board|Commission|Council)\b")
# "stationed in Georgia and South Carolina": the end of the clause tells that the second name is no subject.
_AND_PLACE = re.compile(
    r"(?:,\s[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?){0,3},?\sand\s(?:in\s|at\s|to\s)?(?P<p>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2})(?=[.;)]|,?\s(?:in|from|until|during|before|after|where|and)\b|$)"
)


def _posted(
    page: Page, sentence: Sentence, hit: Hit, end: int, value: str, qualifiers: Quals, steps: tuple[str, ...] = ()
) -> Iterator[Draft]:
    """A posting of everybody whom the verb is about, told from the verb to ``end`` of the sentence."""
    quote, fact = quote_span(page, sentence, hit.start, end), sentence.span(hit.start, end)
    for who in hit.who:
        yield Draft("posting", value, quote, hit.frame.rule, who, qualifiers=qualifiers, fact=fact, steps=steps)


_BODY = re.compile(
    r"\b(?:House|Senate|Congress|Parliament|Assembly|Congresses|Legislature|Council|Diet|Duma|Reichstag|Bundestag|Riksdag|Sejm|Commons|Lords|Cortes|Chamber|Court|Cabinet|Knesset|Majlis|presidency|governorship|chairmanship|premiership|throne|Presidency|Convention|Commission|Board|Staff|Ministry|Office)\b"
)


_NTH = r"(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[a-z]+)?)"
_CONGRESSES = re.compile(rf"{_NTH}(?:,\s{_NTH})*,?\sand\s(?:the\s)?{_NTH}\s(?:Congress(?:es)?|Parliaments?)\b")


def bodies(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """The legislature or body somebody was elected or appointed to."""
    if role_at(reading, hit.at, 3) is not None:
        return
    tokens = list(reading.tokens)
    i = phrase_start(reading, hit.at)
    if i >= len(tokens):
        return
    stop = max(noun_phrase_end(tokens, i), name_end(tokens, i) if tokens[i].cap else i)
    while (
        stop < len(tokens)
        and tokens[stop].low == "of"
        and stop + 1 < len(tokens)
        and (tokens[stop + 1].cap or tokens[stop + 1].low == "the")
    ):
        k = stop + 1 + (tokens[stop + 1].low == "the")
        nxt = name_end(tokens, k) if k < len(tokens) and tokens[k].cap else k
        if nxt <= k:
            break
        stop = nxt
    if stop <= i:
        return
    start, end = tokens[i].start, tokens[stop - 1].end
    several = _CONGRESSES.match(sentence.text, start)
    end = several.end() if several is not None else end
    words = sentence.text[start:end]
    if re.match(r"(?:,?\s(?:and\s)?[A-Z][\w’-]+){1,5}\s(?:Committee|Subcommittee)\b", sentence.text[end : end + 80]):
        return
    if not _BODY.search(words) or re.search(r"\b(?:Committee|Subcommittee|District)\b", words):
        return
    yield from _posted(page, sentence, hit, end, words, (("unit", words),))
