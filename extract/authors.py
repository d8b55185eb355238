"""Who wrote a document and where they work, from the lines under its title, lines that say so, or the file's entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.lang import has_han
from extract.lines import Line
from extract.names import LONGEST, NAME, has_surname, names_in, tells_organisation

_H = "\u4e00-\u9fff"
_GAP = r"[ \u3000]*"
_LABELED = re.compile(
    rf"^[ \u3000]*(?:(?:论{_GAP}文)?{_GAP}作{_GAP}者(?:{_GAP}姓{_GAP}名)?|学{_GAP}生(?:{_GAP}姓{_GAP}名)?"
    rf"|(?:博|硕)士(?:研究)?生|(?:研{_GAP}究{_GAP}生|(?:学位)?申{_GAP}请{_GAP}人)(?:{_GAP}姓{_GAP}名)?|姓{_GAP}名|执{_GAP}笔{_GAP}人?"
    rf"|课题组成员|撰{_GAP}写{_GAP}人|撰{_GAP}稿{_GAP}人?)"
    rf"{_GAP}[:：]?{_GAP}(?P<names>[{_H}][{_H} \u3000,，、·*\d]{{1,200}})$",
    re.MULTILINE,
)
_LABELED_EN = re.compile(
    r"^\s*(?:authors?(?:\(s\))?|candidate|student|ph\.?d\.? candidate|name|qualified persons?|report authors?|by|"
    r"(?:prepared|written|authored|compiled|submitted) by)"
    r"\s*[:：]\s*(?P<names>\S.*)?$|^\s*(?:by|(?:prepared|written|authored|compiled) by)\s*$",
    re.IGNORECASE,
)
_ANALYST = re.compile(rf"(?:(?:证券|首席)?分析师|研究员|研究助理|联系人)\s*[:：]?\s*(?P<name>[{_H}]{{2,3}})(?![{_H}])")
_LICENSED = re.compile(
    rf"(?<![{_H}])(?P<name>[{_H}]{{2,3}})\s*(?:[(（]分析师[)）]\s*)?(?:执业证书编号|执业证号|资格编号|SAC|证书编号|S\d{{13}})"
)
_BYLINE = re.compile(
    rf"(?:^|[\s□■◆●])(?:本[报刊台]?(?:驻{_GAP}[{_H}]+)?(?:特约)?(?:见习)?记者|新华社记者|通讯员|文{_GAP}[/／|丨])[\s:：/]*"
    rf"(?P<names>[{_H}]{{1,12}}(?:[ \u3000、,，]+[{_H}]{{1,4}})*)",
)
_WORKS_AS = re.compile(
    r"(?:Senior |Principal |Acting |Deputy )?(?:Analyst|Specialist|Section Research Manager|Fellow|Economist)\b"
)
_POST = re.compile(r"Analyst\b|Specialist\b|Section Research Manager\b|Fellow\b|Economist\b")
_POSITION = re.compile(rf"^(?P<name>{NAME}),? {_WORKS_AS.pattern}", re.MULTILINE)
_FROM = re.compile(
    rf"[{_H}\s]*(?:大学|学院|公司|中学|初中|高中|小学|研究[院所]|局|中心|医院|厂|处|所|院|系)\s*(?P<name>[{_H}]{{2,3}})"
)
_FRONT_ENDS = re.compile(
    r"\s*[\[【〔]?\s*(?:abstract|a b s t r a c t|摘\s*要|内容提要|introduction|contents|目\s*录|key\s?words?|关键词)",
    re.IGNORECASE,
)
_LIST_RUNS_ON = re.compile(r"(?:,|，|、|\band|&|(?<=[A-Z][a-z]) [A-Z]\.)\s*$")
_BY = re.compile(r"^\s*(?:by|authors?\s*[:：]?|written by|prepared by|edited by)\s*[:：]?\s+", re.IGNORECASE)
_BEHIND_NAMES = re.compile(
    r"@|orcid|\babstract\b|received|摘\s*要|\d{4,}|\b(?:USA|UK|China|Germany|France|Canada|Japan|Australia)\b|(?:19|"
    r"20)\d\d|, (?:Inc|Ltd|P)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|https?:|www\.|E-?mail|电子邮|orcid|received|收稿|corresponding|通[讯信]作者", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*[;；]\s*(?=\d+[.．\s]?\s*\S)|(?<=\S)\s+(?=\d[.．]\s*[^\d\s])|\s*[;；]\s*(?=[A-Z\u4e00-\u9fff])"
)
_NO_PLACE = re.compile(
    r"\s*[•●■–\-—]|[一二三四五六七八九十]+、|\d+\.?\s+[A-Z]\w+$|.{0,12}[:：]|[a-z ]{0,24}date\s*[:：]|"
    r".*(?:19|20)\d\d\s*年|要点|(?:Jan|Feb|Mar|Apr|May|"
    r"June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|前言|foreword|summary\b|.*[。;；]\s*\S{0,3}$",
    re.IGNORECASE,
)
LONG = 150  # characters; a longer line is prose
LONGEST_SIGNED = 120  # characters of a line in which a name is followed by its post
SIGNED = 5_000  # characters at either end of a text in which authors sign
ACROSS = 260.0  # points below the first author within which the others stand
FEWEST = 40  # characters of a line that says nothing but `Prepared by`
FEW = 8  # lines under a title in which its authors begin
MANY = 14  # lines under a title in which the places where they work stand


def authors_of(
    after_title: Sequence[str], pages: Sequence[Sequence[str]], text: str, entries: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """The authors and where they were found (`page 1`, `text`, `info`); nothing and an empty string where none are.

    `after_title` are the lines below the title, `pages` those of the first pages, `entries` those of the file.
    """
    # Patterns with blanks between any two characters take the square of a line's length; no long line names authors.
    pages = [[line for line in lines if len(line) <= LONGEST] for lines in pages]
    after_title = [line for line in after_title if len(line) <= LONGEST]
    found = names_below(after_title)
    if found and _is_borne_out(found, after_title, entries):
        return found, "page 1"
    for number, lines in enumerate(pages, 1):
        labeled = _labeled(lines)
        if labeled:
            return labeled, f"page {number}"
    for number, lines in enumerate(pages, 1):
        signed = _signed(lines)
        if signed:
            return signed, f"page {number}"
    ends = f"{text[:SIGNED]}\n{text[-SIGNED:]}".split("\n")
    posts = [_POSITION.match(line[:LONGEST_SIGNED]) for line in ends if _POST.search(line[:LONGEST_SIGNED])]
    signed = tuple(dict.fromkeys(match["name"] for match in posts if match))
    if signed:
        return signed, "text"
    for entry in map(str.strip, entries):
        if tells_organisation(entry) and any(line.strip() == entry for lines in pages[:1] for line in lines):
            return (entry,), "page 1"  # the office that issued the document
    named = tuple(dict.fromkeys(name for entry in entries for name in names_in(entry)))
    return (named, "info") if named else ((), "")


def names_below(lines: Sequence[str]) -> tuple[str, ...]:
    """The authors that stand in the lines below a title."""
    names: tuple[str, ...] = ()
    for line in _joined(lines[:FEW]):
        if _FRONT_ENDS.match(line):
            break
        here = names_in(_BY.sub("", line)) or (() if names else _behind_an_office(line))
        if names and (not here or has_han(names[0]) != has_han(line)):
            break  # the same names may follow in the other script
        names += tuple(name for name in here if name not in names)
    return names


def names_between(lines: Sequence[Line], first: Sequence[str]) -> tuple[str, ...]:
    """The authors under a title where each name is followed by where its bearer works, in other type."""
    if not first:
        return ()
    at = next((at for at, line in enumerate(lines) if set(first) & set(names_in(apart(line)))), None)
    if at is None:
        return tuple(first)
    style, names, places = lines[at], dict.fromkeys(first), 0
    for line in lines[at + 1 :]:
        if _FRONT_ENDS.match(line.text) or abs(line.top - style.top) > ACROSS:
            break
        alike = abs(line.size - style.size) < 0.03 * style.size and line.bold == style.bold
        here = names_in(apart(line)) if alike else ()
        if alike and not here and places:
            break
        places += not here
        names.update(dict.fromkeys(here) if places else {})
    return tuple(names)


def apart(line: Line) -> str:
    """The text of a line with a mark at each wide gap, where it is in Latin letters: names side by side."""
    if not line.cells or re.search(f"[{_H}]", line.text):
        return line.text
    parts = [line.text[a:b].strip() for a, b in pairwise([0, *line.cells, len(line.text)])]
    return "; ".join(part for part in parts if part)


def _behind_an_office(line: str) -> tuple[str, ...]:
    """The name at the end of a line that begins with where its bearer works."""
    match = _FROM.fullmatch(line.strip()) if len(line) < LONG else None
    return (match["name"],) if match and match["name"][0] != "研" and has_surname(match["name"]) else ()


def _is_borne_out(names: Sequence[str], lines: Sequence[str], entries: Sequence[str]) -> bool:
    """Whether more than capitals tells that a single Latin name is one: `Rotary Potentiometer` is none."""
    if len(names) > 1 or not names[0].isascii():
        return True
    at = next((at for at, line in enumerate(lines) if names[0].casefold() in line.casefold()), 0)
    around = lines[at : at + 4]
    if any(_BY.match(line) or re.search(r"\d|[*†,]\s*$", line) for line in around[:1]):
        return True
    return any(tells_organisation(line) or _BEHIND_NAMES.search(line) for line in around[1:]) or any(
        names[0] in entry for entry in entries
    )


def affiliations_below(lines: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Where the authors work, as printed in the lines between their names and the abstract."""
    if not names:
        return ()
    start = next((at for at, line in enumerate(lines) if names[0].casefold() in _plain(line).casefold()), None)
    if start is None:
        return ()
    found: list[str] = []
    for line in lines[start + 1 : start + 1 + MANY]:
        if _FRONT_ENDS.match(line) or len(line) > LONGEST or _NO_PLACE.match(line):
            break
        if _ADDRESS.search(line):
            if found:
                break
            continue
        if names_in(line):
            continue
        begins = bool(re.match(r"[(（]?\s*[\da-e]\s?[.．\s]?\s?[A-Z\u4e00-\u9fff]|[(（]", line)) or tells_organisation(
            line[:60]
        )
        if found and not begins and len(line) < LONG:
            found[-1] += (" " if found[-1][-1:].isascii() else "") + line
        elif tells_organisation(line):
            found.append(line)
        elif found or len(line) > LONG:
            break
    places = [_bare(place) for piece in found for place in _NUMBERED.split(piece)]
    return tuple(dict.fromkeys(place for place in places if 4 < len(place) < 240 and tells_organisation(place)))


def _plain(line: str) -> str:
    return re.sub(r"\s+", " ", line)


def _bare(place: str) -> str:
    place = re.sub(r"^[(（]\s*", "", place.strip())
    place = re.sub(r"^(?:\d{1,2}|[*†‡]+)\s*[.．、]?\s*(?=[^\d\s,.])|^[a-e]\s(?=[A-Z])", "", place).strip(" ;；,，")
    return place[:-1].strip() if place.endswith((")", "）")) and place.count("(") + place.count("（") == 0 else place


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines, those put together between which a list of names runs on."""
    out: list[str] = []
    for line in lines:
        if out and (
            (_LIST_RUNS_ON.search(out[-1]) and len(out[-1]) < 300)
            or re.match(r"(?:and|&)\s", line)
            or ("," in out[-1] and "," in line and names_in(out[-1] + " " + line) and not _is_whole(out[-1]))
        ):
            out[-1] += " " + line
        else:
            out.append(line)
    return out


def _is_whole(line: str) -> bool:
    """Whether a list of names ends with a name of two parts or more that the next line may not lengthen."""
    last = names_in(line)[-1:]
    return not last or len(last[0].split()) == 2


def _labeled(lines: Sequence[str]) -> tuple[str, ...]:
    """The authors whom a line names as such."""
    joined = "\n".join(lines)
    if not has_han(joined):
        return labeled_en(lines)
    for labeled in _LABELED.finditer(joined):
        found = names_in(labeled["names"])
        if found:
            return found
    return labeled_en(lines) or _named_by((_ANALYST, _LICENSED), joined) or _byline(joined)


def labeled_en(lines: Sequence[str]) -> tuple[str, ...]:
    """The authors behind `By:`, `Candidate:` and the like, or in the lines under such a label."""
    for at, line in enumerate(lines):
        match = _LABELED_EN.match(line) if ":" in line or "：" in line or len(line) < FEWEST else None
        if not match:
            continue
        found = names_in(match["names"]) if match["names"] else names_below(lines[at + 1 : at + 4])
        if found:
            return found
    return ()


def _named_by(patterns: Iterable[re.Pattern[str]], joined: str) -> tuple[str, ...]:
    for pattern in patterns:
        named = tuple(dict.fromkeys(m["name"] for m in pattern.finditer(joined) if has_surname(m["name"])))
        if named:
            return named
    return ()


def _byline(joined: str) -> tuple[str, ...]:
    match = _BYLINE.search(joined)
    return names_in(match["names"]) if match else ()


def _signed(lines: Sequence[str]) -> tuple[str, ...]:
    """The names over a line that gives their post, as analysts sign."""
    names = [name for above, below in pairwise(lines) if _WORKS_AS.match(below) for name in names_in(above)]
    return tuple(dict.fromkeys(names))
