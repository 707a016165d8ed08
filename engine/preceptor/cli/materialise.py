"""`preceptor materialise`: all that follows from rules and facts, written as tables."""

from __future__ import annotations

import argparse
import os
import re
from argparse import ArgumentParser, Namespace
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from time import process_time

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.given import Facts, load
from preceptor.cli.options import add_limits, add_rules
from preceptor.cli.parser import at_least, one_of
from preceptor.graph import RuleGraph
from preceptor.logic import InputError, LimitExceeded
from preceptor.reason import Limits, bulk, planner, shards, sql
from preceptor.reason.bulk import Database, Materialisation
from preceptor.reason.plan import plan

SCHEMA = "preceptor/materialise/1"
ENGINES = ("auto", "memory", "duckdb", "spark")
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}

_EPILOG = """\
examples:
  preceptor materialise rules.pl --facts facts/ --out derived/
  preceptor materialise rules.pl --facts facts/ --json
  preceptor materialise rules.pl --facts facts/ --out labels/ --shards 4
  preceptor materialise rules.pl --facts facts/ --out labels/ --confidence
  preceptor materialise bomb.pl --timeout 10 --max-bytes 500M

One file a relation, given ones among them: Parquet where pyarrow is installed, else CSV, which
--facts reads back; a relation without arguments is a .pl file. Weights play no part: an atom is
derived or it is not. With --confidence proofs are weighed, in memory, and the last column of every
file is the confidence of the atom's best proof, the product of its weights to 12 digits; such files
are not read back. Where a limit is hit nothing is written. The engine auto is memory, or DuckDB
where more rows are expected than memory holds, or many in few rounds for many threads; spark is
for data past one machine, and slow on small data. With --shards N, entities that no rule joins are
shared out among N processes, each with its part of the memory; rules that join them are refused.
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
        "--shards",
        type=at_least(1),
        metavar="N",
        help="reason about independent entities in N processes",
    )
    parser.add_argument(
        "--confidence",
        action="store_true",
        help="weigh proofs: the last column of every file is the confidence of the best one",
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
    if options.shards is not None and options.engine not in ("auto", "memory"):
        hint = "leave --engine out, or give memory"
        raise InputError(f"--shards are reasoned about in memory, not by {options.engine}", hint)
    _fix_engine(options)
    graph, facts, reason = load(options, limits, console)
    _tell_of_weights(graph, options, console)
    choice = _choice(graph, facts, reason, limits, options)
    sharded: shards.Sharded | None = None
    if options.explain and options.shards is None:
        _explain(choice, console)
    try:
        if options.shards is not None and isinstance(facts, Database):
            sharded = shards.materialise(graph, facts, limits, shards=options.shards)
            choice = replace(choice, engine="memory", reasons=_shard_reasons(sharded))
            made = sharded.made
        else:
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
    if options.explain and sharded is not None:
        _explain(choice, console)
    parts = () if sharded is None else sharded.shards
    cpu_s = process_time() - began + sum(part.cpu_s for part in parts)
    _tell(made, choice, parts, cpu_s, console, explain=options.explain)
    return Exit.OK if made.complete else Exit.LIMIT


def _fix_engine(options: Namespace) -> None:
    """Proofs are weighed in memory and in one process. Raises InputError."""
    if not options.confidence:
        return
    if options.engine not in ("auto", "memory"):
        hint = "leave --engine out, or give memory"
        raise InputError(f"proofs are weighed in memory, not by {options.engine}", hint)
    if options.shards is not None:
        hint = "leave out --shards, or --confidence"
        raise InputError("proofs are weighed in one process, not in shards", hint)
    options.engine = "memory"


def _tell_of_weights(graph: RuleGraph, options: Namespace, console: Console) -> None:
    weighted = sum(not planned.rule.is_hard for planned in graph.rules)
    if weighted and not options.confidence:
        console.note(f"the weights of {weighted} rules play no part without --confidence")


def _explain(choice: planner.Choice, console: Console) -> None:
    console.lines((f"engine: {choice.engine}", *(f"  {why}" for why in choice.reasons)))


def _shard_reasons(sharded: shards.Sharded) -> tuple[str, ...]:
    count, largest = len(sharded.shards), f"{100 * sharded.largest:.3g} %"
    return (
        f"as --shards says, in {count} process{'es' if count > 1 else ''}",
        f"the largest set of facts that rules join has {largest} of them",
    )


def _choice(
    graph: RuleGraph, facts: Facts, reason: str, limits: Limits, options: Namespace
) -> planner.Choice:
    """What computes it, and why. What DuckDB has read stays there, for the `reason` given."""
    threads = options.threads or os.cpu_count() or 1
    known = facts.sizes() if isinstance(facts, sql.Stage) else planner.sizes(facts)
    choice = planner.choose(plan(graph), known, limits, threads)
    if options.engine != "auto":
        why = "memory weighs proofs" if options.confidence else "as --engine says"
        return replace(choice, engine=options.engine, reasons=(why,))
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
        return bulk.materialise(graph, facts, limits, weights=options.confidence)
    if engine == "spark":
        return sql.materialise(graph, facts, limits, open_=sql.open_spark)
    return sql.materialise(graph, facts, limits, threads=options.threads)


def _limits(options: Namespace) -> Limits:
    given = replace(bulk.LIMITS, rounds=options.max_rounds, bytes=options.max_bytes)
    facts = given.facts if options.max_facts is None else options.max_facts
    return replace(given, facts=facts, seconds=options.timeout)


def _tell(
    made: Materialisation,
    choice: planner.Choice,
    parts: tuple[shards.Shard, ...],
    cpu_s: float,
    console: Console,
    *,
    explain: bool,
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
        | ({"shards": [asdict(part) for part in parts]} if parts else {})
        | ({"plan": why} if explain else {})
    )
    width = max(map(len, counts), default=0)
    console.lines(f"{name:<{width}}  {count}" for name, count in counts.items())
    for number, part in enumerate(parts, 1):
        used = f"{part.cpu_s:.2f} CPU seconds"
        console.line(f"shard {number}: {part.facts} facts, {part.derived} derived, {used}")
    console.line(f"{made.derived} atoms derived in {made.rounds} rounds, {cpu_s:.2f} CPU seconds")


def _bytes(word: str) -> int:
    found = re.fullmatch(r"([0-9]+)([KMGT]?)(?:i?B)?", word, re.IGNORECASE)
    if found is None or not int(found[1]):
        raise argparse.ArgumentTypeError(f"a number of bytes such as 500M, not {word!r}")
    return int(found[1]) * _UNITS[found[2].upper()]
