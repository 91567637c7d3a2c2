"""Dates in running text.

The points of a text (:mod:`points`) and its relative phrases (:mod:`relative`) are read in order. Words to the left change a point (by, until,
circa, from), words to the right end it (BC, "or later", "present"), and a link joins two points to a range or a choice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cursus.claim import Date
from cursus.text.dates.calendars import from_julian
from cursus.text.dates.context import DASHES, Left, is_year, look_left, names_event, negated
from cursus.text.dates.edtf import EdtfError, bounds, iso
from cursus.text.dates.lexicon import Lexicon, field_lexicon, months, prose_lexicon
from cursus.text.dates.model import DateMatch
from cursus.text.dates.points import Core, Scanner, core_edtf, field_scanner, find_points, prose_scanner
from cursus.text.dates.relative import Anchor, Phrase, find_phrases, offset_year, read_anchor, resolve, year_for_month
from cursus.text.dates.tails import Tail, look_right

__all__ = ["Finder", "find_dates", "months", "next_anchor"]

_PLAIN_KINDS = frozenset(("day", "month", "year"))
#: Prepositions that change nothing, as they are written.
_PLAIN_WORDS = frozenset(("in", "In", "on", "On", "of", "during", "During"))
_RANGE_DASHES = frozenset(("–", "-", " – ", " - ", "—"))
_RANGE_WORDS = frozenset((" to ",))
_RANGE_TAILS = frozenset("bcad([?-–—/")
_FROM = frozenset(("from", "From"))
_TAIL_INITIALS = frozenset("BCANOJV([?-–—/")
_CLOSERS = frozenset((",", ".", ")", ";", ":", "\n", ""))
_EDGES = frozenset("-–—(~([“")
_LINK_REACH = 36
_FAR_REACH = 100
_OPEN_DASH = re.compile(rf"\s?[{DASHES}]\s*(?=[)\]]|\Z)")
_TO = re.compile(rf"\s?(?:[{DASHES}/]|(?:to|until|till|through|up to|bis|à|hasta|al|по|до|إلى|حتى)(?=\s))\s?")
_JOINERS = frozenset(DASHES + ",;/")
_OPENERS = frozenset(DASHES + "/tubàhaпдإح")
_IN_BETWEEN = re.compile(r"\sor\san?\s\w+\sin\sbetween")
_PLACE = re.compile(r"(?:in|at|,)\s[^\d(;.]{2,80}(?:\([^()\d]{0,40}\)[^\d(;.]{0,20})?")


@dataclass(frozen=True, slots=True)
class Item:
    """A point or phrase with the words around it. ``core`` is None for a phrase."""

    start: int
    end: int
    core: Core | None
    phrase: Phrase | None
    left: Left
    tail: Tail | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One date as read: its EDTF without outer modifiers, and what made it."""

    edtf: str
    kind: str
    start: int
    end: int
    relative: bool = False
    starts: bool = False
    ends: bool = False
    rule: str = ""


class Finder:
    """Reads one text. ``whole`` is the reading of a date field: there a bare number is a year, and any language counts."""

    def __init__(self, text: str, lang: str, anchor: str | None, birth: str | None, whole: bool) -> None:
        self.text = text
        self.whole = whole
        self.birth = birth
        self.given = anchor
        self.out: list[DateMatch] = []
        self.lexicon: Lexicon = field_lexicon(lang) if whole else prose_lexicon(lang)
        self.scanner: Scanner = field_scanner(lang) if whole else prose_scanner(lang)
        self.raw: list[tuple[int, int, Core | Phrase]] = list(find_points(text, self.scanner))
        if self.lexicon.lang == "en" and (anchor is not None or birth is not None or self.raw):
            self._add_phrases()
        self.limit = 0
        self.listed = -1
        self.seen: tuple[int, int, Item] | None = None

    def _add_phrases(self) -> None:
        found: list[tuple[int, int, Core | Phrase]] = list(find_phrases(self.text))
        if not found:
            return
        merged = sorted([*self.raw, *found], key=lambda p: (p[0], -p[1]))
        self.raw = []
        end = 0
        for point in merged:
            if point[0] >= end:
                self.raw.append(point)
                end = point[1]

    def run(self) -> list[DateMatch]:
        """All dates in order, without overlap."""
        out, raw = self.out, self.raw
        index, count = 0, len(raw)
        plain = not self.whole
        while index < count:
            match, used = self._plainly(index) if plain else None, 1
            if match is None and plain:
                match, used = self._plain_range(index), 2
            if match is None:
                match, used = (None, 1) if plain and self._stray(index) else self._at(index)
            if match is not None:
                out.append(match)
                self.limit = self.listed = match.end
            index += used
            while index < count and raw[index][0] < self.limit:
                index += 1
        return out

    def _plainly(self, index: int) -> DateMatch | None:
        """The date at a point that nothing around it changes, by a short way: "in 1943", "On 5 May 1943,". None where it takes more to tell."""
        start, end, core = self.raw[index]
        if not isinstance(core, Core) or core.year is None or core.day2 or core.kind not in _PLAIN_KINDS or core.rule:
            return None
        text, lexicon = self.text, self.lexicon
        near = self.raw[index + 1][0] - end if index + 1 < len(self.raw) else _FAR_REACH
        behind = text[end : end + 1]
        if behind == " ":
            word = text[end + 1 : end + 24].split(" ", 1)[0]
            if word[:1] in _TAIL_INITIALS:
                return None
            word = word.rstrip(".,;:)").partition("-")[0].casefold()
            if word in lexicon.quiet or (word in lexicon.links and near <= _LINK_REACH) or near <= 2:
                return None
        elif (
            behind not in _CLOSERS
            or near <= 2
            or text[end + 1 : end + 4] == " or"
            or (behind in ".," and text[end + 1 : end + 2].isdigit())
        ):
            return None
        before = text[start - 1 : start]
        if before == "(" and behind == ")":
            return self._plain_date(start, end, core)
        if before != " " or start < 3:
            return None
        words = text[max(start - 26, self.limit) : start].split()
        if len(words) < 2:
            return None
        word = words[-1]
        if word not in _PLAIN_WORDS and (
            core.bare or word.casefold().lstrip("([“\"'‘") in lexicon.widest or word[-1] in _EDGES
        ):
            return None
        if words[-2].casefold() in lexicon.hinges:
            return None
        return self._plain_date(start, end, core)

    def _plain_date(self, start: int, end: int, core: Core) -> DateMatch | None:
        said = self.text[start:end]
        date = self.scanner.dates.get(said)
        if date is None:
            edtf = core_edtf(core)
            if edtf is None:
                return None
            low, high = bounds(edtf)
            date = Date(edtf, said, low, high, False, False, f"date.{core.kind}")
            if len(self.scanner.dates) > 50_000:
                self.scanner.dates.clear()
            self.scanner.dates[said] = date
        return DateMatch(start, end, date)

    def _plain_range(self, index: int) -> DateMatch | None:
        """Two points with nothing but a dash between them, in brackets or between plain words, by a short way: "(1869–1948)"."""
        raw, text = self.raw, self.text
        if index + 1 >= len(raw):
            return None
        start, end, core = raw[index]
        second, stop, other = raw[index + 1]
        if not 1 <= second - end <= 4 or not isinstance(core, Core) or not isinstance(other, Core):
            return None
        between = text[end:second]
        worded = between in _RANGE_WORDS
        if not worded and between not in _RANGE_DASHES:
            return None
        for one in (core, other):
            if one.kind not in _PLAIN_KINDS or one.year is None or one.day2 or one.rule or one.era:
                return None
        behind = text[stop : stop + 1]
        if behind == " ":
            word = text[stop + 1 : stop + 24].split(" ", 1)[0]
            word = word.rstrip(".,;:)").partition("-")[0].casefold()
            if word[:1] in _RANGE_TAILS or word in self.lexicon.quiet or word in self.lexicon.links:
                return None
        elif behind not in _CLOSERS or (behind in ".," and text[stop + 1 : stop + 2].isdigit()):
            return None
        before = text[start - 1 : start]
        if before != "(":
            words = text[max(start - 24, self.limit) : start].split() if before == " " and start > 3 else []
            if len(words) < 2:
                return None
            if worded:
                if words[-1] not in _FROM:
                    return None
                start -= len(words[-1]) + 1
                if text[start : start + len(words[-1])] != words[-1]:
                    return None
            elif words[-1].casefold().lstrip("([“\"'‘") in self.lexicon.widest or not words[-1].isalpha():
                return None
        elif worded:
            return None
        said = text[start:stop]
        date = self.scanner.dates.get(said)
        if date is None:
            edtf = f"{core_edtf(core)}/{core_edtf(other)}"
            try:
                low, high = bounds(edtf)
            except EdtfError:
                return None
            date = self.scanner.dates[said] = Date(edtf, said, low, high, True, True, "date.range")
        return DateMatch(start, stop, date)

    def _stray(self, index: int) -> bool:
        """Whether a point is a mere number, by a short way: the word before it makes no year and nothing joins it to a date."""
        start, end, core = self.raw[index]
        if not isinstance(core, Core) or not core.bare or core.kind != "year" or start - self.listed < 12:
            return False
        text = self.text
        if text[start - 1 : start] != " " or text[end : end + 2].lstrip()[:1] in _OPENERS:
            return False
        words = text[max(start - 20, self.limit) : start].split()
        return (
            bool(words)
            and words[-1][-1].isalnum()
            and words[-1].casefold().lstrip("([“\"'‘") not in self.lexicon.widest
        )

    def _anchor_now(self) -> Anchor | None:
        """What a relative phrase at this place counts from: the nearest date told before it that can carry one."""
        for match in reversed(self.out):
            if _anchors(self.text, match):
                return read_anchor(match.date.edtf)
        return read_anchor(self.given) if self.given is not None else None

    def _item(self, index: int, limit: int) -> Item:
        if self.seen is not None and self.seen[:2] == (index, limit):
            return self.seen[2]
        start, end, what = self.raw[index]
        left = look_left(self.text, start, limit, self.lexicon)
        if isinstance(what, Phrase):
            item = Item(start, end, None, what, left, None)
        else:
            item = Item(start, end, what, None, left, look_right(self.text, end, self.lexicon))
        self.seen = (index, limit, item)
        return item

    def _at(self, index: int) -> tuple[DateMatch | None, int]:
        item = self._item(index, self.limit)
        if item.core is None:
            return self._relative(index, item)
        core = item.core
        link, other, used = self._link(index, item)
        if core.bare and not self._counts(item, link):
            return None, 1
        if core.year is None and core.kind != "fixed":
            return self._yearless(item, link, other, used)
        if link and other is not None and other.core is not None:
            joined = self._join(item, core, other, link)
            if joined is not None:
                return joined, used
        return self._single(item, core), 1

    def _counts(self, item: Item, link: str) -> bool:
        core = item.core
        if core is None:
            return False
        if core.rule == "small":
            said = any(v in ("circa", "year") for _, v in item.left.senses)
            return said and ((core.year is not None and core.year > 99) or ("at", "year") in item.left.senses)
        if self.whole:
            return not item.left.rejected
        if item.left.rejected or (
            self.text[item.start - 1 : item.start].isalnum() and item.start > 0 and not item.left.has("mod")
        ):
            return False
        between = self.text[self.listed : item.left.start].strip() if self.listed >= 0 else "?"
        in_list = len(between) < 5 and between.casefold() in (
            ",",
            "and",
            ", and",
            "&",
            "or",
            ", or",
            ";",
            "und",
            "et",
            "y",
            "e",
            "и",
            "та",
            "-",
            "–",
            "—",
            "/",
        )
        ranged = core.kind == "years" or (link == "to" and item.tail is None)
        if ranged and not item.left.senses and not self.lexicon.units.match(self.text, item.end):
            return self.text[item.start - 1 : item.start] not in ("$", "£", "€", "#") or item.start == 0
        return is_year(self.text, item.start, item.end, item.left, self.lexicon, in_list)

    def _link(self, index: int, item: Item) -> tuple[str, Item | None, int]:
        """How the next point is joined to this one (``to``, ``and``, ``or`` …, "" if not), that point, and how many points both take."""
        end = item.tail.end if item.tail else item.end
        after = index + 1
        while after < len(self.raw) and self.raw[after][0] < end:
            after += 1
        if after >= len(self.raw) or self.raw[after][0] - end > (_FAR_REACH if self.whole else _LINK_REACH):
            return "", None, 1
        if not self.whole and item.core is not None and item.core.year is not None:
            word = self.text[end : end + 14].split(None, 1)
            if word and word[0][0] not in _JOINERS and word[0].rstrip(",;").casefold() not in self.lexicon.joining:
                return "", None, 1
        other = self._item(after, end)
        between = self.text[end : other.left.start].strip()
        return self._link_word(between, other), other, after - index + 1

    def _link_word(self, between: str, other: Item) -> str:
        plain = between.strip(",;").strip().casefold()
        if not between:
            return "to" if other.left.outer() in ("until", "to") else ""
        if (len(plain) == 1 and plain in DASHES) or plain == "--":
            return "to"
        if plain == "/":
            return "or"
        if self.whole and between == "," and _IN_BETWEEN.match(self.text, other.end):
            return "in-between"
        if self.whole and between[-1] in DASHES and _PLACE.fullmatch(between[:-1].strip()):
            # "30 June 1868 in Teuva – 25 October 1934 in Turku"
            return "to"
        return self.lexicon.links.get(plain, "")

    # -- one date -------------------------------------------------------------------------------------------------

    def _single(self, item: Item, core: Core, relative: bool = False, anchor: str | None = None) -> DateMatch | None:
        reading = self._read(item, core)
        if reading is None:
            return None
        reading = self._open_ends(item, reading)
        if relative:
            reading = replace(reading, relative=True)
        return self._finish(item.left, reading, anchor)

    def _mark(self, left: Left, tail: Tail | None) -> str:
        circa = ("mod", "circa") in left.senses or (tail is not None and tail.kind == "circa")
        unsure = ("mod", "uncertain") in left.senses or (tail is not None and tail.kind == "uncertain")
        return "%" if circa and unsure else "~" if circa else "?" if unsure else ""

    def _read(self, item: Item, core: Core) -> Reading | None:
        """A point with its marks, season, era and calendar; not yet by, until and the like."""
        tail, end = item.tail, item.end
        mark = self._mark(item.left, tail)
        kind = core.kind
        if tail is not None:
            end = tail.end
            if tail.kind == "bc" and not core.era and core.kind != "fixed":
                core = _before_christ(core)
                return self._with_mark(item, core, mark, end)
            if tail.kind == "style":
                return self._style(item, core, tail, mark)
        season = next((v for r, v in item.left.senses if r == "season"), "")
        if season and core.kind in ("year", "years") and core.year is not None:
            code = int(season)
            if core.kind == "years" and not (code == 24 and core.second == core.year + 1):
                return self._with_mark(item, core, mark, end)
            core = Core("season", core.year, code)
            pair = self._season_pair(item, core, mark)
            if pair is not None:
                return Reading(pair[0], "season", pair[1], end)
            return self._with_mark(item, core, mark, end)
        if (
            ("mod", "decade") in item.left.senses
            and core.kind == "year"
            and core.year is not None
            and core.year % 10 == 0
        ):
            core = Core("decade", core.year)
        if mark and mark != "?" and core.kind == "decade" and core.year is not None and core.year % 100 == 0:
            # "the 1900s" may be a century; who writes "c. 1900s" means the decade.
            return Reading(f"{core.year // 10:03d}X{mark}", "decade", item.start, end)
        edtf = self._any_part(item, core, mark) or core_edtf(core, mark)
        if edtf is None:
            return None
        rule = core.rule if core.rule.startswith("date.") else ""
        return Reading(edtf, kind if core.kind != "decade" else "decade", item.start, end, rule=rule, **_ends_of(core))

    def _any_part(self, item: Item, core: Core, mark: str) -> str | None:
        """ "a day in January 1872", "month in 1872": an unsaid day or month of it."""
        senses = item.left.senses
        if ("mod", "anyday") in senses and core.kind == "month":
            return f"{core.year:04d}-{core.month:02d}-XX{mark}"
        return f"{core.year:04d}-XX{mark}" if ("mod", "anymonth") in senses and core.kind == "year" else None

    def _with_mark(self, item: Item, core: Core, mark: str, end: int) -> Reading | None:
        found = core_edtf(core, mark)
        return Reading(found, core.kind, item.start, end, **_ends_of(core)) if found else None

    def _season_pair(self, item: Item, core: Core, mark: str) -> tuple[str, int] | None:
        """ "summer and fall of 1944": both, where another season stands before the one that was read; and where it begins."""
        base = max(item.left.start - 24, self.limit)
        head = self.text[base : item.left.start].casefold().split()
        if len(head) < 2 or self.lexicon.links.get(head[-1]) is None:
            return None
        sense = self.lexicon.before.get(head[-2])
        if sense is None or sense[0] != "season" or core.year is None or int(sense[1]) >= core.month:
            return None
        first, second = f"{core.year:04d}-{sense[1]}{mark}", f"{core.year:04d}-{core.month}{mark}"
        link = self.lexicon.links[head[-1]]
        edtf = (
            f"[{first},{second}]" if link == "or" else f"{{{first},{second}}}" if link == "and" else f"{first}/{second}"
        )
        return edtf, base + self.text[base : item.left.start].casefold().rfind(head[-2])

    def _style(self, item: Item, core: Core, tail: Tail, mark: str) -> Reading | None:
        """Old and New Style: the Gregorian day wins where the text gives it, else the Julian one is converted."""
        if core.kind != "day" or core.year is None or core.day2:
            found = core_edtf(core, mark)
            return Reading(found, core.kind, item.start, tail.end) if found else None
        if tail.own == "N":
            found = core_edtf(core, mark)
            return Reading(found, "day", item.start, tail.end, rule="date.new-style") if found else None
        if tail.other_start >= 0:
            inner = list(find_points(self.text[tail.other_start : tail.other_end], self.scanner))
            if len(inner) == 1 and inner[0][2].kind == "day":
                other = inner[0][2]
                found = core_edtf(other if other.year is not None else replace(other, year=core.year), mark)
                return Reading(found, "day", item.start, tail.end, rule="date.new-style") if found else None
        return Reading(
            iso(from_julian((core.year, core.month, core.day))) + mark, "day", item.start, tail.end, rule="date.julian"
        )

    def _open_ends(self, item: Item, reading: Reading) -> Reading:
        """ "2011–present", "(1943–)", "(–1943)", "2019 or later"."""
        kind = item.tail.kind if item.tail else ""
        edtf = reading.edtf
        if kind in ("later", "earlier") and "/" not in edtf:
            edtf = f"{edtf}/.." if kind == "later" else f"../{edtf}"
            return replace(reading, edtf=edtf, starts=False, ends=False, rule=f"date.or-{kind}")
        if kind[:3] in ("all", "one") and "/" not in edtf:
            inner = f"{edtf}.." if kind.endswith("later") else f"..{edtf}"
            return replace(
                reading, edtf=f"{{{inner}}}" if kind[:3] == "all" else f"[{inner}]", rule=f"date.or-{kind[4:]}"
            )
        if "/" in edtf or edtf[0] in "[{":
            return reading
        present = self._present(reading.end)
        if present:
            return replace(reading, edtf=f"{edtf}/..", end=present, starts=True, rule="date.range-open")
        if item.left.outer():
            return reading
        dash = _OPEN_DASH.match(self.text, reading.end)
        if dash and reading.kind in ("year", "month", "day", "season") and (self.whole or dash.end() < len(self.text)):
            return replace(reading, edtf=f"{edtf}/..", end=dash.end(), starts=True, rule="date.range-open")
        if item.left.edge and item.left.edge in DASHES and reading.kind in ("year", "month", "day"):
            before = self.text[: item.left.start].rstrip(DASHES + " ")
            if before.endswith("(") or (self.whole and not before.strip()):
                return replace(
                    reading, edtf=f"../{edtf}", start=min(reading.start, len(before)), ends=True, rule="date.range-open"
                )
        return reading

    def _present(self, end: int) -> int:
        """Where a dash and a word for today end, behind ``end``; 0 if there is none."""
        if self.text[end : end + 2].lstrip()[:1] not in _OPENERS:
            return 0
        rest = self.text[end : end + 40]
        match = _TO.match(rest)
        if match is None:
            return 0
        lower = rest[match.end() :].casefold()
        word = lower.split(None, 1)
        if not word:
            return 0
        for size in (word[0], word[0].rstrip(").,;]")):
            for form, (role, _) in self.lexicon.after.get(size, ()):
                stop = match.end() + len(form)
                if role == "present" and lower.startswith(form) and not rest[stop : stop + 1].isalnum():
                    return end + stop
        return 0

    # -- two dates ------------------------------------------------------------------------------------------------

    def _join(
        self, item: Item, core: Core, other: Item, link: str, relative: bool = False, anchor: str | None = None
    ) -> DateMatch | None:
        second_core = other.core
        if second_core is None or "years" in (core.kind, second_core.kind) or item.left.rejected:
            return None
        outer = item.left.outer()
        if (
            link == "and"
            and outer != "between"
            and not (self.whole and core.kind == second_core.kind == "year" and not outer)
        ):
            return None
        if outer in ("by", "until", "before", "after", "ends") and link != "or":
            return None
        if second_core.year is None and second_core.kind != "fixed":
            if core.kind not in ("day", "month") or core.year is None:
                return None
            turn = (second_core.month, second_core.day) < (core.month, core.day if second_core.day else 0)
            second_core = replace(second_core, year=core.year + turn)
        if (
            other.tail is not None
            and other.tail.kind == "bc"
            and not core.era
            and core.year is not None
            and core.year > 0
        ):
            core = _before_christ(core)
        first, second = self._read(item, core), self._read(replace(other, core=second_core), second_core)
        if first is None or second is None or any(c in first.edtf + second.edtf for c in "/[{"):
            return None
        try:
            low, high = bounds(first.edtf)[0], bounds(second.edtf)[1]
        except EdtfError:
            return None
        ordered = low is not None and high is not None and _before(low, high)
        if link == "and" and outer != "between":
            edtf, rule = f"{{{first.edtf},{second.edtf}}}", "date.both"
        elif link == "or":
            edtf, rule = f"[{first.edtf},{second.edtf}]", "date.either"
        elif not ordered:
            return None
        elif link == "in-between":
            edtf, rule = f"[{first.edtf}..{second.edtf}]", "date.between"
        elif outer == "all":
            edtf, rule = f"{{{first.edtf}..{second.edtf}}}", "date.all"
        elif outer == "between":
            once = self._once(item.left.start)
            edtf, rule = (f"[{first.edtf}..{second.edtf}]" if once else f"{first.edtf}/{second.edtf}"), "date.between"
        else:
            edtf, rule = f"{first.edtf}/{second.edtf}", "date.range"
        end = second.end
        if link == "in-between":
            tail = _IN_BETWEEN.match(self.text, end)
            end = tail.end() if tail else end
        real = rule == "date.range"
        reading = Reading(edtf, "range", first.start, end, relative, real, real, rule)
        return self._finish(item.left, reading, anchor, plain=True)

    def _once(self, start: int) -> bool:
        """Whether what happened between two dates happened once: "born between 1840 and 1845", "sometime between"."""
        head = self.text[max(start - 30, 0) : start + 18].casefold()
        return (
            self.whole
            or re.search(
                r"\b(?:born|died|killed|executed|founded|written|built|composed|painted|arrived|some\s?time)\b", head
            )
            is not None
        )

    # -- dates that need an anchor --------------------------------------------------------------------------------

    def _yearless(self, item: Item, link: str, other: Item | None, used: int) -> tuple[DateMatch | None, int]:
        core = item.core
        assert core is not None
        split = _SPLIT_STYLE.match(self.text, item.end) if core.kind == "day" else None
        if split is not None:
            dated = replace(core, year=int(split["year"]))
            found = core_edtf(dated, self._mark(item.left, None))
            if found:
                return self._finish(item.left, Reading(found, "day", item.start, split.end(), rule="date.new-style")), 1
        if (
            other is not None
            and link
            and other.core is not None
            and other.core.year is not None
            and other.core.kind in ("day", "month")
        ):
            turn = link == "to" and (core.month, core.day) > (other.core.month, other.core.day or 31)
            year = other.core.year - turn
            if other.tail is not None and other.tail.kind == "bc":
                year = 1 - year
            dated = replace(core, year=year)
            joined = self._join(item, dated, other, link) if link != "and" or item.left.outer() == "between" else None
            if joined is not None:
                return joined, used
            if link in ("and", "or") and self._speaks(item):
                return self._single(item, dated), 1
        if not self._speaks(item):
            return None, 1
        anchor = self._anchor_now()
        if anchor is None:
            return self._unanchored(item, core), 1
        if other is not None and other.phrase is not None:
            year = offset_year(other.phrase, anchor)
            between = self.text[item.end : other.left.start].strip(" ,").casefold()
            if year is not None and between in ("", "of", "in"):
                dated = replace(core, year=year)
                match = self._single(replace(item, end=other.end, tail=None), dated, True, anchor.edtf)
                return match, used
        turn_word = next((v for r, v in item.left.senses if r == "mod" and v in ("next", "last")), "")
        year = year_for_month(anchor, core.month, turn_word)
        if year is None or not self._earlier_day_fits(core, anchor, year):
            return None, 1
        dated = replace(core, year=year)
        if link == "to" and other is not None and other.core is not None and other.core.year is None:
            joined = self._join(item, dated, other, link, True, anchor.edtf)
            if joined is not None:
                return joined, used
        if link and other is not None and other.core is not None and other.core.kind == "year":
            return None, 1
        return self._single(item, dated, True, anchor.edtf), 1

    def _earlier_day_fits(self, core: Core, anchor: Anchor, year: int) -> bool:
        """A day before the anchor's day in the same month may be of another year; the words do not say."""
        return not (
            core.day
            and anchor.day
            and anchor.single
            and year == anchor.year
            and core.month == anchor.month
            and core.day < anchor.day
            and anchor.day - core.day > 20
        )

    def _unanchored(self, item: Item, core: Core) -> DateMatch | None:
        if not self.whole or item.left.rejected:
            return None
        mark = self._mark(item.left, item.tail)
        edtf = (
            f"XXXX-{core.month:02d}-{core.day:02d}{mark}"
            if core.day and not core.day2
            else f"XXXX-{core.month:02d}-XX{mark}"
            if not core.day
            else ""
        )
        return (
            self._finish(
                item.left,
                Reading(edtf, core.kind, item.start, item.end, rule=f"date.{core.kind}-without-year"),
                plain=True,
            )
            if edtf
            else None
        )

    def _speaks(self, item: Item) -> bool:
        """Whether a month or day without a year is one: "in March", "by April", never "the March on Rome" or "17 February Brigade"."""
        core, left, text = item.core, item.left, self.text
        if core is None:
            return False
        if self.whole:
            return True
        behind = text[item.end : item.end + 2]
        capital = behind[:1] in (" ", "-") and behind[1:].isupper()
        if core.day:
            named = (
                behind[:1] in (" ", "-")
                and behind[1:].isalpha()
                and text[max(item.start - 4, 0) : item.start].casefold() == "the "
            )
            return not named and not self.lexicon.units.match(text, item.end) and behind[:1] not in ("°", "%")
        word = text[item.start : item.end].rstrip(".").casefold()
        if len(word) < 4 and word not in ("may", "mai", "май", "мая", "мае"):
            return False
        if behind.startswith(("’s", "'s")):
            return False
        lead = next((v for r, v in left.senses if r in ("mod", "part", "at")), "")
        if not lead:
            return self._linked_before(item)
        near = text[left.start : item.start].casefold().split()
        if near and near[-1] in ("the", "on", "at", "a"):
            return False
        if near and near[-1] == "of":
            return (
                any(r == "part" for r, _ in left.senses)
                or "month" in near
                or _DATED_OF.search(text[max(left.start - 30, 0) : item.start]) is not None
            )
        if (
            word in ("may", "march", "april", "june", "august")
            and capital
            and near[-1:] not in (["in"], ["until"], ["during"], ["since"], ["early"], ["late"], ["mid"])
        ):
            return False
        return lead not in ("circa", "uncertain") or len(left.senses) > 1

    def _linked_before(self, item: Item) -> bool:
        return self.listed >= 0 and self.text[self.listed : item.left.start].strip().casefold() in (
            "and",
            "or",
            "to",
            "-",
            "–",
            "—",
        )

    def _relative(self, index: int, item: Item) -> tuple[DateMatch | None, int]:
        phrase = item.phrase
        assert phrase is not None
        anchor = self._anchor_now()
        if phrase.kind == "age":
            if self._dated_already(item.start):
                return None, 1
            anchor = anchor or (read_anchor(self.birth) if self.birth else None)
        if anchor is None:
            return None, 1
        _, other, used = self._link(index, item)
        year = offset_year(phrase, anchor)
        if (
            other is not None
            and other.core is not None
            and other.core.year is None
            and other.core.month
            and year is not None
        ):
            between = self.text[item.end : other.left.start].strip(" ,").casefold()
            if between in ("", "in", "on") and (
                other.left.has("at") or other.left.has("part") or other.left.outer() in ("by", "until")
            ):
                dated = replace(other.core, year=year)
                reading = self._read(replace(other, core=dated), dated)
                if reading is not None:
                    outer = other.left if other.left.outer() else item.left
                    return self._finish(
                        replace(outer, start=item.left.start),
                        replace(reading, start=item.start, relative=True),
                        anchor.edtf,
                    ), used
        if (
            other is not None
            and other.core is not None
            and other.core.year is not None
            and not other.core.bare
            and other.start - item.end < 6
        ):
            # "a year earlier, on 25 February 1875": the date itself follows.
            return None, 1
        found = resolve(phrase, anchor, self.birth)
        if found is None:
            return None, 1
        edtf, rule = found
        mark = self._mark(item.left, None)
        if mark and edtf[-1] not in "]}~?%" and "/" not in edtf:
            edtf += mark
        reading = Reading(edtf, "relative", item.start, item.end, True, rule=rule)
        reading = replace(reading, start=self._later(item.left, item.start))
        source = self.birth if phrase.kind == "age" else anchor.edtf
        return self._finish(item.left, reading, source), 1

    def _later(self, left: Left, start: int) -> int:
        """The start of "later that summer", the words that move within the period included."""
        found = re.search(
            r"\b(?:later|earlier)(?:\s(?:in|on))?\s\Z", self.text[max(left.start, start - 14) : start], re.IGNORECASE
        )
        return max(left.start, start - 14) + found.start() if found else start

    def _dated_already(self, start: int) -> bool:
        """Whether the sentence has told its date before an age: "In 2015, at the age of 50"."""
        return self.listed >= 0 and not re.search(r"[.!?]\s+[A-Z]", self.text[self.listed : start])

    # -- the outer words ------------------------------------------------------------------------------------------

    def _finish(self, left: Left, reading: Reading, anchor: str | None = None, plain: bool = False) -> DateMatch | None:
        """The date with by, until, since and the like applied, as a match with its bounds."""
        text = self.text
        edtf, starts, ends = reading.edtf, reading.starts, reading.ends
        rule = reading.rule or f"date.{reading.kind}"
        start = min(left.start, reading.start)
        outer = left.outer()
        attributive = self._attributive(left, reading)
        if attributive:
            rule = "date.year-of-event"
        elif not plain and outer and not rule.startswith(("date.or-", "date.range-open")):
            vague = ("mod", "atleast") in left.senses
            if not vague or outer != "until":
                edtf, prefix, starts, ends = self._outer(outer, edtf, start, starts, ends)
            else:
                prefix = "at-least"
            starts = starts and not vague
            if prefix:
                rule = rule.replace("date.", f"date.{prefix}-", 1)
        if left.has("part") and not plain and not attributive:
            rule += "-part"
        elif (
            reading.kind == "year"
            and not left.has("at")
            and not outer
            and left.senses
            and names_event(text, reading.end)
        ):
            rule = "date.year-of-event"
        start = min(self._trim(left, start, reading.start), reading.start)
        try:
            earliest, latest = bounds(edtf)
        except EdtfError:
            return None
        date = Date(
            edtf, text[start : reading.end], earliest, latest, starts, ends, rule, anchor if reading.relative else None
        )
        return DateMatch(start, reading.end, date, reading.relative)

    def _attributive(self, left: Left, reading: Reading) -> bool:
        """Whether a year names what follows it, "from the 1986 congress": then the words before "the" are about that, not about the year."""
        if reading.kind != "year" or self.whole or not left.senses or left.senses[0] != ("fill", "the"):
            return False
        near = self.text[left.start : reading.start].rstrip()
        return near[-3:].casefold() == "the" and names_event(self.text, reading.end)

    def _trim(self, left: Left, start: int, point: int) -> int:
        """Leave plain prepositions out of the span: "In 1897" is "1897" in the source's words, "by April" is all of it."""
        if not left.senses or start >= point:
            return start
        keep = 0
        for index, (role, value) in enumerate(left.senses, 1):
            if (role in ("mod", "part", "season") and value not in ("to", "from")) or (role == "mod" and value == "from"):
                keep = index
        if keep == len(left.senses):
            return start
        return look_left_end(self.text, start, point, self.lexicon, keep)

    def _outer(self, outer: str, edtf: str, start: int, starts: bool, ends: bool) -> tuple[str, str, bool, bool]:
        """``edtf`` under a modifier: the new EDTF, the rule's prefix, and whether first and last day are real."""
        first, last = _edges(edtf)
        if outer in ("until", "ends"):
            if outer == "until" and negated(self.text, start):
                return edtf, "not-until", starts, ends
            return f"../{last}", "until", False, True
        if outer in ("before", "after") and negated(self.text, start):
            outer = "notbefore" if outer == "before" else "by"
        if outer == "by":
            return f"[..{last}]", "by", False, False
        if outer == "before":
            return (f"/{last}" if self.whole else f"[..{last}]"), "before", False, False
        if outer == "after":
            return (f"{first}/" if self.whole else f"[{first}..]"), "after", False, False
        if outer == "notbefore":
            return f"[{first}..]", "not-before", False, False
        if outer == "since" and "/" not in edtf:
            return f"{first}/..", "since", True, False
        return edtf, "", starts, ends


_SPLIT_STYLE = re.compile(
    r",?\s?[(\[]\s?(?:O\.?\s?S\.?|Old Style|Julian)[:,]?\s[^()\[\]]{3,30}[)\]],?\s(?P<year>\d{4})(?!\d)"
)
_DATED_OF = re.compile(r"(?:\d(?:st|nd|rd|th)|month|end|beginning|start|middle|half)\sof(?:\s\w+)?\s\Z", re.IGNORECASE)


def look_left_end(text: str, start: int, point: int, lexicon: Lexicon, keep: int) -> int:
    """The start of the nearest ``keep`` senses before a point."""
    limit = start
    at = point
    for _ in range(keep):
        step = _one_left(text, at, limit, lexicon)
        if step >= at:
            break
        at = step
    return at


def _one_left(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    head = text[limit:start]
    words = head.split()
    if not words:
        return start
    size = min(lexicon.widest.get(words[-1].casefold().lstrip("([“\"'‘"), 0), len(words))
    while (
        size > 0
        and " ".join((words[-size].lstrip("([“\"'‘"), *words[len(words) - size + 1 :])).casefold() not in lexicon.before
    ):
        size -= 1
    if size <= 0:
        return start
    at = len(head.rstrip())
    for word in reversed(words[-size:]):
        at = head.rfind(word, 0, at)
    return limit + at + len(words[-size]) - len(words[-size].lstrip("([“\"'‘"))


def _before(low: str, high: str) -> bool:
    def key(day: str) -> tuple[int, str]:
        sign = -1 if day.startswith("-") else 1
        year, rest = day.lstrip("-").split("-", 1)
        return sign * int(year), rest

    return key(low) <= key(high)


def _before_christ(core: Core) -> Core:
    if core.kind == "century":
        return replace(core, era=True)
    if core.year is None or core.year <= 0:
        return core
    return replace(core, year=1 - core.year, second=1 - core.second if core.second else 0, era=True, bare=False)


def _ends_of(core: Core) -> dict[str, bool]:
    real = (core.kind == "years" and core.join == "to") or (core.kind == "day" and core.join == "to" and core.day2 > 0)
    return {"starts": real, "ends": real}


def _edges(edtf: str) -> tuple[str, str]:
    """The first and last date of an EDTF string, for a modifier to hold on to."""
    inner = edtf[1:-1] if edtf[:1] in "[{" else edtf
    parts = [p for p in re.split(r"[/,]|\.\.", inner) if p]
    return (parts[0], parts[-1]) if parts else (edtf, edtf)


_CLOSED_ANCHOR = ("date.decade", "date.century")


def _anchors(text: str, match: DateMatch) -> bool:
    """Whether what follows can count from a date: not if it stands in brackets, is too vague, or is an age."""
    rule = match.date.rule
    if (
        rule.startswith(_CLOSED_ANCHOR)
        or rule in ("date.age", "date.after-anchor")
        or read_anchor(match.date.edtf) is None
    ):
        return False
    return not _in_brackets(text, match.start)


def next_anchor(text: str, matches: Sequence[DateMatch], anchor: str | None = None) -> str | None:
    """The anchor for the text that follows this one: the last of its dates that can carry phrases, else the one it was read with."""
    return next((m.date.edtf for m in reversed(matches) if _anchors(text, m)), anchor)


def _in_brackets(text: str, start: int) -> bool:
    head = text[max(start - 120, 0) : start]
    return head.rfind("(") > head.rfind(")")


def find_dates(text: str, *, anchor: str | None = None, lang: str = "en", birth: str | None = None) -> list[DateMatch]:
    """All dates of a text, in order and without overlap.

    ``anchor`` is the EDTF date that phrases without a year ("in March", "later that year") are resolved against; inside the text every
    date outside brackets becomes the anchor of what follows it. Without an anchor such phrases yield nothing. ``birth`` is the EDTF
    birth date of the person spoken of, for "at the age of 26".
    """
    return Finder(text, lang, anchor, birth, False).run()
