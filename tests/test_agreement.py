"""All that answers agrees, on random stratified programs: the engine in memory with each of its
kernels, DuckDB, questions on demand, SWI-Prolog with tables, clingo; and every proof certifies.

PRECEPTOR_SEEDS=N compares the programs of N seeds (300 by default) from PRECEPTOR_FIRST (0) on.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from random import Random

import pytest

import grown
import tools
from preceptor.formats import Unsayable, export
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Term, Theory, Var
from preceptor.prolog import Worker
from preceptor.prolog.replay import consequences
from preceptor.reason import Limits, Model, bulk, certify, demand, materialise, query, sql
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.prove import Prover
from preceptor.reason.sql.duck import DuckSession

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "300"))
FIRST = int(os.environ.get("PRECEPTOR_FIRST", "0"))
PARTS = 6  # that processes share
ASKED = 8  # calls of each program
KERNELS = ("numpy", "numba") if bulk.has_numba() else ("numpy",)
UNBOUNDED = Limits(facts=10**9, rounds=10**9)

Facts = tuple[Atom, ...]


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckSession | None]:
    """One database for all programs."""
    if find_spec("duckdb") is None:
        yield None
        return
    session = DuckSession(Budget(UNBOUNDED), threads=1)
    yield session
    session.close()


def program(seed: int) -> grown.Program:
    """Every other one of integers, which clingo can say; every third under odd names, every fifth
    with aggregates."""
    made = grown.grown(seed, integers=seed % 2 == 0, aggregates=seed % 5 == 0)
    return grown.renamed(made, seed) if seed % 3 == 0 else made


@pytest.mark.parametrize("part", range(PARTS))
def test_all_agree(part: int, duck: DuckSession | None, prolog: Worker) -> None:
    counts: Counter[str] = Counter()
    seeds = range(FIRST + part, FIRST + SEEDS, PARTS)
    for seed in seeds:
        theory, facts = program(seed)
        graph = compile(theory)
        model = materialise(graph, facts)
        expected = {atom for atom, _ in model}
        where = f"seed {seed}"
        for name in KERNELS:
            made = bulk.materialise(graph, facts, UNBOUNDED, using=name)
            assert once(made) == expected, f"{where}, {name}"
        if duck is not None:
            tabled = sql.materialise(graph, facts, UNBOUNDED, open_=lambda _: duck)
            assert once(tabled) == expected, f"{where}, DuckDB"
        counts["calls"] += asked(graph, facts, expected, Random(seed), where)
        derived = in_prolog(graph, facts, expected, prolog, where)
        counts["programs in clingo"] += in_clingo(graph, facts, derived, where)
        all_certified(theory, facts, model, derived, where)
        counts["proofs"] += len(derived)
        given = {*facts, *(rule.head for rule in theory if rule.is_fact)}
        counts["programs that derive something"] += len(expected) > len(given)
    print(f"{len(seeds)} programs, {seeds}: {dict(counts)}")
    assert counts["programs that derive something"] >= 0.6 * len(seeds)
    assert counts["programs in clingo"] >= 0.1 * len(seeds)


def once(made: Iterable[Atom]) -> set[Atom]:
    """The atoms as a set; none may come twice."""
    atoms = list(made)
    assert len(atoms) == len(set(atoms))
    return set(atoms)


def asked(graph: RuleGraph, facts: Facts, expected: set[Atom], chance: Random, where: str) -> int:
    """Asks a model on demand for random patterns of random predicates: atoms of the model with
    some arguments left open, some of them the same variable, and constants that no atom has."""
    model = demand(graph, facts)
    predicates = sorted(graph.predicates)
    for _ in range(ASKED if predicates else 0):
        predicate = chance.choice(predicates)
        instances = sorted((a for a in expected if a.predicate == predicate), key=str)
        seen = chance.choice(instances).args if instances else ()
        args: list[Term] = []
        for place in range(predicate.arity):
            draw = chance.random()
            known = seen[place] if seen else chance.choice(grown.SYMBOLS)
            other = chance.choice(grown.SYMBOLS)
            variable = Var("V" if draw < 0.65 else f"V{place}")
            args.append(known if draw < 0.45 else other if draw < 0.5 else variable)
        call = Atom(predicate.name, tuple(args), predicate.negated)
        answers = query(model, (call,)).answers
        found = [tuple(binding.values()) for binding in map(dict, (a.bindings for a in answers))]
        assert len(found) == len(set(found)), f"{where}, {call}"
        names = list(dict.fromkeys(arg.name for arg in args if isinstance(arg, Var)))
        wanted = {
            tuple(bound[name] for name in names)
            for atom in instances
            if (bound := matched(call, atom)) is not None
        }
        assert set(found) == wanted, f"{where}, {call}"
    return ASKED


def matched(call: Atom, atom: Atom) -> dict[str, Term] | None:
    """What the variables of a call stand for in an atom."""
    bound: dict[str, Term] = {}
    for arg, term in zip(call.args, atom.args, strict=True):
        if arg != term and not isinstance(arg, Var):
            return None
        if isinstance(arg, Var) and bound.setdefault(arg.name, term) != term:
            return None
    return bound


def in_prolog(
    graph: RuleGraph, facts: Facts, expected: set[Atom], prolog: Worker, where: str
) -> set[Atom]:
    """What is derived of the expected atoms, which SWI-Prolog says too."""
    rows = consequences(graph, facts, worker=prolog)
    derived = {atom for atom in expected if atom.predicate in graph.derived}
    said = {Atom(p.name, row, p.negated) for p, found in rows.items() for row in found}
    assert said == derived, f"{where}, SWI-Prolog"
    return derived


def all_certified(
    theory: Theory, facts: Facts, model: Model, derived: set[Atom], where: str
) -> None:
    prover = Prover(model)
    for atom in sorted(derived, key=str):
        proof = prover.proof(atom)
        assert proof is not None, f"{where}, {atom}"
        assert certify(theory, facts, proof) == (), f"{where}, {atom}"


def in_clingo(graph: RuleGraph, facts: Facts, derived: set[Atom], where: str) -> bool:
    """Compares with clingo, where it can say the program and has a model: p and -p exclude each
    other there, and it computes in 32 bits."""
    try:
        found = tools.run_clingo(export(graph.theory, facts, "asp"))
    except Unsayable:
        return False
    if found is not None:
        assert found.atoms == derived, f"{where}, clingo"
    return found is not None
