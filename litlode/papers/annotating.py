"""A copy of a paper with its findings marked: highlights on the very words, each with a note that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_in
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.listing import StoredDocument
from corpus.onepaper import Standing, concept_names, find_document, findings_that_stand, original
from corpus.verdicts import text_of
from litlode.papers.marks import Mark, parted
from litlode.papers.pdfcopy import MarkingError, marked_copy
from litlode.papers.wording import kind_name, words
from litlode.writing import check_target, write_whole, writing_to

if TYPE_CHECKING:
    import sqlite3

    from extract.types import Document, PageBox

COLOURS = {"challenge": (1.0, 0.74, 0.62), "recommendation": (0.66, 0.91, 0.62)}
METAL = (0.16, 0.40, 0.85)
AUTHOR = "litlode"
SUFFIX = ".annotated.pdf"


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """What was made: where, of which document, how many findings and metals are marked, how many have no place.

    `metals` is None where they were asked for and the file is read otherwise now than when it was stored.
    """

    path: Path
    document: StoredDocument
    findings: int
    without_place: int
    metals: int | None


def annotate(
    connection: sqlite3.Connection,
    name: str,
    out: Path | None = None,
    *,
    kind: str | None = None,
    accepted: bool = False,
    person: str | None = None,
    metals: bool = False,
    file: Path | None = None,
    replace: bool = False,
) -> Annotated:
    """Write a copy of a document with its findings marked; the file itself is never written to.

    `out` is by default the file's name with `.annotated.pdf` in the current folder. `kind` leaves findings of one kind,
    `accepted` those that somebody accepted, `person` hears only that person's verdicts, `metals` underlines metals;
    `file` says where the paper is now, `replace` writes over whatever file `out` is, save a paper or a library.

    Raises UnknownIdError, OriginalError, TargetError or MarkingError.
    """
    document = find_document(connection, name)
    _check_type(connection, document)
    source = original(connection, document, file)
    target = out or Path(source.stem + SUFFIX)
    check_target(connection, target, replace=replace)
    names = concept_names(connection, document.lang)
    standing = findings_that_stand(connection, document, accepted=accepted, person=person)
    chosen = [one for one in standing if kind is None or one.kind == kind]
    again = None
    if metals or any(one.finding.corrected for one in chosen):
        again = _read_again(connection, document, source)
    marks = parted([mark for one in chosen for mark in _marks(_on_right_words(one, again), names, document.lang)])
    underlined = _metals(connection, document, again, names) if metals else []
    if not marks and not underlined:
        raise MarkingError(f"{document.name}: there is nothing to mark, so no copy is written")
    data = source.read_bytes()
    try:
        copy = marked_copy(data, [*marks, *(underlined or ())], datetime.now(UTC).replace(microsecond=0))
    except MarkingError as error:
        raise MarkingError(f"{source}: {error}") from error
    with writing_to(connection, target, replace=replace):
        write_whole(target, copy)
    placed = sum(bool(one.finding.boxes) for one in chosen)
    return Annotated(
        path=target, document=document, findings=placed, without_place=len(chosen) - placed,
        metals=None if underlined is None else len(underlined),
    )  # fmt: skip


def _check_type(connection: sqlite3.Connection, document: StoredDocument) -> None:
    sql = "SELECT media_type FROM documents WHERE sha256 = ?"
    (media_type,) = connection.execute(sql, [document.sha256]).fetchone()
    if media_type != "application/pdf":
        raise MarkingError(f"{document.name}: is no PDF ({media_type}); only a PDF can be annotated")


def _marks(one: Standing, names: Mapping[str, str], lang: str) -> Iterator[Mark]:
    """A highlight on each page that a finding stands on."""
    finding = one.finding
    pages: dict[int, list[tuple[float, float, float, float]]] = {}
    for page, x0, top, x1, bottom in finding.boxes:
        pages.setdefault(int(page), []).append((x0, top, x1, bottom))
    by = next((said["person"] for said in one.said if said["person"]), None)
    note = _note(one, names, lang)
    for number, (page, boxes) in enumerate(pages.items()):
        first = min(pages)
        yield Mark(
            page=page, boxes=tuple(boxes), look="Highlight", colour=COLOURS[one.kind],
            name=f"litlode-{finding.id}" + (f"-{number + 1}" if number else ""), author=by or AUTHOR,
            subject=kind_name(one.kind, lang),
            note=note if not number else words(lang)["continued"].format(page=first) + "\n" + note,
        )  # fmt: skip


def _note(one: Standing, names: Mapping[str, str], lang: str) -> str:
    """What a finding is, in lines: its kind and themes, metals, force, who and when, what people said, its id."""
    said, finding, about = words(lang), one.finding, one.finding.about
    comma, colon = ("、", "：") if lang == "zh" else (", ", ": ")
    themes = comma.join(names.get(theme, theme) for theme in finding.themes)
    lines = [kind_name(one.kind, lang) + (f"{colon}{themes}" if themes else "")]

    def add(label: str, value: str | None) -> None:
        if value:
            lines.append(f"{said[label]}{colon}{value}")

    add("metals", comma.join(names.get(f"metal:{metal}", metal) for metal in finding.metals))
    if one.kind == "recommendation":
        add("strength", said.get(about.strength or "", about.strength))
        add("stance", said[about.stance] if about.stance != "own" and about.stance in said else None)
    for role in ("actor", "place", "target", "deadline"):
        quotes = dict.fromkeys(" ".join(part.quote.split()) for part in about.parts if part.role == role)
        add(role, comma.join(quotes))
    for verdict in reversed(one.said):
        what = said.get(verdict["verdict"] or "", verdict["verdict"] or "")
        called = (" " if lang != "zh" else "") + kind_name(verdict["label"], lang) if verdict["label"] else ""
        right = verdict.get("words") or verdict.get("tag")
        called += f"{colon}{right}" if right else ""
        by = comma.join(part for part in (verdict["person"], (verdict["at"] or "")[:10]) if part)
        lines.append(
            what + called + said["beside"].format(told=by) + (f"{colon}{verdict['note']}" if verdict["note"] else "")
        )
    lines.append(f"litlode {finding.id}")
    return "\n".join(lines)


def _read_again(connection: sqlite3.Connection, document: StoredDocument, source: Path) -> Document | None:
    """The document with the places of all its characters; None where the file is read otherwise now."""
    from extract.read import read  # noqa: PLC0415 - only where places of other words than findings' are asked for

    doc = read(source, beside=False)
    return doc if doc.text == text_of(connection, document.sha256) else None


def _on_right_words(one: Standing, doc: Document | None) -> Standing:
    """A finding with the rectangles of its right words, where these are not the machine's and can be told."""
    from extract.types import Span  # noqa: PLC0415 - as above

    if doc is None or not one.finding.corrected:
        return one
    boxes = tuple(tuple(box.as_list()) for box in doc.boxes(Span(one.finding.start, one.finding.end)))
    return replace_in(one, finding=replace_in(one.finding, boxes=boxes))


def _metals(
    connection: sqlite3.Connection, document: StoredDocument, doc: Document | None, names: Mapping[str, str]
) -> list[Mark] | None:
    """An underline below every metal; None where the file is read otherwise now, so that places are not to be told."""
    from extract.types import Span  # noqa: PLC0415 - as above

    if doc is None:
        return None
    rows = connection.execute(
        """SELECT m.start, m."end", m.concept FROM mentions m JOIN documents d ON d.key = m.document
        WHERE d.sha256 = ? AND m.concept LIKE 'metal:%' ORDER BY m.start""",
        [document.sha256],
    )
    return list(_underlines(((concept, doc.boxes(Span(start, end))) for start, end, concept in rows), document, names))


def _underlines(
    found: Iterator[tuple[str, Sequence[PageBox]]], document: StoredDocument, names: Mapping[str, str]
) -> Iterator[Mark]:
    subject = words(document.lang)["metal"]
    for number, (concept, boxes) in enumerate(found):
        for place, item in enumerate(boxes):
            page, *box = item.as_list()
            yield Mark(
                page=int(page), boxes=((box[0], box[1], box[2], box[3]),), look="Underline", colour=METAL,
                name=f"litlode-{document.id}-{number}-{place}", author=AUTHOR, subject=subject,
                note=f"{subject}: {names.get(concept, concept)}",
            )  # fmt: skip
