"""Parsing: how many clauses and mined rules a CPU second reads, beside plain Lark in the same run.

    python benchmarks/parsing.py [--clauses N] [--seed N] [--repeat N] [--json]

The clauses are made up by the seed after the shipped kinship rules: facts, weights, comparisons,
negation, denials, quoted names, named clauses and, one in fifty, a disjunction. Plain Lark is
LALR with the same grammar, which builds a tree and neither rules nor places. Every figure is the
best of the repetitions, in CPU time of this process; memory is what is held at most while
reading, by tracemalloc, in a run of its own.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from lark import Lark

import preceptor
from preceptor.rooms import GRAMMARS
from preceptor.syntax import parse_theory, read_anyburl

RELATIONS = (
    "father", "mother", "son", "daughter", "brother", "sister", "uncle", "aunt", "husband", "wife",
    "nephew", "niece", "grandfather", "grandmother", "grandson", "granddaughter", "father_in_law",
    "mother_in_law", "son_in_law", "daughter_in_law",
)  # fmt: skip


def main() -> int:
    options = _options()
    record = _record(options)
    options.results.mkdir(parents=True, exist_ok=True)
    with (options.results / "parsing.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, sort_keys=True) + "\n")
    print(json.dumps(record, indent=2) if options.json else _report(record))
    return 0


def clauses(number: int, seed: int) -> str:
    rng = random.Random(seed)
    return "".join(f"{_clause(rng, n)}\n" for n in range(number))


def _clause(rng: random.Random, number: int) -> str:
    kind = rng.random()
    if kind < 0.15:
        person = f"'Ann {rng.randint(1, 99)}'" if kind < 0.02 else f"p{rng.randint(1, 999)}"
        return f"{rng.choice(RELATIONS)}(p{rng.randint(1, 999)}, {person})."
    one, two = (f"{rng.choice(RELATIONS)}({args})" for args in ("X, Z", "Z, Y"))
    if kind < 0.17:
        return f":- {one}, {rng.choice(RELATIONS)}(Z, X)."
    weight = "" if rng.random() < 0.5 else f"0.{rng.randint(1, 99):02} :: "
    body = f"{one}, {two}{rng.choice(_tests(rng))}"
    if kind < 0.19:
        body = f"{one}, ({two} ; {rng.choice(RELATIONS)}(Z, Y))"
    mark = f"% @id law:{number}\n" if kind > 0.95 else ""
    return f"{mark}{weight}{rng.choice(RELATIONS)}(X, Y) :- {body}."


def _tests(rng: random.Random) -> tuple[str, ...]:
    years = rng.randint(1, 99)
    return (
        "", "", ", male(X)", ", X \\= Y", ", \\+ dead(Z)", f", age(X, N), N >= {years}",
        f", age(X, N), age(Y, M), N - M > {years}.5, M = (N + 1) * 2",
    )  # fmt: skip


def mined(number: int, seed: int) -> str:
    """Lines such as AnyBURL writes for a graph of 46 relations and 135 entities."""
    rng = random.Random(seed)
    return "".join(f"{_mined(rng)}\n" for _ in range(number))


def _mined(rng: random.Random) -> str:
    predicted = rng.randint(5, 999)
    right = rng.randint(1, predicted)
    head, one, two, three = (f"relation_{rng.randint(1, 46)}" for _ in range(4))
    entity, other = (f"entity_{rng.randint(1, 135)}" for _ in range(2))
    rule = rng.choice(
        (
            f"{head}(X,Y) <= {one}(Y,X)",
            f"{head}(X,Y) <= {one}(X,A), {two}(A,Y)",
            f"{head}(X,Y) <= {one}(X,A), {two}(B,A), {three}(B,Y)",
            f"{head}(X,{entity}) <= {one}(X,{other})",
            f"{head}({entity},Y) <= {one}(A,Y), {two}(A,{other})",
        )
    )
    return f"{predicted}\t{right}\t{right / predicted}\t{rule}"


def _record(options: argparse.Namespace) -> dict[str, object]:
    number, seed = options.clauses, options.seed
    text, table = clauses(number, seed), mined(number, seed)
    lark = Lark.open(str(GRAMMARS / "rules.lark"), parser="lalr", maybe_placeholders=True)
    ours = _rate(number, options.repeat, lambda: parse_theory(text))
    naive = _rate(number, options.repeat, lambda: lark.parse(text))
    return {
        "suite": "parsing",
        "seed": seed,
        "clauses": number,
        "preceptor": preceptor.__version__,
        "python": platform.python_version(),
        "versions": {"lark": importlib.metadata.version("lark")},
        "clauses_per_cpu_s": round(ours),
        "plain_lark_per_cpu_s": round(naive),
        "ratio": round(ours / naive, 2),
        "anyburl_rules_per_cpu_s": round(
            _rate(number, options.repeat, lambda: read_anyburl(table))
        ),
        "characters_per_clause": round(len(text) / number, 1),
        "peak_bytes_per_clause": _peak(lambda: parse_theory(text)) // number,
        "peak_bytes_per_clause_plain_lark": _peak(lambda: lark.parse(text)) // number,
        "peak_bytes_per_anyburl_rule": _peak(lambda: read_anyburl(table)) // number,
    }


def _rate(number: int, repeat: int, read: Callable[[], object]) -> float:
    """Readings per CPU second, the best of `repeat`; what was read is let go of untimed."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        result = read()
        best = min(best, time.process_time() - start)
        del result
    return number / best


def _peak(read: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _report(record: dict[str, object]) -> str:
    return "\n".join(
        (
            f"parsing, {record['clauses']} clauses, seed {record['seed']}, "
            f"preceptor {record['preceptor']}, Python {record['python']}",
            f"clauses per CPU second        {record['clauses_per_cpu_s']:>10}",
            f"  plain Lark, trees only      {record['plain_lark_per_cpu_s']:>10}  "
            f"({record['ratio']} times fewer)",
            f"AnyBURL rules per CPU second  {record['anyburl_rules_per_cpu_s']:>10}",
            f"peak bytes per clause         {record['peak_bytes_per_clause']:>10}  "
            f"of {record['characters_per_clause']} characters",
            f"  plain Lark, trees only      {record['peak_bytes_per_clause_plain_lark']:>10}",
            f"peak bytes per AnyBURL rule   {record['peak_bytes_per_anyburl_rule']:>10}",
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--clauses", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--repeat", type=int, default=3)
    results = Path(__file__).parent / "results"
    parser.add_argument("--results", type=Path, default=results, help="where a line is added")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    options = parser.parse_args()
    if options.clauses < 1 or options.repeat < 1:
        parser.error("--clauses and --repeat are at least 1")
    return options


if __name__ == "__main__":
    sys.exit(main())
