"""Wishes on the card: what is missing, and the lines of domain.toml that would declare it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from preceptor.distil.cell import code_cell
from preceptor.logic import visible

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN = 10


def wish_sections(found: Mapping[str, Any]) -> list[str]:
    """The section of the card; none where nothing is wished for and nobody was asked."""
    wishes = found["wishes"]
    if not wishes and not found["answers"]:
        return []
    answers = f"The teacher was asked what is missing, in {found['answers']} requests."
    about = answers if found["answers"] else "Nobody was asked what is missing."
    if not wishes:
        return [f"## Wishes\n\n{about} No answer names a predicate that is not declared."]
    about += (
        " These predicates are used or asked for, and not declared; rules with them were dropped. "
        "Nothing was declared because of it."
    )
    rows = "".join(map(_row, wishes[:_SHOWN]))
    table = "| predicate | statements | asked for | replies | nearest | for example |\n"
    table += f"|---|---:|---:|---:|---|---|\n{rows}"
    more = len(wishes) - _SHOWN
    rest = f"\n{more} more are in wishes.json.\n" if more > 0 else ""
    lines = snippet(wishes[:_SHOWN])
    return [
        f"## Wishes\n\n{about}\n\n{table}{rest}\n"
        f"To declare what you agree with, in domain.toml:\n\n```toml\n{lines}```"
    ]


def snippet(wishes: Sequence[Mapping[str, Any]]) -> str:
    """The tables that declare the wishes: our own print, ready to be pasted."""
    return "\n".join(map(_declaration, wishes))


def _declaration(wish: Mapping[str, Any]) -> str:
    name, _, arity = wish["predicate"].rpartition("/")
    nearest = str(wish["nearest"] or "")
    key = wish["predicate"] if nearest.rpartition("/")[0] == name else name
    key = key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    args = json.dumps(wish["args"], ensure_ascii=False)
    text = json.dumps(wish["text"] or _said(name, int(arity)), ensure_ascii=False)
    about = f"# {wish['meaning']}\n" if wish["meaning"] and not wish["text"] else ""
    return f'{about}[predicates.{key}]\nargs = {args}\nrole = "{wish["role"]}"\ntext = {text}\n'


def _said(name: str, arity: int) -> str:
    """Words for a predicate of which nobody said what it means."""
    words = name.replace("_", " ").replace("{", "").replace("}", "")
    match arity:
        case 0:
            return words
        case 1:
            return f"{{0}} is {words}"
        case _:
            others = " and ".join(f"{{{place}}}" for place in range(1, arity))
            return f"{{0}} {words} {others}"


def _row(wish: Mapping[str, Any]) -> str:
    nearest = f"`{wish['nearest']}`" if wish["nearest"] else ""
    example = code_cell(wish["example"]) if wish["example"] else visible(wish["meaning"])
    return (
        f"| {code_cell(wish['predicate'])} | {wish['uses']} | {wish['asked']} "
        f"| {wish['replies_in_all']} | {nearest} | {example} |\n"
    )
