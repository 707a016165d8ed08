"""Repairs against all small databases: they end what they must, at the least cost."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

import pytest

from preceptor.check import Report, check
from preceptor.check.repair import Repair, repair, with_repairs
from preceptor.check.variants import groups
from preceptor.logic import (
    Atom,
    Not,
    RepairKind,
    Rule,
    Suggestion,
    Theory,
)
from preceptor.syntax import parse_rules, rule_id
from test_check_search import (
    NUMBERS,
    binary_databases,
    binary_theory,
    enumerated,
    unary_databases,
    unary_theory,
)

SEEDS = range(int(os.environ.get("PRECEPTOR_SEEDS", "12")))


def theory_of(seed: int) -> tuple[Theory, list[Rule]]:
    """Rules of which no two are variants: a check merges those, and their weights."""
    chance = random.Random(seed)
    rules, laws = unary_theory(chance) if seed % 2 else threshold_theory(chance)
    first = [indices[0] for indices in groups(rules)]
    return Theory(tuple(rules[index] for index in first), NUMBERS), laws


def threshold_theory(chance: random.Random) -> tuple[list[Rule], list[Rule]]:
    """Conclusions that exclude each other, from thresholds on one number that may overlap."""
    rules = []
    for _ in range(chance.randint(2, 4)):
        head, condition = chance.choice("123"), chance.choice(["", "e0(X), ", "\\+ e1(X), "])
        op, bound = chance.choice(["<", "=<", ">", ">="]), chance.randint(1, 3)
        rules.append(f"p{head}(X) :- {condition}a(X, N), N {op} {bound}.")
    laws = parse_rules(":- p1(X), p2(X). :- p2(X), p3(X). :- p3(X), a(X, N), N < 2.")
    return list(dict.fromkeys(parse_rules("\n".join(rules)))), list(laws)


def checked(theory: Theory, laws: Sequence[Rule]) -> Report:
    return check(theory, constraints=laws, with_prolog=False)


def reachable(
    rules: Iterable[Rule], laws: Sequence[Rule], databases: Iterable[list[Atom]] | None = None
) -> set[frozenset[Rule]]:
    """All minimal cores of all laws, by trying every small database."""
    cores = enumerated(list(rules), laws, databases or unary_databases()).cores
    return {core for found in cores.values() for core in found} - {frozenset()}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_database_breaks_a_law_after_a_repair(seed: int) -> None:
    theory, laws = theory_of(seed)
    found = repair(theory, constraints=laws)
    assert found.decided
    assert found.left == ()
    assert reachable(found.theory, laws) == set()
    check_changes(theory, found)
    again = repair(found.theory, constraints=laws)
    assert again.changed == ()
    assert again.theory == found.theory


@pytest.mark.parametrize("seed", SEEDS)
def test_joins_and_recursion_come_to_rest_too(seed: int) -> None:
    """Nothing is declared, so that what loses its last rule may be given from then on."""
    rules, laws = binary_theory(random.Random(seed))
    theory = Theory(tuple(rules[indices[0]] for indices in groups(rules)))
    found = repair(theory, constraints=laws)
    assert not found.decided or reachable(found.theory, laws, binary_databases()) == set()
    check_changes(theory, found)


def check_changes(theory: Theory, found: Repair) -> None:
    """Each rule is as it was, or narrowed, or gone, and those that are not named are as they
    were.
    """
    change = found.change
    kept = [new for rule in theory if (new := change.get(rule, rule)) is not None]
    assert list(found.theory) == kept
    for one in found.changed:
        assert one.clashes
        if one.after is not None:
            assert (one.after.head, one.after.weight) == (one.before.head, one.before.weight)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_choice_of_rules_is_cheaper(seed: int) -> None:
    """Without `\\+`, where no change can open a law, the cost is that of the best hitting set."""
    theory, laws = theory_of(seed)
    rules = tuple(r for r in theory if not any(isinstance(literal, Not) for literal in r.body))
    chance = random.Random(seed)
    scores = {rule_id(rule): chance.choice([0.25, 0.5, 1.0]) for rule in rules}
    found = repair(Theory(rules, NUMBERS), constraints=laws, scores=scores)
    assert found.optimal
    assert found.cost == found.lower_bound == cheapest(reachable(rules, laws), rules, scores)


def cheapest(cores: set[frozenset[Rule]], rules: Sequence[Rule], scores: dict[str, float]) -> float:
    subsets = chain.from_iterable(combinations(rules, size) for size in range(len(rules) + 1))
    return min(
        sum(scores[rule_id(rule)] for rule in subset)
        for subset in subsets
        if all(core & set(subset) for core in cores)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_protected_rules_stay(seed: int) -> None:
    theory, laws = theory_of(seed)
    protected = {rule_id(rule) for rule in theory.rules[::2]}
    found = repair(theory, constraints=laws, protected=protected)
    assert protected.isdisjoint(rule_id(one.before) for one in found.changed)
    for clash in found.left:
        assert protected.issuperset(map(rule_id, clash.core))
    for core in reachable(found.theory, laws):
        assert protected.issuperset(map(rule_id, core))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_offered_ends_its_clash_and_opens_none(seed: int) -> None:
    """No core is left within the one of the finding, none is new, and no rule loses its use."""
    theory, laws = theory_of(seed)
    before = enumerated(theory.rules, laws, unary_databases())
    report = with_repairs(checked(theory, laws), findings=100)
    for finding in report.findings:
        for offered in finding.repairs:
            if offered.kind is RepairKind.ASK:
                continue
            assert offered.verified
            rules, stated = changed(theory, laws, offered)
            after = enumerated(rules, stated, unary_databases())
            origin = {offered.after: offered.before}
            for law, cores in after.cores.items():
                told = {frozenset(origin.get(r) or r for r in core) for core in cores} - {
                    frozenset()
                }
                known = before.cores.get(law, set())
                assert all(any(old <= core for old in known) for core in told), offered.text
                if rule_id(law) == finding.constraint:
                    assert not any(finding_core(finding.rules, theory) >= core for core in told), (
                        offered.text
                    )
            for rule, status in after.status.items():
                old = before.status.get(origin.get(rule) or rule)
                assert status == "ok" or status == old, offered.text


def finding_core(names: Sequence[str], theory: Theory) -> frozenset[Rule]:
    return frozenset(rule for rule in theory if rule_id(rule) in names)


def changed(
    theory: Theory, laws: Sequence[Rule], offered: Suggestion
) -> tuple[list[Rule], list[Rule]]:
    """The rules and the laws with one suggestion followed."""
    if offered.before is None:
        assert offered.after is not None
        return list(theory), [*laws, offered.after]
    put = {offered.before: offered.after}
    return [new for rule in theory if (new := put.get(rule, rule)) is not None], list(laws)


def test_the_seeds_offer_repairs_of_every_kind() -> None:
    kinds = {
        offered.kind
        for seed in SEEDS
        for finding in with_repairs(checked(*theory_of(seed)), findings=100).findings
        for offered in finding.repairs
    }
    assert kinds == set(RepairKind)
