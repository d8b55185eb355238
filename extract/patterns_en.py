"""The wording around English lists: what leads to them, joins their members and follows them, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


def either(words: Iterable[str]) -> str:
    """A pattern for one of `words`, which are grouped by their first letter: of most groups no word is tried."""
    groups: dict[str, list[str]] = {}
    for word in words:
        first = word[0] if word[0].isalpha() else ""
        groups.setdefault(first, []).append(word.removeprefix(first))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items()) + ")"


def any_of(words: str) -> str:
    """A pattern for one of `words`, comma between them; white space inside a phrase as it falls."""
    return either(word.strip().replace(" ", r"\s+") for word in words.split(","))


def words_of(text: str) -> frozenset[str]:
    """The words of `text`, white space between them."""
    return frozenset(text.split())


_WORDS = re.compile(r"[a-z]+")


@lru_cache(maxsize=4)  # a sentence is cut by kind, and told its parts
def words_in(text: str) -> frozenset[str]:
    """The words of a sentence in lower case, of letters alone."""
    return frozenset(_WORDS.findall(text.lower()))


def lowered(text: str) -> str:
    """`text` in lower case at the same offsets: a pattern that minds no case takes three times as long."""
    return text.replace("İ", "I").lower()


@dataclass(frozen=True)
class Wording:
    """A pattern, and words one of which stands wherever it fits: cheaper to look for than the pattern is to try."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def find(self, text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
        """The matches in `text`, which has these `words`."""
        return iter(()) if self.words.isdisjoint(words) else self.pattern.finditer(text)

    def search(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """The first match in `text`, which has these `words`."""
        return None if self.words.isdisjoint(words) else self.pattern.search(text)


_HEDGES = any_of(
    """also, both, either, further, then, therefore, actively, fully, better, jointly, immediately, perhaps, be,
    not only, urgently, now, always, first, at least, thus"""
)
_HEDGE = rf"(?:{_HEDGES}\s+){{0,3}}"
MODALS = any_of("should, must, shall, ought to, will, let us")
_BEFORE_TO = any_of(
    """need, needs, has, have, required, urged, encouraged, asked, directed, committed, continue, continues,
    action, steps, efforts, measures, necessary, essential, important, vital, crucial, imperative, agencies,
    secretary, going, aim, aims, plan, plans, seek, seeks, is, are, intend, intends, time, advisable, critical,
    lead, call on, duty"""
)
_BEFORE_GERUND = any_of(
    "by, requires, require, involves, involve, on, for, from, of, through, toward, towards, at, in, be, to, means, :"
)
PROBLEM_NOUNS = """challenges, problems, obstacles, barriers, bottlenecks, shortcomings, weaknesses, difficulties,
    constraints, deficiencies, vulnerabilities, risks, hurdles, limitations, drawbacks"""
_PROBLEMS = any_of(PROBLEM_NOUNS)
AUXILIARIES = any_of(
    """is, are, was, were, has, have, had, cannot, can, may, might, could, will, would, should, must, shall,
    does, do, did, falls short, fell"""
)
_GOVERNS = any_of(
    """of, with, to, from, by, in, on, over, face, faces, facing, highlight, highlights, show, shows, cause,
    causes, caused, creates, brings, reveals, expects, amid, despite, include, includes"""
)
_BEFORE_LIST = any_of(
    """due to, because of, from, by, with, of, include, includes, are, is, face, faces, facing, as, in, to,
    causes, cause, caused, despite, amid, brings, bring, creates"""
)
_DETERMINERS = any_of("the, a, an, both, its, their, any, such, further, new")
_JOINS = any_of("and, or, and/or, as well as, but, while, then, plus")
_LEADS = any_of(
    """also, both, to, must, should, shall, will, need to, needs to, further, then, finally, thereby, and, or,
    by, perhaps, possibly, even, not, for, at the same time, in particular, where necessary"""
)
_RESULTS = any_of(
    """thereby, thus, which, so that, so as, in order, ultimately, including, such as, especially, particularly,
    in particular, for example, for instance, e[.]g, as well as by, with a view, but, because, since, whereas,
    where"""
)
_SUBORDINATES = any_of(
    """which, who, that, where, when, while, as, if, because, since, although, though, but, not, thereby, thus,
    so, including, such, e[.]g, especially, particularly"""
)
_DEMONSTRATIVES = any_of("this, that, it, there, which, who, whose, what, how, why, whether, these")
_PREPOSITIONS = any_of(
    """of, in, on, at, by, for, from, to, with, through, under, over, into, between, among, against, without,
    within, during, despite, after, before, until, than, as, if, when, where, because, since, although, though,
    while, not, so, nor, be, been, including, such"""
)
_OPENINGS = any_of(
    """however, moreover, furthermore, in, at, as, on, for, with, despite, although, though, while, when, if,
    since, because, given, besides, nevertheless, nonetheless, therefore, thus, consequently, meanwhile, first,
    firstly, second, secondly, third, thirdly, last, lastly, finally, additionally, also, still, yet, today, to,
    under, after, before, during, by, from, according to, regarding, concerning, once, unless, without,
    following, notwithstanding, hence, instead, overall, again, indeed, so"""
)

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
TRIGGER = re.compile(  # over text in lower case, as the next one
    rf"\b(?:(?P<modal>{MODALS})|{_BEFORE_TO}(?:\s+\S+){{0,1}}?\s+to)\s+(?:not\s+)?{_HEDGE}"
)
GERUND_TRIGGER = re.compile(
    rf"\b(?:propos\w+|recommend\w*|suggest\w*|advocat\w+|advis\w+|consider\w*|includ\w+|prioriti\w+|{_BEFORE_GERUND})"
    rf"\s+{_HEDGE}"
)
PROBLEMS_FOLLOW = Wording(
    re.compile(
        rf"\b{_PROBLEMS}\b[^,.;:]{{0,60}}?(?::|\s—|\bnamely\b,?|\b(?:are|include)\b)\s*"
        rf"|\b{any_of('two, three, four, five, six, seven, several')}\s+(?:[\w-]+\s+){{0,3}}{_PROBLEMS}\s+of\s+",
        re.IGNORECASE,
    ),
    words_of(PROBLEM_NOUNS.replace(",", " ")),
)
PROBLEM_EXAMPLES = Wording(
    re.compile(rf"\b{_PROBLEMS}\b[^,.;:]{{0,60}}?\b(?:including|such\s+as)\s", re.IGNORECASE),
    PROBLEMS_FOLLOW.words,
)
MEASURES_FOLLOW = Wording(
    re.compile(
        r"\b(?:propos(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|advocat(?:e|es|ed|ing)|calls?\s+for)\s+"
        rf"|\b{any_of('recommendations, measures, proposals, suggestions')}\b"
        r"[^,.;:]{0,60}?(?::|\bare\s+to|\binclude|\bincluding)\s*",
        re.IGNORECASE,
    ),
    words_of(
        """propose proposes proposed proposing recommend recommends recommended recommending suggest suggests suggested
        suggesting advocate advocates advocated advocating call calls recommendations measures proposals suggestions"""
    ),
)
MODAL_AGAIN = re.compile(r"\b(?:must|should|shall|will)\s+")
ONE_MORE_MODAL = re.compile(r"(?:also\s+|therefore\s+)?(?:must|should|shall|will|cannot)\s")
ASKED = Wording(
    re.compile(
        rf"\b(?:{any_of('ask, asks, asked, urge, urges, urged, call on, calls on, call upon, invite')}"
        rf"|{any_of('invites, require, requires, direct, directs, instruct, recommend, recommends, request')})\s+"
        r"(?:[\w’'-]+\s+){1,8}?to\s+|\brecommend\w*\s+to\s+",
        re.IGNORECASE,
    ),
    words_of(
        """ask asks asked urge urges urged call calls invite invites require requires direct directs instruct request
        recommend recommends recommended recommending recommendation recommendations"""
    ),
)
JOINTLY = re.compile(
    rf"\b{any_of('take the lead, take action, take steps, take measures, work, cooperate, collaborate, act')}\b"
    r"[^;:.]{0,100}?\bto\s+"
)
ASKED_THAT = Wording(
    re.compile(
        r"\b(?:recommend|propos|suggest|demand|ask|urg|request|advis|includ|insist)\w*\s+(?:[\w’'-]+\s+){0,3}?that\s+",
        re.IGNORECASE,
    ),
    words_of("that"),
)
NEGATED = re.compile(r"\bnot\s+(?:\w+\s+){0,3}$")
GOVERNS = re.compile(rf"\b{_GOVERNS}\s+")
BEFORE_LIST = re.compile(rf"\b{_BEFORE_LIST}\s+")
HEADED = re.compile(rf"(?:{_DETERMINERS}\s+)?(?:(?!and\b|of\b|in\b)[\w-]+\s+){{0,2}}?")
JOINT = re.compile(  # one class to begin with: the search skips to white space and signs
    rf"[\s,;](?<!\s[\s,;])(?:(?:(?<=[,;])|\s*+[,;])\s*+(?:(?P<word>{_JOINS})\s+)?"
    r"|(?<=\s)\s*+(?P<bare>and|or|as\s+well\s+as)\s+)"
)
_COLON = re.compile(r"(?<!\d)[:：]\s+|\s[—–]\s|(?<=\w)—(?=\w)")


def colon_in(text: str) -> re.Match[str] | None:
    """The first colon or dash that may lead to a list."""
    return _COLON.search(text) if any(sign in text for sign in ":：—–") else None


AGAIN = frozenset({"to", "must", "should", "shall", "will", "need", "needs", "by"})
LEAD = re.compile(rf"(?:{_LEADS}\s+){{1,2}}", re.IGNORECASE)
NO_ITEMS = re.compile(r"\b(?:such\s+as|including|e\.g\.|for\s+example|for\s+instance)\b", re.IGNORECASE)
RESULT = re.compile(rf"(?:{_RESULTS}|to\s+{any_of('ensure, achieve, support, help, enable')})\b", re.IGNORECASE)
LIKE_PREPOSITION = re.compile(
    any_of("including, according, regarding, concerning, depending, resulting, owing, following")
)
ASIDE = re.compile(r"\s[-–—]\s[^–—;:.]{1,160}?\s[-–—]\s")
SUBORDINATE = re.compile(rf"{_SUBORDINATES}\b", re.IGNORECASE)
HAS_OBJECT = re.compile(r"\s+(?!(?:and|or|but)\b)\S")
DETERMINED = re.compile(r"\s+(?:the|a|an|its|their|our|your|all|any|more|new|this|these|such|each|every)\s")
NOUN_FOLLOWS = re.compile(r"\s+(?:of|is|are|was|were|has|have|had|will|would|can|could|may)\b")
NO_GERUND = re.compile(
    any_of(
        """nothing, something, anything, everything, mining, refining, manufacturing, engineering, funding, training,
        planning, building, housing, existing, growing, rising, ongoing, emerging, remaining, declining, leading,
        following, competing, underlying, outstanding, during, evening, morning, meeting, ceiling, farming, fishing,
        shipping, drilling, smelting, leaching, lending, spending, borrowing, warming, flooding, working, living,
        conflicting, ageing, falling, lacking, missing, promising, pressing, according, including, regarding,
        concerning, depending, notwithstanding, resulting, increasing, pricing, owing, dumping, standing"""
    )
)
NO_SUBJECT = any_of("that, but, which, who, whose, whom, where, when, if, because, while, whether, although, as, so")
NO_FIRST_WORD = re.compile(rf"(?:{_DEMONSTRATIVES}|{_PREPOSITIONS})\b", re.IGNORECASE)
OPENING = re.compile(rf"(?:{_OPENINGS}|\w+ly)\b", re.IGNORECASE)
NO_VERB = re.compile(any_of("be, not, have, the, a, an, this, that, these, it, we, they, no, never, only, all, in, by"))
PURPOSE_LEAD = re.compile(r"\b(?:action|steps|efforts|measures|need|needs|work|begin|continue|plan|how)\s*$")
BEING = re.compile(r"\b(?:is|are|was|were|been|be)\s+(?:also\s+)?")
WANTING = (
    r"\b(?:small|fraction|far from|behind|overcome|inferior|attacks?|shocks?|wars?|unrest|sabotage"
    r"|theft|embargo\w*|floods?|droughts?|take time|unequal\w*|high|higher|minor|low\w*|die|death)\b"
)
PROBLEM_HEADS = any_of(
    """lack, lacks, lacking, shortage, shortages, absence, scarcity, dearth, risk, risks, loss, threat, depends,
    depend, dependent, dependence, relies, rely, reliant, reliance, suffers, suffer, due, because, owing,
    hampered, hindered, constrained, limited, leads, lead, led, results, result, resulted, vulnerable, exposed,
    access, concern, concerns, concerned, problem, problems, difficulty, difficulties, barrier, barriers,
    pressure, said, say, says, fact, found, noted, note, reported, argue, argued, show, shows, shown, warn,
    warned, ignorance, uncertainty, doubts, damage, harm"""
)
MEASURE_HEADS = any_of(
    """call, calls, called, calling, need, needs, focus, focuses, concentrate, concentrates, invest, investment,
    based, recommend, recommends, recommended, propose, proposes, proposed, agree, aim, aims, efforts, support,
    hope, important, necessary, essential, crucial, vital, imperative, request, requests, ask, asks, urge,
    urges, demand, demands, insist, ensure, ensures, priority, emphasis, recommendations, recommendation,
    proposals, plans, plan, measures, work, require, requires, suggest, suggests, advise, advises, attention,
    committed, proposal, priorities, areas, actions"""
)
NEED = re.compile(
    r"\b(?:needs?|needed|requires?|required|call(?:s|ed|ing)?\s+for|recommend\w*|propos\w+|urge[sd]?|demands?|necessary"
    r"|priorities\s+(?:are|include)|there\s+(?:must|should)\s+be|needed\s+(?:is|"
    r"are))\s+(?:also\s+|both\s+|is\s+|are\s+|:\s*)?"
)
_ACTION_NOUNS = (
    r"(?:establishment|creation|development|adoption|expansion|introduction|improvement|implementation|construction"
    r"|promotion|protection|removal|abolition|reduction|harmoni[sz]ation|integration|coordination|formation|launch"
    r"|extension|revision|reform|review|simplification|diversification|extension|enforcement|provision|action|measures?"
    r"|efforts?|cooperation|collaboration|investments?|support|rules|standards|strateg(?:y|ies)|plans?|polic(?:y|ies)"
    r"|programmes?|programs?|actions|governance|management|incentives|funding)"
)
NEEDED = re.compile(
    r"(?:(?:the|a|an|its|their|our)\s+)?(?:(?:more|better|greater|stronger|effective|further|additional|new|improved"
    rf"|clearer|closer|real|adequate|sufficient|common|proper)\s+[\w-]+|(?:[\w-]+\s+){{0,2}}?{_ACTION_NOUNS}\b)"
)
SUBJECT = re.compile(any_of("the, a, an, its, their, our, no, many, most, few, some, we, they, I, more") + r"\s")
GOOD = re.compile(any_of("help, mitigate, improve, enhance, strengthen, support, ensure, enable, contribute, benefit"))
_EASING = any_of(
    """reduce, reduces, reducing, reduction, lower, lowers, lowering, ease, eases, easing, avoid, avoids, avoiding,
    prevent, prevents, preventing, prevention, limit, limits, limiting, lessen, lessens, lessening, alleviate,
    alleviates, alleviating, relieve, relieves, offset, offsets, offsetting, curb, curbs, minimize, minimise, mitigate,
    mitigates, mitigating, mitigation, cut, cuts, cutting, overcome, address, addresses, addressing, resolve, resolves,
    protect, protects, protection, shield, shields, hedge, hedges, control"""
)
_EASED = any_of(
    "of, against, from, the, this, these, those, its, their, our, any, such, some, potential, possible, future"
)
EASES = re.compile(  # what it begins tells of a problem made smaller
    rf"(?:(?:also|thereby|help|to|further|significantly|substantially)\s+){{0,2}}{_EASING}\s", re.IGNORECASE
)
TURNS = re.compile(  # right before a list: without it the list says something else
    r"\b(?:(?:slow|slower|unable|unwilling|reluctant|hesitant|hard|harder|difficult|impossible|costly|expensive|fails?"
    r"|failed|failing|failure|struggles?|struggled|too\s+\w+)\s+(?:for\s+[\w\s]{1,40}?\s+)?to|never|without|no\s+longer"
    rf"|lacks?|lacking|{_EASING}(?:\s+{_EASED}){{0,2}})\s+$",
    re.IGNORECASE,
)
FORBIDS = re.compile(  # right before a list of measures: without it the list asks for them
    r"(?:\b(?:not|never|cannot|against|refrain(?:s|ed|ing)?\s+from|avoid|without|instead\s+of|rather\s+than|stop|cease"
    r"|no\s+longer|no\s+need|unwise|premature|inadvisable)|n[’']t|\b(?:nobody|no\s+one|neither|no\s+\w+)\s+(?:\w+\s+){0,6}?"
    r"(?:should|must|may|shall|can|ought))"
    r"(?:\s+(?:to|be|yet|also|simply|again|\w+ly|have|advisable|wise|necessary|recommend(?:ed)?|advise|advocate|propose"
    r"|suggest|support|need|seek|allow|call\s+for)){0,3}\s+$",
    re.IGNORECASE,
)
PROMISES = re.compile(  # a benefit, where what it makes smaller is the only thing wrong
    rf"\b(?:could|can|would|may|might|will|helps?)\s+(?:(?:[a-z]+ly|help|also|further|to)\s+){{0,2}}{_EASING}\s",
    re.IGNORECASE,
)
ITS_RESULT = re.compile(r"\w+ing\s+(?:it|them|him|her|us|the|a|an|this|these|its|their)\s", re.IGNORECASE)
MAY = re.compile(r"\b(?:would|could|may|might|can|will)\s+")
