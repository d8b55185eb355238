"""The wording that tells whose an English recommendation is, as patterns, and the words that each cannot do without."""

from __future__ import annotations

import re

from extract.patterns_en import words_of

_ADVERBS = (
    r"(?:\w+ly\s+|therefore\s+|also\s+|would\s+|again\s+|still\s+|"
    r"once\s+more\s+|do\s+|can\s+only\s+|continue\s+to\s+|further\s+|"
    r"thus\s+|must\s+|have\s+)*"
)
OWN = re.compile(  # over text in lower case
    rf"\b(?:(?:we|i)\s+{_ADVERBS}(?:recommend|propos|suggest|urg|call|"
    rf"advocat|advis|argu|ask|conclud|believ|hold|find|think|feel|"
    r"welcome|support|insist|stress|demand|appeal|request|invite|hope|want|encourage|need|favou?r)\w*"
    r"|(?:our|this\s+(?:paper|report|study|article|review|brief|chapter|"
    r"analysis|strategy|plan|work|committee|policy|note|guidance|white\s+paper|"
    r"roadmap|framework)|"
    r"the\s+(?:present\s+)?(?:authors?|paper|study|report|present\s+\w+)|here)\s+(?:\w+ly\s+|therefore\s+|also\s+)?"
    r"(?:recommend|propos|suggest|urg|call|advocat|advis|argu|ask|conclud|believ|hold|find|set|requir|aim|envisag)\w*"
    r"|(?:(?:sub)?committee|task\s+force|panel|inquiry|working\s+group|"
    r"commission\s+of\s+inquiry|review(?:\s+team)?|taskforce|assembly|conference)\s+(?:\w+ly\s+|"
    r"also\s+|therefore\s+)?"
    r"(?:recommends|urges|calls|suggests|advises|proposes|considers|asks|invites)"
    r"|(?:participants|parties|signatories|both\s+sides|two\s+sides|"
    r"undersigned)\s+(?:\w+\s+)?(?:intend|plan|agree|commit|decide|"
    r"propose|seek|will|shall|have\s+decided|have\s+agreed)\b"
    r"|with\s+this\s+(?:mou|memorandum|agreement|declaration))"
)

DEMANDED = re.compile(
    r"\b(?:(?:is|are)\s+(?:expected|due|set|invited|urged)\s+to|must|"
    r"should|shall|ought\s+to|needs?\s+to)\b",
    re.IGNORECASE,
)

REFUSING_WORDS = words_of(
    """wrong rejected reject rejects rejecting voted turned dismissed struck shelved abandoned dropped defeated ruled
    rules vetoed thrown discarded refused withdrawn dismisses opposed oppose opposes argues argued argue
    advise advised advises caution cautioned cautions warn warned warns recommend recommends recommended
    decided decides declined declines refuses counsel counsels counselled inadvisable unwise unnecessary
    unwarranted counterproductive premature mistake misguided ill adopting failed found halted scrapped
    blocked quashed overturned"""
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
    rf"a\s+(?:\w+\s+)?mistake|misguided|the\s+wrong|wrong\s+to)"
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
    r"|should\s+not\s+(?:be\s+)?(?:\w+ly\s+)?(?:introduc|impos|adopt|"
    r"pursu|subsidi|nationali|ban|restrict|build|creat|set\s+up|establish|"
    r"tax|copy|follow|"
    r"fund|rush|expand|extend|revive|mandat|attempt|try|be\s+the|appl|reintroduc|subject|go\s+ahead|proceed)\w*)",
    re.IGNORECASE,
)

_LAW = (
    r"(?:acts?|laws?|regulations?|directives?|decrees?|order|rules?|"
    r"statutes?|ordinance|code|legislation|treaty|constitution|"
    r"proclamation|memorandum|provisions?|regime|ban)"
)
_NAMED_LAW = (
    r"(?:Act|Law|Regulation|Directive|Decree|Order|Ordinance|Code|Statute|Rule|Constitution|Treaty|Proclamation)"
)
_OF_LAW = r"(?:\s+(?:of\s+(?:\w+\s+)?\d{4}|\(?(?:19|20)\d\d\)?|\([^)]{1,30}\)|No\.?\s*[\d/-]+|[\d/]{2,12}))*"
_REGULATES = (
    r"(?:requires?|obliges?|prohibits?|mandates?|bans?|caps?|limits?|"
    r"provides?|grants?|sets|makes?|gives?|allows?|forbids?|imposes?|"
    r"establishes|"
    r"creates|stipulates?|directs?|introduces|authori[sz]es|empowers|"
    r"entitles|exempts|restricts?|reserves|defines|lays|obligates?|"
    r"instructs|compels|"
    r"bars|permits|orders|already|applies|levies|places|puts|guarantees|ties|offers)"
)
UNDER_LAW = re.compile(
    rf"\W*(?:under|pursuant\s+to|in\s+line\s+with|by\s+virtue\s+of)\s+(?!this\b|"
    rf"our\b|a\s+new\b|the\s+(?:proposed|draft|new|plan)\b)[^,;]{{0,90}}?\b(?:{_LAW}|"
    rf"{_NAMED_LAW})\b[^,;]{{0,60}},\s+"
    r"(?!we\b|i\b)(?!.*\b(?:should|could|would|ought)\b)",
    re.IGNORECASE,
)
IS_LAW = re.compile(
    rf"\b(?<!This )(?<!this )(?<!Proposed )(?<!Draft ){_NAMED_LAW}{_OF_LAW}\s+(?:already\s+|"
    rf"now\s+|also\s+|currently\s+|\w+ly\s+)*{_REGULATES}\b"
    rf"|\b(?:[Tt]he|[Ii]ts?|[Ee]xisting|[Cc]urrent|\w+[’']s)\s+(?!(?:proposed|"
    rf"draft|planned|new\s+draft)\b)(?:[\w’-]+\s+){{0,4}}?(?:act|laws?|"
    rf"regulations?|directive|decree|statute|ordinance|mining\s+code|"
    rf"legislation|rules)"
    rf"{_OF_LAW}(?:,\s+(?:which|in\s+force)[^,]{{3,60}},)?\s+(?:already\s+|"
    rf"now\s+|also\s+|currently\s+)*(?:requires?|obliges?|prohibits?|"
    rf"mandates?|bans?|forbids?|imposes|stipulates|obligates?|compels?)\b",
)

LAW_WORDS = words_of(
    """act acts law laws regulation regulations directive decree order ordinance code statute rule rules constitution
    treaty proclamation legislation"""
)

REPORTING_WORDS = words_of(
    """propose proposes proposed proposing recommend recommends recommended suggest suggests suggested calls called
    call urge urges urged argue argues argued advocate advocates advocated demand demands demanded insist
    insists insisted said says say told tell want wants wanted pledge pledges pledged announced announces plan
    plans planned intend intends intended believe believes believed maintain maintains maintained stress
    stresses stressed presses pressed ask asks asked request requests requested favour favours favoured favor
    favors favored advise advises advised considering pushing like lobbies lobbied contends contended contend
    warn warns warned conclude concludes concluded holds envisages envisaged promises promised promise
    suggesting wishes petition petitioned appeal appeals appealed according view opinion words proposal
    recommendation recommendations submission bid aims aim seeks seek hopes hope foresees focuses committed
    committing commits vows vowed wrote writes write think thinks agreed targets targeting advancing drawing
    preparing asking urging calling planning seeking aiming looking expects concur concurs added noted notes"""
)
_VERB = (
    r"(?:propos(?:es?|ed|ing)|recommend(?:s|ed)?|suggest(?:s|ed)?|"
    r"call(?:s|ed)?\s+(?:for|on|upon)|urg(?:es?|ed)|argu(?:es?|ed)|"
    r"advocat(?:es?|ed)|demand(?:s|ed)?|insist(?:s|ed)?|said|says?|"
    r"told|wants?|wanted|pledg(?:es?|ed)|announc(?:es|ed)\s+(?:on\s+[\w ,]{3,20}?\s+|last\s+\w+\s+)?(?:that|"
    r"plans?|it|its\s+intention|his|a\s+plan)|"
    r"plans?\s+(?:to|for|on)|planned\s+to|intends?|intended|believ(?:es?|"
    r"ed)|maintain(?:s|ed)?\s+that|stress(?:es|ed)?|press(?:es|ed)|"
    r"asks?|asked|request(?:s|ed)?|"
    r"favou?rs?|favou?red|advis(?:es?|ed)|(?:is|are)\s+(?:also\s+|"
    r"now\s+)?(?:considering|pushing|planning|advancing|drawing\s+up|"
    r"preparing|seeking|committing|looking|aiming|proposing|calling|"
    r"urging|asking)|would\s+like|"
    r"lobb(?:y|ies|ied)|contends?|contended|warns?|warned|concludes?(?=\s+that\b)|"
    r"concluded|holds?\s+that|envisages?|envisaged|promis(?:es?|ed)|"
    r"wishes|"
    r"petition(?:s|ed)?|appeal(?:s|ed)?|aims?\s+(?:to|at|for)|seeks?\s+to|"
    r"hopes?\s+(?:to|that)|foresees|focuses\s+on|has\s+committed|have\s+committed|"
    r"vow(?:s|ed)?|writes?|wrote|thinks?|"
    r"sees\s+a|continues\s+\d|expects|(?:has|have)\s+(?:also\s+|since\s+)?(?:proposed|"
    r"recommended|called|urged|suggested|asked|demanded|argued|pledged|"
    r"announced|laid\s+out\s+plans|promised|vowed|set\s+out\s+plans)|"
    r"ha(?:s|ve)\s+recommended)"
)
REPORTED = re.compile(
    rf"\W*(?!(?:we|i|if|unless|whoever|this|our|it\s+is|there|under\s+this|in\s+this)\b)(?:[^.;:]{{1,150}}?[\s,])??"
    rf"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bto )(?<!\bshould )(?<!\bmust )(?<!\bthan )(?<!\bas )(?<!\bis "
    rf"also )(?<!\bthe )(?<!\ban )(?<!\bof )(?<!\bits )(?<!\bwe )(?<!\bnewly )(?<!\ba )(?<!\band )(?<!could "
    rf")(?<!would )(?<!might )(?<!may )(?<!will )(?<!can )(?P<verb>{_VERB})\b",
    re.IGNORECASE,
)
THINGS_SAY = re.compile(
    r"\b(?:lack|need|situation|urgency|challenges?|crisis|problems?|"
    r"data|results?|findings?|evidence|analys[ie]s|facts?|experience|"
    r"which|this|"
    r"demand|growth|shortages?|prices?|rise|scale|transition|nature|"
    r"magnitude|that|these|it|trend|logic|history|success|security|"
    r"bill\s+of)\s+(?:\w+\s+){0,8}?$",
    re.IGNORECASE,
)
IT_URGES = re.compile(
    r"\W*(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\s+(?:(?:also|therefore|further|\w+ly)\s+)?"
    r"(?:urge|call(?=s?\s+(?:on|upon|for)\b|ed\s+(?:on|upon|for)\b)|ask|demand|want|recommend|propose|advise)\w*\s"
)
SAYING_WORDS = words_of(
    """according view opinion words submission report reply said says say told added argues argued suggests believes
    wrote proposes recommends urged noted proposed suggested suggest recommended recommend urges demands
    demanded propose argue"""
)
SAID = re.compile(
    r"\b(?:according\s+to|in\s+the\s+(?:view|opinion|words)\s+of|as\s+(?!we\b|"
    r"i\b|proposed\s+in\s+this)\w[^,;]{0,60}?\s(?:propos(?:es?|ed)|"
    r"suggest(?:s|ed)|recommend(?:s|ed)|argu(?:es?|ed)|urg(?:es|ed)|"
    r"says?|said|demand(?:s|ed))|"
    r"in\s+(?:its|their|his|her)\s+(?:view|opinion|submission|report|reply))\b"
    r"|[,.?!]?[\"”’']?,?[\"”’']?\s+(?:the\s+|its\s+|his\s+)?(?:[\w’.-]+\s+){1,8}?(?:told\s+(?:reporters|"
    r"journalists|the|parliament|\w+\s+on)|said\s+(?:on|in|at|last)|"
    r"added\s*\.)"
    r"|,[\"”’']?\s+(?:[\w’-]+\s+){1,6}?(?:says?|said|argues?|argued|"
    r"suggests?|believes?|wrote|proposes?|recommends?|urged|noted)\s*(?:[.,]|"
    r"$|on\b|in\b|last\b)",
    re.IGNORECASE,
)
PROPOSED_BY = re.compile(
    r"\b(?:is|are|was|were|has\s+been|have\s+been)\s+(?:being\s+)?(?:proposed|"
    r"recommended|suggested|advocated|urged|called\s+for|demanded|"
    r"asked|advised|told)\s+by\b"
    r"|\b(?:[Pp]roposal|[Pp]lan|[Rr]ecommendation|[Cc]all|[Dd]emand|"
    r"[Pp]etition|[Ss]ubmission|[Bb]id|[Rr]equest)s?\s+(?:by|from)\s+(?:the\s+)?[A-Z]"
    r"|\brecommendations\s+(?:we|they|it)?\s*made\s+to\b"
)
WOULD = re.compile(
    r"\W*(?:(?:the|a|an|another|one|his|her|its|their)\s+)?(?:[\w’'-]+\s+){0,4}?(?:bill|"
    r"proposal|proposals|amendment|motion|measure|draft|plan|rule|"
    r"legislation|initiative|package|scheme)\b[^,.;]{0,80}?\s+would\b",
    re.IGNORECASE,
)

_PAST = (
    r"(?:introduced|adopted|enacted|established|launched|created|imposed|"
    r"approved|passed|signed|issued|set\s+up|ratified|implemented|"
    r"banned|"
    r"mandated|required|prohibited|abolished|listed|designated|doubled|"
    r"raised|cut|tightened|expanded|allocated|funded|opened|granted|"
    r"placed|added|released|"
    r"published|promulgated|extended|restricted|capped|obliged|announced|"
    r"brought|put|began|started|ended|lifted|amended|revised|scrapped|"
    r"made|awarded|merged|"
    r"suspended|invested|formed|joined|ordered|took|earmarked|simplified|"
    r"delegated|directed|instructed|selected|built|authori[sz]ed|bought|"
    r"sold|blocked|halved|tripled|"
    r"increased|reduced|repealed|waived|allowed|nationali[sz]ed|replaced|"
    r"renewed|reopened|commissioned|unveiled|agreed|harmoni[sz]ed|"
    r"converted|transferred|"
    r"offered|gave|secured|concluded|committed|broadened|widened|lowered|"
    r"removed|eased|relaxed|fined|taxed|subsidi[sz]ed|stockpiled|auctioned|"
    r"mapped|surveyed|"
    r"trained|recruited|appointed|named|convened|streamlined|shortened|"
    r"reformed|overhauled|updated|restored|closed|shut|reinstated|"
    r"financed|acquired|purchased|inaugurated|"
    r"initiated|activated|rolled\s+out|levied|decreed|obtained|provided|"
    r"declared|struck|finali[sz]ed|instituted|completed|accepted|withdrew|"
    r"chose|froze|won|paid|sent|laid|lent|struck|sought|undertook|"
    r"forbade|dropped|hiked|slashed|curbed|scaled|stopped|stripped|"
    r"seized|handed|moved|redirected|deferred|delayed|postponed|renegotiated|"
    r"recognised|recognized|classified|decided|voted|endorsed)"
)
_TIME = r"(?:(?:\w+\s+){0,2}(?:\d{1,2},?\s+)?(?:19|20)\d\d)"
_LATELY = (
    r"(?:last\s+(?:year|month|spring|summer|autumn|fall|winter|week|"
    r"January|February|March|April|May|June|July|August|September|"
    r"October|November|December)|"
    r"earlier\s+this\s+(?:year|month)|(?:a|two|three)\s+(?:year|month|"
    r"week)s?\s+ago|recently|shortly\s+after|yesterday|this\s+spring)"
)
IN_FORCE = re.compile(
    r"\b(?:entered|came|went|took|coming|been|is|are)\s+(?:already\s+|"
    r"now\s+)?(?:into\s+|in\s+)?(?:force|effect)\b|\bis\s+in\s+(?:force|"
    r"place)|has\s+been\s+in\s+(?:force|place)|\bare\s+(?:hereby\s+)?delegated\s+to",
    re.IGNORECASE,
)
ALREADY = re.compile(
    rf"\b(?<!that )(?<!which )(?<!who )(?:ha[sd]|have|ha[sd]n[’']t)\s+(?:already\s+|since\s+|now\s+|"
    rf"recently\s+|also\s+|just\s+|long\s+|\w+ly\s+)*(?:been\s+)?(?:{_PAST}|"
    rf"(?!recommended|urged|suggested|proposed|argued|asked|called|"
    rf"demanded)[a-z]{{3,}}ed)\b"
    rf"|\b(?:was|were)\s+(?:\w+ly\s+|first\s+|then\s+|also\s+)*{_PAST}\b|"
    rf"\balready\s+(?:require|prohibit|mandate|oblige|ban|levie|subsidi|"
    rf"pay|hold|keep|run|offer)\w*",
    re.IGNORECASE,
)
WHEN = re.compile(rf"\b(?:(?:in|since|on|from|during)\s+{_TIME}|{_LATELY})\b", re.IGNORECASE)
DID = re.compile(rf"\b(?<!be )(?<!to ){_PAST}\b", re.IGNORECASE)
ACTED = re.compile(
    rf"\W*(?!(?:[Ww]e|I)\b)(?:[A-Z][^,;.]{{2,80}},\s+)?(?:[Tt]he\s+|[A-Z])(?:(?!\b(?:will|"
    rf"would|can|could|may|might|that|to|is|are|be|newly|recently)\b)[^,;:.]){{1,70}}?\s(?<!be )(?<!of )(?<!t"
    rf"he )(?<!am )(?<!by ){_PAST}\s+"
    r"(?:the|a|an|its|their|new|all|more|two|three|four|five|over|"
    r"some|rules|controls|quotas|tariffs|licen[cs]es|exports?|imports?|"
    r"duties|[\d$€£]|[A-Z]|into|with|to|(?:[a-z]+\s)?[a-z]+s\b)"
)
NEGATIONS = frozenset({"not", "no", "nor", "neither", "never", "hardly", "little"})
FORCE_WORDS = frozenset({"force", "effect", "place", "delegated"})
PAST_WORDS = frozenset(re.findall("[a-z]{3,}", re.sub(r"\[sz\]", "s", _PAST))) | frozenset(
    re.findall("[a-z]{3,}", re.sub(r"\[sz\]", "z", _PAST))
)
