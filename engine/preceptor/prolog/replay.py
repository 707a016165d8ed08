"""Replay: what SWI-Prolog derives from a rule graph and facts."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, Predicate, Term
from preceptor.prolog.program import program
from preceptor.prolog.worker import Worker

Row = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """All ground atoms of each derived predicate, and the violations as (denial's id, bindings)."""

    relations: dict[Predicate, frozenset[Row]]
    violations: frozenset[tuple[str, Row]]


def replay(
    graph: RuleGraph,
    facts: Iterable[Atom] = (),
    timeout_s: float = 60.0,
    worker: Worker | None = None,
) -> Replay:
    """Runs the compiled print in `worker`, or in a process started for this one program.

    Raises Unavailable without SWI-Prolog, LimitExceeded at the deadline, PrologError when
    anything was said while loading or the process ended.
    """
    text = program(graph, facts)
    with nullcontext(worker) if worker is not None else Worker() as running:
        rows = running.run(text, timeout_s)
    found: dict[Predicate, set[Row]] = {predicate: set() for predicate in graph.derived}
    violations = set()
    for row in rows:
        if row.kind == "answer":
            found[graph.derived[row.index]].add(row.values)
        else:
            name, *bindings = row.values
            assert isinstance(name, Const)
            violations.add((name.name, tuple(bindings)))
    relations = {predicate: frozenset(rows) for predicate, rows in found.items()}
    return Replay(relations, frozenset(violations))


def consequences(
    graph: RuleGraph,
    facts: Iterable[Atom] = (),
    timeout_s: float = 60.0,
    worker: Worker | None = None,
) -> dict[Predicate, frozenset[Row]]:
    """The ground atoms of each derived predicate, `-p` included; weights do not matter."""
    return replay(graph, facts, timeout_s, worker).relations
