"""Brat standoff: ``name.txt`` and beside it ``name.ann``, as Security Force Monitor's annotators use it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cursus.tag.annotation import AnnotationError, Loaded
from cursus.tag.model import KIND_NAMES, KINDS, RELATION_NAMES, RELATIONS, Mention, Paragraph, Relation

_EDGE = " \t\r\n.,;:'\"()[]‘’“”"
_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d+) (?:\d+;\d+ )*(\d+)(?:\t|$)")
_RELATION = re.compile(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$")


def read_folder(folder: Path, *, marked: bool = True) -> Loaded:
    """The paragraphs (lines) of every ``name.txt`` with a ``name.ann`` in a folder, in alphabetical order; with ``marked`` only
    those that hold a mention, for annotators leave most of an article unread. Raises OSError."""
    paragraphs: list[Paragraph] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.ann")):
        try:
            paragraphs += _document(path, problems, marked)
        except AnnotationError as error:
            problems.append(f"{path.name}: {error}")
        except UnicodeDecodeError:
            problems.append(f"{path.name}: it or its text is not in UTF-8; save both as UTF-8")
    return Loaded(tuple(paragraphs), tuple(problems))


def _document(path: Path, problems: list[str], marked: bool) -> Iterator[Paragraph]:
    source = path.with_suffix(".txt")
    if not source.exists():
        raise AnnotationError(f"there is no {source.name} beside it")
    text = source.read_bytes().decode("utf-8")
    mentions, relations = _parse(path.read_text("utf-8"), text, path.name, problems)
    at = 0
    for line in text.splitlines(keepends=True):
        here = {name: m for name, m in mentions.items() if at <= m.start and m.end <= at + len(line)}
        if here or not marked:
            places = {name: place for place, name in enumerate(here)}
            yield Paragraph(
                path.stem,
                line.rstrip("\r\n"),
                tuple(Mention(m.kind, m.start - at, m.end - at) for m in here.values()),
                tuple(Relation(k, places[a], places[b]) for k, a, b in relations if a in places and b in places),
            )
        at += len(line)


def _parse(
    ann: str, text: str, name: str, problems: list[str]
) -> tuple[dict[str, Mention], list[tuple[str, str, str]]]:
    """The mentions by name, and the relations between them; what is of another kind is left out."""
    mentions: dict[str, Mention] = {}
    relations: list[tuple[str, str, str]] = []
    for number, line in enumerate(ann.splitlines(), 1):
        if entity := _ENTITY.match(line):
            start, end = int(entity[3]), int(entity[4])
            while start < end <= len(text) and text[start] in _EDGE:
                start += 1
            while start < end <= len(text) and text[end - 1] in _EDGE:
                end -= 1
            if not start < end <= len(text):
                problems.append(f"{name}:{number}: {entity[1]} is no stretch of words of the text")
            elif entity[2] in KIND_NAMES:
                mentions[entity[1]] = Mention(KIND_NAMES[entity[2]], start, end)
        elif relation := _RELATION.match(line):
            if relation[2] in RELATION_NAMES:
                relations.append((RELATION_NAMES[relation[2]], relation[3], relation[4]))
        elif line[:1] in ("T", "R"):
            problems.append(f"{name}:{number}: is no line of brat's: {line[:40]}")
    sound = []
    for kind, person, other in relations:
        ends = [mentions[end].kind for end in (person, other) if end in mentions]
        if ends == ["Person", RELATIONS[kind]]:
            sound.append((kind, person, other))
        elif len(ends) == 2:
            problems.append(f"{name}: {kind} {person} {other} leads from {ends[0]} to {ends[1]}")
    return mentions, sound


def configuration() -> str:
    """The ``annotation.conf`` that lets brat show and edit what :func:`write` makes."""
    entities = "\n".join(KINDS)
    relations = "\n".join(f"{name}\tArg1:Person, Arg2:{other}" for name, other in RELATIONS.items())
    return f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n"


def write(text: str, parts: Sequence[tuple[int, Paragraph]]) -> str:
    """The ``.ann`` of a text: of each paragraph where it begins, and what is marked in it."""
    entities: list[str] = []
    relations: list[str] = []
    for at, paragraph in parts:
        base = len(entities) + 1
        for mention in paragraph.mentions:
            start, end = at + mention.start, at + mention.end
            words = text[start:end].replace("\n", " ")
            entities.append(f"T{len(entities) + 1}\t{mention.kind} {start} {end}\t{words}")
        for relation in paragraph.relations:
            ends = f"Arg1:T{base + relation.person} Arg2:T{base + relation.other}"
            relations.append(f"R{len(relations) + 1}\t{relation.kind} {ends}")
    return "".join(line + "\n" for line in entities + relations)
