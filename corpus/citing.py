"""Citations in the text and the list of references, by a CSL style, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corpus.csl_style import styles

__all__ = ["Citer", "Cite", "Reference", "styles"]

Form = Literal["text", "html", "latex"]


@dataclass(frozen=True)
class Cite:
    """One work in a citation: its id among the items, the page (12, 12-15), words before and after it."""

    id: str
    page: str | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One entry of the reference list; `number` counts from 1, `text` and `html` have its label ([1]) where it has one."""

    id: str
    number: int
    text: str
    html: str
    latex: str


class Citer:
    """Cites works by a style.

    `cites` names the works in the order in which the text cites them; without it they are numbered as `cite` meets
    them. Works that share author and year are told apart (2019a, 2019b) among `cites`, else among all items, so a
    citation is the same whenever it is made.
    """

    def __init__(
        self, items: Mapping[str, Mapping[str, Any]], style: str = "gb", form: Form = "text",
        *, cites: Iterable[str | Cite] | None = None,
    ) -> None: ...  # fmt: skip

    def cite(self, *cites: str | Cite) -> str:
        """The citation of one work or several, as it stands in the text."""
        raise NotImplementedError

    def references(self) -> tuple[Reference, ...]:
        """The works that were cited, or named in `cites`, in the style's order."""
        raise NotImplementedError
