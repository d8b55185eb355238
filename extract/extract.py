"""A file in, everything that is known of it out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.findings import Finding, Link
from extract.ocr import Ocr
from extract.read import read
from extract.segment import segment
from extract.tag import tag
from extract.types import Document, Mention, Sentence
from models.classifier import SHIPPED, Models


@dataclass(frozen=True)
class Extraction:
    """A document with its sentences, mentions and findings, each in the order of the text, and links of findings."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    links: tuple[Link, ...] = ()


def extract(path: Path, ocr: Ocr | None = None, *, beside: bool = True, models: Models = SHIPPED) -> Extraction:
    """Read, cut and tag the file at `path`; raises a `ReadError` where it cannot be read.

    For `ocr` see `read`; with `beside` the metadata is completed by side files, as `read` does. For `models` see `tag`.
    """
    doc = read(path, ocr, beside=beside)
    sentences = segment(doc)
    tagged = tag(doc, sentences, models)
    return Extraction(doc, sentences, tagged.mentions, tagged.findings, tagged.links)
