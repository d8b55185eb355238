"""Why a sentence counts as a finding: what its score owes to its words, its neighbours, its section and the document.

Each word and each cue is taken out in turn, and the whole model asked again (occlusion; Zeiler & Fergus
2014, "Visualizing and understanding convolutional networks", section 4.2, on pictures): what is told is what decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extract.findings import FINDING_KINDS, Evidence, FindingKind
from extract.tag import SECTION_OF, SECTION_SHIFT, plain_words, runs_of, speaks, unshifted
from extract.types import Lang, Sentence, Span
from models.classifier import AROUND, SHIPPED, Doubles, Models, SentenceModel, logit
from models.cues import cue_groups
from models.features import featurize

FOR, AGAINST = 6, 3
"""How many words that spoke for a finding are told, and how many against it."""
_LEAST = 0.1  # log odds: what moves the score by less is not told
_ENGLISH = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def explain(
    text: str, sentences: Sequence[Sentence], span: Span, kind: FindingKind, models: Models = SHIPPED
) -> tuple[Evidence, ...]:
    """What spoke for and against the finding of `kind` at `span`, the weightiest first; nothing where none can be.

    `sentences` are those of the document whose running text is `text`. Weights are log odds of the final score by
    `models`, which should be those that tagged it.
    """
    at = next((i for i, s in enumerate(sentences) if s.span.covers(span)), None)
    if at is None or not speaks(sentences[at], text):
        return ()
    lang = sentences[at].lang
    own = [i for i, s in enumerate(sentences) if s.lang == lang and speaks(s, text)]
    place = own.index(at)
    low = max(0, place - AROUND)
    window = [sentences[i] for i in own[low : place + AROUND + 1]]
    words = [plain_words(sentence, text) for sentence in window]
    center = place - low
    runs = np.array(runs_of(window), dtype=np.int64)
    column = FINDING_KINDS.index(kind)
    model = models.of(lang)
    pieces = _pieces(words[center], lang)
    without = [words[center][:a] + " " * (lang == "en") + words[center][b:] for a, b in pieces]
    full, *changed = _odds(
        [*([*words[:center], own_words, *words[center + 1 :]] for own_words in [words[center], *without])],
        runs,
        column,
        center,
        model,
    )
    owed = model.owed_to_neighbours(featurize(words, lang), runs, kind)
    shift = model.shifts(unshifted(text, [sentences[i] for i in own], model))[column]
    found = [
        Evidence(round(float(owed[center]), 2), "the sentences around it"),
        Evidence(round(float(shift), 2), f"how common {kind}s are in this document"),
    ]
    if sentences[at].section == SECTION_OF[kind]:
        found.append(Evidence(SECTION_SHIFT, f"it stands under a heading of {SECTION_OF[kind]}"))
    found += _told(words[center], lang, pieces, [full - odds for odds in changed])
    kept = [evidence for evidence in found if abs(evidence.weight) >= _LEAST]
    return tuple(sorted(kept, key=lambda evidence: -evidence.weight))


def _odds(
    windows: Sequence[Sequence[str]], runs: np.ndarray, column: int, center: int, model: SentenceModel
) -> list[float]:
    """The log odds of the sentence at `center` of each window of sentences."""
    size = len(windows[0])
    features = featurize([words for window in windows for words in window], model.lang)
    apart = np.concatenate([runs + 10_000 * number for number in range(len(windows))])
    odds: Doubles = logit(model.probabilities(features, apart)[:, column])
    return [float(value) for value in odds[center::size]]


def _pieces(words: str, lang: Lang) -> list[tuple[int, int]]:
    """The stretches to take out: cue words, and all words."""
    lower = words.lower()
    found = {match.span() for group in cue_groups(lang) if not group.regex for match in group.pattern.finditer(lower)}
    if lang == "en":
        found |= {match.span() for match in _ENGLISH.finditer(words)}
    else:
        import jieba  # noqa: PLC0415 - its dictionary takes half a second to load

        jieba.setLogLevel("ERROR")
        found |= {(a, b) for word, a, b in jieba.tokenize(words) if word[0].isalpha()}
    return sorted((a, b) for a, b in found if 0 < b - a <= 24)


def _told(words: str, lang: Lang, pieces: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[Evidence]:
    """The weightiest pieces that do not overlap, each with what it stands for."""
    taken: list[tuple[int, int]] = []
    out: list[Evidence] = []
    for sign, most in ((1, FOR), (-1, AGAINST)):
        ranked = sorted(zip(weights, pieces, strict=True), key=lambda pair: (-sign * pair[0], pair[1]))
        chosen = 0
        for weight, (a, b) in ranked:
            if sign * weight < _LEAST or chosen == most:
                break
            if any(a < d and c < b for c, d in taken):
                continue
            taken.append((a, b))
            chosen += 1
            out.append(Evidence(round(weight, 2), _named(" ".join(words[a:b].split()), lang)))
    return out


def _named(piece: str, lang: Lang) -> str:
    """The piece in quotation marks, with what its cue group stands for where it belongs to one."""
    lower = piece.lower()
    groups = (g for g in cue_groups(lang) if g.feature and not g.start and g.pattern.fullmatch(lower))
    group = next(groups, None)
    return f"“{piece}”" + (f" ({group.what.rstrip('.').lower()})" if group else "")
