"""What is known of one page while it is read."""

from __future__ import annotations

from cursus.claim import Fault
from cursus.read.wikitext.quotes import Quotes


class PageContext:
    """The source, its language, the style of its dates, the place of its footnotes (filled before the text is
    written)."""

    def __init__(self, source: str, title: str, lang: str) -> None:
        self.source = source
        self.title = title
        self.lang = lang
        self.style = "mdy"
        self.quotes = Quotes(source)
        self.faults: list[Fault] = []
        self.categories: dict[str, bool] = {}  # in the order of the page
        self.uses: dict[int, tuple[Use, ...]] = {}


class Use:
    """One footnote mark: its label, which citation it leads to (-1 for none), its group and page."""

    __slots__ = ("citation", "group", "label", "page")

    def __init__(self, label: str, citation: int, group: str = "", page: str = "") -> None:
        self.label = label
        self.citation = citation
        self.group = group
        self.page = page
