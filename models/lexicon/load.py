"""The lexicon read from its TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from models.lexicon.concepts import Concept, Lexicon, Listing, Name, Sense
from models.lexicon.fold import fold

METAL_FILES = ("metals", "rare_earths", "commodities")
THEME_FILES = (
    ("challenge", "challenges"),
    ("instrument", "instruments"),
    ("actor", "actors"),
    ("place", "places"),
    ("place", "regions"),
)
ROLES = ("name", "mineral", "compound", "alloy", "product", "terms")
# A mineral or a commodity is what its definition says, whatever other elements its name holds (硅孔雀石 is copper ore).
_BY_DEFINITION = frozenset({"phosphate", "potash", "fluorspar", "barite", "graphite"})
# 金 stands in 金属, 合金, 金红石 and so on; in a longer name it proves nothing.
_NO_PROOF = frozenset("金")
_CJK = re.compile(r"[\u3400-\u9fff]")


def read_toml(stem: str) -> dict[str, Any]:
    """The tables of one data file beside this module."""
    return tomllib.loads((files("models.lexicon") / f"{stem}.toml").read_text(encoding="utf-8"))


def split_names(written: str) -> tuple[str, ...]:
    """The names of a comma-separated list; a comma without a space after it is part of a name (`1,2-`)."""
    return tuple(name for part in re.split(r",\s|\n", written) if (name := part.strip().strip(",").strip()))


def _listings() -> dict[str, list[Listing]]:
    table: dict[str, list[Listing]] = {}
    for entry in read_toml("lists")["list"]:
        listing = Listing(entry["key"], entry["year"], entry["title"])
        for metal in entry["metals"].split():
            table.setdefault(metal, []).append(listing)
    return table


def _concepts() -> Iterator[Concept]:
    lists = _listings()
    sources = [("metal", stem) for stem in METAL_FILES] + list(THEME_FILES)
    for kind, stem in sources:
        for key, entry in read_toml(stem).items():
            yield Concept(
                id=f"{kind}:{key}",
                en=entry["en"],
                zh=entry["zh"],
                symbol=entry.get("symbol", "none"),
                names=MappingProxyType({role: split_names(entry[role]) for role in ROLES if role in entry}),
                examples=tuple(entry.get("examples", ())),
                counter=tuple(entry.get("counter", ())),
                lists=tuple(lists.get(key, ())) if kind == "metal" else (),
            )


def _senses() -> dict[str, Sense]:
    """The rule of each ambiguous name, by its folded form."""
    table: dict[str, Sense] = {}
    for key, entry in read_toml("senses").items():
        parts = {part: entry[part] for part in ("before", "after", "not_before", "not_after", "doc") if part in entry}
        sense = Sense(id=key, counts=entry.get("counts", False), beside=entry.get("beside", False), **parts)
        table.update(dict.fromkeys(map(fold, split_names(entry["names"])), sense))
    return table


class _Derivation:
    """Adds to a name the other metals that it plainly spells out (砷化镓 in gallium's table is As too)."""

    def __init__(self, metals: Iterable[Concept]) -> None:
        self.characters: dict[str, str] = {}
        self.words: dict[str, str] = {}
        for metal in metals:
            if len(metal.zh) == 1 and metal.zh not in _NO_PROOF:
                self.characters[metal.zh] = metal.bare
            if metal.symbol != "none":
                names = (metal.en, *metal.names.get("name", ()), *metal.names.get("compound", ()))
                self.words.update({n.lower(): metal.bare for n in names if n.isascii() and n.isalpha()})

    def __call__(self, name: str) -> set[str]:
        if _CJK.search(name):
            return {self.characters[char] for char in name if char in self.characters}
        return {self.words[word] for word in re.split(r"[ -]", name.lower()) if word in self.words}


def _names_of_metals(metals: tuple[Concept, ...]) -> dict[str, tuple[str, ...]]:
    """Every name of a metal and the ids it stands for; what is written goes before what is derived."""
    derive = _Derivation(metals)
    written: dict[str, set[str]] = {}
    for metal in metals:
        own = {metal.bare}
        for name in (metal.en, metal.zh):
            written.setdefault(name, set()).update(own)
        for role, names in metal.names.items():
            spelt = role not in ("name", "mineral") and metal.bare not in _BY_DEFINITION
            for name in names:
                written.setdefault(name, set()).update(own | derive(name) if spelt else own)
    for ids, text in read_toml("mixed").items():
        written.update({name: set(ids.split()) for name in split_names(text)})
    templates = read_toml("templates")
    made: dict[str, set[str]] = {}
    for metal in metals:
        if metal.symbol != "none" and metal.bare not in templates["except"].split():
            for lang, base in (("zh", metal.zh), ("en", metal.en)):
                made.update({pattern.format(base): {metal.bare} for pattern in split_names(templates["metal"][lang])})
    return {name: tuple(sorted(ids)) for name, ids in (made | written).items()}


def _exact(name: str) -> str | None:
    """The spelling to insist on: acronyms and formulas (`REE`, `NdFeB`) are no words in lower case."""
    capitals = sum(map(str.isupper, name))
    return name if capitals >= 2 and capitals * 3 >= len(name.encode("ascii", "ignore")) and " " not in name else None


def _terms(metals: tuple[Concept, ...]) -> tuple[Name, ...]:
    senses = _senses()
    blockers = read_toml("blockers")
    firm = split_names(blockers.pop("firm")["words"])
    opening: dict[str, tuple[str, ...]] = {}
    table: dict[str, Name] = {}
    blocked = [fold(word) for entry in blockers.values() for word in split_names(entry["words"])]
    for word in blocked:
        opening[word[0]] = (*opening.get(word[0], ()), word)
    # The lexicon itself is written in simplified characters: lower case is all that folding would do.
    for name, ids in _names_of_metals(metals).items():
        key = name.lower() if name.isascii() or _CJK.match(name) else fold(name)
        gives_way = opening.get(key[-1], ()) if len(key) > 1 and _CJK.match(key[-1]) and not key.endswith(firm) else ()
        full = tuple(f"metal:{i}" for i in ids)
        table[key] = Name(text=key, ids=full, exact=_exact(name), sense=senses.get(key), gives_way=gives_way)
    table.update((word, Name(text=word, ids=())) for word in blocked)
    return tuple(table.values())


def _themes(concepts: Iterable[Concept]) -> tuple[Name, ...]:
    ids: dict[str, list[str]] = {}
    exact: dict[str, str | None] = {}
    for concept in concepts:
        preferred = (concept.en, concept.zh) if concept.kind in ("actor", "place") else ()
        for name in (*concept.names.get("terms", ()), *preferred):
            key = fold(name)
            if concept.id not in ids.setdefault(key, []):
                ids[key].append(concept.id)
            exact[key] = _exact(name)
    return tuple(Name(text=key, ids=tuple(found), exact=exact[key]) for key, found in ids.items())


@cache
def lexicon() -> Lexicon:
    """The lexicon of this version, read once."""
    concepts = tuple(_concepts())
    metals = tuple(concept for concept in concepts if concept.kind == "metal")
    others = tuple(concept for concept in concepts if concept.kind != "metal")
    return Lexicon(concepts, _terms(metals), _themes(others))


def symbols(concepts: Iterable[Concept]) -> Mapping[str, Concept]:
    """The concepts whose id is a chemical symbol, by symbol."""
    return {concept.bare: concept for concept in concepts if concept.symbol != "none"}
