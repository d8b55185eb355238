"""How names are written by a citation style: SMITH J A, Smith, J. A., and 王宇 without a space in any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.csl import AND_OTHERS

CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")

_LANGUAGES = {
    "chinese": "zh-CN", "chi": "zh-CN", "zho": "zh-CN", "中文": "zh-CN",
    "english": "en-US", "eng": "en-US", "en": "en-US",
}  # fmt: skip

Name = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class NameOptions:
    """What a style says of names, as its attributes have it; https://docs.citationstyles.org/en/stable/specification.html#name."""

    form: str = "long"
    delimiter: str = ", "
    and_: str = ""
    precedes_last: str = "contextual"
    precedes_et_al: str = "contextual"
    et_al_min: int = 0
    et_al_first: int = 1
    et_al_last: bool = False
    et_al: str = "et al."
    initialize_with: str | None = None
    initialize: bool = True
    hyphen: bool = True
    sort_order: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    family_case: str = ""
    given_case: str = ""


def is_cjk(name: Name) -> bool:
    """Whether a person's name is written in Chinese, Japanese or Korean characters, family first."""
    return bool(CJK.search("".join(str(name.get(part) or "") for part in ("family", "given", "literal"))))


def write_names(names: Sequence[Name], options: NameOptions, *, initials: frozenset[str] = frozenset()) -> str:
    """Names as a style has them; `initials` are family names that a short form needs initials for."""
    open_ended = len(names) > 1 and names[-1].get("literal") == AND_OTHERS["literal"]
    number, names = len(names), names[:-1] if open_ended else names
    cut = number > 1 and 0 < options.et_al_min <= number and options.et_al_first < len(names)
    shown = names[: options.et_al_first] if cut else names
    written = [_write(name, options, first=not place, initials=initials) for place, name in enumerate(shown)]
    between = options.delimiter
    if not cut and not open_ended:
        return _and(written, options, names)
    if not open_ended and options.et_al_last and options.et_al_first <= options.et_al_min - 2:
        return between.join(written) + between.rstrip() + " … " + _write(names[-1], options, first=False)
    if not options.et_al:
        return between.join(written)
    # Smith, J., et al.: a comma parts what an inverted name has already one in.
    several = len(written) > 1 or (open_ended and bool(options.sort_order) and options.form != "short")
    comma = _precedes(options.precedes_et_al, several, options, len(written))
    return between.join(written) + (between if comma else " ") + options.et_al


def _and(written: Sequence[str], options: NameOptions, names: Sequence[Name]) -> str:
    # Chinese names are joined by commas alone: & and "and" between them are no Chinese.
    if not options.and_ or len(written) < 2 or all(is_cjk(name) for name in names):
        return options.delimiter.join(written)
    comma = _precedes(options.precedes_last, len(written) > 2, options, len(written) - 1)
    return (
        options.delimiter.join(written[:-1]) + (options.delimiter if comma else " ") + f"{options.and_} {written[-1]}"
    )


def _precedes(rule: str, contextual: bool, options: NameOptions, before: int) -> bool:
    if rule == "after-inverted-name":
        return options.sort_order == "all" or (options.sort_order == "first" and before == 1)
    return rule == "always" or (rule != "never" and contextual)


def _write(name: Name, options: NameOptions, *, first: bool, initials: frozenset[str] = frozenset()) -> str:
    if "literal" in name:
        return str(name["literal"])
    family, given, suffix = (str(name.get(part, "") or "") for part in ("family", "given", "suffix"))
    if is_cjk(name):
        return family + given
    kept, dropped = (str(name.get(f"{part}-particle", "") or "") for part in ("non-dropping", "dropping"))
    if options.form == "short":
        plain = _spaced(kept, _cased(family, options.family_case)) or given
        return _spaced(_initials(given, options), plain) if plain in initials and given else plain
    if options.initialize_with is not None and options.initialize:
        given = _initials(given, options)
    given = _cased(given, options.given_case)
    if options.sort_order == "all" or (options.sort_order == "first" and first):
        if options.demote in ("never", "sort-only"):
            family, given = _spaced(kept, family), _spaced(given, dropped)
        else:
            given = _spaced(given, dropped, kept)
        order = (_cased(family, options.family_case), given, suffix)
        return options.sort_separator.join(part for part in order if part)
    return _spaced(given, dropped, kept, _cased(family, options.family_case), suffix)


def short_family(name: Name) -> str:
    """The family name as short forms have it; empty for a body and for a name in Chinese characters."""
    if "literal" in name or is_cjk(name):
        return ""
    return _spaced(str(name.get("non-dropping-particle", "") or ""), str(name.get("family", "") or ""))


def first_initials(name: Name) -> str:
    """The initials of the given names, to tell apart who has the same family name."""
    return _initials(str(name.get("given", "") or ""), NameOptions(initialize_with=" "))


def _initials(given: str, options: NameOptions) -> str:
    """J. A. or J A of John Albert; what is written small (de, van) stays."""
    mark = options.initialize_with or ""
    out = []
    hyphened = given if options.hyphen else given.replace("-", " ")
    for word in hyphened.replace(".", ". ").split():
        parts = [part for part in word.replace(".", "").split("-") if part]
        if parts and not parts[0][:1].isupper():
            out.append(" ".join(parts) + " ")
        elif parts:
            out.append(
                "-".join(part[0].upper() + mark.rstrip() for part in parts) + (" " if mark.endswith(" ") else "")
            )
    return "".join(out).strip()


def _cased(text: str, case: str) -> str:
    return text.upper() if case == "uppercase" else text.lower() if case == "lowercase" else text


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def language_of(item: Mapping[str, Any]) -> str:
    """The language that a work is in: as it says, else by the characters of its title, or of its authors' names."""
    said = str(item.get("language") or "").replace("_", "-")
    if said:
        primary = said.split("-")[0].lower()
        if primary == "zh":
            return "zh-TW" if re.search("tw|hk|mo|hant", said, re.IGNORECASE) else "zh-CN"
        return _LANGUAGES.get(primary, said)
    chinese = CJK.search(str(item["title"])) if item.get("title") else any(map(is_cjk, item.get("author") or ()))
    return "zh-CN" if chinese else "en-US"
