"""Lints against slow, independent versions: every substitution, every row, every small database."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest

from oracle import perfect_model, settle, solutions
from preceptor.check import check
from preceptor.check.coverage import gaps
from preceptor.check.loops import endless, unfounded
from preceptor.check.redundancy import redundant
from preceptor.check.setting import Setting
from preceptor.check.subsumed import subsumed
from preceptor.check.superfluous import superfluous
from preceptor.graph import compile, unbound
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Code,
    Compare,
    Const,
    Declaration,
    LimitExceeded,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Term,
    Theory,
    Var,
    map_literal,
    map_rule,
    substituting,
    variables,
)
from preceptor.reason import Limits, materialise
from preceptor.syntax import parse_rules, rule_id, show_rule

SEEDS = range(int(os.environ.get("PRECEPTOR_SEEDS", "12")))

X, Y, N, M = map(Var, "XYNM")
SMALL = Sort("small", SortKind.INT, Num(0), Num(4))
GIVEN = (
    Declaration(Predicate("e", 1), ("",), Role.INPUT),
    Declaration(Predicate("f", 1), ("",), Role.INPUT),
    Declaration(Predicate("r", 2), ("", ""), Role.INPUT),
    Declaration(Predicate("n", 2), ("", "small"), Role.INPUT, functional=(0,)),
)
SIGNATURE = Signature((SMALL,), GIVEN)
PEOPLE = (Const("a"), Const("b"))


def clauses(chance: random.Random, heads: Sequence[str], reads: Sequence[str]) -> Rule:
    """A safe rule of a few literals about X and Y, with guards on a number N now and then."""
    while True:
        atoms: list[Literal] = []
        for _ in range(chance.randint(1, 3)):
            one, other = (chance.choice([X, X, Y, PEOPLE[0]]) for _ in range(2))
            kind = chance.choice(["unary", "unary", "r"])
            atoms.append(
                Atom("r", (one, other)) if kind == "r" else Atom(chance.choice(reads), (one,))
            )
        if chance.random() < 0.5:
            atoms.append(Atom("n", (chance.choice([X, Y]), N)))
            for _ in range(chance.randint(0, 2)):
                op = chance.choice([Op.LT, Op.LE, Op.GT, Op.GE, Op.NE])
                atoms.append(Compare(op, N, Num(chance.randint(0, 4))))
        if chance.random() < 0.3:
            atoms.append(Not(Atom(chance.choice("ef"), (chance.choice([X, Y]),))))
        if chance.random() < 0.2:
            atoms.append(Compare(Op.DIFFERENT, X, Y))
        rule = Rule(Atom(chance.choice(heads), (X,)), tuple(dict.fromkeys(atoms)))
        if not unbound(rule) and rule.head not in rule.body:
            return rule


def theory(
    chance: random.Random, size: int, *, layers: int = 2, weights: bool = False
) -> list[Rule]:
    """Distinct rules; those of layer k read the conclusions below it, or their own."""
    found: dict[str, Rule] = {}
    while len(found) < size:
        layer = chance.randrange(layers)
        below = [f"d{k}" for k in range(layer + 1)]
        rule = clauses(chance, [f"d{layer}"], ["e", "f", *below])
        weight = Fraction(chance.choice([10, 10, 5, 8]), 10) if weights else Fraction(1)
        found.setdefault(show_rule(rule), Rule(rule.head, rule.body, weight))
    return list(found.values())


def databases(chance: random.Random, count: int) -> Iterator[list[Atom]]:
    possible = [Atom(p, (c,)) for p in "ef" for c in PEOPLE]
    possible += [Atom("r", pair) for pair in product(PEOPLE, repeat=2)]
    for _ in range(count):
        chosen = [atom for atom in possible if chance.random() < 0.6]
        chosen += [Atom("n", (c, Num(chance.randint(0, 4)))) for c in PEOPLE]
        yield chosen


# ---------------------------------------------------------------- subsumption


def subsumes(a: Rule, b: Rule) -> bool:
    """By trying every way to put terms of b for the variables of a."""
    terms = {t for lit in (b.head, *b.body) if isinstance(lit, Atom) for t in lit.args}
    names = variables(a)
    for chosen in product(sorted(terms, key=str), repeat=len(names)):
        image = map_rule(a, substituting(dict(zip(names, chosen, strict=True))))
        stated = {lit for lit in b.body if not isinstance(lit, Compare)}
        wanted = {lit for lit in image.body if not isinstance(lit, Compare)}
        guards = [lit for lit in image.body if isinstance(lit, Compare)]
        if image.head == b.head and wanted <= stated and guards_follow(b, guards):
            return True
    return False


def guards_follow(b: Rule, guards: list[Compare]) -> bool:
    """Whether the guards hold for all values by which the body of b can."""
    return all(
        settle(list(map_each(guards, v)), {}, lambda _: True) is not None for v in values(b.body)
    )


def map_each(literals: Iterable[Literal], bindings: dict[str, Term]) -> Iterator[Literal]:
    return (map_literal(literal, substituting(bindings)) for literal in literals)


def values(body: Sequence[Literal]) -> Iterator[dict[str, Term]]:
    """All values of a body's variables: numbers for N and M, three symbols for the others."""
    names = variables(Rule(None, tuple(body)))
    numbers = tuple(map(Num, range(5)))
    domains = [numbers if name in "NM" else (*PEOPLE, Const("c")) for name in names]
    for chosen in product(*domains):
        bindings: dict[str, Term] = dict(zip(names, chosen, strict=True))
        concrete = list(map_each(body, bindings))
        tests = [literal for literal in concrete if isinstance(literal, Compare)]
        ages = {lit.args for lit in concrete if isinstance(lit, Atom) and lit.name == "n"}
        is_functional = len({key for key, _ in ages}) == len(ages)
        if is_functional and settle(list(tests), {}, lambda _: True) is not None:
            yield bindings


def test_a_rule_is_subsumed_exactly_when_some_substitution_shows_it() -> None:
    shown = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        rules = [r for r in theory(chance, 14, layers=1) if next(values(r.body), None) is not None]
        told = {index for index, _ in subsumed(rules, SIGNATURE)}
        by = [[subsumes(a, b) for a in rules] for b in rules]
        for i, b in enumerate(rules):
            others = [
                j
                for j, a in enumerate(rules)
                if j != i and by[i][j] and not (by[j][i] and (len(a.body), j) > (len(b.body), i))
            ]
            assert (i in told) is bool(others), show_rule(b)
        shown += len(told)
    assert shown


def test_what_is_subsumed_or_redundant_can_go_all_together() -> None:
    """The rest concludes the same with the same confidence, on random databases."""
    gone = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        rules = theory(chance, 10, weights=chance.random() < 0.5)
        shadowed = {index for index, _ in subsumed(rules, SIGNATURE)}
        spare = {f.rules[0] for f in redundant(rules, SIGNATURE, shadowed)}
        left = [r for i, r in enumerate(rules) if i not in shadowed and rule_id(r) not in spare]
        gone += len(rules) - len(left)
        for facts in databases(chance, 4):
            whole, rest = perfect_model(rules, facts), perfect_model(left, facts)
            assert {a: c for a, (c, _) in whole.items()} == {a: c for a, (c, _) in rest.items()}
    assert gone


def test_a_redundant_rule_is_found_where_the_frozen_body_gives_its_head() -> None:
    found = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        rules = [
            Rule(r.head, tuple(lit for lit in r.body if isinstance(lit, Atom)))
            for r in theory(chance, 9)
        ]
        rules = [r for r in dict.fromkeys(rules) if not unbound(r) and r.head not in r.body]
        left, expected = list(rules), []
        for rule in rules:
            frozen = {name: Const(f"the {name}") for name in variables(rule)}
            fixed = map_rule(rule, substituting(frozen))
            others = [other for other in left if other != rule]
            facts = [literal for literal in fixed.body if isinstance(literal, Atom)]
            if fixed.head in perfect_model(others, facts):
                expected.append(rule_id(rule))
                left = others
        assert [f.rules[0] for f in redundant(rules, NO_SIGNATURE)] == expected
        found += len(expected)
    assert found


# ---------------------------------------------------------------- guards


def test_a_guard_is_told_of_exactly_when_the_rest_of_the_body_implies_it() -> None:
    told = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        sides = [N, M, Num(1), Num(2), Num(3)]
        guards = [
            Compare(chance.choice(list(Op)[:6]), chance.choice([N, M]), chance.choice(sides))
            for _ in range(chance.randint(1, 3))
        ]
        guards += [Compare(Op.DIFFERENT, X, Y)] * chance.randint(0, 1)
        body: tuple[Literal, ...] = (Atom("n", (X, N)), Atom("n", (Y, M)), *guards)
        if next(values(body), None) is None:
            continue
        rule, expected = Rule(Atom("h", (X,)), body), []
        for guard in guards:
            place = body.index(guard)
            rest = (*body[:place], *body[place + 1 :])
            if all(guards_hold([guard], bindings) for bindings in values(rest)):
                expected.append(guard)
                body = rest
        said = [f.message for f in superfluous(rule, SIGNATURE)]
        assert len(said) == len(expected), show_rule(rule)
        told += len(said)
    assert told


def guards_hold(guards: Iterable[Literal], bindings: dict[str, Term]) -> bool:
    return settle(list(map_each(guards, bindings)), {}, lambda _: True) is not None


# ---------------------------------------------------------------- loops


def test_rings_are_those_of_predicates_that_the_fullest_database_does_not_give() -> None:
    told = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        names = [f"d{k}" for k in range(6)]
        rules = [
            Rule(
                Atom(head, (X,)), tuple(Atom(chance.choice([*names, "e"]), (X,)) for _ in range(2))
            )
            for head in names
            for _ in range(chance.randint(1, 2))
        ]
        given = perfect_model(rules, [Atom("e", (PEOPLE[0],))])
        missing = {name for name in names if Atom(name, (PEOPLE[0],)) not in given}
        needs = {
            name: {lit.name for r in rules if r.head and r.head.name == name for lit in r.body}  # type: ignore[union-attr]  # all are atoms
            for name in missing
        }
        reach = {name: reached(name, needs) for name in missing}
        rings = {
            frozenset(o for o in reach[name] if name in reach[o])
            for name in missing
            if name in reach[name]
        }
        findings = tuple(unfounded(rules, lambda p: p.name == "e"))
        ids = {rule_id(r): r.head.name for r in rules if r.head}
        assert {frozenset(ids[i] for i in f.rules) for f in findings} == rings
        told += len(findings)
    assert told


def reached(name: str, needs: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        more = needs.get(waiting.pop(), set()) & needs.keys() - found
        found |= more
        waiting += more
    return found


STEPS = ("N + 1", "N - 2", "7 - N", "N * 2", "N / 2", "N + K", "N - K", "3 * N - 1")
BOUNDS = ("M < 30", "M > -30", "M =< N + 5", "N < 30", "N > -30", "K > 0", "M >= 0", "M * M < 50")


def test_a_recursion_that_is_not_told_of_comes_to_an_end() -> None:
    quiet = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        text = "p(N) :- s(N). q(N) :- p(N)."
        for _ in range(chance.randint(1, 2)):
            head, below = chance.choice(["pp", "pq", "qp"])
            guards = ", ".join(chance.sample(BOUNDS, 2))
            text += f" {head}(M) :- {below}(N), k(K), M = {chance.choice(STEPS)}, {guards}."
        rules = parse_rules(text)
        if any(endless(rules, NO_SIGNATURE)):
            continue
        quiet += 1
        facts = [Atom(p, (Num(chance.randint(-9, 9)),)) for p in "ssk"]
        materialise(compile(Theory(rules)), facts, Limits(facts=20_000, seconds=30))
    assert quiet


def test_a_recursion_that_runs_away_is_told_of() -> None:
    for step, guard in (("N + 1", "M > 0"), ("N / 2", "M > 0"), ("N * 2", "M > N")):
        rules = parse_rules(f"p(N) :- s(N). p(M) :- p(N), M = {step}, {guard}.")
        assert [f.code for f in endless(rules, NO_SIGNATURE)] == [Code.ENDLESS]
        with pytest.raises(LimitExceeded):
            materialise(compile(Theory(rules)), [Atom("s", (Num(3),))], Limits(facts=500))


# ---------------------------------------------------------------- gaps

_LOAN = Signature(
    (Sort("who"), Sort("small", SortKind.INT, Num(0), Num(6))),
    (
        Declaration(Predicate("credit", 2), ("who", "small"), Role.INPUT, functional=(0,)),
        Declaration(Predicate("income", 2), ("who", "small"), Role.INPUT, functional=(0,)),
        Declaration(Predicate("ill", 1), ("who",), Role.INPUT),
        *(Declaration(Predicate(p, 1), ("who",), Role.DERIVED) for p in ("yes", "no", "maybe")),
    ),
    total=((Predicate("yes", 1), Predicate("no", 1)),),
)


def decisions(chance: random.Random) -> list[Rule]:
    rules = []
    for _ in range(chance.randint(2, 6)):
        head = chance.choice(["yes", "no", "maybe"])
        atom = chance.choice(["credit", "income"])
        op, bound = chance.choice(["<", ">=", "=<", ">"]), chance.randint(0, 6)
        more = chance.choice(["", "", ", ill(A)", ", \\+ ill(A)", ", income(A, M), N > M"])
        if head != "maybe":
            more += chance.choice(["", ", maybe(A)", ", \\+ maybe(A)"])
        rules.append(f"{head}(A) :- {atom}(A, N), N {op} {bound}{more}.")
    return list(dict.fromkeys(parse_rules(" ".join(rules))))


def open_rows(rules: list[Rule], laws: list[Rule]) -> Iterator[set[Atom]]:
    who = Const("w")
    for credit, income, ill in product(range(7), range(7), (False, True)):
        facts = {Atom("credit", (who, Num(credit))), Atom("income", (who, Num(income)))}
        facts |= {Atom("ill", (who,))} if ill else set()
        if any(breaks(law, facts) for law in laws):
            continue
        model = perfect_model(rules, facts)
        if Atom("yes", (who,)) not in model and Atom("no", (who,)) not in model:
            yield facts


def breaks(law: Rule, facts: set[Atom]) -> bool:
    return next(solutions(law.body, facts, lambda a: a not in facts), None) is not None


def test_a_gap_is_found_exactly_where_some_row_is_open() -> None:
    found = closed = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        rules = decisions(chance)
        laws = list(parse_rules(chance.choice(["", ":- ill(A), credit(A, N), N > 3."])))
        findings = list(gaps(Setting.of(rules, _LOAN, laws, (), 2)))
        rows = list(open_rows(rules, laws))
        if not rows:
            assert findings == []
            closed += 1
            continue
        (gap,) = findings
        assert gap.code is Code.GAP, gap.message
        (who,) = {fact.args[0] for fact in gap.witness}
        renamed = {Atom(f.name, (Const("w"), *f.args[1:])) for f in gap.witness}
        assert renamed in rows
        held = materialise(compile(Theory(tuple(rules))), gap.witness)
        assert not held.holds(Atom("yes", (who,)))
        assert not held.holds(Atom("no", (who,)))
        found += 1
    assert found
    assert closed


def test_every_finding_of_a_check_is_of_a_severity_that_keeps_the_rules() -> None:
    """What is told of style is a note or a warning; only what is broken is an error."""
    rules = parse_rules("p(X) :- e(X). p(X) :- e(X), f(X). q(X) :- q(X), e(X). :- e(X), n(X, 0).")
    report = check(Theory(rules), with_prolog=False)
    assert report.errors == ()
    assert {f.code for f in report.findings} == {Code.SUBSUMED, Code.TAUTOLOGY}
