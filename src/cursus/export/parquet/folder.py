"""What the folder is: four subfolders of part files, and a manifest that says that all of them are there.

::

    out/manifest.json
    out/documents/part-00000.parquet  out/claims/part-00000.parquet  out/findings/…  out/problems/…

The manifest is written last. It names the parts in their order, counts the rows of each table and knows the hash of each
file, so that a file that went missing or was damaged on the way is noticed.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cursus.export.parquet.errors import ParquetError
from cursus.export.parquet.schema import TABLES, VERSION

MANIFEST = "manifest.json"
WORK = "_work"
"""A subfolder for what a run needs until it is done."""
MAX_MANIFEST = 64 << 20
_AGAIN = "write the folder again"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number, how many rows it has in each table, and the SHA-256 of the four files, in the order of
    :data:`TABLES`."""

    number: int
    documents: int
    claims: int
    findings: int
    problems: int
    sha256: tuple[str, ...]

    def rows(self, table: str) -> int:
        return int(getattr(self, table))


@dataclass(frozen=True, slots=True)
class Manifest:
    """``source`` is what the folder was made by, in words; ``parts`` are in the order of the articles. ``run`` is the same
    for folders that the same run makes; ``passed`` counts the pages of dumps by what became of them."""

    source: str
    parts: tuple[Part, ...]
    run: str = ""
    passed: tuple[tuple[str, int], ...] = ()

    def rows(self, table: str) -> int:
        return sum(part.rows(table) for part in self.parts)


def part_path(folder: str, table: str, number: int) -> str:
    return os.path.join(folder, table, f"part-{number:05d}.parquet")


def write_manifest(folder: str, manifest: Manifest) -> None:
    data = {
        "layout": VERSION,
        "source": manifest.source,
        "run": manifest.run,
        "passed": dict(manifest.passed),
        "rows": {table: manifest.rows(table) for table in TABLES},
        "parts": [asdict(part) for part in manifest.parts],
    }
    write_whole(os.path.join(folder, MANIFEST), (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())


def write_whole(path: str, data: bytes) -> None:
    """Write a file that is there with all its bytes or not at all."""
    partial = f"{path}.{os.getpid()}.partial"
    with open(partial, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    os.replace(partial, path)


def read_manifest(folder: str) -> Manifest:
    """Raises ParquetError: no such folder, none of Cursus, unfinished, another layout."""
    path = os.path.join(folder, MANIFEST)
    if not os.path.isdir(folder):
        raise ParquetError(folder, "there is no such folder", "check the path")
    try:
        if os.path.getsize(path) > MAX_MANIFEST:
            raise ParquetError(path, "is larger than any manifest", _AGAIN)
        data = json.loads(Path(path).read_bytes())
        if data["layout"] != VERSION:
            raise ParquetError(path, f"has layout {data['layout']!r:.20}, known here is {VERSION!r}", "update Cursus")
        parts = tuple(part_from_json(part) for part in data["parts"])
        passed = tuple((str(kind), int(number)) for kind, number in data["passed"].items())
        return Manifest(str(data["source"]), parts, str(data["run"]), passed)
    except FileNotFoundError:
        started = all(os.path.isdir(os.path.join(folder, table)) for table in TABLES)
        if started:
            raise ParquetError(
                folder, "is unfinished: it has no manifest.json", "finish the run that writes it"
            ) from None
        raise ParquetError(folder, "is no folder of Cursus: it has no manifest.json", "check the path") from None
    except OSError as error:
        raise ParquetError(path, f"cannot be read ({error.strerror})", "check its permissions") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ParquetError(path, "is no manifest of Cursus", _AGAIN) from error


def part_from_json(data: Any) -> Part:
    """Read back a part. Raises KeyError, TypeError or ValueError on another shape."""
    part = Part(**{**data, "sha256": tuple(data["sha256"])})
    counts = [part.number, *(part.rows(table) for table in TABLES)]
    if not all(isinstance(n, int) and 0 <= n < 1 << 62 for n in counts):
        raise ValueError("a count that is no number")
    if len(part.sha256) != len(TABLES):
        raise ValueError("a hash for each table")
    return part


def hash_of(path: str) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
