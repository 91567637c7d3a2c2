"""The points of a text: a day, month, year, decade or century as it stands there, without the words around it.

Two steps keep this fast. One compiled pattern jumps from candidate to candidate (a digit, or a capital that begins a month's name); a second,
anchored there, reads the whole point. What the same words mean is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from cursus.claim import Date
from cursus.tables import rows
from cursus.text.dates.calendars import fold, from_hijri, from_republican, from_solar_hijri, month_names
from cursus.text.dates.edtf import Day, iso, month_days
from cursus.text.dates.lexicon import field_lexicon, prose_lexicon
from cursus.text.dates.trie import trie


@dataclass(frozen=True, slots=True)
class Core:
    """What a point says. ``year`` is None where the words leave it out.

    ``kind`` is ``day``, ``month``, ``season``, ``year``, ``decade``, ``century``, ``years`` (two years, ``second`` the other), or ``fixed`` (``edtf`` already
    known, from another calendar or a relative phrase). ``day2`` is the second day of "10-15 May", ``join`` what stands between the two
    (``to``, ``and``, ``or``). ``bare`` marks a number that is a year only if its surroundings say so.
    """

    kind: str
    year: int | None = None
    month: int = 0
    day: int = 0
    day2: int = 0
    second: int = 0
    join: str = ""
    edtf: str = ""
    rule: str = ""
    bare: bool = False
    era: bool = False


Point = tuple[int, int, Core]

_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th|d|er|ère|º|ª|\.|-?го|-?е|লা|শে|ই|রা|ঠা)?"
_TH_END = r"(?:st|nd|rd|th|d)?"
#: White space inside a date: a few blanks, or a line's end and the indent of the next.
_WS = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,8})"
_JOIN = r"(?:\s?[-–—/]\s?|\s(?:and|or|to|&|und|oder|bis|et|ou|au|y|o|al|e|и|или|по|та|або)\s)"
_OF = r"(?:(?:of|de|del|des|di|do|de la|в|от)\s)?"
_ERA_MARK = r"(?:BCE?|B\.\s?C\.(?:\s?E\.)?|CE|C\.E\.|AD|A\.\s?D\.|v\. ?Chr\.?|n\. ?Chr\.?|av\. ?J\.?-?C\.?|a\. ?C\.|d\. ?C\.|до н\. ?э\.|н\. ?э\.)(?!\w)"
#: Years of the Iranian calendar are marked so.
_SH = r"(?:S\.?H\.?|A\.?H\.?S\.?|AP)(?![\w.])"
_CJK = r"(?:(?P<{0}_m>\d{{1,2}})月(?:(?P<{0}_d>\d{{1,2}})日)?)?"
_ROMAN = r"(?:XIV|XI{{0,3}}|VI{{0,3}}|IV|IX|I{{1,3}})"
_REPUBLIC = (
    rf"(?P<{{0}}_y>(?:(?:of\s)?(?:the\s)?(?:year|Year|an|An|l['’]an)\s(?:{_ROMAN}|1[0-4]|[1-9])|{_ROMAN}))(?!\w)"
)
_AH = r"(?:A\.?\s?H\.?|هـ|ه|هجري|هجرية|الهجري)(?!\w)"


def _patterns(month: str, flags: int = 0) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The patterns of a point that begins with four digits, with fewer, and with a letter.

    ``month`` is an alternation of names or a pattern of any word. Three patterns, because a candidate then tries few alternatives.
    """
    mo = rf"(?:{month})(?![\w])"
    hijri, republican = _alternation("hijri", "solar"), _alternation("republican")
    four = rf"""(?P<iso>[12]\d{{3}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![-\w])
        |(?P<cjk>(?P<cjk_y>\d{{4}})年{_CJK.format("cjk")})
        |(?P<syear>(?P<sy_y>1[0-5]\d\d)\s?{_SH})
        |(?P<hyear>(?P<hy_y>\d{{4}})\s?{_AH})
        |(?P<ymd>(?P<ymd_y>[12]\d{{3}})(?:,?\s|[-.])(?P<ymd_m>{mo})\.?[\s-](?P<ymd_d>{_D})(?![\d\w]))
        |(?P<slash>(?P<sl_y>[12](?<!/.)\d{{3}})[/.](?P<sl_m>0?[1-9]|1[0-2])[/.](?P<sl_d>{_D})(?!\d))
        |(?P<dec>(?P<dec_y>[12]\d\d0)(?:['’]?s|er(?:\sJahren?)?|-х|-ті|-тих)(?!\w))
        |(?P<yy>(?P<yy_a>[12]\d{{3}})(?P<yy_s>\s?[-–—]\s?|/)(?P<yy_b>\d{{1,2}})(?![\d\w]|[-–/.]\d|[.,]\d))
        |(?P<run>(?P<run_n>\d{{4}}(?:[/–-]\d{{1,4}})?(?:\s(?P<run_j>or|to|and|–|-)\s(?:c\.\s)?\d{{1,4}}(?:[/–-]\d{{1,4}})?){{1,2}})\s?(?P<run_e>{_ERA_MARK}))
        |(?P<era>(?P<era_a>\d{{4}})(?:(?P<era_s>\s?[-–—/]\s?)(?P<era_b>\d{{1,4}}))?\s?{_ERA_MARK})
        |(?P<year>[12]\d{{3}}(?!\d|[.,]\d|%|['’]?s\b))"""
    short = rf"""(?P<hij>(?P<hij_d>{_D}){_TH}\s{_OF}(?P<hij_m>{hijri}),?\s{{1,2}}(?:{_AH}\s)?(?P<hij_y>\d{{3,4}})(?!\d)(?:\s?(?:{_AH}|{_SH}))?)
        |(?P<rep>(?P<rep_d>{_D}){_TH}\s(?P<rep_m>{republican}),?\s{_REPUBLIC.format("rep")})
        |(?P<reign>(?P<rn_y>\d{{1,2}})(?:st|nd|rd|th)\s(?:regnal\s)?year\sof\s(?:the\sreign\sof\s)?(?:King\s)?(?P<rn_n>{_names("reign")})(?!\w))
        |(?P<hnum>(?P<hn_d>\d{{1,2}})[-/.](?P<hn_m>\d{{1,2}})[-/.](?P<hn_y>1[34]\d{{2}})\s?{_AH})
        |(?P<cent>(?P<cent_a>\d{{1,2}})(?:st|nd|rd|th)?(?:[-–]|\sand\s|\sor\s|\sto\s)(?P<cent_b>\d{{1,2}})(?:st|nd|rd|th)[\s-](?:century|centuries)
            |(?P<cent_1>\d{{1,2}})(?:(?:st|nd|rd|th|\.|er|e|ème)[\s-](?:century|centuries|cent\.|Jahrhunderts?|siècle)|\s?c\.?(?=\?|\Z)))
        |(?P<run>(?P<run_n>\d{{1,4}}(?:[/–-]\d{{1,4}})?(?:\s(?P<run_j>or|to|and|–|-)\s(?:c\.\s)?\d{{1,4}}(?:[/–-]\d{{1,4}})?){{1,2}})\s?(?P<run_e>{_ERA_MARK}))
        |(?P<era>(?P<era_a>\d{{1,3}})(?:(?P<era_s>\s?[-–—/]\s?)(?P<era_b>\d{{1,4}}))?\s?{_ERA_MARK})
        |(?P<hyear>(?P<hy_y>\d{{1,3}})\s?{_AH})
        |(?P<dmy>(?P<dmy_d>{_D}){_TH}(?:{_JOIN}(?P<dmy_d2>{_D}){_TH})?(?:{_WS}|-|(?<=\.))(?:the\s)?{_OF}(?P<dmy_m>{mo})
            (?:(?:,?{_WS}|\.\s|-|,){_OF}(?P<dmy_y>\d{{3,4}})(?!\d|['’]?s\b|[.,]\d))?)
        |(?P<num>(?P<num_a>\d{{1,2}})(?P<num_s>[./-])(?P<num_b>\d{{1,2}})(?P=num_s)(?P<num_y>[12]\d{{3}})(?![\d]))
        |(?P<mslash>(?P<ms_m>0?[1-9]|1[0-2])/(?P<ms_y>[12]\d{{3}})(?!\d))
        |(?P<small>\d{{2,3}}(?!\w|[.,:]\d|[-–/]))"""
    word = rf"""(?P<hmonth>(?P<hm_m>{hijri}),?\s{{1,2}}(?:{_AH}\s)?(?P<hm_y>\d{{3,4}})(?!\d)(?:\s?(?:{_AH}|{_SH}))?)
        |(?P<rmonth>(?P<rm_m>{republican}),?\s{_REPUBLIC.format("rm")})
        |(?P<eranum>(?P<en_n>{_names("era")})\s?(?P<en_y>\d{{1,2}})(?:年{_CJK.format("en")}|(?![\w.,:]?\d)))
        |(?P<ah>A\.?H\.?\s(?P<ah_y>\d{{1,4}})(?!\d))
        |(?P<mdy>(?P<mdy_m>{mo})\.?{_WS}(?:the\s)?(?P<mdy_d>{_D})(?![\d:%]|[.,]\d\d?(?!\d)){_TH_END}(?!\w)
            (?:{_JOIN}(?P<mdy_d2>{_D})(?!\d){_TH_END}(?!\w)(?!\s{mo}))?(?:,?{_WS}?(?:of\s)?(?P<mdy_y>(?<=[\s,])\d{{3,4}})(?!\d|['’]?s\b|[.,]\d))?)
        |(?P<my>(?P<my_m>{mo})(?:\.?,?{_WS}|[-/]){_OF}(?P<my_y>\d{{4}}|\d{{3}}(?=\s?{_ERA_MARK}))(?!\d|['’]?s\b|[.,]\d))
        |(?P<ad>A\.?D\.?\s(?P<ad_y>\d{{1,4}})(?!\d))
        |(?P<month>{mo})"""
    return (
        re.compile(f"(?:{four})", re.VERBOSE | flags),
        re.compile(f"(?:{short})", re.VERBOSE | flags),
        re.compile(f"(?:{word})", re.VERBOSE | flags),
    )


@cache
def _reigns() -> dict[str, tuple[str, int, int]]:
    """Kind, first and last year of a reign by its folded name."""
    return {
        name.casefold(): (kind, int(first), int(last))
        for kind, first, last, names in rows("date_reigns")
        for name in names.split("|")
    }


def _names(kind: str) -> str:
    """The names of the reigns of a kind, as an alternation."""
    names = [n for found, _, _, forms in rows("date_reigns") if found == kind for n in forms.split("|")]
    return trie(names, {" ": r"\s"})


@cache
def _alternation(*calendars: str) -> str:
    """The months of calendars, as an alternation."""
    found = [form for name, _, listed in rows("date_calendars") if name in calendars for form in listed.split("|")]
    forms = dict.fromkeys(g for f in found for g in ((f, f[0].lower() + f[1:]) if "republican" in calendars else (f,)))
    return trie(forms, {" ": r"[\s-]", "-": r"[\s-]"})


@dataclass(frozen=True, slots=True)
class Scanner:
    """``candidates`` finds places where a point may begin, or the character before it; the patterns read one there (a year that nothing behind it changes, four digits,
    fewer, a letter); ``known`` keeps what words were found to mean, ``dates`` the dates of words that nothing around them changed."""

    candidates: re.Pattern[str]
    plain: re.Pattern[str]
    four: re.Pattern[str]
    short: re.Pattern[str]
    word: re.Pattern[str]
    months: dict[str, int]
    day_first: bool
    small: bool
    known: dict[str, Core | None]
    dates: dict[str, Date]


def _cased(forms: tuple[str, ...], lower: bool) -> list[str]:
    """The spellings of month names that count in prose: as listed, capitalised, in capitals; lower case where the language has it."""
    out: dict[str, None] = {}
    for form in forms:
        if lower or not form[0].islower():
            out[form] = None
        out[form[0].upper() + form[1:]] = None
        if len(form) > 2:
            out[form.upper()] = None
    return sorted(out, key=lambda f: (-len(f), f))


def _candidates(english: bool, cased: list[str]) -> re.Pattern[str]:
    """Where in running text a point may begin: at a digit, or at the name of a month, an era or the like."""
    others = sorted({form[:6] for form in (*_calendar_heads(), *_era_heads(), "AD ", "A.D", "AH ", "A.H")})
    initials = "".join(sorted({form[0] for form in (*cased, *others)}))
    # Behind one or two digits a month's name, "of", "and", "or", "to", "century", "year" or a mark that joins numbers must follow.
    lead = "A-Z" if english else f"A-Z{initials}dlubeiвонипта"
    short = rf"[0-9]?(?:st|nd|rd|th|er|\.|º)?(?:[\s-][{lead}coaty]|[–/.—-])"
    number = rf"(?<=[0-9])(?:[0-9]{{2}}(?:[0-9](?![0-9])|\s?[^\W\d_]|\s?[–/—-])|{short})"
    begins = r"(?:(?<!\w.)|(?<=c\d)|(?<=ca\d))"
    if all(not form[0].islower() for form in cased):
        # Capitals are rare: the scan stops at those that begin a name, reads on, and looks back whether it is one.
        ends = {form: rf"(?!\w)(?<={re.escape(form)})" for form in cased}
        ends |= {form: f"(?<={re.escape(form)})" for form in others if not form[0].islower()}
        first = "".join(sorted({re.escape(form[0]) for form in ends}))
        tails = trie([(*form[1:], form) for form in ends], ends)
        return re.compile(rf"[0-9{first}]{begins}(?:{number}|{tails})")
    # Where months begin with a small letter it stops at what parts the words.
    names = rf"(?:{trie(cased)})(?!\w)|{trie(others)}"
    return re.compile(rf"[ \n\t\xa0(\[/'’\"“«„–—0-9-](?:(?<=[0-9]){begins}{number}|(?<=\W)(?:{names}))")


@cache
def prose_scanner(lang: str) -> Scanner:
    """The scanner of running text."""
    lexicon = prose_lexicon(lang)
    cased = _cased(lexicon.forms, lexicon.lang != "en")
    initials = "".join(sorted({form[0] for form in cased}))
    plain = re.compile(
        rf"[12]\d{{3}}(?=[)\]:;]|[,.]?(?:\Z|\s(?![\s{initials}BCAvndهдн–—-]|a(?:v?\.)|(?:or|to|and)\s(?:c\.\s)?\d)))"
    )
    return Scanner(
        _candidates(lexicon.lang == "en", cased),
        plain,
        *_patterns(trie(cased)),
        lexicon.months,
        lexicon.lang != "en",
        False,
        {},
        {},
    )


@cache
def field_scanner(lang: str) -> Scanner:
    """The scanner of fields: any word may be a month, the lexicon decides."""
    lexicon = field_lexicon(lang)
    parted = "|".join(sorted((re.escape(f) for f in lexicon.months if " " in f), key=lambda f: (-len(f), f)))
    word = r"[^\W\d_][^\s\d,.;()\[\]/–—-]{1,22}"
    candidates = re.compile(r"(?:(?<!\w)|(?<=c)|(?<=ca))(?:\d|[^\W\d_])")
    return Scanner(
        candidates,
        re.compile("(?!)"),
        *_patterns(f"{parted}|{word}" if parted else word, re.IGNORECASE),
        lexicon.months,
        lexicon.lang != "en",
        True,
        {},
        {},
    )


def _era_heads() -> tuple[str, ...]:
    return tuple(n for kind, _, _, names in rows("date_reigns") if kind == "era" for n in names.split("|"))


@cache
def _calendar_heads() -> tuple[str, ...]:
    forms = [(name, form) for name, _, found in rows("date_calendars") for form in found.split("|")]
    return tuple(
        dict.fromkeys([form for _, form in forms] + [form.lower() for name, form in forms if name == "republican"])
    )


def find_points(text: str, scanner: Scanner) -> Iterator[Point]:
    """All points of a text in order, without overlap."""
    plain, four, short, word = scanner.plain.match, scanner.four.match, scanner.short.match, scanner.word.match
    known = scanner.known
    end = 0
    opening = word(text) if text[:1].isalpha() else None
    for candidate in chain((opening,) if opening is not None else (), scanner.candidates.finditer(text)):
        start = candidate.start()
        if start < end:
            continue
        head = text[start : start + 4]
        if not head[0].isalnum():
            start += 1
            found = word(text, start)
        elif not head[0].isdigit():
            found = word(text, start)
        elif len(head) == 4 and head.isdigit():
            if plain(text, start) is not None:
                core = known.get(head)
                if core is None:
                    core = known[head] = Core("year", int(head), bare=True)
                end = start + 4
                yield start, end, core
                continue
            found = four(text, start)
        else:
            found = short(text, start)
        if found is None:
            continue
        words = found.group()
        try:
            core = known[words]
        except KeyError:
            if len(known) > 50_000:
                known.clear()
            core = known[words] = _core(found, scanner)
        if core is None:
            continue
        end = found.end()
        if core.rule == "cut":
            core, end = Core("year", core.year, bare=True), start + 4
        elif core.kind == "years" and core.bare:
            behind = text[end : end + 14].split(None, 1)
            if (
                behind
                and text[end : end + 1].isspace()
                and behind[0].rstrip(".,").casefold() in field_lexicon("en").months
            ):
                # "1215 – 20 May 1277": the second number is a day.
                core, end = Core("year", core.year, bare=True), start + 4
        yield start, end, core


def _core(m: re.Match[str], scanner: Scanner) -> Core | None:
    # The group that closes last is the outermost: it names the alternative that matched.
    return _READERS[m.lastgroup or ""](m, scanner)


def _month(m: re.Match[str], group: str, scanner: Scanner) -> int:
    return scanner.months.get(m[group].casefold(), 0)


def _day_core(year: str | None, month: int, day: int, day2: str | None = None, join: str = "") -> Core | None:
    if not month or not 1 <= day <= month_days(int(year) if year else 4, month):
        return None
    core = Core("day", int(year) if year else None, month, day)
    if day2 is None:
        return core
    second = int(day2)
    if not day < second <= month_days(int(year) if year else 4, month):
        return None
    return Core("day", core.year, month, day, second, join=join)


def _joined(text: str) -> str:
    word = text.strip().casefold()
    return (
        "or"
        if word in ("or", "oder", "ou", "o", "или", "або", "/")
        else "and"
        if word in ("and", "&", "und", "et", "y", "e", "и", "та")
        else "to"
    )


def _dmy(m: re.Match[str], scanner: Scanner) -> Core | None:
    month = _month(m, "dmy_m", scanner)
    if m["dmy_d2"] is None:
        return _day_core(m["dmy_y"], month, int(m["dmy_d"]))
    between = m[0][m.end("dmy_d") - m.start() : m.start("dmy_d2") - m.start()]
    return _day_core(
        m["dmy_y"], month, int(m["dmy_d"]), m["dmy_d2"], _joined(re.sub(r"^(?:st|nd|rd|th|er|[º.])", "", between))
    )


def _mdy(m: re.Match[str], scanner: Scanner) -> Core | None:
    month = _month(m, "mdy_m", scanner)
    if m["mdy_d2"] is None:
        return _day_core(m["mdy_y"], month, int(m["mdy_d"]))
    between = m[0][m.end("mdy_d") - m.start() : m.start("mdy_d2") - m.start()]
    return _day_core(m["mdy_y"], month, int(m["mdy_d"]), m["mdy_d2"], _joined(re.sub(r"^(?:st|nd|rd|th)", "", between)))


def _my(m: re.Match[str], scanner: Scanner) -> Core | None:
    month = _month(m, "my_m", scanner)
    return Core("month", int(m["my_y"]), month) if month else None


def _iso(m: re.Match[str], scanner: Scanner) -> Core | None:
    year, month, day = m["iso"].split("-")
    return _day_core(year, int(month), int(day))


def _cjk(m: re.Match[str], scanner: Scanner) -> Core | None:
    if m["cjk_d"]:
        return _day_core(m["cjk_y"], int(m["cjk_m"]) if 1 <= int(m["cjk_m"]) <= 12 else 0, int(m["cjk_d"]))
    if m["cjk_m"]:
        return Core("month", int(m["cjk_y"]), int(m["cjk_m"])) if 1 <= int(m["cjk_m"]) <= 12 else None
    return Core("year", int(m["cjk_y"]))


def _ymd(m: re.Match[str], scanner: Scanner) -> Core | None:
    return _day_core(m["ymd_y"], _month(m, "ymd_m", scanner), int(m["ymd_d"]))


def _slash(m: re.Match[str], scanner: Scanner) -> Core | None:
    return _day_core(m["sl_y"], int(m["sl_m"]), int(m["sl_d"]))


def _num(m: re.Match[str], scanner: Scanner) -> Core | None:
    a, b, year = int(m["num_a"]), int(m["num_b"]), m["num_y"]
    day_first = _day_core(year, b, a) if 1 <= b <= 12 else None
    month_first = _day_core(year, a, b) if 1 <= a <= 12 and m["num_s"] != "." else None
    if day_first and month_first and day_first != month_first and not scanner.day_first:
        # Day and month cannot be told apart: both readings stand.
        dates = sorted((f"{year}-{b:02d}-{a:02d}", f"{year}-{a:02d}-{b:02d}"))
        return Core("fixed", edtf=f"[{dates[0]},{dates[1]}]", rule="date.day-or-month")
    return day_first or month_first


def _century(m: re.Match[str], scanner: Scanner) -> Core | None:
    if m["cent_1"]:
        return Core("century", int(m["cent_1"])) if 1 <= int(m["cent_1"]) <= 30 else None
    return Core("century", int(m["cent_a"]), second=int(m["cent_b"])) if 1 <= int(m["cent_a"]) <= 30 else None


def _decade(m: re.Match[str], scanner: Scanner) -> Core | None:
    return Core("decade", int(m["dec_y"]))


def _years(m: re.Match[str], scanner: Scanner) -> Core | None:
    first, digits = int(m["yy_a"]), m["yy_b"]
    width = 10 ** len(digits)
    second = first // width * width + int(digits)
    join = "or" if m["yy_s"].strip() == "/" else "to"
    if second > first and second - first < 100:
        return Core("years", first, second=second, join=join, bare=True)
    if len(digits) == 2 and 1 <= int(digits) <= 12 and m["yy_s"] == "-":
        return Core("month", first, int(digits))
    # "1874 – 28 July 1946": what follows the dash is no year.
    return Core("year", first, bare=True, rule="cut")


def _before_christ(mark: str) -> bool:
    return mark.lstrip().casefold().startswith(("b", "v", "av", "a. c", "a.c", "до"))


def _era(m: re.Match[str], scanner: Scanner) -> Core | None:
    first, second = int(m["era_a"]), m["era_b"]
    mark = m[0][(m.end("era_b") if second else m.end("era_a")) - m.start() :]
    if first == 0:
        return None
    if not _before_christ(mark):
        return (
            Core("years", first, second=int(second), join="to", era=True) if second else Core("year", first, era=True)
        )
    if not second:
        return Core("year", 1 - first, era=True)
    last = int(second)
    if last < 10 ** len(second) <= first:
        # "396/5 BC" counts down within the same decade
        last = first // 10 ** len(second) * 10 ** len(second) + last
    if last >= first or last == 0:
        return None
    return Core("years", 1 - first, second=1 - last, join=_joined(m["era_s"]), era=True)


def _run(m: re.Match[str], scanner: Scanner) -> Core | None:
    """ "428/427 or 424/423 BC", "427 to 347 BC": the era stands once, behind the last year."""
    before_christ = _before_christ(m["run_e"])
    years: list[int] = []
    for part in re.findall(r"\d+(?:[/–-]\d+)?", m["run_n"]):
        first, _, second = re.sub(r"[–-]", "/", part).partition("/")
        years.append(int(first))
        if second:
            full = int(second) if len(second) >= len(first) else int(first[: -len(second)] + second)
            years.append(full)
    if before_christ:
        years = [1 - y for y in years]
    if years != sorted(years) or len(set(years)) != len(years) or (not before_christ and years[0] == 0):
        return None
    words = [f"{'-' if y < 0 else ''}{abs(y):04d}" for y in years]
    if _joined(m["run_j"]) == "to":
        return Core("fixed", edtf=f"{words[0]}/{words[-1]}", rule="date.years") if len(words) == 2 else None
    if _joined(m["run_j"]) == "and":
        return Core("fixed", edtf=f"{{{','.join(words)}}}", rule="date.years")
    return Core("fixed", edtf=f"[{','.join(words)}]", rule="date.either")


def _month_slash(m: re.Match[str], scanner: Scanner) -> Core | None:
    return Core("month", int(m["ms_y"]), int(m["ms_m"]), bare=True)


def _small(m: re.Match[str], scanner: Scanner) -> Core | None:
    """A number of two or three digits: a year of antiquity, in a field that says so."""
    return Core("year", int(m["small"]), bare=True, rule="small") if scanner.small else None


def _ad(m: re.Match[str], scanner: Scanner) -> Core | None:
    return Core("year", int(m["ad_y"]), era=True) if int(m["ad_y"]) else None


def _year(m: re.Match[str], scanner: Scanner) -> Core | None:
    return Core("year", int(m["year"]), bare=True)


def _bare_month(m: re.Match[str], scanner: Scanner) -> Core | None:
    month = _month(m, "month", scanner)
    return Core("month", None, month) if month else None


def span_edtf(low: Day, high: Day, exact: bool, day: bool) -> str:
    """A Gregorian EDTF for a stretch of another calendar: a day, else one of the days or years it covers."""
    if day:
        return iso(low) if exact else iso(low) + "~"
    if exact:
        return f"[{iso(low)}..{iso(high)}]"
    return f"{low[0]:04d}~" if low[0] == high[0] else f"[{low[0]:04d}~..{high[0]:04d}~]"


def _hijri(m: re.Match[str], scanner: Scanner) -> Core | None:
    return _hijri_core(fold(m["hij_m"]), int(m["hij_y"]), int(m["hij_d"]))


def _hijri_month(m: re.Match[str], scanner: Scanner) -> Core | None:
    return _hijri_core(fold(m["hm_m"]), int(m["hm_y"]), None)


def _hijri_core(name: str, year: int, day: int | None) -> Core | None:
    if year > 1600:
        return None
    lunar = month_names("hijri").get(name)
    solar = month_names("solar").get(name)
    found = from_hijri(year, lunar, day) if lunar else from_solar_hijri(year, solar, day) if solar else None
    if found is None:
        return None
    low, high, exact = found
    return Core(
        "fixed", edtf=span_edtf(low, high, exact, day is not None), rule="date.hijri" if lunar else "date.solar-hijri"
    )


def _solar_year(m: re.Match[str], scanner: Scanner) -> Core | None:
    found = from_solar_hijri(int(m["sy_y"]), None, None)
    return Core("fixed", edtf=span_edtf(*found, False), rule="date.solar-hijri") if found else None


def _ah(m: re.Match[str], scanner: Scanner) -> Core | None:
    found = from_hijri(int(m["ah_y"]), None, None)
    return Core("fixed", edtf=span_edtf(*found, False), rule="date.hijri") if found else None


def _republican(m: re.Match[str], scanner: Scanner) -> Core | None:
    """ "18 Brumaire Year VIII"."""
    found = from_republican(m["rep_y"].split()[-1], month_names("republican")[fold(m["rep_m"])], int(m["rep_d"]))
    return Core("fixed", edtf=iso(found[0]), rule="date.republican") if found else None


def _republican_month(m: re.Match[str], scanner: Scanner) -> Core | None:
    found = from_republican(m["rm_y"].split()[-1], month_names("republican")[fold(m["rm_m"])], None)
    return Core("fixed", edtf=span_edtf(*found, True, False), rule="date.republican") if found else None


def _reign(m: re.Match[str], scanner: Scanner) -> Core | None:
    """ "the 5th year of the reign of George III": from one accession day to the next, so in one of two years."""
    _, first, last = _reigns()[" ".join(m["rn_n"].split()).casefold()]
    year = first + int(m["rn_y"]) - 1
    return Core("fixed", edtf=f"[{year},{year + 1}]", rule="date.regnal") if first <= year <= last else None


def _era_year(m: re.Match[str], scanner: Scanner) -> Core | None:
    """ "Showa 16", a calendar year counted from the first of its era; its months are Gregorian from 1873 on."""
    _, first, last = _reigns()[m["en_n"].casefold()]
    year = first + int(m["en_y"]) - 1
    if not first <= year <= last:
        return None
    if m["en_m"] and year >= 1873:
        core = (
            Core("month", year, int(m["en_m"]))
            if not m["en_d"]
            else _day_core(str(year), int(m["en_m"]), int(m["en_d"]))
        )
        edtf = core_edtf(core) if core is not None and 1 <= core.month <= 12 else None
        return Core("fixed", edtf=edtf, rule="date.regnal") if edtf else None
    return Core("fixed", edtf=str(year), rule="date.regnal")


def _hijri_number(m: re.Match[str], scanner: Scanner) -> Core | None:
    found = from_hijri(int(m["hn_y"]), int(m["hn_m"]), int(m["hn_d"]))
    return Core("fixed", edtf=span_edtf(*found, True), rule="date.hijri") if found else None


def _hijri_year(m: re.Match[str], scanner: Scanner) -> Core | None:
    found = from_hijri(int(m["hy_y"]), None, None)
    return Core("fixed", edtf=span_edtf(*found, False), rule="date.hijri") if found else None


_READERS: dict[str, Callable[[re.Match[str], Scanner], Core | None]] = {
    "iso": _iso, "cjk": _cjk, "hij": _hijri, "hmonth": _hijri_month, "reign": _reign, "eranum": _era_year, "ah": _ah, "syear": _solar_year, "rep": _republican, "rmonth": _republican_month, "hnum": _hijri_number, "hyear": _hijri_year, "dmy": _dmy, "mdy": _mdy, "my": _my, "ymd": _ymd, "num": _num,
    "slash": _slash, "cent": _century, "dec": _decade, "yy": _years, "era": _era, "run": _run, "mslash": _month_slash, "small": _small, "ad": _ad, "year": _year, "month": _bare_month,
}  # fmt: skip


_DATE = re.compile(r"(-?[\dX]{4}(?:-[\dX]{2}){0,2})([~?%]?)")


def _both(mark: str, other: str) -> str:
    """One qualifier for two."""
    return other if not mark or mark == other else "%"


def core_edtf(core: Core, mark: str = "") -> str | None:
    """The EDTF of a point whose year is known, every date in it marked; None where there is no such day."""
    if core.kind == "fixed":
        return _DATE.sub(lambda m: m[1] + _both(m[2], mark), core.edtf) if mark else core.edtf
    year = core.year
    if year is None:
        return None
    head = f"{'-' if year < 0 else ''}{abs(year):04d}"
    if core.kind == "day":
        if core.day > month_days(year, core.month):
            return None
        first = f"{head}-{core.month:02d}-{core.day:02d}{mark}"
        if not core.day2:
            return first
        if core.day2 > month_days(year, core.month):
            return None
        second = f"{head}-{core.month:02d}-{core.day2:02d}{mark}"
        return (
            f"{first}/{second}"
            if core.join == "to"
            else f"[{first},{second}]"
            if core.join == "or"
            else f"{{{first},{second}}}"
        )
    if core.kind == "month":
        return f"{head}-{core.month:02d}{mark}"
    if core.kind == "season":
        return f"{head}-{core.month:02d}{mark}"
    if core.kind == "decade":
        return f"{head[:-2]}XX{mark}" if year % 100 == 0 else f"{head[:-1]}X{mark}"
    if core.kind == "century":
        first = _century_edtf(year, core.era) + mark
        if not core.second:
            return first
        second = _century_edtf(core.second, core.era) + mark
        return f"{first}/{second}" if (core.second > year) != core.era else None
    if core.kind == "years":
        last = f"{'-' if core.second < 0 else ''}{abs(core.second):04d}{mark}"
        return f"{head}{mark}/{last}" if core.join == "to" else f"[{head}{mark},{last}]"
    return head + mark


def _century_edtf(number: int, before_christ: bool) -> str:
    return f"{'-' if before_christ else ''}{number - 1:02d}XX"
