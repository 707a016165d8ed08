"""Printers of rule files: what AMIE's and ChatRule's readers read back, and what is refused."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from minedtables import rules_of
from preceptor.logic import Atom, InputError, Rule, Var
from preceptor.syntax import (
    Measures,
    parse_rules,
    read_amie,
    read_chatrule,
    show_amie,
    show_chatrule,
)

HALF = Fraction(1, 2)
NAMES = ("isa", "part of", "is a/kind&of", "/m/0.x", "Ü", "inv")


def _measures(rule: Rule) -> Measures:
    return Measures(40, 12, rule.weight, HALF, Fraction(3, 4))


def _random_chain(random: random.Random) -> Rule:
    """A chain of up to four relations in any order of atoms, under any names of variables."""
    letters = random.sample(["X", "Y", "Z", "Foo", "B2", "_x"], k=random.randint(2, 5))
    body = []
    for left, right in pairwise(letters):
        ends = (left, right) if random.random() < 0.5 else (right, left)
        body.append(Atom(random.choice(NAMES), tuple(map(Var, ends))))
    random.shuffle(body)
    head = Atom(random.choice(NAMES), (Var(letters[0]), Var(letters[-1])))
    return Rule(head, tuple(body), Fraction(random.randint(1, 100), 100))


def _links(rule: Rule) -> tuple[str, frozenset[tuple[str, int, int]]]:
    """A chain by its steps: each relation with the numbers of its ends, counted from the head's
    first argument. Written without the code that prints."""
    assert rule.head is not None
    number = {rule.head.args[0]: 0}
    left: list[Atom] = [atom for atom in rule.body if isinstance(atom, Atom)]
    while left:
        atom = next(atom for atom in left if set(atom.args) & set(number))
        for arg in atom.args:
            number.setdefault(arg, len(number))
        left.remove(atom)
    assert number[rule.head.args[1]] == len(rule.body)
    steps = [(a.name, *(number[arg] for arg in a.args)) for a in rule.body if isinstance(a, Atom)]
    return rule.head.name, frozenset(steps)  # type: ignore[arg-type]


def test_random_chains_come_back_from_both() -> None:
    chance = random.Random(3)
    rules = [_random_chain(chance) for _ in range(300)]
    measures = [_measures(rule) for rule in rules]
    for read, text in (
        (read_chatrule, show_chatrule(rules, measures)),
        (read_amie, show_amie(rules, measures)),
    ):
        mined = read(text)
        assert not mined.faults
        told = [m._replace(predictions=40) for _, m in mined.rules]  # ChatRule does not state it
        assert told == measures
        for (rule, _), written in zip(mined.rules, rules, strict=True):
            assert _links(rule) == _links(written)
            assert rule.weight == written.weight


def test_what_is_written() -> None:
    rules = parse_rules("0.35 :: precedes(X, Y) :- diagnoses(Z, Y), causes(Z, X).")
    assert (
        show_chatrule(rules, map(_measures, rules))
        == "12\t0.5\t0.35\t0.75\tprecedes <-- inv_causes, diagnoses\n"
    )
    assert show_amie(rules, map(_measures, rules)).splitlines()[1] == (
        "?c  diagnoses  ?b  ?c  causes  ?a   => ?a  precedes  ?b\t0.5\t0.35\t0.75\t12\t40"
    )


def test_amie_takes_constants_and_branches() -> None:
    rules = parse_rules("0.5 :: speaks(X, 'de') :- lives(X, Y), isa(Y, 'big city'), knows(X, W).")
    assert rules_of(read_amie(show_amie(rules, map(_measures, rules)))) == [
        "0.5 :: speaks(A, de) :- lives(A, B), isa(B, 'big city'), knows(A, C)."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("p(X, Y) :- q(X, Z), r(X, Y).", "no chain"),
        ("p(X, Y) :- q(X, Z), r(Z, W).", "no chain from X to Y"),
        ("p(X, c) :- q(X, c).", "a constant: c"),
        ("p(X, Y) :- q(X, Y), X \\= Y.", "a comparison"),
        ("p(X, Y) :- q(Y, X), \\+ r(X, Y).", "negation"),
        ("p(X, Y) :- inv_q(X, Y).", "read otherwise"),
        ("p(X, Y) :- 'a, b'(X, Y).", "read otherwise"),
        ("p(X, Y) :- q(X, Z), r(Z, X), s(X, Y).", "no chain from X to Y"),
    ],
)
def test_chatrule_refuses_what_it_cannot_say(text: str, message: str) -> None:
    rules = parse_rules(text)
    with pytest.raises(InputError, match=message):
        show_chatrule(rules, map(_measures, rules))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("p(X, Y) :- q(X, 3), r(X, Y).", "a number"),
        ("p(X, Y) :- 'a  b'(X, Y).", "read otherwise"),
        ("p(X, Y) :- q(X, '?a'), r(X, Y).", "read otherwise"),
        ("p(a, Y).", "without a body"),
    ],
)
def test_amie_refuses_what_it_cannot_say(text: str, message: str) -> None:
    rules = parse_rules(text)
    with pytest.raises(InputError, match=message):
        show_amie(rules, map(_measures, rules))
