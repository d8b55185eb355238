"""Cutting a stretch of Chinese that no list knows and no text holds unbroken into words (供应体系韧性)."""

from __future__ import annotations

from dataclasses import replace

from corpus.cjk import CJK
from corpus.emptywords import EMPTY_PIECES
from corpus.units import Every, Query, Tree, Unit

_SHORTEST = 4  # characters


def cut_phrases(query: Query) -> Query | None:
    """The query with its longer unknown stretches cut into words by jieba; None where there is nothing to cut.

    What can be found never depends on the cut: it only adds.
    """
    nodes = query.node.nodes if isinstance(query.node, Every) else (query.node,)
    cut = tuple(dict.fromkeys(piece for node in nodes for piece in _pieces(node)))
    if cut == nodes:
        return None
    return replace(query, node=Every(cut), notes=(*query.notes, "no text holds it unbroken: cut into words"))


def _pieces(node: Tree) -> tuple[Tree, ...]:
    if not isinstance(node, Unit) or not node.is_plain or node.concepts or node.called:
        return (node,)
    if len(node.words) < _SHORTEST or not all(CJK.match(word) for word in node.words):
        return (node,)
    words = [word for word in _segmented("".join(node.words)) if word not in EMPTY_PIECES]
    return tuple(Unit(tuple(word)) for word in words) or (node,)


def _segmented(words: str) -> list[str]:
    import jieba  # noqa: PLC0415 - 0.6 s for its dictionary, and few queries need it

    jieba.setLogLevel("ERROR")
    return [str(word) for word in jieba.cut(words)]
