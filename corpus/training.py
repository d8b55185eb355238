"""Models of one's own beside a library: learned from its verdicts, kept in the folder `FILE.model`.

Each file of the folder is written whole and then put in its place, so that whoever tags meanwhile has the old model or
the new one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.clock import now
from corpus.errors import OwnModelError
from corpus.judged import JudgedDocument, judged_documents

if TYPE_CHECKING:
    from models.classifier import Models
    from models.learn import Change, Judged

FEWEST = 10
"""Judged sentences of a language below which nothing is learned of it: a figure on fewer says nothing."""

CARD = "card.json"


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What was learned of one language: how many sentences were judged, in how many documents, and what it changed.

    `changes` has a `Change` for each kind; none where the verdicts were too few and the shipped model stays.
    """

    lang: str
    sentences: int
    documents: int
    accepted: Mapping[str, int]
    rejected: Mapping[str, int]
    changes: Mapping[str, Change] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The lesson as JSON has it."""
        return vars(self) | {"changes": {kind: change.as_dict() for kind, change in self.changes.items()}}


@dataclass(frozen=True, kw_only=True)
class Training:
    """What a training came to; `lost` and `undecided` verdicts as in `corpus.judged.JudgedDocument`.

    `folder` is where the models are, None where nothing was learned of any language.
    """

    folder: Path | None
    lessons: tuple[Lesson, ...]
    lost: int
    undecided: int

    def as_dict(self) -> dict[str, Any]:
        """The training as JSON has it."""
        return {
            "model": str(self.folder) if self.folder else None,
            "languages": {lesson.lang: lesson.as_dict() for lesson in self.lessons},
            "lost": self.lost,
            "undecided": self.undecided,
        }


def model_folder(library: Path) -> Path:
    """The folder of the models of a library."""
    return library.with_name(library.name + ".model")


def models_beside(library: Path) -> Models:
    """The models that a library is tagged with: its own, or the shipped ones; raises OwnModelError."""
    from models.classifier import SHIPPED, ModelError, load_models  # noqa: PLC0415 - numpy and more, which a search needs not

    folder = model_folder(library)
    if not any(folder.glob("*.npz")):
        return SHIPPED
    try:
        return load_models(folder)
    except ModelError as error:
        raise OwnModelError(f"{error}; `litlode train --forget` goes back to the shipped models") from error


def train(
    connection: sqlite3.Connection,
    library: Path,
    *,
    features: Path | None = None,
    on_language: Callable[[str], None] | None = None,
) -> Training:
    """Learn from the verdicts of a library, and keep the models beside it.

    `features` is the folder of the shipped sentences; `on_language` is called before a language is learned, which takes
    half a minute. A language with fewer than `FEWEST` judged sentences keeps the shipped model; where all have fewer,
    nothing is written.
    """
    from models.fit import FEATURES, LANGUAGES, UNUSED, load_features  # noqa: PLC0415 - seconds of imports
    from models.learn import as_training_set, learn  # noqa: PLC0415 - as above

    documents = list(judged_documents(connection))
    sentences, lost = _by_language(documents)
    folder = model_folder(library)
    lessons = []
    made: dict[str, dict[str, Any]] = {}
    for lang in LANGUAGES:
        judged = sentences[lang]
        known = [sentence for sentence in judged if any(label != UNUSED for label in sentence.labels)]
        changes: Mapping[str, Change] = {}
        if len(known) >= FEWEST:
            if on_language:
                on_language(lang)
            shipped = load_features((features or FEATURES) / f"{lang}.npz", lang)
            made[lang], changes = learn(shipped, as_training_set(judged, lang))
        lessons.append(_lesson(lang, known, changes))
    training = Training(
        folder=folder if made else None,
        lessons=tuple(lessons),
        lost=lost,
        undecided=sum(document.undecided for document in documents),
    )
    if made:
        _write(folder, made, training)
    return training


def _lesson(lang: str, known: list[Judged], changes: Mapping[str, Change]) -> Lesson:
    from models.classifier import KINDS  # noqa: PLC0415 - as above

    said = [Counter(sentence.labels[column] for sentence in known) for column in range(len(KINDS))]
    return Lesson(
        lang=lang,
        sentences=len(known),
        documents=len({sentence.source for sentence in known}),
        accepted={kind: said[column][1] for column, kind in enumerate(KINDS)},
        rejected={kind: said[column][0] for column, kind in enumerate(KINDS)},
        changes=changes,
    )


def _by_language(documents: list[JudgedDocument]) -> tuple[dict[str, list[Judged]], int]:
    """The judged sentences and their neighbours of each language, and how many verdicts found no sentence."""
    from extract.judged import judged_sentences  # noqa: PLC0415 - as above
    from extract.types import Sentence, Span  # noqa: PLC0415

    out: dict[str, list[Judged]] = defaultdict(list)
    lost = 0
    for document in documents:
        rows: Any = document.sentences  # languages and kinds of block are as extract wrote them
        sentences = [Sentence(Span(a, b), lang, section, block) for a, b, lang, section, block in rows]
        placed = set()
        for lang, at, judged in judged_sentences(document.text, sentences, document.labels, document.sha256):
            placed.add(at)
            out[lang].append(judged)
        lost += document.lost + len(set(document.labels) - placed)
    return out, lost


def _write(folder: Path, made: Mapping[str, Mapping[str, Any]], training: Training) -> None:
    import numpy as np  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    for lang, parts in made.items():
        partial = folder / f"{lang}.partial"
        with partial.open("wb") as file:
            np.savez_compressed(file, **parts)
        partial.replace(folder / f"{lang}.npz")
    for old in folder.glob("*.npz"):
        if old.stem not in made:
            old.unlink()
    partial = folder / f"{CARD}.partial"
    card = {"made": now(), **training.as_dict()}
    del card["model"]
    partial.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    partial.replace(folder / CARD)


def forget(library: Path) -> bool:
    """Remove the models of a library; whether there were any."""
    folder = model_folder(library)
    if not folder.is_dir():
        return False
    ours = [path for path in folder.iterdir() if path.suffix in (".npz", ".partial") or path.name == CARD]
    for path in ours:
        path.unlink()
    if not any(folder.iterdir()):  # somebody's own files stay
        folder.rmdir()
    return bool(ours)
