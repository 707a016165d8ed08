"""Wrapping: a program inside JSON, with its line ends or signs escaped, or in foreign characters.

A text is unwrapped before its lines are looked at; what was done has a name, like every repair.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from functools import lru_cache

MAX_TEXT = 4 * 1024 * 1024  # characters; a longer text is left as it is
_MAX_NESTED = 20

_FENCED = re.compile(r"\s*(?:```|~~~)[\w +.-]*\n(.*?)\n\s*(?:```|~~~)\s*", re.DOTALL)
_THOUGHTS = re.compile(r"thoughts?|thinking|reasoning|analysis|rationale|explanation|notes?", re.I)
_LINE_END = re.compile(r"\\r\\n|\\n(?!(?:e|eg|eq|ot|eq)\b)")
_ENTITY = re.compile(r"&(?:gt|lt|amp|quot|#39|apos|nbsp);")
_MEANT = {"&gt;": ">", "&lt;": "<", "&quot;": '"', "&#39;": "'", "&apos;": "'", "&nbsp;": " "}
_ESCAPED = re.compile(r"\\([_*#><&~|])|\\\[(\w+)\\\]")
_BLANK = re.compile(r"[^\S \t\r\n\f\v\x1c-\x1f\x85]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～

Change = Callable[[str], str]


def out_of_json(text: str) -> str:
    """A JSON text, or an object of blocks: `{"facts": ["P(a)"], "query": "P(b)"}`."""
    fenced = _FENCED.fullmatch(text)
    bare = (fenced[1] if fenced else text).strip()
    if bare[:1] not in ("{", "[", '"') or len(bare) > MAX_TEXT:
        return text
    try:
        value = json.loads(bare)
        return "\n".join(_lines(value, _MAX_NESTED)) if isinstance(value, str | dict) else text
    except (ValueError, RecursionError):
        return text


def _lines(value: object, deep: int) -> list[str]:
    match value:
        case str():
            return [value]
        case list() if deep:
            return [line for item in value for line in _lines(item, deep - 1)]
        case dict() if deep:
            return [
                line
                for key, item in value.items()
                if not _THOUGHTS.fullmatch(key)
                for line in (f"{key.replace('_', ' ')}:", *_lines(item, deep - 1))
            ]
        case _:
            return []


def with_line_ends(text: str) -> str:
    r"""A text on one line, its line ends written `\n`."""
    written = _LINE_END.findall(text)
    return _LINE_END.sub("\n", text) if len(written) > 2 and "\n" not in text.strip() else text


def without_entities(text: str) -> str:
    """`&gt;&gt;&gt;`, `&amp;&amp;`"""
    return _ENTITY.sub(lambda found: _MEANT.get(found.group(), "&"), text)


def without_escapes(text: str) -> str:
    r"""Markdown's `green\_book`, `\[IN\]`"""
    return _ESCAPED.sub(lambda found: found[1] or f"[{found[2]}]", text)


def with_plain_characters(text: str) -> str:
    """Blanks of other widths, characters without any, and the wide forms of ASCII."""
    text = _UNSEEN.sub("", text.removeprefix("\ufeff"))
    return _BLANK.sub(" ", text).translate(_WIDE)


UNWRAPPING: tuple[tuple[str, Change], ...] = (
    ("json_text", out_of_json),
    ("line_ends", with_line_ends),
    ("entities", without_entities),
    ("escapes", without_escapes),
    ("characters", with_plain_characters),
)


@lru_cache(maxsize=64)
def _unwrapped(text: str, without: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    used: list[str] = []
    for name, change in UNWRAPPING:
        changed = text if name in without else change(text)
        if changed != text:
            text, used = changed, [*used, name]
    return text, tuple(used)


def unwrapped(text: str, without: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The program of a text, and the repairs that it took to find it."""
    return _unwrapped(text, frozenset(without))
