"""The values of screening: a screening, a decision that was written, what the decisions in a stage come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.errors import LibraryError

Decision = Literal["include", "exclude", "unsure"]
Standing = Literal["include", "exclude", "unsure", "conflict", "open"]
DECISIONS: tuple[Decision, ...] = ("include", "exclude", "unsure")


class ScreeningError(LibraryError):
    """A screening or a decision in it makes no sense; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Screening:
    """A screening: its stages in order, the reasons to exclude, and how many persons decide on each document."""

    name: str
    stages: tuple[str, ...]
    reasons: tuple[str, ...]
    coders: int | None
    created_at: str

    def __post_init__(self) -> None:
        if not self.name:
            raise ScreeningError("a screening needs a name")
        if not self.stages:
            raise ScreeningError(f"{self.name}: a screening needs a stage")
        for what, values in (("stage", self.stages), ("reason", self.reasons)):
            folded = [value.casefold() for value in values]
            if "" in folded:
                raise ScreeningError(f"{self.name}: a {what} is empty")
            if twice := [value for value in values if folded.count(value.casefold()) > 1]:
                raise ScreeningError(f"{self.name}: the {what} {twice[0]!r} is there twice")
        if self.coders is not None and self.coders < 1:
            raise ScreeningError(f"{self.name}: at least one person decides, not {self.coders}")

    @property
    def told_reasons(self) -> str:
        """The reasons with their numbers, on a line."""
        return ", ".join(f"{number} {reason}" for number, reason in enumerate(self.reasons, 1))

    def as_dict(self) -> dict[str, Any]:
        """The screening as JSON has it."""
        return {
            "name": self.name, "stages": list(self.stages), "reasons": list(self.reasons), "coders": self.coders,
            "created_at": self.created_at,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision that was written; `person` is empty where nobody was named, `at` is UTC in ISO 8601."""

    stage: str
    sha256: str
    decision: Decision
    reason: str | None
    person: str
    adjudicates: bool
    at: str

    def as_dict(self) -> dict[str, Any]:
        """The decision as JSON has it."""
        return {
            "sha256": self.sha256, "stage": self.stage, "decision": self.decision, "reason": self.reason,
            "person": self.person, "adjudicates": self.adjudicates, "at": self.at,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the decisions on a document in a stage come to, the decisions in force, and the reason to exclude it.

    `open`: too few persons decided. `conflict`: they do not agree, and nobody has adjudicated yet.
    """

    standing: Standing
    decided: tuple[Decided, ...] = field(default=())
    reason: str | None = None

    @property
    def told(self) -> str:
        """The outcome in words."""
        words = {"include": "included", "exclude": "excluded", "open": "not decided", "conflict": "in conflict"}
        return words.get(self.standing, self.standing) + (f" ({self.reason})" if self.reason else "")
