"""Guards: can a body's comparisons hold at all, given sorts and functional declarations?

Z3 decides, over exact rationals. A value is a number or a symbol: each variable becomes a flag
with a number and a symbol, a symbol being just a real that equality alone looks at. `x / 0` and
sums of symbols have no value, so the comparison that holds them is false. Without quantifiers
and without an encoding of the rules: one small problem a body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import combinations, count
from threading import Lock

from preceptor.logic import (
    Atom,
    Compare,
    Const,
    Literal,
    Signature,
    Sort,
    SortKind,
    Term,
    Var,
    occurrences,
)

_z3_is_not_reentrant = Lock()
_open: ContextVar[list[Problem] | None] = ContextVar("open", default=None)


class Outcome(Enum):
    SATISFIABLE = "satisfiable"
    EMPTY = "empty"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Functional:
    """Two atoms of a functional predicate: equal keys force equal values."""

    keys: tuple[tuple[Term, Term], ...]
    values: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What must hold together: comparisons, sorts of variables, functional pairs of atoms.

    Of each nogood some comparison must fail. New symbols are none of `constants`.
    """

    comparisons: tuple[Compare, ...]
    sorts: tuple[tuple[str, Sort], ...]
    functional: tuple[Functional, ...]
    names: tuple[str, ...]
    nogoods: tuple[tuple[Compare, ...], ...] = ()
    constants: tuple[Const, ...] = ()


def problem(
    body: Sequence[Literal],
    signature: Signature,
    nogoods: tuple[tuple[Compare, ...], ...] = (),
    constants: tuple[Const, ...] = (),
) -> Problem:
    """The guard problem of a body: of what its positive atoms and comparisons say."""
    atoms = [literal for literal in body if isinstance(literal, Atom)]
    comparisons = tuple([literal for literal in body if isinstance(literal, Compare)])
    names = {term.name: None for atom in atoms for term in atom.args if isinstance(term, Var)}
    for comparison in comparisons:
        names.update(dict.fromkeys(occurrences(comparison)))
    return Problem(
        comparisons,
        tuple(dict.fromkeys(_sorts(atoms, signature))),
        tuple(_functional(atoms, signature)),
        tuple(names),
        nogoods,
        constants,
    )


def _sorts(atoms: Iterable[Atom], signature: Signature) -> Iterator[tuple[str, Sort]]:
    for atom in atoms:
        declaration = signature.declaration(atom.predicate)
        if declaration is None:
            continue
        for term, name in zip(atom.args, declaration.sorts, strict=False):
            if isinstance(term, Var):
                sort = signature.sort(name)
                if sort is not None:
                    yield term.name, sort


def _functional(atoms: Sequence[Atom], signature: Signature) -> Iterator[Functional]:
    if len({atom.name for atom in atoms}) == len(atoms):
        return
    for first, second in combinations(dict.fromkeys(atoms), 2):
        if first.predicate != second.predicate or first.negated:
            continue
        declaration = signature.declaration(first.predicate)
        if declaration is None:
            continue
        pairs = tuple(enumerate(zip(first.args, second.args, strict=True)))
        key = declaration.functional
        if key:
            yield Functional(
                tuple(pair for i, pair in pairs if i in key),
                tuple(pair for i, pair in pairs if i not in key),
            )


@contextmanager
def left_open() -> Iterator[list[Problem]]:
    """The problems that `decide` leaves undecided within the block, as they come."""
    found: list[Problem] = []
    outer = _open.set(found)
    try:
        yield found
    finally:
        _open.reset(outer)


def decide(posed: Problem) -> Outcome:
    """Whether some values satisfy the problem. UNDECIDED when Z3 gives up: never the same as yes.

    Numbers here may be irrational; no rational is lost by that, so EMPTY is safe.
    """
    outcome = _decided(posed)
    found = _open.get()
    if outcome is Outcome.UNDECIDED and found is not None:
        found.append(posed)
    return outcome


@lru_cache(maxsize=4096)
def _decided(posed: Problem) -> Outcome:
    if not posed.comparisons and not posed.functional and not posed.nogoods:
        return Outcome.SATISFIABLE
    from preceptor.check.encoding import Encoding

    with _z3_is_not_reentrant:
        return Encoding(posed).outcome()


@lru_cache(maxsize=4096)
def values(posed: Problem) -> tuple[tuple[str, Term], ...] | None:
    """Values of the variables that satisfy the problem, None when Z3 finds none in time.

    Different variables get different values, and new symbols, as far as that is possible.
    """
    is_plain = not posed.comparisons and not posed.functional and not posed.nogoods
    if is_plain and not posed.constants and not any(map(_is_narrow, posed.sorts)):
        return tuple((name, Const(new)) for name, new in zip(posed.names, fresh(), strict=False))
    from preceptor.check.encoding import Encoding

    with _z3_is_not_reentrant:
        return Encoding(posed, apart=True).values()


def entails(posed: Problem, comparison: Compare) -> bool:
    """Whether every solution of the problem satisfies the comparison; False also when undecided."""
    if comparison in posed.comparisons:
        return True
    from preceptor.check.encoding import Encoding

    with _z3_is_not_reentrant:
        return Encoding(posed).entails(comparison)


def fresh() -> Iterator[str]:
    """Names for new symbols, without end: a, b, ... h, c1, c2, ..."""
    yield from "abcdefgh"
    yield from (f"c{n}" for n in count(1))


def _is_narrow(sorted_variable: tuple[str, Sort]) -> bool:
    _, sort = sorted_variable
    return sort.kind is not SortKind.SYMBOL or bool(sort.values)
