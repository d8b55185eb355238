"""References of other formats as CSL JSON (https://docs.citationstyles.org/en/stable/specification.html).

Titles, dates, numbers and pages are those that `extract.citations` reads; what it has no place for (publisher, place,
edition, ISBN, editors) is added here. What CSL has no name for goes under `custom`, so that nothing is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from extract.citations import OTHERS, Citation, iso_date, people, plain_latex
from extract.lang import has_han

BIBTEX_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "inbook": "chapter",
        "incollection": "chapter", "suppbook": "chapter", "inproceedings": "paper-conference",
        "conference": "paper-conference", "proceedings": "book", "collection": "book", "manual": "report",
        "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis", "techreport": "report",
        "report": "report", "online": "webpage", "www": "webpage", "electronic": "webpage", "patent": "patent",
        "standard": "standard", "legislation": "legislation", "dataset": "dataset", "software": "software",
        "unpublished": "manuscript", "periodical": "periodical",
    }
)  # fmt: skip
RIS_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal", "MGZN": "article-magazine",
        "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter",
        "ECHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference", "THES": "thesis",
        "RPRT": "report", "GOVDOC": "report", "STAND": "standard", "STAT": "legislation", "BILL": "bill",
        "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "PAT": "patent", "UNPB": "manuscript",
        "MANSCPT": "manuscript", "DATA": "dataset", "AGGR": "dataset", "MAP": "map", "COMP": "software",
    }
)  # fmt: skip
BIBTEX_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "publisher": "publisher", "institution": "publisher", "school": "publisher", "organization": "publisher",
        "address": "publisher-place", "location": "publisher-place", "edition": "edition", "isbn": "ISBN",
        "issn": "ISSN", "url": "URL", "note": "note", "series": "collection-title", "language": "language",
        "langid": "language", "shorttitle": "title-short", "pmid": "PMID", "pmcid": "PMCID", "annote": "annote",
        "shortjournal": "container-title-short", "type": "genre", "howpublished": "medium", "chapter": "chapter-number",
    }
)  # fmt: skip
RIS_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "UR": "URL", "N1": "note",
        "T3": "collection-title", "LA": "language", "ST": "title-short", "J2": "container-title-short",
        "JA": "container-title-short", "M3": "genre", "CN": "call-number", "DP": "source",
        "SE": "section", "DB": "archive",
    }
)  # fmt: skip
TITLE_ALT = "title_alt"
"""Under `custom`: the title in the other language. `original-title` says what was translated, which nobody tells us."""

_READ_BIBTEX = frozenset(
    [
        "author",
        "editor",
        "translator",
        "title",
        "subtitle",
        "journal",
        "journaltitle",
        "booktitle",
        "maintitle",
        "year",
        "date",
        "month",
        "volume",
        "number",
        "issue",
        "pages",
        "doi",
        "keywords",
        "keyword",
        "abstract",
        "file",
        "titletranslation",
        "translatedtitle",
        "origtitle",
        "day",
    ]
)
_READ_RIS = frozenset({
    "TY", "ID", "TI", "T1", "TT", "T2", "JO", "JF", "BT", "AU", "A1", "A2", "ED", "PY", "Y1", "DA", "VL", "IS", "SP",
    "EP", "KW", "AB", "N2", "DO", "SN", "L1", "L2", "L4", "ER",
})  # fmt: skip
_ROLES_RIS = (("author", ("AU", "A1")), ("editor", ("A2", "ED")), ("translator", ("A4",)))
_SERIALS: Mapping[str, str] = MappingProxyType({"newspaper": "article-newspaper", "magazine": "article-magazine"})
"""What `entrysubtype` of BibLaTeX makes of an article."""
_THESES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "phdthesis": ("Doctoral dissertation", "博士学位论文"), "mastersthesis": ("Master's thesis", "硕士学位论文"),
        "mathesis": ("Master's thesis", "硕士学位论文"), "bathesis": ("Bachelor's thesis", "学士学位论文"),
        "thesis": ("", ""),
    }
)  # fmt: skip
"""What entries and the `type` of BibLaTeX call theses, and the words for it in both languages."""
_PREPRINT = re.compile(r"arxiv\s*:\s*\S+", re.IGNORECASE)
AND_OTHERS = MappingProxyType({"literal": "others"})
"""The last of a list of names that is not whole, as pandoc has it."""
_BOOKS = frozenset({"book", "chapter", "thesis", "report", "pamphlet", "map", "standard"})


def csl_of_bibtex(kind: str, fields: Mapping[str, str], citation: Citation) -> dict[str, Any]:
    """A BibTeX entry as CSL JSON; the names of `fields` are in lower case."""
    type_ = BIBTEX_TYPES.get(kind.casefold(), "document")
    subtype = fields.get("entrysubtype", "").strip().casefold() if type_ == "article-journal" else ""
    item = _from_citation(_SERIALS.get(subtype, type_), citation)
    for role in ("author", "editor", "translator"):
        if names := [*_bibtex_names(fields.get(role, ""))]:
            item[role] = names
    for name, variable in BIBTEX_FIELDS.items():
        if (value := _words(name, fields.get(name, ""))) and variable not in item:
            item[variable] = value
    read = {*_READ_BIBTEX, *BIBTEX_FIELDS, *(["entrysubtype"] if subtype in _SERIALS else [])}
    if accessed := _date_parts(fields.get("urldate", "")):
        item["accessed"] = accessed
        read.add("urldate")
    if type_ == "thesis":
        item = _with_degree(item, kind)
    if preprint := _preprint(fields, item):
        item = {**item, **preprint}
        read |= {"eprint", "archiveprefix", "eprinttype"}
    return _with_custom(item, {name: value for name, value in fields.items() if name not in read})


def _with_degree(item: dict[str, Any], kind: str) -> dict[str, Any]:
    """A thesis with the degree that its `type`, or else the entry itself, names."""
    said = str(item.pop("genre", ""))
    words = _THESES.get((said or kind).casefold(), (said, said))[has_han(str(item.get("title", "")))]
    return {**item, "genre": words} if words else item


def _date_parts(words: str) -> dict[str, Any] | None:
    date = iso_date(words)
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def _preprint(fields: Mapping[str, str], item: Mapping[str, Any]) -> dict[str, Any]:
    """What makes a preprint of a work that is on arXiv and appeared nowhere else; empty where it is none."""
    where = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    number = re.sub(r"^arxiv:\s*", "", plain_latex(fields.get("eprint", "")), flags=re.IGNORECASE)
    elsewhere = str(item.get("container-title", "arxiv"))
    if where.strip("{} ").casefold() != "arxiv" or not number or not elsewhere.casefold().startswith("arxiv"):
        return {}
    defaults = {"publisher": "arXiv", "URL": f"https://arxiv.org/abs/{number}"}
    return {**defaults, **item, "type": "article", "number": f"arXiv:{number}"}


def csl_of_ris(fields: Sequence[tuple[str, str]], citation: Citation) -> dict[str, Any]:
    """The tags and values of a RIS record as CSL JSON."""
    kind = next((value.strip().upper() for tag, value in fields if tag == "TY"), "")
    type_ = RIS_TYPES.get(kind, "document")
    item = _from_citation(type_, citation)
    for role, tags in _ROLES_RIS:
        if names := [name for tag, value in fields if tag in tags for name in names_of(value)]:
            item[role] = names
    custom: dict[str, Any] = {}
    for tag, value in fields:
        variable = _variable(tag, type_)
        words = value.strip()
        if not words or tag == "A4":
            continue
        if tag == "Y2" and "accessed" not in item and (accessed := _date_parts(words)):
            item["accessed"] = accessed
            continue
        if tag == "M1" and _PREPRINT.fullmatch(words) and "container-title" not in item:
            item |= {"type": "article", "number": words}
            continue
        if variable and variable not in item:
            item[variable] = words
        elif variable == "note":
            item["note"] = f"{item['note']}\n{words}"
        elif (variable or tag not in _READ_RIS) and words != item.get(str(variable)):
            custom.setdefault(tag, []).append(words)
    return _with_custom(item, custom)


def _variable(tag: str, type_: str) -> str | None:
    if type_ == "patent" and tag in ("SN", "M1"):
        return "number"
    return ("ISBN" if type_ in _BOOKS else "ISSN") if tag == "SN" else RIS_FIELDS.get(tag)


def _from_citation(type_: str, citation: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {"type": type_}
    title, *others = citation.titles or ("",)
    values = {
        "id": citation.key, "title": title,
        "container-title": citation.venue, "volume": citation.volume, "issue": citation.issue,
        "number": citation.document_number,
        "page": citation.pages, "DOI": citation.doi, "keyword": "; ".join(citation.keywords),
        "abstract": citation.abstracts[0] if citation.abstracts else "", "publisher": citation.issuer,
    }  # fmt: skip
    item.update({name: value for name, value in values.items() if value})
    if citation.date:
        item["issued"] = {"date-parts": [[int(part) for part in citation.date.split("-")]]}
    if citation.authors:
        item["author"] = [{"literal": name} for name in citation.authors]
    if others:
        item["custom"] = {TITLE_ALT: others[0]}
    return item


def _with_custom(item: dict[str, Any], custom: Mapping[str, Any]) -> dict[str, Any]:
    kept = {**item.get("custom", {}), **{name: value for name, value in custom.items() if value}}
    return {**item, "custom": kept} if kept else item


def _words(name: str, value: str) -> str:
    """A value of BibTeX in plain letters; an address keeps its signs."""
    if name == "url":
        return re.sub(r"\\([_%&#$~{}])", r"\1", value).strip("{} \n")
    return plain_latex(value)


def _bibtex_names(words: str) -> Iterable[dict[str, str]]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - 0.2 s, only where there is a bibliography
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for name in split_multiple_persons_names(words) if words.strip() else ():
        whole = name.strip()
        if whole.startswith("{") and whole.endswith("}") and "}" not in whole[1:-1]:
            yield {"literal": plain_latex(whole)}  # braces keep the name of a body together
        elif has_han(whole):
            yield from _chinese_names(plain_latex(whole))
        elif OTHERS.fullmatch(whole):
            yield dict(AND_OTHERS)
        elif whole:
            parts = parse_single_name_into_parts(whole, strict=False)
            said = {
                "family": parts.last, "given": parts.first, "non-dropping-particle": parts.von, "suffix": parts.jr,
            }  # fmt: skip
            plain = {part: plain_latex(" ".join(pieces)) for part, pieces in said.items() if pieces}
            if "given" in plain:
                yield plain
            elif literal := " ".join(plain.values()).strip():
                yield {"literal": literal}


def _chinese_names(words: str) -> Iterable[dict[str, str]]:
    yield from ({"literal": name} for name in people(words))
    if OTHERS.fullmatch(re.split(r"[,，;；、\s]", words.strip())[-1]):
        yield dict(AND_OTHERS)


def names_of(words: str) -> Iterable[dict[str, str]]:
    """The people in one value of RIS: `Family, Given, Suffix`, Chinese names whole, and several with `;` between."""
    if has_han(words):
        yield from _chinese_names(words)
        return
    for name in re.split(r"\s*[;；]\s*", words.strip()):
        family, *rest = [piece.strip() for piece in name.split(",")]
        given = [piece for piece in rest if piece]
        if OTHERS.fullmatch(name):
            yield dict(AND_OTHERS)
        elif family and given:
            suffix = {"suffix": given[1]} if len(given) > 1 else {}
            yield {"family": family, "given": given[0], **suffix}
        elif family:
            yield {"literal": family}
