"""Which findings of a document belong together: what a recommendation answers, and what an abstract says twice.

What answers what goes by what findings are about and what they mean (`models.sameness`), not by their wording: a
stockpile answers a supply that may fail, whatever words tell of either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.charfold import spread
from extract.findings import Finding, Link
from extract.types import Sentence
from models.sameness import answer_features, answer_probabilities
from models.sentences import encode
from models.sides import Side, side

LEAST = 0.4
"""The probability from which a link is kept: what told the development set best."""
MOST = 3  # challenges that one recommendation is said to answer
_BESIDE = 0.6  # what one sentence says of a problem and a measure belongs together
_PAIR_LEAST = 0.34


def find_links(sentences: Sequence[Sentence], findings: Sequence[Finding]) -> tuple[Link, ...]:
    """The links between the findings of a document, by their places in `findings`, best first for each source."""
    return (*_answers(findings), *_translations(sentences, findings))


def _bare(finding: Finding) -> set[str]:
    return {theme.partition(":")[2] for theme in finding.themes}


def _answers(findings: Sequence[Finding]) -> list[Link]:
    """Recommendations with the challenges of their language that they answer, three each at most."""
    out: list[Link] = []
    for lang in ("zh", "en"):
        own, theirs = (
            [(i, f) for i, f in enumerate(findings) if f.kind == kind and f.lang == lang]
            for kind in ("recommendation", "challenge")
        )
        if own and theirs:
            out += _answers_of(own, theirs)
    return out


def _answers_of(own: Sequence[tuple[int, Finding]], theirs: Sequence[tuple[int, Finding]]) -> Iterator[Link]:
    told, places = answer_features(*(_sides([finding for _, finding in some]) for some in (own, theirs)))
    likely = answer_probabilities(told).tolist()
    for (source, finding), chances, near in zip(own, likely, places.tolist(), strict=True):
        scored = [
            (max(chance, _BESIDE * (theirs[at][1].sentence == finding.sentence)), theirs[at][0])
            for chance, at in zip(chances, near, strict=True)
        ]
        best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1]))[:MOST]
        yield from (Link(source, target, "answers", round(score, 2)) for score, target in best)


def _sides(findings: Sequence[Finding]) -> list[Side]:
    texts = [spread(finding.quote) for finding in findings]
    return [
        side(
            text, concepts=[*(f"metal:{metal}" for metal in finding.metals), *finding.themes], lang=finding.lang,
            kind=finding.kind, meaning=meaning,
        )
        for finding, text, meaning in zip(findings, texts, encode(texts), strict=True)
    ]  # fmt: skip


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
