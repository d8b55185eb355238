"""Findings as they are compared: their words, what they are about, what they mean as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from models import sentences
from models.directions import Directions, directions
from models.lexicon import lexicon
from models.terms import stem
from models.vectors import coder, place_of
from models.wordcut import is_chinese

Array = np.ndarray[Any, Any]

FRAMING = (
    "建议 应当 应该 应 须 必须 务必 需要 需 亟需 亟须 亟待 急需 宜 尽快 尽早 及早 抓紧 有必要 必要 迫切 本文 "
    "认为 提出 主张 呼吁 国家 我国 有关 部门 政府 相关 以 从而 为此 因此 同时 此外 目前 当前 仍 已 面临 存在 "
    "问题 局面 情况 现象 的 了 在 对 与 和 等"
    " "
    "must shall should ought need needs necessary urgent urgently recommend recommends recommended propose "
    "proposes suggest call urge we government governments state states country ministry authorities would "
    "could may might will has have had been be is are was were so as to in order thereby therefore this that "
    "these those it its their our the a an of for and or by with from on at also still remains today "
    "currently without delay soon"
)
"""What findings are wrapped in: word by word it makes them neither the same nor different."""

SCALE = 127
"""A vector of length one is kept as so many times its numbers, in bytes."""

_RARE_EARTHS = frozenset({
    "REE", "LREE", "HREE", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu",
})  # fmt: skip
_PLATINUM_METALS = frozenset({"PGM", "Pt", "Pd", "Rh", "Ru", "Os", "Ir"})
_OF_MAGNETS = frozenset({"Fe", "B"})  # Nd-Fe-B is about its rare earth


def objects(metals: Iterable[str]) -> frozenset[str]:
    """What a finding about these metals (bare ids) is about: rare earths are one object, so are platinum metals."""
    out = {"REE" if m in _RARE_EARTHS else "PGM" if m in _PLATINUM_METALS else m for m in metals}
    return frozenset(out - _OF_MAGNETS if "REE" in out else out)


@cache
def _bits() -> Mapping[str, int]:
    concepts = lexicon().concepts
    metals = sorted(objects(c.bare for c in concepts if c.kind == "metal") | _OF_MAGNETS)
    themes = sorted(c.id for c in concepts if c.kind in ("challenge", "instrument"))
    return {name: bit for names in (metals, themes) for bit, name in enumerate(names)}


def pack(names: Iterable[str]) -> int:
    """Objects or themes as the bits of a number below 2**64; what the lexicon does not have is left out."""
    bits = _bits()
    return sum(1 << bits[name] for name in set(names) if name in bits)


def pack_objects(concepts: Iterable[str]) -> int:
    """The objects of the metals among some concepts, packed."""
    return pack(objects(concept[6:] for concept in concepts if concept.startswith("metal:")))


@dataclass(frozen=True)
class Side:
    """One of two findings that are compared.

    `words` are the places of its words in the table of vectors, but those of `FRAMING`; `objects` and `themes` are
    packed, `meaning` is its vector as `models.sentences.encode` gives it.
    """

    words: tuple[int, ...]
    objects: int
    themes: int
    lang: str
    kind: str
    directions: Directions
    meaning: Array = field(repr=False, compare=False)


def side(spread: str, *, concepts: Iterable[str], lang: str, kind: str, meaning: Array | None = None) -> Side:
    """A finding to compare: its text spread out as by `extract.charfold.spread`, and the concepts of the finding.

    Of many findings the meanings are sooner found together, by `models.sentences.encode`, and given here.
    """
    concepts = tuple(concepts)
    return packed_side(spread, pack_objects(concepts), pack(concepts), lang, kind, meaning=meaning)


def packed_side(spread: str, objects_: int, themes: int, lang: str, kind: str, *, meaning: Array | None = None) -> Side:
    """A finding to compare whose objects and themes are packed."""
    known = weighing()
    words = tuple(at for at in sentences.places_of(spread) if known[at])
    # Characters that touch have two spaces between them.
    way = directions(spread.replace("  ", ""))
    return Side(words, objects_, themes, lang, kind, way, sentences.encode([spread])[0] if meaning is None else meaning)


@cache
def weighing() -> Array:
    """Which words are compared one by one: not those of `FRAMING`, and not what says nothing by itself."""
    out = np.asarray(coder().table.any(axis=1))
    framing = (place_of(word if is_chinese(word) else stem(word)) for word in FRAMING.split())
    out[[place for place in framing if place is not None]] = False
    return np.asarray(out)
