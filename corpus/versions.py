"""What several documents of one work say, counted once: which words stand for it, and which are copies of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.anchors import squeeze
from corpus.listing import StoredFinding
from corpus.standing import accepts
from corpus.works import Place


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words of a document: what was decided on them, and whether they are `held` where others are to be added."""

    id: str
    sha256: str
    words: str
    accepted: bool
    rejected: bool = False
    held: bool = False


def said_by(finding: StoredFinding) -> Said:
    """What a finding says."""
    return Said(
        id=finding.id, sha256=finding.sha256, words=finding.corrected or finding.quote,
        accepted=accepts(finding.verdict, finding.label), rejected=finding.verdict == "reject",
    )  # fmt: skip


def copies(places: Mapping[str, Place], said: Iterable[Said]) -> set[str]:
    """The ids of what is left out, since another document of the same work says it in the same words.

    An accepted one stands for the others, else one that is held, else that of the first document. Words that are
    rejected in one document and accepted in none stand in none.
    """
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in _of_several(places, said):
        groups.setdefault((places[one.sha256].work, squeeze(one.words)), []).append(one)
    out: set[str] = set()
    for group in groups.values():
        best = max(group, key=lambda one: (one.accepted, one.rejected, one.held, -places[one.sha256].position))
        out |= {one.id for one in group if one.sha256 != best.sha256}
    return out


def _of_several(places: Mapping[str, Place], said: Iterable[Said]) -> list[Said]:
    """The words of those works of which several documents say something."""
    known = [one for one in said if one.sha256 in places]
    documents = {one.sha256 for one in known}
    held = Counter(places[sha256].work for sha256 in documents)
    return [one for one in known if held[places[one.sha256].work] > 1]


def versions_of(places: Mapping[str, Place], documents: Iterable[str]) -> list[tuple[str, ...]]:
    """The documents by their works, in each the one to cite first; works in the order of the documents."""
    works: dict[str, list[str]] = {}
    for sha256 in documents:
        works.setdefault(places[sha256].work if sha256 in places else sha256, []).append(sha256)
    return [
        tuple(sorted(ones, key=lambda sha256: places[sha256].position if sha256 in places else 0))
        for ones in works.values()
    ]


def counting(
    versions: Sequence[str], findings: Mapping[str, Sequence[StoredFinding]], found: Collection[str]
) -> tuple[StoredFinding, ...]:
    """Of the findings that stand in the versions of a work those that count: what its first version says, of those in
    which something was `found`; of another one only what is accepted, and not said before in the same words."""
    first = next((sha256 for sha256 in versions if sha256 in found), None)
    kept = list(findings.get(first or "", ()))
    others = [one for sha256 in versions if sha256 != first for one in findings.get(sha256, ())]
    if accepted := [one for one in others if accepts(one.verdict, one.label)]:
        met = {squeeze(one.quote) for one in kept}
        for one in accepted:
            if (words := squeeze(one.quote)) not in met:
                met.add(words)
                kept.append(one)
    return tuple(kept)
