"""Findings as SARIF 2.1.0 (OASIS), which editors and code hosts read.

Columns count Unicode code points. A page of a dump has no lines of its own in the file: it is named as a logical location.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from cursus.claim import Finding, Place, line_column

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "note"}


def log(
    findings: Iterable[tuple[Finding, str]], rules: Iterable[tuple[str, str, str, str]], version: str
) -> dict[str, Any]:
    """A log with one run. ``findings`` come with their source; ``rules`` are id, code, level and manual page of each."""
    described = [
        {
            "id": id_,
            "name": "".join(word.capitalize() for word in id_.split("-")),
            "shortDescription": {"text": manual.strip().split("\n\n")[0].replace("\n", " ")},
            "fullDescription": {"text": manual.strip()},
            "defaultConfiguration": {"level": _LEVELS[level]},
            "properties": {"code": code},
        }
        for id_, code, level, manual in rules
    ]
    places = {rule["id"]: number for number, rule in enumerate(described)}
    results = [_result(finding, source, places) for finding, source in findings]
    driver = {"name": "cursus", "version": version, "rules": described}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _result(finding: Finding, source: str, places: dict[Any, int]) -> dict[str, Any]:
    file, _, page = finding.document.path.partition("#")
    first, *others = finding.spans
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message + (f". {finding.suggestion}" if finding.suggestion else "")},
        "locations": [_location(file, page, first, source)],
        "partialFingerprints": {"cursusFinding/v1": finding.id},
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    if others:
        result["relatedLocations"] = [_location(file, page, place, source) for place in others]
    if finding.fix is not None and not page:
        fix = finding.fix
        region = {"charOffset": fix.source_start, "charLength": fix.source_end - fix.source_start}
        change = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": {"uri": _uri(file)}, "replacements": [change]}]}]
    return result


def _location(file: str, page: str, place: Place, source: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if page:
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": page, "kind": "page"}]}
    line, column = line_column(source, place.source_start)
    end_line, end_column = line_column(source, place.source_end)
    physical["region"] = {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "charOffset": place.source_start, "charLength": place.source_end - place.source_start,
        "snippet": {"text": place.exact[:2000]},
    }  # fmt: skip
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/~!$&'()*+,;=:@-._")
