"""Cutting a stretch of Chinese that no list knows and no text holds unbroken into words (供应体系韧性)."""

from __future__ import annotations

from corpus.units import Query, Unit
from extract.charfold import CJK

CUT = "no text holds it unbroken: cut into words"
"""What a person is told of it."""

_SHORTEST = 4  # characters


def cut_phrases(query: Query) -> str | None:
    """What was typed with its longer unknown stretches cut into words by jieba; None where there is nothing to cut.

    What can be found never depends on the cut: it only adds.
    """
    typed = query.typed
    for node in query.node.nodes:
        if isinstance(node, Unit) and node.is_plain and not node.concepts and not node.called:
            stretch = "".join(node.words)
            if len(node.words) >= _SHORTEST and all(CJK.match(word) for word in node.words) and stretch in typed:
                typed = typed.replace(stretch, " ".join(_segmented(stretch)))
    return None if typed == query.typed else typed


def _segmented(words: str) -> list[str]:
    import jieba  # noqa: PLC0415 - 0.6 s for its dictionary, and few queries need it

    jieba.setLogLevel("ERROR")
    return [str(word) for word in jieba.cut(words)]
