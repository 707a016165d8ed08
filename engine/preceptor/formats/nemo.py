"""Nemo: rules for the Datalog engine of that name (`.rls`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from preceptor.formats.datalog import Program, datalog
from preceptor.formats.printing import Notation, Show, has_arithmetic, numeric
from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Compare, Rule

_NOTES = (
    "Nemo has no relations without arguments: p0_rain(0) is rain, and u0(0) always holds.",
    "n1_flies is a relation of its own; v1_neg_x3a_... holds where it meets its opposite.",
)
_BOUNDED = "Nemo computes in 64 bits; a sum beyond makes its rule not apply."
_ALWAYS = Atom("u0")


def nemo(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program. Raises Unsayable for weights and divisions, InputError for an open fact."""
    program = datalog(graph, facts, "nemo")
    return "".join(f"{line}\n" for line in _lines(program))


def _lines(program: Program) -> Iterator[str]:
    bounded = (_BOUNDED,) if has_arithmetic(program.rules) else ()
    yield from _NOTATION.header("Nemo", program, (*_NOTES, *bounded))
    yield _NOTATION.clause(Rule(_ALWAYS))
    for rule in program.rules:
        yield _NOTATION.clause(_anchored(rule))
    for name in program.outputs:
        yield f"@output {name} ."


def _anchored(rule: Rule) -> Rule:
    """Nemo takes no body without a positive literal."""
    if rule.body and not any(isinstance(literal, Atom) for literal in rule.body):
        return replace(rule, body=(_ALWAYS, *rule.body))
    return rule


def _test(comparison: Compare, at: int, show: Show) -> Iterator[str]:
    yield numeric(comparison, show)


# Every variable has a name: `~p(_, _)` held in Nemo 0.10.1 though p was not empty.
_NOTATION = Notation(comment="%", absent="~", test=_test, variable="?V", single=None, none="(0)")
