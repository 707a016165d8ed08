"""What the tests of bulk reasoning share: programs as text, and what was made of them as sets."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.graph import compile
from preceptor.logic import Atom, Predicate, Theory
from preceptor.reason import Limits, bulk, materialise
from preceptor.reason.bulk import Materialisation
from preceptor.syntax import parse_atom, parse_theory

KERNELS = ("numpy", "numba") if bulk.has_numba() else ("numpy",)
UNBOUNDED = Limits(facts=10**9, rounds=10**9)


def every(made: Iterable[Atom]) -> set[Atom]:
    """The atoms as a set; none may come twice."""
    atoms = list(made)
    assert len(atoms) == len(set(atoms))
    return set(atoms)


def small(theory: Theory, facts: Iterable[Atom]) -> set[Atom]:
    return {atom for atom, _ in materialise(compile(theory), facts)}


def derive(text: str, facts: str = "", **options: object) -> Materialisation:
    atoms = [parse_atom(fact.strip(". ")) for fact in facts.split(". ") if fact.strip(". ")]
    return bulk.materialise(compile(parse_theory(text)), atoms, **options)  # type: ignore[arg-type]


def shown(made: Materialisation, name: str, arity: int) -> set[str]:
    atoms = made.atoms(Predicate(name, arity))
    return {" ".join(map(str, atom.args)) for atom in atoms}
