"""Lines of a copy that belong to the site and not to the article."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from cursus.read.plain.lines import Line
from cursus.tables import rows

_SELECTION = re.compile(r"(?:\d{4} )?Schools Wikipedia Selection\b.*|.*\bRelated subjects:.*", re.IGNORECASE)
_MENU = re.compile(
    r"navigation menu|menu de navigation|navigationsmenü|menú de navegación|menu di navigazione|meniu de navigare",
    re.IGNORECASE,
)
_LONGEST_MENU = 60
_RULE = re.compile(r"[_=*~\s-]{5,}|[-|:\s]{3,}")


@cache
def _noise() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[0]})" for row in rows("plain_noise")), re.IGNORECASE)


def is_noise(text: str) -> bool:
    """Whether the whole line is something that the site put there."""
    return bool(_noise().fullmatch(text)) or is_rule(text)


def is_rule(text: str) -> bool:
    """A drawn line."""
    return bool(_RULE.fullmatch(text)) and len(text) >= 3


def without_site(lines: list[Line]) -> list[Line]:
    """The lines with the site's own head blanked, also where it runs over to the next line."""
    out: list[Line] = []
    running = ended = False
    for number, line in enumerate(lines):
        # What the skin shows below the article: its menus, short line by short line.
        ended = ended or (number * 2 > len(lines) and bool(_MENU.fullmatch(line.text)))
        if ended and len(line.text) < _LONGEST_MENU:
            out.append(replace(line, text="", width=0))
            continue
        running = bool(line.text) and (running or bool(_SELECTION.fullmatch(line.text)))
        out.append(Line("", line.start, line.indent) if running else line)
    return out


def is_hatnote(text: str) -> bool:
    """A line above an article or section that points elsewhere."""
    return bool(words("hatnote", r"\b.{0,200}").fullmatch(text))


@cache
def words(kinds: str, after: str = "", before: str = "") -> re.Pattern[str]:
    """The pattern of all words of some kinds ("wanted|remark"), between ``before`` and ``after``."""
    chosen = [row[1] for row in rows("plain_words") if row[0] in kinds.split("|")]
    return re.compile(f"{before}(?P<words>{'|'.join(chosen)}){after}", re.IGNORECASE)
