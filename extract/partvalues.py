"""The parts of a recommendation within one sentence, as the rules of each language find them."""

from __future__ import annotations

from dataclasses import dataclass

from extract.findings import Stance, Strength
from extract.types import Span


@dataclass(frozen=True, kw_only=True)
class RawParts:
    """Parts of a sentence by their spans within it; see `extract.findings.Parts` for what they mean."""

    stance: Stance = "own"
    strength: Strength | None = None
    actors: tuple[Span, ...] = ()
    actions: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    deadlines: tuple[Span, ...] = ()
    modals: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Call:
    """A word that asks for something, with what it asks for: the verbs and those who are to act."""

    at: int
    strength: Strength | None
    modal: Span | None
    actions: tuple[Span, ...]
    actors: tuple[Span, ...] = ()
    weak: bool = False
    """Whether it counts only where nothing stronger asks: `may`, `will`."""
    besides: bool = False
    """Whether it adds to what another word asks for: `including by`."""
