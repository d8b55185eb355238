"""Text on one line."""

from __future__ import annotations

import re

_BETWEEN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")


def one_line(text: str) -> str:
    """What a person typed without breaks of lines and repeated spaces, and without what no UTF-8 can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def unbroken(quote: str) -> str:
    """A quote without breaks of lines: none between Chinese characters, a space elsewhere."""
    return " ".join(_BETWEEN_CHINESE.sub("", quote).split())
