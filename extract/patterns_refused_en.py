"""The wording that turns a measure down in English, as patterns, and the words that each cannot do without."""

from __future__ import annotations

import re

from extract.patterns_en import words_of

NEGATIONS = frozenset({"not", "no", "cannot", "nor", "neither", "never", "hardly", "little"})
MEASURE = (
    r"introduc|impos|adopt|pursu|subsidi|nationali|ban|restrict|build|creat|set|establish|tax|copy|copi|follow|fund|rush|"
    r"expand|extend|reviv|mandat|attempt|try|appl|reintroduc|subject|go\s+ahead|proceed|hand\s+out|bring\s+in|brought\s+in|"
    r"grant|offer|invest|launch|seek|chas|enter|join|sign|financ|promot|interven|regulat|prescrib|dictat|forc|oblig|compel|"
    r"abolish|lift|relax|retaliat|react|respond|resort|buy|bought|stockpil|merg|own|run|take\s+over|bail\s+out|legislat|"
    r"requir|centrali|harmoni|privati|levy|levie|have\s+an?\b|hand(?:ing)?\s+out|lock"
)
"""Beginnings of verbs for what governments may do: that it should not be done turns a measure down."""
REFUSING_WORDS = words_of(
    """wrong rejected reject rejects rejecting voted turned dismissed struck shelved abandoned dropped defeated ruled
    rules vetoed thrown discarded refused withdrawn dismisses opposed oppose opposes argues argued argue
    advise advised advises caution cautioned cautions warn warned warns recommend recommends recommended
    decided decides declined declines refuses counsel counsels counselled inadvisable unwise unnecessary
    unwarranted counterproductive premature mistake misguided ill adopting failed found halted scrapped
    blocked quashed overturned threw throws against objected objects objections rebuffed rebuffs spurned backed
    walked backtracked disproportionate inappropriate unrealistic undesirable impractical impracticable unjustified
    superfluous redundant pointless futile error bad poor early harm backfire avoid avoided refrain win find
    neither resist resisted speaks spoke"""
)
_IS = (
    r"(?:is|are|was|were|be|been|being|seems?|looks?|appears?|remains?|"
    r"find\s+it|considers?\s+it|judged|deemed|considered)\s+(?:\w+ly\s+|"
    r"both\s+|also\s+|at\s+present\s+|far\s+too\s+|too\s+|still\s+)*"
)
_OBJECT = (
    r"\s+(?:the|a|an|its|their|his|her|it|them|any|all|both|calls?|plans?|proposals?|ideas?|demands?|claims|requests?|"
    r"suggestions?|such|this|that|these|another|every|two|three|[A-Z])\b"
)
_PROPOSAL = (
    r"(?:proposals?|plans?|bills?|ideas?|motions?|amendments?|schemes?|calls?|requests?|drafts?|suggestions?|options?|"
    r"petitions?|appeals?|attempts?|moves?|bids?)"
)
REFUSED = re.compile(
    r"\b(?:(?:was|were|been|be|is|are|being|get|got)\s+(?:\w+ly\s+|then\s+|later\s+)?(?:rejected|voted\s+down|"
    r"turned\s+down|dismissed|struck\s+down|defeated|ruled\s+out|vetoed|thrown\s+out|refused)"
    rf"|{_PROPOSAL}\b[^.;]{{0,80}}?\b(?:was|were|been|is|are|got)\s+(?:\w+ly\s+|then\s+|later\s+)?(?:shelved|abandoned|"
    r"dropped|discarded|withdrawn|halted|scrapped|quashed|overturned|blocked)"
    rf"|(?<!to )(?<!must )(?<!should )(?<!be )(?<!of )(?<!the )(?:rejects|"
    rf"rejected|vetoed|shelved|dismiss(?:ed|es)|abandoned|"
    rf"dropped|opposed|scrapped\s+(?:plans|the\s+(?:plan|idea|proposal))){_OBJECT}"
    r"|(?<!to )(?<!must )(?<!should )(?:ruled\s+out|rules\s+out|turned\s+down|"
    r"voted\s+down|struck\s+down|voted\s+against\s+[a-z]\w*|"
    r"opposes|argues?\s+against|argued\s+against|advis(?:e|es|ed)\s+against|caution(?:s|ed)?\s+against|"
    r"warn(?:s|ed)?\s+against|recommend(?:s|ed)?\s+against|decid(?:ed|es)\s+(?:against|not\s+to)|declin(?:ed|es)\s+to|"
    r"refus(?:ed|es)\s+to|counsel(?:s|led)?\s+against)\b"
    rf"|{_IS}(?:inadvisable|unwise|ill-advised|unnecessary|unwarranted|counterproductive|premature|"
    rf"a\s+(?:\w+\s+)?mistake|misguided|the\s+wrong|wrong\s+to|disproportionate|inappropriate|unrealistic|undesirable"
    r"|impractical|impracticable|unjustified|superfluous|redundant|pointless|futile|ill-conceived|self-defeating"
    r"|an\s+error|a\s+(?:\w+\s+)?(?:bad|poor)\s+idea|too\s+early\s+to|neither\s+(?:\w+\s+)?\w+\s+nor\s+(?:\w+\s+)?"
    r"(?:desirable|feasible|necessary|needed|affordable|sensible|useful|wise|realistic|advisable|justified))"
    r"|(?<!to )(?<!must )(?<!should )(?:threw\s+out|throws\s+out|said\s+no\s+to|says?\s+no\s+to"
    r"|(?:backed|walked)\s+away\s+from"
    r"|backtracked\s+on|object(?:s|ed)\s+to|rebuff(?:s|ed)|spurned|(?:came|spoke)\s+out\s+against"
    r"|resist(?:s|ed)\s+calls)\b|\b(?:is|are|was|were|am)\s+(?:\w+ly\s+)?(?:against|opposed\s+to)\s+(?!the\s+clock)"
    rf"|{_PROPOSAL}\b[^.;]{{0,80}}?\b(?:was|were|has\s+been|have\s+been)\s+(?:never|not)\s+(?:adopted|approved|"
    r"accepted|taken\s+up|pursued|supported|passed|carried|agreed|endorsed|implemented)"
    r"|(?:did\s+not|failed\s+to|does\s+not)\s+(?:win|gain|find|attract|secure|reach|command)\s+(?:\w+\s+)?(?:majority|"
    r"support|votes|consensus|backing)|found\s+(?:little|no)\s+(?:\w+\s+)?(?:support|backing|favou?r)"
    r"|would\s+(?:\w+ly\s+)?(?:do\s+more\s+harm|backfire|be\s+(?:\w+ly\s+)?(?:harmful|self-defeating))"
    rf"|(?:should|ought\s+to|must|need\s+to)\s+(?:\w+ly\s+)?(?:refrain\s+from|avoid)\s+(?:{MEASURE})\w*ing\b"
    r"|(?:bans?|restrictions|tariffs|quotas|subsidies|floors|taxes|lev(?:y|ies)|nationali[sz]ation|controls|mandates)\s+"
    r"(?:on\s+[^,.;]{2,40}\s)?(?:should|ought\s+to|must)\s+(?:\w+ly\s+)?be\s+avoided"
    r"|(?<!to )\b(?:turned|voted)\s+(?:the|a|an|its|their|this|that|it|them)\s+(?:[\w’-]+\s+){0,5}down\b"
    r"|\bnothing\s+(?:speaks|spoke)\s+(?:for|in\s+favou?r)\b"
    r"|\brather\s+than\s+adopting|failed\s+to\s+(?:win|pass|gain|secure)|found\s+no\s+majority)",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(?:(?:not|never|hardly|neither|nor)\s+(?:be\s+|seem\s+|appear\s+|"
    r"yet\s+|currently\s+|at\s+present\s+)?(?:\w+ly\s+)?"
    r"(?:persuaded|convinced|advisable|recommended|warranted|justified|desirable|sensible|"
    r"wise|appropriate|needed|necessary|worth\w*|viable|the\s+(?:right|"
    r"answer|way)|"
    r"a\s+(?:good|sensible|solution|wise)|in\s+favou?r)"
    r"|(?:there\s+is|sees?|saw|we\s+see|is|found|finds?|has|have|with)\s+(?:\w+\s+)?(?:no|little|"
    r"not\s+any)\s+(?:need|case|reason|justification|merit|point|grounds?|"
    r"benefit)\s+(?:to|for|in|of)"
    r"|^\W*no\s+(?:need|case|reason|justification|merit|point|grounds?)\s+(?:to|for|in|exists)|need\s+not\b"
    r"|do(?:es)?\s+not\s+(?:recommend|propose|support|favou?r|advocate|"
    r"advise|see|endorse|need|believe|call|agree|consider|think)"
    r"|did\s+not\s+(?:support|endorse|pass|adopt|survive|approve|find|recommend|concur|agree|accept|take\s+up)"
    rf"|(?:should|ought)\s+not\s+(?:to\s+)?(?:(?:\w+ly|even|yet|now|also)\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:be\s+the\b|{MEASURE})\w*"
    r"|(?:cannot|can\s+not|could\s+not)\s+(?:\w+ly\s+|therefore\s+)?(?:recommend|support|endorse|be\s+(?:\w+ly\s+)?"
    r"(?:recommended|justified|supported|endorsed|advised))"
    r"|(?:is|are|would\s+be|offers?)\s+(?:no|not\s+an?|not\s+the|hardly\s+an?|hardly\s+the)\s+(?:\w+\s+)?(?:answer|solution|"
    r"option|remedy|substitute|panacea|way\s+forward|cure)|makes?\s+(?:very\s+)?(?:little|no)\s+(?:\w+\s+)?sense"
    r"|little\s+(?:is\s+)?to\s+be\s+gained|serves?\s+no\s+(?:\w+\s+)?purpose|no\s+reason\s+why|would\s+achieve\s+little)",
    re.IGNORECASE,
)
