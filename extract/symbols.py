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
_FIGURES = r"(?:\s?[—–:=：＝]\s?\d[\d.,]*)?(?:\s?\d[\d.,]*\s?(?:%|％|ppm|g/t|wt%)?)?"
_LINK = re.compile(
    _FIGURES + r"\s?(?:[,，、/＋+±&:：;；∶‐‑–—−-]|\band\b|\bor\b|和|及|与|或|以及)\s?(?:and |or |和|及|与|或)?\s?"
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”]?\d{1,3}|[.!?。！？;；:：\n•*\"“]|\d\)|\([a-z]\)|[\]”’])\s*$")
_TITLE_CASE = re.compile(r"[\s-][A-Z][a-z]")
_WORDS = frozenset({"In", "As", "He", "Be", "No"})
_VAGUE = frozenset({"of", "high", "low", "total", "高", "低"})
"""Words that stand before anything, and so prove nothing of a symbol that is also a word."""
_NUTRIENTS = frozenset({"N", "P", "K", "S", "C"})
_UNIT_LIKE = re.compile(r"\d[\d.,]*\s?$")
_NAMESAKE = re.compile(r"\s?(?:and|&|与|和)\s?[A-Z][a-z]{2,}|\s\(?(?:19|20)\d\d")
_AFTER_LETTER = re.compile(r"\s?[=<>≤≥＝]|\.\s?[A-Z]|['’]|\d")
_ORDINARY_WORD = re.compile(r"\s(?!and\b|or\b)[A-Za-z]{2,}")
_CLOSED = re.compile(r"\s?[,，、)）;；.。/]")
_SENTENCE_BREAK = re.compile(r"[.!?]\s|[。！？\n]")
_NAMES_TOO = frozenset({"Ag", "Fe", "Al", "La", "Ni", "Li"})
_UNITS_TOO = frozenset({"V", "W", "K", "U", "B", "Ga"})
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

    def __init__(
        self, text: str, elements: Mapping[str, Concept], named: Mapping[str, Sequence[int]], ends: frozenset[int]
    ) -> None:
        self.text = text
        self.rules = symbol_rules()
        self.elements = elements
        self.named = {symbol: sorted(at) for symbol, at in named.items()}
        self.ends = ends
        self.settled: list[int] = []

    def sides(self, token: Token) -> tuple[str, str]:
        """The text to the left and to the right of a token."""
        left = self.text[max(0, token.start - _WINDOW) : token.start]
        return left, self.text[token.end : token.end + _WINDOW]

    def trust(self, token: Token) -> str:
        """How far the token's first symbol can be trusted when it stands alone; `none` for what is no metal."""
        concept = self.elements.get(token.symbols[0]) if token.symbols else None
        return concept.symbol if concept else "none"

    def is_refused(self, token: Token) -> bool:
        """Whether the surroundings say name, unit, initial or number of a section."""
        if token.sure:
            return False
        symbol = token.symbols[0]
        left, right = self.sides(token)
        if self.rules.against_before.search(left) or self.rules.against_after.match(right):
            return True
        if symbol in _UNITS_TOO and _UNIT_LIKE.search(left):
            return True
        if len(symbol) == 1:
            return bool(_AFTER_LETTER.match(right))
        if _NAMESAKE.match(right):
            return True
        if symbol in _NAMES_TOO and re.search(r"[A-Z][a-z]+ $", left) and re.match(r" [A-Z][a-z]", right):
            return True
        if symbol == "Mg":
            return bool(_UNIT_LIKE.search(left) and _MEGAGRAM.match(right))
        return symbol == "Hg" and left.endswith(("mm", "mm "))

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
        if wary >= 3 or (wary and len(kinds) >= 3):
            return True
        firm = sum(
            t in ("wary", "word") and len(s) == 2 and s not in _WORDS for s, t in zip(symbols, trusts, strict=False)
        )
        if any(self.text[a.end] in "-–—/‐‑" for a in run[:-1]):
            return bool(wary) or (firm > 0 and trusts.count("word") >= 2 and "C" not in kinds)
        inside = re.search(r"[a-z,(]\s?$", self.text[max(0, run[0].start - 3) : run[0].start])
        return bool(inside and wary and firm >= 2)

    def opens_clause(self, token: Token) -> bool:
        """Whether a symbol that is also a word (`In`, `As`) stands where the word would."""
        if token.sure or self.trust(token) != "word" or len(token.symbols[0]) == 1:
            return False
        return bool(_ORDINARY_WORD.match(self.text, token.end))

    def has_evidence(self, token: Token) -> bool:
        """Whether the words beside a lone symbol speak for the element."""
        symbol, trust = token.symbols[0], self.trust(token)
        left, right = self.sides(token)
        if left.endswith(("(", "（", "[")) and (token.start - 1 in self.ends or token.start - 2 in self.ends):
            return True
        after, before = self.rules.after.match(right), self.rules.before.search(left)
        if trust != "word":
            chinese = bool(_CJK.match(left[-1:]) or _CJK.match(right[:1]))
            return bool(after or before) or (chinese and not re.match(r"\s?[a-z]", right))
        if len(symbol) == 1:
            return bool(after) or bool(before and before[0].strip() not in _VAGUE)
        if _SENTENCE_START.search(left) or _TITLE_CASE.match(right):
            return False
        chinese = bool(_CJK.search(left[-2:] + right[:1]))
        return bool(after) or (chinese and before is not None and before[0].strip() not in _VAGUE)

    def is_named_near(self, token: Token) -> bool:
        """Whether the element's name, or its symbol beyond doubt, stands within reach."""
        at = self.named.get(token.symbols[0], [])
        index = bisect_left(at, token.start - _REACH)
        return index < len(at) and at[index] <= token.start + _REACH

    def has_company(self, token: Token) -> bool:
        """Whether another element is named beyond doubt in the same sentence, within a line or two."""
        first = bisect_left(self.settled, token.start - 120)
        for at in self.settled[first : bisect_right(self.settled, token.start + 120)]:
            low, high = sorted((at, token.start))
            if not _SENTENCE_BREAK.search(self.text, low, high):
                return True
        return False

    def counts(self, token: Token) -> bool:
        """The judgement on a lone symbol that is not refused and that no list, charge or word beside it has settled."""
        trust = self.trust(token)
        if trust == "plain" or (trust == "wary" and self.has_company(token)):
            return True
        if not self.is_named_near(token):
            return False
        if trust == "wary":
            return True
        left, right = self.sides(token)
        if len(token.symbols[0]) == 1:
            return bool(re.search(r"[a-z,;(\u3400-\u9fff]\s$|[\u3400-\u9fff(（]$", left))
        return bool(_CLOSED.match(right) and re.search(r"[a-z,，、]\s?$", left)) and not _SENTENCE_START.search(left)


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


def _table_salt(tokens: Sequence[Token]) -> set[int]:
    """The indices of NaCl as mere salt: no other chloride stands near."""
    salts = {i for i, token in enumerate(tokens) if token.symbols == ("Na", "Cl")}
    others = [t.start for i, t in enumerate(tokens) if i not in salts and "Cl" in t.symbols and not t.lone]
    return {i for i in salts if not any(abs(at - tokens[i].start) < 60 for at in others)}


def _settle(judge: _Judge, tokens: Sequence[Token]) -> tuple[set[int], list[int]]:
    """The indices of the tokens that formulas, lists and the words beside them settle, and of those that are open.

    The judge is told of the settled ones.
    """
    settled = {i for i, token in enumerate(tokens) if token.sure} - _table_salt(tokens)
    for run in _chains(judge.text, tokens):
        if judge.stands_in_list([tokens[i] for i in run]):
            settled.update(i for i in run if len(run) > 2 or not judge.is_refused(tokens[i]))
    left = []
    for i, token in enumerate(tokens):
        if i in settled or judge.trust(token) == "none" or judge.is_refused(token):
            continue
        if judge.has_evidence(token):
            settled.add(i)
        else:
            left.append(i)
    plain = [i for i in left if judge.trust(tokens[i]) == "plain"]
    judge.settled = sorted(tokens[i].start for i in (*settled, *plain))
    for i in settled:
        for symbol in tokens[i].symbols:
            judge.named.setdefault(symbol, []).append(tokens[i].start)
    for starts in judge.named.values():
        starts.sort()
    return settled, left


def find_symbols(
    text: str, elements: Mapping[str, Concept], named: Mapping[str, Sequence[int]], names: Sequence[tuple[int, int]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Stretches of `text` that are formulas or symbols, with the elements among `elements` that they name.

    `named` holds where each element's name begins in the text, `names` where any metal's name stands.
    """
    rules = symbol_rules()
    tokens = _with_names(list(find_tokens(text, rules.stop, rules.acronyms)), names)
    judge = _Judge(text, elements, named, frozenset(end for _, end in names))
    accepted, left = _settle(judge, tokens)
    accepted.update(i for i in left if judge.counts(tokens[i]))
    found = []
    for i in sorted(accepted):
        ids = tuple(symbol for symbol in tokens[i].symbols if symbol in elements)
        if ids:
            found.append((tokens[i].start, tokens[i].end, ids))
    return found
