"""A DOI, PMID, PMC, arXiv, OCLC, LCCN or other number of impossible form.

Nothing can be found by it. A DOI begins with "10.", a registrant and a slash; most others are plain numbers.

Not reported: numbers that the editor has marked as printed so ("((…))"), and numbers that are only high.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |doi=11.1000/182}}</ref>

FAIL (wikitext):

    Berg led the battery.<ref>{{cite book |title=The Winter War |last=Holm |oclc=0-312-16087-9}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |doi=10.1000/182 |pmid=12345 |pmc=PMC123
    |arxiv=hep-th/9901001 |bibcode=1974AJ.....79..819H |jstor=2118559 |oclc=22239204 |lccn=sn2006058112 |s2cid=37220500}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.rules.common import short, without_comments
from cursus.tables import rows

CODE = "I3"
LEVEL = "error"
_VARIABLES = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmc"}


@cache
def _forms() -> dict[str, tuple[re.Pattern[str], str]]:
    return {name: (re.compile(form), words) for name, form, words in rows("cs1_identifiers")}


def check(context: Context) -> Iterator[Problem]:
    seen: set[tuple[int, int]] = set()
    for name, (form, words) in _forms().items():
        for cite, parameter in context.parameters((name,)):
            value = without_comments(parameter.value).strip()
            if not value or "((" in value or "{{" in value or "[" in value:
                continue
            place = (parameter.start, parameter.end)
            seen.add(place)
            if not form.fullmatch(value):
                yield Problem(f"{parameter.name} {short(value)} cannot be one: {words}", (place,), cite.label)
    for citation, field in context.fields(*_VARIABLES):
        form, words = _forms()[_VARIABLES[field.name]]
        source = context.document.source[field.source_start : field.source_end]
        if span(field) in seen or "((" in source or "{{" in source:
            continue
        if not form.fullmatch(field.value.strip()):
            yield Problem(
                f"{field.name} {short(field.value)} cannot be one: {words}", (span(field),), citation.label or None
            )
