"""The search of a site without a server: an index by Pagefind, packed as scripts.

A page that was opened from a disk may run scripts, but load no other file. So the files of the index are put into scripts, several into
one (:func:`bundle`), and Pagefind is given them instead of what it would fetch.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_FRAGMENT = re.compile(r"fragment/[a-z]+_([0-9a-f]{2})[0-9a-f]*\.pf_fragment")
_EXPORT = re.compile(r"export\s*\{([\w\s,]+)\};?\s*$")
_ALONE = re.compile(r"\W+")
_TO_RUN = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta", ".pagefind", "pagefind-entry.json")
"""Files that a search reads; the rest of what Pagefind makes is interfaces of its own."""
BUNDLE = 'window.cursusBundle = (name) => { const m = /^fragment\\/[a-z]+_([0-9a-f]{2})/.exec(name); return m ? "f-" + m[1] : name.replace(/[^A-Za-z0-9_]+/g, "-"); };'


class NoPagefind(Exception):
    """Pagefind is not there, or not the one whose script is known."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something to be found: the file it is in, its title, a line about it, and all the words by which it is found."""

    file: str
    title: str
    about: str
    words: str


def bundle(name: str) -> str:
    """The script in which a file of the index lies; what :data:`BUNDLE` says in JavaScript."""
    match = _FRAGMENT.fullmatch(name)
    return f"f-{match[1]}" if match else _ALONE.sub("-", name)


async def index(records: Iterable[Record]) -> dict[str, bytes]:
    """The files of the search, by their names below ``search/``. The same records give the same bytes. Raises NoPagefind."""
    try:
        from pagefind.service import PagefindService
    except ImportError as error:
        raise NoPagefind("searching needs Pagefind: pip install 'cursus[site]'") from error
    made: dict[str, bytes] = {}
    # An index that is opened by itself would also be written where the program was called.
    async with PagefindService() as service:
        found = await service.create_index()
        for record in records:
            await found.add_custom_record(
                url=record.file,
                content=record.words,
                language="en",
                meta={"title": record.title, "about": record.about},
            )
        for file in await found.get_files():
            made[file["path"]] = file["content"]
    return dict(_scripts(made))


def _scripts(made: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "pagefind.js", _classic(made["pagefind.js"].decode())
    for name in ("search.js", "search.css"):
        yield name, files("cursus.site").joinpath("static", name).read_bytes()
    bundles: dict[str, dict[str, str]] = {}
    for name in sorted(made):
        if name.endswith(_TO_RUN):
            bundles.setdefault(bundle(name), {})[name] = base64.b64encode(made[name]).decode()
    for called, contents in bundles.items():
        yield f"data/{called}.js", f"cursusFiles({json.dumps(contents, separators=(',', ':'))});\n".encode()


def _classic(module: str) -> bytes:
    """Pagefind's module as a script that may stand in a page of a disk. Raises NoPagefind where it looks otherwise."""
    exported = _EXPORT.search(module)
    if exported is None or "search" not in exported[1]:
        raise NoPagefind("this version of Pagefind is not known: pip install 'cursus[site]'")
    body = module[: exported.start()].replace("import.meta.url", '"/p/pagefind.js"')
    return (
        f"(function(){{const fetch=(...given)=>window.cursusFetch(...given);{body}\n"
        f"window.cursusPagefind={{{exported[1].strip()}}};}})();\n{BUNDLE}\n"
    ).encode()


def plain_words(values: Iterable[Any]) -> str:
    """Values as words to be found by, each once, in order."""
    return " · ".join(dict.fromkeys(str(value) for value in values if value))
