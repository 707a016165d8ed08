"""Soufflé's text: as Soufflé's manual has it, and with our meaning.

Where no `souffle` is on the path, a grammar of the part of the language that is used stands in for
it, with what Soufflé itself checks: declarations, types, groundedness, strata. What the grammar
reads is evaluated by the oracle.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from lark import Lark, Token, Transformer, v_args

import tools
from oracle import perfect_model
from preceptor.formats import Construct, Unsayable, export, read_constant
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Declaration,
    Expr,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
    Var,
)
from preceptor.syntax import parse_theory
from test_formats_tools import MANY, PROGRAMS, expected
from test_formats_written import HAND_WRITTEN, HOSTILE, atoms, copies

# After souffle-lang.github.io: program, relations, rules, constraints, arguments.
GRAMMAR = r"""
start: (declaration | directive | clause)*
declaration: ".decl" NAME "(" [attribute ("," attribute)*] ")"
attribute: NAME ":" TYPE
directive: ".output" NAME
clause: atom [":-" literal ("," literal)*] "."
?literal: atom
        | "!" atom            -> negation
        | sum COMPARE sum     -> constraint
atom: NAME "(" [sum ("," sum)*] ")"
?sum: product | sum PLUS product   -> operation
?product: unary | product TIMES unary -> operation
?unary: argument | "-" unary  -> minus
?argument: NAME               -> variable
         | WILD               -> wild
         | STRING             -> symbol
         | NUMBER             -> number
         | "(" sum ")"
TYPE: "symbol" | "number"
NAME: /[A-Za-z][A-Za-z0-9_]*|_[A-Za-z0-9_]+/
WILD: "_"
STRING: /"[^"\\\n]*"/
NUMBER: /[0-9]+/
COMPARE: "<=" | ">=" | "!=" | "<" | ">" | "="
PLUS: "+" | "-"
TIMES: "*"
COMMENT: /\/\/[^\n]*/
%ignore COMMENT
%ignore /[ \n]+/
"""
_OPS = {"<": Op.LT, "<=": Op.LE, ">": Op.GT, ">=": Op.GE, "=": Op.SAME, "!=": Op.DIFFERENT}


@v_args(inline=True)
class _Read(Transformer[Token, Any]):
    """The rules in our syntax tree, with Soufflé's names."""

    def __init__(self) -> None:
        super().__init__()
        self.types: dict[str, tuple[str, ...]] = {}
        self.outputs: list[str] = []
        self.rules: list[Rule] = []
        self.wilds = 0

    def declaration(self, name: str, *attributes: str | None) -> None:
        assert name not in self.types
        self.types[str(name)] = tuple(kind for kind in attributes if kind is not None)

    def attribute(self, name: str, kind: str) -> str:
        return str(kind)

    def directive(self, name: str) -> None:
        self.outputs.append(str(name))

    def clause(self, head: Atom, *body: Literal | None) -> None:
        self.rules.append(Rule(head, tuple(lit for lit in body if lit is not None)))

    def atom(self, name: str, *args: Expr | None) -> Atom:
        return Atom(str(name), tuple(arg for arg in args if arg is not None))

    def negation(self, atom: Atom) -> Not:
        return Not(atom)

    def constraint(self, left: Expr, sign: str, right: Expr) -> Compare:
        return Compare(_OPS[sign], left, right)

    def operation(self, left: Expr, op: str, right: Expr) -> Arith:
        return Arith(str(op), left, right)

    def minus(self, operand: Num) -> Num:
        return Num(-operand.value)

    def variable(self, name: str) -> Var:
        return Var(str(name))

    def wild(self, _: str) -> Var:
        self.wilds += 1
        return Var(f"_W{self.wilds}")

    def symbol(self, text: str) -> Const:
        return Const(read_constant(text[1:-1]))

    def number(self, digits: str) -> Num:
        return Num(int(digits))


_LARK = Lark(GRAMMAR, parser="lalr", maybe_placeholders=True)


def run_souffle(program: str) -> tools.Found:
    """The relations that the program puts out; after the checks that Soufflé makes."""
    read = _Read()
    read.transform(_LARK.parse(program))
    for rule in read.rules:
        _check_types(rule, read.types)
        _check_grounded(rule)
    _check_strata(read.rules)
    found, scale = tools.Found(), tools.factor(program)
    for atom in perfect_model(read.rules):
        if atom.name in read.outputs:
            values = (a.value if isinstance(a, Num) else a for a in atom.args)
            args = (Num(Fraction(v, scale)) if isinstance(v, int) else v for v in values)
            found.add(atom.name, tuple(args))
    return found


def _atoms_in(rule: Rule) -> list[Atom]:
    assert rule.head is not None
    body = [lit.atom if isinstance(lit, Not) else lit for lit in rule.body]
    return [rule.head, *(atom for atom in body if isinstance(atom, Atom))]


def _check_types(rule: Rule, types: dict[str, tuple[str, ...]]) -> None:
    """Every variable has one type, every argument that of its column."""
    known: dict[str, set[str]] = {}
    for atom in _atoms_in(rule):
        assert len(types[atom.name]) == len(atom.args)
        for arg, kind in zip(atom.args, types[atom.name], strict=True):
            if isinstance(arg, Var):
                known.setdefault(arg.name, set()).add(kind)
            else:
                assert kind == ("number" if isinstance(arg, Num) else "symbol")
    for test in rule.body:
        if isinstance(test, Compare):
            kinds = _kinds(test.left, known) | _kinds(test.right, known)
            assert len(kinds) <= 1
            assert test.op in (Op.SAME, Op.DIFFERENT) or kinds == {"number"}
    assert all(len(kinds) == 1 for kinds in known.values())


def _kinds(expr: Expr, known: dict[str, set[str]]) -> set[str]:
    match expr:
        case Var(name):
            return known.get(name, set())
        case Const():
            return {"symbol"}
        case Arith(_, left, right):
            assert "symbol" not in _kinds(left, known) | _kinds(right, known)
    return {"number"}


def _variables(expr: Expr) -> set[str]:
    if isinstance(expr, Arith):
        return _variables(expr.left) | _variables(expr.right)
    return {expr.name} if isinstance(expr, Var) else set()


def _check_grounded(rule: Rule) -> None:
    """Every variable is in a positive atom, or equals what is known."""
    atoms_read = [lit for lit in rule.body if isinstance(lit, Atom)]
    bound = {name for atom in atoms_read for arg in atom.args for name in _variables(arg)}
    for _ in rule.body:
        for test in rule.body:
            if isinstance(test, Compare) and test.op is Op.SAME:
                for side, other in ((test.left, test.right), (test.right, test.left)):
                    if isinstance(side, Var) and _variables(other) <= bound:
                        bound.add(side.name)
    used = {name for atom in _atoms_in(rule) for arg in atom.args for name in _variables(arg)}
    for test in rule.body:
        if isinstance(test, Compare):
            used |= _variables(test.left) | _variables(test.right)
    assert used <= bound


def _check_strata(rules: list[Rule]) -> None:
    """No relation needs its own absence: Soufflé looks at relations alone."""
    network = nx.DiGraph()
    denied = []
    for rule in rules:
        head, *body = _atoms_in(rule)
        network.add_node(head.name)
        network.add_edges_from((atom.name, head.name) for atom in body)
        denied += [(lit.atom.name, head.name) for lit in rule.body if isinstance(lit, Not)]
    assert not any(nx.has_path(network, head, name) for name, head in denied)


# ---------------------------------------------------------------------------------- the tests


def test_the_text_is_as_the_manual_has_it() -> None:
    theory = parse_theory("""
        % @id late
        late(X) :- due(X, D), paid(X, P), P > D + 2, \\+ excused(X, _).
        -late('Ann B') :- \\+ strike.
        % @id positive
        :- due(X, D), D =< 0.
    """)
    facts = atoms("due(bob, 3). paid(bob, -7).")
    lines = export(theory, facts, "souffle").splitlines()
    assert [line for line in lines if not line.startswith("//")] == [
        ".decl p2_due(a1: symbol, a2: number)",
        ".decl p2_excused(a1: symbol, a2: symbol)",
        ".decl p1_late(a1: symbol)",
        ".decl n1_late(a1: symbol)",
        ".decl p2_paid(a1: symbol, a2: number)",
        ".decl p0_strike()",
        ".decl x1(a1: symbol)",
        ".decl v2_positive(a1: symbol, a2: number)",
        ".decl v1_neg_x3a_late_x2f_1(a1: symbol)",
        'p2_due("bob", 3).',
        'p2_paid("bob", -7).',
        "x1(V1) :- p2_excused(V1, _).",
        "p1_late(V1) :- p2_due(V1, V2), !x1(V1), p2_paid(V1, V3), V3 > V2 + 2.",
        'n1_late("Ann B") :- !p0_strike().',
        "v2_positive(V1, V2) :- p2_due(V1, V2), V2 <= 0.",
        "v1_neg_x3a_late_x2f_1(V1) :- p1_late(V1), n1_late(V1).",
        ".output p1_late",
        ".output n1_late",
        ".output v2_positive",
        ".output v1_neg_x3a_late_x2f_1",
    ]


@pytest.mark.parametrize("program", sorted({*HAND_WRITTEN} - {"arithmetic"}))
def test_programs_written_by_hand(program: str) -> None:
    rules, given_facts, derived = HAND_WRITTEN[program]
    text = export(parse_theory(rules), atoms(given_facts), "souffle")
    assert run_souffle(text).atoms == set(atoms(derived))


def test_random_programs_read_back_with_their_meaning() -> None:
    counts: Counter[str] = Counter()

    @MANY
    @given(PROGRAMS)
    def run(case: tuple[Theory, tuple[Atom, ...]]) -> None:
        found = run_souffle(export(*case, "souffle", drop_weights=True))
        assert found == expected(*case)
        counts["programs"] += 1
        counts["not empty"] += bool(found.atoms)

    run()
    print(dict(counts))
    assert counts["programs"] >= 200
    assert counts["not empty"] >= 100


def test_hostile_names_stay_names() -> None:
    theory, facts = copies(HOSTILE)
    wanted = {Atom(p, (Const(c), Const(p))) for p in HOSTILE for c in HOSTILE}
    assert run_souffle(export(theory, facts, "souffle")).atoms == wanted


@pytest.mark.parametrize(
    ("rules", "facts", "said"),
    [
        ("p(X) :- q(X).", "q(a). q(2).", "fact q(2)"),
        ("% @id big\np(X) :- q(X), X > 2.", "q(a).", "rules.pl:2:1: rule big"),
        ("% @id mixed\np(X) :- q(X), X \\= 2, r(X, a), X = Y, r(Y, X).", "", "rule mixed"),
        ("% @id never\np(X) :- q(X), X < big.", "", "rule never"),
        ("% @id sum\np(X) :- q(X), Y = X + 1, r(Y, Y), s(Y). s(a).", "", "rule r"),
    ],
)
def test_a_place_for_symbols_and_numbers_is_refused(rules: str, facts: str, said: str) -> None:
    with pytest.raises(Unsayable) as caught:
        export(parse_theory(rules, "rules.pl"), atoms(facts), "souffle")
    assert {refusal.construct for refusal in caught.value.refusals} == {Construct.MIXED}
    assert said in str(caught.value)
    assert "--to prolog or problog or nemo or asp" in caught.value.hint


def test_the_signature_types_what_rules_leave_open() -> None:
    signature = Signature(
        (Sort("person"), Sort("years", SortKind.INT)),
        (Declaration(Predicate("age", 2), ("person", "years")),),
    )
    theory = Theory(parse_theory("known(X, N) :- age(X, N).").rules, signature)
    lines = export(theory, (), "souffle").splitlines()
    assert ".decl p2_age(a1: symbol, a2: number)" in lines
    assert ".decl p2_known(a1: symbol, a2: number)" in lines


# Soufflé is in no package index: where it is installed it runs what is printed.
if shutil.which("souffle") is not None:

    @pytest.mark.parametrize("program", sorted({*HAND_WRITTEN} - {"arithmetic"}))
    def test_souffle_itself_derives_it(program: str, tmp_path: Path) -> None:
        souffle_derives(program, tmp_path)


def souffle_derives(program: str, tmp_path: Path) -> None:
    rules, given_facts, derived = HAND_WRITTEN[program]
    text = export(parse_theory(rules), atoms(given_facts), "souffle")
    source = tmp_path / "program.dl"
    source.write_text(text, encoding="utf-8")
    subprocess.run(["souffle", "-D", str(tmp_path), str(source)], check=True, capture_output=True)
    found, scale = tools.Found(), tools.factor(text)
    read = _Read()
    read.transform(_LARK.parse(text))
    for name in read.outputs:
        kinds = read.types[name]
        for line in (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines():
            cells = line.split("\t") if kinds else []
            values = [int(c) if k == "number" else c for c, k in zip(cells, kinds, strict=True)]
            found.add(name, tuple(tools.term(value, scale) for value in values))
    assert found.atoms == set(atoms(derived))
