"""Programs as other teachers would write them: every mutation of form leaves the answer alone.

The mutations are in `mutations`; the programs here are small and their answers worked out by hand.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mutations
from logic_programs import WORLD
from mutations import Mutation
from preceptor.programs import kind_named
from preceptor.programs.prefix import infix

LOGIC = f"""{WORLD}\
Cold($x, True) && Kind($x, False) >>> Kind(Ann, False) ::: Cold people who are unkind spoil Ann.
Query:
{{query}}
"""
FORMULA = """\
Predicates:
Cat(x) ::: x is a cat.
Dog(x) ::: x is a dog.
Likes(x, y) ::: x likes y.
Premises:
∀x (Cat(x) → ¬Dog(x)) ::: No cat is a dog.
∀x (Dog(x) ⊕ (Cat(x) ∧ Small(x))) ::: Either it is a dog, or it is a small cat.
∃x (Cat(x) ∧ Likes(x, rex)) ::: Some cat likes Rex.
Cat(tom) ↔ (Cat(rex) ∨ Dog(rex)) ::: Tom is a cat if and only if Rex is a cat or a dog.
Conclusion:
{query}
"""
FINITE = """\
Domain:
1: leftmost
3: rightmost
Variables:
blue_jay [IN] [1, 2, 3]
robin [IN] [1, 2, 3]
crow [IN] [1, 2, 3]
Constraints:
robin > blue_jay ::: The robin is to the right of the blue jay.
crow != 3 ::: The crow is not the rightmost.
crow != 1 ::: The crow is not the leftmost.
AllDifferentConstraint([blue_jay, robin, crow]) ::: All birds have different places.
Query:
A) crow == 1 ::: The crow is the leftmost.
B) {query} ::: The bird is there.
C) robin == 2 ::: The robin is the second.
"""
LSAT = """\
# Declarations
people = EnumSort([Ann, Bob, Cid])
days = EnumSort([Mon, Tue, Wed])
on = Function([people] -> [days])
early = Function([people] -> [bool])

# Constraints
ForAll([a:people, b:people], Implies(a != b, on(a) != on(b))) ::: No two are on the same day.
on(Ann) < on(Bob) ::: Ann comes before Bob.
on(Cid) == Tue ::: Cid is on Tuesday.
ForAll([a:people], Implies(on(a) == Mon, early(a))) ::: Who comes on Monday comes early.

# Options
Question ::: Which one of the following must be true?
is_valid(on(Ann) == Tue) ::: (A)
is_valid(on(Bob) == Mon) ::: (B)
is_valid({query}) ::: (C)
is_valid(Not(early(Ann))) ::: (D)
"""

# A format, its program, what is asked, the letter that answers it; three options where it has none
CASES = [
    ("logic-program", LOGIC, "Cold(Bob, True) ::: Bob is cold.", "A"),
    ("logic-program", LOGIC, "Kind(Ann, False) ::: Ann is not kind.", "A"),
    ("logic-program", LOGIC, "Likes(Bob, Ann, True) ::: Bob likes Ann.", "C"),
    ("formula", FORMULA, "¬(Dog(tom) ∨ ¬Small(tom)) ::: Tom is no dog, and small.", "A"),
    ("formula", FORMULA, "Dog(rex) ::: Rex is a dog.", "C"),
    ("finite-domain", FINITE, "blue_jay == 1", "B"),
    ("lsat", LSAT, "And(on(Bob) == Wed, early(Ann))", "C"),
]
TABLES = {
    "logic-program": mutations.LOGIC,
    "formula": mutations.FORMULA,
    "finite-domain": mutations.FINITE,
    "lsat": mutations.LSAT,
}
MUTATED = [
    pytest.param(kind, change, id=f"{kind}: {name}")
    for kind, table in TABLES.items()
    for name, change in {**mutations.LAYOUT, **table}.items()
]


def _answers(kind: str, change: Mutation) -> list[tuple[str, str, str | None, str]]:
    known = kind_named(kind)
    assert known is not None
    read = known.reader()
    found = []
    for name, text, query, letter in CASES:
        if name == kind:
            mutated = change(text.format(query=query).rstrip("\n"))
            outcome = read(mutated)
            found.append((query, letter, outcome.answer, outcome.reason))
    return found


@pytest.mark.parametrize("kind", TABLES)
def test_the_programs_are_answered_as_they_are_written(kind: str) -> None:
    for query, letter, answer, reason in _answers(kind, str):
        assert answer == letter, (query, reason)


@pytest.mark.parametrize(("kind", "change"), MUTATED)
def test_another_form_has_the_same_answer(kind: str, change: Mutation) -> None:
    for query, letter, answer, reason in _answers(kind, change):
        assert answer == letter, (query, reason)


SCRAPS = (
    *(
        "(",
        ")",
        "[",
        "]",
        "$",
        "\\",
        "#",
        "%",
        "&",
        "∧",
        "¬",
        "→",
        "∀",
        ",",
        ".",
        ":",
        ";",
        "\n",
        " ",
    ),
    *(":::", ">>>", "```", "</think>", "if ", "then ", "And(", "Not(", "ForAll(", '{"', "Facts:"),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_any_damage_has_an_outcome(case: tuple[str, str, str, str], data: st.DataObject) -> None:
    kind, text, query, _ = case
    known = kind_named(kind)
    assert known is not None
    program = text.format(query=query)
    damages = data.draw(
        st.lists(st.tuples(st.integers(0, len(program)), st.integers(0, 8)), max_size=5)
    )
    for at, length in damages:
        scrap = data.draw(st.sampled_from(SCRAPS))
        program = program[:at] + scrap * (length % 3) + program[at + length :]
    cut = program[: data.draw(st.integers(0, len(program)))]
    for damaged in (program, cut):
        outcome = known.reader()(damaged)
        assert outcome.answer or outcome.reason
        taken = known.account(damaged, "reply").totals
        counted = taken.blank + taken.comment + taken.prose + taken.statement_lines
        assert taken.lines == counted


@pytest.mark.parametrize("name", ["And", "Not", "ForAll", "Implies"])
def test_prefix_notation_that_is_none_stays_in_linear_time(name: str) -> None:
    started = time.process_time()
    for text in (f"{name}(" * 400, f"{name}(" * 400 + ")" * 400, f"{name}(x, " * 400 + ")" * 400):
        assert infix(text)
    assert time.process_time() - started < 1.0
    assert infix(f"{name}()") == f"{name}()"
