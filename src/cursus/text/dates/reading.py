"""A point and the words on it: circa and perhaps, seasons, eras, Old and New Style, "or later", "present"."""

from __future__ import annotations

import re
from dataclasses import replace

from cursus.text.dates.calendars import from_julian
from cursus.text.dates.context import DASHES
from cursus.text.dates.edtf import iso
from cursus.text.dates.points import Core, core_edtf, find_points
from cursus.text.dates.scene import Item, Reading, Scene
from cursus.text.dates.tails import Tail

_OPEN_DASH = re.compile(rf"\s?[{DASHES}]\s*(?=[)\]]|\Z)")
_TO = re.compile(rf"\s?(?:[{DASHES}/]|(?:to|until|till|through|up to|bis|à|hasta|al|по|до|إلى|حتى)(?=\s))\s?")
_TO_INITIALS = frozenset(DASHES + "/tubàhaпдإح")


def mark(item: Item) -> str:
    """The EDTF qualifier that the words around a point give it."""
    behind = item.tail.kind if item.tail else ""
    circa = item.left.says("circa") or behind == "circa"
    unsure = item.left.says("uncertain") or behind == "uncertain"
    return "%" if circa and unsure else "~" if circa else "?" if unsure else ""


def before_christ(core: Core) -> Core:
    """A point with its year counted before Christ."""
    if core.kind == "century":
        return replace(core, era=True)
    if core.year is None or core.year <= 0:
        return core
    second = 1 - core.second if core.second else 0
    return replace(core, year=1 - core.year, second=second, era=True, bare=False)


def read(scene: Scene, item: Item, core: Core) -> Reading | None:
    """A point as a date; not yet with "by", "until" and the like. None where there is no such day."""
    tail = item.tail
    if tail is not None and tail.kind == "bc" and not core.era and core.kind != "fixed":
        return _reading(item, before_christ(core))
    if tail is not None and tail.kind == "style":
        return _style(scene, item, core, tail)
    if core.rule == "date.years" and core.edtf[:1] == "{" and item.left.outer() == "between":
        # "between 455 and 441 BC": the two are ends, not members.
        first, last = core.edtf[1:-1].split(",")[:: max(core.edtf.count(","), 1)]
        core = replace(core, edtf=f"[{first}..{last}]", rule="date.between")
    season = next((v for r, v in item.left.senses if r == "season"), "")
    if season and core.kind in ("year", "years") and core.year is not None:
        return _season(scene, item, core, int(season))
    if core.kind == "year" and core.year is not None and core.year % 10 == 0 and item.left.says("decade"):
        core = Core("decade", core.year)
    sign = mark(item)
    if core.kind == "decade" and core.year is not None and core.year % 100 == 0:
        # "the 1900s" may be a century; who writes "c. 1900s" or "the early 2000s" means the decade.
        if sign in ("~", "%") or (core.year >= 2000 and item.left.has("part")):
            return Reading(f"{core.year // 10:03d}X{sign}", "decade", item.start, item.stop)
    elif core.kind in ("month", "year") and core.year is not None:
        part = _any_part(item, core, sign)
        if part:
            return Reading(part, core.kind, item.start, item.stop)
    return _reading(item, core)


def _reading(item: Item, core: Core) -> Reading | None:
    edtf = core_edtf(core, mark(item))
    if edtf is None:
        return None
    real = core.join == "to" and (core.kind == "years" or core.day2 > 0)
    rule = core.rule if core.rule.startswith("date.") else ""
    return Reading(edtf, core.kind, item.start, item.stop, False, real, real, rule)


def _any_part(item: Item, core: Core, sign: str) -> str:
    """ "a day in January 1872", "month in 1872": an unsaid day or month of it."""
    if core.kind == "month" and item.left.says("anyday"):
        return f"{core.year:04d}-{core.month:02d}-XX{sign}"
    return f"{core.year:04d}-XX{sign}" if core.kind == "year" and item.left.says("anymonth") else ""


def _season(scene: Scene, item: Item, core: Core, code: int) -> Reading | None:
    """ "the winter of 1858–59", "summer and fall of 1944"."""
    if core.year is None or (core.kind == "years" and not (code == 24 and core.second == core.year + 1)):
        return _reading(item, core)
    season = Core("season", core.year, code)
    base = max(item.left.start - 24, scene.limit)
    head = scene.text[base : item.left.start].casefold()
    words = head.split()
    link = scene.lexicon.links.get(words[-1], "") if len(words) > 1 else ""
    sense = scene.lexicon.before.get(words[-2]) if link else None
    if sense is None or sense[0] != "season" or int(sense[1]) >= code:
        return _reading(item, season)
    sign = mark(item)
    first, second = f"{core.year:04d}-{sense[1]}{sign}", f"{core.year:04d}-{code}{sign}"
    edtf = {"or": f"[{first},{second}]", "and": f"{{{first},{second}}}"}.get(link, f"{first}/{second}")
    return Reading(edtf, "season", base + head.rfind(words[-2]), item.stop)


def _style(scene: Scene, item: Item, core: Core, tail: Tail) -> Reading | None:
    """Old and New Style: the Gregorian day wins where the text gives it, else the Julian one is converted."""
    if core.kind != "day" or core.year is None or core.day2:
        return _reading(item, core)
    sign = mark(item)
    if tail.own == "N":
        found = core_edtf(core, sign)
        return Reading(found, "day", item.start, tail.end, rule="date.new-style") if found else None
    if tail.other_start >= 0:
        inner = list(find_points(scene.text[tail.other_start : tail.other_end], scene.scanner))
        if len(inner) == 1 and inner[0][2].kind == "day":
            other = inner[0][2]
            found = core_edtf(other if other.year is not None else replace(other, year=core.year), sign)
            return Reading(found, "day", item.start, tail.end, rule="date.new-style") if found else None
    day = iso(from_julian((core.year, core.month, core.day)))
    return Reading(day + sign, "day", item.start, tail.end, rule="date.julian")


def open_ends(scene: Scene, item: Item, reading: Reading) -> Reading:
    """The reading with an open end, where it has one: "2011–present", "(1943–)", "(–1943)", "2019 or later"."""
    kind = item.tail.kind if item.tail else ""
    edtf = reading.edtf
    if kind in ("later", "earlier") and "/" not in edtf:
        edtf = f"{edtf}/.." if kind == "later" else f"../{edtf}"
        return replace(reading, edtf=edtf, starts=False, ends=False, rule=f"date.or-{kind}")
    if kind[:3] in ("all", "one") and "/" not in edtf:
        inner = f"{edtf}.." if kind.endswith("later") else f"..{edtf}"
        edtf = f"{{{inner}}}" if kind[:3] == "all" else f"[{inner}]"
        return replace(reading, edtf=edtf, rule=f"date.or-{kind[4:]}")
    if "/" in edtf or edtf[0] in "[{":
        return reading
    now = present(scene, reading.end)
    if now:
        return replace(reading, edtf=f"{edtf}/..", end=now, starts=True, rule="date.range-open")
    if item.left.outer() or reading.kind not in ("year", "month", "day", "season"):
        return reading
    dash = _OPEN_DASH.match(scene.text, reading.end)
    if dash and (scene.whole or dash.end() < len(scene.text)):
        return replace(reading, edtf=f"{edtf}/..", end=dash.end(), starts=True, rule="date.range-open")
    if item.left.edge and item.left.edge in DASHES:
        before = scene.text[max(item.left.start - 8, 0) : item.left.start].rstrip(DASHES + " ")
        if before.endswith("(") or (scene.whole and not before and item.left.start < 8):
            start = min(reading.start, max(item.left.start - 8, 0) + len(before))
            return replace(reading, edtf=f"../{edtf}", start=start, ends=True, rule="date.range-open")
    return reading


def present(scene: Scene, end: int) -> int:
    """Where a dash and a word for today end, behind ``end``; 0 if there is none."""
    rest = scene.text[end : end + 40]
    if rest[:2].lstrip()[:1] not in _TO_INITIALS:
        return 0
    match = _TO.match(rest)
    if match is None:
        return 0
    lower = rest[match.end() :].casefold()
    word = lower.split(None, 1)
    for key in (word[0], word[0].rstrip(").,;]")) if word else ():
        for form, (role, _) in scene.lexicon.after.get(key, ()):
            stop = match.end() + len(form)
            if role == "present" and lower.startswith(form) and not rest[stop : stop + 1].isalnum():
                return end + stop
    return 0
