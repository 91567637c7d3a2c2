"""Schools attended, degrees, military training, from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import agent, subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft

_W = r"(?:[A-ZÀ-Þ][\w’'.&-]*)"
_JOIN = r"(?:(?:\s(?:of|the|for|and|at|in|de|la|del|des|du|d['’])){1,3}\s|\s|,\s(?=(?:Berkeley|Lincoln|Madison|Austin|Los Angeles|San Diego|Oxford|Cambridge)))"
_NAMED = rf"{_W}(?:{_JOIN}{_W}){{0,9}}"
_HEAD = re.compile(
    r"\b(?:University|College|Academy|School|Institute|Seminary|Polytechnic|Lyc[eé]e|Gymnasium|Conservatory|Sandhurst|West Point|Annapolis|Saint-Cyr|St\.? Cyr|Oxford|Cambridge|Harvard|Yale|Princeton|Georgetown|MIT|Stanford|École|Ecole|Akademie|Kriegsschule|"
    r"Hochschule|Universität|Course|Corps of Cadets|Staff College|High|Normal)\b"
)
_ATTEND = re.compile(
    rf"\b(?P<v>attended|entered|enrolled\s(?:in|at)|studied(?:\s[\w ]{{1,40}}?)?\s(?:at|in)|was\seducated\s(?:at|in)|educated\s(?:at|in)|graduated(?:\s[\w -]{{1,50}}?)?\s(?:from|at)|graduating(?:\s[\w -]{{1,40}}?)?\s(?:from|at)|graduate\sof|graduation\sfrom|alumnus\sof|"
    rf"completed|transferred\sto|was\sadmitted\sto|matriculated\sat|(?:went|returned)\sto|trained\s(?:at|in)|received(?:\s[\w -]{{1,30}}?)?\straining\s(?:at|in)|sworn\sin\sas\sa\s(?=West\sPoint)|"
    rf"(?:received|earned|obtained|holds|completed|took|gained|awarded)\s(?:an?\s|his\s|her\s|the\s)?(?P<deg>[^.;()]{{2,90}}?)\s(?:from|at|in\s\d{{4}}\sfrom))\s+(?:both\s)?(?P<the>the\s)?(?P<s>{_NAMED})"
)
_GRADUATE = re.compile(r"graduat|alumnus|completed|degree|diploma", re.IGNORECASE)
_TRAIN = re.compile(r"train|Training|Airborne School|Ranger School|Flight School|Course|Staff College|War College", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b(?P<d>(?:B\.?A|B\.?S|M\.?A|M\.?S|J\.?D|LL\.?B|M\.?B\.?A|Ph\.?D)\b\.?|(?:[Bb]achelor|[Mm]aster|[Dd]octor|[Aa]ssociate)(?:['’]?s)?(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:\sdegrees?)?|(?:law|engineering|medical|history|science)\sdegree|diploma|degree)(?:\s+in\s+(?P<sub>[a-zA-Z][\w ]{2,40}?)(?=\s(?:from|at|in|and)\b|$|,))?"
)
_MILITARY_TRAINING = re.compile(rf"\b(?:receive|received|underwent|undertook)\s(?:\w+\s)?(?:military|officer|flight|pilot|basic|commando|guerrilla|further)\s(?:\w+\s)?training\s(?:in|at)\s(?P<the>the\s)?(?P<s>{_W}(?:\s{_W}){{0,4}})")
_TRAINED_PLACE = re.compile(rf"\b(?:was|were)\s(?:\w+ly\s)?trained\s(?:by\s(?:the\s)?[A-Z]\w+\s)?(?:in|at)\s(?P<the>the\s)?(?P<s>{_W}(?:,?\s{_W}){{0,4}})")


def extract(page: Page) -> Iterator[Draft]:
    for sentence in page.sentences:
        if sentence.origin == "table":
            continue
        yield from _attended(page, sentence)
        for pattern in (_MILITARY_TRAINING, _TRAINED_PLACE):
            for match in pattern.finditer(sentence.text):
                who = agent(page, sentence, match.start())
                if who is not None:
                    value = (match["the"] or "") + match["s"]
                    yield Draft("education", value.removeprefix("the "), sentence.span(match.start(), match.end()), "education.training", who, qualifiers=(("kind", "trained"),), score=0.85)


def _attended(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _ATTEND.finditer(text):
        school = _school(match["s"])
        if school is None:
            continue
        verb = match["v"]
        if re.match(r"(?:went|returned|transferred)\sto", verb) and not re.search(r"\b(?:School|College|University|Academy)\b", school):
            continue
        if re.match(r"returned|taught|lectured", verb):
            continue
        who = agent(page, sentence, match.start())
        if who is None and re.match(r"\s*(?:After|Upon|Following|Before|While|Having)\b", text) and match.start() < text.find(","):
            actor = subject_after(page, sentence, match.start())
            who = actor.who if actor else None
        if who is None:
            continue
        degree = _DEGREE.search(match["deg"] or verb)
        kind = "graduated" if _GRADUATE.search(verb) or degree else "trained" if _TRAIN.search(verb + " " + school) else "studied"
        qualifiers = [("kind", kind)]
        if degree:
            qualifiers.append(("degree", degree["d"].strip()))
            if degree["sub"]:
                qualifiers.append(("subject", degree["sub"].strip()))
        start = match.start("s")
        end = start + len(school)
        yield Draft("education", school, sentence.span(match.start(), end), "education.attended", who, qualifiers=tuple(qualifiers), score=0.9)
        # "graduated from Northeast High School and attended …" is two verbs; "at Harvard and Yale" two schools of one.
        more = re.match(rf",?\s(?:and|then)\s(?:at\s|the\s|later\s){{0,2}}(?P<s>{_NAMED})", text[end:])
        second = _school(more["s"]) if more else None
        if more and second and not re.match(r"[A-Z][a-z]+\s(?:was|is|served|became)\b", text[end + more.start("s") :]):
            at = end + more.start("s")
            yield Draft("education", second, sentence.span(match.start(), at + len(second)), "education.attended", who, qualifiers=tuple(qualifiers), score=0.85)


def _school(words: str) -> str | None:
    """The school's own name: cut behind its head noun and the "of …" that belongs to it; None where there is no head noun."""
    if not _HEAD.search(words):
        return None
    words = re.split(r"\s(?:in|at)\s(?:the\s)?(?=[A-Z])(?!.*(?:School|College|Academy|Institute|University))", words)[0]
    words = re.split(r"\sand\s(?=[A-Z][a-z]+(?:\s|$))(?!.*\b(?:School|College|Academy|Institute|University|Staff|Mechanical|Technology|Arts)\b)", words)[0]
    return words.strip(" ,.") or None

