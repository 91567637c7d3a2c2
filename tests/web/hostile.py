"""Articles that try to run something in the reader's browser, in every field that an article controls."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from cursus.claim import Citation, Claim, Document, Field, Finding, Person, Support, Value
from tests.web.people import article, belmor, claim, finding

VECTORS = (
    "<script>window.ran=1</script>",
    '"><script>window.ran=1</script>',
    "'><img src=x onerror=window.ran=1>",
    '<img src=x onerror="window.ran=1">',
    "<svg onload=window.ran=1>",
    "</title><script>window.ran=1</script>",
    "</textarea></style></script><script>window.ran=1</script>",
    '" onmouseover="window.ran=1" autofocus onfocus="window.ran=1',
    "' onfocus='window.ran=1' autofocus='",
    "` onclick=`window.ran=1",
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1//https://a.example",
    "data:text/html,<script>window.ran=1</script>",
    "{{ 7*7 }}{% raw %}{{ self.__init__.__globals__ }}",
    "<!--<script>window.ran=1</script>-->",
    '<a href="javascript:window.ran=1">x</a>',
    '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    '<base href="https://evil.example/">',
    "<style>@import 'https://evil.example/x.css';</style>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "\u202e\u2066<b onclick=window.ran=1>x",
    "<math><mtext></mtext><mglyph><svg><mtext><script>window.ran=1</script>",
    "\u2028<script>window.ran=1</script>\u2029",
    '#" id="main',
)


def hostile(vector: str) -> tuple[Document, list[Claim], list[Finding]]:
    """An article that says the vector wherever it may say anything, with claims that carry it in every field."""
    said = " ".join(vector.split())
    names = ("URL", "archive-url", "title", "author", "issued", "archive-date")
    citations: Sequence[Citation] = [
        Citation(
            said, said, "", said, 0, 0, type=said, template=said,
            fields=tuple(Field(name, said, 0, 0) for name in names),
            backlinks=(said,),
        ),
    ]  # fmt: skip
    document = article(
        said, [f"Before {said} after.", f"== {said}", f"He was a {said} in 1900 and {said} again."],
        path=said, rows=[(said, f"row {said}")], citations=citations, url=vector, revision=said, licence=said,
        attribution=said,
    )  # fmt: skip
    document = dataclasses.replace(
        document, lang=vector, marks=tuple(dataclasses.replace(m, label=said) for m in document.marks)
    )
    made = []
    for number, prop in enumerate(("name", "birth", "rank", "posting", "event", "relative", "association", said)):
        one = claim(
            document, "Somebody", prop, said, f"He was a {said} in 1900", date="1900", footnotes=[said],
            stance="denied" if number % 2 else "asserted", says=said, value_id=said, origin=said, place=said, unit=said,
            lang=said, script=said, with_=said,
        )  # fmt: skip
        kind = said if prop in ("name", "association") else "child"
        assert one.date is not None
        own = f"{document.id[:12]}{number:04x}"
        made.append(
            dataclasses.replace(
                one, person=Person(vector, said), value=Value(said, said), rule=said, id=own,
                date=dataclasses.replace(one.date, text=said, rule=said, anchor=said),
                qualifiers=(*one.qualifiers, ("kind", kind)), citations=(Support(said, said, said),), steps=(said,),
                quote=dataclasses.replace(one.quote, section=(said, said)),
            )
        )  # fmt: skip
    return (
        document,
        made,
        [
            dataclasses.replace(
                finding(document, said, "error", [made[0].id]), rule=said, suggestion=said, citation=said
            )
        ],
    )


def everything() -> list[tuple[Document, list[Claim], list[Finding]]]:
    """One article for each vector, and a harmless one."""
    return [belmor(), *(hostile(vector) for vector in VECTORS)]
