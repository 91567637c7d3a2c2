"""Small articles with claims, made without any reader or extractor."""

from __future__ import annotations

import hashlib

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
    line_column,
)
from cursus.contract import claim_id, finding_id
from cursus.read.builder import Builder


def article(source: str, path: str = "a.txt", title: str = "", url: str | None = None) -> Document:
    """Paragraphs separated by blank lines; the first one ends in a footnote mark."""
    builder = Builder(source)
    at = 0
    for number, paragraph in enumerate(source.split("\n\n")):
        builder.begin("paragraph")
        builder.words(paragraph, at)
        if number == 0:
            builder.mark("1", 0, at + len(paragraph), at + len(paragraph))
        builder.end()
        at += len(paragraph) + 2
    citation = Citation(
        "1",
        "dean",
        "",
        "Dean, A. (1931). A Life.",
        0,
        4,
        "book",
        fields=(Field("issued", "1931", 0, 4, "1931"),),
    )
    return builder.finish(
        path=path,
        title=title or source.split(".")[0][:30],
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        form="text",
        citations=(citation,),
        categories=("Admirals",),
        url=url,
    )


def claim(
    document: Document,
    quote: str,
    prop: str = "rank",
    value: str = "",
    *,
    who: str = "Ivan Petrov",
    date: str | None = None,
    stance: str = "asserted",
    qualifiers: Qualifiers = (),
    origin: str = "prose",
    score: float = 0.9,
) -> Claim:
    start = document.text.index(quote)
    end = start + len(quote)
    person = Person(who.lower().replace(" ", "-"), who)
    return Claim(
        id=claim_id(document.sha256, prop + ".made", start, end, person.id, prop, value, qualifiers),
        person=person,
        property=prop,
        value=Value(value, "rank:x" if prop == "rank" else None),
        qualifiers=qualifiers,
        date=None if date is None else Date(date, date, f"{date}-01-01", f"{date}-12-31", True, False, "date.year"),
        stance=stance,
        says=None,
        quote=document.quote(start, end),
        origin=origin,
        rule=prop + ".made",
        citations=(Support("1", "dean", "direct"),),
        document=document_ref(document),
        score=score,
        steps=("value: a -> b",),
    )


def finding(document: Document, exact: str, level: str = "error", claims: tuple[str, ...] = ()) -> Finding:
    start = document.source.index(exact)
    place = Place(start, start + len(exact), exact)
    line, column = line_column(document.source, start)
    return Finding(
        id=finding_id(document.sha256, "made-rule", (place,), "made"),
        rule="made-rule",
        code="X1",
        level=level,
        message="made",
        document=document_ref(document),
        line=line,
        column=column,
        spans=(place,),
        claims=claims,
    )


FIRST = "Ivan Petrov was a rear admiral in 1895.\n\nHe was born in 1848 at Kazan. Some 60 men fell."


def petrov(source: str = FIRST, path: str = "petrov.txt", url: str | None = None) -> tuple[Document, list[Claim]]:
    """An article about one admiral with three claims, as many as the words of the source allow."""
    document = article(source, path, "Ivan Petrov", url)
    claims = []
    for words, prop, value, date in (
        ("Ivan Petrov was a rear admiral in 1895.", "rank", "rear admiral", "1895"),
        ("Ivan Petrov was a vice admiral in 1895.", "rank", "vice admiral", "1895"),
        ("He was born in 1848 at Kazan.", "birth", "Kazan", "1848"),
        ("Some 60 men fell.", "event", "battle", None),
    ):
        if words in document.text:
            extra: Qualifiers = (("killed", Bounds(60, 60, True)), ("place", "Kazan")) if prop == "event" else ()
            claims.append(claim(document, words, prop, value, date=date, qualifiers=extra))
    return document, claims
