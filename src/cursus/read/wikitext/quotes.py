"""Apostrophes: which of them are emphasis and which belong to the words.

Two mean italics, three bold, five both; of four the first is a letter, of more than five all but five. Where a line
leaves both italics and bold open, one bold was meant as an apostrophe before italics (``L'''Amour''``): MediaWiki
takes the first that follows a single letter, else the first after a longer word, else the first after a space.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"'{2,}")


class Quotes:
    """Tells how many apostrophes of a run are letters; each line is looked at once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._seen: set[int] = set()  # where the lines begin that have been looked at
        self._letters: set[int] = set()  # runs of three that are an apostrophe and italics

    def letters(self, start: int, end: int) -> int:
        """How many of the apostrophes at ``start``..``end`` (a run of two or more) are shown."""
        count = end - start
        if count == 4:
            return 1
        if count > 5:
            return count - 5
        if count != 3 or start == 0:
            return 0
        before = self.source[start - 1]
        if before.isspace() and not self.source[end : end + 1].isalnum():
            return 0
        line = self.source.rfind("\n", max(start - 4000, 0), start) + 1
        if line not in self._seen:
            self._seen.add(line)
            self._look(line)
        return 1 if start in self._letters else 0

    def _look(self, start: int) -> None:
        end = self.source.find("\n", start)
        runs = list(_RUN.finditer(self.source, start, len(self.source) if end < 0 else end))
        italics = bold = 0
        for run in runs:
            count = run.end() - run.start()
            italics += count == 2 or count >= 5
            bold += count in (3, 4) or count >= 5
        if italics % 2 == 0 or bold % 2 == 0:
            return
        single = longer = space = -1
        for run in runs:
            if run.end() - run.start() != 3:
                continue
            place = run.start()
            before = self.source[place - 1 : place] or " "
            before_that = self.source[place - 2 : place - 1] or " "
            if before == " ":
                space = place if space < 0 else space
            elif before_that == " ":
                single = place if single < 0 else single
            else:
                longer = place if longer < 0 else longer
        best = next((p for p in (single, longer, space) if p >= 0), -1)
        if best >= 0:
            self._letters.add(best)
