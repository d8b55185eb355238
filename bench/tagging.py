"""Sentences a second through the tagger, and through spaCy's tokeniser alone: `python bench/tagging.py FILE...`.

Files are read and cut first; what is timed is everything from mentions to links, on one core, in CPU seconds. The first
file of each language is tagged once beforehand, so that lexicon and models are loaded.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from extract.errors import ReadError
from extract.read import read
from extract.segment import segment
from extract.tag import tag
from extract.types import Document, Lang, Sentence

LANGS: tuple[Lang, ...] = ("zh", "en")


def documents(paths: list[Path]) -> list[tuple[Document, tuple[Sentence, ...]]]:
    """The files that can be read, with their sentences."""
    out = []
    for path in paths:
        try:
            doc = read(path)
        except ReadError as error:
            sys.stderr.write(f"{path}: {error}\n")
            continue
        out.append((doc, segment(doc)))
    return out


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a line for each language and step."""
    import spacy  # noqa: PLC0415 - only the peer

    found = documents([Path(name) for name in sys.argv[1:]])
    for lang in LANGS:
        own = [(doc, sentences) for doc, sentences in found if doc.lang == lang]
        count = sum(len(sentences) for _, sentences in own)
        if not count:
            continue
        tag(*own[0])
        tokenise = spacy.blank(lang).tokenizer
        tokenise(own[0][0].text[:1000])
        findings = sum(len(tag(doc, sentences).findings) for doc, sentences in own)
        sys.stdout.write(f"{lang}: {len(own)} documents, {count} sentences, {findings} findings\n")
        steps: dict[str, Callable[[], object]] = {
            "cutting into sentences": lambda own=own: [segment(doc) for doc, _ in own],
            "tagging": lambda own=own: [tag(doc, sentences) for doc, sentences in own],
            f"spaCy's {lang} tokeniser alone": lambda own=own, tokenise=tokenise: [tokenise(d.text) for d, _ in own],
        }
        for name, work in steps.items():
            best = min(seconds(work) for _ in range(3))
            sys.stdout.write(f"  {name:<32} {count / best:>8,.0f} sentences/s\n")


if __name__ == "__main__":
    main()
