"""Sentences that a person judged, as the classifiers read them, with the neighbours that they are read beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.tag import plain_words, runs_of, speaks
from extract.types import Lang, Sentence
from models.classifier import AROUND
from models.fit import UNUSED
from models.learn import Judged


def judged_sentences(
    text: str, sentences: Sequence[Sentence], labels: Mapping[int, tuple[bool | None, ...]], source: str
) -> Iterator[tuple[Lang, int, Judged]]:
    """The judged sentences of a document and their neighbours, each with its language and its place in `sentences`.

    `labels` has by the place of a sentence whether it states each kind, None where nobody said. A sentence that cannot
    be a finding, such as one of a table, comes out of it no more.
    """
    for lang in dict.fromkeys(sentence.lang for sentence in sentences):
        own = [i for i, s in enumerate(sentences) if s.lang == lang and speaks(s, text)]
        stretches = runs_of([sentences[i] for i in own])
        near = {
            other
            for place, index in enumerate(own)
            if index in labels
            for other in range(max(0, place - AROUND), min(len(own), place + AROUND + 1))
            if stretches[other] == stretches[place]
        }
        run, before = -1, -2
        for place in sorted(near):
            # A gap parts runs: the sentences on either side of it are no neighbours.
            if place != before + 1 or stretches[place] != stretches[before]:
                run += 1
            before = place
            known = labels.get(own[place], (None, None))
            yield lang, own[place], Judged(
                words=plain_words(sentences[own[place]], text),
                labels=tuple(UNUSED if label is None else int(label) for label in known),
                source=source,
                run=run,
            )  # fmt: skip
