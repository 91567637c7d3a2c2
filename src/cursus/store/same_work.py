"""By what two footnotes are known to cite the same work: its numbers, its address, its title with who or what stands beside it.

An entry has several such identities; two that share one cite the same work. A title alone is none, and a short one ("Memoirs", "Obituary")
only together with both author and year. An entry that is not taken apart is known by its words without pages and days of
access; a short one of these ("Hale 1884, p. 3") means something inside its own article only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cursus.check.archives import original, plain_address
from cursus.check.rules.common import fold
from cursus.claim import Citation, Document, Field

_PLACE = re.compile(
    r"\b(?:pp?|pages?|chap(?:ter)?|vol)\.?\s*[\divxlc]+(?:\s?[–-]\s?[\divxlc]+)?|\b(?:retrieved|accessed|archived)\b.*\Z",
    re.IGNORECASE,
)
_LONG_TITLE = 4
"""Words that make a title one of a kind together with anything else."""
_LONG_TEXT = 60
"""Characters from which an entry that is not taken apart says enough to be known elsewhere."""
_ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]")


def parts_of(citation: Citation) -> tuple[tuple[Field, ...], ...]:
    """The works of an entry, as their fields."""
    return citation.works if len(citation.works) > 1 else (citation.fields,)


def plain_words(text: str) -> str:
    """An entry for comparison: folded, without its pages and its days of access."""
    return fold(_PLACE.sub("", text))


def words_of(citation: Citation, part: int) -> str:
    """One work of an entry as a reader sees it."""
    if len(citation.works) > 1:
        return " ".join(field.value for field in citation.works[part])
    return citation.text


def identities(document: Document, citation: Citation, part: int) -> tuple[str, ...]:
    """What one work of an entry is known by, as hashes of 16 hex digits, one or more."""
    fields = parts_of(citation)[part]
    found = tuple(_of_fields(fields)) or (_of_text(document.path, words_of(citation, part)),)
    return tuple(dict.fromkeys(map(_hash, found)))


def _of_fields(fields: Sequence[Field]) -> Iterator[str]:
    said = {field.name: field for field in reversed(fields)}

    def get(name: str) -> str:
        return said[name].value if name in said else ""

    title, outlet = fold(get("title")), fold(get("container-title"))
    author = fold((get("author") or get("editor")).partition(",")[0])
    year = (said["issued"].edtf or "")[:4] if "issued" in said else ""
    if doi := get("DOI").strip().lower():
        yield f"doi:{doi.removeprefix('https://doi.org/')}"
    if (isbn := _isbn(get("ISBN"))) and not outlet:  # of a chapter, it is the number of the whole book
        yield f"isbn:{isbn}"
    if address := _address(get("URL")):
        yield f"address:{address}"
    if title.count(" ") + 1 >= _LONG_TITLE:
        for beside in (author and f"by {author}", outlet and f"in {outlet}", year):
            if beside:
                yield f"title:{title}|{beside}"
    elif title and author and year.isdigit():
        yield f"title:{title}|by {author}|{year}"


def _address(url: str) -> str:
    """The address of a page; "" for that of a whole site."""
    if not url:
        return ""
    plain = plain_address(original(url) or url)
    return plain if "/" in plain else ""


def _isbn(number: str) -> str:
    """The first nine digits that tell the book in a number of ten or thirteen."""
    match = _ISBN.fullmatch(re.sub(r"[\s–-]", "", number).upper())
    return "" if match is None else match[0][:9] if len(match[0]) == 10 else match[0][3:12]


@lru_cache(maxsize=4096)
def _of_text(path: str, text: str) -> str:
    plain = plain_words(text)
    return f"text:{plain}" if len(plain) >= _LONG_TEXT else f"text:{path}|{plain}"


def _hash(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
