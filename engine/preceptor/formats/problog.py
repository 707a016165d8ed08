"""ProbLog: the rules with their weights, as probabilities.

ProbLog 2.3 takes recursion under `\\+`, met while other recursion is being evaluated, for a
negative cycle though the program is stratified. There a subquery, which it evaluates apart, says
that the atom has no derivation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from preceptor.formats.datalog import Program, datalog, looping
from preceptor.formats.printing import Notation, Show
from preceptor.formats.supports import with_supports
from preceptor.graph import RuleGraph
from preceptor.logic import Arith, Atom, Compare, Expr, Literal, Not, Num, Op, Rule
from preceptor.syntax import show_number

_NOTES = (
    "The probability that ProbLog computes is not our confidence: a confidence is the product of",
    "weights along the best proof, a probability counts all proofs and each weight in them once.",
    "s_p1_ill is what can be derived of p1_ill, whatever the weights: that is what our \\+ denies.",
    "subquery(A, N), N = 0.0 is \\+ A for an A that recursion derives.",
)


def problog(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program, with a query for each derived predicate and each denial.

    A ground instance of a weighted rule is one random choice. Raises Unsayable, InputError.
    """
    program = datalog(graph, facts, "problog")
    program = replace(program, rules=with_supports(program.rules))
    return "".join(f"{line}\n" for line in _lines(program))


def _lines(program: Program) -> Iterator[str]:
    notation = _Notation("%", "\\+ ", _test, "'", looping=looping(program.rules))
    yield from notation.header("ProbLog", program, _NOTES)
    for name in program.undefined:  # ProbLog refuses to call what has no clause
        yield f"{_open(name, program)} :- fail."
    for rule in program.rules:
        yield f"{_probability(rule)}{notation.clause(rule)}"
    yield from (f"query({_open(name, program)})." for name in program.outputs)


def _open(name: str, program: Program) -> str:
    args = ", ".join("_" * program.relations[name])
    return f"{name}({args})" if args else name


def _probability(rule: Rule) -> str:
    return "" if rule.is_hard else f"{show_number(rule.weight).replace('r', '/')}::"


@dataclass(frozen=True, slots=True)
class _Notation(Notation):
    """Prolog's, but for `\\+` over what recursion derives."""

    looping: frozenset[str] = frozenset()

    def goals(self, literal: Literal, at: int, show: Show) -> Iterator[str]:
        if isinstance(literal, Not) and literal.atom.name in self.looping:
            yield f"subquery({self.atom(literal.atom, show)}, N{at})"
            yield f"N{at} = 0.0"
        else:
            yield from Notation.goals(self, literal, at, show)


def _test(comparison: Compare, at: int, show: Show) -> Iterator[str]:
    """A comparison that never sees a symbol where it wants a number: ProbLog would stop.

    `=` and `\\=` compare values, so that a sum is first put in a variable.
    """
    if comparison.op not in (Op.SAME, Op.DIFFERENT):
        yield from _integers(comparison.left, show)
        yield from _integers(comparison.right, show)
        yield f"{show(comparison.left)} {comparison.op.value} {show(comparison.right)}"
        return
    sides = []
    for letter, side in (("L", comparison.left), ("R", comparison.right)):
        if isinstance(side, Arith):
            yield from _integers(side, show)
            yield f"{letter}{at} is {show(side)}"
        sides.append(f"{letter}{at}" if isinstance(side, Arith) else show(side))
    yield f"{sides[0]} {comparison.op.value} {sides[1]}"


def _integers(expr: Expr, show: Show) -> Iterator[str]:
    """A test for each variable of the expression, and for a symbol that stands alone."""
    leaves = dict.fromkeys(_leaves(expr))
    return (f"integer({show(leaf)})" for leaf in leaves if not isinstance(leaf, Num))


def _leaves(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Arith):
        yield from _leaves(expr.left)
        yield from _leaves(expr.right)
    else:
        yield expr
