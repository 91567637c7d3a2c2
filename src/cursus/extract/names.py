"""Names of the subject: the title, the lead with the spellings and scripts in its first brackets, names taken or
given later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Span
from cursus.extract.actors import agent, resolve, subject_after, verb_agent
from cursus.extract.aliases import ALIAS, OPENING, alias_names, head_end
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.extract.kin import kin_starts
from cursus.extract.people import UPPER, Mention
from cursus.tables import mapping
from cursus.text.names import read_name, tokens
from cursus.text.scripts import script_of
from cursus.text.tokens import words_of

_LANGUAGE = re.compile(r"(?P<lang>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: language)?:\s*(?P<n>[^;,()\n]{2,80})")
_ROMAN = re.compile(r"\b(?:romani[sz]ed|transliterated|translit\.)(?: as)?:?\s*(?P<n>[^;,()\n]{2,80})")
_UNLABELLED = re.compile(r"[(;,]\s*(?P<n>[^\x00-\u024f;,()\d][^\x00-\u024f;,()\d]*(?:[ \-‐][^\x00-\u024f;,()\d]+)*)")
_NICK = re.compile(r"[\"“](?P<n>[^\"”]{2,40})[\"”]")
_NAME = rf"{UPPER}[\w’'.-]*(?:\s(?:(?:of|the|al|el|bin|ibn|de|del|von|van)\s){{0,2}}{UPPER}[\w’'.-]*){{0,5}}"
# Later in the article: cues whose subject is a verb's, and cues that stand for themselves.
_TAKEN = re.compile(
    r"\b(?P<cue>(?:adopted|took|assumed|used|using|taking|adopting|assuming|received|given)\s(?:on\s)?(?:the|"
    r"a)\s(?:new\s)?(?:\w+\s)?"
    r"(?:name|surname|title|alias|pseudonym|nom de guerre|style|codename|code name)(?:\sof)?|[Uu]nder\sthe\s(?:new\s|"
    r"assumed\s)?"
    r"(?:name|alias|pseudonym|nom de guerre)(?:\sof)?|changed\s(?:his|her)\s(?:sur|"
    r"last\s)?name\s(?:from\s[^,.;]{2,40}\s)?to|"
    rf"(?:also|better|popularly|commonly|widely)\s(?:known|referred\sto)\sas|"
    rf"nicknamed)\s(?P<q>[\"“])?(?P<n>(?:[Tt]he\s)?{_NAME})[\"”]?"
)
_GIVEN = re.compile(
    r"\b(?P<cue>(?:the|his|her|a)\s(?:affectionate\s)?(?:moniker|nickname|sobriquet|epithet|nom de guerre|codename|"
    r"code name|call sign)(?:\sof|\swas)?)"
    rf",?\s(?P<q>[\"“])?(?P<n>(?:[Tt]he\s)?{_NAME})[\"”]?"
)
_BORN = re.compile(
    rf"\b[Bb]orn\s(?:as\s)?(?P<n>{UPPER}[\w’'.-]*(?:\s(?:de\s|von\s|van\s)?{UPPER}[\w’'.-]*){{1,4}})(?=\s(?:in|on|at|to|near)\b|,)"
)
_NICK_CUE = re.compile(
    r"\b(?:nicknamed|nickname(?:\s(?:was|of))?|known\sas|called\shim|called|dubbed(?:\shim)?|moniker(?:\sof)?|"
    r"sobriquet|gave\shim\sthe\snickname)"
    r",?\s+(?:the\s)?[\"“](?P<n>[^\"”]{2,40}?)[.,]?[\"”]"
)
_LABELLED = re.compile(r"\s\((?:(?P<lang>[A-Z][a-z]+)(?: language)?:\s*)?(?P<n>[^\x00-\u024f()\d;,][^()\d;,]{1,60})\)")


def extract(page: Page) -> Iterator[Draft]:
    yield from _title(page)
    if page.opening is not None:
        yield from _lead(page, page.opening)
    for sentence in page.sentences:
        if sentence.origin != "table":
            yield from _later(page, sentence)
    yield from _variants(page)


def _draft(page: Page, name: str, span: Span, kind: str, rule: str, lang: str = "", origin: str | None = None) -> Draft:
    qualifiers = (("kind", kind), ("script", script_of(name)), *((("lang", lang),) if lang else ()))
    return Draft(
        "name", name, span, rule, page.subject, qualifiers=qualifiers, date=None, stance="asserted", origin=origin
    )


def _title(page: Page) -> Iterator[Draft]:
    block = next((b for b in page.document.blocks if b.kind == "title"), None)
    if block is not None:
        name = re.sub(r"\s*\([^)]*\)$", "", page.text[block.start : block.end])
        yield _draft(page, name, Span(block.start, block.start + len(name)), "full", "name.title", origin="title")


# the lead
# ------------------------------------------------------------------------------------------------------------------


def _lead(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    opening = OPENING.match(text)
    if opening is None:
        return
    name = read_name(opening["n"])
    if not set(tokens(name.full)) & set(tokens(page.subject_name.full)) or len(name.full.split()) > 9:
        return
    start = opening["n"].find(name.full.split()[0])
    if start >= 0:
        words = text[start : opening.end()].rstrip(" ,")
        yield _draft(page, words, sentence.span(start, start + len(words)), "full", "name.lead")
    for nick in _NICK.finditer(opening["n"]):
        yield _draft(page, nick["n"], sentence.span(nick.start("n"), nick.end("n")), "nickname", "name.lead-nickname")
    head = text[: head_end(text, opening.end())]
    taken: list[tuple[int, int]] = []
    for match in _LANGUAGE.finditer(head):
        yield from _in_language(page, sentence, match)
        taken.append(match.span())
    for match in _ROMAN.finditer(head):
        yield _draft(page, match["n"].strip(), sentence.span(*match.span("n")), "alias", "name.romanised")
        taken.append(match.span())
    for match in _UNLABELLED.finditer(head):
        words = match["n"].strip()
        if script_of(words) not in ("Latn", "Zyyy") and not any(a <= match.start("n") < b for a, b in taken):
            span = sentence.span(match.start("n"), match.start("n") + len(words))
            yield _draft(page, words, span, "native", "name.native")
    for match in ALIAS.finditer(head):
        yield from _aliases(page, sentence, match, _alias_kind(match["cue"]))


def _in_language(page: Page, sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "Arabic: خليفة بالقاسم حفتر", with a romanisation behind a dash or without."""
    lang = mapping("languages").get(match["lang"].casefold())
    if lang is None:
        return
    words = re.split(r"\s[-–]\s", match["n"])[0].strip(" \u200e\u200f,;")
    if len(words) < 2 or words.startswith("["):
        return
    kind = "native" if script_of(words) != "Latn" else "alias"
    end = match.start("n") + len(match["n"].rstrip())
    yield _draft(page, words, sentence.span(match.start("n"), end), kind, "name.native", lang)
    tail = re.search(r"\s[-–]\s+(?P<n>[^\W\d_][^;,()]{2,60})$", match["n"])
    if tail and script_of(tail["n"]) == "Latn":
        span = sentence.span(match.start("n") + tail.start("n"), match.end("n"))
        yield _draft(page, tail["n"].strip(), span, "alias", "name.romanised")


def _alias_kind(cue: str) -> str:
    if cue in ("born", "né", "née"):
        return "birth"
    if "nickname" in cue:
        return "nickname"
    return "style" if cue == "styled" else "alias"


def _aliases(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Iterator[Draft]:
    for name, start in alias_names(page.main_names, sentence.text, match):
        yield _draft(page, name, sentence.span(start, start + len(name)), kind, "name.alias")


# later
# ---------------------------------------------------------------------------------------------------------------------
_CUES = frozenset(
    [
        "nicknamed",
        "nickname",
        "known",
        "called",
        "dubbed",
        "moniker",
        "sobriquet",
        "epithet",
        "guerre",
        "codename",
        "code",
        "name",
        "surname",
        "title",
        "alias",
        "pseudonym",
        "style",
        "call",
        "referred",
    ]
)


def _later(page: Page, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    words = words_of(text)
    if '"' in text or "“" in text:
        for mention in page.mentions(sentence):
            yield from _within(page, sentence, mention)
    if "born" in words:
        yield from _born_as(page, sentence)
    if words.isdisjoint(_CUES):
        return
    for match in _NICK_CUE.finditer(text):
        if _of_subject(page, sentence, match):
            yield _draft(page, match["n"], sentence.span(*match.span()), "nickname", "name.nickname")
    for match in _TAKEN.finditer(text):
        if match["cue"].startswith("nick") and not _PREDICATE.search(text[: match.start()]):
            continue
        opening = not text[: match.start()].strip() or re.fullmatch(
            r"(?:In|On|By)\s[^,]{3,25}(?:,\s\d{4})?,\s", text[: match.start()]
        )
        if opening:
            actor = subject_after(page, sentence, match.end())
            own = actor is not None and actor.who == page.subject
        else:
            own = verb_agent(page, sentence, match.start()) == page.subject or _own_before(page, text[: match.start()])
        if own:
            yield from _taken(page, sentence, match, _taken_kind(match["cue"]))
    for match in _GIVEN.finditer(text):
        head = text[: match.start()]
        earned = re.search(r"\b(?:earned|gave|won)\s(?:him|her)\b[^.;]{0,60}$", head)
        if earned or match["cue"].startswith(("his", "her")) or agent(page, sentence, match.start()) == page.subject:
            yield from _taken(page, sentence, match, "nickname")


def _born_as(page: Page, sentence: Sentence) -> Iterator[Draft]:
    for match in _BORN.finditer(sentence.text):
        shared = {t for full in page.full_names for t in tokens(full)}
        if shared & set(tokens(match["n"])) and (
            verb_agent(page, sentence, match.start()) == page.subject or match.start() == 0
        ):
            yield _draft(page, match["n"], sentence.span(*match.span()), "birth", "name.born")


def _within(page: Page, sentence: Sentence, mention: Mention) -> Iterator[Draft]:
    """The nickname inside another person's name: "Lewis Burwell "Chesty" Puller"."""
    nick = _NICK.search(mention.name)
    if nick is None or page.is_subject(read_name(mention.name).full):
        return
    start = mention.name_start + nick.start("n")
    yield Draft(
        "name",
        nick["n"],
        sentence.span(start, start + len(nick["n"])),
        "name.nickname-within",
        resolve(page, mention),
        qualifiers=(("kind", "nickname"), ("script", script_of(nick["n"]))),
        date=None,
        stance="asserted",
    )


def _taken_kind(cue: str) -> str:
    if "nickname" in cue:
        return "nickname"
    return "style" if "title" in cue else "alias"


def _taken(page: Page, sentence: Sentence, match: re.Match[str], kind: str) -> Iterator[Draft]:
    name = match["n"].rstrip(" .,'")
    if match["q"]:
        # The whole of what stands in quotation marks: "Old Rough and Ready".
        closed = re.compile(r"[^\"“”]{2,40}(?=[\"”])").match(sentence.text, match.start("n"))
        name = closed.group().rstrip(" .,") if closed else name
    if len(name.split()) == 1 and not match["q"] and kind == "alias":
        return
    if name.startswith("Operation "):
        return  # a plan's code name
    end = match.start("n") + len(name)
    yield _draft(page, name, sentence.span(match.start(), end), kind, "name.taken")
    native = _LABELLED.match(sentence.text, match.end())
    if native is not None and script_of(native["n"]) not in ("Latn", "Zyyy"):
        lang = mapping("languages").get((native["lang"] or "").casefold(), "")
        words = native["n"].strip(" \u200e\u200f")
        start = native.start("n") + native["n"].find(words)
        yield _draft(page, words, sentence.span(start, start + len(words)), "native", "name.native-later", lang)


def _of_subject(page: Page, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a name is said of the subject: it is the verb's subject ("he was nicknamed") or its object ("called
    him").

    A participle alone belongs to what stands before it: "the 101st Airborne Division, nicknamed".
    """
    head = sentence.text[: match.start()]
    if not _PREDICATE.search(head) and not re.search(r"\b(?:him|her)\b", match.group()) and match.group()[0] in "nkcd":
        return False
    if re.search(r"\b(?:called|nicknamed|dubbed|gave)\s(?:him|her)\b", match.group()) or re.search(
        r"\b(?:him|her)\s(?:as\s)?$", head
    ):
        return True
    return verb_agent(page, sentence, match.start()) == page.subject


_PREDICATE = re.compile(
    r"\b(?:was|is|became|becoming|being|been|were|him|her)\s(?:\w+ly\s|also\s|then\s|soon\s|better\s|later\s)?$"
)


def _own_before(page: Page, head: str) -> bool:
    """Whether a clause opens with the subject and holds no other capitalised word before the cue."""
    clause = re.split(r"[;:]\s|,\s(?:and|but|while)\s", head)[-1]
    words = re.findall(rf"{UPPER}[\w’-]+", clause)
    return bool(words) and all(
        w in page.subject_forms or w in ("He", "She", "In", "On", "His", "Her", "After") for w in words
    )


def _variants(page: Page) -> Iterator[Draft]:
    """A spelling of the full name that only the body or a caption has: "John J. Pershing", "Reza Shah Pahlavi"."""
    seen = {tokens(name) for name in page.full_names}
    seen.add(tokens(page.document.title.split(" (")[0]))
    known = {t for name in page.full_names for t in tokens(name)}
    firsts = {t for name in page.full_names for t in tokens(name)[:1]}
    firsts |= {t[0] for t in firsts}
    for sentence in page.sentences:
        for mention in page.mentions(sentence):
            key = tokens(mention.name)
            if len(key) < 2 or key in seen or not {t for t in key if len(t) > 1} <= known:
                continue
            if len(set(key)) < len(key) or not page.is_subject(mention.name):
                continue
            if key[0] not in firsts or not words_of(sentence.text).isdisjoint(kin_starts()):
                continue  # a namesake in the family
            seen.add(key)
            span = sentence.span(mention.name_start, mention.end)
            yield _draft(page, mention.name, span, "alias", "name.variant")
