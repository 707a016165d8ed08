"""Repairs against all small databases, and policies whose repair is known."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations

import pytest

from preceptor.check import Report, check
from preceptor.check.repair import Prices, Repair, repair, with_repairs
from preceptor.check.variants import groups
from preceptor.logic import (
    Atom,
    Code,
    Declaration,
    InputError,
    Not,
    Predicate,
    RepairKind,
    Role,
    Rule,
    Severity,
    Sort,
    Suggestion,
    Theory,
)
from preceptor.syntax import parse_atom, parse_rules, parse_theory, rule_id, show_rule
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


OF_TWO = replace(
    NUMBERS,
    declarations=(
        *NUMBERS.declarations,
        Declaration(Predicate("b", 2), ("", "number"), Role.INPUT, functional=(0,)),
    ),
)


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


# ------------------------------------------------------------ against enumeration


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


# ------------------------------------------------------------ where one answer is known


def best(text: str, **options: object) -> list[str]:
    """What a repair does to a theory, in words, without the ids of the rules."""
    found = repair(parse_theory(text), **options)  # type: ignore[arg-type]
    return [said_plainly(one.before, one.after) for one in found.changed]


def said_plainly(before: Rule, after: Rule | None) -> str:
    return "drop  " + show_rule(before) if after is None else show_rule(after)


def offered(text: str, number: int = 0) -> list[tuple[RepairKind, str]]:
    """What is offered for one of the findings: the rule or constraint as it would be."""
    report = with_repairs(check(parse_theory(text, "t.pl", OF_TWO), with_prolog=False))
    finding = [f for f in report.findings if f.code in (Code.CONFLICT, Code.VIOLATION)][number]
    return [
        (o.kind, show_rule(o.after or o.before))  # type: ignore[arg-type]  # one of the two
        for o in finding.repairs
        if o.kind is not RepairKind.ASK
    ]


def test_an_overlap_of_thresholds() -> None:
    text = "p1(X) :- a(X, N), N >= 2. p2(X) :- a(X, N), N < 3. :- p1(X), p2(X)."
    assert offered(text) == [
        (RepairKind.TIGHTEN, "p1(X) :- a(X, N), N >= 3."),
        (RepairKind.TIGHTEN, "p2(X) :- a(X, N), N < 2."),
        (RepairKind.EXCEPTION, "p1(X) :- a(X, N), N >= 2, \\+ p2(X)."),
        (RepairKind.EXCEPTION, "p2(X) :- a(X, N), N < 3, \\+ p1(X)."),
        (RepairKind.FORBID, ":- a(X, N), N >= 2, N < 3."),
    ]


def test_a_guard_where_there_is_none_on_the_attribute_of_the_other_rule() -> None:
    text = "p1(X) :- e0(X). p2(X) :- a(X, N), N < 3. :- p1(X), p2(X)."
    assert offered(text)[0] == (RepairKind.TIGHTEN, "p1(X) :- e0(X), a(X, N), N >= 3.")


def test_the_law_itself_says_where_to_tighten() -> None:
    assert offered("p1(X) :- e0(X). :- p1(X), a(X, N), N < 2.")[0] == (
        RepairKind.TIGHTEN,
        "p1(X) :- e0(X), a(X, N), N >= 2.",
    )


def test_the_general_rule_gets_the_exception() -> None:
    """The special rule fires only where the general one does: to narrow it would be its end."""
    text = "p1(X) :- e0(X). p2(X) :- e0(X), e1(X). :- p1(X), p2(X)."
    assert offered(text) == [
        (RepairKind.EXCEPTION, "p1(X) :- e0(X), \\+ e1(X)."),
        (RepairKind.EXCEPTION, "p1(X) :- e0(X), \\+ p2(X)."),
    ]
    another = "p2(X) :- e2(X), \\+ e0(X)."  # else nothing would conclude what the law speaks of
    assert (RepairKind.DROP, "p2(X) :- e0(X), e1(X).") in offered(f"{text} {another}")


def test_a_condition_that_counts_for_some_values_is_no_exception() -> None:
    """`\\+ a(X, _)` would end the clash too, and with it the rule for all who have a number."""
    for text in (
        "p1(X) :- e0(X). p2(X) :- a(X, N), N < 3. :- p1(X), p2(X).",
        "p1(X) :- e0(X). :- p1(X), a(X, N), N < 3.",
    ):
        assert offered(text)
        assert not any("\\+ a(" in clause for _, clause in offered(text))


def test_a_bound_gives_way_to_a_closer_one_on_the_same_expression() -> None:
    text = """
    p1(X) :- a(X, N), b(X, M), N >= 1 * M. p2(X) :- a(X, N), b(X, M), N < 2 * M. :- p1(X), p2(X).
    """
    assert offered(text)[0] == (RepairKind.TIGHTEN, "p1(X) :- a(X, N), b(X, M), N >= 2 * M.")


def test_two_inputs_that_exclude_each_other() -> None:
    text = "p1(X) :- e0(X). p2(X) :- e1(X). :- p1(X), p2(X)."
    assert (RepairKind.FORBID, ":- e0(X), e1(X).") in offered(text)


def test_one_rule_for_many_clashes() -> None:
    """One rule is in every core: it is the one that is touched, though each other is cheaper."""
    text = """
    p(X) :- e(X).
    q(X) :- e1(X). q(X) :- e2(X). q(X) :- e3(X).
    :- p(X), q(X)."""
    assert best(text) == ["p(X) :- e(X), \\+ q(X)."]
    scores = {rule_id(rule): 0.3 for rule in parse_rules("q(X) :- e1(X). q(X) :- e2(X).")}
    dear = repair(parse_theory(text), scores=scores)
    assert (dear.cost, dear.lower_bound, dear.optimal) == (1, 1, True)


def test_the_score_decides_and_the_weight_does_not() -> None:
    text = "1.0 :: p(X) :- e(X). q(X) :- f(X). :- p(X), q(X)."
    first, second = (rule_id(rule) for rule in parse_theory(text).definite)
    for cheap, dear in ((first, second), (second, first)):
        found = repair(parse_theory(text), scores={cheap: 0.2, dear: 0.9})
        assert [rule_id(one.before) for one in found.changed] == [cheap]
        assert found.cost == pytest.approx(0.2)


def test_a_dropped_rule_opens_no_law_unseen() -> None:
    """Without its rule q would be absent, and r would then break the second law: r goes too."""
    text = """
    q(X) :- e(X).
    r(X) :- e(X), \\+ q(X).
    :- q(X), e(X).
    :- r(X), e(X)."""
    found = repair(parse_theory(text))
    assert found.rounds > 1
    assert check(found.theory, with_prolog=False).safe
    assert {show_rule(one.before) for one in found.changed} == {
        "q(X) :- e(X).",
        "r(X) :- e(X), \\+ q(X).",
    }


INCOHERENT = "p3(X) :- p2(X), e0(X). p2(X) :- e2(X). :- p2(X), e0(X)."


def test_a_rule_that_only_did_harm_is_no_reason_to_drop_another() -> None:
    """p3 can never fire once p2 keeps the law; p2 is narrowed all the same."""
    assert best(INCOHERENT) == ["p2(X) :- e2(X), \\+ e0(X)."]


def test_no_constraint_is_offered_that_leaves_a_rule_without_a_case() -> None:
    assert offered(INCOHERENT) == offered(INCOHERENT, 1) == []


def test_what_mends_the_proof_shown_must_mend_the_rule_told_of() -> None:
    """Either rule for p2 does the harm alone; with one of them gone the other still does it."""
    text = """
    p2(X) :- \\+ e1(X), a(X, N), N =< 1. p2(X) :- \\+ e1(X), a(X, N), N < 2.
    p1(X) :- a(X, N), N =< 3. :- p1(X), p2(X)."""
    theory = parse_theory(text, "t.pl", OF_TWO)
    report = with_repairs(check(theory, with_prolog=False))
    told = [(f.rules[0], o.before) for f in report.errors for o in f.repairs if o.before]
    dropped = [(subject, rule) for subject, rule in told if rule.head.name == "p2"]  # type: ignore[union-attr]  # no denial
    assert dropped
    assert all(rule_id(rule) == subject for subject, rule in dropped)


def test_facts_at_hand_that_break_a_constraint() -> None:
    text = "p(X) :- e(X). q(X) :- e(X), f(X). :- p(X), q(X)."
    facts = [parse_atom("e(ann)"), parse_atom("f(ann)")]
    found = repair(parse_theory(text), facts=facts)
    after = check(found.theory, facts=facts, with_prolog=False)
    assert [f for f in after.findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("is_total", [True, False])
def test_a_repair_leaves_no_case_open_that_was_decided(is_total: bool) -> None:
    """To refund for 20 days alone ends the clash too, and forgets what was not opened."""
    orders = (("days", 2), ("opened", 1), ("refund", 1), ("deny", 1), ("credit", 1))
    declarations = [
        Declaration(
            Predicate(name, arity),
            ("order", "number")[:arity],
            Role.INPUT if name in ("days", "opened") else Role.DERIVED,
            (0,) if arity == 2 else (),
        )
        for name, arity in orders
    ]
    outcomes = tuple(d.predicate for d in declarations[2:])
    signature = replace(
        NUMBERS,
        sorts=(*NUMBERS.sorts, Sort("order")),
        declarations=tuple(declarations),
        total=(outcomes,) if is_total else (),
    )
    kept = "deny(O) :- days(O, N), N > 2, opened(O). credit(O) :- days(O, N), N > 3."
    (refund,) = parse_rules("refund(O) :- days(O, N), N =< 3.")
    theory = Theory((refund, *parse_rules(kept)), signature)
    found = repair(theory, constraints=parse_rules(":- refund(O), deny(O)."))
    narrowed = "N =< 3, \\+ deny(O)" if is_total else "N =< 2"
    assert {*found.theory} == {
        *parse_rules(f"refund(O) :- days(O, N), {narrowed}. {kept}"),
    }


def test_what_another_rule_says_already_is_not_said_twice() -> None:
    kept = "p2(X) :- a(X, N), N > 2. p1(X) :- a(X, N), N =< 2."
    text = f"p2(X) :- a(X, N), N > 1. {kept} :- p2(X), p1(X)."
    protected = [rule_id(rule) for rule in parse_rules("p1(X) :- a(X, N), N =< 2.")]
    found = repair(parse_theory(text, "t.pl", OF_TWO), protected=protected)
    assert found.theory.definite == parse_rules(kept)


def test_variants_of_a_changed_rule_go_with_it() -> None:
    text = "p(X) :- e(X), g(X). p(Y) :- g(Y), e(Y). q(X) :- f(X). :- p(X), q(X)."
    q = next(rule for rule in parse_theory(text) if rule.head and rule.head.name == "q")
    found = repair(parse_theory(text), protected=[rule_id(q)])
    assert len(found.theory) == 3
    assert check(found.theory, with_prolog=False).safe


def test_only_protected_rules_are_left() -> None:
    theory = parse_theory("p(X) :- e(X). q(X) :- f(X). :- p(X), q(X).")
    found = repair(theory, protected=[rule_id(rule) for rule in theory.definite])
    assert (found.changed, len(found.left), found.theory) == ((), 1, theory)
    with pytest.raises(InputError, match="no rule has the id 'r12'"):
        repair(theory, protected=["r12"])


def test_prices() -> None:
    first, second = parse_rules("p(X) :- e(X). q(X) :- f(X).")
    prices = Prices({rule_id(first): 0.5}, frozenset((rule_id(second),)))
    assert (prices.of(first), prices.of(second)) == (0.5, 1.0)
    assert prices.may_touch(first)
    assert not prices.may_touch(second)
