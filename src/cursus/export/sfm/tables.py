"""The tables of Security Force Monitor's claim sheets and their columns, by the labels of its research handbook."""

from __future__ import annotations

_FIRST = ("id:admin", "type:claim", "status:meta", "internal_comments:meta", "citation:refs:claim")
_ABOUT = ("about_entity:ref:claim", "about_entity:name:qa")
RANGE = (
    "first_precise:range", "last_precise:range", "first_imprecise:range", "last_imprecise:range",
    "since_beginning_of_time:range", "starting:range", "ending:range", "starting_context:range", "ending_context:range",
)  # fmt: skip
_LAST = ("public_notes:meta", "type:entity")

CLAIMS = {
    "person": ("name:annotation", "person:names:assertion", "country:annotation"),
    "posting": (
        "posting:person:refs:assertion", "posting:person:names:qa", "posting:unit:refs:assertion", "posting:unit:names:qa",
        "posting:roles:assertion", "posting:titles:assertion", "posting:ranks:assertion",
    ),
    "unit": ("name:annotation", "unit:names:assertion", "unit:classifications:assertion", "country:annotation"),
    "relation": (
        "relation:unit:refs:assertion", "relation:types:assertion", "relation:related_unit:refs:assertion",
        "relation:related_unit_classes:assertion",
    ),
}  # fmt: skip
"""Claim type → the columns of its own."""

TABLES: dict[str, tuple[str, ...]] = {
    **{name: (*_FIRST, *_ABOUT, *own, *RANGE, *_LAST) for name, own in CLAIMS.items()},
    "citation": (
        "source:access_point_id:admin", "source:access_point_type", "source:access_point_trigger",
        "source:access_point_archive_url", "source:access_point_comments:admin", "source_id:admin",
    ),
    "source": (
        "source_id:admin", "source:type", "source:title", "source:author", "source:url", "source:published_timestamp",
        "source:publication_id:admin",
    ),
    "publication": ("publication_id:admin", "publication_name", "publication_country"),
}  # fmt: skip
"""Table → its header, in order."""
