"""Which findings of a document belong together: what a recommendation answers, and what an abstract says twice."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Finding, Link, Sentence


def find_links(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> tuple[Link, ...]:
    """The links between the findings of a document, by their places in `findings`."""
    return ()
