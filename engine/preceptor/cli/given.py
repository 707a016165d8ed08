"""What `preceptor materialise` is given: rules, compiled, and facts, by whom they are read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from preceptor.check.signature import misuse
from preceptor.cli.console import Console
from preceptor.domain import fact_files
from preceptor.graph import CompileError, RuleGraph, compile
from preceptor.logic import (
    Code,
    InputError,
    LimitExceeded,
    ParseError,
    Predicate,
    Theory,
    did_you_mean,
)
from preceptor.reason import Limits, bulk, sql
from preceptor.reason.bulk import Database
from preceptor.reason.bulk.budget import Budget
from preceptor.rulebase.sources import read

READ_BYTES = 40  # of memory that our own reader may take for a byte of a file,
_LEAST_READ_BYTES = 20  # and that it takes of any table
Facts = Database | sql.Stage


def load(options: Namespace, limits: Limits, console: Console) -> tuple[RuleGraph, Facts, str]:
    """The rules compiled, and the facts; why DuckDB has read them, where it has. Raises ParseError,
    CompileError, InputError."""
    reading = read(options.files, options.domain)
    if reading.faults:
        raise ParseError(reading.faults)
    theory = Theory(reading.rules, reading.signature)
    clashes = [f for rule in theory for f in misuse(rule, theory.signature) if f.code is Code.SORT]
    if clashes:
        raise CompileError(tuple(clashes))
    graph = compile(theory)
    paths = reading.own_facts(options.files) if options.facts is None else options.facts
    is_open = options.engine == "auto" and options.shards is None
    reason = _too_large(paths, limits) if is_open else ""
    facts: Facts
    if options.engine == "duckdb" or reason:
        session = sql.DuckSession(Budget(limits), options.threads)
        facts = sql.stage(session, paths, reading.signature, options.header)
    else:
        _hold(paths, limits)
        facts = bulk.read_tables(paths, reading.signature, options.header)
    _compare(graph, facts.predicates if isinstance(facts, sql.Stage) else facts.tables, console)
    console.detail(f"{len(facts)} facts read, {len(graph.rules)} rules compiled")
    return graph, facts, reason


def _size(paths: Iterable[str | Path]) -> int:
    """The bytes of the files of facts."""
    return sum(file.stat().st_size for path in paths for file in fact_files(Path(path)))


def _too_large(paths: Iterable[str | Path], limits: Limits) -> str:
    """Why the files are too much to read into memory; empty where they are not, or where nothing
    else can read them."""
    if limits.bytes is None or find_spec("duckdb") is None:
        return ""
    size = _size(paths)
    if size * READ_BYTES <= limits.bytes:
        return ""
    return f"the files of facts have {size / 2**20:.0f} MiB, too many to read into the memory"


def _hold(paths: Iterable[str | Path], limits: Limits) -> None:
    """Raises LimitExceeded where the files cannot be read into the memory that is allowed."""
    needed = _LEAST_READ_BYTES * _size(paths)
    if limits.bytes is not None and needed > limits.bytes:
        raise LimitExceeded("bytes", needed, limits.bytes)


def _compare(graph: RuleGraph, given: Iterable[Predicate], console: Console) -> None:
    """Refuses facts of a predicate that the rules use with another number of arguments; tells
    of facts that no rule reads."""
    known = set(graph.predicates)
    names = {predicate.name for predicate in known}
    for predicate in given:
        if predicate in known or predicate.opposite in known:
            continue
        if predicate.name in names:
            others = " and ".join(sorted(str(p) for p in known if p.name == predicate.name))
            message = f"the facts are of {predicate}, the rules are about {others}"
            raise InputError(message, "a table has a column for each argument")
        hint = did_you_mean(predicate.name, names)
        console.note(f"no rule is about {predicate}{'; ' + hint if hint else ''}")
