"""Words that a person kept of a document, and the finding that says them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.anchors import ANCHOR
from corpus.listing import StoredFinding


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


def finding_at(anchor: Anchor, start: int, end: int, findings: Iterable[StoredFinding]) -> StoredFinding | None:
    """The finding of the same kind that shares most with a range; None where none shares half of the shorter one."""

    def shared(finding: StoredFinding) -> float:
        both = min(end, finding.end) - max(start, finding.start)
        return both / max(1, min(end - start, finding.end - finding.start))

    def fit(finding: StoredFinding) -> tuple[bool, float]:
        return (finding.start, finding.end) == (start, end), shared(finding)

    near = [finding for finding in findings if finding.kind == anchor.kind and shared(finding) >= 0.5]
    return max(near, key=fit, default=None)
