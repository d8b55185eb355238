"""Zotero RDF: the items of a library with their attachments, and the journal or book that each is part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from extract.citations import CitationError
from extract.entries import Block
from extract.tagged import entry_of_ris, ris_kind

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ABOUT, _RESOURCE = f"{_RDF}about", f"{_RDF}resource"
_Z = "{http://www.zotero.org/namespaces/export#}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}link"
_CONTAINERS = frozenset({"Journal", "Book", "Periodical", "Newspaper", "Magazine", "Series", "Proceedings"})
_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "title": "TI", "date": "PY", "volume": "VL", "number": "IS", "pages": "SP", "abstract": "AB", "language": "LA",
        "shortTitle": "ST", "edition": "ET", "itemType": "TY", "libraryCatalog": "DP", "description": "N1",
        "dateSubmitted": "Y2",
    }
)  # fmt: skip


def zotero_blocks(text: str) -> list[Block]:
    """The items in order; what belongs to them (journals, files) is part of them."""
    from lxml import etree  # noqa: PLC0415 - only for this format

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        body = text[text.index("<rdf:RDF") :]  # the declaration may name another encoding
        try:
            root = etree.fromstring(body.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise CitationError(f"it is no XML: {error}") from error
    by_id = {node.get(_ABOUT): node for node in root if node.get(_ABOUT)}
    out: list[Block] = []
    for node in root:
        if node.find(f"{_Z}itemType") is None or _local(node) in ("Attachment", "Memo", "Collection"):
            continue
        ris = tuple(_ris(node, by_id))
        fields = tuple(_flat(node))
        raw = etree.tostring(node, encoding="unicode", with_tail=False)
        out.append(entry_of_ris(ris, format_="zotero", raw=raw, fields=(("itemType", _type(node)), *fields)))
    return out


def _type(node: Any) -> str:
    return str(node.findtext(f"{_Z}itemType") or "")


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _ris(node: Any, by_id: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    # Zotero names its types in one word: journalArticle, bookSection, conferencePaper.
    kind = _type(node)
    yield "TY", "CHAP" if kind == "bookSection" else ris_kind(kind)
    for child in node:
        name = _local(child)
        if name in ("authors", "editors", "contributors"):
            yield from (("AU" if name == "authors" else "A2", person) for person in _people(child))
        elif name == "isPartOf":
            yield from _container(child, by_id)
        elif name == "publisher":
            yield from _publisher(child)
        elif name == "identifier":
            yield from _identifier(child)
        elif name == "subject":
            yield "KW", _words(child)
        elif child.tag == _LINK:
            yield from _file(by_id.get(child.get(_RESOURCE)))
        elif name != "itemType" and name in _TAGS and _words(child):
            yield _TAGS[name], _words(child)


def _people(node: Any) -> Iterator[str]:
    for person in node.iter("{http://xmlns.com/foaf/0.1/}Person"):
        said = {_local(part): _words(part) for part in person}
        names = (said.get("surname"), said.get("givenName") or said.get("givenname"))
        yield ", ".join(name for name in names if name)


def _container(node: Any, by_id: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    inside = by_id.get(node.get(_RESOURCE)) if node.get(_RESOURCE) else next(iter(node), None)
    if inside is None or _local(inside) not in _CONTAINERS:
        return
    for child in inside:
        name = _local(child)
        if name == "title":
            yield ("T3" if _local(inside) == "Series" else "T2"), _words(child)
        elif name == "identifier":
            yield from _identifier(child)
        elif name in ("volume", "number") and _words(child):
            yield _TAGS[name], _words(child)


def _publisher(node: Any) -> Iterator[tuple[str, str]]:
    for part in node.iter():
        if _local(part) == "name":
            yield "PB", _words(part)
        elif _local(part) == "locality":
            yield "CY", _words(part)


def _identifier(node: Any) -> Iterator[tuple[str, str]]:
    words = _words(node)
    kind, _, value = words.partition(" ")
    if kind == "DOI":
        yield "DO", value
    elif kind in ("ISSN", "ISBN"):
        yield "SN", value
    elif words.startswith("http"):
        yield "UR", words


def _file(node: Any) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    for child in node:
        if _local(child) in ("resource", "path") and (path := child.get(_RESOURCE) or _words(child)):
            yield "L1", path


def _flat(node: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Every value below a node, under the names on the way to it."""
    for child in node:
        name = f"{above}/{_local(child)}" if above else _local(child)
        if child.get(_RESOURCE):
            yield name, child.get(_RESOURCE)
        elif len(child):
            yield from _flat(child, name)
        elif child.text and child.text.strip():
            yield name, child.text.strip()
