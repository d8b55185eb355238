"""Chinese in the order of its pinyin, without a dictionary of it.

The 3,755 characters of the first level of GB 2312 stand in the order of their pinyin, and their codes are those of
GB 18030. Family names and metals of the second level, which is in the order of radicals, stand here for a character of
the first level that sounds the same; other characters come after all of the first level.
"""

from __future__ import annotations

from extract.script import simplified

_SOUNDS_LIKE = (
    "闫严 覃秦 滕藤 缪妙 褚楚 窦豆 岑测 晏宴 瞿渠 佟同 臧赃 闵敏 邬乌 栾卵 佘蛇 邝矿 胥须 鄢烟 谌陈 奚西 "
    "冼显 蔺吝 仝同 郜告 阚堪 扈户 晁潮 芮锐 阙缺 邸底 裘求 亓齐 邰抬 逯录 嵇鸡 於迂 昝攒 锂里 铍皮 钛太 "
    "钴孤 镓家 铷如 锶思 钇乙 锆告 铌尼 钼目 锝得 钌了 铑老 钯把 镉隔 铟因 碲帝 铯色 镧兰 铈市 镨普 钕女 "
    "钷坡 钐山 铕有 钆噶 铽特 镝敌 钬火 铒耳 铥丢 镱意 镥鲁 铪哈 钽坦 铼来 锇俄 铊他 铋必 钍土 郦力 "
)
SOUNDS_LIKE = {pair[0]: pair[1] for pair in _SOUNDS_LIKE.split()}


def pinyin_key(text: str) -> bytes:
    """A key that puts Chinese, traditional or simplified, in the order of its pinyin; other letters stay in theirs."""
    return b"".join(_key(char) for char in simplified(text))


def _key(char: str) -> bytes:
    code = SOUNDS_LIKE.get(char, char).encode("gb18030", "replace")
    if len(code) == 1:
        return code
    in_gb_2312 = len(code) == 2 and code[1] >= 0xA1
    # The character itself comes right after the one that it sounds like; rare ones after all of GB 2312.
    return (code if in_gb_2312 else b"\xfe" + code) + (b"\xff" if char in SOUNDS_LIKE else b"\x00")
