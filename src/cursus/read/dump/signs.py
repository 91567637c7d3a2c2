"""Signs that an article is about a person, or about somebody in arms, read off its raw bytes.

The tests are cheap and err on the side of reading too much. They run on wikitext in UTF-8 just as well as on the same text
with the escapes of XML, since no form in the table holds a character that XML escapes.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from cursus.tables import rows

_LEAD = 6000
"""Bytes in which an article has said whom it is about."""
_ESCAPED = 8
"""So many times longer XML's escapes make a text at most, and what stands before it."""
_MILITARY_WORDS = ((1_500, 1), (_LEAD, 2), (60_000, 3))
"""Bytes from the start, and how many military words in them make an article about a person one about somebody in arms;
the first row is for articles that have no more."""
_BRACKET = rb"""'''[^\n]{0,300}?\([^()\n]{0,160}?"""
_LIFE = rb"[1-9]\d{2,3}[^()\n]{0,80}?(?:\xe2\x80\x93|\xe2\x80\x94|-|&amp;ndash;|&ndash;)[^()\n]{0,80}?[1-9]\d{2,3}"


def is_person(text: bytes) -> bool:
    """Whether an article may be about a person; its wikitext in UTF-8."""
    return _is_person(text, _LEAD)


def may_be_person(raw: bytes) -> bool:
    """The same of the XML of a page: true of all that :func:`is_person` is true of, and of little more."""
    return _is_person(raw, _ESCAPED * _LEAD)


def is_military(text: bytes) -> bool:
    """Whether an article about a person may be about one who served, fought or commanded; its wikitext in UTF-8."""
    lower = text.lower()
    return (
        _parameters("military").search(lower) is not None
        or _has_category(lower, "military")
        or _has_military_words(lower)
    )


def _has_military_words(lower: bytes) -> bool:
    rows = _MILITARY_WORDS if len(lower) <= _MILITARY_WORDS[0][0] else _MILITARY_WORDS[1:]
    return any(len(list(islice(_words().finditer(lower, 0, size), number))) == number for size, number in rows)


def _is_person(raw: bytes, lead: int) -> bool:
    lower = raw.lower()
    return (
        _parameters("person").search(lower) is not None
        or _templates().search(lower) is not None
        or _lead().search(lower, 0, lead) is not None
        or _has_category(lower, "person")
    )


def _categories(lower: bytes) -> bytes:
    """The names of the article's categories, each behind a colon and before the end of a line; ``lower`` is in lower
    case as far as ASCII goes."""
    return b"".join(b":%b\n" % name.strip() for name in _category_link().findall(lower))


def categories_of(text: str) -> list[str]:
    """The names of the categories that a text puts its page into, as it writes them."""
    return [name.decode().strip() for name in _category_link(re.IGNORECASE).findall(text.encode("utf-8", "replace"))]


def _has_category(lower: bytes, kind: str) -> bool:
    found = _categories(lower)
    return bool(found) and _category_words(kind).search(found) is not None


@cache
def _category_link(flags: int = 0) -> re.Pattern[bytes]:
    names = next(names for kind, names in rows("wiki_namespaces") if kind == "category").split("|")
    return re.compile(rb"\[\[\s{0,4}(?:%b)\s{0,4}:([^\[\]|\n]{1,200})" % _any(names), flags)


@cache
def _category_words(kind: str) -> re.Pattern[bytes]:
    return re.compile(_any(_forms(f"{kind} category")))


@cache
def _parameters(kind: str) -> re.Pattern[bytes]:
    # A parameter counts where something stands behind it.
    return re.compile(rb"\|\s{0,20}(?:%b)\s{0,40}=[ \t]{0,40}[^\s|}]" % _any(_forms(f"{kind} parameter")))


@cache
def _templates() -> re.Pattern[bytes]:
    return re.compile(rb"\{\{\s{0,4}(?:defaultsort:[^{}\n,]{1,80},|%b)" % _any(_forms("person template")))


@cache
def _lead() -> re.Pattern[bytes]:
    return re.compile(_BRACKET + rb"(?:%b|%b)" % (_LIFE, _any(_forms("person lead"))))


@cache
def _words() -> re.Pattern[bytes]:
    return re.compile(rb"[\s|\[({>;:,.'\"-]" + _trie(_any(_forms("military word")).split(b"|")))


def _forms(kind: str) -> list[str]:
    return [form for row in rows("person_signs") if row[0] == kind for form in row[1].split("|")]


def _any(forms: list[str]) -> bytes:
    """A pattern of any of the forms. Bytes in lower case are so in ASCII only: of any other script the first letter of a
    name may be a capital."""
    spelled = dict.fromkeys(
        s for form in forms for s in (form, form[:1].upper() + form[1:]) if s == form or s[:1] > "\x7f"
    )
    return "|".join(spelled).encode()


def _trie(forms: list[bytes]) -> bytes:
    """A pattern of any of the literal forms that looks at each byte once: of hundreds of words the usual alternation
    tries every one at every place."""
    branches: dict[bytes, list[bytes]] = {}
    for form in forms:
        if not form:
            return b""  # a form ends here: the longer ones say no more
        branches.setdefault(form[:1], []).append(form[1:])
    parts = [re.escape(first) + _trie(rest) for first, rest in sorted(branches.items())]
    return parts[0] if len(parts) == 1 else b"(?:%b)" % b"|".join(parts)
