"""Postings from prose and lists: who held which role where, who led which unit, who served in it.

Verbs come from ``tables/frames.tsv``; what stands behind them is read by the recognisers of roles and units. Beside verbs there
are the names that carry an office before them ("President John F. Kennedy"), the appositions ("Merritt, the Superintendent of
West Point"), the openings ("As commander of the …, he"), and the lists of assignments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.extract.frames import hits
from cursus.extract.mentions import Reading, acting, clause_end, named_in, narrative, quote_span, read
from cursus.extract.postings.lists import listed
from cursus.extract.postings.roles import as_phrases, assignments, roles
from cursus.extract.postings.successions import included, led_by, successions
from cursus.extract.postings.titles import appositions, before_names
from cursus.extract.postings.units import bodies, force_objects, forces, places, units


def extract(page: Page) -> Iterator[Draft]:
    """Postings, sentence by sentence; offices before names once for each person."""
    named: set[tuple[str, str]] = set()
    for sentence in narrative(page):
        reading = read(sentence.text)
        taken: set[tuple[str, int]] = set()
        if sentence.origin == "list":
            yield from listed(page, sentence, reading, taken)
        for draft in _verbs(page, sentence, reading):
            taken.add((draft.who.name, draft.carried.end))
            yield draft
        if reading.roles:
            yield from as_phrases(page, sentence, reading, taken)
            yield from before_names(page, sentence, reading, named)
            yield from appositions(page, sentence, reading, taken)
            yield from assignments(page, sentence, reading, taken)
        yield from led_by(page, sentence, reading)
        yield from included(page, sentence, reading)
        yield from _in_command(page, sentence, reading, taken)


_IN_COMMAND = re.compile(
    r"\bin\s(?:overall\s|temporary\s|full\s|sole\s|direct\s|tactical\s|joint\s|supreme\s|acting\s)?(?:command|charge)\sof\s"
)


def _in_command(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "Sherman, now in command of the Army of the Tennessee", "leaving Thomas in command of the garrison": no verb of its own."""
    text = sentence.text
    for match in _IN_COMMAND.finditer(text):
        if any(r.of_start <= match.end() <= r.of_end for r in reading.roles if r.has_complement):
            continue
        owner = next(
            (
                a
                for a in named_in(page, sentence)
                if re.fullmatch(
                    r"(?:,\s(?:now|then|still|himself|who\swas)?)?\s?",
                    text[a.end : match.start()] if a.end <= match.start() else "x",
                )
            ),
            None,
        )
        who = owner.who if owner is not None else None
        if who is None and any(r.end == match.start() - 1 for r in reading.ranks):
            who = acting(page, sentence, match.start())  # "became brigadier general in command of the …"
        if who is None:
            continue
        for start, end, unit in force_objects(reading, text, match.end(), clause_end(text, match.end())):
            if (who.name, sentence.start + end) in taken:
                continue
            command = text[match.start() + 3 : start]
            yield Draft(
                "posting",
                command + text[start:end],
                quote_span(page, sentence, match.start(), end),
                "posting.in-command",
                who,
                id="role:commander",
                qualifiers=(("role", "commander"), ("unit", unit.text if unit is not None else text[start:end])),
                fact=sentence.span(match.start(), end),
            )


def _verbs(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    for hit in hits(page, sentence, "posting"):
        match hit.frame.objects[0]:
            case "role":
                yield from roles(page, sentence, reading, hit)
            case "force":
                yield from forces(page, sentence, reading, hit)
            case "unit":
                yield from units(page, sentence, reading, hit)
            case "place":
                yield from places(page, sentence, reading, hit)
            case "body":
                yield from bodies(page, sentence, reading, hit)
            case _:
                yield from successions(page, sentence, reading, hit)
