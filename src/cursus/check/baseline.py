"""Findings that are known already: a file that lets an old article be checked for what is new in it.

A finding is known by its article, its rule and the words that it is about, not by its line: what stands above may change.
As many alike are passed over as the file counts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cursus.check.settings import SettingsError
from cursus.claim import Finding

VERSION = 1
Key = tuple[str, str, str]


def fingerprint(finding: Finding) -> str:
    """What stays of a finding when lines move: a hash of its rule and its words (16 hex digits)."""
    words = "\0".join([finding.rule, *(place.exact for place in finding.spans)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _key(finding: Finding) -> Key:
    return finding.document.path, finding.rule, fingerprint(finding)


def dump(findings: Iterable[Finding]) -> str:
    """The file's text, in order, one finding a line."""
    counted = Counter(map(_key, findings))
    lines = [
        json.dumps({"path": path, "rule": rule, "fingerprint": mark, "count": count}, ensure_ascii=False)
        for (path, rule, mark), count in sorted(counted.items())
    ]
    body = ",\n  ".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n  {body}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def load(path: Path) -> Counter[Key]:
    """How many findings of each kind are known. Raises SettingsError where the file is none, and OSError."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != VERSION:
            raise SettingsError(str(path), f"has version {data['version']!r}", "write it again with --write-baseline")
        known: Counter[Key] = Counter()
        for item in data["findings"]:
            known[str(item["path"]), str(item["rule"]), str(item["fingerprint"])] += int(item["count"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SettingsError(str(path), "is no baseline of cursus", "write it again with --write-baseline") from error
    return known


def unknown(findings: Iterable[Finding], known: Counter[Key]) -> tuple[Finding, ...]:
    """The findings that the baseline does not hold, in their order."""
    left = Counter(known)
    out = []
    for finding in findings:
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(finding)
    return tuple(out)
