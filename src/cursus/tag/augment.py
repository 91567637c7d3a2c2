"""More paragraphs from few: the same sentences about other people, ranks, posts and units.

What a paragraph says around its mentions is what generalises; the names themselves do not. Each copy of a paragraph gets its
mentions replaced by others of their kind, from the other paragraphs and from the tables of ranks, roles and units. Every choice is drawn
from a hash of the paragraph, so that the same paragraphs make the same copies.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

from cursus.tables import rows
from cursus.tag.annotation import hash_of
from cursus.tag.model import Mention, Paragraph

Choose = Callable[[random.Random, str], str]

_KEEP = 0.3
"""The share of mentions that stay as they are."""

_ARMS = "Infantry|Armoured|Mechanised|Artillery|Cavalry|Airborne|Parachute|Mountain|Motorised|Engineer|Task Force|Special Forces|Guards|Field|Composite|Amphibious|Marine|Garrison|Commando|Signal|Light Infantry"
_PLAIN_HEADS = "Division|Brigade|Battalion|Regiment|Corps|Army|Squadron|Company|Wing|Group|Command"
_BODIES = "Army Headquarters|Defence Headquarters|Naval Headquarters|Air Force Headquarters|Police Headquarters|Joint Task Force|Military Academy|Staff College|War College|Ministry of Defence|General Staff|Presidential Guard|Republican Guard|Training Command|Logistics Command|Headquarters {}|School of {}|Depot {}|{} Corps|{} Directorate|Department of {}|Directorate of {}"
_FIELDS = "Infantry|Artillery|Training|Operations|Logistics|Administration|Intelligence|Military Intelligence|Policy and Plans|Public Relations|Civil-Military Affairs|Transport|Signals|Communications|Engineering|Finance|Defence Information|Personnel|Plans|Legal Services"
_POSTS = "Director of {}|Director, {}|Chief of {}|Head of {}|Deputy Director of {}|Commander|Commandant|Commanding Officer|General Officer Commanding|GOC|Chief of Staff|Chief of Army Staff|Chief of Naval Staff|Chief of Air Staff|Chief of Defence Staff|Brigade Commander|Division Commander|Sector Commander|Force Commander|Brigade Major|Adjutant|Deputy Commander|Acting Commander|Quartermaster|spokesman|Army spokesman|commander|commanding officer|Inspector General|Inspector-General|Provost Marshal|Military Secretary|Defence Adviser|Defence Attaché|Chief Instructor|Garrison Commander|Air Officer Commanding|Flag Officer Commanding|Principal Staff Officer|Assistant Chief of Staff|Public Relations Officer|Director-General|Military Assistant|Aide-de-camp|ADC|CO|COAS|Commissioner of Police|Divisional Police Officer"


def copies(paragraphs: Sequence[Paragraph], times: int) -> list[Paragraph]:
    """``times`` altered copies of every paragraph that holds a mention."""
    people = sorted({p.text[m.start : m.end] for p in paragraphs for m in p.mentions if m.kind == "Person"})
    posts = sorted({p.text[m.start : m.end] for p in paragraphs for m in p.mentions if m.kind == "Role"})
    bodies = sorted({p.text[m.start : m.end] for p in paragraphs for m in p.mentions if m.kind == "Organization"})
    makers: dict[str, Choose] = {
        "Person": lambda r, was: _person(r, was, people),
        "Rank": _rank,
        "Role": lambda r, was: _post(r, was, posts),
        "Organization": lambda r, was: _body(r, was, bodies),
    }
    out = []
    for n in range(times):
        for paragraph in paragraphs:
            if paragraph.mentions:
                seed = int(hash_of(f"{n} {paragraph.text}")[:16], 16)
                out.append(_copy(paragraph, random.Random(seed), makers))  # noqa: S311 -- nothing secret
    return out


def _copy(paragraph: Paragraph, draw: random.Random, makers: dict[str, Choose]) -> Paragraph:
    text: list[str] = []
    mentions = list(paragraph.mentions)
    size = at = 0
    named: dict[tuple[str, str], str] = {}
    for place in sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end)):
        mention = paragraph.mentions[place]
        if mention.start < at:
            return paragraph  # mentions that overlap cannot be replaced one by one
        was = paragraph.text[mention.start : mention.end]
        new = named.get((mention.kind, was))
        if new is None:
            new = was if draw.random() < _KEEP else makers[mention.kind](draw, was)
            named[mention.kind, was] = new
        before = paragraph.text[at : mention.start]
        text += [before, new]
        size += len(before)
        mentions[place] = Mention(mention.kind, size, size + len(new))
        size += len(new)
        at = mention.end
    text.append(paragraph.text[at:])
    return Paragraph(paragraph.source, "".join(text), tuple(mentions), paragraph.relations, paragraph.country)


def _person(draw: random.Random, was: str, people: Sequence[str]) -> str:
    """Another person's name of about as many words; now and then with initials."""
    words = len(was.split())
    for _ in range(8):
        new = draw.choice(people)
        if abs(len(new.split()) - words) <= (words > 1):
            break
    parts = new.split()
    if len(parts) > 1 and draw.random() < 0.25:
        given = [part[0] + draw.choice((".", "")) for part in parts[:-1]]
        return draw.choice((" ", "")).join(given) + " " + parts[-1]
    return new


@cache
def _ranks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """English ranks in full, and abbreviated ones."""
    names = [name for _, _, cell in rows("ranks") for name in cell.split("|") if name.isascii()]
    full = [name for name in names if not name.endswith(".") and any(part[1:].islower() for part in name.split())]
    return tuple(full), tuple(name for name in names if name not in full)


def _rank(draw: random.Random, was: str) -> str:
    full, short = _ranks()
    if was[0].islower():
        return draw.choice(full).lower()
    new = draw.choice(short if draw.random() < 0.35 else full)
    return new.replace(" ", "-", 1) if draw.random() < 0.15 else new


def _post(draw: random.Random, was: str, posts: Sequence[str]) -> str:
    if draw.random() < 0.4:
        new = draw.choice(posts)
    else:
        new = draw.choice(_POSTS.split("|")).format(draw.choice(_FIELDS.split("|")))
    return new if was[0].isupper() or new.isupper() else new[0].lower() + new[1:]


def _body(draw: random.Random, was: str, bodies: Sequence[str]) -> str:
    way = draw.random()
    if way < 0.45:
        return draw.choice(bodies)
    if way < 0.6:
        return draw.choice(_BODIES.split("|")).format(draw.choice(_FIELDS.split("|")))
    number = str(draw.randint(1, 99))
    if draw.random() < 0.4:
        number += (
            {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th") if number[:1] != "1" or len(number) == 1 else "th"
        )
    arm = draw.choice(_ARMS.split("|")) + " " if draw.random() < 0.6 else ""
    unit = f"{number} {arm}{draw.choice(_PLAIN_HEADS.split('|'))}"
    if draw.random() < 0.2:
        services = [body for body in bodies if body.split()[-1] in ("Army", "Navy", "Force", "Police", "Corps")]
        if services:
            unit += draw.choice((", ", " of the ", " ")) + draw.choice(services)
    return unit
