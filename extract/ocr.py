"""Pages without a text layer, or with a bad one, read from their pictures."""

from __future__ import annotations

import re
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from extract.drawing import Drawing, open_drawing
from extract.health import FEW, SCANNED, right_part
from extract.ocr_engine import INSTALL, Engine, Picture, ScanLine, engine_name, load_engine
from extract.ocr_page import View, even_sizes, is_tall, make_page
from extract.pdfium import RawPage
from extract.types import Health, OcrRun

WANTED: frozenset[Health] = frozenset(("no text layer", "garbled"))
SCALE = 2.0  # pixels a point: 144 dpi; finer pictures are read no better
TURNED = 0.5  # share of the lines' length that stands upright from which the page is turned by a quarter
UNSURE = 0.8  # mean certainty under which a page may stand on its head; upright ones have 0.93 and more
LOST = 0.8  # share of a page's right characters that the picture must yield, or the text layer stays
# Share of a picture's pairs of characters that its hidden text layer has, or the layer is bad: one wrong character
# spoils two pairs; good layers have 0.98, text that was never scanned 0.96 and more.
AGREES = 0.945
SAMPLED = 200  # characters that a hidden layer has where it is compared
_WORD_CHARACTERS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocr:
    """Whether pages are read from their pictures, in how many seconds for one document, and how many at a time."""

    on: bool = True
    seconds: float = 200.0
    threads: int = 1


NO_OCR = Ocr(on=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """The pages of a document, some read from their pictures, with their health and how far that went."""

    pages: tuple[RawPage, ...]
    health: Mapping[int, Health]
    run: OcrRun


def read_scans(
    data: bytes, raws: Sequence[RawPage], health: Mapping[int, Health], ocr: Ocr, engine: Engine | None = None
) -> Scanned:
    """The pages of the PDF in `data`, those that need it read from their pictures where an engine is there.

    A scan whose hidden text layer disagrees with one page's picture is read as a whole. The page is kept as it was
    where its picture yields less.
    """
    wanted = [raw.number for raw in raws if health[raw.number] in WANTED]
    layered = [raw for raw in raws if health[raw.number] == "good" and raw.pictured > SCANNED]
    if not ocr.on or not (wanted or layered):
        return Scanned(tuple(raws), health, OcrRun(asked=ocr.on, wanted=len(wanted)))
    name = engine_name() if engine is None else "engine"
    if name is None:
        return Scanned(tuple(raws), health, OcrRun(wanted=len(wanted)))
    with open_drawing(data) as drawing:
        if drawing is None:
            return Scanned(tuple(raws), health, OcrRun(wanted=len(wanted)))
        hidden = [raw for raw in layered if len(raw.codes) >= SAMPLED and drawing.hides_text(raw.number - 1)]
        if not wanted and not hidden:
            return Scanned(tuple(raws), health, OcrRun())
        try:
            engine = engine or load_engine()
        except ImportError as error:
            return Scanned(tuple(raws), health, OcrRun(wanted=len(wanted), fault=str(error)))
        with ThreadPoolExecutor(ocr.threads) as pool:
            job = _Job(drawing, engine, {raw.number: raw for raw in raws}, pool, ocr)
            if hidden and _is_bad_layer(job, _typical(hidden)):
                wanted = sorted([*wanted, *(raw.number for raw in hidden)])
            left = job.read(wanted)
    done = even_sizes(job.done)
    pages = tuple(done.get(raw.number, raw) for raw in raws)
    states: dict[int, Health] = {**health, **dict.fromkeys(done, "ocr")}
    return Scanned(pages, states, OcrRun(engine=name, wanted=len(wanted), left=left, seconds=ocr.seconds))


def remedy(run: OcrRun) -> str:
    """What became of reading the pictures, and what would help, for a person."""
    if not run.asked:
        return "reading needs OCR"
    if run.fault:
        return f"OCR is installed and does not start ({run.fault})"
    if run.engine is None:
        return f"reading needs OCR: {INSTALL}"
    if run.left:
        return (
            f"OCR did not come to {'them' if run.left > 1 else 'it'} within {run.seconds:.0f} s: --timeout gives more"
        )
    return "OCR found no text in the pictures"


class _Job:
    """The pages of one document as they are read from their pictures, until the time allowed is spent.

    PDFium draws in one thread, the engine reads in several: within one picture its own threads cost more than they give
    (measured: 12.5 s of CPU a page with two, 5.7 with one).
    """

    def __init__(
        self, drawing: Drawing, engine: Engine, raws: Mapping[int, RawPage], pool: ThreadPoolExecutor, ocr: Ocr
    ) -> None:
        self.drawing, self.engine, self.raws, self.pool, self.threads = drawing, engine, raws, pool, ocr.threads
        self.until = time.monotonic() + ocr.seconds
        self.longest = 0.0
        self.tried: set[int] = set()
        self.done: dict[int, RawPage] = {}

    def read(self, numbers: Sequence[int]) -> int:
        """Read pages from their pictures, those that were not yet; how many were left for want of time."""
        left = 0
        under_way: deque[tuple[int, float, Future[_Look]]] = deque()
        for number in numbers:
            if number in self.tried:
                continue
            if len(under_way) >= self.threads:
                self._keep(*under_way.popleft())
            if time.monotonic() + self.longest > self.until:
                left += 1
                continue
            self.tried.add(number)
            drawn = self.drawing.draw(number - 1, SCALE)
            if drawn is not None:
                under_way.append((number, drawn[1], self.pool.submit(_look, self.engine, drawn[0])))
        for item in under_way:
            self._keep(*item)
        return left

    def _keep(self, number: int, scale: float, future: Future[_Look]) -> None:
        look = future.result()
        self.longest = max(self.longest, look.seconds)
        page = make_page(self.raws[number], look.lines, View(scale, look.turns))
        if _is_better(page, self.raws[number]):
            self.done[number] = page


@dataclass(frozen=True, slots=True)
class _Look:
    lines: list[ScanLine]
    turns: int
    seconds: float


def _look(engine: Engine, picture: Picture) -> _Look:
    start = time.monotonic()
    return _Look(*recognise(engine, picture), time.monotonic() - start)


def recognise(engine: Engine, picture: Picture) -> tuple[list[ScanLine], int]:
    """The lines of a picture, and by how many quarters against the clock it was turned to read them upright."""
    lines, turns = engine(picture), 0
    if _upright_share(lines) > TURNED:
        lines, turns = engine(_turn(picture, 1)), 1
    if lines and _certainty(lines) < UNSURE:
        other = engine(_turn(picture, turns + 2))
        if _certainty(other) * _count(other) > _certainty(lines) * _count(lines):
            return other, turns + 2
    return lines, turns


def _turn(picture: Picture, turns: int) -> Picture:
    return np.ascontiguousarray(np.rot90(picture, turns))


def _upright_share(lines: Sequence[ScanLine]) -> float:
    """The share of the lines, by their characters, that stand upright on the page."""
    total = _count(lines)
    return _count([line for line in lines if is_tall(line)]) / total if total else 0.0


def _certainty(lines: Sequence[ScanLine]) -> float:
    """The engine's mean certainty, long lines counting more."""
    total = _count(lines)
    return sum(line.score * len(line.text) for line in lines) / total if total else 0.0


def _count(lines: Sequence[ScanLine]) -> int:
    return sum(len(line.text) for line in lines)


def _is_better(page: RawPage, before: RawPage) -> bool:
    """Whether the page as its picture shows it has text, and no less than the right part of its text layer."""
    found = _plain(page)
    if len(found) < FEW:
        return False
    right = right_part(before)
    if right is None:
        return True
    kept = _plain(replace(before, codes=before.codes[right]))
    return len(found) >= LOST * len(kept)


def _typical(pages: Sequence[RawPage]) -> RawPage:
    """A page with more text than most: on one with a figure the picture has words that no text layer has."""
    return sorted(pages, key=lambda page: (len(page.codes), page.number))[len(pages) * 3 // 4]


def _is_bad_layer(job: _Job, sample: RawPage) -> bool:
    """Whether the hidden text of a scanned page is not what its picture shows."""
    job.read([sample.number])
    page = job.done.pop(sample.number, None)
    if page is None:
        return False
    shown, layer = _pairs(page), _pairs(sample)
    agreeing = sum((shown & layer).values())
    if not shown or agreeing >= AGREES * sum(shown.values()):
        return False
    job.done[sample.number] = page
    return True


def _pairs(page: RawPage) -> Counter[str]:
    """How often each two neighbouring letters, digits or characters stand on the page."""
    text = _plain(page)
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _plain(page: RawPage) -> str:
    """The page's letters, digits and Chinese characters alone."""
    return _WORD_CHARACTERS.sub("", "".join(map(chr, page.codes.tolist())).casefold())
