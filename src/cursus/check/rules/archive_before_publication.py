"""An archived copy that is older than the publication it is said to hold, or a page read before it was published.

One of the dates is wrong, or the archived copy is of another page: a reader who opens it will not find the cited words.

Not reported: a day's difference (time zones); magazines, whose cover date is a week or two ahead; archive and access dates in either order, which is normal; publication
dates that name only a month or a year, unless the copy is older by more than the usual lead of cover dates.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (February 20, 2014). "The colonel". Harbour Times. Archived from the original on May 7, 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel". Harbour Times. May 2, 2011. Archived from the original on April 6, 2014. Retrieved May 5, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, days_of, first, span
from cursus.check.days import Days, shift
from cursus.check.engine import Problem
from cursus.check.rules.common import fold
from cursus.claim import Citation, Field

CODE = "D11"
LEVEL = "error"
_COVER_DAYS = 16
#: Outlets that carry the date of the day on which the next number comes out.
_WEEKLIES = frozenset(
    [
        "new yorker", "time", "time magazine", "newsweek", "economist", "nation", "new republic", "weekly standard",
        "national review", "new statesman", "spectator", "new york", "new york magazine", "der spiegel", "spiegel", "focus",
        "stern", "die zeit", "le point", "l express", "l obs", "paris match", "le nouvel observateur", "panorama", "l espresso",
        "maclean s", "people", "us weekly", "sports illustrated", "businessweek", "bloomberg businessweek", "barron s",
        "new scientist", "publishers weekly", "aviation week", "jane s defence weekly", "jane s defense weekly", "variety",
        "billboard", "rolling stone", "entertainment weekly", "new york review of books", "london review of books",
        "new york times magazine", "times literary supplement", "jet", "life", "look", "village voice", "forbes", "fortune",
    ]
)  # fmt: skip


def check(context: Context) -> Iterator[Problem]:
    for citation, fields, issued in context.works_with("issued"):
        published = days_of(issued)
        if published is None:
            continue
        for name, verb in (("archive-date", "archived"), ("accessed", "accessed")):
            field = first(fields, name)
            days = days_of(field)
            if field is None or days is None or days.last >= published.first:
                continue
            if days.last < shift(published.first, -_slack(published)):
                ahead = days.last >= shift(published.first, -_COVER_DAYS)
                if ahead and _is_magazine(citation, fields):
                    continue
                wish = "a capture" if name == "archive-date" else "an access date"
                yield Problem(
                    f"{verb} on {days.last}, before the publication date {_say(published)}",
                    (span(issued), span(field)),
                    citation.label or None,
                    suggestion=f"ask for {wish} on or after {published.first}",
                    level="warning" if ahead and name == "accessed" else None,
                )


def _is_magazine(citation: Citation, fields: tuple[Field, ...]) -> bool:
    if citation.type in ("article-magazine", "article-journal"):
        return True
    names = (f.value for f in fields if f.name in ("container-title", "publisher"))
    return any(fold(name).removeprefix("the ") in _WEEKLIES for name in names)


def _slack(published: Days) -> int:
    """How many days a page can be seen before its date: time zones for a day, cover dates for a month, imprints for
    a year."""
    return 1 if published.day else 75 if published.month else 190


def _say(days: Days) -> str:
    return days.first if days.day else days.first[:7] if days.month else days.first[:4]
