"""The document of the syntax tree: lossless both ways, and hostile text is an input error."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from preceptor.formats import from_json, read_document, to_json
from preceptor.graph import RuleGraph, compile
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Declaration,
    InputError,
    Num,
    Op,
    Origin,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
    Var,
)
from preceptor.syntax import parse_theory, rule_id

SIGNATURE = Signature(
    (
        Sort("person", domain="person"),
        Sort("years", SortKind.INT, Num(0), Num(130)),
        Sort("share", SortKind.DECIMAL, Num(Fraction(1, 3)), None),
        Sort("colour", values=(Const("red"), Const("it's"))),
    ),
    (
        Declaration(
            Predicate("age", 2), ("person", "years"), Role.INPUT, (0,), "{0} is {1}", "has age"
        ),
        Declaration(Predicate("adult", 1), ("person",), Role.DERIVED),
    ),
)


def everything(theory: Theory) -> list[tuple[Any, ...]]:
    """What equality of rules leaves out as well."""
    return [(rule, rule.clause, rule.origin, rule_id(rule)) for rule in theory]


@settings(max_examples=300, deadline=None)
@given(strategies.theories())
def test_any_theory_reads_back(theory: Theory) -> None:
    text = to_json(theory)
    read = from_json(text)
    assert read == theory
    assert everything(read) == everything(theory)
    assert to_json(read) == text


@settings(max_examples=60, deadline=None)
@given(strategies.deep_expressions())
def test_deep_arithmetic_reads_back(expr: Arith) -> None:
    theory = Theory((Rule(Atom("p"), (Compare(Op.LT, expr, Num(Fraction(1, 3))),)),))
    assert from_json(to_json(theory)) == theory


@settings(max_examples=60, deadline=None)
@given(strategies.ground_facts())
def test_facts_read_back(facts: tuple[Atom, ...]) -> None:
    theory, read = read_document(to_json(Theory(), facts))
    assert (theory, read) == (Theory(), facts)


def test_signature_origins_and_clauses_read_back() -> None:
    text = "% @id adults\n0.9 :: adult(X) :- (age(X, N), N >= 18 ; -minor(X)).\n:- age(X, X).\n"
    theory = Theory(parse_theory(text, "rules.pl").rules, SIGNATURE)
    repaired = Origin("reply#2", 3, 1, 3, 9, ("arrow", "stop"), "p(X) <- q(X)")
    theory = theory.plus([Rule(Atom("p"), (Atom("q"),), origin=repaired)])
    read = from_json(to_json(theory))
    assert read.signature == SIGNATURE
    assert everything(read) == everything(theory)
    assert [rule.clause is not None for rule in read] == [True, True, False, False]


def test_the_document_is_as_documented() -> None:
    theory = parse_theory("% @id r1\n0.9 :: p(X, a) :- -q(X), \\+ r(_), X + 1 >= 0.35.")
    document = json.loads(to_json(theory, [Atom("q", (Const("b"),))]))
    assert document["schema"] == "preceptor/rules/1"
    (rule,) = document["rules"]
    assert rule.pop("origin")["line"] == 2
    assert rule == {
        "id": "r1",
        "name": "r1",
        "weight": "9/10",
        "head": {"predicate": "p", "args": [{"var": "X"}, {"const": "a"}]},
        "body": [
            {"atom": {"predicate": "q", "args": [{"var": "X"}], "negated": True}},
            {"not": {"predicate": "r", "args": [{"var": "_1"}]}},
            {
                "compare": ">=",
                "left": {"op": "+", "left": {"var": "X"}, "right": {"num": "1"}},
                "right": {"num": "7/20"},
            },
        ],
    }
    assert document["facts"] == [{"predicate": "q", "args": [{"const": "b"}]}]


def test_what_others_leave_out_is_optional() -> None:
    rule = {"head": {"predicate": "p", "args": []}, "body": []}
    text = json.dumps({"schema": "preceptor/rules/1", "rules": [rule]})
    assert from_json(text) == Theory((Rule(Atom("p")),))


def document(**changes: Any) -> str:
    """A document of one rule, some of whose keys are changed."""
    rule = json.loads(to_json(parse_theory("p(X) :- q(X), X > 1.")))["rules"][0]
    rule = {key: value for key, value in rule.items() if key not in ("id", "origin")}
    return json.dumps({"schema": "preceptor/rules/1", "rules": [rule | changes]})


def headed(*args: Any, name: str = "p") -> str:
    return document(head={"predicate": name, "args": list(args)})


def comparing(left: Any, right: Any, sign: str = "<") -> str:
    return document(body=[{"compare": sign, "left": left, "right": right}])


X = {"var": "X"}
UNREADABLE = "$.rules[0]: not in the rule language"
CALL = {"predicate": "q", "args": [X]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a JSON document"),
        ("[" * 100_000, "nests too deep"),
        ("{}", "$: expected a preceptor/rules/1 document"),
        ('{"schema": "preceptor/graph/1"}', "$: expected a preceptor/rules/1 document"),
        ('{"schema": "preceptor/rules/1"}', "a document without 'rules'"),
        ('{"schema": "preceptor/rules/1", "rules": {}}', "$.rules: expected a list"),
        ('{"schema": "preceptor/rules/1", "rules": [], "rules": []}', "a key twice"),
        ('{"schema": "preceptor/rules/1", "rules": [NaN]}', "NaN is no number"),
        ('{"schema": "preceptor/rules/1", "rules": [1]}', "$.rules[0]: expected a rule"),
        (document(haed=1), "a rule has no 'haed'"),
        (document(head=None, weight="1/2"), "$.rules[0]: a denial carries no weight"),
        (document(head=None, body=[]), UNREADABLE),
        (document(weight="3/2"), "$.rules[0]: a weight lies in (0, 1]"),
        (document(weight="0"), "$.rules[0]: a weight lies in (0, 1]"),
        (document(weight=0.5), "$.rules[0].weight: expected a text"),
        (document(weight="1e-999999999"), "$.rules[0].weight: no number"),
        (document(weight="1/0"), "$.rules[0].weight: a division by zero"),
        (document(id="r0000000000"), "$.rules[0].id: the id of this rule is r"),
        (document(name="not a name"), UNREADABLE),
        (document(clause=3), "$.rules[0].clause: expected a text"),
        (document(origin={"source": "x", "line": "1", "column": 1}), ".line: expected a whole"),
        (document(head={"predicate": "p"}), "$.rules[0].head: an atom without 'args'"),
        (document(head={"predicate": "p", "args": X}), "$.rules[0].head.args: expected a list"),
        (document(head=CALL | {"negated": 1}), "$.rules[0].head.negated: expected true or false"),
        (headed("X"), "$.rules[0].head.args[0]: expected a term"),
        (document(body=[{"atom": CALL, "not": CALL}]), ".body[0]: a literal has no 'not'"),
        (
            document(body=[CALL]),
            "$.rules[0].body[0]: a literal (atom, not, compare or aggregate) has no",
        ),
        (comparing(X, X, "=="), "$.rules[0].body[0].compare: expected a comparison's sign"),
        (comparing(X, {"op": "^", "left": X, "right": X}), ".right.op: expected one of + - * /"),
        (comparing({"op": "+", "left": {"const": "a"}, "right": X}, X), UNREADABLE),
        (headed({"var": "x"}), "args[0].var: expected the name"),
        (headed({"var": "_"}), "args[0].var: expected the name"),
        (headed(name="p\x00"), UNREADABLE),
        (headed(name="\ud800"), UNREADABLE),
        (headed({"num": "1" * 101}), "args[0].num: no number"),
        (headed({"num": "9" * 99 + "/7"}), UNREADABLE),
    ],
)
def test_what_is_wrong_is_said_with_its_path(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(text)
    assert said in str(caught.value)


def test_arithmetic_past_the_limit_is_refused() -> None:
    for depth in (300, 3000):
        shown = '{"compare": "<", "right": {"num": "1"}, "left": ' + _nested(depth) + "}"
        text = document(body=["HERE"]).replace('"HERE"', shown)
        with pytest.raises(InputError, match="nest"):
            from_json(text)


def _nested(depth: int) -> str:
    opening = '{"op": "+", "right": {"var": "X"}, "left": '
    return opening * depth + '{"var": "X"}' + "}" * depth


def test_a_name_given_to_two_clauses_is_refused() -> None:
    rules = parse_theory("% @id same\np(X) :- q(X).\nr(X) :- q(X).").rules
    theory = Theory((rules[0], replace(rules[1], name="same")))
    with pytest.raises(InputError, match="'same' is given to two clauses"):
        from_json(to_json(theory))


@pytest.mark.parametrize(
    "change", [{"sorts": 3}, {"sorts": [{}], "predicates": []}, [], {"predicates": []}]
)
def test_a_signature_that_is_none_is_refused(change: Any) -> None:
    text = json.dumps({"schema": "preceptor/rules/1", "rules": [], "signature": change})
    with pytest.raises(InputError, match=r"\$\.signature: not a signature"):
        from_json(text)


def test_a_number_is_never_computed_from_an_exponent() -> None:
    theory = Theory((), SIGNATURE)
    for text, read in (
        (to_json(theory), from_json),
        (compile(theory).to_json(), RuleGraph.from_json),
    ):
        assert '{"number": "130"}' in text
        with pytest.raises(InputError, match="no number of at most 100 digits: '1e999999999'"):
            read(text.replace('{"number": "130"}', '{"number": "1e999999999"}'))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_change_of_a_document_is_more_than_an_input_error(data: st.DataObject) -> None:
    """Any value put for any other one, and any key dropped."""
    tree = json.loads(to_json(parse_theory("% @id r1\n0.5 :: p(X, 1) :- q(X), \\+ r(X), X > 2.")))
    places: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        keys = list(value) if isinstance(value, dict) else range(len(value))
        places += [(value, key) for key in keys]
        waiting += [value[key] for key in keys if isinstance(value[key], dict | list)]
    value, key = data.draw(st.sampled_from(places))
    if isinstance(value, dict) and data.draw(st.booleans()):
        del value[key]
    else:
        value[key] = data.draw(st.sampled_from([None, True, -1, 2.5, "", "X", "1e9", [], {}, [[]]]))
    try:
        read = from_json(json.dumps(tree))
    except InputError:
        return
    assert from_json(to_json(read)) == read


def test_a_variable_keeps_its_name() -> None:
    rule = Rule(Atom("p", (Var("_Who"), Var("Long_1"))), (Atom("q", (Var("_Who"), Var("Long_1"))),))
    assert from_json(to_json(Theory((rule,)))).rules[0].head == rule.head
