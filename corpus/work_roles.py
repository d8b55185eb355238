"""What each document of a work is: published, preprint, accepted manuscript, translation, copy …, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.work_documents import WorkDocument
from corpus.work_groups import Group
from corpus.work_pairs import NEARLY_ALL, VERY_ALIKE, Link, compare
from corpus.work_signs import PREPRINT_DOIS, PREPRINT_VENUES

ROLES = {
    "published": "as it appeared: it has a publisher's DOI, or a place in a journal",
    "preprint": "put on a server before it was reviewed",
    "manuscript": "the authors' copy of what was accepted",
    "translation": "the same in the other language",
    "version": "the same work with another text: revised, shortened, another year",
    "copy": "the same text in another file: saved again, scanned, with a cover page",
    "supplement": "what was published beside it",
    "main": "the one to cite where nothing says that one of them was published, and the only one of its work",
}
"""Every role and what it means."""

_RANK = {"published": 0, "main": 1, "manuscript": 2, "preprint": 3, "supplement": 4}


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A document of a work with its role, why it has it, and the link by which it is of the work."""

    document: WorkDocument
    role: str
    reasons: tuple[str, ...]
    link: Link | None
    of: WorkDocument | None


def own_role(document: WorkDocument) -> tuple[str, str]:
    """What a document says of itself that it is, and by which words: `main` where it says nothing."""
    doi, venue = document.doi_key, document.venue
    if "supplement" in document.signs:
        return "supplement", f"it begins “{document.signs['supplement']}”"
    if doi and PREPRINT_DOIS.match(doi):
        return "preprint", f"its DOI {doi} is that of a server for preprints"
    if venue and PREPRINT_VENUES.search(venue):
        return "preprint", f"it appeared in {venue}"
    for role in ("preprint", "manuscript"):
        if role in document.signs:
            return role, f"its first page says “{document.signs[role]}”"
    if venue and (document.volume or document.issue or document.page_range):
        where = " ".join(part for part in (document.volume, document.issue and f"({document.issue})") if part)
        return "published", f"it has its place in {venue} {where or document.page_range}".strip()
    if doi:
        return "published", f"it has the DOI {doi}"
    return "main", ""


def place(documents: Sequence[WorkDocument], group: Group) -> list[Placed]:
    """The documents of a work with their roles, the one to cite first."""
    members = sorted((documents[order] for order in group.members), key=_to_cite)
    first = members[0]
    role, reason = own_role(first)
    if len(members) == 1:
        return [Placed(document=first, role=role, reasons=(reason,) if reason else (), link=None, of=None)]
    if role == "main":
        reason = "nothing says which was published; " + _why_first(first, members[1:])
    out = [Placed(document=first, role=role, reasons=(reason,), link=None, of=None)]
    for document in members[1:]:
        link, of = _link(document, [placed.document for placed in out], group, documents)
        role, reasons = _role(document, of, link, first)
        out.append(Placed(document=document, role=role, reasons=reasons, link=link, of=of))
    return out


def _to_cite(document: WorkDocument) -> tuple[object, ...]:
    role, _ = own_role(document)
    return (
        _RANK[role], "translation" in document.signs, document.scanned, not document.doi, not document.venue,
        not document.titles, document.order,
    )  # fmt: skip


def _why_first(first: WorkDocument, others: Sequence[WorkDocument]) -> str:
    if any("translation" in other.signs for other in others) and "translation" not in first.signs:
        return "this one is no translation"
    if not first.scanned and all(other.scanned for other in others):
        return "this one need not be read from pictures"
    return (
        "this one came into the library first"
        if all(first.order < other.order for other in others)
        else ("this one says the most of itself")
    )


def _link(
    document: WorkDocument, before: Sequence[WorkDocument], group: Group, documents: Sequence[WorkDocument]
) -> tuple[Link | None, WorkDocument | None]:
    """The link to the document to cite, or else the strongest to one before it, or else to any."""
    first = before[0]
    orders = {other.order for other in before}
    own = [link for link in group.links if document.order in (link.one, link.other)]

    def other(link: Link) -> int:
        return link.other if link.one == document.order else link.one

    def wanted(link: Link) -> tuple[bool, bool, float]:
        return other(link) == first.order, other(link) in orders, link.strength

    best = max(own, key=wanted, default=None)
    if best is None or other(best) != first.order:
        direct = compare(*sorted((document, first), key=lambda one: one.order))
        if direct:
            return direct, first
    return best, documents[other(best)] if best else None


def _role(
    document: WorkDocument, of: WorkDocument | None, link: Link | None, first: WorkDocument
) -> tuple[str, tuple[str, ...]]:
    role, reason = own_role(document)
    if role == "supplement":
        return role, (reason,)
    if document.lang != first.lang:
        said = document.signs.get("translation")
        language = {"zh": "in Chinese", "en": "in English"}[document.lang]
        if of and of.lang == document.lang and link and link.words is not None and link.words >= VERY_ALIKE:
            return "copy", (f"the same text as {of.name}, which is {language}",)
        known = "which of the two was written first is not said"
        if said:
            known = f"its first page says “{said}”"
        elif document.year and first.year and document.year != first.year:
            known = f"of {document.year}, the other of {first.year}"
        return "translation", (f"{language}; {known}",)
    if role in ("preprint", "manuscript"):
        return role, (reason,)
    if link is None or of is None or link.words is None:
        return "version", ("how much of the text is the same cannot be told",)
    scanned = document.scanned or of.scanned
    if link.words >= NEARLY_ALL or (scanned and link.words >= VERY_ALIKE / 2):
        return "copy", (_copy_reason(document, of, link.words),)
    return "version", (f"of its text {link.words:.0%} is that of {of.name}",)


def _copy_reason(document: WorkDocument, of: WorkDocument, words: float) -> str:
    if document.scanned and not of.scanned:
        return f"the text of {of.name}, read from pictures"
    more = document.pages - of.pages
    if more:
        pages = f"{abs(more)} page{'' if abs(more) == 1 else 's'} {'more' if more > 0 else 'less'}"
        return f"the text of {of.name} with {pages}"
    return f"the text of {of.name}" + ("" if words > 0.99 else f", {words:.0%} alike")
