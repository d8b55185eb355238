"""A paper as a tree: its metals, under each the challenges, under each of these the recommendations that answer it."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.choosing import choose, worth
from corpus.digest import in_language, readable
from corpus.listing import StoredDocument
from corpus.onepaper import Standing, concept_names, find_document, findings_that_stand
from corpus.wording import unbroken

NodeKind = Literal["paper", "metal", "other", "unanswered", "challenge", "recommendation", "more"]
METALS = 8
"""Metals that a map has at most; what is about others alone stands with what names none."""

_ANSWERING = 3  # recommendations shown under one challenge


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node of a map. `text` is the name of a metal or the whole quote; `count` is how many `more` stands for.

    `also` are the names of further metals that a finding is about.
    """

    kind: NodeKind
    text: str = ""
    page: int | None = None
    id: str | None = None
    count: int = 0
    also: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The node and all below it as JSON has them."""
        fields = {"kind": self.kind, "text": self.text, "page": self.page, "id": self.id, "count": self.count,
                  "also": list(self.also)}  # fmt: skip
        plain = {name: value for name, value in fields.items() if value}
        return plain | ({"children": [node.as_dict() for node in self.children]} if self.children else {})


@dataclass(frozen=True, kw_only=True)
class MindMap:
    """The map of a document, with its names in `lang`."""

    document: StoredDocument
    lang: str
    root: Node


def mind_map(connection: sqlite3.Connection, name: str, *, lang: str | None = None, limit: int = 5) -> MindMap:
    """The map of a document, with at most `limit` challenges a metal; the rest is counted.

    A recommendation stands under the challenge that it answers best, by its stored link. Raises UnknownIdError.
    """
    document = find_document(connection, name)
    lang = lang or document.lang
    found = readable(in_language(connection, list(findings_that_stand(connection, document)), lang), lang)
    challenges = [one for one in found if one.kind == "challenge"]
    asked = [one for one in found if one.kind == "recommendation" and one.finding.about.stance != "rejected"]
    answers = _answers(connection, document, challenges)
    metals = _ranked(found)
    groups: dict[str | None, tuple[list[Standing], list[Standing]]] = {metal: ([], []) for metal in (*metals, None)}
    for one in challenges:
        groups[_first(one, metals)][0].append(one)
    for one in asked:
        if one.finding.id not in answers:
            groups[_first(one, metals)][1].append(one)
    under: dict[str, list[Standing]] = defaultdict(list)
    for one in asked:
        if one.finding.id in answers:
            under[answers[one.finding.id]].append(one)
    names = concept_names(connection, lang)
    nodes = tuple(
        Node(
            kind="metal" if metal else "other", text=names.get(f"metal:{metal}", metal) if metal else "",
            children=tuple(_group(*groups[metal], under, limit, _Names(names, metal))),
        )
        for metal in groups if any(groups[metal])
    )  # fmt: skip
    title = document.title_alt if lang != document.lang and document.title_alt else document.title
    return MindMap(
        document=document, lang=lang,
        root=Node(kind="paper", text=unbroken(title or document.name), page=1, id=document.id, children=nodes),
    )  # fmt: skip


class _Names:
    """How the metals of a finding are called, that of its branch left out."""

    def __init__(self, names: Mapping[str, str], metal: str | None) -> None:
        self._names, self._metal = names, metal

    def also(self, one: Standing) -> tuple[str, ...]:
        """The names of the finding's further metals."""
        others = (metal for metal in one.finding.metals if metal != self._metal)
        return tuple(self._names.get(f"metal:{metal}", metal) for metal in others)


def _ranked(found: Sequence[Standing]) -> list[str]:
    """The metals that most findings are about, the first the most."""
    counted = Counter(metal for one in found for metal in one.finding.metals)
    return [metal for metal, _ in counted.most_common(METALS)]


def _first(one: Standing, metals: Sequence[str]) -> str | None:
    return next((metal for metal in metals if metal in one.finding.metals), None)


def _answers(
    connection: sqlite3.Connection, document: StoredDocument, challenges: Sequence[Standing]
) -> dict[str, str]:
    """For recommendations, by their ids, the id of the challenge that each answers best."""
    known = {one.finding.id for one in challenges}
    linked = connection.execute(
        """SELECT s.id, t.id FROM links l JOIN findings s ON s.key = l.source JOIN findings t ON t.key = l.target
        JOIN documents d ON d.key = s.document WHERE l.kind = 'answers' AND d.sha256 = ? ORDER BY l.score""",
        [document.sha256],
    )
    return {source: target for source, target in linked if target in known}


def _group(
    challenges: Sequence[Standing], alone: Sequence[Standing], under: Mapping[str, Sequence[Standing]], limit: int,
    names: _Names,
) -> Iterator[Node]:  # fmt: skip
    """The branches of a metal: challenges with their recommendations, what answers none, how many are not shown."""
    answered = [one for one in challenges if under.get(one.finding.id)]
    shown = choose(answered, limit)
    shown += choose([one for one in challenges if one not in answered], limit - len(shown))
    shown.sort(key=lambda one: one.finding.start)
    left = [one for one in challenges if one not in shown]
    for one in shown:
        below = sorted(under.get(one.finding.id, ()), key=lambda other: -worth(other))
        yield _node(one, names, _with_more(choose(below, _ANSWERING), len(below), names))
    if left:
        yield Node(kind="more", count=len(left))
    rest = [*alone, *(other for one in left for other in under.get(one.finding.id, ()))]
    if rest:
        chosen = choose(rest, limit)
        yield Node(kind="unanswered", children=_with_more(chosen, len(rest), names))


def _with_more(shown: Sequence[Standing], every: int, names: _Names) -> tuple[Node, ...]:
    nodes = [_node(one, names) for one in shown]
    if every > len(shown):
        nodes.append(Node(kind="more", count=every - len(shown)))
    return tuple(nodes)


def _node(one: Standing, names: _Names, children: tuple[Node, ...] = ()) -> Node:
    finding = one.finding
    return Node(
        kind="challenge" if one.kind == "challenge" else "recommendation", text=unbroken(finding.quote),
        page=finding.page, id=finding.id, also=names.also(one), children=children,
    )  # fmt: skip
