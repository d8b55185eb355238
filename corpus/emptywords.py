"""Words that say nothing, or little, of what a query is about, in both languages."""

EMPTY_WORDS = frozenset({
    "a", "about", "above", "after", "all", "also", "am", "among", "an", "and", "any", "are", "as", "at", "be",
    "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "doing", "done",
    "during", "each", "either", "for", "from", "further", "get", "had", "has", "have", "having", "he", "her", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "itself", "may", "me", "might", "more", "most", "must", "my",
    "nor", "not", "of", "on", "onto", "or", "other", "our", "out", "over", "own", "per", "shall", "she", "should",
    "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "to", "under", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within",
    "without", "would", "you", "your",
})  # fmt: skip
"""English words, folded."""

EMPTY_PIECES = frozenset({
    "的", "地", "得", "了", "着", "过", "和", "与", "及", "或", "以及", "对", "对于", "关于", "在", "于", "中",
    "为", "是", "被", "把", "将", "由", "从", "向", "到", "其", "之", "等", "有", "有关", "相关", "哪些", "什么",
    "如何", "怎样", "怎么", "怎么样", "为什么", "为何", "是否", "吗", "呢", "吧", "啊", "谁", "哪", "哪个", "哪里",
    "哪种", "多少", "几", "个", "种", "些", "这", "那", "这些", "那些", "我", "我们", "他", "他们", "它", "它们",
    "也", "都", "就", "还", "又", "而", "并", "且", "并且", "而且", "但", "但是", "因", "因为", "所以", "如果",
    "则", "会", "能", "能否", "可", "可以", "应", "该", "要", "让", "给", "用", "以", "所", "者", "上", "下", "里",
    "内", "外", "时", "后", "前", "请", "问", "有没有", "是什么", "有哪些", "情况", "方面", "问题", "研究", "分析",
    "探讨", "浅析", "综述", "太",
})  # fmt: skip
"""Pieces of a Chinese query, folded and joined."""

LIGHT = frozenset({
    "affect", "analysis", "approach", "assessment", "aspect", "case", "challenge", "change", "country", "cause",
    "consequence", "current", "design", "develop", "development", "effect", "evaluation", "experience", "factor",
    "future", "global", "impact", "implication", "influence", "issue", "lesson", "long", "measure", "method",
    "need", "needed", "new", "option", "plan", "possible", "problem", "progress", "prospect", "reason",
    "recommendation", "research", "result", "review", "risk", "role", "situation", "solution", "state", "strategy",
    "study", "system", "trend", "use", "way", "world", "worldwide", "影响", "作用", "原因", "因素", "措施", "对策",
    "建议", "策略", "现状", "趋势", "进展", "前景", "展望", "挑战", "风险", "意义", "评价", "评估", "比较", "经验",
    "启示", "方法", "路径", "机制", "制度", "体系", "模式", "发展", "建设", "国家", "全球", "世界", "国际", "我国",
    "主要", "新", "长", "大", "小", "多", "高", "低", "水平", "程度", "能力", "方式", "途径", "方案", "设计",
    "后果", "效果", "效应", "变化", "改革", "mineral", "mine", "mining", "metal", "ore", "resource", "material",
    "industry", "company", "enterprise", "production", "supply", "producer", "product", "sector", "market", "矿产",
    "矿山", "矿业", "矿物", "金属", "资源", "矿产资源", "原材料", "材料", "开采", "采矿", "企业", "产业", "行业",
    "供应", "生产", "公司", "部门", "市场", "矿", "太长",
})  # fmt: skip
"""Words that narrow a query only a little; an English one stands for all its forms."""
