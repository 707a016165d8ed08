"""Programs for Z3: what is read of them, what is asked, and answers held against all worlds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from preceptor.harvest import Status
from preceptor.logic import Code
from preceptor.programs import lsat
from preceptor.programs.constraints.choosing import Modality
from preceptor.programs.constraints.grammar import Function, Sort, parse_expression
from preceptor.programs.constraints.show import show_expression
from preceptor.programs.constraints.world import Unsupported
from preceptor.programs.lsat.checks import check_of, modality_of
from preceptor.programs.lsat.closing import closed
from preceptor.programs.lsat.posing import posed
from preceptor.programs.lsat.program import CONSTRAINTS, DECLARATIONS, take_apart
from preceptor.programs.lsat.supposing import supposed

PROGRAM = """# Declarations
people = EnumSort([Ann, Bob, Cid])
days = EnumSort([Mon, Tue, Wed])
on = Function([people] -> [days])
likes = Function([people, people] -> [bool])

# Constraints
Distinct([p:people], on(p)) ::: each on a day of their own
on(Ann) < on(Bob) ::: Ann before Bob
{constraint}

# Options
Question ::: {question}
{options}
"""


def program(constraint: str, question: str, *options: str) -> str:
    lines = "\n".join(f"{o} ::: ({letter})" for o, letter in zip(options, "ABCDE", strict=False))
    return PROGRAM.format(constraint=constraint, question=question, options=lines)


# --- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said", "operators"),
    [
        ("times = EnumSort([1PM, 1:30PM])", Sort("times", ("1PM", "1:30PM")), ("name",)),
        (
            'songs = EnumSort(["Night\'s Out", Sammy])',
            Sort("songs", ("Night's Out", "Sammy")),
            ("name",),
        ),
        ("- at = Function([days] -> [int]).", Function("at", (("days",),), ("int",)), ("markup",)),
        ("days = EnumSort([1, 2, 1])", Sort("days", ("1", "2")), ()),
    ],
)
def test_declarations_are_read(line: str, said: Sort | Function, operators: Any) -> None:
    (statement,) = take_apart(f"# Declarations\n{line}").of(DECLARATIONS)
    assert statement.said == said
    assert statement.operators == operators


@pytest.mark.parametrize(
    ("line", "shown", "operators"),
    [
        ("on(ann) == Mon", "on(Ann) == Mon", ("case",)),
        ("On(Ann) == Mon", "on(Ann) == Mon", ("case",)),
        ("on(Ann) = Mon", "on(Ann) == Mon", ("sign",)),
        ("likes(Ann, Bob) && !likes(Bob, Ann)", "And(likes(Ann, Bob), Not(likes(Bob, Ann)))", ()),
    ],
)
def test_names_are_the_declared_ones(line: str, shown: str, operators: tuple[str, ...]) -> None:
    statement = take_apart(program(line, "?")).of(CONSTRAINTS)[-1]
    assert statement.said is not None
    assert show_expression(statement.said) == shown  # type: ignore[arg-type]
    assert statement.operators == operators


@pytest.mark.parametrize(
    ("text", "modality", "condition"),
    [
        ("is_sat(p(a))", Modality.POSSIBLE, "p(a)"),
        ("is_valid(p(a), p(b))", Modality.NECESSARY, "And(p(a), p(b))"),
        ("is_unsat(p(a))", Modality.IMPOSSIBLE, "p(a)"),
        ("is_exception(is_sat(p(a)))", Modality.IMPOSSIBLE, "p(a)"),
        ("is_exception(is_valid(p(a)))", Modality.AVOIDABLE, "p(a)"),
        ("is_exception(is_exception(is_valid(p(a))))", Modality.NECESSARY, "p(a)"),
        ("Not(is_sat(p(a)))", Modality.IMPOSSIBLE, "p(a)"),
        ("Not(p(a))", None, "Not(p(a))"),
    ],
)
def test_checks_say_what_an_option_must_be(
    text: str, modality: Modality | None, condition: str
) -> None:
    check = check_of(parse_expression(text))
    assert (check.modality, show_expression(check.condition)) == (modality, condition)


def test_a_check_of_another_kind_is_named() -> None:
    with pytest.raises(Unsupported, match="is_min"):
        check_of(parse_expression("is_min(Count([p:people], p == Ann), 2)"))


@pytest.mark.parametrize(
    ("question", "modality"),
    [
        ("Which one of the following could be true?", Modality.POSSIBLE),
        ("If Ann must go, then which one of the following could be true?", Modality.POSSIBLE),
        ("Which one of the following must be true?", Modality.NECESSARY),
        ("Which one of the following CANNOT be true?", Modality.IMPOSSIBLE),
        ("If Bob goes, each of the following could be true EXCEPT:", Modality.IMPOSSIBLE),
        ("Each of the following must be true EXCEPT:", Modality.AVOIDABLE),
        ("Each of the following CANNOT be true EXCEPT:", Modality.POSSIBLE),
        ("Which one of the following must be false?", Modality.IMPOSSIBLE),
        ("Which is a complete list of days on which Ann could go?", None),
        ("What is the minimum number of days?", None),
        ("Bob goes on which day?", None),
    ],
)
def test_questions_say_what_the_right_option_must_be(
    question: str, modality: Modality | None
) -> None:
    assert modality_of(question) is modality


@pytest.mark.parametrize(
    ("options", "modality", "common", "left", "used"),
    [
        (("And(p, a)", "And(p, b)"), Modality.POSSIBLE, "p", ("a", "b"), ()),
        (("And(p, a)", "And(b, p)"), Modality.NECESSARY, "p", ("a", "b"), ("supposition",)),
        (("Implies(p, a)", "Implies(p, b)"), Modality.NECESSARY, "p", ("a", "b"), ()),
        (
            ("Implies(p, a)", "Implies(p, b)"),
            Modality.POSSIBLE,
            "p",
            ("a", "b"),
            ("supposition",),
        ),
        (("And(p, a)", "b"), Modality.POSSIBLE, "", ("And(p, a)", "b"), ()),
        (("And(p, a)", "p"), Modality.POSSIBLE, "", ("And(p, a)", "p"), ()),
        (("And(p, a)",), Modality.POSSIBLE, "", ("And(p, a)",), ()),
    ],
)
def test_what_all_options_state_is_supposed(
    options: tuple[str, ...],
    modality: Modality,
    common: str,
    left: tuple[str, ...],
    used: tuple[str, ...],
) -> None:
    found = supposed(list(map(parse_expression, options)), modality)
    assert tuple(map(show_expression, found[0])) == ((common,) if common else ())
    assert tuple(map(show_expression, found[1])) == left
    assert found[2] == used


@pytest.mark.parametrize(
    ("text", "shown", "used"),
    [
        ("Implies(likes(x, y), on(x) < on(y))", "ForAll([x:people], ForAll([y:people], {}))", "u"),
        ("And(likes(Ann, x), likes(Bob, x))", "Exists([x:people], {})", "e"),
        ("on(x) != Mon", "ForAll([x:people], {})", "u"),
        ("And(on(Bob) == d, likes(Ann, Bob))", "Exists([d:days], {})", "e"),
        ("on(Ann) == Mon", "{}", ""),
        ("on(stranger) == unheard_of", "ForAll([stranger:people], {})", "u"),
    ],
)
def test_free_variables_are_bound_over_the_sort_of_their_place(
    text: str, shown: str, used: str
) -> None:
    asked = posed(take_apart(program("ForAll([d:days], on(Ann) != d)", "?")), "")
    found, operators = closed(parse_expression(text), asked.sort_of())
    assert show_expression(found) == shown.format(text)
    names = {"u": ("universal_closure",), "e": ("existential_closure",), "": ()}
    assert operators == names[used]


# --- answers -----------------------------------------------------------------------------------

COULD, MUST = (
    "Which one of the following could be true?",
    "Which one of the following must be true?",
)


@pytest.mark.parametrize(
    ("constraint", "question", "options", "answer", "operators"),
    [
        (
            "on(Cid) == Tue",
            MUST,
            ("is_valid(on(Bob) == Mon)", "is_valid(on(Ann) == Mon)", "is_valid(on(Ann) == Wed)"),
            "B",
            (),
        ),
        (
            "on(Cid) == Tue",
            COULD,
            ("is_sat(on(Bob) == Mon)", "is_sat(on(Bob) == Wed)", "is_sat(on(Ann) == Wed)"),
            "B",
            (),
        ),
        (
            "on(Cid) == Tue",
            "Which one of the following CANNOT be true?",
            ("is_exception(is_sat(on(Bob) == Mon))", "is_exception(is_sat(on(Ann) == Mon))"),
            "A",
            (),
        ),
        (  # the question decides, not the check
            "on(Cid) == Tue",
            COULD,
            ("is_exception(is_sat(on(Ann) == Mon))", "is_exception(is_sat(on(Bob) == Mon))"),
            "A",
            ("modality",),
        ),
        (  # a supposition of all options
            "on(Cid) != Mon",
            "If Bob goes on Tuesday, which one of the following must be true?",
            (
                "is_valid(And(on(Bob) == Tue, on(Cid) == Wed))",
                "is_valid(And(on(Bob) == Tue, on(Cid) == Mon))",
            ),
            "A",
            ("supposition",),
        ),
        (  # no option always holds; the others never do
            "on(Bob) == Wed",
            MUST,
            ("is_valid(on(Ann) == Wed)", "is_valid(on(Cid) == Tue)", "is_valid(on(Cid) == Wed)"),
            "B",
            (),
        ),
        (
            "ForAll([p:people], Count([q:people], likes(p, q)) == 1)",
            MUST,
            ("is_valid(likes(Ann, Bob))", "is_valid(Exists([q:people], likes(Ann, q)))"),
            "B",
            (),
        ),
        (
            "And(likes(Ann, Bob), on(Cid) in [Mon, Tue])",
            COULD,
            ("is_sat(Count([p:people], likes(Ann, p)) < 1)", "is_sat(on(Bob) - on(Ann) == 2)"),
            "B",
            (),
        ),
    ],
)
def test_the_option_that_is_as_the_question_asks(
    constraint: str,
    question: str,
    options: tuple[str, ...],
    answer: str,
    operators: tuple[str, ...],
) -> None:
    outcome = lsat.read_program(program(constraint, question, *options))
    assert (outcome.answer, outcome.operators) == (answer, operators)


def test_several_options_that_fit_are_no_answer() -> None:
    text = program("", COULD, "is_sat(on(Ann) == Mon)", "is_sat(on(Bob) == Wed)")
    outcome = lsat.read_program(text)
    assert (outcome.status, outcome.answer) == (Status.READ, None)
    assert outcome.reason == "options A, B are possible"
    assert outcome.explanation[0] == "A) on(Ann) == Mon holds in some solutions"


def test_constraints_without_a_solution_are_flagged_with_a_core() -> None:
    outcome = lsat.read_program(program("on(Ann) == Wed", MUST, "is_valid(on(Ann) == Wed)"))
    assert outcome.contradictory
    assert outcome.answer is None
    assert outcome.explanation == (
        "these have no solution together",
        "line 9: on(Ann) < on(Bob)",
        "line 10: on(Ann) == Wed",
    )


def test_a_constraint_that_cannot_be_used_leaves_what_must_be_true() -> None:
    """Without the third line Ann is still before Bob, but what could be is no longer known."""
    options = ("on(Bob) == Mon", "on(Ann) != Wed")
    must = program("adjacent(Ann, Bob)", MUST, *(f"is_valid({option})" for option in options))
    assert lsat.read_program(must).answer == "B"
    assert lsat.read_program(must).unread == ("undeclared function: adjacent",)
    could = program("adjacent(Ann, Bob)", COULD, *(f"is_sat({option})" for option in options))
    outcome = lsat.read_program(could)
    assert (outcome.status, outcome.answer) == (Status.REJECTED, None)
    assert (outcome.code, outcome.unsupported) == (Code.UNDECLARED, "undeclared function")


@pytest.mark.parametrize(
    ("constraint", "code", "construct"),
    [
        ("on(Ann) == Zoe", Code.UNDECLARED, "unknown name"),
        ("ForAll([p:persons], on(p) == Mon)", Code.UNDECLARED, "unknown sort"),
        ("likes(Ann)", Code.ARITY, "wrong number of arguments"),
        ("on(Mon) == Tue", Code.SORT, "mixed kinds"),
        ("on(Ann) == 1", Code.SORT, "mixed kinds"),
        ("on(Ann)", Code.SORT, "a number or name as a condition"),
        ("Count([p:people], on(p)) == 1", Code.SORT, "a number or name as a condition"),
        ("Distinct([p:people], likes(Ann, p))", Code.NOT_CHECKED, "distinct conditions"),
        ("Count([p:people], likes(Ann, p)) > 1.5", Code.NOT_CHECKED, "a fraction"),
        ("ForAll([n:int], n == n)", Code.NOT_CHECKED, "sort int"),
        ("on(Ann) + on(Bob) == Mon", Code.NOT_CHECKED, "arithmetic of names"),
    ],
)
def test_what_cannot_be_answered_is_named(constraint: str, code: Code, construct: str) -> None:
    outcome = lsat.read_program(program(constraint, COULD, "is_sat(on(Ann) == Mon)"))
    assert (outcome.status, outcome.answer) == (Status.REJECTED, None)
    assert (outcome.code, outcome.unsupported) == (code, construct)


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("", Code.MALFORMED, "no options"),
        ("import os\nos.system('true')", Code.MALFORMED, "no options"),
        ("# Options\nis_sat(a b)", Code.SYNTAX, "program:2:10: P101: found 'b)'"),
        ("# Options\nis_min(p(a), 1)", Code.NOT_CHECKED, "is_min"),
        ("# Options\nis_sat(a)\nis_valid(b)", Code.NOT_CHECKED, "checked in different ways"),
        ("# Options\n__import__('os').system('true')", Code.SYNTAX, 'found ".system'),
        ("# Options\n[x for x in ().__class__.__mro__]", Code.SYNTAX, "found 'for'"),
        ("# Options\nis_sat(" + "Not(" * 80 + "a" + ")" * 81, Code.LIMIT, "nested deeper"),
    ],
)
def test_a_program_that_cannot_be_read_says_why(text: str, code: Code, reason: str) -> None:
    outcome = lsat.read_program(text)
    assert (outcome.status, outcome.code, outcome.answer) == (Status.REJECTED, code, None)
    assert reason in outcome.reason


def test_what_is_too_long_written_out_is_a_limit() -> None:
    names = ", ".join(f"n{i}" for i in range(60))
    text = f"""# Declarations
s = EnumSort([{names}])
f = Function([s, s, s] -> [bool])
# Constraints
ForAll([a:s, b:s, c:s], f(a, b, c))
# Options
is_valid(f(n0, n1, n2)) ::: (A)"""
    outcome = lsat.read_program(text)
    assert (outcome.status, outcome.code) == (Status.REJECTED, Code.LIMIT)


def test_every_line_is_accounted_for() -> None:
    text = program("on(Ann) = Mon\non(((", COULD, "is_sat(on(Bob) == Tue)")
    found = lsat.account(f"Here is the program.\n{text}", "reply")
    totals = found.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (16, 2, 3, 1)
    assert (totals.statement_lines, totals.read, totals.repaired, totals.rejected) == (10, 8, 1, 1)
    assert found.statements[-1].after == "is_sat(on(Bob) == Tue) ::: (A)"


@pytest.mark.parametrize(
    "shape", ["(", "[", "Not(", "And(a, ", "a-", "'", '"', "f(x)", "[a:b", "|"]
)
def test_hostile_lines_end_in_linear_time(shape: str) -> None:
    line = shape * (7000 // len(shape))
    text = (
        f"# Declarations\n{line}\na = EnumSort([{line}])\n# Constraints\n{line}\n# Options\n{line}"
    )
    assert lsat.read_program(text).answer is None


# --- recorded programs -------------------------------------------------------------------------


@pytest.mark.parametrize("teacher", ["gpt-3.5-turbo", "text-davinci-003"])
def test_recorded_programs_are_answered_or_explained(shared: Path, teacher: str) -> None:
    name = f"AR-LSAT_dev_{teacher}.json"
    recorded = json.loads((shared / "data/logic_programs" / name).read_text("utf-8"))
    outcomes = [
        lsat.read_program(item["raw_logic_programs"][0], item["question"]) for item in recorded
    ]
    answered = [(o, item) for o, item in zip(outcomes, recorded, strict=True) if o.answer]
    assert all(outcome.answer or outcome.reason for outcome in outcomes)
    assert sum(outcome.is_read for outcome in outcomes) >= 0.5 * len(recorded)
    assert len(answered) >= 0.05 * len(recorded)
    assert sum(o.answer == item["answer"] for o, item in answered) >= 0.4 * len(answered)
