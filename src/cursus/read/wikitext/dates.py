"""Dates of templates in full words, in the article's style."""

from __future__ import annotations

from functools import cache

from cursus.tables import rows


@cache
def _formats() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {row[0]: (row[1], row[2], tuple(row[3].split("|"))) for row in rows("wiki_dates")}


def month_number(value: str, lang: str) -> int:
    """1 to 12, 0 for what is no month; names and their first three letters are understood."""
    value = value.strip().rstrip(".").casefold()
    if value.isascii() and value.isdigit():
        return int(value) if len(value) <= 2 and 1 <= int(value) <= 12 else 0
    if len(value) < 3:
        return 0
    for code in (lang, "en"):
        names = _formats().get(code, _formats()["en"])[2]
        for number, name in enumerate(names, 1):
            if name.casefold() == value or (
                name.casefold()[:3] == value[:3] and len(value) <= len(name) and name.casefold().startswith(value)
            ):
                return number
    return 0


def date_words(year: str, month: str, day: str, lang: str, style: str) -> str | None:
    """The date as the wiki writes it; None where the parts are no date. ``style`` is ``dmy`` or ``mdy`` (English
    only)."""
    year, day = year.strip(), day.strip().lstrip("0")
    if not year:
        return None
    if not month.strip():
        return year
    number = month_number(month, lang)
    full, short, names = _formats().get(lang, _formats()["en"])
    if not number:
        return None
    name = names[number - 1]
    if not day:
        return short.format(month=name, y=year)
    if not (day.isascii() and day.isdigit()) or not 1 <= int(day) <= 31:
        return None
    if lang == "en" and style == "mdy":
        return f"{name} {day}, {year}"
    return full.format(d=day, month=name, y=year)


def years_between(birth: tuple[str, str, str], death: tuple[str, str, str], lang: str) -> int | None:
    """The age on the second date, None where the two do not settle it."""
    numbers: list[int] = []
    for year, month, day in (birth, death):
        year, day = year.strip(), day.strip()
        if not (
            year.isascii() and year.isdigit() and len(year) <= 4 and day.isascii() and day.isdigit() and len(day) <= 2
        ):
            return None
        number = month_number(month, lang)
        if not number:
            return None
        numbers += [int(year), number * 32 + int(day)]
    age = numbers[2] - numbers[0] - (numbers[3] < numbers[1])
    return age if 0 <= age < 130 else None
