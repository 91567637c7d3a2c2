"""Verbs and what they say of whom: the grammar that the extractors of careers share, as the rows of ``tables/frames.tsv``.

A frame is a verb, the voice it must stand in, the words that link it to its object, and the kind of object. "was promoted to the
rank of captain" and "promoted him to captain" are two frames of one rule: in the first the fact is the subject's, in the
second it is that of the person behind the verb. :func:`hits` finds the frames of a sentence and hands out whose fact it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cursus.extract.actors import actors, agent
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Who
from cursus.extract.mentions import Reading, holders, person_at, possessor, read, subject
from cursus.tables import rows
from cursus.text.tokens import Token, first_pieces, word_class, words_of


@dataclass(frozen=True, slots=True)
class Frame:
    """One row. ``voice`` is active, passive, any or noun; ``holder`` says whose fact it is: the verb's subject or the person
    behind it (object)."""

    prop: str
    rule: str
    voice: str
    holder: str
    link: re.Pattern[str]
    objects: tuple[str, ...]
    extra: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame found: its verb stands at ``start``..``verb_end`` of the sentence, its auxiliaries and a "not" before it; the object
    begins at ``at``. ``by`` is who acts where the fact is another's ("Pierce appointed Johnston colonel")."""

    frame: Frame
    who: tuple[Who, ...]
    start: int
    verb_end: int
    at: int
    passive: bool
    verb: str
    by: Who | None = None


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    out: dict[str, list[Frame]] = {}
    macros = {row[1]: row[2] for row in rows("frames") if row[0] == "macro"}
    for prop, rule, verbs, voice, holder, link, objects, extra in (row for row in rows("frames") if row[0] != "macro"):
        link = re.sub(r"<([a-z-]+)>", lambda m: f"(?:{macros[m.group(1)]})", link)
        pattern = "" if link == "_" else rf"(?:(?:{link[1:]})\s)?" if link.startswith("?") else rf"(?:{link})\s"
        frame = Frame(
            prop, rule, voice, holder, re.compile(pattern), tuple(objects.split("|")), "" if extra == "_" else extra
        )
        for verb in verbs.split("|"):
            out.setdefault(verb, []).append(frame)
    return {verb: tuple(frames) for verb, frames in out.items()}


_BE = frozenset({"was", "were", "is", "are", "been", "being", "be", "got"})
_AUX = _BE | frozenset(
    {
        "has",
        "had",
        "have",
        "having",
        "would",
        "will",
        "did",
        "does",
        "could",
        "should",
        "may",
        "might",
        "must",
        "to",
        "not",
        "never",
        "n't",
    }
)


def voice_of(reading: Reading, i: int) -> tuple[int, str]:
    """Where the verb group of the verb at token ``i`` starts (a token index), and its form: ``passive``, ``active`` or ``bare`` (no
    auxiliary before it: the past tense, or a participle)."""
    adverbs = word_class("adverb")
    k, be, aux, last = i, False, False, i
    while k > 0:
        low = reading.tokens[k - 1].low
        if low in _AUX:
            if low in _BE and not be:
                be = True
            aux = True
            last = k - 1
        elif not (low in adverbs or (low.endswith("ly") and low not in ("july", "family", "italy", "assembly"))):
            break
        k -= 1
    if be:
        return last, "passive"
    return last, "active" if aux else "bare"


def hits(page: Page, sentence: Sentence, *props: str) -> Iterator[Hit]:
    """The frames of these properties in a sentence, verb by verb, each with whose fact it is; frames that nobody plainly owns
    are left out."""
    reading = read(sentence.text)
    absent = _absent(sentence.text)
    for i, frames in _verbs(sentence.text):
        wanted = [f for f in frames if f.prop in props and f.objects[0] not in absent]
        if wanted:
            yield from _at(page, sentence, reading, i, wanted)


_BODIES = frozenset(
    [
        "house",
        "senate",
        "congress",
        "congresses",
        "parliament",
        "assembly",
        "legislature",
        "council",
        "diet",
        "duma",
        "reichstag",
        "bundestag",
        "riksdag",
        "sejm",
        "commons",
        "lords",
        "cortes",
        "chamber",
        "court",
        "cabinet",
        "knesset",
        "majlis",
        "presidency",
        "governorship",
        "chairmanship",
        "premiership",
        "throne",
        "convention",
        "commission",
        "board",
        "staff",
        "ministry",
        "office",
    ]
)
_COMMITTEES = frozenset(
    [
        "committee",
        "subcommittee",
        "caucus",
        "commission",
        "board",
        "council",
        "panel",
        "force",
        "junta",
        "presidium",
        "politburo",
        "synod",
        "senate",
    ]
)


@lru_cache(maxsize=4096)
def _absent(text: str) -> frozenset[str]:
    """The kinds of object that a sentence has none of, by the tables and by a look at its words."""
    reading, words = read(text), words_of(text)
    out = set()
    if not reading.roles:
        out.add("role")
    if not reading.ranks:
        out.add("rank")
    if not reading.units:
        out |= {"unit", "branch"}
    if not reading.awards:
        out |= {"award", "award-grade"}
    if words.isdisjoint(_COMMITTEES):
        out.add("committee")
    if words.isdisjoint(_BODIES):
        out.add("body")
    return frozenset(out)


@cache
def _frame_starts() -> frozenset[str]:
    return first_pieces(_frames())


@lru_cache(maxsize=4096)
def _verbs(text: str) -> tuple[tuple[int, tuple[Frame, ...]], ...]:
    """The words of a sentence that can be the verb of a frame; a capital in mid-sentence makes a name of them."""
    table = _frames()
    if words_of(text).isdisjoint(_frame_starts()):
        return ()
    reading = read(text)
    out = []
    for i, token in enumerate(reading.tokens):
        frames = table.get(token.low)
        if frames is None or (token.cap and i and reading.tokens[i - 1].text not in (".", '"', "“", "•", ":")):
            continue
        out.append((i, frames))
    return tuple(out)


def _at(page: Page, sentence: Sentence, reading: Reading, i: int, frames: list[Frame]) -> Iterator[Hit]:
    text = sentence.text
    token = reading.tokens[i]
    first, form = voice_of(reading, i)
    start = reading.tokens[first].start
    passive = form == "passive" and not token.low.endswith("ing")
    if any(t.low in ("should", "could", "must", "shall", "might") for t in reading.tokens[first:i]):
        return
    after = _skip_adverbs(reading, i + 1)
    # One rule may have several links ("joined _", "joined … in _"): each place they lead to is tried.
    done: set[tuple[str, int]] = set()
    whose: tuple[Who, ...] | None = None
    for frame in frames:
        if frame.voice == "noun":
            at = _link(text, _skip_adverbs(reading, i + 1), frame)
            if at is None:
                continue
            owner = possessor(page, sentence, token.start)
            if owner is not None and (frame.rule, at) not in done:
                done.add((frame.rule, at))
                yield Hit(frame, (owner,), token.start, token.end, at, False, token.low)
            continue
        if frame.voice == "passive" and form == "active":
            continue
        if (
            frame.voice == "any"
            and not passive
            and token.low in _TRANSITIVE
            and person_at(page, sentence, after, None) is not None
        ):
            continue  # "appointed him lieutenant general in the army": what follows is not the subject's
        if token.low == "being" and i and reading.tokens[i - 1].text != ",":
            continue  # "his support for the war and still being the editor of …"
        if token.low in ("command", "lead", "head") and form != "active":
            continue  # the noun
        if frame.voice == "passive" and form == "bare" and not _reduced(page, sentence, reading, first, i):
            continue
        if not _own_subject(page, sentence, reading, first, i, form):
            continue
        if frame.voice == "active" and passive:
            continue
        if frame.holder == "object":
            if passive:
                continue
            by = agent(page, sentence, start)
            person = person_at(page, sentence, after, by)
            if person is None:
                continue
            who, end = person
            at = _link(text, _space(text, end), frame)
            if at is None or (frame.rule, at) in done:
                continue
            done.add((frame.rule, at))
            yield Hit(frame, (who,), token.start, token.end, at, False, token.low, by)
            continue
        at = _link(text, after, frame)
        if at is None or (frame.rule, at) in done:
            continue
        if frame.voice == "passive" and form == "bare" and person_at(page, sentence, after, None) is not None:
            continue  # "promoted Smith to captain": the past tense, whose subject promotes somebody else
        if whose is None:
            whose = _named_before(page, sentence, reading, first) or holders(page, sentence, start)
        if (
            not whose
            and token.low in ("was", "is", "were")
            and sentence is page.opening
            and not any(t.low in _BE for t in reading.tokens[:i] if _outside_brackets(text, t.start))
        ):
            whose = (page.subject,)  # the definition that opens the lead
        if not whose:
            continue
        done.add((frame.rule, at))
        yield Hit(frame, whose, token.start, token.end, at, passive, token.low)


_LEADS = frozenset(
    [
        "and",
        "but",
        "then",
        "or",
        "nor",
        "who",
        "whom",
        "that",
        "which",
        "he",
        "she",
        "while",
        "when",
        "after",
        "before",
        "since",
        "upon",
        "by",
        "of",
        "for",
        "from",
        "without",
        "in",
        "until",
        "as",
        "although",
        "though",
        "because",
        "if",
        "where",
        "having",
        "not",
        "also",
        "ever",
        "once",
        "whilst",
        "thereby",
        "so",
        "than",
    ]
)
_TIME = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "time",
        "war",
        "morning",
        "night",
        "later",
        "decade",
        "term",
        "period",
    ]
)
# Infinitives whose subject is the clause's own and which say what happened: "went on to command", "hurried to take command".
_REALISED = frozenset(
    [
        "went",
        "decided",
        "chose",
        "on",
        "came",
        "arrived",
        "hurried",
        "moved",
        "returned",
        "continued",
        "left",
        "volunteered",
        "proceeded",
        "remained",
        "rose",
        "lived",
        "stayed",
        "rushed",
        "rode",
        "marched",
        "was",
        "were",
        "sailed",
        "travelled",
        "traveled",
        "managed",
        "helped",
        "began",
        "started",
        "flew",
        "crossed",
        "landed",
    ]
)


def _own_subject(page: Page, sentence: Sentence, reading: Reading, first: int, i: int, form: str) -> bool:
    """Whether a verb can have the clause's subject for its own.

    "troops commanded by …", "the 6th Cavalry stationed at …": a participle right behind a noun belongs to that noun. "named
    Pershing to command …": an infinitive behind a person is that person's, and most infinitives are no facts at all.
    """
    tokens = reading.tokens
    verb = tokens[i]
    if any(t.low == "to" for t in tokens[first:i]):
        k = next(n for n in range(first, i) if tokens[n].low == "to")
        adverbs = word_class("adverb")
        while k > 0 and (
            tokens[k - 1].low in adverbs or tokens[k - 1].low.endswith("ly") or tokens[k - 1].text in (",",)
        ):
            k -= 1
        return k > 0 and tokens[k - 1].low in _REALISED
    if form != "bare" or i == 0:
        return True
    adverbs = word_class("adverb")
    k = i
    while k > 0 and (tokens[k - 1].low in adverbs or (tokens[k - 1].low.endswith("ly") and not tokens[k - 1].cap)):
        k -= 1
    if k == 0:
        return True
    previous = tokens[k - 1]
    if (
        not previous.word
        or previous.low in _LEADS
        or previous.low in _TIME
        or previous.digit
        or previous.low in ("him", "himself", "herself", "jr", "sr", "ii", "iii", "iv")
    ):
        return True
    if not _is_participle(verb):
        return True
    if any(a.end == previous.end and (a.who is not None or a.pronoun) for a in actors(page, sentence)):
        return True
    # "he and several of his former affiliates moved": no other verb between the subject and this one.
    actor = subject(page, sentence, tokens[k].start)
    while actor is not None and actor.who is None and sentence.text[: actor.start].endswith(" as "):
        actor = subject(page, sentence, actor.start)
    if actor is None:
        return False
    between = tokens[reading.index(actor.end) : k]
    return not any(
        t.low in _BE
        or (t.low in word_class("stop") and t.low not in word_class("preposition") | _LEADS | word_class("determiner"))
        or _is_participle(t)
        or not t.word
        for t in between
    )


def _reduced(page: Page, sentence: Sentence, reading: Reading, first: int, i: int) -> bool:
    """Whether a bare past form can be a passive participle: "Promoted to …, he", "was wounded and captured", "…, appointed in 1813".
    Right behind its subject, or before an object of its own, it is the past tense."""
    tokens = reading.tokens
    if first == 0:
        return True
    previous = tokens[first - 1]
    if any(a.end == previous.end for a in actors(page, sentence)) and previous.text not in (",", ")"):
        return False
    if previous.low in ("and", "or", "then", "but"):
        earlier = tokens[max(first - 14, 0) : first]
        if not any(t.low in _BE for t in earlier):
            return first <= 3 or any(_is_participle(t) for t in tokens[:2])
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        return after is None or not (
            after.low in ("his", "her", "their", "its")
            or (
                after.low in ("the", "a", "an")
                and tokens[i].low
                not in (
                    "appointed",
                    "commissioned",
                    "made",
                    "named",
                    "awarded",
                    "given",
                    "elected",
                    "created",
                    "declared",
                    "promoted",
                    "presented",
                    "granted",
                )
            )
        )
    return True


def _is_participle(token: Token) -> bool:
    return (
        not token.cap
        and token.low not in word_class("participle")
        and (
            token.low.endswith(("ed", "ing"))
            or token.low in ("sent", "put", "led", "taken", "given", "made", "shot", "held")
        )
    )


# "Heath, commanding III Corps": what somebody named right before was doing; "X, becoming …" goes on with the subject.
_STATIVE = frozenset(
    {"commanding", "leading", "heading", "serving", "holding", "being", "attached", "stationed", "assigned", "acting"}
)


def _named_before(page: Page, sentence: Sentence, reading: Reading, i: int) -> tuple[Who, ...] | None:
    """The person named right before the comma before a stative participle; None where the sentence's subject has to be asked."""
    tokens = reading.tokens
    if tokens[i].low not in _STATIVE or i < 2 or tokens[i - 1].text != ",":
        return None
    at = tokens[i - 1].start
    owner = next((a for a in actors(page, sentence) if a.end == at and not a.pronoun), None)
    if owner is None or owner.who is None:
        return None
    return (owner.who,)


_TRANSITIVE = frozenset(
    [
        "appointed",
        "assigned",
        "transferred",
        "sent",
        "called",
        "drafted",
        "recruited",
        "commissioned",
        "enlisted",
        "accepted",
        "posted",
        "ordered",
        "placed",
        "mustered",
        "attached",
        "promoted",
        "named",
        "made",
        "moved",
        "returned",
        "deployed",
        "trained",
        "seconded",
        "detailed",
        "retired",
        "left",
        "joined",
    ]
)


def _outside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


def _link(text: str, at: int, frame: Frame) -> int | None:
    match = frame.link.match(text, at)
    return match.end() if match else None


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,":
        at += 1
    return at


def _skip_adverbs(reading: Reading, i: int) -> int:
    """The offset of the first word behind token ``i - 1`` that is no adverb."""
    adverbs = word_class("adverb")
    while i < len(reading.tokens) and (
        reading.tokens[i].low in adverbs
        or (
            reading.tokens[i].low.endswith("ly")
            and not reading.tokens[i].cap
            and reading.tokens[i].low not in ("only",)
        )
    ):
        i += 1
    return reading.tokens[i].start if i < len(reading.tokens) else len(reading.text)


def phrase_start(reading: Reading, at: int) -> int:
    """The token index behind the determiner at an offset."""
    i = reading.index(at)
    determiners = word_class("determiner")
    while i < len(reading.tokens) and reading.tokens[i].low in determiners:
        i += 1
    return i


def reach(reading: Reading, at: int, starts: list[int], limit: int = 6) -> int | None:
    """Which of ``starts`` (offsets) the noun phrase at ``at`` leads up to: only its own words may stand before, no
    preposition, verb or comma. The first that fits, or None."""
    stop = word_class("stop")
    i = phrase_start(reading, at)
    wanted = set(starts)
    for k in range(i, min(i + limit + 1, len(reading.tokens))):
        token = reading.tokens[k]
        if token.start in wanted:
            return token.start
        if not _modifies(token, stop):
            return None
    return None


_BASE_VERBS = frozenset(
    [
        "capture",
        "secure",
        "protect",
        "guard",
        "recruit",
        "train",
        "study",
        "meet",
        "invade",
        "seize",
        "build",
        "establish",
        "create",
        "command",
        "lead",
        "head",
        "take",
        "join",
        "serve",
        "fight",
        "be",
        "become",
        "help",
        "assist",
        "form",
        "organize",
        "organise",
        "replace",
        "succeed",
        "support",
        "defend",
        "attack",
        "relieve",
    ]
)


def _modifies(token: Token, stop: frozenset[str]) -> bool:
    if token.word and not token.cap and token.low.endswith("ed") and token.low not in word_class("participle"):
        return False
    if not token.cap and token.low in _BASE_VERBS:
        return False
    return (token.word and token.low not in stop) or token.text in ("“", '"', "”", "'s", "’s", "-", "'", "’")


__all__ = ["Frame", "Hit", "hits", "phrase_start", "reach", "voice_of"]
