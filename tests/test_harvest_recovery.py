"""Any rule, broken in any way, comes back; what reads and fits is left alone."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strategies
from people import PEOPLE, mend
from preceptor import harvest
from preceptor.harvest import OPERATORS
from preceptor.harvest.characters import plain_quotes
from preceptor.harvest.notation import COPULA
from preceptor.harvest.tokens import tokens
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Declaration,
    Not,
    Predicate,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.syntax import canonical, show_rule

# What undoes nothing that a rule of plain names can say; each makes text that cannot be read.
BREAKS = {
    "missing_stop": lambda text: text.removesuffix("."),
    "numbering": lambda text: f"3. {text}",
    "bullet": lambda text: f"* {text}",
    "backticks": lambda text: f"`{text}`",
    "emphasis": lambda text: f"**{text}**",
    "label": lambda text: f"Rule 3: {text}",
    "plain_space": lambda text: text.replace(" ", "\u00a0"),
    "ascii_signs": lambda text: text.replace(">=", "≥").replace("=<", "≤").replace(" - ", " − "),
    "neck": lambda text: text.replace(" :- ", " <- "),
    "negation": lambda text: text.replace("\\+ ", "not "),
    "conjunction": lambda text: text.replace("), ", ") & "),
    "comparison": lambda text: text.replace("\\= ", "!= ").replace("=< ", "<= "),
    "assignment": lambda text: text.replace(" = ", " is "),
}  # fmt: skip


@st.composite
def broken_rules(draw: st.DrawFn) -> tuple[Rule, str, str]:
    """A safe rule with its text after up to three breaks, and those breaks' names."""
    theory, _ = draw(strategies.safe_programs(max_rules=1))
    rule = draw(st.sampled_from(theory.rules))
    text = show_rule(rule)
    names = draw(st.lists(st.sampled_from(sorted(BREAKS)), min_size=1, max_size=3, unique=True))
    assume(len(set(names) & {"numbering", "bullet"}) < 2)
    chosen = [name for name in BREAKS if name in names]
    for name in chosen[::-1]:
        text = BREAKS[name](text)
    return rule, text, " ".join(chosen)


@settings(max_examples=300, deadline=None)
@given(broken_rules())
def test_a_broken_rule_is_recovered(broken: tuple[Rule, str, str]) -> None:
    rule, text, names = broken
    statements = harvest.read(text, "t", reader="rules").statements
    assert [canonical(r) for s in statements for r in s.rules] == [canonical(rule)], names
    assert set(statements[0].operators) <= set(names.split())


_SIGNATURES = {"node": 1, "edge": 2, "size": 2} | {
    f"{name}{i}": arity for i in range(3) for name, arity in (("p", 1), ("q", 2), ("v", 2))
}
PROGRAMS = Signature(
    (Sort("s"), Sort("n", SortKind.DECIMAL)),
    tuple(
        Declaration(Predicate(name, arity), tuple("sn" if name[0] in "sv" else "ss")[:arity])
        for name, arity in _SIGNATURES.items()
    ),
)


@settings(max_examples=100, deadline=None)
@given(strategies.safe_programs(), st.sampled_from([NO_SIGNATURE, PROGRAMS]))
def test_no_operator_fires_on_what_reads_and_fits(
    program: tuple[Theory, object], signature: Signature
) -> None:
    theory, _ = program
    text = "\n".join(map(show_rule, theory.rules))
    taken = harvest.read(text, "t", reader="rules", signature=signature)
    assert taken.rules == theory.rules
    assert all(not s.operators and not s.reason for s in taken.statements)


@settings(max_examples=60, deadline=None)
@given(strategies.theories())
def test_no_operator_fires_without_a_signature_on_what_reads(theory: Theory) -> None:
    text = "\n".join(["```", *(show_rule(replace(r, name=None)) for r in theory.rules), "```"])
    assume("@id" not in text)
    taken = harvest.read(text, "t", reader="rules")
    assert not any(statement.operators for statement in taken.statements)


@settings(max_examples=100, deadline=None)
@given(strategies.safe_programs(max_rules=1), st.data())
def test_a_declared_name_is_recovered_from_its_letters(
    program: tuple[Theory, object], data: st.DataObject
) -> None:
    """Capitals and underscores in the names of predicates tell nothing apart."""
    theory, _ = program
    rule = data.draw(st.sampled_from(theory.rules))

    def renamed(atom: Atom) -> Atom:
        return replace(atom, name=data.draw(st.sampled_from([atom.name.upper(), f"{atom.name}_"])))

    head = None if rule.head is None else renamed(rule.head)
    body = tuple(
        Not(renamed(lit.atom)) if isinstance(lit, Not)
        else renamed(lit) if isinstance(lit, Atom)
        else lit
        for lit in rule.body
    )  # fmt: skip
    statement = mend(show_rule(replace(rule, head=head, body=body)), PROGRAMS)
    assert (statement.rules, statement.operators) == ((rule,), ("declared_name",))


# ---------------------------------------------------------------- hostile text

_UNITS = (
    "(", "p(", "p(a, ", "'", "''", "'\\", "\\x1", "\\x1\\", "/*a", "*/", '"', "“", "‘a", "a", "A ",
    "a-", ". ", "a.", "1. ", "0.9 :: ", ":-", ": ", "**a", "` ", "\u00a0", "→", "∧ ", "not ",
    "not(", "~", "\\+ ", "and ", "if ", "p(a) -> ", "is a ", "Ab is a ", "p(New York, ", "é",
    "(a)", "p(a) ", "Rule 1: ", "p(X) :- q(X), ",
)  # fmt: skip
_SIZE = 100_000


@pytest.mark.parametrize("unit", _UNITS)
@pytest.mark.parametrize("before", ["", "p(X) :- ", "p('"])
def test_a_long_line_of_anything_is_read_in_linear_time(unit: str, before: str) -> None:
    text = before + unit * (_SIZE // len(unit))
    start = time.process_time()
    harvest.read(text, "t", reader="rules", signature=PEOPLE)
    assert time.process_time() - start < 3.0


@pytest.mark.parametrize("unit", _UNITS)
def test_every_operator_takes_linear_time(unit: str) -> None:
    for change, size in (
        *((change, _SIZE) for change in (tokens, plain_quotes, COPULA.fullmatch)),
        *((operator.change, _SIZE // 10) for operator in OPERATORS),
    ):
        start = time.process_time()
        change("p(X) " + unit * (size // len(unit)))
        assert time.process_time() - start < 2.0, change


def test_long_rules_that_do_not_fit_cost_little() -> None:
    text = f"adlut(X) :- {', '.join(f'age(N{n}, X)' for n in range(2000))}."
    start = time.process_time()
    assert mend(text).rules
    assert time.process_time() - start < 3.0
