"""CSL JSON written as BibTeX and as RIS, for references that came in another format, and documents without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from extract.csl import AND_OTHERS, BIBTEX_TYPES, RIS_FIELDS, RIS_TYPES, TITLE_ALT
from extract.lang import has_han

_BIBTEX_OF: Mapping[str, str] = MappingProxyType(
    {type_: name for name, type_ in reversed(tuple(BIBTEX_TYPES.items()))}
    | {
        "book": "book", "thesis": "phdthesis", "report": "techreport", "chapter": "incollection",
        "paper-conference": "inproceedings", "article-magazine": "article", "article-newspaper": "article",
        "article": "article", "webpage": "online", "post-weblog": "online", "bill": "legislation",
    }
)  # fmt: skip
_RIS_OF: Mapping[str, str] = MappingProxyType(
    {type_: name for name, type_ in reversed(tuple(RIS_TYPES.items()))} | {"article": "JOUR", "pamphlet": "BOOK"}
)
_SUBTYPES: Mapping[str, str] = MappingProxyType({"article-newspaper": "newspaper", "article-magazine": "magazine"})
_PUBLISHERS: Mapping[str, str] = MappingProxyType(
    {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
)
_BIBTEX_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "title": "title", "volume": "volume", "page": "pages", "publisher-place": "address", "edition": "edition",
        "collection-title": "series", "ISBN": "isbn", "ISSN": "issn", "DOI": "doi", "URL": "url", "keyword": "keywords",
        "abstract": "abstract", "note": "note", "language": "language", "title-short": "shorttitle", "genre": "type",
        "container-title-short": "shortjournal", "chapter-number": "chapter", "medium": "howpublished",
    }
)  # fmt: skip
_PLAIN = frozenset({"DOI", "URL", "file", "doi", "url"})
_KEY = re.compile(r"[^\s{}(),=\"#%'\\~@]+")
_FIRST_WORDS = frozenset({"a", "an", "the", "on", "of", "in", "for", "and", "to"})
_HAN = re.compile(r"[^\u3400-\u9fff]")


def bibtex_of(item: Mapping[str, Any], *, key: str, file: str | None = None) -> str:
    """An item of CSL JSON as a BibTeX entry with this key."""
    kind = "misc" if _arxiv(item) else _BIBTEX_OF.get(str(item.get("type", "")), "misc")
    if kind == "phdthesis" and re.search("master|硕士", _text(item.get("genre")), re.IGNORECASE):
        kind = "mastersthesis"
    fields = list(_bibtex_fields(item, kind))
    if file:
        fields.append(("file", braced(file)))
    lines = [f"  {name} = {{{value}}}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _bibtex_fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    done = {"id", "type", "issued", "accessed", "custom", "citation-key", "file", "original-title"}
    for role in ("author", "editor", "translator"):
        done.add(role)
        if names := [_bibtex_name(person) for person in people_of(item, role)]:
            yield role, " and ".join(names)
    special = {
        "container-title": "journal" if kind == "article" else "booktitle",
        "publisher": _PUBLISHERS.get(kind, "publisher"), "issue": "number",
        "number": "number",
    }  # fmt: skip
    if arxiv := _arxiv(item):
        done.add("number")
        yield from (("eprint", braced(arxiv)), ("archiveprefix", "arXiv"))
    if kind == "phdthesis" and not item.get("genre"):
        yield "type", "Thesis"  # which degree it was for is not known
    if subtype := _SUBTYPES.get(str(item.get("type"))):
        yield "entrysubtype", subtype
    for name in ("title", "container-title", "volume", "issue", "number", "page", "publisher", *item):
        value = _text(item.get(name))
        if name in done or not value:
            continue
        done.add(name)
        field = special.get(name) or _BIBTEX_NAMES.get(name, name if re.fullmatch(r"[\w-]+", name) else "")
        value = re.sub(r"(?<=\d)[-–](?=\d)", "--", value) if name == "page" else value
        if field:
            yield field, value if name in _PLAIN else latex(value)
    yield from zip(("year", "month", "day"), map(str, date_of(item)), strict=False)
    if accessed := date_of(item, "accessed"):
        yield "urldate", "-".join(f"{part:02}" for part in accessed)
    custom = item.get("custom")
    for name, value in custom.items() if isinstance(custom, Mapping) else ():
        if isinstance(value, str) and name == TITLE_ALT:
            yield "titletranslation", latex(value)
        elif isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w.-]+", name) and name not in done:
            yield name, braced(value)


def ris_of(item: Mapping[str, Any], *, file: str | None = None) -> str:
    """An item of CSL JSON as a RIS record."""
    kind = "UNPB" if _arxiv(item) else _RIS_OF.get(str(item.get("type", "")), "GEN")
    lines = [f"{tag}  - {value}" for tag, value in _ris_fields(item)]
    return "\n".join([f"TY  - {kind}", *lines, *([f"L1  - {file}"] if file else []), "ER  - "])


def _ris_fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        for person in people_of(item, role):
            yield tag, _ris_name(person)
    custom = item.get("custom")
    said = custom if isinstance(custom, Mapping) else {}
    first, _, last = _text(item.get("page")).replace("–", "-").partition("-")
    title_tag = "T2" if item.get("type") in ("chapter", "paper-conference") else "JO"
    date = date_of(item)
    number = _text(item.get("issue")) or _text(item.get("number"))
    plain = [
        ("TI", item.get("title")), ("TT", said.get(TITLE_ALT)), (title_tag, item.get("container-title")),
        ("VL", item.get("volume")), ("M1" if _arxiv(item) else "IS", number), ("SP", first), ("EP", last),
        ("PY", str(date[0]) if date else ""),
        ("DA", "/".join(f"{part:02}" for part in date) if len(date) > 1 else ""),
        ("Y2", "/".join(f"{part:02}" for part in date_of(item, "accessed"))), ("DO", item.get("DOI")),
        *((tag, item.get(name)) for tag, name in _RIS_NAMES.items()), ("SN", item.get("ISSN")),
        ("SN", item.get("ISBN")), ("AB", item.get("abstract")), ("ID", item.get("id")),
    ]  # fmt: skip
    for tag, value in plain:
        if words := " ".join(_text(value).split()):
            yield tag, words
    for word in re.split(r"\s*[;；]\s*", _text(item.get("keyword"))):
        if word:
            yield "KW", word
    for tag, values in said.items():
        if re.fullmatch(r"[A-Z][A-Z0-9]", tag) and isinstance(values, list):
            yield from ((tag, " ".join(str(value).split())) for value in values)


_RIS_NAMES = {tag: name for tag, name in reversed(tuple(RIS_FIELDS.items())) if tag not in ("PP", "JA")}


def _arxiv(item: Mapping[str, Any]) -> str:
    """The number of a preprint on arXiv; empty for anything else."""
    found = re.fullmatch(r"arXiv:\s*(\S+)", _text(item.get("number")), re.IGNORECASE)
    return found[1] if found and item.get("type") == "article" else ""


def people_of(item: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    """The people of an item in one role."""
    people = item.get(role)
    return [person for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []


def date_of(item: Mapping[str, Any], name: str = "issued") -> tuple[int, ...]:
    """Year, month and day of an item's date, as far as they are told."""
    from extract.citations import of_csl  # noqa: PLC0415 - reads dates of every form

    date = of_csl({"issued": item.get(name)}).date
    return tuple(int(part) for part in date.split("-")) if date else ()


def latex(words: str) -> str:
    """Words as LaTeX prints them; letters stay, only its own signs are escaped."""
    return braced(re.sub(r"(?<!\\)([&%$#_])", r"\\\1", words))


def braced(words: str) -> str:
    """Words that may stand between braces: where theirs do not close each other, they go."""
    words = words if closes(words) else re.sub(r"\\?[{}]", "", words)
    return words + " " if words.endswith("\\") else words


def closes(words: str) -> bool:
    r"""Whether braces close each other; BibTeX counts \{ too."""
    depth = 0
    for sign in words:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def key_for(item: Mapping[str, Any], taken: set[str]) -> str:
    """A cite key that is not taken, and is from now on: the item's own, or author, year and first word of the title.

    `taken` are keys in small letters: BibTeX makes no difference between K and k.
    """
    own = str(item.get("citation-key") or item.get("id") or "")
    wish = own if _KEY.fullmatch(own) else _made_key(item)
    key, number = wish, 1
    while key.casefold() in taken:
        number += 1
        key = f"{wish}-{number}"
    taken.add(key.casefold())
    return key


def _made_key(item: Mapping[str, Any]) -> str:
    people = people_of(item, "author")
    name = _text(people[0].get("family") or people[0].get("literal")) if people else _text(item.get("publisher"))
    year = "".join(str(part) for part in date_of(item)[:1])
    title = _text(item.get("title"))
    if has_han(title):
        word = _HAN.sub("", title)[:4]
    else:
        words = re.findall(r"\w+", title.casefold())
        word = next((each for each in words if each not in _FIRST_WORDS and not each.isdecimal()), "")
    name = re.sub(r"\W", "", name).casefold()[:20]
    return "".join((name, year, word)) or "reference"


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _parts(person: Mapping[str, Any], names: Iterable[str]) -> str:
    return " ".join(part for name in names if (part := _text(person.get(name))))


def _bibtex_name(person: Mapping[str, Any]) -> str:
    if person == AND_OTHERS:
        return "others"
    literal = _text(person.get("literal")) or _text(person.get("name"))
    family = _parts(person, ("dropping-particle", "non-dropping-particle", "family"))
    given, suffix = _text(person.get("given")), _text(person.get("suffix"))
    if literal or not given:
        words = literal or family
        return latex(words) if re.fullmatch(r"[\u3400-\u9fff·]+", words) else f"{{{latex(words)}}}"
    if has_han(family + given):
        return latex(family + given)
    return ", ".join(latex(part) for part in (family, suffix, given) if part)


def _ris_name(person: Mapping[str, Any]) -> str:
    if person == AND_OTHERS:
        return "et al."
    literal = _text(person.get("literal")) or _text(person.get("name"))
    family = _parts(person, ("dropping-particle", "non-dropping-particle", "family"))
    given, suffix = _text(person.get("given")), _text(person.get("suffix"))
    if literal or not given:
        return literal or family
    return family + given if has_han(family + given) else ", ".join(part for part in (family, given, suffix) if part)
