"""Pieces of a reference put together, in HTML: text cases, fonts, and no doubled stops where two pieces meet."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from lxml import etree
from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from corpus.csl_names import CJK

_TAG = re.compile(r"</?(?:i|b|u|sup|sub|span)\b[^>]*>")
_CLOSING = re.compile(r"(?:</\w+>)+$")
_OPENING = re.compile(r"^(?:<\w+[^>]*>)+")
_STOPS = ".,;:!?。？！"
_SMALL_WORDS = "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet"
_SMALL = frozenset(_SMALL_WORDS.split())
_LATEX = {
    "i": r"\textit{",
    "b": r"\textbf{",
    "u": r"\underline{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
}


def escape(text: object) -> str:
    """The text as HTML has it."""
    return html.escape(str(text), quote=False)


def plain(marked: str) -> str:
    """HTML without its marks."""
    return html.unescape(_TAG.sub("", marked))


def latex(marked: str) -> str:
    """HTML as LaTeX has it, its special characters escaped; letters of any language stay."""
    out = []
    for piece in re.split(f"({_TAG.pattern})", marked):
        if piece.startswith("</"):
            out.append("}")
        elif _TAG.fullmatch(piece):
            name = re.match(r"<(\w+)", piece)
            out.append(_LATEX.get(name[1] if name else "", r"\textsc{"))
        else:
            out.append(_encoder().unicode_to_latex(html.unescape(piece)))
    return "".join(out)


def _encoder() -> UnicodeToLatexEncoder:
    special = {ord(char): f"\\{char}" for char in "&%$#_{}"}
    special |= {ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}", ord("\\"): r"\textbackslash{}"}
    rule = UnicodeToLatexConversionRule(rule_type=RULE_DICT, rule=special)
    return UnicodeToLatexEncoder(conversion_rules=[rule], unknown_char_policy="keep", unknown_char_warning=False)


def seam(left: str, right: str) -> str:
    """Two pieces as one: a stop or space that both have at the seam stands once, and no full stop follows ? or !."""
    end, start = plain(_CLOSING.sub("", left)[-12:])[-1:], plain(right)[:1]
    opening = _OPENING.match(right)
    cut = opening.end() if opening else 0
    if end and start and (
        (end == start and end in ".,;:!? ") or (start == "." and end in "?!。？！") or (end == "。" and start in ",.")
    ):  # fmt: skip
        right = right[:cut] + right[cut + 1 :]
    return left + right


def join(pieces: Iterable[str], delimiter: str = "") -> str:
    """The pieces that are not empty, with a delimiter between them."""
    out = ""
    for piece in pieces:
        if piece:
            out = seam(seam(out, delimiter), piece) if out else piece
    return out


def affixed(element: etree._Element, text: str) -> str:
    """The text between its prefix and suffix; nothing where it is empty."""
    if not text:
        return ""
    return seam(seam(escape(element.get("prefix", "")), text), escape(element.get("suffix", "")))


def fonted(element: etree._Element, text: str) -> str:
    """The text in the font that its element asks for."""
    wanted = (
        # Chinese has no italics; a slanted character is one that a computer has bent.
        ("i", element.get("font-style") in ("italic", "oblique") and not CJK.search(text)),
        ("b", element.get("font-weight") == "bold"),
        ("u", element.get("text-decoration") == "underline"),
        ("sup", element.get("vertical-align") == "sup"),
        ("sub", element.get("vertical-align") == "sub"),
    )
    if text and element.get("font-variant") == "small-caps":
        text = f'<span style="font-variant:small-caps">{text}</span>'
    for name, is_wanted in wanted:
        if text and is_wanted:
            text = f"<{name}>{text}</{name}>"
    return text


def cased(text: str, case: str | None, language: str) -> str:
    """The text in a case; title case is for English alone."""
    if not case or not text:
        return text
    opening = _OPENING.match(text)
    cut = opening.end() if opening else 0
    head, text = text[:cut], text[cut:]
    if case == "lowercase":
        text = text.lower()
    elif case == "uppercase":
        text = "".join(
            piece if _TAG.fullmatch(piece) else piece.upper() for piece in re.split(f"({_TAG.pattern})", text)
        )
    elif case in ("capitalize-first", "sentence"):
        # Sentence case leaves what is written large: names and chemical symbols (CSL 1.0.2, text-case).
        # Only a word in small letters gets a large one: arXiv and 5th stay.
        first = text[:1].upper() if text.split(" ", 1)[0].islower() else text[:1]
        text = first + (text[1:].lower() if case == "sentence" and text.isupper() else text[1:])
    elif case == "capitalize-all":
        text = re.sub(r"(?<![\w’'])[a-z]", lambda match: match[0].upper(), text)
    elif case == "title" and language.startswith("en"):
        text = _title_case(text)
    return head + text


def _title_case(text: str) -> str:
    words = text.split(" ")
    out: list[str] = []
    for place, word in enumerate(words):
        inner = place not in (0, len(words) - 1) and not out[-1].endswith((":", ".", "?", "!"))
        small = inner and word.lower() in _SMALL and (word.islower() or word.istitle())
        # 5th and ($/cwt) are no words; 056-thesis_final is the name of a file, in place of a title that is not known.
        kept = re.search(r"[\d_/$€£%]", word)
        out.append(word if kept else word.lower() if small else "-".join(map(_capital, word.split("-"))))
    return " ".join(out)


def _capital(word: str) -> str:
    first = re.search(r"[^\W\d_]", word)
    if not first or not word.islower() or word.startswith(("&", "<")):
        return word
    return word[: first.start()] + first[0].upper() + word[first.end() :]
