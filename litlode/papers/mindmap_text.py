"""A mind map as a nested list of Markdown, which mind-map programs open as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.mindmap import MindMap, Node
from litlode.papers.digest_page import plain
from litlode.papers.links import PageLink
from litlode.papers.wording import kind_name, words


def as_markdown(made: MindMap, link: PageLink) -> str:
    """The map: the title as heading, then a list, two spaces a level; leaves are linked to their pages."""
    said = words(made.lang)
    lines = [f"# {plain(made.root.text)}", ""]
    for node in made.root.children:
        lines += _lines(node, link, said, made.lang, 0)
    if not made.root.children:
        lines.append(said["nothing"])
    return "\n".join(lines) + "\n"


def _lines(node: Node, link: PageLink, said: Mapping[str, str], lang: str, level: int) -> Iterator[str]:
    yield "  " * level + "- " + _told(node, link, said, lang)
    for child in node.children:
        yield from _lines(child, link, said, lang, level + 1)


def _told(node: Node, link: PageLink, said: Mapping[str, str], lang: str) -> str:
    if node.page is None:
        text = plain(label(node, said))
        return f"**{text}**" if node.kind in ("metal", "other") else f"*{text}*"
    page, colon = said["page"].format(page=node.page), "：" if lang == "zh" else ": "
    place = f"[{page}]({address})" if (address := link(node.page)) else page
    told = said["comma"].join([place, *(plain(name) for name in node.also)])
    return f"{kind_name(node.kind, lang)}{colon}{plain(node.text)}{said['beside'].format(told=told)}"


def label(node: Node, said: Mapping[str, str]) -> str:
    """What a node without words of the paper is called."""
    if node.kind == "more":
        return said["more"].format(count=node.count)
    return node.text or said[node.kind]
