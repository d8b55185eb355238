"""How well the parts and the stance of recommendations are found, on the gold set: `python bench/parts.py [FILE...]`.

The set (`gold/parts.*.jsonl`; how it is annotated: `gold/README.md`) was written by people who had not seen the rules,
and is kept apart: the rules are worked on with other sentences. A stretch counts where it covers at least half of the
two together (character IoU of 0.5); instruments and metals are compared as ids.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.mentions import find_mentions, metal_ids
from extract.parts import find_instruments, find_parts
from extract.types import Sentence, Span

GOLD = Path(__file__).with_name("gold")
FILES = tuple(sorted(GOLD.glob("parts.*.jsonl")))
ROLES = {"actors": "actor", "actions": "action", "places": "place", "targets": "target", "deadlines": "deadline"}
Range = tuple[int, int]


def place(text: str, stretch: str | list[Any]) -> Range:
    """Where a stretch stands: the first time, or the n-th where it is written `[stretch, n]`."""
    words, times = (stretch, 1) if isinstance(stretch, str) else stretch
    at = -1
    for _ in range(times):
        at = text.index(words, at + 1)
    return at, at + len(words)


def overlap(a: Range, b: Range) -> float:
    """Intersection over union of two ranges."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def matched(want: Iterable[Range], got: list[Range]) -> tuple[int, int, int]:
    """How many are found, how many are found wrongly, how many are missed."""
    left, hits, count = list(got), 0, 0
    for range_ in want:
        count += 1
        best = max(left, key=lambda other: overlap(other, range_), default=None)
        if best and overlap(best, range_) >= 0.5:
            hits += 1
            left.remove(best)
    return hits, len(left), count - hits


def compared(want: set[str], got: set[str]) -> tuple[int, int, int]:
    """The same for ids."""
    return len(want & got), len(got - want), len(want - got)


def score(path: Path) -> tuple[dict[str, float], dict[tuple[str, str], int]]:
    """F1 of each part and the share of right stances, and how often a stance was taken for another."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    stances: Counter[tuple[str, str]] = Counter()

    def add(what: str, found: tuple[int, int, int]) -> None:
        counts[what].update(dict(zip(("hits", "wrong", "missed"), found, strict=True)))

    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, whole = row["text"], Span(0, len(row["text"]))
        mentions = find_mentions(text)
        parts = find_parts(text, whole, Sentence(whole, row["lang"]), "recommendation", mentions)
        for name, role in ROLES.items():
            got = [(part.span.start, part.span.end) for part in parts.spans if part.role == role]
            add(role, matched([place(text, stretch) for stretch in row[name]], got))
        themes = find_instruments(text, row["lang"], mentions)
        add("instrument", compared({f"instrument:{name}" for name in row["instruments"]}, set(themes)))
        add("metal", compared(set(row["metals"]), set(metal_ids(mentions))))
        add("strength", compared({row["strength"]} - {"none"}, {parts.strength} if parts.strength else set()))
        stances[row["stance"], parts.stance] += 1
    figures = {what: 2 * c["hits"] / max(1, 2 * c["hits"] + c["wrong"] + c["missed"]) for what, c in counts.items()}
    right = sum(count for (want, got), count in stances.items() if want == got)
    return figures | {"stance": right / sum(stances.values())}, stances


def main() -> None:
    """Print the figures of each file."""
    for path in [Path(name) for name in sys.argv[1:]] or FILES:
        figures, stances = score(path)
        print(path.name)
        for what, figure in figures.items():
            print(f"  {what:<12} {figure:.3f}")
        wrong = {pair: count for pair, count in stances.items() if pair[0] != pair[1]}
        print("  stances taken for others:", ", ".join(f"{a} for {b} {n}" for (b, a), n in sorted(wrong.items())))


if __name__ == "__main__":
    main()
