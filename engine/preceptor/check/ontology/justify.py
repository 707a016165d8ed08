"""Justifications: the minimal sets of axioms that suffice for a conclusion, smallest first.

A set suffices exactly when it hits the complement of every largest set that does not. So the
smallest hitting set of the complements known is tried; if it does not suffice it grows into one
more largest set, and otherwise it is a justification, and barred (Ignatiev, Previti, Liffiton and
Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", 2015).
"""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.check.ontology.horn import Derivations

MAX_JUSTIFICATIONS = 20  # of one conclusion
MAX_ROUNDS = 2_000  # sets tried for one conclusion


@dataclass(frozen=True, slots=True)
class Justifications:
    """Sets of axioms, the smallest first; unless `truncated`, all there are.

    Those of a truncated search are minimal too, and none that is missing is smaller.
    """

    sets: tuple[frozenset[int], ...]
    truncated: bool


def justifications(
    derivations: Derivations, limit: int = MAX_JUSTIFICATIONS, rounds: int = MAX_ROUNDS
) -> Justifications:
    """The justifications of the goal of these derivations, up to the limits."""
    found: list[frozenset[int]] = []
    candidates = _HittingSets(derivations.axioms)
    for _ in range(rounds):
        candidate = candidates.smallest()
        if candidate is None:
            return Justifications(tuple(found), truncated=False)
        if not derivations.derives(candidate):
            candidates.hit(frozenset(derivations.axioms) - derivations.grown(candidate))
        elif len(found) == limit:
            break
        else:
            found.append(candidate)
            candidates.bar(candidate)
    return Justifications(tuple(found), truncated=True)


class _HittingSets:
    """The hitting sets of a growing family, by size; the sizes only ever grow with it."""

    def __init__(self, axioms: tuple[int, ...]) -> None:
        import z3

        self._z3 = z3
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_FD", ctx=self._context)
        self._chosen = {axiom: z3.Bool(f"a{axiom}", self._context) for axiom in axioms}
        self._size = 0

    def smallest(self) -> frozenset[int] | None:
        """A hitting set of least size that holds no barred set; None where there is none."""
        variables = [(variable, 1) for variable in self._chosen.values()]
        while self._size <= len(variables):
            self._solver.push()
            if variables:
                self._solver.add(self._z3.PbLe(variables, self._size))
            found = self._model() if self._solver.check() == self._z3.sat else None
            self._solver.pop()
            if found is not None:
                return found
            self._size += 1
        return None

    def hit(self, axioms: frozenset[int]) -> None:
        chosen = [self._chosen[axiom] for axiom in sorted(axioms)]
        self._solver.add(self._z3.Or(*chosen, self._z3.BoolVal(False, self._context)))

    def bar(self, axioms: frozenset[int]) -> None:
        left_out = [self._z3.Not(self._chosen[axiom]) for axiom in sorted(axioms)]
        self._solver.add(self._z3.Or(*left_out, self._z3.BoolVal(False, self._context)))

    def _model(self) -> frozenset[int]:
        model = self._solver.model()
        return frozenset(a for a, v in self._chosen.items() if self._z3.is_true(model[v]))
