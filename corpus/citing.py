"""Citations in the text and the list of references, by a CSL style, in Chinese and English.

    citer = Citer(items, "gb")
    citer.cite("a")                          # [1]
    citer.cite(Cite("b", "12"))              # [2]12
    citer.cite("a", "b")                     # [1-2]
    [entry.text for entry in citer.references()]

Each work is cited in its own language: 等 after Chinese names, et al. after English ones, in one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Literal

from lxml import etree

from corpus.csl_markup import affixed, escape, fonted, join, latex, plain
from corpus.csl_names import language_of
from corpus.csl_render import Rendering
from corpus.csl_style import CSL, Style, children, load_style, styles, tag
from corpus.csl_works import Apart, in_order, made_fit, names_locator, tell_apart
from corpus.errors import CitationError

__all__ = ["Cite", "Citer", "Form", "Reference", "styles"]

Form = Literal["text", "html", "latex"]


@dataclass(frozen=True)
class Cite:
    """One work in a citation: its id among the items, the page (12, 12-15), words before and after it."""

    id: str
    page: str | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One entry of the list; `number` counts from 1, and each form has the label ([1]) where the style prints one."""

    id: str
    number: int
    text: str
    html: str
    latex: str

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON has it."""
        return {"id": self.id, "number": self.number, "text": self.text, "html": self.html, "latex": self.latex}


@dataclass(frozen=True, kw_only=True)
class _Written:
    cite: Cite
    number: int
    text: str
    names: str
    bare: str


class Citer:
    """Cites works (CSL-JSON items by their ids) by a style: a short name of `styles`, an id of a style, or a .csl file.

    `cites` names the works in the order in which the text cites them; without it they are numbered as `cite` meets
    them. Works that share author and year are told apart (2019a, 2019b) among `cites`, else among all items, so that a
    citation is the same whenever it is made: give the items that are cited and no others.

    Raises CitationError where there is no such style or item.
    """

    def __init__(
        self,
        items: Mapping[str, Mapping[str, Any]],
        style: str = "gb",
        form: Form = "text",
        *,
        cites: Iterable[str | Cite] | None = None,
    ) -> None:
        if form not in ("text", "html", "latex"):
            raise CitationError(f"{form}: a citation is text, html or latex")
        self.style: Style = load_style(style)
        self.form = form
        self._items = {id_: made_fit(item, self.style) for id_, item in items.items()}
        self._order: dict[str, int] = {}
        for one in cites or ():
            self._order.setdefault(self._known(one).id, len(self._order) + 1)
        self._scope = tuple(self._order or self._items)
        self._notes: dict[str, int] = {}
        self._last: tuple[Cite, ...] = ()
        self._count = 0

    def cite(self, *cites: str | Cite) -> str:
        """The citation of one work or several as it stands in the text; in a style of notes, the note."""
        wanted = tuple(self._known(one) for one in cites)
        if not wanted:
            raise CitationError("a citation needs a work")
        for one in wanted:
            if one.id not in self._scope:
                raise CitationError(f"{one.id}: this work is not among those named in `cites`")
            self._order.setdefault(one.id, len(self._order) + 1)
        self._count += 1
        written = [self._write(one, first=place == 0) for place, one in enumerate(self._sorted(wanted))]
        for one in wanted:
            self._notes.setdefault(one.id, self._count)
        self._last = wanted
        marked = self._numbered(written) if self.style.format == "numeric" else self._named(written)
        return self._as_form(marked)

    def references(self) -> tuple[Reference, ...]:
        """The works that were cited, or named in `cites`, in the style's order; all items where nothing was cited."""
        part = self.style.bibliography
        if part is None:
            return ()
        out = []
        for place, id_ in enumerate(in_order(self.style, self._items, self._order or self._items), 1):
            # Where the text says [7], the entry does: also of a list that is sorted by authors.
            number = self._places[id_] if self._sorts and self.style.format == "numeric" else place
            marked = self._entry(id_, number, part)
            out.append(Reference(id=id_, number=number, text=plain(marked), html=marked, latex=latex(marked)))
        return tuple(out)

    def _entry(self, id_: str, number: int, part: etree._Element) -> str:
        layout = part.find(f"{CSL}layout")
        work = self._rendering(id_, part, number)
        first = next(children(layout), None)
        # The number stands in a column of its own (second-field-align): a space parts it from the entry.
        apart = first is not None and first.get("variable") == "citation-number" and part.get("second-field-align")
        label = join(out.text for out in work.outs(first)) if first is not None and apart else ""
        body = work.layout(layout, number=not apart)
        text = affixed(layout, fonted(layout, body))
        return self._tidy(f"{label.strip()} {text.strip()}" if label else text.strip(), language_of(self._items[id_]))

    def _rendering(self, id_: str, part: etree._Element, number: int, **about: Any) -> Rendering:
        item, apart = self._items[id_], self._apart
        in_text = tag(part) == "citation"
        return Rendering(
            style=self.style, item=item, part=part, language=language_of(item), number=number,
            year_suffix=apart.suffixes.get(id_, ""),
            et_al_first=apart.names_shown.get(id_) if in_text else None,
            initials=apart.initials if in_text else frozenset(), **about,
        )  # fmt: skip

    def _write(self, cite: Cite, *, first: bool) -> _Written:
        part = self.style.citation
        layout = part.find(f"{CSL}layout")
        number = self._number(cite.id)
        about: dict[str, Any] = {
            "locator": cite.page if self._says_page else None,
            "positions": self._positions(cite, first=first),
            "note": self._notes.get(cite.id),
        }
        work = self._rendering(cite.id, part, number, **about)
        text = work.layout(layout)
        if not work.says_page and self.style.is_gb:
            text += f": {self._page(cite)}"  # a patent in the style of notes
        bare = ""
        if work.names_written and part.get("collapse", "").startswith("year"):
            again = self._rendering(
                cite.id, part, number, **about, without_names=True, names_written=work.names_written
            )
            bare = again.layout(layout)
        language = language_of(self._items[cite.id])
        return _Written(
            cite=cite, number=number, text=self._tidy(text, language), names=work.names_written or "", bare=bare
        )

    def _named(self, written: Sequence[_Written]) -> str:
        """The citation in brackets, what has the same authors with their names once: (Smith, 2019, 2020)."""
        layout = self.style.citation.find(f"{CSL}layout")
        between = escape(layout.get("delimiter", "; "))
        groups = []
        # A page that stands after the year, or words around a work, leave it by itself.
        for _, group in groupby(written, key=lambda one: (one.names, one.cite.prefix == "") if one.bare else one.cite):
            ones = list(group)
            texts = [self._around(one, one.text if place == 0 else one.bare) for place, one in enumerate(ones)]
            year_between = escape(self.style.citation.get("cite-group-delimiter", ", "))
            groups.append(join(texts, year_between))
        marked = affixed(layout, fonted(layout, join(groups, between)))
        pages = "" if self._says_page else ",".join(self._page(one.cite) for one in written if one.cite.page)
        # GB/T 7714-2015, 10.2.4: the page is raised after the bracket.
        return marked + (f"<sup>{pages}</sup>" if pages else "")

    def _numbered(self, written: Sequence[_Written]) -> str:
        """The numbers in brackets, those that follow each other as a range."""
        layout = self.style.citation.find(f"{CSL}layout")
        if self._says_page or not any(one.cite.page for one in written):
            return fonted(layout, affixed(layout, self._ranges(written)))
        pieces = []
        for _, group in groupby(written, key=lambda one: one.cite if one.cite.page else None):
            ones = list(group)
            page = ones[0].cite.page
            # GB/T 7714-2015, 10.1.3: the page stands after the bracket. Others say that it is a page.
            told = self._page(ones[0].cite) if self.style.is_gb else f"(p. {self._page(ones[0].cite)})"
            pieces.append(affixed(layout, self._ranges(ones)) + (told if page else ""))
        return fonted(layout, join(pieces, escape(layout.get("delimiter", ","))))

    def _ranges(self, written: Sequence[_Written]) -> str:
        collapses = self.style.citation.get("collapse") == "citation-number"
        # GB/T 7714-2015, 10.1.2: [255-256] already for two.
        least, sign = (2, "-") if self.style.is_gb else (3, "–")
        runs = _runs(written, least) if collapses else [[one] for one in written]
        pieces = [
            f"{run[0].text}{sign}{run[-1].text}" if len(run) > 1 else self._around(run[0], run[0].text) for run in runs
        ]
        return join(pieces, escape(self.style.citation.find(f"{CSL}layout").get("delimiter", ",")))

    def _around(self, one: _Written, text: str) -> str:
        return f"{escape(one.cite.prefix)}{text}{escape(one.cite.suffix)}"

    def _page(self, cite: Cite) -> str:
        return escape(re.sub(r"\s*(?:--?|[–—~～])\s*", "-", cite.page or "").replace(" ", ""))

    def _positions(self, cite: Cite, *, first: bool) -> frozenset[str]:
        """Where a citation stands among those before it, for styles that write ibid."""
        if cite.id not in self._notes:
            return frozenset({"first"})
        if not first or len(self._last) != 1 or self._last[0].id != cite.id:
            return frozenset({"subsequent"})
        before = self._last[0].page
        if cite.page and cite.page != before:
            return frozenset({"subsequent", "ibid", "ibid-with-locator"})
        return frozenset({"subsequent", "ibid"} if cite.page or not before else {"subsequent"})

    def _sorted(self, cites: Sequence[Cite]) -> list[Cite]:
        """The works of one citation in the order that the style asks for."""
        sort = self.style.citation.find(f"{CSL}sort")
        if sort is None:
            return list(cites)
        if sort.find(f"{CSL}key[@variable='citation-number']") is not None:
            return sorted(cites, key=lambda one: self._number(one.id))
        return sorted(cites, key=lambda one: self._places[one.id])

    @cached_property
    def _says_page(self) -> bool:
        return names_locator(self.style)

    @cached_property
    def _sorts(self) -> bool:
        part = self.style.bibliography
        return part is not None and part.find(f"{CSL}sort") is not None

    @cached_property
    def _apart(self) -> Apart:
        return tell_apart(self.style, self._items, self._scope)

    @cached_property
    def _places(self) -> dict[str, int]:
        # A list that is sorted by authors is numbered so; it needs to know all works from the start.
        ids = in_order(self.style, self._items, self._scope)
        return {id_: number for number, id_ in enumerate(ids, 1)}

    def _number(self, id_: str) -> int:
        return self._places[id_] if self._sorts else self._order[id_]

    def _known(self, cite: str | Cite) -> Cite:
        one = Cite(cite) if isinstance(cite, str) else cite
        if one.id not in self._items:
            raise CitationError(f"{one.id}: there is no such work among those to be cited")
        return one

    def _tidy(self, marked: str, language: str) -> str:
        if language.startswith("zh"):
            # GB/T 7714-2015, 8.3: 2版, with nothing between.
            marked = re.sub(r"(\d+) (?=版)", r"\1" if self.style.is_gb else r"第\1", marked)
            # 第12页, where a style has p. 12 in mind.
            marked = re.sub(r"(?<!\d)(页|卷|期) ([\w–-]*\d[\w–-]*)", r"第\2\1", marked, flags=re.ASCII)
        elif self.style.locale(language).option("punctuation-in-quote") == "true":
            marked = re.sub(r"(”(?:</\w+>)*)([.,])", r"\2\1", marked)
        return marked

    def _as_form(self, marked: str) -> str:
        return plain(marked) if self.form == "text" else latex(marked) if self.form == "latex" else marked


def _runs(written: Sequence[_Written], least: int) -> list[list[_Written]]:
    """The works in runs of numbers that follow each other, at least so long; others one by one."""
    runs: list[list[_Written]] = []
    for one in written:
        if runs and _alone(one) and _alone(runs[-1][-1]) and one.number == runs[-1][-1].number + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [piece for run in runs for piece in ([run] if len(run) >= least else [[one] for one in run])]


def _alone(one: _Written) -> bool:
    """Whether a number stands without a page and words of its own."""
    return not (one.cite.page or one.cite.prefix or one.cite.suffix)
