"""Proofs: rebuilt on demand from the labels, one premise at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from preceptor.logic import (
    Absent,
    Aggregate,
    Atom,
    Compare,
    Computed,
    Derived,
    Folded,
    Given,
    LimitExceeded,
    Literal,
    Not,
    Proof,
    Rule,
    Term,
    map_atom,
    map_literal,
    substituting,
)
from preceptor.reason.costs import cost
from preceptor.reason.model import Model
from preceptor.reason.program import backward
from preceptor.reason.solve import solving
from preceptor.reason.symbols import by_terms

MAX_NODES = 100_000  # of one proof written out; shared parts count each time

Bindings = Mapping[str, Term]


def folding(model: Model, aggregate: Aggregate) -> Folded:
    """The leaf that shows what an aggregate has looked at; its open variables are its own."""
    names, rows = solving(model, (aggregate.atom,))
    found = sorted({solution.terms for solution in rows}, key=by_terms)
    if len(found) > MAX_NODES:
        raise LimitExceeded("instances of an aggregate", len(found), MAX_NODES)
    changes = (substituting(dict(zip(names, terms, strict=True))) for terms in found)
    return Folded(aggregate, tuple(map_atom(aggregate.atom, change) for change in changes))


def prove(model: Model, atom: Atom) -> Proof | None:
    """The atom's most confident proof, of these the lowest, of these the first by rule and terms.

    None when the atom has no proof. Raises LimitExceeded for one of more than MAX_NODES nodes.
    """
    return Prover(model).proof(atom)


class Prover:
    """Proves atoms of one model and keeps their proofs, so that common premises are one object."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._proofs: dict[Atom, Proof] = {}
        self._sizes: dict[Atom, int] = {}

    def proof(self, atom: Atom) -> Proof | None:
        """See `prove`."""
        if not self._model.holds(atom):
            return None
        steps = self._steps(atom)
        for reached in sorted(steps, key=self._label):  # premises have lesser labels
            self._proofs[reached] = self._build(reached, *steps[reached])
        return self._proofs[atom]

    def premises(
        self, body: Sequence[Literal], names: Sequence[str], terms: Sequence[Term]
    ) -> tuple[Proof, ...]:
        """The proof of each literal of a conjunction under a solution."""
        bindings = dict(zip(names, terms, strict=True))
        return tuple(self.premise(literal, bindings) for literal in body)

    def premise(self, literal: Literal, bindings: Bindings) -> Proof:
        """The proof of a literal that holds under the bindings."""
        change = substituting(bindings)
        match literal:
            case Atom():
                proof = self.proof(map_atom(literal, change))
                assert proof is not None
                return proof
            case Not(atom):
                return Absent(map_atom(atom, change))
            case Compare():
                compared = map_literal(literal, change)
                assert isinstance(compared, Compare)
                return Computed(compared)
            case Aggregate():
                folded = map_literal(literal, change)
                assert isinstance(folded, Aggregate)
                return folding(self._model, folded)
            case _:
                assert_never(literal)

    def _steps(self, atom: Atom) -> dict[Atom, tuple[Rule | None, Bindings]]:
        """The last step of the proof of every atom that this one's proof needs and lacks."""
        steps: dict[Atom, tuple[Rule | None, Bindings]] = {}
        waiting = [atom]
        while waiting:
            needed = waiting.pop()
            if needed in steps or needed in self._proofs:
                continue
            rule, bindings = steps[needed] = self._last_step(needed)
            if rule is not None:
                change = substituting(bindings)
                waiting += (map_atom(lit, change) for lit in rule.body if isinstance(lit, Atom))
        return steps

    def _last_step(self, atom: Atom) -> tuple[Rule | None, Bindings]:
        """The first rule that gives the atom its label, and the least bindings by which it does.

        The rule is None for a fact of the database. Where labels count rounds of an engine that
        goes component by component, a conclusion may have come later than its premises let it.
        """
        if atom in self._model.given:
            return None, {}
        label, store = self._label(atom), self._model.store
        sources = backward(self._model.graph)
        for rule in sources.facts.get(atom, ()):
            if cost(rule.weight) == label:
                return rule, {}
        row = store.symbols.row(atom)
        for way in sources.rules.get(atom.predicate, ()):
            run = way.join.over(store, way.base)
            found = [store.symbols.args(out) for out, reached in run(row, 0, 0) if reached <= label]
            if found:
                terms = min(found, key=by_terms)
                return way.planned.rule, dict(zip(way.names, terms, strict=True))
        raise AssertionError(f"{atom} has a label that nothing gives it")

    def _build(self, atom: Atom, rule: Rule | None, bindings: Bindings) -> Proof:
        if rule is None or rule.is_fact:
            self._sizes[atom] = 1
            return Given(atom, rule)
        premises = tuple(self.premise(literal, bindings) for literal in rule.body)
        size = 1 + sum(self._size(premise) for premise in premises)
        if size > MAX_NODES:
            raise LimitExceeded("nodes of a proof", size, MAX_NODES)
        self._sizes[atom] = size
        return Derived(atom, rule, premises)

    def _size(self, proof: Proof) -> int:
        return self._sizes[proof.atom] if isinstance(proof, Given | Derived) else 1

    def _label(self, atom: Atom) -> int:
        label = self._model.store.label(atom)
        assert label is not None
        return label
