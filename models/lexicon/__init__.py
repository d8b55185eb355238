"""What the tool knows by name: metals, themes, actors and places in Chinese and English, and the cue words."""

from __future__ import annotations

from models.lexicon.concepts import Concept, Lexicon, Listing, Name, Sense
from models.lexicon.cues import Cues, cues
from models.lexicon.load import lexicon
from models.lexicon.symbols import SymbolRules, symbol_rules

__all__ = ["Concept", "Cues", "Lexicon", "Listing", "Name", "Sense", "SymbolRules", "cues", "lexicon", "symbol_rules"]
