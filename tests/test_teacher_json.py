"""The JSON form: the same rules both ways, and hostile JSON named with its place."""

from __future__ import annotations

import json
import os
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from llguidance import LLMatcher, grammar_from

from preceptor.logic import (
    NO_SIGNATURE,
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    InputError,
    Not,
    Num,
    Op,
    Rule,
    Signature,
    Var,
)
from preceptor.syntax import parse_rules
from preceptor.teacher import json_form, lock, read_json_form
from preceptor.teacher.recording import MAX_REPLY
from strategies import rules
from vocabularies import (
    AWKWARD,
    GIVEN_ONLY,
    OVERLOADED,
    PAINT,
    WORDS_ONLY,
    accepted,
    invented,
    outside,
    sampled,
)

SAMPLES = int(os.environ.get("PRECEPTOR_SAMPLES", "100"))
SIGNATURES = (
    NO_SIGNATURE,
    PAINT,
    AWKWARD,
    OVERLOADED,
    GIVEN_ONLY,
    WORDS_ONLY,
    invented(0),
    invented(1),
)

UNCLE = {
    "head": {"pred": "uncle", "args": ["X", "'Uncle Sam'"]},
    "body": [
        {"pred": "likes", "args": ["X", "_"], "negated": True},
        {"not": {"pred": "rain", "args": []}},
        {"left": "X", "op": "=\\=", "right": 3},
    ],
    "weight": 0.9,
}
SAID = Rule(
    Atom("uncle", (Var("X"), Const("Uncle Sam"))),
    (
        Atom("likes", (Var("X"), Var("_1")), negated=True),
        Not(Atom("rain")),
        Compare(Op.NE, Var("X"), Num(3)),
    ),
    Fraction(9, 10),
)


# ---------------------------------------------------------------- the same both ways


def test_a_rule_and_its_form() -> None:
    assert json_form(SAID) == UNCLE
    assert read_json_form(json.dumps(UNCLE)) == ((SAID,), ())
    denial = {"head": None, "body": [{"pred": "rain", "args": []}]}
    assert read_json_form(json.dumps(denial)) == ((Rule(None, (Atom("rain"),)),), ())


def arithmetic(rule: Rule) -> bool:
    compares = [literal for literal in rule.body if isinstance(literal, Compare)]
    return any(isinstance(side, Arith) for c in compares for side in (c.left, c.right))


@settings(max_examples=200, deadline=None)
@given(rules(named=False))
def test_every_rule_without_arithmetic_comes_back(rule: Rule) -> None:
    assume(not arithmetic(rule))
    text = json.dumps(json_form(rule))
    assert read_json_form(text) == ((rule,), ()), text


@pytest.mark.parametrize("signature", SIGNATURES)
def test_what_the_grammar_lets_through_comes_back(signature: Signature) -> None:
    grammar = grammar_from("lark", lock(signature).lark)
    for text in filter(None, sampled(grammar, -(-SAMPLES // len(SIGNATURES)), seed=5)):
        said = parse_rules(text)
        forms = json.dumps([json_form(rule) for rule in said], ensure_ascii=False)
        assert read_json_form(forms, signature=signature) == (said, ())


def mask(signature: Signature) -> str:
    schema = json.dumps(lock(signature).json_schema)
    compact = {"whitespace_flexible": False}
    return LLMatcher.grammar_from_json_schema(schema, overrides=compact)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_what_the_schema_lets_through_is_read_and_written_again(signature: Signature) -> None:
    finished = 0
    for text in sampled(mask(signature), -(-SAMPLES // len(SIGNATURES)), seed=6, longest=4000):
        if text is None:
            continue
        finished += 1
        said, faults = read_json_form(text, signature=signature)
        assert faults == ()
        assert [json_form(rule) for rule in said] == json.loads(text)["rules"]
        if signature:
            assert [outside(rule, signature) for rule in said] == [[]] * len(said)
    assert finished


def test_the_schema_lets_through_what_the_grammar_does() -> None:
    """Grammar and schema say the same: a reply under one is a reply under the other."""
    for signature in SIGNATURES:
        grammar, by_schema = grammar_from("lark", lock(signature).lark), mask(signature)
        for text in filter(None, sampled(grammar, -(-SAMPLES // len(SIGNATURES)), seed=8)):
            forms = [json_form(rule) for rule in parse_rules(text)]
            document = json.dumps({"rules": forms}, ensure_ascii=False, separators=(",", ":"))
            assert accepted(by_schema, document), document


def test_what_the_form_has_not_is_refused() -> None:
    (sum_of,) = parse_rules("p(X) :- X = Y + 1, q(Y).")
    with pytest.raises(InputError, match=r"no arithmetic, as  Y \+ 1"):
        json_form(sum_of)
    (named,) = parse_rules("% @id first\np(a).")
    with pytest.raises(InputError, match="no @id, as first"):
        json_form(named)


@pytest.mark.parametrize("weight", ["1r3", "1e-2", "0.123456789", "0.50", "1.0", "9E-1"])
def test_weights_are_exact(weight: str) -> None:
    shown = f'"{weight}"' if "r" in weight else weight
    text = f'{{"head": {{"pred": "p", "args": ["a"]}}, "body": [], "weight": {shown}}}'
    ((rule,), ()) = read_json_form(text)
    assert rule.weight == Fraction(weight.replace("r", "/"))
    assert read_json_form(json.dumps(json_form(rule))) == ((rule,), ())


# ---------------------------------------------------------------- replies

P = '{"head": {"pred": "p", "args": ["a"]}, "body": []}'
Q = '{"head": {"pred": "q"}}'
P_RULE, Q_RULE = Rule(Atom("p", (Const("a"),))), Rule(Atom("q"))


@pytest.mark.parametrize(
    "text",
    [
        f"[{P}, {Q}]",
        f"{P}\n{Q}\n",
        f"\ufeff{P}\r\n{Q}\r\n",
        f'{{"rules": [{P}, {Q}]}}',
        f' {{ "rules" : [\n  {P} ,\n {Q}\n]\n}}\n',
        f"[{P}]\n[{Q}]",
        f"{P} {Q}",
        json.dumps([json.loads(P), json.loads(Q)], indent=2),
    ],
)
def test_a_reply_is_an_object_lists_of_them_or_lines(text: str) -> None:
    assert read_json_form(text) == ((P_RULE, Q_RULE), ())


def test_rules_know_where_they_stand() -> None:
    rules_, _ = read_json_form(f"\n[{P},\n  {Q}]", "reply")
    places = [rule.origin for rule in rules_]
    assert [(str(o), o.end_line, o.end_column) for o in places if o] == [
        ("reply:2:2", 2, 2 + len(P)),
        ("reply:3:3", 3, 3 + len(Q)),
    ]


def test_a_broken_line_costs_only_itself() -> None:
    text = f'Here are the rules:\n{P}\n{{"head": {{"pred"\n{Q},\n[{P}, {Q}\n{Q}\n'
    read, faults = read_json_form(text)
    assert read == (P_RULE, Q_RULE, P_RULE, Q_RULE, Q_RULE)
    places = [(fault.origin.line, fault.origin.column) for fault in faults]
    assert places == [(1, 1), (4, 1), (4, len(Q) + 1), (6, 1)]


def test_a_reply_that_was_cut_short_keeps_what_was_whole() -> None:
    whole = f'{{"rules": [{P}, {Q}]}}'
    ends = [whole.index(part) + len(part) for part in (P, Q)]
    for cut in range(len(whole)):
        read, faults = read_json_form(whole[:cut])
        assert read == (P_RULE, Q_RULE)[: sum(end <= cut for end in ends)], whole[:cut]
        assert [(fault.origin.line, fault.code) for fault in faults] == [(1, Code.MALFORMED)]


# ---------------------------------------------------------------- hostile

HOSTILE = [
    ("", 1, Code.MALFORMED, "the reply is empty"),
    ("null", 1, Code.MALFORMED, "a rule is an object with  head"),
    ("[[]]", 2, Code.MALFORMED, "a rule is an object with  head"),
    ('{"head": null}', 1, Code.MALFORMED, "neither head nor body"),
    ('{"head": null, "body": []}', 1, Code.MALFORMED, "neither head nor body"),
    ('{"body": []}', 1, Code.MALFORMED, "a rule without 'head'"),
    ('{"head": {"pred": "p"}, "bdy": []}', 25, Code.MALFORMED, "a rule has no 'bdy'"),
    ('{"head": {"pred": "p"}, "head": {"pred": "p"}}', 25, Code.MALFORMED, "occurs twice"),
    ('{"head": {"pred": "p"}, "body": {}}', 33, Code.MALFORMED, "a body is a list"),
    ('{"head": {"pred": "p"}, "body": [1]}', 34, Code.MALFORMED, "an atom is an object"),
    ('{"head": "p(X)"}', 10, Code.MALFORMED, "an atom is an object with  pred"),
    ('{"head": {"pred": 1}}', 19, Code.MALFORMED, "a predicate's name is a text"),
    ('{"head": {"args": []}}', 10, Code.MALFORMED, "an atom without 'pred'"),
    ('{"head": {"pred": "p", "args": "X"}}', 32, Code.MALFORMED, "the arguments are a list"),
    ('{"head": {"pred": "p", "args": [null]}}', 33, Code.MALFORMED, "a term is a text"),
    ('{"head": {"pred": "p", "args": [["X"]]}}', 33, Code.MALFORMED, "a term is a text"),
    ('{"head": {"pred": "p", "args": [true]}}', 33, Code.MALFORMED, "a term is a text"),
    ('{"head": {"pred": "p", "negated": 1}}', 35, Code.MALFORMED, "negated is true or false"),
    ('{"head": {"pred": "p", "args": ["New York"]}}', 33, Code.SYNTAX, "no term: 'New York'"),
    ('{"head": {"pred": "p", "args": ["f(X)"]}}', 33, Code.SYNTAX, "no term: 'f(X)'"),
    ('{"head": {"pred": "p", "args": ["X, Y"]}}', 33, Code.SYNTAX, "not a single term"),
    ('{"head": {"pred": "p", "args": [""]}}', 33, Code.SYNTAX, "no term: ''"),
    ('{"head": {"pred": "p", "args": ["X), q(Y"]}}', 33, Code.SYNTAX, "no term"),
    ('{"head": {"pred": "p", "args": ["X). q(Y"]}}', 33, Code.SYNTAX, "no term"),
    ('{"head": {"pred": "p", "args": ["X % "]}}', 33, Code.SYNTAX, "no term"),
    ('{"head": {"pred": "p", "args": ["X /* Y */"]}}', 33, Code.SYNTAX, "not a single term"),
    ('{"head": {"pred": "p", "args": [" _"]}}', 33, Code.SYNTAX, "not a single term"),
    ('{"head": {"pred": "p", "args": ["X\\u0000"]}}', 33, Code.SYNTAX, "no term"),
    ('{"head": {"pred": "p", "args": ["X\\u202e"]}}', 33, Code.SYNTAX, "no term"),
    ('{"head": {"pred": "\\u0000"}}', 1, Code.CHARACTER, "no name holds the character"),
    ('{"head": {"pred": "\\ud800"}}', 19, Code.MALFORMED, "half a surrogate pair"),
    ('{"head": {"pred": "\\q"}}', 19, Code.MALFORMED, "an escape that JSON has not"),
    ('{"head": {"pred": "p"}, "body": [{"not": {"not": {"pred": "q"}}}]}', 43,
     Code.MALFORMED, "an atom has no 'not'"),
    ('{"head": {"pred": "p"}, "body": [{"left": 1, "op": "==", "right": 2}]}', 52,
     Code.MALFORMED, "expected a comparison's sign"),
    ('{"head": {"pred": "p"}, "body": [{"left": 1, "op": ["<"], "right": 2}]}', 52,
     Code.MALFORMED, "expected a comparison's sign"),
    ('{"head": {"pred": "p"}, "body": [{"left": 1, "op": "<"}]}', 34,
     Code.MALFORMED, "a comparison without 'right'"),
    ('{"head": {"pred": "p"}, "body": [{"left": "X + 1", "op": "<", "right": 2}]}', 43,
     Code.SYNTAX, "no term: 'X + 1'"),
    ('{"head": {"pred": "p"}, "weight": 0}', 35, Code.SYNTAX, "a weight lies in (0, 1]"),
    ('{"head": {"pred": "p"}, "weight": 1.5}', 35, Code.SYNTAX, "a weight lies in (0, 1]"),
    ('{"head": {"pred": "p"}, "weight": -0.5}', 35, Code.SYNTAX, "a weight lies in (0, 1]"),
    ('{"head": {"pred": "p"}, "weight": "high"}', 35, Code.MALFORMED, "a weight is a number"),
    ('{"head": {"pred": "p"}, "weight": "1r0"}', 35, Code.MALFORMED, "a weight is a number"),
    ('{"head": {"pred": "p"}, "weight": true}', 35, Code.MALFORMED, "a weight is a number"),
    ('{"head": {"pred": "p"}, "weight": NaN}', 35, Code.MALFORMED, "not JSON: found 'N'"),
    ('{"head": {"pred": "p"}, "weight": 1e-999999999}', 35, Code.LIMIT, "more than 100 digits"),
    ('{"head": null, "body": [{"pred": "q"}], "weight": 0.5}', 51, Code.SYNTAX, "no weight"),
    (f'{{"head": {{"pred": "p", "args": [{"9" * 5000}]}}}}', 33, Code.LIMIT, "100 digits"),
    ("[" * 100_000, 18, Code.LIMIT, "nested deeper than 16"),
    ('{"a":' * 100_000, 77, Code.LIMIT, "nested deeper than 16"),
    ('{"head": {"pred": "p"}} extra', 25, Code.MALFORMED, "not JSON: found 'e'"),
    ('{"head": {"pred": "p"},}', 24, Code.MALFORMED, "not JSON: found '}'"),
    ("{'head': 1}", 2, Code.MALFORMED, "not JSON: found \"'\""),
    ('{1: 2}', 2, Code.MALFORMED, "a key is a text"),
    ('{"rules": []} {"rules": [], "more": 1}', 27, Code.MALFORMED, "expected '}' behind"),
    (f'{{"head": {{"pred": "{"p" * 70_000}"}}}}', 1, Code.LIMIT, "the limit is 65536"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "code", "message"), HOSTILE)
def test_hostile_json_is_a_fault_with_its_place(
    text: str, column: int, code: Code, message: str
) -> None:
    _, faults = read_json_form(text)
    assert [(f.origin.line, f.origin.column, f.code) for f in faults] == [(1, column, code)]
    assert message in faults[0].message
    assert len(str(faults[0])) < 1000


def test_words_that_the_signature_has_not_are_faults() -> None:
    reply = json.dumps(
        [
            {"head": {"pred": "rainny", "args": [3]}},
            {"head": {"pred": "likes", "args": ["X"]}},
            {"head": {"pred": "rain"}, "body": [{"not": {"pred": "wind"}}]},
            {"head": {"pred": "rain", "negated": True}},
        ],
        indent=1,
    )
    read, faults = read_json_form(reply, "reply", PAINT)
    assert read == (Rule(Atom("rain", negated=True)),)
    assert [(f.code, f.message) for f in faults] == [
        (Code.UNDECLARED, "rainny/1 is not declared"),
        (Code.ARITY, "likes has 2 or 3 arguments, here 1"),
        (Code.UNDECLARED, "wind/0 is not declared"),
    ]
    assert "did you mean 'rainy'?" in faults[0].hint
    assert faults[0].line_text.strip() == '"pred": "rainny",'
    assert str(faults[0]).startswith("reply:4:12: P201")


def test_limits_of_a_reply() -> None:
    _, (fault,) = read_json_form(" " * (MAX_REPLY + 1))
    assert (fault.code, fault.origin.line) == (Code.LIMIT, 1)
    read, faults = read_json_form(f"{P}\n" + '{"x": 1}\n' * 2000 + f"{P}\n")
    assert (len(read), len(faults)) == (1, 1001)
    assert faults[-1].code is Code.LIMIT


_PIECES = st.sampled_from(
    [*'{}[]:,"\\\n', '"head"', '"body"', '"pred"', '"args"', '"not"', '"X"', '"p"', "null", "1"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=40), st.data())
def test_no_text_is_an_accident(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(P)))
    for reply in (text, P[:at] + text + P[at:], f"[{P}, {text}"):
        read, faults = read_json_form(reply)
        assert read or faults or re.fullmatch(r"[\s\[\]\ufeff]*", reply)  # an empty list is none
        for fault in faults:
            shown = reply.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= fault.origin.line <= len(shown)
            assert 1 <= fault.origin.column <= len(shown[fault.origin.line - 1]) + 1
