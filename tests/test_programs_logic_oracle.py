"""Answers of Logic-LM programs against naive forward chaining over the ground program."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.bench.records import read_records
from preceptor.harvest import Status
from preceptor.programs.logic_program import read_program

PREDICATES = {"Big": 1, "Cold": 1, "Shy": 1, "Likes": 2}
CONSTANTS = ("Ann", "Bob", "Cid")
VARIABLES = ("$x", "$y")

Atom = tuple[str, tuple[str, ...], bool]
Clause = tuple[tuple[Atom, ...], Atom]


def closure(clauses: list[Clause], things: tuple[str, ...]) -> set[Atom]:
    """All that follows, by firing every ground instance until nothing is new."""
    known: set[Atom] = set()
    while True:
        new = {
            ground(head, binding)
            for body, head in clauses
            for binding in bindings(things)
            if all(ground(atom, binding) in known for atom in body)
        } - known
        if not new:
            return known
        known |= new


def bindings(things: tuple[str, ...]) -> list[dict[str, str]]:
    values = itertools.product(things, repeat=len(VARIABLES))
    return [dict(zip(VARIABLES, row, strict=True)) for row in values]


def ground(atom: Atom, binding: dict[str, str]) -> Atom:
    name, args, truth = atom
    return name, tuple(binding.get(arg, arg) for arg in args), truth


def expected(clauses: list[Clause], query: Atom) -> str:
    atoms = [query, *(atom for body, head in clauses for atom in (*body, head))]
    things = tuple(sorted({arg for _, args, _ in atoms for arg in args} - set(VARIABLES)))
    known = closure(clauses, things)
    name, args, truth = query
    match query in known, (name, args, not truth) in known:
        case True, False:
            return "A"
        case False, True:
            return "B"
        case _:
            return "C"


STYLES = (
    lambda n, a, t: f"{n}({', '.join((*a, str(t)))})",
    lambda n, a, t: f"{n}({', '.join(a)})" if t else f"!{n}({', '.join(a)})",
    lambda n, a, t: f"{n}({', '.join((*a, 'true'))})" if t else f"not {n}({', '.join(a)}, true)",
    lambda n, a, t: f"{n}({', '.join((*a, 'True'))})" if t else f"Not({n}({', '.join(a)}), True)",
    lambda n, a, t: f"{n.lower()}({', '.join((*map(str.lower, a), str(t)))})",
)


def show(atom: Atom, style: Any = STYLES[0]) -> str:
    return str(style(*atom))


def atoms(terms: tuple[str, ...]) -> st.SearchStrategy[Atom]:
    return st.sampled_from(sorted(PREDICATES)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.tuples(*[st.sampled_from(terms)] * PREDICATES[name]),
            st.booleans(),
        )
    )


FACTS = st.tuples(st.just(()), atoms(CONSTANTS))
RULES = st.tuples(
    st.lists(atoms((*CONSTANTS, *VARIABLES)), min_size=1, max_size=3).map(tuple),
    atoms((*CONSTANTS, *VARIABLES)),
)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(FACTS, max_size=6),
    st.lists(RULES, max_size=6),
    atoms(CONSTANTS),
    st.lists(st.sampled_from(STYLES), min_size=1, max_size=7),
    st.sampled_from((" >>> ", " -> ", " → ")),
)
def test_answers_are_those_of_naive_forward_chaining(
    facts: list[Clause], rules: list[Clause], query: Atom, styles: list[Any], arrow: str
) -> None:
    style = itertools.cycle(styles)
    lines = ["Predicates:"]
    lines += [f"{name}({', '.join(VARIABLES[:arity])}, bool)" for name, arity in PREDICATES.items()]
    lines += ["Facts:", *(show(head, next(style)) for _, head in facts), "Rules:"]
    for body, head in rules:
        shown = " && ".join(show(atom, next(style)) for atom in body)
        lines.append(f"{shown}{arrow}{show(head, next(style))}")
    lines += ["Query:", show(query, next(style))]
    outcome = read_program("\n".join(lines))
    assert outcome.status is not Status.REJECTED, outcome.reason
    assert outcome.answer == expected([*facts, *rules], query)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400) | st.text("PQ($x,ab True)>&!¬\n:Fact", max_size=400))
def test_any_text_has_an_outcome(text: str) -> None:
    outcome = read_program(text, text, ("A) True", "B) False"))
    assert (outcome.code is None) == outcome.is_read


# Accuracy over all that was measured when the repairs were made, less what chance may take.
FLOORS = {
    "ProntoQA_dev_gpt-3.5-turbo": (0.86, 0.97),
    "ProntoQA_dev_text-davinci-003": (0.90, 0.99),
    "ProofWriter_dev_gpt-3.5-turbo": (0.80, 0.95),
    "ProofWriter_dev_text-davinci-003": (0.86, 0.99),
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_recorded_programs_are_read_and_answered(name: str, shared: Path) -> None:
    """Every third program of a published file: enough to notice what breaks."""
    records, faults = read_records(shared / "data" / "logic_programs" / f"{name}.json")
    assert not faults
    some = records[::3]
    outcomes = [read_program(record.program, record.asked, record.options) for record in some]
    right = sum(o.answer == record.answer for o, record in zip(outcomes, some, strict=True))
    accuracy, share_read = FLOORS[name]
    assert right / len(some) >= accuracy
    assert sum(outcome.is_read for outcome in outcomes) / len(some) >= share_read
