"""The parts of a finding: who should act, what is to be done, where, how much, by when, and whose demand it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from extract.findings import FindingKind, Part, Parts, Role
from extract.items import ONE_TO_ONE, past_mark
from extract.partvalues import RawParts
from extract.script import simplified
from extract.types import Lang, Mention, Sentence, Span

_QUANTITY = re.compile(
    r"\d[\d.,]*\s*(?:%|％|‰|per\s?cent|percent|percentage|times|倍|成|个百分点|百分点|万?亿?吨|亿?万?元|万人|tons?|tonnes?|Mt|kt|"
    r"million|billion|trillion|years|年以上|个月|months|days|GW|MW|km|公里|平方|[$€£¥])|[$€£¥]\s?\d|百分之|"
    r"\b(?:half|one-third|two-thirds|three-quarters|a\s+(?:third|quarter))\s+of|[一二三四五六七八九]成|近半|过半|一半"
)


def find_instruments(quote: str, lang: Lang, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The kinds of measure that a recommendation asks for, as concept ids, sorted; at most three.

    `mentions` are those within it.
    """
    if lang == "en":
        from extract.instruments_en import english_instruments  # noqa: PLC0415

        return tuple(f"instrument:{theme}" for theme in english_instruments(quote, mentions))
    from extract.instruments_zh import chinese_instruments  # noqa: PLC0415

    return tuple(f"instrument:{theme}" for theme in chinese_instruments(simplified(quote), mentions))


@lru_cache(maxsize=16)  # a sentence of several items is asked for once an item
def _raw(words: str, lang: Lang) -> RawParts:
    words = words.translate(ONE_TO_ONE)
    # The patterns of one language take a twentieth of a second to compile: loaded with its first recommendation.
    if lang == "en":
        from extract.parts_en import english_parts  # noqa: PLC0415

        return english_parts(words)
    from extract.parts_zh import chinese_parts  # noqa: PLC0415

    return chinese_parts(simplified(words))


def find_parts(text: str, span: Span, sentence: Sentence, kind: FindingKind, mentions: Sequence[Mention]) -> Parts:
    """The parts of the finding at `span` of a document's `text`.

    `sentence` is the one that it stands in, `mentions` the concepts named in this sentence. What a sentence says of
    all its items (who, by when, how strongly) counts for each of them; actions, targets and places are each item's own.
    """
    words = sentence.span.of(text)
    mark = past_mark(words)
    if kind == "challenge":
        found = RawParts()
        quantified = _QUANTITY.search(span.of(text)) is not None
    else:
        found = _raw(words[mark:], sentence.lang)
        quantified = False
    base = sentence.span.start + mark
    shared: list[tuple[Role, tuple[Span, ...]]] = [
        ("actor", found.actors),
        ("deadline", found.deadlines),
        ("strength", found.modals),
    ]
    own: list[tuple[Role, tuple[Span, ...]]] = [("action", found.actions), ("target", found.targets)]
    parts = list(_parts(text, base, shared, mentions))
    parts += [part for part in _parts(text, base, own, ()) if span.covers(part.span)]
    actors = [part.span for part in parts if part.role == "actor"]
    parts += _places(text, span, sentence.lang, actors, mentions)
    parts.sort(key=lambda part: (part.span, part.role))
    return Parts(stance=found.stance, strength=found.strength, quantified=quantified, spans=tuple(parts))


def _parts(
    text: str, base: int, found: Iterable[tuple[Role, tuple[Span, ...]]], mentions: Sequence[Mention]
) -> Iterator[Part]:
    for role, spans in found:
        for inner in spans:
            span = inner.shift(base)
            concept = next(
                (m.concept for m in mentions if m.concept.startswith("actor:") and span.covers(m.span)), None
            )
            yield Part(role, span, span.of(text), concept)


def _places(text: str, span: Span, lang: Lang, actors: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Part]:
    """Places named in the finding, but those in an actor's name, and adjectives such as Chinese."""
    if lang == "en":
        from extract.places_en import english_places  # noqa: PLC0415

        yield from english_places(text, span, actors, mentions)
        return
    from extract.places_zh import chinese_places  # noqa: PLC0415

    yield from chinese_places(text, span, actors, mentions)
