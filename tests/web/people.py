"""Articles and claims made by hand for the tests of dossiers and pages, in few words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from cursus.claim import (
    Bounds,
    Citation,
    Claim,
    Date,
    Document,
    Field,
    Finding,
    Person,
    Place,
    Qualifiers,
    Support,
    Value,
    document_ref,
)
from cursus.contract import claim_id, finding_id
from cursus.read.builder import Builder
from cursus.store import Store, open_store
from cursus.text.dates import bounds


def article(
    title: str,
    paragraphs: Sequence[str],
    *,
    path: str = "",
    rows: Sequence[tuple[str, str]] = (),
    citations: Sequence[Citation] = (),
    lang: str = "en",
    url: str | None = None,
    revision: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
) -> Document:
    """An article. ``[1]`` in a paragraph is a footnote mark, a paragraph that begins with ``== `` a heading."""
    source = "\n".join([title, *(f"{label}\t{value}" for label, value in rows), *paragraphs])
    builder = Builder(source, lang)
    builder.begin("title")
    builder.words(title, 0)
    builder.end()
    place = len(title) + 1
    for label, value in rows:
        builder.begin_row(label, label.lower(), "Infobox", "", place, place + len(label))
        builder.words(value, place + len(label) + 1)
        builder.end_row()
        place += len(label) + len(value) + 2
    for paragraph in paragraphs:
        if paragraph.startswith("== "):
            builder.section(paragraph[3:], 2, place + 3, place + len(paragraph))
        else:
            _paragraph(builder, paragraph, place, citations)
        place += len(paragraph) + 1
    sha256 = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return builder.finish(
        path=path or f"{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-') or 'article'}.txt", title=title,
        sha256=sha256, form="text", citations=citations, url=url, revision=revision, licence=licence,
        attribution=attribution,
    )  # fmt: skip


def _paragraph(builder: Builder, paragraph: str, place: int, citations: Sequence[Citation]) -> None:
    labels = [c.label for c in citations]
    builder.begin("paragraph")
    last = 0
    for mark in re.finditer(r"\[(\w{1,3})\]", paragraph):
        builder.words(paragraph[last : mark.start()], place + last)
        index = labels.index(mark[1]) if mark[1] in labels else -1
        builder.mark(mark[1], index, place + mark.start(), place + mark.end())
        last = mark.end()
    builder.words(paragraph[last:], place + last)
    builder.end()


def cited(label: str, text: str, **fields: str) -> Citation:
    """A footnote; ``URL="…"`` and so on become its fields (an underscore stands for a hyphen)."""
    made = tuple(Field(name.replace("_", "-"), value, 0, 0) for name, value in fields.items())
    return Citation(label, None, "", text, 0, 0, fields=made, defined=bool(text))


def when(edtf: str, *, starts: bool = False, ends: bool = False) -> Date:
    low, high = bounds(edtf)
    return Date(edtf, edtf, low, high, starts, ends, "test.date")


def claim(
    document: Document,
    person: str,
    prop: str,
    value: str,
    quote: str,
    *,
    date: Date | str | None = None,
    footnotes: Sequence[str] = (),
    stance: str = "asserted",
    says: str | None = None,
    value_id: str | None = None,
    origin: str = "prose",
    status: str = "unreviewed",
    scope: str = "direct",
    **qualifiers: str | Bounds,
) -> Claim:
    """A claim; ``quote`` must be words of the article's text, ``with_`` stands for the qualifier ``with``."""
    start = document.text.index(quote)
    kept: Qualifiers = tuple((name.rstrip("_"), said) for name, said in qualifiers.items())
    rule = f"test.{prop}"
    end = start + len(quote)
    day = when(date) if isinstance(date, str) else date
    person_id = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-") or "somebody"
    mark = f"{value}|{date}|{stance}|{says}"
    return Claim(
        id=claim_id(document.sha256, rule, start, end, person_id, prop, mark, kept), person=Person(person_id, person),
        property=prop, value=Value(value, value_id), qualifiers=kept, date=day,
        stance=stance, says=says, quote=document.quote(start, end), origin=origin, rule=rule,
        citations=tuple(Support(label, None, scope) for label in footnotes), document=document_ref(document), score=0.8,
        status=status, steps=(f"value: {quote} -> {value}",),
    )  # fmt: skip


def finding(document: Document, message: str, level: str = "warning", claims: Sequence[str] = ()) -> Finding:
    spot = (Place(0, 5, document.source[:5]),)
    return Finding(
        finding_id(document.sha256, "test.rule", spot, message), "test.rule", "T01", level, message,
        document_ref(document), 1, 1, spot, claims=tuple(claims), suggestion="look again",
    )  # fmt: skip


def store(path: Path, *articles: tuple[Document, Sequence[Claim], Sequence[Finding]]) -> Store:
    """A database that holds these."""
    opened = open_store(str(path))
    for document, claims, findings in articles:
        opened.add(document, claims, findings)
    return opened


NAME = "Ravi Anwar Belmor"
ARABIC = "رافي أنور بلمور"


def belmor() -> tuple[Document, list[Claim], list[Finding]]:
    """A made-up officer about whom something is disputed, something denied, something undated."""
    document = article(
        NAME,
        [
            f"Ravi Anwar Belmor ({ARABIC}; also Rafi Belmor) was an officer.[1] He was born in 1841 in Tarsis.",
            "== Career",
            "By April 1871 he commanded the 4th Regiment.[2] From 1875 to 1879 he was chief of staff at Orm.[1][2]",
            "In May 1880 he was a colonel. In May 1880 he was a brigadier.[3] He was captured on 3 June 1882.[9]",
            "A clerk announced that he had been made regent, but Belmor denied this.[3]",
        ],
        rows=[("Born", "1843"), ("Rank", "Brigadier")],
        citations=[
            cited("1", "Hale, Orlan (1884). The Orm Papers. London: Gower.", URL="https://books.example/orm",
                  archive_url="https://archive.example/orm"),
            cited("2", "Despatches of the 4th Regiment, 1871–1879.", URL="javascript:alert(1)"),
            cited("3", ""),
        ],
        url="https://wiki.example/Belmor", revision="77", licence="CC BY-SA 3.0", attribution="The editors of the wiki",
    )  # fmt: skip
    p = NAME
    claims = [
        claim(document, p, "name", NAME, NAME, origin="title"),
        claim(document, p, "name", ARABIC, ARABIC, origin="lead", kind="native", script="Arab", lang="ar"),
        claim(document, p, "name", "Rafi Belmor", "Rafi Belmor", origin="lead", kind="alias"),
        claim(document, p, "birth", "", "Born\t1843", date="1843", origin="infobox"),
        claim(document, p, "birth", "Tarsis", "He was born in 1841 in Tarsis", date="1841"),
        claim(document, p, "rank", "Brigadier", "Rank\tBrigadier", origin="infobox", value_id="rank:OF-6/brigadier"),
        claim(document, p, "posting", "commander of the 4th Regiment", "By April 1871 he commanded the 4th Regiment",
              date="[..1871-04]", footnotes=["2"], role="commander", unit="4th Regiment"),
        claim(document, p, "posting", "chief of staff", "From 1875 to 1879 he was chief of staff at Orm",
              date=when("1875/1879", starts=True, ends=True), footnotes=["1", "2"], place="Orm"),
        claim(document, p, "rank", "colonel", "In May 1880 he was a colonel", date="1880-05",
              value_id="rank:OF-5/colonel"),
        claim(document, p, "rank", "brigadier", "In May 1880 he was a brigadier", date="1880-05", footnotes=["3"],
              value_id="rank:OF-6/brigadier"),
        claim(document, p, "event", "captured", "He was captured on 3 June 1882", date="1882-06-03", footnotes=["9"]),
        claim(document, p, "posting", "regent", "A clerk announced that he had been made regent", stance="reported",
              says="a clerk", footnotes=["3"], scope="inherited"),
        claim(document, p, "posting", "regent", "he had been made regent, but Belmor denied this", stance="denied",
              says="Belmor", footnotes=["3"]),
    ]  # fmt: skip
    found = [finding(document, "footnote 9 is cited and not listed", "error", [claims[10].id])]
    return document, claims, found
