"""Finding: whether formulas can be true together; a model shows it, or a core denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import z3

from preceptor.logic import LimitExceeded
from preceptor.programs.formula.encoding import Encoding
from preceptor.programs.formula.formulas import Formula
from preceptor.programs.formula.models import Model

TIMEOUT_MS = 3_000
RESOURCES = 5_000_000  # Z3's own count of steps: the same on every machine, unlike time
SIZES = (1, 2, 3, 4)  # of the domains that are tried before Z3 may reason about any
LARGER_SIZES = (5, 6)  # ... and after it gave up


@dataclass(frozen=True)
class Found:
    """The formulas are true together: in a finite model, or by Z3's word where it is None."""

    model: Model | None


@dataclass(frozen=True)
class Refuted:
    """They cannot be: these of them, by position, are enough, and none can be left out."""

    core: tuple[int, ...]


@dataclass(frozen=True)
class Open:
    """Not decided within the limits."""

    reason: str


def find(formulas: Sequence[Formula]) -> Found | Refuted | Open:
    """Models of a few things first, for a formula that has none may have endless trials; then Z3
    over any domain; then larger models."""
    model = _smallest(formulas, SIZES)
    if model is not None:
        return Found(model)
    encoding = Encoding()
    solver = _solver()
    marks = [z3.Bool(f"mark {n}") for n in range(len(formulas))]
    for mark, formula in zip(marks, formulas, strict=True):
        solver.assert_and_track(encoding.formula(formula), mark)
    solver.add(*encoding.axioms())
    answer = solver.check()
    if answer == z3.unsat:
        marked = {str(mark) for mark in solver.unsat_core()}
        core = [n for n, mark in enumerate(marks) if str(mark) in marked]
        return Refuted(_minimal(core, formulas))
    model = _smallest(formulas, LARGER_SIZES)
    if model is None and answer == z3.unknown:
        return Open(f"Z3 gave up ({solver.reason_unknown()}); no model of up to 6 things")
    return Found(model)


def model_of_size(formulas: Sequence[Formula], size: int) -> Model | None:
    """A model of so many things; None where there is none or none was found within the limits.

    The formulas are evaluated in it before it is given: Z3 is not taken at its word.
    """
    encoding = Encoding(size)
    solver = _solver()
    try:
        solver.add(*map(encoding.formula, formulas))
    except LimitExceeded:
        return None
    solver.add(*encoding.axioms())
    if solver.check() != z3.sat:
        return None
    model = _read(encoding, solver.model())
    return model if all(map(model.holds, formulas)) else None


def _smallest(formulas: Sequence[Formula], sizes: Sequence[int]) -> Model | None:
    found = (model_of_size(formulas, size) for size in sizes)
    return next((model for model in found if model is not None), None)


def _solver() -> z3.Solver:
    solver = z3.Solver()
    solver.set(timeout=TIMEOUT_MS, rlimit=RESOURCES, random_seed=0)
    return solver


def _minimal(core: list[int], formulas: Sequence[Formula]) -> tuple[int, ...]:
    """The core without those that the rest does without."""
    for one in tuple(core):
        rest = [n for n in core if n != one]
        encoding = Encoding()
        solver = _solver()
        solver.add(*(encoding.formula(formulas[n]) for n in rest))
        solver.add(*encoding.axioms())
        if solver.check() == z3.unsat:
            core = rest
    return tuple(core)


def _read(encoding: Encoding, solution: z3.ModelRef) -> Model:
    """The interpretation of every name that occurs, on the things that Z3 chose."""

    def value(term: z3.ExprRef) -> z3.ExprRef:
        return solution.eval(term, model_completion=True)

    place = {value(thing): n for n, thing in enumerate(encoding.things)}

    def things(args: tuple[z3.ExprRef, ...]) -> tuple[int, ...]:
        return tuple(place[value(arg)] for arg in args)

    numbers = (value(encoding.number(thing)) for thing in encoding.things)
    return Model(
        tuple(Fraction(n.numerator_as_long(), n.denominator_as_long()) for n in numbers),
        frozenset(
            (name, things(args))
            for atom, (name, args) in encoding.atoms.items()
            if z3.is_true(value(atom))
        ),
        {(name, things(args)): place[value(term)] for term, (name, args) in encoding.terms.items()},
    )
