"""What may stand in a page: addresses, languages, hashes of static files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.web.assets import asset, asset_url
from cursus.web.render import direction, document_url, environment, lang, percent, person_url, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/b?c=d#e",
        "https://a.example",
        "HTTPS://a.example/%20",
        "https://[::1]/",
        "https://ar.example/مثال",
    ],
)
def test_addresses_of_the_web(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["", None, "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
     "data:text/html,<script>alert(1)</script>", "//a.example", "/x", "x", "http:///x", "http://", "ftp://a.example/",
     "vbscript:x", "https://a.example/\"onmouseover=alert(1)", "https://a.example/ x", "https://a.example/\x00",
     "https://[bad/", "mailto:a@b.example", "file:///etc/passwd", "https:\\\\a.example"],
)  # fmt: skip
def test_all_others_are_no_links(url: str | None) -> None:
    assert safe_url(url) is None


@given(st.text(max_size=30))
def test_whatever_passes_is_of_the_web(url: str) -> None:
    passed = safe_url(url)
    assert passed is None or passed.lower().startswith(("http://", "https://"))


def test_languages() -> None:
    assert [lang(code) for code in ("ar", "zh-Hant", 'x"><b', "", None, "english language")] == [
        "ar",
        "zh-Hant",
        "",
        "",
        "",
        "",
    ]
    assert [direction(code) for code in ("ar", "fa-IR", "en", "", '"')] == ["rtl", "rtl", "ltr", "auto", "auto"]


def test_addresses_of_pages_are_encoded() -> None:
    assert person_url("a/b c?d") == "/person/a%2Fb%20c%3Fd"
    assert document_url("x", 'y"z') == "/document/x?claim=y%22z#c-y%22z"


def test_svg_lengths() -> None:
    assert [percent(p) for p in (0, 0.5, 0.12345, 1)] == ["0%", "50%", "12.35%", "100%"]


def test_every_static_file_has_its_hash_in_its_name() -> None:
    for name in ("site.css", "suggest.js", "icon.svg"):
        url = asset_url(name)
        found = asset(url.removeprefix("/static/"))
        assert found is not None
        assert found.content
    assert asset("site.css") is None
    assert asset("site.000000000000.css") is None


def test_templates_escape() -> None:
    assert environment().autoescape is True
    assert environment().from_string("{{ x }}").render(x="<b>\"'&") == "&lt;b&gt;&#34;&#39;&amp;"
