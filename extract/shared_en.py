"""English lists whose members repeat the word that ties them to a shared head: `lack of data and of skills`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.coordination_en import Joint, Members, before_result, is_base
from extract.enumeration import trim
from extract.findings import FindingKind
from extract.patterns_en import MEASURE_HEADS, PROBLEM_HEADS

_MARK = re.compile(
    r"(?:(?:also|both|then|perhaps|especially|above\s+all|more|even|not|partly|secondly)\s+)?"
    r"(?P<mark>that|to|of|for|on|in|from|by|with|how|at|against|through)\s+"
)
_HEADS: dict[FindingKind, str] = {"challenge": PROBLEM_HEADS, "recommendation": MEASURE_HEADS}


def _first(text: str, mark: str, end: int, kind: FindingKind) -> int | None:
    """Where the first member begins after its mark, which a fitting head goes before."""
    head = re.compile(rf"(?<!order to )\b{_HEADS[kind]}\s+(?:\w+\s+)?{mark}\s+", re.IGNORECASE)
    heads = [match.end() for match in head.finditer(text, 0, end)]
    return heads[-1] if heads else None


def shared(text: str, joints: Sequence[Joint], kind: FindingKind) -> Members:
    """Members of `the shortage of labs, of experts and of funds`, `ask that … and that …`, without their marks."""
    for index, joint in enumerate(joints):
        match = _MARK.match(text, joint.end)
        if not match or joint.word not in ("and", "or", "as well as"):
            continue
        cuts, before = [(joint, match.end())], joints[:index]
        for earlier in reversed(before):
            again = _MARK.match(text, earlier.end)
            if again and again["mark"] == match["mark"]:
                cuts.insert(0, (earlier, again.end()))
        first = _first(text, match["mark"], cuts[0][0].start, kind)
        if first is None:
            continue
        if before_result(text, joints, first, cuts[0][0].start) < cuts[0][0].start:
            continue  # "of ores, which are used in magnets and in lamps": the list is one of the relative clause
        starts, stops = [first, *(start for _, start in cuts)], [*(cut.start for cut, _ in cuts), len(text)]
        members = [trim(text, a, before_result(text, joints, a, b)) for a, b in zip(starts, stops, strict=True)]
        verbs = {is_base(text[a:b].split(" ", 1)[0].lower()) for a, b in members} if match["mark"] == "to" else {True}
        if len(verbs) == 1 and all(" " in text[a:b] for a, b in members):
            return members
    return []
