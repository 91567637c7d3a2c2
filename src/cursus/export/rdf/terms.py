"""The names that RDF gives to our things: namespaces, and what a claim and its parts are called."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

NS = "https://cursus.example/ns#"
"""Our own terms; vocab/shapes.ttl says what each holds."""
CLAIM, PERSON, ARTICLE = "urn:cursus:claim:", "urn:cursus:person:", "urn:cursus:article:"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
PREFIXES = {
    "cu": NS,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@lru_cache(maxsize=8192)
def person(person_id: str) -> str:
    """The name of a person."""
    return PERSON + quote(person_id, safe="~-")


def term(word: str) -> str:
    """A word of ours (a property, a qualifier, a stance) as the local part of a name."""
    return quote(word, safe="").replace("%", "-")


def usable(url: str) -> bool:
    """Whether an address can stand as a name: what RDF forbids in one is not in it."""
    return "://" in url and not any(c <= " " or c in '<>"{}|^`\\' for c in url)
