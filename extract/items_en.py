"""The separate measures or problems that one English sentence lists, as spans of the sentence."""

from __future__ import annotations

from extract.enumeration import Items, items_of
from extract.findings import FindingKind
from extract.measures_en import english_measures
from extract.problems_en import english_problems

_LONGEST = 4000  # characters: what is longer is a table or a contents page that lost its lines, no sentence


def english_items(text: str, kind: FindingKind) -> Items:
    """The items in a sentence that lists at least two, or none; offsets count in `text`."""
    if len(text) > _LONGEST:
        return Items()
    found, announced = english_problems(text) if kind == "challenge" else english_measures(text)
    return items_of(found, announced=announced)
