"""Text → the persons, ranks, roles and organisations in it, and which belong together."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cursus.tag.chain import Chain
from cursus.tag.features import cut
from cursus.tag.model import Paragraph
from cursus.tag.pairs import Scene, relate
from cursus.tag.weights import Weights, unpack

SHIPPED = "weights/tagger.bin"


class Tagger:
    """A set of weights at work. Remembers the words it met; not safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._chain = Chain(weights)

    def tag(self, text: str, source: str = "") -> Paragraph:
        """What a paragraph names and says of who holds what; every mention and relation with its probability."""
        words = cut(text)
        mentions = self._chain.mentions(words)
        if len(mentions) < 2:
            return Paragraph(source, text, tuple(mentions), ())
        relations = relate(Scene(text, words.tokens, mentions), self.weights.pairs, self.weights.thresholds)
        return Paragraph(source, text, tuple(mentions), relations)


@cache
def shipped() -> Tagger:
    """The tagger with the weights that come with Cursus."""
    return Tagger(unpack(files("cursus.tag").joinpath(SHIPPED).read_bytes()))


def tag(text: str) -> Paragraph:
    """Tag a paragraph with the weights that come with Cursus."""
    return shipped().tag(text)
