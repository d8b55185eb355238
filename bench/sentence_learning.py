"""Learns what sentences mean (`make sentences LIBRARY=papers.db`), written to `models/weights`.

First a small network is taught to give sentences the vectors that a larger encoder gives them: those of a library of
papers (nothing readable of them is kept), whole, cut into clauses and mixed, and our own. Then it learns, while it is
taught on, to draw together what `models/training/families.jsonl` has of each measure (wordings, sentences that tell
what became of it, problems that it lessens) and to tell it from the measures that are easily taken for it; which
findings say the same and which differ in a word or two (`training/pairs.jsonl`); which sentences tell what became of a
recommendation (`training/cases.jsonl`); and what a sentence tells to have happened.

PyTorch and the encoder are needed for this alone: `pip install --group sentences`. Half an hour on two cores. What the
comparisons weigh is learned after it, by `bench/likeness_learning.py`.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as nnf
from sentence_network import Bag, Network, drawn_together, write

from bench.likeness import read_lines
from extract.charfold import spread
from models import vectors
from models.embed import encoded
from models.outcomes import OUTCOMES

TRAINING = Path(__file__).parents[1] / "models" / "training"
TAUGHT, LEARNED = 3000, 900  # steps
FAMILIES, PAIRS, CASES, EVENTS, TEXTS, AT_ONCE = 12, 40, 24, 64, 96, 128  # of a batch
TEMPERATURE = 0.15
DROPPED, DROPPED_FEW = 0.2, 0.05  # words, and where a single one may tell all
SHORTEST, LONGEST = 12, 400  # characters of a sentence that is taught

_CLAUSES = re.compile(r"[,;:()，；：（）、。.]+")


class Measure(NamedTuple):
    """What is written of a measure, as the places of words: wordings, problems, what tells of it with its event."""

    wordings: list[Bag]
    problems: list[Bag]
    told: list[tuple[str, Bag]]


class Case(NamedTuple):
    """A recommendation, later sentences, which of them tell what became of it, and those with the event they tell."""

    asked: Bag
    later: list[Bag]
    about: list[float]
    told: list[tuple[str, Bag]]


def bag(text: str) -> Bag:
    return vectors.coder().places_of(spread(text))


def families() -> list[list[Measure]]:
    return [
        [
            Measure(
                [bag(text) for text in (*measure["zh"], *measure["en"])],
                [bag(text) for text in (*measure["problem_zh"], *measure["problem_en"])],
                [(event, bag(text)) for _, event, text in measure["told"]],
            )
            for measure in family["measures"]
        ]
        for family in read_lines(TRAINING / "families.jsonl")
    ]


def cases() -> list[Case]:
    return [
        Case(
            bag(case["recommendation"]["text"]),
            [bag(item["text"]) for item in case["later"]],
            [float(item["n"] in case["about"]) for item in case["later"]],
            [
                (case["events"][n], bag(item["text"]))
                for item in case["later"]
                if (n := str(item["n"])) in case["events"]
            ],
        )
        for case in read_lines(TRAINING / "cases.jsonl")
    ]


def pairs() -> list[tuple[Bag, Bag, float]]:
    """Pairs of findings as the places of words, and whether they say the same."""
    return [
        (bag(pair["a"]["text"]), bag(pair["b"]["text"]), float(pair["same"]))
        for pair in read_lines(TRAINING / "pairs.jsonl")
    ]


def texts_of(libraries: Sequence[Path]) -> Iterator[str]:
    """What is taught: the sentences of libraries and our own, and clauses of them."""
    draw = random.Random(0)
    own: list[str] = []
    for library in libraries:
        own += [text for (text,) in sqlite3.connect(library).execute("SELECT text FROM sentences ORDER BY key")]
    for family in read_lines(TRAINING / "families.jsonl"):
        for measure in family["measures"]:
            own += [text for name in ("zh", "en", "problem_zh", "problem_en") for text in measure[name]]
            own += [text for _, _, text in measure["told"]]
    own += [line.split("\t")[2] for line in (TRAINING / "outcomes.tsv").read_text("utf-8").splitlines()]
    for case in read_lines(TRAINING / "cases.jsonl"):
        own += [case["recommendation"]["text"], *(item["text"] for item in case["later"])]
    for pair in read_lines(TRAINING / "pairs.jsonl"):
        own += [pair["a"]["text"], pair["b"]["text"]]
    clauses = []
    for text in own:
        if len(text) >= SHORTEST:
            yield text[:LONGEST]
        parts = [part.strip() for part in _CLAUSES.split(text) if len(part.strip()) >= SHORTEST / 2]
        clauses += draw.sample(parts, min(len(parts), 2)) if len(parts) > 1 else []
    yield from clauses
    for one, other in zip(
        draw.sample(clauses, len(clauses) // 2), draw.sample(clauses, len(clauses) // 2), strict=True
    ):
        yield f"{one}, {other}"


class Learner:
    """Draws batches, and says what the network does wrong on them."""

    def __init__(self, libraries: Sequence[Path]) -> None:
        self.draw = random.Random(0)
        self.families, self.pairs, self.cases = families(), pairs(), cases()
        lines = (line.split("\t") for line in (TRAINING / "outcomes.tsv").read_text("utf-8").splitlines())
        self.events = [(event, bag(text)) for _, event, text in lines]
        self.events += [told for family in self.families for measure in family for told in measure.told]
        self.events += 2 * [told for case in self.cases for told in case.told]
        texts = [(text, words) for text in dict.fromkeys(texts_of(libraries)) if len(words := bag(text)) > 2]
        self.bags = [words for _, words in texts]
        self.vectors = torch.tensor(encoded([text for text, _ in texts]))
        # Sentences of one length are read sooner together.
        order = sorted(range(len(texts)), key=lambda at: len(self.bags[at]))
        self.alike = [order[at : at + 20 * AT_ONCE] for at in range(0, len(order), 20 * AT_ONCE)]
        words = np.frombuffer(vectors.VECTORS.read_bytes(), dtype=np.int8).reshape(-1, vectors.DIMENSIONS)
        self.network = Network(words.astype(np.float32) / 40)

    def run(self, steps: int, rate: float, table_rate: float, *, taught_only: bool) -> None:
        """So many steps of Adam, the rate falling to nothing."""
        table = [self.network.table.weight]
        rest = [weights for name, weights in self.network.named_parameters() if name != "table.weight"]
        optimiser = torch.optim.AdamW([
            {"params": table, "lr": table_rate, "weight_decay": 0}, {"params": rest, "lr": rate, "weight_decay": 1e-3},
        ])  # fmt: skip
        pace = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda at: min(1, (at + 1) / 50) * max(0.03, 1 - at / steps)
        )
        self.network.train()
        for step in range(1, steps + 1):
            wrong = self.taught(AT_ONCE if taught_only else TEXTS)
            if not taught_only:
                wrong = 0.5 * wrong + self.measures() + self.same() + self.telling() + 0.3 * self.happened()
            optimiser.zero_grad()
            wrong.backward()
            optimiser.step()
            pace.step()
            if step % 100 == 0:
                print(step, round(wrong.item(), 3), flush=True)
        self.network.eval()

    def taught(self, size: int) -> torch.Tensor:
        """How far the vectors of texts are from the encoder's, and how near texts are to one another."""
        alike = self.draw.choice(self.alike)
        chosen = self.draw.sample(alike, min(size, len(alike)))
        own, theirs = self.network([self.bags[at] for at in chosen]).meaning, self.vectors[chosen]
        return (1 - (own * theirs).sum(-1)).mean() + 2 * ((own @ own.T - theirs @ theirs.T) ** 2).mean()

    def measures(self) -> torch.Tensor:
        """Whether what is said of a measure is nearer to it than to the others of its family, and of all."""
        one, other, told, told_of, problems, lessened = ([] for _ in range(6))  # type: list[Bag]
        for family in self.draw.sample(self.families, FAMILIES):
            by_problem = self.draw.random() < 0.25
            for measure in family:
                pair = self.draw.sample(measure.problems if by_problem else measure.wordings, 2)
                one.append(pair[0])
                other.append(pair[1])
                if measure.told:
                    told.append(self.draw.choice(measure.told)[1])
                    told_of.append(self.draw.choice(measure.wordings))
                if self.draw.random() < 0.5:
                    problems.append(self.draw.choice(measure.problems))
                    lessened.append(self.draw.choice(measure.wordings))
        first, second = self.read(one), self.read(other)
        seen = self.network.seen
        return (
            drawn_together(seen(first, "measure"), seen(second, "measure"), TEMPERATURE)
            + 0.4 * drawn_together(first.words, second.words, TEMPERATURE)
            + 0.5 * drawn_together(seen(self.read(told_of), "measure"), seen(self.read(told), "told"), TEMPERATURE)
            + 0.2 * drawn_together(
                seen(self.read(lessened), "measure"), seen(self.read(problems), "answered"), TEMPERATURE
            )
        )  # fmt: skip

    def same(self) -> torch.Tensor:
        """Whether it is seen which findings say the same."""
        one, other, same = zip(*self.draw.sample(self.pairs, PAIRS), strict=True)
        odds = self.network.sameness_odds(self.read(one, DROPPED_FEW), self.read(other, DROPPED_FEW))
        return nnf.binary_cross_entropy_with_logits(odds, torch.tensor(same))

    def telling(self) -> torch.Tensor:
        """Whether it is seen which sentences tell what became of a recommendation."""
        drawn = self.draw.sample(self.cases, CASES)
        of = [at for at, case in enumerate(drawn) for _ in case.later]
        asked = self.network.seen(self.read([case.asked for case in drawn]), "measure")[of]
        later = self.read([words for case in drawn for words in case.later])
        true = torch.tensor([about for case in drawn for about in case.about])
        return nnf.binary_cross_entropy_with_logits(self.network.telling_odds(asked, later), true)

    def happened(self) -> torch.Tensor:
        """Whether it is seen what sentences tell to have happened."""
        drawn = self.draw.sample(self.events, EVENTS)
        true = torch.tensor([OUTCOMES.index(event) for event, _ in drawn])  # type: ignore[arg-type]
        return nnf.cross_entropy(self.network.event_odds(self.read([words for _, words in drawn], DROPPED_FEW)), true)

    def read(self, bags: Sequence[Bag], dropped: float = DROPPED) -> Any:
        """Read sentences that lack a word here and there."""
        return self.network([[word for word in words if self.draw.random() > dropped] or words for words in bags])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, nargs="+", help="libraries of papers whose sentences are taught")
    given = parser.parse_args()
    torch.manual_seed(0)
    learner = Learner(given.library)
    print(len(learner.bags), "texts", flush=True)
    learner.run(TAUGHT, 1e-3, 2e-3, taught_only=True)
    learner.run(LEARNED, 3e-4, 1e-3, taught_only=False)
    write(learner.network)


if __name__ == "__main__":
    main()
