"""Finite-domain programs: constraints as they are read, answers held against all assignments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.harvest import Status
from preceptor.logic import Code, Num
from preceptor.programs import certain_kind, finite
from preceptor.programs.constraints.expressions import (
    Binder,
    Bound,
    Call,
    Expression,
    Items,
    Name,
    Op,
    Operation,
    Variable,
)
from preceptor.programs.constraints.grammar import (
    MAX_DEPTH,
    Function,
    Ranged,
    Sort,
    parse_expression,
    parse_line,
)
from preceptor.programs.constraints.repairs import read_expression
from preceptor.programs.constraints.show import show_expression
from preceptor.programs.finite.program import CONSTRAINTS, QUERY, VARIABLES, take_apart
from preceptor.programs.statements import Unread

A, B = Name("a"), Name("b")


def op(sign: Op, *args: Expression) -> Operation:
    return Operation(sign, args)


# --- the strict form ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a == 2", op(Op.EQ, A, Num(2))),
        ("a < b + 1", op(Op.LT, A, op(Op.ADD, B, Num(1)))),
        ("a - b - 1 > 0", op(Op.GT, op(Op.SUB, op(Op.SUB, A, B), Num(1)), Num(0))),
        ("1 <= a <= 3", op(Op.AND, op(Op.LE, Num(1), A), op(Op.LE, A, Num(3)))),
        ("AllDifferentConstraint([a, b])", op(Op.DISTINCT, A, B)),
        ("abs(a - b) != 1", op(Op.NE, op(Op.ABS, op(Op.SUB, A, B)), Num(1))),
        ("a == 1 or a == 2", op(Op.OR, op(Op.EQ, A, Num(1)), op(Op.EQ, A, Num(2)))),
        (
            "not a < b and b < 3 -> a in [1, 2]",
            op(
                Op.IMPLIES,
                op(Op.AND, op(Op.NOT, op(Op.LT, A, B)), op(Op.LT, B, Num(3))),
                op(Op.IN, A, Items((Num(1), Num(2)))),
            ),
        ),
        ("And([a == b])", op(Op.EQ, A, B)),
        ("order == 1", op(Op.EQ, Name("order"), Num(1))),
        (
            "ForAll([x:rows + columns], on(x) == -2)",
            Bound(
                Binder.ALL,
                (Variable("x", ("rows", "columns")),),
                op(Op.EQ, Call("on", (Name("x"),)), op(Op.SUB, Num(0), Num(2))),
            ),
        ),
        (
            "AtMost(2, [x:rows], on(x), big(x))",
            op(
                Op.LE,
                Bound(
                    Binder.COUNT,
                    (Variable("x", ("rows",)),),
                    op(Op.AND, Call("on", (Name("x"),)), Call("big", (Name("x"),))),
                ),
                Num(2),
            ),
        ),
    ],
)
def test_constraints_are_read_with_their_precedence(text: str, expression: Expression) -> None:
    assert parse_expression(text) == expression


def test_declarations_are_read() -> None:
    assert parse_line("tom [IN] [1, 2]", "variable") == Ranged("tom", (1, 2))
    assert parse_line("days = EnumSort([Mon, 2, 'a b'])", "declaration") == Sort(
        "days", ("Mon", "2", "a b")
    )
    assert parse_line("on = Function([a + b, c] -> [bool])", "declaration") == Function(
        "on", (("a", "b"), ("c",)), ("bool",)
    )


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("a ==", 4, "ends too early"),
        ("a == 2 b", 7, "found 'b'"),
        ("Implies(a, b, c)", 0, "Implies takes 2 arguments, found 3"),
        ("likes([x:days], 3)", 0, "binds no variables"),
        ("[x:days]", 2, "found ':days]'"),
        ("And([x:days], x == 1)", 0, "And binds no variables"),
        ("ForAll([x:days], [y:days], x == y)", 0, "binds no variables"),
        ("ForAll([x, y:days], x == y)", 12, "found ':days],'"),
        ("Not(" * 100 + "a" + ")" * 100, 0, f"deeper than {MAX_DEPTH}"),
    ],
)
def test_what_the_grammar_refuses_has_a_place(text: str, offset: int, message: str) -> None:
    with pytest.raises(Unread) as refused:
        parse_expression(text)
    assert refused.value.offset == offset
    assert message in refused.value.message


NAMES = st.sampled_from(["a", "tom", "1PM", "Night's All Right", "or", "Ünï", "x'"])


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4) -> Expression:
    inner = expressions(depth - 1) if depth else st.nothing()
    match draw(st.integers(0, 6 if depth else 1)):
        case 0:
            return Name(draw(NAMES))
        case 1:
            return Num(draw(st.integers(0, 99)))
        case 2:
            return Call(draw(st.sampled_from(["f", "on_day"])), (draw(inner),))
        case 3:
            sort = st.sampled_from([("days",), ("boys", "girls")])
            variables = st.builds(Variable, st.sampled_from("xy"), sort)
            return Bound(draw(st.sampled_from(Binder)), (draw(variables),), draw(inner))
        case 4:
            among = Items((draw(inner), draw(inner)))
            return Operation(Op.IN, (draw(inner), among))
        case 5:
            unary = draw(st.sampled_from([Op.NOT, Op.ABS]))
            return Operation(unary, (draw(inner),))
        case _:
            binary = draw(st.sampled_from([o for o in Op if o not in (Op.NOT, Op.ABS, Op.IF)]))
            left, right = draw(inner), draw(inner)
            return Operation(binary, (left, right))


@given(expressions())
def test_printed_constraints_are_read_back_unchanged(expression: Expression) -> None:
    assert parse_expression(show_expression(expression)) == expression


# --- what models write beside the strict form --------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected", "operators"),
    [
        ("a = 2", "a == 2", "sign"),
        ("a ≠ b", "a != b", "sign"),
        ("a =< b", "a <= b", "sign"),
        ("|a - b| == 1", "Abs(a - b) == 1", "sign"),
        ("a || b", "Or(a, b)", ""),
        ("1. a == 2;", "a == 2", "markup"),
        ("a in {1, 2}", "a in [1, 2]", "list"),
        ("Green Book == 2", "green_book == 2", "name"),
        ("green-book > 1PM", "green_book > '1PM'", "name"),
        ('a == "Rhino Rock"', "a == 'Rhino Rock'", "quotes"),
        ("AllDifferentConstraint([a, b]", "Distinct(a, b)", "bracket"),
        ("Not(a in [1, 2)", "Not(a in [1, 2])", "bracket"),
        ("Or(a == 1, b == 2))", "Or(a == 1, b == 2)", "bracket"),
    ],
)
def test_repairs_bring_a_constraint_into_the_strict_form(
    line: str, expected: str, operators: str
) -> None:
    found, used = read_expression(line, ("green_book", "1PM"))
    assert show_expression(found) == expected
    assert used == tuple(operators.split())


PROGRAM = """Domain:
1: leftmost
3: rightmost
Variables:
red_book [IN] [1, 2, 3]
Blue [IN] [1, 2, 3]
green [IN] [1, 2, 3]
Constraints:
red_book < Blue ::: The red book is to the left of the blue one.
AllDifferentConstraint([red_book, Blue, green]) ::: All books have different values.
{constraint}
Query:
A) red_book == 2 ::: The red book is the second.
B) Blue == 2 ::: The blue book is the second.
C) green == 2 ::: The green book is the second.
"""


@pytest.mark.parametrize(
    ("declaration", "name", "values"),
    [
        ("tom in {1, 2, 3}", "tom", (1, 2, 3)),
        ("tom: [1, 2]", "tom", (1, 2)),
        ("tom [IN] [1..4]", "tom", (1, 2, 3, 4)),
        ("- green book [IN] [1, 2]", "green book", (1, 2)),
        ("tom ∈ [2-3]", "tom", (2, 3)),
    ],
)
def test_declarations_are_repaired(declaration: str, name: str, values: tuple[int, ...]) -> None:
    (statement,) = take_apart(f"Variables:\n{declaration}").of(VARIABLES)
    assert statement.said == Ranged(name, values)
    assert statement.operators == ("declaration",)


def test_names_are_the_declared_ones_wherever_they_stand() -> None:
    reading = take_apart(PROGRAM.format(constraint="blue - 1 == red book"))
    statement = reading.of(CONSTRAINTS)[-1]
    assert statement.said == parse_expression("Blue - 1 == red_book")
    assert statement.operators == ("name",)
    (choice,) = take_apart("Variables:\nTom [IN] [1]\nQuery:\n(a) tom == 1").of(QUERY)
    assert choice.operators == ("case",)


# --- answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "answer", "reason"),
    [
        ("green == 1", "A", ""),
        ("green > Blue", "B", ""),
        ("abs(red_book - Blue) == 2", "C", ""),
        ("red_book != 1 or green == 2", None, "no option is necessary"),
        ("green != 1", None, "no option is necessary"),
    ],
)
def test_the_option_that_holds_in_every_solution(
    constraint: str, answer: str | None, reason: str
) -> None:
    outcome = finite.read_program(PROGRAM.format(constraint=constraint))
    assert (outcome.status, outcome.answer, outcome.reason) == (Status.READ, answer, reason)


def test_the_explanation_says_how_each_option_stands() -> None:
    outcome = finite.read_program(PROGRAM.format(constraint="green != 1"))
    assert outcome.explanation == (
        "A) red_book == 2 holds in no solution",
        "B) Blue == 2 holds in some solutions",
        "C) green == 2 holds in some solutions",
    )


def test_the_only_option_that_is_not_ruled_out_is_the_answer() -> None:
    """The other two are false of 1 and of 2."""
    text = "Variables:\nx [IN] [1, 2]\nQuery:\nA) x == 3\nB) x == 2\nC) x > 2"
    outcome = finite.read_program(text)
    assert outcome.answer == "B"
    assert outcome.explanation[1] == "B) x == 2 holds in some solutions"


def test_several_options_that_hold_are_no_answer() -> None:
    outcome = finite.read_program("Variables:\nx [IN] [1]\nQuery:\nA) x == 1\nB) x < 2\nC) x > 1")
    assert (outcome.answer, outcome.reason) == (None, "options A, B are necessary")


def test_constraints_without_a_solution_are_flagged_with_a_core() -> None:
    outcome = finite.read_program(PROGRAM.format(constraint="Blue == 1"))
    assert outcome.contradictory
    assert (outcome.answer, outcome.reason) == (None, "the constraints have no solution")
    assert outcome.explanation == (
        "these have no solution together",
        "line 9: red_book < Blue",
        "line 11: Blue == 1",
    )


def test_an_unread_constraint_leaves_what_always_holds() -> None:
    text = PROGRAM.format(constraint="green == 1\nThe red book == old")
    assert (finite.read_program(text).answer, finite.read_program(text).status) == (
        "A",
        Status.REPAIRED,
    )
    open_ = finite.read_program(PROGRAM.format(constraint="The red book == old"))
    assert (open_.status, open_.code, open_.answer) == (Status.REJECTED, Code.SYNTAX, None)


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("", Code.MALFORMED, "no options"),
        ("Query:\nA) tom comes first", Code.SYNTAX, "program:2:8: P101: found 'comes'"),
        ("Query:\ntom == 1", Code.SYNTAX, "begins with its letter"),
        ("Query:\nA) tom == 1\x07", Code.CHARACTER, "U+0007"),
        ("Query:\nA) tom == 1", Code.UNDECLARED, "unknown name: tom"),
        ("Variables:\nx [IN] [1]\nQuery:\nA) on(x) == 1", Code.UNDECLARED, "undeclared function"),
        ("Variables:\nx [IN] [1]\nQuery:\nA) x + 1", Code.SORT, "as a condition"),
    ],
)
def test_a_program_that_cannot_be_read_says_why(text: str, code: Code, reason: str) -> None:
    outcome = finite.read_program(text)
    assert (outcome.status, outcome.code, outcome.answer) == (Status.REJECTED, code, None)
    assert reason in outcome.reason


def test_every_line_is_accounted_for() -> None:
    text = "Sure!\nDomain:\n1: first\nVariables:\nx [IN] [1, 2]\n\nConstraints:\nx = 1\nx ==\n"
    found = finite.account(f"{text}Query: A) x == 1", "reply")
    totals = found.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (10, 1, 3, 1)
    assert (totals.statement_lines, totals.read, totals.repaired, totals.rejected) == (5, 3, 1, 1)
    assert [s.after for s in found.statements] == [
        "1: first",
        "x [IN] [1, 2]",
        "x == 1",
        "",
        "A) x == 1",
    ]


@pytest.mark.parametrize("shape", ["(", "[", "Not(", "|", "a-", "'", '"', "a b ", "-", "!", "{"])
def test_hostile_lines_end_in_linear_time(shape: str) -> None:
    line = shape * (7000 // len(shape))
    text = f"Variables:\n{line} [IN] [1]\na b [IN] [1]\nConstraints:\n{line}\nQuery:\nA) {line}"
    assert finite.read_program(text).answer is None


# --- recorded programs -------------------------------------------------------------------------


@pytest.mark.parametrize("teacher", ["gpt-3.5-turbo", "text-davinci-003"])
def test_recorded_programs_are_read(shared: Path, teacher: str) -> None:
    name = f"LogicalDeduction_dev_{teacher}.json"
    recorded = json.loads((shared / "data/logic_programs" / name).read_text("utf-8"))
    outcomes = [finite.read_program(item["raw_logic_programs"][0]) for item in recorded]
    right = sum(o.answer == item["answer"] for o, item in zip(outcomes, recorded, strict=True))
    assert sum(outcome.is_read for outcome in outcomes) >= 0.98 * len(recorded)
    assert all(outcome.answer or outcome.reason for outcome in outcomes)
    assert right >= 0.62 * len(recorded)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Variables:\nx [IN] [1, 2]\nQuery:\nA) x == 1", "finite-domain"),
        ("Premises:\nCat(tom)\nConclusion: ::: what follows\n", None),
        ("Premises:\nCat(tom)\nConclusion:\nCat(tom)", "formula"),
        ("# Declarations\ndays = EnumSort([Mon])", "lsat"),
        ("parent(X, Y) :- mother(X, Y).", None),
    ],
)
def test_a_program_is_told_from_other_replies(text: str, name: str | None) -> None:
    kind = certain_kind(text)
    assert (None if kind is None else kind.name) == name
    assert kind is None or kind.account(text, "reply").totals.rejected == 0
