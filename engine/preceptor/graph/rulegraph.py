"""The rule graph: a theory that is safe and stratified, planned and ready to be evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from preceptor.graph.denials import body_atom, implicit_denials, predicates
from preceptor.graph.safety import body_order, unbound
from preceptor.graph.strata import Cycle, dependencies, negative_cycles, strata
from preceptor.logic import (
    Aggregate,
    Code,
    Finding,
    InputError,
    Not,
    Predicate,
    Role,
    Rule,
    Severity,
    Signature,
    Theory,
)
from preceptor.syntax import rule_id, show_rule

if TYPE_CHECKING:
    import networkx as nx


class CompileError(InputError):
    """A theory that cannot be evaluated; `findings` says why, rule by rule."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)), findings[0].hint)
        self.findings = findings


@dataclass(frozen=True)
class PlannedRule:
    """A rule with its stratum's number; its id and a safe order of its body's positions, which take
    longer to find than many a rule to evaluate, are found when they are asked for.

    A denial has no stratum of its own: it is looked at when all strata are done.
    """

    rule: Rule
    stratum: int

    @cached_property
    def id(self) -> str:
        return rule_id(self.rule)

    @cached_property
    def plan(self) -> tuple[int, ...]:
        return body_order(self.rule)


@dataclass(frozen=True, eq=False)
class RuleGraph:
    """Everything downstream takes this form of a theory; `compile` alone makes it.

    `strata` are groups of indices into `rules`, to be evaluated in order. `inputs` are the
    predicates that a database gives, `derived` those that rules define; one can be both. Two
    graphs are compared by identity: engines keep what they prepared under the graph.
    """

    theory: Theory
    rules: tuple[PlannedRule, ...]
    denials: tuple[PlannedRule, ...]
    strata: tuple[tuple[int, ...], ...]
    predicates: tuple[Predicate, ...]
    inputs: tuple[Predicate, ...]
    derived: tuple[Predicate, ...]

    @property
    def signature(self) -> Signature:
        return self.theory.signature

    @cached_property
    def needs(self) -> dict[Predicate, tuple[Predicate, ...]]:
        """The predicates that each predicate's rules read, sorted."""
        read: dict[Predicate, set[Predicate]] = {p: set() for p in self.predicates}
        for planned in self.rules:
            head, *body = predicates(planned.rule)
            read[head].update(body)
        return {p: tuple(sorted(below)) for p, below in read.items()}

    def cone(self, wanted: Iterable[Predicate]) -> RuleGraph:
        """The part of the graph that `wanted` depend on, with the denials about that part."""
        inside: set[Predicate] = set()
        waiting = list(wanted)
        while waiting:
            predicate = waiting.pop()
            if predicate not in inside:
                inside.add(predicate)
                waiting += self.needs.get(predicate, ())
        kept = [
            rule
            for rule in self.theory
            if (set(predicates(rule)) <= inside if rule.is_denial else _head(rule) in inside)
        ]
        return compile(Theory(tuple(kept), self.signature))

    def network(self) -> nx.MultiDiGraph[Predicate]:
        """The predicates, with an edge from each one read to the one concluded, for each rule."""
        import networkx as nx

        network: nx.MultiDiGraph[Predicate] = nx.MultiDiGraph()
        network.add_nodes_from(self.predicates)
        for planned in self.rules:
            for literal in planned.rule.body:
                atom = body_atom(literal)
                if atom is not None:
                    network.add_edge(
                        atom.predicate,
                        _head(planned.rule),
                        rule=planned.id,
                        negative=isinstance(literal, Not | Aggregate),
                    )
        return network

    # The formats have modules of their own, which build on this one.

    def to_json(self) -> str:
        """The `preceptor/graph/1` document; `from_json` reads it back."""
        from preceptor.graph.document import write_graph

        return write_graph(self)

    @staticmethod
    def from_json(text: str) -> RuleGraph:
        """The graph of a document. Raises InputError where the text is not one."""
        from preceptor.graph.document import read_graph

        return read_graph(text)

    def to_dot(self) -> str:
        """A Graphviz drawing."""
        from preceptor.graph.drawing import dot

        return dot(self)

    def to_mermaid(self) -> str:
        """A Mermaid flowchart."""
        from preceptor.graph.drawing import mermaid

        return mermaid(self)

    def to_graphml(self) -> str:
        """GraphML, as networkx, yEd and Gephi read it."""
        from preceptor.graph.drawing import graphml

        return graphml(self)


def compile(theory: Theory) -> RuleGraph:
    """The rule graph of a theory.

    Raises CompileError with a finding for every unsafe rule (P204), or, when all are safe, for
    every cycle through `\\+` (P205).
    """
    findings = tuple(_unsafe(rule, free) for rule in theory if (free := unbound(rule)))
    definite = theory.definite
    needs = dependencies(definite)
    cycles = () if findings else negative_cycles(definite, needs)
    findings = findings or tuple(_unstratified(cycle, definite) for cycle in cycles)
    if findings:
        raise CompileError(findings)
    groups = strata(definite, needs)
    stratum = {index: number for number, group in enumerate(groups) for index in group}
    denials = (*theory.denials, *implicit_denials(theory, theory.signature))
    known, inputs, derived = _roles(theory)
    return RuleGraph(
        theory,
        tuple(PlannedRule(rule, stratum[index]) for index, rule in enumerate(definite)),
        tuple(PlannedRule(rule, len(groups)) for rule in denials),
        groups,
        known,
        inputs,
        derived,
    )


def _head(rule: Rule) -> Predicate:
    assert rule.head is not None
    return rule.head.predicate


Predicates = tuple[Predicate, ...]


def _roles(theory: Theory) -> tuple[Predicates, Predicates, Predicates]:
    """All predicates, those that a database gives and those that rules define, each sorted.

    Where nothing is declared, what heads a rule with a body is derived and the rest is given.
    """
    signature = theory.signature
    declared = {declaration.predicate for declaration in signature.declarations}
    ruled = {_head(rule) for rule in theory.definite if rule.body}
    known = sorted({p for rule in theory for p in predicates(rule)} | declared | ruled)
    inputs, derived = [], []
    for predicate in known:
        declaration = signature.declaration(predicate)  # what it says of p/n holds for -p/n
        role = None if declaration is None else declaration.role
        if role in (Role.INPUT, Role.BOTH) or (role is None and predicate not in ruled):
            inputs.append(predicate)
        if predicate in ruled or role is Role.DERIVED:
            derived.append(predicate)
    return tuple(known), tuple(inputs), tuple(derived)


def _unsafe(rule: Rule, free: tuple[str, ...]) -> Finding:
    return Finding(
        Code.UNSAFE,
        Severity.ERROR,
        f"nothing binds {', '.join(free)} in  {_text(rule)}",
        (rule_id(rule),),
        () if rule.origin is None else (rule.origin,),
        hint=_binding_hint(rule),
    )


def _binding_hint(rule: Rule) -> str:
    if any(isinstance(literal, Aggregate) for literal in rule.body):
        return "bind it in a positive literal of the body: aggregates bind nothing but their result"
    return "bind it in a positive literal of the body; write _ for what \\+ may leave open"


def _unstratified(cycle: Cycle, rules: tuple[Rule, ...]) -> Finding:
    on_it = [rules[index] for index in dict.fromkeys(cycle.rules)]
    return Finding(
        Code.UNSTRATIFIED,
        Severity.ERROR,
        f"{cycle.message}, by  {'  '.join(map(_text, on_it))}",
        tuple(map(rule_id, on_it)),
        tuple(rule.origin for rule in on_it if rule.origin is not None),
        hint="drop one of these rules, or give the negated case a predicate of its own",
    )


def _text(rule: Rule) -> str:
    """The clause on one line, without its `% @id`."""
    return show_rule(replace(rule, name=None))
