"""Which of a sentence's dates says when a fact was true."""

from __future__ import annotations

import re

from cursus.claim import Date, Span
from cursus.extract.context import Page, Sentence
from cursus.text.dates import DateMatch, bounds

# A new finite clause begins here; a date beyond it belongs to another fact.
_BREAK = re.compile(
    r"[;:]\s|,?\sas\swell\sas\b|,\s(?:leading|resulting|culminating|prompting|causing)\b|,\s+(?:and|but|while|where|when|although|though|before|after|until|who|which|whom)\b|"
    r"\b(?:and|but)\s+(?:was|were|then|later|served|became|had|he|she|in|on|by|from|received|returned|commanded|led|"
    r"retired|graduated|took|joined|attended|entered|moved|went|earned|began|held|spent|fought|won|lost|wrote)\b|\band,\s|\.\s|"
    r"\b(?:until|when|before|after|while|which|whom?|where)\s+(?:he|she|they|his|her)\b"
)
_BREAK_INSIDE = re.compile(_BREAK.pattern + r"|\b(?:and|but|then)\s(?:\w+ly\s)?[a-z]+ed\b|,\s[a-z]+ed\b")

# "In", "On the morning of", "By the end of", "Meanwhile, in": no subject and no verb.
_OPENING = re.compile(
    r"[\"“(]?(?:(?:However|Meanwhile|Finally|Also|Then|Later|Subsequently|Afterwards?|Eventually|Soon)\b,?\s*)?"
    r"(?:(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Dd]uring|[Ss]ince|[Uu]ntil|[Aa]fter|[Bb]efore|[Bb]etween|[Aa]t|[Aa]round|[Aa]bout|"
    r"[Uu]pon|[Tt]hrough(?:out)?|[Ss]hortly|[Ee]arly|[Ll]ate)\b"
    r"(?:\s(?:the|a|an|of|in|on|to|that|same|late|early|mid|morning|evening|night|afternoon|day|end|"
    r"beginning|start|middle|outbreak|spring|summer|autumn|fall|winter|month|year|eve|age|[a-z]+ing))*\s*)?"
)


def in_brackets(text: str, start: int) -> bool:
    """Whether an offset of a sentence lies inside round brackets."""
    return text.count("(", 0, start) > text.count(")", 0, start)


def _bracket(text: str, at: int) -> tuple[int, int]:
    """The stretch between the brackets around an offset."""
    low, high = text.rfind("(", 0, at + 1) + 1, text.find(")", at)
    return low, high if high >= 0 else len(text)


def bind(page: Page, sentence: Sentence, fact: Span, prop: str = "") -> Date | None:
    """The date of a fact in a sentence, or None where no date is plainly its own.

    In order: a date inside the fact's words or in brackets right behind them; a date that introduces it ("until 1999,
    when he became"); the nearest date in the same clause; the date that opens the sentence, which holds for every clause
    that has none of its own. ``prop`` is the fact's property: what lasts may be said to end ("held until he retired in
    1948").
    """
    dates = sentence.dates
    if not dates:
        return None
    text = page.text
    aside = in_brackets(sentence.text, fact.start - sentence.start)
    inside = [
        d
        for d in dates
        if fact.start <= d.start
        and d.end <= fact.end
        and (aside or not in_brackets(sentence.text, d.start - sentence.start))
    ]
    behind = [
        d for d in dates if d.start >= fact.end and re.fullmatch(r"\s*\((?:[^()]{0,20}\s)?", text[fact.end : d.start])
    ]
    if not behind and prop in _OFFICES:
        behind = [d for d in dates if d.start >= fact.end and _TERM.fullmatch(text, fact.end, d.start)]
    if behind:
        # Before what the words hold: of "Secretary (1807–1809) and Treasurer (1799–1805)" each has its own.
        return behind[0].date
    if inside:
        if _LISTED.fullmatch(text, inside[0].end, inside[-1].start):
            # "the medal, Alma 1854, Inkerman 1855": of several, no one is the date of it.
            return None
        # "was taken prisoner in June 1855 and released in 1856": the second verb has a date of its own.
        return inside[0 if _BREAK_INSIDE.search(text, inside[0].end, inside[-1].start) else -1].date
    if aside:
        # What brackets say has no date but their own.
        low, high = _bracket(sentence.text, fact.start - sentence.start)
        dates = tuple(d for d in dates if low <= d.start - sentence.start < high)
    free = [d for d in dates if aside or not in_brackets(sentence.text, d.start - sentence.start)]
    when = [d for d in free if d.end <= fact.start and _WHEN.fullmatch(text, d.end, fact.start)]
    if when:
        return _end_of(when[-1].date)
    if prop in _LASTING:
        held = [d for d in free if d.start >= fact.end and _HELD_UNTIL.fullmatch(text, fact.end, d.start)]
        if held and "/" not in held[0].date.edtf:
            return _until(held[0].date)
    if prop == "posting":
        served = [d for d in free if d.start >= fact.end and _AND_SERVED.fullmatch(text, fact.end, d.start)]
        if served:
            return served[0].date
    near = [
        d
        for d in free
        if not _BREAK.search(text, min(d.end, fact.end), max(_led(text, d), fact.start))
        and not _subordinate(sentence, d, fact)
    ]
    if near:
        return _as_told(text, _nearest(sentence, near, fact), fact)
    opening = [d for d in free if _opens(sentence, d) and d.end <= fact.start and not _subordinate(sentence, d, fact)]
    if opening and not any(d.start > opening[0].end and d.end <= fact.start for d in free):
        return opening[0].date
    return None


def _led(text: str, date: DateMatch) -> int:
    """Where a date's own figures begin: "from" and "in" may be the first of its words."""
    word = re.compile(r"(?:from|since|until|by|in|on|between)\b").match(text, date.start)
    return word.end() if word else date.start


# "After serving as Secretary of War from 1838 to 1840, Johnston resigned": the date is that of the opening clause.
_SUBORDINATE = re.compile(
    r"(?:(?:However|Meanwhile|Thus),?\s)?(?:Soon\s|Shortly\s|Immediately\s|Just\s|Long\s)?(?:After|Before|Following|Until|While|When|Although|Though|"
    r"Having|Since|Prior\sto|Despite|As|Because|[A-Z][a-z]+(?:ed|ing))\s"
)
_CLAUSE_VERB = re.compile(r",\s(?:(?:he|she|[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,3})\s)(?:[a-z]+ly\s)?[a-z]+\s")
_WHEN = re.compile(r",?\s+(?:when|at which (?:time|point))\s+(?:[\w’'-]+\s+){0,5}(?:was\s+|had\s+)?")
_HELD_UNTIL = re.compile(
    r",?[^.;]{0,60}\buntil\s+(?:(?:(?:he|she|his|her)\s[^,.;]{0,40}|"
    r"(?:[A-Z][\w’'-]+\s){0,3}[A-Z][\w’-]+['’]s\s[a-z][\w-]+|the\s[^,.;]{3,40})\s)?(?:(?:in|on)\s+)?"
)
# "was elected governor and served from January 1876 to March 1877"
_AND_SERVED = re.compile(r",?\s(?:and|who)\s(?:he\s|she\s)?(?:served|held\s(?:this|that|the)\s\w+)\s?")
_OFFICES = frozenset(("posting", "membership"))
# "of the House of Representatives for the 92nd legislative district (2007–2013)"
_TERM = re.compile(r"\s(?:for|from|in|at|of|with)(?:\s[\w’'.-]+){1,8}\s\((?:[^()]{0,20}\s)?")
_LASTING = frozenset(("posting", "membership", "branch", "service", "residence"))


_LISTED = re.compile(r",\s[A-Z][\w’'-]*(?:\s[\w’'-]+){0,4}\s")
# "an officer of the order prior to the fall of the dynasty in 1925": the year is that of the fall.
_AROUND_EVENT = re.compile(
    r"[^.;:]{0,80}\b(?:(?P<before>prior\sto|before)|(?P<after>after|following))\s(?:the|his|her|its|their)\s(?:[^\s,.;:()]+\s){1,8}(?:in|on)\s"
)
# "from 1855 to 1868, retiring as a colonel": at the end of it; "rising to colonel": some time in it.
_AT_END = re.compile(r",\s(?:\w+ly\s)?(?:retiring|resigning|leaving|departing)\b")
_DURING = re.compile(r",\s(?:\w+ly\s)?(?:rising|reaching|attaining|achieving|earning|advancing)\b")


def _as_told(text: str, found: DateMatch, fact: Span) -> Date:
    """The date as it is the fact's: that of an event before or after it, or of a service at whose end it was, says less."""
    date, low, high = found.date, *found.date.edtf.partition("/")[::2]
    if any(c in date.edtf for c in "[{") or not date.earliest or not date.latest:
        return date
    around = _AROUND_EVENT.fullmatch(text, fact.end, found.start) if found.start >= fact.end and not high else None
    if around is not None:
        if around["before"]:
            return Date(f"[..{low}]", date.text, None, date.latest, rule="date.before-event", anchor=date.anchor)
        return Date(f"[{low}..]", date.text, date.earliest, None, rule="date.after-event", anchor=date.anchor)
    if high and found.end <= fact.end:
        if _AT_END.match(text, found.end, fact.end):
            return Date(high, date.text, *bounds(high), rule="date.end-of-range", anchor=date.anchor)
        if _DURING.match(text, found.end, fact.end):
            edtf = f"[{low}..{high}]"
            return Date(edtf, date.text, *bounds(edtf), rule="date.within-range", anchor=date.anchor)
    return date


def _end_of(date: Date) -> Date:
    """The point that "until 1999, when he became" leads to."""
    if not date.edtf.startswith("../"):
        return date
    point = date.edtf.removeprefix("../")
    return Date(point, date.text, *bounds(point), rule="date.when", anchor=date.anchor)


def _until(date: Date) -> Date:
    return Date(f"../{date.edtf}", date.text, None, date.latest, False, True, "date.held-until", date.anchor)


def _subordinate(sentence: Sentence, date: DateMatch, fact: Span) -> bool:
    """Whether a date belongs to an opening clause with a verb of its own, and the fact stands behind its comma."""
    text = sentence.text
    opening = _SUBORDINATE.match(text)
    if opening is None:
        return False
    if fact.end <= date.start:
        # "After retiring from the army, Dalby founded a club in 1850": nor is the main clause's date the opening's.
        return (
            text.find(", ", fact.end - sentence.start, date.start - sentence.start) >= 0
            and fact.start - sentence.start - opening.end() <= 12
            and _CLAUSE_VERB.search(text, fact.end - sentence.start, date.start - sentence.start) is not None
        )
    if re.search(r",\s(?:in|on|by)?\s?$", text[opening.end() : date.start - sentence.start]):
        return False  # "As a reward for the victory, in 1851 he was promoted"
    comma = text.find(", ", date.end - sentence.start)
    if comma < 0 or fact.start - sentence.start < comma:
        return False
    return len(text[opening.end() : date.start - sentence.start].split()) >= 3


def _nearest(sentence: Sentence, near: list[DateMatch], fact: Span) -> DateMatch:
    after = [d for d in near if d.start >= fact.end]
    before = [d for d in near if d.end <= fact.start]
    if after and (
        not before or after[0].start - fact.end <= fact.start - before[-1].end or not _opens(sentence, before[-1])
    ):
        return after[0]
    return before[-1] if before else near[0]


def _opens(sentence: Sentence, date: DateMatch) -> bool:
    """Whether a date opens its sentence: nothing but words that lead to it stands before it."""
    return _OPENING.fullmatch(sentence.text[: date.start - sentence.start]) is not None


# "…, a post he held until 1864", "and served in this posting until March 1, 1901", "and remained there until 1850".
_HELD_ON = re.compile(
    r"(?:,\s(?:an?|the)\s(?:post|position|office|job|role|command|assignment|posting|appointment)\s(?:that\s|which\s)?"
    r"(?:he|she)\s(?:would\s)?(?:then\s)?(?:held|hold|served|carried\sout|retained|kept|keep|filled|occupied|occupy)|"
    r"(?:,|\sand)\s(?:he\s|she\s)?(?:would\s)?(?:served|serve|remained|remain|continued|stayed|held\s(?:this|that|the)\s\w+)"
    r"(?:\s(?:in|at)\s(?:this|that|the)\s(?:post|position|office|posting|capacity|role|job))?(?:\sthere)?)\s(?=(?:until|till)\b)"
)


def with_end(sentence: Sentence, fact: Span, date: Date) -> Date:
    """The date of a posting whose end the same sentence goes on to tell; the date as it is where it does not."""
    match = _HELD_ON.search(sentence.text, max(fact.end - sentence.start - 1, 0))
    if match is None or any(c in date.edtf for c in "/[{"):
        return date
    end = next((d.date for d in sentence.dates if abs(d.start - sentence.start - match.end()) <= 1), None)
    if (
        end is None
        or not end.edtf.startswith("../")
        or not date.earliest
        or not end.latest
        or date.earliest > end.latest
    ):
        return date
    words = f"{date.text} … {end.text}"
    return Date(
        f"{date.edtf}/{end.edtf[3:]}", words, date.earliest, end.latest, True, True, "date.held-until", date.anchor
    )
