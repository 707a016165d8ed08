"""From parse to logic: the actions that LALR calls bottom-up, so that no tree is ever walked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, product
from math import prod
from typing import Any

from lark import Token, Transformer, v_args

from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    Expr,
    Fold,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Term,
    Var,
)
from preceptor.logic.variables import map_rule, variables
from preceptor.syntax.show import clause_id, show_number

MAX_ALTERNATIVES = 64
MAX_DEPTH = 200  # of nested arithmetic; deeper text ends in a limit error, not in RecursionError
MAX_DIGITS = 100

_GIVES = "write  N = {} {{ X : p(X) }}, N >= 2"

Conjunction = tuple[Literal, ...]
Alternatives = tuple[Conjunction, ...]
Clause = tuple[Rule, ...]  # the rules that one clause unfolds to


class Refused(Exception):
    """A clause that the grammar reads but the language does not have; `token` says where."""

    def __init__(
        self, code: Code, message: str, hint: str = "", token: Token | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.offset = None if token is None else token.start_pos


@dataclass(slots=True)
class _Deep:
    """An expression with its depth, kept so that building stays linear."""

    expr: Expr
    depth: int = 0


@v_args(inline=True)
class Build(Transformer[Token, Clause]):
    """Turns a parse of rules.lark into the rules of each clause, not yet placed."""

    def item(self, mark: Token | None, rules: Clause) -> Clause:
        name = None if mark is None else mark.split()[-1]
        if name is not None:
            rules = tuple(replace(rule, name=name) for rule in rules)
        if len(rules) == 1:
            return rules
        clause = clause_id(rules)
        return tuple(replace(rule, clause=clause) for rule in rules)

    def fact(self, weight: Fraction | None, head: Atom) -> Clause:
        return (_rule(head, (), weight),)

    def rule(self, weight: Fraction | None, head: Atom, body: Alternatives) -> Clause:
        return tuple(_rule(head, alternative, weight) for alternative in body)

    def denial(self, body: Alternatives) -> Clause:
        return tuple(_rule(None, alternative, None) for alternative in body)

    def weighted_denial(self, *_: Any) -> tuple[Rule, ...]:
        raise Refused(
            Code.SYNTAX,
            "a denial carries no weight",
            "drop the weight, or say it as a rule:  0.9 :: -p(X) :- q(X).",
        )

    def weight(self, number: _Deep) -> Fraction:
        assert isinstance(number.expr, Num)
        value = Fraction(number.expr.value)
        if not 0 < value <= 1:
            raise Refused(
                Code.SYNTAX,
                f"a weight lies in (0, 1], found {show_number(number.expr.value)}",
                "75 percent is 0.75; what never holds is said with a denial or  -head",
            )
        return value

    def query(self, body: Alternatives) -> Clause:
        return self.denial(body)

    def disjunction(self, *branches: Alternatives) -> Alternatives:
        return _limited(tuple(alternative for branch in branches for alternative in branch))

    def conjunction(self, *goals: Literal | Alternatives) -> Alternatives:
        choices = [goal if isinstance(goal, tuple) else ((goal,),) for goal in goals]
        if prod(map(len, choices)) > MAX_ALTERNATIVES:
            _limited(tuple(() for _ in range(MAX_ALTERNATIVES + 1)))
        return tuple(tuple(lit for part in parts for lit in part) for parts in product(*choices))

    def opposite(self, atom: Atom) -> Atom:
        return Atom(atom.name, atom.args, negated=True)

    def absent(self, atom: Atom) -> Not:
        return Not(atom)

    def absent_opposite(self, atom: Atom) -> Not:
        return Not(self.opposite(atom))

    def compare(self, left: _Deep, op: Token, right: _Deep) -> Compare:
        return Compare(Op(str(op)), left.expr, right.expr)

    def aggregate(
        self, result: _Deep, op: Token, fold: Token, terms: tuple[Term, ...], atom: Atom
    ) -> Aggregate:
        if Op(str(op)) is not Op.SAME or not isinstance(result.expr, Var | Num):
            message = f"{fold} gives its value to a variable or a number"
            raise Refused(Code.SYNTAX, message, _GIVES.format(fold), op)
        if Var("_") in terms:
            raise Refused(Code.SYNTAX, f"{fold} lists _", "name the variable", fold)
        try:
            return Aggregate(result.expr, Fold(str(fold)), terms, atom)
        except ValueError as error:
            hint = f"list variables of the atom:  N = {fold} {{ X : p(X) }}"
            raise Refused(Code.SYNTAX, str(error), hint, fold) from None

    def aggregate_opposite(
        self, result: _Deep, op: Token, fold: Token, terms: tuple[Term, ...], atom: Atom
    ) -> Aggregate:
        return self.aggregate(result, op, fold, terms, self.opposite(atom))

    def terms(self, *terms: _Deep) -> tuple[Term, ...]:
        return tuple(_term(term.expr) for term in terms)

    def atom(self, name: str, *args: _Deep | None) -> Atom:
        return Atom(name, tuple(_term(arg.expr) for arg in args if arg is not None))

    def variable(self, token: Token) -> _Deep:
        return _Deep(Var(str(token)))

    def constant(self, name: str) -> _Deep:
        return _Deep(Const(name))

    def negative(self, number: _Deep) -> _Deep:
        assert isinstance(number.expr, Num)
        return _Deep(Num(-number.expr.value))

    def opposite_variable(self, token: Token) -> _Deep:
        return _Deep(Arith("-", Num(0), Var(str(token))), 1)

    def opposite_sum(self, inner: _Deep) -> _Deep:
        return _deepen("-", _Deep(Num(0)), inner)

    def arithmetic(self, left: _Deep, op: Token, right: _Deep) -> _Deep:
        return _deepen(str(op), left, right)

    def name(self, token: Token) -> str:
        return unquote(token) if token.type == "QUOTED" else str(token)

    def number(self, token: Token) -> _Deep:
        if len(token) > MAX_DIGITS:
            message = f"a number of more than {MAX_DIGITS} digits"
            raise Refused(Code.LIMIT, message, token=token)
        if token.type == "RATIONAL" and not int(token.partition("r")[2]):
            raise Refused(Code.SYNTAX, f"{token} divides by zero", token=token)
        return _Deep(Num(int(token) if token.isdigit() else Fraction(token.replace("r", "/"))))


def unquote(token: Token) -> str:
    """The name that a quoted token stands for."""
    inner, out, at = token[1:-1], [], 0
    while at < len(inner):
        character = inner[at]
        if character == "'":  # written twice
            out.append("'")
            at += 2
        elif character != "\\":
            out.append(character)
            at += 1
        elif inner[at + 1] == "x":
            end = inner.index("\\", at + 2)
            out.append(_character(inner[at + 2 : end], token))
            at = end + 1
        else:
            out.append({"n": "\n", "t": "\t"}.get(inner[at + 1], inner[at + 1]))
            at += 2
    return "".join(out)


def _character(digits: str, token: Token) -> str:
    code = int(digits[:8], 16)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF or len(digits) > 8:
        message = f"no name holds the character \\x{digits[:8]}\\"
        raise Refused(Code.CHARACTER, message, token=token)
    return chr(code)


def _deepen(op: str, left: _Deep, right: _Deep) -> _Deep:
    depth = 1 + max(left.depth, right.depth)
    if depth > MAX_DEPTH:
        raise Refused(Code.LIMIT, f"arithmetic nested deeper than {MAX_DEPTH}")
    return _Deep(Arith(op, left.expr, right.expr), depth)


def _term(expr: Expr) -> Term:
    assert not isinstance(expr, Arith)  # the grammar has no arithmetic in arguments
    return expr


def _limited(alternatives: Alternatives) -> Alternatives:
    if len(alternatives) > MAX_ALTERNATIVES:
        raise Refused(
            Code.LIMIT,
            f"a disjunction of more than {MAX_ALTERNATIVES} alternatives",
            "split the clause into several",
        )
    return alternatives


def _rule(head: Atom | None, body: Conjunction, weight: Fraction | None) -> Rule:
    return numbered(Rule(head, body, Fraction(1) if weight is None else weight))


def numbered(rule: Rule) -> Rule:
    """The rule with each `_` made a variable of its own: _1, _2, ... in printed order."""
    names = set(variables(rule))
    if "_" not in names:
        return rule
    fresh = (name for n in count(1) if (name := f"_{n}") not in names)
    return map_rule(rule, lambda term: Var(next(fresh)) if term == Var("_") else term)
