"""Logic-LM programs: each break that models make, mended and answered; what stays broken, told."""

from __future__ import annotations

from pathlib import Path

import pytest

from preceptor.cli import main
from preceptor.harvest import Status
from preceptor.logic import Code, Derived, Given
from preceptor.programs import Outcome, Reader, kind_of
from preceptor.programs.logic_program import OPERATORS, account, is_logic_program, read_program
from preceptor.programs.logic_program.naming import snake, stem

STRICT = """\
Predicates:
Cold($x, bool) ::: Is x cold?
Kind($x, bool) ::: Is x kind?
Likes($x, $y, bool) ::: Does x like y?
Facts:
Cold(Ann, True) ::: Ann is cold.
Kind(Bob, False) ::: Bob is not kind.
Likes(Ann, Bob, True) ::: Ann likes Bob.
Rules:
Cold($x, True) && Likes($x, $y, True) >>> Cold($y, True) ::: Cold ones make cold who they like.
Cold($x, True) >>> Kind($x, True) ::: Cold people are kind.
Query:
Cold(Bob, True) ::: Bob is cold.
"""
TWO = ("A) True", "B) False")


def program(facts: str = "", rules: str = "", query: str = "P(a, True)", declared: str = "") -> str:
    return f"Predicates:\n{declared}\nFacts:\n{facts}\nRules:\n{rules}\nQuery:\n{query}\n"


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


LINES = [
    # what was written, the repairs that it takes, what it says
    ("!Big(ann, True)", "negation", "-big(ann)."),
    ("~Big(ann, False)", "negation", "big(ann)."),
    ("¬Big(ann)", "negation", "-big(ann)."),
    ("not Big(ann, True)", "negation", "-big(ann)."),
    ("Not(Big(ann, True))", "negation", "-big(ann)."),
    ("Not(Big(ann), True)", "negation", "-big(ann)."),
    ("Not(Big(ann), False)", "negation missing_truth", "big(ann)."),
    ("Not(Not(Big(ann, True)))", "negation", "big(ann)."),
    ("Sees(ann, not bob)", "negation", "-sees(ann, bob)."),
    ("Big(ann)", "missing_truth", "big(ann)."),
    ("Sees(ann, bob)", "missing_truth", "sees(ann, bob)."),
    ("Big(ann, true)", "truth_word", "big(ann)."),
    ("Big(True, ann)", "truth_position", "big(ann)."),
    ("Sees(ann, False, bob)", "truth_position", "-sees(ann, bob)."),
    ("Big(bald eagle, True)", "constant", "big(bald_eagle)."),
    ("Big('Ann', True)", "constant", "big(ann)."),
    ("Alex is a Zumpus", "sentence", "zumpus(alex)."),
    ("The bald eagle is not young.", "markup sentence", "-young(bald_eagle)."),
    ("The cat does not like the dog", "sentence", "-like(cat, dog)."),
    (
        "Every impus is not a Zumpus.",
        "markup rule_sentence misplaced undeclared",
        "-zumpus(X) :- impus(X).",
    ),
    (
        "All red, cold things are kind",
        "rule_sentence misplaced undeclared",
        "kind(X) :- red(X), cold(X).",
    ),
    (
        "If someone likes the dog and they are not big and round then Ann is kind",
        "rule_sentence misplaced undeclared word_form",
        "kind(ann) :- like(X, dog), -big(X), round(X).",
    ),
    ("- Big(ann, True)", "markup", "big(ann)."),
    ("2. `Big(ann, True)`.", "markup", "big(ann)."),
    ("Big($x, True) -> Old($x, True)", "arrow misplaced", "old(X) :- big(X)."),
    ("Big($x, True) → Old($x, True)", "arrow misplaced", "old(X) :- big(X)."),
    ("Big($x, True) => Old($x, True)", "arrow misplaced", "old(X) :- big(X)."),
    ("Old($x, True) <<< Big($x, True)", "backward_arrow misplaced", "old(X) :- big(X)."),
    ("Big($x, True) >>> Old($x, True)", "misplaced", "old(X) :- big(X)."),
    ("Big(?x, True) >>> Old(?x, True)", "variable misplaced", "old(X) :- big(X)."),
    ("Big(X, True) >>> Old(X, True)", "variable misplaced", "old(X) :- big(X)."),
    ("Big(something, True) >>> Old(something, True)", "variable misplaced", "old(X) :- big(X)."),
    ("Big(x, True) >>> Old(x, True)", "variable misplaced", "old(X) :- big(X)."),
    ("Big($X, True) >>> Old($X, True)", "variable misplaced", "old(X) :- big(X)."),
    ("Big($x, bool) >>> Old($x, True)", "truth_word misplaced", "old(X) :- big(X)."),
    (
        "Big($x, True), Shy($x, True) >>> Old($x, True)",
        "conjunction misplaced",
        "old(X) :- big(X), shy(X).",
    ),
    (
        "Big($x, True) and Shy($x, True) >>> Old($x, True)",
        "conjunction misplaced",
        "old(X) :- big(X), shy(X).",
    ),
    (
        "Big($x, True) >>> Old($x, True) && Shy($x, False)",
        "several_heads misplaced",
        "old(X) :- big(X).\n-shy(X) :- big(X).",
    ),
    (
        "Big($x, True) || Shy($x, True) >>> Old($x, True)",
        "disjunction misplaced",
        "old(X) :- big(X).\nold(X) :- shy(X).",
    ),
    (
        "Ann is big && Ann is not shy >>> Old(Ann, True)",
        "sentence misplaced",
        "old(ann) :- big(ann), -shy(ann).",
    ),
]


@pytest.mark.parametrize(("line", "operators", "says"), LINES)
def test_a_broken_line_is_mended(line: str, operators: str, says: str) -> None:
    declared = "".join(
        f"{name}($x, bool)\n" for name in ("Big", "Old", "Shy", "Zumpus", "Young")
    ) + "".join(f"{name}($x, $y, bool)\n" for name in ("Sees", "Like"))
    harvest = account(program(line, declared=declared), "reply")
    (statement,) = [s for s in harvest.statements if s.before == line]
    assert (statement.status, " ".join(statement.operators)) == (Status.REPAIRED, operators)
    assert (statement.before, statement.after) == (line, says)
    assert set(statement.operators) <= set(OPERATORS)


@pytest.mark.parametrize("line", [line for line, *_ in LINES])
def test_a_repair_that_may_not_be_used_is_not(line: str) -> None:
    whole = read_program(program(line, query="Big(ann, True)"))
    for name in whole.operators:
        if name not in ("misplaced", "several_heads", "undeclared", "left_out"):
            less = read_program(program(line, query="Big(ann, True)"), without=(name,))
            assert name not in less.operators


@pytest.mark.parametrize(
    ("query", "operator", "letter"),
    [
        ("P(a, X)", "value_asked", "A"),
        ("P(a, ?)", "value_asked", "A"),
        ("P(a, bool)", "value_asked", "A"),
        ("P(a, Unknown)", "value_asked", "A"),
        ("P(a) = False", "stated_answer", "B"),
        ("P(a, True) >>> Unknown", "stated_answer", "A"),
        ("P(a, False) => True", "stated_answer", "B"),
    ],
)
def test_what_models_write_into_queries(query: str, operator: str, letter: str) -> None:
    outcome = read_program(program("P(a, True)", query=query, declared="P($x, bool)"))
    assert (outcome.operators, outcome.answer) == ((operator,), letter)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zumpus", "Zumpuses"), ("Chase", "Chases"), ("Like", "likes"), ("See", "Sees"),
        ("Round", "IsRound"), ("Round", "is_round"), ("Pony", "Ponies"), ("Box", "boxes"),
    ],
)  # fmt: skip
def test_word_forms_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_neighbours_in_a_made_up_vocabulary_stay_apart() -> None:
    names = "Wumpus Zumpus Vumpus Tumpus Rompus Dumpus Yumpus Numpus Jompus Impus Cold Kind Nice"
    assert len(set(map(stem, names.split()))) == len(names.split())
    assert snake("BaldEagle") == snake("Bald_Eagle") == snake("bald eagle") == "bald_eagle"


@pytest.mark.parametrize(
    ("fact", "rule", "operators"),
    [
        ("Zumpuses(Max, True)", "Zumpus($x, True) >>> Shy($x, True)", ("word_form",)),
        ("zumpus(Max, True)", "Zumpus($x, True) >>> Shy($x, True)", ("case",)),
        ("Zumpus(max, True)", "Zumpus(Max, True) >>> Shy(the_max, True)", ("constant_form",)),
        ("Yumpus(Max, True)", "Yumpus($x, True) >>> Shy($x, True)", ("undeclared",)),
        ("Max(Max, True)", "Max($x, True) >>> Shy($x, True)", ("undeclared",)),
    ],
)
def test_drifting_names_are_brought_together(
    fact: str, rule: str, operators: tuple[str, ...]
) -> None:
    declared = "Zumpus($x, bool)\nShy($x, bool)"
    outcome = read_program(program(fact, rule, "Shy(Max, True)", declared))
    assert (outcome.answer, outcome.operators) == ("A", operators)


def test_a_misspelled_name_goes_to_the_word_that_the_text_knows() -> None:
    text = program(
        "Quite(Max, True) ::: Max is quiet.",
        "Quiet($x, True) >>> Shy($x, True) ::: Quiet things are shy.",
        "Shy(Max, True) ::: Max is shy.",
        "Quiet($x, bool)\nShy($x, bool)",
    )
    outcome = read_program(text)
    assert (outcome.answer, outcome.operators) == ("A", ("spelling",))
    assert read_program(text, without=("spelling",)).answer == "C"
    # Where the text knows both words they are two.
    assert read_program(text, "Quite is a word. Max is shy.").answer == "C"


def test_a_name_that_is_used_as_a_predicate_holds_of_its_bearer() -> None:
    text = program("", "Sam($x, True) >>> Big($x, True)", "Big(Sam, True)", "Sam($x, bool)")
    assert read_program(text.replace("Rules", "Big(Bob, True)\nRules")).answer == "A"
    assert "individual" in read_program(text).operators
    assert read_program(text, without=("individual",)).answer == "C"


def test_an_open_variable_stands_for_everything_named() -> None:
    everything = program("P($x, True)", "P($x, True) >>> Q($y, False)", "Q(c, True)")
    assert read_program(everything).answer == "B"


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
