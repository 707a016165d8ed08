"""Logic-LM programs: what is asked, the world it is asked of, and what stays broken, told."""

from __future__ import annotations

from pathlib import Path

import pytest

from logic_programs import STRICT, TWO, program
from preceptor.cli import main
from preceptor.harvest import Status
from preceptor.logic import Code, Derived, Given
from preceptor.programs import Outcome, Reader, kind_of
from preceptor.programs.logic_program import account, is_logic_program, read_program


def test_the_reader_is_a_reader() -> None:
    reader: Reader = read_program
    assert isinstance(reader(STRICT), Outcome)


def test_a_strict_program_is_read_as_written_and_proved() -> None:
    outcome = read_program(STRICT)
    assert (outcome.status, outcome.operators, outcome.answer) == (Status.READ, (), "A")
    assert isinstance(outcome.proof, Derived)
    assert all(isinstance(premise, Given) for premise in outcome.proof.premises)
    assert outcome.explanation == (
        "likes(ann, bob), line 8",
        "cold(ann), line 6",
        "cold(bob), line 10: cold(Y) :- cold(X), likes(X, Y).",
    )
    assert outcome.contradictory  # kind(bob) follows, and the facts deny it


@pytest.mark.parametrize(
    ("query", "letter"),
    [
        ("Cold(Ann, True)", "A"),
        ("Cold(Ann, False)", "B"),
        ("Likes(Bob, Ann, True)", "C"),
        ("Likes(Bob, Ann, False)", "C"),
        ("Kind(Bob, True)", "C"),  # both it and its opposite are derived: nothing is settled
        ("Cold(Ann, True)\nCold(Bob, True)", "A"),
        ("Cold(Ann, True)\nLikes(Bob, Ann, True)", "C"),
        ("Cold(Ann, False)\nLikes(Bob, Ann, True)", "B"),
    ],
)
def test_the_world_is_open_where_the_options_know_unknown(query: str, letter: str) -> None:
    text = STRICT.replace("Cold(Bob, True) ::: Bob is cold.", query)
    assert read_program(text).answer == letter


@pytest.mark.parametrize(
    ("query", "letter"),
    [
        ("Likes(Bob, Ann, True)", "B"),  # not derived, hence false
        ("Likes(Bob, Ann, False)", "A"),
        ("Cold(Ann, True)", "A"),
        ("Kind(Bob, True)", None),
    ],
)
def test_the_world_is_closed_where_there_are_two_options(query: str, letter: str | None) -> None:
    text = STRICT.replace("Cold(Bob, True) ::: Bob is cold.", query)
    assert read_program(text, options=TWO).answer == letter


def test_the_letters_are_those_of_the_options() -> None:
    options = ("A) Uncertain", "B) True", "C) False")
    assert read_program(STRICT, options=options).answer == "B"
    outcome = read_program(STRICT, options=("A) Red", "B) Blue"))
    assert (outcome.answer, outcome.reason) == (None, "the query is true, which no option says")


QUESTION = "Every cat is small. Tom is a cat. Is the following statement true or false? Tom is {}."


@pytest.mark.parametrize(
    ("query", "said", "operator", "letter"),
    [
        ("Small(Tom, True)", "small", None, "A"),
        ("Small(Tom, False)", "not small", None, "B"),
        ("Small(Tom, True)", "not small", "query_polarity", "B"),
        ("Small(Tom, False)", "small", "query_polarity", "A"),
        ("Cat(Tom, False)", "small", "query_from_question", "A"),
        ("False", "not small", "query_from_question", "B"),
        ("", "small", "query_from_question", "A"),
    ],
)
def test_what_is_asked_is_what_the_question_says(
    query: str, said: str, operator: str | None, letter: str
) -> None:
    declared = "Cat($x, bool)\nSmall($x, bool)"
    text = program("Cat(Tom, True)", "Cat($x, True) >>> Small($x, True)", query, declared)
    outcome = read_program(text, QUESTION.format(said), TWO)
    assert outcome.answer == letter
    assert outcome.operators == ((operator,) if operator else ())


def test_the_comment_of_a_query_tells_its_polarity_where_no_question_does() -> None:
    text = program("P(a, True)", "", "P(a, True) ::: a isn't p", "P($x, bool)")
    outcome = read_program(text)
    assert (outcome.answer, outcome.operators) == ("B", ("query_polarity",))
    assert read_program(text, without=("query_polarity",)).answer == "A"


def test_facts_that_the_text_does_not_state_are_set_aside() -> None:
    declared = "Cat($x, bool)\nDog($x, bool)\nSmall($x, bool)"
    rules = "Cat($x, True) >>> Small($x, True)\nDog($x, True) >>> Small($x, False)"
    text = program("Cat(Tom, True)\nDog(Tom, True)\nDog($x, True)", rules, "", declared)
    question = QUESTION.format("small").replace("Tom is a cat", "No dog is small. Tom is a cat")
    outcome = read_program(text, question, TWO)
    assert (outcome.answer, outcome.contradictory) == ("A", False)
    assert "unattested_fact" in outcome.operators
    assert read_program(text, question, TWO, without=("unattested_fact",)).contradictory


def test_a_line_that_nobody_reads_does_not_spoil_a_proof() -> None:
    broken = "Big($x, True) >>> ((Old($x"
    text = program("Big(a, True)", f"Big($x, True) >>> Shy($x, True)\n{broken}", "Shy(a, True)")
    outcome = read_program(text)
    assert (outcome.status, outcome.answer) == (Status.REPAIRED, "A")
    assert "left_out" in outcome.operators
    assert outcome.unread[0].startswith("program:7:19: P101: found '((Old($x'")


def test_a_line_that_nobody_reads_may_be_what_is_missing() -> None:
    text = program("Big(a, True)", "Big($x, True) >>> ((Old($x", "Old(a, True)")
    outcome = read_program(text)
    assert (outcome.status, outcome.code, outcome.answer) == (Status.REJECTED, Code.SYNTAX, None)
    assert "without it nothing follows" in outcome.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.UNREADABLE),
        ("I cannot answer that.", Code.UNREADABLE),
        (program("P(a, True)", query=""), Code.UNREADABLE),
        (program("P(a, True)", query="P(a, True) >>> Q(a, True)"), Code.UNREADABLE),
        (program("P(a, True)", query="P($x, True)"), Code.UNSAFE),
        (program("P(a, True)\x1b[2J", query="Q(a, True)"), Code.CHARACTER),
        (program(f"P({'a' * 9000}, True)", query="Q(a, True)"), Code.LIMIT),
        (program("P(a, True)\n" * 2500, query="Q(a, True)"), Code.UNREADABLE),
    ],
)
def test_what_cannot_be_answered_is_rejected_with_a_code(text: str, code: Code) -> None:
    outcome = read_program(text)
    assert (outcome.status, outcome.answer) == (Status.REJECTED, None)
    assert outcome.code is code
    assert outcome.reason


def test_hostile_lines_are_told_in_time() -> None:
    for hostile in ("!" * 3000, "Not(" * 900, "P(" * 1500, "a " * 1900, "- " * 1900, ":" * 3000):
        assert read_program(program(hostile)).answer in (None, "C")


def test_a_rule_in_words_that_nobody_reads_is_no_prose() -> None:
    text = program(
        "Cold(Ann, True)", "If cold ones meet, each freezes the other.", "Kind(Ann, True)"
    )
    outcome = read_program(text)
    assert (outcome.status, outcome.answer) == (Status.REJECTED, None)
    assert "program:6:4" in outcome.reason


def test_fences_headings_and_remarks_are_no_statements() -> None:
    text = (
        "```\n**Predicates:**\nP($x, bool)\n## Facts\nP(a, True)\nRules:\nNone\n"
        "Query: P(a, True)\nAnswer: Q(a, True)\nP(a, False)\n```\n"
    )
    outcome = read_program(text)
    assert (outcome.status, outcome.answer, outcome.contradictory) == (Status.READ, "A", False)
    totals = account(text, "reply").totals
    assert (totals.lines, totals.statements, totals.prose, totals.comment) == (11, 3, 3, 5)


def test_every_line_is_accounted_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = STRICT.replace("Kind(Bob, False)", "!Kind(Bob)").replace("Facts:\n", "Facts:\n\nNone\n")
    text += "Cold(Bob\n"
    totals = account(text, "reply").totals
    assert totals.lines == totals.blank + totals.comment + totals.prose + totals.statement_lines
    assert totals.lines == len(text.splitlines())
    assert totals.statements == totals.read + totals.repaired + totals.rejected == 10
    assert (totals.repaired, totals.rejected, totals.prose, totals.blank) == (1, 1, 1, 1)
    file = tmp_path / "program.txt"
    file.write_text(text)
    assert is_logic_program(text)
    for form in ("logic-program", "auto"):
        assert main(["parse", str(file), "--format", form]) == 1
        shown = capsys.readouterr().out
        assert "program.txt:9:1: repaired by negation: -kind(bob)." in shown
        assert "program.txt:16:1: rejected P101: 16:9: the line ends too early" in shown


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (STRICT, "logic-program"),
        ("Premises:\n∀x (Cat(x) → Small(x))\nConclusion:\nSmall(tom)", "formula"),
        ("Domain:\n1: first\nVariables:\na [IN] [1, 2]\nQuery:\nA) a == 1", "finite-domain"),
        ("# Declarations\npeople = EnumSort([a, b])\n# Options\nis_valid(p(a)) ::: (A)", "lsat"),
        ("Nothing at all.", None),
    ],
)
def test_a_program_shows_its_kind(text: str, name: str | None) -> None:
    kind = kind_of(text)
    assert (None if kind is None else kind.name) == name
