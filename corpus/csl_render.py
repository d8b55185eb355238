"""One reference or one work of a citation, rendered by the elements of a CSL style, in HTML.

Element for element as https://docs.citationstyles.org/en/stable/specification.html has it: the names of methods are
those of the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from corpus.csl_dates import roman, write_date
from corpus.csl_markup import affixed, cased, escape, fonted, join
from corpus.csl_names import NameOptions, write_names
from corpus.csl_style import CSL, Locale, Style, children, tag

_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[-–,&]\s*[A-Za-z]*\d+[A-Za-z]*)*")
_SEVERAL = re.compile(r"\d\s*[-–,&]\s*[A-Za-z]*\d")


class Out(NamedTuple):
    """What an element gives: its text, whether it asked for a variable, whether one was there."""

    text: str = ""
    called: bool = False
    shown: bool = False


@dataclass(kw_only=True)
class Rendering:
    """How one work is rendered: where, with which number, page, year suffix and position among the citations."""

    style: Style
    item: Mapping[str, Any]
    part: etree._Element
    language: str
    number: int = 0
    locator: str | None = None
    year_suffix: str = ""
    positions: frozenset[str] = frozenset()
    note: int | None = None
    et_al_first: int | None = None
    initials: frozenset[str] = frozenset()
    without_names: bool = False
    sorting: bool = False
    key_options: Mapping[str, str] = field(default_factory=dict)
    names_written: str | None = None
    _gone: set[str] = field(default_factory=set)
    _used: set[str] = field(default_factory=set)
    _silenced: bool = False

    @cached_property
    def locale(self) -> Locale:
        """The terms of the work's language."""
        return self.style.locale(self.language)

    def layout(self, layout: etree._Element, *, number: bool = True) -> str:
        """The children of a layout, without its own affixes; without the citation number where it is set apart."""
        elements = [child for child in children(layout) if number or child.get("variable") != "citation-number"]
        return join(out.text for child in elements for out in self.outs(child))

    def key(self, element: etree._Element) -> str:
        """The value of a sort key's macro."""
        return join(
            out.text for child in children(self.style.macros[element.get("macro", "")]) for out in self.outs(child)
        )

    def outs(self, element: etree._Element) -> Iterator[Out]:
        """What an element gives; a choose gives what stands in the branch that is taken, each piece by itself."""
        name = tag(element)
        if name == "choose":
            branch = next((one for one in children(element) if tag(one) == "else" or self._holds(one)), None)
            for child in () if branch is None else children(branch):
                yield from self.outs(child)
        elif name in ("text", "number", "label", "date", "names", "group"):
            yield getattr(self, f"_{name}")(element)

    def _all(self, element: etree._Element) -> list[Out]:
        return [out for child in children(element) for out in self.outs(child)]

    def _group(self, element: etree._Element) -> Out:
        outs = self._all(element)
        called, shown = any(out.called for out in outs), any(out.shown for out in outs)
        text = join((out.text for out in outs), escape(element.get("delimiter", ""))) if shown or not called else ""
        return Out(affixed(element, fonted(element, text)), called, bool(text) and shown)

    def _text(self, element: etree._Element) -> Out:
        called = shown = False
        if name := element.get("variable"):
            text = self.variable(name, element.get("form", "long"))
            called, shown = name != "year-suffix", bool(text)
        elif name := element.get("macro"):
            outs = self._all(self.style.macros[name]) if name in self.style.macros else []
            text = join(out.text for out in outs)
            # A macro that gives something counts as a variable that is there (CSL 1.0.2, group).
            called, shown = bool(text) or any(out.called for out in outs), bool(text)
        elif name := element.get("term"):
            text = escape(self.locale.term(name, element.get("form", "long"), plural=element.get("plural") == "true"))
        else:
            text = escape(element.get("value", ""))
        return Out(self._dressed(element, text), called, shown)

    def _dressed(self, element: etree._Element, text: str) -> str:
        if element.get("strip-periods") == "true":
            text = text.replace(".", "")
        text = fonted(element, cased(text, element.get("text-case"), self.language))
        if text and element.get("quotes") == "true":
            text = escape(self.locale.term("open-quote")) + text + escape(self.locale.term("close-quote"))
        return affixed(element, text)

    def variable(self, name: str, form: str = "long") -> str:
        """A variable of the work or of the citation, in HTML; empty where it has none."""
        if name in self._gone:
            return ""
        own = {
            "citation-number": str(self.number or ""), "locator": self.locator or "", "year-suffix": self.year_suffix,
            "first-reference-note-number": str(self.note or ""),
        }  # fmt: skip
        if name in own:
            self._used.add(name)
            return escape(self._range(own[name]) if name == "locator" else own[name])
        value = self.item.get(f"{name}-short") if form == "short" else None
        value = value or self.item.get("page" if name == "page-first" else name)
        if value is None or value == "" or isinstance(value, list | dict):
            return ""
        self._used.add(name)
        if name == "page-first":
            return escape(re.split("[-–—~～,]", str(value))[0].strip())
        return escape(self._range(str(value)) if name == "page" else value)

    def _range(self, pages: str) -> str:
        # The sign between pages is that of the style's own language in every entry of a list.
        sign = self.style.locale(self.style.default_language).term("page-range-delimiter") or "–"
        return re.sub(r"(?<=\w)\s*(?:--?|[–—~～])\s*(?=\w)", sign, pages)

    def _number(self, element: etree._Element) -> Out:
        text = self.variable(name := element.get("variable", ""))
        form = element.get("form", "numeric")
        if text.isdecimal() and form in ("ordinal", "long-ordinal", "roman"):
            text = roman(int(text)) if form == "roman" else self._ordinal(int(text), form)
        return Out(self._dressed(element, text), bool(name), bool(text))

    def _ordinal(self, number: int, form: str) -> str:
        if form == "long-ordinal" and number <= 10 and (term := self.locale.term(f"long-ordinal-{number:02}")):
            return term
        if self.language.startswith("zh"):
            return str(number)
        last = f"ordinal-{number % 100:02}", f"ordinal-{number % 10:02}", "ordinal"
        chosen = last[:1] + last[2:] if 10 < number % 100 < 20 else last
        return str(number) + next((term for name in chosen if (term := self.locale.term(name))), "")

    def _label(self, element: etree._Element) -> Out:
        name = element.get("variable", "")
        value = self.variable(name)
        # The label itself calls no variable: it goes where the group around it goes.
        if not value:
            return Out()
        rule = element.get("plural", "contextual")
        # 116-260 and 9,282,929 are one number each.
        several = name != "number" and bool(_SEVERAL.search(value))
        plural = rule == "always" or (rule == "contextual" and several)
        term = self.locale.term("page" if name == "locator" else name, element.get("form", "long"), plural=plural)
        return Out(self._dressed(element, escape(term)))

    def _date(self, element: etree._Element) -> Out:
        name = element.get("variable", "")
        value = None if name in self._gone else self.item.get(name)
        if not isinstance(value, Mapping):
            return Out(called=True)
        self._used.add(name)
        text, year = write_date(element, value, self.locale, self.language)
        # A style that places no year suffix has it after the first year (CSL 1.0.2, disambiguate-add-year-suffix).
        if (
            name == "issued"
            and year
            and self.year_suffix
            and not self.style.has_year_suffix
            and "_suffix" not in self._used
        ):
            self._used.add("_suffix")
            text = text.replace(year, year + self.year_suffix, 1)
        return Out(affixed(element, fonted(element, text)), True, bool(text))

    def _names(self, element: etree._Element, outer: etree._Element | None = None) -> Out:
        variables = element.get("variable", "").split()
        written = [self._of_role(element, outer, role) for role in variables]
        between = self.style.option(element, self.part, "delimiter", "names-delimiter")
        text = join(written, escape(between))
        if not text and (substitute := element.find(f"{CSL}substitute")) is not None:
            text = self._substituted(element, substitute)
            return Out(affixed(element, fonted(element, text)), True, bool(text))
        if self.names_written is None and text:
            self.names_written = text
        if text and self.without_names and self.names_written == text:
            self._silenced = True
            return Out(called=True)
        return Out(affixed(element, fonted(element, text)), True, bool(text))

    def _substituted(self, names: etree._Element, substitute: etree._Element) -> str:
        """The first of what may stand for a name; what is used up there appears nowhere else."""
        for child in children(substitute):
            before, self._used = self._used, set()
            bare = tag(child) == "names" and child.find(f"{CSL}name") is None
            outs = [self._names(child, names)] if bare else list(self.outs(child))
            used, self._used = self._used, before | self._used
            if self._silenced:
                return ""
            if text := join(out.text for out in outs):
                self._gone |= used
                return text
        return ""

    def _of_role(self, element: etree._Element, outer: etree._Element | None, role: str) -> str:
        people = self.item.get(role)
        if role in self._gone or not isinstance(people, list) or not people:
            return ""
        self._used.add(role)
        source = element if element.find(f"{CSL}name") is not None or outer is None else outer
        name = source.find(f"{CSL}name")
        options = self._options(source, name if name is not None else etree.Element(f"{CSL}name"))
        if options.form == "count":
            return str(min(len(people), options.et_al_first) if options.et_al_min else len(people))
        text = write_names(
            [{key: escape(part) for key, part in one.items()} for one in people], options, initials=self.initials
        )
        if name is not None:
            text = affixed(name, fonted(name, text))
        label = element.find(f"{CSL}label")
        label = source.find(f"{CSL}label") if label is None else label
        if label is None:
            return text
        term = self.locale.term(
            role, label.get("form", "long"), plural=len(people) > 1 and label.get("plural") != "never"
        )
        told = self._dressed(label, escape(term))
        first = next((tag(child) for child in children(source)), "")
        return told + text if first == "label" else text + told

    def _options(self, names: etree._Element, name: etree._Element) -> NameOptions:
        def get(option: str, inherited: str | None = None) -> str:
            return self.key_options.get(option) or self.style.option(name, self.part, option, inherited)

        subsequent = "subsequent" in self.positions and get("et-al-subsequent-min")
        least, first = (
            ("et-al-subsequent-min", "et-al-subsequent-use-first") if subsequent else ("et-al-min", "et-al-use-first")
        )
        other = names.find(f"{CSL}et-al")
        et_al = "et-al" if other is None else other.get("term", "et-al")
        term = escape(self.locale.term(et_al))
        and_ = get("and")
        parts = {part.get("name"): part.get("text-case", "") for part in name.iterfind(f"{CSL}name-part")}
        given = name.get("initialize-with", self.part.get("initialize-with", self.style.root.get("initialize-with")))
        return NameOptions(
            form=get("form", "name-form") or "long",
            delimiter=escape(get("delimiter", "name-delimiter") or ", "),
            and_={"text": escape(self.locale.term("and")), "symbol": "&amp;"}.get(and_, ""),
            precedes_last=get("delimiter-precedes-last") or "contextual",
            precedes_et_al=get("delimiter-precedes-et-al") or "contextual",
            et_al_min=int(get(least) or 0),
            et_al_first=self.et_al_first or int(get(first) or 1),
            et_al_last=get("et-al-use-last") == "true",
            et_al=term if other is None else affixed(other, fonted(other, term)),
            initialize_with=given,
            initialize=name.get("initialize") != "false",
            hyphen=get("initialize-with-hyphen") != "false",
            sort_order="all" if self.sorting else get("name-as-sort-order"),
            sort_separator=get("sort-separator") or ", ",
            demote=self.style.root.get("demote-non-dropping-particle", "display-and-sort"),
            family_case=parts.get("family", ""),
            given_case=parts.get("given", ""),
        )

    def _holds(self, branch: etree._Element) -> bool:
        """Whether the conditions of an if or else-if hold."""
        match = branch.get("match", "all")
        told = [
            test(value)
            for attribute, test in (
                ("type", lambda kind: self.item.get("type") == kind),
                ("variable", self._has),
                ("is-numeric", lambda name: bool(_NUMERIC.fullmatch(self.variable(name)))),
                ("is-uncertain-date", lambda name: bool((self.item.get(name) or {}).get("circa"))),
                ("locator", lambda label: bool(self.locator) and label == "page"),
                ("position", lambda position: position in self.positions),
                ("disambiguate", lambda _: False),
            )
            for value in branch.get(attribute, "").split()
        ]
        return any(told) if match == "any" else not any(told) if match == "none" else all(told)

    def _has(self, name: str) -> bool:
        if name == "locator" or (name == "page" and self.locator and self.style.is_gb):
            # GB/T 7714-2015, 8.5: pages stand with the imprint, also where a page of a work without any is cited.
            return bool(self.locator)
        return bool(self.item.get(name)) or bool(self.variable(name))

    @property
    def says_page(self) -> bool:
        """Whether what was rendered names the page cited, as far as there is one."""
        return not self.locator or "locator" in self._used
