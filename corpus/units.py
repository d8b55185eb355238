"""What a query means: a tree of units (words, with all that stands for them) and filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.columns import Scope
from corpus.emptywords import LIGHT
from extract.charfold import CJK

_NAMES = ("metal:", "place:", "actor:")

Words = tuple[str, ...]
"""Folded words that stand beside each other."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: the words as typed (folded), the concepts that they name, and what else stands for them.

    `forms` are the same word inflected, spelt or joined otherwise, each a phrase; `others` what it is called in the
    other language, each a tuple of words that are all wanted, every one a tuple of forms, these phrases again.
    """

    words: Words
    concepts: tuple[str, ...] = ()
    forms: tuple[Words, ...] = ()
    others: tuple[tuple[tuple[Words, ...], ...], ...] = ()
    called: tuple[str, ...] = ()
    """The same, for a person to read."""
    parts: tuple[Unit, ...] = ()
    """The smaller names and terms that it is made of; all of them together stand for it."""
    members: tuple[str, ...] = ()
    """The concepts of a group that it names."""
    prefix: bool = False
    quoted: bool = False
    own: bool = False
    """Whether the concepts must be a finding's own, as a field asks, not those of its sentence."""

    def phrases(self) -> Iterator[Words]:
        """Its words, their other forms and what they are called in the other language, each unbroken."""
        yield from (self.words, *self.forms)
        for other in self.others:
            yield tuple(word for choices in other for word in choices[0])

    def called_as(self, whole: Unit) -> Unit:
        """The unit as a part of a larger one: what the whole is called in the other language stands for it too."""
        return replace(self, others=(*self.others, *whole.others), called=(*self.called, *whole.called))

    @property
    def is_light(self) -> bool:
        """Whether it narrows a query only a little (影响, impact)."""
        return not LIGHT.isdisjoint(["".join(self.words), *(form for form, *more in self.forms if not more)])

    @property
    def is_name(self) -> bool:
        """Whether it names metals, places or bodies."""
        return any(concept.startswith(_NAMES) for concept in self.concepts)

    @property
    def is_plain(self) -> bool:
        """Whether it may be missing where nothing holds all that was asked."""
        return not (self.quoted or self.prefix or self.own)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must be counted under: a field and values, any of which will do."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query as understood.

    `node` is a tree of units and filters. `phrases` are longer stretches as typed, which count more where unbroken.
    """

    typed: str
    node: Every
    phrases: tuple[tuple[str, ...], ...] = ()
    scope: Scope = "findings"
    exact: bool = False
    notes: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that are wanted, wherever in the tree, in the order of the query."""
        return tuple(dict.fromkeys(leaf for leaf, wanted in leaves(self.node) if wanted and isinstance(leaf, Unit)))

    @property
    def asks(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.node.nodes)

    @property
    def loose(self) -> tuple[Unit, ...]:
        """The units of the outermost level that may be missing from what fits in part."""
        return tuple(node for node in self.node.nodes if isinstance(node, Unit) and node.is_plain)

    def without(self, units: Iterable[Unit]) -> Query:
        """The query without units of its outermost level."""
        gone = set(units)
        return replace(self, node=Every(tuple(node for node in self.node.nodes if node not in gone)))

    def in_parts(self) -> Query:
        """The query with the units of its outermost level, where they are made of smaller ones, in these.

        What was one unit is a phrase then, under all its names.
        """
        parts: list[Tree] = []
        phrases = list(self.phrases)
        for node in self.node.nodes:
            if isinstance(node, Unit) and node.parts:
                parts += [part.called_as(node) for part in node.parts]
                phrases += node.phrases()
            else:
                parts.append(node)
        return replace(self, node=Every(tuple(dict.fromkeys(parts))), phrases=tuple(phrases))

    def explain(self) -> str:
        """The query as it was read, for a person: `tungsten [tungsten 钨] + stockpile [stockpile 储备]`."""
        told = _told(self.node, self.labels)
        parts = [told] if told else []
        if self.scope == "text":
            parts.append("in every sentence")
        return " + ".join(parts) + "".join(f" ({note})" for note in self.notes)


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    nodes: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of these."""

    nodes: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    node: Tree


Tree = Unit | Filter | Every | Some | Without


def leaves(node: Tree, *, wanted: bool = True) -> Iterator[tuple[Unit | Filter, bool]]:
    """The units and filters of a tree in order, each with whether it is wanted."""
    if isinstance(node, Unit | Filter):
        yield node, wanted
    elif isinstance(node, Without):
        yield from leaves(node.node, wanted=not wanted)
    else:
        for child in node.nodes:
            yield from leaves(child, wanted=wanted)


def spaced(words: Sequence[str]) -> str:
    """Folded words as they are written: Chinese characters touch."""
    out = ""
    for word in words:
        glue = "" if not out or (CJK.match(word) and CJK.match(out[-1])) else " "
        out += glue + word
    return out


def _told(node: Tree, names: Mapping[str, str], *, inside: bool = False) -> str:
    """A part of a query for a person; what stands `inside` another part is put in brackets where it has parts."""
    if isinstance(node, Filter):
        return f"{node.name}: {' or '.join(node.values)}"
    if isinstance(node, Unit):
        return _told_unit(node, names)
    if isinstance(node, Without):
        return f"not {_told(node.node, names, inside=True)}"
    glue = " + " if isinstance(node, Every) else " or "
    told = glue.join(_told(child, names, inside=True) for child in node.nodes)
    return f"({told})" if inside and len(node.nodes) > 1 else told


def _told_unit(unit: Unit, names: Mapping[str, str]) -> str:
    words = spaced(unit.words) + ("*" if unit.prefix else "")
    if unit.quoted:
        words = f'"{words}"'
    parts = [" + ".join(spaced(part.words) for part in unit.parts)] if unit.parts else []
    concepts = [names.get(concept, concept) for concept in unit.concepts]
    if unit.members:
        concepts[-1] += f" and the {len(unit.members)} that belong to it"
    others = [called for called in unit.called if not any(called in name for name in concepts)]
    called = " | ".join([*concepts, *others, *parts])
    return " ".join(part for part in (words, f"[{called}]" if called else "") if part)
