"""Birth and death from prose, for the subject and for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from cursus.claim import Date, Span
from cursus.extract.actors import actors, resolve, subject_after, subject_before, verb_agent
from cursus.extract.context import Page, Sentence
from cursus.extract.dating import in_brackets
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.kin import kinds
from cursus.extract.people import UPPER, Mention
from cursus.extract.places import PlaceMatch, find_place, place_at
from cursus.tables import rows
from cursus.text.dates import DateMatch, bounds
from cursus.text.tokens import first_pieces, words_of

_BORN = re.compile(r"\b[Bb]orn\b(?!-|\s+(?:leader|soldier|commander|into\sa\slong))")
_CLAUSE_END = re.compile(
    r"(?<![ .][A-Z])\.|[;(]|\b(?:and(?!\s(?:raised|grew|brought|bred|educated)\b)|but|who|whom|when|after|before|while|because|since|to)\b|,\s+the\s|\bwhere\b|\bthe\s(?:son|"
    r"daughter|"
    r"eldest|second|third|only|youngest|first|oldest|fourth|fifth|sixth|seventh|eighth|ninth|tenth|middle)\b"
)
# "was born, the youngest of three sons, to …"
_WHICH_CHILD = re.compile(r",\sthe\s[^,.;()]{3,50},\s")
_CLAUSE_START = re.compile(r"[;:]\s|,\s(?:and|but|while|although|though)\s")
_NATIVE = re.compile(r"\b(?:was|is)\s+a\s+native\s+of\s+")
_CAUSE = re.compile(
    r"\b(?:of|from|due to|after suffering|by)\s+(?P<cause>(?:an?\s|his\s|her\s|complications\s(?:of|"
    r"from)\s)?[a-z][\w-]+"
    r"(?:\s[\w-]+){0,3}?)(?=\s+(?:in|on|at|while|during|and|near|aged|after|when|two|three|that|which|received|"
    r"sustained)\b|[,.;)]|$)"
)
_NO_CAUSE = re.compile(
    r"(?:his|her|the|an?|age|this|that|course|own)$|^(?:the|his|her)\s(?:age|hands?|time|order|orders)\b"
)
_NEARLY = re.compile(r"\b(?:nearly|almost|narrowly)\b")
_NOT_DYING = re.compile(r"\s+(?:out|down|off|away\sfrom|hard)\b")
# "the execution of Captain Versace", "the death of General Moore"
_NOUN = re.compile(
    r"\b(?P<n>execution|assassination|murder|killing|death|suicide)\s+of\s+(?:the\s)?(?=[A-Z]|[a-z]+\s[A-Z])"
)
_OWN_DEATH = re.compile(
    r"\b(?:(?P<pron>[Hh]is|[Hh]er)|(?P<poss>[A-Z][\w’-]*(?:\s(?:del?\s|von\s|van\s|"
    r"al-)?[A-Z][\w’-]*){0,3}?)['’]s?)\s(?:own\s|untimely\s|"
    r"sudden\s|early\s)?(?P<n>death|assassination|execution|murder|suicide)\b"
)
_LIVES = (10, 120)
"""Years between two dates in brackets that can be a life: a war or a term of office is shorter."""


@cache
def _deaths() -> tuple[re.Pattern[str], dict[str, str]]:
    """The verbs of dying as one pattern, and the manner each implies, by ``tables/deaths.tsv``."""
    active = [row[0] for row in rows("deaths") if row[1] == "active"]
    passive = [row[0] for row in rows("deaths") if row[1] == "passive"]

    def either(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

    pattern = re.compile(
        rf"\b(?:(?P<active>{either(active)})|(?P<be>was|were|been|being|got)\s+(?:then\s|later\s|also\s|both\s|"
        rf"not\s|never\s|himself\s|herself\s|\w+ly\s)?"
        rf"(?P<passive>{either(passive)}))\b(?![’'-])"
    )
    return pattern, {row[0]: row[2].strip("-") for row in rows("deaths")}


@cache
def _death_words() -> frozenset[str]:
    return first_pieces(row[0] for row in rows("deaths"))


_DEATH_NOUNS = frozenset(("execution", "assassination", "murder", "killing", "death", "suicide"))


def extract(page: Page) -> Iterator[Draft]:
    for sentence in page.sentences:
        if sentence.origin == "table":
            continue
        words = words_of(sentence.text)
        if "(" in sentence.text:
            yield from _lifespans(page, sentence)
        if "born" in words:
            yield from _born(page, sentence)
        if "native" in words:
            yield from _native(page, sentence)
        if not words.isdisjoint(_death_words()):
            yield from _died(page, sentence)
        if not words.isdisjoint(_DEATH_NOUNS):
            yield from _death_of(page, sentence)


# brackets behind a name
# ----------------------------------------------------------------------------------------------------
def _lifespans(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "(1917–1999)", "(July 2, 1937 – September 26, 1965)", "(; born c. 1943)", "(d. 1904)"."""
    for bracket in re.finditer(r"\((?P<in>[^()]{4,260})\)", sentence.text):
        inner = bracket["in"]
        if not re.search(r"\d{3}", inner):
            continue
        dates = [d for d in sentence.dates if bracket.start() < d.start - sentence.start < bracket.end()]
        who = _named_before(page, sentence, bracket.start()) if dates else None
        # Behind a later mention the years are a namesake's: his father's, or whoever shares the short form.
        if who is not None and (not who.subject or sentence.section == 0):
            yield from _lifespan(sentence, inner, bracket.start("in"), dates, who)


def _lifespan(sentence: Sentence, inner: str, offset: int, dates: list[DateMatch], who: Who) -> Iterator[Draft]:
    base = sentence.start + offset
    whole = _span_dates(inner, dates, base)
    if whole is not None and _is_life(whole):
        birth, death = whole
        quote = Span(birth.start, death.end)
        yield Draft("birth", "", quote, "birth.lifespan", who, date=birth.date, stance="asserted")
        yield Draft("death", "", quote, "death.lifespan", who, date=death.date, stance="asserted")
        return
    for prop, pattern in (("birth", r"\b(?:born|b\.|née?)\s?"), ("death", r"\b(?:died|d\.)\s?|†\s?")):
        cue = re.search(pattern, inner)
        after = [d for d in dates if cue and d.start >= base + cue.start()]
        if cue is None or not after:
            continue
        place = (
            place_at(inner, after[0].end - base + 4)
            if inner[after[0].end - base :].startswith((" in ", ", in"))
            else None
        )
        end = base + place.end if place else after[0].end
        qualifiers = (("place", place.text),) if place else ()
        yield Draft(
            prop,
            place.text if place else "",
            Span(base + cue.start(), end),
            f"{prop}.bracket",
            who,
            qualifiers=qualifiers,
            date=after[0].date,
            stance="asserted",
        )


def _span_dates(inner: str, dates: list[DateMatch], base: int) -> tuple[DateMatch, DateMatch] | None:
    """Birth and death of "A – B": the finder may have read them as two dates or as one range."""
    if re.match(r"\s*(?:from|de|von|dal|in office|reigned|r\.|ruled|served|fl\.)\s", inner):
        return None
    if len(dates) == 1 and re.fullmatch(r"[^/.]+/[^/.]+", dates[0].date.edtf):
        low, _, high = dates[0].date.edtf.partition("/")
        words, start = dates[0].date.text, dates[0].start
        dash = re.search(r"\s*[-–—]\s*|\s+to\s+", words)
        if dash is None:
            return None
        first = Date(low, words[: dash.start()], *bounds(low), rule="date.lifespan")
        last = Date(high, words[dash.end() :], *bounds(high), rule="date.lifespan")
        return DateMatch(start, start + dash.start(), first), DateMatch(start + dash.end(), dates[0].end, last)
    if len(dates) == 2 and re.fullmatch(
        r"[^;]{0,60}[-–—][^;]{0,60}", inner[dates[0].end - base : dates[1].start - base]
    ):
        return dates[0], dates[1]
    return None


def _is_life(span: tuple[DateMatch, DateMatch]) -> bool:
    birth, death = span[0].date.earliest, span[1].date.latest
    return birth is not None and death is not None and _LIVES[0] <= int(death[:4]) - int(birth[:4]) <= _LIVES[1]


def _named_before(page: Page, sentence: Sentence, at: int) -> Who | None:
    """The person whose name ends right before a bracket."""
    if sentence is page.opening and at < 200:
        head = re.sub(r"\s\([^()]*\)", "", sentence.text[:at]).rstrip()
        if "(" not in head and len(head.split()) <= 16 and not re.search(r"\b(?:was|is)\b", head):
            return page.subject
    for mention in page.mentions(sentence):
        if mention.end <= at and sentence.text[mention.end : at].strip(" ,") in ("", "Jr.", "Sr."):
            return _whole_name(page, sentence, mention)
    if sentence.origin == "list":
        single = re.fullmatch(rf"(?:[A-Z][a-z]+\s)?({UPPER}[\w’-]+),?\s*", sentence.text[:at])
        return Who(single.group(1)) if single and not page.is_subject(single.group(1)) else None
    return None


def _whole_name(page: Page, sentence: Sentence, mention: Mention) -> Who:
    """A name that began before another form of it in brackets: "Turan (Qamar al Molk) Amir Soleimani"."""
    before = re.search(rf"{UPPER}[\w’-]+\s\([^()\d]{{2,40}}\)\s$", sentence.text[: mention.start])
    if (before is not None and not mention.titles) or (before is not None and len(mention.name.split()) == 1):
        return Who(sentence.text[before.start() : mention.end])
    return resolve(page, mention)


# born
# ----------------------------------------------------------------------------------------------------------------------
def _born(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _BORN.finditer(text):
        if in_brackets(text, match.start()):
            continue
        who, behind = _who_is_born(page, sentence, match)
        if who is None:
            continue
        apposed = _WHICH_CHILD.match(text, match.end())
        stop = _CLAUSE_END.search(text, apposed.end() - 1 if apposed else match.end())
        limit = stop.start() if stop else len(text)
        if stop and stop.group() == "to":  # "born to X and Y in Paris on 3 May"
            limit = _past_parents(text, stop.start())
        place = find_place(text, match.end(), limit, behind) or _where(text, match.start())
        end = max(match.end(), place.end if place and place.start > match.end() else 0)
        dates = [d for d in sentence.dates if match.end() <= d.start - sentence.start < max(limit, end + 30)]
        date: Date | Literal["auto"] | None = dates[0].date if dates else None
        if not dates and re.match(r"(?:In|On)\s", text) and sentence.dates:
            date = sentence.dates[0].date if sentence.dates[0].start - sentence.start < 8 else None
        if place is None and date is None:
            continue
        start = _clause_start(text, min(match.start(), place.start if place else match.start()))
        last = dates[0].end if dates else 0
        yield Draft(
            "birth",
            place.text if place else "",
            Span(sentence.start + start, max(sentence.start + end, last)),
            "birth.born",
            who,
            qualifiers=(("place", place.text),) if place else (),
            fact=sentence.span(match.start(), end),
            date=date,
        )


def _past_parents(text: str, at: int) -> int:
    """Where a clause ends that names the parents first."""
    stop = re.compile(
        r"[.;]|,\s(?:the|who|where|and\s(?:was|grew|raised|he|she))\b|\b(?:was|grew|who|where|when)\b"
    ).search(text, at)
    return stop.start() if stop else len(text)


def _who_is_born(page: Page, sentence: Sentence, match: re.Match[str]) -> tuple[Who | None, int | None]:
    """Who is born, and where the sentence's own clause begins when an opening participle says it."""
    text, at = sentence.text, match.start()
    if match.group() == "Born" and re.fullmatch(r"(?:[A-Z][\w-]+[ -])?", text[:at]):
        actor = subject_after(page, sentence, at)
        if actor is not None:
            return actor.who, actor.start
        # A fragment of the lead means the subject.
        return (page.subject if sentence.section == 0 else None), None
    if re.search(r"\b(?:was|were|been|be)\s+(?:originally\s|reportedly\s|probably\s|also\s)?$", text[:at]):
        return _dead_or_born(page, sentence, at), None
    apposed = re.search(r",\s+$", text[:at])
    if apposed is None:
        return None, None
    # "John Smith, born in 1890 in Kyiv, was"
    near = [m for m in page.mentions(sentence) if m.end == apposed.start()]
    if near:
        return resolve(page, near[-1]), None
    single = re.search(rf"(?<![\w’-])({UPPER}[\w’-]+)$", text[: apposed.start()])
    return (page.known(single.group(1)) if single else None), None


def _where(text: str, at: int) -> PlaceMatch | None:
    """The place of "in St. Peter Port, where Brock was born"."""
    lead = re.search(r",\s+where\s(?:[\w’-]+\s){0,4}$", text[:at])
    if lead is None:
        return None
    found = None
    for preposition in re.finditer(r"\b(?:in|at|to|near|of)\s+(?=[A-Z]|the\s[A-Z])", text[: lead.start()]):
        place = place_at(text, preposition.end(), preposition.group().strip())
        found = place if place is not None and place.end == lead.start() else found
    return found


def _native(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "was a native of Salisbury, Connecticut": born there, if the words say what they mean."""
    for match in _NATIVE.finditer(sentence.text):
        who = _dead_or_born(page, sentence, match.start())
        place = place_at(sentence.text, match.end(), "of")
        if who is not None and place is not None:
            yield Draft(
                "birth",
                place.text,
                sentence.span(match.start(), place.end),
                "birth.native",
                who,
                qualifiers=(("place", place.text),),
                date=None,
            )


def _clause_start(text: str, at: int) -> int:
    """Where the clause around an offset begins: after the last full break, or at the sentence's start."""
    starts = [m.end() for m in _CLAUSE_START.finditer(text, 0, at)]
    return starts[-1] if starts else 0


# died
# ----------------------------------------------------------------------------------------------------------------------
_AND_OTHERS = re.compile(r"(?:\sand(?:\s\w+){1,3}|(?:\s\w+ly)?)\s*")


def _dead_or_born(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whose birth or death a verb states; an unnamed parent or spouse of the subject counts here ("Pershing's
    mother")."""
    for actor in actors(page, sentence):
        near = actor.end <= at and _AND_OTHERS.fullmatch(sentence.text, actor.end, at)
        if near and actor.who is None and kinds().get(actor.kin) in ("parent", "spouse"):
            return Who(f"{page.subject.name}'s {actor.kin}")
    return verb_agent(page, sentence, at)


def _died(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    pattern, manners = _deaths()
    for match in pattern.finditer(text):
        if in_brackets(text, match.start()) or _NOT_DYING.match(text, match.end()):
            continue
        if _NEARLY.search(text, max(match.start() - 12, 0), match.end()):
            continue
        verb = match["active"] or match["passive"]
        who = _dead_or_born(page, sentence, match.start())
        if who is None:
            continue
        stop = _CLAUSE_END.search(text, match.end())
        limit = stop.start() if stop else len(text)
        place = find_place(text, match.end(), limit) or _where(text, match.start())
        end = max(match.end(), place.end if place and place.start > match.end() else 0)
        cause = _CAUSE.match(text, match.end() + 1)
        found = cause["cause"] if cause and not _NO_CAUSE.search(cause["cause"]) and match["active"] else ""
        qualifiers = (("place", place.text if place else ""), ("manner", manners[verb]), ("cause", found))
        dates = [
            d
            for d in sentence.dates
            if d.start - sentence.start >= match.start() and d.start - sentence.start < max(end + 30, limit)
        ]
        if _by_pronoun(page, sentence, match.start()) and not _fits_known_death(page, dates, bool(place)):
            continue
        start = _clause_start(text, min(match.start(), place.start if place else match.start()))
        yield Draft(
            "death",
            place.text if place else "",
            Span(sentence.start + start, max(sentence.start + end, dates[0].end if dates else 0)),
            "death.died",
            who,
            qualifiers=tuple((k, v) for k, v in qualifiers if v),
            fact=sentence.span(match.start(), max(end, match.end())),
            date=dates[0].date if dates else AUTO,
        )


def _by_pronoun(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether the person of a verb is only "he" or "she"."""
    actor = subject_before(page, sentence, at)
    return actor is not None and actor.pronoun


def _fits_known_death(page: Page, dates: list[DateMatch], placed: bool) -> bool:
    """Whether "he died" can be the subject's death: many others die in a biography. Where the box or the lead says when the
    subject died, the years must meet; a death without a date or place says nothing that the article has not said."""
    known = page.death_years
    if not known:
        return True
    years = [(d.date.earliest or "0000")[:4] for d in dates]
    return bool(years or placed) and all(year in known for year in years)


_NOUN_MANNER = {
    "execution": "executed",
    "assassination": "assassinated",
    "murder": "murdered",
    "killing": "killed",
    "suicide": "suicide",
}


def _death_of(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """A death told by its noun: "announced the execution of Captain Versace", "his death in the Battle of …"."""
    text = sentence.text
    for match in _NOUN.finditer(text):
        mention = next((m for m in page.mentions(sentence) if m.start <= match.end() <= m.name_start), None)
        if mention is None:
            continue
        yield from _noun_death(sentence, match, mention.end, resolve(page, mention))
    for match in _OWN_DEATH.finditer(text):
        who: Who | None = None
        if match["pron"]:
            who = page.subject if (match["pron"].lower() == "her") == page.female and match["n"] != "death" else None
            if match["n"] == "death" and re.match(r"\s(?:in|at)\s(?:the\s)?[A-Z]", text[match.end() :]):
                who = page.subject
        elif page.is_subject(match["poss"]):
            who = page.subject
        if who is not None:
            yield from _noun_death(sentence, match, match.end(), who)


_TOLD = re.compile(r"\b(?:announced|reported|claimed|alleged|rumou?red|broadcast)\s(?:that\s)?(?:the\s)?$")


def _noun_death(sentence: Sentence, match: re.Match[str], end: int, who: Who) -> Iterator[Draft]:
    text = sentence.text
    place = find_place(text, end, min(end + 4, len(text)))
    manner = _NOUN_MANNER.get(match["n"], "")
    stop = place.end if place else end
    date = next((d for d in sentence.dates if 0 <= d.start - sentence.start - stop <= 8), None)
    if place is None and date is None and not manner:
        return
    qualifiers = tuple((k, v) for k, v in (("place", place.text if place else ""), ("manner", manner)) if v)
    yield Draft(
        "death",
        place.text if place else "",
        sentence.span(match.start(), max(stop, date.end - sentence.start if date else 0)),
        "death.noun",
        who,
        qualifiers=qualifiers,
        fact=sentence.span(match.start(), stop),
        date=date.date if date else AUTO,
        stance="reported" if _TOLD.search(text[: match.start()]) else AUTO,
    )
