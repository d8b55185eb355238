"""Which findings of a document belong together: what a recommendation answers, and what an abstract says twice.

Both go by what findings are about, not by their wording: a stockpile answers a supply that may fail, whatever words
tell of either. `ANSWERS` says which instruments answer which themes of challenges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.findings import Finding, Link
from extract.types import Sentence

ANSWERS: dict[str, frozenset[str]] = {
    challenge: frozenset(instruments.split())
    for challenge, instruments in {
        "supply-concentration": "stockpile-reserve supply-diversification monitoring-early-warning domestic-production "
        "exploration-survey international-cooperation substitution-efficiency recycling-circular",
        "import-dependence": "domestic-production supply-diversification exploration-survey recycling-circular "
        "substitution-efficiency overseas-investment stockpile-reserve international-cooperation",
        "resource-endowment": "exploration-survey recycling-circular substitution-efficiency overseas-investment "
        "research-technology",
        "technology-bottleneck": "research-technology education-talent finance-tax international-cooperation",
        "environment-social": "environmental-protection standards-esg legislation-regulation permitting "
        "recycling-circular research-technology",
        "price-market": "pricing-market stockpile-reserve finance-tax monitoring-early-warning trade-measures",
        "geopolitics-trade": "trade-measures international-cooperation supply-diversification stockpile-reserve "
        "legislation-regulation overseas-investment",
        "governance-law": "legislation-regulation coordination-governance permitting standards-esg",
        "data-monitoring": "data-sharing monitoring-early-warning exploration-survey standards-esg",
        "infrastructure-finance": "finance-tax domestic-production overseas-investment coordination-governance",
        "recycling-loss": "recycling-circular substitution-efficiency standards-esg research-technology",
        "workforce": "education-talent",
        "science-gap": "research-technology data-sharing exploration-survey",
    }.items()
}
NEAR = 2500  # characters within which a recommendation that shares no metal may still answer
LEAST = 0.5
"""The score from which a link is kept."""
MOST = 3  # challenges that one recommendation is said to answer
_PAIR_LEAST = 0.34


def find_links(sentences: Sequence[Sentence], findings: Sequence[Finding]) -> tuple[Link, ...]:
    """The links between the findings of a document, by their places in `findings`, best first for each source."""
    return (*_answers(findings), *_translations(sentences, findings))


def _bare(finding: Finding) -> set[str]:
    return {theme.partition(":")[2] for theme in finding.themes}


def _answers(findings: Sequence[Finding]) -> list[Link]:
    """Recommendations with the challenges that they answer, three each at most."""
    challenges = {i: (f, _bare(f)) for i, f in enumerate(findings) if f.kind == "challenge"}
    beside, by_instrument = defaultdict(set), defaultdict(set)
    for target, (challenge, themes) in challenges.items():
        beside[challenge.sentence].add(target)
        for instrument in set().union(*(ANSWERS.get(theme, frozenset()) for theme in themes)):
            by_instrument[instrument].add(target)
    out: list[Link] = []
    for source, recommendation in enumerate(findings):
        if recommendation.kind != "recommendation":
            continue
        instruments = _bare(recommendation)
        scored = [
            (_answer_score(recommendation, instruments, challenge, themes), target)
            for target in set().union(beside[recommendation.sentence], *(by_instrument[i] for i in instruments))
            for challenge, themes in [challenges[target]]
            if challenge.lang == recommendation.lang
        ]
        best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1]))[:MOST]
        out += [Link(source, target, "answers", round(score, 2)) for score, target in best]
    return out


def _answer_score(recommendation: Finding, instruments: set[str], challenge: Finding, themes: set[str]) -> float:
    """How surely the one answers the other, 0 to 1: one sentence, fitting themes, one metal, nearness."""
    fits = any(instruments & ANSWERS.get(theme, frozenset()) for theme in themes)
    if recommendation.sentence == challenge.sentence:
        return 0.9 if fits else 0.6
    shared = set(recommendation.metals) & set(challenge.metals)
    apart = bool(recommendation.metals and challenge.metals) and not shared
    gap = recommendation.span.start - challenge.span.end
    if not fits or apart:
        return 0.0
    near = 0 <= gap <= NEAR
    return 0.4 + 0.25 * bool(shared) + 0.25 * near * (1 - gap / NEAR if near else 0)


def _translations(sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Link]:
    """The statements of an abstract paired with those of the abstract in the other language.

    Both say the same in the same order: pairs are kept where kind, themes, metals and place in the abstract agree, and
    never cross one another.
    """
    sections = {sentence.span: sentence.section for sentence in sentences if sentence.section == "abstract"}
    own = [(i, f) for i, f in enumerate(findings) if f.sentence in sections]
    sides = {lang: [(i, f) for i, f in own if f.lang == lang] for lang in ("zh", "en")}
    if not (sides["zh"] and sides["en"]):
        return []
    scores = {
        (a, b): _same(x, a / len(sides["zh"]), y, b / len(sides["en"]))
        for a, (_, x) in enumerate(sides["zh"])
        for b, (_, y) in enumerate(sides["en"])
    }
    out = []
    for a, b in _uncrossed(scores, len(sides["zh"]), len(sides["en"])):
        (zh, first), (en, second) = sides["zh"][a], sides["en"][b]
        source, target = (en, zh) if first.span.start < second.span.start else (zh, en)
        out.append(Link(source, target, "translation_of", round(scores[a, b], 2)))
    return out


def _same(x: Finding, x_place: float, y: Finding, y_place: float) -> float:
    """How likely two findings of two languages say the same, 0 to 1."""
    if x.kind != y.kind:
        return 0.0
    metals, themes = _overlap(set(x.metals), set(y.metals)), _overlap(_bare(x), _bare(y))
    if metals == 0 and themes == 0:
        return 0.0
    return (metals + themes) / 2 * 0.7 + 0.3 * (1 - abs(x_place - y_place))


def _overlap(a: set[str], b: set[str]) -> float:
    """Jaccard similarity; a half where neither names anything."""
    return len(a & b) / len(a | b) if a | b else 0.5


def _uncrossed(scores: dict[tuple[int, int], float], rows: int, columns: int) -> list[tuple[int, int]]:
    """The pairs with the highest total score that do not cross (Needleman & Wunsch 1970, gaps free)."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    for a in range(-1, rows):
        for b in range(-1, columns):
            if a < 0 or b < 0:
                best[a, b] = (0.0, ())
                continue
            pair = scores[a, b]
            total, chosen = best[a - 1, b - 1]
            taken = (total + pair, (*chosen, (a, b))) if pair >= _PAIR_LEAST else (0.0, ())
            best[a, b] = max(best[a - 1, b], best[a, b - 1], taken, key=lambda found: found[0])
    return list(best[rows - 1, columns - 1][1])
