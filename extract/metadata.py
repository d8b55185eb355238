"""What a PDF says of itself: titles, authors, journal, dates, abstracts and the rest, each with where it was found.

The first pages' words and type come first, then what labels in the text say, the file's XMP and Info entries, its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from extract.authors import affiliations_below, apart, authors_of, labeled_en, names_below, names_between
from extract.dates import date_of
from extract.imprint import Imprint, find_doi, find_imprint
from extract.labels import MOST_KEYWORDS, Labelled, column_of_keywords, find_labelled
from extract.lang import has_han
from extract.lines import Line, PageLines
from extract.names import tells_organisation
from extract.officials import english_issuer, find_issuer, find_number
from extract.othertitle import find_other_title, title_at_the_end
from extract.titles import find_title
from extract.typegroups import Group, groups_of
from extract.types import Lang, Metadata
from extract.xmp import Xmp

BELOW = 24  # lines under a title that tell who wrote it and where they work

_WORTHLESS = re.compile(
    r"microsoft word|untitled|\.docx?\b|\.indd|\.pdf|\.tex|^doi:|^paper title|open_access|^slide|^document\d*$"
    r"|powerpoint|^(?:title|标题|无标题|default|proof|layout)\b|^\S+\.(?:xls|ppt|qxd|wpd|dvi|fm|ai|eps|ps)\w?$|^[\w-]+_[\w_-]+$|^PII\b",
    re.IGNORECASE,
)
NOTHING = Xmp()


def describe_pages(
    pages: Sequence[PageLines],
    text: str,
    *,
    info: Mapping[str, str],
    name: str,
    lang: Lang,
    aside: str = "",
    xmp: Xmp = NOTHING,
) -> Metadata:
    """The metadata of a PDF, from its first pages' lines (furniture and all), its text, its entries and its name.

    `aside` is the text on the first page that runs another way, such as the stamp of a preprint server; `info` are the
    entries of the Info dictionary.
    """
    pages = [page for page in pages if page.columns]
    lines = [[line.text for line in page.lines] for page in pages]
    imprint = find_imprint(lines, None, info.get("Subject", ""), xmp.description)
    venue = xmp.publication or imprint.venue or ""
    named, foreign = _named(pages, lines, text, info=info, xmp=xmp, name=name, lang=lang, venue=venue)
    day, dated = date_of(
        lines, created=info.get("CreationDate", info.get("ModDate", "")), name=name, aside=aside, stated=xmp.published
    )
    labelled = find_labelled(text, _column(pages), ends_as_its_own=not foreign)
    found: dict[str, tuple[Any, str]] = {
        **named,
        "affiliations": pair(*named["affiliations"], labelled.affiliations, "text"),
        "year": (day.year if day else None, dated),
        "date": (str(day) if day else None, dated),
        "doi": find_doi(lines, [xmp.doi, *info.values()]),
        **_published(imprint, xmp),
        **_labelled(labelled, xmp, lang),
    }
    return told(found | _issued(lines, text, lang, found))


def _named(
    pages: Sequence[PageLines],
    lines: Sequence[Sequence[str]],
    text: str,
    *,
    info: Mapping[str, str],
    xmp: Xmp,
    name: str,
    lang: Lang,
    venue: str,
) -> tuple[dict[str, tuple[Any, str]], bool]:
    """Titles, authors and where they work; and whether the text ends with another paper's title and abstract."""
    groups = [groups_of(page) for page in pages]
    titles = [entry for entry in (info.get("Title", "").strip(), xmp.title) if entry and not _WORTHLESS.search(entry)]
    title = find_title(pages, groups, entries=titles, name=name, lang=lang, venue=venue)
    under = _below(pages, title.group)
    below = [apart(line) for line in under]
    entries = [entry for entry in ("; ".join(xmp.creators), info.get("Author", "")) if entry]
    authors, by = authors_of(below, lines[:3], text, entries)
    authors = names_between(under, authors)
    alt = find_other_title(pages, groups, lang, title)
    alt_text, alt_at, names_alt, foreign = alt.text, alt.found, _others(pages, alt.group, lang, len(authors)), False
    if alt_text is None:
        alt_text, names_alt = title_at_the_end(text, lang)
        alt_at = "text"
        foreign = bool(authors) and bool(names_alt) and len(names_alt) != len(authors)
        if foreign:
            alt_text, names_alt = None, ()
    found = {
        "title": (title.text, title.found),
        "title_alt": (alt_text, alt_at),
        "authors": (authors, by),
        "authors_alt": (names_alt if names_alt != authors else (), alt_at),
        "affiliations": (affiliations_below(below, authors), "page 1"),
    }
    return found, foreign


def _issued(
    lines: Sequence[Sequence[str]], text: str, lang: Lang, found: Mapping[str, tuple[Any, str]]
) -> dict[str, tuple[Any, str]]:
    """The number of an official document and the body that issued it; a paper in a journal has neither."""
    number, number_at = find_number(lines)
    issuer, issuer_at = find_issuer(lines, found["title"][0], text, number)
    authors = found["authors"][0]
    personal = authors and not number and not tells_organisation(authors[0])
    journal = any(found[name][0] for name in ("doi", "volume", "abstract", "abstract_alt"))
    if issuer is None and lang == "en" and lines and not (personal or journal):
        issuer, issuer_at = english_issuer(lines[0]), "page 1"
    return {"issuer": (issuer, issuer_at), "document_number": (number, number_at)}


def told(found: Mapping[str, tuple[Any, str]]) -> Metadata:
    """The metadata with the fields that hold something, and where each was found."""
    full = {name: pair for name, pair in found.items() if pair[0]}
    return Metadata(
        **{name: value for name, (value, _) in full.items()},
        found=MappingProxyType({name: origin for name, (_, origin) in full.items()}),
    )


def pair(value: Any, origin: str, other: Any, otherwise: str) -> tuple[Any, str]:
    """The value with its origin, or the other where there is none."""
    return (value, origin) if value else (other, otherwise)


def _published(imprint: Imprint, xmp: Xmp) -> dict[str, tuple[Any, str]]:
    """Journal, volume, issue and pages: as printed, else as the XMP packet has them."""
    pairs = {
        "venue": (imprint.venue, xmp.publication),
        "volume": (imprint.volume, xmp.volume),
        "issue": (imprint.issue, xmp.issue),
        "pages": (imprint.pages, xmp.pages),
    }
    return {
        name: (printed or entry or None, "page 1" if printed else "xmp") for name, (printed, entry) in pairs.items()
    }


def _labelled(labelled: Labelled, xmp: Xmp, lang: Lang) -> dict[str, tuple[Any, str]]:
    """What labels in the text tell, by the document's language and the other one."""
    other: Lang = "en" if lang == "zh" else "zh"
    keywords = labelled.keywords.get(lang, ())
    own = has_han("".join(xmp.subjects)) == (lang == "zh")
    subjects = _as_keywords(xmp.subjects) if own and not keywords else ()
    return {
        "keywords": (keywords or subjects, "text" if keywords else "xmp"),
        "keywords_alt": (labelled.keywords.get(other, ()), "text"),
        "abstract": (labelled.abstracts.get(lang), "text"),
        "abstract_alt": (labelled.abstracts.get(other), "text"),
        "classification": (labelled.classification, "text"),
        "funding": (labelled.funding, "text"),
    }


def _as_keywords(subjects: Sequence[str]) -> tuple[str, ...]:
    """The subjects of an XMP packet where they are a list of keywords, not notes of a publisher's system."""
    few = 1 < len(subjects) <= MOST_KEYWORDS
    return tuple(subjects) if few and all(re.fullmatch(r"[^:\d]{2,40}", subject) for subject in subjects) else ()


def _others(pages: Sequence[PageLines], group: Group | None, lang: Lang, many: int) -> tuple[str, ...]:
    """The authors below the title in the other language, who are as `many` as those in the document's own."""
    lines = [line for line in map(apart, _below(pages, group)) if has_han(line) == (lang == "en")]
    names = names_below(lines) or labeled_en(lines)
    parts = names[0].split() if len(names) == 1 else []
    if many > 1 and len(parts) == 2 * many:  # two names side by side read as one of four parts
        return tuple(f"{first} {last}" for first, last in zip(parts[::2], parts[1::2], strict=True))
    return names


def _below(pages: Sequence[PageLines], group: Group | None) -> list[Line]:
    """The lines below the group that prints a title."""
    if group is None:
        return []
    page = next(page for page in pages if page.number == group.page)
    return list(page.lines[group.end : group.end + BELOW])


def _column(pages: Sequence[PageLines]) -> tuple[str, ...]:
    """Keywords that stand one a line on the first page."""
    if not pages:
        return ()
    cells = ((line.text[: line.cells[0]].strip() if line.cells else line.text, line) for line in pages[0].lines)
    return column_of_keywords((text, line.x0, line.base, line.size) for text, line in cells)
