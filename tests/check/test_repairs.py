"""Every repair: the fault is gone, nothing else has changed, and a reader reads what he read before."""

from __future__ import annotations

import pytest

from cursus.check import check
from cursus.check.fixes import ROUNDS, repair
from cursus.claim import Finding
from tests.check.examples import document
from tests.corpus import corpus

CASES = [
    ("bad-ref-name", "A.<ref name=a b>Holm, p. 3.</ref>", 'A.<ref name="a b">Holm, p. 3.</ref>'),
    ("bad-ref-name", 'A.<ref name="a>Holm, p. 3.</ref>', 'A.<ref name="a">Holm, p. 3.</ref>'),
    ("unbalanced-markup", "Berg led the [[third battery] in [[Ulm]].", "Berg led the [[third battery]] in [[Ulm]]."),
    (
        "unbalanced-markup",
        "Berg led the [[Battery|third battery] then.",
        "Berg led the [[Battery|third battery]] then.",
    ),
    (
        "et-al",
        "A.<ref>{{cite book |title=War |last=Holm |first=Karl, et al. |date=1891}}</ref>",
        "A.<ref>{{cite book |title=War |last=Holm |first=Karl |display-authors=etal |date=1891}}</ref>",
    ),
    (
        "et-al",
        "A.<ref>{{cite book |title=War |editor=Holm and others |date=1891}}</ref>",
        "A.<ref>{{cite book |title=War |editor=Holm |display-editors=etal |date=1891}}</ref>",
    ),
    ("leftover-markup", "Berg</br>led the battery.", "Berg<br />led the battery."),
    (
        "repeated-category",
        "Berg.\n[[Category:A]]\n[[category:A]]\n[[Category:B]]\n",
        "Berg.\n[[Category:A]]\n[[Category:B]]\n",
    ),
    (
        "bad-date-form",
        "A.<ref>{{cite news |title=War |newspaper=Times |date=3rd  May 1914}}</ref>",
        "A.<ref>{{cite news |title=War |newspaper=Times |date=3 May 1914}}</ref>",
    ),
]
UNCERTAIN = [
    "A.<ref name=a b group=n>Holm, p. 3.</ref>",
    "Berg led the [[third battery in the winter.",
    "A.<ref>{{cite book |title=War |last=et al. |date=1891}}</ref>",
    "A.<ref>{{cite book |title=War |author=Holm et al. |display-authors=2 |date=1891}}</ref>",
    "Berg.\n[[Category:A|Berg]]\n[[Category:A]]\n",
    'A.<ref name="7">Holm, p. 3.</ref>',
]


def found(source: str) -> tuple[Finding, ...]:
    return check(document("wikitext", source), ())


@pytest.mark.parametrize(("rule", "before", "after"), CASES)
def test_a_certain_repair(rule: str, before: str, after: str) -> None:
    findings = [f for f in found(before) if f.rule == rule]
    assert repair(before, findings).text == after
    assert rule not in {f.rule for f in found(after)}


@pytest.mark.parametrize("source", UNCERTAIN)
def test_what_is_not_certain_is_left_alone(source: str) -> None:
    assert found(source)
    assert not [f for f in found(source) if f.fix]


def seen(source: str) -> str:
    """What a reader sees, but for the marks that repairs are about."""
    text = document("wikitext", source).text
    return "".join(text.replace("–", "-").replace("[", "").replace("]", "").split())


@pytest.mark.slow
def test_repairs_of_real_articles() -> None:
    folder = corpus("wikitext", "en")
    done = 0
    for path in sorted(folder.glob("*.wikitext"))[5::16]:
        before = path.read_text("utf-8")
        text = before
        for _ in range(ROUNDS):
            mended = repair(text, found(text))
            text = mended.text
            done += len(mended.done)
            if not mended.done:
                break
        assert not [f for f in found(text) if f.fix], path.name
        errors = [sum(f.level == "error" for f in found(source)) for source in (before, text)]
        assert errors[1] <= errors[0], path.name
        assert seen(before) == seen(text), path.name
    assert done > 50
