"""The outline of a review: its items under headings, made from what they are about or given by a person, and moved.

A heading is a path of parts, each a concept's id (`challenge:import-dependence`), a word of this module (`none:theme`)
or a person's own words; parts with a meaning are named in the language that is asked for.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.review_items import ReviewItem
from corpus.reviews import Review, ReviewError, find_review, pick
from corpus.transaction import all_or_nothing
from corpus.wording import one_line

ARRANGEMENTS = ("theme", "metal", "place", "year", "kind", "own")
LANGUAGES = ("zh", "en")
BELOW = " > "
"""What stands between a heading and one below it."""

_DEEPEST = 3
_WORDS: Mapping[str, tuple[str, str]] = {
    "kind:challenge": ("挑战", "Challenges"),
    "kind:recommendation": ("建议", "Recommendations"),
    "none:theme": ("其他", "Other"),
    "none:metal": ("未指明矿种", "No metal named"),
    "none:place": ("未指明地区", "No place named"),
    "none:year": ("年份不详", "No year"),
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with what stands directly under it; `titles` are its own name and those above it, from the highest."""

    path: tuple[str, ...]
    titles: tuple[str, ...]
    items: tuple[ReviewItem, ...] = ()

    @property
    def title(self) -> str:
        """What the heading says."""
        return self.titles[-1]

    @property
    def level(self) -> int:
        """1 for the highest heading."""
        return len(self.path)

    def rows(self) -> list[dict[str, Any]]:
        """Its items as JSON has them, each with the heading as it is read."""
        return [{**item.as_dict(), "heading": BELOW.join(self.titles)} for item in self.items]

    def as_dict(self) -> dict[str, Any]:
        """The section as JSON has it."""
        return {"heading": BELOW.join(self.titles), "level": self.level, "items": self.rows()}


def outline(connection: sqlite3.Connection, review: Review, lang: str = "en") -> tuple[Section, ...]:
    """The sections of a review in their order, each heading before those below it, named in `lang` (zh or en)."""
    if lang not in LANGUAGES:
        raise ReviewError(f"{lang!r} is no language of headings: zh or en")
    paths = _paths(review)
    ordered = _as_read(paths)
    named = _names(connection, {part for path in paths.values() for part in path}, lang)
    sections: dict[tuple[str, ...], list[ReviewItem]] = {}
    items = {item.key: item for item in review.items}
    for key in ordered:
        path = paths[key]
        for level in range(1, len(path) + 1):
            sections.setdefault(path[:level], [])
        sections[path].append(items[key])
    return tuple(
        Section(path=path, titles=tuple(named[part] for part in path), items=tuple(held))
        for path, held in sections.items()
    )


def arrange(connection: sqlite3.Connection, name: str, by: str) -> Review:
    """Give a review headings by theme, metal, place, year, kind, or the own ones where there are any, in their order.

    Themes, metals and places come by their number of findings, years from the oldest on.
    """
    if by not in ARRANGEMENTS:
        raise ReviewError(f"{by!r} is no arrangement: {', '.join(ARRANGEMENTS[:-1])} or {ARRANGEMENTS[-1]}")
    review = find_review(connection, name)
    if by == "own":
        connection.execute("UPDATE reviews SET own_headings = 1 WHERE key = ?", [review.key])
    else:
        connection.execute(
            "UPDATE reviews SET arranged_by = ?, own_headings = 0, by_hand = 0 WHERE key = ?", [by, review.key]
        )
    return settle(connection, name)


def settle(connection: sqlite3.Connection, name: str) -> Review:
    """Number the items as they are read: by rules, or, where a person moved something, as they were put."""
    review = find_review(connection, name)
    paths = _paths(review)
    _renumber(connection, _as_read(paths if review.by_hand else _by_rule(review, paths)))
    return find_review(connection, name)


def move(
    connection: sqlite3.Connection,
    name: str,
    items: Sequence[str] = (),
    *,
    under: str | None = None,
    heading: str | None = None,
    before: str | None = None,
    after: str | None = None,
    first: bool = False,
) -> tuple[ReviewItem, ...]:
    """Put items, or all `under` a heading, under another heading or in another place, and give them as they were.

    Without `before`, `after` or `first` they come last. Raises ReviewError.
    """
    review = find_review(connection, name)
    moved = pick(review, items) or _under(connection, review, under or "")
    if not moved:
        raise ReviewError(f"{name}: nothing is under a heading {under!r}" if under else f"{name}: name what to move")
    (target,) = pick(review, [before or after or ""]) if before or after else (None,)
    if target in moved:
        raise ReviewError(f"{name}: {before or after} is itself among what is to be moved")
    # An item goes where its neighbour is: also under that one's heading.
    paths = _paths(review)
    own = None if heading is None else _stored(connection, review, heading)
    if own is None and target and not under:
        own = BELOW.join(paths[target.key])
    order = [item.key for item in review.items if item not in moved]
    at = 0 if first else len(order)
    if target:
        at = order.index(target.key) + bool(after)
    order[at:at] = [item.key for item in moved]
    changed = [(own, item.key) for item in moved if own and BELOW.join(paths[item.key]) != own]
    with all_or_nothing(connection):
        connection.executemany("UPDATE review_items SET heading = ? WHERE key = ?", changed)
        connection.execute(
            "UPDATE reviews SET by_hand = 1, own_headings = max(own_headings, ?) WHERE key = ?",
            [bool(changed), review.key],
        )
        _write_order(connection, order)
    settle(connection, name)
    return moved


def stored_heading(connection: sqlite3.Connection, name: str, heading: str) -> str:
    """A heading as it is kept: that of the outline where it is called so in either language, else the words."""
    return _stored(connection, find_review(connection, name), heading)


def _stored(connection: sqlite3.Connection, review: Review, heading: str) -> str:
    typed = _parts(heading)
    if not typed or len(typed) > _DEEPEST:
        raise ReviewError(
            f"{heading!r}: a heading has words, and at most {_DEEPEST} levels with {BELOW.strip()!r} between"
        )
    wanted = tuple(part.casefold() for part in typed)
    for lang in LANGUAGES:
        for section in outline(connection, review, lang):
            whole = tuple(title.casefold() for title in section.titles)
            if wanted in (whole, whole[-1:]):
                return BELOW.join(section.path)
    return BELOW.join(typed)


def _parts(heading: str) -> tuple[str, ...]:
    return tuple(part for part in (one_line(part) for part in re.split(r"\s[>＞]\s", heading)) if part)


def _under(connection: sqlite3.Connection, review: Review, heading: str) -> tuple[ReviewItem, ...]:
    if not heading:
        return ()
    path = tuple(_stored(connection, review, heading).split(BELOW))
    paths = _paths(review)
    return tuple(item for item in review.items if paths[item.key][: len(path)] == path)


def _paths(review: Review) -> dict[int, tuple[str, ...]]:
    """The heading of each item by its key, in the order of the review."""
    choose = _PATHS[review.arranged_by]
    made = choose(review.items)
    return {
        item.key: _parts(item.heading) if review.own_headings and item.heading else path
        for item, path in zip(review.items, made, strict=True)
    }


def _by_concept(kind: str, *, kind_first: bool) -> Callable[[Sequence[ReviewItem]], list[tuple[str, ...]]]:
    def paths(items: Sequence[ReviewItem]) -> list[tuple[str, ...]]:
        # Of several the one that most of the review is about: few headings, each with much under it.
        counted = Counter(concept for item in items for concept in item.about(kind))
        out: list[tuple[str, ...]] = []
        for item in items:
            concept = min(item.about(kind), key=lambda about: (-counted[about], about), default=f"none:{kind}")
            both = (f"kind:{item.kind}", concept)
            out.append(both if kind_first else both[::-1])
        return out

    return paths


_PATHS: Mapping[str, Callable[[Sequence[ReviewItem]], list[tuple[str, ...]]]] = {
    "theme": _by_concept("theme", kind_first=True),
    "metal": _by_concept("metal", kind_first=False),
    "place": _by_concept("place", kind_first=False),
    "year": lambda items: [(f"year:{item.document.year}" if item.document.year else "none:year",) for item in items],
    "kind": lambda items: [(f"kind:{item.kind}",) for item in items],
}


def _by_rule(review: Review, paths: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The paths in the order of the rules: own headings as they come, then kinds, then what most is about."""
    own = {item.key for item in review.items if review.own_headings and item.heading}
    sizes = Counter(path[: level + 1] for path in paths.values() for level in range(len(path)))

    def rank(path: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
        return tuple(_rank(path[level], sizes[path[: level + 1]]) for level in range(len(path)))

    rest = sorted((key for key in paths if key not in own), key=lambda key: rank(paths[key]))
    return {key: paths[key] for key in (*(key for key in paths if key in own), *rest)}


def _rank(part: str, size: int) -> tuple[Any, ...]:
    if part.startswith("none:"):
        return (1, 0, part)
    return (0, 0 if part.startswith(("year:", "kind:")) else -size, part)


def _as_read(paths: Mapping[int, tuple[str, ...]]) -> list[int]:
    """The keys so that what is under one heading comes together, headings in the order of their first item."""
    first: dict[tuple[str, ...], int] = {}
    for path in paths.values():
        for level in range(1, len(path) + 1):
            first.setdefault(path[:level], len(first))
    return sorted(paths, key=lambda key: [first[paths[key][:level]] for level in range(1, len(paths[key]) + 1)])


def _names(connection: sqlite3.Connection, parts: Iterable[str], lang: str) -> dict[str, str]:
    """What each part of a heading is called."""
    at = LANGUAGES.index(lang)
    known = {
        id_: (zh or en or id_, en or zh or id_)[at]
        for id_, en, zh in connection.execute("SELECT id, name_en, name_zh FROM concepts")
    }
    return {part: _named(part, at, known) for part in parts}


def _named(part: str, at: int, known: Mapping[str, str]) -> str:
    if part in _WORDS:
        return _WORDS[part][at]
    if part.startswith("year:"):
        return part.removeprefix("year:")
    name = known.get(part, part)
    # The lexicon writes metals small, as they stand in a sentence.
    return name[:1].upper() + name[1:] if part in known else name


def _renumber(connection: sqlite3.Connection, order: Sequence[int]) -> None:
    with all_or_nothing(connection):
        _write_order(connection, order)


def _write_order(connection: sqlite3.Connection, order: Sequence[int]) -> None:
    connection.executemany("UPDATE review_items SET position = ? WHERE key = ?", enumerate(order, 1))
