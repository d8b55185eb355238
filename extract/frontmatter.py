"""What the YAML front matter of a Markdown file says of it: title, authors, date and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from extract.dates import day_of, iso_day
from extract.types import Metadata

_FENCED = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-[ \t]+(?:name[ \t]*:[ \t]*)?(?P<value>.*)$")
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<words>.*)(?P=mark)")
_BETWEEN_NAMES = re.compile(r"\s*[;；、]\s*|\s+and\s+|\s*&\s*")
_COMMENT = re.compile(r"\s+#.*$")
_NAMES = {
    "title": "title", "author": "authors", "authors": "authors", "date": "date", "year": "year", "doi": "doi",
    "journal": "venue", "keywords": "keywords", "publisher": "issuer", "institution": "issuer", "abstract": "abstract",
}  # fmt: skip
_LISTS = frozenset({"authors", "keywords"})
_ORIGIN = "front matter"


def front_matter(text: str) -> Metadata:
    """The metadata in the lines between `---` at the head of `text`; what is more than a line or a list is left out."""
    fenced = _FENCED.match(text)
    entries: dict[str, list[str]] = {}
    for key, value in _values(fenced["inside"]) if fenced else ():
        if key in _NAMES and value:
            entries.setdefault(_NAMES[key], []).append(value)
    if len(entries.get("authors", ())) == 1:
        entries["authors"] = _names(entries["authors"][0])
    found: dict[str, Any] = {name: tuple(values) if name in _LISTS else values[0] for name, values in entries.items()}
    said = found.pop("date", None) or ""
    year = found.pop("year", None) or ""
    day = iso_day(said) or day_of(said) or iso_day(year) or day_of(year)
    if day:
        found |= {"year": day.year, "date": str(day)}
    return Metadata(**found, found=MappingProxyType(dict.fromkeys(found, _ORIGIN)))


def _values(inside: str) -> Iterator[tuple[str, str]]:
    """Each value with its key, those of a list one by one."""
    key = ""
    for line in inside.splitlines():
        entry, item = _ENTRY.match(line), _ITEM.match(line)
        if entry:
            key = entry["key"].lower()
            value = (entry["value"] or "").strip()
            inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            yield from ((key, _plain(piece)) for piece in inner)
        elif item and key:
            yield key, _plain(item["value"])
        elif line[:1].strip():  # an entry of another kind begins
            key = ""


def _names(said: str) -> list[str]:
    """The names of one line: `Ada Brown and Li Wei`; a comma parts names only where each has several words."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(said) if name.strip()]
    parts = [part.strip() for part in said.split(",")]
    return parts if len(names) == 1 and all(" " in part for part in parts) else names


def _plain(value: str) -> str:
    """A scalar without its quotation marks or the comment behind it; nothing for a block's sign."""
    value = value.strip()
    quoted = _QUOTED.match(value)
    if quoted:
        return quoted["words"].strip()
    value = _COMMENT.sub("", value)
    return "" if value in {"|", ">", "|-", ">-", "null", "~"} or value.startswith(("{", "&", "*")) else value
