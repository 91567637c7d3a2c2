"""Offices before and behind names: "Secretary of War Jefferson Davis", "Henry Dalby, commander of the 8th Hussars"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import resolve
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.mentions import (
    Reading,
    behind_title,
    named_in,
)
from cursus.extract.postings.roles import needs_complement, posting_draft, with_more
from cursus.text.roles import RoleMatch, role_marks


def before_names(page: Page, sentence: Sentence, reading: Reading, named: set[tuple[str, str]]) -> Iterator[Draft]:
    """Offices before the names of others, once for each person: "President John F. Kennedy", "the Shawnee chief Tecumseh"."""
    text = sentence.text
    for role in reading.roles:
        if "title" not in role_marks(role.id) or role.plural:
            continue
        person = _titled(page, sentence, role)
        if person is None or person[0].subject or _names_thing(text, person[1]):
            continue
        who, end = person
        if role.head_start and text[role.head_start - 1] in "-–":
            continue
        if any(
            r.start != role.start and r.of_start <= role.start < r.of_end
            for r in reading.roles
            if r.has_complement and r.link == "of"
        ):
            continue
        if (who.name, role.id) in named:
            continue
        named.add((who.name, role.id))
        value = text[role.head_start : role.head_end]
        span = sentence.span(role.head_start, end)
        yield Draft(
            "posting",
            value,
            span,
            "posting.before-name",
            who,
            id=role.id,
            qualifiers=(("role", value),),
            fact=span,
            stance="asserted",
        )


def _titled(page: Page, sentence: Sentence, role: RoleMatch) -> tuple[Who, int] | None:
    """The person whose name an office stands before."""
    for mention in page.mentions(sentence):
        if mention.start < role.head_end <= mention.name_start or (
            mention.start - role.head_end == 1 and sentence.text[role.head_end] == " "
        ):
            return resolve(page, mention), mention.end
    return behind_title(page, sentence, role.head_end) if sentence.text[role.head_start].isupper() else None


def _names_thing(text: str, at: int) -> bool:
    """Whether a name goes on as the name of a thing: "King Edward VII Hospital", "General Pershing Zephyr"."""
    return re.match(r"\s(?!Jr\b|Sr\b|I{1,3}\b)[A-Z][\w’-]+", text[at : at + 24]) is not None


_BEFORE_ROLE = re.compile(
    r"(?:,\s|\s\()(?:(?:an?|the|then|now|later|future|former|himself|who\swas|once|long|also|his|her|their)\s(?:the\s)?){0,3}$"
)


def appositions(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "Mirabeau B. Lamar, the second president of the Republic of Texas, …" and "the Superintendent of West Point, General Merritt"."""
    text = sentence.text
    for role in reading.roles:
        if role.kind in ("member",) or role.plural:
            continue
        if needs_complement(role) and not role.has_complement:
            continue
        before = _BEFORE_ROLE.search(text, max(role.start - 48, 0), role.start)
        if before is not None and before.group().endswith("(") and not role.has_complement:
            continue  # "Economic Development (Chair)"
        if before is not None and _ends_apposition(text, role):
            owner = next((a for a in named_in(page, sentence) if a.end == before.start()), None)
            if owner is not None and owner.who is not None:
                if re.search(r"\b(?:his|her|their)\s", before.group()):
                    continue
                if (owner.who.name, sentence.start + role.end) not in taken:
                    for one in with_more(text, reading, role, ""):
                        taken.add((owner.who.name, sentence.start + one.end))
                        yield posting_draft(page, sentence, reading, one, owner.who, "posting.apposition", owner.start)
                continue
        owned = re.search(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s$", text[max(role.start - 6, 0) : role.start])
        if not role.has_complement and role.kind != "command" and (owned is None or role.kind == "trade"):
            continue
        mention = next(
            (
                m
                for m in page.mentions(sentence)
                if role.end < m.start <= role.end + 8
                and re.fullmatch(r",\s(?:the\s|then[ -])?", text[role.end : m.start])
            ),
            None,
        )
        if mention is None or not re.search(
            r"(?:^|[,;(]\s?|\b(?:the|by|with|to|of|under|from|and|that|when|but|as|then|new|former|his|her|its|their|arrived|American|British|Japanese|German|French)\s)$",
            text[: role.start],
            re.IGNORECASE,
        ):
            continue
        if not re.match(r"(?:['’]s)?(?:[,.;)]|\s|$)", text[mention.end :]) or (
            re.search(r"\b(?:by|as)\s(?:the\s)?$", text[: role.start]) is not None
            and re.search(r"\bas\s(?:the\s)?$", text[: role.start])
        ):
            continue
        who = resolve(page, mention)
        if not any(end == sentence.start + role.end for _, end in taken):
            taken.add((who.name, sentence.start + role.end))
            draft = posting_draft(page, sentence, reading, role, who, "posting.apposition", role.start)
            yield Draft(
                draft.property,
                draft.text,
                sentence.span(role.start, mention.end),
                draft.rule,
                who,
                id=draft.id,
                qualifiers=draft.qualifiers,
                fact=sentence.span(role.start, mention.end),
                stance="asserted",
                steps=draft.steps,
            )


def _ends_apposition(text: str, role: RoleMatch) -> bool:
    """An apposition closes with punctuation, a clause of its own, or a date."""
    if role.has_complement and re.match(r"\s[a-z]+ed\s", text[role.end : role.end + 24]):
        return text[: role.start].endswith((", the ", ", then "))
    return (
        re.match(
            r"\s?[,.;:)—–(\[]|\s(?:who|which|and|in|at|from|during|since|until|on|with|for|when|under|was|had|is)\b|$",
            text[role.end :],
        )
        is not None
    )
