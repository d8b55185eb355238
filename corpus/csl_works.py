"""The works that are cited, told apart and put in order: 2019a and 2019b, J. Smith and A. Smith, 陈 before 王."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from corpus.csl_markup import plain
from corpus.csl_names import CJK, NameOptions, first_initials, language_of, short_family, write_names
from corpus.csl_render import Rendering
from corpus.csl_style import CSL, Style, tag
from corpus.pinyin_order import pinyin_key

Items = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What tells works apart: suffixes of years, how many names are shown, which family names need initials."""

    suffixes: Mapping[str, str]
    names_shown: Mapping[str, int]
    initials: frozenset[str]


def in_order(style: Style, items: Items, ids: Iterable[str]) -> list[str]:
    """The works in the order of the style's reference list: that of citing where it has no other."""
    out = list(ids)
    part = style.bibliography
    sort = None if part is None else part.find(f"{CSL}sort")
    if part is None or sort is None:
        return out
    for key in reversed(list(sort.iterfind(f"{CSL}key"))):
        if key.get("variable") == "citation-number":
            continue
        values = {id_: _sort_value(style, items[id_], part, key) for id_ in out}
        there = [id_ for id_ in out if values[id_] is not None]
        there.sort(key=lambda id_: values[id_] or (), reverse=key.get("sort") == "descending")
        # What lacks the key comes last, as the specification has it.
        out = there + [id_ for id_ in out if values[id_] is None]
    return out


def _sort_value(
    style: Style, item: Mapping[str, Any], part: etree._Element, key: etree._Element
) -> tuple[Any, ...] | None:
    options = {
        option: value
        for option, value in (("et-al-min", key.get("names-min")), ("et-al-use-first", key.get("names-use-first")))
        if value
    }
    work = Rendering(style=style, item=item, part=part, language=language_of(item), sorting=True, key_options=options)
    name = key.get("variable", "")
    value = item.get(name)
    if key.get("macro"):
        text = plain(work.key(key))
    elif isinstance(value, list):
        text = write_names(value, NameOptions(sort_order="all", delimiter="; "))
    elif isinstance(value, Mapping):
        text = "-".join(f"{int(number):04}" for number in (value.get("date-parts") or [[]])[0])
    else:
        text = str(value or "")
    return _collation(text, chinese_first=style.is_gb) if text else None


def _collation(text: str, *, chinese_first: bool) -> tuple[Any, ...]:
    """A key of order: languages apart, Chinese by its sounds, numbers by their size."""
    text = re.sub(r"^[\W_]+", "", text).casefold()
    chinese = bool(CJK.match(text))
    pieces = [
        (0, int(piece), b"") if piece.isdecimal() else (1, 0, pinyin_key(re.sub(r"[^\w]+", " ", piece)))
        for piece in re.findall(r"\d+|\D+", text)
    ]
    return (chinese != chinese_first, *pieces)


def tell_apart(style: Style, items: Items, ids: Sequence[str]) -> Apart:
    """How works whose citations would be the same are told apart, as the style asks for."""
    citation = style.citation
    initials: frozenset[str] = frozenset()
    shown: dict[str, int] = {}
    suffixes: dict[str, str] = {}
    if citation is None or style.format != "author-date":
        return Apart(suffixes=suffixes, names_shown=shown, initials=initials)
    if citation.get("disambiguate-add-givenname") == "true":
        initials = _shared_families(items, ids)
    if citation.get("disambiguate-add-names") == "true":
        for group in _same(style, items, ids, shown, initials):
            shown |= _more_names(items, group)
    if citation.get("disambiguate-add-year-suffix") == "true":
        ordered = in_order(style, items, ids)
        for group in _same(style, items, ordered, shown, initials):
            suffixes |= {id_: _letters(place) for place, id_ in enumerate(group)}
    return Apart(suffixes=suffixes, names_shown=shown, initials=initials)


def _same(
    style: Style, items: Items, ids: Sequence[str], shown: Mapping[str, int], initials: frozenset[str]
) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        groups[_cited(style, items[id_], shown.get(id_), initials)].append(id_)
    return [group for group in groups.values() if len(group) > 1]


def _cited(style: Style, item: Mapping[str, Any], shown: int | None, initials: frozenset[str]) -> str:
    layout, part = style.citation.find(f"{CSL}layout"), style.citation
    work = Rendering(
        style=style, item=item, part=part, language=language_of(item), et_al_first=shown, initials=initials
    )  # fmt: skip
    return work.layout(layout)


def _people(item: Mapping[str, Any]) -> list[str]:
    return [
        f"{one.get('literal', '')}{one.get('family', '')}, {one.get('given', '')}" for one in item.get("author") or ()
    ]


def _more_names(items: Items, group: Sequence[str]) -> dict[str, int]:
    """How many names tell works apart that were cited alike; none where their authors are the same."""
    people = {id_: _people(items[id_]) for id_ in group}
    out = {}
    for id_ in group:
        others = [names for other, names in people.items() if other != id_ and names != people[id_]]
        own = people[id_]
        need = max((_common(own, names) + 1 for names in others), default=0)
        if need > 1:
            # "et al." does not stand for a single name (APA 7, 8.18).
            out[id_] = len(own) if need >= len(own) - 1 else need
    return out


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _shared_families(items: Items, ids: Iterable[str]) -> frozenset[str]:
    """Family names of first authors with different initials (APA 7, 8.20)."""
    given: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        author = next(iter(items[id_].get("author") or ()), None)
        if author and (family := short_family(author)) and (initials := first_initials(author)):
            given[family].add(initials)
    return frozenset(family for family, initials in given.items() if len(initials) > 1)


def _letters(place: int) -> str:
    """a, b, ... z, aa, ab ..."""
    out = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        out = chr(97 + rest) + out
    return out


def names_locator(style: Style) -> bool:
    """Whether the citations of a style say the page themselves."""
    seen: set[str] = set()
    waiting = [] if style.citation is None else [style.citation]
    while waiting:
        for element in waiting.pop().iter():
            if element.get("variable") == "locator" and tag(element) in ("text", "number"):
                return True
            macro = element.get("macro")
            if macro and macro not in seen and macro in style.macros:
                seen.add(macro)
                waiting.append(style.macros[macro])
    return False


def made_fit(item: Mapping[str, Any], style: Style) -> dict[str, Any]:
    """An item as a style expects it."""
    out = {key: value for key, value in item.items() if value not in (None, "", [], {})}
    out["type"] = item.get("type") or "document"
    for name in ("issue", "volume", *(["page"] if out["type"] == "article-newspaper" else [])):
        if isinstance(out.get(name), str):
            # CNKI counts issues as 03; 第3期 is what is printed.
            out[name] = re.sub(r"(?<![\w.])0+(?=\d)", "", out[name])
    if style.is_apa:
        # APA 7, 10.5: a paper in a book of proceedings is a chapter: In title (pp. 5–9). Publisher.
        if out["type"] == "paper-conference" and out.get("container-title") and not out.get("issue"):
            out["type"] = "chapter"
        authors: list[Any] = out.get("author") or []
        # APA 7, 9.29: a publisher that is the author is not named again.
        if len(authors) == 1 and authors[0].get("literal") == out.get("publisher"):
            out.pop("publisher", None)
        if language_of(item).startswith("en"):
            # APA 7, 6.17: the first word after a colon is written large.
            out["title"] = re.sub(r"(?<=[:?!] )[a-z]", lambda match: match[0].upper(), str(out.get("title", "")))
        # APA 7, 9.27: an article number is "Article 041024", no page.
        if re.fullmatch(r"[A-Za-z]?\d{5,}", str(out.get("page", ""))) and out["type"] == "article-journal":
            out.setdefault("number", out.pop("page"))
    return out
