"""Identities read and printed: the grammar, the faults, and the two as each other's inverse."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor import harvest
from preceptor.harvest import Status
from preceptor.harvest.identity_notation import NOTATION
from preceptor.logic import Code, Num, ParseError, Var
from preceptor.logic.identity import (
    FUNCTIONS,
    Application,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Expression,
    Fold,
    Identity,
    Kind,
    Membership,
    Negative,
    Operation,
    Relation,
    Series,
    negative,
    substitute,
)
from preceptor.syntax.identity import (
    MAX_IDENTITY,
    MAX_NESTING,
    parse_identities,
    parse_identity,
    read_identities,
)
from preceptor.syntax.identity_show import show_expression, show_identity

A, B, K, N, X, Y = (Var(name) for name in "ABKNXY")


def op(sign: str, left: Expression, right: Expression) -> Expression:
    return Operation(sign, left, right)


# ---------------------------------------------------------------- what a text means


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("-X^2", Negative(op("^", X, Num(2)))),
        ("-3*X", op("*", Num(-3), X)),
        ("(-3)^2", op("^", Num(-3), Num(2))),
        ("-3^2", Negative(op("^", Num(3), Num(2)))),
        ("A - B - X", op("-", op("-", A, B), X)),
        ("A/B*X", op("*", op("/", A, B), X)),
        ("A^B^X", op("^", A, op("^", B, X))),
        ("X^-1", op("^", X, Num(-1))),
        ("0.25*X", op("*", Num(Fraction(1, 4)), X)),
        ("1r3", Num(Fraction(1, 3))),
        ("e^(I*pi)", op("^", Constant.E, op("*", Constant.I, Constant.PI))),
        ("max(X, -Y)", Application("max", (X, Negative(Y)))),
        ("sum(K^2, K, 1, N)", Series(Fold.SUM, op("^", K, Num(2)), K, Num(1), N)),
        ("product(K, K, 1, 3)", Series(Fold.PRODUCT, K, K, Num(1), Num(3))),
        ("sum(1/K, K, 1, inf)", Series(Fold.SUM, op("/", Num(1), K), K, Num(1), Constant.INFINITY)),
        ("diff(sin(X), X)", Derivative(Application("sin", (X,)), X)),
    ],
)
def test_expressions(text: str, meant: Expression) -> None:
    identity = parse_identity(f"{text} = 0.")
    assert identity.left == meant
    assert parse_identity(f"{show_expression(meant)} = 0.").left == meant


def test_conditions_and_places() -> None:
    text = "X = X.\n% a comment\n  sqrt(X^2) = X | X >= 0, integer(X),\n    X \\= Y, real(Y)."
    _, identity = parse_identities(text, "f")
    assert identity.conditions == (
        Comparison(Relation.GE, X, Num(0)),
        Membership(Kind.INTEGER, X),
        Comparison(Relation.NE, X, Y),
        Membership(Kind.REAL, Y),
    )
    origin = identity.origin
    assert origin is not None
    assert (str(origin), origin.end_line, origin.end_column) == ("f:3:3", 4, 21)


def test_free_variables_leave_out_what_a_sum_binds() -> None:
    identity = parse_identity("sum(K*X, K, 1, N) = K | A > 0.")
    assert identity.variables == (X, N, K, A)
    assert parse_identity("sum(K*X, K, 1, N) = 0.").variables == (X, N)
    swapped = substitute(identity.left, {K: Num(7), X: Num(2)})
    assert show_expression(swapped) == "sum(K*2, K, 1, N)"


def test_a_negative_number_has_one_form() -> None:
    with pytest.raises(ValueError, match="negative number"):
        Negative(Num(3))
    assert negative(Num(3)) == Num(-3)


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("X = X", "1:6", "full stop"),
        ("X + = X.", "1:5", "found '='"),
        ("f(X) = X.", "1:1", "no function is called f"),
        ("x = X.", "1:1", "no constant is called x"),
        ("sin = X.", "1:1", "sin without its arguments"),
        ("max(X) = X.", "1:1", "max takes 2 arguments, found 1"),
        ("X = inf.", "1:1", "inf is only"),
        ("sum(K, K, 1, inf + 1) = X.", "1:1", "inf is only"),
        ("X = Y | inf > X.", "1:1", "inf is only"),
        ("sum(K, 3, 1, N) = X.", "1:1", "index of a sum is a variable"),
        ("sum(I, I, 1, N) = X.", "1:1", "index of a sum is a variable"),
        ("sum(K, K, 1, K) = X.", "1:1", "its own bounds"),
        ("diff(X, 2) = X.", "1:1", "taken by a variable"),
        ("X = Y | X.", "1:10", "found '.'"),
        ("X = Y = A.", "1:7", "found '='"),
        ("1r0 = X.", "1:1", "divides by zero"),
        ("'X' = X.", "1:1", "found"),
        ("__import__('os').system('x') = 1.", "1:1", "found"),
        ("X.__class__ = 1.", "1:2", "found '.'"),
        ("X = lambda.", "1:5", "no constant is called lambda"),
    ],
)
def test_faults_have_places(text: str, place: str, message: str) -> None:
    (fault,) = read_identities(text, "f")[1]
    assert str(fault.origin) == f"f:{place}"
    assert message in fault.message


def test_all_faults_are_collected() -> None:
    identities, faults = read_identities("X = X.\nX = .\nY = Y.\nf(X) = 1.\n\x00 = 1.", "f")
    assert [show_identity(i) for i in identities] == ["X = X.", "Y = Y."]
    assert [(f.origin.line, f.code) for f in faults] == [
        (2, Code.SYNTAX),
        (4, Code.SYNTAX),
        (5, Code.CHARACTER),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{'(' * 5000}X{')' * 5000} = X.",
        f"{'-' * 5000}X = X.",
        "+".join(["X"] * 3000) + " = X.",
        "^".join(["X"] * 3000) + " = X.",
        f"{'9' * 101} = X.",
        f"{'X' * MAX_IDENTITY} = X.",
        "sqrt(" * 3000 + "X" + ")" * 3000 + " = X.",
    ],
)
def test_limits_end_in_faults(text: str) -> None:
    identities, faults = read_identities(text, "f")
    if faults:
        assert [fault.code for fault in faults] == [Code.LIMIT]
    else:
        assert identities == (Identity(X, X),)  # parentheses alone nest nothing


def test_a_sum_of_a_hundred_terms_is_read() -> None:
    text = " + ".join(["X"] * MAX_NESTING) + " = X."
    assert show_identity(parse_identity(text)) == text
    with pytest.raises(ParseError, match="nested deeper"):
        parse_identity("X + X + " + text)


# ---------------------------------------------------------------- parse and print


def _expressions() -> st.SearchStrategy[Expression]:
    variables = st.sampled_from([A, B, N, X, Y])
    numbers = st.one_of(st.integers(-99, 99), st.fractions(-9, 9, max_denominator=12)).map(Num)
    leaves = st.one_of(variables, numbers, st.sampled_from([Constant.PI, Constant.E, Constant.I]))

    def extend(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        calls = st.sampled_from(sorted(FUNCTIONS)).flatmap(
            lambda name: st.tuples(*[inner] * FUNCTIONS[name]).map(
                lambda args: Application(name, args)
            )
        )
        series = st.builds(
            Series, st.sampled_from(Fold), inner, st.just(K), inner,
            st.one_of(inner, st.just(Constant.INFINITY)),
        )  # fmt: skip
        return st.one_of(
            inner.map(negative),
            st.builds(Operation, st.sampled_from("+-*/^"), inner, inner),
            calls,
            series,
            st.builds(Derivative, inner, variables),
        )

    return st.recursive(leaves, extend, max_leaves=12)


_CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Comparison, st.sampled_from(Relation), _expressions(), _expressions()),
    st.builds(Membership, st.sampled_from(Kind), _expressions()),
)
IDENTITIES = st.builds(
    Identity, _expressions(), _expressions(), st.lists(_CONDITIONS, max_size=3).map(tuple)
)


@given(IDENTITIES)
def test_what_is_printed_is_read_back(identity: Identity) -> None:
    text = show_identity(identity)
    assert parse_identity(text) == identity
    assert show_identity(parse_identity(text)) == text


# ---------------------------------------------------------------- replies


@pytest.mark.parametrize(
    ("line", "read", "operators"),
    [
        ("1. X + Y = Y + X.", "X + Y = Y + X.", "numbering"),
        ("- X = X.", "X = X.", "bullet"),
        ("**X = X.**", "X = X.", "emphasis"),
        ("`X = X.`", "X = X.", "backticks"),
        ("X = X;", "X = X.", "terminator"),
        ("X = X", "X = X.", "missing_stop"),
        ("Identity 3: X = X.", "X = X.", "heading"),
        ("$\\sin(X) = \\sin(X)$.", "sin(X) = sin(X).", "latex"),
        ("(X + 1)² = X² + 2*X + 1.", "(X + 1)^2 = X^2 + 2*X + 1.", "superscript"),
        ("X⁻¹ = 1/X | X \\= 0.", "X^(-1) = 1/X | X \\= 0.", "superscript"),
        ("√(4*X) = √4*√X.", "sqrt(4*X) = sqrt(4)*sqrt(X).", "root"),
        ("X**2 = X·X.", "X^2 = X*X.", "sign"),
        ("X/X = 1 | X ≠ 0.", "X/X = 1 | X \\= 0.", "sign"),
        ("abs(X) = X | X ≥ 0.", "abs(X) = X | X >= 0.", "sign"),
        ("sin(π) = 0.", "sin(pi) = 0.", "sign"),
        ("ln(X) = log(X) | X > 0.", "log(X) = log(X) | X > 0.", "function_name"),
        ("arctan(0) = 0.", "atan(0) = 0.", "function_name"),
        ("C(N, K) = binomial(N, K).", "binomial(N, K) = binomial(N, K).", "function_name"),
        ("(-1)^(2*N) = 1 | N is an integer.", "(-1)^(2*N) = 1 | integer(N).", "membership"),
        ("(-1)^(2*N) = 1 | N ∈ ℤ.", "(-1)^(2*N) = 1 | integer(N).", "sign membership"),
        ("X/X = 1 for X \\= 0.", "X/X = 1 | X \\= 0.", "condition"),
        ("X/X = 1, X \\= 0.", "X/X = 1 | X \\= 0.", "condition"),
        ("X/X = 1; X \\= 0.", "X/X = 1 | X \\= 0.", "condition"),
        ("X/X = 1 (X \\= 0).", "X/X = 1 | X \\= 0.", "condition"),
        ("A/A*B/B = 1 where A > 0 and B > 0.", "A/A*B/B = 1 | A > 0, B > 0.", "condition"),
        ("X*Y = Y*X for all real X, Y.", "X*Y = Y*X.", "condition quantified"),
        ("|X|^2 = X^2.", "abs(X)^2 = X^2.", "bars"),
        ("[X + 1]*2 = 2*{X + 1}.", "(X + 1)*2 = 2*(X + 1).", "bracket"),
        ("(N + 1)! = (N + 1)*N!.", "factorial(N + 1) = (N + 1)*factorial(N).", "factorial_sign"),
        ("sin^2(X) + cos^2(X) = 1.", "sin(X)^2 + cos(X)^2 = 1.", "power_of_function"),
        ("log 2 = log(2).", "log(2) = log(2).", "bare_argument"),
        ("x*y = y*x.", "X*Y = Y*X.", "capital"),
        ("2X = X + X.", "2*X = X + X.", "product_sign"),
        ("(A + B)(A - B) = A^2 - B^2.", "(A + B)*(A - B) = A^2 - B^2.", "product_sign"),
        ("e^X e^Y = e^(X + Y).", "e^X*e^Y = e^(X + Y).", "product_sign"),
        (
            "binomial(N, K) = binomial(N, N - K) | 0 =< K =< N.",
            "binomial(N, K) = binomial(N, N - K) | 0 =< K, K =< N.",
            "chained_comparison",
        ),
        ("X + X = 2*X = X*2.", "X + X = 2*X.\n2*X = X*2.", "equality_chain"),
    ],
)  # fmt: skip
def test_repairs_have_names(line: str, read: str, operators: str) -> None:
    found = harvest.read(line, "r", reader="identity")
    (statement,) = found.statements
    assert statement.after == read
    assert statement.operators == tuple(operators.split())
    assert statement.status is Status.REPAIRED
    assert [i.origin.operators for i in statement.identities if i.origin] == [
        statement.operators
    ] * len(statement.identities)


def test_every_operator_was_shown_to_work() -> None:
    names = {operator.name for operator in NOTATION}
    cases = test_repairs_have_names.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert names <= {name for *_, operators in cases for name in operators.split()}


@pytest.mark.parametrize("text", ["X + Y\n  = Y + X.", "X +\n  Y = Y + X.", "X + Y =\nY + X."])
def test_an_identity_may_run_over_lines(text: str) -> None:
    found = harvest.read(text, "r", reader="identity")
    assert [s.after for s in found.statements] == ["X + Y = Y + X."]
    assert found.totals.statement_lines == 2


def test_each_line_is_accounted_for() -> None:
    text = (
        "Here are some identities:\n\n```\n% sums\nX + Y = Y + X.   % commutative\n"
        "We know that X = X holds everywhere.\nNothing here\nsin(X)\nX - X = 0. Y - Y = 0.\n"
        "2*X =\n  X + X.\n```\n"
    )
    found = harvest.read(text, "r", reader="identity")
    totals = found.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (12, 1, 4, 1)
    assert totals.statement_lines == 6
    assert [(s.line, s.column, s.after or s.code) for s in found.statements] == [
        (5, 1, "X + Y = Y + X."),
        (6, 1, Code.UNREADABLE),
        (8, 1, Code.UNREADABLE),
        (9, 1, "X - X = 0."),
        (9, 12, "Y - Y = 0."),
        (10, 1, "2*X = X + X."),
    ]


@given(st.text(st.sampled_from("XYn2 =+-*/^()|,.;%√²!'`$\n\\<>≥eif"), max_size=80))
def test_any_reply_is_accounted_for(text: str) -> None:
    found = harvest.read(text, "r", reader="identity")
    totals = found.totals
    assert totals.lines == totals.blank + totals.comment + totals.prose + totals.statement_lines
    assert totals.statements == totals.read + totals.repaired + totals.rejected
    for statement in found.statements:
        assert (statement.status is Status.REJECTED) == (not statement.identities)
        for identity in statement.identities:
            assert parse_identity(show_identity(identity)) == identity


@pytest.mark.parametrize(
    "piece", ["(", "|", "|X", ", ", "X! ", "if ", "√", "sin^2(", "0 =< ", "((", "²"]
)
def test_hostile_replies_are_read_in_linear_time(piece: str) -> None:
    found = harvest.read(f"X = {piece * 30_000}", "r", reader="identity")
    assert found.totals.rejected == found.totals.statements == 1
    found = harvest.read(f"X = {piece * (3900 // len(piece))}", "r", reader="identity")
    assert found.totals.statements == 1


def test_recorded_replies_are_read(shared: Path) -> None:
    lines = (shared / "teacher/responses/algebra.jsonl").read_text(encoding="utf-8").splitlines()
    replies = [json.loads(line) for line in lines]
    taken = [harvest.read(r["response"], r["id"], reader="identity") for r in replies]
    totals = harvest.gather(taken).totals
    assert totals.lines == sum(len(r["response"].splitlines()) for r in replies)
    assert totals.read + totals.repaired >= 0.97 * totals.statements
    equalities = sum(
        "=" in line.partition("%")[0] for r in replies for line in r["response"].split("\n")
    )
    assert totals.read + totals.repaired == equalities == 280
