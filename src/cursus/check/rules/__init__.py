"""The rules: one module each, in the order of the catalogue. A new rule is a module and a word in :data:`NAMES`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from cursus.check.engine import Rule

#: The modules of the rules, in order.
NAMES: tuple[str, ...] = (
    # footnotes
    "dangling_footnote",
    "uncited_reference",
    "ref_defined_twice",
    "repeated_reference",
    "repeated_definition",
    "empty_footnote",
    "bad_ref_name",
    "broken_ref",
    "footnote_order",
    "backlink_count",
    "numbering_gap",
    "no_reference_list",
    "follow_conflict",
    "short_footnote_without_work",
    # fields of a reference
    "no_title",
    "no_outlet",
    "missing_mate",
    "empty_citation",
    "repeated_parameter",
    "unknown_parameter",
    "retired_parameter",
    "invalid_value",
    "text_in_template",
    "incomplete_name",
    "et_al",
    "generic_name",
    "generic_title",
    "markup_in_field",
    "extra_text",
    "invisible_character",
    "unknown_language",
    "publisher_repeats_work",
    "mixed_name_style",
    "outlet_spelling",
    "incomplete_reference",
    "dateline_as_place",
    "place_spelling",
    # identifiers
    "bad_isbn",
    "bad_issn",
    "bad_identifier",
    # dates
    "impossible_day",
    "incomplete_access_date",
    "date_out_of_bounds",
    "bad_date_form",
    "year_and_date",
    "hyphen_in_years",
    "mixed_date_formats",
    "circa_forms",
    "mixed_dates_in_reference",
    "archive_date_mismatch",
    "archive_before_publication",
    "event_after_sources",
    "late_report",
    # archives
    "archive_timestamp",
    "archive_address",
    "archive_in_url",
    "archive_of_another_page",
    "url_status",
    "retired_archive",
    "no_archived_copy",
    # sources
    "poor_source",
    "partial_source",
    "only_poor_sources",
    # verifiability
    "uncited_sentence",
    "uncited_paragraph",
    "only_dangling_footnotes",
    "clause_after_last_footnote",
    "uncited_quotation",
    "off_topic_source",
    "loaded_words",
    # the life and its times
    "life_out_of_order",
    "too_young",
    "two_values_at_one_time",
    "two_life_dates",
    "infobox_rank",
    "infobox_only",
    "unlisted_spelling",
    "after_death",
    "reversed_years",
    "unanchored_time",
    "stale_now",
    "total_of_named",
    "rank_below_post",
    # the page
    "copy_traces",
    "unbalanced_markup",
    "empty_section",
    "repeated_category",
    "leftover_markup",
    "mixed_quotation_marks",
    "heading_levels",
    "broken_address",
    "unknown_rule_in_comment",
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order."""
    return tuple(cast(Rule, import_module(f"{__name__}.{name}")) for name in NAMES)
