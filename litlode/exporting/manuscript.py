"""A review made ready for export: headings, quotations with their citations, notes, method, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.outline import Section, outline
from corpus.review_items import ReviewItem
from corpus.reviews import Review
from litlode.exporting.citations import Citations, Entry
from litlode.exporting.inner_quotes import nested
from litlode.exporting.runs import Run
from litlode.exporting.wording import Facts, method, title_of, words

if TYPE_CHECKING:
    from corpus.library import Library


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A quotation with the citation that follows it, and the reviewer's note that stands before it."""

    quote: str
    lang: str
    cited: tuple[Run, ...]
    key: str
    page: str
    note: str | None
    state: str

    @property
    def marked(self) -> str:
        """The words in quotation marks, those in them turned to the other sort."""
        return f"“{nested(self.quote)}”"

    @property
    def gap(self) -> str:
        """What stands between the quotation and its citation: nothing before raised numbers and Chinese brackets."""
        first = next(iter(self.cited), Run(text=""))
        return "" if first.raised or first.text[:1] in "（［[" else " "


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading of the review with what stands directly under it."""

    title: str
    level: int
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A review as it is exported; `left_out` are the items that are not in it, since a verdict rejects them.

    `unaccepted` counts what is not in it for want of an acceptance.
    """

    title: str
    lang: str
    made: date
    parts: tuple[Part, ...]
    method: str
    references: tuple[Entry, ...]
    bibliography: str
    style: str
    left_out: tuple[ReviewItem, ...] = ()
    unaccepted: int = 0

    def word(self, name: str) -> str:
        """A fixed heading or phrase in the language of the review."""
        return words(self.lang)[name]

    @property
    def quotations(self) -> Iterator[Quotation]:
        """All quotations in their order."""
        return (quotation for part in self.parts for quotation in part.quotations)


def make_manuscript(
    library: Library, review: Review, *, lang: str = "en", style: str = "gb", accepted: bool = False
) -> Manuscript:
    """The review as it is to be exported, headings in `lang`, citations in `style`.

    What a verdict rejects is left out, and with `accepted` all that none accepts.
    """
    rejected = tuple(item for item in review.items if item.verdict == "reject")
    kept = [item for item in review.items if item.verdict != "reject" and (item.accepted or not accepted)]
    sections = _with_items(outline(library.connection, review, lang), {item.key for item in kept})
    read = [item for section in sections for item in section.items]
    citations = Citations(library.connection, read, style=style, lang=lang)
    made = date.today()
    counts = dict(library.connection.execute("SELECT lang, count(*) FROM documents GROUP BY lang"))
    facts = Facts(
        review=review, items=read, works=citations.works, rejected=len(rejected), documents=counts,
        failures=len(library.failures()),
        made=made, accepted=accepted, printed=any(citations.page(item) not in (None, str(item.page)) for item in read),
    )  # fmt: skip
    return Manuscript(
        title=tidy(title_of(review)), lang=lang, made=made,
        parts=tuple(
            Part(
                title=tidy(section.title), level=section.level,
                quotations=tuple(_quotation(item, citations) for item in section.items),
            )
            for section in sections
        ),
        method=tidy(method(facts, lang)),
        references=citations.references(), bibliography=citations.bibtex(), style=style,
        left_out=rejected, unaccepted=len(review.items) - len(rejected) - len(kept),
    )  # fmt: skip


def _with_items(sections: Sequence[Section], keys: set[int]) -> list[Section]:
    """The sections that have one of these items, or have one below them."""
    held = [
        Section(
            path=section.path, titles=section.titles, items=tuple(item for item in section.items if item.key in keys)
        )
        for section in sections
    ]
    needed = {section.path[:level] for section in held if section.items for level in range(1, section.level + 1)}
    return [section for section in held if section.path in needed]


def _quotation(item: ReviewItem, citations: Citations) -> Quotation:
    return Quotation(
        quote=tidy(item.words), lang=item.lang, cited=citations.cite(item), key=citations.key(item),
        page=citations.page(item) or "", note=clean(item.note) if item.note else None, state=item.state,
    )  # fmt: skip


def tidy(text: str) -> str:
    """The words of a text on one line, and none of what no document can hold."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """The text without the characters that XML excludes (https://www.w3.org/TR/xml/#charsets)."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text)
