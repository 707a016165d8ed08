"""Controlled English: what sentences mean, and what they may not say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor import harvest
from preceptor.harvest import Statement, Status
from preceptor.logic import Code, Declaration, Predicate, Signature
from preceptor.syntax import parse_rules, rule_id

BINARY = (
    "father", "mother", "son", "daughter", "brother", "sister", "husband", "wife", "grandfather",
    "father_in_law", "son_in_law", "married_to", "likes", "lives_in", "age", "sibling",
)  # fmt: skip
KIN = Signature(
    (),
    (
        *(Declaration(Predicate(name, 2), ("person", "person")) for name in BINARY),
        *(Declaration(Predicate(name, 1), ("person",)) for name in ("male", "female", "bird")),
    ),
)
WORDS = {"parent": ("father", "mother"), "child": ("son", "daughter")}


def statements(text: str, signature: Signature = KIN) -> tuple[Statement, ...]:
    return harvest.read(text, "t", reader="english", signature=signature, words=WORDS).statements


def means(sentence: str, rules: str) -> None:
    (statement,) = statements(sentence)
    assert statement.reason == ""
    assert statement.rules == parse_rules(rules)
    assert list(map(rule_id, statement.rules)) == list(map(rule_id, parse_rules(rules)))


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("If X is the father of Y and Y is the father of Z, then X is the grandfather of Z.",
         "grandfather(X, Z) :- father(X, Y), father(Y, Z)."),
        ("If X is the father of Y, and Y is male, then Y is the son of X.",
         "son(Y, X) :- father(X, Y), male(Y)."),
        ("If X is a bird then X is not male.", "-male(X) :- bird(X)."),
        ("If X is not the father of Y, but X likes Y, then Y is likes of X.",
         "likes(Y, X) :- \\+ father(X, Y), likes(X, Y)."),
        ("If X is the husband of Y, then X is usually the father of Z.",
         "0.9 :: father(X, Z) :- husband(X, Y)."),
        ("Usually, if X is the husband of Y, then X likes Y.",
         "0.9 :: likes(X, Y) :- husband(X, Y)."),
        ("If X is the husband of Y, then probably X likes Y.",
         "0.8 :: likes(X, Y) :- husband(X, Y)."),
        ("If X is the husband of Y, then X is always male.", "male(X) :- husband(X, Y)."),
        ("If X is the brother of Y, then Y is the brother of X, "
         "unless X and Y are the same person.",
         "brother(Y, X) :- brother(X, Y), X \\= Y."),
        ("If X is the brother of Y, then Y is the brother of X unless Y is female.",
         "brother(Y, X) :- brother(X, Y), \\+ female(Y)."),
        ("If X is the brother of Y, then Y likes X unless Y is not female.",
         "likes(Y, X) :- brother(X, Y), female(Y)."),
        ("If X is the son of Z and Y is the son of Z and X is not Y, then X is the brother of Y.",
         "brother(X, Y) :- son(X, Z), son(Y, Z), X \\= Y."),
        ("If X and Y are both sons of Z, X is male, and X and Y are different people, "
         "then X is the brother of Y.",
         "brother(X, Y) :- son(X, Z), son(Y, Z), male(X), X \\= Y."),
        ("If X is different from Y and X is the same person as Z, then X likes Y.",
         "likes(X, Y) :- X \\= Y, X = Z."),
        ("If X and Y are both male, then X likes Y.", "likes(X, Y) :- male(X), male(Y)."),
        ("If X and Y are siblings, then X likes Y.", "likes(X, Y) :- sibling(X, Y)."),
        ("If X and Y are not birds, then X likes Y.",
         "likes(X, Y) :- \\+ bird(X), \\+ bird(Y)."),
        ("If X is the brother of Y and Y is the father or mother of Z, then X likes Z.",
         "likes(X, Z) :- brother(X, Y), father(Y, Z) ; brother(X, Y), mother(Y, Z)."),
        ("If X is not the father or the mother of Y, then X likes Y.",
         "likes(X, Y) :- \\+ father(X, Y), \\+ mother(X, Y)."),
        ("If Y is a parent of X, then Y likes X.", "likes(Y, X) :- father(Y, X) ; mother(Y, X)."),
        ("If X and Y are children of Z, then X likes Y.",
         "likes(X, Y) :- son(X, Z), son(Y, Z) ; son(X, Z), daughter(Y, Z) ; "
         "daughter(X, Z), son(Y, Z) ; daughter(X, Z), daughter(Y, Z)."),
        ("If X is the father of Y and Y is the wife of Z, then X is the father-in-law of Z.",
         "father_in_law(X, Z) :- father(X, Y), wife(Y, Z)."),
        ("If X and Y are both sons-in-law of Z, then Z is the father-in-law of X.",
         "father_in_law(Z, X) :- son_in_law(X, Z), son_in_law(Y, Z)."),
        ("If X is Y's father, then Y is X’s son.", "son(Y, X) :- father(X, Y)."),
        ("If X is the wife of Y, then the father of X is the father-in-law of Y.",
         "father_in_law(Someone1, Y) :- wife(X, Y), father(Someone1, X)."),
        ("If X is the brother of a parent of Y, then X likes Y.",
         "likes(X, Y) :- father(Someone1, Y), brother(X, Someone1) ; "
         "mother(Someone1, Y), brother(X, Someone1)."),
        ("If X is married to Y and X lives in Z, then Y lives in Z.",
         "lives_in(Y, Z) :- married_to(X, Y), lives_in(X, Z)."),
        ("If X is the age of Y and X is at least 18, then Y is not a bird.",
         "-bird(Y) :- age(X, Y), X >= 18."),
        ("If X is the age of Y and X is not less than 0.5, then Y is male.",
         "male(Y) :- age(X, Y), X >= 0.5."),
        ("When X is the son of Y, X is male.", "male(X) :- son(X, Y)."),
        ("X is male if X is the son of Y.", "male(X) :- son(X, Y)."),
        ("X is usually male if X is the son of Y, unless X is female.",
         "0.9 :: male(X) :- son(X, Y), \\+ female(X)."),
        ("If X is the son of Y, then X is male and Y likes X.",
         "male(X) :- son(X, Y). likes(Y, X) :- son(X, Y)."),
    ],
)  # fmt: skip
def test_meaning(sentence: str, rules: str) -> None:
    means(sentence, rules)


def test_without_a_signature_a_noun_is_its_own_predicate() -> None:
    text = "If X and Y are both tall trees of Z, then X is a great-oak."
    (statement,) = statements(text, Signature())
    assert statement.after == "great_oak(X) :- tall_tree(X, Z), tall_tree(Y, Z)."


@pytest.mark.parametrize(
    ("sentence", "place", "reason"),
    [
        ("If X is the stepfather of Y, then X is male.", "1:13",
         "no predicate of 2 for 'stepfather'; did you mean 'father'?"),
        ("If X is the male of Y, then X is male.", "1:13", "no predicate of 2 for 'male'"),
        ("If X is the son of Y, then Y is a parent of X.", "1:1",
         "a rule concludes one thing, not father or mother"),
        ("If X is the son of Y, then X is not Y.", "1:1",
         "a rule concludes a relation, not a comparison"),
        ("If X is usually male, then X likes Y.", "1:1",
         "only a conclusion can hold most of the time"),
        ("If X is the son of Y, then X is male unless the father of X is male.", "1:1",
         "an exception speaks of people named before"),
        ("If X is male.", "1:1", "a condition without a conclusion"),
        ("If X is the son Y, then X is male.", "1:17", "found 'Y'; say a rule so:"),
        ("Then X is male.", "1:1", "found 'Then'; say a rule so:"),
        ("If X is the son of", "1:19", "found the end of the sentence; say a rule so:"),
        ("X and Y are always different people here.", "1:41", "found '.'; say a rule so:"),
    ],
)  # fmt: skip
def test_refusals(sentence: str, place: str, reason: str) -> None:
    (statement,) = statements(sentence)
    assert statement.status is Status.REJECTED
    assert statement.code is Code.ENGLISH
    assert statement.reason.startswith(f"{place}: {reason}")


def test_too_many_alternatives_are_a_limit() -> None:
    many = " and ".join("X is a child of Y" for _ in range(7))
    (statement,) = statements(f"If {many}, then X likes Y.")
    assert statement.code is Code.LIMIT


REPLY = """\
Here are some laws in English:

1. If X is the son of Y, then X is male.
2. If X is the father of Y and
   Y is male, then Y is the son of X
These hold in every family. If X is the
husband of Y, then Y is the wife of X. If X is the son of Z, then Z is happy.

- **If X is the brother of Y, then X is male.**
father(X, Y) :- son(Y, X), male(X)
"""


def test_a_reply_in_sentences() -> None:
    taken = harvest.read(REPLY, "t", signature=KIN, words=WORDS)
    totals = taken.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (10, 2, 1, 0)
    assert (totals.statement_lines, totals.statements) == (7, 6)
    assert [(s.line, s.column, s.operators, s.after or s.code) for s in taken.statements] == [
        (3, 4, ("numbering",), "male(X) :- son(X, Y)."),
        (4, 4, ("numbering", "missing_stop"), "son(Y, X) :- father(X, Y), male(Y)."),
        (6, 29, (), "wife(Y, X) :- husband(X, Y)."),
        (7, 40, (), Code.ENGLISH),
        (9, 5, ("bullet", "emphasis"), "male(X) :- brother(X, Y)."),
        (10, 1, ("missing_stop",), "father(X, Y) :- son(Y, X), male(X)."),
    ]
    assert taken.statements[0].before == "1. If X is the son of Y, then X is male."
    origin = taken.statements[2].rules[0].origin
    assert origin is not None
    assert (origin.end_line, origin.end_column) == (7, 39)


def test_rules_among_sentences_are_made_to_fit_the_signature() -> None:
    rule = "grandfathr(X, Y) :- father(X, Z), father(Z, Y)."
    sentence = "If X is the father of Y and Y is male, then Y is the son of X."
    repaired, read = statements(f"{rule}\n{sentence}\n")
    assert (repaired.operators, read.operators) == (("spelling",), ())
    assert repaired.after == "grandfather(X, Y) :- father(X, Z), father(Z, Y)."


def test_the_reader_is_chosen_by_content() -> None:
    english = "If X is the son of Y, then X is male.\n"
    rules = "male(X) :- son(X, Y).\n"
    for text in (english, rules, english * 2 + rules):
        assert harvest.read(text, "t", signature=KIN).statements[0].after == rules.strip()
    mostly_rules = harvest.read(rules * 2 + english, "t", signature=KIN)
    assert mostly_rules.totals.prose == 1


_WORDS = (
    "if If then and or not unless X Y Z is are both the a father sons of , . usually different "
    "people same person male as at least 3 's in likes child"
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_WORDS.split()), max_size=16).map(" ".join))
def test_any_words_are_read_or_refused(text: str) -> None:
    for statement in statements(f"If {text}."):
        assert parse_rules(statement.after) == statement.rules
