"""The trained weights as one small file: feature strings, a row of 8-bit numbers each, and what goes with them.

Layout, compressed as a whole: a line of JSON (``scale``, transitions, pair weights, notes), then the feature strings in
order, each as the count of characters it shares with the one before and the rest, one a line, then the rows.
"""

from __future__ import annotations

import lzma
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from cursus.tag.model import KINDS

MAGIC: Final = b"cursus tagger 1\n"

LABELS: Final = ("O", *(f"{side}-{kind}" for kind in KINDS for side in "BI"))
"""What a word can be: nothing, the beginning of a mention, its continuation."""

Row = tuple[float, ...]


class WeightsError(ValueError):
    """A file that is no set of weights, or one of another version."""


@dataclass(frozen=True, slots=True)
class Weights:
    """``features`` holds a row of ``len(LABELS)`` numbers for each feature, ``transitions`` those from label to label. ``outside``
    is taken off the score of "nothing": annotators leave mentions out, so training makes the model too shy. ``pairs`` holds, for
    each relation, the weight of each feature of a pair, ``thresholds`` the probability from which a relation is told."""

    features: Mapping[str, Row]
    transitions: tuple[Row, ...]
    outside: float
    pairs: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]
    notes: Mapping[str, Any]


def pack(weights: Weights) -> bytes:
    """The weights as bytes; the same weights make the same bytes. Numbers lose all but 8 bits."""
    size = max((abs(x) for row in weights.features.values() for x in row), default=1.0)
    scale = size / 127
    names: list[str] = []
    numbers = array("b")
    last = ""
    for name in sorted(weights.features):
        row = [round(x / scale) for x in weights.features[name]]
        if not any(row):
            continue
        shared = 0
        while shared < min(len(last), len(name), 93) and last[shared] == name[shared]:
            shared += 1
        names.append(chr(33 + shared) + name[shared:])
        numbers.extend(row)
        last = name
    head = {
        "scale": round(scale, 6),
        "transitions": [[round(x, 3) for x in row] for row in weights.transitions],
        "outside": weights.outside,
        "pairs": {
            k: {f: round(x, 3) for f, x in sorted(v.items()) if abs(x) >= 0.0005} for k, v in weights.pairs.items()
        },
        "thresholds": dict(weights.thresholds),
        "notes": dict(weights.notes),
        "count": len(names),
    }
    body = orjson.dumps(head) + b"\n" + "".join(n + "\n" for n in names).encode() + numbers.tobytes()
    return MAGIC + lzma.compress(body, format=lzma.FORMAT_ALONE, preset=9)


def unpack(data: bytes) -> Weights:
    """The weights of :func:`pack`. Raises WeightsError."""
    if not data.startswith(MAGIC):
        raise WeightsError("is no set of weights of this version; train it again with `cursus train`")
    try:
        body = lzma.decompress(data[len(MAGIC) :], format=lzma.FORMAT_ALONE)
        line, _, rest = body.partition(b"\n")
        head = orjson.loads(line)
        width, count = len(LABELS), int(head["count"])
        numbers = array("b", rest[-width * count :] if count else b"")
        names = rest[: len(rest) - width * count].decode().split("\n")
        features = _rows(names[:count], numbers, float(head["scale"]), width)
        return Weights(
            features,
            tuple(tuple(row) for row in head["transitions"]),
            float(head["outside"]),
            head["pairs"],
            head["thresholds"],
            head["notes"],
        )
    except (lzma.LZMAError, orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"is broken ({error}); train it again with `cursus train`") from error


def _rows(names: Sequence[str], numbers: array[int], scale: float, width: int) -> dict[str, Row]:
    real = [number * scale for number in range(-128, 128)]
    out: dict[str, Row] = {}
    last = ""
    at = 0
    for name in names:
        last = last[: ord(name[0]) - 33] + name[1:]
        out[last] = tuple([real[n + 128] for n in numbers[at : at + width]])
        at += width
    if at != len(numbers):
        raise ValueError("rows and features differ")
    return out
