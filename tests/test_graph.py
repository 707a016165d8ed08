"""Compiling theories: findings, denials, roles, cones, and the formats of a graph."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings

import strategies
from preceptor.graph import CompileError, RuleGraph, compile
from preceptor.logic import (
    Atom,
    Code,
    Declaration,
    InputError,
    Num,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.syntax import parse_rules, parse_theory, show_rule

FEW = settings(max_examples=60, deadline=None)

PEOPLE = Signature(
    (Sort("person"), Sort("years", SortKind.INT, Num(0), Num(130))),
    (
        Declaration(Predicate("age", 2), ("person", "years"), Role.INPUT, (0,), "{0} is {1} old"),
        Declaration(Predicate("adult", 1), ("person",), Role.DERIVED),
        Declaration(Predicate("tall", 1), ("person",), Role.BOTH),
        Declaration(Predicate("trip", 3), ("person", "person", "years"), Role.INPUT, (0,)),
    ),
)


def test_unsafe_rules_are_all_named() -> None:
    text = "p(X) :- q(X).\np(X, Y) :- q(X).\n:- p(X), \\+ q(Z).\n"
    with pytest.raises(CompileError) as caught:
        compile(parse_theory(text, "rules.pl"))
    findings = caught.value.findings
    assert [f.code for f in findings] == [Code.UNSAFE, Code.UNSAFE]
    assert [str(f.where[0]) for f in findings] == ["rules.pl:2:1", "rules.pl:3:1"]
    assert "nothing binds Y in  p(X, Y) :- q(X)." in str(caught.value)
    assert isinstance(caught.value, InputError)


def test_negation_through_recursion_names_rules_and_places() -> None:
    text = "p(X) :- q(X), \\+ r(X).\nr(X) :- p(X).\n"
    with pytest.raises(CompileError) as caught:
        compile(parse_theory(text, "rules.pl"))
    (finding,) = caught.value.findings
    assert finding.code is Code.UNSTRATIFIED
    assert [str(place) for place in finding.where] == ["rules.pl:1:1", "rules.pl:2:1"]
    assert "p/1 needs not r/1 needs p/1" in finding.message


def test_implicit_denials() -> None:
    theory = parse_theory("-flies(X) :- penguin(X). :- adult(X), tall(X).", signature=PEOPLE)
    denials = compile(theory).denials
    assert [planned.id for planned in denials[1:]] == [
        "neg:flies/1",
        "functional:age/2",
        "functional:trip/3",
        "functional:trip/3",
    ]
    bodies = [show_rule(planned.rule).splitlines()[-1] for planned in denials]
    assert bodies == [
        ":- adult(X), tall(X).",
        ":- flies(V1), -flies(V1).",
        ":- age(V1, V2), age(V1, W2), V2 \\= W2.",
        ":- trip(V1, V2, V3), trip(V1, W2, W3), V2 \\= W2.",
        ":- trip(V1, V2, V3), trip(V1, W2, W3), V3 \\= W3.",
    ]


def test_roles_are_declared_or_read_off_the_rules() -> None:
    theory = parse_theory("adult(X) :- age(X, N), N >= 18. big(X) :- tall(X). tall(ann).")
    graph = compile(theory)
    assert list(map(str, graph.inputs)) == ["age/2", "tall/1"]
    assert list(map(str, graph.derived)) == ["adult/1", "big/1"]
    declared = compile(Theory(theory.rules, PEOPLE))
    assert list(map(str, declared.inputs)) == ["age/2", "tall/1", "trip/3"]
    assert list(map(str, declared.derived)) == ["adult/1", "big/1"]
    assert declared.signature.sort("years") == PEOPLE.sorts[1]


def test_a_cone_keeps_what_is_needed_and_the_denials_about_it() -> None:
    graph = compile(
        parse_theory(
            """
            a(X) :- b(X), \\+ c(X).
            c(X) :- d(X).
            e(X) :- a(X).
            b(one).
            :- a(X), c(X).
            :- e(X), a(X).
            -d(X) :- f(X).
            """
        )
    )
    cone = graph.cone([Predicate("a", 1)])
    assert [show_rule(rule) for rule in cone.theory] == [
        "a(X) :- b(X), \\+ c(X).",
        "c(X) :- d(X).",
        "b(one).",
        ":- a(X), c(X).",
    ]
    assert list(map(str, cone.predicates)) == ["a/1", "b/1", "c/1", "d/1"]


def test_the_network_has_an_edge_for_each_literal() -> None:
    graph = compile(
        parse_theory("% @id r1\na(X) :- b(X), \\+ c(X), X \\= d.\n% @id r2\na(X) :- b(X).")
    )
    a, b, c = (Predicate(name, 1) for name in "abc")
    assert sorted(graph.network().edges(data=True), key=str) == [
        (b, a, {"rule": "r1", "negative": False}),
        (b, a, {"rule": "r2", "negative": False}),
        (c, a, {"rule": "r1", "negative": True}),
    ]


@FEW
@given(strategies.safe_programs(denials=True))
def test_json_gives_the_same_graph_back(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, _ = program
    graph = compile(Theory(theory.rules, PEOPLE))
    text = graph.to_json()
    assert json.loads(text)["schema"] == "preceptor/graph/1"
    again = RuleGraph.from_json(text)
    assert again.theory == graph.theory
    assert (again.rules, again.denials, again.strata) == (graph.rules, graph.denials, graph.strata)
    assert again.to_json() == text


def test_json_keeps_names_clauses_and_origins() -> None:
    rules = parse_rules("% @id one\np(X) :- (q(X) ; r(X)).\n1r3 :: p(a).\n:- p(b).", "rules.pl")
    again = RuleGraph.from_json(compile(Theory(rules)).to_json()).theory.rules
    for before, after in zip(rules, again, strict=True):
        assert (before, before.clause, before.origin) == (after, after.clause, after.origin)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "preceptor/check/1"}',
        '{"schema": "preceptor/graph/1", "rules": [{"id": 1}], "signature": {}}',
        '{"schema": "preceptor/graph/1", "rules": 5}',
        "[" * 100_000,
    ],
)
def test_json_that_is_no_graph(text: str) -> None:
    with pytest.raises(InputError):
        RuleGraph.from_json(text)


def test_json_with_a_broken_rule_says_which() -> None:
    text = compile(parse_theory("% @id mine\np(X) :- q(X).")).to_json()
    with pytest.raises(InputError, match="rule mine:1:"):
        RuleGraph.from_json(text.replace("q(X)", "q(X"))


HOSTILE = ['"]; evil [label="', "a\nb", "<b>&amp;</b>", "#quot;|]`", "\x01\u202e", "end", "--> n0"]


@pytest.fixture
def hostile() -> RuleGraph:
    """A graph whose names try to break out of every format."""
    rules = [
        Rule(Atom(name), (Atom(f"{name}!", negated=True),), name=f"{name}%") for name in HOSTILE
    ]
    return compile(Theory(tuple(rules)))


def test_dot_holds_each_name_in_its_quotes(hostile: RuleGraph) -> None:
    statement = re.compile(
        r'  n\d+( -> n\d+)? \[label="([^"\\\n]|\\["\\])*"(, (shape|style)=\w+)?\];'
    )
    first, second, *statements, last = hostile.to_dot().splitlines()
    assert (first, second, last) == ("digraph rules {", '  rankdir="LR";', "}")
    # p, -p of each name: 14 predicates and 7 edges
    assert len(statements) == len(hostile.predicates) + len(HOSTILE)
    for line in statements:
        assert statement.fullmatch(line), line
        assert line.isprintable()


def test_mermaid_holds_each_name_in_its_quotes(hostile: RuleGraph) -> None:
    text = r'"([\w ./,()-]|#\d+;)*"'
    statement = re.compile(rf"  n\d+(\[{text}\]|\({text}\)| (-->|-\.->)\|{text}\| n\d+)")
    first, *statements = hostile.to_mermaid().splitlines()
    assert first == "flowchart LR"
    for line in statements:
        assert statement.fullmatch(line), line


def test_graphml_reads_back(hostile: RuleGraph) -> None:
    text = hostile.to_graphml()
    ET.fromstring(text)
    network = nx.parse_graphml(text, force_multigraph=True)
    assert network.number_of_nodes() == len(hostile.predicates)
    assert network.number_of_edges() == len(HOSTILE)
    assert {held["label"] for _, held in network.nodes(data=True)} >= {"'<b>&amp;</b>'/0", "end/0"}


def test_drawings_tell_rules_and_signs_apart() -> None:
    graph = compile(parse_theory("a(X) :- b(X), c(X). a(X) :- b(X). d(X) :- c(X), \\+ a(X)."))
    dot = graph.to_dot()
    assert '  n1 -> n0 [label="2 rules"];' in dot
    assert dot.count("style=dashed") == 1
    assert graph.to_mermaid().count("-.->") == 1


def test_importing_the_package_leaves_networkx_alone() -> None:
    code = "import sys, preceptor; print('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
