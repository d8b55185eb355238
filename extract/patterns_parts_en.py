"""The wording that asks for action in English, and what surrounds the verbs it asks for, as patterns."""

from __future__ import annotations

import re

from extract.patterns_en import Wording, words_of

ADVERB = (
    r"(?:(?:also|therefore|then|first|now|both|either|not|never|always|even|just|better|rather|thus"
    r"|further|immediately|soon|once\s+again|at\s+least|not\s+only|in\s+turn|instead|together|hence"
    r"|still|again|at\s+once|only|all|each"
    r"|at\s+the\s+very\s+least|at\s+a\s+minimum|as\s+a\s+minimum|where\s+(?:necessary|appropriate)"
    r"|first\s+of\s+all|in\s+particular|of\s+course|above\s+all"
    r"|as\s+a\s+priority|where\s+possible|as\s+soon\s+as\s+possible|"
    r"be\s+(?:able|ready|prepared|willing)\s+to|(?!(?:re|supp|app|"
    r"comp|multip)ly\b)[a-z]+ly),?\s+){0,4}"
)
_BEING = (
    r"(?:(?:ha[sd]|have|will|would|may|could|might|can)\s+(?:also\s+|"
    r"already\s+)?)?(?:is|are|be|been|was|were|being)"
)
_SOMEHOW = r"(?:\w+ly\s+|also\s+|now\s+|hereby\s+|therefore\s+|being\s+)*"
_BY_WHOM = r"(?:(?:by\s+(?:the\s+|its\s+|their\s+)?[\w’' -]{2,40}?|in\s+(?:\w+\s+)?\d{4}|last\s+\w+)\s+)?"
MODAL = re.compile(
    r"\b(?:(?P<must>(?:should|must|shall|will)\s+(?:\w+ly\s+|also\s+)?be\s+(?:required|"
    r"obliged|obligated|compelled|forced)\s+to"
    r"|must|shall|(?:ha(?:s|ve)|will\s+(?:also\s+)?have)\s+(?:got\s+)?to"
    rf"|{_BEING}\s+{_SOMEHOW}(?:required|obliged|obligated|compelled|"
    rf"instructed|ordered|directed|mandated|told|bound)\s+{_BY_WHOM}to)"
    r"|(?P<should>should\s+(?:\w+ly\s+|also\s+)?be\s+(?:encouraged|invited|urged|asked|allowed"
    r"|instructed|enabled|empowered|authori[sz]ed|helped)\s+to|should|ought\s+(?:not\s+)?to|(?:(?:will|may|might|would)\s+(?:also\s+|therefore\s+"
    rf"|\w+ly\s+)?)?needs?\s+to|would\s+(?:do|be)\s+(?:well\s+advised|"
    rf"well|better|better\s+off|wise|wiser|right)\s+to|had\s+better|"
    rf"{_BEING}\s+{_SOMEHOW}(?:urged|asked|called\s+(?:up)?on|advised"
    rf"|recommended|requested|expected)\s+{_BY_WHOM}to)"
    r"|(?P<may>(?:may|might)\s+(?:wish|want|like|choose)\s+to|might|may|could|can|"
    rf"{_BEING}\s+(?:encouraged|invited|free|allowed|permitted|entitled)\s+to)"
    r"|(?P<will>will|would|(?:is|are|am)\s+(?:(?:therefore|also|now|currently|thus)\s+)?(?:going\s+|set\s+|due\s+"
    r"|expected\s+)?to|"
    r"(?:aim|plan|intend|seek|pledge|propose|undertake"
    r"|want|promise|agree|decide|vow|hope|expect|offer|resolve|choose)(?:s|"
    r"d|ed)?(?:\s+(?:in|at|on)\s+[A-Z]\w+|\s+last\s+\w+)?\s+to"
    r"|commit(?:s|ted)?\s+(?:itself\s+|themselves\s+)?to|(?:is|are)\s+(?:\w+ly\s+|"
    r"also\s+)?(?:planning|seeking|aiming|looking|committed|committing"
    r"|determined|preparing|proposing|about)\s+(?:today\s+|now\s+)?to))(?:\s+|,\s[^,;]{3,80},\s+)"
)
NOT_TO_LET = re.compile(r"\b(?:not|never|cannot)\s+$")
TO_BE = re.compile(
    r"^(?:\W|\d+[.)])*(?P<whom>[A-Z][^,;:]{2,90}?)\s+to\s+(?P<verb>be\s+[a-z]+(?:ed|en|ilt|et|eld|un)\b|[a-z-]+)\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|must|shall|will|can|could|may|might|would|ought|does|do|did|needs?|aims?|seeks?"
    r"|plans?|wants?|intends?|[a-z]+ed)\b"
)
"""Headlines and plans leave the auxiliary out: `Academy to be founded by 2028`."""
IT_IS = Wording(
    re.compile(
        r"\b(?:it\s+(?:is|was|will\s+be|would\s+be|remains|seems|appears))\s+(?:\w+ly\s+|also\s+|therefore\s+"
        r"|thus\s+|most\s+|now\s+|more\s+|not\s+|of\s+(?:great|utmost)\s+)*"
        r"(?P<word>imperative|mandatory|compulsory|necessary|essential|important|vital|crucial|critical"
        r"|advisable|desirable|urgent|recommended|suggested|proposed|time|high\s+time|appropriate"
        r"|worth\s+considering"
        r"|worthwhile|indispensable|needed|required|importance|priority|up|for|incumbent|possible"
        r"|(?:a\s+)?mistake|wrong|unwise|premature|inadvisable)\s+(?P<whom>(?:(?:for|upon|on|to(?=\s+(?:(?:the|us|all|every|each|any)\b|(?-i:[A-Z]))))\s+"
        r"|(?<=\bfor\s))[^,;:]{2,80}?(?:,\s[^,;:]{2,40},)?\s+)?to\s+",
        re.IGNORECASE,
    ),
    words_of("it"),
)
ASK = Wording(
    re.compile(
        r"\b(?:(?P<must>(?:requir|oblig|instruct|direct|order|mandat|obligat|"
        r"compel|authori[sz]|empower|command)(?:s|es|e|ed|d)?)"
        r"|(?P<may>encourag(?:e|es|ed|ing)|invites?|allows?|permits?)"
        r"|(?P<should>(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)?\s+(?:(?:up)?on|for)|ask(?:s|ed|ing)?|advis(?:e|es|ed"
        r"|ing)|request(?:s|ed)?|recommend(?:s|ed)?|appeal(?:s|ed)?\s+to|press(?:es|ed|ing)?|want(?:s|ed)?"
        r"|task(?:s|ed)|recommendations?\s+(?:\w+\s+){0,2}to|would\s+like|push(?:es|ed)?|tell|tells|needs?)))"
        r"\s+(?P<whom>(?!(?:that|to|by|on|of|in|and|or|no|is|are|was|were|"
        r"from|with|at|as)\b|\d)(?:(?!\b(?:how|what|whether|work"
        r"|works)\b)[^,;:]){2,160}?(?:,\s[^;:]{2,60}?){0,3}?),?\s+to\s+",
        re.IGNORECASE,
    ),
    words_of(
        """require requires required requiring oblige obliges obliged instruct instructs instructed direct
        directs directed order orders ordered mandate mandates mandated obligate obligates obligated
        compel compels compelled authorise authorises authorised authorize authorizes authorized
        empower empowers empowered command commands commanded encourage encourages encouraged
        encouraging invite invites allow allows permit permits urge urges urged urging call calls
        called calling ask asks asked asking advise advises advised advising request requests
        requested recommend recommends recommended appeal appeals appealed press presses pressed
        pressing want wants wanted tasks tasked recommendation recommendations would push pushes
        pushed tell tells need needs"""
    ),
)
THAT = Wording(
    re.compile(
        r"\b(?P<word>recommend|propos|suggest|demand|ask|urg|request|requir|advis|insist|advocat|including"
        r"|(?:important|essential|imperative|vital|crucial|necessary|recommended|proposed"
        r"|suggested)\b)\w*\s+(?:[\w’'-]+\s+){0,3}?that\s+(?P<rest>)",
        re.IGNORECASE,
    ),
    words_of("that"),
)
PROPOSE = Wording(
    re.compile(
        r"\b(?:(?P<may>(?:is|are|be)?\s*worth(?:\s+considering)?|encourag(?:e|es|ing))"
        r"|(?P<should>propos(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|advocat(?:e|es|ed"
        r"|ing)|advis(?:e|es|ed)|call(?:s|ed|ing)?\s+for|recommendations?\s+(?:are|is|include)|emphasi[sz](?:e|es|ed)|envisage[sd]?"
        r"|foresees?|favou?r(?:s|ed)?|consideration\s+should\s+be\s+given\s+to|tasked\s+(?:[\w’-]+\s+){1,6}?with"
        r"|measures\s+(?:are|include)|priorit(?:y|ies)\s+(?:is|are)"
        r"|needs?(?:\s+for)?|propos(?:al|es)\s+of|requires?|(?:plan|strategy|package|roadmap|programme|program|agenda|measures|steps|areas|actions|priorities|this|proposals|options)\s+(?:[\w’-]+\s+){0,4}?(?:include|includes|included|involves?|comprises?|entails?)|(?:way\s+forward|solution|answer|next\s+step|key|priority|option|first\s+step)\s+(?:is|will\s+be|would\s+be|should\s+be))|(?P<besides>(?:including|particularly|notably|especially|namely)\s+by))\s+(?:also\s+|either\s+|both\s+"
        r"|[a-z]+ly\s+)?(?=(?!considering\b)[a-z-]+ing\b)",
        re.IGNORECASE,
    ),
    words_of(
        """worth encourage encourages encouraging propose proposes proposed proposing recommend recommends
        recommended recommending suggest suggests suggested suggesting advocate advocates advocated
        advocating advise advises advised call calls called calling recommendation recommendations
        measures priority priorities need needs proposal proposes emphasize emphasizes emphasized emphasise emphasises
        emphasised envisage envisages envisaged foresee foresees favour favours favoured favor favors favored
        consideration tasked proposals require requires include includes included involve involves comprise comprises
        entail entails forward solution answer step key option including particularly notably especially namely"""
    ),
)
NEED_TO = Wording(
    re.compile(
        r"\b(?:the|an?|this|no|urgent|clear|is|are|pressing|also|strong|growing|real|great"
        r"|any)\s+need\s+(?P<whom>for\s+[^,;:]{2,60}?\s+)?to\s+",
        re.IGNORECASE,
    ),
    words_of("need"),
)
DEMAND_TO = Wording(
    re.compile(
        r"\b(?:proposals?|requests?|plans|(?<!\bwe )calls|motions?|bills?|demands|suggestions?|recommendations?"
        r"|pledges?|decisions?|commitments?|ideas?|need\s+not|goals?\s+is|aims?\s+is|task\s+is|priority\s+is"
        r"|no\s+(?:reason|case|point|grounds)|policy\s+[\w\s]{0,30}is|(?:option|alternative|solution|answer|next\s+step|way\s+forward)\s+(?:is|would\s+be|will\s+be|should\s+be)"
        r"|(?:the|one)\s+(?:key|thing|challenge|trick|goal|aim|objective|task|priority|first\s+step)\s+(?:is|will\s+be|would\s+be|should\s+be|must\s+be)"
        r"|makes?\s+(?:no|little)\s+sense|policy\s+of\s+(?:my|this|the)\s+\w+"
        r"|what\s+(?:is\s+needed|we\s+need)(?:\s+now)?(?:,[^,]{2,30},)?\s+is"
        r"|first\s+step\s+is)\s+to\s+|\bneed\s+not\s+",
        re.IGNORECASE,
    ),
    words_of(
        """proposal proposals request requests plans calls motion motions bill bills demand demands suggestion
        suggestions recommendation recommendations pledge pledges decision decisions commitment
        commitments idea ideas need goal goals aim aims task priority reason case point grounds
        policy option step steps needed alternative solution answer forward key thing challenge trick
        objective sense"""
    ),
)
AGAINST = Wording(
    re.compile(
        r"\b(?:against|ruled?\s+out|reject(?:s|ed)?|oppos(?:e|es|ed)|no\s+case\s+for|avoids?"
        r"|instead\s+of\s+recommending)\s+(?=[a-z]+ing\b)",
        re.IGNORECASE,
    ),
    words_of("""against rule rules ruled reject rejects rejected oppose opposes opposed case avoid avoids instead"""),
)
COMMITTED = Wording(
    re.compile(
        r"\b(?:(?:is|are|am|be|been|remains?)\s+(?:\w+ly\s+|also\s+)?(?:committed|"
        r"dedicated|devoted)\s+to|commit(?:s|ted)?\s+to|focus(?:es|ed)?\s+on"
        r"|aim(?:s|ed)?\s+at|insist(?:s|ed)?\s+on|keen\s+on|concentrates?\s+on|"
        r"centres?\s+on|centers?\s+on)\s+(?:\w+ly\s+)?(?=[a-z]+ing\b)",
        re.IGNORECASE,
    ),
    words_of(
        """committed dedicated devoted commit commits focus focuses focused aim aims aimed insist insists
        insisted keen concentrate concentrates centre centres center centers"""
    ),
)
UNWISE = Wording(
    re.compile(
        r"\b(?P<verb>[A-Za-z]+ing)\s+(?!of\b|and\b|is\b)[^.;]{3,90}?\s(?:would\s+be|is|seems|was"
        r"|(?:should|must|will)\s+(?:be|remain)(?=\s+(?:an?|the|our|its)\s+(?:\w+\s+)?priority))\s+(?:\w+ly\s+)?"
        r"(?:unwise|premature|counterproductive|a\s+mistake|wrong|misguided|"
        r"ill-advised|inadvisable|unnecessary|advisable|worthwhile"
        r"|essential|vital|crucial|necessary|imperative|(?:an?|the|our|its)\s+(?:\w+\s+)?priority)\b"
    ),
    words_of(
        """unwise premature counterproductive mistake wrong misguided ill inadvisable unnecessary advisable
        worthwhile essential vital crucial necessary imperative priority"""
    ),
)
LET = Wording(re.compile(r"\b[Ll]et\s+(?P<whom>us|[\w\s’'-]{2,60}?)\s+(?=[a-z])"), words_of("let"))
START = re.compile(
    r"(?:\W|\d|[ivx]+\)|[a-z]\)|(?:Recommendation|Action|Measure|Step|Option)\s+\w{1,3}[.:]\s|(?:First"
    r"|Second|Third|Finally|Therefore|Lastly|Next|Then|Also|Please|Instead)\b,?\s)*"
)
OPENER = re.compile(
    r"(?:To|In|By|For|With|Within|At|Before|After|Until|Where|When|If|As|Given|Under|Over|Over|Through"
    r"|From|On|During)\s[^,]{2,140},\s+"
)
COLON = re.compile(r"[:;–—]\s+(?:(?:and|or)\s+(?=\())?(?:\(?[a-z0-9]{1,3}[).]\s+|[•–]\s+)?(?:and\s+|to\s+|then\s+)?")
PARTICLE = re.compile(
    r"\s(?:over(?=\s+(?:the|from|all|its|their)\b)|out|down|back|off|"
    r"aside|forward|away|up(?!\s+to\b))\b"
)
LOCKED_IN = re.compile(
    r"(?:lock|phase|factor|rein)(?:s|d|ed|ing)?\s+in\b|(?:bring|brought|usher(?:ed)?)\s+in\b(?!\s+(?:line|to|from|front)\b)"
    r"|(?:bring|bringing|brought|pull|pulled|put)\s+together\b"
)
ADVERBS = re.compile(ADVERB)
LIGHT = re.compile(rf"(?:try|continue|strive|endeavou?r|begin|start|seek|aim|work)\s+to\s+{ADVERB}(?=[a-z])")
LINK = re.compile(
    r"(?:(?:also|to|must|should|shall|will|need\s+to|needs\s+to|ought\s+to|may|could|then|better|further"
    r"|finally|and|or|by|be|ha[sd]|have|was|were|been|since|already|"
    r"not|thereby|therefore|thus|in\s+turn|where\s+(?:possible|necessary)"
    r"|at\s+the\s+same\s+time|in\s+particular|[a-z]+ly),?\s+){0,4}",
    re.IGNORECASE,
)
BE = re.compile(rf"(?:be|been|being|get)\s+{ADVERB}")
IRREGULAR = words_of(
    """built set cut put made taken given held kept brought drawn found shown known begun run spent
    sold bought sought taught won done seen led met paid sent laid left lent written undertaken
    undergone overseen sped withdrawn phased broken chosen driven dug split spread strengthened rebuilt
    redrawn rewritten let shut fed born borne grown hit lost gave took began wrote"""
)
CONDITIONAL = re.compile(
    r"(?:^|[,;(]\s*|\b)(?:if|when|whenever|where|wherever|unless|until|whether|how|what|once|as|before"
    r"|after|because|since|although|though|whereas)\s+(?:(?!,|\bthen\b).)*$",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:which|who|that|what|whose|it\s+is\s+clear\s+that\s+this)\s+(?:\w+ly\s+|also\s+|in\s+turn\s+)?$",
    re.IGNORECASE,
)
SAYING_THAT = re.compile(
    r"\b(?:recommend|propos|suggest|demand|urg|request|advis|insist|argu|believ|stress|say|said|state"
    r"|warn|conclu|emphasi|note|require|think|clear|means|imply|implies|hold|maintain|find|found|agree"
    r"|essential|important|imperative|vital|necessary|crucial)\w*\s+that\s+$",
    re.IGNORECASE,
)
NO_VERB = words_of(
    """be not have the a an this that these it we they no never only all in by of to for with at on as
    its their any more such and or been like about also one two each so than too very better much"""
)
NO_GERUND_OBJECT = re.compile(
    r"\s+(?:of|to|from|by|is|are|and\s+(?!\w+ing\b)|or\s+(?!\w+ing\b)|that|which|who)\b|[.,;]"
)
NOUNS = frozenset(
    ["financing", "funding", "training", "pricing", "spending", "planning", "mining", "timing", "housing", "lending"]
)
ADVERBIAL = re.compile(
    r"\s+(?:once|twice|annually|regularly|publicly|monthly|quarterly|"
    r"on|to|whether|how|what|which|for|more|less|with|by|within|before|"
    r"immediately|altogether|at\s+once)\b"
)
PREDICATE_ENDS = re.compile(r"\s+(?:to|by|in|on|with|for|from|as|at|within|into|where|so|through|accordingly)\b|[.,;]")
SUBORDINATE = re.compile(r"\b(?:that|which|who|so|where|when|if|because|as)\b")
HANDS_ON = re.compile(
    r"(?:(?P<both>consider|(?:focus|concentrate)\s+on|commit(?:\s+(?:itself|themselves))?\s+to)|includ(?:e|ed)|"
    r"envisage|refrain\s+from|look\s+(?:at|into))(?=\s+(?:also\s+|[a-z]+ly\s+)?[a-z-]+ing\b)"
)
"""Verbs that hand on to the verb right after them, which then is the measure; `both` count themselves as well."""
WORK_TO = re.compile(
    r"work\s+(?=\w)(?:(?:together|closely|jointly|collaboratively|hand\s+in\s+hand)\s+)?"
    r"(?:with\s+[^,;:]{2,80}?\s+)?to\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b"
)
"""Those who act together with what they do together: `work with the allies to map`."""
HAVING = re.compile(r"have(?=\s+(?:the|an?|no|more|its|their|our|better|access)\s)")
NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely|simply)\b")
BUT_ALSO = re.compile(r"\s+but\s+(?:also\s+|to\s+|instead\s+)?")
GAPPED = re.compile(
    r",?\s+and\s+(?:(?:the|its|their|new|all)\s+)?(?:[a-z-]+\s+){1,3}?(?P<verb>[a-z-]+)(?=\s+(?:to|by|in|on|for|within|into|with|from)\b|[.,;])"
)
GAPPED_LATER = re.compile(
    r",\s+and\s+(?:(?:the|its|their|new|all)\s+)?(?:(?!(?:that|which|be|is|are|to|should|must)\b)[a-z-]+\s+){1,3}?(?P<verb>[a-z-]+ed)(?=\s+(?:to|by|in|on|for|within|into|with|from)\b|[.,;])"
)
"""The participle of a clause that leaves out its auxiliary, right after the verb before or after a comma."""
MOSTLY_VERBS = words_of(
    """pool cut release limit lower reform ban complete close open use set place fund offer help slow free fill handle
    capture combat counter narrow smooth extract push drive reward grant raise boost attract sign rank buy tax"""
)
"""Words that are nouns as well but after `and`, before a bare noun, most often verbs: `and pool data`."""
OF_ANOTHER = re.compile(r"\b(?:that|which|who)\b")
TAKES_OBJECT = re.compile(
    r"\s+(?!(?:of|for|and|or|in|at|by|on|to|with|from|is|are|was|were|managers?|prices?|costs?)\b)[\w’'-]+"
)
PRONOUN = re.compile(r"\s+(?:it|them|him|her|us|those|one)\b")
LIST_CLOSES = re.compile(
    r"\s+\w[^,;:]{2,70}?,?\s+and\s+(?:then\s+|[a-z]+ly\s+)?(?P<verb>[a-z]+)\s+(?!of\b|is\b|are\b)\w"
)
CONSIDER = re.compile(r"(?:also\s+|[a-z]+ly\s+)?(?P<verb>[a-z-]+ing)\b(?=\s+(?!of\b|is\b|are\b|and\b)\S)")
IS_DONE = re.compile(rf"(?:is|are)\s+{ADVERB}(?=[a-z]+(?:ed|en|ut|ept|eld|ilt|ught|ade)\b)")
IT_MATTERS = re.compile(r"important|essential|imperative|vital|crucial|necessary", re.IGNORECASE)
COPULA = re.compile(r"be(?=\s+(?!(?:to|able|ready|prepared|willing)\b)[a-z])")
SETS_OUT = re.compile(
    r"\b(?:[Pp]lan|[Ss]trategy|[Rr]egulation|[Aa]ct|[Ll]aw|[Bb]ill|[Dd]irective|[Oo]rder|[Dd]ecree|[Ff]ramework|[Rr]oadmap"
    r"|[Pp]rogramme|[Pp]rogram|[Aa]greement|[Mm]easure|[Pp]roposal|[Dd]raft)\s+"
    r"(?:also\s+|further\s+|thus\s+)?(?P<verb>[a-z]+s)\b"
)
WE_DO = re.compile(
    r"\b[Ww]e\s+(?:hereby\s+|also\s+|therefore\s+)?(?=(?:establish|create|launch|introduce|adopt|set|pledge|endorse|commit)\s)"
)
BY = re.compile(r"\bby\s+(?!(?:19|20)\d\d|the\s+(?:end|middle|start|beginning|time)|[a-z]+ing\b|means|no\s+means|\d)")
BY_END = re.compile(
    r"[;:()]|\s[–—-]\s|,\s+(?!(?:and\s+)?(?:the\s+)?[\w\s-]{2,40}\s(?:and|or)\s)|\s(?:by|before|until"
    r"|within|in\s+order|so|to|if|when|who|which|that|with|through|on\s+the|at\s+the|must|should|shall"
    r"|will|using|under|from|over|during|every|as|is|are|was|were|has|have|no\s+later|not\s+later|at\s+least|at\s+most)\s"
    r"|\s(?:and|or)\s+(?=(?:be\s|must|should|shall|then|[a-z]+ed\b))|[.]$"
)
AND_THAT = re.compile(r",?\s(?:and|or)\s+that\s+")
