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
    stated states emphasizes emphasized emphasises emphasised requesting mulling weighing eyeing drafting lobbying
    discussing exploring debating pressing campaigning backs backed champions agree endorses tabled floated mooted
    drafted outlined bill draft under pressure been demand preparing asking
    urging calling planning seeking aiming looking expects concur concurs added noted notes"""
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
    r"vow(?:s|ed)?|writes?|wrote|thinks?|stat(?:es|ed)\s+that|emphasi[sz](?:es|ed)|(?:is|are)\s+(?:now\s+|also\s+|said\s+to\s+be\s+)?"
    r"(?:requesting|mulling|weighing|eyeing|drafting|lobbying|discussing|exploring|debating|pressing|campaigning)|"
    r"backs|backed|champions|endorses|agree\s+that|hold\s+that|sets?\s+(?:itself|themselves)\s+|"
    r"(?:has|have)\s+(?:also\s+|since\s+)?(?:tabled|put\s+forward|floated|mooted|drawn\s+up|drafted|outlined|requested|"
    r"set\s+(?:itself|themselves))|"
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
    r"\b(?:that|this|which|these|it)\s+(?:\w+ly\s+|also\s+|therefore\s+)?$|\b(?:lack|need|situation|urgency|challenges?|crisis|problems?|"
    r"data|results?|findings?|evidence|analys[ie]s|facts?|experience|"
    r"demand|growth|shortages?|prices?|rise|scale|transition|nature|"
    r"magnitude|trend|logic|history|success|security)\s+"
    r"(?:(?:of|in|for|on|to|from|at|among|between|over|with|by|and|that|about)\s(?:[\w’'-]+\s+){1,9}?|\w+ly\s+|also\s+)?$",
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
    r"says?|said|demand(?:s|ed)|noted|reported|stated|pointed\s+out|stressed)|"
    r"in\s+(?:its|their|his|her)\s+(?:view|opinion|submission|report|reply))\b"
    r"|[\"”]\s+(?:said|says|argued|wrote|added|urged|declared|warned)\s+\w"
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
    r"|\b[Ii]t\s+(?:(?:has|had)\s+(?:\w+\s+)?been|was)\s+(?:\w+\s+)?(?:proposed|suggested|recommended|argued|urged)\b"
    r"|\b[Tt]here\s+(?:are|is|have\s+been|has\s+been|were)\s+(?:\w+\s+){0,2}(?:calls|demands|proposals|plans|pressure)\b"
    r"|\b[Cc]alls\s+(?:(?:are|have)\s+(?:been\s+)?(?:growing|mounting|grown)|grow|mount)\b"
    r"|\b[Pp]ressure\s+(?:(?:is|has\s+been)\s+(?:mounting|growing)|grows|mounts)\s"
    r"|(?<![Tt]his )\b(?:[Bb]ill|(?:[Dd]raft|[Pp]roposed|[Pp]lanned|[Pp]ending)\s+(?:\w+\s+){0,3}?"
    r"(?:law|regulation|directive|act|decree|rules?|code|legislation|amendment))\b(?:,[^,;]{3,60},)?"
    r"(?:\s(?:in|by|from|on|to|before|of)\s[^,;]{3,40}?)?\s+(?:also\s+)?"
    r"(?:requires?|obliges?|prohibits?|mandates?|bans?|caps?|provides?|sets|gives?|forbids?|imposes?|establishes|creates|"
    r"directs?|introduces|authori[sz]es|foresees|envisages|makes?)\s"
    r"|\b[Uu]nder\s+(?:the\s+(?:\w+\s+)?(?:proposals?|bill|draft)|(?:its|their|[A-Z]\w+[’']s)\s+(?:\w+\s+){0,3}?(?:strategy|"
    r"plans?|roadmap|proposals?))\b[^,;]{0,40},\s"
    r"|\b(?:[Oo]ne|[Aa]nother|[Aa]|[Tt]heir|[Ii]ts|\w+[’']s?)\s+"
    r"(?:proposal|demand|suggestion|request|plan)\s+(?:is|was)\s+(?:to|that)\b"
    r"|\b[Tt]he\s+(?:proposal|demand|suggestion|request|recommendation)\s+of\s+"
    r"(?:the\s+)?[^,;]{3,50}?\s(?:is|was)\s+(?:to|that)\b"
    r"|\brecommendations\s+(?:we|they|it)?\s*made\s+to\b"
)
WOULD = re.compile(
    r"\W*(?:(?:the|a|an|another|one|his|her|its|their)\s+)?(?:[\w’'-]+\s+){0,4}?(?:bill|"
    r"proposal|proposals|amendment|motion|measure|draft|plan|rule|"
    r"legislation|initiative|package|scheme)\b[^,.;]{0,80}?\s+would\b",
    re.IGNORECASE,
)
WE_ONCE = re.compile(
    r"\b(?:[Ww]e|I)\s+(?:had\s+|have\s+(?:previously|already|repeatedly)\s+|\w+ly\s+)*"
    r"(?:recommended|suggested|proposed|urged|advised|called\s+(?:for|on))\b"
)
"""What the authors themselves asked for at another time."""
