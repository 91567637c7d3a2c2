"""Postings from prose and lists: who held which role where, who led which unit, who served in it.

Verbs come from ``tables/frames.tsv``; what stands behind them is read by the recognisers of roles and units. Beside verbs there
are the names that carry an office before them ("President John F. Kennedy"), the appositions ("Merritt, the Superintendent of
West Point"), the openings ("As commander of the …, he"), and the lists of assignments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cursus.extract.actors import resolve
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.frames import Hit, hits, phrase_start, reach
from cursus.extract.mentions import (
    Reading,
    acting,
    behind_title,
    clause_end,
    named_in,
    narrative,
    person_at,
    possessor,
    quote_span,
    read,
)
from cursus.text.roles import RoleMatch, list_end
from cursus.text.tokens import name_end, noun_phrase_end, starts_date, word_class
from cursus.text.units import UnitMatch

_Quals = tuple[tuple[str, str], ...]


def extract(page: Page) -> Iterator[Draft]:
    """Postings, sentence by sentence; offices before names once for each person."""
    named: set[tuple[str, str]] = set()
    for sentence in narrative(page):
        reading = read(sentence.text)
        taken: set[tuple[str, int]] = set()
        if sentence.origin == "list":
            yield from _listed(page, sentence, reading, taken)
        for draft in _verbs(page, sentence, reading):
            taken.add((draft.who.name, draft.carried.end))
            yield draft
        if reading.roles:
            yield from _as_phrases(page, sentence, reading, taken)
            yield from _before_names(page, sentence, reading, named)
            yield from _appositions(page, sentence, reading, taken)
        yield from _led_by(page, sentence, reading)
        yield from _included(page, sentence, reading)
        yield from _in_command(page, sentence, reading, taken)


_IN_COMMAND = re.compile(
    r"\bin\s(?:overall\s|temporary\s|full\s|sole\s|direct\s|tactical\s|joint\s|supreme\s|acting\s)?(?:command|charge)\sof\s"
)


def _in_command(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "Sherman, now in command of the Army of the Tennessee", "leaving Thomas in command of the garrison": no verb of its own."""
    text = sentence.text
    for match in _IN_COMMAND.finditer(text):
        if any(r.of_start <= match.end() <= r.of_end for r in reading.roles if r.has_complement):
            continue
        owner = next(
            (
                a
                for a in named_in(page, sentence)
                if re.fullmatch(
                    r"(?:,\s(?:now|then|still|himself|who\swas)?)?\s?",
                    text[a.end : match.start()] if a.end <= match.start() else "x",
                )
            ),
            None,
        )
        who = owner.who if owner is not None else None
        if who is None and any(r.end == match.start() - 1 for r in reading.ranks):
            who = acting(page, sentence, match.start())  # "became brigadier general in command of the …"
        if who is None:
            continue
        for start, end, unit in _force_objects(reading, text, match.end(), clause_end(text, match.end())):
            if (who.name, sentence.start + end) in taken:
                continue
            command = text[match.start() + 3 : start]
            yield Draft(
                "posting",
                command + text[start:end],
                quote_span(page, sentence, match.start(), end),
                "posting.in-command",
                who,
                id="role:commander",
                qualifiers=(("role", "commander"), ("unit", unit.text if unit is not None else text[start:end])),
                fact=sentence.span(match.start(), end),
            )


def _verbs(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    for hit in hits(page, sentence, "posting"):
        match hit.frame.objects[0]:
            case "role":
                yield from _roles(page, sentence, reading, hit)
            case "force":
                yield from _forces(page, sentence, reading, hit)
            case "unit":
                yield from _units(page, sentence, reading, hit)
            case "place":
                yield from _places(page, sentence, reading, hit)
            case "org":
                yield from _bodies(page, sentence, reading, hit)
            case _:
                yield from _successions(page, sentence, reading, hit)


# roles ---------------------------------------------------------------------------------------------------------------
# Roles that say nothing without what they are the role of.
_NEEDS_COMPLEMENT = frozenset(
    [
        "role:head",
        "role:chief",
        "role:leader",
        "role:member",
        "role:officer",
        "role:soldier",
        "role:volunteer",
        "role:recruit",
        "role:assistant",
        "role:deputy",
        "role:secretary",
        "role:director",
        "role:representative",
        "role:manager",
        "role:agent",
        "role:principal",
        "role:editor",
        "role:chair",
        "role:judge",
        "role:teacher",
        "role:doctor",
        "role:engineer",
        "role:guard",
        "role:surgeon",
        "role:scout",
        "role:pilot",
        "role:spy",
        "role:king",
        "role:queen",
        "role:emperor",
        "role:delegate",
        "role:clerk",
        "role:driver",
        "role:cook",
        "role:photographer",
        "role:consultant",
        "role:translator",
        "role:page",
        "role:professor",
        "role:lecturer",
        "role:dean",
        "role:coach",
        "role:observer",
        "role:inspector",
        "role:resident",
        "role:monarch",
        "role:constable",
        "role:messenger",
        "role:courier",
        "role:orderly",
        "role:reservist",
        "role:trooper",
        "role:subordinate",
        "role:dictator",
        "role:warlord",
        "role:infantryman",
        "role:rifleman",
        "role:sniper",
        "role:medic",
        "role:paratrooper",
        "role:gunner",
        "role:elector",
        "role:nurse",
        "role:tutor",
        "role:steward",
        "role:warden",
        "role:collector",
        "role:trustee",
        "role:speaker",
        "role:president",
        "role:vice-president",
        "role:instructor",
        "role:speaker",
        "role:surveyor",
        "role:draftsman",
        "role:mechanic",
        "role:librarian",
        "role:cartographer",
    ]
)


_ONE_OF = re.compile(r"one\sof\s(?:the\s|his\s|her\s)?(?:[A-Z][\w.’-]*(?:['’]s?)?\s)?")


# Enough where a verb of office leads to them ("elected president"), too little behind "was".
_STRONG = frozenset({"role:president", "role:vice-president", "role:instructor"})


def _role_at(reading: Reading, at: int, limit: int = 5) -> RoleMatch | None:
    several = _ONE_OF.match(reading.text, at)
    at = several.end() if several is not None else at
    start = reach(reading, at, [r.start for r in reading.roles], limit)
    return next((r for r in reading.roles if r.start == start), None)


def _cut_role(reading: Reading, at: int) -> RoleMatch | None:
    """A role that begins inside the words the recogniser took for its own: "Harding Secretary of War" behind "appointed"."""
    role = next((r for r in reading.roles if r.start < at < r.head_end and at > r.start), None)
    return None if role is None else replace(role, start=at, head_start=at, text=reading.text[at : role.end])


def _roles(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    rule = hit.frame.rule
    role = _role_at(reading, hit.at) or _cut_role(reading, hit.at)
    if rule in ("posting.was", "posting.became") and (role is None or not _predicate(sentence.text, role, hit)):
        role = _second_predicate(page, sentence, reading, hit)
        if role is not None and not _predicate(sentence.text, role, hit):
            return
    if role is None or _is_title(page, sentence, role):
        return
    for one in _with_more(sentence.text, reading, role, rule):
        if one.kind == "member":
            continue
        weak = one.id in _NEEDS_COMPLEMENT and not (one.id in _STRONG and rule not in ("posting.was", "posting.became"))
        if weak and not one.has_complement and not _qualified(one, rule):
            continue
        if _is_title(page, sentence, one):
            continue
        for who in hit.who:
            yield _draft(page, sentence, reading, one, who, rule, hit.start)


_SECOND = re.compile(r"(?:\sand|,|,\sand|\sas\swell\sas)\s(?:an?\s|the\s|later\s|former\s|also\s)*$")


def _second_predicate(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> RoleMatch | None:
    """ "is a Libyan field marshal and the head of the …": an office joined to the noun that the verb has."""
    text = sentence.text
    limit = clause_end(text, hit.verb_end)
    for role in reading.roles:
        if not hit.at < role.start < limit or role.kind == "member":
            continue
        between = text[hit.verb_end : role.start]
        if (
            _SECOND.search(between)
            and re.match(r"\s(?:an?|the|one)\s", between)
            and not re.search(r"\b(?:of|by|to|for|from|with|son|daughter|in|at)\b", between)
            and not any(hit.at <= m.start < role.start for m in page.mentions(sentence))
        ):
            return role
    return None


def _predicate(text: str, role: RoleMatch, hit: Hit) -> bool:
    """Whether "was the …" names an office: not a plain member or trade, not "was commander" inside another phrase."""
    if role.kind == "member" or (role.kind == "trade" and not role.has_complement):
        return False
    if role.plural and not re.search(r"\bone\sof\b", text[hit.verb_end : role.start]):
        return False
    between = text[hit.verb_end : role.start]
    if re.search(r"\b(?:son|daughter|brother|nephew|descendant|wife|friend|like|not)\b", between):
        return False
    return (
        not re.match(
            r"['’]s?\s\w|-|\s(?:son|daughter|wife|school|elect|election|candidate|fish|material)\b",
            text[role.head_end :],
        )
        or role.has_complement
    )


def _qualified(role: RoleMatch, rule: str) -> bool:
    """Whether a weak role is told apart by a word of its own ("combat engineer", "intelligence officer", "squad leader")."""
    return role.head_end - role.head_start > len(role.id) - 5 + 2 and rule not in ("posting.was", "posting.became")


_AND = re.compile(
    r"(?:,\s(?:and\s)?(?:then\s|later\s)?(?:also\s)?|\s(?:and|then)\s(?:then\s|later\s|also\s|finally\s|subsequently\s|eventually\s)?|,?\sas\swell\sas\s|\s\([^()]{2,30}\),?\s(?:and\s)?)(?:as\s)?(?:an?\s|the\s|its\s|his\s)?"
)


def _with_more(text: str, reading: Reading, role: RoleMatch, rule: str) -> list[RoleMatch]:
    """A role and those joined to it: "as a Group commander in Arizona, a Squadron commander in Arizona, and …"."""
    out = [role]
    while True:
        tail = re.compile(
            r"(?:\s(?:in|at|from|of|near)\s(?:the\s)?[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){0,3}|\s(?:from|in)\s\d{4}(?:\s?(?:to|–|-)\s?\d{4})?|\s\(\d{4}[^()]{0,12}\)){0,2}"
        ).match(text, out[-1].end)
        at = tail.end() if tail else out[-1].end
        for position in dict.fromkeys((out[-1].end, at)):
            match = _AND.match(text, position)
            follower = next((r for r in reading.roles if match and r.start == match.end()), None)
            if follower is not None:
                break
        if follower is None or follower.kind == "-" or follower.start <= out[-1].start:
            return out
        out.append(follower)


def _is_title(page: Page, sentence: Sentence, role: RoleMatch) -> bool:
    """Whether a role is the title of somebody named right behind it: "was President John Smith"."""
    return any(
        m.start <= role.head_start < m.name_start or 0 <= m.start - role.head_end <= 1 for m in page.mentions(sentence)
    )


def _draft(
    page: Page,
    sentence: Sentence,
    reading: Reading,
    role: RoleMatch,
    who: Who,
    rule: str,
    start: int,
    extra: _Quals = (),
) -> Draft:
    text = sentence.text
    qualifiers: list[tuple[str, str]] = [("role", text[role.head_start : role.head_end])]
    unit = _unit_in(reading, role)
    if unit is not None:
        qualifiers.append(("unit", unit.text))
    elif role.has_complement:
        qualifiers += _complement(page, sentence, role)
    rank = _RANK_BEHIND.match(text, role.end)
    if rank is not None:
        found = next((r for r in reading.ranks if r.start == rank.end()), None)
        if found is not None:
            qualifiers.append(("rank", found.text))
    low = min(start, role.start)
    behind = _place_behind(sentence, role.end)
    if behind:
        qualifiers.append(("place", behind))
    return Draft(
        "posting",
        role.text,
        quote_span(page, sentence, low, role.end),
        rule,
        who,
        id=role.id,
        qualifiers=(*qualifiers, *extra),
        fact=sentence.span(low, role.end),
        stance="asserted" if rule == "posting.apposition" else AUTO,
        steps=(f"role table: {text[role.head_start : role.head_end]} -> {role.id}",),
    )


_RANK_BEHIND = re.compile(
    r",?\s(?:with|in|at|holding)\s(?:the\s)?(?:(?:temporary|acting|brevet|honorary|local)\s)?rank\sof\s(?:an?\s)?"
)


def _unit_in(reading: Reading, role: RoleMatch) -> UnitMatch | None:
    inside = [u for u in reading.units if role.of_start <= u.start and u.end <= role.of_end and u.kind != "base"]
    return inside[0] if inside else None


_SUPERIOR_LINKS = ("to", "under")


def _complement(page: Page, sentence: Sentence, role: RoleMatch) -> list[tuple[str, str]]:
    """What the words behind "of", "to", "in" are: a superior, a place, or the body that the role belongs to."""
    words = sentence.text[role.of_start : role.of_end]
    if role.link in _SUPERIOR_LINKS and any(role.of_start <= m.start <= role.of_end for m in page.mentions(sentence)):
        return [("superior", words)]
    if role.link in ("in", "at", "on") and words[:1].isupper():
        return [("place", words)]
    named = re.search(r"[A-Z]", words) is not None or role.kind == "command"
    return (
        [("unit", words)]
        if named and not any(role.of_start <= m.start < role.of_end for m in page.mentions(sentence))
        else []
    )


_PLACE = re.compile(
    r",?\s(?:in|at|near)\s(?P<p>(?:the\s)?[A-Z][\w.’-]*(?:(?:\s(?:of|de|del|la|the)){0,2}\s[A-Z][\w.’-]*){0,4}(?:,\s[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){0,2})?)"
)


def _place_behind(sentence: Sentence, at: int) -> str:
    match = _PLACE.match(sentence.text, at)
    if match is None:
        return ""
    words = match["p"]
    first = words.removeprefix("the ").split()[0].lower()
    return (
        ""
        if first in word_class("month")
        or first in ("world", "battle", "war", "operation")
        or re.search(r"\b(?:War|Campaign|Army|Division)\b", words)
        else words
    )


_AS = re.compile(r"\b(?P<as>[Aa]s)\s(?=\S)")
_TIME_AS = re.compile(
    r"\b(?:time|tenure|term|terms|service|stint|years|career|capacity|role|position|appointment|election|reign|post|duty|duties|tour)\s$"
)
_APPOINTED_AS = re.compile(
    r"\b(?:appointment|election|selection|nomination|retention|service|assignment|retained|kept|confirmed|replaced|succeeded)\s(?:of\s)?$"
)


def _as_phrases(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "As commander of the 3rd Division, he …" at the opening, "his time as …", "X, as commanding general of …," between commas."""
    text = sentence.text
    for match in _AS.finditer(text):
        role = _role_at(reading, match.end(), 3)
        if (
            role is None
            or role.kind == "member"
            or (role.id in _NEEDS_COMPLEMENT and not role.has_complement)
            or _is_title(page, sentence, role)
            or role.plural
        ):
            continue
        before = text[: match.start()]
        who: Who | None = None
        rule = "posting.as"
        if before.endswith("such "):
            continue
        if not before.strip(' "“'):
            if "," not in text[role.end : role.end + 60]:
                continue
            who = acting(page, sentence, match.start())
            rule = "posting.as-opening"
        elif before.endswith(", ") and text[role.end : role.end + 1] == ",":
            who = acting(page, sentence, match.start())
        elif _TIME_AS.search(before[-24:]):
            noun = _TIME_AS.search(before)
            who = possessor(page, sentence, noun.start() if noun else match.start())
            rule = "posting.time-as"
        else:
            owner = next(
                (
                    a
                    for a in named_in(page, sentence)
                    if a.end <= match.start() and not text[a.end : match.start()].strip()
                ),
                None,
            )
            if owner is not None and owner.start == 0 and sentence.origin == "caption":
                who = owner.who
            if owner is not None and _APPOINTED_AS.search(text[max(owner.start - 24, 0) : owner.start]):
                who = owner.who
        if who is not None and (who.name, sentence.start + role.end) not in taken:
            for one in _with_more(text, reading, role, rule):
                taken.add((who.name, sentence.start + one.end))
                yield _draft(page, sentence, reading, one, who, rule, match.start())


# units, places, bodies -------------------------------------------------------------------------------------------------
_FORCE = re.compile(
    r"\b(?:forces?|troops?|army|armies|regiments?|brigades?|divisions?|battalions?|corps|squadrons?|fleets?|flotilla|detachment|garrison|militia|guard|unit|units|ships?|frigate|sloop|cruiser|destroyer|battleship|submarine|cavalry|infantry|artillery|"
    r"column|wing|expedition|command|department|district|fort|camp|post|vanguard|rearguard|contingent|company|battery|group|legion|navy|air\sforce|operations|defen[cs]es?|defen[cs]e|side|flank|center|centre|volunteers|rangers|marines|"
    r"guerrillas?|rebels?|partisans?|resistance|department|station|section|bureau|office|school|academy|base|sector|front|area|region|island|city|mission|delegation)\b",
    re.IGNORECASE,
)
_NOT_LED = re.compile(
    r"\b(?:attacks?|charges?|raids?|assaults?|campaigns?|offensives?|coup|rebellion|revolt|uprising|mutiny|negotiations?|efforts?|way|life|party|team|investigation|study|effort|protests?|march|marches|retreat|advance|push|movement|strike|"
    r"salary|respect|attention|view|fire|prayers?|discussion|singing|tour|search|invasion|conquest|battle|war|band|choir|parade|league|race|nation|country|people|world|state|faction|government|coalition|cabinet|fight|defence\sagainst)\b",
    re.IGNORECASE,
)


def _forces(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """What was commanded: a unit, or a noun phrase with a name in it whose noun is a force."""
    text = sentence.text
    limit = clause_end(text, hit.at)
    for start, end, unit in _force_objects(reading, text, hit.at, limit):
        value = text[start:end]
        command = text[hit.verb_end : start]
        if hit.frame.rule in ("posting.took-command", "posting.assigned-command") and re.search(
            r"\b(?:command|charge|leadership|captaincy|governorship)\b", command
        ):
            noun = re.search(r"\b(?:command|charge|control|leadership|captaincy|governorship)\b.*$", command)
            value = (noun.group() if noun else "") + value
        for who in hit.who:
            qualifiers: _Quals = (("role", "commander"),)
            if unit is not None:
                qualifiers += (("unit", unit.text),)
            else:
                qualifiers += (("unit", text[start:end]),)
            place = _place_behind(sentence, end)
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


def _force_objects(reading: Reading, text: str, at: int, limit: int) -> Iterator[tuple[int, int, UnitMatch | None]]:
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


def _units(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
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
        if unit.kind not in ("unit", "ship", "base") or (unit.kind == "unit" and unit.level == 0):
            continue
        if _behind_role(reading, unit, hit):
            return
        for who in hit.who:
            yield Draft(
                "posting",
                unit.text,
                quote_span(page, sentence, hit.start, unit.end),
                hit.frame.rule,
                who,
                qualifiers=(("unit", unit.text),) if unit.kind != "base" else (("place", unit.text),),
                fact=sentence.span(hit.start, unit.end),
                steps=(f"unit: {unit.text} -> {unit.id}",),
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


def _places(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
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
    if (
        re.search(
            r"\b(?:Committee|Subcommittee|Caucus|War|Wars|Theat(?:er|re)|Board of|Party|Academy|University|College|School)\b",
            words,
        )
        and hit.frame.rule == "posting.at-place"
    ):
        return
    for who in hit.who:
        yield Draft(
            "posting",
            words,
            quote_span(page, sentence, hit.start, end),
            hit.frame.rule,
            who,
            qualifiers=(("place", words),),
            fact=sentence.span(hit.start, end),
        )


_BODY = re.compile(
    r"\b(?:House|Senate|Congress|Parliament|Assembly|Legislature|Council|Diet|Duma|Reichstag|Bundestag|Riksdag|Sejm|Commons|Lords|Cortes|Chamber|Court|Cabinet|Knesset|Majlis|presidency|governorship|chairmanship|premiership|throne|Presidency|Convention|Commission|Board|Staff|Ministry|Office)\b"
)


def _bodies(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """The legislature or body somebody was elected or appointed to."""
    if _role_at(reading, hit.at, 3) is not None:
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
    words = sentence.text[start:end]
    if not _BODY.search(words) or re.search(r"\b(?:Committee|Subcommittee)\b", words):
        return
    for who in hit.who:
        yield Draft(
            "posting",
            words,
            quote_span(page, sentence, hit.start, end),
            hit.frame.rule,
            who,
            qualifiers=(("unit", words),),
            fact=sentence.span(hit.start, end),
        )


# successions and passive commands ------------------------------------------------------------------------------------
_AS_ROLE = re.compile(r",?\s(?:as|in\s(?:the\s)?(?:command|charge)\sof|in\sthe\s(?:post|office|position|role)\sof)\s")


def _successions(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """ "succeeded Rupertus as commanding general of …": the posting with its predecessor, and the neighbour's own posting."""
    person = person_at(page, sentence, hit.at, hit.who[0])
    if person is None:
        return
    other, end = person
    link = _AS_ROLE.match(sentence.text, end)
    if link is None:
        return
    role = _role_at(reading, link.end(), 4)
    by = hit.frame.rule == "posting.succeeded-by"
    if role is None:
        return
    for who in hit.who:
        if by:
            yield _draft(
                page, sentence, reading, role, other, "posting.succeeded", hit.start, (("predecessor", who.name),)
            )
            yield _draft(
                page, sentence, reading, role, who, "posting.predecessor", hit.start, (("successor", other.name),)
            )
        else:
            yield _draft(
                page, sentence, reading, role, who, "posting.succeeded", hit.start, (("predecessor", other.name),)
            )
            yield _draft(
                page, sentence, reading, role, other, "posting.predecessor", hit.start, (("successor", who.name),)
            )


_LED_BY = re.compile(
    r"(?:,?\s|\s\()(?:which\s(?:was|were)\s|then\s|to\sbe\s|now\s|was\s|were\s)*(?:commanded|led|headed|captained|under\s(?:the\s)?(?:overall\s)?(?:command|leadership)\sof|under)(?:\sby)?\s(?:the\s|then[ -]|now[ -])?"
)


def _led_by(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """ "HMS Ganges, commanded by Captain Thomas Fremantle", "Fort George, which was under the command of …": the unit's commander."""
    text = sentence.text
    for unit in reading.units:
        if unit.kind not in ("unit", "ship", "base") or unit.generic:
            continue
        match = _LED_BY.match(text, unit.end)
        if match is None:
            continue
        mention = next(
            (
                m
                for m in page.mentions(sentence)
                if match.end() <= m.start <= match.end() + 8
                and not text[match.end() : m.start]
                .strip()
                .strip("-")
                .replace("then", "")
                .replace("American", "")
                .replace("British", "")
            ),
            None,
        )
        if mention is None or text.startswith(("'s", "’s"), mention.end):
            continue
        yield Draft(
            "posting",
            unit.text,
            sentence.span(unit.start, mention.end),
            "posting.led-by",
            resolve(page, mention),
            id="role:commander",
            qualifiers=(("role", "commander"), ("unit", unit.text)),
            fact=sentence.span(unit.start, mention.end),
        )


_INCLUDED = re.compile(
    r"\b(?:[Oo]ther\s|[Hh]is\s|[Hh]er\s|[Ii]ts\s)?(?P<n>subordinates?|division\scommanders|brigade\scommanders|corps\scommanders|aides|aides-de-camp|staff\sofficers|deputies|successors)(?P<of>\s(?:in|of|on|under|at)\s[^,.;]{2,40}?)?\s(?:included|include|were|was|being)\s(?=[A-Z])"
)
_HIS_RANKED = re.compile(r"\b[Hh]is\s(?:[a-z]+\s){0,1}$")


def _included(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """ "Other subordinates in this unit included Earl Van Dorn, Edmund Kirby Smith and …": each of them; "his lieutenant colonel being
    Robert E. Lee and his majors William J. Hardee and George H. Thomas": each in the rank named."""
    text = sentence.text
    for match in _INCLUDED.finditer(text):
        value = match["n"] + (match["of"] or "")
        for who, end in _people_on(page, sentence, match.end()):
            yield Draft(
                "posting",
                value,
                sentence.span(match.start(), end),
                "posting.included",
                who,
                id="role:subordinate",
                qualifiers=(("role", match["n"]),),
                fact=sentence.span(match.start(), end),
            )
    for rank in reading.ranks:
        plural = text[rank.end : rank.end + 1] == "s"
        link = re.compile(r"\s(?:being\s|was\s|were\s|included\s)?(?=[A-Z])").match(text, rank.end + plural)
        if link is None or not rank.text[0].islower() or not _HIS_RANKED.search(text[: rank.start]):
            continue
        people = _people_on(page, sentence, link.end())
        for who, end in people if plural else people[:1]:
            span = sentence.span(rank.start, end)
            yield Draft("rank", rank.text, span, "rank.subordinate", who, id=rank.id, fact=span, stance="asserted")
            yield Draft(
                "posting",
                rank.text,
                span,
                "posting.subordinate",
                who,
                qualifiers=(("rank", rank.text),),
                fact=span,
                stance="asserted",
            )


def _people_on(page: Page, sentence: Sentence, at: int) -> list[tuple[Who, int]]:
    """The people listed from an offset on."""
    out: list[tuple[Who, int]] = []
    position = at
    for actor in named_in(page, sentence):
        if (
            actor.start >= position
            and actor.who is not None
            and re.fullmatch(r"|,\s(?:and\s)?|,?\sand\s" if out else r"", sentence.text[position : actor.start])
        ):
            out.append((actor.who, actor.end))
            position = actor.end
    return out


# titles and appositions ----------------------------------------------------------------------------------------------
_TITLE_IDS = frozenset(
    [
        "role:president",
        "role:vice-president",
        "role:prime-minister",
        "role:deputy-prime-minister",
        "role:governor",
        "role:governor-general",
        "role:lieutenant-governor",
        "role:senator",
        "role:representative",
        "role:secretary-of-state",
        "role:secretary-of-war",
        "role:secretary-of-defense",
        "role:secretary-of-the-navy",
        "role:secretary-of-the-army",
        "role:secretary-of-the-air-force",
        "role:secretary-of-the-interior",
        "role:secretary-of-the-treasury",
        "role:minister-of-war",
        "role:minister-of-defence",
        "role:foreign-minister",
        "role:foreign-secretary",
        "role:home-secretary",
        "role:interior-minister",
        "role:chancellor",
        "role:speaker",
        "role:mayor",
        "role:ambassador",
        "role:chief-of-staff",
        "role:chief-of-naval-operations",
        "role:chief-justice",
        "role:attorney-general",
        "role:secretary-general",
        "role:commander-in-chief",
        "role:surgeon-general",
        "role:adjutant-general",
        "role:inspector-general",
        "role:premier",
        "role:viceroy",
        "role:high-commissioner",
        "role:king",
        "role:queen",
        "role:emperor",
        "role:sultan",
        "role:chief",
        "role:shah",
        "role:leader",
        "role:commander",
        "role:first-lord-of-the-admiralty",
        "role:first-sea-lord",
        "role:military-governor",
        "role:general-secretary",
        "role:postmaster-general",
        "role:judge",
        "role:national-security-adviser",
        "role:congressman",
        "role:chairman",
        "role:president-elect",
        "role:regent",
        "role:crown-prince",
        "role:khedive",
        "role:emir",
        "role:director",
        "role:captain-general",
        "role:dictator",
        "role:minister",
        "role:secretary",
        "role:chief-minister",
        "role:commandant",
        "role:commissioner",
        "role:supreme-commander",
        "role:commanding-general",
        "role:supreme-leader",
        "role:head-of-state",
        "role:superintendent",
        "role:administrator",
        "role:quartermaster-general",
    ]
)


def _before_names(page: Page, sentence: Sentence, reading: Reading, named: set[tuple[str, str]]) -> Iterator[Draft]:
    """Offices before the names of others, once for each person: "President John F. Kennedy", "the Shawnee chief Tecumseh"."""
    text = sentence.text
    for role in reading.roles:
        if role.id not in _TITLE_IDS or role.plural:
            continue
        person = _titled(page, sentence, role)
        if person is None or person[0].subject or _names_thing(text, person[1]):
            continue
        who, end = person
        if role.head_start and text[role.head_start - 1] in "-–":
            continue
        if any(
            r.start != role.start and r.of_start <= role.start < r.of_end
            for r in reading.roles
            if r.has_complement and r.link == "of"
        ):
            continue
        if (who.name, role.id) in named:
            continue
        named.add((who.name, role.id))
        value = text[role.head_start : role.head_end]
        span = sentence.span(role.head_start, end)
        yield Draft(
            "posting",
            value,
            span,
            "posting.before-name",
            who,
            id=role.id,
            qualifiers=(("role", value),),
            fact=span,
            stance="asserted",
        )


def _titled(page: Page, sentence: Sentence, role: RoleMatch) -> tuple[Who, int] | None:
    """The person whose name an office stands before."""
    for mention in page.mentions(sentence):
        if mention.start < role.head_end <= mention.name_start or (
            mention.start - role.head_end == 1 and sentence.text[role.head_end] == " "
        ):
            return resolve(page, mention), mention.end
    return behind_title(page, sentence, role.head_end) if sentence.text[role.head_start].isupper() else None


def _names_thing(text: str, at: int) -> bool:
    """Whether a name goes on as the name of a thing: "King Edward VII Hospital", "General Pershing Zephyr"."""
    return re.match(r"\s(?!Jr\b|Sr\b|I{1,3}\b)[A-Z][\w’-]+", text[at : at + 24]) is not None


_BEFORE_ROLE = re.compile(
    r"(?:,\s|\s\()(?:(?:an?|the|then|now|later|future|former|himself|who\swas|once|long|also|his|her|their)\s(?:the\s)?){0,3}$"
)


def _appositions(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "Mirabeau B. Lamar, the second president of the Republic of Texas, …" and "the Superintendent of West Point, General Merritt"."""
    text = sentence.text
    for role in reading.roles:
        if role.kind in ("member",) or role.plural:
            continue
        if role.id in _NEEDS_COMPLEMENT and not role.has_complement:
            continue
        before = _BEFORE_ROLE.search(text, max(role.start - 48, 0), role.start)
        if before is not None and before.group().endswith("(") and not role.has_complement:
            continue  # "Economic Development (Chair)"
        if before is not None and _ends_apposition(text, role):
            owner = next((a for a in named_in(page, sentence) if a.end == before.start()), None)
            if owner is not None and owner.who is not None:
                if re.search(r"\b(?:his|her|their)\s", before.group()):
                    continue
                if (owner.who.name, sentence.start + role.end) not in taken:
                    for one in _with_more(text, reading, role, ""):
                        taken.add((owner.who.name, sentence.start + one.end))
                        yield _draft(page, sentence, reading, one, owner.who, "posting.apposition", owner.start)
                continue
        if not role.has_complement and role.kind != "command":
            continue
        mention = next(
            (
                m
                for m in page.mentions(sentence)
                if role.end < m.start <= role.end + 8
                and re.fullmatch(r",\s(?:the\s|then[ -])?", text[role.end : m.start])
            ),
            None,
        )
        if mention is None or not re.search(
            r"(?:^|[,;(]\s?|\b(?:the|by|with|to|of|under|from|and|that|when|but|as|then|new|former|American|British|Japanese|German|French)\s)$",
            text[: role.start],
            re.IGNORECASE,
        ):
            continue
        if not re.match(r"(?:['’]s)?(?:[,.;)]|\s|$)", text[mention.end :]) or (
            re.search(r"\b(?:by|as)\s(?:the\s)?$", text[: role.start]) is not None
            and re.search(r"\bas\s(?:the\s)?$", text[: role.start])
        ):
            continue
        who = resolve(page, mention)
        if not any(end == sentence.start + role.end for _, end in taken):
            taken.add((who.name, sentence.start + role.end))
            draft = _draft(page, sentence, reading, role, who, "posting.apposition", role.start)
            yield Draft(
                draft.property,
                draft.text,
                sentence.span(role.start, mention.end),
                draft.rule,
                who,
                id=draft.id,
                qualifiers=draft.qualifiers,
                fact=sentence.span(role.start, mention.end),
                stance="asserted",
                steps=draft.steps,
            )


def _ends_apposition(text: str, role: RoleMatch) -> bool:
    """An apposition closes with punctuation, a clause of its own, or a date."""
    return (
        re.match(
            r"\s?[,.;:)—–(\[]|\s(?:who|which|and|in|at|from|during|since|until|on|with|for|when|under|was|had|is)\b|$",
            text[role.end :],
        )
        is not None
    )


# lists ---------------------------------------------------------------------------------------------------------------
_LIST_HEADING = re.compile(
    r"\b(?:assignments?|career|postings?|commands?|appointments?|positions?|service|offices?|posts|timeline|history|experience|chronology|roles?)\b",
    re.IGNORECASE,
)
_DATED_ITEM = re.compile(
    r"^(?:\(?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},?\s)?(?:[A-Z][a-z]{2,8}\.?\s)?\d{4}\)?(?:\s?[-–—]\s?(?:[\w.]+\s){0,3}(?:\d{4}|\d{2}|present))?)\s?(?:[:,.–—-]\s?|\s)"
)


def _listed(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """An item of a list of assignments: "2003–2005: commander, 3rd Brigade", "Commanding Officer, USS Texas (1941–1943)"."""
    path = page.document.sections[sentence.section].path
    headed = any(_LIST_HEADING.search(heading) for heading in path)
    text = sentence.text
    dated = _DATED_ITEM.match(text)
    start = dated.end() if dated else 0
    if not (headed and (dated or sentence.dates)):
        return
    i = reading.index(start)
    while i < len(reading.tokens) and (reading.tokens[i].low in word_class("determiner") or not reading.tokens[i].word):
        i += 1
    if i >= len(reading.tokens):
        return
    at = reading.tokens[i].start
    role = next((r for r in reading.roles if r.start == at), None)
    unit = next((u for u in reading.units if u.start == at), None)
    if role is not None and not _is_title(page, sentence, role):
        end = role.end
        follower = next(
            (
                u
                for u in reading.units
                if re.fullmatch(r",\s(?:the\s)?", text[end : u.start] if u.start >= end else "x")
            ),
            None,
        )
        if follower is not None and not role.has_complement:
            end = follower.end
        value = text[role.start : end]
        qualifiers: list[tuple[str, str]] = [("role", text[role.head_start : role.head_end])]
        inside = follower if follower is not None else _unit_in(reading, role)
        if inside is not None:
            qualifiers.append(("unit", inside.text))
        taken.add((page.subject.name, sentence.start + end))
        yield Draft(
            "posting",
            value,
            sentence.span(0, len(text)),
            "posting.list",
            page.subject,
            id=role.id,
            qualifiers=tuple(qualifiers),
            fact=sentence.span(role.start, end),
        )
    elif unit is not None and unit.kind in ("unit", "ship") and not unit.generic:
        taken.add((page.subject.name, sentence.start + unit.end))
        yield Draft(
            "posting",
            unit.text,
            sentence.span(0, len(text)),
            "posting.list",
            page.subject,
            qualifiers=(("unit", unit.text),),
            fact=sentence.span(unit.start, unit.end),
        )
