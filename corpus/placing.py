"""Where words that a person kept stand in a text that may have been read again since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.listing import StoredFinding

ANCHOR = 32
"""Characters on either side of a quote that are kept with it."""


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Words of a document, with what stood before and after them and the page, when they were kept."""

    sha256: str
    kind: str
    quote: str
    before: str
    after: str
    page: int


def anchor_of(finding: StoredFinding, text: str) -> Anchor:
    """The anchor of a finding in the text of its document."""
    return Anchor(
        sha256=finding.sha256, kind=finding.kind, quote=finding.quote, page=finding.page,
        before=text[max(0, finding.start - ANCHOR) : finding.start], after=text[finding.end : finding.end + ANCHOR],
    )  # fmt: skip


def place(anchor: Anchor, text: str, pages: Sequence[tuple[int, int, int]]) -> tuple[int, int] | None:
    """The range of the words, None where they are no longer there: of several the one in the same surroundings.

    `pages` are number, start and end.
    """
    best: tuple[int, bool] = (0, False)
    found = None
    at = text.find(anchor.quote)
    while at >= 0:
        end = at + len(anchor.quote)
        near = _shared(text[max(0, at - ANCHOR) : at][::-1], anchor.before[::-1])
        near += _shared(text[end : end + ANCHOR], anchor.after)
        same_page = any(number == anchor.page and start <= at < stop for number, start, stop in pages)
        if found is None or (near, same_page) > best:
            best, found = (near, same_page), (at, end)
        at = text.find(anchor.quote, at + 1)
    return found


def finding_at(anchor: Anchor, start: int, end: int, findings: Iterable[StoredFinding]) -> StoredFinding | None:
    """The finding of the same kind that shares most with a range; None where none shares half of the shorter one."""

    def shared(finding: StoredFinding) -> float:
        both = min(end, finding.end) - max(start, finding.start)
        return both / max(1, min(end - start, finding.end - finding.start))

    def fit(finding: StoredFinding) -> tuple[bool, float]:
        return (finding.start, finding.end) == (start, end), shared(finding)

    near = [finding for finding in findings if finding.kind == anchor.kind and shared(finding) >= 0.5]
    return max(near, key=fit, default=None)


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
