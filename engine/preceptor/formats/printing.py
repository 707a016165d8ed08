"""Printing: the rules of a program in a notation that is like Prolog's, given its few marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from preceptor.formats.datalog import Program
from preceptor.formats.names import LEGEND, constant_text
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Var,
    occurrences,
)

Show = Callable[[Expr], str]
Test = Callable[[Compare, int, Show], Iterator[str]]  # goals for the comparison at a position

SIGNS = {
    Op.SAME: "=",
    Op.EQ: "=",
    Op.DIFFERENT: "!=",
    Op.NE: "!=",
    Op.LT: "<",
    Op.LE: "<=",
    Op.GT: ">",
    Op.GE: ">=",
}


@dataclass(frozen=True, slots=True)
class Notation:
    """The marks of a format.

    `single` stands for a variable that occurs once, `none` behind the name of a relation without
    arguments; `test` writes a comparison.
    """

    comment: str
    absent: str
    test: Test
    quote: str = '"'
    variable: str = "V"
    single: str | None = "_"
    none: str = ""

    def clause(self, rule: Rule) -> str:
        """One rule, fact or denial with its full stop."""
        uses = Counter(occurrences(rule))
        names = {
            name: f"{self.variable}{n}" if uses[name] > 1 or self.single is None else self.single
            for n, name in enumerate(uses, 1)
        }

        def show(expr: Expr) -> str:
            return self.expression(expr, names)

        head = "" if rule.head is None else self.atom(rule.head, show)
        body = ", ".join(
            goal for at, lit in enumerate(rule.body) for goal in self.goals(lit, at, show)
        )
        return f"{f'{head} :- {body}' if body else head}.".lstrip()

    def goals(self, literal: Literal, at: int, show: Show) -> Iterator[str]:
        match literal:
            case Atom():
                yield self.atom(literal, show)
            case Not(atom):
                yield f"{self.absent}{self.atom(atom, show)}"
            case Compare():
                yield from self.test(literal, at, show)
            case Aggregate():
                raise InputError(f"no notation for  {literal}")
            case _:
                assert_never(literal)

    def atom(self, atom: Atom, show: Show) -> str:
        args = f"({', '.join(map(show, atom.args))})" if atom.args else self.none
        return f"{'-' if atom.negated else ''}{atom.name}{args}"

    def expression(self, expr: Expr, names: dict[str, str]) -> str:
        match expr:
            case Arith(op, left, right):
                return f"{self._operand(left, names)} {op} {self._operand(right, names)}"
            case Var(name):
                return names[name]
            case Const(name):
                return f"{self.quote}{constant_text(name)}{self.quote}"
            case Num(value):
                return str(value)
            case _:
                assert_never(expr)

    def _operand(self, expr: Expr, names: dict[str, str]) -> str:
        text = self.expression(expr, names)
        return f"({text})" if isinstance(expr, Arith) or text.startswith("-") else text

    def header(self, tool: str, program: Program, notes: Iterable[str] = ()) -> Iterator[str]:
        """The comment that says how to read names and numbers back, and what each relation is."""
        lines = [f"Rules for {tool}, printed by preceptor.", *LEGEND, *notes]
        if program.factor > 1:
            lines.append(f"Every number is {program.factor} times what the rules say.")
        width = max(map(len, program.meanings), default=0)
        lines += [f"  {name:{width}}  {meant}" for name, meant in program.meanings.items()]
        return (f"{self.comment} {line}" for line in lines)


def infix(comparison: Compare, show: Show) -> str:
    """A comparison by its sign."""
    return f"{show(comparison.left)} {SIGNS[comparison.op]} {show(comparison.right)}"


def numeric(comparison: Compare, show: Show) -> str:
    """A comparison by its sign that fails on symbols where ours does: `V1 + 0 < 3`.

    Only `=` and `\\=` compare symbols; for the others a sum makes each side a number or nothing.
    """
    if comparison.op in (Op.SAME, Op.DIFFERENT):
        return infix(comparison, show)

    def number(expr: Expr) -> str:
        return show(expr) if isinstance(expr, Num | Arith) else f"{show(expr)} + 0"

    return f"{number(comparison.left)} {SIGNS[comparison.op]} {number(comparison.right)}"


def has_arithmetic(rules: Iterable[Rule]) -> bool:
    tests = (lit for rule in rules for lit in rule.body if isinstance(lit, Compare))
    return any(isinstance(side, Arith) for test in tests for side in (test.left, test.right))
