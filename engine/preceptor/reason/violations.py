"""Violations: the denials that a model breaks (Q1: is a constraint violated on these facts?)."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.graph import opposite_denial
from preceptor.logic import Atom, Proof, Rule, Term, map_atom, substituting
from preceptor.reason.costs import split
from preceptor.reason.model import Model
from preceptor.reason.prove import Prover
from preceptor.reason.solve import solutions


@dataclass(frozen=True, slots=True)
class Violation:
    """A denial whose body holds under the bindings, with the proof of each of its literals."""

    denial: Rule
    bindings: tuple[tuple[str, Term], ...]
    premises: tuple[Proof, ...]


def violations(model: Model, hard_only: bool = False) -> tuple[Violation, ...]:
    """Every way in which a denial's body holds, by denial, the surest and lowest proofs first.

    A denial read in two orders over the same premises is one violation. `hard_only` leaves out
    those that need a rule with a weight below 1.
    """
    prover = Prover(model)
    found: list[Violation] = []
    for denial in _denials(model):
        names, held = solutions(model, denial.body)
        seen: set[frozenset[Atom]] = set()
        for solution in sorted(held, key=lambda s: s.rank):
            bindings = tuple(zip(names, solution.terms, strict=True))
            change = substituting(dict(bindings))
            atoms = frozenset(map_atom(lit, change) for lit in denial.body if isinstance(lit, Atom))
            cost, _ = split(solution.label)
            if atoms in seen or (hard_only and cost):
                continue
            seen.add(atoms)
            premises = prover.premises(denial.body, names, solution.terms)
            found.append(Violation(denial, bindings, premises))
    return tuple(found)


def _denials(model: Model) -> tuple[Rule, ...]:
    """The graph's denials, and those for `-p` that only the facts have."""
    denials = {planned.rule: None for planned in model.graph.denials}
    opposed = sorted({p.opposite for p in model.predicates if p.negated})
    return tuple(denials | dict.fromkeys(map(opposite_denial, opposed)))
