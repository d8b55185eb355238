"""A review as LaTeX for biblatex, with ctex where there is Chinese in it; for XeLaTeX and biber."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.charfold import CJK
from litlode.exporting.manuscript import Manuscript, Quotation

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "[": "{[}", "]": "{]}", "`": r"\textasciigrave{}",
}  # fmt: skip
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
# What TeX's fonts draw together: -- as a dash, '' as a quotation mark.
_DRAWN_TOGETHER = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=[?!])(?=\\textasciigrave)")
_STYLES = {
    "gb": "gb7714-2015", "gb-author-date": "gb7714-2015ay", "apa": "apa", "chicago": "chicago-authordate",
    "ieee": "ieee", "nature": "nature",
}  # fmt: skip
"""Styles of biblatex for the styles of citations; another one is cited by author and year."""

_CITES = {
    "gb": r"\cite[{page}]{{{key}}}", "gb-author-date": r"\pagescite[{page}]{{{key}}}",
    "nature": r"\autocite{{{key}}} (p.~{page})",
}  # fmt: skip
"""How a page is cited where `\\autocite[page]` would not print it: superscripts of biblatex have no room for one."""

_LATIN = r"\providecommand{\makexeCJKinactive}{}\newcommand{\latin}[1]{{\makexeCJKinactive #1}}"
"""Quotation marks and dashes of English words from the Latin font: xeCJK sets them as Chinese ones, one em wide."""

_LEVELS = ("section", "subsection", "subsubsection")


def as_latex(manuscript: Manuscript, bibliography: str) -> str:
    """The whole review; `bibliography` is the name of the file of references beside it."""
    return "\n\n".join([_preamble(manuscript, bibliography), *_blocks(manuscript), r"\end{document}"]) + "\n"


def _preamble(manuscript: Manuscript, bibliography: str) -> str:
    style = f"style={_STYLES.get(manuscript.style, 'authoryear')}"
    chinese = manuscript.lang == "zh"
    return "\n".join([
        "% xelatex, biber, xelatex, xelatex",
        rf"\documentclass[{'UTF8,a4paper' if chinese else 'a4paper'}]{{{'ctexart' if chinese else 'article'}}}",
        *([r"\usepackage[UTF8,scheme=plain]{ctex}"] if _has_chinese(manuscript) and not chinese else []),
        *([r"\usepackage{fontspec}"] if not _has_chinese(manuscript) else []),
        *([_LATIN] if _has_chinese(manuscript) else []),
        r"\usepackage{csquotes}",
        rf"\usepackage[backend=biber,{style}]{{biblatex}}",
        rf"\addbibresource{{{bibliography}}}",
        r"\usepackage[hidelinks]{hyperref}",
        rf"\title{{{escape(manuscript.title)}}}",
        rf"\date{{{manuscript.made.isoformat()}}}",
        r"\begin{document}",
        r"\maketitle",
        r"\tableofcontents",
    ])  # fmt: skip


def _has_chinese(manuscript: Manuscript) -> bool:
    texts = [manuscript.title, manuscript.bibliography, manuscript.method]
    texts += [part.title for part in manuscript.parts]
    texts += [f"{quotation.quote} {quotation.note}" for quotation in manuscript.quotations]
    return any(CJK.search(text) for text in texts)


def _blocks(manuscript: Manuscript) -> Iterator[str]:
    yield rf"\section*{{{manuscript.word('method')}}}"
    yield escape(manuscript.method)
    for part in manuscript.parts:
        yield rf"\{_LEVELS[part.level - 1]}{{{escape(part.title)}}}"
        for quotation in part.quotations:
            yield from _quotation(quotation, manuscript)
    if not manuscript.parts:
        yield manuscript.word("empty")
    if manuscript.references:
        yield rf"\printbibliography[title={{{manuscript.word('references')}}}]"


def _quotation(quotation: Quotation, manuscript: Manuscript) -> Iterator[str]:
    if quotation.note:
        yield from (escape(lines) for lines in re.split(r"\n\s*\n", quotation.note) if lines.strip())
    lost = f" ({manuscript.word('lost')})" if quotation.state == "lost" else ""
    words = escape(quotation.marked)
    if _has_chinese(manuscript) and not CJK.search(quotation.marked):
        words = rf"\latin{{{words}}}"
    yield f"\\begin{{quote}}\n{words}{quotation.gap}{_cite(quotation, manuscript)}{lost}\n\\end{{quote}}"


def _cite(quotation: Quotation, manuscript: Manuscript) -> str:
    if not quotation.page:
        command = r"\cite{{{key}}}" if manuscript.style == "gb" else r"\autocite{{{key}}}"
    else:
        command = _CITES.get(manuscript.style, r"\autocite[{page}]{{{key}}}")
    page = escape(str(quotation.page))
    return command.format(page=page, key=quotation.key)


def escape(text: str) -> str:
    """The text so that LaTeX prints it as it is."""
    return _DRAWN_TOGETHER.sub("{}", _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text))
