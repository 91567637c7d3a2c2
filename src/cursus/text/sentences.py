"""Where sentences end. Offsets into the given text; white space between sentences belongs to neither.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or an ordinal number; which words those
are in
which language is data (``tables/abbreviations.tsv``, ``tables/sentence_starts.tsv``). In doubt the text stays whole:
a quote that is too long says nothing wrong. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows

_CLOSERS = "\"'”’»›“)\\]』」"
# A terminator with what closes after it, then white space (or, after an ideographic one, nothing).
_END = re.compile(
    rf"[.!?…؟۔।]++[{_CLOSERS}]*+(?=(\s+)|$)|[。！？]+[{_CLOSERS}]*|(?<=[^\W\d_A-Z])[.!?][”\"]?(?=[A-Z][a-z])|(?<=\d\d)\.(?=[A-Z][a-z])"
)
# What such a match begins with: looked for first, since most of a text is none. Of a run that is no terminator as a whole
# only the last mark may be one.
_MARK = re.compile(r"[.!?…؟۔।]++|[。！？]")
_NEXT_WORD = re.compile(r"[\s\"'“‘«‹„(\[—–-]*(?P<word>[^\W_]+(?:['’-][^\W_]+)*)")
_LAST_WORD = re.compile(r"[^\s(\[{\"“‘«„/—–]+$")
_DOTTED = re.compile(r"[^\W\d_]{1,4}(?:\.-?[^\W\d_]{1,4})+")
_NUMERAL = re.compile(r"\d{1,2}|[IVXLC]{1,6}")
_BRACKET = re.compile(r"[()]")
_BRACKET_REACH = 300
_LOOK_BACK = 40
# Name particles that may start a sentence in lower case.
_PARTICLE = re.compile(r"(?:al|el|as|ad|an|ar)-[^\W\d_]|(?:von|van|ibn|bin|de|du|della) [A-Z]")
# Languages that write ordinals as a number with a full stop.
_ORDINALS = frozenset(
    {
        "de",
        "cs",
        "sk",
        "pl",
        "hu",
        "fi",
        "sv",
        "da",
        "no",
        "nb",
        "nn",
        "et",
        "lv",
        "sh",
        "sr",
        "hr",
        "bs",
        "sl",
        "tr",
        "is",
    }
)


@dataclass(frozen=True, slots=True)
class _Words:
    never: frozenset[str]
    number: frozenset[str]
    maybe: frozenset[str]
    starts: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    classes: dict[str, set[str]] = {"never": set(), "number": set(), "maybe": set()}
    for code, kind, words in rows("abbreviations"):
        if code in ("*", lang):
            classes[kind].update(words.split())
    starts = {code: words.split() for code, words in rows("sentence_starts")}
    own = starts.get(lang, starts["en"])
    # A word that may end a sentence in this language is no mere title in it.
    return _Words(
        frozenset(classes["never"] - classes["maybe"]),
        frozenset(classes["number"]),
        frozenset(classes["maybe"]),
        frozenset(own),
    )


def split_sentences(text: str, lang: str = "en") -> list[tuple[int, int]]:
    """The sentences of one paragraph as (start, end) pairs, in order, trimmed, covering every non-space character.

    ``lang`` is an ISO 639-1 code; an unknown one is read with the rules of English and the abbreviations common to all.
    """
    words = _words(lang)
    brackets = deque(_brackets(text)) if "(" in text else deque[tuple[int, int]]()
    out: list[tuple[int, int]] = []
    start, last = len(text) - len(text.lstrip()), len(text.rstrip())
    position = 0
    while hit := _MARK.search(text, position):
        match = _END.match(text, hit.start())
        if match is None:
            position = max(hit.start() + 1, hit.end() - 1)
            continue
        end = position = match.end()
        if end >= last:
            break
        if _ends(text, start, match, words, lang) and not _inside(brackets, start, match.start()):
            out.append((start, end))
            start = end + len(match[1] or "")
            while start < last and text[start].isspace():
                start += 1
    if start < last:
        out.append((start, last))
    return out


def _brackets(text: str) -> list[tuple[int, int]]:
    """The outermost round brackets that close within reach, in order."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            stack.append(match.start())
        elif stack:
            opened = stack.pop()
            if match.start() - opened <= _BRACKET_REACH:
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, match.start()))
    return pairs


def _inside(pairs: deque[tuple[int, int]], start: int, at: int) -> bool:
    """Whether a bracket that does not open the sentence encloses the place. Pairs that lie behind are dropped."""
    while pairs and pairs[0][1] < at:
        pairs.popleft()
    return bool(pairs) and start < pairs[0][0] < at


def _ends(text: str, start: int, match: re.Match[str], words: _Words, lang: str) -> bool:
    mark = match[0]
    if mark[0] in "。！？۔।":
        return True
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        # "Jr. (/ˈbaɪdən/ …)": a bracket with a pronunciation goes on with the sentence.
        return mark[0] != "." or (bool(match[1]) and not text.startswith(("(", "[", "/"), match.end() + len(match[1])))
    word = following["word"]
    if match[1] is None:
        # No space after the stop: only where what follows can be nothing but a new sentence.
        return word in words.starts
    begins = word in words.starts
    first = word[0]
    if first.islower() and not _PARTICLE.match(text, following.start("word")):
        return False
    if mark[0] != "." or (len(mark) > 1 and mark[1] in ".…"):
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if before is None:
        return True
    return _full_stop(text, start, before, word, begins, words, lang)


def _full_stop(text: str, start: int, before: re.Match[str], word: str, begins: bool, words: _Words, lang: str) -> bool:
    """Whether the full stop after ``before`` ends a sentence when ``word`` follows."""
    token = before[0].lstrip("'’-")
    folded = token.casefold()
    if len(token) == 1 and token.isupper():
        # "World War I. He" ends; "V. Lenin" and "A. In" at the start of a sentence are an initial and a list's letter.
        return begins and before.start() > start
    if folded in words.maybe:
        return begins
    if folded in words.never:
        return False
    if folded in words.number and (word[0].isdigit() or _NUMERAL.fullmatch(word)):
        return False
    if token.isdigit() or token[:-1].isdigit():
        if before.start() == start:
            return False
        return begins or not (lang in _ORDINALS and len(token) <= 2)
    if (len(token) == 1 and token.isalpha()) or _DOTTED.fullmatch(token):
        return begins
    tail = token.rsplit("-", 1)[-1]
    return not (tail != token and tail.casefold() in words.never)
