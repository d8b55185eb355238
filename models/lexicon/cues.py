"""Cue words: what announces a challenge, a recommendation, an enumeration; features for the classifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from models.lexicon.load import read_toml, split_names


@dataclass(frozen=True)
class Cues:
    """Groups of cue words by name (`challenge`, `modality` …) and language."""

    groups: Mapping[str, Mapping[str, tuple[str, ...]]]

    def words(self, group: str, lang: str) -> tuple[str, ...]:
        """The cue words of a group in a language; raises KeyError for an unknown group."""
        return self.groups[group].get(lang, ())


@cache
def cues() -> Cues:
    """The cue words of this version, read once."""
    return Cues(MappingProxyType({
        group: MappingProxyType({lang: split_names(words) for lang, words in entry.items()})
        for group, entry in read_toml("cues").items()
    }))  # fmt: skip
