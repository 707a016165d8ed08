"""Logic-LM programs: each break that models make, mended and answered."""

from __future__ import annotations

import pytest

from logic_programs import program
from preceptor.harvest import Status
from preceptor.programs.logic_program import OPERATORS, account, read_program
from preceptor.programs.logic_program.naming import snake, stem

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
