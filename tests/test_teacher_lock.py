"""The lock: a grammar holds the words that a domain declares, and no other."""

from __future__ import annotations

import json
import logging
from fractions import Fraction

import pytest
from lark import Lark, logger
from llguidance import grammar_from

from locked import SIGNATURES, TEACHER, verdict
from preceptor.logic import (
    NO_SIGNATURE,
    Const,
    Num,
    Signature,
    Sort,
    SortKind,
)
from preceptor.syntax import parse_rules
from preceptor.teacher import lock
from vocabularies import (
    GIVEN_ONLY,
    LEVEL,
    OVERLOADED,
    PAINT,
    PERSON,
    accepted,
    declared,
    invented,
)


def test_a_locked_grammar_has_the_declared_arities_and_constants_only() -> None:
    said = {
        "'is a'(X, 'New York').\n": True,
        "'is a'(X, red).\n": True,
        "'is a'(X, redder).\n": True,
        "'is a'(X, blue).\n": False,
        "'is a'(bob, red).\n": False,  # the sort of persons lists no one
        "likes(X, Y).\n": True,
        "likes(X, 'it\\'s', -2).\n": True,
        "likes(X, red, 11).\n": True,
        "likes(X, red, 12).\n": False,
        "likes(X).\n": False,
        "rain.\n": True,
        "rainy.\n": False,
        "rainy(3).\n": True,
        "age(X, 18).\n": False,  # 131 years are not written out
        ":- age(X, N), N > 18.\n": True,
        "mixed(7r20, red).\n": True,
        "mixed(-1r3, red).\n": True,
        "mixed(0.35, red).\n": False,
        "mixed(3, red).\n": True,
        ":- rain, X = 'New York'.\n": True,
        ":- rain, X = 7r20.\n": False,
        ":- rain, X < red.\n": False,
        "wind.\n": False,
    }
    assert {text: verdict(PAINT, text) for text in said} == said


def test_what_only_the_database_gives_heads_no_rule() -> None:
    said = {
        "rain.\n": True,  # a fact of a rule file
        "0.5 :: rain.\n": True,
        "rain :- rainy(X).\n": False,
        "-rain :- rainy(X).\n": True,  # its opposite may be concluded
        "rainy(X) :- rain.\n": True,
    }
    assert {text: verdict(PAINT, text) for text in said} == said
    assert verdict(GIVEN_ONLY, "at(3).\n")
    assert not verdict(GIVEN_ONLY, "at(X) :- at(X).\n")


def test_arities_of_one_name_are_told_apart() -> None:
    said = {
        "p.\n": True,
        "p(3) :- p.\n": False,  # only the database gives it
        "p(red, 3) :- p(X), p(X, Y), p(X, Y, Z), p(X, Y, Z, V), p(X, Y, Z, V, W).\n": True,
        "p(X, 3, red).\n": True,
        "p(X, 3, red) :- p.\n": False,
        "p(3, red, X, Y) :- p.\n": True,
        "p(3, red).\n": False,
        "p(red).\n": False,
    }
    assert {text: verdict(OVERLOADED, text) for text in said} == said


@pytest.mark.parametrize("signature", [*SIGNATURES.values(), *map(invented, range(100, 120))])
def test_no_grammar_leaves_lalr_a_choice(
    signature: Signature, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Lark resolves a conflict by itself and says so only when debugging."""
    monkeypatch.setattr(logger, "propagate", True)
    with caplog.at_level(logging.DEBUG, logger.name):
        Lark(lock(signature).lark, parser="lalr", debug=True)
        assert caplog.messages == []
        Lark('start: a a\na: "x" | "x" "x" a?\n', parser="lalr", debug=True)
    assert any("Shift/Reduce" in message for message in caplog.messages)


def test_a_range_is_written_out_up_to_64_numbers() -> None:
    for most, said in ((63, True), (64, False)):
        sort = Sort("small", SortKind.INT, Num(0), Num(most))
        assert verdict(Signature((sort,), (declared("p", sort),)), "p(0).\n") is said
    bounded_below = Sort("small", SortKind.INT, Num(0))
    assert not verdict(Signature((bounded_below,), (declared("p", bounded_below),)), "p(0).\n")


def test_a_sort_is_written_out_up_to_500_values() -> None:
    for size, said in ((500, True), (501, False)):
        sort = Sort("word", values=tuple(Const(f"word {number}") for number in range(size)))
        grammar = lock(Signature((sort,), (declared("p", sort), declared("p", sort, sort))))
        mask = grammar_from("lark", grammar.lark)
        assert accepted(mask, "p('word 499').\n") is said
        assert accepted(mask, "p(X, 'word 0') :- p(Y), X = 'word 1'.\n") is said
        assert accepted(mask, "p(X, Y) :- p(Y), X \\= Y.\n")
        assert ("word" in json.dumps(grammar.json_schema)) is said


def test_a_fraction_is_the_value_that_it_stands_for() -> None:
    (rule,) = parse_rules("mixed(7r20, red).\n")
    assert rule.head is not None
    assert rule.head.args[0] == Num(Fraction(35, 100))


def test_of_two_declarations_of_one_predicate_the_first_holds() -> None:
    twice = Signature((PERSON, LEVEL), (declared("p", LEVEL), declared("p", PERSON)))
    assert lock(twice).lark.count('"p("') == 1
    assert verdict(twice, "p(0).\n")
    assert (
        lock(twice).json_schema == lock(Signature(twice.sorts, twice.declarations[:1])).json_schema
    )


def test_an_empty_signature_locks_nothing() -> None:
    assert lock(NO_SIGNATURE).lark == TEACHER
