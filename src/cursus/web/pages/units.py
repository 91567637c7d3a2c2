"""Units: their list, a page for each, and who commanded one on a day."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.dossier.chain import chain
from cursus.dossier.command import Command, who_commanded
from cursus.dossier.units import unit_file
from cursus.store import Store
from cursus.store.unit_pages import list_units, units_called
from cursus.store.units import UnitRow
from cursus.web import asked
from cursus.web.exports import Sheet, sheet
from cursus.web.kept import Kept, keeping
from cursus.web.question import day_bounds
from cursus.web.render import page, person_url, unit_url

PAGE_SIZE = 100
_ALL = 1_000_000
_MOST_LIKE = 6


def routes(store: Store, kept: Kept) -> list[Route]:
    def units(request: Request) -> Response:
        words = asked.words(request)
        if wanted := asked.export_format(request):
            rows = list_units(store, words, _ALL)[0]
            columns = ("key", "name", "names", "postings")
            return sheet(wanted, "units", Sheet(columns, ((u.key, u.name, list(u.names), u.postings) for u in rows)))
        number = asked.page_number(request)
        found, total = list_units(store, words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        turn = asked.turn(request, number, total, PAGE_SIZE)
        return page("units/list.html", units=found, total=total, turn=turn, q="", words=words)

    def unit(request: Request) -> Response:
        found = unit_file(store, f"unit:{request.path_params['key']}")
        if found is None:
            raise HTTPException(404, "No posting names a unit like that.")
        links = {
            h.entry.id: person_url(h.person) + f"?claim={quote(h.entry.id)}" for h in (*found.commanders, *found.others)
        }
        return page(
            "units/unit.html",
            file=found,
            unit=found.unit,
            entry_url=links.__getitem__,
            today=_some_day(found.commanders),
        )

    def who(request: Request) -> Response:
        words, when = asked.words(request, "unit"), asked.words(request, "on")
        if not words:
            return page("units/who.html", unit=None, others=[], answers=[], asked_unit="", asked_day=when, problem="")
        found = _units(store, words)
        if not found:
            problem = f"No posting names a unit like “{words}”."
            return page(
                "units/who.html",
                404,
                unit=None,
                others=[],
                answers=[],
                asked_unit=words,
                asked_day=when,
                problem=problem,
            )
        if not when:
            return RedirectResponse(unit_url(found[0].key), 302)
        days = day_bounds(when)
        problem = "" if days else f"“{when}” is no day that can be placed; write for example 1881-02-01."
        answers = [who_commanded(store, found[0], day) for day in dict.fromkeys(days or ())]
        if wanted := asked.export_format(request):
            return sheet(wanted, "who", Sheet(_WHO, (row for one in answers for row in _rows(one))))
        return page(
            "units/who.html", 200 if days else 400, unit=found[0], others=found[1:_MOST_LIKE], answers=answers,
            asked_unit=words, asked_day=when, problem=problem,
        )  # fmt: skip

    def above_and_below(request: Request) -> Response:
        row = store.person(request.path_params["id"])
        if row is None:
            raise HTTPException(404, "There is no such person here.")
        when = asked.words(request, "on")
        days = day_bounds(when) if when else None
        claims = store.claims(person=row.id)
        found = chain(store, row.id, claims, days[0]) if days and days[0] == days[1] else None
        problem = "" if found or not when else f"“{when}” is no single day; write for example 1881-02-01."
        return page(
            "units/chain.html", 400 if problem else 200, person=row, chain=found, asked_day=when, problem=problem
        )

    return [
        Route("/units", units),
        Route("/unit/{key:path}", keeping(store, kept, unit)),
        Route("/who", who),
        Route("/chain/{id:path}", keeping(store, kept, above_and_below)),
    ]


def _units(store: Store, words: str) -> list[UnitRow]:
    """Units meant by words, or by the key of one."""
    if words.startswith("unit:"):
        return units_called(store, [words])
    return list_units(store, words, _MOST_LIKE)[0]


def _some_day(held: Any) -> str:
    """A day to ask about, for the form: one on which somebody is known to have commanded."""
    return next((h.entry.earliest for h in held if h.entry.earliest), "")


_WHO = ("day", "certainty", "person_id", "person", "why", "first", "last", "claims")


def _rows(answer: Command) -> list[tuple[Any, ...]]:
    listed = [(h.certainty, h) for h in answer.holders]
    listed += [(what, h) for what, h in (("before", answer.before), ("after", answer.after)) if h is not None]
    listed += [("undated", h) for h in answer.undated]
    rows: list[tuple[Any, ...]] = [
        (answer.day, what, h.person, h.name, h.why, h.first, h.last, [c.id for c in h.claims]) for what, h in listed
    ]
    return rows + [(answer.day, c.stance, c.person.id, c.person.name, "", None, None, [c.id]) for c in answer.doubted]
