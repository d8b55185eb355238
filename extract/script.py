"""Traditional Chinese characters as simplified ones, one for one, so that a text keeps its length and its offsets."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_FIRST_HAN, _LAST_HAN = 0x3400, 0xFAFF


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415 - 0.04 s, and English text needs none of it

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


class _Simplified(dict[int, str]):
    """What each code point becomes, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        simple = _converter()(char) if _FIRST_HAN <= code <= _LAST_HAN or code > 0xFFFF else char
        self[code] = simple = simple if len(simple) == 1 else char
        return simple


_TABLE = _Simplified()


def simplified(text: str) -> str:
    """`text` with every traditional character as its simplified one; the length stays."""
    return text.translate(_TABLE)
