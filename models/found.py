"""The cue words of sentences: words and phrases of English, strings of Chinese, each with the groups it belongs to."""

from __future__ import annotations

from functools import cache

import numpy as np
from ahocorasick_rs import AhoCorasick

from models.cues import CueGroup, cue_groups
from models.scope import Bits, Hits, Ints
from models.tokens import Tokens, Vocabulary

_CLAUSE_ENDS = "，；：。、！？,;:!?\n（）()"


@cache
def feature_groups(lang: str) -> tuple[CueGroup, ...]:
    """The groups that the classifiers see, in the order of their bits."""
    return tuple(group for group in cue_groups(lang) if group.feature)


@cache
def vocabulary() -> Vocabulary:
    """The English words met so far, with their groups."""
    return Vocabulary([group.terms for group in feature_groups("en")])


def english_hits(tokens: Tokens) -> Hits:
    """The cue words among `tokens`; units are words, and a group of sentence starts counts only there."""
    mask = tokens.mask & ~_starting("en")
    _, first = np.unique(tokens.sentence[tokens.letters], return_index=True)
    opening = np.flatnonzero(tokens.letters)[first]
    mask[opening] |= tokens.mask[opening] & _starting("en")
    at = np.flatnonzero(mask)
    return Hits(tokens.sentence[at], tokens.clause[at], at, at + 1, mask[at])


@cache
def _starting(lang: str) -> np.uint64:
    return np.uint64(sum(1 << bit for bit, group in enumerate(feature_groups(lang)) if group.start))


@cache
def _chinese_terms() -> tuple[AhoCorasick, Ints, Bits, dict[int, str]]:
    """The automaton of all terms, their lengths and groups, and the characters that may not follow some of them."""
    masks: dict[str, int] = {}
    for bit, group in enumerate(feature_groups("zh")):
        for term in group.terms:
            masks[term] = masks.get(term, 0) | 1 << bit
    words = [term.partition("!")[0] for term in masks]
    after = {i: term.partition("!")[2] for i, term in enumerate(masks) if "!" in term}
    lengths = np.array([len(word) for word in words], np.int64)
    return AhoCorasick(words), lengths, np.array(list(masks.values()), np.uint64), after


def chinese_hits(joined: str, begins: Ints) -> Hits:
    """The cue words in `joined`, a sentence a line, which begin at `begins`; units are characters."""
    automaton, lengths, masks, after = _chinese_terms()
    found = automaton.find_matches_as_indexes(joined, overlapping=True)
    found = [hit for hit in found if hit[0] not in after or joined[hit[2]] not in after[hit[0]]]
    rows = np.array(found, np.int64).reshape(-1, 3)
    rows = rows[np.lexsort((-rows[:, 2], rows[:, 1]))]
    term, start = rows[:, 0], rows[:, 1]
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    clause = np.cumsum(np.isin(codes, np.frombuffer(_CLAUSE_ENDS.encode("utf-32-le"), np.uint32)))
    sentence = np.searchsorted(begins, start, side="right") - 1
    return Hits(sentence, clause[start].astype(np.int64), start, start + lengths[term], masks[term])
