"""A DOI, PMID or PMC number of impossible form.

A DOI begins with "10.", a registrant and a slash; PMID and PMC are plain numbers without a leading zero.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |doi=11.1000/182}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |doi=10.1000/182}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "I3"
LEVEL = "error"
_FORMS = {
    "DOI": (
        re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S.*"),
        "it begins with 10., a number of four digits or more, and a slash",
    ),
    "PMID": (re.compile(r"[1-9]\d{0,8}"), "it is a plain number"),
    "PMCID": (re.compile(r"(?:PMC)?[1-9]\d{1,9}"), "it is a plain number"),
}


def check(context: Context) -> Iterator[Problem]:
    for citation, fields in context.works:
        for field in fields:
            form = _FORMS.get(field.name)
            value = field.value.strip()
            source = context.document.source[field.source_start : field.source_end]
            if form and not form[0].fullmatch(value) and "((" not in source and "{{" not in source:
                yield Problem(f"{field.name} {value} cannot be one: {form[1]}", (span(field),), citation.label or None)
