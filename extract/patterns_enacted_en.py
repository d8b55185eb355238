"""The wording of measures that are law or done already in English, as patterns, with words they cannot do without."""

from __future__ import annotations

import re

from extract.patterns_en import words_of

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
    rf"legislation|rules|regime)"
    rf"{_OF_LAW}(?:,\s+(?:which|in\s+force)[^,]{{3,60}},)?\s+(?:already\s+|"
    rf"now\s+|also\s+|currently\s+)*(?:requires?|obliges?|prohibits?|"
    rf"mandates?|bans?|forbids?|imposes|stipulates|obligates?|compels?)\b",
)
LAW_WORDS = words_of(
    """act acts law laws regulation regulations directive decree order ordinance code statute rule rules constitution
    treaty proclamation legislation regime"""
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
_AGENCY = (
    r"(?:[A-Z][\w’-]+|government|ministry|treasury|parliament|congress|council|commission|agency|cabinet|authorit(?:y|ies)|"
    r"states?|countr(?:y|ies)|court|company|companies|firms?|smelters?|bank|fund|department|senate|office|bureau|legislature)"
)
DID_SO = re.compile(
    rf"(?:^|[\s]){_AGENCY}\s+(?:\w+ly\s+)?(?!need|relat|bas|nam|combin|limit)[a-z]{{2,}}[a-z]ed\s+(?!by\b|to\s+be\b)"
)
"""Who did something, with the verb right after: looked for where a past time is told."""
STANDING = re.compile(
    r"\W*(?:\[\d+\]\s*)?Since\s[^,;]{0,40}?(?:19|20)\d\d\b"
    r"|\bha(?:s|ve)\s+(?:\w+\s+)?(?:been(?!\s+(?:fall|ris|grow|declin|increas|shrink|deterior))|had|required|applied|prohibited|banned|obliged|levied)\b[^.;]*?\ssince\s+(?:\w+\s+)?"
    r"(?:19|20)\d\d|\b(?:is|are)\s+(?:now|already|currently|presently)\s+(?:required|obliged|banned|prohibited|forbidden|"
    r"subject|mandatory|bound|compulsory)|\b(?:is|are)\s+(?:banned|prohibited|outlawed|illegal|forbidden)\s+(?:in|under|by)\s"
    r"|\bha(?:s|ve)\s+(?:\w+\s+)?been\s+(?:mandatory|compulsory|illegal|obligatory|in\s+operation)"
    r"|^\W*[Bb]y\s+law,\s|(?<!permitted)(?<!required)(?<!provided)(?<!prescribed)(?<!allowed)\sby\s+law\s*[.,]"
    r"|\b(?:must|ha(?:s|ve)\s+to|(?:is|are)\s+(?:\w+ly\s+)?(?:required|obliged|bound)\s+to|need\s+to)\s(?:(?!\b(?:should|"
    r"would)\b)[^.;])*?\bunder\s+(?:the\s+(?:existing|current|amended|revised)\s|(?:existing|current)\s|the\s+\d{4}\s|"
    r"the\s+(?:[A-Z][\w’-]+\s+(?:and\s+|of\s+|on\s+)?){0,5}(?:Act|Law|Regulation|Directive|Decree|Code|Ordinance)\b)"
    r"|\bhad\s+to\s|\bwere\s+(?:\w+ly\s+)?(?:required|obliged|compelled|ordered)\s+to\s",
)
STANDING_WORDS = words_of(
    """since now already currently presently banned prohibited outlawed illegal forbidden mandatory compulsory
    obligatory law under had were operation"""
)
COUNTRY_RULES = re.compile(
    r"\W*(?:The\s+)?(?P<who>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2})\s+(?:already\s+|now\s+|also\s+|currently\s+)*"
    r"(?:requires|bans|prohibits|forbids|obliges|mandates|outlaws|levies|caps|restricts|taxes)\s"
)
COUNTRY_WORDS = words_of("requires bans prohibits forbids obliges mandates outlaws levies caps restricts taxes")
ADOPTING_WORDS = words_of(
    """which passed adopted signed enacted issued force published approved ratified promulgated effect dating"""
)
LAW_ADOPTED = re.compile(
    rf"\b(?<!this )(?<!draft )(?<!proposed )(?:{_LAW}|notice|decision|ruling),?\s+"
    r"(?:which\s+(?:took|came|entered|was)\b|"
    r"(?:passed|adopted|signed|enacted|issued|in\s+force|published|approved|ratified|promulgated|in\s+effect|dating)\b)"
    rf"[^.;]{{0,60}}?\s(?<!to ){_REGULATES}\s",
    re.IGNORECASE,
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
DID = re.compile(rf"(?<=\s)(?<!be )(?<!to )(?<!us ){_PAST}\b", re.IGNORECASE)
ACTED = re.compile(
    rf"\W*(?:\d+\]\s*)?(?!(?:[Ww]e|I|[Ll]et)\b)(?:[A-Z][^,;.]{{2,80}},\s+)?(?:[Tt]he\s+|[A-Z])(?:(?!\b(?:will|"
    rf"would|can|could|may|might|that|to|is|are|be|newly|recently)\b)[^,;:.]){{1,70}}?\s(?<!be )(?<!of )(?<!t"
    rf"he )(?<!am )(?<!by ){_PAST}\s+"
    r"(?:the|a|an|its|their|new|all|more|two|three|four|five|over|"
    r"some|rules|controls|quotas|tariffs|licen[cs]es|exports?|imports?|"
    r"duties|[\d$€£]|[A-Z]|into|with|to|(?:[a-z]+\s)?[a-z]+s\b)"
)
FORCE_WORDS = frozenset({"force", "effect", "place", "delegated"})
PAST_WORDS = frozenset(re.findall("[a-z]{3,}", re.sub(r"\[sz\]", "s", _PAST))) | frozenset(
    re.findall("[a-z]{3,}", re.sub(r"\[sz\]", "z", _PAST))
)
