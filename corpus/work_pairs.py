"""Whether two documents are one work, and what says so."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.work_documents import WorkDocument
from corpus.work_shingles import likeness
from corpus.work_signs import PREPRINT_DOIS
from corpus.work_titles import are_parts, is_telling

ENOUGH_WORDS, ENOUGH_FACTS = 60, 20
"""Different shingles without which a text, or its numbers and metals, say nothing."""

SHORT = 700
"""Different shingles of words up to which a document may be an abstract or a record: its text need not be alike."""

# Measured by bench/works.py on real papers and changed copies of them. Two different papers have 0.05 of their words
# in common at most, the halves of one 0.14; a copy read from pictures with three wrong characters in a hundred 0.42 or
# more, with six 0.21; one with a fifth of its sentences replaced 0.31. Next year's edition may have 0.96 of its words,
# and has 0.19 of its numbers at most.
ALIKE, BARELY_ALIKE, VERY_ALIKE, NEARLY_ALL = 0.3, 0.08, 0.6, 0.8
WITHOUT_FACTS = 0.5
OCR_ALIKE = 0.2
SAME_FACTS, BARELY_SAME_FACTS, OTHER_FACTS = 0.25, 0.1, 0.03
TRANSLATED_FACTS, TRANSLATED_ENOUGH = 0.2, 30

YEARS, YEARS_OF_A_TITLE = 4, 2
"""How far apart versions of a work appear at most: when the text tells it, and when the title and authors do."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """Two documents, by their places, that are one work; the strongest links are heeded first."""

    one: int
    other: int
    strength: float
    evidence: tuple[str, ...]
    words: float | None
    facts: float | None


def compare(one: WorkDocument, other: WorkDocument) -> Link | None:
    """What makes two documents one work; None where nothing does, or something speaks against it."""
    words, facts = _words(one, other), _facts(one, other)
    evidence: list[str] = []
    if same_doi := one.doi_key is not None and one.doi_key == other.doi_key:
        evidence.append(f"the same DOI {one.doi_key}")
    titles = [key for key in one.titles if key in other.titles]
    if titles:
        evidence.append(
            "the same title" if one.lang == other.lang else "the title of one is the other's in its language"
        )
    common = one.people & other.people
    if titles and common:
        evidence.append("an author in common")
    if words is not None and words >= BARELY_ALIKE:
        evidence.append(f"{words:.0%} of the words alike")
    if facts is not None and facts >= BARELY_SAME_FACTS:
        evidence.append(f"{facts:.0%} of the numbers and metals in the same order")
    told = any(map(is_telling, titles))
    if same_doi:
        is_one = not _share_a_wrong_doi(one, other, words)
    elif _speak_against(one, other, words, facts):
        is_one = False
    elif one.lang == other.lang:
        is_one = _same_text(one, other, words, facts) or (
            bool(titles) and _same_title(one, other, words, facts, told=told)
        )
    else:
        is_one = _translated(one, other, facts, told=told)
    if not is_one:
        return None
    strength = 2.0 * same_doi + (words or 0.0) + (facts or 0.0) + 0.5 * bool(titles)
    return Link(one=one.order, other=other.order, strength=strength, evidence=tuple(evidence), words=words, facts=facts)


def _words(one: WorkDocument, other: WorkDocument) -> float | None:
    mine, its = one.signature, other.signature
    if one.lang != other.lang or min(mine.word_count, its.word_count) < ENOUGH_WORDS:
        return None
    return likeness(mine.words, its.words)


def _facts(one: WorkDocument, other: WorkDocument) -> float | None:
    mine, its = one.signature, other.signature
    if min(mine.fact_count, its.fact_count) < ENOUGH_FACTS:
        return None
    return likeness(mine.facts, its.facts)


def _share_a_wrong_doi(one: WorkDocument, other: WorkDocument, words: float | None) -> bool:
    """Whether nothing but the DOI is the same: that of the whole issue, or of a paper that both cite."""
    if one.lang != other.lang or one.signs.get("supplement") or other.signs.get("supplement"):
        return False
    unlike_titles = one.titles and other.titles and not set(one.titles) & set(other.titles)
    return bool(unlike_titles and words is not None and words < BARELY_ALIKE and not one.people & other.people)


def _speak_against(one: WorkDocument, other: WorkDocument, words: float | None, facts: float | None) -> bool:
    """Whether the documents say themselves that they are two: parts, years of a report, articles of two places."""
    if one.lang != other.lang:
        return False
    if are_parts(one.titles, other.titles) or _differ(one.document_number, other.document_number):
        return True
    if one.doi_key and other.doi_key and not any(PREPRINT_DOIS.match(doi) for doi in (one.doi_key, other.doi_key)):
        return not ((words or 0) >= VERY_ALIKE and (facts is None or facts >= SAME_FACTS))
    return False


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.split() != other.split())


def _same_text(one: WorkDocument, other: WorkDocument, words: float | None, facts: float | None) -> bool:
    scanned = one.scanned or other.scanned
    if words is None or words < (OCR_ALIKE if scanned else ALIKE):
        return False
    if facts is not None:
        if words >= VERY_ALIKE and facts >= 2 * SAME_FACTS:
            return True  # whatever is printed as its year
        return facts >= SAME_FACTS and _years_apart(one, other) <= YEARS
    if set(one.titles) & set(other.titles):
        return words >= WITHOUT_FACTS and _years_apart(one, other) <= YEARS_OF_A_TITLE
    # Notices of one body are much alike and have few numbers: then other titles are other works.
    titled = any(map(is_telling, one.titles)) and any(map(is_telling, other.titles))
    return words >= (NEARLY_ALL if titled else WITHOUT_FACTS) and _years_apart(one, other) == 0


def _same_title(
    one: WorkDocument, other: WorkDocument, words: float | None, facts: float | None, *, told: bool
) -> bool:
    if _years_apart(one, other) > YEARS or (facts is not None and facts < BARELY_SAME_FACTS):
        return False
    if words is not None and words >= ALIKE:
        return facts is not None or told or _years_apart(one, other) == 0
    if not one.people & other.people:
        return False
    if words is not None and words >= BARELY_ALIKE:
        return told or facts is not None
    short = min(one.signature.word_count, other.signature.word_count) <= SHORT
    return short and told and _years_apart(one, other) <= YEARS_OF_A_TITLE


def _translated(one: WorkDocument, other: WorkDocument, facts: float | None, *, told: bool) -> bool:
    enough = min(one.signature.fact_count, other.signature.fact_count) >= TRANSLATED_ENOUGH
    years = _years_apart(one, other)
    if facts is not None and enough and facts >= TRANSLATED_FACTS and years <= YEARS:
        return True
    if not told or years > YEARS_OF_A_TITLE:
        return False
    if one.people & other.people:
        return True
    # `王石` and `Wang Shi` cannot be compared; that neither author nor any number agrees can be seen.
    return not (facts is not None and enough and facts < OTHER_FACTS)


def _years_apart(one: WorkDocument, other: WorkDocument) -> int:
    return abs(one.year - other.year) if one.year and other.year else 0
