"""Signs that a document is a preprint, an accepted manuscript, a translation or a supplement, with their proofs."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 2500
"""Characters from the beginning of a text, its first page more or less, in which signs are looked for."""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A pattern that tells a role, with texts that it must be found in and texts that it must not be found in."""

    role: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


def _sign(role: str, pattern: str, *examples: str, others: tuple[str, ...] = ()) -> Sign:
    return Sign(role=role, pattern=re.compile(pattern, re.IGNORECASE), examples=examples, others=others)


_TOP = r"\A\s*(?:.{0,200}\n){0,3}?\s*"

SIGNS = (
    _sign(
        "preprint",
        r"\barXiv:\s?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?\s?\[[^\]]+\]",
        "arXiv:2301.01234v2 [econ.GN] 3 Jan 2023",
        others=("arXiv:2301.01234, 2023.",),
    ),
    _sign(
        "preprint",
        r"\bpreprint (?:posted|submitted|available|version|not peer[- ]reviewed)"
        r"|\bthis (?:(?:article|paper|manuscript) )?is an? (?:non-peer[- ]reviewed )?preprint"
        r"|\bnot (?:yet )?(?:been )?peer[- ]reviewed|\bnon-peer[- ]reviewed|\bposted (?:date|on):|\bSSRN:? https?://",
        "Preprint submitted to Minor Metals",
        "This manuscript is a non-peer reviewed preprint",
        "This is a preprint.",
        "It has not been peer-reviewed.",
        others=("a preprint server is used by many", "It was peer reviewed."),
    ),
    _sign(
        "preprint",
        r"预印本(?:版本?|[:：]|平台|，|。)|未经同行评[审议]|尚未(?:经过?)?同行评[审议]|chinaxiv[:.]",
        "本文为预印本，",
        "本文未经同行评审",
        "ChinaXiv:202301.00012",
        others=("本文讨论预印本制度",),
    ),
    _sign(
        "manuscript",
        r"\bauthor[’']?s? accepted manuscript|\baccepted author manuscript|\baccepted manuscript of\b"
        r"|\bpost-?print\b|\baccepted manuscript\b(?=\s*(?:$|\n))",
        "Author Accepted Manuscript",
        "This is an accepted manuscript of an article",
        "Postprint",
        others=("The manuscript was accepted in May.",),
    ),
    _sign("manuscript", r"录用(?:定)?稿|作者终稿", "录用定稿", others=("录用日期：2021-03-04",)),
    _sign(
        "translation",
        r"\b(?:unofficial|courtesy|english|chinese|official|working) translation\b|\btranslat(?:ed|ion) (?:from|by) ",
        "Unofficial translation",
        "Translated from the Chinese by A. Writer",
        others=("translational work in labs",),
    ),
    _sign(
        "translation",
        r"译者[:：]|译自|中文译[本文]|中译本|(?m:^[\u4e00-\u9fff]{2,4}\s+译$)",
        "译者：王石",
        "本文译自英文",
        "王石 译",
        others=("翻译机构很多",),
    ),
    _sign(
        "supplement",
        _TOP + r"(?:(?:supplementary|supporting|supplemental) (?:information|materials?|data|appendix)"
        r"|(?:electronic )?supplement to)\b",
        "Supporting Information for\nTwo small metals",
        "Journal of Ores\nSupplementary Materials",
        others=("Two small metals\nA. Writer\n\nB. Writer\nAbstract\nSupplementary material is online.",),
    ),
    _sign(
        "supplement",
        r"\A\s*(?:附加材料|补充材料|支撑材料|支持信息)",
        "补充材料：镓的价格",
        others=("正文见补充材料",),
    ),
)

PREPRINT_DOIS = re.compile(
    r"10\.(?:48550|2139/ssrn|21203/rs|20944/preprints|31223|31219|31222|31224|31235/osf|26434/chemrxiv|1101/\d{4}\."
    r"|12074|12201|22541|36227|33774|5281/zenodo|6084/m9\.figshare|2172/osti)",
    re.IGNORECASE,
)
"""DOIs of places where anyone may put a text: arXiv, SSRN, Research Square, Preprints.org, EarthArXiv, OSF, ChemRxiv,
bioRxiv, ChinaXiv, PSSXiv, Authorea, TechRxiv, Cambridge Engage, Zenodo, figshare, OSTI."""

PREPRINT_VENUES = re.compile(
    r"arxiv|ssrn|research square|preprints?\b|chemrxiv|techrxiv|working paper|discussion paper|预印本|工作论文",
    re.IGNORECASE,
)


def find_signs(text: str) -> dict[str, str]:
    """The roles that the beginning of a text tells, each with the words that tell it."""
    out: dict[str, str] = {}
    for sign in SIGNS:
        if sign.role not in out and (found := sign.pattern.search(text[:HEAD])):
            out[sign.role] = " ".join(found[0].split())
    return out
