"""What ties two people: who served under whom, who helped, opposed, succeeded, endorsed or repudiated whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import actors, resolve
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.extract.frames import hits
from cursus.extract.mentions import clause_end, holders, narrative, person_at, quote_span, subject


def extract(page: Page) -> Iterator[Draft]:
    """Associations between two named people."""
    for sentence in narrative(page):
        done: set[tuple[str, str, str]] = set()
        for draft in (*_verbs(page, sentence), *_under(page, sentence)):
            key = (draft.who.name, draft.text, str(dict(draft.qualifiers).get("kind")))
            if key not in done:
                done.add(key)
                yield draft


def _verbs(page: Page, sentence: Sentence) -> Iterator[Draft]:
    for hit in hits(page, sentence, "association"):
        kind = hit.frame.extra.removeprefix("kind=")
        if hit.passive:
            continue
        person = person_at(page, sentence, hit.at, hit.who[0])
        if person is None or hit.at >= clause_end(sentence.text, hit.verb_end):
            continue
        other, end = person
        if sentence.text.startswith(("'s", "’s"), end):
            continue
        for who in hit.who:
            if who != other:
                yield Draft(
                    "association",
                    other.name,
                    quote_span(page, sentence, hit.start, end),
                    hit.frame.rule,
                    who,
                    qualifiers=(("kind", kind),),
                    fact=sentence.span(hit.start, end),
                )


_UNDER = re.compile(
    r"\bunder\s(?:the\s(?:overall\s)?(?:command|leadership|orders|direction)\sof\s)?(?:the\s|then[ -])?"
)
_SERVED = re.compile(
    r"\b(?:served|serving|fought|worked|led|commanded|saw|returned|trained|was|joined|combat|service|serve|participated|campaigned|rank)\b"
)


def _under(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "under the command of General Frederick Funston, Pershing led …": whoever acts in the clause served under the one named."""
    text = sentence.text
    mentions = page.mentions(sentence)
    for match in _UNDER.finditer(text):
        mention = next((m for m in mentions if m.start == match.end()), None)
        if mention is None or text.startswith(("'s", "’s"), mention.end):
            continue
        other = resolve(page, mention)
        actor = subject(page, sentence, match.start())
        low = actor.end if actor is not None else max(match.start() - 140, 0)
        if other.subject or not _SERVED.search(
            text[low : match.start()] + (text[mention.end : mention.end + 60] if match.start() < 40 else "")
        ):
            continue
        if re.search(
            r"\b(?:unit|army|forces?|fleet|troops|brigade|division|regiment|squadron|militia|corps|government|administration|column|men|ships?|expedition|wave|Americans|British|French|Germans|Mexicans|rebels)\s$|\(\s?$",
            text[: match.start()],
            re.IGNORECASE,
        ):
            continue
        opening = match.start() < 40 and "," in text[mention.end : mention.end + 2]
        who = holders(page, sentence, match.start())
        if not who and opening:
            actor = next((a for a in actors(page, sentence) if a.start >= mention.end), None)
            who = (actor.who,) if actor is not None and actor.who is not None else ()
        for someone in who:
            if someone != other:
                yield Draft(
                    "association",
                    other.name,
                    quote_span(page, sentence, match.start(), mention.end),
                    "association.under",
                    someone,
                    qualifiers=(("kind", "served under"),),
                    fact=sentence.span(match.start(), mention.end),
                )
