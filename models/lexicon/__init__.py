"""What the tool knows by name: metals, themes, actors and places, in Chinese and English."""

from __future__ import annotations

from models.lexicon.concepts import Concept, Lexicon, Listing, Name, Sense
from models.lexicon.load import lexicon
from models.lexicon.symbols import SymbolRules, symbol_rules

__all__ = ["Concept", "Lexicon", "Listing", "Name", "Sense", "SymbolRules", "lexicon", "symbol_rules"]
