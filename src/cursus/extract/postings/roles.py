"""Offices and roles behind a verb ("was appointed chief of staff"), joined roles, "as the commander of …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.frames import Hit, reach
from cursus.extract.mentions import (
    Reading,
    acting,
    clause_end,
    named_in,
    possessor,
    quote_span,
)
from cursus.text.roles import RoleMatch, role_marks
from cursus.text.tokens import word_class
from cursus.text.units import UnitMatch

Quals = tuple[tuple[str, str], ...]

_ONE_OF = re.compile(r"one\sof\s(?:the\s|his\s|her\s)?(?:[A-Z][\w.’-]*(?:['’]s?)?\s)?")


def needs_complement(role: RoleMatch) -> bool:
    """Whether a role says nothing without what it is the role of ("member", "head")."""
    return not role_marks(role.id).isdisjoint(("weak", "elected"))


def role_at(reading: Reading, at: int, limit: int = 5) -> RoleMatch | None:
    several = _ONE_OF.match(reading.text, at)
    at = several.end() if several is not None else at
    start = reach(reading, at, [r.start for r in reading.roles], limit)
    return next((r for r in reading.roles if r.start == start), None)


def _cut_role(reading: Reading, at: int) -> RoleMatch | None:
    """A role that begins inside the words the recogniser took for its own: "Harding Secretary of War" behind "appointed"."""
    role = next((r for r in reading.roles if r.start < at < r.head_end and at > r.start), None)
    return None if role is None else replace(role, start=at, head_start=at, text=reading.text[at : role.end])


def roles(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    rule = hit.frame.rule
    role = role_at(reading, hit.at) or _cut_role(reading, hit.at)
    if rule in ("posting.was", "posting.became") and (role is None or not _predicate(sentence.text, role, hit)):
        role = _second_predicate(page, sentence, reading, hit)
        if role is not None and not _predicate(sentence.text, role, hit):
            return
    if role is None and rule == "posting.served-as":
        role = _later_as(sentence.text, reading, hit)
    if role is None or is_title(page, sentence, role):
        return
    for n, one in enumerate(with_more(sentence.text, reading, role, rule)):
        if one.kind == "member":
            continue
        one = _extended(sentence.text, reading, one)
        marks = role_marks(one.id)
        weak = "weak" in marks or ("elected" in marks and rule in ("posting.was", "posting.became"))
        if weak and not one.has_complement and not _qualified(one, rule):
            continue
        if is_title(page, sentence, one):
            continue
        for who in hit.who:
            yield posting_draft(page, sentence, reading, one, who, rule, hit.start, joined=n > 0)


def _later_as(text: str, reading: Reading, hit: Hit) -> RoleMatch | None:
    """The role behind a further "as": "deployed as a lieutenant colonel to Iraq as the battalion commander"."""
    for match in _AS.finditer(text, hit.at, min(hit.at + 120, clause_end(text, hit.at))):
        role = role_at(reading, match.end(), 3)
        if role is not None:
            return role
    return None


_OF_FORCE = re.compile(
    r",\s(?P<u>(?:[A-Z][\w.’-]*|\d+(?:st|nd|rd|th))(?:\s(?:(?:of|the|and|for)\s){0,2}(?:\([A-Z][\w ]*\)|[A-Z][\w.’-]*)){0,8})"
)
_FORCE_WORD = re.compile(
    r"\b(?:Theat(?:er|re)|Command|Forces?|Department|Division|Fleet|Army|Corps|District|Area|Region|Group|Wing|Squadron|Brigade|Regiment|Battalion|Staff|Station|Base)\b"
)


def _extended(text: str, reading: Reading, role: RoleMatch) -> RoleMatch:
    """A role with the unit that a comma sets behind it: "Commanding General, European Theatre of Operations"."""
    if role.has_complement or role.kind not in ("command", "staff") or not text.startswith(", ", role.end):
        return role
    unit = next((u for u in reading.units if u.start == role.end + 2 and not u.generic), None)
    named = _OF_FORCE.match(text, role.end) if unit is None else None
    if unit is None and (named is None or not _FORCE_WORD.search(named["u"])):
        return role
    start, end = (unit.start, unit.end) if unit is not None else named.span("u") if named is not None else (0, 0)
    end -= unit is None and text[end - 1] == "."
    return replace(role, end=end, text=text[role.start : end], of_start=start, of_end=end, link="of")


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
    if (
        role.id in ("role:commander", "role:leader")
        and not role.has_complement
        and re.search(r"\ban?\s(?:\w+\s){0,3}$", text[hit.verb_end : role.head_start])
    ):
        return False  # "was a Soviet military commander" says what he was by trade
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
    r"(?:,?\sas\swell\sas\s|;\s(?:and\s)?|,?\sand,?\s(?:in|on|from|by)\s(?:[\w-]+,?\s){0,3}\d{4},?\s(?:to\s\d{4},?\s)?|,\s(?:and\s)?(?:then\s|later\s)?(?:also\s)?|\s(?:and|then)\s(?:then\s|later\s|also\s|finally\s|subsequently\s|eventually\s)?|\s\([^()]{2,30}\),?\s(?:and\s)?)(?:as\s)?(?:an?\s|the\s|its\s|his\s)?"
)


def with_more(text: str, reading: Reading, role: RoleMatch, rule: str) -> list[RoleMatch]:
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


def is_title(page: Page, sentence: Sentence, role: RoleMatch) -> bool:
    """Whether a role is the title of somebody named right behind it: "was President John Smith"."""
    if role.text in page.subject_forms:
        return True  # "As an officer, Cook served": a surname
    return any(
        m.start <= role.head_start < m.name_start or 0 <= m.start - role.head_end <= 1 for m in page.mentions(sentence)
    )


def posting_draft(
    page: Page,
    sentence: Sentence,
    reading: Reading,
    role: RoleMatch,
    who: Who,
    rule: str,
    start: int,
    extra: Quals = (),
    joined: bool = False,
) -> Draft:
    """A posting told from the verb at ``start``; the words of a role that is ``joined`` to another are its own only, so that a
    date between the two is not taken for its own."""
    text = sentence.text
    qualifiers: list[tuple[str, str]] = [("role", text[role.head_start : role.head_end])]
    unit = unit_in(reading, role)
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
    behind = place_behind(sentence, role.end)
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
        fact=sentence.span(role.start if joined else low, role.end),
        stance="asserted" if rule == "posting.apposition" else AUTO,
        steps=(f"role table: {text[role.head_start : role.head_end]} -> {role.id}",),
    )


_RANK_BEHIND = re.compile(
    r",?\s(?:with|in|at|holding)\s(?:the\s)?(?:(?:temporary|acting|brevet|honorary|local)\s)?rank\sof\s(?:an?\s)?"
)


def unit_in(reading: Reading, role: RoleMatch) -> UnitMatch | None:
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


_ABBREVIATED = re.compile(r"\b[A-Z]\.$")


def place_behind(sentence: Sentence, at: int) -> str:
    match = _PLACE.match(sentence.text, at)
    if match is None:
        return ""
    words = match["p"]
    words = words if _ABBREVIATED.search(words) else words.rstrip(".")
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


_ASSIGNMENTS = re.compile(
    r"\b(?P<n>assignments|postings|positions|posts|commands|appointments|roles|jobs|offices)\s(?:have\s|had\s|held\s|also\s){0,2}(?:included?|were|are|including)\s(?:(?:service|serving|duty|tours|time|being)\s)?(?:as\s)?(?:an?\s|the\s)?"
)


def assignments(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "His assignments included commander of the 153rd Battalion, operations officer of …, and …"."""
    text = sentence.text
    match = _ASSIGNMENTS.search(text)
    if match is None:
        return
    who = possessor(page, sentence, match.start("n"))
    role = role_at(reading, match.end(), 3)
    if who is None or role is None or is_title(page, sentence, role):
        return
    for n, one in enumerate(with_more(text, reading, role, "")):
        if one.kind == "member" or (needs_complement(one) and not one.has_complement):
            continue
        one = _extended(text, reading, one)
        if (who.name, sentence.start + one.end) not in taken:
            taken.add((who.name, sentence.start + one.end))
            yield posting_draft(page, sentence, reading, one, who, "posting.included-in", match.start(), joined=n > 0)


_JOINED_AS = re.compile(r"(?:,|;|,?\sand|,?\s(?:and\s)?then|,?\s(?:and\s)?later|,?\sas\swell\sas)\s$")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|did|became|began|took|led|who|which|he|she|they)\b|\b[a-z]{2,}ed\b"
)


def _posted_before(sentence: Sentence, taken: set[tuple[str, int]], at: int) -> str:
    """The name of the one person whose posting the same clause has told: "served as secretary of the Navy from 1840 to 1842, and
    as governor of Ohio". Empty where a verb stands between or it is not plain."""
    near = [(end, name) for name, end in taken if 0 <= end - sentence.start <= at]
    if not near or _FINITE.search(sentence.text, max(near)[0] - sentence.start, at):
        return ""
    last = {name for end, name in near if end == max(near)[0]}
    return last.pop() if len(last) == 1 else ""


def as_phrases(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "As commander of the 3rd Division, he …" at the opening, "his time as …", "X, as commanding general of …," between commas."""
    text = sentence.text
    for match in _AS.finditer(text):
        role = role_at(reading, match.end(), 3)
        if (
            role is None
            or role.kind == "member"
            or (
                needs_complement(role)
                and not role.has_complement
                and not (role.kind == "office" and text[role.head_start].isupper())
            )
            or is_title(page, sentence, role)
            or role.plural
            or (role.kind == "trade" and not role.has_complement)
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
        elif _JOINED_AS.search(before) and (earlier := _posted_before(sentence, taken, match.start())):
            who = next(w for w in (page.subject, *page.people) if w.name == earlier)
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
            for one in with_more(text, reading, role, rule):
                taken.add((who.name, sentence.start + one.end))
                yield posting_draft(page, sentence, reading, one, who, rule, match.start())
