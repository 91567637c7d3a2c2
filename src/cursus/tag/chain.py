"""A linear chain of labels over words (a conditional random field): the likeliest labels, and how likely each mention is.

Plain Python. Features of one word are summed once and remembered, so that a word costs little more than it has labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import Final

from cursus.tag.features import OFFSETS, Words, around, dull, place_features, word_features
from cursus.tag.model import KINDS, Mention
from cursus.tag.weights import LABELS, Row, Weights

_K: Final = len(LABELS)
_NOTHING: Final[Row] = (0.0,) * _K
_MOST_WORDS: Final = 40_000
_NEVER: Final = -1e9
_NAMING: Final = tuple(range(1, _K))
_CLOSED: Final = (0,)
_HOPELESS: Final = 10.0
"""A label whose score is this much below the best one's is not considered: e to this power less likely, before the neighbours
have their say."""

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
        self._moves = weights.transitions
        self._steps = tuple(
            tuple(exp(move) if allowed(before, label) else 0.0 for label, move in enumerate(row))
            for before, row in enumerate(weights.transitions)
        )

    def mentions(self, cut: Words) -> list[Mention]:
        """The mentions of a paragraph in order, each with its probability."""
        out: list[Mention] = []
        scores, open_ = self._scores(cut)
        first = 0
        while first < len(scores):
            # Where nothing but "nothing" is possible, the chain falls apart into pieces that do not matter to each other.
            if open_[first] == _CLOSED:
                first += 1
                continue
            behind = first
            while behind < len(scores) and open_[behind] != _CLOSED:
                behind += 1
            out += self._piece(cut, scores, open_, first, behind)
            first = behind
        return out

    def _piece(
        self, cut: Words, scores: list[Sequence[float]], open_: list[tuple[int, ...]], first: int, behind: int
    ) -> Iterator[Mention]:
        after = behind < len(scores)
        piece = _Piece(self._moves, scores[first:behind], open_[first:behind], first > 0, after)
        spans = _spans(piece.likeliest())
        if not spans:
            return
        likely = _Likely(self._steps, scores[first:behind], open_[first:behind], first > 0, after)
        for kind, begin, end in spans:
            low, high = trimmed(cut.text, cut.tokens[first + begin].start, cut.tokens[first + end - 1].end)
            if low < high:
                yield Mention(KINDS[kind], low, high, round(likely.span(1 + 2 * kind, begin, end), 3))

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

    def _scores(self, cut: Words) -> tuple[list[Sequence[float]], list[tuple[int, ...]]]:
        """For each word, how well each label fits it by itself, and the labels that are not out of the question."""
        near = around(cut)
        rows = [self._word(word) for word in near.words]
        get = self._features.get
        outside = self._outside
        scores: list[Sequence[float]] = []
        open_: list[tuple[int, ...]] = []
        for i, skip in enumerate(dull(cut)):
            if skip:
                scores.append(_NOTHING)
                open_.append(_CLOSED)
                continue
            parts = [
                rows[i][0],
                rows[i + 1][1],
                rows[i + 2][2],
                rows[i + 3][3],
                rows[i + 4][4],
                rows[i + 5][5],
                rows[i + 6][6],
            ]
            parts += [row for name in place_features(near, i) if (row := get(name)) is not None]
            total: list[float] = [sum(column) for column in zip(*parts, strict=True)]
            total[0] -= outside
            floor = max(total) - _HOPELESS
            scores.append(total)
            open_.append((0, *[label for label in _NAMING if total[label] > floor]))
        return scores, open_


class _Piece:
    """A stretch of words between two that are certainly nothing: its likeliest labels."""

    def __init__(
        self,
        moves: tuple[Row, ...],
        scores: Sequence[Sequence[float]],
        open_: Sequence[tuple[int, ...]],
        before: bool,
        after: bool,
    ) -> None:
        self._moves, self._scores, self._open, self._before, self._after = moves, scores, open_, before, after

    def likeliest(self) -> list[int]:
        moves = self._moves
        entry = moves[0] if self._before else _NOTHING
        best = {label: self._scores[0][label] + entry[label] for label in self._open[0] if allowed(0, label)}
        back: list[dict[int, int]] = []
        for row, labels in zip(self._scores[1:], self._open[1:], strict=True):
            now: dict[int, float] = {}
            pointers: dict[int, int] = {}
            for label in labels:
                inside = label and label % 2 == 0
                top = _NEVER
                for before, value in best.items():
                    if inside and before != label and before != label - 1:
                        continue
                    reached = value + moves[before][label]
                    if reached > top:
                        top = reached
                        pointers[label] = before
                if top > _NEVER:
                    now[label] = top + row[label]
            best = now
            back.append(pointers)
        label = max(best, key=lambda k: best[k] + (moves[k][0] if self._after else 0.0))
        path = [label]
        for pointers in reversed(back):
            label = pointers[label]
            path.append(label)
        path.reverse()
        return path


class _Likely:
    """Probabilities of stretches of labels in a piece, by the forward and backward sums of the chain."""

    def __init__(
        self,
        steps: tuple[Row, ...],
        scores: Sequence[Sequence[float]],
        open_: Sequence[tuple[int, ...]],
        before: bool,
        after: bool,
    ) -> None:
        self._steps = steps
        self._fits: list[dict[int, float]] = []
        for row, labels in zip(scores, open_, strict=True):
            top = max(row)
            self._fits.append({label: exp(row[label] - top) for label in labels})
        self._forward: list[dict[int, float]] = []
        self._scale: list[float] = []
        last: dict[int, float] = {0: 1.0}
        free = not before
        for fit in self._fits:
            if free:
                now = {label: x for label, x in fit.items() if allowed(0, label)}
                free = False
            else:
                now = {label: sum([x * steps[b][label] for b, x in last.items()]) * y for label, y in fit.items()}
            total = sum(now.values()) or 1.0
            last = {label: x / total for label, x in now.items()}
            self._forward.append(last)
            self._scale.append(total)
        ending = {label: steps[label][0] if after else 1.0 for label in self._fits[-1]}
        whole = sum(last[label] * ending[label] for label in last if label in ending) or 1.0
        behind = {label: x / whole for label, x in ending.items()}
        backward = [behind]
        for i in range(len(scores) - 1, 0, -1):
            fit, total = self._fits[i], self._scale[i]
            weights = {label: fit[label] * behind[label] / total for label in fit}
            behind = {b: sum([steps[b][label] * w for label, w in weights.items()]) for b in self._fits[i - 1]}
            backward.append(behind)
        backward.reverse()
        self._backward = backward

    def span(self, begin: int, first: int, behind: int) -> float:
        """The probability that exactly the words ``first`` to ``behind`` are one mention whose first label is ``begin``."""
        inside = begin + 1
        chance = self._forward[first].get(begin, 0.0)
        label = begin
        for i in range(first + 1, behind):
            chance *= self._steps[label][inside] * self._fits[i].get(inside, 0.0) / self._scale[i]
            label = inside
        if behind == len(self._fits):
            return min(chance * self._backward[behind - 1].get(label, 0.0), 1.0)
        fit, back, total = self._fits[behind], self._backward[behind], self._scale[behind]
        after = sum(self._steps[label][k] * fit[k] * back[k] for k in fit if k != inside)
        return min(chance * after / total, 1.0)


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
