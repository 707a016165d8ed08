"""The search for databases against all small databases, enumerated.

PRECEPTOR_SEEDS=N compares the theories of N seeds (60 and 30 by default) from PRECEPTOR_FIRST
(0) on.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

import pytest

from oracle import absent_from, instances, least_model, solutions, true_atoms
from preceptor.check.program import Program
from preceptor.check.reach import Violation, reach
from preceptor.check.search import Search
from preceptor.check.standing import standing
from preceptor.check.status import Status
from preceptor.check.witness import laws as all_laws
from preceptor.graph import CompileError
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Const,
    Declaration,
    Num,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.syntax import parse_rules, show_rule

UNARY = ("e0", "e1", "e2")


def seeds(number: int) -> range:
    first = int(os.environ.get("PRECEPTOR_FIRST", "0"))
    return range(first, first + int(os.environ.get("PRECEPTOR_SEEDS", number)))


def test_a_chain_reaches_a_law() -> None:
    violations = reached("p(X) :- e(X). q(X) :- p(X). m(X) :- e(X), f(X).", ":- q(X), m(X).")
    assert [core for core, _ in violations] == [
        {"p(X) :- e(X).", "q(X) :- p(X).", "m(X) :- e(X), f(X)."}
    ]
    assert violations[0][1] == {Atom("e", (Const("a"),)), Atom("f", (Const("a"),))}


def test_an_exception_through_negation_is_no_conflict() -> None:
    assert reached("p(X) :- e(X). q(X) :- f(X), \\+ p(X).", ":- p(X), q(X).") == []


def test_numbers_that_cannot_meet() -> None:
    text = "minor(X) :- age(X, N), N < 18. adult(X) :- age(X, N), N >= {}."
    assert len(reached(text.format(16), ":- minor(X), adult(X).", functional="age")) == 1
    assert reached(text.format(18), ":- minor(X), adult(X).", functional="age") == []


def test_thousands_of_facts_among_the_rules_leave_nothing_open() -> None:
    """A binary tree of 5,000 parents: what a database may give as well need not be tried."""
    facts = "".join(f"parent(p{n}, p{2 * n + side}).\n" for n in range(1, 2_501) for side in (0, 1))
    rules = """
        grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
        ancestor(X, Y) :- parent(X, Y).
        ancestor(X, Z) :- ancestor(X, Y), parent(Y, Z), X = p1250.
        root(X) :- parent(X, _), \\+ parent(_, X).
        childless(X) :- parent(X, _), \\+ parent(X, _).
        young(X) :- parent(p1, X).
        old(X) :- grandparent(X, _).
    """
    search, theory, (law,) = searched(
        parse_rules(facts + rules), parse_rules(":- young(X), old(X), heir(X)."), NO_SIGNATURE
    )
    found = [standing(rule, search).status for rule in theory if rule.body]
    assert found == [Status.OK] * 4 + [Status.DEAD] + [Status.OK] * 2
    reached = reach(law, search, lambda rule: rule.is_hard)
    assert reached.decided
    (violation,) = reached.violations
    assert {str(rule.head) for rule in violation.core} == {
        "young(X)",
        "old(X)",
        "grandparent(X, Z)",
    }


def test_a_fact_is_in_the_core_where_no_database_may_give_it() -> None:
    signature = Signature((), (Declaration(Predicate("p", 1), ("",), Role.DERIVED),))
    search, theory, (law,) = searched(
        parse_rules("p(tom). p(ann). q(X) :- p(X)."), parse_rules(":- q(tom)."), signature
    )
    (violation,) = reach(law, search, lambda rule: rule.is_hard).violations
    assert (set(violation.core), violation.facts) == ({theory.rules[0], theory.rules[2]}, ())


def test_a_negation_that_needs_another_fact() -> None:
    """q needs p to be absent; p is absent only where the exception f is given."""
    text = "p(X) :- e(X), \\+ f(X). q(X) :- e(X), \\+ p(X)."
    violations = reached(text, ":- q(X).")
    assert [facts for _, facts in violations] == [
        {Atom("e", (Const("a"),)), Atom("f", (Const("a"),))}
    ]


def reached(rules: str, law: str, functional: str = "") -> list[tuple[set[str], set[Atom]]]:
    search, _, stated = a_search(rules, law, functional)
    found = [reach(one, search, lambda rule: rule.is_hard) for one in stated if not one.name]
    assert all(one.decided for one in found)
    return [
        ({show_rule(rule) for rule in violation.core}, set(violation.facts))
        for one in found
        for violation in one.violations
    ]


def a_search(rules: str, law: str, functional: str) -> tuple[Search, Theory, tuple[Rule, ...]]:
    declared = (Declaration(Predicate(functional, 2), ("", ""), Role.INPUT, functional=(0,)),)
    signature = Signature((), declared if functional else ())
    return searched(parse_rules(rules), parse_rules(law), signature)


def searched(
    rules: Sequence[Rule], laws: Sequence[Rule], signature: Signature
) -> tuple[Search, Theory, tuple[Rule, ...]]:
    theory = Theory(tuple(rules), signature)
    stated = all_laws(theory.rules, laws, signature)
    program = Program(theory.rules, stated, signature)
    return Search(program, 2, cross_check=True), theory, stated


# ------------------------------------------------------------ against enumeration


@dataclass(frozen=True)
class Enumeration:
    """What all databases over a small domain say: minimal cores a law, a status a rule."""

    cores: dict[Rule, set[frozenset[Rule]]]
    status: dict[Rule, Status]


def enumerated(
    rules: Sequence[Rule], laws: Sequence[Rule], databases: Iterable[list[Atom]]
) -> Enumeration:
    hard = [rule for rule in rules if rule.is_hard]
    cores: dict[Rule, set[frozenset[Rule]]] = {law: set() for law in laws}
    fires: dict[Rule, set[bool]] = {rule: set() for rule in rules}
    for facts in databases:
        if any(violated(law, set(facts)) for law in laws):
            continue
        model = true_atoms(hard, facts)
        for law in laws:
            if violated(law, model):
                cores[law] |= supports(law, hard, facts, model)
        for rule in rules:
            among = hard if rule.is_hard else [*hard, rule]
            own = model if rule.is_hard else true_atoms(among, facts)
            if any(True for _ in instances(rule, own, absent_from(own))):
                fires[rule].add(not any(violated(law, own) for law in laws))
    status = {  # of a weighted rule it is asked only whether it can fire
        rule: Status.DEAD
        if not seen
        else Status.OK
        if True in seen or not rule.is_hard
        else Status.INCOHERENT
        for rule, seen in fires.items()
    }
    return Enumeration({law: antichain(found) for law, found in cores.items()}, status)


def violated(law: Rule, atoms: set[Atom]) -> bool:
    return any(True for _ in solutions(law.body, atoms, absent_from(atoms)))


def supports(
    law: Rule, rules: Sequence[Rule], facts: list[Atom], model: set[Atom]
) -> set[frozenset[Rule]]:
    """The sets of rules that suffice to break the law, all rules kept for negation."""
    found: set[frozenset[Rule]] = set()
    for size in range(len(rules) + 1):
        for subset in combinations(rules, size):
            chosen = frozenset(subset)
            if any(known <= chosen for known in found):
                continue
            positive = least_model(list(subset), facts, absent_from(model))
            if any(True for _ in solutions(law.body, positive, absent_from(model))):
                found.add(chosen)
    return found


def antichain(sets: set[frozenset[Rule]]) -> set[frozenset[Rule]]:
    return {one for one in sets if not any(other < one for other in sets)}


def unary_theory(chance: random.Random) -> tuple[list[Rule], list[Rule]]:
    """Rules about one entity at a time: nested negation, a number against thresholds."""
    rules = [f"{_unary_rule(chance)}" for _ in range(chance.randint(2, 6))]
    laws = {
        f":- {a}(X), {b}(X)."
        for a, b in (chance.sample(["e0", "e1", "e2", "p1", "p2", "p3"], 2) for _ in range(2))
    }
    return list(dict.fromkeys(parse_rules("\n".join(rules)))), list(
        parse_rules("\n".join(sorted(laws)))
    )


def _unary_rule(chance: random.Random) -> str:
    level = chance.randint(1, 3)
    below = [*UNARY, *(f"p{n}" for n in range(1, level))]
    body = [f"{chance.choice(below)}(X)" for _ in range(chance.randint(1, 2))]
    if chance.random() < 0.4:
        body.append(f"\\+ {chance.choice(below)}(X)")
    if chance.random() < 0.4:
        op, bound = chance.choice(["<", "=<", ">", ">="]), chance.randint(1, 3)
        body += ["a(X, N)", f"N {op} {bound}"]
    weight = "0.5 :: " if chance.random() < 0.15 else ""
    return f"{weight}p{level}(X) :- {', '.join(dict.fromkeys(body))}."


def binary_theory(chance: random.Random) -> tuple[list[Rule], list[Rule]]:
    """Joins and recursion over a relation, with negation."""
    bodies = [
        "r(X, Y)",
        "r(Y, X)",
        "q(X, Y)",
        "r(X, Z), r(Z, Y)",
        "q(X, Z), r(Z, Y)",
        "e0(X), e1(Y)",
    ]
    rules = [f"q(X, Y) :- {chance.choice(bodies)}." for _ in range(chance.randint(1, 2))]
    heads = [
        "p1(X) :- q(X, Y), e0(Y).",
        "p1(X) :- r(X, _), e1(X).",
        "p2(X) :- e0(X), \\+ p1(X).",
        "p2(X) :- q(X, X).",
        "p2(X) :- e1(X), \\+ r(X, _).",
        "p3(X) :- p2(X), \\+ q(X, _).",
        "p3(X) :- q(X, Y), p1(Y), X \\= Y.",
    ]
    rules += chance.sample(heads, chance.randint(2, 4))
    if chance.random() < 0.3:
        rules += chance.sample(["e0(c).", "e1(d).", "r(c, d).", "r(d, d).", "p1(c)."], 2)
    laws = chance.sample(
        [
            ":- q(X, X).",
            ":- q(X, Y), q(Y, X).",
            ":- p1(X), p2(X).",
            ":- p3(X).",
            ":- r(X, X).",
            ":- p2(X), e1(X).",
            ":- e0(X), e1(X).",
            ":- p1(X), \\+ e0(X).",
            ":- e1(X), \\+ r(X, _).",
        ],
        chance.randint(1, 3),
    )
    parsed = [r for r in dict.fromkeys(parse_rules("\n".join(rules))) if r.head not in r.body]
    return parsed, list(parse_rules("\n".join(laws)))


def unary_databases() -> Iterator[list[Atom]]:
    c = Const("c")
    for chosen in subsets([Atom(name, (c,)) for name in UNARY]):
        yield list(chosen)
        for number in range(5):
            yield [*chosen, Atom("a", (c, Num(number)))]


def binary_databases() -> Iterator[list[Atom]]:
    domain = [Const("c"), Const("d")]
    atoms = [Atom(name, (c,)) for name in UNARY[:2] for c in domain]
    atoms += [Atom("r", pair) for pair in product(domain, repeat=2)]
    yield from map(list, subsets(atoms))


def subsets(atoms: list[Atom]) -> Iterator[tuple[Atom, ...]]:
    return chain.from_iterable(combinations(atoms, size) for size in range(len(atoms) + 1))


NUMBERS = Signature(
    (Sort("number", SortKind.INT, Num(0), Num(4)),),
    (
        Declaration(Predicate("a", 2), ("", "number"), Role.INPUT, functional=(0,)),
        *(Declaration(Predicate(name, 1), ("",), Role.INPUT) for name in UNARY),
        *(Declaration(Predicate(f"p{n}", 1), ("",), Role.DERIVED) for n in (1, 2, 3)),
    ),
)


@pytest.mark.parametrize("seed", seeds(60))
def test_one_entity_exactly(seed: int) -> None:
    rules, laws = unary_theory(random.Random(seed))
    search, theory, stated = searched(rules, laws, NUMBERS)
    slow = enumerated(theory.rules, stated, unary_databases())
    for law in stated:
        found = reach(law, search, lambda rule: rule.is_hard)
        assert found.decided
        assert {frozenset(v.core) for v in found.violations} == slow.cores[law] - {frozenset()}
        check_witnesses(found.violations, theory, stated)
    for rule in theory:
        assert standing(rule, search).status is slow.status[rule], show_rule(rule)


@pytest.mark.parametrize("seed", seeds(30))
def test_two_entities_are_a_lower_bound(seed: int) -> None:
    """Joins may need more entities than were enumerated: what these show must be found."""
    rules, laws = binary_theory(random.Random(seed))
    try:
        search, theory, stated = searched(rules, laws, NO_SIGNATURE)
    except CompileError:
        return
    slow = enumerated(theory.rules, stated, binary_databases())
    for law in stated:
        found = reach(law, search, lambda rule: rule.is_hard)
        cores = [frozenset(violation.core) for violation in found.violations]
        assert not found.decided or all(any(c <= core for c in cores) for core in slow.cores[law])
        check_witnesses(found.violations, theory, stated)
    for rule in theory:
        found_status, slow_status = standing(rule, search).status, slow.status[rule]
        if found_status is Status.DEAD:
            assert slow_status is Status.DEAD, show_rule(rule)
        if found_status is Status.INCOHERENT:
            assert slow_status is not Status.OK, show_rule(rule)


def check_witnesses(violations: Sequence[Violation], theory: Theory, laws: Sequence[Rule]) -> None:
    """Each witness is admissible, breaks its law by its core, and has no fact too many."""
    hard = [rule for rule in theory if rule.is_hard]
    for violation in violations:
        facts = list(violation.facts)
        assert not any(violated(law, set(facts)) for law in laws)
        model = true_atoms(hard, facts)
        assert violated(violation.law, model)
        positive = least_model(list(violation.core), facts, absent_from(model))
        assert any(True for _ in solutions(violation.law.body, positive, absent_from(model)))


def test_a_law_that_asks_for_a_conclusion_says_nothing_of_databases() -> None:
    """The definition stands among the laws: what it negates, a rule may still conclude."""
    definition = "open(X) :- e(X), \\+ done(X).  :- open(X)."
    (law,) = [one for one in parse_rules(definition) if one.is_denial]
    search, _, _ = searched(parse_rules("done(X) :- f(X)."), parse_rules(definition), NO_SIGNATURE)
    assert not search.is_condition(law)
    (violation,) = reach(law, search, lambda rule: rule.is_hard).violations
    assert violation.core == ()
    assert violation.facts == (Atom("e", (Const("a"),)),)
    search, _, _ = searched(parse_rules("done(X) :- e(X)."), parse_rules(definition), NO_SIGNATURE)
    met = reach(law, search, lambda rule: rule.is_hard)
    assert met.violations == ()
    assert met.decided
    twice = "open(X) :- e(X), \\+ shut(X).  shut(X) :- f(X), \\+ done(X).  :- open(X)."
    (law,) = [one for one in parse_rules(twice) if one.is_denial]
    search, _, _ = searched(parse_rules("done(X) :- e(X)."), parse_rules(twice), NO_SIGNATURE)
    assert search.is_condition(law)
