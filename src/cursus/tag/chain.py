"""A linear chain of labels over words (a conditional random field): the likeliest labels, and how likely each mention is.

Plain Python. Features of one word are summed once and remembered, so that a word costs little more than it has labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from cursus.tag.features import EDGE, OFFSETS, Words, place_features, word_features
from cursus.tag.model import KINDS, Mention
from cursus.tag.weights import LABELS, Row, Weights

_K: Final = len(LABELS)
_NOTHING: Final[Row] = (0.0,) * _K
_MOST_WORDS: Final = 40_000
_NEVER: Final = -1e9

_EDGE_SIGNS: Final = frozenset(" \t\r\n.,;:'\"()[]‘’“”")


def allowed(before: int, label: int) -> bool:
    """Whether a label may follow another: a mention goes on only where it began."""
    return label % 2 == 1 or label == 0 or before in (label, label - 1)


class Chain:
    """Weights made ready for tagging. Not safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        self._features = weights.features
        self._outside = weights.outside
        self._words: dict[str, tuple[Row, ...]] = {}
        self._moves = [
            [(before, weights.transitions[before][label]) for before in range(_K) if allowed(before, label)]
            for label in range(_K)
        ]

    def mentions(self, cut: Words) -> list[Mention]:
        """The mentions of a paragraph in order, each with its probability."""
        if not cut.tokens:
            return []
        scores = self._scores(cut)
        labels = self._likeliest(scores)
        spans = _spans(labels)
        if not spans:
            return []
        likely = _Likely(scores, self._moves)
        out = []
        for kind, first, behind in spans:
            start, end = trimmed(cut.text, cut.tokens[first].start, cut.tokens[behind - 1].end)
            if start < end:
                out.append(Mention(KINDS[kind], start, end, round(likely.span(1 + 2 * kind, first, behind), 3)))
        return out

    def _word(self, word: str) -> tuple[Row, ...]:
        found = self._words.get(word)
        if found is None:
            found = tuple(self._sum(word_features(word, offset)) for offset in OFFSETS)
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[word] = found
        return found

    def _sum(self, names: Sequence[str]) -> Row:
        get = self._features.get
        rows = [row for name in names if (row := get(name)) is not None]
        return tuple([sum(column) for column in zip(*rows, strict=True)]) if rows else _NOTHING

    def _scores(self, cut: Words) -> list[list[float]]:
        """Words × labels: how well each label fits each word by itself."""
        words = [EDGE] * 3 + [token.text for token in cut.tokens] + [EDGE] * 3
        codes = "===" + cut.codes + "==="
        rows = [self._word(word) for word in words]
        get = self._features.get
        out = []
        for i in range(len(cut.tokens)):
            parts = [rows[i + k][k] for k in range(len(OFFSETS))]
            parts += [row for name in place_features(words, codes, i) if (row := get(name)) is not None]
            total: list[float] = [sum(column) for column in zip(*parts, strict=True)]
            total[0] -= self._outside
            out.append(total)
        return out

    def _likeliest(self, scores: list[list[float]]) -> list[int]:
        best = [score if label % 2 == 1 or label == 0 else _NEVER for label, score in enumerate(scores[0])]
        back: list[list[int]] = []
        for row in scores[1:]:
            now, pointers = [], []
            for label in range(_K):
                value, before = max([(best[b] + move, -b) for b, move in self._moves[label]])
                now.append(value + row[label])
                pointers.append(-before)
            best = now
            back.append(pointers)
        label = max(range(_K), key=best.__getitem__)
        labels = [label]
        for pointers in reversed(back):
            label = pointers[label]
            labels.append(label)
        labels.reverse()
        return labels


class _Likely:
    """Probabilities of stretches of labels, by the forward and backward sums of the chain."""

    def __init__(self, scores: list[list[float]], moves: list[list[tuple[int, float]]]) -> None:
        self._steps = [[(before, exp(move)) for before, move in row] for row in moves]
        self._fits = []
        for row in scores:
            top = max(row)
            self._fits.append([exp(x - top) for x in row])
        self._forward: list[list[float]] = []
        self._scale: list[float] = []
        last = [1.0 if label % 2 == 1 or label == 0 else 0.0 for label in range(_K)]
        for i, fit in enumerate(self._fits):
            if i:
                row = [sum([last[b] * step for b, step in self._steps[label]]) * fit[label] for label in range(_K)]
            else:
                row = [last[label] * fit[label] for label in range(_K)]
            total = sum(row)
            last = [x / total for x in row]
            self._forward.append(last)
            self._scale.append(total)
        self._backward = [[1.0] * _K for _ in scores]
        for i in range(len(scores) - 1, 0, -1):
            now = [0.0] * _K
            fit, behind, total = self._fits[i], self._backward[i], self._scale[i]
            for label in range(_K):
                weight = fit[label] * behind[label] / total
                for before, step in self._steps[label]:
                    now[before] += step * weight
            self._backward[i - 1] = now

    def span(self, begin: int, first: int, behind: int) -> float:
        """The probability that exactly the words ``first`` to ``behind`` are one mention whose first label is ``begin``."""
        inside = begin + 1
        chance = self._forward[first][begin]
        label = begin
        for i in range(first + 1, behind):
            chance *= self._step(label, inside) * self._fits[i][inside] / self._scale[i]
            label = inside
        if behind == len(self._fits):
            return min(chance, 1.0)
        fit, back, total = self._fits[behind], self._backward[behind], self._scale[behind]
        after = sum(self._step(label, k) * fit[k] * back[k] for k in range(_K) if k != inside)
        return min(chance * after / total, 1.0)

    def _step(self, before: int, label: int) -> float:
        return next((step for b, step in self._steps[label] if b == before), 0.0)


def _spans(labels: list[int]) -> list[tuple[int, int, int]]:
    """(kind, first word, word behind) of each mention."""
    out = []
    i = 0
    while i < len(labels):
        label = labels[i]
        first = i
        i += 1
        if label:
            while i < len(labels) and labels[i] == label + 1:
                i += 1
            out.append(((label - 1) // 2, first, i))
    return out


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without punctuation at its edges."""
    while start < end and text[start] in _EDGE_SIGNS:
        start += 1
    while end > start and text[end - 1] in _EDGE_SIGNS:
        end -= 1
    return start, end
