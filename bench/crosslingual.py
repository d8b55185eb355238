"""What a query in the other language finds, against the same need in the language of the text.

    python bench/crosslingual.py bench/gold/retrieval

Prints nDCG@10 for both, their ratio, and what is lost without each of the means: concepts, the term list, what
words mean.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from bench import retrieval

MEANS = {
    "all means": (),
    "no term list": ("corpus.understand._called",),
    "no meaning": ("corpus.ranking.of_text",),
    "no concepts": ("corpus.understand._Understanding._names_in",),
}
"""What is switched off, by the function that would bring it."""


@contextmanager
def without(names: tuple[str, ...]) -> Iterator[None]:
    """The search with some means switched off."""
    nothing = {"_called": lambda *_: (), "of_text": lambda *_: None, "_names_in": lambda *_: {}}
    if not names:
        yield
        return
    with patch(names[0], nothing[names[0].rpartition(".")[2]]):
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "gold" / "retrieval")
    folder = parser.parse_args().folder
    print(f"{'':<20} zh text: zh query, en query, ratio   en text: en query, zh query, ratio")
    for name, means in MEANS.items():
        with without(means):
            found = {pair: figure for pair, (figure, _) in retrieval.averages(retrieval.run(folder)).items()}
        told = []
        for text, other in (("zh", "en"), ("en", "zh")):
            same, across = found[f"{text}>{text}"], found[f"{other}>{text}"]
            told.append(f"{same:.3f}  {across:.3f}  {across / same:.2f}")
        print(f"{name:<20}          " + "                    ".join(told))


if __name__ == "__main__":
    main()
