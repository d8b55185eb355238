"""The parts of a finding: who should act, what is to be done, where, how much, by when, and whose demand it is."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import FindingKind, Mention, Parts, Sentence, Span


def find_parts(text: str, span: Span, sentence: Sentence, kind: FindingKind, mentions: Sequence[Mention]) -> Parts:
    """The parts of the finding at `span` of a document's `text`.

    `sentence` is the one that it stands in, `mentions` are the concepts named within `span`.
    """
    return Parts()
