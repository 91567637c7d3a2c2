"""A cited work as a footnote of MediaWiki: a citation template that a wiki editor can paste."""

from __future__ import annotations

import re

from cursus.export.csl import person
from cursus.export.report import Report
from cursus.export.works import Work

_TEMPLATES = {
    "book": "cite book", "pamphlet": "cite book", "chapter": "cite book", "article-journal": "cite journal",
    "article-magazine": "cite magazine", "article-newspaper": "cite news", "entry-encyclopedia": "cite encyclopedia",
    "entry-dictionary": "cite encyclopedia", "thesis": "cite thesis", "report": "cite report",
    "paper-conference": "cite conference", "webpage": "cite web", "post-weblog": "cite web", "interview": "cite interview",
    "map": "cite map", "speech": "cite speech", "motion_picture": "cite AV media", "broadcast": "cite AV media",
}  # fmt: skip
"""CSL type → template."""
_CONTAINER = {
    "cite journal": "journal", "cite magazine": "magazine", "cite news": "newspaper", "cite encyclopedia": "encyclopedia",
    "cite web": "website",
}  # fmt: skip
_PARAMETERS = {
    "title": "title", "chapter": "chapter", "publisher": "publisher", "publisher-place": "location", "issued": "date",
    "edition": "edition", "volume": "volume", "issue": "issue", "ISBN": "isbn", "ISSN": "issn", "DOI": "doi", "PMID": "pmid",
    "URL": "url", "archive-url": "archive-url", "archive-date": "archive-date", "accessed": "access-date",
    "language": "language", "collection-title": "series", "original-date": "orig-date", "number": "number",
}  # fmt: skip
"""CSL variable → parameter, of any template."""
_ADDRESSES = frozenset({"URL", "archive-url"})
_MARKUP = {c: f"&#{ord(c)};" for c in "[]{}|~=*#:;'_"}
_SPECIAL = re.compile(r"[\[\]{}|~]|''+|__+|^[=*#:;]")
_SEVERAL = re.compile(r"[,;–—-]")


def escaped(text: str) -> str:
    """Words as MediaWiki shows them, on one line."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda m: "".join(_MARKUP[c] for c in m[0]), line)


def footnote(work: Work, report: Report) -> str:
    """The whole footnote, under the work's key as its name."""
    return f'<ref name="{work.key}">{template(work, report)}</ref>'


def again(work: Work) -> str:
    """The mark of a footnote that stands in the text already."""
    return f'<ref name="{work.key}" />'


def template(work: Work, report: Report) -> str:
    """The citation template; the entry's words where it has no title to make one of."""
    if not work.get("title") and not work.get("chapter"):
        return escaped(work.text)
    name = _TEMPLATES.get(work.type) or ("cite web" if work.get("URL") and not work.get("publisher") else "cite book")
    values: dict[str, str] = {}
    for role, prefix in (("author", ""), ("editor", "editor-")):
        for number, field in enumerate(work.all(role), 1):
            parts = person(field.value)
            suffix = str(number) if number > 1 else ""
            if "literal" in parts:
                values[f"{prefix.rstrip('-') or 'author'}{suffix}"] = escaped(parts["literal"])
            else:
                values[f"{prefix}last{suffix}"] = escaped(parts["family"])
                values[f"{prefix}first{suffix}"] = escaped(parts["given"])
    for field in work.fields:
        if field.name in ("author", "editor"):
            continue
        parameter = _PARAMETERS.get(field.name)
        if field.name == "container-title":
            parameter = _CONTAINER.get(name, "work")
        elif field.name == "page":
            parameter = "pages" if _SEVERAL.search(field.value) else "page"
        if parameter is None:
            report.lose(f"footnote: no parameter for {field.name}")
        elif field.name in _ADDRESSES:
            values.setdefault(parameter, _address(field.value))
        else:
            values.setdefault(parameter, escaped(field.value))
    return "{{" + name + "".join(f" |{key}={value}" for key, value in values.items()) + "}}"


def _address(url: str) -> str:
    """An address without what would end a parameter or open markup."""
    unsafe = {ord(c): f"%{ord(c):02X}" for c in "[]{}|<>\"'"}
    return "".join(url.split()).translate(unsafe)
