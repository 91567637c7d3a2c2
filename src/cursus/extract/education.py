"""Schools attended, degrees, military training, from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from cursus.claim import Date
from cursus.extract.actors import subject_after, verb_agent
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.places import find_place
from cursus.tables import rows
from cursus.text.tokens import first_pieces, words_of

_W = r"(?:[A-ZÀ-Þ][\w’'.&-]*)"
_SMALL = r"(?:\s(?:of|the|for|and|at|in|on|de|la|del|des|du|d['’]|der|für)){1,3}\s"
_VERB = (
    r"attend(?:ed|ing)?|enter(?:ed|ing)|enroll?ed\s(?:in|at)|matriculated\s(?:at|in)|graduated?(?:\s[\w ,-]{1,60}?)??\sfrom|"
    r"graduated(?:\s[\w -]{1,40}?)??\sat|graduating(?:\s[\w -]{1,60}?)??\sfrom|graduate\sof|graduation\sfrom|"
    r"alumn(?:us|a)\sof|studied(?:\s[\w ]{1,40}?)?\sat|studying(?:\s[\w ]{1,40}?)?\sat|"
    r"educated(?:\sprivately|\sfirst)?(?:\sat|\sin)|schooled\sat|(?:accepted|admitted|appointed)\s(?:in|to|into|at)|"
    r"(?:received|gained|won|secured|obtained|earned)\s(?:an?\s)?(?:appointment|admission)\s(?:to|at)|"
    r"transferred\sto|completed|trained\sat|(?:went|returned|sent)\sto|sworn\sin\sas\sa|commission(?:ed)?\sthrough|"
    r"(?:received|underwent|undertook)\s(?:[\w -]{1,30}\s)?(?:training|education|schooling)\sat"
)
_DEGREE_VERB = "got|receive|earn|obtain|received|earned|obtained|holds|held|has|completed|took|gained|awarded|with|including|earning|receiving"
_DEGREE_VERBS = re.compile(rf"(?:{_DEGREE_VERB})\b")
_PLACE_OF_STUDY = re.compile(
    r"\b(?P<v>studied(?:\s(?!at\b|under\b|with\b)[\w ]{1,30}?)?|(?:was\s|were\s)?educated|"
    r"receiv(?:ed?|ing)\s(?:his|her|their|an?|some|further|additional|advanced|extensive|military|officer|flight|pilot|basic|guerrilla|"
    r"speciali[sz]ed|specialist|staff|the)\s?[\w -]{0,40}?(?:education|schooling|training|instruction)|"
    r"under(?:went|go|going)\s[\w -]{0,30}?training|(?:was|were)\s(?:\w+ly\s)?trained(?:\sby\s(?:the\s)?[A-Z]\w+)?|trained|"
    r"did\s(?:his|her)\s(?:\w+\s)?training)\s(?=in\b|at\b)"
)
_BARE = re.compile(
    r"\bgraduat(?:ed|ing)\s(?=(?:in|with|on|at the|first|second|last|near|summa|magna|cum|as|early|number|\d|[a-z]+th\b|third|"
    r"fifth|and)\b)"
)
_GRADUATE = re.compile(r"graduat|alumn|degree|diploma|completed", re.IGNORECASE)
_TRAIN = re.compile(r"train|commission", re.IGNORECASE)
_NOT_SCHOOL = re.compile(
    r"\b(?:Hospital|Army|Navy|Corps|Regiment|War|House|Congress|Party|Church|Board|Department|Committee|Conference|Press|"
    r"Library|Museum)$"
)
# Somebody who taught or visited there did not study there by that.
_STAFF = re.compile(
    r"\b(?:taught|teaching|professor|instructor|lectured|lecturer|superintendent|commandant|president|dean|teacher|coach|"
    r"faculty|visited|founded|established|spoke|speech)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:went|returned|sent|appointed|transferred|sworn|commission|completed|entered)")
_DEGREE = re.compile(
    r"\b(?P<d>(?:B\.?A|B\.?S|B\.?Sc|M\.?A|M\.?S|M\.?Sc|J\.?D|LL\.?[BM]|M\.?B\.?A|Ph\.?D|M\.?D|M\.?P\.?[AHP]|M\.?Ed|M\.?Phil|D\.?Phil|Ed\.?D|M\.?Eng|B\.?Eng|LL\.?D|A\.?[BM]|B\.?B\.?A|M\.?P\.?A)\b\.?|"
    r"(?:[Bb]achelor|[Mm]aster|[Dd]octor|[Aa]ssociate)(?:['’]?s)?(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:\sdegrees?)?|"
    r"[Dd]octorate|(?:law|engineering|medical|history|science|bachelor's|master's)\sdegrees?|diploma|degrees?)(?![\w])"
    r"(?:\s+in\s+(?P<sub>[a-zA-Z][\w ]{2,40}?)(?=\s(?:from|at|in|and)\b|$|,))?"
)


def _either(kind: str) -> str:
    words = sorted((row[0] for row in rows("schools") if row[1] == kind), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


@cache
def _named() -> str:
    """A school's name: capitalised words, small words between them, a campus behind a comma."""
    return rf"{_W}(?:(?:{_SMALL}|\s|,\s(?=(?:{_either('campus')})\b)){_W}){{0,9}}"


@cache
def _school_words() -> str:
    """ "the University of Oregon", "law school", "a small school in Laclede", "the Intelligence course at Fort Holabird"."""
    common = (
        r"(?:(?!(?:went|to|then|and|at|in|of|from|for|his|her|the|an?|where|who|which|he|she|they|was|were|played|had)\b)[A-Za-z-]+\s){0,3}?"
        r"(?:school|academy|college|university|seminary|gymnasium|[Cc]ourse)"
        rf"(?:\s(?:in|at|of|for)\s(?:the\s)?{_named()})?"
    )
    return (
        rf"(?P<the>(?:both\s)?(?:the|a|an|his|her)\s)?(?P<s>{_named()}(?:\scourse\sat\s(?:the\s)?{_named()})?|{common})"
    )


@cache
def _attend() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<v>{_VERB})\s+{_school_words()}")


@cache
def _more_schools() -> re.Pattern[str]:
    """A further school of the same verb: ", Maryland, and the …", ", Mortar School"."""
    bare = _school_words().replace("?P<the>", "").replace("?P<s>", "?P<s2>")
    return re.compile(
        r"(?:(?:\s(?:in|at)\s[A-Z][\w’. -]{2,40}?)?(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?)?(?:\sin\s(?:[A-Z]\w+\s)?\d{4})?,?\s(?:(?:and|then)\s(?:then\s|later\s)?(?:(?:at|from)\s)?)"
        rf"{_school_words()}|,\s{bare}"
    )


@cache
def _degree_from() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?P<v>{_DEGREE_VERB})\s|(?P<c>,\s(?:and\s)?|\sand\s))"
        r"(?P<deg>(?:an?\s|his\s|her\s|the\s|two\s)?(?:[\w.’'-]+\s(?:of\s|in\s|and\s)?){0,9}?)(?:from|at)\s(?P<the>the\s)?"
        rf"(?P<s>{_named()})"
    )


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_either('school')}|{_either('training')}|school|academy|college|university|seminary|gymnasium)\b"
    )


@cache
def _training() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either('training')})\b")


@dataclass(frozen=True, slots=True)
class _School:
    """``text`` is the school's own name, ``length`` how many characters of the matched words it takes."""

    text: str
    length: int
    training: bool


@cache
def _head_starts() -> frozenset[str]:
    heads = [row[0] for row in rows("schools") if row[1] in ("school", "training")]
    return first_pieces(heads) | frozenset(
        ("school", "academy", "college", "university", "seminary", "gymnasium", "course")
    )


_STUDIES = frozenset(["studied", "educated", "education", "schooling", "training", "instruction", "trained"])


def extract(page: Page) -> Iterator[Draft]:
    last: tuple[int, str] | None = None
    for sentence in page.sentences:
        if sentence.origin == "table":
            continue
        words = words_of(sentence.text)
        found = []
        if not words.isdisjoint(_head_starts()):
            found = [*_attended(page, sentence), *_degrees(page, sentence), *_graduate(page, sentence)]
            yield from found
            yield from _earned_there(page, sentence, found)
        if not words.isdisjoint(_STUDIES):
            yield from _placed(page, sentence)
        own = [d.text for d in found if _heads().search(d.text)]
        earlier = last[1] if last is not None and last[0] == sentence.block else None
        if "graduated" in words or "graduating" in words:
            yield from _bare(page, sentence, found, earlier)
        if own:
            last = (sentence.block, own[-1])


def _draft(
    page: Page,
    sentence: Sentence,
    who: Who,
    school: str,
    start: int,
    end: int,
    kind: str,
    rule: str,
    degree: str = "",
    subject: str = "",
    steps: tuple[str, ...] = (),
    date: Date | None = None,
) -> Draft:
    qualifiers = (("kind", kind), ("degree", degree), ("subject", subject))
    return Draft(
        "education",
        school,
        sentence.span(start, end),
        rule,
        who,
        qualifiers=tuple((k, v) for k, v in qualifiers if v),
        date=date or AUTO,
        steps=steps,
    )


def _agent(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whose schooling a verb tells; an opening "Upon graduation from" is its sentence's subject's."""
    text = sentence.text
    who = verb_agent(page, sentence, at)
    if (
        who is None
        and re.match(r"\s*(?:After|Upon|Following|Before|While|Having|Since|Once|On|A|An)\b", text)
        and at < text.find(",")
    ):
        actor = subject_after(page, sentence, at)
        return actor.who if actor else None
    joined = re.search(r"\b(?:is|was)\san?\s[^.;]{2,80}?,\s(?:and\s)?(?:an?\s)$", text[:at]) if who is None else None
    if joined is not None:  # "is a lawyer, a graduate of …"
        return verb_agent(page, sentence, joined.start())
    if who is None and re.search(r"\b(?:as|is|was|a|an|the)\s(?:\d{4}\s)?$", text[:at]):  # "is a graduate of"
        lead = re.search(r"\b(?:as|is|was)\s(?:an?\s|the\s)?(?:\d{4}\s)?$", text[:at])
        return verb_agent(page, sentence, lead.start()) if lead else None
    return who


def _attended(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _attend().finditer(text):
        verb = match["v"]
        school = _school(match["s"])
        if school is None or _STAFF.search(text[: match.start()]):
            continue
        if _VAGUE.match(verb) and not _heads().search(school.text):
            continue
        if verb.startswith("returned") or (
            verb.startswith(("appointed", "sent")) and "cademy" not in school.text and "West Point" not in school.text
        ):
            continue
        who = _agent(page, sentence, match.start())
        if who is None:
            continue
        start = match.start("s")
        end = start + school.length
        degree = (
            _DEGREE.search(text[end : end + 110]) if re.match(r",?\s(?:with|receiving|earning)\b", text[end:]) else None
        )
        degree = degree or _DEGREE.search(verb)
        kind = (
            "graduated"
            if _GRADUATE.search(verb) or degree
            else "trained"
            if school.training or _TRAIN.search(verb)
            else "studied"
        )
        draft = _draft(
            page,
            sentence,
            who,
            school.text,
            match.start(),
            end,
            kind,
            "education.attended",
            degree["d"].strip() if degree else "",
            (degree["sub"] or "").strip() if degree else "",
        )
        yield _undated(sentence, draft) if verb.startswith(("graduate ", "alumn")) else draft
        # "at Harvard and Yale", "the Intelligence course at Fort Holabird and the … Course at the Presidio": schools of one verb.
        yield from _more(page, sentence, who, match.start(), end, kind)


def _undated(sentence: Sentence, draft: Draft) -> Draft:
    """ "A graduate of Sandhurst, Kell fought in 1900": being a graduate has no date but one right beside it."""
    near = any(draft.quote.start - 6 <= d.start <= draft.quote.end + 5 for d in sentence.dates)
    return draft if near else replace(draft, date=None)


def _more(page: Page, sentence: Sentence, who: Who, start: int, end: int, kind: str) -> Iterator[Draft]:
    text = sentence.text
    for _ in range(4):
        more = _more_schools().match(text, end)
        words = (more["s"] or more["s2"]) if more else ""
        school = _school(words) if words else None
        if more is None or school is None or re.match(r"\s(?:was|is|served|became)\b", text[more.end() :]):
            return
        at = more.start("s") if more["s"] else more.start("s2")
        # With a date of the first school between, the words of the further one are its own only.
        own = any(end <= d.start - sentence.start < at for d in sentence.dates)
        yield _draft(
            page, sentence, who, school.text, at if own else start, at + school.length, kind, "education.attended"
        )
        end = at + school.length


_GRADUATE_OF = r"\b(?:is|was)\san?\s(?:\d{4}\s)?(?P<s>%s)\sgraduate\b"


@cache
def _graduates() -> re.Pattern[str]:
    return re.compile(_GRADUATE_OF % _named())


def _graduate(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "is a Jenks High School graduate"."""
    if " graduate" not in sentence.text:
        return
    for match in _graduates().finditer(sentence.text):
        school, who = _school(match["s"]), _agent(page, sentence, match.start())
        if school is not None and who is not None and school.length == len(match["s"]):
            draft = _draft(
                page, sentence, who, school.text, match.start(), match.end(), "graduated", "education.graduate"
            )
            yield _undated(sentence, draft)


# "attended the University of Ohio, where he earned a Bachelor of Arts in 1880 and an MBA in 1886"
_WHERE_EARNED = re.compile(
    r",?\swhere\s(?:he|she)\s(?:\w+ly\s|also\s|later\s)?(?:earned|received|obtained|completed|took|was\sawarded|gained|graduated\swith)\s(?:both\s)?(?:an?\s|his\s|her\s)?"
)
_ANOTHER = re.compile(r"(?:,|\sin\s\d{4},?|\sdegree)?\s(?:and|then)\s(?:later\s)?(?:an?\s|his\s|her\s)")


def _earned_there(page: Page, sentence: Sentence, found: list[Draft]) -> Iterator[Draft]:
    """Degrees whose school stands before "where he earned"."""
    text = sentence.text
    match = _WHERE_EARNED.search(text)
    if match is None:
        return
    school = next((d for d in reversed(found) if abs(d.quote.end - sentence.start - match.start()) <= 24), None)
    at = match.end()
    while school is not None:
        degree = _DEGREE.match(text, at)
        if degree is None:
            return
        yield _draft(
            page,
            sentence,
            school.who,
            school.text,
            at,
            degree.end("d"),
            "graduated",
            "education.degree",
            degree["d"].strip(),
            (degree["sub"] or "").strip(),
            steps=('school: named before "where"',),
        )
        more = _ANOTHER.search(text, degree.end("d"), degree.end() + 60)
        if more is None:
            return
        at = more.end()


def _degrees(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "earned a degree in geology from the University of Oregon …, an MBA from National University and an MS from …"."""
    text = sentence.text
    who: Who | None = None
    start = -1
    for match in _degree_from().finditer(text):
        degree = _DEGREE.search(match["deg"])
        school = _school(match["s"])
        if degree is None or school is None:
            continue
        verb = _DEGREE_VERBS.match(match["deg"]) if match["c"] else _DEGREE_VERBS.match(match["v"])
        at = match.start("deg") if match["c"] else match.start()
        if verb is not None:
            own = _agent(page, sentence, at)
            if own is not None:
                who, start = own, at
            elif verb.group() not in ("with", "including", "earning", "receiving"):
                who = None
        if who is None:
            continue
        end = match.start("s") + school.length
        if match["c"] and verb is None:
            at += degree.start()  # "…, San Bernardino in 1996 and a master's from …"
        yield _draft(
            page,
            sentence,
            who,
            school.text,
            at if match["c"] else start,
            end,
            "graduated",
            "education.degree",
            degree["d"].strip(),
            (degree["sub"] or "").strip(),
        )
        if degree["d"].rstrip(".").endswith("s"):  # "masters degrees from the University of Phoenix and the …"
            yield from _more(page, sentence, who, match.start(), end, "graduated")


def _placed(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "received military training in the Soviet Union", "studied French in Paris": where, and what."""
    text = sentence.text
    for match in _PLACE_OF_STUDY.finditer(text):
        place = find_place(text, match.end() - 1, min(match.end() + 5, len(text)))
        if place is None or _school(place.text) is not None:
            continue
        who = _agent(page, sentence, match.start())
        if who is None:
            continue
        kind = "trained" if _TRAIN.search(match["v"]) else "studied"
        subject = re.match(r"studied\s(?P<sub>[\w ]+)", match["v"])
        yield _draft(
            page,
            sentence,
            who,
            place.text,
            match.start(),
            place.end,
            kind,
            "education.place",
            subject=subject["sub"].strip() if subject else "",
        )


def _bare(page: Page, sentence: Sentence, found: list[Draft], earlier: str | None) -> Iterator[Draft]:
    """ "He graduated in 1959": from the school that the same sentence, or the one before in its paragraph, has named."""
    for match in _BARE.finditer(sentence.text):
        own = [d for d in found if d.quote.end <= sentence.start + match.start()]
        school = own[-1].text if own else earlier
        if school is None or re.search(r"\bfrom\s(?:the\s)?[A-Za-z]+", sentence.text[match.end() : match.end() + 70]):
            continue
        who = _agent(page, sentence, match.start())
        if who is None:
            continue
        date = next((d for d in sentence.dates if 0 <= d.start - sentence.start - match.end() <= 60), None)
        end = date.end - sentence.start if date else match.end() - 1
        where = "the same sentence" if own else "the sentence before"
        yield _draft(
            page,
            sentence,
            who,
            school,
            match.start(),
            end,
            "graduated",
            "education.graduated",
            steps=(f"school: named in {where}",),
            date=date.date if date else None,
        )


_BOTH = re.compile(r",?\sand\s(?:the\s)?(?=[A-Z])")
_SMALL_HEAD = re.compile(
    r"(?:(?:small|same|local|public|private|common|elementary|grade)\s){0,2}(?:school|college|university|[a-z ]*course)"
)


def _school(words: str) -> _School | None:
    """The school's own name: cut behind its head noun and the "of …" that belongs to it; None without a head noun."""
    if not _heads().search(words) or _NOT_SCHOOL.search(words) or _SMALL_HEAD.fullmatch(words):
        return None
    name = words
    if name[0].isupper() and "ourse" not in name:
        place = re.search(r"\s(?:in|at)\s(?:the\s)?(?=[A-Z])", name)
        if place is not None and _heads().search(name[: place.start()]) and not _heads().search(name[place.end() :]):
            name = name[: place.start()]
    for both in _BOTH.finditer(name) if "ourse" not in name else ():
        # "Westminster School and Trinity College" are two, "Command and General Staff College" is one.
        tail = name[both.end() :]
        if _heads().search(name[: both.start()]) and (_heads().search(tail) or len(tail.split()) == 1):
            name = name[: both.start()]
            break
    name = name.strip(" ,.")
    if not name or not _heads().search(name):
        return None
    return _School(name, len(name), _training().search(name) is not None)
