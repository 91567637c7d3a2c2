"""The other names that the opening of a lead gives: "(sometimes spelled X or Y; also known as Z)". Knows a text and the names in
full, and no article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Document
from cursus.text.names import read_name, tokens
from cursus.text.tokens import word_class

_SPELLED = (
    r"(?:sometimes |also |variously |often |alternatively |commonly )?(?:spelled|spelt|transliterated|romani[sz]ed|"
    r"written|rendered)(?: as)?"
)
_KNOWN = (
    r"(?:(?:also|better|commonly|popularly|otherwise|formerly|usually|widely|best|more) )?(?:known|called|referred to)"
    r"(?: (?:simply|more simply|popularly|collectively|then|locally|also))?(?: as| by)?"
)
# "sometimes spelled Hifter, Hefter or Huftur", "also known as …"
ALIAS = re.compile(
    rf"\b(?P<cue>{_SPELLED}|{_KNOWN}|also called|also|(?:also )?nicknamed|under the (?:new )?name(?: of)?|born|né|"
    rf"née|(?:who )?adopted the name|"
    r"nom de guerre(?: of)?|a\.k\.a\.|aka|alias|changed his name to|styled|"
    r"or)\s+(?P<names>(?:[\"“'‘]?[^\W\d_a-z][^;()\n:]{0,90}))"
)
_ONE = re.compile(
    r"(?:[\"“'‘])?(?P<n>[^\W\d_][\w’'‘ʿ.-]*(?:\s(?:(?:al|el|bin|ibn|de|del|von|van|of|"
    r"the)\s)?[^\W\d_a-z][\w’'‘ʿ.-]*){0,5})[\"”'’]?"
)
_ALIAS_END = re.compile(
    r"\b(?:was|is|in|on|and (?:was|is)|who|which|by|for|from|because|c\.|ca\.|circa|since|during|after|to)\b|\d"
)
OPENING = re.compile(r"(?P<n>[^(\n/]{3,120}?)(?=\s*[(,]|\s/|\s+(?:was|is|were|fue|war|est|fut|è|был|была|был)\b)")


def lead_aliases(document: Document, main_names: tuple[str, ...]) -> list[str]:
    """The other names that the lead's naming part gives, in Latin letters; read before the page knows whom a name
    means."""
    blocks = document.blocks
    first = next((s for s in document.sentences if blocks[s.block].kind == "paragraph"), None)
    if first is None or blocks[first.block].section != 0:
        return []
    text = document.text[first.start : first.end]
    opening = OPENING.match(text)
    if opening is None:
        return []
    head = text[: head_end(text, opening.end())]
    return [name for match in ALIAS.finditer(head) for name, _ in alias_names(main_names, head, match)]


def head_end(text: str, at: int) -> int:
    """The end of the lead's naming part: of the brackets after the name and of a list of other names, before the
    verb."""
    verb = re.search(r"\)?,?\s(?:was|is|were)\s(?:an?|the|one)\b", text[at:])
    return at + verb.start() + 1 if verb else min(len(text), at + 300)


def alias_names(main_names: tuple[str, ...], text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The names behind a cue, each with its place in the sentence."""
    subject = {t for full in main_names for t in tokens(full)}
    words = match["names"]
    stop = _ALIAS_END.search(words)
    if stop:
        words = words[: stop.start()]
    elif text.startswith(":", match.end("names")):
        # What stands before a colon labels the next spelling: "spelled Skobeleff, Russian: Скобелев".
        words = words.rpartition(",")[0]
    for part in re.finditer(r"[^,/]+?(?=,|/|\s+or\s+|\s+and\s+|$)", words):
        chunk = re.sub(r"^\s*(?:or|and)\s+", "", part.group())
        found = _ONE.match(chunk.strip())
        if not found or not found["n"][0].isupper() or found["n"].split()[0].casefold() in word_class("month"):
            return
        name = read_name(found["n"]).full
        # A variant of the surname or a full name; a word that shares nothing with the title needs a cue of its own.
        close = any(_near(t, s) for t in tokens(name) for s in subject)
        if not close and match["cue"] in ("also", "or", "born", "known as", "called as"):
            return
        start = match.start("names") + part.start() + part.group().find(name)
        if text[start : start + len(name)] == name:
            yield name, start


def _near(a: str, b: str) -> bool:
    """Whether two words can be spellings of one: the same first sound and most letters."""
    if a == b:
        return True
    if not a or not b or (a[0] != b[0] and {a[0], b[0]} not in ({"k", "q"}, {"c", "k"}, {"g", "q"}, {"h", "k"})):
        return False
    common = sum(min(a.count(c), b.count(c)) for c in sorted(set(a)))
    return common >= 0.6 * max(len(a), len(b))
