"""The grammar that holds a decoder: portable, and what it lets through is ours and the domain's.

PRECEPTOR_SAMPLES is the number of texts that are drawn under the decoder's mask [100].
"""

from __future__ import annotations

import os
import random
from fractions import Fraction

import pytest

from locked import SIGNATURES, Readers
from preceptor.logic import (
    Atom,
    Compare,
    Declaration,
    Literal,
    Not,
    Num,
    Op,
    Role,
    Rule,
    Signature,
    Term,
    Var,
)
from preceptor.syntax import parse_rules, show_rule
from preceptor.teacher import lock
from vocabularies import (
    outside,
    sampled,
)

SAMPLES = int(os.environ.get("PRECEPTOR_SAMPLES", "100"))


@pytest.fixture(scope="module")
def readers() -> dict[str, Readers]:
    return {name: Readers(lock(signature)) for name, signature in SIGNATURES.items()}


# ---------------------------------------------------------------- what a mask lets through


def test_every_text_drawn_under_the_mask_is_ours_and_inside_the_signature(
    readers: dict[str, Readers], capsys: pytest.CaptureFixture[str]
) -> None:
    counts = dict.fromkeys(("drawn", "finished", "clauses", "rejected", "outside"), 0)
    each = -(-SAMPLES // len(SIGNATURES))
    for number, (name, signature) in enumerate(SIGNATURES.items()):
        reader = readers[name]
        for text in sampled(reader.mask, each, seed=number):
            counts["drawn"] += 1
            if text is None:
                continue
            counts["finished"] += 1
            rules = parse_rules(text)
            counts["clauses"] += len(rules)
            assert len(rules) == text.count(".\n"), text
            counts["rejected"] += reader.verdicts(text) != (True, True, True)
            if signature:
                counts["outside"] += any(outside(rule, signature) for rule in rules)
    with capsys.disabled():
        print(f"\n{counts}")
    assert counts["finished"] > counts["drawn"] * 0.7
    assert (counts["rejected"], counts["outside"]) == (0, 0)


def test_lark_gbnf_and_the_mask_agree_on_changed_texts(readers: dict[str, Readers]) -> None:
    chance = random.Random(7)
    agreed = {True: 0, False: 0}
    for number, name in enumerate(SIGNATURES):
        reader = readers[name]
        each = -(-SAMPLES // len(SIGNATURES))
        for text in filter(None, sampled(reader.mask, each, seed=100 + number)):
            for _ in range(3):
                changed = mutated(text, chance)
                verdicts = reader.verdicts(changed)
                assert len(set(verdicts)) == 1, (name, changed, verdicts)
                agreed[verdicts[0]] += 1
    assert min(agreed.values()) > SAMPLES / 10, agreed


_PIECES = (*"aX_0.,-' \n", ".5", "\\+ ", "3.", " :- ", "0.5 :: ")


def mutated(text: str, chance: random.Random) -> str:
    """The text with a character or a piece taken out, put in, doubled or exchanged."""
    at, to = sorted(chance.sample(range(len(text) + 1), 2))
    to = min(to, at + chance.choice((1, 1, 2, 5)))
    put = chance.choice(
        ("", text[at:to] * 2, *"aX_0.,-'\n", " ", ".5", "\\+ ", "3.", " :- ", "0.5 :: ")
    )
    return text[:at] + put + text[to:]


def test_whatever_the_signature_says_is_let_through(readers: dict[str, Readers]) -> None:
    """The lock is not too tight: rules made from the signature, in our own print, are read."""
    chance = random.Random(3)
    for name, signature in SIGNATURES.items():
        for _ in range(max(5, SAMPLES // 10) if signature else 0):
            text = f"{show_rule(made(signature, chance))}\n"
            assert readers[name].verdicts(text) == (True, True, True), (name, text)


def made(signature: Signature, chance: random.Random) -> Rule:
    body = tuple(literal_of(signature, chance) for _ in range(chance.randint(0, 8)))
    if body and chance.random() < 0.3:
        return Rule(None, body)
    free = [d for d in signature.declarations if d.role is not Role.INPUT or not body]
    negated = not free or chance.random() < 0.3
    head = atom_of(signature, chance, [*signature.declarations] if negated else free, negated)
    return Rule(head, body, Fraction(chance.randint(1, 100), 100))


def literal_of(signature: Signature, chance: random.Random) -> Literal:
    atom = atom_of(signature, chance, [*signature.declarations], chance.random() < 0.3)
    side = chance.choice((Var("Y"), Num(0), Num(-9_999_999), Num(18)))
    return chance.choice((atom, Not(atom), Compare(chance.choice([*Op]), Var("X"), side)))


def atom_of(
    signature: Signature, chance: random.Random, declarations: list[Declaration], negated: bool
) -> Atom:
    declaration = chance.choice(declarations)
    sorts = {sort.name: sort for sort in signature.sorts}

    def argument(name: str) -> Term:
        sort = sorts[name]
        values = [value for value in sort.values if show_rule_reads(value)]
        if sort.name in ("level", "small"):
            values = [Num(-1), Num(0)]
        return chance.choice([Var("X"), Var("Long_name1"), *values])

    return Atom(declaration.predicate.name, tuple(map(argument, declaration.sorts)), negated)


def show_rule_reads(value: Term) -> bool:
    """A fraction is let through as `7r20`, and printed as 0.35."""
    return not isinstance(value, Num) or isinstance(value.value, int)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p(X) :- q(X, bob).\n", True),
        ("0.9 :: p(X) :- q(X), \\+ -r(X, _), X >= 3, X \\= ann.\n-q(a).\nrain.\n", True),
        (":- p(X), X =\\= -2.\n", True),
        ("p(X) :- X = 3.\n", True),  # a lexer that never turns back would wait for 3.5
        ("p(12).\n", True),
        ("0.05 :: p.\n", True),
        ("", False),
        ("p(X)\n", False),
        ("p(X). q(X).\n", False),
        ("p(X) :- q(X).", False),
        (" p(X).\n", False),
        ("p(X,Y).\n", False),
        ("p() :- q.\n", False),
        ("0.0 :: p.\n", False),
        ("0.00 :: p.\n", False),
        ("1.5 :: p.\n", False),
        ("0.5 :: :- p.\n", False),
        ("p(X) :- X = 3.5.\n", False),
        ("p(X) :- X < bob.\n", False),
        ("p(f(X)).\n", False),
        ("p(X) :- (q(X) ; r(X)).\n", False),
        ("p('Q').\n", False),
        (":- dynamic p/1.\n", False),
        (f"p({'X' * 17}).\n", False),
        (f"p({', '.join('X' * 9)}).\n", False),
        (f"p :- {', '.join('q' * 8)}.\n", True),
        (f"p :- {', '.join('q' * 9)}.\n", False),
    ],
)
def test_the_open_grammar_says_rules_facts_and_denials(
    text: str, said: bool, readers: dict[str, Readers]
) -> None:
    assert readers["open"].verdicts(text) == (said,) * 3
