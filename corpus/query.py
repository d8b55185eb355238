"""The query language: what a person types as a tree of words, phrases, fields and operators.

    钨 stockpile "export licence" -copper (镓 OR 锗) recycl* metal:W year:2015..2020 in:text

Words beside each other are all wanted; `OR` (or `|`) binds less tightly than standing beside each other; `-` or `NOT`
before a word, phrase, field or bracket excludes it. Nothing is a mistake: where brackets or quotation marks have no
partner, or an operator has nothing to join, all of it is read as plain words, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 2000
"""Characters of a query that are read."""

_DEEPEST = 20

FIELDS = {
    "metal": ("金属", "矿种"), "kind": ("类型",), "theme": ("主题",), "actor": ("主体", "机构"),
    "place": ("地点", "地区"), "year": ("年份", "年"), "lang": ("语言",), "source": ("来源", "文献"),
    "author": ("作者",), "section": ("章节",),
    "stance": ("立场",), "strength": ("力度",), "verdict": ("判定",), "tag": ("标签",), "in": ("范围",),
}  # fmt: skip
"""The fields, each with its Chinese names."""

_FIELD_OF = {alias: name for name, aliases in FIELDS.items() for alias in (name, *aliases)}

_PIECES = re.compile(
    r"""(?P<space>\s+)
    | (?P<minus>[-－−](?=["“「(（\w]))
    | (?P<name>[A-Za-z\u4e00-\u9fff]+)[:：](?=["“「\w.*-])(?:"(?P<straight_value>[^"]*)"|“(?P<curly_value>[^“”]*)”
        |「(?P<corner_value>[^「」]*)」|(?P<value>[^\s"“”「」()（）|｜]+))
    | "(?P<straight>[^"]*)" | “(?P<curly>[^“”]*)” | 「(?P<corner>[^「」]*)」
    | (?P<open>[(（]) | (?P<close>[)）]) | (?P<alone>["“”「」]) | (?P<bar>[|｜])
    | (?P<word>[^\s"“”「」()（）|｜]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Plain words that stand beside each other, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between quotation marks: wanted unbroken."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: `recycl*`."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its values, any of which will do; `typed` is the whole of it."""

    name: str
    values: tuple[str, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class Not:
    """What is not wanted."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of these are wanted."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these is wanted."""

    nodes: tuple[Node, ...]


Node = Run | Phrase | Prefix | Field | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as a tree, and what was odd about it."""

    node: All
    notes: tuple[str, ...] = ()


class _MalformedError(ValueError):
    """The query's operators do not fit together."""


def parse(typed: str) -> Parsed:
    """The tree of a query; where it cannot be one, all of it as plain words, with a note."""
    notes: list[str] = []
    if len(typed) > LONGEST:
        typed = typed[:LONGEST]
        notes.append(f"only the first {LONGEST:,} characters are read")
    pieces = [piece for piece in _PIECES.finditer(typed) if piece.lastgroup != "space"]
    try:
        reader = _Reader(pieces, notes)
        node = reader.any_of(0)
        if reader.left():
            raise _MalformedError("a bracket closes that was not opened")
    except _MalformedError as error:
        plain = " ".join(
            piece[0] for piece in pieces if not piece["open"] and not piece["close"] and not piece["alone"]
        )
        plain = re.sub(r'["“”「」()（）|｜]|\b(?:OR|AND|NOT)\b', " ", plain)
        return Parsed(All((Run(plain),)), (*notes, f"{error}: read as plain words"))
    return Parsed(node if isinstance(node, All) else All((node,)), tuple(notes))


class _Reader:
    """Reads pieces from left to right."""

    def __init__(self, pieces: Sequence[re.Match[str]], notes: list[str]) -> None:
        self._pieces = pieces
        self._notes = notes
        self._at = 0

    def left(self) -> bool:
        """Whether pieces are left."""
        return self._at < len(self._pieces)

    def _is_or(self) -> bool:
        return self.left() and (self._pieces[self._at]["word"] == "OR" or self._pieces[self._at]["bar"] is not None)

    def any_of(self, depth: int) -> Node:
        """Everything up to a closing bracket or the end: alternatives, each of things that are all wanted."""
        if depth > _DEEPEST:
            raise _MalformedError("brackets stand too deep in each other")
        choices = [self._all(depth)]
        while self._is_or():
            self._at += 1
            choices.append(self._all(depth))
        if len(choices) > 1 and not all(choice.nodes for choice in choices):
            raise _MalformedError("OR has nothing to join")
        return choices[0] if len(choices) == 1 else AnyOf(tuple(_bare(choice) for choice in choices))

    def _all(self, depth: int) -> All:
        nodes: list[Node] = []
        while self.left() and not self._is_or() and not self._pieces[self._at]["close"]:
            piece = self._pieces[self._at]
            self._at += 1
            if piece["word"] == "AND":
                continue
            if piece["minus"] or piece["word"] == "NOT":
                nodes += [Not(_bare(All(tuple(found)))) for found in [list(self._one(depth))] if found]
            else:
                self._at -= 1
                nodes += self._one(depth)
        return All(tuple(_runs_joined(nodes)))

    def _one(self, depth: int) -> Iterator[Node]:
        if not self.left():
            raise _MalformedError("NOT has nothing to exclude")
        piece = self._pieces[self._at]
        self._at += 1
        quoted = next((piece[name] for name in ("straight", "curly", "corner") if piece[name] is not None), None)
        if piece["open"]:
            inner = self.any_of(depth + 1)
            if not self.left() or not self._pieces[self._at]["close"]:
                raise _MalformedError("a bracket is not closed")
            self._at += 1
            if not isinstance(inner, All) or inner.nodes:
                yield _bare(inner)
        elif piece["alone"]:
            raise _MalformedError("a quotation mark has no partner")
        elif piece["close"] or self._operator(piece):
            raise _MalformedError(f"{piece[0]} has nothing before it")
        elif quoted is not None:
            yield Phrase(quoted)
        elif piece["name"]:
            yield self._field(piece)
        elif len(piece[0]) > 1 and piece[0].endswith("*"):
            yield Prefix(piece[0].rstrip("*"))
        else:
            yield Run(piece[0])

    @staticmethod
    def _operator(piece: re.Match[str]) -> bool:
        return piece["bar"] is not None or piece["word"] in ("OR", "AND", "NOT")

    def _field(self, piece: re.Match[str]) -> Node:
        name = _FIELD_OF.get(piece["name"].lower())
        if name is None:
            self._notes.append(f"{piece[0]} read as plain words")
            return Run(piece[0])
        quoted = next(
            (v for v in (piece[f"{kind}_value"] for kind in ("straight", "curly", "corner")) if v is not None), None
        )
        values = [quoted] if quoted is not None else re.split("[,，、]", piece["value"])
        return Field(name, tuple(value.strip() for value in values if value.strip()), piece[0])


def _bare(node: Node) -> Node:
    return node.nodes[0] if isinstance(node, All) and len(node.nodes) == 1 else node


def _runs_joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """Plain words beside each other as one run, so that names of several words are seen."""
    words: list[str] = []
    for node in nodes:
        if isinstance(node, Run):
            words.append(node.text)
            continue
        if words:
            yield Run(" ".join(words))
            words = []
        yield node
    if words:
        yield Run(" ".join(words))
