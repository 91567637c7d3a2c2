"""Citation templates → CSL fields.

``{{cite web |last1=Smith |first1=Jane |title=… |access-date=…}}`` and its kin in a dozen languages say what each value
is; the two tables ``cs1_templates`` and ``cs1_params`` hold what the names mean. A parameter that the tables do not
know, or whose value is empty, makes no field.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cursus.claim import Field
from cursus.tables import rows
from cursus.text.citations.dates import edtf
from cursus.text.citations.names import split_people

_DATES = frozenset({"issued", "accessed", "archive-date", "original-date"})
_PEOPLE = ("author", "editor", "translator", "interviewer")
_NUMBER = re.compile(r"\d+")
_KIND_OF_CONTAINER = {
    "journal": "article-journal",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "encyclopedia": "entry-encyclopedia",
    "encyclopaedia": "entry-encyclopedia",
    "zeitschrift": "article-journal",
    "zeitung": "article-newspaper",
}


CITES = ("cite ", "citation ", "cita ", "cit ", "citace ", "citar ")
"""How the names of the many templates for a single work begin, whose parameters are those of the general ones."""


@dataclass(frozen=True, slots=True)
class TemplateParam:
    """One parameter as it stands in the source; a positional one is named "1", "2" …"""

    name: str
    value: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class CiteFields:
    """What a citation template says: its CSL type ("" where it does not say), its name and its fields in source
    order."""

    type: str
    template: str
    fields: tuple[Field, ...]


@dataclass(slots=True)
class _Part:
    """One value on its way to a field: ``role`` is what follows the dot in the table ("" for the variable itself)."""

    variable: str
    role: str
    number: int
    value: str
    start: int
    end: int
    parameter: str


def template_name(name: str) -> str:
    """A template's name as the table has it: lower case, spaces for underscores, without a namespace."""
    name = " ".join(name.replace("_", " ").split()).casefold()
    return name.split(":", 1)[1].strip() if name.startswith(("template:", "t:")) else name


def read_template(name: str, params: Sequence[TemplateParam]) -> CiteFields | None:
    """The fields of a citation template, or None when ``name`` is no citation template."""
    known = _templates().get(template_name(name))
    if known is None:
        return None
    kind, scope = known
    parts = list(_parts(params, kind, scope))
    if scope == "short":
        fields = _short(parts)
    else:
        kind, parts = _chapters(kind or _kind_of(params, parts), parts)
        fields = [*_people(parts), *_plain(parts)]
    fields.sort(key=lambda f: f.source_start)
    return CiteFields(kind, " ".join(name.replace("_", " ").split()), tuple(fields))


@lru_cache(maxsize=8192)
def is_citation_template(name: str) -> bool:
    return template_name(name) in _templates()


def is_short_or_archive(name: str) -> bool:
    """Whether a citation template by its nature holds no title: a short reference, an archive link, a gazette."""
    name = template_name(name)
    known = _templates().get(name)
    return known is not None and (known[1] in ("short", "archive") or "gazette" in name)


@cache
def _templates() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1].strip(), row[2]) for row in rows("cs1_templates")}


@cache
def _params() -> dict[tuple[str, str], str]:
    """(parameter, scope) → target; the scope is "" for a line that holds everywhere."""
    return {(row[0], row[2] if len(row) > 2 else ""): row[1] for row in rows("cs1_params")}


_LONGEST_NAME = 100  # characters; no parameter of the tables comes near it


@lru_cache(maxsize=8192)
def _target(name: str, kind: str, scope: str) -> tuple[str, str, int]:
    """Where a parameter's value goes, as variable, role and number: ("author", "family", 2) for "last2"; ("", "", 0)
    when it is unknown or to be left alone."""
    table = _params()
    name = " ".join(name.replace("_", " ").split()).casefold()
    number = _NUMBER.search(name)
    for key in (name, _NUMBER.sub("#", name, count=1)):
        for limit in (kind, scope, ""):
            target = table.get((key, limit)) if limit or key else None
            if target and target != "ignore":
                variable, _, role = target.partition(".")
                return variable, role, int(number.group()[:6]) if number and "#" in key else 1
            if target:
                return "", "", 0
    return "", "", 0


def _parts(params: Sequence[TemplateParam], kind: str, scope: str) -> Iterator[_Part]:
    numbered = scope in ("archive", "short")
    for param in params:
        name, given = param.name, param.value
        if len(name) > _LONGEST_NAME:
            continue
        variable, role, number = _target(name, kind, scope)
        if not variable:
            continue
        value = plain(given)
        if not value and "{{" in given and variable in ("URL", "archive-url"):
            value = " ".join(given.split())  # an address that a template makes
        if not value or (not numbered and name.isdigit()):
            continue
        start, end = param.source_start, param.source_end
        if (given[0].isspace() or given[-1].isspace()) and end - start == len(given):
            start += len(given) - len(given.lstrip())
            end -= len(given) - len(given.rstrip())
        yield _Part(variable, role, number, value, start, end, name.strip())


def _kind_of(params: Sequence[TemplateParam], parts: list[_Part]) -> str:
    """The CSL type of a template that serves all kinds, from the parameters that are filled in."""
    filled = {p.name.strip().casefold() for p in params if p.value.strip()}
    for name, kind in _KIND_OF_CONTAINER.items():
        if name in filled:
            return kind
    variables = {p.variable for p in parts}
    if "chapter" in variables:
        return "chapter"
    if "ISBN" in variables or ({"publisher", "publisher-place"} <= variables and "container-title" not in variables):
        return "book"
    return ""


def _chapters(kind: str, parts: list[_Part]) -> tuple[str, list[_Part]]:
    """A chapter's title is the work's title, the book's title its container."""
    if not any(p.variable == "chapter" for p in parts):
        return kind, parts
    contained = any(p.variable == "container-title" for p in parts)
    for part in parts:
        if part.variable == "title" and not part.role:
            part.variable = "collection-title" if contained else "container-title"
        elif part.variable == "chapter":
            part.variable = "title"
    return "chapter" if kind in ("book", "", "chapter") else kind, parts


def _people(parts: list[_Part]) -> Iterator[Field]:
    for who in _PEOPLE:
        mine = [p for p in parts if p.variable == who]
        if not mine:
            continue
        given = {p.number: p for p in mine if p.role == "given"}
        for part in mine:
            if part.role == "given":
                continue
            if part.role == "family" and (first := given.pop(part.number, None)):
                low, high = min(part.start, first.start), max(part.end, first.end)
                yield Field(who, f"{part.value}, {first.value}", low, high, None, part.parameter)
            elif part.role in ("list", "vancouver"):
                for value in split_people(part.value, vancouver=part.role == "vancouver"):
                    yield Field(who, value, part.start, part.end, None, part.parameter)
            elif part.role == "literal" and part.number in given and "," not in part.value:
                first = given.pop(part.number)
                low, high = min(part.start, first.start), max(part.end, first.end)
                yield Field(who, f"{part.value}, {first.value}", low, high, None, part.parameter)
            elif part.role == "literal" and ";" in part.value:
                for value in split_people(part.value):
                    yield Field(who, value, part.start, part.end, None, part.parameter)
            else:
                yield Field(who, part.value, part.start, part.end, None, part.parameter)


def _plain(parts: list[_Part]) -> Iterator[Field]:
    """One field for each variable: the first filled parameter, or a date put together from day, month and year."""
    grouped: dict[str, list[_Part]] = {}
    for part in parts:
        if part.variable not in _PEOPLE and part.variable != "short":
            grouped.setdefault(part.variable, []).append(part)
    for name, mine in grouped.items():
        best = next((p for p in mine if not p.role), None) or next((p for p in mine if p.role == "second"), None)
        if best is None and name in _DATES:
            best = _joined(mine)
        if best is None and name == "URL":
            best = _bracketed(mine)
        if best is None:
            continue
        best = _page_range(best, mine) if name == "page" else best
        reading = edtf(best.value) if name in _DATES else None
        yield Field(name, best.value, best.start, best.end, reading, best.parameter)


def _joined(parts: Iterable[_Part]) -> _Part | None:
    """ "5" + "May" + "2014" of three parameters as one date; a year must be among them."""
    found = {p.role: p for p in reversed(list(parts))}
    if "year" not in found:
        return None
    pieces = [found[r] for r in ("day", "monthday", "month", "year") if r in found]
    if "month" not in found and "monthday" not in found:
        pieces = [found["year"]]
    value = " ".join(p.value for p in pieces)
    year = found["year"]
    return _Part(year.variable, "", 1, value, min(p.start for p in pieces), max(p.end for p in pieces), year.parameter)


def _bracketed(parts: Iterable[_Part]) -> _Part | None:
    """The address out of "[https://… words]"."""
    for part in parts:
        match = re.search(r"https?://[^\s\]|]+", part.value)
        if part.role == "wiki" and match:
            return replace(part, value=match.group())
    return None


def _page_range(best: _Part, parts: list[_Part]) -> _Part:
    last = next((p for p in parts if p.role == "to"), None)
    return best if last is None else replace(best, value=f"{best.value}–{last.value}", end=max(best.end, last.end))


def _short(parts: list[_Part]) -> list[Field]:
    """``{{sfn|Smith|Doe|1999|p=12}}``: family names, then the year."""
    out: list[Field] = []
    for part in parts:
        if part.variable in ("author", "short") and part.parameter.isdigit():
            year = re.fullmatch(r"(?:c\. ?)?\d{3,4}[a-z]?|n\.d\.", part.value)
            if year and out:
                out.append(
                    Field(
                        "issued", part.value, part.start, part.end, edtf(part.value.rstrip("abcdefgh")), part.parameter
                    )
                )
            elif not any(f.name == "issued" for f in out):
                out.append(Field("author", part.value, part.start, part.end, None, part.parameter))
        elif part.variable == "page":
            out.append(Field("page", part.value, part.start, part.end, None, part.parameter))
    return out


# values -------------------------------------------------------------------------------------------------------------
_MARKUP = re.compile(r"[\[{<&'(]")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*-->")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_EXTERNAL = re.compile(r"\[(?:https?:)?//[^\s\]]+\s+([^\]]*)\]")
_TEMPLATE = re.compile(r"\{\{([^{}|]*)((?:\|[^{}|]*)*)\}\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_QUOTES = re.compile(r"'{2,5}")


def plain(value: str) -> str:
    """A parameter's value as a reader sees it: links, emphasis, tags, entities and small templates resolved."""
    if _MARKUP.search(value) is None:
        return " ".join(value.split())
    value = _COMMENT.sub("", value)
    for _ in range(4):
        shorter = _TEMPLATE.sub(_template_words, value)
        if shorter == value:
            break
        value = shorter
    value = _LINK.sub(r"\1", value)
    value = _EXTERNAL.sub(r"\1", value)
    value = _TAG.sub("", value)
    value = _QUOTES.sub("", value)
    value = html.unescape(value).strip()
    if value.startswith("((") and value.endswith("))"):
        value = value[2:-2]
    return " ".join(value.split())


def _template_words(match: re.Match[str]) -> str:
    """The words a small template shows: its last positional value ("{{lang|ar|…}}", "{{nowrap|…}}", "{{'}}")."""
    name = match.group(1).strip().casefold()
    if name in ("'", "’", "'s", "apos"):
        return "'s" if name == "'s" else "'"
    if name in ("!", "pipe"):
        return "|"
    if name in ("ndash", "snd", "spnd", "en dash"):
        return "–"
    positional = [p for p in match.group(2).split("|")[1:] if "=" not in p]
    return positional[-1] if positional else ""
