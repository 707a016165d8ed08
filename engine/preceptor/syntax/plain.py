"""Plain clauses, as most are: cut at their commas, each distinct literal parsed only once.

rules.lark stays the one definition. It reads every head, weight and goal that is cut here, and
every clause that cannot be cut so; what is read here it would read the same.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, cast

from lark import Lark
from lark.exceptions import UnexpectedInput

from preceptor.logic import Atom, Const, Literal, Rule, Var
from preceptor.rooms import GRAMMARS
from preceptor.syntax.build import Build, Clause, Refused, numbered
from preceptor.syntax.split import QUOTED

_REMEMBERED = 1 << 14  # literals; one that is longer than this many characters is not:
_LONGEST = 200

# A goal up to its comma or the end. It may hold quoted names and one level of parentheses; no
# repetition gives back what it took, so that every text is cut in linear time.
_GOAL = re.compile(rf"[ \t\r\n\f]*+((?:[^(),;']++|{QUOTED}|\((?:[^()']++|{QUOTED})*+\))++)(?:,|\Z)")
# Of these most are a name with variables and names, which take no grammar to read.
_ATOM = re.compile(
    r" *+([a-z]\w*+)\(( *+[A-Za-z_]\w*+ *+(?:, *+[A-Za-z_]\w*+ *+)*+)\) *+", re.ASCII
)
_CERTAIN = Fraction(1)
_ANONYMOUS = re.compile(r"(?<!\w)_(?!\w)")


def plain(text: str) -> Clause | None:
    """The rule of a clause, not yet placed; None where the grammar has to read the whole of it."""
    name = None
    if text.startswith("%"):  # the mark that names it
        mark, _, text = text.partition("\n")
        name = mark.split()[-1]
    if not text.endswith(".") or "%" in text or "/*" in text:
        return None
    left, neck, right = text[:-1].partition(":-")
    before, weighs, head = left.rpartition("::")
    weight = _parsed(f"{before}::", "weight") if weighs else _CERTAIN
    body = _goals(right) if neck else ()
    is_denial = bool(neck) and not left.strip(" \t\r\n\f")
    concluded = None if is_denial else _parsed(head, "head")
    if weight is None or body is None or (concluded is None and not is_denial):
        return None
    rule = Rule(concluded, body, weight, name)
    return (numbered(rule) if "_" in text and _ANONYMOUS.search(text) else rule,)


def _goals(body: str) -> tuple[Literal, ...] | None:
    goals: list[Literal] = []
    found = _GOAL.match(body)
    while found:
        goal = _parsed(found[1], "goal")
        if goal is None or isinstance(goal, tuple):  # a disjunction in parentheses
            return None
        goals.append(goal)
        if found.end(1) == found.end():  # no comma behind it
            return tuple(goals)
        found = _GOAL.match(body, found.end())
    return None


@lru_cache(_REMEMBERED)
def _parsed(text: str, start: str) -> Any:
    """What the grammar makes of a part of a clause; None if it makes nothing of it."""
    if len(text) > _LONGEST:
        return None
    found = _ATOM.fullmatch(text)
    if found is not None:
        name, args = found.groups()
        return Atom(name, tuple(map(_term, args.split(","))))
    try:
        return cast(object, _lark().parse(text, start=start))
    except (Refused, UnexpectedInput):
        return None


@lru_cache(_REMEMBERED)
def _term(text: str) -> Var | Const:
    name = text.strip(" ")
    return Const(name) if name[0].islower() else Var(name)


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMARS / "rules.lark"),
        parser="lalr",
        start=["weight", "head", "goal"],
        transformer=Build(),
        maybe_placeholders=True,
    )
