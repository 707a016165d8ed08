"""The stages of the check of a planted theory, each beside what other ways to it cost.

`stages` compiles, looks for the cores and for the status of every rule. The cores of a sample are
tried without each of their rules, SWI-Prolog replays every witness, and Z3 does the same work in
two other ways: its Spacer one query a denial, on a theory of 1,000 rules, and a satisfiability
check of each pair of rules, extrapolated from a sample.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from time import perf_counter, process_time

import spacer
from planted import Planted, planted

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

PAIRS = 300  # pairs of rules that Z3 is asked about
CORES = 100  # cores that are looked at rule by rule
SPACER_RULES = 1_000  # of the theory that Spacer is asked about
BOUND = 2

Result = dict[str, object]


def stages(made: Planted, seed: int) -> Result:
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
        "laws": len(setting.laws),
        "cores_missed": len(made.cores - cores),
        "cores_extra": len(cores - made.cores),
        "incoherent_missed": len(made.incoherent - incoherent),
        "incoherent_extra": len(incoherent - made.incoherent),
        "undecided": sum(not one.decided for one in found),
        **minimal(violations, setting, seed),
        **replays(violations, setting),
        **{f"{name}_cpu_s": round(seconds, 3) for name, seconds in clock.laps.items()},
        "ours_cpu_s": round(ours, 2),
        **against_spacer(seed),
        "all_pairs_z3_cpu_s_extrapolated": round(pairwise, 1),
        "all_pairs_z3_ratio": float(f"{pairwise / ours:.2g}"),
    }


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
