"""How the coordinates of a PDF's page lie on the page as a person sees it: cropped, turned, from the top left down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.types import Glyphs

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Frame:
    """How PDF coordinates of a page (origin bottom left, before rotation) lie on the page as seen."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Points, as seen."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points, as seen."""
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def place(self, loose: Floats) -> Glyphs:
        """Boxes given as left, top, right, bottom in PDF coordinates, as x0, top, x1, bottom on the page as seen."""
        if not len(loose):
            return np.empty((0, 4), np.float32)
        x0, x1 = np.minimum(loose[:, 0], loose[:, 2]), np.maximum(loose[:, 0], loose[:, 2])
        y0, y1 = np.minimum(loose[:, 1], loose[:, 3]), np.maximum(loose[:, 1], loose[:, 3])
        sides = {
            0: (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0),
            1: (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left),
            2: (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom),
            3: (self.top - y1, self.right - x1, self.top - y0, self.right - x0),
        }[self.rotation]
        return np.stack(sides, axis=1).astype(np.float32)

    def turns(self, a: Floats, b: Floats, c: Floats, d: Floats) -> npt.NDArray[np.int8]:
        """Reading directions in quarter turns clockwise on the page as seen, +4 if mirrored, -1 if slanted."""
        along, across = np.abs(a) > 4 * np.abs(b), np.abs(b) > 4 * np.abs(a)
        quarter = np.where(along, np.where(a > 0, 0, 2), np.where(b > 0, 3, 1))
        turn = (quarter + self.rotation) % 4 + np.where(a * d - b * c < 0, 4, 0)
        return np.where(along | across, turn, -1).astype(np.int8)

    def baselines(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], turn: npt.NDArray[np.int8]
    ) -> npt.NDArray[np.float64]:
        """The seen coordinates across the reading directions of points in PDF coordinates."""
        seen_x, seen_y = {
            0: (x - self.left, self.top - y),
            1: (y - self.bottom, x - self.left),
            2: (self.right - x, y - self.bottom),
            3: (self.top - y, self.right - x),
        }[self.rotation]
        return np.where(turn % 2 == 1, seen_x, seen_y)


def page_frame(page: Any) -> Frame:
    """The visible part of a page (CropBox within MediaBox) and its rotation."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box) or box.right <= box.left or box.top <= box.bottom:
        return Frame(0.0, 0.0, 612.0, 792.0, 0)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)
