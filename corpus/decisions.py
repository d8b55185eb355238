"""What a person says of a finding, checked where it is made and not yet written; and files of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from corpus.errors import LibraryError

KINDS = ("challenge", "recommendation")
DECIDING = ("accept", "reject", "relabel", "correct")
"""The verdicts of which the newest is in force; the others decide nothing."""
VERDICTS = (*DECIDING, "note", "tag", "untag")

FILE_COLUMNS = ("id", "verdict", "label", "words", "tag", "note", "person", "at")
ANCHOR_COLUMNS = ("sha256", "kind", "quote", "before", "after", "page", "start", "judged", "words_start")
"""Columns of a file of verdicts: the first two do; a line with `sha256`, `before`, `after` and `at` is a verdict that
`litlode verdicts` listed, and is written as it was."""


class VerdictError(LibraryError):
    """A verdict makes no sense; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A person's verdict on the finding `id` (its first four characters do), not yet written.

    `label` is the kind that a relabelled finding is, `words` are the right words of a corrected one, as they stand in
    the text near it, `tag` is a word of the person's own.
    """

    id: str
    verdict: str
    label: str | None = None
    note: str | None = None
    words: str | None = None
    tag: str | None = None
    person: str | None = None

    def __post_init__(self) -> None:
        check(self.verdict, label=self.label, note=self.note, words=self.words, tag=self.tag)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A verdict on the words of a document, as it is stored.

    `label` is the kind that a person says it is, `words` are the right ones, which begin at `words_start`; `judged` are
    the words that the person saw, where the reader has others now; `start` is where the quote begins. `at` is UTC.
    """

    sha256: str
    kind: str
    quote: str
    before: str
    after: str
    page: int
    verdict: str
    label: str | None = None
    words: str | None = None
    words_start: int | None = None
    tag: str | None = None
    note: str | None = None
    person: str | None = None
    at: str = ""
    start: int | None = None
    judged: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise VerdictError(f"{self.kind!r} is no kind: {' or '.join(KINDS)}")
        if not self.quote.strip():
            raise VerdictError("the quote is missing")
        # A corrected finding that was relabelled before has the label with it.
        check(
            self.verdict, label=None if self.verdict == "correct" else self.label, note=self.note, words=self.words,
            tag=self.tag,
        )  # fmt: skip


def check(verdict: str, *, label: str | None, note: str | None, words: str | None, tag: str | None) -> None:
    """Raise VerdictError where the parts of a verdict do not go together."""
    if verdict not in VERDICTS:
        raise VerdictError(f"{verdict!r} is no verdict: {', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}")
    if verdict == "relabel" and label not in KINDS:
        said = f"not {label!r}" if label else "as in `relabel challenge`"
        raise VerdictError(f"relabel needs what it is: {' or '.join(KINDS)}, {said}")
    if verdict != "relabel" and label:
        raise VerdictError(f"{verdict} takes no label: {label!r} goes with relabel")
    if (verdict == "correct") != bool(words and words.strip()):
        raise VerdictError(
            "correct needs the right words, as they stand in the text" if not words else f"{verdict} takes no words"
        )
    if (verdict in ("tag", "untag")) != bool(tag and tag.strip()):
        raise VerdictError(f"{verdict} takes no tag" if tag else f"{verdict} needs the word")
    if verdict == "note" and not note:
        raise VerdictError("a note needs its text")


def read_decisions(path: Path) -> tuple[Decision | Verdict, ...]:
    """The verdicts of a file: CSV with the columns `id`, `verdict` and others of `FILE_COLUMNS`, or such a JSON list.

    Other columns are ignored, and so are lines without a verdict: what `litlode findings --csv` prints will do,
    with a column added. What `litlode verdicts` printed comes back as it was. Raises VerdictError, naming the line,
    where one makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise VerdictError(f"{path}: is not UTF-8; save it as CSV UTF-8") from error
    except OSError as error:
        raise VerdictError(f"{path}: {error.strerror or error}") from error
    rows = _json_rows if text.lstrip().startswith("[") else _csv_rows
    out = []
    for where, row in rows(path, text):
        try:
            if row.get("verdict"):
                out.append(_read(row))
        except VerdictError as error:
            raise VerdictError(f"{path}, {where}: {error}") from error
    if not out:
        raise VerdictError(f"{path}: holds no verdict")
    return tuple(out)


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    reader = csv.DictReader(StringIO(text, newline=""))
    named = set(reader.fieldnames or ())
    if not {"id", "verdict"} <= named:
        raise VerdictError(f"{path}: the first line names the columns: id,verdict, and label,note if wanted")
    try:
        for row in reader:
            if None in row:
                raise VerdictError(f"{path}, line {reader.line_num}: more fields than columns")
            yield f"line {reader.line_num}", {name: value or "" for name, value in row.items()}
    except csv.Error as error:
        raise VerdictError(f"{path}, line {reader.line_num}: {error}") from error


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise VerdictError(f"{path}, line {error.lineno}: is no JSON ({error.msg})") from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise VerdictError(f"{path}, item {number}: is no object")
        yield f"item {number}", {name: "" if value is None else str(value) for name, value in row.items()}


def _read(row: Mapping[str, str]) -> Decision | Verdict:
    said: dict[str, Any] = {name: row.get(name, "").strip() or None for name in FILE_COLUMNS}
    id_, verdict, at = said.pop("id"), said.pop("verdict"), said.pop("at")
    if not (at and row.get("sha256") and "before" in row and "after" in row):
        return Decision(id=id_ or "", verdict=verdict, **said)
    numbers = {name: row.get(name, "").strip() for name in ("page", "start", "words_start")}
    if not all(number.isdecimal() or (name != "page" and not number) for name, number in numbers.items()):
        raise VerdictError(f"page, start and words_start are numbers, not {', '.join(map(repr, numbers.values()))}")
    place: dict[str, Any] = {name: int(number) if number else None for name, number in numbers.items()}
    said["words"] = row.get("words") or None  # as it stands in the text, with its spaces
    anchor: dict[str, Any] = {name: row.get(name, "") for name in ("sha256", "kind", "quote", "before", "after")}
    return Verdict(**anchor, **place, judged=row.get("judged") or None, verdict=verdict, at=at, **said)
