"""How dates and Roman numbers are written by a citation style, in the work's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from corpus.csl_markup import affixed, cased, escape, fonted, join
from corpus.csl_style import CSL, Locale

_NAMES = ("year", "month", "day")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def write_date(element: etree._Element, value: Mapping[str, Any], locale: Locale, language: str) -> tuple[str, str]:
    """A date as its element asks for it, in HTML, and the year in it as written (empty where there is none)."""
    dates = [[int(part) for part in one if str(part).lstrip("-").isdecimal()] for one in value.get("date-parts") or ()]
    if not dates or not dates[0]:
        return escape(value.get("literal") or value.get("raw") or ""), ""
    parts, delimiter = _parts(element, locale)
    written = [join((_part(part, date, locale, language) for part in parts), delimiter) for date in dates if date]
    if len(written) > 1 and written[1] and written[0] != written[1]:
        text = f"{written[0].strip()}–{written[1].strip()}"
    else:
        text = written[0]
    years = [part for part in parts if part.get("name") == "year"]
    return text.strip(), _part(years[0], dates[0], locale, language, bare=True) if years else ""


def _parts(element: etree._Element, locale: Locale) -> tuple[Sequence[etree._Element], str]:
    """The parts that are shown, in order: those of the style, or those of the language changed by the style's."""
    own = {part.get("name"): part for part in element.iterfind(f"{CSL}date-part")}
    form = element.get("form")
    localized = locale.date(form) if form else None
    if localized is None:
        return list(element.iterfind(f"{CSL}date-part")), escape(element.get("delimiter", ""))
    shown = element.get("date-parts", "year-month-day").split("-")
    parts = []
    for part in localized.iterfind(f"{CSL}date-part"):
        if part.get("name") in shown:
            merged = etree.Element(part.tag, dict(part.attrib))
            changed = own.get(part.get("name"))
            merged.attrib.update({} if changed is None else dict(changed.attrib))
            parts.append(merged)
    if shown == ["year"]:
        # 2020, not 2020年: a year that stands alone has nothing to be parted from.
        parts[0].attrib.pop("suffix", None)
    return parts, escape(localized.get("delimiter", ""))


def _part(part: etree._Element, date: Sequence[int], locale: Locale, language: str, *, bare: bool = False) -> str:
    place = _NAMES.index(part.get("name", "year"))
    if place >= len(date) or not date[place]:
        return ""
    number = date[place]
    form = part.get("form", "numeric" if place == 2 else "long")
    if place == 0:
        text = str(number)[-2:] if form == "short" else _year(number, locale)
    elif form == "numeric-leading-zeros":
        text = f"{number:02}"
    elif language.startswith("zh") and not part.get("suffix") and (form in ("long", "short") or place == 2):
        # 8月15日, where a style was made for English: August 15.
        return f"{number}{'月' if place == 1 else '日'}"
    elif place == 1 and form in ("long", "short"):
        text = escape(locale.term(f"month-{number:02}", form))
    else:
        text = str(number)
    if part.get("strip-periods") == "true":
        text = text.replace(".", "")
    text = cased(text, part.get("text-case"), language)
    return text if bare else affixed(part, fonted(part, text))


def _year(number: int, locale: Locale) -> str:
    return f"{-number}{locale.term('bc')}" if number < 0 else str(number)


def roman(number: int) -> str:
    """The number as xiv."""
    out = ""
    for value, sign in _ROMAN:
        out, number = out + sign * (number // value), number % value
    return out
