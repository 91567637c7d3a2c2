"""Relatives in a box: spouses with their years, children, parents, "Steve Yeager (cousin)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Date, Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.rows import is_empty, whole
from cursus.extract.infobox.rows import plain as value_of
from cursus.extract.kin import kinds, words
from cursus.text.dates import DateMatch, read_date

_PART = re.compile(r"(?:[^,;•&(]|\([^()]*\))+")
_BESIDE = re.compile(r"(?<=\))\s+(?=[^\W\d_a-z])|\s+and\s+(?=[A-Z])|\s+&\s+")
_WEDDING = re.compile(
    r"\b(?:m\.|married|marr\.|div\.|divorced|d\.|died|sep\.|separated|annulled|widowed|until|с|шл|desde|depuis|"
    r"épouse|mariage|marié|verh|heirat|matr|sposat|casad|din\b|căs|з\b)|^\s*[\d\W]*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:children|sons?|daughters?|including|see|married|issue|others?|wife|wives|none|various|unknown|"
    r"family|stillborn|deceased|"
    r"enfants?|fils|filles?|sans|aucune?|voir|hijos|hijas?|ninguno|véase|casad[oa]|solter[oa]|"
    r"figli[oae]?|nessun[oa]?|sposat[oa]|celibe|nubile|copii|niciunul|căsătorit[ăa]?|necăsătorit[ăa]?|"
    r"kinder|keine|söhne|töchter|ledig|verheiratet|geschieden|nein|"
    r"дет(?:и|ей)|сын(?:а|овей)?|доч(?:ь|ери|ерей)|нет|холост|не был[аи]?|женат|замужем|"
    r"діт(?:и|ей)|син(?:ів|и)?|дочк[аи]|доньк[аи]|немає|одружений|одружена|неодружений)\b|^\d+$|لا يوجد|أبناء",
    re.IGNORECASE,
)
# "Pauline, Princess of Wied": what follows the comma is her title.
_TITLE = re.compile(
    r"(?:(?:Crown |Hereditary |Grand )?(?:Princ\w*|Duke|Duchess|Earl|Count\w*|King|Queen|Lord|Lady|Baron\w*|Marquess\w*|"
    r"Viscount\w*|Margrave|Landgrave|Elector|Emperor|Empress|Archduke|Archduchess)\s(?:of|in)|"
    r"(?:Prin[țc]\w*|Duc\w*|Comte\w*|Roi|Reine|Re|Regina|Rege\w*|Rey|Reina|Herzog\w*|Prinz\w*|König\w*|Graf|Gräfin|Conde\w*|"
    r"Contessa|Duque\w*)\s(?:de|du|des|d'|d’|al|a|von|zu|di|del))\b"
)
_TAIL = re.compile(r"\s+(?:m\.|married|from|since|until|b\.|born|and \d|in \d|d\.)(?:\s|$).*$")


def relatives(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        for start, part in _parts(text, detail):
            yield from _relative(page, row, detail, part, item.start + start)


def _parts(text: str, detail: str) -> Iterator[tuple[int, str]]:
    """The people of a line: parted by commas (not for parents, whose names may hold one), "and", "&", or run
    together."""
    pieces = _PART.finditer(text) if detail != "parent" else re.finditer(r"[^;•]+", text)
    for piece in pieces:
        at = piece.start()
        for match in (*_BESIDE.finditer(piece.group()), None):
            end = piece.start() + match.start() if match else piece.end()
            yield at, text[at:end]
            at = piece.start() + match.end() if match else end


def _relative(page: Page, row: Row, detail: str, part: str, start: int) -> Iterator[Draft]:
    label = re.match(rf"\s*(?:and\s+)?(?P<k>(?:[\w-]+\s){{0,2}}(?:{words()}))\s*[:–-]\s+", part, re.IGNORECASE)
    plain = part[label.end() :] if label else part
    name = value_of(re.sub(r"\s*\([^()]*\)?", "", plain))
    name = re.sub(r"^\s*(?:\d+|one|two|three|four|five|six|seven|and)\s+(?=[A-Z])", "", name)
    name = _TAIL.sub("", name).strip(" .,•\u200e\u200f")
    titled = detail != "parent" and _TITLE.match(name) is not None
    if (
        titled
        or is_empty(name)
        or not (name[0].isupper() or not name[0].isascii())
        or len(name) > 70
        or _NO_NAME.search(name)
    ):
        return
    bracket = re.search(r"\((?P<k>[^()]*)\)", plain)
    kind = _kind(detail, label["k"] if label else bracket["k"] if bracket else "")
    lead = len(part) - len(part.lstrip(" •"))
    span = Span(start + lead, start + len(part.rstrip(" ,;")))
    yield Draft(
        "relative",
        name,
        whole(row, span),
        "infobox.relative",
        page.subject,
        qualifiers=(("kind", kind),),
        fact=span,
        date=_years(part, page.document.lang) if kind == "spouse" else None,
        stance="asserted",
    )


def _kind(detail: str, word: str) -> str:
    """What the relative is, by the field's own meaning or the kin word in it ("(cousin)")."""
    if detail not in ("other", "sibling"):
        return detail
    found = re.search(rf"(?<![\w-])(?:{words()})(?![\w-])", word.lower())
    return kinds()[found.group()] if found else detail


_STRETCH = re.compile(r"[;–—]|\s-\s|(?<=\d)-(?=\d)|,(?!\s\d{4})")
_POINT = re.compile(r"(?:\d{1,2}\s\w+\s|\w+\s\d{1,2},\s|\w+\s)?\d{3,4}$")


def _point(words: str, lang: str) -> DateMatch | None:
    """The date at the end of "her death 1990"."""
    match = _POINT.search(words.strip())
    return (read_date(match.group(), lang=lang) or read_date(match.group().split()[-1])) if match else None


def _years(part: str, lang: str) -> Date | None:
    """ "(m. 1945; died 1990)", "(m. 2003)", "(1945–1990)": from the wedding to the end, as far as the row says."""
    bracket = re.search(r"\((?P<in>[^()]*\d{3,4}[^()]*)\)?", part)
    if bracket is None or not _WEDDING.search(bracket["in"]):
        return None
    dates = [found.date for part in _STRETCH.split(bracket["in"]) if (found := _point(part, lang)) is not None]
    if len(dates) == 2 and not any("/" in d.edtf for d in dates) and dates[0].earliest and dates[1].latest:
        first, last = dates
        return Date(
            f"{first.edtf}/{last.edtf}", bracket["in"], first.earliest, last.latest, True, True, "date.marriage"
        )
    return dates[0] if len(dates) == 1 else None
