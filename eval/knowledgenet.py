"""Score the tagger's technique on KnowledgeNet: eight properties of persons, each fold by what was learned from the others.

usage: python eval/knowledgenet.py FOLDER [--folds 1,2,3] [--json]

FOLDER holds person_fold1.jsonl and so on: documents with passages, the properties that each passage is annotated for in full, and
facts (subject, property, object) with their places. For each property a chain over words says which words are its object, one more
chain says which are the person that the passage is about, and a logistic regression decides on every pair of the two. The score is
the benchmark's own with overlapping spans: a gold fact is found where a predicted one overlaps it at both ends, a predicted fact is
wrong where it matches none and its passage is annotated for its property; all counts are added up over the folds.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cursus.tag.features import Words, cut
from cursus.tag.tagger import shipped
from cursus.tag.train import ChainFit, Settings, features_of, logistic

PROPERTIES = (
    "DATE_OF_BIRTH",
    "PLACE_OF_BIRTH",
    "DATE_OF_DEATH",
    "EDUCATED_AT",
    "NATIONALITY",
    "EMPLOYEE_OR_MEMBER_OF",
    "SPOUSE",
    "CHILD_OF",
)
PERSONS = frozenset(("SPOUSE", "CHILD_OF"))
"""Properties whose objects are persons, too."""

CHAIN = Settings(penalty=0.7, rounds=30, seen=2)
PAIRS = Settings(pair_penalty=1.5, pair_rounds=60, pair_seen=2)
CHANCE, CHANCE_PERSONS = 0.35, 0.22
"""The probabilities from which a fact is told: about half of the F1 that is reached, where F1 is highest; read off fold 3."""
SUBJECT = 0.15
OBJECT = 0.1
"""The probabilities from which words are a candidate."""

PRONOUN = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|i|my|me|myself|who|whose|whom|they|them|their|we|us|our)\b",
    re.IGNORECASE,
)

Span = tuple[int, int]
Fact = tuple[str, Span, Span]


@dataclass(slots=True)
class Passage:
    """A passage, what it is annotated for, and its facts, at places of its text."""

    fold: int
    text: str
    annotated: frozenset[str]
    facts: list[Fact]
    words: Words
    features: list[list[str]]
    people: dict[Span, str]


def read(folder: Path, folds: Iterable[int]) -> list[Passage]:
    out = []
    for fold in folds:
        for line in (folder / f"person_fold{fold}.jsonl").read_text("utf-8").splitlines():
            for passage in json.loads(line)["passages"]:
                annotated = frozenset(passage["exhaustivelyAnnotatedProperties"]) & frozenset(PROPERTIES)
                if not annotated:
                    continue
                at, text = passage["passageStart"], passage["passageText"]
                facts = [
                    (
                        fact["property"],
                        (fact["subjectStart"] - at, fact["subjectEnd"] - at),
                        (fact["objectStart"] - at, fact["objectEnd"] - at),
                    )
                    for fact in passage["facts"]
                    if fact["property"] in PROPERTIES
                ]
                words = cut(text)
                out.append(Passage(fold, text, annotated, facts, words, features_of(words), _people(text, words)))
    return out


def _people(text: str, words: Words) -> dict[Span, str]:
    """What may be a person, and why: the shipped tagger says so (T), it is a pronoun (its word), or a run of capitalised words
    (the code of the run)."""
    out = {(m.start, m.end): "T" for m in shipped().tag(text).mentions if m.kind == "Person"}
    for match in PRONOUN.finditer(text):
        out.setdefault(match.span(), match[0].casefold())
    i = 0
    while i < len(words.codes):
        code, first = words.codes[i], i
        i += 1
        if code in "PNKC":
            while i < len(words.codes) and words.codes[i] == code.lower():
                i += 1
            span = words.tokens[first].start, words.tokens[i - 1].end
            if not any(overlap(span, one) for one in out):
                out[span] = code
    return dict(sorted(out.items()))


# one kind of words ---------------------------------------------------------------------------------------------------


class Finder:
    """A chain that says which words of a passage are of one kind, and with what probability."""

    def __init__(self, passages: Sequence[Passage], wanted: Sequence[list[Span]]) -> None:
        labels = [_labels(p.words, spans) for p, spans in zip(passages, wanted, strict=True)]
        rows, moves = ChainFit([p.features for p in passages], labels, CHAIN, 3).fit()
        self._rows = {name: np.array(row) for name, row in rows.items()}
        self._steps = np.exp(np.array(moves)) * np.array([[1, 1, 0], [1, 1, 1], [1, 1, 1]])

    def find(self, passage: Passage, least: float) -> list[tuple[Span, float]]:
        """The stretches of words that may be of the kind, each with its probability."""
        chances = self._chances(passage.features)
        tokens = passage.words.tokens
        out: list[tuple[Span, float]] = []
        i = 0
        while i < len(tokens):
            if chances[i][1] + chances[i][2] < least:
                i += 1
                continue
            first, total = i, [chances[i][1] + chances[i][2]]
            i += 1
            while i < len(tokens) and chances[i][2] >= max(least, chances[i][1]):
                total.append(chances[i][1] + chances[i][2])
                i += 1
            out.append(((tokens[first].start, tokens[i - 1].end), max(total)))
        return out

    def _chances(self, features: list[list[str]]) -> list[list[float]]:
        if not features:
            return []
        zero = np.zeros(3)
        scores = np.array([sum((self._rows[n] for n in names if n in self._rows), zero) for names in features])
        fits = np.exp(scores - scores.max(axis=1, keepdims=True))
        forward = np.zeros_like(fits)
        backward = np.ones_like(fits)
        for i in range(len(fits)):
            now = fits[i] * (forward[i - 1] @ self._steps if i else np.array([1.0, 1.0, 0.0]))
            forward[i] = now / now.sum()
        for i in range(len(fits) - 2, -1, -1):
            now = self._steps @ (fits[i + 1] * backward[i + 1])
            backward[i] = now / now.sum()
        both = forward * backward
        return (both / both.sum(axis=1, keepdims=True)).tolist()


def _labels(words: Words, spans: Sequence[Span]) -> list[int]:
    labels = [0] * len(words.tokens)
    for start, end in spans:
        label = 1
        for i, token in enumerate(words.tokens):
            if token.start < end and token.end > start and labels[i] == 0:
                labels[i] = label
                label = 2
    return labels


# pairs ---------------------------------------------------------------------------------------------------------------


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def candidates(
    passage: Passage, property_: str, subjects: list[tuple[Span, float]], objects: list[tuple[Span, float]]
) -> list[tuple[Span, Span, list[str]]]:
    """(subject, object, features) of every pair that could be a fact."""
    likely = list(subjects)
    likely += [(span, 0.0) for span in passage.people if not any(overlap(span, s) for s, _ in subjects)]
    aims = list(objects)
    if property_ in PERSONS:
        aims += [(span, 0.0) for span, _ in likely if not any(overlap(span, o) for o, _ in objects)]
    likely.sort()
    out = []
    for subject, chance in likely:
        for aim, fit in aims:
            if not overlap(subject, aim):
                out.append((subject, aim, _describe(passage, likely, subject, chance, aim, fit, len(aims))))
    return out


_WORD = re.compile(r"\w+|[^\w\s]")


def _describe(
    passage: Passage,
    likely: list[tuple[Span, float]],
    subject: Span,
    chance: float,
    aim: Span,
    fit: float,
    aims: int,
) -> list[str]:
    text = passage.text
    way = "+" if subject < aim else "-"
    low, high = sorted((subject, aim))
    gap = _WORD.findall(text[low[1] : high[0]].casefold())
    own, other = text[subject[0] : subject[1]].casefold(), text[aim[0] : aim[1]].casefold()
    kind = own if PRONOUN.fullmatch(own) else "name"
    other_kind = other if PRONOUN.fullmatch(other) else "name"
    own_from, other_from = passage.people.get(subject, "-"), passage.people.get(aim, "-")
    between = sum(low[1] <= s[0] < high[0] for s, _ in likely)
    best = max((c for _, c in likely), default=0.0)
    lead = next((text[s[0] : s[1]].casefold() for s, c in likely if c == best), "")
    shared = not set(own.split()).isdisjoint(lead.split()) and kind == "name"
    before = _WORD.findall(text[max(aim[0] - 40, 0) : aim[0]].casefold())[-3:]
    behind = _WORD.findall(text[aim[1] : aim[1] + 25].casefold())[:2]
    before_own = _WORD.findall(text[max(subject[0] - 25, 0) : subject[0]].casefold())[-2:]
    behind_own = _WORD.findall(text[subject[1] : subject[1] + 25].casefold())[:2]
    near = min(len(gap), 3) if len(gap) < 4 else 4 + (len(gap) > 7) + (len(gap) > 12) + (len(gap) > 20)
    fits, chances = _step(fit), _step(chance)
    out = [
        "bias",
        f"w{way}",
        f"f{fits}",
        f"c{chances}",
        f"fc{fits}{chances}",
        f"fk{fits}{kind}",
        f"ck{chances}{kind}",
        f"ok{other_kind}",
        f"kk{way}{kind} {other_kind}",
        f"n{min(between, 3)}{way}",
        f"d{way}{near}",
        f"b{' '.join(before)}",
        f"b2{' '.join(before[-2:])}",
        f"b1{' '.join(before[-1:])}",
        f"B1{way}{' '.join(before[-1:])}{min(between, 1)}",
        f"a{' '.join(behind)}",
        f"a1{' '.join(behind[:1])}",
        f"o{' '.join(before_own)}",
        f"o1{' '.join(before_own[-1:])}{kind}",
        f"p{' '.join(behind_own)}",
        f"p1{' '.join(behind_own[:1])}",
        f"m{min(len(likely), 5)}",
        f"s{shared}{kind == 'name'}",
        f"sb{shared}{chances}{min(between, 2)}",
        f"first{subject == likely[0][0]}{kind == 'name'}",
        f"aims{min(aims, 4)}{fits}",
        f"same{own == other}",
        f"u{own_from}{chances}",
        f"v{other_from}{fits}",
        f"uv{own_from} {other_from}{way}",
        f"L{len(other.split())}{other_from}",
        f"h{other.split()[-1]}",
    ]
    if len(gap) <= 5:
        out.append(f"g{way}{' '.join(gap)}")
    out += [f"x{way}{word}" for word in dict.fromkeys(gap[:14])]
    out += [f"y{word}" for word in dict.fromkeys(_WORD.findall(text.casefold())) if word in _TELLING]
    return out


_TELLING = frozenset(
    [
        "married",
        "wife",
        "husband",
        "son",
        "daughter",
        "widow",
        "divorced",
        "born",
        "died",
        "parents",
        "father",
        "mother",
        "spouse",
        "couple",
        "wed",
        "wedding",
        "child",
        "children",
        "brother",
        "sister",
        "late",
        "survived",
        "fiancé",
    ]
)


def _step(chance: float) -> int:
    return sum(chance > bound for bound in (0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97))


def _true(passage: Passage, property_: str, subject: Span, aim: Span) -> bool:
    return any(p == property_ and overlap(s, subject) and overlap(o, aim) for p, s, o in passage.facts)


# learning and scoring ------------------------------------------------------------------------------------------------


class Learned:
    """What the passages of some folds teach: a chain for the subject, and a chain and a regression for each property."""

    def __init__(self, passages: list[Passage]) -> None:
        halves = [passages[0::2], passages[1::2]]
        self.subject = _subject_finder(passages)
        crossed_subjects = [_subject_finder(half) for half in halves]
        self.objects: dict[str, Finder] = {}
        self.pairs: dict[str, dict[str, float]] = {}
        for property_ in PROPERTIES:
            self.objects[property_] = _object_finder(passages, property_)
            rows, truth = [], []
            for side, half in enumerate(halves):
                # The regression must see chains as unsure as they are of passages that they did not learn from.
                finder = _object_finder(halves[1 - side], property_)
                for passage in half:
                    if property_ not in passage.annotated:
                        continue
                    subjects = crossed_subjects[1 - side].find(passage, SUBJECT)
                    for subject, aim, names in candidates(passage, property_, subjects, finder.find(passage, OBJECT)):
                        rows.append(names)
                        truth.append(float(_true(passage, property_, subject, aim)))
            self.pairs[property_] = logistic(rows, truth, PAIRS)

    def facts(self, passage: Passage) -> list[Fact]:
        out = []
        subjects = self.subject.find(passage, SUBJECT)
        for property_ in PROPERTIES:
            if property_ not in passage.annotated:
                continue
            weights = self.pairs[property_]
            least = CHANCE_PERSONS if property_ in PERSONS else CHANCE
            objects = self.objects[property_].find(passage, OBJECT)
            scores = {
                (subject, aim): sum(weights.get(name, 0.0) for name in names)
                for subject, aim, names in candidates(passage, property_, subjects, objects)
            }
            for (subject, aim), score in scores.items():
                if property_ == "SPOUSE":  # who is married to whom says the same both ways
                    score = (score + scores.get((aim, subject), score)) / 2
                if 1 / (1 + math.exp(-score)) >= least:
                    out.append((property_, subject, aim))
        return out


def _subject_finder(passages: list[Passage]) -> Finder:
    told = [p for p in passages if p.facts]
    return Finder(told, [sorted({s for _, s, _ in p.facts}) for p in told])


def _object_finder(passages: list[Passage], property_: str) -> Finder:
    told = [p for p in passages if property_ in p.annotated]
    return Finder(told, [sorted({o for q, _, o in p.facts if q == property_}) for p in told])


def count(passage: Passage, told: list[Fact], counts: dict[str, Counter[str]]) -> None:
    """Add up found, missed and wrong facts of a passage as the benchmark's own script does."""

    def match(a: Fact, b: Fact) -> bool:
        return a[0] == b[0] and overlap(a[1], b[1]) and overlap(a[2], b[2])

    left = list(told)
    for gold in passage.facts:
        found = [fact for fact in told if match(gold, fact)]
        counts[gold[0]]["found" if found else "missed"] += 1
        left = [fact for fact in left if not any(match(fact, one) for one in found)]
    for fact in left:
        counts[fact[0]]["wrong"] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", default="1,2,3")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folds = [int(fold) for fold in given.folds.split(",")]
    passages = read(given.folder, folds)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in folds:
        learned = Learned([p for p in passages if p.fold != fold])
        for passage in passages:
            if passage.fold == fold:
                count(passage, learned.facts(passage), counts)
        print(f"fold {fold} of {len(folds)}", file=sys.stderr)
    counts["all"] = sum((counts[p] for p in PROPERTIES), Counter())
    out = {}
    for name in (*PROPERTIES, "all"):
        found, missed, wrong = (counts[name][k] for k in ("found", "missed", "wrong"))
        precision, recall = found / max(found + wrong, 1), found / max(found + missed, 1)
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        out[name] = round(score, 4)
        if not given.json:
            print(f"{name:24} P {precision:.3f} R {recall:.3f} F1 {score:.3f}  ({found + missed} gold)")
    if given.json:
        print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
