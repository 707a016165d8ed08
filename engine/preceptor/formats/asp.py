"""Answer set programming: for clingo and its kin, whose stable model is our perfect model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.formats.datalog import Program, datalog
from preceptor.formats.names import relation_name
from preceptor.formats.printing import Notation, Show, has_arithmetic, numeric
from preceptor.graph import RuleGraph, body_atom
from preceptor.logic import Aggregate, Atom, Compare, Fold, Literal, Predicate

_NOTES = (
    "-p2_parent is the strong negation of p2_parent. A denial is a constraint: where one is",
    "violated there is no stable model, else there is exactly one.",
)
_BOUNDED = "clingo computes in 32 bits and wraps around beyond, without a word."


def asp(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program; strong negation and denials are ASP's own. Raises Unsayable, InputError."""
    program = datalog(graph, facts, "asp", native=True)
    return "".join(f"{line}\n" for line in _lines(graph, program))


def _lines(graph: RuleGraph, program: Program) -> Iterator[str]:
    bounded = (_BOUNDED,) if has_arithmetic(program.rules) or _adds_up(program) else ()
    yield from _NOTATION.header("ASP (clingo)", program, (*_NOTES, *bounded))
    yield from _defined(program)
    yield from map(_NOTATION.clause, program.rules)
    yield "#show."
    for predicate in graph.derived:
        plain = relation_name(Predicate(predicate.name, predicate.arity))
        yield f"#show {'-' if predicate.negated else ''}{plain}/{predicate.arity}."


def _defined(program: Program) -> Iterator[str]:
    """Tells clingo of what the rules read and nothing concludes."""
    read = {
        _sign(atom): None
        for rule in program.rules
        for lit in rule.body
        if (atom := body_atom(lit)) is not None
    }
    concluded = {_sign(rule.head) for rule in program.rules if rule.head is not None}
    return (f"#defined {sign}." for sign in read if sign not in concluded)


def _sign(atom: Atom) -> str:
    return f"{'-' if atom.negated else ''}{atom.name}/{len(atom.args)}"


def _test(comparison: Compare, at: int, show: Show) -> Iterator[str]:
    yield numeric(comparison, show)


def _adds_up(program: Program) -> bool:
    body = (literal for rule in program.rules for literal in rule.body)
    return any(isinstance(literal, Aggregate) and literal.fold is Fold.SUM for literal in body)


class _Notation(Notation):
    """With ASP's aggregates, which look at symbols otherwise than ours, and at none."""

    def goals(self, literal: Literal, at: int, show: Show) -> Iterator[str]:
        if not isinstance(literal, Aggregate):
            yield from Notation.goals(self, literal, at, show)
            return
        terms, atom = ", ".join(map(show, literal.terms)), self.atom(literal.atom, show)
        folded = f"#{literal.fold} {{ {terms} : {atom} }}"
        yield f"{show(literal.result)} = {folded}"
        if literal.fold in _OF_NONE:
            yield f"{folded} != {_OF_NONE[literal.fold]}"
        if literal.fold is not Fold.COUNT:  # a symbol is more than any number
            yield f"#count {{ {terms} : {atom}, {show(literal.terms[0])} > {_LARGEST} }} = 0"


_OF_NONE = {Fold.MIN: "#sup", Fold.MAX: "#inf"}
_LARGEST = 2**31 - 1
_NOTATION = _Notation(comment="%", absent="not ", test=_test)
