"""How other languages write what the workloads say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workloads import Columns

from preceptor.graph import RuleGraph
from preceptor.logic import Aggregate, Atom, Compare, Not, Var
from reasoners.prepared import Unfit


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes what the workloads say."""

    absent: str
    different: str
    variable: str = ""
    end: str = ".\n"
    fold: str = ""  # what stands before the word of an aggregate, where there are some

    def rule(self, head: Atom, body: Sequence[object]) -> str:
        return f"{self.atom(head)} :- {', '.join(map(self.literal, body))}{self.end}"

    def atom(self, atom: Atom) -> str:
        return f"{atom.name}({', '.join(map(self._term, atom.args))})"

    def literal(self, literal: object) -> str:
        match literal:
            case Atom():
                return self.atom(literal)
            case Not(atom):
                return self.absent.format(self.atom(atom))
            case Compare(op, left, right):
                sign = self.different if op.value == "\\=" else op.value
                return f"{self._term(left)} {sign} {self._term(right)}"
            case Aggregate(result, fold, terms, atom) if self.fold:
                listed = ", ".join(map(self._term, terms))
                return (
                    f"{self._term(result)} = {self.fold}{fold} {{ {listed} : {self.atom(atom)} }}"
                )
        raise Unfit(str(literal))

    def _term(self, term: object) -> str:
        if not isinstance(term, Var):
            return str(term)
        if term.name.startswith("_"):
            return "_"
        return self.variable + term.name


def rule_lines(graph: RuleGraph, notation: Notation) -> Iterator[str]:
    for planned in sorted(graph.rules, key=lambda p: str(p.rule.head)):
        assert planned.rule.head is not None
        yield notation.rule(planned.rule.head, planned.rule.body)


def fact_lines(facts: Mapping[str, Columns]) -> Iterator[str]:
    for name, columns in facts.items():
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield f"{name}({','.join(map(str, row))}).\n"
