"""References as programs for literature write them (BibTeX, RIS, CSL JSON), read to one shape: `Citation`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from extract.lang import HAN, has_han

REPORTS = frozenset({"techreport", "report", "manual", "standard", "legislation", "RPRT", "GOVDOC", "STAND"})
NUMBERED = REPORTS | {"patent", "PAT"}
THESES = frozenset({"phdthesis", "mastersthesis", "thesis", "THES"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:1[5-9]|20)\d{2})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2}))?)?(?!\d)"
)
_SURNAMES_OF_TWO = frozenset({"欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"})
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_LONGEST_NAME = 300
OTHERS = re.compile(r"(?:and\s+)?(?:others|et\s+al\.?|等)", re.IGNORECASE)
"""What stands for the authors that a list does not name."""


class CitationError(ValueError):
    """The text is no list of references of its kind."""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One reference: titles and abstracts in any language, the names of people as they are printed."""

    key: str = ""
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: str | None = None
    doi: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    keywords: tuple[str, ...] = ()
    abstracts: tuple[str, ...] = ()
    issuer: str | None = None
    document_number: str | None = None
    files: tuple[str, ...] = field(default=(), repr=False)
    """Paths and addresses of the thing itself, as the program wrote them."""


def read_ris(text: str) -> list[Citation]:
    """The records of a RIS file; raises CitationError where there is none."""
    import rispy  # noqa: PLC0415 - only where there is a side file

    lines = [re.sub(r"^\s*([A-Z][A-Z0-9])\s{1,2}-[ \t]?", r"\1  - ", line) for line in text.splitlines()]
    # A last record that nobody closed would be lost.
    records = rispy.loads("\n".join([*lines, "ER  - ", ""]), skip_unknown_tags=True)
    found = [_of_ris(record) for record in records if len(record) > 1]
    if not found:
        raise CitationError("no RIS record can be read in it")
    return found


def of_bibtex(kind: str, key: str, fields: Mapping[str, Any]) -> Citation:
    """One BibTeX entry; its fields have a `value` without the braces or quotes around it."""
    raw = {name.casefold(): str(field.value) for name, field in fields.items()}

    def said(*names: str) -> str | None:
        return next((words for name in names if (words := plain_latex(raw.get(name, "")))), None)

    kind = kind.casefold()
    numbered = kind in REPORTS
    main, sub = said("title"), said("subtitle")
    titles = (f"{main}: {sub}" if main and sub else main, said("titletranslation", "translatedtitle", "origtitle"))
    year, month, day = (raw.get(name, "") for name in ("year", "month", "day"))
    return Citation(
        key=key,
        titles=_kept(titles),
        authors=tuple(_bibtex_people(raw.get("author", "") or raw.get("editor", ""))),
        date=iso_date(raw.get("date") or year, month, day=day),
        doi=_doi(_unescaped(raw.get("doi", "")), _unescaped(raw.get("url", ""))),
        venue=said("journaltitle", "journal", "booktitle", "maintitle"),
        volume=said("volume"),
        issue=None if kind in NUMBERED else said("number", "issue"),
        pages=_page_range(said("pages")),
        keywords=_keywords(said("keywords", "keyword")),
        abstracts=_kept((said("abstract"),)),
        issuer=said("institution", "school", "organization") or (said("publisher") if numbered else None),
        document_number=said("number") if kind in NUMBERED else None,
        files=_kept(_unescaped(raw.get(name, "")) for name in ("file", "url", "pdf", "localfile", "eprint")),
    )


def _of_ris(record: Mapping[str, Any]) -> Citation:
    def said(*names: str) -> str | None:
        values = (record.get(name) for name in names)
        return next((_clean(value) for value in values if isinstance(value, str) and value.strip()), None)

    def listed(*names: str) -> list[str]:
        values = (record.get(name) for name in names)
        return [item for value in values if value for item in (value if isinstance(value, list) else [str(value)])]

    kind = str(record.get("type_of_reference", ""))
    pages = "-".join(_kept((said("start_page"), said("end_page"))))
    issuer = said("publisher") if kind in REPORTS | THESES else None
    return Citation(
        key=said("id") or "",
        titles=_kept((said("primary_title", "title"), said("translated_title"))),
        authors=tuple(name for entry in listed("first_authors", "authors") for name in people(entry)),
        date=iso_date(said("year", "publication_year", "date") or "", "", said("date") or ""),
        doi=_doi(said("doi") or "", *listed("urls", "notes")),
        venue=None
        if kind in REPORTS | THESES
        else said("alternate_title3", "secondary_title", "journal_name", "alternate_title2"),
        volume=said("volume"),
        issue=None if kind in NUMBERED else said("number"),
        pages=_page_range(pages),
        keywords=tuple(word for entry in listed("keywords") for word in _keywords(entry)),
        abstracts=_kept((said("abstract"), said("notes_abstract"))),
        issuer=issuer,
        document_number=said("number") if kind in NUMBERED else None,
        files=tuple(listed("file_attachments1", "file_attachments2", "urls")),
    )


def of_csl(item: Mapping[str, Any]) -> Citation:
    """One item of CSL JSON."""

    def said(*names: str) -> str | None:
        values = (_one(item.get(name)) for name in names)
        return next(
            (_clean(str(value)) for value in values if isinstance(value, str | int) and str(value).strip()), None
        )

    kind = str(item.get("type", ""))
    people = item.get("author") or item.get("editor") or []
    people = people if isinstance(people, list) else []
    names = [csl_name(person) for person in people if isinstance(person, dict)]
    issued = item.get("issued")
    return Citation(
        key=said("id", "citation-key") or "",
        titles=_kept((said("title"), said("original-title"))),
        authors=tuple(dict.fromkeys(name for name in names if name and not OTHERS.fullmatch(name))),
        date=_csl_date(issued) if isinstance(issued, dict) else iso_date(str(issued or "")),
        doi=_doi(said("DOI") or "", said("URL") or ""),
        venue=None if kind in REPORTS | THESES else said("container-title", "collection-title"),
        volume=said("volume"),
        issue=said("issue"),
        pages=_page_range(said("page")),
        keywords=_keywords(said("keyword")),
        abstracts=_kept((said("abstract"),)),
        issuer=said("publisher") if kind in REPORTS | THESES else None,
        document_number=said("number") if kind in NUMBERED else None,
        files=_kept((said("URL"), said("file"))),
    )


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _kept(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _clean(words: str) -> str:
    """The words without tags, on one line."""
    return " ".join(_MARKUP.sub("", words).split())


@lru_cache(maxsize=10_000)
def plain_latex(words: str) -> str:
    """What LaTeX prints of `words`: accents as letters, braces and commands gone."""
    if not re.search(r"[\\{}$~]|--|``|''", words):
        return _clean(words)
    # A bare % begins a comment in LaTeX; in the abstracts that journals export it is a sign like any other.
    escaped = re.sub(r"(?<!\\)%", r"\\%", words)
    if not re.search(r"[\\$~&#`<>_^]|''|,,", words) and words.count("{") == words.count("}"):
        plain = re.sub(r"[{}]", "", words).replace("---", "—").replace("--", "–")
    else:
        plain = _latex_to_text(escaped)
    return _clean(plain.replace("\u00a0", " "))


def _latex_to_text(words: str) -> str:
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415

    to_text, context = _latex()
    nodes, _, _ = LatexWalker(words, latex_context=context, tolerant_parsing=True).get_latex_nodes()
    plain: str = to_text.nodelist_to_text(nodes)
    return plain


@cache
def _latex() -> tuple[Any, Any]:
    """What turns LaTeX into text and the macros that it knows; to make them anew for each value takes 1 ms."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - 0.1 s, and few entries need it
    from pylatexenc.latexwalker import get_default_latex_context_db  # noqa: PLC0415

    return LatexNodes2Text(math_mode="text"), get_default_latex_context_db()


def _unescaped(words: str) -> str:
    """A path or address as it is: only the signs that LaTeX escapes are given back."""
    return re.sub(r"\\([_%&#$~{}])", r"\1", words).strip("{} \n")


def _bibtex_people(names: str) -> Iterator[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415 - 0.2 s, only where there is BibTeX

    for name in split_multiple_persons_names(names) if names else ():
        whole = name.strip()
        if whole.startswith("{") and whole.endswith("}") and "}" not in whole[1:-1]:
            yield plain_latex(whole)  # braces keep the name of a body together
        elif len(whole) <= _LONGEST_NAME:
            yield from people(plain_latex(whole))


def people(words: str) -> Iterator[str]:
    """The people in one entry of a list of names, as they are printed; Chinese exports put several into one."""
    separators = r"\s*[;；、，]\s*" if has_han(words) else r"\s*[;；]\s*"
    for name in re.split(separators, words.strip()):
        if OTHERS.fullmatch(name):
            continue
        if has_han(name):
            yield from _chinese(name)
        elif name:
            yield _western(name)


def _chinese(name: str) -> Iterator[str]:
    pieces = [_SPACE_IN_CHINESE.sub("", piece.strip()) for piece in name.split(",") if piece.strip()]
    pieces = [piece for piece in pieces if not OTHERS.fullmatch(piece)]
    if len(pieces) == 2 and (len(pieces[0]) == 1 or pieces[0] in _SURNAMES_OF_TWO) and len(pieces[1]) <= 2:
        yield "".join(pieces)
    else:
        yield from pieces


def _western(name: str) -> str:
    """`Family, Given` and `Family, Jr., Given` as printed: the given name first."""
    family, *rest = [piece.strip() for piece in name.split(",")]
    if len(rest) > 1 and re.fullmatch(r"(?:[JS]r\.?|I{1,3}|IV)", rest[0]):
        return " ".join(_kept((*rest[1:], family, rest[0])))
    if len(rest) > 1 and re.fullmatch(r"(?:[JS]r\.?|I{1,3}|IV)", rest[-1]):
        return " ".join(_kept((*rest[:-1], family, rest[-1])))
    return " ".join(_kept((*rest, family)))


def csl_name(person: Mapping[str, Any]) -> str:
    """A name of CSL JSON as it is printed."""

    def said(*names: str) -> list[str]:
        return [value.strip() for name in names if isinstance(value := person.get(name), str) and value.strip()]

    literal = said("literal", "name")
    if literal:
        return _clean(literal[0])
    if has_han("".join(said("family", "given"))):
        return "".join(said("family", "given"))
    parts = said("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return _clean(" ".join(parts))


def _csl_date(issued: Mapping[str, Any]) -> str | None:
    first = _one(issued.get("date-parts"))
    if isinstance(first, list) and first:
        return iso_date("-".join(str(part) for part in first[:3]))
    said = issued.get("literal") or issued.get("raw")
    return iso_date(said) if isinstance(said, str) else None


def iso_date(words: str, month: str = "", other: str = "", *, day: str = "") -> str | None:
    """The date in ISO 8601 as far as it is told; `month` and `day` are BibTeX's, `other` may be fuller for the year."""
    found, fuller = _DATE.search(words), _DATE.search(other)
    if fuller and (not found or (fuller["year"] == found["year"] and not found["month"])):
        found = fuller
    if not found:
        return None
    said = month.strip("{} ").casefold()
    number = _MONTHS.index(said[:3]) + 1 if said[:3] in _MONTHS else int(said) if said.isdecimal() else 0
    told = day.strip("{} ")
    parts = [int(found["year"]), int(found["month"] or number or 0), int(found["day"] or 0)]
    if not parts[2] and not found["month"] and told.isdecimal():
        parts[2] = int(told)
    if not 1 <= parts[1] <= 12:
        return found["year"]
    return f"{parts[0]}-{parts[1]:02}-{parts[2]:02}" if 1 <= parts[2] <= 31 else f"{parts[0]}-{parts[1]:02}"


def _doi(*candidates: str) -> str | None:
    return next((found[0].rstrip(".,;") for words in candidates if (found := _DOI.search(words))), None)


def _page_range(pages: str | None) -> str | None:
    return re.sub(r"\s*[-–—]+\s*", "-", pages).strip("-") or None if pages else None


def _keywords(words: str | None) -> tuple[str, ...]:
    """The keywords of a list; a comma parts them only where nothing stronger does."""
    if not words:
        return ()
    strong = re.split(r"\s*[;；\n]\s*", words)
    parts = strong if len([part for part in strong if part]) > 1 else re.split(r"\s*[,，、;；]\s*", words)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
