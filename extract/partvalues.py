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
