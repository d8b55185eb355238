"""Which lone chemical symbols are meant as such: `In` the element, and not the preposition."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from extract.formulas import Token, find_tokens
from models.lexicon import Concept, symbol_rules

_WINDOW = 40
_REACH = 2000
"""How far, in characters, an element's name speaks for its symbol."""
_LINK = re.compile(r"(?:\s?[—–:=：＝]\s?\d[\d.,]*)?(?:\s?\d[\d.,]*\s?(?:%|％|ppm|g/t|wt%)?)?\s?(?:[,，、/＋+±&:：;；∶-]|[‐‑–—−]|\band\b|\bor\b|和|及|与|或|以及)\s?(?:and |or |和|及|与|或)?\s?")
_CJK = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”]?\d{1,3}|[.!?。！？;；:：\n•*\"“]|\d\)|\([a-z]\)|[\]”’])\s*$")
_TITLE_CASE = re.compile(r"[\s-][A-Z][a-z]")
_WORDS = frozenset({"In", "As", "He", "Be", "No"})
_NUTRIENTS = frozenset({"N", "P", "K", "S", "C"})
_UNIT_LIKE = re.compile(r"\d[\d.,]*\s?$")
_MEGAGRAM = re.compile(r"\s?(?:[A-Z]\w* )?(?:ha|yr|year|a)\b|\s?[-/]?\s?(?:ha|yr)")


def _chains(text: str, tokens: Sequence[Token]) -> list[list[int]]:
    """Runs of tokens with nothing but list marks (and figures) between them, as indices."""
    runs: list[list[int]] = []
    for index, token in enumerate(tokens):
        if index and 0 < token.start - tokens[index - 1].end <= 16:
            gap = text[tokens[index - 1].end : token.start]
            if _LINK.fullmatch(gap):
                runs[-1].append(index)
                continue
        runs.append([index])
    return [run for run in runs if len(run) > 1]


class _Judge:
    """Weighs the lone symbols of one text."""

    def __init__(self, text: str, elements: Mapping[str, Concept], named: Mapping[str, Sequence[int]], ends: frozenset[int]) -> None:
        self.text = text
        self.rules = symbol_rules()
        self.elements = elements
        self.named = {symbol: sorted(at) for symbol, at in named.items()}
        self.ends = ends
        self.settled: list[int] = []

    def trust(self, token: Token) -> str:
        concept = self.elements.get(token.symbols[0]) if token.symbols else None
        return concept.symbol if concept else "none"

    def is_refused(self, token: Token) -> bool:
        """Whether the surroundings say name, unit, initial or number of a section."""
        if token.sure:
            return False
        text, symbol = self.text, token.symbols[0]
        left, right = text[max(0, token.start - _WINDOW) : token.start], text[token.end : token.end + _WINDOW]
        if self.rules.against_before.search(left) or self.rules.against_after.match(right):
            return True
        if symbol in ("V", "W", "K", "U", "I", "B", "Ga") and _UNIT_LIKE.search(left):
            return True
        if len(symbol) == 2 and re.match(r"\s?(?:and|&|与|和)\s?[A-Z][a-z]{2,}|\s\(?(?:19|20)\d\d", right):
            return True
        if symbol in ("Ag", "Fe", "Al", "La", "Ni", "Li") and re.search(r"[A-Z][a-z]+ $", left) and re.match(r" [A-Z][a-z]", right):
            return True
        if symbol == "Mg" and _UNIT_LIKE.search(left) and _MEGAGRAM.match(right):
            return True
        if symbol == "Hg" and re.search(r"mm ?$", left):
            return True
        return len(symbol) == 1 and bool(re.match(r"\s?[=<>≤≥＝（(]|\.\s?[A-Z]|['’]|\d", right)) and not right.startswith(("(", "（"))

    def stands_in_list(self, run: Sequence[Token]) -> bool:
        """Whether a run of symbols is a list of elements and not of letters or words."""
        symbols = [token.symbols[0] for token in run if token.lone]
        kinds = set(symbols)
        if any(token.sure for token in run) and not any(self.opens_clause(token) for token in run):
            return True
        if kinds <= _NUTRIENTS and len(kinds & {"N", "P", "K"}) >= 2:
            return True
        trusts = [self.trust(token) for token in run]
        if "plain" in trusts:
            return True
        wary = trusts.count("wary")
        tight = any(self.text[a.end] in "-–—/‐‑" for a in run[:-1])
        inside = bool(re.search(r"[a-z,(]\s?$", self.text[max(0, run[0].start - 3) : run[0].start]))
        settled = wary + sum(s not in _WORDS for s, t in zip(symbols, trusts, strict=False) if t == "word" and len(s) == 2)
        return wary >= 3 or (wary >= 1 and (len(kinds) >= 3 or tight)) or (inside and wary >= 1 and settled >= 2) or (tight and any(len(s) == 2 for s in symbols) and trusts.count("word") >= 2 and "C" not in kinds)

    def opens_clause(self, token: Token) -> bool:
        """Whether a symbol that is also a word (`In`, `As`) stands where the word would."""
        return not token.sure and self.trust(token) == "word" and len(token.symbols[0]) == 2 and bool(
            re.match(r"\s[A-Za-z]{2,}", self.text[token.end : token.end + 8]) and not re.match(r"\s(?:and|or)\b", self.text[token.end : token.end + 5]))

    def has_evidence(self, token: Token) -> bool:
        """Whether the words beside a lone symbol speak for the element."""
        text, symbol, trust = self.text, token.symbols[0], self.trust(token)
        left, right = text[max(0, token.start - _WINDOW) : token.start], text[token.end : token.end + _WINDOW]
        if left[-1:] in "(（[" and left and (token.start - 1 in self.ends or token.start - 2 in self.ends):
            return True
        starts = bool(_SENTENCE_START.search(left))
        if trust == "word" and len(symbol) == 2 and (starts or _TITLE_CASE.match(right)):
            return False
        after = self.rules.after.match(right)
        before = self.rules.before.search(left)
        if trust == "word":
            if len(symbol) == 1:
                return bool(after) or bool(before and before[0].strip() not in ("of", "high", "low", "高", "低", "含", "total") )
            return bool(after) or bool(before and re.search(r"[%％mgtLe元素金属掺含]\s?$", left) and _CJK.search(left[-2:] + right[:1]) is not None)
        if after or before:
            return True
        return bool(_CJK.match(left[-1:]) or _CJK.match(right[:1])) and not re.match(r"\s?[a-z]", right)

    def is_named_near(self, token: Token) -> bool:
        """Whether the element's name, or its symbol beyond doubt, stands within reach."""
        at = self.named.get(token.symbols[0], [])
        index = bisect_left(at, token.start - _REACH)
        return index < len(at) and at[index] <= token.start + _REACH

    def has_company(self, token: Token) -> bool:
        """Whether another element is named beyond doubt in the same sentence, within a line or two."""
        for at in self.settled[bisect_left(self.settled, token.start - 120) :]:
            if at > token.start + 120:
                return False
            low, high = sorted((at, token.start))
            if not re.search(r"[.!?]\s|[。！？\n]", self.text[low:high]):
                return True
        return False

    def counts(self, token: Token) -> bool:
        """The judgement on a lone symbol that no list and no charge has settled."""
        trust = self.trust(token)
        if trust == "none" or self.is_refused(token):
            return False
        if trust == "plain" or self.has_evidence(token):
            return True
        if trust == "wary" and self.has_company(token):
            return True
        if not self.is_named_near(token):
            return False
        left = self.text[max(0, token.start - _WINDOW) : token.start]
        if trust == "wary":
            return True
        if len(token.symbols[0]) == 1:
            return bool(re.search(r"[a-z,;(\u3400-\u9fff]\s$|[\u3400-\u9fff(（]$", left))
        right = self.text[token.end : token.end + 3]
        return bool(re.match(r"\s?[,，、)）;；.。/]", right)) and bool(re.search(r"(?:[a-z]|[,，、])\s?$", left)) and not _SENTENCE_START.search(left)


def _with_names(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens and, as sure tokens without a symbol, the names of metals, so that a list may mix them."""
    taken = sorted((start, end) for start, end in names)
    starts = [start for start, _ in taken]
    free = []
    for token in tokens:
        index = bisect_right(starts, token.start) - 1
        if index < 0 or taken[index][1] <= token.start:
            free.append(token)
    return sorted([*free, *(Token(start, end, (), True) for start, end in taken)], key=lambda token: token.start)


def _table_salt(text: str, tokens: Sequence[Token]) -> set[int]:
    """The indices of NaCl as mere salt: no other chloride stands near."""
    salts = {i for i, token in enumerate(tokens) if token.symbols == ("Na", "Cl")}
    others = [token.start for i, token in enumerate(tokens) if "Cl" in token.symbols and len(token.symbols) > 1 and i not in salts]
    return {i for i in salts if not any(abs(at - tokens[i].start) < 60 for at in others)}


def find_symbols(
    text: str, elements: Mapping[str, Concept], named: Mapping[str, Sequence[int]], names: Sequence[tuple[int, int]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Stretches of `text` that are formulas or symbols, with the elements among `elements` that they name.

    `named` holds where each element's name begins in the text, `names` where any metal's name stands.
    """
    rules = symbol_rules()
    tokens = _with_names(list(find_tokens(text, rules.stop, rules.acronyms)), names)
    accepted = {i for i, token in enumerate(tokens) if token.sure}
    accepted -= _table_salt(text, tokens)
    judge = _Judge(text, elements, named, frozenset(end for _, end in names))
    for run in _chains(text, tokens):
        members = [tokens[i] for i in run]
        if judge.stands_in_list(members):
            accepted.update(i for i in run if not judge.is_refused(tokens[i]) or len(run) > 2)
    for i, token in enumerate(tokens):
        if i not in accepted and judge.trust(token) != "none" and not judge.is_refused(token) and judge.has_evidence(token):
            accepted.add(i)
    for i in accepted:
        for symbol in tokens[i].symbols:
            judge.named.setdefault(symbol, []).append(tokens[i].start)
    judge.settled = [
        token.start for i, token in enumerate(tokens) if i in accepted or (judge.trust(token) == "plain" and not judge.is_refused(token))
    ]
    judge.named = {symbol: sorted(at) for symbol, at in judge.named.items()}
    accepted.update(i for i, token in enumerate(tokens) if i not in accepted and judge.counts(token))
    found = []
    for i in sorted(accepted):
        ids = tuple(symbol for symbol in tokens[i].symbols if symbol in elements)
        if ids:
            found.append((tokens[i].start, tokens[i].end, ids))
    return found
