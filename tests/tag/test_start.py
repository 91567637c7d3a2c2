"""Training on top of weights keeps what the paragraphs say nothing about, and learns what they do say."""

from __future__ import annotations

import pytest

from cursus.tag.model import Mention, Paragraph
from cursus.tag.weights import LABELS, Weights

pytest.importorskip("scipy")

from cursus.tag.train import Settings, train

TEXT = "Colonel Ada Holt left"
SAID = Paragraph("", TEXT, (Mention("Rank", 0, 7), Mention("Person", 8, 16)), ())
KNOWN = tuple(float(k) for k in range(len(LABELS)))
START = Weights({"0wbrandt": KNOWN, "0wholt": KNOWN}, (KNOWN,) * len(LABELS), 0.4, {}, {}, {})


def test_what_the_paragraphs_do_not_tell_is_half_believed() -> None:
    learned = train([SAID] * 4, Settings(rounds=20), start=START)
    assert learned.features["0wbrandt"] == tuple(x / 2 for x in KNOWN)
    assert learned.features["0wholt"] != tuple(x / 2 for x in KNOWN)


def test_without_a_beginning_only_the_paragraphs_count() -> None:
    learned = train([SAID] * 4, Settings(rounds=20))
    assert "0wbrandt" not in learned.features
    person = LABELS.index("I-Person")
    assert learned.features["0wholt"][person] == max(learned.features["0wholt"])
