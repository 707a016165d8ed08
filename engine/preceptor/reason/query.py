"""Queries: conjunctions asked of a model, with truth, bindings, confidence and proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest

from preceptor.graph import body_atom, unbound
from preceptor.logic import (
    Answer,
    Atom,
    InputError,
    Literal,
    Predicate,
    Result,
    Rule,
    Term,
    Truth,
    did_you_mean,
    is_existential,
    variables,
)
from preceptor.reason.costs import confidence, split
from preceptor.reason.model import Model
from preceptor.reason.prove import Prover
from preceptor.reason.solve import Solution, solutions, solving
from preceptor.reason.symbols import by_terms
from preceptor.syntax import show_goal, show_literal

Goal = tuple[Literal, ...]
Bindings = tuple[tuple[str, Term], ...]


def query(model: Model, goal: Goal, *, why: bool = False, limit: int | None = None) -> Result:
    """The goal's answers, one for each binding of its named variables, the most confident first.

    Ties are ordered by the bindings. `limit` keeps the first so many; `why` adds a proof of
    each literal. Truth: an atom is true when it has an answer, false when only its opposite has,
    both when some instance and its opposite hold, else unknown: the world is not closed, except
    by a goal that says so, as `\\+ p(a)` does. Raises InputError for a predicate that nobody
    knows and for a variable that nothing binds.
    """
    check_goal(goal, model.predicates)
    names, found = solutions(model, goal)
    best: dict[Bindings, Solution] = {}
    for solution in found:
        bindings = _shown(names, solution)
        known = best.get(bindings)
        if known is None or solution.rank < known.rank:
            best[bindings] = solution

    def place(bindings: Bindings) -> tuple[int, object]:
        cost, _ = split(best[bindings].label)
        return cost, by_terms(tuple(term for _, term in bindings))

    kept = sorted(best, key=place) if limit is None else nsmallest(limit, best, key=place)
    prover = Prover(model)
    answers = tuple(
        Answer(
            bindings,
            confidence(best[bindings].label),
            prover.premises(goal, names, best[bindings].terms) if why else (),
        )
        for bindings in kept
    )
    complete = model.complete and len(kept) == len(best)
    return Result(show_goal(goal), _truth(model, goal, found), answers, complete)


def stream(model: Model, goal: Goal) -> Iterator[Answer]:
    """The goal's answers one after another, each as soon as nothing can make it surer.

    They come in the order in which they are found, which is the same every time. Raises what
    `query` does.
    """
    check_goal(goal, model.predicates)
    names, found = solving(model, goal)
    hides = any(map(is_existential, names))
    told: set[Bindings] = set()
    waiting: dict[Bindings, int] = {}
    for solution in found:
        bindings = _shown(names, solution)
        cost, _ = split(solution.label)
        if cost and hides and bindings not in told:
            waiting[bindings] = min(cost, waiting.get(bindings, cost))
        elif bindings not in told:
            told.add(bindings)
            yield Answer(bindings, confidence(cost), ())
    for bindings, cost in waiting.items():
        if bindings not in told:
            yield Answer(bindings, confidence(cost), ())


def _shown(names: Sequence[str], solution: Solution) -> Bindings:
    pairs = zip(names, solution.terms, strict=True)
    return tuple((name, term) for name, term in pairs if not is_existential(name))


def _truth(model: Model, goal: Goal, found: tuple[Solution, ...]) -> Truth:
    if len(goal) != 1:
        return Truth.TRUE if found else Truth.UNKNOWN
    (literal,) = goal
    if not isinstance(literal, Atom):
        return Truth.TRUE if found else Truth.FALSE
    _, against = solutions(model, (opposite_of(literal),))
    if {s.terms for s in found} & {s.terms for s in against}:
        return Truth.BOTH
    if found:
        return Truth.TRUE
    return Truth.FALSE if against else Truth.UNKNOWN


def opposite_of(atom: Atom) -> Atom:
    """`-p(X)` for `p(X)`, and the other way round."""
    return Atom(atom.name, atom.args, not atom.negated)


def check_goal(goal: Goal, predicates: Iterable[Predicate]) -> None:
    """Raises InputError for a goal with a predicate that is none of these, nor the opposite of one,
    and for one with a variable that nothing binds."""
    _check_known(goal, predicates)
    _check_safe(goal)


def _check_known(goal: Goal, predicates: Iterable[Predicate]) -> None:
    known = {sign for predicate in predicates for sign in (predicate, predicate.opposite)}
    for literal in goal:
        atom = body_atom(literal)
        if atom is not None and atom.predicate not in known:
            wanted = atom.predicate
            raise InputError(f"nothing is known of {wanted}", _meant(wanted, known))


def _meant(wanted: Predicate, known: set[Predicate]) -> str:
    """The same name with other arguments, else the nearest name."""
    same = sorted(p for p in known if p.name == wanted.name and not p.negated)
    if same:
        return f"did you mean {' or '.join(map(str, same))}?"
    return did_you_mean(str(wanted), {str(p) for p in known if p.negated == wanted.negated})


def _check_safe(goal: Goal) -> None:
    for name in unbound(Rule(None, goal)):
        where = next(lit for lit in goal if name in variables(lit))
        raise InputError(
            f"nothing binds {name} in  {show_literal(where)}",
            f"add an atom with {name} to the goal, or write _ for it if any will do under \\+",
        )
