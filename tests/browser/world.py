"""A small world of made-up officers: a short dossier in two scripts, one of 500 claims, and a regiment with its commanders."""

from __future__ import annotations

from cursus.claim import Claim, Document, Finding
from tests.web.people import article, belmor, cited, claim, when

HEAVY = "Orlan Heavy"
BELMOR = "/person/ravi-anwar-belmor"
UNIT = "/unit/4-regiment"


def world() -> list[tuple[Document, list[Claim], list[Finding]]]:
    return [belmor(), heavy(), regiment()]


def heavy(many: int = 500) -> tuple[Document, list[Claim], list[Finding]]:
    """An officer of whom far too much is known."""
    lines = [
        f"In {1800 + n % 80} he was a major of the regiment number {n} and he served at the town called {n * 7}, as the "
        f"despatches of that year tell, and as his own letters to the governor of the province do.[1]"
        for n in range(many)
    ]
    works = [cited("1", "Hale, Orlan (1884). The Orm Papers. London: Gower.", URL="https://books.example/orm")]
    document = article(HEAVY, lines, citations=works)
    claims = [
        claim(
            document, HEAVY, "posting", f"major of regiment {n}", line.removesuffix("[1]"), date=str(1800 + n % 80), footnotes=["1"],
            unit=f"regiment {n}", role="major",
        )
        for n, line in enumerate(lines)
    ]  # fmt: skip
    return document, claims, []


def regiment() -> tuple[Document, list[Claim], list[Finding]]:
    """Those who commanded one regiment after each other, and one who served under them."""
    lines = [
        "Tomas Hale commanded the 4th Regiment from 1 May 1860 to 3 June 1866.[1]",
        "Ivo Marr took command of the 4th Regiment on 4 June 1866 and gave it up on 2 May 1870.[1]",
        "Petar Lond was a captain in the 4th Regiment from 1 May 1861 to 1 May 1869.",
        "Hale fought in the Battle of Orm in 1864.",
    ]
    works = [cited("1", "Hale, O. (1884). The Orm Papers.", URL="http://www.books.example/orm/")]
    document = article(
        "The 4th Regiment",
        lines,
        citations=works,
        url="https://wiki.example/Fourth",
        revision="9",
        licence="CC BY-SA 4.0",
    )
    told = [line.removesuffix("[1]").removesuffix(".") for line in lines]

    def held(person: str, line: int, edtf: str, role: str, notes: list[str]) -> Claim:
        date = when(edtf, starts=True, ends=True)
        return claim(
            document,
            person,
            "posting",
            f"{role} of the 4th Regiment",
            told[line],
            date=date,
            footnotes=notes,
            role=role,
            unit="4th Regiment",
        )

    claims = [
        held("Tomas Hale", 0, "1860-05-01/1866-06-03", "commander", ["1"]),
        held("Ivo Marr", 1, "1866-06-04/1870-05-02", "commander", ["1"]),
        held("Petar Lond", 2, "1861-05-01/1869-05-01", "captain", []),
        claim(document, "Tomas Hale", "battle", "Battle of Orm", told[3], date="1864"),
        claim(document, "Tomas Hale", "rank", "colonel", told[0], footnotes=["1"], value_id="rank:OF-5/colonel"),
    ]
    return document, claims, []
