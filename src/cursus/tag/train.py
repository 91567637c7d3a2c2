"""Annotated paragraphs → weights. Needs the ``train`` extra (NumPy, SciPy); the same paragraphs give the same weights.

The chain is trained by the likelihood of its labels, the pairs by logistic regression, both with a quadratic penalty, by L-BFGS
from zero.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cursus.tag.chain import allowed
from cursus.tag.features import OFFSETS, Words, around, cut, place_features, word_features
from cursus.tag.model import KINDS, RELATIONS, Paragraph
from cursus.tag.pairs import Scene, pairs
from cursus.tag.weights import LABELS, Weights

Array = Any
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How training is done. ``penalty`` of the chain and ``pair_penalty`` of the pairs are the weights of the quadratic terms,
    ``seen`` how often a feature must occur, ``least`` what a weight must reach to be kept, ``outside`` see :class:`~cursus.tag.weights.Weights`."""

    penalty: float = 1.0
    rounds: int = 60
    seen: int = 3
    least: float = 0.05
    outside: float = 0.4
    pair_penalty: float = 2.0
    pair_rounds: int = 80
    pair_seen: int = 2
    threshold: float = 0.5
    trust: float = 0.5
    """How much of the weights that training starts from is believed: the penalty draws towards this share of them."""


def labels_of(paragraph: Paragraph, words: Words) -> list[int]:
    """The label of every word; of mentions that overlap, the first and longest counts."""
    labels = [0] * len(words.tokens)
    taken = -1
    for mention in sorted(paragraph.mentions, key=lambda m: (m.start, -m.end)):
        if mention.start < taken:
            continue
        taken = mention.end
        label = 1 + 2 * KINDS.index(mention.kind)
        for i, token in enumerate(words.tokens):
            if token.start < mention.end and token.end > mention.start and labels[i] == 0:
                labels[i] = label
                label += label % 2
    return labels


def features_of(words: Words) -> list[list[str]]:
    """The features of every word of a paragraph."""
    near = around(words)
    out = []
    for i in range(len(words.tokens)):
        names = [name for k, offset in enumerate(OFFSETS) for name in word_features(near.words[i + k], offset)]
        out.append(names + place_features(near, i))
    return out


def train(
    paragraphs: Sequence[Paragraph],
    settings: Settings | None = None,
    say: Progress | None = None,
    start: Weights | None = None,
) -> Weights:
    """Weights learned from the paragraphs, on top of those of ``start`` if given: what the paragraphs do not tell is taken from
    them. Raises ValueError where the paragraphs hold no mention."""
    settings = settings or Settings()
    say = say or (lambda _: None)
    sound = [p for p in paragraphs if p.text]
    if not any(p.mentions for p in sound):
        raise ValueError("there is no mention in what is to be learned from")
    say(f"{len(sound)} paragraphs, {sum(len(p.mentions) for p in sound)} mentions: reading the words")
    cuts = [cut(p.text) for p in sound]
    chain = ChainFit(
        [features_of(c) for c in cuts], [labels_of(p, c) for p, c in zip(sound, cuts, strict=True)], settings
    )
    say(f"learning {len(chain.names)} features of words")
    features, transitions = chain.fit(start)
    say("learning which mentions belong together")
    learned = {kind: _pairs(kind, sound, cuts, settings) for kind in RELATIONS}
    notes = {
        "paragraphs": len(sound),
        "mentions": dict(sorted(Counter(m.kind for p in sound for m in p.mentions).items())),
        "relations": dict(sorted(Counter(r.kind for p in sound for r in p.relations).items())),
        "data": fingerprint(sound),
    }
    thresholds = dict.fromkeys(RELATIONS, settings.threshold)
    return Weights(features, transitions, settings.outside, learned, thresholds, notes)


def fingerprint(paragraphs: Sequence[Paragraph]) -> str:
    """A hash of what is learned from: the texts and all that is marked in them."""
    digest = hashlib.sha256()
    for p in paragraphs:
        marks = ([(m.kind, m.start, m.end) for m in p.mentions], [(r.kind, r.person, r.other) for r in p.relations])
        digest.update(f"{p.text}\0{marks}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


class ChainFit:
    """The likelihood of the labels of all paragraphs, and its slope. Paragraphs stand longest first, so that the words at
    place t of all that are long enough are the first ones. ``width`` counts the labels: 0 is nothing, then the beginning and the
    continuation of each kind."""

    def __init__(
        self, features: list[list[list[str]]], labels: list[list[int]], settings: Settings, width: int = len(LABELS)
    ) -> None:
        self._settings = settings
        order = sorted((i for i, f in enumerate(features) if f), key=lambda i: -len(features[i]))
        features, labels = [features[i] for i in order], [labels[i] for i in order]
        counts = Counter(name for f in features for names in f for name in names)
        self.names = sorted(name for name, n in counts.items() if n >= settings.seen)
        place = {name: i for i, name in enumerate(self.names)}
        columns: list[int] = []
        ends = [0]
        for f in features:
            for names in f:
                columns += [place[name] for name in names if name in place]
                ends.append(len(columns))
        self._n, self._k = len(ends) - 1, width
        ones = np.ones(len(columns))
        self._on = csr_matrix((ones, columns, ends), shape=(self._n, len(self.names)))
        self._on_t = self._on.T.tocsr()
        lengths = np.array([len(f) for f in features])
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self._steps = [begins[: int((lengths > t).sum())] + t for t in range(int(lengths[0]))]
        self._gold = np.array([label for row in labels for label in row])
        self._gold_moves = np.zeros((self._k, self._k))
        for row in labels:
            for before, label in itertools.pairwise(row):
                self._gold_moves[before, label] += 1
        hot = np.zeros((self._n, self._k))
        hot[np.arange(self._n), self._gold] = 1
        self._gold_counts = self._on_t @ hot
        self._may = np.array([[float(allowed(a, b)) for b in range(self._k)] for a in range(self._k)])
        self._may_begin = np.array([float(allowed(0, b)) for b in range(self._k)])

    def fit(self, start: Weights | None = None) -> tuple[dict[str, tuple[float, ...]], tuple[tuple[float, ...], ...]]:
        """Rows of the features and transitions; the penalty is on what they differ from the trusted share of ``start``."""
        size = len(self.names) * self._k
        trust = self._settings.trust
        known = {name: tuple(trust * x for x in row) for name, row in start.features.items()} if start else {}
        prior = np.zeros(size + self._k * self._k)
        if start:
            nothing = (0.0,) * self._k
            prior[:size] = np.array([known.get(name, nothing) for name in self.names]).ravel()
            prior[size:] = trust * np.array(start.transitions).ravel()
        result = minimize(
            self._loss,
            prior.copy(),
            args=(prior,),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": self._settings.rounds, "maxcor": 6},
        )
        rows = result.x[:size].reshape(len(self.names), self._k)
        moves = result.x[size:].reshape(self._k, self._k)
        telling = np.abs(rows).max(axis=1) >= self._settings.least
        features = known | {
            name: tuple(row)
            for name, row, keep in zip(self.names, rows.tolist(), telling, strict=True)
            if keep or name in known
        }
        return features, tuple(tuple(row) for row in moves.tolist())

    def _loss(self, x: Array, prior: Array) -> tuple[float, Array]:
        size = len(self.names) * self._k
        rows, moves = x[:size].reshape(len(self.names), self._k), x[size:].reshape(self._k, self._k)
        scores = self._on @ rows
        top = scores.max(axis=1, keepdims=True)
        fits = np.exp(scores - top)
        steps = np.exp(moves) * self._may
        forward, scale = np.zeros_like(fits), np.zeros(self._n)
        for t, here in enumerate(self._steps):
            now = fits[here]
            now = now * (forward[self._steps[t - 1][: len(here)]] @ steps if t else self._may_begin)
            scale[here] = now.sum(axis=1)
            forward[here] = now / scale[here][:, None]
        backward = np.ones_like(fits)
        expected_moves = np.zeros_like(moves)
        for t in range(len(self._steps) - 1, 0, -1):
            here = self._steps[t]
            before = self._steps[t - 1][: len(here)]
            weight = fits[here] * backward[here] / scale[here][:, None]
            backward[before] = weight @ steps.T
            expected_moves += steps * (forward[before].T @ weight)
        likelihood = (
            scores[np.arange(self._n), self._gold].sum()
            + (self._gold_moves * moves).sum()
            - np.log(scale).sum()
            - top.sum()
        )
        slope_rows = self._gold_counts - self._on_t @ (forward * backward)
        slope = np.concatenate([slope_rows.ravel(), (self._gold_moves - expected_moves).ravel()])
        penalty = self._settings.penalty
        moved = x - prior
        return float(0.5 * penalty * (moved @ moved) - likelihood), penalty * moved - slope


def _pairs(kind: str, paragraphs: Sequence[Paragraph], cuts: Sequence[Words], settings: Settings) -> dict[str, float]:
    """The weights of one relation's pairs, from the annotated mentions."""
    rows: list[list[str]] = []
    truth: list[float] = []
    for p, c in zip(paragraphs, cuts, strict=True):
        scene = Scene(p.text, c.tokens, p.mentions)
        known = {(r.person, r.other) for r in p.relations if r.kind == kind}
        for relation, person, other in pairs(p.mentions):
            names = scene.features(person, other) if relation == kind else None
            if names is not None:
                rows.append(names)
                truth.append(float((person, other) in known))
    if not rows:
        return {"bias": -9.0}
    return logistic(rows, truth, settings)


def logistic(rows: Sequence[Sequence[str]], truth: Sequence[float], settings: Settings) -> dict[str, float]:
    """The weight of every feature in a logistic regression; a row of features is true (1) or not (0)."""
    counts = Counter(name for names in rows for name in set(names))
    names = sorted(name for name, n in counts.items() if n >= settings.pair_seen or name == "bias")
    place = {name: i for i, name in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += [place[name] for name in row if name in place]
        ends.append(len(columns))
    on = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    wanted = np.array(truth)

    def loss(x: Array) -> tuple[float, Array]:
        z = on @ x
        chance = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - wanted @ z + 0.5 * settings.pair_penalty * (x @ x)
        return float(value), on.T @ (chance - wanted) + settings.pair_penalty * x

    result = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": settings.pair_rounds, "maxcor": 6}
    )
    return dict(zip(names, result.x.tolist(), strict=True))
