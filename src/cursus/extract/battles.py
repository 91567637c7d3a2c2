"""Battles, wars and campaigns a person took part in, from prose.

A battle named in a sentence is a person's only where a verb of theirs reaches it: "fought at", "commanded … during", "was wounded at",
or where the sentence opens with it and goes on with what they did there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import actors, subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.dating import in_brackets
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import hits
from cursus.extract.mentions import (
    acting,
    battles_in,
    clause_end,
    clause_start,
    named_in,
    narrative,
    possessor,
    quote_span,
    read,
)
from cursus.text.battles import BattleMatch
from cursus.text.tokens import name_end, starts_date, word_class

_REACHED = re.compile(
    r"\b(?:in|at|during|throughout|for|of|on|from|to|against|through|near|upon|suppressing|supporting|into|with|between|by)\s(?:[\w’'.-]+\s){0,6}$"
)
# The battle dates or explains something else, or comes before or after the fact.
_NOT_THERE = re.compile(
    r"\b(?:after|before|until|since|following|prior\sto|outbreak\sof|end\sof|start\sof|beginning\sof|eve\sof|wake\sof|aftermath\sof|because\sof|due\sto|close\sof|conclusion\sof|time\sof|history\sof|book|books|film|study|account|accounts|memoir|memoirs|"
    r"veterans?\s(?:of|from)|memory\sof|anniversary\sof|commemorating|named|renamed|lessons|opposed|opposition\sto|opposing|supported|avoided|avoid|predicted|prevented|prevent|declared|descri\w+|wrote|writing|news\sof|ended|ending|entry\sinto|enter|entered|"
    r"monument|memorial|causes?\sof|declaration\sof|role\smodel|museum|heroes?\sof|victims\sof|reports?\s(?:of|on)|plans?\sfor|preparation\sfor|preparing\sfor|prepare\sfor|threat\sof|like|unlike|such\sas)\s(?:[\w’'.,-]+\s){0,5}$",
    re.IGNORECASE,
)
_DIRECT = frozenset(
    {
        "fought",
        "fighting",
        "won",
        "winning",
        "lost",
        "directed",
        "led",
        "leading",
        "commanded",
        "commanding",
        "conducted",
        "survived",
        "saw",
        "seen",
        "seeing",
        "entered",
        "lead",
        "command",
        "planned",
        "joined",
    }
)
_NEEDS = {
    "took": re.compile(r"(?:an?\s)?(?:\w+\s)?(?:part|command|charge|over)\b"),
    "taking": re.compile(r"(?:\w+\s)?(?:part|command|charge)\b"),
    "taken": re.compile(r"(?:\w+\s)?(?:part|prisoner|captive)\b"),
    "played": re.compile(r"(?:an?\s)?(?:[\w-]+\s){0,3}(?:role|part)\b"),
    "saw": re.compile(r"(?:[\w-]+\s){0,3}(?:action|combat|service|fighting)\b|(?:the\s)?(?:[A-Z])"),
    "seen": re.compile(r"(?:[\w-]+\s){0,2}(?:action|combat|service)\b"),
    "seeing": re.compile(r"(?:[\w-]+\s){0,2}(?:action|combat|service)\b"),
    "distinguished": re.compile(r"(?:himself|herself)\b|for\b|in\b|at\b"),
    "earned": re.compile(r"(?:[\w-]+\s){0,6}(?:at|in|during|for)\b"),
    "attacked": re.compile(r"(?![^.;]*\sfor\s)"),
    "helped": re.compile(r"(?:\w+\s){0,5}(?:in|at|during|to)\b"),
    "fell": re.compile(r"(?:in|at|during)\b"),
    "action": re.compile(r"(?:in|at|during)\b"),
    "present": re.compile(r"(?:at|in|during|for)\b"),
    "active": re.compile(r"(?:in|during)\b"),
    "involved": re.compile(r"(?:in|with)\b"),
    "worked": re.compile(r"(?:\w+\s){0,8}(?:during|in)\b"),
}


def extract(page: Page) -> Iterator[Draft]:
    """Every battle once for each person and sentence."""
    for sentence in narrative(page):
        named = battles_in(page, sentence)
        # "defeated Iraq War veteran John Smith" tells of Smith, and of no battle.
        battles = tuple(b for b in named if not sentence.text.startswith((" veteran", "-veteran"), b.end))
        done: set[tuple[str, int]] = set()
        for draft in _verbs(page, sentence, battles):
            key = (draft.who.name, draft.carried.end)
            if key not in done:
                done.add(key)
                yield draft
        for draft in _openings(page, sentence, battles):
            key = (draft.who.name, draft.carried.end)
            if key not in done and not any(
                d[0] == draft.who.name and draft.carried.start <= d[1] <= draft.carried.end for d in done
            ):
                done.add(key)
                yield draft
        for draft in (
            *_in_office(page, sentence, battles),
            *_purposes(page, sentence, battles),
            *_possessed(page, sentence, battles),
            *_besieged(page, sentence, battles),
            *_veterans(page, sentence, named),
        ):
            key = (draft.who.name, draft.carried.end)
            if key not in done:
                done.add(key)
                yield draft
        yield from _at_places(page, sentence, battles)


_OFFICE_RULES = frozenset({"posting.was", "posting.became", "posting.held", "posting.took-position"})


def _in_office(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "was then the chief officer in command of … in the Chadian–Libyan conflict": a command that was held in a war."""
    if not battles:
        return
    text = sentence.text
    roles = [r for r in read(text).roles if r.kind in ("command", "staff")]
    for hit in hits(page, sentence, "posting"):
        if hit.frame.rule not in _OFFICE_RULES:
            continue
        limit = clause_end(text, hit.verb_end)
        for battle in battles:
            role = next((r for r in roles if hit.verb_end <= r.start < battle.start < limit), None)
            if (
                role is not None
                and _HELD_IN.search(text, role.start, battle.start)
                and not _NOT_THERE.search(text[role.start : battle.start])
            ):
                for who in hit.who:
                    yield _draft(page, sentence, battle, who, "battle.in-office", hit.start)


_HELD_IN = re.compile(r"\b(?:in|during|throughout|at)\s(?:the\s)?$")
_TO_FIGHT = re.compile(
    r"\b(?:returned|went|came|travelled|traveled|sailed|deployed|volunteered|left|hurried)\b[^.;,]{0,60}?\sto\s(?:support|join|fight\sin|take\spart\sin|participate\sin)\s(?:the\s)?$"
)


def _purposes(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "returned to Libya to support the Libyan Civil War": a journey whose end was the war."""
    for battle in battles:
        match = _TO_FIGHT.search(sentence.text, max(battle.start - 120, 0), battle.start)
        who = acting(page, sentence, match.start()) if match is not None else None
        if match is not None and who is not None:
            yield _draft(page, sentence, battle, who, "battle.purpose", match.start())


def _possessed(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "his capture of Detroit", "Brock's defence of Upper Canada": a battle that is called somebody's."""
    for battle in battles:
        if battle.text[0].islower() and not battle.short:
            who = possessor(page, sentence, battle.start)
            if who is not None:
                yield _draft(page, sentence, battle, who, "battle.possessed", battle.start)


_VETERAN = re.compile(
    r"(?P<before>^(?=An?\s|The\s)|,\s|\b(?:was|is|became|being|and)\s)(?:[Aa]n?\s|[Tt]he\s|himself\s|also\s|then\s|now\s){0,2}(?:[\w-]+\s){0,3}?veteran\sof\s(?:both\s)?(?:the\s)?$"
)


_VETERAN_BEFORE = re.compile(
    r"(?P<before>^(?=An?\s)|,\s|\b(?:was|is|became|being)\s|\band\s)(?:[Aa]n?\s|the\s|fellow\s|[a-z]+\s){0,3}$"
)


def _veteran(page: Page, sentence: Sentence, match: re.Match[str], end: int) -> Who | None:
    """Who is called a veteran: the subject of "was", the name before a comma, the subject behind an opening."""
    before = match["before"].strip()
    if before == "":
        opening = subject_after(page, sentence, end)
        return opening.who if opening is not None else None
    if before in (",", "and"):
        # "her husband, Major John Smith, a signal officer and fellow Iraq War veteran"
        own = [a for a in named_in(page, sentence) if a.end <= match.start()]
        between = sentence.text[own[-1].end : match.start()] if own else "x"
        if before == "and" and "eteran of" in match.group():
            return acting(page, sentence, match.start())
        return own[-1].who if own and re.fullmatch(r"|,\s(?:an?|the)\s[\w\s-]{2,40}?\s?", between) else None
    return acting(page, sentence, match.start())


def _veterans(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "is a veteran of the Korean War", "A veteran of the Iraq War, he …", "Dalby, a veteran of the siege, …"."""
    text = sentence.text
    if "eteran" not in text:
        return
    for battle in battles:
        match = _VETERAN_BEFORE.search(text, max(battle.start - 60, 0), battle.start)
        if match is not None and text.startswith(" veteran", battle.end):
            who = _veteran(page, sentence, match, battle.end)
            if who is not None:
                yield _draft(page, sentence, battle, who, "battle.veteran", match.start())
    found: tuple[Who, int] | None = None
    last = 0
    for battle in battles:
        match = _VETERAN.search(text, max(battle.start - 90, 0), battle.start)
        if match is not None:
            who = _veteran(page, sentence, match, battle.end)
            found = (who, match.start()) if who is not None else None
        elif found is not None and not _LISTED.fullmatch(text, last, battle.start):
            found = None
        last = battle.end
        if found is not None:
            yield _draft(page, sentence, battle, found[0], "battle.veteran", found[1])


_SIEGE = re.compile(
    r"\b(?:laid\ssiege\sto|besieged|besieging|laying\ssiege\sto|stormed)\s(?:the\s(?:city|town|fortress|castle)\sof\s|the\s)?(?=[A-Z])"
)


def _besieged(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "laid siege to Fort Detroit"."""
    text = sentence.text
    for match in _SIEGE.finditer(text):
        tokens = list(read(text).tokens)
        i = read(text).index(match.end())
        end = name_end(tokens, i) if i < len(tokens) else i
        who = acting(page, sentence, match.start())
        if (
            end > i
            and who is not None
            and not starts_date(tokens, i)
            and not any(b.start <= tokens[i].start < b.end for b in battles)
        ):
            yield Draft(
                "battle",
                text[tokens[i].start : tokens[end - 1].end],
                quote_span(page, sentence, match.start(), tokens[end - 1].end),
                "battle.besieged",
                who,
                fact=sentence.span(match.start(), tokens[end - 1].end),
            )


def _verbs(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    if not battles:
        return
    text = sentence.text
    for hit in hits(page, sentence, "battle"):
        need = _NEEDS.get(hit.verb)
        if need is not None and hit.frame.rule == "battle.fought" and not need.match(text, hit.at):
            continue
        if hit.verb == "won" and re.match(
            r"(?:the\s)?(?:[\w’'-]+\s){0,4}(?:Medal|Cross|Star|election|seat|prize|award)", text[hit.at :]
        ):
            continue
        limit = clause_end(text, hit.verb_end)
        previous = hit.verb_end
        for battle in battles:
            if battle.start < hit.verb_end:
                continue
            if battle.start >= limit:
                break
            if in_brackets(text, battle.start) and not in_brackets(text, hit.start):
                continue
            between = text[previous if battle.short else hit.verb_end : battle.start]
            listed = previous > hit.verb_end and _LISTED.fullmatch(text, previous, battle.start) is not None
            if not listed and not _reaches(between, hit.verb, battle, hit.frame.rule):
                continue
            previous = battle.end
            for who in hit.who:
                yield _draft(page, sentence, battle, who, hit.frame.rule, hit.start)


_LISTED = re.compile(r"(?:\s\([^()]{1,40}\))?,?\s(?:and\s|the\s|as\swell\sas\s|then\s|in\s|at\s|later\s|at\sthe\s)*")


def _reaches(between: str, verb: str, battle: BattleMatch, rule: str) -> bool:
    if _NOT_THERE.search(between):
        return False
    if rule == "battle.noun":
        return re.match(r"\s(?:in|at|during|of|on)\s(?:[\w’'-]+\s){0,3}$", between) is not None
    if battle.short or _REACHED.search(between):
        return not re.search(r"\b(?:college|school|university|wrote|book|born|degree|thesis)\b", between)
    return (
        verb in _DIRECT
        and re.fullmatch(r"\s(?:in\s)?(?:the\s|a\s|his\s|first\s|\w+ed\s|bloody\s|decisive\s){0,3}", between)
        is not None
    )


def _draft(page: Page, sentence: Sentence, battle: BattleMatch, who: Who, rule: str, start: int) -> Draft:
    low = min(start, battle.start)
    return Draft(
        "battle",
        battle.text,
        quote_span(page, sentence, low, battle.end),
        rule,
        who,
        fact=sentence.span(low, battle.end),
    )


_OPENING = re.compile(
    r"^(?:\W*(?:[A-Z]\w+\s)?|[A-Z][^,;]{3,40},\s)(?:[Ii]n|[Aa]t|[Dd]uring|[Tt]hroughout|For|On)\s(?:[\w’'.,-]+\s){0,7}$"
)
_DID = re.compile(
    r"\b(?:fought|served|commanded|led|was\s(?:\w+\s)?(?:wounded|killed|captured|injured|present|promoted|awarded|decorated|assigned|appointed|sent|taken|stationed|posted|attached|hit|in\scommand|mentioned|cited|shot)|were\s(?:\w+\s)?(?:captured|killed|wounded)|took|participated|saw|flew|"
    r"earned|received|defeated|attacked|captured|distinguished|died|became|held|directed|ordered|joined|won|lost|worked|acted|rose|organi[sz]ed|helped|played|re-emerged|returned|rallied|charged|reached)\b"
)


def _openings(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "During the Battle of X, he commanded …": the battle that opens a sentence is where what follows was done."""
    text = sentence.text
    for battle in battles:
        if (
            battle.short
            or not _OPENING.match(text[: battle.start])
            or _NOT_THERE.search(text[: battle.start])
            or re.search(r"\b(?:In|in)\s(?:[\w]+\s)*(?:and|that)\s", text[: battle.start])
        ):
            continue
        rest = re.compile(
            r"(?:\s\([^()]{2,40}\))?(?:,?\sof\s\d{4}|\sin\s[A-Z][\w]+)?(?:,\s|\s)(?:in\s\w+\s\d{4},\s)?"
        ).match(text, battle.end)
        verb = _DID.search(text, battle.end, min(clause_end(text, battle.end + 1) + 60, len(text)))
        if rest is None or verb is None:
            continue
        actor = next((a for a in actors(page, sentence) if a.start >= battle.end), None)
        if actor is None or actor.who is None or actor.start != rest.end() or verb.start() - actor.end > 40:
            continue
        if acting(page, sentence, verb.start()) != actor.who:
            continue
        yield Draft(
            "battle",
            battle.text,
            sentence.span(0, verb.end()),
            "battle.opening",
            actor.who,
            fact=sentence.span(0, verb.end()),
        )


_AT = re.compile(
    r"\b(?P<verb>fought(?:\s[\w’-]+){0,3}|(?:was\s)?(?:\w+\s)?(?:wounded|killed|captured)(?:\sin\saction)?|taken\sprisoner|saw\s(?:[\w-]+\s){0,2}(?:action|combat)|was\spresent|won(?=\sat)|won\s(?:[\w-]+\s){0,4}(?:victory|victories)|distinguished\s(?:himself|herself)|victory|victories|defeat|(?:defeated|routed|beat)\s[\w\s]{3,40}?|fell|died\sin\saction|"
    r"led\s(?:[\w’-]+\s){1,6}?|commanded\s(?:[\w’-]+\s){1,6}?|fighting)\sat\s(?:the\s)?(?=[A-Z])"
)


def _at_places(page: Page, sentence: Sentence, battles: tuple[BattleMatch, ...]) -> Iterator[Draft]:
    """ "He fought at Shiloh", "was wounded at Gettysburg and Antietam": a bare place behind a verb of fighting is the battle there."""
    text = sentence.text
    if " at " not in text:
        return
    reading = read(text)
    tokens = list(reading.tokens)
    for match in _AT.finditer(text):
        verb = match["verb"]
        i = reading.index(match.end())
        if i >= len(tokens) or tokens[i].digit or starts_date(tokens, i):
            continue
        end = name_end(tokens, i)
        if end == i:
            continue
        names = [(tokens[i].start, tokens[end - 1].end)]
        while (
            end + 1 < len(tokens)
            and tokens[end].text == ","
            and tokens[end + 1].cap
            and not starts_date(tokens, end + 1)
            and len(names) < 12
        ):
            nxt = name_end(tokens, end + 1)
            after = tokens[nxt].text if nxt < len(tokens) else "."
            if nxt == end + 1 or after not in (",", "and", ".", ";", "("):
                break
            if len(names) == 1 and after not in (",", "and"):
                break  # "at Buena Vista, Mexico"
            names.append((tokens[end + 1].start, tokens[nxt - 1].end))
            end = nxt
        comma = end < len(tokens) and tokens[end].text == ","
        last = end + comma
        if (
            last + 1 < len(tokens)
            and tokens[last].low == "and"
            and tokens[last + 1].cap
            and not tokens[last + 1].digit
            and not starts_date(tokens, last + 1)
        ):
            nxt = name_end(tokens, last + 1)
            follows = tokens[nxt] if nxt < len(tokens) else None
            if nxt > last + 1 and (follows is None or not follows.word or follows.low in word_class("preposition")):
                names.append((tokens[last + 1].start, tokens[nxt - 1].end))
        if re.match(r"(?:led|commanded)", verb) and len(names) < 3:
            continue  # "commanded the fort at Corinth"; of a whole list the places are battles
        who = (
            possessor(page, sentence, match.start())
            if re.match(r"victor|defeat\b", verb)
            else acting(page, sentence, match.start())
        )
        if who is None or (re.match(r"victor|defeat$", verb) and possessor(page, sentence, match.start()) is None):
            continue
        if _ASIDE.search(text[clause_start(text, match.start()) : match.start()]):
            continue
        for start, stop_at in names:
            words = text[start:stop_at].strip()
            if (
                not words
                or any(b.start < stop_at and start < b.end for b in battles)
                or any(u.start < stop_at and start < u.end and u.kind not in ("base",) for u in reading.units)
            ):
                continue
            if any(r.start <= start < r.end for r in reading.ranks) or any(
                m.titles and m.start <= start < m.end for m in page.mentions(sentence)
            ):
                continue
            if re.search(
                r"\b(?:University|College|School|Academy|Hospital|Stadium|Park|Street|House|Hotel|Airport|Court|Olympics|Games|Church)\b",
                words,
            ):
                continue
            low = match.start()
            yield Draft(
                "battle",
                words,
                quote_span(page, sentence, low, stop_at),
                "battle.at-place",
                who,
                fact=sentence.span(low, stop_at),
            )


_ASIDE = re.compile(r"\b(?:father|brother|son|uncle|cousin|grandfather|friend|who)\s(?:was\s|had\s|were\s)?$")
