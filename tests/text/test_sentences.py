"""Sentences end where a reader sees them end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.sentences import split_sentences


def split(text: str, lang: str = "en") -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ["He was made Lt. Gen. in 1801.", "He died at St. Asaph."]),
        ("en", ["He served in the U.S. Army from Sept. 3, 1861.", "He left the U.S.", "In 1865 he came back."]),
        ("en", ["J. P. Smith led No. 5 Coy. at Ft. Henry.", "George S. Patton, Jr. followed."]),
        ("en", ["Thomas Dale Jr. (/ˈdeɪl/; born 1801) was an officer.", "He served in Malta."]),
        ("en", ["He fought in World War I.", "He was wounded."]),
        ("en", ["He lived in Washington, D.C..", "He joined the navy."]),
        ("en", ["He stood 6 ft. 2 in. tall.", "He weighed 80.5 kg."]),
        ("en", ["He joined (Jones denies this. Smith does not) the 5th Foot.", "He rose."]),
        ("en", ["(He died in 1812.", "She lived.)", "They wept."]),
        ("en", ['"Is it so?" he asked.', '"It is."', "Then he left!"]),
        ("en", ["He resigned in 1943.", "al-Masri took over."]),
        ("en", ["1. He was first.", "2. He was second."]),
        ("en", ["It ended the campaign.", "He was tired."]),
        ("de", ["Am 3. Mai 1741 wurde er Generalmajor, z. B. im 7. Regiment.", "Er starb im J. 1750."]),
        ("de", ["Er diente bis 1741.", "Danach ging er in die 2. Armee."]),
        ("fr", ["Il servit sous le gén. de Castries, av. J.-C. ou non.", "Puis il mourut."]),
        ("es", ["El Gral. San Martín volvió de EE. UU.", "En 1812 luchó."]),
        ("it", ["Il gen. Cadorna nacque nel 1750.", "Morì ad Acqui."]),
        ("ru", ["Родился 5 мая 1796 г. в деревне.", "В 1812 г. воевал.", "А. В. Суворов умер."]),
        ("uk", ["Народився 1796 р. у селі.", "Він служив."]),
        ("ar", ["هل كان قائدا؟", "د. محمد قال ذلك."]),
        ("ur", ["وہ فوجی تھا۔", "وہ مر گیا۔"]),
        ("zh", ["他生于1743年。", "他是将军。"]),
    ],
)
def test_split(lang: str, sentences: list[str]) -> None:
    text = "".join(sentences) if lang == "zh" else " ".join(sentences)
    assert split(text, lang) == sentences


def test_missing_space_before_a_function_word() -> None:
    assert split("He beat the enemy.He then retired to Bath.") == ["He beat the enemy.", "He then retired to Bath."]
    assert split("He wrote to example.Com about it.") == ["He wrote to example.Com about it."]


def test_unknown_language_is_read_with_common_rules() -> None:
    assert split("Gen. Foo kom. He won.", "xx") == ["Gen. Foo kom.", "He won."]


@given(st.text(alphabet='aB .!?()"”1\n\t。د', max_size=80))
def test_covers_every_word_in_order(text: str) -> None:
    spans = split_sentences(text)
    kept = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        kept.update(range(start, end))
        last = end
    assert all(character.isspace() for n, character in enumerate(text) if n not in kept)
