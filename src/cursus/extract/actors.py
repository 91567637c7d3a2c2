"""Who acts in a sentence: mentions of people, and the grammatical subject that stands before a verb.

There is no parser here. English biography is plain enough that the subject of a verb is nearly always the last actor
before it that stands where subjects stand: at the start of a sentence or clause, after a comma or a conjunction. Where
something else stands there ("The regiment was …", "His father served …") nobody gets the fact: a missing claim is
better than a wrong one.
"""

from __future__ import annotations

import re

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Who
from cursus.extract.kin import is_owner, kin_of, kin_starts, one_named_kin, possessed
from cursus.extract.people import NAME, UPPER, Actor, Mention, not_people, openers
from cursus.text.names import is_civil_title, read_name
from cursus.text.tokens import words_of

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_COMMON = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]n?|[Ss]ome|[Mm]any|[Mm]ost|[Aa]ll|"
    r"[Bb]oth|"
    r"[Oo]ne|[Tt]wo|[Tt]hree|[Tt]hey|[Ii]t|[Tt]here|[Ww]e|[Ss]everal|[Oo]thers?|[Nn]either|[Ee]ach)\b"
)


# How a lead writes the office that a later mention shortens: "U.S. Representative", then "Rep. Kline".
_IN_FULL = {
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "sen": "senator",
    "gov": "governor",
    "pres": "president",
}
_FEMININE = frozenset(("mrs", "miss", "ms", "lady", "dame", "queen", "princess", "empress", "duchess", "countess"))


def resolve(page: Page, mention: Mention) -> Who:
    """The person a mention means; a name nobody else in the article bears is taken as it stands.

    A surname behind a title that the lead does not give the subject ("Judge Sherman", "Mrs. Sherman") is a relative's.
    """
    title = mention.titles[0].casefold().rstrip(".") if mention.titles else ""
    title = _IN_FULL.get(title, title)
    who = page.known(mention.name)
    foreign = (title in _FEMININE and not page.female) or (
        is_civil_title(title) and not {title, title + "s"} & page.lead_words
    )
    if who is not None and who.subject and title and foreign and len(mention.name.split()) == 1:
        who = None
    if who is not None and not who.subject and title and is_civil_title(title) and len(mention.name.split()) == 1:
        # "President Bush" is nobody whom the article calls Governor Jeb Bush.
        other = re.search(rf"\b([A-Z][\w.]+)\s{re.escape(who.name)}\b", page.text)
        if other is not None and is_civil_title(other.group(1)) and other.group(1).casefold().rstrip(".") != title:
            who = None
    if who is not None:
        return who
    name = read_name(mention.name).full
    return Who(f"{mention.titles[0]} {name}" if title and len(name.split()) == 1 else name)


def actors(page: Page, sentence: Sentence) -> list[Actor]:
    """Everything in a sentence that can be a subject, in order. Things and unnamed people count: they shield names."""
    found = page.actor_memo.get(sentence.start)
    if found is None:
        found = page.actor_memo[sentence.start] = _actors(page, sentence)
    return found


def _actors(page: Page, sentence: Sentence) -> list[Actor]:
    text = sentence.text
    out: list[Actor] = []
    # A month is no actor: "In June 1854, as a major general, he commanded".
    taken = [(d.start - sentence.start, d.end - sentence.start) for d in sentence.dates]
    for mention in page.mentions(sentence):
        owner = _possessive(text, mention.end)
        out.append(Actor(mention.start, mention.end, None if owner else resolve(page, mention)))
        taken.append((mention.start, mention.end))
    for match in NAME.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        words, start = match.group(), match.start()
        first, _, rest = words.partition(" ")
        if first in openers():
            if not rest:
                continue
            words, start = rest.lstrip(), match.end() - len(rest.lstrip())
        bare = words[:-2] if words.endswith(("'s", "’s")) else words
        owner = bare != words or _possessive(text, match.end())
        who = page.known(bare) if len(bare.split()) == 1 and not owner else None
        if who is None and not owner and not _JOINED_KIN.search(text, max(start - 40, 0), start):
            who = one_named_kin(page).get(bare)
        head, _, last = bare.rpartition(" ")
        if head and not owner and any(p in not_people() for p in head.split()) and last in page.subject_forms:
            # "in the Wexford Rising Dalby came back": two names that only stand side by side.
            out.append(Actor(start, start + len(head), None))
            start, who = start + len(head) + 1, page.known(last)
        out.append(Actor(start, match.end(), who))
    for match in possessed().finditer(text) if not words_of(text).isdisjoint(kin_starts()) else ():
        if is_owner(page, match):
            kin = match["kin"].lower()
            # "His son Charles": which son, the name says.
            named = re.match(r",?\s[^\W\d_a-z]", text[match.end() :])
            out.append(Actor(match.start(), match.end(), None if named else kin_of(page).get(kin), kin=kin))
            taken.append(match.span())
    for match in _PRONOUN.finditer(text):
        female = match.group().lower() == "she"
        out.append(Actor(match.start(), match.end(), page.subject if female == page.female else None, True))
    # "The general", "the colonel" mean the subject too often and somebody else too often: nobody gets the fact.
    out.extend(
        Actor(match.start(), match.end(), None)
        for match in _COMMON.finditer(text)
        if not any(a <= match.start() < b for a, b in taken)
    )
    return sorted(out, key=lambda a: (a.start, -a.end))


# "Dalby and his wife, Anna, live in Zurich" is told of Dalby.
_JOINED_KIN = re.compile(r"\band\s(?:his|her)\s(?:\w+\s){0,2}\w+,?\s$")


def _possessive(text: str, end: int) -> bool:
    return text.startswith(("'s", "’s", "' ", "’ "), end)


# What may stand right before a subject: a start, punctuation, a conjunction, or a verb of saying.
_SUBJECT_PLACE = re.compile(
    r"(?:^|[,;:(—–“\"]|\b(?:and|but|while|when|as|after|before|that|which|because|since|although|though|where|until|if|"
    r"then|so|or|than|whom|once|announced|stated|reported|claimed|said|denied))\s*[\"“]?$"
)
_NON_SUBJECT = re.compile(
    r"\b(?:of|by|with|to|for|from|under|in|at|on|into|against|between|among|through|over|near|including|named|"
    r"called|son|"
    r"daughter|brother|sister|wife|husband|like|both|via|upon|succeeded|succeeding|replaced|replacing|defeated|met|"
    r"married|"
    r"joined|told|asked|made|appointed|promoted|sent|named|assigned|gave|saw|led|commanded|relieved|relieving|informed)"
    r"\s+(?:the\s+|then[ -])?$"
)
# "in Alexandria, Virginia": what stands behind the comma is no subject.
_WIDER_PLACE = re.compile(rf"\b(?:in|at|near|of|to|from|outside|for)\s(?:the\s)?(?:{UPPER}[\w.’'-]*\s?){{1,4}},\s$")
_OPENING_PHRASE = re.compile(
    r"(?:Later\s)?(?:[Tt]he\s(?:following|next|same)|[Tt]hat(?:\ssame)?)\s(?:year|month|week|day|night|morning|spring|summer|autumn|fall|winter)\s|"
    r"(?:\w+\s){1,3}(?:years?|months?|weeks?|days?)\s(?:later|afterwards?|earlier)\s|"
    r"(?:[A-Z]\w+ )?(?:(?:[Ii]n|[Oo]n|[Bb]y|[Dd]uring|[Ff]rom|[Ss]ince|[Uu]ntil|[Aa]fter|[Bb]efore|[Ll]ater|"
    r"[Ss]oon|[Aa]t|[Tt]hen|[Ss]hortly|[Aa]round|[Cc]irca|Between|Upon|Following|While|When|With)\b)[^,;]{0,60}?\s"
)
_RELATIVE = re.compile(
    r",?\s+(?:who|and who)\s+"
    r"(?:was\s+|had\s+|then\s+|later\s+|also\s+|would\s+|is\s+|has\s+|were\s+|\w+ly\s+)*$"
)


# "second son of William Pitt and Hester Pitt, was born": the parents stand in apposition to the one who is born.
_SECOND_PARENT = re.compile(
    r"\b(?:son|daughter|child|children)\s(?:born\s)?(?:of|to)\s[^,;.]{2,80}\band\s(?:his\swife,?\s)?$"
)
_CLAUSE_OPENER = re.compile(r"(?:As|When|While|After|Before|Once|Although|Though|Because|Since|Until)\s")


def _after_another(page: Page, sentence: Sentence, pronoun: Actor) -> bool:
    """Whether a pronoun follows an opening clause whose subject is another person: "After Max Reger fell, he …" may
    mean either."""
    first = next(iter(actors(page, sentence)), None)
    return (
        first is not None
        and first.end <= pronoun.start
        and first.who is not None
        and not first.who.subject
        and _CLAUSE_OPENER.fullmatch(sentence.text, 0, first.start) is not None
    )


def subject_before(page: Page, sentence: Sentence, at: int) -> Actor | None:
    """The actor that is the subject of a verb at ``at`` (sentence offset), or None when none stands where subjects
    do."""
    text = sentence.text
    participle = (
        _PARTICIPLE_AT.search(text, max(at - 40, 0), at)
        or (text.startswith(", ", at - 2) and _ING.match(text, at))
        or _AND_AT.search(text, max(at - 40, 0), at)
    )
    inserted = _INSERTED.search(text, max(at - 200, 0), at)
    for actor in reversed(actors(page, sentence)):
        if actor.end > at or (inserted is not None and actor.start > inserted.start()):
            continue
        words = text[actor.start : actor.end]
        if actor.who is None and not actor.kin and not actor.pronoun and actor.end >= at - 1 and words.islower():
            continue  # the article of a noun at this place: "after a promotion to colonel, he …"
        if actor.who is None and words.isupper() and 1 < len(words) <= 5 and text[: actor.start].endswith(", "):
            continue  # letters behind a name: "Nelson, KB (…) was"
        head = text[max(actor.start - 24, 0) : actor.start]
        if _NON_SUBJECT.search(head) or (
            actor.who is None and _WIDER_PLACE.search(text, max(actor.start - 60, 0), actor.start)
        ):
            continue
        if not actor.pronoun and _AND_VERB.fullmatch(text, actor.end, at):
            continue  # "met Grant and Lee and was wounded": the last of several objects
        if actor.who is None and not actor.kin and participle and _joined_object(text, actor, at):
            continue
        if actor.pronoun and _after_another(page, sentence, actor):
            return None
        if _SECOND_PARENT.search(text, max(actor.start - 120, 0), actor.start):
            continue
        if not (
            actor.start == 0 or actor.pronoun or _SUBJECT_PLACE.search(head) or _after_opening(page, sentence, actor)
        ):
            continue
        if not actor.pronoun and _apposition(text, actor, at):
            continue
        relative = _IN_RELATIVE.search(text[:at], actor.end)
        if relative is not None and relative.start() > actor.end:
            if relative.group().startswith(" whose"):
                return Actor(
                    relative.start(), relative.end(), None
                )  # "Cox, whose candidate was": a thing's or another's
            # "replaced William Miller who left to become": the verb is that of the one named before "who".
            return next((a for a in actors(page, sentence) if a.end == relative.start()), None)
        return actor
    return None


# "commanded the 31st Wing and an air division at Holloman, retiring as a colonel": what stands before the comma has no verb.
_ING = re.compile(r"(?:\w+ly\s)?[a-z]+ing\b")
_PARTICIPLE_AT = re.compile(r",\s(?:and\s)?(?:\w+ly\s)?[a-z]+ing\s(?:[a-z]+\s){0,2}$")
_AND_AT = re.compile(
    r"\band\s(?:(?:then|later|also|soon|again|subsequently|eventually|finally|[a-z]+ly|was|were|had|has|been|is)\s)*$"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|did|could|became|began|took|led|fell|went|came|held|made|saw|met|won|lost|"
    r"fought|left|sent|gave|rose|[a-z]{2,}ed)\b"
)


_AND_VERB = re.compile(
    r"\s(?:\([^()]*\)\s)?and\s(?:(?:then|later|also|soon|again|subsequently|eventually|finally|[a-z]+ly|was|were|had|has|been|is)\s)*"
)


# "The governor, recognizing that Dalby was able, appointed him": what stands between the commas has its own subject.
_INSERTED = re.compile(r"(?<=\w),\s(?:[a-z]+ing|whose|which)\s[^,;:()]{3,120},\s(?:[a-z]+ly\s)?$")


_IN_RELATIVE = re.compile(r"\s(?:who|whose)\s[^,;:()]*$")


def _joined_object(text: str, actor: Actor, at: int) -> bool:
    """Whether an actor behind "and" or a comma is one more object of the verb before it, and no subject of its own."""
    comma = text.rfind(", ", actor.end - 1, at)
    if comma < 0:
        comma = text.rfind(" and ", actor.end - 1, at)
    return (
        comma >= 0
        and text[: actor.start].endswith((" and ", ", "))
        and _FINITE.search(text, actor.end, comma) is None
        and _FINITE.search(text, 0, actor.start) is not None
    )


def _apposition(text: str, actor: Actor, at: int) -> bool:
    """Whether the actor only stands inside commas that close before the verb: "Brock, a friend of Sheaffe, was …"."""
    between = text[actor.end : at]
    before = text[: actor.start].rstrip()
    return actor.who is None and before.endswith(",") and re.match(r"[^,]{0,60},\s*$", between) is not None


# "On June 26, 1842 Dalby was …", "and in May 1843 Dalby took": a date right before the subject, that begins a clause.
_IN_DATE = re.compile(
    r"(?:^|[,;]\s|\b(?:and|but|when|while|until|then)\s)(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Ss]ince|[Aa]round|[Aa]bout|[Bb]etween)?"
    r"(?:\s(?:the|early|late|mid|spring|summer|autumn|fall|winter|of|night|morning|evening))*\s?$"
)


def _after_opening(page: Page, sentence: Sentence, actor: Actor) -> bool:
    """A subject right after an opening date or adverb without a comma: "In 1897 Pershing became". Behind somebody who can be
    the subject it is no opening any more: "By 1877 he held the rank"."""
    if _OPENING_PHRASE.fullmatch(sentence.text, 0, actor.start) is None and not any(
        d.end - sentence.start == actor.start - 1 and _IN_DATE.search(sentence.text, 0, d.start - sentence.start)
        for d in sentence.dates
    ):
        return False
    return not any(a.end <= actor.start and (a.pronoun or a.who is not None) for a in actors(page, sentence))


def subject_after(page: Page, sentence: Sentence, at: int) -> Actor | None:
    """The subject of an opening participle: "Born in Kentucky, Johnston …": the first actor after the phrase's
    comma."""
    comma = sentence.text.find(",", at)
    while comma >= 0:
        first = next((a for a in actors(page, sentence) if a.start >= comma), None)
        if first is None:
            return None
        if first.who is not None and sentence.text[comma + 1 : first.start].strip() in ("", "the", "then"):
            return first
        comma = sentence.text.find(",", comma + 1)
    return None


_PREDICATE = re.compile(r"\b(?:was|is|became)\s(?:also\s)?(?:an?|the|one\sof\sthe)\s[^,;.():]{2,90}$")


# "a mentor by the generation of generals who led": the noun before "who" is another than the one that is said of him.
_OTHER_NOUN = re.compile(r"\s(?:of|by|with|for)\s(?:an?|the|his)\s[a-z]+$|^(?!.*\bone of the\b).*\s[a-z]+s$")


def _predicate_of(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Of whom the noun before "who" is said: "Pedro del Valle (…) was an officer who became"."""
    predicate = _PREDICATE.search(sentence.text, 0, at)
    if predicate is None or _OTHER_NOUN.search(predicate.group()):
        return None
    opening = sentence is page.opening and not re.search(
        r"\b(?:was|is)\b", re.sub(r"\([^()]*\)", "", sentence.text[: predicate.start()])
    )
    return page.subject if opening else agent(page, sentence, predicate.start())


def _is_body(words: str) -> bool:
    """Whether a run of capitals names an organisation: of "a member of the Liberal Party who" it is not the party."""
    return any(word.strip(".,") in not_people() for word in words.split())


def agent(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Whose fact a verb at ``at`` states, or None when the sentence does not make it plain."""
    text = sentence.text
    relative = _RELATIVE.search(text, max(at - 60, 0), at)
    if relative:
        near = [a for a in actors(page, sentence) if a.end <= relative.start() + 1 and relative.start() - a.end <= 2]
        thing = bool(near) and near[-1].who is None and _is_body(text[near[-1].start : near[-1].end])
        return near[-1].who if near and not thing else _predicate_of(page, sentence, relative.start())
    actor = subject_before(page, sentence, at)
    if actor is not None:
        return actor.who
    opening = subject_after(page, sentence, at)
    if opening is not None:
        return opening.who
    if sentence.origin in ("list", "caption") and not any(a.end <= at for a in actors(page, sentence)):
        return page.subject
    return None


# What may stand between a subject and its verb: adverbs and auxiliaries, at once behind the subject, a comma, a bracket,
# a date or a conjunction.
_ADVERBS = re.compile(
    r"(?:\s*\b(?:(?!family\b|ally\b|assembly\b|reply\b|supply\b)[a-z]+ly|later|also|then|first|soon|again|once|twice|next|still|never|not|only|even|thus|therefore|further|"
    r"himself|herself|long|since|there|now|ever|afterwards?|thereafter|again|instead|both|all|too|just|actually)\b)*\s*$"
)
_AUXILIARY = re.compile(
    r"(?:\b(?:was|were|is|are|has|had|have|having|been|being|be|would|did|does|to|and|or|but|who|which|that|he|she|"
    r"while|when|after|before|where|as|in \d{4}|on \d{1,2} \w+|\d{4})|[,;:)\]—–\"”\d.]|^)\s*$",
    re.IGNORECASE,
)


def verb_agent(page: Page, sentence: Sentence, at: int) -> Who | None:
    """Like :func:`agent`, for a verb whose form is a participle's too ("settled", "killed"): a noun right before it
    ("a family long settled in Ireland") makes it an attribute, which states nothing of the subject."""
    low = max(at - 80, 0)
    adverbs = _ADVERBS.search(sentence.text, low, at)
    base = sentence.text[: adverbs.start() if adverbs else at].rstrip()
    behind_subject = any(
        (a.end == len(base) or sentence.text[a.end : len(base)] in ("'s", "’s"))
        and (a.who is not None or a.kin or sentence.text[a.start].isupper())
        for a in actors(page, sentence)
    )
    if not behind_subject and not _AUXILIARY.search(base):
        return None
    return agent(page, sentence, at)
