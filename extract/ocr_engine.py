"""Pictures of text read by RapidOCR (the extra `ocr`): its models come in its wheel, nothing is downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""Height × width × 3 bytes: blue, green, red."""

INSTALL = "pip install 'litlode[ocr]'"
MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """One line of text in a picture.

    `corners` (4, 2) are x, y in pixels: the line's start above, its end above, its end below, its start below.
    `centres` has for each character of `text` its place along the line, 0 at the start and 1 at the end; it is empty
    where the engine does not tell. `score` is the engine's certainty, 0 to 1.
    """

    text: str
    corners: npt.NDArray[np.float64]
    centres: tuple[float, ...] = ()
    score: float = 1.0


class Engine(Protocol):
    """Whatever finds the lines of text in a picture."""

    def __call__(self, picture: Picture, /) -> list[ScanLine]:
        """The lines of the picture, in any order."""
        ...


def engine_name() -> str | None:
    """Name and version of the engine; None where the extra is not installed. Imports none of it."""
    if any(find_spec(module) is None for module in ("rapidocr", "onnxruntime")):
        return None
    try:
        return f"rapidocr {version('rapidocr')}"
    except PackageNotFoundError:
        return None


@cache
def load_engine() -> Engine:
    """The engine, ready; takes a second. It may be called from several threads, and uses one in each.

    Raises ImportError where it cannot start.
    """
    import rapidocr  # noqa: PLC0415 - a second to import, and rarely needed

    models = Path(rapidocr.__file__).parent / "models"
    missing = [name for name in MODELS.values() if not (models / name).is_file()]
    if missing:  # without its file the engine would fetch it from the network
        raise ImportError(f"rapidocr comes without its models ({', '.join(missing)})")
    reader = rapidocr.RapidOCR(
        params={
            **{key: str(models / name) for key, name in MODELS.items()},
            "Global.use_cls": False,  # it turns whole lines the wrong way round, which then vanish
            "Global.text_score": 0.0,
            "Global.log_level": "critical",
            "Rec.rec_batch_num": 1,  # a page of 168 lines: 600 MB and 20 s of CPU, with 6 at a time 1,400 MB and 32 s
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def read(picture: Picture, /) -> list[ScanLine]:
        return scan_lines(reader(picture, return_word_box=True, return_single_char_box=True))

    return read


def scan_lines(found: Any) -> list[ScanLine]:
    """The lines of what RapidOCR returns."""
    if found.boxes is None or found.txts is None:
        return []
    words = list(found.word_results or ())
    words += [()] * (len(found.txts) - len(words))
    return [
        ScanLine(
            text=text, corners=(corners := np.asarray(box, np.float64)), score=float(score),
            centres=_centres(text, corners, chars),
        )
        for text, box, score, chars in zip(found.txts, found.boxes, found.scores, words, strict=False)
        if text.strip()
    ]  # fmt: skip


def _centres(text: str, corners: npt.NDArray[np.float64], chars: Any) -> tuple[float, ...]:
    """The place of each character along the line, from the boxes of those that are no blanks."""
    if "".join(char for char, _, _ in chars) != text.replace(" ", ""):
        return ()
    along = corners[1] - corners[0]
    length = float(along @ along)
    if not length:
        return ()
    known = [float((np.mean(box, axis=0) - corners[0]) @ along) / length for _, _, box in chars]
    at = np.flatnonzero([char != " " for char in text])
    places = np.interp(np.arange(len(text)), at, np.maximum.accumulate(known))
    return tuple(np.clip(places, 0.0, 1.0).tolist())
