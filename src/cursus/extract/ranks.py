"""Ranks from prose: promotions, commissions, "with the rank of", "as a major", ranks before names; and what a rank says beside
itself: "colonel of the 2nd Cavalry" is also a posting, "a captain in the Royal Navy" also a branch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import resolve, subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import Hit, hits, reach
from cursus.extract.mentions import (
    Reading,
    acting,
    behind_title,
    clause_end,
    clause_start,
    holders,
    named_in,
    narrative,
    possessor,
    quote_span,
    read,
    subject,
)
from cursus.extract.people import Actor
from cursus.text.ranks import RankMatch
from cursus.text.roles import find_roles

# Nouns that bring a rank: "the rank of", "his promotion to", "a commission as".
_NOMINAL = re.compile(
    r"\b(?P<noun>(?:rank|grade)s?\s(?:of|as)|promotions?\s(?:from\s[\w -]{3,24}\s)?to(?:\s(?:the\s)?(?:[\w-]+\s){0,2}rank\sof|\sbe(?:come)?)?|(?:commission|brevet)(?:s|ed)?\s(?:in\s[\w .]{3,40}\s)?as|brevet\sof|(?:still|now|by\sthen|currently|only)(?=\san?\s))\s"
)
_STILL = re.compile(r"\b(?:was|is|and|he|she|were)\s(?:[\w-]+\s){0,4}$")
_AS = re.compile(
    r"\bas\s(?=an?\s|the\s(?:first|only|youngest|last|\w+est)\s|acting\s|temporary\s|brevet\s|honorary\s|[Ll]ieutenant|[Mm]ajor|[Cc]aptain|[Cc]olonel|[Bb]rigadier|[Cc]orporal|[Ss]ergeant|[Pp]rivate)"
)
_NOT_AS = re.compile(
    r"\b(?:known|regarded|described|considered|viewed|seen|remembered|portrayed|depicted|such|well|far|soon|long|much|same|referred to|dressed|disguised|recogni[sz]ed|honou?red|cast|starred|hailed|characteri[sz]ed|identified|posed|"
    r"posing|listed|credited|addressed|treated|acclaimed|respected|styled|thought of|spoke of|insofar|just|inasmuch|twice|role|appeared|voiced)\s(?:[\w’' ]{0,20}\s)?$"
)
_NOT_RANK = re.compile(
    r"\b(?:equivalent|equal|equals|corresponding|comparable|below|above|superior|junior|senior|next|lower|higher|between|rather|officers?|men|holders?|anyone|soldiers?)\s(?:only\s)?(?:to|than|of|with|in)?\s?(?:the\s)?(?:[\w-]+\s){0,2}$"
)
_KIND = re.compile(r"\b(?P<k>brevett?(?:ed)?|bvt|acting|honorary|temporary|substantive)\b", re.IGNORECASE)
_KINDS = {
    "brevet": "brevet",
    "breveted": "brevet",
    "brevetted": "brevet",
    "bvt": "brevet",
    "acting": "acting",
    "temporary": "acting",
    "honorary": "honorary",
    "substantive": "substantive",
}
_MORE = re.compile(
    r"(?:\s(?:in|on)\s(?:\w+\s)?(?:\d{1,2},?\s)?(?:\w+\s)?\d{4})?(?:,\s(?:and\s)?(?:then\s)?|\s(?:and|then)\s(?:then\s|later\s|finally\s|eventually\s|subsequently\s)?|\s\([^()]{2,40}\),?\s(?:and\s)?)(?:to\s)?(?:the\srank\sof\s)?(?:an?\s|full\s|temporary\s|brevet\s|acting\s)*"
)
# "promoted to General of the Army and only 29 days later, on 16 February 1943, to Marshal": the verb is understood.
_THEN_TO = re.compile(
    r"(?:\s\([^()]{2,40}\))?(?:\s(?:in|on)\s[\w ,]{3,24}?)?,?\s(?:and|then)\s(?:(?!was\b|were\b|had\b|became\b|he\b|sent\b|moved\b|returned\b|assigned\b|transferred\b|went\b)[\w,]+\s){0,9}?to\s(?:the\srank\sof\s)?(?:an?\s|full\s|temporary\s|brevet\s|acting\s)*"
)
_OF_VOLUNTEERS = re.compile(
    r"\sof\s(?:the\s)?(?:U\.S\.\s|United\sStates\s|US\s)?(?:[Vv]olunteers|[Mm]ilitia|[Mm]arines|[Ii]nfantry|[Cc]avalry|[Aa]rtillery)\b"
)
_BELONGS = re.compile(r",?\s(?:of|in|with|commanding|from)\s(?:the\s|his\s)?")


def extract(page: Page) -> Iterator[Draft]:
    """Ranks, and the postings and branches that stand in the same words."""
    named: set[tuple[str, str]] = set()
    for sentence in narrative(page):
        reading = read(sentence.text)
        if not reading.ranks:
            continue
        yield from _stated(page, sentence, reading)
        yield from _before_names(page, sentence, reading, named)


def _stated(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    starts = [r.start for r in reading.ranks]
    titles = _titles(page, sentence)
    done: set[tuple[str, int]] = set()
    for hit in hits(page, sentence, "rank"):
        at = reach(reading, hit.at, starts, 6)
        if at is None or at in titles:
            continue
        rank = next(r for r in reading.ranks if r.start == at)
        if hit.frame.rule in ("rank.was", "rank.became", "rank.made") and not _predicate(
            sentence.text, rank, reading, hit
        ):
            continue
        for n, one in enumerate(_with_more(sentence.text, reading, rank, titles)):
            for who in hit.who:
                if (who.name, one.start) not in done:
                    done.add((who.name, one.start))
                    yield from _drafts(page, sentence, reading, one, who, hit.frame.rule, hit.start, _fixed(hit), n > 0)
    taken = {start for _, start in done}
    for pattern, rule in ((_NOMINAL, "rank.nominal"), (_AS, "rank.as")):
        for match in pattern.finditer(sentence.text):
            at = reach(reading, match.end(), starts, 4)
            if at is None or at in titles or at in taken:
                continue
            before = sentence.text[max(match.start() - 60, 0) : match.start()]
            if (rule == "rank.as" and _NOT_AS.search(before)) or (rule == "rank.nominal" and _NOT_RANK.search(before)):
                continue
            if (
                rule == "rank.nominal"
                and match["noun"].startswith(("still", "now", "by", "currently", "only"))
                and not _STILL.search(before)
            ):
                continue
            rank = next(r for r in reading.ranks if r.start == at)
            named = _right_before(page, sentence, match.start())
            if (
                named is not None
                and not _TAKES.search(sentence.text[: named.start])
                and named != subject(page, sentence, match.start())
            ):
                continue  # "secured Sherman's place": whose it is stands before it, and how it got there is not plain
            whose: Who | None = (
                possessor(page, sentence, match.start())
                or (named.who if named is not None else None)
                or acting(page, sentence, match.start())
            )
            everyone = (
                holders(page, sentence, match.start())
                if whose is not None and named is None and rule == "rank.as"
                else ((whose,) if whose is not None else ())
            )
            for one in _with_more(sentence.text, reading, rank, titles):
                for someone in everyone:
                    taken.add(one.start)
                    yield from _drafts(page, sentence, reading, one, someone, rule, match.start(), ())
    yield from _appositions(page, sentence, reading, titles, taken)


_TAKES = re.compile(
    r"\b(?:appointment|promotion|nomination|election|selection|service|commission|assignment|commissioning|elevation)\s(?:of|to)\s(?:the\s)?(?:[\w-]+\s){0,2}$"
)


def _right_before(page: Page, sentence: Sentence, at: int) -> Actor | None:
    """The person named right before ``at``: "the appointment of Pershing as a …"."""
    return next((a for a in named_in(page, sentence) if a.end <= at and not sentence.text[a.end : at].strip()), None)


def _fixed(hit: Hit) -> tuple[tuple[str, str], ...]:
    key, _, value = hit.frame.extra.partition("=")
    return ((key, value),) if value else ()


def _titles(page: Page, sentence: Sentence) -> frozenset[int]:
    """Where ranks stand that are the titles of somebody named: they are that person's."""
    return frozenset(
        r.start for r in read(sentence.text).ranks for m in page.mentions(sentence) if m.start <= r.start < m.name_start
    )


def _predicate(text: str, rank: RankMatch, reading: Reading, hit: Hit) -> bool:
    """Whether "was a …" ends in the rank: "was a captain in", not "was captain of the team", not "was a general officer's son"."""
    article = re.search(r"\b(?:an?|the|his|her)\s(?:[\w.’'-]+\s){0,5}$", text[hit.verb_end : rank.start])
    if (
        hit.frame.rule == "rank.was"
        and not article
        and rank.text[0].islower()
        and hit.verb in ("was", "is", "were", "been")
    ):
        return False
    return (
        re.match(
            r"\s(?:general|governor|officer|cadet|of\sthe\s(?:team|football|guard\sof|school|ship)|of\spolice|in\sthe\smaking|at\sthe\sbar)\b|['’]s\b|-",
            text[rank.end :],
        )
        is None
    )


def _with_more(text: str, reading: Reading, rank: RankMatch, titles: frozenset[int]) -> list[RankMatch]:
    """A rank and those joined to it: "to captain and major", "First Corporal, First Sergeant, and First Captain"."""
    out = [rank]
    while True:
        match = _MORE.match(text, out[-1].end) or _THEN_TO.match(text, out[-1].end)
        follower = next((r for r in reading.ranks if match and r.start == match.end() and r.start not in titles), None)
        if follower is None:
            return out
        out.append(follower)


def _drafts(
    page: Page,
    sentence: Sentence,
    reading: Reading,
    rank: RankMatch,
    who: Who,
    rule: str,
    start: int,
    fixed: tuple[tuple[str, str], ...],
    joined: bool = False,
) -> Iterator[Draft]:
    """A rank told from the verb at ``start``; of one that is ``joined`` to another the words are its own only."""
    text = sentence.text
    end = rank.end
    words = rank.text
    tail = _OF_VOLUNTEERS.match(text, end)
    if tail and tail.group().endswith(("olunteers", "ilitia")):
        end, words = tail.end(), text[rank.start : tail.end()]
    low = min(start, rank.start)
    kind = _KIND.search(text, max(rank.start - 24, clause_start(text, rank.start)), rank.start)
    qualifiers = fixed or ((("kind", _KINDS[kind["k"].lower()]),) if kind else ())
    quote = quote_span(page, sentence, low, end)
    yield Draft(
        "rank",
        words,
        quote,
        rule,
        who,
        id=rank.id,
        qualifiers=qualifiers,
        fact=sentence.span(rank.start if joined else low, end),
        steps=(f"rank table: {rank.text} -> {rank.id}",),
    )
    belongs = _BELONGS.match(text, end)
    if belongs is None:
        return
    unit = next(
        (
            u
            for u in reading.units
            if belongs.end() <= u.start <= belongs.end() + 24
            and u.start < clause_end(text, end)
            and "," not in text[belongs.end() : u.start]
        ),
        None,
    )
    if unit is None or reach(reading, belongs.end(), [unit.start], 4) is None:
        return
    whole = quote_span(page, sentence, low, unit.end)
    fact = sentence.span(rank.start if joined else low, unit.end)
    if unit.kind in ("branch", "arm"):
        if not unit.generic:
            yield Draft("branch", unit.text, whole, "branch.rank-in", who, id=unit.id, fact=fact)
    elif unit.kind in ("unit", "ship", "body"):
        value = text[rank.start : unit.end]
        yield Draft(
            "posting",
            value,
            whole,
            "posting.rank-of-unit",
            who,
            qualifiers=(("rank", rank.text), ("unit", unit.text)),
            fact=fact,
        )


_APPOSITION = re.compile(
    r"(?:,\s|\s\()(?:(?:an?|the|then|now|later|future|former|retired|himself)\s){1,2}(?:[\w.’'-]+\s){0,4}$"
)


# "A retired command sergeant major in the National Guard, Walz is …"
_OPENING_RANK = re.compile(
    r"An?\s(?:(?:retired|former|career|decorated|young|junior|senior|regular)\s){0,2}(?:[A-Z][\w.]*\s){0,3}"
)


def _appositions(
    page: Page, sentence: Sentence, reading: Reading, titles: frozenset[int], taken: set[int]
) -> Iterator[Draft]:
    """ "William Smith, a major in the Royal Artillery, …": a rank behind the name it belongs to."""
    text = sentence.text
    for rank in reading.ranks:
        if rank.start in titles or rank.start in taken:
            continue
        if _OPENING_RANK.fullmatch(text, 0, rank.start) and re.match(r",|\s(?:in|of|from|with)\s", text[rank.end :]):
            opening = subject_after(page, sentence, rank.end)
            if opening is not None and opening.who is not None:
                yield from _drafts(page, sentence, reading, rank, opening.who, "rank.opening", 0, ())
            continue
        match = _APPOSITION.search(text, max(rank.start - 60, 0), rank.start)
        if match is None or not re.match(r"\s(?:in|of|from|with|at|who|and)\b|[,.;)]|$", text[rank.end :]):
            continue
        owner = next((a for a in named_in(page, sentence) if a.end == match.start()), None)
        if owner is not None and owner.who is not None:
            yield from _drafts(page, sentence, reading, rank, owner.who, "rank.apposition", owner.start, ())


# "General Pershing Zephyr", "Admiral Graf Spee": a name that goes on, or stands on, as a thing's.
_NAMES_THING = re.compile(r"\s(?!Jr\b|Sr\b|I{1,3}\b|[A-Z][a-z]+day\b)[A-Z][\w’-]+|\sfamily\b")
_COURSE = re.compile(r"\b(?:Courses?|College|School|Academy|Conference|Association|Hall|Council|Committee)\b\.?")
_FIRST_NAME = re.compile(r"\s(?P<n>(?:von |de |van )?[A-Z][\w’.-]+(?:\s[A-Z][\w’.-]+){0,3})")
_NEXT_NAME = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?P<n>(?:von |de |van )?[A-Z][\w’.-]+(?:\s[A-Z][\w’.-]+){0,3})")


def _before_names(page: Page, sentence: Sentence, reading: Reading, named: set[tuple[str, str]]) -> Iterator[Draft]:
    """Ranks before names, once for each person and rank."""
    text = sentence.text
    titles = _titles(page, sentence)
    for rank in reading.ranks:
        if any(u.start <= rank.start < u.end for u in reading.units) or any(
            b.start <= rank.start < b.end for b in reading.battles
        ):
            continue
        people: list[tuple[Who, int]] = []
        if text[rank.end : rank.end + 1] == "s":
            people = _named_on(page, sentence, rank.end + 1) if rank.text[0].isupper() else []
        elif rank.start in titles:
            mention = next(m for m in page.mentions(sentence) if m.start <= rank.start < m.name_start)
            first = next(r for r in reading.ranks if r.start >= mention.start)
            people = [(resolve(page, mention), mention.end)] if first == rank else []
        elif rank.text[0].isupper():
            behind = behind_title(page, sentence, rank.end)
            people = [behind] if behind is not None else []
        for someone, end in people:
            key = (someone.name, rank.id)
            if (
                key in named
                or _NAMES_THING.match(text, end)
                or find_roles(someone.name)
                or _COURSE.search(someone.name)
            ):
                continue
            named.add(key)
            span = sentence.span(rank.start, end)
            kind = _KIND.search(text, max(rank.start - 12, 0), rank.start)
            qualifiers = (("kind", _KINDS[kind["k"].lower()]),) if kind else ()
            yield Draft(
                "rank",
                rank.text,
                span,
                "rank.before-name",
                someone,
                id=rank.id,
                fact=span,
                qualifiers=qualifiers,
                stance="asserted",
            )


def _named_on(page: Page, sentence: Sentence, at: int) -> list[tuple[Who, int]]:
    """The people of "Generals De Bono, Badoglio and Graziani"."""
    out: list[tuple[Who, int]] = []
    position = at
    while True:
        match = (_NEXT_NAME if out else _FIRST_NAME).match(sentence.text, position)
        if match is None:
            return out
        name = match["n"]
        out.append((page.known(name) or Who(name), match.end()))
        position = match.end()
