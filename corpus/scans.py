"""Reading pages from their pictures, as ingest sees it: how it is asked for, what is told of it, what it is known by.

A document or a failure is kept with the name of its reader. Where pages had to be read from pictures the name tells
whether that was done, by which engine and in which time: once the engine is there, or more time, they are read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpus.workers import Limits, Noted, with_arguments

if TYPE_CHECKING:
    from extract.ocr import Ocr
    from extract.types import Document

SHARE = 0.65  # of the seconds that a file may take; cutting and tagging need the rest
NO_OCR = "without OCR"
AT_A_TIME = 2  # pages of one file; one takes 770 MB in all, each further one 380


def with_ocr(task: str, limits: Limits, *, ocr: bool | None, threads: int = 1) -> str:
    """The name of `task` with what it needs to know: `ocr` asked for or not, by default where the engine is there."""
    return with_arguments(
        task, ocr="no" if ocr is False else "yes", seconds=ocr_seconds(limits), threads=min(max(1, threads), AT_A_TIME)
    )


def ocr_seconds(limits: Limits) -> float:
    """How long pages of one file are read from their pictures."""
    return round(SHARE * limits.seconds, 1)


def parse_ocr(arguments: Mapping[str, str]) -> Ocr | None:
    """What `with_ocr` said; None where nothing was."""
    if not arguments:
        return None
    from extract.ocr import Ocr  # noqa: PLC0415 - loads PDFium, which plain text needs not

    return Ocr(on=arguments["ocr"] == "yes", seconds=float(arguments["seconds"]), threads=int(arguments["threads"]))


def noted(result: bytes, doc: Document) -> bytes | Noted:
    """The result, with a note where pages could not be read."""
    note = unread_note(doc)
    return Noted(result, note) if note else result


def unread_note(doc: Document) -> str:
    """One line on the pages that could not be read; empty where all could."""
    count = {state: sum(page.health == state for page in doc.pages) for state in ("no text layer", "garbled")}
    if not any(count.values()):
        return ""
    from extract.ocr import remedy  # noqa: PLC0415 - as above

    bad = sum(count.values())
    what = [f"{number} {state}" for state, number in count.items() if number]
    return f"{bad} of {len(doc.pages)} pages could not be read ({', '.join(what)}); {remedy(doc.ocr)}"


def reader_suffix(doc: Document) -> str:
    """What a document's reader is known by besides its version: nothing where no page had to be read from a picture."""
    run = doc.ocr
    if not run.wanted:
        return ""
    return f" {NO_OCR}" if run.engine is None else _with_engine(run.engine, run.seconds if run.left else None)


def failure_suffix(reason: str, *, ocr: bool | None) -> str:
    """The same for a file that failed for `reason`."""
    if reason == "no OCR":
        return f" {NO_OCR}"
    if reason != "no text":
        return ""
    engine = _engine(ocr)
    return f" {NO_OCR}" if engine is None else _with_engine(engine, None)


def is_current(reader: str, version: str, *, ocr: bool | None, seconds: float) -> bool:
    """Whether what a reader of this name read, or could not, need not be read again."""
    if not reader.startswith(version):
        return False
    suffix = reader[len(version) :]
    if not suffix:
        return True
    engine = _engine(ocr)
    if engine is None:
        return suffix[:1] == " "
    if not suffix.startswith(_with_engine(engine, None)):
        return False
    _, _, spent = suffix.partition(" in ")
    return not spent or seconds <= float(spent.removesuffix(" s"))


def _engine(ocr: bool | None) -> str | None:
    if ocr is False:
        return None
    from extract.ocr_engine import engine_name  # noqa: PLC0415 - as above

    return engine_name()


def _with_engine(engine: str, seconds: float | None) -> str:
    return f" with {engine}" + (f" in {seconds:g} s" if seconds is not None else "")
