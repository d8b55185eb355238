"""What a web page's tags say of its article: those of journals (Highwire, Dublin Core) and governments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from extract.assemble import flowed
from extract.citations import people
from extract.lang import language
from extract.types import Lang, Metadata

_DATE = re.compile(r"((?:19|20)\d{2})(?:[-/.年]\s*(\d{1,2})(?:[-/.月]\s*(\d{1,2}))?)?")
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s*[〔﹝\[［]\s*(?:19|20)\d\d\s*[〕﹞\]］]\s*(?:第\s*)?\d{1,5}\s*号"
)
_BEFORE_SITE = re.compile(r"\s*[_|｜»]\s*|\s+[-–—]\s+|-(?=[^-]{2,20}$)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_FRONT = 8


def page_tags(tree: Any) -> Mapping[str, list[str]]:
    """The contents of a page's `meta` tags by name in lower case."""
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta") if tree is not None else ():
        name, content = (tag.get("name") or tag.get("property") or "").casefold(), flowed(tag.get("content") or "")
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def describe_page(
    tags: Mapping[str, list[str]], *, title: str | None, date: str | None, site: str | None, front: Sequence[str]
) -> Metadata:
    """The metadata of a page from its tags; `title`, `date` and `site` are what else is known, `front` its first lines.

    Titles and authors in the other language are told apart by their letters, the page's own language by its title.
    """

    def said(*names: str) -> str | None:
        return next((tags[name][0] for name in names if tags.get(name)), None)

    titles = [*tags.get("citation_title", ()), *(tags.get("articletitle") or tags.get("dc.title") or ())]
    main = titles[0] if titles else _without_site(title, front)
    lang: Lang = language(main or "")
    day = _DATE.search(said("citation_publication_date", "citation_date", "dc.date", "pubdate") or date or "")
    names = tags.get("citation_author") or tags.get("dc.creator") or []
    authors, authors_alt = _by_language((name for entry in names for name in people(entry)), lang)
    words = [word.strip() for entry in tags.get("citation_keywords", ()) for word in re.split("[;；,，]", entry)]
    keywords, keywords_alt = _by_language((word for word in words if word), lang)
    pages = [page for page in (said("citation_firstpage"), said("citation_lastpage")) if page]
    number = next((line for line in front[:_FRONT] if _DOCUMENT_NUMBER.fullmatch(line)), None)
    doi = _DOI.search(said("citation_doi", "dc.identifier", "prism.doi") or "")
    fields: dict[str, Any] = {
        "title": main,
        "title_alt": next((other for other in titles if language(other) != lang), None),
        "authors": authors,
        "authors_alt": authors_alt,
        "year": int(day[1]) if day else None,
        "date": _iso(day) if day else None,
        "doi": doi[0] if doi else None,
        "venue": said("citation_journal_title", "citation_conference_title", "prism.publicationname") or site,
        "volume": said("citation_volume"),
        "issue": said("citation_issue"),
        "pages": "-".join(dict.fromkeys(pages)) or None,
        "keywords": keywords,
        "keywords_alt": keywords_alt,
        "abstract": said("citation_abstract", "dc.description.abstract"),
        "issuer": said("contentsource", "citation_technical_report_institution", "citation_dissertation_institution"),
        "document_number": number or said("citation_technical_report_number"),
    }
    found = {name: "page's tags" for name, value in fields.items() if value}
    return Metadata(**fields, found=MappingProxyType(found))


def _by_language(words: Iterable[str], lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words in the page's language, and those in the other; all of them where the page's has none."""
    listed = tuple(dict.fromkeys(words))
    own = tuple(word for word in listed if language(word) == lang)
    return (own, tuple(word for word in listed if word not in own)) if own else (listed, ())


def _iso(day: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in day.groups() if part)


def _without_site(title: str | None, front: Sequence[str]) -> str | None:
    """The title without the name of the site behind it: up to a separator, or a whole line of the page."""
    if not title:
        return None
    lines = set(front)
    ends = [found.start() for found in _BEFORE_SITE.finditer(title)]
    for end in [len(title), *reversed(ends)]:
        if title[:end] in lines:
            return title[:end]
    underlined = title.partition("_")[0].strip()
    return underlined or title
