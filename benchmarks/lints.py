"""Lints on theories with planted duplicates and subsumed rules: what is missed, made up, and spent.

    python benchmarks/lints.py --rules 10000 100000 --seeds 3

Into a planted theory (benchmarks/planted.py) go copies of 2 % of its rules with other names and
another order, and specialisations of another 2 %: a further condition, or a tighter bound. Each
line prints the differences and CPU seconds a lint, and is appended to benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

from planted import planted

import preceptor
from preceptor.check.loops import endless, unfounded
from preceptor.check.redundancy import redundant
from preceptor.check.subsumed import subsumed
from preceptor.check.superfluous import superfluous
from preceptor.check.usage import unused
from preceptor.check.variants import groups
from preceptor.logic import Atom, Compare, Literal, Num, Op, Rule, Var, rename, variables

RESULTS = Path(__file__).parent / "results" / "lints.jsonl"
SHARE = 0.02

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="theories [3]")
    options = parser.parse_args()
    for size in options.rules:
        for seed in range(options.seeds):
            result = measured(size, seed)
            print("  ".join(f"{key} {value}" for key, value in result.items()))
            RESULTS.parent.mkdir(exist_ok=True)
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")


def measured(size: int, seed: int) -> dict[str, object]:
    made = planted(size, seed)
    chance = random.Random(seed)
    chosen = chance.sample(range(len(made.rules)), round(2 * SHARE * len(made.rules)))
    half = len(chosen) // 2
    copies = [copied(made.rules[n], f"copy{n}", chance) for n in chosen[:half]]
    narrow = [narrowed(made.rules[n], f"narrow{n}", chance) for n in chosen[half:]]
    rules = [*made.rules, *copies, *narrow]
    chance.shuffle(rules)
    signature = made.signature

    seconds: dict[str, float] = {}
    sets = timed("duplicates", seconds, lambda: groups(rules))
    alike = {rules[n].name for same in sets if len(same) > 1 for n in same}
    twins = {name for n in chosen[:half] for name in (made.rules[n].name, f"copy{n}")}
    kept = [rules[same[0]] for same in sets]
    shadows = timed("subsumed", seconds, lambda: dict(subsumed(kept, signature)))
    told = {kept[n].name for n in shadows}
    planted_ones = {rule.name for rule in narrow}
    spare = timed("redundant", seconds, lambda: list(redundant(kept, signature, shadows.keys())))
    timed("unfounded", seconds, lambda: list(unfounded(kept, lambda p: p.name in made.inputs)))
    timed("endless", seconds, lambda: list(endless(kept, signature)))
    goals = [declared.predicate for declared in made.derived.values()][:10]
    timed("unused", seconds, lambda: list(unused(kept, made.laws, goals)))
    guards = timed(
        "superfluous", seconds, lambda: [f for r in kept for f in superfluous(r, signature)]
    )
    return {
        "preceptor": preceptor.__version__,
        "python": platform.python_version(),
        "seed": seed,
        "rules": len(rules),
        "duplicates_missed": len(twins - alike),
        "duplicates_extra": len(alike - twins),
        "subsumed_missed": len(planted_ones - told),
        "subsumed_extra": len(told - planted_ones),
        "redundant": len(spare),
        "superfluous": len(guards),
        **{f"{name}_cpu_s": round(spent, 3) for name, spent in seconds.items()},
        "cpu_s": round(sum(seconds.values()), 2),
    }


def timed(name: str, seconds: dict[str, float], call: Callable[[], T]) -> T:
    began = process_time()
    result = call()
    seconds[name] = process_time() - began
    return result


def copied(rule: Rule, name: str, chance: random.Random) -> Rule:
    """The rule with other variables and another order of its body."""
    body = list(rule.body)
    chance.shuffle(body)
    other = Rule(rule.head, tuple(body), name=name)
    return rename(other, {old: f"{old}{chance.randint(1, 9)}" for old in variables(rule)})


def narrowed(rule: Rule, name: str, chance: random.Random) -> Rule:
    """The rule with a tighter bound where it has one, else with one more condition."""
    body = tuple(map(tightened, rule.body))
    if body == rule.body or chance.random() < 0.5:
        body = (*body, Atom(f"only_{name}", (Var("X"),)))
    return Rule(rule.head, body, name=name)


def tightened(literal: Literal) -> Literal:
    if not isinstance(literal, Compare) or not isinstance(literal.right, Num):
        return literal
    op = {Op.LE: Op.LT, Op.GE: Op.GT}.get(literal.op, literal.op)
    return Compare(op, literal.left, literal.right)


if __name__ == "__main__":
    main()
