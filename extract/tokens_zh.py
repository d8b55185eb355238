"""The words of a Chinese sentence that tell what a clause is made of: verbs, modals, prepositions, who acts."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from models.agents import chinese_agents
from models.verbs import chinese_verbs

# V verb, S verb or noun, K verb of asking, A adverb, M modal, P preposition, B preposition of a moved object, C joins,
# N who acts, D 的, O ends a prepositional phrase, T time, E ends a clause, X anything else.
Kind = Literal["V", "S", "K", "A", "M", "P", "B", "C", "N", "D", "O", "T", "E", "X"]

_ENDS = frozenset("，,；;。：:！!？?\n")
_TIME = re.compile(
    r"(?:自|从|于|在|到|至|截至)?(?:20|19)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末初]|上半年|下半年)?(?:之前|以前|前|以来|起|开始)?"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:期间|时期|末|期末)?(?:内)?|(?:未来|今后|近)[一二两三四五六七八九十\d至-]{1,4}年(?:内|来|间)?"
    r"|(?:去|今|前|明|当|次)年(?:初|底|以来)?|每[一二两三四五六七八九十]?(?:个)?(?:年|季度|月)|目前|当前|现阶段|近年来|下一步|今后|未来|"
    r"长期以来|本世纪以来|此后|随后"
)
_BEGINS = frozenset('《自从于在到至截12“"十未今近去前明当次每目现下长本此随')
_TITLE = re.compile(r"《[^》]{1,80}》")
# Words that are two where others follow: 应对 is a verb, or 应 and the preposition 对 where what is done follows in the
# clause (应对出口企业加强监督); 应当好榜样 is 应 and 当好, 把关键矿产 is 把 and 关键.
_TWO = {
    "应对": re.compile(
        r"(?<![为以极同效来])应(?=对[^，,；;。]{2,40}?(?:加强|进行|给予|予以|加以|实行|实施|开展|采取|征收|提供|设定|设置))"
    ),
    "应当": re.compile("应(?=当好)"),
    "把关": re.compile("把(?=关键)"),
}
_SINGLE_AFTER = frozenset("立设建一两三到至成好牢实强优了")


class Token(NamedTuple):
    """A word by its range in the sentence, and what it can do there; a tuple, for a sentence makes some dozens."""

    start: int
    end: int
    kind: Kind
    word: str


def _is_single(text: str, at: int, before: list[Token]) -> bool:
    """Whether one character is a verb there: 降到, 建3座, 应做."""
    after = text[at + 1 : at + 2]
    return (
        after in _SINGLE_AFTER
        or after.isdigit()
        or bool(before and before[-1].kind == "M" and text[at] in "做抓有走办搞推")
    )


@cache
def kinds() -> tuple[dict[str, Kind], dict[str, tuple[int, ...]]]:
    """What each known word is, and how long those are that begin with two characters, longest first."""
    data, agents = chinese_verbs(), chinese_agents()
    moving = set(data["moving"])
    layers: list[tuple[Kind, object]] = [
        ("X", data["words"]),
        ("V", (*data["verbs"], *data["actions"], *data["moved"], *data["light"], *data["guiding"])),
        ("S", data["noun_too"]),
        ("V", data["guiding"]),
        ("A", data["before_verb"]),
        ("P", data["prepositions"]),
        ("O", data["after_phrase"]),
        ("N", agents.places),
        ("N", agents.heads),
        ("N", (f"{head}门" for head in agents.heads if head.endswith("部"))),
        ("X", agents.things),
        ("C", data["joints"]),
        ("K", data["asking"]),
        ("M", data["modal"]),
        ("B", moving),
        ("D", ("的", "之")),
    ]
    table: dict[str, Kind] = {}
    for kind, words in layers:
        table.update(dict.fromkeys(words, kind))  # type: ignore[call-overload]
    for word in ("上", "下", "内", "前", "后", "里", "中", "时", "省", "市", "县", "州", "让", "使"):
        table.pop(word, None)
    lengths: dict[str, set[int]] = {}
    for word in table:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    return table, {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}


def tokens(text: str) -> list[Token]:
    """The words of a sentence in order; what no list knows stays together."""
    table, lengths = kinds()
    out: list[Token] = []
    at, size, unknown = 0, len(text), 0  # `unknown`: where what no list knows begins
    while at < size:
        char, word = text[at], ""
        kind: Kind | None = None
        if char in _ENDS:
            kind, word = "E", char
        elif char in _BEGINS and (found := (_TITLE if char == "《" else _TIME).match(text, at)):
            kind, word = "X" if char == "《" else "T", found.group()
        else:
            for length in lengths.get(text[at : at + 2], ()):
                if kind := table.get(text[at : at + length]):
                    word = text[at : at + length]
                    if word in _TWO and (first := _TWO[word].match(text, at)):
                        word = first.group()
                        kind = table[word]
                    break
            else:
                kind, word = table.get(char), char
                if char == "让" and (at == unknown or not at) and (not out or out[-1].kind in "EMATC"):
                    kind = "K"  # 让企业参与: as what is asked of them
                kind = kind if kind != "V" or _is_single(text, at, out) else None
        if kind is None:
            at += 1
            continue
        if unknown < at:
            out.append(Token(unknown, at, "X", text[unknown:at]))
        out.append(Token(at, at + len(word), kind, word))
        at = unknown = at + len(word)
    if unknown < size:
        out.append(Token(unknown, size, "X", text[unknown:]))
    return out
