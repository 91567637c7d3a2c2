"""The description of the API as OpenAPI 3.1 has it, from the table of operations."""

from __future__ import annotations

from functools import cache
from typing import Any

from cursus import __version__
from cursus.web.api.operations import OPERATIONS
from cursus.web.api.schemas import SCHEMAS
from cursus.web.api.spec import Field, Operation

Json = dict[str, Any]

BASE = "/api/v1"
_ALWAYS = (400, 401)
_WRITES = (403, 413, 415)
_ERRORS = {
    400: "What was given cannot be meant; `parameter` names it.", 401: "Nobody is logged in.", 403: "The role does not suffice.",
    404: "There is no such thing.", 409: "It was changed meanwhile, or contradicts what is decided.",
    413: "The body is too large.", 415: "The body is no JSON.", 422: "It cannot be decided so.",
    304: "What the caller has is still right (`If-None-Match`).",
}  # fmt: skip


@cache
def openapi() -> Json:
    """The whole description."""
    paths: dict[str, Json] = {}
    for one in OPERATIONS:
        paths.setdefault(BASE + one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cursus", "version": __version__, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Who held which rank and command, when, and who says so: claims with their quotes, and decisions "
            "about them. Lists come in pieces: pass `next` as `cursor`. Every answer has an `ETag`.",
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}, {"session": []}],
        "tags": [{"name": name} for name in dict.fromkeys(o.tag for o in OPERATIONS)],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token of `cursus user token add`."},
                "session": {"type": "apiKey", "in": "cookie", "name": "cursus_session", "description": "A browser’s session."},
            },
        },
    }  # fmt: skip


def _operation(one: Operation) -> Json:
    answers: Json = {
        "200": {
            "description": "Done." if one.method == "POST" else "What was asked for.",
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{one.answer}"}}},
        }
    }
    statuses = {*_ALWAYS, *one.errors, *(_WRITES if one.method == "POST" else ())}
    for status in sorted(statuses):
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        answers[str(status)] = {"description": _ERRORS[status], "content": {"application/problem+json": problem}}
    if one.method == "GET" and one.keeps:
        answers["304"] = {"description": _ERRORS[304]}
    out: Json = {
        "operationId": one.name,
        "summary": one.about,
        "tags": [one.tag],
        "parameters": [*(_parameter(f, "path") for f in one.ids), *(_parameter(f, "query") for f in one.query)],
        "responses": answers,
    }
    if one.role != "reader":
        out["description"] = f"Needs the role of {one.role}."
    if one.body:
        body: Json = {
            "type": "object",
            "properties": {f.name: {**f.schema(), "description": f.about} for f in one.body},
            "required": [f.name for f in one.body if f.required],
            "additionalProperties": False,
        }
        content: Json = {"schema": body}
        if one.example:
            content["example"] = dict(one.example)
        out["requestBody"] = {"required": True, "content": {"application/json": content}}
    return out


def _parameter(given: Field, place: str) -> Json:
    return {
        "name": given.name, "in": place, "description": given.about, "required": place == "path" or given.required,
        "schema": given.schema(),
    }  # fmt: skip
