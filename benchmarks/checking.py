"""The check on theories with planted conflicts: what it misses, what it makes up, what it costs.

    python benchmarks/checking.py --rules 10000 100000 --seeds 3

A planted theory (benchmarks/planted.py) knows its minimal cores and its incoherent rules. Each
seed prints the differences; the CPU seconds of each stage and of a whole `check` without
SWI-Prolog; how many cores of a sample lose their violation with any one rule; how many witnesses
SWI-Prolog replays; the milliseconds of a step of a CheckSession; and, as ratios, what Z3 takes for
the same: its Spacer one query a denial, on a theory of 1,000 rules, and a satisfiability check of
each pair of rules, extrapolated from a sample. Results are appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time

import spacer
import z3
from planted import Planted, planted

import preceptor
from preceptor.check import CheckSession, check
from preceptor.check.conflicts import conflict, is_hard
from preceptor.check.encoding import Encoding
from preceptor.check.guards import problem
from preceptor.check.program import Program
from preceptor.check.reach import Violation, reach
from preceptor.check.replays import replayed
from preceptor.check.search import Search
from preceptor.check.setting import Setting
from preceptor.check.standing import standings
from preceptor.check.status import Status
from preceptor.graph import predicates
from preceptor.logic import Rule, apart
from preceptor.prolog import Worker, swipl

RESULTS = Path(__file__).parent / "results" / "checking.jsonl"
PAIRS = 300  # pairs of rules that Z3 is asked about
CORES = 100  # cores that are looked at rule by rule
SPACER_RULES = 1_000  # of the theory that Spacer is asked about
BOUND = 2

Result = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="theories [3]")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the first seed [0]")
    parser.add_argument("--steps", type=int, default=500, metavar="N", help="of a session [500]")
    parser.add_argument("--quick", action="store_true", help="one theory of 1,000 rules")
    options = parser.parse_args()
    sizes = [1_000] if options.quick else options.rules
    seeds = 1 if options.quick else options.seeds
    for size in sizes:
        for seed in range(options.first, options.first + seeds):
            result = measured(planted(size, seed), seed, options.steps)
            print("  ".join(f"{key} {value}" for key, value in result.items()), flush=True)
            RESULTS.parent.mkdir(exist_ok=True)
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")


def measured(made: Planted, seed: int, steps: int) -> Result:
    clock = Clock()
    setting = Setting.of(made.rules, made.signature, made.laws, (), BOUND)
    search = setting.search()
    clock.lap("compile")
    found = [reach(law, search, is_hard) for law in setting.laws]
    clock.lap("cores")
    stood = standings(made.rules, search)
    statuses = {rule.name: found.status for rule, found in stood.items()}
    clock.lap("status")
    violations = [violation for one in found for violation in one.violations]
    cores = {frozenset(rule.name or "" for rule in v.core) for v in violations}
    incoherent = {name for name, status in statuses.items() if status is Status.INCOHERENT}
    ours = sum(clock.laps.values())
    pairwise = pairs_by_z3(made, seed)
    return {
        "preceptor": preceptor.__version__,
        "z3": z3.get_version_string(),
        "python": platform.python_version(),
        "seed": seed,
        "rules": len(made.rules),
        "laws": len(setting.laws),
        "planted": len(made.cores),
        "cores_missed": len(made.cores - cores),
        "cores_extra": len(cores - made.cores),
        "incoherent_missed": len(made.incoherent - incoherent),
        "incoherent_extra": len(incoherent - made.incoherent),
        "undecided": sum(not one.decided for one in found),
        **minimal(violations, setting, seed),
        **replays(violations, setting),
        **{f"{name}_cpu_s": round(seconds, 3) for name, seconds in clock.laps.items()},
        "ours_cpu_s": round(ours, 2),
        "check_cpu_s": whole_check(made),
        **session(made, seed, steps),
        **against_spacer(seed),
        "all_pairs_z3_cpu_s_extrapolated": round(pairwise, 1),
        "all_pairs_z3_ratio": float(f"{pairwise / ours:.2g}"),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def whole_check(made: Planted) -> float:
    """CPU seconds of all that a check does, but for SWI-Prolog."""
    began = process_time()
    check(made.theory, constraints=made.laws, with_prolog=False)
    return round(process_time() - began, 2)


def minimal(violations: Sequence[Violation], setting: Setting, seed: int) -> Result:
    """Of a sample of cores, how many break their law no more when any one rule is left out."""
    chosen = random.Random(seed).sample(violations, min(CORES, len(violations)))
    needed = sum(
        not can_break(v.law, [rule for rule in v.core if rule != left_out], setting)
        for v in chosen
        for left_out in v.core
    )
    return {
        "cores_tried": len(chosen),
        "rules_left_out": sum(len(v.core) for v in chosen),
        "rules_not_needed": sum(len(v.core) for v in chosen) - needed,
    }


def can_break(law: Rule, rules: Sequence[Rule], setting: Setting) -> bool:
    near = {predicate for rule in (law, *rules) for predicate in predicates(rule)}
    laws = [one for one in setting.laws if one == law or near.issuperset(predicates(one))]
    search = Search(Program(rules, laws, setting.signature), BOUND)
    return bool(reach(law, search, is_hard).violations)


def replays(violations: Sequence[Violation], setting: Setting) -> Result:
    """How many witnesses SWI-Prolog finds to break the same law, in seconds of both."""
    if swipl() is None:
        return {"witnesses": len(violations), "replayed": None}
    began = perf_counter()
    with Worker() as worker:
        shown = replayed(((v, conflict(v)) for v in violations), setting, worker)
    return {
        "witnesses": len(violations),
        "replayed": sum(finding.replayed is True for finding in shown),
        "replay_s": round(perf_counter() - began, 2),
    }


def session(made: Planted, seed: int, steps: int) -> Result:
    """Milliseconds of CPU to add a rule to all the others, and to remove it first."""
    began = process_time()
    held = CheckSession(made.signature, constraints=made.laws)
    for rule in made.rules:
        held.add(rule)
    loaded = process_time() - began
    found = {frozenset(rule.name or "" for rule in v.core) for v in held.violations}
    added: list[float] = []
    removed: list[float] = []
    for rule in random.Random(seed).sample(made.rules, min(steps, len(made.rules))):
        began = process_time()
        held.remove(rule)
        between = process_time()
        held.add(rule)
        removed.append(between - began)
        added.append(process_time() - between)
    after = {frozenset(rule.name or "" for rule in v.core) for v in held.violations}
    return {
        "session_differences": len(found ^ made.cores) + len(after ^ made.cores),
        "session_load_cpu_s": round(loaded, 2),
        **{f"add_ms_{name}": value for name, value in spread(added).items()},
        **{f"remove_ms_{name}": value for name, value in spread(removed).items()},
    }


def spread(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {"median": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(1000 * ordered[int(q * (len(ordered) - 1))], 3) for name, q in at.items()}


def against_spacer(seed: int) -> Result:
    """CPU seconds of Spacer over ours for the denials that it can be asked about."""
    made = planted(SPACER_RULES, seed)
    setting = Setting.of(made.rules, made.signature, made.laws, (), BOUND)
    search = setting.search()
    theirs = ours = 0.0
    asked = differences = 0
    for law in setting.laws:
        below = search.program.ranks.below(predicates(law))
        rules = [clause.rule for p in below for clause in search.definitions.of(p)]
        began = process_time()
        answer = spacer.reachable(law, rules, made.laws) if rules else None
        between = process_time()
        if answer is None or not answer.asked:
            continue
        found = reach(law, search, is_hard)
        theirs += between - began
        ours += process_time() - between
        asked += 1
        differences += answer.reachable is not bool(found.violations)
    return {
        "spacer_rules": len(made.rules),
        "spacer_denials": asked,
        "spacer_differences": differences,
        "spacer_cpu_s": round(theirs, 2),
        "spacer_ratio": float(f"{theirs / ours:.2g}"),
    }


def pairs_by_z3(made: Planted, seed: int) -> float:
    """CPU seconds that Z3 would take over the guards of every pair, from a sample of pairs."""
    chance = random.Random(seed)
    count = len(made.rules) * (len(made.rules) - 1) // 2
    pairs = list(sampled(made.rules, chance))
    began = process_time()
    for one, other in pairs:
        Encoding(problem((*one.body, *apart(other, 1).body), made.signature)).outcome()
    return (process_time() - began) / len(pairs) * count


def sampled(rules: Sequence[Rule], chance: random.Random) -> Iterator[tuple[Rule, Rule]]:
    guarded = [rule for rule in rules if len(rule.body) > 1]
    pool = list(combinations(chance.sample(guarded, min(40, len(guarded))), 2))
    yield from chance.sample(pool, min(PAIRS, len(pool)))


class Clock:
    """CPU seconds by the name of the stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._began = process_time()

    def lap(self, name: str) -> None:
        now = process_time()
        self.laps[name] = now - self._began
        self._began = now


if __name__ == "__main__":
    main()
