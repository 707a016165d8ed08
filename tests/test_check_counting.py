"""The check beside aggregates: what it says of the rest holds on every small database, and what
rests on an aggregate it leaves open and says so.
"""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

import pytest

from preceptor.check import CheckSession, Report, Status, check
from preceptor.check.repair import repair
from preceptor.graph import compile
from preceptor.logic import NO_SIGNATURE, Atom, Code, Rule, Theory
from preceptor.reason import materialise, violations
from preceptor.syntax import parse_atom, parse_rules, parse_theory, rule_id

COUNTS = "children(P, N) :- person(P), N = count { C : child(P, C) }."
RULES = (  # one of each line: nobody but a rule concludes what it concludes
    (COUNTS,),
    ("big(P) :- children(P, N), N >= 2.", "big(P) :- children(P, N), N >= 1, high(P)."),
    ("lone(P) :- person(P), \\+ big(P).", "lone(P) :- person(P), children(P, 0)."),
    ("tall(P) :- person(P), high(P).", "tall(P) :- high(P)."),
    ("short(P) :- person(P), \\+ tall(P).", "short(P) :- child(P, _), \\+ high(P)."),
    ("proud(P) :- high(P), child(P, _).", "proud(P) :- child(P, C), \\+ high(C), high(P)."),
    ("full(P) :- person(P), 2 = count { C : child(P, C) }.", "full(P) :- person(P), big(P)."),
    ("odd(P) :- tall(P), short(P).", "odd(P) :- tall(P), \\+ proud(P)."),
)
LAWS = (
    ":- big(P), tall(P).",
    ":- tall(P), proud(P).",
    ":- short(P), high(P).",
    ":- child(P, P).",
    ":- person(P), 0 = count { C : child(P, C) }.",
    ":- person(P), N = count { C : child(P, C) }, N >= 2.",
    ":- full(P), \\+ big(P).",
    ":- short(P), child(P, _).",
    ":- N = count { P : high(P) }, N > 1.",
)
POSSIBLE = tuple(
    map(
        parse_atom,
        ("person(a)", "person(b)", "high(a)", "high(b)", "child(a, a)", "child(a, b)",
         "child(b, a)", "child(b, b)"),
    )
)  # fmt: skip
DERIVED = {"children", "big", "lone", "tall", "short", "proud", "full", "odd"}


def databases() -> list[tuple[Atom, ...]]:
    sizes = range(len(POSSIBLE) + 1)
    return list(chain.from_iterable(combinations(POSSIBLE, size) for size in sizes))


def of_database_alone(law: Rule) -> bool:
    """Whether the law negates or counts nothing that rules conclude."""
    hidden = [lit.atom for lit in law.body if hasattr(lit, "atom")]
    return all(atom.name not in DERIVED for atom in hidden)


class Seen:
    """What happens on all databases over two constants."""

    def __init__(self, rules: tuple[Rule, ...], laws: tuple[Rule, ...]) -> None:
        heads = [Rule(Atom(f"fires{n}"), rule.body) for n, rule in enumerate(rules)]
        whole = compile(Theory((*rules, *heads, *laws)))
        alone = compile(Theory(tuple(law for law in laws if of_database_alone(law))))
        self.fires: set[int] = set()
        self.clean: set[int] = set()
        self.violated = False
        for facts in databases():
            if violations(materialise(alone, facts)):
                continue
            model = materialise(whole, facts)
            broken = bool(violations(model))
            fired = {n for n in range(len(rules)) if model.holds(Atom(f"fires{n}"))}
            self.violated = self.violated or broken
            self.fires |= fired
            self.clean |= set() if broken else fired


@pytest.mark.parametrize("seed", range(10))
def test_no_verdict_is_wrong(seed: int) -> None:
    chance = Random(seed)
    rules = parse_rules("\n".join(map(chance.choice, RULES)))
    laws = parse_rules("\n".join(chance.sample(LAWS, 3)))
    report = check(Theory(rules), constraints=laws, with_prolog=False)
    seen, statuses = Seen(rules, laws), dict(report.status)
    for number, rule in enumerate(rules):
        status = statuses[rule_id(rule)]
        if status is Status.OK:
            assert number in seen.clean, rule
        elif status is Status.DEAD:
            assert number not in seen.fires, rule
        elif status is Status.INCOHERENT:
            assert number not in seen.clean, rule
    assert report.safe is None or report.safe is not seen.violated
    incoherent = seen.fires - seen.clean
    assert report.consistent is None or report.consistent is not bool(incoherent)


def reported(rules: str, laws: str, *facts: str) -> Report:
    given = [parse_atom(fact) for fact in facts]
    return check(parse_theory(rules), constraints=parse_rules(laws), facts=given, with_prolog=False)


def test_what_rests_on_a_count_is_left_open_and_named() -> None:
    report = reported(f"{COUNTS} big(P) :- children(P, N), N >= 2.", ":- big(P), high(P).")
    assert report.consistent is None
    assert report.safe is None
    assert {status for _, status in report.status} == {Status.UNKNOWN}
    (finding,) = [f for f in report.findings if f.code is Code.UNDECIDED]
    assert "the search does not count" in finding.message
    assert len(finding.rules) == 2


def test_facts_at_hand_are_counted() -> None:
    laws = ":- person(P), N = count { C : child(P, C) }, N > 1."
    facts = ("person(a)", "child(a, b)", "child(a, c)")
    report = reported("tall(P) :- person(P), high(P).", laws, *facts)
    assert [f.message for f in report.findings if f.code is Code.VIOLATION] == [
        "the facts break  :- person(P), N = count { C : child(P, C) }, N > 1.  for P = a, N = 2"
    ]
    (broken,) = [f for f in report.findings if f.code is Code.VIOLATION]
    assert set(broken.witness) == set(map(parse_atom, facts))
    assert not [
        f
        for f in reported("tall(P) :- person(P), high(P).", laws, *facts[:2]).findings
        if f.code is Code.VIOLATION
    ]


def test_variants_count_alike() -> None:
    report = reported(
        f"{COUNTS} children(P, N) :- person(P), N = count {{ D : child(P, D) }}.\n"
        "children(P, N) :- person(P), N = count { C : child(C, P) }.",
        "",
    )
    assert len([f for f in report.findings if f.code is Code.DUPLICATE]) == 1
    assert not [f for f in report.findings if f.code in (Code.SUBSUMED, Code.REDUNDANT)]


def test_a_session_names_what_it_does_not_take() -> None:
    change = CheckSession(NO_SIGNATURE).add(parse_rules(COUNTS)[0])
    assert not change.taken
    assert "does not count" in change.appeared[0].message


def test_a_repair_leaves_alone_what_counts() -> None:
    """Either rule could be narrowed; of `tall` somebody counts."""
    theory = parse_theory("""
        tall(P) :- person(P), high(P).
        short(P) :- low(P).
        many(N) :- N = count { P : tall(P) }.
        """)
    laws = parse_rules(":- tall(P), short(P). :- many(N), N > 2.")
    found = repair(theory, constraints=laws)
    assert [changed.before for changed in found.changed] == [theory.rules[1]]
    assert check(found.theory, constraints=laws, with_prolog=False).safe is None
