"""The wording around English lists: what leads to them, joins their members and follows them, as patterns."""

from __future__ import annotations

import re


def any_of(words: str) -> str:
    """A pattern for one of `words`, comma between them; white space inside a phrase as it falls."""
    return "(?:" + "|".join(word.strip().replace(" ", r"\s+") for word in words.split(",")) + ")"


_HEDGES = any_of(
    "also, both, either, further, then, therefore, actively, fully, better, jointly, immediately, perhaps, be"
)
_HEDGE = rf"(?:{_HEDGES}\s+)*"
_MODALS = any_of("should, must, shall, ought to, will, let us")
_BEFORE_TO = any_of(
    """need, needs, has, have, required, urged, encouraged, asked, directed, committed, continue, continues, action,
    steps, efforts, measures, necessary, essential, important, vital, crucial, imperative, agencies, Secretary, going,
    aim, aims, plan, plans, seek, seeks, is, are"""
)
_BEFORE_GERUND = any_of(
    "by, requires, require, involves, involve, on, for, from, of, through, toward, towards, at, in, be, :"
)
_PROBLEMS = any_of(
    """challenges, problems, obstacles, barriers, bottlenecks, shortcomings, weaknesses, difficulties, constraints,
    deficiencies, vulnerabilities, risks"""
)
_FINITE = any_of(
    """is, are, was, were, has, have, had, put, puts, make, makes, remain, remains, face, faces, lack, lacks, suffer,
    suffers, leave, leaves, expose, exposes, cause, causes, raise, raises, fail, fails, cannot, does, do, can, may,
    could"""
)
_GOVERNS = any_of(
    """of, with, to, from, by, in, on, over, face, faces, facing, highlight, highlights, show, shows, cause, causes,
    caused, creates, brings, reveals, expects, amid, despite, include, includes"""
)
_BEFORE_LIST = any_of(
    """due to, because of, from, by, with, such as, of, including, include, includes, are, is, face, faces, facing,
    as"""
)
_DETERMINERS = any_of("the, a, an, both, its, their, any, such, further, new")
_JOINS = any_of("and, or, and/or, as well as, but, while, then, plus")
_LEADS = any_of(
    "also, both, to, must, should, shall, will, need to, needs to, further, then, finally, thereby, and, or, by"
)
_RESULTS = any_of("thereby, thus, which, so that, so as, in order, ultimately")
_SUBORDINATES = any_of(
    """which, who, that, where, when, while, as, if, because, since, although, though, but, not, thereby, thus, so,
    including, such, e[.]g, especially, particularly"""
)

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
TRIGGER = re.compile(rf"\b(?:{_MODALS}|{_BEFORE_TO}\s+to)\s+(?:not\s+)?{_HEDGE}", re.IGNORECASE)
GERUND_TRIGGER = re.compile(
    rf"\b(?:propos\w+|recommend\w*|suggest\w*|advocat\w+|advis\w+|consider\w*|includ\w+|{_BEFORE_GERUND})\s+{_HEDGE}",
    re.IGNORECASE,
)
PROBLEMS_FOLLOW = re.compile(
    rf"\b{_PROBLEMS}\b[^,.;:]{{0,60}}?(?::|\s—|\bnamely\b,?|\b{any_of('are, include, including, such as')}\b)\s*"
    rf"|\b{any_of('two, three, four, five, six, seven, several')}\s+(?:[\w-]+\s+){{0,3}}{_PROBLEMS}\s+of\s+",
    re.IGNORECASE,
)
MEASURES_FOLLOW = re.compile(
    r"\b(?:propos(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|advocat(?:e|es|ed|ing)|calls?\s+for)\s+"
    rf"|\b{any_of('recommendations, measures, proposals, suggestions')}\b"
    r"[^,.;:]{0,60}?(?::|\bare\s+to|\binclude|\bincluding)\s*",
    re.IGNORECASE,
)
MODAL_AGAIN = re.compile(r"\b(?P<word>must|should|shall|will)\s+")
CALL_AGAIN = re.compile(r"\bcall(?:s|ed|ing)?\s+(?P<word>for|on|upon)\s+")
FINITE = re.compile(_FINITE + r"\b")
GOVERNS = re.compile(rf"\b{_GOVERNS}\s+")
BEFORE_LIST = re.compile(rf"\b{_BEFORE_LIST}\s+")
HEADED = re.compile(rf"(?:{_DETERMINERS}\s+)?(?:(?!and\b|of\b|in\b)[\w-]+\s+){{0,2}}?")
JOINT = re.compile(rf"\s*[,;]\s*(?:{_JOINS}\s+)?|\s+{any_of('and, or, as well as')}\s+")
COLON = re.compile(r"(?<!\d)[:：]\s+|\s[—–]\s|(?<=\w)—(?=\w)")
AGAIN = frozenset({"to", "must", "should", "shall", "will", "need", "needs", "by"})
LEAD = re.compile(rf"{_LEADS}\s+", re.IGNORECASE)
NO_ITEMS = re.compile(r"\b(?:such\s+as|including|e\.g\.|for\s+example|for\s+instance)\b", re.IGNORECASE)
RESULT = re.compile(rf"(?:{_RESULTS}|to\s+{any_of('ensure, achieve, support, help, enable')})\b", re.IGNORECASE)
SUBORDINATE = re.compile(rf"^{_SUBORDINATES}\b", re.IGNORECASE)
