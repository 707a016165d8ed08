"""The grammar that holds a decoder: portable, and what it lets through is ours and the domain's.

PRECEPTOR_SAMPLES is the number of texts that are drawn under the decoder's mask [100].
"""

from __future__ import annotations

import json
import logging
import os
import random
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from lark import Lark, logger
from lark.exceptions import LarkError
from llguidance import grammar_from

from gbnf import Gbnf
from preceptor import domain
from preceptor.cli import main
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Compare,
    Const,
    Declaration,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Term,
    Var,
)
from preceptor.rooms import GRAMMARS
from preceptor.syntax import parse_rules, show_rule
from preceptor.teacher import Grammar, forbidden, lock
from preceptor.teacher.gbnf import gbnf
from vocabularies import (
    AWKWARD,
    GIVEN_ONLY,
    LEVEL,
    OVERLOADED,
    PAINT,
    PERSON,
    WORDS_ONLY,
    accepted,
    declared,
    invented,
    outside,
    sampled,
)

SAMPLES = int(os.environ.get("PRECEPTOR_SAMPLES", "100"))
TEACHER = (GRAMMARS / "teacher.lark").read_text(encoding="utf-8")
KINSHIP = domain.load("kinship").signature
SIGNATURES = {
    "open": NO_SIGNATURE,
    "kinship": KINSHIP,
    "paint": PAINT,
    "awkward": AWKWARD,
    "overloaded": OVERLOADED,
    "given only": GIVEN_ONLY,
    "words only": WORDS_ONLY,
    **{f"invented {seed}": invented(seed) for seed in range(4)},
}


class Readers:
    """One grammar in the three readers: lark, llguidance, and GBNF in the tests' own reader."""

    def __init__(self, grammar: Grammar) -> None:
        self.lark = Lark(grammar.lark, parser="lalr")
        self.mask = grammar_from("lark", grammar.lark)
        self.gbnf = Gbnf(grammar.gbnf)

    def verdicts(self, text: str) -> tuple[bool, bool, bool]:
        return parses(self.lark, text), self.gbnf.matches(text), accepted(self.mask, text)


def parses(lark: Lark, text: str) -> bool:
    try:
        lark.parse(text)
    except LarkError:
        return False
    return True


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


# ---------------------------------------------------------------- the lock


def verdict(signature: Signature, text: str) -> bool:
    (one,) = set(Readers(lock(signature)).verdicts(text))
    return one


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


# ---------------------------------------------------------------- portability

_FOREIGN = [
    ("priority", 'start: A\nA.2: "x"\n', 2),
    ("priority", 'start: a\na.2: "x"\n', 2),
    ("template", 'start: _sep{"a", ","}\n', 1),
    ("directive", 'start: "a"\n%ignore " "\n', 2),
    ("directive", "start: WS\n%import common.WS\n", 2),
    ("directive", "%declare X\nstart: X\n", 1),
    ("look-around", "start: /a(?!b)c/\n", 1),
    ("look-around", "start: /a(?=b)c/\n", 1),
    ("look-around", "start: /a(?<!b)c/\n", 1),
    ("look-around", "start: /a(?<=b)c/\n", 1),
    ("lazy", "start: A\n\nA: /a{0,3}?b/\n", 3),
    ("lazy", "start: /a??b/\n", 1),
    ("unbounded", "start: /a*/\n", 1),
    ("unbounded", "start: /a+/\n", 1),
    ("unbounded", "start: /a{2,}/\n", 1),
    ("unbounded", 'start: A\nA: "a"+\n', 2),
    ("escape", "start: /\\bab/\n", 1),
    ("escape", "start: /\\w/\n", 1),
    ("escape", "start: /\\p{Lu}/\n", 1),
    ("escape", "start: /[\\d_]/\n", 1),
    ("any", "start: /a.c/\n", 1),
    ("anchor", "start: /^a$/\n", 1),
    ("flag", 'start: "abc"i\n', 1),
    ("flag", "start: /abc/i\n", 1),
    ("flag", "start: /(?i)abc/\n", 1),
    ("::=", '// root ::= a\nstart: "a"\n', 1),
    ("::=", 'start: "::="\n', 1),
    ("extension", "start: A\nA: /[a-z]/ & ~/b/\n", 2),
    ("extension", 'start: "x" j\nj: %json {"type": "integer"}\n', 2),
    ("extension", '%llguidance {}\nstart: "a"\n', 1),
    ("extension", "start: r\nr[max_tokens=5]: /[a-z]/\n", 2),
    ("extension", 'start: "a" <|im_end|>\n', 1),
    ("keyword", 'start: "not" NAME | NAME\nNAME: /[a-z]{1,9}/\n', 1),
    ("quote", 'start: /\\\\"/\n', 1),
    ("unknown", "start: 'a'\n", 1),
]


@pytest.mark.parametrize(("feature", "grammar", "line"), _FOREIGN)
def test_a_feature_that_is_not_portable_is_named_with_its_line(
    feature: str, grammar: str, line: int
) -> None:
    found = forbidden(grammar)
    assert (feature, line) in {(one.feature, one.line) for one in found}
    assert str(line) in str(found[0])
    with pytest.raises(InputError, match="not portable"):
        gbnf(grammar)


def test_our_own_grammars_are_portable() -> None:
    assert forbidden(TEACHER) == ()
    for signature in SIGNATURES.values():
        assert forbidden(lock(signature).lark) == ()
    assert {one.feature for one in forbidden((GRAMMARS / "rules.lark").read_text())} >= {
        "priority",
        "directive",
        "look-around",
        "unbounded",
    }


_PORTABLE = [
    'start: a+ // comment\n?a: "a" -> x\n  | "b" -> y\n',
    'start: ["a"] _r\n_r: "b"\n',
    'start: s~2..3\n!s: "a"\n',
    'start: "a"~2 ("b" | "ab"~0..1)*\n',
    'start: ("a".."b")~1..3\n',
    'start: A "c"? | B\nA: /a{1,2}(b|c)?/\nB: /[^ab]{2}|b[bc-]/\n',
    'start: ("a" ("b" |))~0..2 "c"\n',
    'start: /a\\x62?|\\u0063{2}/ "b"?\n',
    'start: "a\\"b" | "\\\\" | /\\\\\\x22|[\\]\\^-]/\n',
    'start: s\ns: "a" s "b" | "c"\n',
]


@pytest.mark.parametrize("grammar", _PORTABLE)
def test_gbnf_says_the_same_as_lark_on_every_short_text(grammar: str) -> None:
    assert forbidden(grammar) == ()
    lark, converted = Lark(grammar, parser="earley"), Gbnf(gbnf(grammar))
    alphabet = '"\\]^-ab' if "^-" in grammar else "abc-"
    texts = ["".join(letters) for size in range(5) for letters in product(alphabet, repeat=size)]
    said = [text for text in texts if parses(lark, text)]
    assert said == [text for text in texts if converted.matches(text)]
    assert said


def test_a_grammar_that_is_none_is_refused() -> None:
    for grammar in ("start\n", 'start: "a\n', "start: (A\n", 'start: ("a"]\n', "start: ~3\n"):
        with pytest.raises(InputError):
            gbnf(grammar)


def test_the_committed_gbnf_is_made_from_teacher_lark() -> None:
    """`preceptor grammar --to gbnf --out grammars/teacher.gbnf` makes it."""
    assert (GRAMMARS / "teacher.gbnf").read_text(encoding="utf-8") == gbnf(TEACHER)


# ---------------------------------------------------------------- the command


def test_grammar_writes_each_notation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = lock(KINSHIP)
    assert main(["grammar", "kinship"]) == 0
    assert capsys.readouterr().out == locked.lark
    assert main(["grammar", "kinship", "--to", "gbnf"]) == 0
    assert capsys.readouterr().out == locked.gbnf
    assert main(["grammar", "kinship", "--to", "json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == locked.json_schema
    assert main(["grammar"]) == 0
    assert capsys.readouterr().out == TEACHER
    file = tmp_path / "kinship.gbnf"
    assert main(["grammar", "kinship", "--to", "gbnf", "--out", str(file)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, file.read_text(encoding="utf-8")) == ("", locked.gbnf)
    assert str(file) in shown.err


def test_grammar_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "kinship", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "preceptor/grammar/1",
        "domain": "kinship",
        "format": "lark",
        "text": lock(KINSHIP).lark,
    }


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["kinshp"], "'kinship'"), (["kinship", "--to", "gbnff"], "'gbnf'")],
)
def test_grammar_names_the_nearest_of_what_there_is_not(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grammar", *words]) == 2
    assert f"did you mean {meant}?" in capsys.readouterr().err


def test_the_lock_holds_the_words_of_a_domain_folder(tmp_path: Path) -> None:
    (tmp_path / "domain.toml").write_text(
        'name = "lights"\n[sorts.colour]\nvalues = ["red", "dark green"]\n'
        '[predicates."is lit"]\nargs = ["colour"]\nrole = "derived"\n',
        encoding="utf-8",
    )
    signature = domain.load(tmp_path).signature
    assert verdict(signature, "'is lit'('dark green').\n")
    assert not verdict(signature, "'is lit'(green).\n")
    assert lock(signature).json_schema["$defs"]["side"]["anyOf"][1] == {
        "enum": ["red", "'dark green'"]
    }
    assert Const("dark green") in signature.sorts[0].values
