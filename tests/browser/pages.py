"""Every kind of page of the site, by name."""

from __future__ import annotations

from cursus.store import Store
from cursus.store.sources import list_works
from cursus.web.render import battle_url, claim_url, document_url, person_url, source_url
from tests.browser.world import BELMOR, UNIT

HEAVY = "/person/orlan-heavy"


def kinds(store: Store) -> dict[str, str]:
    """Name of a kind of page → the address of one."""
    claim = store.claims(person="ravi-anwar-belmor")[7]
    entry = next(c for c in store.claims(person="tomas-hale") if c.property == "posting")
    return {
        "front": "/",
        "people": "/persons",
        "dossier": BELMOR,
        "long dossier": HEAVY,
        "chapter": f"{HEAVY}?part=career&page=2",
        "timeline": f"{BELMOR}?part=timeline",
        "contradictions": f"{BELMOR}?part=contradictions",
        "findings": f"{BELMOR}?part=findings",
        "entry": f"{person_url('tomas-hale')}?entry={entry.id}",
        "claim": claim_url(claim.id),
        "no claim": "/claim/0000",
        "article": document_url(claim.document.id, claim.id),
        "articles": "/documents",
        "units": "/units",
        "unit": UNIT,
        "who": "/who?unit=4th+Regiment&on=1865-01-01",
        "who knows": "/who?unit=4th+Regiment&on=1875-01-01",
        "superiors": "/chain/petar-lond?on=1865-01-01",
        "sources": "/sources",
        "source": source_url(list_works(store)[0].id),
        "search": "/search?q=regiment",
        "filters": "/search?rank=colonel&stance=asserted",
        "found people": "/search?kind=people&rank=colonel",
        "found claims": "/search?kind=quotes&q=regiment",
        "battles": "/search?kind=battles",
        "battle": battle_url("Battle of Orm"),
        "nothing": "/nothing",
    }
