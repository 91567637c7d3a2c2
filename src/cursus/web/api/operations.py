"""Everything that the API does."""

from __future__ import annotations

from cursus.store.decisions import KINDS as PERSON_KINDS
from cursus.store.review.correct import LONGEST, STANCES
from cursus.store.review.decide import MOST_AT_ONCE
from cursus.store.review.model import ACTIONS, SCOPES, STATUS
from cursus.store.review.queue import KINDS
from cursus.web.api import reading, writing
from cursus.web.api.schemas import HEX
from cursus.web.api.spec import Field, Operation

_ID = 400
_LIMIT = Field("limit", "How many at most.", "integer", least=1, most=200, default=50)
_CURSOR = Field("cursor", "Where to go on: `next` of the piece before.", least=1, most=2000)
_PERSON = Field("person", "About this person, and who is one with them.", least=1, most=_ID)
_Q = Field("q", "Words.", least=1, most=200)
_PROPERTY = Field("property", "A property, such as `rank` or `posting`.", least=1, most=60)
_CLAIM_ID = (Field("id", "The id of a claim.", pattern=HEX, least=16, most=16),)
_HASH_ID = (Field("id", "The id.", pattern=HEX, least=16, most=16),)
_PERSON_ID = (Field("id", "The id of a person.", least=1, most=_ID),)
_N = (Field("n", "The number of the decision.", "integer", least=1, most=2**53),)
_NOTE = Field("note", "Why.", most=LONGEST)

OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/counts", "counts", "How much there is, and how new it is.", reading.counts, "Counts", "Everything"),
    Operation("GET", "/me", "me", "Who calls, and what they may do.", reading.me, "Me", "Everything", keeps=False),
    Operation(
        "GET", "/search", "search", "Persons by name in any script, and quotes by words.", reading.search, "Search", "Everything",
        query=(Field("q", "Words.", required=True, least=1, most=200),
               Field("limit", "How many of each.", "integer", least=1, most=100, default=20)), judged=False,
    ),
    Operation(
        "GET", "/persons", "persons", "Persons: all, or those with such a name, the best first.", reading.persons, "Persons",
        "Persons", query=(_Q, _LIMIT, _CURSOR), judged=False,
    ),
    Operation(
        "GET", "/persons/{id}", "person", "One person.", reading.person, "Person", "Persons", ids=_PERSON_ID, errors=(404,),
    ),
    Operation(
        "GET", "/dossiers/{id}", "dossier", "What is known of a person: entries by theme, contradictions, findings, claims.",
        reading.dossier, "Dossier", "Persons", ids=_PERSON_ID, errors=(404,),
    ),
    Operation(
        "GET", "/conflicts", "conflicts", "Claims about one person that cannot all be true.", reading.conflicts, "Conflicts",
        "Persons", query=(Field("person", "Whose.", required=True, least=1, most=_ID),), errors=(404,),
    ),
    Operation(
        "GET", "/decisions", "decisions", "What was decided about who is whom.", reading.decisions, "Decisions", "Persons",
        query=(_PERSON, Field("all", "Also those taken back.", "boolean")),
    ),
    Operation(
        "POST", "/decisions", "decide-persons", "Say that two persons are one, are two, or cannot be told.",
        writing.decide_persons, "Decision", "Persons", errors=(409,), role="reviewer",
        body=(Field("a", "A person’s id.", required=True, least=1, most=_ID),
              Field("b", "Another’s.", required=True, least=1, most=_ID),
              Field("kind", "What they are.", required=True, among=PERSON_KINDS), _NOTE),
        example={"a": "ivan-petrov", "b": "ivan-petroff", "kind": "same", "note": "one command in 1895"},
    ),
    Operation(
        "POST", "/decisions/{n}/undo", "undo-persons", "Take a decision about persons back: one’s own, or as an admin anybody’s.",
        writing.take_back_persons, "Decision", "Persons", ids=_N, errors=(403, 404), role="reviewer",
    ),
    Operation(
        "GET", "/claims", "claims", "Claims, in the order in which they came in.", reading.claims, "Claims", "Claims",
        query=(_PERSON, Field("document", "Of this article.", pattern=HEX, least=16, most=16), _PROPERTY,
               Field("status", "Reviewed how.", among=("unreviewed", *STATUS.values())),
               Field("stance", "Said how.", among=STANCES),
               Field("unit", "Postings at this unit, by its key.", least=1, most=200),
               Field("source", "That rest on this source.", pattern=HEX, least=16, most=16),
               Field("score", "At least this score.", "number", least=0, most=1),
               Field("first", "Dated on this day or later, possibly.", "day"),
               Field("last", "Dated on this day or earlier, possibly.", "day"), _LIMIT, _CURSOR),
    ),
    Operation(
        "GET", "/claims/{id}", "claim", "One claim.", reading.claim, "Claim", "Claims", ids=_CLAIM_ID, errors=(404,),
    ),
    Operation(
        "GET", "/claims/{id}/history", "claim-history", "What was decided about a claim.", reading.claim_history, "History",
        "Claims", ids=_CLAIM_ID, errors=(404,),
    ),
    Operation(
        "POST", "/claims/{id}/review", "review-claim",
        "Accept, reject or correct a claim. With `version`, only if nobody decided since: else 409.", writing.decide, "Outcome",
        "Review", ids=_CLAIM_ID, errors=(404, 409, 422), role="reviewer",
        body=(Field("kind", "What.", required=True, among=ACTIONS),
              Field("scope", "The fact, whoever states it, or this sentence; a rejection is about the fact, unless said.",
                    among=SCOPES),
              Field("version", "The claim’s version when it was looked at.", "integer", least=0, most=2**53), _NOTE,
              Field("also", "Further claims that say the same.", "ids", most=MOST_AT_ONCE - 1, pattern=HEX),
              Field("value", "Correct: the value instead.", most=LONGEST),
              Field("date", "Correct: the date instead, as EDTF; empty for none.", most=200),
              Field("stance", "Correct: how it is said instead.", among=STANCES),
              Field("person", "Correct: whom it is about instead, by id.", least=1, most=_ID),
              Field("person_name", "Correct: somebody not known so far.", least=1, most=300)),
        example={"kind": "correct", "date": "1896-01", "version": 0, "note": "the order is dated"},
    ),
    Operation(
        "GET", "/review/queue", "review-queue", "Claims that wait for a decision.", reading.review_queue, "Claims", "Review",
        query=(Field("kind", "Which queue.", among=KINDS, default="unreviewed"), _PERSON, _PROPERTY, _LIMIT, _CURSOR),
    ),
    Operation("GET", "/review/tally", "review-tally", "How many claims stand how.", reading.review_tally, "Tally", "Review"),
    Operation(
        "GET", "/reviews", "reviews", "Decisions about claims, the newest first.", reading.reviews, "Events", "Review",
        query=(_PERSON, Field("author", "By this user.", least=1, most=100), _LIMIT, _CURSOR),
    ),
    Operation(
        "POST", "/reviews/{n}/undo", "undo-review", "Take a decision about claims back: one’s own, or as an admin anybody’s.",
        writing.take_back, "Outcome", "Review", ids=_N, errors=(403, 404), role="reviewer",
    ),
    Operation(
        "GET", "/documents", "documents", "The stored articles, by path.", reading.documents, "Documents", "Articles",
        query=(_LIMIT, _CURSOR), judged=False,
    ),
    Operation(
        "GET", "/documents/{id}", "document", "One article: its text, footnotes and marks.", reading.document, "Article",
        "Articles", ids=_HASH_ID, errors=(404,),
    ),
    Operation(
        "GET", "/findings", "findings", "What the checks say.", reading.findings, "Findings", "Articles",
        query=(Field("document", "Of this article.", pattern=HEX, least=16, most=16), _PERSON,
               Field("rule", "By this rule.", least=1, most=100),
               Field("level", "Of this level.", among=("error", "warning", "notice", "info")), _LIMIT, _CURSOR), judged=False,
    ),
    Operation(
        "GET", "/sources", "sources", "Cited works, each once; with `q`, by words of title, author and publisher.",
        reading.sources, "Sources", "Articles", query=(_Q, _LIMIT, _CURSOR), judged=False,
    ),
    Operation(
        "GET", "/sources/{id}", "source", "One cited work; its claims are `/claims?source=`.", reading.source, "Source",
        "Articles", ids=_HASH_ID, errors=(404,), judged=False,
    ),
    Operation(
        "GET", "/units", "units", "Units that postings name.", reading.units, "Units", "Units", query=(_Q, _LIMIT, _CURSOR), judged=False,
    ),
    Operation(
        "GET", "/units/{key}", "unit", "One unit with the postings at it.", reading.unit, "UnitPage", "Units",
        ids=(Field("key", "The unit’s key.", least=1, most=300),), errors=(404,),
    ),
    Operation(
        "GET", "/who", "who", "Who commanded a unit on a day: certain, possible, or no evidence.", reading.who, "Who", "Units",
        query=(Field("unit", "The unit’s name.", required=True, least=1, most=200),
               Field("on", "The day.", "day", required=True), Field("role", "This role instead of the command.", least=1, most=60)),
        errors=(404,),
    ),
)  # fmt: skip
