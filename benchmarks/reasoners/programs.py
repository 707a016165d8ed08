"""Reasoners that read a program: SWI-Prolog, clingo, Nemo."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from workloads import Workload

from preceptor.graph import RuleGraph
from reasoners.notation import Notation, fact_lines, rule_lines
from reasoners.prepared import Counts, Prepared, Unfit, rules_of


def swi(work: Workload, folder: Path) -> Prepared:
    """SWI-Prolog with every derived predicate tabled; tuples come back as text."""
    graph = rules_of(work)
    program = folder / "program.pl"
    heads = [f"{p.name}({','.join('ABCD'[: p.arity])})" for p in graph.derived]
    is_named = any(column.dtype.kind == "U" for cs in work.facts.values() for column in cs)
    mark = "~w" if is_named else "~d"
    with program.open("w", encoding="utf-8") as file:
        file.write(tabled(work))
        for head, p in zip(heads, graph.derived, strict=True):
            row = f"format('{' '.join([mark] * p.arity)}~n', [{','.join('ABCD'[: p.arity])}])"
            file.write(f"out({p.name}) :- forall({head}, {row}), format('.~n').\n")
    goal = ",".join(f"out({p.name})" for p in graph.derived)
    words = ["swipl", "--stack-limit=4g", "--table-space=8g", "-q", "-g", goal, "-t", "halt"]

    def run() -> Counts:
        done = subprocess.run([*words, str(program)], capture_output=True, check=False)
        if done.returncode or done.stderr:
            raise Unfit(done.stderr.decode()[:200])
        parts = done.stdout.split(b".\n")
        counts = {}
        for p, part in zip(graph.derived, parts, strict=False):
            rows = np.array(part.split(), None if is_named else np.int64).reshape(-1, p.arity)
            counts[p.name] = len(rows)
        return counts

    return run


def tabled(work: Workload) -> str:
    """The rules for SWI-Prolog as they are written, every derived predicate tabled; the facts."""
    graph = rules_of(work)
    rules = "".join(rule_lines(graph, Notation("tnot({})", "\\==")))
    for name in work.facts:  # \+ for what is not tabled
        rules = re.sub(rf"tnot\(({name}\([^)]*\))\)", r"\\+ \1", rules)
    head = ":- style_check(-discontiguous).\n:- style_check(-singleton).\n"
    tables = "".join(f":- table {p.name}/{p.arity}.\n" for p in graph.derived)
    facts = "".join(fact_lines(work.facts))
    return f"{head}{tables}{facts}{rules}{''.join(_untabled(graph, work))}"


def _untabled(graph: RuleGraph, work: Workload) -> Iterator[str]:
    """Declares input relations without a fact."""
    for predicate in graph.inputs:
        if not len(work.facts.get(predicate.name, ((),))[0]):
            yield f":- dynamic {predicate.name}/{predicate.arity}.\n"


def clingo(work: Workload, folder: Path) -> Prepared:
    """clingo's grounder, which evaluates a stratified program on the way."""
    graph = rules_of(work)
    lines = [*fact_lines(work.facts), *rule_lines(graph, Notation("not {}", "!=", fold="#"))]
    program = "".join(lines).replace("=<", "<=")

    def run() -> Counts:
        import clingo

        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)
        control.ground([("base", [])])
        counts = {}
        for p in graph.derived:
            found = control.symbolic_atoms.by_signature(p.name, p.arity)
            rows = [tuple(a.number if a.type is clingo.SymbolType.Number else a.name
                          for a in atom.symbol.arguments) for atom in found]  # fmt: skip
            counts[p.name] = len(rows)
        return counts

    return run


def nemo(work: Workload, folder: Path) -> Prepared:
    """Nemo from CSV files."""
    graph, program = rules_of(work), nemo_program(work, folder)

    def run() -> Counts:
        import nmo_python

        engine = nmo_python.NemoEngine(nmo_python.load_string(program))
        engine.reason()
        return {p.name: len(list(engine.result(p.name))) for p in graph.derived}

    return run


def nemo_program(work: Workload, folder: Path) -> str:
    """The program over CSV files written to the folder. Each import is copied by a rule: two rules
    that read one imported predicate with its columns in different orders lose facts in
    nemo-python 0.10.1."""
    graph = rules_of(work)
    lines = []
    for name, columns in work.facts.items():
        path = folder / f"{name}.csv"
        rows = zip(*(column.tolist() for column in columns), strict=True)
        path.write_text("".join(f"{','.join(map(str, row))}\n" for row in rows))
        kinds = ",".join("string" if c.dtype.kind == "U" else "int" for c in columns)
        args = ", ".join(f"?x{i}" for i in range(len(columns)))
        source = f'csv{{resource="{path}", format=({kinds})}}'
        lines.append(f"@import {name}_raw :- {source} .\n{name}({args}) :- {name}_raw({args}) .\n")
    lines += rule_lines(graph, Notation("~{}", "!=", "?", " .\n"))
    lines += [f"@output {p.name} .\n" for p in graph.derived]
    return "".join(lines).replace("=<", "<=")
