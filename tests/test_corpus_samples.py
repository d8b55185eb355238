"""The sample papers: that they are what their README says, and that a person's reading of them is found again."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from extract.extract import extract
from extract.findings import FINDING_KINDS
from extract.read import read
from extract.types import Document

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
EXPECTED: list[dict[str, Any]] = [
    json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
]
each_sample = pytest.mark.parametrize("sample", EXPECTED, ids=lambda sample: Path(sample["file"]).stem)

# Floors, not aims: raise them when the reader or the tagger gets better, never lower them.
SENTENCES_FLOOR = 0.97
METADATA_FLOOR = 0.9
RECALL_FLOOR = {
    ("challenge", "zh"): 0.65,
    ("challenge", "en"): 0.55,
    ("recommendation", "zh"): 0.8,
    ("recommendation", "en"): 0.6,
}
FALSE_ALARMS_CEILING = 0.3


def plain(text: str) -> str:
    """What a reader compares: no white space, one form of every quotation mark, hyphen and width."""
    text = re.sub(r"[\s'\"“”‘’]+", "", unicodedata.normalize("NFKC", text)).casefold()
    return re.sub("[‐‑‒–—−]", "-", text)


@cache
def document(name: str) -> Document:
    return read(SAMPLES / name)


@cache
def findings(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((finding.kind, plain(finding.quote)) for finding in extract(SAMPLES / name).findings)


def is_found(kinds: tuple[str, ...], quote: str, name: str) -> bool:
    """Whether findings of one of the kinds say what the quote says: one holds it, or its items make up half of it."""
    want = plain(quote)
    said = {got for kind, got in findings(name) if kind in kinds}
    return any(want in got for got in said) or 2 * sum(len(got) for got in said if got in want) >= len(want)


def fonts_of(path: Path) -> Iterator[bool]:
    """For each piece of text on the first page, whether its font is embedded."""
    raw = pypdfium2.raw
    with pypdfium2.PdfDocument(path) as pdf:
        for piece in pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            yield raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(piece)) == 1


def test_there_are_at_least_seven_samples_in_each_language() -> None:
    count = Counter(sample["lang"] for sample in EXPECTED)
    assert count["zh"] >= 7
    assert count["en"] >= 7
    assert {sample["file"] for sample in EXPECTED} == {path.name for path in SAMPLES.glob("*.pdf")}


def test_the_readme_lists_every_sample_with_its_pages() -> None:
    listed = dict(re.findall(r"^\| `([^`]+)` \| (\d+) \|", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.M))
    assert listed == {Path(sample["file"]).stem: str(sample["pages"]) for sample in EXPECTED}


def test_all_samples_together_are_small() -> None:
    sizes = [path.stat().st_size for path in SAMPLES.glob("*.pdf")]
    assert max(sizes) < 200_000
    assert sum(sizes) < 2_000_000


@each_sample
def test_a_sample_opens_and_names_its_title_and_authors(sample: dict[str, Any]) -> None:
    with pypdfium2.PdfDocument(SAMPLES / sample["file"]) as pdf:
        info = pdf.get_metadata_dict()
        assert len(pdf) == sample["pages"] >= 2
    assert info["Title"] == sample["title"]
    assert all(author in info["Author"] for author in sample["authors"])


@each_sample
def test_a_sample_needs_no_font_of_the_machine(sample: dict[str, Any]) -> None:
    assert all(fonts_of(SAMPLES / sample["file"]))


@each_sample
def test_a_sample_is_set_from_its_source(sample: dict[str, Any]) -> None:
    pytest.importorskip("typst")
    from corpus.samples import build

    if not build.FONTS.is_dir():
        pytest.skip(f"no fonts in {build.FONTS}")
    source = build.SOURCES / f"{Path(sample['file']).stem}.typ"
    again = json.loads(json.dumps(build.expect(source, build.typeset(source))))
    assert again == sample


@each_sample
def test_what_is_expected_of_a_sample_is_well_formed(sample: dict[str, Any]) -> None:
    assert len(sample["findings"]) >= 12
    assert len(sample["not_findings"]) >= 4
    for finding in sample["findings"]:
        assert finding["kind"] in FINDING_KINDS
        assert 1 <= finding["page"] <= sample["pages"]
        assert finding["metals"] == sorted(set(finding["metals"]))
    if sample["doi"] is not None:
        assert re.fullmatch(r"10\.5555/[a-z0-9.]+", sample["doi"])


def test_recommendations_recur_over_the_years_and_languages() -> None:
    stages: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for sample in EXPECTED:
        for finding in [*sample["findings"], *sample["not_findings"]]:
            if "thread" in finding:
                stages[finding["thread"]].add(finding["stage"])
                places[finding["thread"]].add((sample["lang"], sample["year"]))
    assert len(stages) == 6
    for thread, found in stages.items():
        assert {"should", "adopted"} <= found, thread
        assert {lang for lang, _ in places[thread]} == {"zh", "en"}, thread
        assert len({year for _, year in places[thread]}) >= 4, thread


@each_sample
def test_a_sample_is_read_in_its_language_and_with_all_its_pages(sample: dict[str, Any]) -> None:
    doc = document(sample["file"])
    assert doc.lang == sample["lang"]
    assert len(doc.pages) == sample["pages"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sentences_stand_unbroken_in_the_running_text(lang: str) -> None:
    total, missing = 0, []
    for sample in EXPECTED:
        if sample["lang"] == lang:
            text = plain(document(sample["file"]).text)
            marked = [*sample["findings"], *sample["not_findings"]]
            quotes = [mark["quote"] for mark in marked] + [broken["text"] for broken in sample["sentences"]]
            total += len(quotes)
            missing += [(sample["file"], quote) for quote in quotes if plain(quote) not in text]
    assert 1 - len(missing) / total >= SENTENCES_FLOOR, missing


@each_sample
def test_running_heads_and_page_numbers_stay_out_of_the_running_text(sample: dict[str, Any]) -> None:
    doc = document(sample["file"])
    # The first page is left out: its head says what the journal is, and a reader may keep that once.
    later = plain(doc.text[doc.pages[0].span.end :])
    assert [piece for piece in sample["furniture"] if plain(piece) in later] == []


@pytest.mark.parametrize("field", ["title", "title_alt", "authors", "year", "doi"])
def test_samples_say_of_themselves_what_a_person_reads(field: str) -> None:
    wrong, total = [], 0
    for sample in EXPECTED:
        want, got = sample[field], getattr(document(sample["file"]).metadata, field)
        if want in (None, []):
            continue
        got = list(got) if isinstance(got, tuple) else got
        total += 1
        if (plain(str(got)), type(got)) != (plain(str(want)), type(want)):
            wrong.append((sample["file"], got))
    assert 1 - len(wrong) / total >= METADATA_FLOOR, wrong


@pytest.mark.parametrize(("kind", "lang"), RECALL_FLOOR)
def test_expected_findings_are_found(kind: str, lang: str) -> None:
    total, missing = 0, []
    for sample in EXPECTED:
        if sample["lang"] == lang:
            quotes = [finding["quote"] for finding in sample["findings"] if finding["kind"] == kind]
            total += len(quotes)
            missing += [(sample["file"], quote) for quote in quotes if not is_found((kind,), quote, sample["file"])]
    assert 1 - len(missing) / total >= RECALL_FLOOR[kind, lang], missing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_near_misses_are_left_alone(lang: str) -> None:
    total, taken = 0, []
    for sample in EXPECTED:
        if sample["lang"] == lang:
            quotes = [miss["quote"] for miss in sample["not_findings"]]
            total += len(quotes)
            taken += [(sample["file"], quote) for quote in quotes if is_found(FINDING_KINDS, quote, sample["file"])]
    assert len(taken) / total <= FALSE_ALARMS_CEILING, taken


@each_sample
def test_the_reference_list_yields_no_findings(sample: dict[str, Any]) -> None:
    doc = document(sample["file"])
    listed = plain(" ".join(block.span.of(doc.text) for block in doc.blocks if block.kind == "reference"))
    assert [quote for _, quote in findings(sample["file"]) if len(quote) > 20 and quote in listed] == []
