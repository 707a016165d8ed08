"""What the check says of whole theories, against clingo's choice among all small databases.

Every sort lists its values, so that the two must agree exactly wherever the check decides.
PRECEPTOR_SEEDS=N compares the theories of N seeds (40 by default) from PRECEPTOR_FIRST (0) on.
"""

from __future__ import annotations

import os
import random

import pytest

from clingo_oracle import Oracle
from oracle import absent_from, solutions, true_atoms
from preceptor.check import Status, check
from preceptor.graph import CompileError, compile, unbound
from preceptor.logic import (
    Code,
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
from preceptor.syntax import parse_rules, rule_id, show_rule

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "40"))
FIRST = int(os.environ.get("PRECEPTOR_FIRST", "0"))

THING = Sort("thing", SortKind.SYMBOL, values=(Const("c"), Const("d")))
LEVEL = Sort("level", SortKind.INT, Num(0), Num(3))
SHAPES = {  # the sorts of each predicate's arguments: X thing, N level
    "e0": "X", "e1": "X", "r": "XX", "n": "XN", "m": "XN", "b": "X",
    "q": "XX", "p1": "X", "p2": "X", "p3": "X", "t": "XN",
}  # fmt: skip
LEVELS = {"b": 0, "q": 1, "p1": 1, "t": 2, "p2": 2, "p3": 3}  # of what rules conclude
GIVEN = ("e0", "e1", "r", "n", "m", "b")


def declared(name: str) -> Declaration:
    sorts = tuple("thing" if kind == "X" else "level" for kind in SHAPES[name])
    role = Role.BOTH if name == "b" else Role.INPUT if name in GIVEN else Role.DERIVED
    functional = (0,) if name in ("n", "t") else ()
    return Declaration(Predicate(name, len(sorts)), sorts, role, functional=functional)


SIGNATURE = Signature((THING, LEVEL), tuple(map(declared, SHAPES)))


def random_theory(chance: random.Random) -> Theory:
    """Rules and denials with joins, recursion, nested negation, opposites and comparisons."""
    rules: list[Rule] = []
    heads = [chance.choice([*LEVELS, "p1", "p2"]) for _ in range(chance.randint(3, 8))]
    for head in sorted(heads, key=LEVELS.__getitem__):
        rules.append(safe_clause(chance, head, LEVELS[head], heads))
    for _ in range(chance.randint(1, 4)):
        rules.append(safe_clause(chance, "", 4, heads))
    return Theory(tuple(dict.fromkeys(rules)), SIGNATURE)


def safe_clause(chance: random.Random, head: str, level: int, heads: list[str]) -> Rule:
    while True:
        (rule,) = parse_rules(clause(chance, head, level, heads))
        if not unbound(rule):
            return rule


def clause(chance: random.Random, head: str, level: int, heads: list[str]) -> str:
    """A rule for a predicate of some level, or a denial; it may be unsafe.

    What it reads is given or concluded, with few exceptions; of its own level it negates nothing.
    """
    concluded = [p for p in heads if p not in GIVEN] if chance.random() < 0.9 else [*LEVELS]
    below = [*GIVEN, *(p for p in concluded if LEVELS[p] < level)]
    beside = [p for p in concluded if LEVELS[p] <= level]
    share = 0.4 if head else 0.8
    body = [
        atom(chance, chance.choice(beside if chance.random() < share and beside else below))
        for _ in range(chance.randint(1, 3))
    ]
    if chance.random() < 0.4:
        body.append(f"\\+ {atom(chance, chance.choice(below), hole=0.3)}")
    if chance.random() < 0.35:
        body.append(comparison(chance))
    if not head:
        return f":- {', '.join(body)}."
    weight = "0.5 :: " if chance.random() < 0.1 else ""
    sign = "-" if head.startswith("p") and chance.random() < 0.2 else ""
    return f"{weight}{sign}{atom(chance, head, sign=0)} :- {', '.join(body)}."


def atom(chance: random.Random, name: str, hole: float = 0.0, sign: float = 0.1) -> str:
    args = [argument(chance, kind, hole) for kind in SHAPES[name]]
    minus = "-" if name[0] in "pe" and chance.random() < sign else ""
    return f"{minus}{name}({', '.join(args)})"


def argument(chance: random.Random, kind: str, hole: float) -> str:
    if chance.random() < hole:
        return "_"
    if kind == "N":
        return chance.choice(["N", "N", "M", "1", "2"])
    return chance.choice(["X", "X", "X", "Y", "Y", "Z", "c"])


def comparison(chance: random.Random) -> str:
    op = chance.choice(["<", "=<", ">", ">=", "=:=", "=\\="])
    return chance.choice(
        [
            "X \\= Y",
            "X = Y",
            "X \\= c",
            f"N {op} {chance.randint(0, 3)}",
            f"N {op} M",
            f"N + M {op} 3",
        ]
    )


def differences(theory: Theory) -> list[str]:
    """Where the check decides otherwise than clingo; a witness that is none is one too."""
    report = check(theory, with_prolog=False)
    oracle = Oracle(theory.definite, theory.denials, theory.signature)
    found: list[str] = []
    safe = not any(map(oracle.is_breakable, oracle.laws))
    if report.safe is not None and report.safe is not safe:
        found.append(f"safe: {report.safe}, not {safe}")
    statuses = {rule: oracle.status(rule) for rule in theory.definite}
    for rule, status in statuses.items():
        said = dict(report.status)[rule_id(rule)]
        if said not in (Status.UNKNOWN, status):
            found.append(f"{show_rule(rule)} is {said}, not {status}")
    hard = [status for rule, status in statuses.items() if rule.is_hard]
    consistent = Status.INCOHERENT not in hard
    if report.consistent is not None and report.consistent is not consistent:
        found.append(f"consistent: {report.consistent}, not {consistent}")
    rules = [rule for rule in theory.definite if rule.is_hard]
    for finding in report.findings:
        if finding.code is Code.CONFLICT and finding.witness:
            model = true_atoms(rules, list(finding.witness))
            if not any(
                any(True for _ in solutions(law.body, model, absent_from(model)))
                for law in oracle.laws
            ):
                found.append(f"nothing is broken: {finding}")
    return found


def is_stratified(theory: Theory) -> bool:
    try:
        compile(theory)
    except CompileError:
        return False
    return True


@pytest.mark.parametrize("block", range(4))
def test_agrees_with_clingo(block: int) -> None:
    compared = 0
    for seed in range(FIRST + block, FIRST + SEEDS, 4):
        theory = random_theory(random.Random(seed))
        if is_stratified(theory):
            compared += 1
            shown = "\n".join(map(show_rule, theory))
            assert differences(theory) == [], f"seed {seed}\n{shown}"
    print(f"{compared} theories agree with clingo")


def test_the_oracle_knows_the_three_statuses() -> None:
    text = r"""
        p1(X) :- e0(X), e1(X).
        p2(X) :- n(X, N), N > 2.
        p3(X) :- r(X, X), \+ e0(X).
        -p2(X) :- n(X, N), N > 1.
        :- e0(X), e1(X).
        :- r(X, Y), \+ p3(X).
    """
    rules = parse_rules(text)
    definite, laws = [r for r in rules if r.head], [r for r in rules if not r.head]
    oracle = Oracle(definite, laws, SIGNATURE)
    assert [str(oracle.status(rule)) for rule in definite] == [
        "dead",
        "incoherent",
        "ok",
        "ok",
    ]
    assert [oracle.is_breakable(law) for law in oracle.laws] == [False, True, True, False]
