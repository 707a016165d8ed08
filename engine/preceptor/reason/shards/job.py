"""The job of one shard, what is found by it, and the work between them."""

from __future__ import annotations

from dataclasses import dataclass
from time import process_time

import numpy as np

from preceptor.graph import compile
from preceptor.logic import LimitExceeded, Predicate, Term, Theory
from preceptor.reason.bulk.arithmetic import decode
from preceptor.reason.bulk.budget import peak_bytes
from preceptor.reason.bulk.engine import materialise
from preceptor.reason.bulk.facts import Cells, Database, Table
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.materialise import Limits
from preceptor.reason.symbols import Symbols


@dataclass(frozen=True, slots=True)
class Job:
    """Rules without facts, and facts whose symbols are the places of these terms."""

    theory: Theory
    terms: list[Term]
    tables: dict[Predicate, list[Table]]
    limits: Limits
    using: str


@dataclass(frozen=True, slots=True)
class Found:
    """All atoms of a shard, and how many of each predicate were given. Symbols past those of the
    job are those of `terms`."""

    tables: dict[Predicate, Table]
    given: dict[Predicate, int]
    terms: list[Term]
    rounds: int
    kernels: str
    cpu_s: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A limit that the shard hit."""

    kind: str
    used: float
    limit: float


def work(job: Job) -> Found | Exceeded:
    began = process_time()
    symbols = Symbols()
    for term in job.terms:
        symbols.intern(term)
    try:
        database = Database(symbols, job.tables)
        made = materialise(compile(job.theory), database, job.limits, using=job.using)
    except LimitExceeded as exceeded:
        return Exceeded(exceeded.kind, exceeded.used, exceeded.limit)
    tables = {predicate: _table(made, predicate) for predicate in made.predicates}
    given = {p: relation.size - relation.derived for p, relation in made.relations.items()}
    new = symbols.terms[len(job.terms) :]
    used = process_time() - began
    return Found(tables, given, new, made.rounds, made.kernels, used, peak_bytes())


def _table(made: Materialisation, predicate: Predicate) -> Table:
    """A relation as facts are given."""
    relation = made.relations[predicate]
    cells = []
    for position, column in enumerate(relation.columns):
        held = relation.column(position)
        if column.scale not in (None, 1) and not column.is_symbolic:
            distinct, inverse = np.unique(held, return_inverse=True)
            terms = decode(distinct, column, made.symbols)
            held = np.array([made.symbols.symbol(term) for term in terms], np.int64)[inverse]
        cells.append(Cells(held, column.scale not in (None, 1)))
    return Table(tuple(cells), relation.size)
