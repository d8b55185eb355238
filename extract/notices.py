"""Which lines are a page's furniture: menus, counters, log-in, sharing and download lines, copyright."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lang import has_han

_LONGEST = 160
_BARE = (
    r"[\W\d_]+|\d[\d,.]*\s?[kKmM]\+?"
    r"|(?:\d[\d,.]*\s*)?(?:次|人|views?|downloads?|citations?|shares?|comments?|reads?|likes?)"
)
_MENU_ZH = (
    r"登[录陆]|注册(?:一个|新|账|帐|用户|$)|(?:忘记|找回)密码|下载(?:全文|pdf|次数|量)?$|(?:全文|pdf|html|xml)\s*下载"
    r"|(?:浏览|阅读|点击)(?:次数|量|全文|原文|查看|下载)|扫[一码描]|二维码|分享[到至]|返回(?:首页|顶部)|[上下]一[篇页]|网站地图"
    r"|联系我们|关于我们|版权所有|icp备|公网安备|引用格式|引用本文|导出(?:引文|文献)?|思维导图|ai\s?(?:摘要|导读|summary|mindmap)"
)
_MENU_EN = (
    r"\b(?:log ?in|sign (?:in|up|out)|register (?:now|here)|forgot(?:ten)? (?:your )?password|subscribe|newsletter"
    r"|cookies?\b.{0,40}(?:accept|policy|settings|use)|accept (?:all )?cookies|privacy (?:policy|notice)"
    r"|terms (?:of use|and conditions|of service)|all rights reserved|skip to (?:main )?content|back to (?:top|home)"
    r"|view (?:pdf|full ?text|article|metrics)|download (?:pdf|citation|article|full)|export citation"
    r"|share (?:on|via|this)|follow us|site ?map|contact us|add to (?:cart|favou?rites)|cite this article"
    r"|get access|buy (?:now|article)"
    r"|watch now|read more|click here|print (?:this )?page|page \d+ of \d+|author information|article history)\b"
    r"|©|\(c\)\s?(?:19|20)\d\d"
)
_MENU_WORDS, _ENGLISH_MENU_WORDS = re.compile(f"{_MENU_ZH}|{_MENU_EN}"), re.compile(_MENU_EN)  # in lower case
_MENU_ENTRY = (
    r"(?:首页|微信|微博|收藏|购买|订阅|投稿|搜索|帮助|更多|详细|导航|全文|图表|评论|统计|English|中文|Home|Search|Menu|Help|PDF|HTML"
    r"|Share|Print)\W*"
)
_FILE = r"(?:PDF|HTML|XML|EPUB|Word|DOCX?)\s*(?:[(（]?\s*[\d.,]+\s*[KMG]i?B?\s*[)）]?)?"
_TEMPLATE = r"(?:\[[A-Za-z]+_[A-Za-z]+\]\s*)+"  # marks that Word's templates leave in brokers' reports
_LINE = re.compile(rf"{_BARE}|{_TEMPLATE}|(?i:{_MENU_ENTRY}|{_FILE})")
_HEADS, _TAILS = ("»", "›", "«", "‹"), ("▾", "▼", "▲", "»", "›", " +", " >")
_JOURNAL_LINE = re.compile(r"››|»\s*:|^doi\s*[:：]|\bissn\b|\bcn\s?\d{2}-\d{4}|^https?://\S+$|^doi\.org")
_OF_JOURNALS = ("issn", "cn", "›", "»", "doi", "http")
_ENDS = re.compile(r"[。！？.!?；;：:][\"'”’)）]*$")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")
_BETWEEN_NAMES = re.compile(r"[\s,，、;；\d*†‡①-⑩¹²³⁰-⁹]+")
_NO_NAME = ("的", "和", "与", "及", "为", "等", "建立", "加强", "完善", "推进", "提高")
_LONGEST_NAME = 4


def is_notice(words: str) -> bool:
    """Whether a line by itself is furniture: a counter, a file's size, a menu entry, a journal's identity line."""
    if len(words) > _LONGEST:
        return False
    if words.startswith(_HEADS) or words.endswith(_TAILS) or _LINE.fullmatch(words):
        return True
    low = words.lower()
    if any(map(low.__contains__, _OF_JOURNALS)) and _JOURNAL_LINE.search(low):
        return True
    menu = _ENGLISH_MENU_WORDS if low.isascii() else _MENU_WORDS
    return _ENDS.search(words[-6:]) is None and menu.search(low) is not None


def is_crumb(words: str) -> bool:
    """Whether a line is short enough to be a menu's entry: up to 8 Chinese characters or 4 words, no sentence's end."""
    if len(words) > 32 or _ENDS.search(words):
        return False
    return len(words) <= 8 if has_han(words) else len(words.split()) <= 4


def is_name_list(words: str) -> bool:
    """Whether a line is a list of two or more Chinese personal names, as under a title."""
    if len(words) > _LONGEST or any(word in words for word in _NO_NAME):
        return False
    names = [name for name in _BETWEEN_NAMES.split(words) if name]
    return len(names) > 1 and all(
        _NAME.fullmatch(name) is not None and (len(name) <= _LONGEST_NAME or "·" in name) for name in names
    )


def menu_runs(crumbs: Sequence[bool]) -> list[tuple[int, int]]:
    """Half-open ranges of three or more crumbs in a row: a menu."""
    runs: list[tuple[int, int]] = []
    start = -1
    for i, crumb in enumerate([*crumbs, False]):
        if crumb and start < 0:
            start = i
        elif not crumb and start >= 0:
            if i - start >= 3:
                runs.append((start, i))
            start = -1
    return runs
