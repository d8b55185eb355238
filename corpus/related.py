"""The papers most like one: those that speak of the same metals, themes, actors and places, and mean much the same.

What few papers speak of says most. A concept counts by how many sentences of a paper are about it, beyond the first
ever less, and by how few papers have it at all (tf-idf, cosine); what a paper means is what its findings mean together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.concepts import labels
from corpus.onepaper import find_document
from corpus.works import work_of
from models.vectors import CENTRES, DIMENSIONS, PLANES

if TYPE_CHECKING:
    import numpy as np

    from corpus.opened import Opened, Paper

_TELLING: Mapping[str, float] = {"metal": 1.0, "challenge": 0.7, "instrument": 0.7, "actor": 0.5, "place": 0.35}
"""How much the kinds of concepts say of what a paper is about."""

MEANING = 0.4
"""How much of its likeness a paper loses that shares concepts and means something else altogether."""

_NEAR = 0.15  # what two papers of this field are alike in meaning at least: counts as nothing
_SHOWN = 6  # shared concepts that are told of a paper
_LEAST = 0.02


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A concept that both papers speak of: in how many sentences of each, and what share of their likeness it is."""

    concept: str
    name: str
    here: int
    there: int
    share: float

    def as_dict(self) -> dict[str, Any]:
        """The concept as JSON has it."""
        return {"concept": self.concept, "name": self.name, "here": self.here, "there": self.there,
                "share": round(self.share, 3)}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Related:
    """A paper like the one asked about: how alike, 0 to 1, and by what; `meaning` is None where it is not known."""

    document: str
    id: str
    title: str | None
    year: int | None
    score: float
    meaning: float | None
    shared: tuple[Shared, ...]

    def as_dict(self) -> dict[str, Any]:
        """The paper as JSON has it."""
        return {"document": self.document, "id": self.id, "title": self.title, "year": self.year,
                "score": round(self.score, 3), "meaning": self.meaning and round(self.meaning, 3),
                "shared": [one.as_dict() for one in self.shared]}  # fmt: skip


def related(opened: Opened, name: str, *, limit: int = 10) -> tuple[Related, ...]:
    """The papers most like a document, the most alike first, each with what they share.

    Versions of its own work are left out, of other works in several versions the one most like it is given.

    Raises UnknownIdError, and ValueError where `limit` is below zero.
    """
    import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

    if limit < 0:
        raise ValueError(f"a limit is not below zero: {limit}")
    opened.refresh()
    document = find_document(opened.connection, name)
    columns = opened.columns("text")
    papers = opened.papers
    place = next((at for at, key in enumerate(columns.documents) if papers[key].id == document.id), None)
    if place is None:
        return ()
    spoken = _Spoken(opened)
    alike, weights = spoken.likeness(place)
    meanings = _meanings(opened, columns.documents[place], columns.documents)
    scores = alike if meanings is None else alike * (1 - MEANING + MEANING * np.maximum(meanings, 0))
    order = _each_work_once(opened, columns.documents, place, np.argsort(-scores, kind="stable").tolist())
    order = [at for at in order if scores[at] >= _LEAST][:limit]
    names = labels(opened.connection, sorted(spoken.concepts[at] for at in np.flatnonzero(weights).tolist()))
    return tuple(
        _related(papers[columns.documents[at]], float(scores[at]), spoken.shared(place, at, names),
                 None if meanings is None else float(meanings[at]))
        for at in order
    )  # fmt: skip


def _each_work_once(opened: Opened, documents: Sequence[int], place: int, order: Sequence[int]) -> list[int]:
    """The places of documents in this order, without those of the work at `place` and of a work that is there."""
    works = work_of(opened.connection)
    sha256 = dict(opened.connection.execute("SELECT key, sha256 FROM documents"))
    of = {at: works.get(sha256[documents[at]], sha256[documents[at]]) for at in (place, *order)}
    met = {of[place]}
    out = []
    for at in order:
        if of[at] not in met:
            met.add(of[at])
            out.append(at)
    return out


def _related(paper: Paper, score: float, shared: tuple[Shared, ...], meaning: float | None) -> Related:
    title = paper.title or paper.title_alt
    return Related(document=paper.path, id=paper.id, title=title, year=paper.year, score=score, meaning=meaning,
                   shared=shared)  # fmt: skip


class _Spoken:
    """In how many sentences each paper speaks of each concept: pairs of a place and a concept, with a number."""

    def __init__(self, opened: Opened) -> None:
        import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

        columns, values = opened.columns("text"), opened.values.get("concept", {})
        size = max(values, default=0) + 1
        self.concepts = [values.get(code, "") for code in range(size)]
        self._papers = len(columns.documents)
        codes = np.frombuffer(columns.codes, dtype=np.uint16) if len(columns.codes) else np.zeros(0, np.uint16)
        pairs = columns.places[columns.rows_of_codes].astype(np.int64) * size + codes
        pairs, self._counts = np.unique(pairs, return_counts=True)
        self._places, self._codes = pairs // size, pairs % size
        held = np.bincount(self._codes, minlength=size)
        telling = np.array([_TELLING.get(concept.partition(":")[0], 0.0) for concept in self.concepts])
        self._idf = telling * np.log((self._papers + 1) / (held + 0.5)).clip(min=0)
        self._weights = (1 + np.log(self._counts)) * self._idf[self._codes]

    def likeness(self, place: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """How alike every paper is to the one at `place`, and what each concept weighs in that one."""
        import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

        own = self._of(place)
        lengths = np.sqrt(np.bincount(self._places, weights=self._weights**2, minlength=self._papers))
        dots = np.bincount(self._places, weights=self._weights * own[self._codes], minlength=self._papers)
        return dots / np.maximum(lengths * lengths[place], 1e-9), own

    def _of(self, place: int, *, counts: bool = False) -> np.ndarray[Any, Any]:
        import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

        first, end = np.searchsorted(self._places, [place, place + 1])
        out = np.zeros(len(self.concepts))
        out[self._codes[first:end]] = (self._counts if counts else self._weights)[first:end]
        return out

    def shared(self, one: int, other: int, names: Mapping[str, str]) -> tuple[Shared, ...]:
        """What two papers both speak of, first what makes them most alike."""
        import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

        parts = self._of(one) * self._of(other)
        here, there = self._of(one, counts=True), self._of(other, counts=True)
        best = np.argsort(-parts, kind="stable")[:_SHOWN].tolist()
        return tuple(
            Shared(concept=(concept := self.concepts[at]), name=names.get(concept, concept), here=int(here[at]),
                   there=int(there[at]), share=float(parts[at] / parts.sum()))
            for at in best if parts[at] > 0
        )  # fmt: skip


def _meanings(opened: Opened, key: int, documents: Sequence[int]) -> np.ndarray[Any, Any] | None:
    """How near in meaning every document is to the one with this key, what all have in common left out; None where
    that one has no finding."""
    import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

    blobs = dict(opened.connection.execute("SELECT document, findings FROM meanings WHERE length(findings) > 0"))
    if key not in blobs:
        return None
    keys = [document for document in documents if document in blobs]
    sums = np.empty((len(keys), DIMENSIONS), dtype=np.float32)
    book = _centres()
    rows = [len(blobs[one]) // PLANES for one in keys]
    starts = np.concatenate(([0], np.cumsum(rows)[:-1]))
    wide = DIMENSIONS // PLANES
    for plane in range(PLANES):
        codes = b"".join(blobs[one][plane * n : (plane + 1) * n] for one, n in zip(keys, rows, strict=True))
        decoded = book[plane][np.frombuffer(codes, dtype=np.uint8)]
        sums[:, plane * wide : (plane + 1) * wide] = np.add.reduceat(decoded, starts, axis=0)
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    near = sums @ sums[keys.index(key)]
    out = np.zeros(len(documents), dtype=np.float64)
    where = {one: at for at, one in enumerate(documents)}
    out[[where[one] for one in keys]] = (near - _NEAR) / (1 - _NEAR)
    return out


def _centres() -> np.ndarray[Any, Any]:
    """The centres that the bytes of a row stand for, plane by plane."""
    import numpy as np  # noqa: PLC0415 - as in `corpus.columns`

    from models.sortedlines import read_bytes  # noqa: PLC0415
    from models.vectors import CODES  # noqa: PLC0415

    return np.frombuffer(read_bytes(CODES), dtype="<f4").reshape(PLANES, CENTRES, DIMENSIONS // PLANES)
