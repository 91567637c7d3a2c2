"""Which line is the title."""

from __future__ import annotations

import re
from collections import Counter

from cursus.read.plain.labels import is_known
from cursus.read.plain.lines import Layout, Line
from cursus.read.plain.noise import is_hatnote, is_noise

_WORD = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"\[\w{1,4}\]")
_SITE = re.compile(r".{0,40}\b(?:Wiki|Wikipedia|Wikipédia|Википедия|Вікіпедія|ويكيبيديا|Fandom)(?: \| Fandom)?")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|became|served|died)\b")

# The capitalised words that a lead starts with, up to the bracket with the dates or the verb.
_SUBJECT = re.compile(
    r"(?P<name>[^\W\d_a-z][^\s()]{0,30}(?:\s(?:[a-z]{1,3}-)?(?:[^\W\d_a-z][^\s()]{0,30}|"
    r"de|del|von|van|der|bin|ibn|al|da|di|la|le)){0,8})\s+(?:\(|is |was )"
)

_HEAD = 60
"""Lines that the head of a copy has at most."""


def is_prose(lines: list[Line], index: int, layout: Layout) -> bool:
    """Whether running prose starts at a line; a wrapped paragraph shows itself by its second line."""
    if lines[index].cells:
        return False
    text = _MARK.sub("", lines[index].text).rstrip()
    if layout.wrapped:
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if len(text) < 55 or "  " in text.replace(".  ", ". "):
            return False
        return layout.full(lines[index], lines[index + 1], 4) if after else text.endswith((".", '"', "”"))
    if len(text) >= 12 and text.endswith(".") and _SENTENCE.search(text):
        return True
    return len(text) >= 120 or (len(text) >= 60 and text.endswith((".", "。"))) or text.count(". ") >= 2


def find_title(lines: list[Line], layout: Layout, name: str | None = None) -> tuple[int, Line | None]:
    """(the line after it, the title): of the short lines at the top the one that ``name`` repeats, else the first of
    whose words the first paragraph uses half."""
    candidates: list[tuple[int, Line]] = []
    first_prose = ""
    for index, line in enumerate(lines[:60]):
        if line.blank or is_noise(line.text) or is_hatnote(line.text):
            continue
        if is_prose(lines, index, layout) and not is_known(line):
            first_prose = " ".join(x.text for x in lines[index : index + 8])
            break
        if len(candidates) < 3 and _may_be_title(line):
            candidates.append((index, line))
        elif not candidates and is_known(line):
            break
    if not candidates:
        return 0, None
    used = Counter(w.casefold() for w in _WORD.findall(first_prose))

    def fit(item: tuple[int, Line]) -> float:
        words = _WORD.findall(item[1].text.split("(")[0].replace("_", " "))
        return sum(w.casefold() in used for w in words) / len(words) if words and len(words) <= 14 else -1.0

    named = next((c for c in candidates if name and c[1].text.replace("_", " ").casefold() == name.casefold()), None)
    chosen = named or next((c for c in candidates if fit(c) >= 0.5), None)
    chosen = chosen or max(candidates, key=lambda c: (fit(c), -c[0]))
    return chosen[0] + 1, chosen[1]


def is_page_name(name: str, lines: list[Line]) -> bool:
    """Whether a file's name is the title of the page that the lines were copied from: two words or more, capitalised as in
    a title, every one of which stands in the head of the text."""
    capital = [w for w in _WORD.findall(name.split("(")[0]) if w[0].isupper()]
    if len(capital) < 2 or not name[0].isupper():
        return False
    used: set[str] = set()
    for line in [line for line in lines if line.text][:_HEAD]:
        used.update(w.casefold() for w in _WORD.findall(" ".join([line.text, *(w for c in line.cells for _, w in c)])))
    return all(w.casefold() in used for w in capital)


def _may_be_title(line: Line) -> bool:
    text = line.text
    if sum(map(bool, line.cells)) > 1:
        return False
    if len(text) > 90 or line.bullet or text.startswith("CAPTION:") or is_known(line) or _SITE.fullmatch(text):
        return False
    return not text.endswith((":", "!", "?", ",", ";")) and not (text.endswith(".") and len(text.split()) > 6)


def title_from_lead(lines: list[Line], name: str | None) -> str:
    """The title of a text that starts with its prose: ``name`` where the first line uses all its words or the person's
    family name, else the person that the first sentence is about, else ``name``."""
    lead = next((line.text for line in lines if line.text and not is_noise(line.text)), "")
    words = {w.casefold() for w in _WORD.findall(lead)}
    if name and all(w.casefold() in words for w in _WORD.findall(name.split("(")[0])):
        return name
    subject = _SUBJECT.match(lead)
    if name and subject:
        # "Andy Harris (politician)" is the page about "Andrew Peter Harris".
        parts = [w for w in _WORD.findall(name.split("(")[0]) if w[0].isupper()]
        if len(parts) > 1 and parts[-1] in _WORD.findall(subject["name"]):
            return name
    return subject["name"].strip() if subject else name or ""
