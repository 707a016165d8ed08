"""Agreement: does SWI-Prolog derive the same ground atoms as our own engine?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preceptor.graph import RuleGraph
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    LimitExceeded,
    Predicate,
    Severity,
    Term,
)
from preceptor.prolog import PrologError, Worker, consequences
from preceptor.reason import Model
from preceptor.syntax import show_atom, show_term

TIMEOUT_S = 60.0
SHOWN = 3  # atoms of a difference


@dataclass(frozen=True, slots=True)
class Agreement:
    """`agreed` is None where the engines could not be compared; `findings` says why."""

    agreed: bool | None
    predicates: int = 0
    atoms: int = 0
    findings: tuple[Finding, ...] = ()


def agreement(graph: RuleGraph, model: Model, worker: Worker) -> Agreement:
    """Compares every derived predicate of the model, `-p` included; weights do not matter.

    P401 for each predicate that differs, P402 when SWI-Prolog did not finish.
    """
    try:
        theirs = consequences(graph, model.facts, TIMEOUT_S, worker)
    except (LimitExceeded, PrologError) as error:
        message = f"SWI-Prolog did not finish, so nothing was compared: {error}"
        return Agreement(None, findings=(Finding(Code.UNDECIDED, Severity.WARNING, message),))
    ours = {predicate: model.relations.get(predicate, frozenset()) for predicate in theirs}
    differing = [predicate for predicate in sorted(theirs) if ours[predicate] != theirs[predicate]]
    return Agreement(
        not differing,
        len(theirs),
        sum(map(len, ours.values())),
        tuple(_difference(p, ours[p] - theirs[p], theirs[p] - ours[p]) for p in differing),
    )


def _difference(
    predicate: Predicate,
    only_ours: Iterable[tuple[Term, ...]],
    only_theirs: Iterable[tuple[Term, ...]],
) -> Finding:
    ours, theirs = _atoms(predicate, only_ours), _atoms(predicate, only_theirs)
    said = [
        f"{len(atoms)} by {engine} alone, such as {', '.join(map(show_atom, atoms[:SHOWN]))}"
        for engine, atoms in (("preceptor", ours), ("SWI-Prolog", theirs))
        if atoms
    ]
    message = f"two engines disagree on {predicate}: {'; '.join(said)}"
    witness = (*ours[:SHOWN], *theirs[:SHOWN])
    return Finding(
        Code.DISAGREEMENT, Severity.ERROR, message, witness=witness, decided_by="swipl",
        hint="a bug in one of them: please report the rules and the facts",
    )  # fmt: skip


def _atoms(predicate: Predicate, rows: Iterable[tuple[Term, ...]]) -> tuple[Atom, ...]:
    ordered = sorted(rows, key=lambda row: tuple(map(show_term, row)))
    return tuple(Atom(predicate.name, row, predicate.negated) for row in ordered)
