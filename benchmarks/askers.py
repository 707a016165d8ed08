"""What benchmarks/queries.py asks: each asker is loaded with a workload once and then answers goals
`predicate(A, person)`, or `predicate(person)`, with the number of answers.

The rules are the family's. A proof is asked for as an atom of two people.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from reasoners.notation import Notation, fact_lines, rule_lines
from reasoners.prepared import rules_of
from reasoners.programs import nemo_program, tabled
from workloads import Workload

from preceptor.logic import Atom, Num, Predicate, Proof, Var, map_atom, substituting

GOALS = {"ancestor": 2, "cousin": 2, "second_cousin": 2, "half_sibling": 2, "childless": 1}


class Asker(Protocol):
    """Answers goals; `clocks` are the CPU seconds used, of Python and of another process."""

    def ask(self, predicate: str, person: int) -> int: ...

    def clocks(self) -> tuple[float, float]: ...


def atoms_of(work: Workload) -> list[Atom]:
    return [
        Atom(name, tuple(map(Num, row)))
        for name, columns in work.facts.items()
        for row in zip(*(column.tolist() for column in columns), strict=True)
    ]


def goal_of(predicate: str, person: int) -> Atom:
    known = Num(person)
    return Atom(predicate, (Var("A"), known) if GOALS[predicate] == 2 else (known,))


class Ours:
    """One of our models: on demand, or found in bulk."""

    def __init__(self, work: Workload, folder: Path, *, bulk: bool = False) -> None:
        from preceptor.reason import demand, query
        from preceptor.reason.bulk import materialise
        from preceptor.reason.indexed import indexed
        from preceptor.reason.prove import prove

        graph = rules_of(work)
        if bulk:
            facts = {Predicate(name, len(cs)): cs for name, cs in work.facts.items()}
            self.model = indexed(materialise(graph, facts))
        else:
            self.model = demand(graph, atoms_of(work))
        self._query, self._prove = query, prove

    def ask(self, predicate: str, person: int) -> int:
        return len(self._query(self.model, (goal_of(predicate, person),)).answers)

    def answers(self, predicate: str, person: int) -> list[Atom]:
        goal = goal_of(predicate, person)
        found = self._query(self.model, (goal,)).answers
        return [map_atom(goal, substituting(dict(answer.bindings))) for answer in found]

    def prove(self, atom: Atom) -> Proof | None:
        return self._prove(self.model, atom)

    def clocks(self) -> tuple[float, float]:
        return time.process_time(), 0.0


class Adorned:
    """SWI-Prolog asked by our second engine."""

    def __init__(self, work: Workload, folder: Path) -> None:
        from preceptor.prolog import Worker
        from preceptor.reason.swi import Swi

        self._worker = Worker()
        self._swi = Swi(rules_of(work), atoms_of(work), worker=self._worker)
        self.ask("childless", -1)

    def ask(self, predicate: str, person: int) -> int:
        return len(self._swi.query((goal_of(predicate, person),)).answers)

    def clocks(self) -> tuple[float, float]:
        return time.process_time(), of_process(self._worker)


class AsWritten:
    """SWI-Prolog with the rules as they are written, every derived predicate tabled, in the same
    process and by the same protocol."""

    def __init__(self, work: Workload, folder: Path) -> None:
        from preceptor.prolog import Confinement, Worker

        self._worker = Worker(Confinement(memory_bytes=12 << 30, table_bytes=8 << 30))
        clauses = [
            f"goal_{name}([X], [A]) :- {name}(A, X).\n"
            if arity == 2
            else f"goal_{name}([X], []) :- {name}(X).\n"
            for name, arity in GOALS.items()
        ]
        self._worker.load("written", tabled(work) + "".join(clauses))

    def ask(self, predicate: str, person: int) -> int:
        shown = "[A]" if GOALS[predicate] == 2 else "[]"
        goal = f"goal_{predicate}([{person}], {shown})"
        return len(self._worker.ask("written", goal, shown, 100_000_000))

    def clocks(self) -> tuple[float, float]:
        return time.process_time(), of_process(self._worker)


def of_process(worker: Any) -> float:
    """CPU seconds of the worker's process, to the nanosecond (Linux: clock_getcpuclockid)."""
    return time.clock_gettime((~worker._process.pid << 3) | 2)


class PyDatalog:
    """pyDatalog, where it finishes."""

    def __init__(self, work: Workload, folder: Path) -> None:
        from pyDatalog import pyDatalog

        self._engine = pyDatalog
        for name, columns in work.facts.items():
            for row in zip(*(column.tolist() for column in columns), strict=True):
                pyDatalog.assert_fact(name, *row)
        pyDatalog.load("\n".join(map(self._clause, rules_of(work).rules)))

    def _clause(self, planned: Any) -> str:
        notation = Notation("~({})", "!=")
        parts = [notation.literal(literal) for literal in planned.rule.body]
        marked = (f"({part})" if "(" not in part else part for part in parts)
        head = notation.atom(planned.rule.head)
        return f"{head} <= {' & '.join(marked)}".replace("_)", "Anyone)").replace("(_", "(Anyone")

    def ask(self, predicate: str, person: int) -> int:
        free = "A," if GOALS[predicate] == 2 else ""
        found = self._engine.ask(f"{predicate}({free}{person})")
        return 0 if found is None else len(found.answers)

    def clocks(self) -> tuple[float, float]:
        return time.process_time(), 0.0


class ProbLog:
    """ProbLog's engine without probabilities, where it finishes."""

    def __init__(self, work: Workload, folder: Path) -> None:
        from problog.engine import DefaultEngine
        from problog.program import PrologString

        rules = rule_lines(rules_of(work), Notation("\\+ {}", "\\=="))
        text = "".join((*fact_lines(work.facts), *rules))
        self._engine = DefaultEngine()
        self._base = self._engine.prepare(PrologString(text))

    def ask(self, predicate: str, person: int) -> int:
        from problog.logic import Constant, Term

        args = (None, Constant(person)) if GOALS[predicate] == 2 else (Constant(person),)
        return len(self._engine.query(self._base, Term(predicate, *args)))

    def clocks(self) -> tuple[float, float]:
        return time.process_time(), 0.0


class Nemo:
    """Nemo, for its traces."""

    def __init__(self, work: Workload, folder: Path) -> None:
        import nmo_python

        self._engine = nmo_python.NemoEngine(nmo_python.load_string(nemo_program(work, folder)))
        self._engine.reason()

    def prove(self, atom: Atom) -> object:
        """The trace as a tree of dicts, which is when it is read."""
        return self._engine.trace(str(atom))


ASKERS: dict[str, Callable[[Workload, Path], Asker]] = {
    "python": Ours,
    "bulk": lambda work, folder: Ours(work, folder, bulk=True),
    "swi": Adorned,
    "swi-as-written": AsWritten,
    "pydatalog": PyDatalog,
    "problog": ProbLog,
}
