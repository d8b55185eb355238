"""Canonical names of sections, from headings in Chinese and English: a table, each row with headings that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.headings import past_number
from extract.lang import has_han

_BLANKS = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_BEFORE, _BEHIND = f"{_BLANKS}【[［（(*_#>", f"{_BLANKS}:：.。—–-】]］）)*_#+▾▼"
_LONGEST_ZH, _LONGEST_EN = 28, 90


@dataclass(frozen=True, kw_only=True)
class SectionRule:
    """A section's name and how its headings read.

    `zh` and `en` are alternatives of a regular expression, itself in lower case, over the heading in lower case without
    its number; they must fill the heading where `whole`, else stand anywhere in it. `examples` are headings that the
    rule takes.
    """

    section: str
    zh: str
    en: str
    whole: bool = True
    examples: tuple[str, ...]

    @property
    def alternatives(self) -> str:
        """Both languages' alternatives as one expression."""
        return f"(?:{self.zh}|{self.en})"

    @property
    def pattern(self) -> re.Pattern[str]:
        """The same, compiled."""
        return re.compile(self.alternatives)


RULES: tuple[SectionRule, ...] = (
    SectionRule(
        section="recommendations",
        whole=False,
        zh=r"建议|对策|政策(?:启示|含义|选择|取向)|应对(?:策略|措施|之策)?|(?:发展|改进|优化|保障|主要|具体|政策)(?:措施|路径|策略|举措)"
        r"|(?:重点|主要)任务|实现路径|下一步(?:工作|计划|措施|行动)",
        en=r"recommend|policy (?:implications?|options?|suggestions?|proposals?|responses?|measures)"
        r"|implications for policy|suggestions?\b|(?:way|path) forward|next steps|proposed actions?|countermeasures?"
        r"|(?:options|considerations) for congress",
        examples=(
            "四、对策建议",
            "结论与建议",
            "5 Conclusions and policy recommendations",
            "Policy implications",
            "重点任务",
        ),
    ),
    SectionRule(
        section="challenges",
        whole=False,
        zh=r"(?:存在|面临|主要|突出|现实)的?.{0,8}(?:问题|挑战|困难|困境|风险|矛盾|障碍|瓶颈|短板)|(?<!研究)问题(?:与|及|和|分析|剖析|所在)"
        r"|(?<!研究)(?<!科学)问题$|(?:供应|资源|安全|市场|供给)风险"
        r"|挑战|困境|瓶颈|制约|障碍|短板|不足之处|薄弱环节|难点|局限性",
        en=r"challenge|\bproblems?\b|\bbarriers?\b|obstacles?|constraints?|bottlenecks?|limitations?\b|shortcomings?"
        r"|vulnerabilit|\brisks?\b|\bissues\b|\bgaps\b",
        examples=("3.2 存在的主要问题", "二、面临的挑战", "4 Challenges", "Supply risks and bottlenecks"),
    ),
    SectionRule(
        section="abstract",
        zh=r"摘要|内容(?:提要|摘要)|提要|执行摘要|核心提示",
        en=r"abstract|(?:executive )?summary|synopsis|highlights|graphical abstract|plain language summary"
        r"|what gao found|key (?:points|findings|messages)",
        examples=("摘 要", "【摘要】", "Abstract", "Executive Summary"),
    ),
    SectionRule(
        section="keywords",
        zh=r"关键[词字]|主题词",
        en=r"key ?words?(?: and phrases)?|index terms",
        examples=("关键词", "关 键 词：", "Keywords", "Key words"),
    ),
    SectionRule(
        section="introduction",
        zh=r"引言|绪论|绪言|前言|导论|导言|序言|序|引论|问题的?提出",
        en=r"introduction\b.{0,60}|foreword|preface|overview",
        examples=("0 引言", "1 绪论", "I. INTRODUCTION", "1. Introduction to the market"),
    ),
    SectionRule(
        section="background",
        zh=r"(?:研究)?背景(?:[与及和].{0,12})?|(?:国内外)?研究(?:现状|进展|综述)|文献(?:综述|回顾)|.{0,12}(?:发展|开发|利用|资源|产业|行业)现状.{0,10}"
        r"|.{0,10}概况",
        en=r"background\b.{0,60}|literature review|related work|state of the art|context"
        r"|current (?:status|situation|state)\b.{0,60}",
        examples=("研究背景", "2 国内外研究现状", "1.2 资源概况", "Background and motivation", "Literature review"),
    ),
    SectionRule(
        section="method",
        zh=r"(?:研究|实验|试验|分析|计算|评价)?(?:材料|资料|数据|对象)?[与和及]?(?:研究|实验|试验|分析)?(?:方法|设计|部分|材料)"
        r"|数据来源.{0,10}|研究区.{0,8}|模型(?:构建|建立|设定)|.{0,8}研究方法.{0,8}",
        en=r"(?:materials?|data|research|study|experimental?)?(?: and| &)? ?"
        r"(?:methods?|methodology|methodologies|design|procedures?|section)"
        r"|experimental(?: \w+)?|(?:data|study area|data sources?)(?: and \w+)?|objectives?,? scope,? and methodology"
        r"|model(?: \w+)?",
        examples=(
            "1 材料与方法",
            "2.1 研究方法",
            "数据来源",
            "Materials and methods",
            "2. Methodology",
            "Experimental section",
        ),
    ),
    SectionRule(
        section="results",
        zh=r"(?:研究|实验|试验|计算|分析|评价)?结果(?:[与和及]?(?:讨论|分析))?|实证分析",
        en=r"(?:main |experimental )?results?(?: (?:and|&) .{0,30})?|findings",
        examples=("3 结果与分析", "3 Results", "Results and discussion"),
    ),
    SectionRule(
        section="discussion",
        zh=r"讨论(?:[与和].{0,6})?|分析与讨论",
        en=r"discussions?(?: and .{0,30})?|analysis(?: and discussion)?",
        examples=("4 讨论", "4. Discussion"),
    ),
    SectionRule(
        section="conclusions",
        zh=r"(?:研究|主要)?结论(?:与(?:展望|讨论))?|结语|结束语|总结(?:与展望)?|小结|(?:研究)?展望|余论",
        en=r"(?:summary and )?(?:main )?conclu(?:sions?|ding remarks)(?: and .{0,40})?|(?:closing|final) remarks"
        r"|outlook|future (?:work|directions|perspectives|outlook)",
        examples=("5 结论", "结论与展望", "结语", "6 Conclusions", "Summary and conclusions", "Concluding remarks"),
    ),
    SectionRule(
        section="references",
        zh=r"(?:主要)?参考(?:文献|资料|书目)|引用文献|引文|文献|注释",
        en=r"references?(?: and notes| cited)?|(?:selected )?bibliography|(?:literature|works) cited|cited literature"
        r"|end ?notes",
        examples=("参考文献", "参考文献：", "［参考文献］", "References", "7. Literature Cited", "REFERENCES CITED"),
    ),
    SectionRule(
        section="acknowledgements",
        zh=r"致谢|鸣谢|谢辞|基金(?:资助|项目|支持)|(?:项目资助|资助项目)",
        en=r"acknowledge?ments?(?: .{0,30})?|funding(?: (?:information|sources?|statement|support))?"
        r"|financial support",
        examples=("致 谢", "基金资助", "Acknowledgments", "Acknowledgement", "Funding information"),
    ),
    SectionRule(
        section="appendix",
        zh=r"附[录件].{0,30}|附[图表].{0,20}",
        en=r"(?:appendix|appendices|annex(?:es)?)\b.{0,60}|supplementary (?:materials?|information|data).{0,20}"
        r"|supporting information",
        examples=("附录", "附录A 数据表", "Appendix A. Data", "Supplementary materials"),
    ),
    SectionRule(
        section="contents",
        zh=r"目录|目次|图目录|表目录",
        en=r"(?:table of )?contents|list of (?:figures|tables|abbreviations|acronyms).{0,30}",
        examples=("目 录", "Table of Contents", "List of Figures"),
    ),
    SectionRule(
        section="notice",
        zh=r"(?:免责|版权|重要|法律)?声明|免责条款|(?:利益冲突|作者贡献|数据可用性).{0,6}|作者(?:信息|简介|介绍)|通[讯信]作者|收稿日期|文章历史"
        r"|引用(?:本文|格式)|相关(?:文章|链接|阅读|推荐)|(?:推荐|延伸)阅读|编辑推荐|分享|下载|导航|评论|登录.{0,6}|访问统计|图表",
        en=r"disclaimers?|author (?:contributions?|information|details)|credit author.{0,40}"
        r"|(?:declaration|statement)s? of .{0,40}|(?:conflicts?|competing)(?: of)? interests?.{0,20}"
        r"|data availability.{0,20}|ethics (?:statement|approval|declaration).{0,20}|copyright.{0,40}"
        r"|rights and permissions|additional information|about (?:the|this) (?:author|article|journal).{0,20}"
        r"|publisher'?s note|(?:how to )?cite this.{0,30}|how to cite|article history"
        r"|related (?:articles|content|posts|links)|recommended (?:articles?|reading|citation|for you).{0,20}"
        r"|share(?: this.{0,20})?|contact(?: us)?|consent .{0,30}|orcid.{0,20}|peer review.{0,20}"
        r"|abbreviations",
        examples=(
            "免责声明",
            "作者简介",
            "引用本文",
            "Disclaimer",
            "Author contributions",
            "Declaration of competing interest",
        ),
    ),
)
"""The first rule that takes a heading names it, but for one case (see `section_name`)."""

_PARTLY = tuple((rule.section, rule.pattern) for rule in RULES if not rule.whole)
_WHOLE = re.compile("|".join(f"(?P<{rule.section}>{rule.alternatives})" for rule in RULES if rule.whole))

BACK_MATTER = frozenset({"references", "acknowledgements", "appendix", "contents", "notice"})
"""Sections in which nothing of the paper's own argument stands."""


def section_name(heading: str) -> str | None:
    """The canonical name of the section that `heading` opens, None where the heading is of the paper's own subject.

    Of what belongs to no argument (notices, references) the whole heading must be known, and it is asked first:
    "Recommended articles" recommends nothing. A heading of problems and remedies at once ("问题与对策") opens a
    `discussion`; conclusions with recommendations count as `recommendations`.
    """
    return None if len(heading) > 2 * _LONGEST_EN else _named(heading)


@lru_cache(maxsize=4096)
def _named(heading: str) -> str | None:
    title = plain_heading(heading)
    if not title or len(title) > (_LONGEST_ZH if has_han(title) else _LONGEST_EN):
        return None
    found = _WHOLE.fullmatch(title)
    whole = found.lastgroup if found else None
    if whole in BACK_MATTER:
        return whole
    partly = [name for name, pattern in _PARTLY if pattern.search(title)]
    if partly:
        return partly[0] if len(partly) == 1 else "discussion"
    return whole


def plain_heading(heading: str) -> str:
    """The heading's words in lower case, without number, marks, and the spaces that spread Chinese characters."""
    title = heading[past_number(heading) :].lstrip(_BEFORE).rstrip(_BEHIND)
    return ("" if has_han(title) else " ").join(title.split()).casefold()
