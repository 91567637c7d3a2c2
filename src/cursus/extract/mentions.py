"""What a sentence mentions, read once and shared by the extractors of careers: ranks, roles, units, battles, awards, and the people
who stand where a verb wants an object."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from cursus.claim import Span
from cursus.extract.actors import actors, agent, resolve, subject_before
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Who
from cursus.extract.people import Actor
from cursus.tables import rows
from cursus.text.awards import AwardMatch, award_starts, find_awards_in
from cursus.text.battles import BattleMatch, battle_starts, find_battles_in, names_battle
from cursus.text.countries import names as country_names
from cursus.text.ranks import RankMatch, find_ranks, rank_starts
from cursus.text.roles import RoleMatch, find_roles_in, role_starts
from cursus.text.tokens import Token, tokenize, word_class, words_of
from cursus.text.units import UnitMatch, find_units_in, unit_starts

_BACK_MATTER = re.compile(
    r"^(?:references|notes|footnotes|bibliography|further reading|sources|external links|see also|citations|works cited|literature|publications|works|books|filmography|in popular culture|popular culture|selected works)\b",
    re.IGNORECASE,
)


_LONGEST = 4000
"""Nobody writes longer sentences; what is longer is no prose, and looking back and forth in it would cost its square."""


def narrative(page: Page) -> Iterator[Sentence]:
    """The sentences that tell a life: no tables, no lists of sources, no notes."""
    sections = page.document.sections
    told = [not any(_BACK_MATTER.match(heading) for heading in section.path) for section in sections]
    for sentence in page.sentences:
        if sentence.origin != "table" and told[sentence.section] and len(sentence.text) <= _LONGEST:
            yield sentence


@dataclass(frozen=True)
class Reading:
    """The words of one sentence and what the tables know in them; all offsets are the sentence's own."""

    text: str
    ranks: tuple[RankMatch, ...]
    units: tuple[UnitMatch, ...]
    roles: tuple[RoleMatch, ...]
    battles: tuple[BattleMatch, ...]
    awards: tuple[AwardMatch, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and punctuation marks, cut when first asked for."""
        return _tokens(self.text)

    def index(self, offset: int) -> int:
        """The index of the first token at or behind an offset."""
        return bisect.bisect_left(self.tokens, offset, key=lambda t: t.start)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenize(text))


@cache
def _starts() -> frozenset[str]:
    return rank_starts() | unit_starts() | role_starts() | award_starts() | battle_starts()


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read a sentence. Pure: the same words always give the same reading. Only recognisers of which a first word stands there are
    asked."""
    words = words_of(text)
    if words.isdisjoint(_starts()):
        return Reading(text, (), (), (), (), ())
    tokens = list(_tokens(text))
    units = [] if words.isdisjoint(unit_starts()) else find_units_in(text, tokens)
    awards = [] if words.isdisjoint(award_starts()) else find_awards_in(text, tokens)
    battles = [
        b
        for b in ([] if words.isdisjoint(battle_starts()) else find_battles_in(text, tokens))
        if not any(a.start <= b.start and b.end <= a.end for a in awards)
    ]
    units = [u for u in units if not any(_inside(u, o) for o in awards) and not any(_inside(u, o) for o in battles)]
    roles = [
        r
        for r in (
            _with_unit(text, r, units) for r in ([] if words.isdisjoint(role_starts()) else find_roles_in(text, tokens))
        )
        if not _swallowed(r, units, awards, battles)
    ]
    ranks = [
        r
        for r in ([] if words.isdisjoint(rank_starts()) else find_ranks(text))
        if not any(a.start <= r.start < a.end for a in awards)
        and not any(u.start <= r.start < u.end for u in units)
        and not any(o.head_start <= r.start and r.end < o.head_end for o in roles)  # "General Inspector"
    ]
    roles = [
        r
        for r in roles
        if r.has_complement
        or not any(
            k.start <= r.head_start < k.end and r.head_end <= k.end and k.end - k.start > r.head_end - r.head_start
            for k in ranks
        )
    ]
    return Reading(text, tuple(ranks), tuple(units), tuple(roles), tuple(battles), tuple(awards))


def _inside(unit: UnitMatch, other: AwardMatch | BattleMatch) -> bool:
    return other.start <= unit.start and unit.end <= other.end


def _with_unit(text: str, role: RoleMatch, units: list[UnitMatch]) -> RoleMatch:
    """A role whose complement is only the first part of a unit's name takes the whole name."""
    if not role.has_complement:
        return role
    for unit in units:
        if unit.start < role.of_end < unit.end and unit.start >= role.of_start:
            return RoleMatch(
                role.start,
                unit.end,
                text[role.start : unit.end],
                role.id,
                role.kind,
                role.head_start,
                role.head_end,
                role.of_start,
                unit.end,
                role.link,
                role.plural,
            )
    return role


def _swallowed(role: RoleMatch, units: list[UnitMatch], awards: list[AwardMatch], battles: list[BattleMatch]) -> bool:
    """A head word inside the name of a unit, an award or a battle is no role there: "168th Engineer Brigade", "Commander of the Bath"."""
    if any(u.start < role.head_end <= u.end and role.head_end < u.end for u in units):
        return True
    if any(a.start <= role.head_start < a.end for a in awards if not a.post):
        return True
    return any(b.start <= role.head_start < b.end for b in battles)


def battles_in(page: Page, sentence: Sentence) -> tuple[BattleMatch, ...]:
    """The battles a sentence names, those included that only a link tells ("[[Battle of Buena Vista|Buena Vista]]")."""
    found = list(read(sentence.text).battles)
    links = page.document.links
    low = bisect.bisect_left(links, sentence.start, key=lambda link: link.start) if _ordered(page) else 0
    for link in links[low:]:
        if link.start >= sentence.end:
            break
        start, end = link.start - sentence.start, link.end - sentence.start
        if start < 0 or any(b.start < end and start < b.end for b in found) or "://" in link.target:
            continue
        if names_battle(link.target.replace("_", " ")) and sentence.text[start : start + 1].isupper():
            found.append(BattleMatch(start, end, sentence.text[start:end], "battle"))
    return tuple(sorted(found, key=lambda b: b.start))


def _ordered(page: Page) -> bool:
    links = page.document.links
    return all(links[n].start <= links[n + 1].start for n in range(min(len(links) - 1, 8)))


# Where one clause ends and another finite clause begins.
CLAUSE_END = re.compile(
    r"[;:]\s|\.\s|\s[–—]\s|,?\s(?:but|who|whom|whose|which|that|while|where|when|although|though|because|since(?=\s[a-z])|until(?=\s(?:he|she|his|her|the)\b)|before(?=\s(?:he|she|his|her|being|becoming|the|returning)\b)|"
    r"after(?=\s(?:he|she|his|her|being|which|the\s\w+\s(?:was|had))\b)|and(?=\s(?:was|were|is|then|later|he|she|they|his|her|had|has|also|subsequently|eventually|became|served|took|commanded|led|received|retired|returned|moved|went|died|"
    r"joined|fought|won|held|worked|participated|finally|in\s\d{4}|on\s\w+\s\d)\b))(?=\s)|,\s(?:and\s)?(?=(?:he|she|they)\s)"
)


def clause_end(text: str, at: int) -> int:
    """The offset at which the clause that holds ``at`` ends."""
    match = CLAUSE_END.search(text, at)
    return match.start() if match else len(text.rstrip(' ."”'))


def clause_start(text: str, at: int) -> int:
    """The offset at which the clause that holds ``at`` begins."""
    start = 0
    for match in CLAUSE_END.finditer(text, 0, at):
        start = match.end()
    return start


_HIM = re.compile(r"(?:him|her)\b(?!\s+(?:own|husband|son|father|brother|first|second|command))", re.IGNORECASE)


def person_at(page: Page, sentence: Sentence, at: int, subject: Who | None) -> tuple[Who, int] | None:
    """The person who stands as an object at ``at``, and where the words for them end: "appointed Johnston", "named him".

    "him" means the article's subject unless that is the one who acts (``subject``).
    """
    text = sentence.text
    pronoun = _HIM.match(text, at)
    if pronoun:
        female = pronoun.group().lower() == "her"
        if female != page.female or subject == page.subject:
            return None
        return page.subject, pronoun.end()
    for actor in named_in(page, sentence):
        if actor.who is not None and at <= actor.start <= at + 4 and text[at : actor.start].strip() in ("", "the"):
            return actor.who, actor.end
    # "appointed Harding Secretary of War": the name and the office are one run of capitals.
    word = re.compile(r"[A-Z][\w’-]+(?=\s[A-Z])").match(text, at)
    known = page.known(word.group()) if word is not None else None
    return (known, word.end()) if known is not None and word is not None else None


_NAME_BEHIND = re.compile(
    r"\s(?:Sir\s|Lord\s|Baron\s|Count\s|Prince\s)?(?P<n>(?:von\s|de\s|van\s)?(?:[A-Z]\.(?:\s?[A-Z]\.)*|[A-Z][\w’-]+)(?:\s(?:[A-Z]\.|[A-Z][\w’-]+|de|von|van|der|del|al-[A-Z]\w+)){0,4})"
)


@cache
def _things() -> frozenset[str]:
    return frozenset(row[0] for row in rows("not_people"))


def behind_title(page: Page, sentence: Sentence, at: int) -> tuple[Who, int] | None:
    """The person whose name stands right behind a title that ends at ``at``, and where the name ends."""
    for mention in page.mentions(sentence):
        if mention.start <= at < mention.end and mention.name_start == at + 1:
            return resolve(page, mention), mention.end
    match = _NAME_BEHIND.match(sentence.text, at)
    if match is None:
        return None
    name = re.sub(r"['’]s?(?:\s.*)?$", "", match["n"])
    words = name.split()
    if (
        any(w.strip(".") in _things() for w in words)
        or (len(words) == 1 and page.known(name) is None)
        or len(words[-1].strip(".")) < 2
    ):
        return None
    known = page.known(name)
    if known is not None and not known.subject and any(w in _things() for w in known.name.split()):
        known = None  # "Treasury Benjamin Bristow" is the office and the name in one
    return known or Who(name), match.start("n") + len(name)


_HIS = re.compile(
    r"\b(?P<who>[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.’-]+(?:\s[A-Z][\w.’-]+){0,3}['’]s?)\s(?:(?!(?:in|of|at|to|for|on|by|with|from|and|as)\b)[\w-]+\s){0,2}$"
)


def possessor(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whose a noun at ``at`` is: "his promotion", "Johnston's appointment". None where no possessor stands before it, or where it is
    not plain whom "his" means."""
    match = _HIS.search(sentence.text, max(at - 60, 0), at)
    if match is None:
        return None
    word = match["who"]
    if word.lower() == "their":
        earlier = subject(page, sentence, match.start())
        group = _group(page, sentence, earlier) if earlier is not None else ()
        return group[0] if group and page.subject in group else None
    if word.lower() in ("his", "her"):
        if (word.lower() == "her") != page.female:
            return None
        nearest = subject(page, sentence, match.start("who"))
        return page.subject if nearest is None or nearest.who == page.subject else None
    name = re.sub(r"['’]s?$", "", word)
    return None if name.casefold() in country_names() else page.known(name)


def subject(page: Page, sentence: Sentence, at: int) -> Actor | None:
    """The subject of a verb at ``at``: as :func:`cursus.extract.actors.subject_before`, but never the second of two people behind a
    preposition ("under Generals Taylor and Scott, taking part in …")."""
    actor = subject_before(page, sentence, at)
    opened = _behind_battle(page, sentence, at)
    if opened is not None and (actor is None or actor.start < opened.start):
        return opened
    for _ in range(4):
        if actor is None:
            return None
        if not sentence.text.startswith((",", " and ", " or "), actor.end):
            return actor
        first = _first_of_list(page, sentence, actor)
        if (
            first is None
            or _PLACE_OF_SUBJECT.search(sentence.text, 0, first.start)
            or first.start == 0
            or not _OBJECT_PLACE.search(sentence.text, 0, first.start)
        ):
            return actor
        actor = subject_before(page, sentence, first.start)
    return actor


_WITHIN = re.compile(r"(?:^|,\s|\b[A-Z]\w+\s)(?:[Ii]n|[Aa]t|[Dd]uring)\s(?:the\s)?$")


def _behind_battle(page: Page, sentence: Sentence, at: int) -> Actor | None:
    """ "in the Wexford Rising Dalby came back": a subject right behind the battle that opens its clause."""
    for battle in read(sentence.text).battles:
        if battle.end < at and _WITHIN.search(sentence.text, 0, battle.start):
            found = next(
                (a for a in actors(page, sentence) if a.start == battle.end + 1 and a.end <= at and a.who is not None),
                None,
            )
            if found is not None:
                return found
    return None


_OBJECT_PLACE = re.compile(
    r"\b(?:of|by|with|to|for|from|under|in|at|on|near|into|through|across|against|between|among|including|alongside|over|behind|like|defeated|met|joined|succeeded|replaced|told|asked|appointed|sent)\s(?:the\s|both\s|then[ -]|Generals?\s|Messrs\.?\s)?$"
)


def _first_of_list(page: Page, sentence: Sentence, actor: Actor) -> Actor | None:
    """The first of "A, B and C" where the actor is a later one of them; None where it is joined to nobody."""
    if actor.pronoun:
        return None
    last, found = actor, None
    for other in reversed([a for a in actors(page, sentence) if a.end <= actor.start]):
        gap = sentence.text[other.end : last.start]
        # "the Staff and Dalby took": a thing and a person are no list of people.
        if (re.fullmatch(r",?\sand\s", gap) and found is None and other.who is not None) or (
            found is not None and gap == ", "
        ):
            found = last = other
        else:
            break
    return found


def named_in(page: Page, sentence: Sentence) -> list[Actor]:
    """The people a sentence names, in order: what the tables know as a battle, a unit or an award is nobody ("Desert Storm")."""
    return [
        a if a.who is not None else replace(a, who=lone(page, sentence, a))
        for a in actors(page, sentence)
        if not a.pronoun and (a.who is not None or lone(page, sentence, a) is not None) and not _is_thing(sentence, a)
    ]


# What only a person does or has.
_PERSONAL = re.compile(
    r"\b(?P<n>[A-Z][\w’-]{2,}?)(?:['’]s\s(?:rule|repudiation|abandonment|widow|death|career|wife|father|son|brother|staff|resignation|life|aides?)|\shimself|,?\swho|\s(?:disavowed|signed|resigned|died|wrote|fled|told|married))\b"
)


@lru_cache(maxsize=64)
def _lone_names(text: str) -> frozenset[str]:
    """Single names by which a text speaks of people whom it never names in full: what it says of them twice only people do."""
    seen: dict[str, int] = {}
    for match in _PERSONAL.finditer(text):
        seen[match["n"]] = seen.get(match["n"], 0) + 1
    other = (
        _things()
        | {w.capitalize() for w in word_class("opener") | word_class("month") | word_class("nationality")}
        | {"The", "President", "General"}
    )
    return frozenset(
        n for n, count in seen.items() if count > 1 and n not in other and n.casefold() not in country_names()
    )


def lone(page: Page, sentence: Sentence, actor: Actor) -> Who | None:
    """The person an actor means who is known by one name only ("Saladin")."""
    words = sentence.text[actor.start : actor.end]
    if (
        actor.pronoun
        or " " in words
        or sentence.text.startswith(("'s", "’s"), actor.end)
        or words not in _lone_names(page.text)
    ):
        return None
    return page.known(words) or Who(words)


def _is_thing(sentence: Sentence, actor: Actor) -> bool:
    reading = read(sentence.text)
    return any(
        x.start < actor.end and actor.start < x.end
        for group in (reading.battles, reading.units, reading.awards)
        for x in group
    )


def _plain(page: Page, sentence: Sentence, actor: Actor) -> Who | None:
    """Whom an actor means, None where a pronoun may mean somebody else.

    "He" is the article's subject unless another person was the last subject before it, in this sentence or, for a
    sentence that opens with it, in the one before: then it is not plain.
    """
    if actor.who is not None and not actor.pronoun and not actor.who.subject and _is_thing(sentence, actor):
        return None
    if actor.who is None:
        return lone(page, sentence, actor)
    if not actor.pronoun or actor.who != page.subject:
        return actor.who
    earlier = [
        a
        for a in actors(page, sentence)
        if a.end <= actor.start and a.who is not None and not a.pronoun and _stands_as_subject(sentence.text, a)
    ]
    if earlier:
        return actor.who if earlier[-1].who == page.subject else None
    if any(a.end <= actor.start and a.pronoun for a in actors(page, sentence)):
        return actor.who
    previous = page.sentence_at(sentence.start - 2)
    if previous is None or previous.block != sentence.block:
        return actor.who
    told = [a for a in actors(page, previous) if a.who is not None]
    first_of_all = next(iter(actors(page, previous)), None)
    if (
        first_of_all is not None
        and first_of_all.kin
        and not any(a.who == page.subject for a in told)
        and first_of_all.start == 0
        and not _KIN_STATE.search(previous.text, first_of_all.end)
    ):
        return None  # "His father was a colonel. He died …": of whom?
    if told and not any(a.who == page.subject for a in told) and not _SUBJECT_WORD.search(previous.text):
        first = next((a for a in told if _stands_as_subject(previous.text, a)), None)
        return actor.who if first is None else None
    return actor.who


_SUBJECT_WORD = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er)\b")
_PLACE_OF_SUBJECT = re.compile(
    r"(?:^|[,;:(]\s?|\b(?:and|but|while|when|as|after|before|that|because|since|although|though|where|until|if|then|so|whereas|whom)\s)(?:the\s)?$",
    re.IGNORECASE,
)
_VERB_BEHIND = re.compile(
    r"\s(?:(?:had|has|was|is|were|also|then|later|himself|who|would|\w+ly|and\s[A-Z]\w+)\s)*(?:[a-z]+(?:ed|ew|ok|ve|nt|me|an|ld|st|id|as|ade|ent|ote|ught|ose|ell|ft|ong|s)\b|was|had|is)"
)


# "His father was a farmer. He …" goes on with the son; "His father was promoted. He …" need not.
_KIN_STATE = re.compile(r"\b(?:was|were|is|had\sbeen|came|owned|worked|died)\b")


# "Dalby's brother Henry was captured. He …"
_BEHIND_KIN = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|wife|husband|uncle|cousin|nephew|grandfather|predecessor|successor|friend|rival|superior|deputy|commander),?\s$"
)


def _stands_as_subject(text: str, actor: Actor) -> bool:
    return (
        _PLACE_OF_SUBJECT.search(text, 0, actor.start) or _BEHIND_KIN.search(text, 0, actor.start)
    ) is not None and _VERB_BEHIND.match(text, actor.end) is not None


def acting(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whose fact words at ``at`` state: as :func:`cursus.extract.actors.agent`, looking past an "as the …" that is no clause
    of its own ("took the position as the commander … with the rank of …")."""
    who = agent(page, sentence, at)
    actor = subject(page, sentence, at)
    near = subject_before(page, sentence, at)
    if actor is not None and actor != near and (near is None or who == near.who):
        who = actor.who
    elif actor is None and near is not None and who == near.who:
        who = None
    if actor is not None and who is not None and who == actor.who:
        return _plain(page, sentence, actor)
    while (
        who is None
        and actor is not None
        and actor.who is None
        and sentence.text[: actor.start].endswith((" as ", " as ,"))
    ):
        actor = subject(page, sentence, actor.start)
        who = actor.who if actor is not None else None
    return who


_RELATIVE_BEFORE = re.compile(
    r"\b(?:who|which|that)\s(?:(?:was|were|had|has|have|is|are|been|then|later|also|would|himself|first|\w+ly)\s)*$"
)


# "Dr. Francisco del Valle, a surgeon who had served …": the noun between the name and its relative clause.
_ANTECEDENT = re.compile(r",\s(?:an?|the)\s[\w’-]+(?:\s(?:(?:and|of|from|in|with|for)\s(?:the\s)?)?[\w’-]+){0,6}\s$")


def holders(page: Page, sentence: Sentence, at: int) -> tuple[Who, ...]:
    """Everybody whose fact a verb at ``at`` states: the subject, and those joined to it by "and" ("Brock and the 49th Foot were …")."""
    relative = _RELATIVE_BEFORE.search(sentence.text, max(at - 60, 0), at)
    if relative is not None:
        if not relative.group().startswith("who"):
            return ()  # "the forces which overthrew him": a thing's
        who = agent(page, sentence, at)
        if who is None:
            antecedent = _ANTECEDENT.search(sentence.text, max(relative.start() - 70, 0), relative.start())
            named = next(
                (a for a in named_in(page, sentence) if antecedent is not None and a.end == antecedent.start()), None
            )
            who = named.who if named is not None else None
        return (who,) if who is not None else ()
    actor = subject(page, sentence, at)
    if actor is not None and sentence.text[actor.start : actor.end].lower() == "they":
        earlier = subject(page, sentence, actor.start - 1)
        return _group(page, sentence, earlier) if earlier is not None else ()
    who = acting(page, sentence, at)
    if who is not None and actor is not None and actor.who != who:
        return (who,)
    if actor is None:
        return (who,) if who is not None else ()
    return _group(page, sentence, actor) or ((who,) if who is not None else ())


def _group(page: Page, sentence: Sentence, actor: Actor) -> tuple[Who, ...]:
    who = _plain(page, sentence, actor)
    found = [who] if who is not None else []
    found += [a.who for a in _joined(page, sentence, actor) if a.who is not None]
    return tuple(dict.fromkeys(found[::-1]))


def _joined(page: Page, sentence: Sentence, actor: Actor) -> list[Actor]:
    """The actors joined to a subject before it by "and" or commas that end in "and"."""
    out: list[Actor] = []
    text = sentence.text
    last = actor
    for other in reversed([a for a in actors(page, sentence) if a.end <= actor.start]):
        gap = text[other.end : last.start]
        if (
            re.fullmatch(r",?\sand\s(?:\d[\d,–-]*\s|several\sof\s|some\sof\s|about\s|the\s|his\s)*(?:of\s)?", gap)
            and not out
        ) or (re.fullmatch(r",\s", gap) and out):
            out.append(other)
        elif other.who is None and other.end >= last.start - 6:
            continue
        else:
            break
        last = other
    if out and not (
        out[-1].start == 0 or re.search(r"(?:^|[,;]\s|\b(?:and|but|while|when|that|as)\s)$", text[: out[-1].start])
    ):
        return []
    return out


def quote_span(page: Page, sentence: Sentence, start: int, end: int) -> Span:
    """The clause that states a fact at ``start``..``end``: from its subject or opening date to the date behind it."""
    text = sentence.text
    actor = subject(page, sentence, start)
    low = start
    if actor is not None and not re.search(r"[;:]\s", text[actor.start : start]) and start - actor.start <= 160:
        low = actor.start
    opening = [d for d in sentence.dates if d.end - sentence.start <= low and d.start - sentence.start <= 24]
    if opening and low - (opening[0].end - sentence.start) <= 40:
        low = 0
    high = end
    for date in sentence.dates:
        begin = date.start - sentence.start
        if high <= begin <= high + 24 and re.fullmatch(r"[\s,(]*(?:\w+\s){0,3}\(?", text[high:begin]):
            high = date.end - sentence.start
    if high < len(text) and text[high] == ")" and text.count("(", low, high) > text.count(")", low, high):
        high += 1
    return sentence.span(low, high)
