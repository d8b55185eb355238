"""The PDF inside a file of CNKI's own kinds (.caj, .kdh): taken out and made whole, for the reader of PDFs.

What is known of these kinds was found by the authors of caj2pdf (https://github.com/caj2pdf/caj2pdf/wiki). A CAJ file
holds the objects of a PDF without its header, its cross-reference table and often without the top of its page tree. A
KDH file is a PDF under a key of six letters. The kinds HN and C8 hold pictures of pages and no PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.errors import DamagedError, UnsupportedError

_KDH, _KDH_HEADER, _KDH_KEY = b"KDH ", 254, b"FZHMEI"
_CAJ, _POINTER = b"CAJ\x00", 0x14
_PICTURES = (b"HN", b"\xc8")
_TEB = b"TEB"
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"

_OBJECT = re.compile(rb"(?<![0-9])(?P<number>\d{1,7})\s(?P<generation>\d{1,5})\sobj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?P<tree>s)?\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PARENT = re.compile(rb"/Parent\s+(\d{1,7})\s+\d{1,5}\s+R\b")
_PAGES = re.compile(rb"/Pages\s+(\d{1,7})\s+\d{1,5}\s+R\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\s+\d+\s+R)\b")
_STREAM = re.compile(rb"\bstream\r?\n?")
_DICTIONARY = 4_096
"""Bytes of an object in which its type, parent and stream are looked for."""


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of a PDF: where it stands in the bytes, and the beginning of what it holds."""

    start: int
    end: int
    head: bytes


def is_cnki(data: bytes, suffix: str) -> bool:
    """Whether `data` begins as a file of one of CNKI's own kinds; some need their `suffix` to be told."""
    named = suffix in {".caj", ".nh", ".kdh", ".teb"}
    return data.startswith((_CAJ, _KDH, b"HN\x00\x00", b"TEB\x00")) or named


def pdf_inside(data: bytes) -> bytes:
    """The PDF that the file holds; raises UnsupportedError where it holds pictures of pages, else DamagedError."""
    if data.startswith(_KDH):
        return _decrypted(data)
    if data.startswith(_CAJ):
        return _made_whole(data)
    if data.startswith(_TEB):
        raise UnsupportedError("a TEB file of CNKI: open it in CAJViewer and print it to PDF")
    if data.startswith(_PICTURES):
        raise UnsupportedError("a CAJ file that holds pictures of pages: open it in CAJViewer and print it to PDF")
    raise UnsupportedError("a file of CNKI of a kind that is not known: open it in CAJViewer and print it to PDF")


def _decrypted(data: bytes) -> bytes:
    """The PDF of a KDH file: each byte behind the header is XORed with the next letter of the key."""
    body = np.frombuffer(data, np.uint8, offset=min(_KDH_HEADER, len(data)))
    key = np.resize(np.frombuffer(_KDH_KEY, np.uint8), len(body))
    plain = (body ^ key).tobytes()
    end = plain.rfind(b"%%EOF")
    if b"%PDF" not in plain[:1_024]:
        raise DamagedError("a KDH file of CNKI that is broken: there is no PDF in it")
    return plain if end < 0 else plain[: end + len(b"%%EOF")]


def _made_whole(data: bytes) -> bytes:
    """The PDF of a CAJ file, with a header, the missing top of its page tree, a table of its objects and a trailer."""
    body = data[_pdf_start(data) :]
    end = body.rfind(b"endobj")
    objects = _objects(body[: end + len(b"endobj")]) if end >= 0 else {}
    if not any(_PAGE.search(found.head) for found in objects.values()):
        raise DamagedError("a CAJ file of CNKI that is broken: no pages were found in it")
    out = bytearray(_HEADER)
    at: dict[int, int] = {}
    for number, found in objects.items():
        at[number] = len(out)
        out += body[found.start : found.end] + b"\n"
    root, added = _page_tree(objects)
    for number, value in added.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = len(out)
    size = max(at) + 1
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in sorted(at.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, table)
    return bytes(out)


def _pdf_start(data: bytes) -> int:
    """Where the objects begin: the header points to a number that points to them."""
    pointer = _number(data, _POINTER)
    start = _number(data, pointer) if pointer else 0
    return start if 0 < start < len(data) else _POINTER + 4


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _objects(body: bytes) -> dict[int, _Object]:
    """The objects by number, in the order of the file; of two with one number the first counts."""
    found: dict[int, _Object] = {}
    at = 0
    while opened := _OBJECT.search(body, at):
        at = _end(body, opened.end())
        head = body[opened.end() : min(at, opened.end() + _DICTIONARY)]
        stream = _STREAM.search(head)
        head = head[: stream.start()] if stream else head
        if int(opened["generation"]) == 0:
            found.setdefault(int(opened["number"]), _Object(opened.start(), at, head))
    return found


def _end(body: bytes, start: int) -> int:
    """The offset behind the `endobj` of the object whose content starts at `start`; streams are stepped over."""
    closed = body.find(b"endobj", start)
    stream = _STREAM.search(body, start, min(closed if closed >= 0 else len(body), start + _DICTIONARY))
    length = _LENGTH.search(body, start, stream.start()) if stream else None
    if stream and length:
        after = stream.end() + int(length[1])
        if body[after : after + 16].lstrip(b"\r\n").startswith(b"endstream"):
            closed = body.find(b"endobj", after)
    return closed + len(b"endobj") if closed >= 0 else len(body)


def _page_tree(objects: Mapping[int, _Object]) -> tuple[int, dict[int, bytes]]:
    """The number of the catalog, and the objects to add: the tops of the page tree that are missing, and itself."""
    for number, found in objects.items():
        tree = _PAGES.search(found.head) if _CATALOG.search(found.head) else None
        if tree and int(tree[1]) in objects:
            return number, {}
    kids: dict[int, list[int]] = {}
    tops: list[int] = []
    for number, found in objects.items():
        kind = _PAGE.search(found.head)
        if not kind:
            continue
        parent = _PARENT.search(found.head)
        if parent and int(parent[1]) != number:
            kids.setdefault(int(parent[1]), []).append(number)
        else:
            tops.append(number)
    missing = [number for number in kids if number not in objects]
    added = {number: _tree_object(kids[number], objects, kids) for number in missing}
    tops += missing
    free = max([*objects, *missing]) + 1
    if len(tops) > 1:
        added[free] = _tree_object(tops, objects, kids)
        tops, free = [free], free + 1
    added[free] = b"<< /Type /Catalog /Pages %d 0 R >>" % (tops[0] if tops else next(iter(kids)))
    return free, added


def _tree_object(kids: Sequence[int], objects: Mapping[int, _Object], tree: Mapping[int, Sequence[int]]) -> bytes:
    count = sum(_leaves(kid, objects, tree, depth=0) for kid in kids)
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), count)


def _leaves(number: int, objects: Mapping[int, _Object], tree: Mapping[int, Sequence[int]], *, depth: int) -> int:
    """How many pages stand under a node; a tree that is deeper than any real one is not followed."""
    if number not in tree or depth > 20:
        return 1 if number in objects and number not in tree else 0
    return sum(_leaves(kid, objects, tree, depth=depth + 1) for kid in tree[number])
