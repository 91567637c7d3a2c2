"""A model's answer → drafts. What is not borne out by the passage is left out, with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cursus.claim import Date, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft, Who
from cursus.extract.model.passages import Passage
from cursus.text.awards import find_awards
from cursus.text.battles import find_battles
from cursus.text.dates import read_date
from cursus.text.ranks import find_ranks, read_rank
from cursus.text.roles import find_roles
from cursus.text.scripts import script_of
from cursus.text.units import find_units

SCORE: Final = 0.5
"""How far a model's claim is trusted before anybody looked at it: no more than a coin, for no two models are alike."""
LARGEST: Final = 64_000
"""Characters of an answer that are looked at; a longer one is no answer."""
MOST: Final = 60
"""Claims of one passage that are looked at."""
_LONGEST_QUOTE = 600
_EVENTS = frozenset(
    [
        "captured",
        "imprisoned",
        "released",
        "tried",
        "sentenced",
        "exiled",
        "wounded",
        "retired",
        "dismissed",
        "defected",
        "surrendered",
        "assassinated",
        "executed",
    ]
)
_KIN = frozenset(("spouse", "child", "parent", "sibling", "other"))
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n|\n\s*```\s*\Z")


class NoAnswer(Exception):
    """An answer that is none: no JSON, not the JSON that was asked for, or far too long."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that the model made and the passage does not bear out."""

    reason: str
    words: str


def parse(answer: str) -> list[dict[str, Any]]:
    """The claims of an answer, each an object of whatever the model put there. Raises :class:`NoAnswer`."""
    if len(answer) > LARGEST:
        raise NoAnswer("the answer is longer than any list of facts")
    try:
        data = json.loads(_FENCE.sub("", answer))
    except (ValueError, RecursionError) as error:
        raise NoAnswer("the answer is no JSON") from error
    claims = data.get("claims") if isinstance(data, dict) else data
    if not isinstance(claims, list):
        raise NoAnswer("the answer holds no list of claims")
    if len(claims) > MOST:
        raise NoAnswer("the answer holds more claims than the passage has facts")
    return [claim for claim in claims if isinstance(claim, dict)]


def drafts(page: Page, passage: Passage, answer: str, rule: str) -> tuple[list[Draft], list[Refused]]:
    """What of an answer the passage bears out, as drafts of this rule, and what not. Raises :class:`NoAnswer`."""
    made: list[Draft] = []
    refused: list[Refused] = []
    for claim in parse(answer):
        draft = _draft(page, passage, claim, rule)
        made.append(draft) if isinstance(draft, Draft) else refused.append(Refused(draft, _words(claim)))
    return made, refused


def _words(claim: dict[str, Any]) -> str:
    return " · ".join(str(claim.get(key, ""))[:80] for key in ("property", "value", "date", "quote"))


def _string(claim: dict[str, Any], key: str) -> str:
    value = claim.get(key)
    return value if isinstance(value, str) else ""


def _draft(page: Page, passage: Passage, claim: dict[str, Any], rule: str) -> Draft | str:
    """The draft, or why there is none."""
    prop, value, quote = (_string(claim, key) for key in ("property", "value", "quote"))
    read = _READERS.get(prop)
    if read is None:
        return "no property that was asked for"
    if not 3 <= len(quote) <= _LONGEST_QUOTE:
        return "no quote, or one of half a page"
    at = page.text.find(quote, passage.start, passage.end)
    if at < 0:
        return "the quote is not in the passage"
    if page.text.find(quote, at + 1, passage.end) >= 0:
        return "the quote stands in the passage more than once"
    inside = value if prop != "event" else ""
    where = quote.find(inside)
    if where < 0:
        return "the value is not in the quote"
    date = _date(page, claim, quote)
    if isinstance(date, str):
        return date
    who = _who(page, passage, claim)
    if who is None:
        return "the person is not named in the passage"
    known = read(value, claim)
    if known is None:
        return f"the value reads as no {prop}"
    if not value and date is None:
        return "neither a value nor a date"
    id_, qualifiers = known
    span = Span(at, at + len(quote))
    fact = Span(at + where, at + where + len(inside)) if inside else span
    return Draft(
        prop,
        value,
        span,
        rule,
        who,
        id=id_,
        qualifiers=qualifiers,
        fact=fact,
        date=date,
        score=SCORE,
        steps=(f"model: {rule.removeprefix('llm:')} -> {prop} {value}".strip(),),
    )


def _date(page: Page, claim: dict[str, Any], quote: str) -> Date | str | None:
    """The date of a claim; a string says why it is none."""
    words = claim.get("date")
    if words is None or words == "":
        return None
    if not isinstance(words, str) or words not in quote:
        return "the date is not in the quote"
    found = read_date(words, lang=page.document.lang)
    if found is None or re.search(r"\d", words[: found.start] + words[found.end :]):
        return "the date reads as no date"
    return found.date


def _who(page: Page, passage: Passage, claim: dict[str, Any]) -> Who | None:
    name = _string(claim, "person") or "subject"
    if name == "subject" or page.is_subject(name):
        return page.subject
    if page.text.find(name, passage.start, passage.end) < 0 or not name[0].isalpha() or name[0].islower():
        return None
    return page.known(name) or (Who(name) if " " in name and len(name) <= 80 else None)


Known = tuple[str | None, tuple[tuple[str, str], ...]]
"""The id of a value that a table knows, and the qualifiers that follow from it."""


def _rank(value: str, claim: dict[str, Any]) -> Known | None:
    known = read_rank(value)
    return (known, ()) if known else None


def _posting(value: str, claim: dict[str, Any]) -> Known | None:
    roles, units = find_roles(value), find_units(value)
    if not roles and not units:
        return None
    out = []
    if roles:
        out.append(("role", value[roles[0].head_start : roles[0].head_end]))
    if units:
        out.append(("unit", units[0].text))
    return (roles[0].id if roles else None, tuple(out))


def _branch(value: str, claim: dict[str, Any]) -> Known | None:
    return (None, ()) if any(unit.kind in ("branch", "arm") for unit in find_units(value)) else None


def _battle(value: str, claim: dict[str, Any]) -> Known | None:
    return (None, ()) if find_battles(value) else None


def _award(value: str, claim: dict[str, Any]) -> Known | None:
    return (None, ()) if find_awards(value) else None


def _named(value: str, claim: dict[str, Any]) -> Known | None:
    """A proper name: it begins with a capital, or is in a script without any."""
    proper = value[:1].isupper() or script_of(value) not in ("Latn", "Cyrl", "Grek", "Armn", "Zyyy")
    return (None, ()) if proper and 2 < len(value) <= 120 else None


def _place(value: str, claim: dict[str, Any]) -> Known | None:
    if not value:
        return None, ()
    return (None, (("place", value),)) if _named(value, claim) else None


def _event(value: str, claim: dict[str, Any]) -> Known | None:
    return (None, ()) if value in _EVENTS else None


def _relative(value: str, claim: dict[str, Any]) -> Known | None:
    kind = _string(claim, "kind")
    return (None, (("kind", kind),)) if kind in _KIN and _named(value, claim) and not find_ranks(value) else None


_READERS: dict[str, Callable[[str, dict[str, Any]], Known | None]] = {
    "rank": _rank,
    "posting": _posting,
    "branch": _branch,
    "battle": _battle,
    "award": _award,
    "education": _named,
    "membership": _named,
    "birth": _place,
    "death": _place,
    "event": _event,
    "relative": _relative,
}
