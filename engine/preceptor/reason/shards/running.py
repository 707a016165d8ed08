"""Running: a process for each shard, all ended together, and what they find put together.

The processes are in sessions of their own, so that Ctrl-C reaches this one, which ends them; and
each ends by itself when this one is gone.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep

import numpy as np

from preceptor.graph import RuleGraph, compile
from preceptor.logic import InputError, LimitExceeded, Predicate, Theory
from preceptor.reason.bulk.budget import resident_bytes
from preceptor.reason.bulk.columns import Precision, columns
from preceptor.reason.bulk.engine import LIMITS, Facts
from preceptor.reason.bulk.engine import materialise as in_memory
from preceptor.reason.bulk.facts import Cells, Database, Ints, Table
from preceptor.reason.bulk.relation import Relation
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.materialise import Limits
from preceptor.reason.plan import plan
from preceptor.reason.shards.components import Shares, share
from preceptor.reason.shards.cut import cut
from preceptor.reason.shards.job import Exceeded, Found, Job

_LOOK_S = 0.02
_LEAST_BYTES = 128 << 20  # that a process takes before it has anything to do


@dataclass(frozen=True, slots=True)
class Shard:
    """What one process did: facts it was given, atoms it derived."""

    facts: int
    derived: int
    rounds: int
    cpu_s: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Sharded:
    """All that follows, the shards it was found by, and the share of all facts that the largest
    component has: with most of them in one, shards do not help."""

    made: Materialisation
    shards: tuple[Shard, ...]
    largest: float


def materialise(
    graph: RuleGraph,
    facts: Facts = (),
    limits: Limits = LIMITS,
    *,
    shards: int,
    using: str = "auto",
) -> Sharded:
    """What `bulk.materialise` finds, entities that nothing joins shared out among processes.

    The memory is divided among them and this one; the other limits hold for each, and facts for
    all. Raises NotCut where rules join what shards would keep apart, and as `bulk.materialise`,
    without what was found so far.
    """
    began = monotonic()
    parted = part(graph, facts, limits, shards, using)
    with _Processes() as processes:
        for number in range(shards):
            processes.start(number, parted.job(number))
        found = processes.results(limits, began)
    return parted.merged(found)


@dataclass(frozen=True, slots=True)
class Parted:
    """Rules and facts, cut into shards."""

    graph: RuleGraph
    database: Database
    shares: Shares
    limits: Limits
    using: str
    symbols: dict[int, Ints]  # those of each shard, in the order of its own

    def job(self, number: int) -> Job:
        """What the process of one shard is given."""
        theory = self.graph.theory
        rules = tuple(rule for rule in theory if rule.head is not None and rule.body)
        tables, symbols = _part(self.database, self.shares.rows, number)
        self.symbols[number] = symbols
        terms = [self.database.symbols.terms[symbol] for symbol in symbols.tolist()]
        return Job(Theory(rules, theory.signature), terms, tables, self.limits, self.using)

    def merged(self, found: Sequence[Found]) -> Sharded:
        """The atoms of all shards, each once. Raises LimitExceeded."""
        symbols = self.database.symbols
        merged = Database(symbols)
        for number, part in enumerate(found):
            new = np.array([symbols.intern(term) for term in part.terms], np.int64)
            numbers = np.concatenate((self.symbols[number], new))
            for predicate, table in part.tables.items():
                cells = (Cells(numbers[c.values], True) if c.symbolic else c for c in table.columns)
                merged.tables.setdefault(predicate, []).append(Table(tuple(cells), table.size))
        made = in_memory(compile(Theory()), merged, self.limits)
        for predicate, relation in made.relations.items():
            assert isinstance(relation, Relation)
            relation.given = sum(part.given.get(predicate, 0) for part in found)
        rounds = max((part.rounds for part in found), default=0)
        made = replace(made, graph=self.graph, rounds=rounds, kernels=found[0].kernels)
        return Sharded(made, tuple(map(_shard, found)), self.shares.largest)


def part(graph: RuleGraph, facts: Facts, limits: Limits, shards: int, using: str) -> Parted:
    """Cuts rules and facts into shards. Raises NotCut, InputError, LimitExceeded."""
    made, database = plan(graph), Database.of(facts)
    database.add_atoms(made.facts)
    known = columns(made, database.spans(), Precision.PACKED)
    shares = share(database, known, cut(made, known), shards)
    return Parted(graph, database, shares, _allowed(limits, shards), using, {})


def _allowed(limits: Limits, shards: int) -> Limits:
    """What one process may use. Raises LimitExceeded where that is less than it begins with."""
    if limits.bytes is None:
        return limits
    left = (limits.bytes - resident_bytes()) // (shards + 1)
    if left < _LEAST_BYTES:
        needed = resident_bytes() + (shards + 1) * _LEAST_BYTES
        raise LimitExceeded("bytes", needed, limits.bytes)
    return replace(limits, bytes=left)


def _part(
    database: Database, homes: dict[Predicate, list[Ints]], shard: int
) -> tuple[dict[Predicate, list[Table]], Ints]:
    """The tables of one shard, and the symbols that are numbered anew in them, in order."""
    chosen: dict[Predicate, list[tuple[Table, Ints]]] = {}
    used = [np.empty(0, np.int64)]
    for predicate, tables in database.tables.items():
        for table, home in zip(tables, homes[predicate], strict=True):
            rows = np.flatnonzero(home == shard)
            if len(rows):
                chosen.setdefault(predicate, []).append((table, rows))
                used += [np.unique(c.values[rows]) for c in table.columns if c.symbolic]
    symbols = np.unique(np.concatenate(used))
    parts: dict[Predicate, list[Table]] = {}
    for predicate, some in chosen.items():
        for table, rows in some:
            cells = []
            for column in table.columns:
                values = column.values[rows]
                local = np.searchsorted(symbols, values) if column.symbolic else values
                cells.append(Cells(local, column.symbolic))
            parts.setdefault(predicate, []).append(Table(tuple(cells), len(rows)))
    return parts, symbols


class _Processes:
    """The processes and their folder: whatever happens, both are gone in the end."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="preceptor-"))
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> _Processes:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait()
            assert process.stdin is not None
            process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, number: int, job: Job) -> None:
        given, result, said = (
            self._folder / f"{number}.{kind}" for kind in ("job", "found", "said")
        )
        with given.open("wb") as file:
            pickle.dump(job, file, protocol=pickle.HIGHEST_PROTOCOL)
        words = [sys.executable, "-m", "preceptor.reason.shards.worker", str(given), str(result)]
        with said.open("wb") as complaints:
            self._running[number] = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,  # whose end tells them that this process is gone
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,
            )

    def results(self, limits: Limits, began: float) -> list[Found]:
        """What each process found, when all are done. Raises LimitExceeded for the first that hit a
        limit, InputError for one that came to grief."""
        found: dict[int, Found] = {}
        while len(found) < len(self._running):
            for number, process in self._running.items():
                if number not in found and process.poll() is not None:
                    found[number] = self._result(number, process.returncode)
            used = monotonic() - began
            if limits.seconds is not None and used > limits.seconds:
                raise LimitExceeded("seconds", used, limits.seconds)
            sleep(_LOOK_S)
        return [found[number] for number in sorted(found)]

    def _result(self, number: int, code: int) -> Found:
        result = self._folder / f"{number}.found"
        if not result.exists():
            said = (self._folder / f"{number}.said").read_text("utf-8", "replace").splitlines()
            why = said[-1] if said else "its memory may have been too much for this machine"
            raise InputError(f"the process of shard {number + 1} ended with code {code}: {why}")
        with result.open("rb") as file:
            found: Found | Exceeded = pickle.load(file)
        result.unlink()
        if isinstance(found, Exceeded):
            raise LimitExceeded(found.kind, found.used, found.limit)
        return found


def _shard(part: Found) -> Shard:
    facts = sum(part.given.values())
    derived = sum(table.size for table in part.tables.values()) - facts
    return Shard(facts, derived, part.rounds, part.cpu_s, part.peak_bytes)
