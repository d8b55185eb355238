"""Whose an English recommendation is: the authors' own, reported of another, already enacted, or rejected."""

from __future__ import annotations

import re

from extract.findings import Stance

_OWN = re.compile(
    r"\b(?:we|i|our|this\s+(?:paper|report|study|article|review|brief|chapter|analysis|strategy|plan|work)|"
    r"the\s+(?:present\s+)?(?:authors?|paper|study|"
    r"report|present\s+\w+)|here)\s+(?:\w+ly\s+|therefore\s+|also\s+)?(?:recommend|propose|suggest|urge|call|"
    r"advocate|advise|argue|ask|conclude|believe|hold|find)\w*",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:(?:was|were|been|be|is|are|being|get)\s+(?:\w+ly\s+|then\s+|firmly\s+)?(?:rejected|voted\s+down|"
    r"turned\s+down|dismissed|struck\s+down|shelved|abandoned|"
    r"dropped|defeated|ruled\s+out|vetoed|thrown\s+out|discarded|refused|withdrawn)"
    r"|(?:reject(?:s|ed)?|rejecting|vetoed|shelved|ruled\s+out|rules\s+out|dismiss(?:ed|es)|turned\s+down|"
    r"voted\s+down|abandoned|dropped|"
    r"voted\s+against|opposed|opposes?|argues?\s+against|argued\s+against|advis(?:e|es|ed)\s+against|"
    r"caution(?:s|ed)?\s+against|warn(?:s|ed)?\s+against|"
    r"recommend(?:s|ed)?\s+against|decid(?:ed|es)\s+(?:against|not\s+to)|declin(?:ed|es)\s+to|refus(?:ed|"
    r"es)\s+to|counsel(?:s|led)?\s+against)\b"
    r"|(?:not|never|hardly|neither|nor)\s+(?:be\s+|seem\s+|appear\s+|yet\s+|"
    r"currently\s+)?(?:\w+ly\s+)?(?:advisable|recommended|warranted|justified|desirable|sensible|wise|"
    r"appropriate|needed|necessary|worth\w*|viable|the\s+(?:right|answer|way)|a\s+(?:good|sensible|solution))"
    r"|(?:no|little|not\s+any)\s+(?:need|case|reason|justification|merit|point|grounds?)\s+(?:to|for|in)|"
    r"inadvisable|unwise|ill-advised|unnecessary|unwarranted|"
    r"counterproductive|premature|a\s+mistake|misguided|do(?:es)?\s+not\s+(?:recommend|propose|support|favou?r|"
    r"advocate|advise|see|endorse|need|believe|call)|"
    r"did\s+not\s+(?:support|endorse|pass|adopt|survive|approve|find|recommend)|"
    r"should\s+not\s+(?:be\s+)?(?:\w+ly\s+)?(?:introduc|impos|adopt|pursu|subsidi|nationali|"
    r"ban|restrict|build|creat|set\s+up|establish|tax|copy|follow|fund|rush|expand|extend|revive|mandat|attempt|"
    r"try|be\s+the)\w*)"
    r"|\brather\s+than\s+adopting|failed\s+to\s+(?:win|pass|gain)|found\s+no\s+majority",
    re.IGNORECASE,
)
_DEMANDED = r"(?:must|should|shall|ought\s+to|needs?\s+to)\b"
_LAW = (
    r"(?:acts?|laws?|regulations?|directive|decree|order|rules?|statute|ordinance|code|amendments?|"
    r"legislation|measures|treaty|agreement|notice|resolution)"
)
_DONE = (
    r"(?:introduced|adopted|enacted|established|launched|created|imposed|approved|passed|signed|issued|set\s+up|"
    r"ratified|implemented|banned|mandated|required|"
    r"prohibited|abolished|listed|designated|doubled|raised|cut|tightened|expanded|allocated|funded|opened|"
    r"granted|placed|added|released|published|promulgated|"
    r"extended|restricted|capped|obliged|announced|brought|put|began|started|ended|lifted|amended|revised|"
    r"scrapped|made|awarded|merged|suspended|invested|formed|joined)"
)
_ENACTED = re.compile(
    rf"\b(?:(?:in|since|on|from|during|by)\s+(?:\w+\s+){{0,2}}(?:\d{{1,2}},?\s+)?(?:19|"
    rf"20)\d\d\b[^.;]{{0,120}}?\b(?:ha[sd]\s+(?:\w+ly\s+)?|have\s+|was\s+|were\s+|been\s+)?{_DONE}"
    rf"|(?:ha[sd]|have)\s+(?:already\s+|since\s+|now\s+|recently\s+|also\s+)*(?:been\s+)?{_DONE}|(?:was|"
    rf"were)\s+(?:\w+ly\s+)?{_DONE}"
    rf"|{_DONE}\b[^.;]{{0,90}}\b(?:in|on|since|from)\s+(?:\w+\s+){{0,2}}(?:\d{{1,2}},?\s+)?(?:19|20)\d\d"
    rf"|already\s+(?:require|prohibit|mandate|oblige|ban|in\s+force|{_DONE})\w*"
    r"|(?:entered|came|went|took|in)\s+(?:into\s+)?(?:force|effect)|is\s+in\s+(?:force|place)|"
    r"has\s+been\s+in\s+(?:force|place)|"
    rf"(?:the|under\s+the|a)\s+[^.,;]{{0,60}}?{_LAW}\b[^.;]{{0,60}}?\b(?:requires?|obliges?|prohibits?|"
    rf"mandates?|bans?|caps?|limits?|provides?|grants?|sets|already|required|"
    r"obliged|prohibited|mandated|made|has|gave)\b|last\s+(?:year|month|spring|autumn|week),?\s[^.;]{0,80}?\w+ed\b)",
    re.IGNORECASE,
)
_REPORTING = (
    r"(?:propos(?:es?|ed|ing)|recommend(?:s|ed)?|suggest(?:s|ed)?|call(?:s|ed)\s+(?:for|on|upon)|"
    r"calls?\s+(?:for|on|upon)|urg(?:es?|ed)|argu(?:es?|ed)|"
    r"advocat(?:es?|ed)|demand(?:s|ed)?|insist(?:s|ed)?|said|says|told|wants?|wanted|pledg(?:es?|ed)|announced|"
    r"plans?|planned|intends?|intended|"
    r"believ(?:es?|ed)|maintain(?:s|ed)?|stress(?:es|ed)?|press(?:es|ed)|asks?|asked|request(?:s|ed)?|favou?rs?|"
    r"favou?red|advis(?:es?|ed)|is\s+considering|"
    r"are\s+considering|is\s+pushing|are\s+pushing|would\s+like|lobb(?:y|ies|ied)|contends?|contended|warns?|"
    r"warned|concludes?|concluded|holds?\s+that|envisages?|"
    r"promis(?:es?|ed)|suggesting|wishes|petition(?:s|ed)?|appeal(?:s|ed)?|has\s+(?:proposed|recommended|called|"
    r"urged|suggested|asked|demanded|argued|pledged|announced)|"
    r"have\s+(?:proposed|recommended|called|urged|suggested|asked|demanded|argued|pledged))"
)
_REPORTED = re.compile(
    rf"\b(?:according\s+to|in\s+the\s+(?:view|opinion|words)\s+of|as\s+\w[^,;]{{0,60}}?\s{_REPORTING}|"
    rf"in\s+(?:its|their|his|her)\s+(?:view|opinion|submission|report|reply))\b"
    rf"|(?:^|[,;:]\s+|\.\s+)(?!(?:we|i|this|our|it\s+is|there)\b)(?:[^.;:]{{2,110}}?)\s{_REPORTING}\b|"
    rf",\s+(?:\w+\s+){{1,6}}?(?:says?|said|argues?|argued|suggests?|believes?|wrote|"
    r"proposes?|recommends?|urged)\b|\b(?:is|are|was|were|has\s+been)\s+(?:being\s+)?(?:proposed|recommended|"
    r"suggested|advocated|urged|called\s+for|demanded)\s+by\b"
    r"|\b(?:proposal|plan|recommendation|call|demand|petition|submission|bid|request)s?\s+(?:by|from|"
    r"of)\s+(?:the\s+)?[A-Z]",
    re.IGNORECASE,
)


def english_stance(text: str) -> Stance:
    """The stance of a sentence that recommends, reports, enacts or rejects something."""
    if _REJECTED.search(text):
        return "rejected"
    if _OWN.search(text):
        return "own"
    reported = _REPORTED.search(text)
    if reported:
        before = re.search(rf"\b{_DEMANDED}|\bwill\b", text[: reported.end()], re.IGNORECASE)
        if not before or re.match(r"\b(?:according|in\s+the|as)\b", reported.group().lstrip(" ,;:."), re.IGNORECASE):
            return "reported"
    if _ENACTED.search(text) and not re.search(rf"\b{_DEMANDED}", text, re.IGNORECASE):
        return "enacted"
    return "own"
