"""Names of the subject: the title, the opening words of the lead with the spellings and scripts in its first brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Span
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.tables import mapping
from cursus.text.names import read_name, tokens
from cursus.text.scripts import script_of

# "sometimes spelled Hifter, Hefter or Huftur", "also known as …"
_ALIAS = re.compile(
    r"\b(?P<cue>(?:sometimes |also |variously |often |alternatively )?(?:spelled|spelt|transliterated|romani[sz]ed|written|rendered)(?: as)?|(?:also|better|commonly|popularly|otherwise|formerly|usually) (?:known|called|referred to) as|"
    r"(?:known|called) as|also called|also|nicknamed|also nicknamed|under the (?:new )?name(?: of)?|born|né|née|(?:who )?adopted the name|nom de guerre(?: of)?|a\.k\.a\.|alias|changed his name to|styled)\s+(?P<names>(?:[\"“'‘]?[^\W\d_a-z][^;()\n:]{0,90}))"
)
_ONE = re.compile(r"(?P<open>[\"“'‘])?(?P<n>[^\W\d_][\w’'‘ʿ.-]*(?:\s(?:(?:al|el|bin|ibn|de|del|von|van|of|the|the)\s)?[^\W\d_a-z][\w’'‘ʿ.-]*){0,5})[\"”'’]?")
_LANGUAGE = re.compile(r"(?P<lang>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: language)?:\s*(?P<n>[^;,()\n]{2,80})")
_ROMAN = re.compile(r"\b(?:romani[sz]ed|transliterated|translit\.)(?: as)?:?\s*(?P<n>[^;,()\n]{2,80})")
_NICK = re.compile(r"[\"“](?P<n>[^\"”]{2,40})[\"”]")
_NICK_CUE = re.compile(r"\b(?:nicknamed|nickname (?:was|of)|known as|called him|called|dubbed|moniker)\s+(?:the\s)?[\"“](?P<n>[^\"”]{2,40})[\"”]")


def extract(page: Page) -> Iterator[Draft]:
    yield from _title(page)
    first = next((s for s in page.sentences if page.document.blocks[s.block].kind == "paragraph"), None)
    if first is not None and first.section == 0:
        yield from _lead(page, first)
    yield from _nicknames(page)


def _draft(page: Page, name: str, span: Span, kind: str, rule: str, lang: str = "", origin: str | None = None, score: float = 0.95) -> Draft:
    qualifiers = (("kind", kind), ("script", script_of(name))) + ((("lang", lang),) if lang else ())
    return Draft("name", name, span, rule, page.subject, qualifiers=qualifiers, date=None, stance="asserted", origin=origin, score=score)


def _title(page: Page) -> Iterator[Draft]:
    block = next((b for b in page.document.blocks if b.kind == "title"), None)
    if block is not None:
        name = re.sub(r"\s*\([^)]*\)$", "", page.text[block.start : block.end])
        yield _draft(page, name, Span(block.start, block.start + len(name)), "full", "name.title", origin="title", score=0.97)


def _lead(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    opening = re.match(r"(?P<n>[^(\n]{3,120}?)(?=\s*[(,]|\s+(?:was|is|were|fue|war|est|fut|est|è|был)\b)", text)
    if opening is None:
        return
    name = read_name(opening["n"])
    if not (set(tokens(name.full)) & set(tokens(page.subject_name.full))) or len(name.full.split()) > 9:
        return
    start = _offset_of(text, opening["n"], name.full)
    if start is not None:
        yield _draft(page, text[start : opening.end()].rstrip(" ,"), sentence.span(start, opening.end()), "full", "name.lead")
    for nick in _NICK.finditer(opening["n"]):
        yield _draft(page, nick["n"], sentence.span(nick.start("n"), nick.end("n")), "nickname", "name.lead-nickname")
    head_end = _head_end(text, opening.end())
    head = text[:head_end]
    taken: list[tuple[int, int]] = []
    for match in _LANGUAGE.finditer(head):
        lang = mapping("languages").get(match["lang"].casefold())
        if lang is None:
            continue
        words = re.split(r"\s[-–]\s", match["n"])[0].strip(" \u200e\u200f,;")
        if len(words) < 2:
            continue
        kind = "native" if script_of(words) != "Latn" else "alias"
        yield _draft(page, words, sentence.span(match.start("n"), match.start("n") + len(match["n"].rstrip())), kind, "name.native", lang)
        taken.append(match.span())
        tail = re.search(r"\s[-–]\s+(?P<n>[^\W\d_][^;,()]{2,60})$", match["n"])
        if tail and script_of(tail["n"]) == "Latn":
            yield _draft(page, tail["n"].strip(), sentence.span(match.start("n") + tail.start("n"), match.end("n")), "alias", "name.romanised")
    for match in _ROMAN.finditer(head):
        yield _draft(page, match["n"].strip(), sentence.span(match.start("n"), match.end("n")), "alias", "name.romanised")
        taken.append(match.span())
    # A name in another script right after the name, without a label.
    for match in re.finditer(r"[(;,]\s*(?P<n>[^\x00-\u024f;,()\d][^\x00-\u024f;,()\d]*(?:[ \-‐][^\x00-\u024f;,()\d]+)*)", head):
        words = match["n"].strip()
        if script_of(words) not in ("Latn", "Zyyy") and not any(a <= match.start("n") < b for a, b in taken):
            yield _draft(page, words, sentence.span(match.start("n"), match.start("n") + len(words)), "native", "name.native")
    for match in _ALIAS.finditer(head):
        kind = "birth" if match["cue"] in ("born", "né", "née") else "nickname" if "nickname" in match["cue"] else "style" if match["cue"] == "styled" else "alias"
        yield from _aliases(page, sentence, match, kind)


def _head_end(text: str, at: int) -> int:
    """The end of the lead's naming part: of the brackets after the name and of a list of other names, before the verb."""
    verb = re.search(r"\)?,?\s(?:was|is|were)\s(?:an?|the|one)\b", text[at:])
    return at + verb.start() + 1 if verb else min(len(text), at + 300)


def _aliases(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Iterator[Draft]:
    subject = set(tokens(page.subject_name.full))
    words = match["names"]
    stop = re.search(r"\b(?:was|is|in|on|and (?:was|is)|who|which|by|for|from|because|c\.|ca\.|circa)\b|\d", words)
    if stop:
        words = words[: stop.start()]
    # What stands before a colon labels the next spelling: "spelled Skobeleff, Russian: Скобелев".
    words = re.sub(r"(?:,\s*)?[^,:]*:.*$", "", words)
    for part in re.finditer(r"[^,/]+?(?=,|/|\s+or\s+|\s+and\s+|$)", words):
        chunk = re.sub(r"^\s*(?:or|and)\s+", "", part.group())
        found = _ONE.match(chunk.strip())
        if not found or not found["n"][0].isupper():
            return
        name = read_name(found["n"]).full
        # A variant of the surname or a full name; a bare word that shares nothing with the title needs a cue of its own.
        close = any(_near(t, s) for t in tokens(name) for s in subject)
        if not close and match["cue"] in ("also", "born", "known as", "called as"):
            return
        start = match.start("names") + part.start() + part.group().find(name)
        if sentence.text[start : start + len(name)] != name:
            continue
        yield _draft(page, name, sentence.span(start, start + len(name)), kind, "name.alias", score=0.9)


def _near(a: str, b: str) -> bool:
    """Whether two words can be spellings of one: the same first sound and most letters."""
    if a == b:
        return True
    if not a or not b or (a[0] != b[0] and {a[0], b[0]} not in ({"k", "q"}, {"c", "k"}, {"g", "q"}, {"h", "k"})):
        return False
    common = sum(min(a.count(c), b.count(c)) for c in set(a))
    return common >= 0.6 * max(len(a), len(b))


def _offset_of(text: str, opening: str, full: str) -> int | None:
    """Where the name without its titles starts in the opening words."""
    first = full.split()[0]
    at = opening.find(first)
    return at if at >= 0 else None


def _nicknames(page: Page) -> Iterator[Draft]:
    for sentence in page.sentences:
        for match in _NICK_CUE.finditer(sentence.text):
            head = sentence.text[: match.start()]
            passive = re.search(r"\b(?:he|she|" + "|".join(map(re.escape, sorted(page.subject_forms))) + r")\s+(?:was|became|is|had been)\s+(?:\w+ly\s+|also\s+)?$", head, re.IGNORECASE)
            active = re.search(r"\b(?:called|nicknamed|dubbed)\s+him\b", match.group())
            if passive or active:
                yield _draft(page, match["n"], sentence.span(match.start(), match.end()), "nickname", "name.nickname", score=0.85)
