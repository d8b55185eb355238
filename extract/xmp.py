"""What a PDF's XMP packet says: title, authors, journal and the rest, read from the file's bytes.

PDFium does not give the packet. It stands in the file as it is (ISO 32000-1, 14.3.2 advises against compressing it), or
deflated in a stream of type Metadata. It is taken apart by patterns, not by an XML parser: the file may be hostile, and
the names of the few fields that count are fixed. Pictures bring packets of their own; the document's is the one that
names a PDF's producer or a publication, or the last.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MAX_PACKET = 200_000  # bytes
MAX_PACKETS = 40

_STREAM = re.compile(rb"/Subtype\s*/XML\b")
_LIST = re.compile(
    r"<dc:(?P<name>title|creator|subject|description|identifier|publisher)\b[^>]*>(?P<inside>.{0,20000}?)</dc:(?P=name)>",
    re.DOTALL,
)
_ITEM = re.compile(r"<rdf:li\b[^>]*>([^<]{0,8000})</rdf:li>")
_SIMPLE = re.compile(
    r"<(?P<name>(?:prism|pdfx|pdfx_1_|pdf|xmp|crossmark|jav):\w+)\b[^>/]*>(?P<value>[^<]{1,2000})</(?P=name)>"
    r"|\b(?P<name2>(?:prism|pdfx|pdf|xmp):\w+)=\"(?P<value2>[^\"<]{1,2000})\""
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


@dataclass(frozen=True, kw_only=True)
class Xmp:
    """The fields of an XMP packet that describe a publication; empty where the file has none."""

    title: str = ""
    creators: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    description: str = ""
    doi: str = ""
    publication: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    published: str = ""


def read_xmp(data: bytes) -> Xmp:
    """The publication that the document's XMP packet describes."""
    packets = [packet for _, packet in zip(range(MAX_PACKETS), _packets(data), strict=False)]
    telling = [packet for packet in packets if b"pdf:Producer" in packet or b"prism:" in packet]
    if not packets:
        return Xmp()
    return parse_xmp((telling or packets)[-1].decode("utf-8", "replace"))


def _packets(data: bytes) -> Iterator[bytes]:
    plain = False
    at = data.find(b"<x:xmpmeta")
    while at >= 0:
        end = data.find(b"</x:xmpmeta>", at, at + MAX_PACKET)
        if end > 0:
            plain = True
            yield data[at:end]
        at = data.find(b"<x:xmpmeta", at + 10)
    if plain:
        return
    for match in _STREAM.finditer(data):
        start = data.find(b"stream", match.end(), match.end() + 400)
        if start < 0 or b"FlateDecode" not in data[max(0, match.start() - 300) : start]:
            continue
        start += 8 if data[start + 6 : start + 8] == b"\r\n" else 7
        try:
            packet = zlib.decompressobj().decompress(data[start : start + MAX_PACKET], MAX_PACKET)
        except zlib.error:
            continue
        if b"xmpmeta" in packet or b"rdf:RDF" in packet:
            yield packet


def parse_xmp(packet: str) -> Xmp:
    """The fields of a packet of XML."""
    lists: dict[str, tuple[str, ...]] = {}
    for match in _LIST.finditer(packet):
        items = _ITEM.findall(match["inside"]) or [re.sub(r"<[^>]*>", "", match["inside"])]
        kept = tuple(filter(None, map(_plain, items)))
        if kept:
            lists.setdefault(match["name"], kept)
    simple: dict[str, str] = {}
    for match in _SIMPLE.finditer(packet):
        value = _plain(match["value"] or match["value2"])
        if value:
            simple.setdefault(match["name"] or match["name2"], value)
    pages = simple.get("prism:pageRange") or "-".join(
        filter(None, (simple.get("prism:startingPage"), simple.get("prism:endingPage")))
    )
    stated = (simple.get("prism:doi"), simple.get("pdfx:doi"), *lists.get("identifier", ()))
    dois = [found.group() for value in stated if value and (found := _DOI.search(value))]
    return Xmp(
        title=lists.get("title", ("",))[0],
        creators=lists.get("creator", ()),
        subjects=lists.get("subject", ()),
        description=" ".join(lists.get("description", ())),
        doi=dois[0] if dois else "",
        publication=simple.get("prism:publicationName", ""),
        volume=simple.get("prism:volume", ""),
        issue=simple.get("prism:number", simple.get("prism:issueIdentifier", "")),
        pages=pages,
        published=simple.get("prism:coverDate", simple.get("prism:publicationDate", "")),
    )


def _plain(value: str) -> str:
    return " ".join(html.unescape(value).split())
