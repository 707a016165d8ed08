"""`preceptor materialise`: all that follows from rules and facts, written as tables."""

from __future__ import annotations

import argparse
import os
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from time import process_time

from preceptor.check.signature import misuse
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.options import add_limits, add_rules
from preceptor.cli.parser import at_least, one_of
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
from preceptor.reason import Limits, bulk, planner, sql
from preceptor.reason.bulk import Database, Materialisation
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.plan import plan
from preceptor.rulebase.sources import read

SCHEMA = "preceptor/materialise/1"
ENGINES = ("auto", "memory", "duckdb", "spark")
READ_BYTES = 40  # of memory that our own reader may take for a byte of a file
Facts = Database | sql.Stage
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}

_EPILOG = """\
examples:
  preceptor materialise rules.pl --facts facts/ --out derived/
  preceptor materialise rules.pl --facts facts/ --json
  preceptor materialise bomb.pl --timeout 10 --max-bytes 500M

One file a relation, given ones among them: Parquet where pyarrow is installed, else CSV, which
--facts reads back; a relation without arguments is a .pl file. Weights play no part: an atom is
derived or it is not. Where a limit is hit nothing is written. The engine auto is memory, or DuckDB
where more rows are expected than memory holds, or many in few rounds for many threads; spark is
for data past one machine, and slow on small data.
Exit code: 0 ok, 2 an error in the input, 3 a limit was hit."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help="write a file a relation to DIR")
    parser.add_argument(
        "--format",
        type=one_of(*bulk.FORMATS),
        default="auto",
        metavar="|".join(bulk.FORMATS),
        help="of the files [Parquet where pyarrow is installed, else CSV]",
    )
    parser.add_argument(
        "--engine",
        type=one_of(*ENGINES),
        default="auto",
        metavar="|".join(ENGINES),
        help="what computes it [auto]",
    )
    parser.add_argument(
        "--explain", action="store_true", help="say which engine was chosen, and why"
    )
    parser.add_argument(
        "--threads", type=at_least(1), metavar="N", help="that DuckDB may use [all]"
    )
    parser.add_argument(
        "--header", action="store_true", help="the first row of every table names its columns"
    )
    add_limits(parser)
    parser.add_argument(
        "--max-rounds",
        type=at_least(1),
        default=bulk.LIMITS.rounds,
        metavar="N",
        help=f"stop with exit code 3 past so many rounds [{bulk.LIMITS.rounds}]",
    )
    parser.add_argument(
        "--max-bytes",
        type=_bytes,
        default=bulk.LIMITS.bytes,
        metavar="N",
        help="stop with exit code 3 rather than take more memory; K, M, G may follow [4G]",
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    began = process_time()
    limits = _limits(options)
    graph, facts, reason = _load(options, limits, console)
    choice = _choice(graph, facts, reason, limits, options)
    if options.explain:
        console.lines((f"engine: {choice.engine}", *(f"  {why}" for why in choice.reasons)))
    try:
        made = _materialise(choice.engine, graph, facts, limits, options)
    except LimitExceeded as limit:
        if not isinstance(limit.partial, Materialisation):
            raise
        made = limit.partial
        console.error(f"preceptor materialise: {limit}; what follows may not be all there is")
    else:
        if options.out is not None:
            write = sql.write_relations if choice.engine == "duckdb" else bulk.write_relations
            files = write(made, options.out, options.format)
            console.note(f"{len(files)} files written to {options.out}")
    _tell(made, choice, process_time() - began, console, explain=options.explain)
    return Exit.OK if made.complete else Exit.LIMIT


def _choice(
    graph: RuleGraph, facts: Facts, reason: str, limits: Limits, options: Namespace
) -> planner.Choice:
    """What computes it, and why. What DuckDB has read stays there, for the `reason` given."""
    threads = options.threads or os.cpu_count() or 1
    known = facts.sizes() if isinstance(facts, sql.Stage) else planner.sizes(facts)
    choice = planner.choose(plan(graph), known, limits, threads)
    if options.engine != "auto":
        return replace(choice, engine=options.engine, reasons=("as --engine says",))
    if isinstance(facts, sql.Stage):
        return replace(choice, engine="duckdb", reasons=(reason, *choice.reasons[:1]))
    if choice.engine == "duckdb" and find_spec("duckdb") is None:
        missing = "DuckDB is not installed: pip install 'preceptor[duckdb]'"
        return replace(choice, engine="memory", reasons=(*choice.reasons, missing))
    return choice


def _materialise(
    engine: str, graph: RuleGraph, facts: Facts, limits: Limits, options: Namespace
) -> Materialisation:
    if isinstance(facts, sql.Stage):
        return sql.materialise(graph, facts)
    if engine == "memory":
        return bulk.materialise(graph, facts, limits)
    if engine == "spark":
        return sql.materialise(graph, facts, limits, open_=sql.open_spark)
    return sql.materialise(graph, facts, limits, threads=options.threads)


def _load(options: Namespace, limits: Limits, console: Console) -> tuple[RuleGraph, Facts, str]:
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
    reason = _too_large(paths, limits) if options.engine == "auto" else ""
    facts: Facts
    if options.engine == "duckdb" or reason:
        session = sql.DuckSession(Budget(limits), options.threads)
        facts = sql.stage(session, paths, reading.signature, options.header)
    else:
        facts = bulk.read_tables(paths, reading.signature, options.header)
    _compare(graph, facts.predicates if isinstance(facts, sql.Stage) else facts.tables, console)
    console.detail(f"{len(facts)} facts read, {len(graph.rules)} rules compiled")
    return graph, facts, reason


def _too_large(paths: Iterable[str | Path], limits: Limits) -> str:
    """Why the files are too much to read into memory; empty where they are not, or where nothing
    else can read them."""
    if limits.bytes is None or find_spec("duckdb") is None:
        return ""
    size = sum(file.stat().st_size for path in paths for file in fact_files(Path(path)))
    if size * READ_BYTES <= limits.bytes:
        return ""
    return f"the files of facts have {size / 2**20:.0f} MiB, too many to read into the memory"


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


def _limits(options: Namespace) -> Limits:
    given = replace(bulk.LIMITS, rounds=options.max_rounds, bytes=options.max_bytes)
    facts = given.facts if options.max_facts is None else options.max_facts
    return replace(given, facts=facts, seconds=options.timeout)


def _tell(
    made: Materialisation, choice: planner.Choice, cpu_s: float, console: Console, *, explain: bool
) -> None:
    counts = {str(predicate): count for predicate, count in made.counts.items()}
    expected = {"atoms": choice.atoms, "rounds": choice.rounds, "deep": choice.is_deep}
    why = {"expected": expected | {"rules": choice.rules}, "reasons": list(choice.reasons)}
    console.document(
        {
            "schema": SCHEMA,
            "engine": choice.engine,
            "kernels": made.kernels,
            "relations": counts,
            "derived": made.derived,
            "rounds": made.rounds,
            "complete": made.complete,
            "cpu_s": round(cpu_s, 3),
            "peak_bytes": bulk.peak_bytes(),
        }
        | ({"plan": why} if explain else {})
    )
    width = max(map(len, counts), default=0)
    console.lines(f"{name:<{width}}  {count}" for name, count in counts.items())
    console.line(f"{made.derived} atoms derived in {made.rounds} rounds, {cpu_s:.2f} CPU seconds")


def _bytes(word: str) -> int:
    found = re.fullmatch(r"([0-9]+)([KMGT]?)(?:i?B)?", word, re.IGNORECASE)
    if found is None or not int(found[1]):
        raise argparse.ArgumentTypeError(f"a number of bytes such as 500M, not {word!r}")
    return int(found[1]) * _UNITS[found[2].upper()]
