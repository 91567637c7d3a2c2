"""Family from prose: whose child, spouse, parent, brother. The relative's own rank or death is the relative's claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from cursus.claim import Date
from cursus.extract.actors import actors, agent, resolve, subject_before
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.kin import ADJECTIVES, INVERSE, is_owner, kin_starts, kinds, plurals, possessed, words
from cursus.extract.people import UPPER, is_opening
from cursus.tables import rows
from cursus.text.countries import demonyms
from cursus.text.dates.words import MONTHS
from cursus.text.tokens import words_of

_LOWER_RANK = (
    r"(?:(?:lieutenant|major|brigadier)\s)?(?:general|colonel|major|captain|lieutenant|sergeant|admiral|commander)"
)
# Between the kin word and the name: ", ", " was ", ", whom he married in 1894, was ", " and biographer ("
_TO_NAME = re.compile(
    r"(?:\s+and\s+[a-z]+)?(?:,\s+wh(?:om?|ose)\s[^,;.]{3,60},\s+(?:was|is)\s+|(?:,|\s+named|\s+called)?\s+|"
    r",?\s+(?:was|is|were)\s+"
    r"(?:named\s+|called\s+|also\s+)?|:\s+|\s*\(\s*)(?:the\s+)?(?:late\s+|future\s+|then\s+|fellow\s+)?"
    rf"(?=[A-Z\"]|{_LOWER_RANK}\s[A-Z])"
)
_NOUNS = r"(?:(?:[a-z]+(?:-[a-z]+)?|(?:[A-Z]\w+\s)?[A-Z][\w.]+(?=\s[a-z])|U\.S\.|[A-Z][a-z]+(?=\s(?:Army|Navy)))\s+(?:and\s+)?){0,6}"
_TRADE = r"(?:(?:the\s)?(?:late\s|future\s|wealthy\s|prominent\s)?(?:farmers?|merchant|businessman|planter|lawyer|judge|immigrants)\s)?"
_CHILD_OF = re.compile(
    r"\b(?:(?:son|daughter|child)\s+(?:born\s+)?(?:of|to)|born\s(?:(?:in|on|at)\s[^.;()]{2,140}\s|(?:[A-Z][\w’-]+\s){1,4})?to(?:\sparents)?|born,\sthe\s[^.;()]{3,50},\sto|"
    r"children\s+(?:born\s+)?(?:to|of))"
    rf"\s+(?:the\sparents\s)?{_TRADE}(?=[A-Z\"]|{_LOWER_RANK}\s[A-Z])"
)
_MARRIED = re.compile(
    r"\b(?:married(?!\s+name)(?:\s+to)?|remarried(?:,?\s+to)?|wed|wedded|eloped\s+with|got\s+engaged\s+to)\s+"
    r"(?:his\s+(?:\w+\s){0,3}(?:cousin|sweetheart|love|friend|wife|fiancée|girlfriend|secretary|nurse|niece),?\s+)?"
    r"(?P<kin>(?:[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){0,4}['’]s\s(?:\w+\s)?daughter),?\s+)?(?=[A-Z\"])"
)
_DAUGHTER = re.compile(
    r"\b(?:married(?:\s+to)?|wed)\s+(?P<v>(?:the|a)\s(?:\w+\s)?(?:daughter|sister|widow|niece|"
    r"granddaughter)\s+of\s+)(?P<m>[^,;.()]{0,60}?)(?=[A-Z])"
)
_HAD = re.compile(
    r"\b(?:had|have|has|with|raised|were|are)\s+(?:[\w-]+\s){0,5}?(?P<kin>sons?|daughters?|children|child)\b"
    r"(?P<gap>(?:\s(?:together|with\s\w+))?\s*(?:[:;,–—-]|\(|named|called|including)\s*)"
    r"(?:(?:(?:a|one|two|three|four|five)\s)?(?:sons?|daughters?|children),?\s)?(?:named\s|called\s)?(?=[A-Z\"])"
)
_LIST_FOLLOWS = re.compile(
    r"\b(?:had|have|has|were|are|by whom|children|issue)\b[^.;]{0,80}\b(?:children|child|sons?|"
    r"daughters?)\b[^.;]{0,40}:$|"
    r"^(?:Their|His|Her)?\s*(?:[Cc]hildren|[Ii]ssue)(?:\s(?:were|are|include[d]?))?:$"
)
_RELATED = re.compile(r"\b(?:is|was)\s+(?:\w+ly\s+)?related\s+to\s+")
_DENIED = re.compile(r"\b(?:is|was)\s+(?:un|not\s+)related\s+to\s+")
_FIRST_NAME = re.compile(
    rf"{UPPER}[\w’-]+(?:'(?!s\b)[^\W\d_]\w+)?(?:\s(?:(?:de|von|van|al|el)\s|(?:[aeou][ln])-){UPPER}\w+)?"
)
_AND = re.compile(r"(?:\s*\([^()]{0,80}\))?(?:,?\s+(?:and|&)\s+|\s*[,;]\s+)(?:(?:of|his wife|her husband),?\s+)?")
_ASIDE = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?(?:[—–][^.;—–]{0,200}[—–]|,\s[a-z][^.;]{0,120}?,|\([^()]{0,80}\))?\s*,?\s+and\s+(?:his\swife,?\s+)?"
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A relative's name: ``text`` as the value, ``start``..``end`` in the sentence."""

    text: str
    start: int
    end: int
    steps: tuple[str, ...] = ()


@cache
def _is_kin() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:is|was|being)\s+(?:also\s+)?(?:the|an?)|,\s+(?:the\s|"
        rf"an?\s)?)\s*{ADJECTIVES}(?P<kin>{words()})\s+of\s+"
        rf"(?:the\s+)?{_NOUNS}(?=[A-Z])"
    )


_FAMILY = frozenset(
    [
        "son",
        "sons",
        "daughter",
        "daughters",
        "child",
        "children",
        "born",
        "married",
        "remarried",
        "wed",
        "wedded",
        "eloped",
        "engaged",
        "issue",
        "whom",
        "related",
        "unrelated",
        "widow",
        "sister",
        "niece",
        "granddaughter",
    ]
)


def extract(page: Page) -> Iterator[Draft]:
    for index, sentence in enumerate(page.sentences):
        if sentence.origin == "table":
            continue
        text, said = sentence.text, words_of(sentence.text)
        if not said.isdisjoint(kin_starts()):
            for match in possessed().finditer(text):
                yield from _possessed(page, sentence, match)
            for match in _is_kin().finditer(text):
                yield from _kin_of(page, sentence, match)
        if said.isdisjoint(_FAMILY):
            continue
        for match in _CHILD_OF.finditer(text):
            yield from _child_of(page, sentence, match)
        for match in _MARRIED.finditer(text):
            yield from _married(page, sentence, match)
        for match in _DAUGHTER.finditer(text):
            yield from _married_daughter(page, sentence, match)
        for match in _TWO_MARRIED.finditer(text):
            yield from _two_married(page, sentence, match)
        for match in _HAD.finditer(text):
            yield from _had(page, sentence, match)
        for pattern, stance in ((_RELATED, "asserted"), (_DENIED, "denied")):
            for match in pattern.finditer(text):
                yield from _related(page, sentence, match, stance)
        if _LIST_FOLLOWS.search(text):
            yield from _listed(page, index)


# names
# ---------------------------------------------------------------------------------------------------------------------
def _name_at(page: Page, sentence: Sentence, at: int, single: bool) -> _Name | None:
    """The name that begins at an offset. A single word counts only where the words before it make it a person."""
    text = sentence.text
    mention = next((m for m in page.mentions(sentence) if at <= m.name_start and is_opening(text[at : m.start])), None)
    if mention is not None:
        if text.startswith(("'s", "’s"), mention.end):
            return None
        # "Colonel Versace" and "Lady Randolph Churchill" say with the title who is meant.
        titled = mention.titles and (len(mention.name.split()) == 1 or mention.titles[-1].rstrip(".") in _TELLING)
        start = mention.start if titled else mention.name_start
        maiden = _MAIDEN.match(text, mention.end)
        end = maiden.end() if maiden else mention.end
        return _Name(text[start:end].strip(' ,"'), at, end)
    if not single:
        return None
    match = _FIRST_NAME.match(text, at)
    if match is None or text.startswith(("'s", "’s"), match.end()) or match.group() in _NO_NAMES:
        return None
    maiden = _MAIDEN.match(text, match.end())
    if maiden is not None:
        return _Name(text[at : maiden.end()], at, maiden.end())
    # "Army", "University": a capitalised thing, not somebody.
    following = re.match(rf"\s{UPPER}", text[match.end() :])
    return None if following and len(match.group().split()) == 1 else _Name(match.group(), at, match.end())


# "Abigail (Harris) Johnston": a maiden name between forename and surname.
_MAIDEN = re.compile(rf"\s\((?:née\s)?{UPPER}[\w’-]+\)\s{UPPER}[\w’-]+")
_TELLING = frozenset(("Lady", "Mrs", "Princess", "Queen", "Dame", "Countess", "Duchess"))
_NO_NAMES = frozenset(
    (*MONTHS, "He", "She", "They", "The", "In", "On", "At", "After", "When", "His", "Her", "This", "It")
)


def _names(page: Page, sentence: Sentence, at: int, single: bool, many: bool) -> list[_Name]:
    """The name at an offset, or with ``many`` the list that begins there: "Stephen, Richard (…), Michael and Trilby
    Versace".

    Forenames before a last full name share its surname.
    """
    out: list[_Name] = []
    while len(out) < 15:
        name = _name_at(page, sentence, at, single)
        if name is None:
            break
        out.append(name)
        step = _AND.match(sentence.text, name.end) if many else None
        if step is None:
            break
        at = step.end()
    if len(out) > 1 and len(out[-1].text.split()) > 1 and all(len(n.text.split()) == 1 for n in out[:-1]):
        family = out[-1].text.split()[-1]
        out[:-1] = [
            _Name(f"{n.text} {family}", n.start, n.end, (f"shared surname: {n.text} -> {n.text} {family}",))
            for n in out[:-1]
        ]
    return out


# drafts
# --------------------------------------------------------------------------------------------------------------------
def _relative(
    page: Page, sentence: Sentence, who: Who, name: _Name, kind: str, start: int, rule: str, stance: str = "auto"
) -> Iterator[Draft]:
    value = name.text.strip(' ,"')
    value = value if value.endswith(("Jr.", "Sr.")) else value.rstrip(".")
    # The subject is nobody's relative in his own claim; a parent may bear the same name.
    if len(value) < 2 or (who.subject and kind != "parent" and page.is_subject(value)) or value == who.name:
        return
    yield Draft(
        "relative",
        value,
        sentence.span(start, name.end),
        rule,
        who,
        qualifiers=(("kind", kind),),
        fact=sentence.span(name.start, name.end),
        date=_wedding(sentence, name.end) if kind == "spouse" else None,
        stance=stance,
        steps=name.steps,
    )


def _wedding(sentence: Sentence, end: int) -> Date | None:
    """The date that follows a wedding closely, or opens its sentence."""
    text = sentence.text
    if not re.search(r"\b(?:marr|wed)", text):
        return None
    named = end
    life = re.match(r"\s?\([^()]{0,60}\)", text[end:])  # "Anna Huber (1805–1880) in 1830"
    end += life.end() if life and not re.search(r"\bm\.|married", life.group()) else 0
    near = [d for d in sentence.dates if 0 <= d.start - sentence.start - end <= 20]
    if near and not re.search(r"\(|\b(?:born|died)\b", text[end : near[0].start - sentence.start]):
        return near[0].date
    before = [d for d in sentence.dates if d.end - sentence.start <= named]
    if before and not re.search(r"\b(?:born|died|until)\b", text[: before[-1].start - sentence.start]):
        opening = before[0]
        return opening.date if opening.start - sentence.start < 45 or "married" in text[:end] else None
    return None


def _possessed(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "his father, Colonel Abbas Ali", "John's brother James", "Reza Shah's first wife, …, was Maryam Khanum"."""
    kin = match["kin"].lower()
    who = _owner(page, sentence, match)
    link = _TO_NAME.match(sentence.text, match.end())
    if who is None or link is None:
        return
    many = kin in plurals()
    found = _names(page, sentence, link.end(), single=True, many=many)
    if many and found and link.group().strip() == "," and not _ENDS.match(sentence.text, found[-1].end):
        return  # "next to his parents, Admiral Dalby had the greatest influence"
    for name in found:
        after = sentence.text[name.end :]
        # "his wife Mary was born in Paris" gives a name, "his wife, Epirote princess" and "his son was Captain of" do
        # not.
        if not many and link.group().strip() and len(name.text.split()) == 1 and not _ENDS.match(after):
            return
        # "His wife was Catholic" says what she was.
        if re.search(r"\b(?:was|is|were)\s", link.group()) and _is_quality(name.text):
            return
        # "two sons by his first wife, Xanthippus and Paralus": the names are the sons'.
        if not many and link.group().strip() == "," and re.match(rf"\s+and\s+{UPPER}[\w’-]+(?:[,.;]|$)", after):
            return
        # That he had a son is taken for granted, whatever the clause goes on to deny or to plan.
        stance = "reported" if sentence.quoted else "asserted"
        yield from _relative(page, sentence, who, name, kinds()[kin], match.start(), "relative.possessed", stance)


def _is_quality(word: str) -> bool:
    return word.casefold() in demonyms() or any(word == row[1] for row in rows("beliefs"))


_ENDS = re.compile(r"[,.;()]|$|\s(?:and|who)\b")


def _owner(page: Page, sentence: Sentence, match: re.Match[str]) -> Who | None:
    """Whose relative "his" or "John's" speaks of: "his" is the subject's unless somebody else is named first."""
    joined = _JOINED_BEFORE.search(sentence.text, 0, match.start()) if match["pron"] else None
    if joined is not None and not page.is_subject(joined["n"]):
        return None  # "born to Osman and his wife": the wife of whom is named right before
    if match["pron"] and _another_opens(page, sentence, match.start()):
        return None
    if is_owner(page, match):
        if match["pron"] and any(
            m.end < match.start() and not resolve(page, m).subject for m in page.mentions(sentence)
        ):
            actor = subject_before(page, sentence, match.start())
            return page.subject if actor is not None and actor.who == page.subject else None
        if match["pron"] and match.start() < 3 and _of_another(page, sentence):
            return None
        return page.subject
    if match["pron"]:
        return _woman_before(page, sentence, match.start()) if not page.female else None
    return page.known(match["poss"])


_DOES = re.compile(r"\s(?:was|had|became|met|went|came|[a-z]+ed)\b")


def _another_opens(page: Page, sentence: Sentence, at: int) -> bool:
    """ "Roy received his degree in Zurich, where he met his wife": whoever opens the sentence by a name of his own has the wife."""
    first = next(iter(actors(page, sentence)), None)
    return (
        first is not None
        and first.start == 0
        and first.end < at
        and first.who is None
        and not first.pronoun
        and not first.kin
        and re.fullmatch(rf"{UPPER}[^\W\d_]+", sentence.text[: first.end]) is not None
        and first.end > 1
        and _DOES.match(sentence.text, first.end) is not None
    )


_JOINED_BEFORE = re.compile(rf"\b(?:of|to)\s(?P<n>{UPPER}[\w’-]+(?:\s{UPPER}[\w’-]+){{0,3}})\sand\s$")
_SPOKEN_OF = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)


def _of_another(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence before speaks of somebody else only: "Severus closed the tomb. His son …"."""
    previous = page.sentence_at(sentence.start - 2)
    if previous is None or previous.block != sentence.block or _SPOKEN_OF.search(previous.text):
        return False
    told = [actor.who for actor in actors(page, previous) if actor.who is not None]
    return bool(told) and page.subject not in told


def _woman_before(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whom "her" means right behind a name: "Marie Teresa Rios Versace and her husband"."""
    for mention in page.mentions(sentence):
        if mention.end <= at and sentence.text[mention.end : at].strip() in ("and", ",", "with", "and with"):
            return page.known(mention.name) or Who(mention.name)
    return None


def _child_of(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "son of X and Y", "born to X (1917–1999) — the author of … — and Colonel Y"."""
    child = _child(page, sentence, match)
    if child is None:
        return
    first = _name_at(page, sentence, match.end(), single=True)
    if first is None:
        return
    names = [first]
    step = _ASIDE.match(sentence.text, first.end)
    second = _name_at(page, sentence, step.end(), single=True) if step else None
    if second is not None and " " not in second.text and (step is None or "wife" not in step.group()):
        second = None
    if second is not None:
        names.append(second)
        if len([w for w in first.text.split() if not w.endswith(".")]) == 1:
            full = f"{first.text} {second.text.split()[-1]}"
            names[0] = _Name(full, first.start, first.end, (f"shared surname: {first.text} -> {full}",))
    elif len(first.text.split()) == 1 and not step:
        return
    for name in names:
        yield from _relative(page, sentence, child, name, "parent", match.start(), "relative.child-of")


def _child(page: Page, sentence: Sentence, match: re.Match[str]) -> Who | None:
    """Whose parents follow."""
    text = sentence.text
    before = text[: match.start()]
    if match.group().startswith("daughter" if not page.female else "son"):
        return None
    if re.search(r"\b(?:his|her|their|a|an)\s(?:\w+\s){0,3}$", before, re.IGNORECASE) and not re.search(
        r"\b(?:was|is|as)\s(?:an?|the)\s(?:\w+\s){0,3}$|^(?:A|An)\s", before
    ):
        return None  # "married a daughter of X", "with his daughter of"
    opening = re.fullmatch(r"(?:(?:The|A|An)\s)?(?:\w+\s){0,4}", before)
    if opening and (text.startswith(("Born", "The", "A ", "Son", "Daughter")) or page.opening is sentence):
        return page.subject
    # "was born in Washington, Kentucky, the youngest son of": said of whom the clause before the comma is about
    apposed = re.search(r",\s(?:the|an?)\s(?:[\w-]+\s){0,3}$", before)
    who = agent(page, sentence, apposed.start() if apposed else match.start())
    if who is not None:
        return who
    if sentence is page.opening:
        return page.subject
    return None


def _married(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    at = match.end()
    if match["kin"] is None and re.match(r"[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){0,4}['’]s\s", sentence.text[at:]):
        return  # "married Thomas Ewing's cousin": somebody else's relative, named later or never
    who = agent(page, sentence, match.start())
    name = _name_at(page, sentence, at, single=True)
    if who is None or name is None or len(name.text) < 3:
        return
    yield from _relative(page, sentence, who, _with_alias(sentence, name), "spouse", match.start(), "relative.married")


# "Nelson and Fanny Nisbet were married", "Taylor met Margaret Smith in early 1810, and they were married"
_TWO_MARRIED = re.compile(
    r"(?:\band\s(?=[A-Z][^,;.()]{2,50}\s(?:were|got)\smarried\b)|\bmet\s(?=[A-Z][^;.()]{2,90}(?:,\sand|,|\sand|;)\s(?:they|the\scouple)\s(?:were\s|got\s|later\s|soon\s){0,2}married\b))"
)


def _two_married(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    text = sentence.text
    if match.group().startswith("met"):
        who = agent(page, sentence, match.start())
    else:
        first = next((a for a in actors(page, sentence) if a.end == match.start() - 1), None)
        who = first.who if first is not None else None
    name = _name_at(page, sentence, match.end(), single=True)
    if who is not None and name is not None and not re.match(r"['’]s\b", text[name.end :]):
        wed = text.find("married", name.end)
        date = next((d.date for d in sentence.dates if 0 <= d.start - sentence.start - wed <= 16), None)
        for draft in _relative(page, sentence, who, name, "spouse", match.start(), "relative.were-married"):
            yield replace(draft, date=date or draft.date)


def _with_alias(sentence: Sentence, name: _Name) -> _Name:
    """A name that goes on behind another form of it in brackets: "Turan (Qamar al Molk) Amir Soleimani"."""
    alias = re.match(
        rf"\s\((?!née|born|m\.)[^()\d]{{2,40}}\)\s{UPPER}[\w’-]+(?:\s{UPPER}[\w’-]+)*", sentence.text[name.end :]
    )
    if alias is None:
        return name
    end = name.end + alias.end()
    return _Name(sentence.text[name.start : end], name.start, end)


def _married_daughter(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "married the daughter of Senator X" names no more of the spouse than that."""
    who = agent(page, sentence, match.start())
    name = _name_at(page, sentence, match.end(), single=False)
    if who is None or name is None:
        return
    start = match.start("v")
    whole = _Name(sentence.text[start : name.end].removeprefix("the ").removeprefix("a "), start, name.end)
    yield from _relative(page, sentence, who, whole, "spouse", match.start(), "relative.married-daughter")


def _kin_of(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "is the father of historian A and of author B", "Henrietta Preston, sister of William Preston"."""
    kin = match["kin"].lower()
    if match.group().startswith(","):
        near = [m for m in page.mentions(sentence) if m.end == match.start()]
        if not near:
            return
        who: Who | None = page.known(near[-1].name) or Who(near[-1].name)
    else:
        who = agent(page, sentence, match.start())
    at = match.end()
    for _ in range(3):
        name = _name_at(page, sentence, at, single=False)
        if who is None or name is None:
            return
        yield from _relative(page, sentence, who, name, INVERSE[kinds()[kin]], match.start(), "relative.is-kin")
        step = re.match(rf",?\s+and\s+(?:of\s+)?(?:the\s+)?{_NOUNS}(?=[A-Z])", sentence.text[name.end :])
        if step is None:
            return
        at = name.end + step.end()


def _had(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "They have three children; Jennifer, Wolfgang, and Konrad"."""
    before = sentence.text[: match.start()]
    who = agent(page, sentence, match.start())
    if who is None and re.search(r"\b(?:[Tt]hey|[Tt]he couple|[Tt]ogether)\s(?:\w+\s)?$", before):
        who = page.subject
    if who is None and re.search(r"\band (?:his|her) (?:\w+\s)?(?:wife|husband)\b", before):
        who = page.subject
    if who is None:
        return
    for name in _names(page, sentence, match.end(), single=True, many=True):
        yield from _relative(page, sentence, who, name, "child", match.start(), "relative.had")


def _related(page: Page, sentence: Sentence, match: re.Match[str], stance: str) -> Iterator[Draft]:
    link = re.match(rf"(?:the\s+)?{_NOUNS}(?=[A-Z])", sentence.text[match.end() :])
    who = agent(page, sentence, match.start())
    name = _name_at(page, sentence, match.end() + link.end(), single=False) if link else None
    if who is not None and name is not None:
        yield from _relative(page, sentence, who, name, "other", match.start(), "relative.related", stance)


def _listed(page: Page, index: int) -> Iterator[Draft]:
    """The items below "by whom he had five children:"; each opens with a child's name."""
    for sentence in page.sentences[index + 1 : index + 21]:
        if sentence.origin != "list":
            return
        name = _name_at(page, sentence, 0, single=True)
        if name is not None and re.match(r"\s*[,(;:–—.]|$|\s(?:was|is|born|b\.)", sentence.text[name.end :]):
            yield from _relative(page, sentence, page.subject, name, "child", 0, "relative.listed")
