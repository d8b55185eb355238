"""Bytes of a text file to characters: UTF-8, UTF-16, GB18030, Big5 and Windows-1252 told apart, others refused."""

from __future__ import annotations

import codecs
import re

from extract.errors import EncodingError
from extract.lang import HAN

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_EXPECTED = re.compile(
    f"[\\t\\n\\f\\r -~{HAN}\u00a0-\u017f\u0370-\u03ff\u2010-\u2026\u2030-\u205e\u3000-\u301f\uff00-\uffef]"
)
_ANY_HAN = re.compile(f"[{HAN}]")
_UNKNOWN = "neither UTF-8 nor UTF-16 nor GB18030 (GBK) nor Big5; save it as UTF-8"

_FREQUENT = frozenset(
    "的一是不了在有和为中大上国这个以要用生到作地于出就分对成会可主发年动同工也能下过民前面产后自时其经方进如多学法所现加"
    "化理关力与等及量性高之应体资业新开由本定合部种数社系机利表行制结展重相研究此通问质提物建设水术技并着从最"
    "國這個會發動對於過後產時從經進關現與應資業開體種數機結問質設術當為"
)
"""Characters that make up some 30 % of Chinese running text; of text decoded with the wrong table 1–3 %."""

_MOST_BROKEN = 500
"""Characters a text must have for each that is broken: a page saved in parts, a name in another encoding."""
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_LEAST_ASCII = 0.85


def decode(data: bytes) -> str:
    """The text of `data`, its byte-order mark dropped and nothing else changed; raises EncodingError."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], name)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    if len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 100:
        raise EncodingError("full of control characters: it holds no text")
    return text


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise EncodingError(f"marked as {name.upper()}, but broken at byte {error.start}") from error


def _not_utf8(data: bytes) -> str:
    """The text in an older encoding, or as UTF-16 that has no zero byte (Chinese throughout), or UTF-8 with faults.

    GB18030 comes before Big5: nearly every pair of bytes is a character in both, and only the words tell them apart.
    """
    for name in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        text = _attempt(data, name)
        if text is not None and _reads_as_chinese(text[:_SAMPLE]):
            return text
    for name in ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(name, "replace")
        broken = text.count("\ufffd")
        if broken * _MOST_BROKEN > len(text) or (name == "utf-8" and broken > len(_SEQUENCE.findall(data))):
            continue
        if name == "utf-8" or _reads_as_chinese(text[:_SAMPLE].replace("\ufffd", "")):
            return text
    if sum(byte < 0x80 for byte in data[:_SAMPLE]) >= _LEAST_ASCII * len(data[:_SAMPLE]):
        # English with the quotes and dashes of Windows; the five codes without a character are those of a broken file
        text = _attempt(data, "cp1252")
        if text is not None and _plausible(text[:_SAMPLE]):
            return text
    raise EncodingError(_UNKNOWN)


def _utf16_without_mark(data: bytes) -> str:
    for name in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, name)
        if text is not None and _plausible(text[:_SAMPLE]):
            return text
    raise EncodingError("zero bytes, as in a program or a picture: it holds no text")


def _attempt(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether nearly all of `text` is of the scripts and signs that Chinese and English papers are printed in."""
    if not text or _CONTROL.search(text):
        return False
    if len(_EXPECTED.findall(text)) < 0.97 * len(text):
        return False
    return len(_ANY_HAN.findall(text)) < 0.2 * len(text) or _reads_as_chinese(text)


def _reads_as_chinese(text: str) -> bool:
    """Whether the Chinese characters are those that Chinese is written with, not what a wrong table makes of bytes."""
    if _CONTROL.search(text) or len(_EXPECTED.findall(text)) < 0.97 * len(text):
        return False
    han = _ANY_HAN.findall(text)
    if not han:
        return False
    frequent = sum(c in _FREQUENT for c in han)
    if len(han) >= 60:
        return frequent >= 0.10 * len(han)
    # a short text may hold few of them: then its characters must be of the common ones that both tables put first
    return sum(_is_common(c) for c in han) >= 0.8 * len(han)


def _is_common(char: str) -> bool:
    """Whether a character is of GB 2312's first plane, of Big5's first, or a metal's."""
    return (
        _lead(char, "gb2312") in range(0xB0, 0xD8)
        or _lead(char, "big5") in range(0xA4, 0xC7)
        or char in "锂铍钨钼镍铌钽铼铟锗镓锑铋镉碲硒钴铂钯锇铱钌铑锆铪钒铬锶铷铯铊稀锰镁铀钍"
    )


def _lead(char: str, name: str) -> int:
    try:
        return char.encode(name)[0]
    except UnicodeEncodeError:
        return 0
