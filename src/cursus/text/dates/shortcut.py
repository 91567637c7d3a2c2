"""Short ways to the dates that nothing around them changes, which are most: "in 1943", "On 5 May 1943,", "(1869–1948)".

They give what the long way gives, only sooner; where it takes more to tell, they give None.
"""

from __future__ import annotations

from cursus.claim import Date
from cursus.text.dates.context import DASHES, OPENING
from cursus.text.dates.edtf import EdtfError, bounds
from cursus.text.dates.model import DateMatch
from cursus.text.dates.points import Core, core_edtf
from cursus.text.dates.ranges import LINK_REACH
from cursus.text.dates.scene import Scene

_KINDS = frozenset(("day", "month", "year", "decade", "century"))
_ROUND = frozenset(("decade", "century"))
_ENDERS = frozenset((",", ".", ")", ";"))
_SIDED = frozenset(("by", "By", "since", "Since"))
_DASHED = frozenset(("–", "-", " – ", " - ", "—"))
_FROM = frozenset(("from", "From"))
_TAIL_INITIALS = frozenset("BCANOJV([?–" + DASHES + "/")
_RANGE_TAIL_INITIALS = frozenset("bcad([?" + DASHES + "/")
_CLOSERS = frozenset((",", ".", ")", ";", ":", "\n", ""))
_EDGES = frozenset(DASHES + "(~([“")
#: First letters of what opens a range: a dash, "to", "until", "bis" and their likes.
OPENERS = frozenset(DASHES + "/tubàhaпдإح")
_KEEP = 50_000


def plain_point(scene: Scene, index: int) -> DateMatch | None:
    """A day, month or year between words that do not change it."""
    start, end, core = scene.points[index]
    if not isinstance(core, Core) or not _is_plain(core):
        return None
    text, lexicon = scene.text, scene.lexicon
    near = scene.points[index + 1][0] - end if index + 1 < len(scene.points) else LINK_REACH + 1
    behind = text[end : end + 1]
    if near <= 2:
        return None
    if behind == " ":
        word = text[end + 1 : end + 24].split(" ", 1)[0]
        if word[:1] in _TAIL_INITIALS:
            return None
        word = word.rstrip(".,;:)").partition("-")[0].casefold()
        if word in lexicon.quiet or (word in lexicon.links and near <= LINK_REACH):
            return None
    elif (
        behind not in _CLOSERS
        or text[end + 1 : end + 4] == " or"
        or (behind in ".," and text[end + 1 : end + 2].isdigit())
    ):
        return None
    before = text[start - 1 : start]
    if before == "(" and behind == ")":
        return _remembered(scene, start, end, core)
    if before != " " or start < 3:
        return None
    words = text[max(start - 26, scene.limit) : start].split()
    if core.kind in _ROUND and words and words[-1] == "the":
        words.pop()
    if len(words) < 2 or words[-2].casefold() in lexicon.hinges:
        return None
    word = words[-1]
    bare = word.casefold().lstrip(OPENING)
    if bare in lexicon.plain:
        return _remembered(scene, start, end, core)
    if word in _SIDED:
        # The word itself is of the date: "by 1811". One more before it would take the long way.
        if words[-2].casefold() in lexicon.widest or text[start - len(word) - 1 : start - 1] != word:
            return None
        return _remembered(scene, start - len(word) - 1, end, core, sided=word.casefold())
    if bare in lexicon.widest:
        return None
    if core.bare:
        if word[-1] != "," or behind not in _ENDERS or len(word) < 2 or not word[-2].isalpha():
            return None
    elif word[-1] in _EDGES:
        return None
    return _remembered(scene, start, end, core)


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
    behind = text[stop : stop + 1]
    if behind == " ":
        word = text[stop + 1 : stop + 24].split(" ", 1)[0].rstrip(".,;:)").partition("-")[0].casefold()
        if word[:1] in _RANGE_TAIL_INITIALS or word in lexicon.quiet or word in lexicon.links:
            return None
    elif behind not in _CLOSERS or (behind in ".," and text[stop + 1 : stop + 2].isdigit()):
        return None
    before = text[start - 1 : start]
    if before == "(":
        return None if worded else _remembered(scene, start, stop, core, other)
    words = text[max(start - 24, scene.limit) : start].split() if before == " " and start > 3 else []
    if len(words) < 2:
        return None
    word = words[-1]
    if worded:
        start -= len(word) + 1
        if word not in _FROM or text[start : start + len(word)] != word:
            return None
    elif word.casefold().lstrip(OPENING) in lexicon.widest or not word.isalpha():
        return None
    return _remembered(scene, start, stop, core, other)


def stray(scene: Scene, index: int) -> bool:
    """Whether a point is a mere number: the word before it makes no year and nothing joins it to a date."""
    start, end, core = scene.points[index]
    if not isinstance(core, Core) or not core.bare or core.kind != "year" or start - scene.listed < 12:
        return False
    text = scene.text
    if text[start - 1 : start] != " " or text[end : end + 2].lstrip()[:1] in OPENERS:
        return False
    words = text[max(start - 20, scene.limit) : start].split()
    return bool(words) and words[-1][-1].isalnum() and words[-1].casefold().lstrip(OPENING) not in scene.lexicon.widest


def _is_plain(core: Core) -> bool:
    return core.year is not None and core.kind in _KINDS and not core.day2 and not core.rule and not core.second


def _remembered(
    scene: Scene, start: int, end: int, core: Core, other: Core | None = None, sided: str = ""
) -> DateMatch | None:
    """The date of words met before, or a new one. ``sided`` is "by" or "since" where the words begin with it."""
    said = scene.text[start:end]
    known = scene.scanner.dates
    date = known.get(said)
    if date is None:
        edtf = core_edtf(core)
        second = core_edtf(other) if other is not None else ""
        if edtf is None or second is None:
            return None
        real = other is not None
        rule = "date.range" if real else f"date.{sided}-{core.kind}" if sided else f"date.{core.kind}"
        edtf = f"{edtf}/{second}" if second else f"[..{edtf}]" if sided == "by" else f"{edtf}/.." if sided else edtf
        try:
            low, high = bounds(edtf)
        except EdtfError:
            return None
        date = Date(edtf, said, low, high, real or sided == "since", real, rule)
        if len(known) > _KEEP:
            known.clear()
        known[said] = date
    return DateMatch(start, end, date)
