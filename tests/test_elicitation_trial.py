"""Trials of rules: what they take is what all databases over one animal show to be better."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from eliciting import pets
from preceptor.distil.elicitation.trial import Trials, session
from preceptor.logic import Not, Rule
from preceptor.syntax import parse_rules

HEADS = "flies", "swims", "walks"
BODIES = (
    "bird(X)", "penguin(X)", "fish(X)", "bird(X), \\+ penguin(X)", "fish(X), \\+ bird(X)",
    "walks(X), bird(X)", "bird(X), fish(X)", "penguin(X), \\+ fish(X)", "walks(X), \\+ fish(X)",
)  # fmt: skip
GIVEN = "bird", "penguin", "fish"
DATABASES = [frozenset(c) for n in range(4) for c in combinations(GIVEN, n)]
BROKEN = ("flies", "penguin"), ("flies", "swims")  # what the laws forbid together


def model(theory: Iterable[Rule], database: frozenset[str]) -> tuple[set[str], set[Rule]]:
    """What holds of the one animal there is, and the rules that fire; only inputs are negated."""
    holds, fired = set(database), set[Rule]()
    while True:
        new = {
            rule
            for rule in theory
            if all(
                lit.atom.name not in database if isinstance(lit, Not) else lit.name in holds
                for lit in rule.body
            )
        }
        if new == fired:
            return holds, fired
        fired = new
        holds |= {rule.head.name for rule in fired}


def broken(holds: set[str], law: tuple[str, str]) -> bool:
    return holds.issuperset(law)


def amiss(theory: tuple[Rule, ...], names: dict[Rule, Rule]) -> tuple[set[Any], set[Rule]]:
    """The least sets of rules that break each law, the rules that fire only where one is broken;
    and the rules that fire where none is. From all sets of rules and all databases."""
    cores: set[Any] = set()
    for law in BROKEN:
        found = [
            set(some)
            for size in range(len(theory) + 1)
            for some in combinations(theory, size)
            if any(broken(model(some, database)[0], law) for database in DATABASES)
        ]
        least = (one for one in found if not any(other < one for other in found))
        cores |= {(law, frozenset(names.get(rule, rule) for rule in one)) for one in least}
    models = [model(theory, database) for database in DATABASES]
    fires = {rule for _, fired in models for rule in fired}
    clean = {
        rule
        for holds, fired in models
        for rule in fired
        if not any(broken(holds, law) for law in BROKEN)
    }
    return cores | {("only", names.get(rule, rule)) for rule in fires - clean}, clean


def test_a_trial_takes_what_all_databases_show_to_be_better(tmp_path: Path) -> None:
    domain, taken = pets(tmp_path / "pets"), 0
    for seed in range(60):
        chance = random.Random(seed)
        pool = [f"{h}(X) :- {b}." for h in HEADS for b in BODIES if not b.startswith(h)]
        theory = parse_rules("\n".join(chance.sample(pool, 5)))
        old = chance.choice(theory)
        (new,) = parse_rules(chance.choice([p for p in pool if p.startswith(old.head.name)]))
        if new in theory:
            continue
        changed = tuple(new if rule == old else rule for rule in theory)
        before, could = amiss(theory, {})
        after, can = amiss(changed, {new: old})
        wanted = after < before and {new, *could - {old}} <= can
        trials = Trials(session(domain, ()))
        trials.session.extend(theory)
        why = trials.replace(old, new)
        assert (why == "") is wanted, (seed, why)
        assert set(trials.session.theory) == set(changed if wanted else theory)
        taken += wanted
    assert 3 < taken < 50
