"""What a text says of itself: title, authors, journal, dates, abstracts and the rest, from its labelled blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from types import MappingProxyType

from extract.dates import day_of, published_on, year_in_name
from extract.front import is_dateline
from extract.imprint import find_imprint
from extract.labels import LONGEST_ABSTRACT, find_labelled
from extract.lang import has_han
from extract.names import tells_organisation
from extract.notices import is_name_list
from extract.officials import find_issuer, find_number
from extract.types import Block, Lang, Metadata

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>，。；、（）)\]]+[^\s\"<>，。；、（）)\].,;:]", re.IGNORECASE)
_YEAR_SAID = re.compile(
    r"(?:(?<!\d)((?:19|20)\d{2})\s*年|\((?:\w+\s)?((?:19|20)\d{2})\)|[,，]\s*((?:19|20)\d{2})\s*[,，;；]|\b\w+\s+((?:19|20)\d{2})\b)"
)
_YEAR_IN_DOI = re.compile(r"[./-]((?:19|20)\d{2})(?=[./-])")
_LABEL = re.compile(
    r"^[\W_]*(?:关\s*键\s*[词字]|主题词|key\s?words?(?:\s+and\s+phrases)?|index terms)[\s】\]］）):：—–-]*",
    re.IGNORECASE,
)
_ABSTRACT_LABEL = re.compile(
    r"^[\W_]*(?:摘\s*要|内容提要|提\s*要|abstract|summary)[\s】\]］）):：—–.-]*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[;；,，、/|·•]\s*|\s{2,}|\u3000")
_CITED = re.compile(r"\[J(?:/OL)?\]\s*[.．]?\s*([^,，.．\d]{2,60})[,，.．]")
_JOURNAL = re.compile(r"^([^›»\d]{2,60}?)\s*[›»]{1,2}")
_NAMES_EN = re.compile(r"(?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’-]+")
_MARKS = re.compile(r"[\d*†‡§¹²³⁰-⁹①-⑩]+")
_BY = re.compile(r"^\s*(?:by|authors?\s*[:：])\s+", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"[（(]\s*((?:19|20)\d{2})\s*年?[版度]?\s*[)）]\W*$")
_DATE_BEHIND = re.compile(
    r"(?:[,，\s]+(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2},)?|[,，])?\s*(?:19|20)\d{2}\s*(?:年.*)?\W*$"
)
_FRONT = 3_000
_SHORT = 60  # characters of a line that a date may fill


def describe_text(text: str, blocks: Sequence[Block], lang: Lang, known: Metadata) -> Metadata:
    """`known` completed with what the labelled blocks of the text show; what is known already stays."""
    titles = _titles(text, blocks)
    labelled = find_labelled(text)
    keywords = labelled.keywords | dict(_keywords(text, blocks))
    abstracts = _abstracts(text, blocks)
    lines = [[line for line in text[:_FRONT].splitlines() if line.strip()]]
    imprint = find_imprint(lines, None)
    number, _ = find_number(lines)
    dateline = _dateline(text, blocks)
    day = published_on([line for line in lines[0] if len(line) < _SHORT]) or day_of(dateline)
    other: Lang = "en" if lang == "zh" else "zh"
    title = known.title or titles.get(lang) or titles.get(other)
    title_alt = known.title_alt or titles.get(other)
    doi = known.doi or _doi(text)
    year = known.year or _year(text, blocks, doi) or (day.year if day else None)
    meta = replace(
        known,
        title=title,
        title_alt=title_alt if title_alt != title else None,
        authors=known.authors or _authors(text, blocks),
        affiliations=known.affiliations or labelled.affiliations,
        year=year,
        date=known.date or (str(day) if day and day.year == year else str(year) if year else None),
        doi=doi,
        venue=known.venue or _venue(text) or imprint.venue,
        volume=known.volume or imprint.volume,
        issue=known.issue or imprint.issue,
        pages=known.pages or imprint.pages,
        keywords=known.keywords or keywords.get(lang, ()),
        keywords_alt=known.keywords_alt or keywords.get(other, ()),
        abstract=known.abstract or abstracts.get(lang),
        abstract_alt=known.abstract_alt or abstracts.get(other),
        classification=known.classification or labelled.classification,
        funding=known.funding or labelled.funding,
        issuer=known.issuer or find_issuer(lines, title, text, number)[0] or _issuer(dateline),
        document_number=known.document_number or number,
    )
    found = {field.name: "text" for field in fields(meta) if field.name != "found" and getattr(meta, field.name)}
    return replace(meta, found=MappingProxyType(found | dict(known.found)))


def with_named_year(meta: Metadata, name: str) -> Metadata:
    """`meta` with the year in brackets behind its title, or in the file's `name`, where nothing else tells one."""
    if meta.year:
        return meta
    behind = _YEAR_BEHIND.search(meta.title or "")
    bracketed = year_in_name(behind[1]) if behind else None
    year = bracketed or year_in_name(name)
    if not year:
        return meta
    origin = "title" if bracketed else "name"
    found = {**meta.found, "year": origin, **({} if meta.date else {"date": origin})}
    return replace(meta, year=year, date=meta.date or str(year), found=MappingProxyType(found))


def _dateline(text: str, blocks: Sequence[Block]) -> str:
    """The line below the title that tells who issued it and when, or nothing."""
    for block in blocks:
        if block.span.start > _FRONT:
            break
        words = block.span.of(text).strip()
        if block.kind == "notice" and block.section == "authors" and is_dateline(words):
            return words
    return ""


def _issuer(dateline: str) -> str | None:
    """The office that a dateline begins with."""
    office = _DATE_BEHIND.sub("", dateline).strip(" ,，、|·—–-")
    return office if office and tells_organisation(office) else None


def _abstracts(text: str, blocks: Sequence[Block]) -> dict[Lang, str]:
    """The abstract in each language: the paragraphs of its section, without their label."""
    parts: dict[Lang, list[str]] = {"zh": [], "en": []}
    for block in blocks:
        if block.section == "abstract" and block.kind in {"abstract", "body", "list"}:
            words = _ABSTRACT_LABEL.sub("", " ".join(block.span.of(text).split()))
            parts["zh" if has_han(words) else "en"].append(words)
    return {lang: " ".join(pieces) for lang, pieces in parts.items() if 0 < sum(map(len, pieces)) <= LONGEST_ABSTRACT}


def _titles(text: str, blocks: Sequence[Block]) -> dict[Lang, str]:
    titles: dict[Lang, str] = {}
    for block in blocks:
        if block.section == "title" and block.kind == "heading":
            words = " ".join(block.span.of(text).split())
            titles.setdefault("zh" if has_han(words) else "en", words)
    return titles


def _keywords(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Lang, tuple[str, ...]]]:
    """The keywords of each language; the last list of a language is given last."""
    for block in blocks:
        if block.section != "keywords" or block.kind == "heading":
            continue
        line = _LABEL.sub("", block.span.of(text).strip())
        words = tuple(word.strip(" .。") for word in _BETWEEN.split(line) if word.strip(" .。"))
        if words:
            yield ("zh" if has_han(line) else "en"), words


def _authors(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    for block in blocks:
        if block.section != "authors":
            continue
        line = _BY.sub("", _MARKS.sub(" ", block.span.of(text)))
        names = [name.strip() for name in re.split(r"[,，、;；]|\sand\s|\s{2,}", line) if name.strip()]
        if is_name_list(block.span.of(text)):
            return tuple(names if len(names) > 1 else line.split())
        if names and all(_NAMES_EN.fullmatch(name) for name in names):
            return tuple(names)
    return ()


def _doi(text: str) -> str | None:
    found = _DOI.search(text[:_FRONT]) or _DOI.search(text[-_FRONT:] if len(text) < 4 * _FRONT else "")
    return found[0] if found else None


def _year(text: str, blocks: Sequence[Block], doi: str | None) -> int | None:
    """The year printed among title, authors and journal line, else the one inside the DOI."""
    for block in blocks:
        if block.span.start > _FRONT:
            break
        if block.kind == "notice" and block.section in {"authors", "notice"}:
            found = _YEAR_SAID.search(block.span.of(text)[:300])
            if found:
                return int(next(year for year in found.groups() if year))
    inside = _YEAR_IN_DOI.search(doi) if doi else None
    return int(inside[1]) if inside else None


def _venue(text: str) -> str | None:
    """The journal that a "cite this article" line or a journal's identity line names."""
    cited = _CITED.search(text) if text.count("[J]") == 1 else None
    if cited:
        return cited[1].strip()
    for line in text[:_FRONT].splitlines():
        found = _JOURNAL.match(line.strip())
        if found:
            return found[1].strip()
    return None
