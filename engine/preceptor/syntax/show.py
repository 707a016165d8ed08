"""The printer: canonical text of terms, rules and theories, which `parse` reads back unchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Literal,
    Not,
    Num,
    Rule,
    Term,
    Theory,
    Var,
)
from preceptor.logic.variables import is_existential, occurrences, rename, variables

_PLAIN = re.compile(r"[a-z][A-Za-z0-9_]*")
_ANONYMOUS = re.compile(r"_[0-9]+")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t"}
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def show_name(name: str) -> str:
    """A predicate or constant name, quoted where the grammar needs it."""
    if _PLAIN.fullmatch(name):
        return name
    return f"'{''.join(map(_escape, name))}'"


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\x{ord(character):x}\\"


def show_number(value: int | Fraction) -> str:
    """An exact number: `-3`, `0.35`, or `1r3` where no finite decimal says it."""
    if isinstance(value, int):
        return str(value)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > 40:
        return f"{value.numerator}r{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "0")
    return f"{'-' if value < 0 else ''}{whole}.{part}"


def show_term(term: Term) -> str:
    match term:
        case Var(name):
            return name
        case Const(name):
            return show_name(name)
        case Num(value):
            return show_number(value)
        case _:
            assert_never(term)


def show_expr(expr: Expr) -> str:
    """An arithmetic expression with the fewest parentheses that keep its shape."""
    return _expr(expr, 0)


def _expr(expr: Expr, above: int) -> str:
    if not isinstance(expr, Arith):
        return show_term(expr)
    own = _PRECEDENCE[expr.op]
    text = f"{_expr(expr.left, own - 1)} {expr.op} {_expr(expr.right, own)}"
    return f"({text})" if own <= above else text


def show_atom(atom: Atom) -> str:
    args = f"({', '.join(map(show_term, atom.args))})" if atom.args else ""
    return f"{'-' if atom.negated else ''}{show_name(atom.name)}{args}"


def show_literal(literal: Literal) -> str:
    match literal:
        case Atom():
            return show_atom(literal)
        case Not(atom):
            return f"\\+ {show_atom(atom)}"
        case Compare(op, left, right):
            return f"{show_expr(left)} {op.value} {show_expr(right)}"
        case Aggregate(result, fold, terms, atom):
            listed = ", ".join(map(show_term, terms))
            return f"{show_term(result)} = {fold} {{ {listed} : {show_atom(atom)} }}"
        case _:
            assert_never(literal)


def show_goal(goal: Iterable[Literal]) -> str:
    return ", ".join(map(show_literal, goal))


def show_rule(rule: Rule) -> str:
    """One clause with its full stop and, on the line before, its `% @id` mark if it is named."""
    return _clause((rule,))


def show_theory(theory: Theory | Iterable[Rule]) -> str:
    """A clause a line, in order. Alternatives of one disjunction are printed as one clause."""
    return "".join(f"{_clause(group)}\n" for group in _clauses(theory))


def _clauses(rules: Iterable[Rule]) -> Iterator[tuple[Rule, ...]]:
    """The rules grouped by the clause that they unfold; two equal clauses in a row stay two."""
    group: tuple[Rule, ...] = ()
    for rule in rules:
        if group and (not _alternatives(group[0], rule) or _is_whole(group, rule)):
            yield group
            group = ()
        group += (rule,)
    if group:
        yield group


def _alternatives(one: Rule, other: Rule) -> bool:
    return one.clause is not None and (one.clause, one.name, one.head, one.weight) == (
        other.clause,
        other.name,
        other.head,
        other.weight,
    )


def _is_whole(group: tuple[Rule, ...], following: Rule) -> bool:
    """Whether the clause is complete, so that `following` begins its repetition."""
    return following == group[0] and clause_id(group) == group[0].clause


def _clause(alternatives: tuple[Rule, ...]) -> str:
    first = alternatives[0]
    mark = f"% @id {first.name}\n" if first.name else ""
    weight = "" if first.is_hard else f"{show_number(first.weight)} :: "
    head = "" if first.head is None else show_atom(first.head)
    bodies = [show_goal(plain(rule).body) for rule in alternatives]
    body = bodies[0] if len(bodies) == 1 else f"({' ; '.join(bodies)})"
    neck = f"{' ' if head else ''}:- {body}" if body else ""
    return f"{mark}{weight}{head}{neck}."


def plain(rule: Rule) -> Rule:
    """The rule with `_` for the variables that the parser would number just so."""
    numbered = [name for name in occurrences(rule) if _ANONYMOUS.fullmatch(name)]
    if not numbered or numbered != [f"_{n}" for n in range(1, len(numbered) + 1)]:
        return rule
    return rename(rule, dict.fromkeys(numbered, "_"))


def canonical(rule: Rule) -> Rule:
    """The rule without its name, variables renamed to V1, V2, ... in order of first occurrence.

    The underscore that makes a variable under `\\+` existential stays: `_V3`.
    """
    names = {
        name: f"{'_' if is_existential(name) else ''}V{n}"
        for n, name in enumerate(variables(rule), 1)
    }
    return replace(rename(rule, names), name=None, clause=None)


def rule_id(rule: Rule) -> str:
    """The rule's name, else its clause's id, else a short hash of its canonical print."""
    return rule.name or rule.clause or _hashed(rule)


@lru_cache(maxsize=1 << 14)
def _hashed(rule: Rule) -> str:
    return clause_id((rule,))


def clause_id(alternatives: Iterable[Rule]) -> str:
    """The id of an unnamed clause: `r` and ten hexadecimal digits."""
    text = "\n".join(show_rule(canonical(rule)) for rule in alternatives)
    return f"r{hashlib.sha256(text.encode()).hexdigest()[:10]}"
