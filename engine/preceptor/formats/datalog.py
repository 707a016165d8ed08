"""Datalog: a rule graph as plain rules over relations, as the printers of all formats take it.

Names are those of `names`; numbers are whole (`scale`); bodies stand in an order that can be
evaluated; equations that only name a term are solved; a denial concludes its violations. Where a
predicate negates itself and only its arguments keep it stratified, each part of it is a relation
of its own, as for SWI-Prolog. What no single relation holds gets an auxiliary one, `x1`: the
union of some parts, and an atom under `\\+` without the variables that `\\+` quantifies and with
no other twice (Nemo 0.10.1 is wrong about `~p(_, _)` and stops at `~p(?X, ?X)`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from preceptor.formats.constructs import refuse_lacks
from preceptor.formats.names import denial_name, relation_name
from preceptor.formats.scale import Whole, in_whole_numbers
from preceptor.graph import (
    PlannedRule,
    RuleGraph,
    binds,
    body_atom,
    existentials,
    opposite_denial,
)
from preceptor.graph.document import show_predicate
from preceptor.graph.strata import pinned
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    InputError,
    Literal,
    Not,
    Predicate,
    Rule,
    Term,
    Var,
    is_ground,
    map_atom,
    map_literal,
    occurrences,
    substituting,
    variables,
)
from preceptor.prolog.clauses import violation_variables
from preceptor.prolog.relations import Relation, Relations, relations
from preceptor.syntax import show_atom


@dataclass(frozen=True, slots=True)
class Program:
    """Rules whose predicates are relations' names; a rule's `name` is the id of the one that it
    is made of, and facts of the database have none.

    `relations` gives each relation's arity, `meanings` the predicate that it belongs to or the id
    of its denial, `outputs` what is asked for: derived predicates and violations.
    """

    rules: tuple[Rule, ...]
    relations: Mapping[str, int]
    meanings: Mapping[str, str]
    outputs: tuple[str, ...]
    factor: int

    @property
    def undefined(self) -> tuple[str, ...]:
        """The relations that no rule or fact concludes."""
        defined = {rule.head.name for rule in self.rules if rule.head is not None}
        return tuple(name for name in self.relations if name not in defined)


def datalog(
    graph: RuleGraph, facts: Iterable[Atom], target: str, *, native: bool = False
) -> Program:
    """The program for a target. Raises Unsayable for all that the target lacks.

    A `native` target has strong negation, denials and stable models of its own: there `-p` stays
    an atom with its sign, a denial a rule without head, and a predicate one relation.
    """
    given = tuple(dict.fromkeys(facts))
    for fact in given:
        if not is_ground(fact):
            raise InputError(f"a fact holds a variable: {show_atom(fact)}")
    refuse_lacks(graph.theory, given, target)
    denials = tuple(_denials(graph, given, native))
    whole = in_whole_numbers(Whole(graph.rules, denials, given), target)
    places = _places(graph, whole)
    names = _native_names(places) if native else _names(places)
    writer = _Writer(places, names, native)
    rules = tuple(writer.rules(whole))
    derived = [names[part] for p in graph.derived for part in places.parts[p]]
    meant = {name: part.node.predicate for part, name in names.items()}
    meanings = {n: show_predicate(_plain(p) if native else p) for n, p in meant.items()}
    meanings |= writer.meanings
    known = {names[part]: part.arity for part in places} | writer.relations
    outputs = tuple(dict.fromkeys((*derived, *writer.meanings)))
    return Program(rules, known, meanings, outputs, whole.factor)


def looping(rules: Iterable[Rule]) -> frozenset[str]:
    """The relations that need themselves, and those that need one of these."""
    import networkx as nx

    network: nx.DiGraph[str] = nx.DiGraph()
    for rule in rules:
        if rule.head is not None:
            read = (atom.name for lit in rule.body if (atom := body_atom(lit)) is not None)
            network.add_edges_from((name, rule.head.name) for name in read)
    found: set[str] = set()
    for component in nx.strongly_connected_components(network):
        first = next(iter(component))
        if first not in found and (len(component) > 1 or network.has_edge(first, first)):
            found |= {first, *nx.descendants(network, first)}
    return frozenset(found)


def _denials(graph: RuleGraph, facts: Iterable[Atom], native: bool) -> Iterator[PlannedRule]:
    """All denials, also that of p and -p for a -p that the facts alone have."""
    opposed = {f.predicate.opposite: None for f in facts if f.predicate.negated}
    opposites = {p.opposite: None for p in graph.predicates if p.negated} | opposed
    implied = {opposite_denial(predicate): None for predicate in opposites}
    for planned in graph.denials:
        if not (native and planned.rule in implied):
            yield planned
    known = {planned.rule for planned in graph.denials}
    for rule in () if native else implied:
        if rule not in known:
            yield PlannedRule(rule, len(graph.strata))


def _places(graph: RuleGraph, whole: Whole) -> Relations:
    rules = [pinned(planned.rule) for planned in whole.rules]
    denials = [planned.rule for planned in whole.denials]
    derived = [
        Atom(p.name, tuple(Var(f"X{n}") for n in range(p.arity)), p.negated) for p in graph.derived
    ]
    return relations(rules, denials, (*whole.facts, *derived))


def _names(places: Relations) -> dict[Relation, str]:
    names: dict[Relation, str] = {}
    for predicate in sorted(places.parts):
        *ruled, last = places.parts[predicate]
        names |= {part: relation_name(predicate, str(n)) for n, part in enumerate(ruled, 1)}
        names[last] = relation_name(predicate, "given" if ruled else "")
    return names


def _native_names(places: Relations) -> dict[Relation, str]:
    return {part: relation_name(_plain(part.node.predicate)) for part in places}


def _plain(predicate: Predicate) -> Predicate:
    return predicate.opposite if predicate.negated else predicate


@dataclass(slots=True)
class _Writer:
    """Writes rules, and on the way the auxiliary relations and those of violations."""

    places: Relations
    names: Mapping[Relation, str]
    native: bool
    auxiliary: dict[tuple[tuple[Atom, ...], tuple[Term, ...]], str] = field(default_factory=dict)
    pending: list[Rule] = field(default_factory=list)
    relations: dict[str, int] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)  # of the relations of violations

    def rules(self, whole: Whole) -> Iterator[Rule]:
        """Facts, rules, denials; an auxiliary relation's rules stand before its first use."""
        yield from (Rule(self._fact(fact)) for fact in whole.facts)
        for planned in (*whole.rules, *whole.denials):
            rule = self._rule(planned)
            yield from self.pending
            self.pending.clear()
            yield rule

    def _rule(self, planned: PlannedRule) -> Rule:
        rule, narrow = planned.rule, pinned(planned.rule)
        solution, body = _solved(rule, planned.plan)
        change = substituting(solution)
        local = existentials(rule)
        head: Atom | None
        if rule.head is None:
            head = self._violation(planned, map(change, map(Var, violation_variables(rule))))
        elif not rule.body:
            head = self._fact(rule.head)
        else:
            assert narrow.head is not None
            head = self._call(self.places.concluding(narrow.head), map_atom(rule.head, change))
        literals = (self._literal(lit, narrow.body[at], local) for at, lit in body)
        return Rule(head, tuple(literals), rule.weight, planned.id, origin=rule.origin)

    def _fact(self, fact: Atom) -> Atom:
        return self._call(self.places.holding(fact), fact)

    def _call(self, place: Relation, atom: Atom) -> Atom:
        return Atom(self.names[place], atom.args, self.native and atom.negated)

    def _violation(self, planned: PlannedRule, values: Iterable[Term]) -> Atom | None:
        if self.native:
            return None
        args = tuple(values)
        name = denial_name(planned.id, len(args))
        self.relations[name] = len(args)
        self.meanings[name] = planned.id
        return Atom(name, args)

    def _literal(self, literal: Literal, narrow: Literal, local: frozenset[str]) -> Literal:
        """The literal over relations, `narrow` being what is known of it, `local` what `\\+`
        quantifies."""
        match literal, narrow:
            case Not(atom), Not(narrowed):
                calls = self._calls(atom, narrowed)
                shared = tuple(name for name in variables(atom) if name not in local)
                is_plain = len(calls) == 1 and shared == tuple(occurrences(atom))
                return Not(calls[0] if is_plain else self._auxiliary(calls, shared))
            case Atom(), Atom():
                calls = self._calls(literal, narrow)
                return calls[0] if len(calls) == 1 else self._auxiliary(calls, variables(literal))
            case Aggregate(atom=atom), Aggregate(atom=narrowed):
                calls = self._calls(atom, narrowed)
                over = calls[0] if len(calls) == 1 else self._auxiliary(calls, variables(atom))
                return replace(literal, atom=over)
            case _:
                return literal

    def _calls(self, atom: Atom, narrow: Atom) -> tuple[Atom, ...]:
        """The atom in each relation that may hold an instance of it."""
        places = self.places.reading(narrow)
        return tuple(dict.fromkeys(self._call(place, atom) for place in places))

    def _auxiliary(self, calls: Sequence[Atom], shared: Sequence[str]) -> Atom:
        """An atom over the shared variables that holds where one of the calls does."""
        change = substituting({n: Var(f"A{i}") for i, n in enumerate(variables(calls[0]))})
        bodies = tuple(map_atom(call, change) for call in calls)
        args = tuple(change(Var(name)) for name in shared)
        name = self.auxiliary.get((bodies, args))
        if name is None:
            name = self.auxiliary[bodies, args] = f"x{len(self.auxiliary) + 1}"
            self.relations[name] = len(args)
            self.pending += [Rule(Atom(name, args), (body,)) for body in bodies]
        return Atom(name, tuple(map(Var, shared)))


def _solved(rule: Rule, plan: Sequence[int]) -> tuple[dict[str, Term], list[tuple[int, Literal]]]:
    """The terms that equations such as `X = ann` name, and the rest of the body in order."""
    solution: dict[str, Term] = {}
    bound: set[str] = set()
    rest: list[tuple[int, Literal]] = []
    for at in plan:
        literal = map_literal(rule.body[at], substituting(solution))
        if isinstance(literal, Compare):
            new = binds(literal, bound)
            if new is not None:
                side = literal.right if literal.left == Var(new) else literal.left
                if not isinstance(side, Arith):
                    solution[new] = side
                    continue
                bound.add(new)
        elif isinstance(literal, Atom):
            bound.update(occurrences(literal))
        elif isinstance(literal, Aggregate):
            bound.update(occurrences(literal.result))
        rest.append((at, literal))
    return solution, rest
