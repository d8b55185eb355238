"""The parts of a Chinese recommendation."""

from __future__ import annotations

from extract.partvalues import RawParts


def chinese_parts(text: str) -> RawParts:
    """The parts of a sentence in simplified characters."""
    return RawParts()
