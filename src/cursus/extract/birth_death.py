"""Birth and death from prose, for the subject and for others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Date, Span
from cursus.extract.actors import agent, mentions, resolve, subject_after
from cursus.extract.context import Page, Sentence
from cursus.extract.dating import in_brackets
from cursus.extract.draft import AUTO, Draft, Who
from cursus.text.dates import DateMatch

_PLACE = r"(?P<place>(?:near |the (?:city|town|village|island|parish|province|district|colony|county) of |the [A-Z][a-z]+ (?:city|town|village) of )?(?:the )?[A-Z][\w’'.-]*(?:(?: of| de| del| la| le| al| upon| on| and|,)? [A-Z][\w’'.-]*){0,7})"
_BORN_IN = re.compile(rf"\b[Bb]orn\b(?P<mid>[^.;()]{{0,90}}?)\b(?:in|at|near)\s+{_PLACE}")
_BORN = re.compile(r"\b[Bb]orn\b")
_DEATH = re.compile(
    r"\b(?:(?P<died>died|passed away|passed|succumbed|perished)|(?:was|were|been|being)\s+(?:\w+ly\s+|shot and |tragically )?(?P<killed>killed|assassinated|executed|murdered|hanged|shot dead|beheaded|slain|shot and killed|mortally wounded|fatally shot)|(?P<fell>fell in battle|killed in action|committed suicide|lost his life|met his death))\b"
)
_DIED_IN = re.compile(rf"[^.;()]{{0,100}}?\b(?:in|at|near)\s+{_PLACE}")
_CAUSE = re.compile(r"\b(?:of|from|due to|after suffering)\s+(?P<cause>(?:an? |his |complications (?:of|from) )?[a-z][\w -]{3,40}?)(?=\s+(?:in|on|at|while|during|and|near)\b|[,.;)])")
_MONTHISH = re.compile(r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|[12]\d{3}|World War|Battle|Action|Combat|Paris Peace)\b")
_MANNER = {"killed": "killed", "assassinated": "assassinated", "executed": "executed", "murdered": "murdered", "hanged": "executed", "shot dead": "killed", "beheaded": "executed",
           "slain": "killed", "shot and killed": "killed", "mortally wounded": "killed", "fatally shot": "killed"}


def extract(page: Page) -> Iterator[Draft]:
    for sentence in page.sentences:
        yield from _lifespan(page, sentence)
        yield from _born(page, sentence)
        yield from _died(page, sentence)


def _lifespan(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """The brackets behind a name: "(1917–1999)", "(July 2, 1937 – September 26, 1965)", "(; born c. 1943)", "(d. 1904)"."""
    text = sentence.text
    for bracket in re.finditer(r"\((?P<in>[^()]{4,260})\)", text):
        inner = bracket["in"]
        if not re.search(r"\d{3}", inner):
            continue
        who = _named_before(page, sentence, bracket.start())
        if who is None:
            continue
        dates = [d for d in sentence.dates if sentence.start + bracket.start() < d.start and d.end < sentence.start + bracket.end()]
        if not dates:
            continue
        offset = bracket.start("in")
        born = re.search(r"\b(?:born|b\.)\s", inner)
        died = re.search(r"\b(?:died|d\.)\s", inner)
        if born or died:
            for cue, prop in ((born, "birth"), (died, "death")):
                if cue is None:
                    continue
                after = [d for d in dates if d.start >= sentence.start + offset + cue.start()]
                if after:
                    date = after[0]
                    yield Draft(prop, "", Span(sentence.start + offset + cue.start(), date.end), f"{prop}.bracket", who, date=date.date, stance="asserted", score=0.95)
            continue
        span = _span_dates(inner, dates, sentence.start + offset)
        if span is not None and _is_life(span):
            birth, death = span
            quote = Span(birth.start, death.end)
            yield Draft("birth", "", quote, "birth.lifespan", who, fact=quote, date=birth.date, stance="asserted", score=0.95)
            yield Draft("death", "", quote, "death.lifespan", who, fact=quote, date=death.date, stance="asserted", score=0.95)



def _span_dates(inner: str, dates: list[DateMatch], base: int) -> tuple[DateMatch, DateMatch] | None:
    """Birth and death of "A – B": the finder may have read them as two dates or as one range."""
    if len(dates) == 1 and "/" in dates[0].date.edtf and not dates[0].date.edtf.endswith(("/", "..")):
        low, _, high = dates[0].date.edtf.partition("/")
        if not low or low == "..":
            return None
        from cursus.text.dates import bounds

        words = dates[0].date.text
        dash = re.search(r"\s*[-–—]\s*|\s+to\s+", words)
        if dash is None:
            return None
        low_bounds, high_bounds = bounds(low), bounds(high)
        first = Date(low, words[: dash.start()], *low_bounds, rule="date.lifespan")
        last = Date(high, words[dash.end() :], *high_bounds, rule="date.lifespan")
        start = dates[0].start
        return DateMatch(start, start + dash.start(), first), DateMatch(start + dash.end(), dates[0].end, last)
    if len(dates) == 2 and re.fullmatch(r"[^;]{0,60}[-–—][^;]{0,60}", inner[dates[0].end - base : dates[1].start - base] or ""):
        return dates[0], dates[1]
    return None


def _is_life(span: tuple[DateMatch, DateMatch]) -> bool:
    """Whether two dates can be a life: ten to a hundred and twenty years apart (a war or a term in brackets is shorter)."""
    birth, death = span[0].date.earliest, span[1].date.latest
    return birth is not None and death is not None and 10 <= int(death[:4]) - int(birth[:4]) <= 120


def _named_before(page: Page, sentence: Sentence, at: int) -> Who | None:
    """The person whose name ends right before a bracket."""
    if sentence.origin == "lead" and sentence is page.sentences[0] or (sentence.section == 0 and at < 160 and _first_in_lead(page, sentence)):
        head = sentence.text[:at].rstrip()
        if "(" not in head and len(head.split()) <= 14 and not re.search(r"\b(?:was|is)\b", head):
            return page.subject
    for mention in mentions(sentence.text):
        if mention.end <= at and sentence.text[mention.end : at].strip(" ,") in ("", "Jr.", "Sr."):
            return resolve(page, mention)
    return None


def _first_in_lead(page: Page, sentence: Sentence) -> bool:
    first = next((s for s in page.sentences if page.document.blocks[s.block].kind == "paragraph"), None)
    return first is sentence


def _born(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _BORN.finditer(text):
        if in_brackets(text, match.start()):
            continue
        who: Who | None
        before = text[: match.start()]
        if re.fullmatch(r"(?:[A-Z][\w-]+[ -])?", before) and match.group() == "Born":
            actor = subject_after(page, sentence, match.start())
            who = actor.who if actor else None
        elif re.search(r"\b(?:was|were|been)\s+$", before):
            who = agent(page, sentence, match.start() - 4)
        else:
            continue
        if who is None:
            continue
        with_place = _BORN_IN.match(text, match.start())
        place, end = "", match.end()
        if with_place and not _MONTHISH.match(with_place["place"]):
            place, end = _trim_place(with_place["place"]), with_place.start("place") + len(_trim_place(with_place["place"]))
        stop = re.search(r"[.;(]|\b(?:and|but|who|where|the (?:son|daughter|eldest|second|third|only|youngest|first|eighth))\b", text[match.end() :])
        limit = match.end() + (stop.start() if stop else len(text))
        dates = [d for d in sentence.dates if match.end() <= d.start - sentence.start < max(limit, end + 30)]
        date = dates[0] if dates else None
        if not place and date is None:
            continue
        quote = Span(sentence.start + _clause_start(text, match.start()), max(sentence.start + end, date.end if date else 0))
        given: Date | None = date.date if date else None
        if given is None and re.match(r"^In\s", text) and sentence.dates:
            given = sentence.dates[0].date
        yield Draft("birth", place, quote, "birth.born", who, qualifiers=(("place", place),) if place else (), fact=sentence.span(match.start(), end), date=given, score=0.93)


def _trim_place(place: str) -> str:
    place = re.split(r",?\s(?:In|On|He|She|The|His|Her|After|When|Born)\b", place)[0]
    place = re.sub(r",?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*", "", place)
    return re.sub(r"^the (?:city|town|village) of ", "", place).strip(" ,.")


def _clause_start(text: str, at: int) -> int:
    """Where the clause around an offset begins: after the last full break, or at the sentence's start."""
    starts = [m.end() for m in re.finditer(r"[;:]\s|,\s(?:and|but|while)\s", text[:at])]
    return starts[-1] if starts else 0


def _died(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _DEATH.finditer(text):
        if in_brackets(text, match.start()):
            continue
        after = text[match.end() : match.end() + 40]
        if match["died"] in ("passed", "died") and re.match(r"\s+(?:out|on|over|down|by|through|to|the|a|an|up|for|without|his|him|into|under)\b(?!\s+(?:of|\d|January|February|March|April|May|June|July|August|September|October|November|December))", after):
            continue
        if match["killed"] and re.match(r"\s+(?:and|or)\s+\w+ed\b.*\bmen\b", after):
            continue
        who = agent(page, sentence, match.start())
        if who is None:
            continue
        place, end = "", match.end()
        with_place = _DIED_IN.match(text, match.end())
        if with_place and not _MONTHISH.match(with_place["place"]) and not re.search(r"\b(?:and|but|who|when|after|before)\b", text[match.end() : with_place.start("place")]):
            place = _trim_place(with_place["place"])
            end = with_place.start("place") + len(place)
        cause = _CAUSE.match(text[match.end() :].lstrip())
        manner = _MANNER.get(match["killed"] or "", "") or ("killed" if match["fell"] in ("fell in battle", "killed in action") else "suicide" if match["fell"] == "committed suicide" else "")
        qualifiers = tuple((k, v) for k, v in (("place", place), ("manner", manner), ("cause", cause["cause"] if cause else "")) if v)
        quote = Span(sentence.start + _clause_start(text, match.start()), sentence.start + end)
        dates = [d for d in sentence.dates if d.start >= sentence.start + match.start() and d.start - sentence.start - end < 30]
        if dates and dates[0].end > quote.end:
            quote = Span(quote.start, dates[0].end)
        yield Draft("death", place, quote, "death.died", who, qualifiers=qualifiers, fact=sentence.span(match.start(), max(end, match.end())), date=dates[0].date if dates else AUTO, score=0.88)
