"""Weights survive being written and read, and a broken file says so."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cursus.tag.tagger import SHIPPED
from cursus.tag.weights import LABELS, MAGIC, Weights, WeightsError, pack, unpack

ROW = tuple(k / 4 for k in range(len(LABELS)))
MADE = Weights(
    {"0wada": ROW, "0wadams": ROW[::-1], "p\u00e9": (0.5,) * len(LABELS), "zero": (0.0,) * len(LABELS)},
    tuple(ROW for _ in LABELS),
    0.4,
    {"has_rank": {"bias": -1.25}},
    {"has_rank": 0.5},
    {"data": "0f"},
)


def test_weights_survive() -> None:
    read = unpack(pack(MADE))
    assert set(read.features) == {"0wada", "0wadams", "p\u00e9"}  # a feature that says nothing is not kept
    for name, row in read.features.items():
        assert row == pytest.approx(MADE.features[name], abs=0.01)
    assert read.transitions == MADE.transitions
    assert (read.outside, read.pairs, read.thresholds, read.notes) == (0.4, MADE.pairs, MADE.thresholds, MADE.notes)
    assert pack(MADE) == pack(MADE)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", MAGIC, MAGIC + b"\x00" * 40, pack(MADE)[:-9]])
def test_what_is_no_weights_is_refused(data: bytes) -> None:
    with pytest.raises(WeightsError, match="cursus train"):
        unpack(data)


def test_the_shipped_weights_are_small_and_say_what_they_learned() -> None:
    data = files("cursus.tag").joinpath(SHIPPED).read_bytes()
    assert len(data) < 5_000_000
    notes = unpack(data).notes
    assert notes["paragraphs"] >= 400
    assert set(notes["mentions"]) == {"Person", "Rank", "Role", "Organization"}
