"""What the recipes do that is more than a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from cursus.read.wikitext.args import Arg, Args
from cursus.read.wikitext.cites import pages_of, short_words, visible
from cursus.read.wikitext.dates import date_words, month_number, years_between
from cursus.read.wikitext.nodes import Node
from cursus.read.wikitext.pattern import Place, Recipe
from cursus.read.wikitext.render import Renderer
from cursus.read.wikitext.wiki import country
from cursus.tables import rows

Verb = Callable[[Renderer, Node, Args, Recipe], None]
_NUMBER = re.compile(r"[\d.,\s–-]+")


def _value(r: Renderer, arg: Arg | None) -> str:
    return visible(r.page, arg.nodes, arg.start, arg.end) if arg is not None else ""


def _hide(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """Nothing is shown; footnotes in it are."""
    r.hidden_marks(node)


def _text(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.pattern(node, args, recipe)


def _items(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """One line for each positional parameter; the title of a collapsible list is its first line."""
    title = args.get("title")
    if title is not None:
        r.arg(title)
        r.out.line_break(title.end, title.end)
    for arg in args.positional(int(recipe.words or 1)):
        r.out.line_break(arg.start, arg.start)
        r.arg(arg)
    r.out.line_break(node.end, node.end)


def _list(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    place = next((p for p in recipe.parts if isinstance(p, Place)), None)
    arg = args.get(*place.names) if place is not None else args.get("1")
    if arg is not None:
        r.out.line_break(arg.start, arg.start)
        r.first_line(arg)
        r.out.line_break(node.end, node.end)


def _line(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """A pattern on a line of its own."""
    r.out.line_break(node.start, node.start)
    r.pattern(node, args, recipe)
    r.out.line_break(node.end, node.end)


def _break(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.out.line_break(node.start, node.end)


def _paragraph(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.new_paragraph(node)


# dates -----------------------------------------------------------------------------------------------------------------
def _style(r: Renderer, args: Args) -> str:
    if args.get("mf") is not None:
        return "mdy"
    day_first = args.get("df")
    if day_first is not None and _value(r, day_first).lower() in ("yes", "y", "true", "1"):
        return "dmy"
    return r.page.style


def _date(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    year, month, day = (_value(r, args.get(*recipe.option(k))) if recipe.option(k) else "" for k in "ymd")
    words = date_words(year, month, day, r.page.lang, _style(r, args)) if year.strip("-").isdigit() else None
    if words is None:
        # Free words ("{{start date|January 2009}}"), or a form that the table does not know: what is written is shown.
        arg = args.get("1")
        if arg is not None and not (month and day):
            r.arg(arg)
        return
    birth = [_value(r, args.get(*recipe.option(k))) if recipe.option(k) else "" for k in ("by", "bm", "bd")]
    if birth[0]:
        age = years_between((birth[0], birth[1], birth[2]), (year, month, day), r.page.lang)
        if age is not None:
            words += f" {_aged(r.page.lang).format(age)}"
        elif not birth[1] and birth[0].isdigit() and year.isdigit() and 0 < int(year) - int(birth[0]) < 130:
            years = int(year) - int(birth[0])
            words += f" {_aged(r.page.lang).format(f'{years - 1}–{years}')}"
    r.opaque(words, node.start, node.end)


def _aged(lang: str) -> str:
    return {row[0]: row[1] for row in rows("wiki_words") if row[0].startswith("aged.")}.get(f"aged.{lang}", "(aged {})")


def _age(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """An age between two dates; one that grows with the day of reading is not shown."""
    values = [_value(r, a) for a in args.positional()]
    if len(values) >= 6:
        age = years_between((values[0], values[1], values[2]), (values[3], values[4], values[5]), r.page.lang)
        if age is not None:
            r.opaque(str(age), node.start, node.end)


def _date_free(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{date|2 February 1803}}``, ``{{date|2|février|1803}}``, ``{{date|1803-02-02|mdy}}``."""
    values = [_value(r, a) for a in args.positional()]
    iso = re.fullmatch(r"(\d{1,4})-(\d{1,2})-(\d{1,2})", values[0].strip()) if values else None
    words: str | None = None
    if iso:
        style = values[1].lower() if len(values) > 1 and values[1].lower() in ("dmy", "mdy") else r.page.style
        words = date_words(iso[1], iso[2], iso[3], r.page.lang, style)
    elif len(values) >= 3 and month_number(values[1], r.page.lang):
        day, year = (values[0], values[2]) if len(values[2]) > 2 or len(values[0]) <= 2 else (values[2], values[0])
        words = date_words(year, values[1], day.removesuffix("er"), r.page.lang, "dmy")
        if words is not None and r.page.lang == "fr" and words.startswith("1 "):
            words = "1er" + words[1:]
    elif len(values) == 2 and month_number(values[0], r.page.lang):
        words = date_words(values[1], values[0], "", r.page.lang, "dmy")
    if words is not None:
        r.opaque(words, node.start, node.end)
    elif args.get("1") is not None:
        for number, arg in enumerate(args.positional()):
            if number and _value(r, arg).lower() in ("dmy", "mdy", "none", "en", "age"):
                break
            if number:
                r.out.words(" ", arg.start, arg.start)
            r.arg(arg)


def _old_style(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{OldStyleDate|22 February|1732|11 February 1731}}`` → "22 February [O.S. 11 February 1731] 1732"."""
    one, two, three = (_value(r, args.get(str(n))) for n in (1, 2, 3))
    day, _, month = one.partition(" ")
    if three.isdigit() and day.isdigit() and month:
        # "29 марта|1784|18" → "18 (29) марта 1784"
        r.opaque(f"{three} ({day}) {month} {two}", node.start, node.end)
        return
    words = " ".join(w for w in (one, f"[O.S. {three}]" if three else "", two) if w)
    r.opaque(words, node.start, node.end)


def _as_of(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    alt = args.get("alt")
    if alt is not None:
        r.arg(alt)
        return
    year, month, day = (_value(r, args.get(str(n))) for n in (1, 2, 3))
    words = date_words(year, month, day, r.page.lang, _style(r, args)) or year
    start = "since" if args.get("since") is not None else "as of"
    lower = args.get("lc") is not None
    r.opaque(f"{start if lower else start[0].upper() + start[1:]} {words}", node.start, node.end)


def _marriage(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{marriage|Anna|1829|1835|end=d.}}`` → "Anna (m. 1829; d. 1835)"."""
    spouse, begin, end = args.get("1", "spouse"), args.get("2"), args.get("3")
    if spouse is not None:
        r.arg(spouse)
    cursor = spouse.end if spouse is not None else node.start
    how = _value(r, args.get("end", "reason")).strip(". ").lower()
    how = {
        "d": "died",
        "death": "died",
        "died": "died",
        "div": "div.",
        "divorced": "div.",
        "divorce": "div.",
        "sep": "sep.",
    }.get(how, how)
    if begin is None and end is None and not how:
        return
    r.opaque(" (", cursor, cursor)
    if begin is not None:
        r.opaque("m.", cursor, begin.start)
        r.out.words(" ", begin.start, begin.start)
        r.arg(begin)
        cursor = begin.end
    if end is not None or how:
        stop = end.start if end is not None else node.end
        glue = "; " if begin is not None else ""
        r.opaque(f"{glue}{how}" if how else ("–" if begin is not None else ""), cursor, stop)
        if end is not None:
            if how:
                r.out.words(" ", end.start, end.start)
            r.arg(end)
            cursor = end.end
    r.opaque(")", cursor, node.end)


# languages, countries, forces --------------------------------------------------------------------------------------------
@cache
def _languages(wiki: str) -> dict[str, str]:
    found = {row[0]: row[2] for row in rows("wiki_languages") if row[1] == wiki}
    return found or {row[0]: row[2] for row in rows("wiki_languages") if row[1] == "en"}


def _language(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{lang-fr|mot}}`` → "French: mot"; the label is the wiki's own."""
    code = args.name.split("-", 1)[1] if "-" in args.name else ""
    shift = 0
    if args.name == "langx":
        code, shift = _value(r, args.get("1")), 1
    text = args.get(str(1 + shift), "text")
    if text is None:
        return
    known = _languages(r.page.lang)
    name = known.get(code) or known.get(code.split("-", 1)[0], "")
    if _value(r, args.get("label", "links")) in ("none", "no") or args.name.endswith(("2", "-x")):
        name = ""
    if name:
        r.opaque(name, node.start, text.start)
        r.out.words(" ", text.start, text.start)
    r.arg(text)
    cursor = text.end
    for names, before in (
        ((str(2 + shift), "translit"), ", romanized: "),
        ((str(3 + shift), "translation", "lit"), ", lit. "),
    ):
        arg = args.get(*names)
        if arg is not None and r.page.lang == "en" and arg.start > cursor:
            r.opaque(before, cursor, arg.start)
            r.out.words(" ", arg.start, arg.start)
            r.arg(arg)
            cursor = arg.end


def _chinese(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    shown = [a for a in (args.get(n) for n in ("c", "t", "s", "p", "w", "1")) if a is not None]
    for number, arg in enumerate(shown):
        if number:
            r.opaque("; ", arg.start, arg.start)
        r.arg(arg)


def _flag(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """A flag shows its country's name; codes are spelled out."""
    arg = args.get("name", "1")
    if arg is None:
        return
    name = country(_value(r, arg).casefold(), r.page.lang)
    if name is None:
        r.arg(arg)
    else:
        r.opaque(name, node.start, node.end)


@cache
def _forces() -> dict[tuple[str, str], str]:
    return {(kind, code): name for kind, codes, name in rows("wiki_forces") for code in codes.split("|")}


def _force(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{army|CSA}}`` → "Confederate States Army"."""
    arg = args.get("name", "1")
    if arg is None:
        return
    code = _value(r, arg)
    name = _forces().get((recipe.words, code.casefold()))
    if name is None:
        country_name = country(code.casefold(), "en") or code
        name = _forces().get((recipe.words, country_name.casefold()))
        name = name or _forces()[recipe.words, "*"].format(country_name)
    r.opaque(name, node.start, node.end)


# numbers ---------------------------------------------------------------------------------------------------------------
@cache
def _units() -> dict[str, tuple[str, str]]:
    return {code: (one, many) for codes, one, many in rows("wiki_units") for code in codes.split("|")}


def _convert(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """The number as given, with its unit; the conversion is no statement of the source."""
    values = [_value(r, a) for a in args.positional()]
    shown: list[str] = []
    for value in values:
        if shown and shown[-1][-1:].isdigit() and value in ("-", "to", "–", "and", "x", "by", "+/-", "×", "or", "±"):
            shown.append({"-": "–", "+/-": "±", "by": "by", "x": "×"}.get(value, value))
        elif _NUMBER.fullmatch(value) and (not shown or not shown[-1][-1:].isdigit()):
            shown.append(value)
        else:
            one, many = _units().get(value, (value, value))
            shown.append(one if shown == ["1"] else many)
            break
    r.opaque(" ".join(shown).replace(" – ", "–"), node.start, node.end)


def _height(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    parts = [(args.get(n), unit) for n, unit in (("m", "m"), ("cm", "cm"), ("ft", "ft"), ("in", "in"))]
    r.opaque(" ".join(f"{_value(r, arg)} {unit}" for arg, unit in parts if arg is not None), node.start, node.end)


def _fraction(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    values = [_value(r, a) for a in args.positional()]
    shown = {1: "1/{}", 2: "{}/{}", 3: "{} {}/{}"}.get(len(values))
    if shown is not None:
        r.opaque(shown.format(*values), node.start, node.end)


def _century(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    first = _value(r, args.get("1"))
    after = _value(r, args.get("2"))
    words = (
        f"{first}{'er' if first.upper() == 'I' else 'e'} siècle"
        if not after or after in ("e", "er")
        else f"{first}{after} siècle"
    )
    r.opaque(words, node.start, node.end)


def _name(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{XXe siècle}}``, ``{{1er}}``, ``{{Россия}}`` are their own words."""
    stop = r.source.find("|", node.inner_start, node.inner_end)
    r.out.copy(node.inner_start, stop if stop >= 0 else node.inner_end)


def _ship(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{USS|Enterprise|CV-6}}`` → "USS Enterprise"; ``{{ship||Name}}`` → "Name"."""
    if args.name == "ship":
        words = f"{_value(r, args.get('1'))} {_value(r, args.get('2'))}".strip()
    elif len(args.name) <= 5:
        words = f"{args.name.rstrip('2').upper()} {_value(r, args.get('1'))}"
    else:
        words = _value(r, args.get("1"))
    r.opaque(words, node.start, node.end)


def _house_district(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{ushr|NY|5|5th}}`` shows its last parameter, else the district's name."""
    third = args.get("3")
    if third is not None and _value(r, third).casefold() not in ("t", "x", "u", "c", "r"):
        r.arg(third)
        return
    state = _value(r, args.get("1"))
    name = country(f"us-{state.casefold()}", "en") or state
    number = _value(r, args.get("2"))
    if number.isdigit():
        r.opaque(f"{name}'s {ordinal(int(number))} congressional district", node.start, node.end)
    elif state:
        r.opaque(f"{name}'s at-large congressional district", node.start, node.end)


def ordinal(number: int) -> str:
    """1 → "1st"."""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _pronunciation(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    """``{{IPAc-en|ˈ|b|ʌ|t|l|ər}}`` → "/ˈbʌtlər/"."""
    values = [_value(r, a) for a in args.positional()]
    shown = "".join(v.replace("_", " ") for v in values if v.lower() not in _PRONOUNCED)
    if shown:
        r.opaque(f"/{shown}/", node.start, node.end)


_PRONOUNCED = frozenset(["lang", "pron", "local", "us", "uk", "also", "audio", "icon", "usalso", "ukalso", "ipa"])


# notes, notices --------------------------------------------------------------------------------------------------------
def _note(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.marks(node)


def _harvard(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    values = [_value(r, a) for a in args.positional()]
    names, year = (values[:-1], values[-1]) if len(values) > 1 else (values, "")
    r.opaque(short_words(names, year, pages_of(r.page, node), recipe.words), node.start, node.end)


def _cite(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.citation(node)


def _wanted(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    if not r.hiding:
        r.out.fault("citation-needed", recipe.words, node.start, node.end)


def _notice(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.notice(node, args, recipe)


def _quotation(r: Renderer, node: Node, args: Args, recipe: Recipe) -> None:
    r.quotation(node, args, recipe)


VERBS: dict[str, Verb] = {
    "hide": _hide,
    "text": _text,
    "items": _items,
    "list": _list,
    "line": _line,
    "break": _break,
    "paragraph": _paragraph,
    "date": _date,
    "age": _age,
    "date-free": _date_free,
    "osdate": _old_style,
    "asof": _as_of,
    "marriage": _marriage,
    "language": _language,
    "langx": _language,
    "zh": _chinese,
    "flag": _flag,
    "force": _force,
    "convert": _convert,
    "height": _height,
    "fraction": _fraction,
    "siècle": _century,
    "name": _name,
    "ship": _ship,
    "pronunciation": _pronunciation,
    "ushr": _house_district,
    "note": _note,
    "short": _note,
    "short-many": _note,
    "reuse": _note,
    "harv": _harvard,
    "cite": _cite,
    "wanted": _wanted,
    "notice": _notice,
    "quotation": _quotation,
}
"""By the first word of a recipe. Verbs without an entry (``reflist``, ``style``, ``page`` …) show nothing."""

__all__ = ["VERBS", "ordinal"]
