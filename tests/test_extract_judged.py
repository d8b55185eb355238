"""Judged sentences come to the classifiers as they do in tagging, neighbours and all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from lab_papers import write_papers

from extract.extract import Extraction, extract
from extract.judged import judged_sentences
from extract.types import Lang
from models.classifier import AROUND, SHIPPED, logit
from models.fit import UNUSED
from models.learn import as_training_set


def long_paper(folder: Path, lang: str) -> Extraction:
    """Six papers as one."""
    write_papers(folder, lang)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    (folder / "all.txt").write_text("".join(texts), encoding="utf-8")
    return extract(folder / "all.txt")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("apart", [1, 3, 20])
def test_a_judged_sentence_scores_as_its_finding_but_for_the_document(tmp_path: Path, lang: Lang, apart: int) -> None:
    found = long_paper(tmp_path / "papers", lang)
    spans = [sentence.span for sentence in found.sentences]
    scores = {spans.index(finding.sentence): finding.score for finding in found.findings}
    first = sorted(scores)[4]
    chosen = [first, next(at for at in sorted(scores) if at >= first + apart)]
    labels = dict.fromkeys(chosen, (None, True))
    rows = list(judged_sentences(found.document.text, found.sentences, labels, "x"))
    assert len(rows) <= 2 * (2 * AROUND + 1)
    data = as_training_set([judged for _, _, judged in rows], lang)
    probabilities = SHIPPED.of(lang).probabilities(data.features, data.runs)[:, 1]
    places = [at for _, at, _ in rows]
    before = logit(np.array([probabilities[places.index(at)] for at in chosen]))
    after = logit(np.array([scores[at] for at in chosen]))
    assert np.ptp(after - before) < 0.1  # the same shift for all sentences of the document
    known = [at for _, at, judged in rows if judged.labels != (UNUSED, UNUSED)]
    assert known == chosen


def test_a_sentence_that_cannot_be_a_finding_comes_out_no_more(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("No. The government should establish a strategic stockpile of tin.\n", encoding="utf-8")
    found = extract(path)
    rows = list(judged_sentences(found.document.text, found.sentences, {0: (None, False)}, "x"))
    assert rows == []
