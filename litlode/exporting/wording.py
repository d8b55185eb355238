"""The fixed words of an exported review in both languages, and its paragraph on method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.review_items import ReviewItem
from corpus.reviews import Review, ReviewQuery
from litlode import __version__
from litlode.output import counted

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"method": "Method", "references": "References", "contents": "Contents", "note": "Note",
           "lost": "no longer found in the library; quoted as it was chosen", "empty": "This review is empty."},
    "zh": {"method": "方法", "references": "参考文献", "contents": "目录", "note": "按语",
           "lost": "库中已查无此文，按选入时的原文引用", "empty": "本综述暂无条目。"},
}  # fmt: skip


def words(lang: str) -> Mapping[str, str]:
    """The fixed words by their names."""
    return _WORDS[lang]


def title_of(review: Review) -> str:
    """What stands over a review."""
    return review.title or review.name


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the paragraph on method tells; `documents` are the library's, by language, `failures` files not read.

    `works` is how many are quoted: several documents may be one. `printed` is whether some pages are cited as they are
    printed, and not as the file counts them.
    """

    review: Review
    items: Sequence[ReviewItem]
    works: int
    rejected: int
    documents: Mapping[str, int]
    failures: int
    made: date
    accepted: bool
    printed: bool

    @property
    def queries(self) -> tuple[ReviewQuery, ...]:
        """The queries that are told: not those that found nothing, nor what was asked again and brought nothing new."""
        told: list[ReviewQuery] = []
        asked: set[str] = set()
        for one in self.review.queries:
            words = one.query.casefold().strip("()（） ")  # a bracket that is not closed asks the same
            if one.found and (one.added or words not in asked):
                told.append(one)
                asked.add(words)
        return tuple(told)

    @property
    def quoted(self) -> int:
        """How many documents are quoted."""
        return len({item.sha256 for item in self.items})

    @property
    def by_hand(self) -> int:
        """How many items were chosen one by one."""
        return sum(item.by_hand for item in self.items)

    @property
    def lost(self) -> int:
        """How many items could not be found in the library again."""
        return sum(item.state == "lost" for item in self.items)


def method(facts: Facts, lang: str) -> str:
    """How the review was made: from how many documents, with which queries, when; what is left out."""
    return " ".join(_english(facts)) if lang == "en" else "".join(_chinese(facts))


def _english(facts: Facts) -> Iterator[str]:
    made, documents = facts.made, facts.documents
    works = f" of {counted(facts.works, 'work')}" if facts.works < facts.quoted else ""
    yield (
        f"This review was exported on {made.day} {_MONTHS[made.month - 1]} {made.year} from a litlode {__version__}"
        f" library of {counted(sum(documents.values()), 'document')} ({documents.get('en', 0)} in English,"
        f" {documents.get('zh', 0)} in Chinese)."
        f" It quotes {counted(len(facts.items), 'finding')} from {counted(facts.quoted, 'document')}{works}."
    )
    if queries := facts.queries:
        asked = "; ".join(f"“{one.query}” ({one.at[:10]}, {one.found} found, {one.added} added)" for one in queries)
        yield f"Findings were sought with {counted(len(queries), 'query', 'queries')}: {asked}."
    if facts.by_hand:
        yield f"{counted(facts.by_hand, 'finding')} {_was(facts.by_hand)} chosen one by one."
    if facts.accepted:
        yield "Only findings that a reader accepted are quoted."
    if facts.rejected:
        yield f"{counted(facts.rejected, 'finding')} that a reader rejected {_was(facts.rejected)} left out."
    if facts.failures:
        yield f"{counted(facts.failures, 'further file')} could not be read."
    if facts.lost:
        yield f"{counted(facts.lost, 'quotation')} could not be found in the library again."
    yield "Quotations are verbatim; page numbers count the pages of the files" + (
        ", or are the printed ones where these are known." if facts.printed else "."
    )


def _chinese(facts: Facts) -> Iterator[str]:
    made, documents = facts.made, facts.documents
    works = f"（{facts.works} 种著作）" if facts.works < facts.quoted else ""
    yield (
        f"本综述于 {made.year} 年 {made.month} 月 {made.day} 日由 litlode {__version__} 文献库导出，"
        f"库中有文献 {sum(documents.values())} 篇（中文 {documents.get('zh', 0)} 篇，"
        f"英文 {documents.get('en', 0)} 篇），"
        f"引用其中 {facts.quoted} 篇{works}的 {len(facts.items)} 条内容。"
    )
    if queries := facts.queries:
        asked = "；".join(
            f"“{one.query}”（{one.at[:10]}，命中 {one.found} 条，选入 {one.added} 条）" for one in queries
        )
        yield f"检索式为：{asked}。"
    if facts.by_hand:
        yield f"逐条选入 {facts.by_hand} 条。"
    if facts.accepted:
        yield "仅引用经人工确认的条目。"
    if facts.rejected:
        yield f"经人工判定不成立的 {facts.rejected} 条未列入。"
    if facts.failures:
        yield f"另有 {facts.failures} 个文件无法读取，未纳入。"
    if facts.lost:
        yield f"其中 {facts.lost} 条引文在库中已查无原文。"
    yield f"引文均照录原文，页码为文件页码{'（已知印刷页码者用印刷页码）' if facts.printed else ''}。"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
