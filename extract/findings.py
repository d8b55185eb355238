"""What is found in a document: challenges and recommendations, their parts, why, and which belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.types import Lang, PageBox, Span

FindingKind = Literal["challenge", "recommendation"]
Stance = Literal["own", "reported", "enacted", "rejected"]
Strength = Literal["must", "should", "may"]
Role = Literal["actor", "action", "place", "target", "deadline", "strength"]
LinkKind = Literal["translation_of", "answers"]

FINDING_KINDS: tuple[FindingKind, ...] = ("challenge", "recommendation")


@dataclass(frozen=True, slots=True)
class Part:
    """What plays a `role` in a finding, in its words: who should act, the verb of what to do, where, how much, by when.

    `concept` is the id of what a place or an actor names, where the lexicon knows it.
    """

    role: Role
    span: Span
    quote: str
    concept: str | None = None


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a finding is made of, beside its metals and themes; `spans` in the order of the text.

    `stance` tells whose recommendation it is: the document's own, reported of another, already enacted, or rejected.
    `strength` is the force of its strongest word of obligation, None without one; `quantified` whether a number says
    how large a challenge is.
    """

    stance: Stance = "own"
    strength: Strength | None = None
    quantified: bool = False
    spans: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What spoke for a finding (`weight` above 0) or against it, in log odds, in words that a person reads."""

    weight: float
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two findings of a document, by their places in its list of findings, that belong together.

    `answers`: the source, a recommendation, is about the problem that the target states; `translation_of`: the source
    says in the document's other language what the target says.
    """

    source: int
    target: int
    kind: LinkKind
    score: float


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A challenge or a recommendation in the document's own words.

    `score` is the classifier's probability for the sentence, 0 to 1. `metals` are bare ids (`W`), `themes` concept
    ids (`challenge:price-market`), both sorted.
    """

    kind: FindingKind
    span: Span
    quote: str
    sentence: Span
    lang: Lang
    score: float
    themes: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    boxes: tuple[PageBox, ...] = ()
    parts: Parts = Parts()

    def __post_init__(self) -> None:
        if self.kind not in FINDING_KINDS:
            raise ValueError(f"unknown kind of finding: {self.kind!r}")
        if len(self.quote) != len(self.span) or not self.quote:
            raise ValueError(f"the quote {self.quote!r} does not fill {self.span}")
        if not self.sentence.covers(self.span):
            raise ValueError(f"the finding {self.span} leaves its sentence {self.sentence}")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies between 0 and 1, not {self.score}")
