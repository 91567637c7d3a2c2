"""Short ways to the dates that nothing around them changes, which are most: "in 1943", "On 5 May 1943,", "(1869–1948)".

They give what the long way gives, only sooner; where it takes more to tell, they give None.
"""

from __future__ import annotations

from dataclasses import replace

from cursus.claim import Date
from cursus.text.dates.context import DASHES, OPENING, is_event, is_named
from cursus.text.dates.edtf import EdtfError, bounds
from cursus.text.dates.lexicon import Lexicon
from cursus.text.dates.model import DateMatch
from cursus.text.dates.phrase import Phrase
from cursus.text.dates.points import Core, core_edtf
from cursus.text.dates.ranges import LINK_REACH
from cursus.text.dates.reading import present
from cursus.text.dates.relative import year_for_month
from cursus.text.dates.scene import Scene
from cursus.text.dates.tails import look_right
from cursus.text.dates.yearless import goes_back

_KINDS = frozenset(("day", "month", "year", "decade", "century"))
_ROUND = frozenset(("decade", "century"))
_PARTED = frozenset(("day", "month", "year"))
_ENDERS = frozenset((",", ".", ")", ";", ":", "\n"))
_SIDED = frozenset(("by", "By", "since", "Since"))
_DASHED = frozenset(("–", "-", " – ", " - ", "—"))
_FROM = frozenset(("from", "From"))
_IN = frozenset(("in", "In"))
_ON = frozenset(("in", "In", "on", "On"))
_DASH_INITIALS = frozenset(DASHES + "/")
_TAIL_INITIALS = frozenset("BCANOJV([?")
_CLOSERS = frozenset((",", ".", ")", ";", ":", "\n", ""))
#: A yearless day before these is no date or takes more to tell.
_UNYEARED = frozenset(("°", "%", "’", "'"))
_EDGES = frozenset(DASHES + "(~([“")
#: Behind these a bare number may be a year.
_YEAR_EDGES = frozenset(",;:|•·*([" + DASHES + "“\"'‘~")
_KEEP = 50_000


def plain_point(scene: Scene, index: int) -> DateMatch | None:
    """A day, month or year between words that do not change it."""
    start, end, core = scene.points[index]
    if core.__class__ is not Core or not _is_plain(core):
        return None
    text, lexicon = scene.text, scene.lexicon
    near = _near(scene, index, end)
    if near <= 2 or not _calm(scene, end, near):
        return None
    before = text[start - 1 : start]
    if before == "(" and text[end : end + 1] == ")":
        return _remembered(scene, start, end, core)
    if before != " " or start < 3:
        return None
    words = text[max(start - 26, scene.limit) : start].split()
    if core.kind in _ROUND and words and words[-1] == "the":
        words.pop()
    if len(words) < 2 or words[-2][-1] in _EDGES:
        return None
    word = words[-1]
    bare = word.casefold().lstrip(OPENING)
    if _paired(lexicon, words[-2], word) or words[-2].casefold() in lexicon.doubts:
        return None
    if bare in lexicon.plain:
        return _remembered(scene, start, end, core)
    if word in _SIDED:
        # The word itself is of the date: "by 1811". One more before it would take the long way.
        if words[-2].casefold() in lexicon.widest or text[start - len(word) - 1 : start - 1] != word:
            return None
        return _remembered(scene, start - len(word) - 1, end, core, sided=word.casefold())
    if bare in lexicon.widest:
        return _inside(scene, start, end, core, words)
    if core.bare:
        if word[-1] != "," or text[end : end + 1] not in _ENDERS or len(word) < 2 or word[-2].isdigit():
            return None
    elif word[-1] in _EDGES:
        return None
    return _remembered(scene, start, end, core)


def plain_yearless(scene: Scene, index: int) -> tuple[bool, DateMatch | None]:
    """A day or month that takes its year from the anchor, behind "in" or "on": whether the short way answers, and its date."""
    start, end, core = scene.points[index]
    if core.__class__ is not Core or core.year is not None or core.day2 or core.rule or start < 6:
        return False, None
    text, lexicon = scene.text, scene.lexicon
    if core.kind == "month":
        if end - start < 4:
            return False, None
    elif core.kind != "day":
        return False, None
    if text[start - 1] != " " or text[end : end + 1] in _UNYEARED:
        return False, None
    near = scene.points[index + 1][0] - end if index + 1 < len(scene.points) else LINK_REACH + 1
    if near <= LINK_REACH or not _calm(scene, end, near):
        return False, None
    words = text[max(start - 26, scene.limit) : start].split()
    if len(words) < 2 or words[-1] not in (_IN if core.kind == "month" else _ON) or words[-2][-1] in _EDGES:
        return False, None
    if words[-1].casefold() not in lexicon.plain or _paired(lexicon, words[-2], words[-1]):
        return False, None
    if words[-2].casefold() in lexicon.doubts:
        return False, None
    anchor = scene.anchor()
    if anchor is None:
        return True, None
    year = year_for_month(anchor, core.month, "")
    if year is None or goes_back(core, anchor, year):
        return True, None
    return True, _remembered(scene, start, end, replace(core, year=year), anchor=anchor.edtf)


def plain_range(scene: Scene, index: int) -> DateMatch | None:
    """Two points with nothing but a dash between them, or "from" and "to" around the first."""
    points, text, lexicon = scene.points, scene.text, scene.lexicon
    if index + 1 >= len(points):
        return None
    start, end, core = points[index]
    second, stop, other = points[index + 1]
    if second - end > 4 or not isinstance(core, Core) or not isinstance(other, Core):
        return None
    between = text[end:second]
    worded = between == " to "
    if (not worded and between not in _DASHED) or not _is_plain(core) or not _is_plain(other):
        return None
    if core.era or other.era or core.kind in _ROUND or other.kind in _ROUND:
        return None
    if not _calm(scene, stop, _near(scene, index + 1, stop)):
        return None
    before = text[start - 1 : start]
    if before == "(":
        return None if worded else _remembered(scene, start, stop, core, other)
    words = text[max(start - 26, scene.limit) : start].split() if before == " " and start > 3 else []
    if len(words) < 2:
        return None
    word = words[-1]
    if worded:
        start -= len(word) + 1
        if word not in _FROM or text[start : start + len(word)] != word:
            return None
    elif _paired(lexicon, words[-2], word) or word[-1] in _EDGES or words[-2].casefold() in lexicon.doubts:
        return None
    else:
        bare = word.casefold().lstrip(OPENING)
        if bare in lexicon.widest and bare not in lexicon.plain:
            return None
    return _remembered(scene, start, stop, core, other)


def stray(scene: Scene, index: int) -> bool:
    """Whether a point is a mere number: the word before it makes no year and nothing joins it to a date."""
    start, end, core = scene.points[index]
    if core.__class__ is not Core:
        # Whose birth is not known has no age to count from.
        return isinstance(core, Phrase) and core.kind == "age" and scene.birth is None
    if (
        not core.bare
        or core.kind != "year"
        or scene.lexicon.unled
        or start - scene.listed < 12
        or scene.text[start - 1 : start] != " "
    ):
        return False
    text, lexicon = scene.text, scene.lexicon
    rest = text[end : end + 14]
    if rest[:2].lstrip()[:1] in _DASH_INITIALS or text[start - 2 : start - 1].isspace():
        return False
    word = rest.split(None, 1)
    if word and word[0].rstrip(",;").casefold() in lexicon.joining:
        return False
    words = text[max(start - 26, scene.limit) : start].split()
    if not words:
        return False
    last = words[-1][-1]
    if last in _YEAR_EDGES and not (last == "," and text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()):
        return False
    bare = words[-1].casefold().lstrip(OPENING)
    if bare not in lexicon.widest:
        return True
    sense = lexicon.before.get(bare)
    return sense is not None and sense[0] == "reject" and len(words) > 1 and not _paired(lexicon, words[-2], words[-1])


def _near(scene: Scene, index: int, end: int) -> int:
    """How far the next point stands behind ``end``; a phrase cannot be joined to a date with its year."""
    if index + 1 < len(scene.points):
        start, _, core = scene.points[index + 1]
        if core.__class__ is Core:
            return start - end
    return LINK_REACH + 1


def _calm(scene: Scene, end: int, near: int) -> bool:
    """Whether what stands behind a point changes nothing of it."""
    text, lexicon = scene.text, scene.lexicon
    behind = text[end : end + 1]
    if behind != " ":
        if behind not in _CLOSERS:
            return False
        return text[end + 1 : end + 4] != " or" and not (behind in ".," and text[end + 1 : end + 2].isdigit())
    word = text[end + 1 : end + 24].split(" ", 1)[0]
    initial = word[:1]
    if initial in _DASH_INITIALS:
        return False
    word = word.rstrip(".,;:)").partition("-")[0].casefold()
    if word in lexicon.binding and near <= LINK_REACH:
        return False
    if initial in _TAIL_INITIALS or word in lexicon.quiet:
        if lexicon.units.match(text, end) or look_right(text, end, lexicon) is not None:
            return False
        return not present(scene, end)
    return True


def _paired(lexicon: Lexicon, last_but_one: str, last: str) -> bool:
    """Whether two words end a longer phrase that may change the date."""
    return f"{last_but_one.lstrip(OPENING)} {last}".casefold() in lexicon.pairs


def _inside(scene: Scene, start: int, end: int, core: Core, words: list[str]) -> DateMatch | None:
    """ "in early 1811", "in the 1811 campaign": a part of a date, a year that names what follows it."""
    text, lexicon, word = scene.text, scene.lexicon, words[-1]
    untouched = words[-2].casefold().lstrip(OPENING) not in lexicon.widest
    if untouched and word == "the" and core.bare and is_event(text, end):
        # "won the 1811 election": a year for the sake of what it names.
        return _remembered(scene, start, end, core, rule="date.year-of-event")
    if len(words) < 3 or words[-3][-1] in _EDGES or words[-2].casefold() not in lexicon.plain:
        return None
    if words[-3].casefold() in lexicon.doubts or _paired(lexicon, words[-3], words[-2]):
        return None
    if text[start - len(word) - 2 : start] != f" {word} ":
        return None
    if word == "the":
        if not core.bare or core.kind != "year":
            return None
        return _remembered(scene, start, end, core, rule="date.year-of-event" if is_named(text, end) else "")
    if word in lexicon.parts and core.kind in _PARTED:
        return _remembered(scene, start - len(word) - 1, end, core, rule=f"date.{core.kind}-part")
    return None


def _is_plain(core: Core) -> bool:
    return core.year is not None and core.kind in _KINDS and not core.day2 and not core.rule and not core.second


def _remembered(
    scene: Scene,
    start: int,
    end: int,
    core: Core,
    other: Core | None = None,
    sided: str = "",
    rule: str = "",
    anchor: str | None = None,
) -> DateMatch | None:
    """The date of words met before, or a new one. ``sided`` is "by" or "since" where the words begin with it; ``anchor`` gave the year."""
    said = scene.text[start:end]
    key = f"{said}|{core.year}|{anchor}" if anchor is not None else f"{said}|{rule}" if rule else said
    known = scene.scanner.dates
    date = known.get(key)
    if date is None:
        edtf = core_edtf(core)
        second = core_edtf(other) if other is not None else ""
        if edtf is None or second is None:
            return None
        real = other is not None
        rule = rule or ("date.range" if real else f"date.{sided}-{core.kind}" if sided else f"date.{core.kind}")
        edtf = f"{edtf}/{second}" if second else f"[..{edtf}]" if sided == "by" else f"{edtf}/.." if sided else edtf
        try:
            low, high = bounds(edtf)
        except EdtfError:
            return None
        date = Date(edtf, said, low, high, real or sided == "since", real, rule, anchor)
        if len(known) > _KEEP:
            known.clear()
        known[key] = date
    return DateMatch(start, end, date, anchor is not None)
