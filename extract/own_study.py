"""Sentences in which a paper says what it does itself: "We estimate how long …", `本文分析了…的风险`.

They name problems without stating that one is there: of 84 such annotated sentences none is labelled as a challenge.
"""

from __future__ import annotations

import re

from extract.patterns_en import any_of, lowered
from extract.types import Lang

_STUDY = any_of(
    """we, this paper, this study, this article, this report, this chapter, this review, this work, this research,
    this thesis, the present paper, the present study, the aim of this paper is to, the aim of this study is to,
    the purpose of this paper is to, the purpose of this study is to"""
)
_HEDGES = any_of(
    """also, then, further, therefore, thus, next, first, systematically, critically, empirically, quantitatively,
    here, now, briefly, aims to, aimed to, seeks to, attempts to"""
)
_STEPS = any_of(
    """examin, analys, analyz, assess, stud, investigat, explor, reconstruct, estimat, model, review, discuss, evaluat,
    compar, quantif, describ, present, summari, survey, simulat, measur, map, outlin, trac, calculat, introduc,
    construct, build, test, develop"""
)
_ENGLISH = re.compile(  # over text in lower case
    rf"(?:(?:in|to|for|here|using|based|with|by|on|from|through|applying|drawing)\b[^,]{{0,80}},\s+)?(?:here,?\s+)?"
    rf"{_STUDY}\s+(?:{_HEDGES}\s+)*{_STEPS}[a-z]*\s+(?!that\b)(?!.*\b(?:but|however|although|though|unfortunately|limit\w*)\b)"
)
_CHINESE = re.compile(
    r"(?:(?:为此|因此|鉴于此|基于此|在此基础上|首先|其次|最后|据此|对此)[，,]?"
    r"|(?:为了?|通过|基于|以|利用|运用|采用|根据|针对|从|结合)[^，,]{2,60}[，,])*(?:本文|本研究|本报告|本章|本节)"
    r"(?:还|也|则|将|首先|主要|系统|拟|旨在|重点|试图|从.{2,20}(?:角度|方面|视角)?|以.{2,30}为(?:例|对象|研究对象|基础)"
    r"|对.{2,40}?|(?:利用|运用|采用|通过|基于).{2,30}?|在.{2,20}基础上)*[，,]?"
    r"(?:分析|探讨|研究|梳理|构建|建立|评估|考察|总结|归纳|测算|综述|介绍|探究|评价|比较|检验|识别|阐述|论述|剖析|回顾|选取|预测|模拟|讨论)"
    r"(?!.*(?:但|然而|不足|局限|认为|发现|表明|应当|应该))"
)


def tells_own_study(words: str, lang: Lang) -> bool:
    """Whether a sentence only says what the paper it stands in does."""
    return _CHINESE.match(words) is not None if lang == "zh" else _ENGLISH.match(lowered(words)) is not None
