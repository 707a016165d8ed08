"""Vocabulary drift: which predicates a text uses, and which of them can never fire."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

import strategies
from preceptor.cli.main import main
from preceptor.graph import body_atom
from preceptor.harvest import show_vocabulary, vocabulary
from preceptor.logic import Atom, Const, Declaration, Predicate, Role, Signature, Theory
from preceptor.syntax import parse_rules

RULES = parse_rules("""
flies(X) :- brid(X), \\+ -flies(X).
-flies(X) :- penguin(X).
bird(X) :- penguin(X).
penguin(pingu).
:- flies(X), fish(X).
""")
ZOO = Signature(
    (),
    tuple(
        Declaration(Predicate(name, 1), ("animal",), role)
        for name, role in (
            ("penguin", Role.INPUT),
            ("fish", Role.INPUT),
            ("bird", Role.DERIVED),
            ("flies", Role.DERIVED),
            ("sings", Role.DERIVED),
        )
    ),
)


def test_the_table_without_a_signature() -> None:
    assert list(show_vocabulary(vocabulary(RULES))) == [
        "predicate  heads bodies facts",
        "bird/1         1      0     0",
        "brid/1         0      1     0  never fires",
        "fish/1         0      1     0  never fires",
        "flies/1        1      1     0",
        "-flies/1       1      1     0",
        "penguin/1      0      2     1",
    ]


def test_a_signature_tells_what_is_declared_and_what_a_database_may_give() -> None:
    assert list(show_vocabulary(vocabulary(RULES, ZOO))) == [
        "predicate  heads bodies facts",
        "penguin/1      0      2     1",
        "fish/1         0      1     0",
        "bird/1         1      0     0",
        "flies/1        1      1     0",
        "sings/1        0      0     0  not used",
        "brid/1         0      1     0  not declared, never fires",
        "-flies/1       1      1     0",
    ]


def test_facts_settle_what_can_fire() -> None:
    facts = (Atom("penguin", (Const("skipper"),)), Atom("fish", (Const("wanda"),)))
    usage = {str(u.predicate): u for u in vocabulary(RULES, ZOO, facts)}
    assert (usage["penguin/1"].facts, usage["fish/1"].facts) == (2, 1)
    assert usage["fish/1"].fires
    bare = {str(u.predicate): u.fires for u in vocabulary(RULES, ZOO, ())}
    assert bare == {
        "penguin/1": True, "fish/1": False, "bird/1": True, "flies/1": True, "sings/1": False,
        "brid/1": False, "-flies/1": True,
    }  # fmt: skip


def test_nothing_used_is_no_table() -> None:
    assert list(show_vocabulary(vocabulary(()))) == []


@settings(max_examples=60, deadline=None)
@given(strategies.safe_programs(denials=True))
def test_every_atom_is_counted_once(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, facts = program
    usages = vocabulary(theory.rules, facts=facts)
    atoms = [a for r in theory.rules for a in (r.head, *map(body_atom, r.body)) if a is not None]
    assert sum(u.heads + u.bodies + u.facts for u in usages) == len(atoms) + len(facts)
    concluded = {rule.head.predicate for rule in theory.definite if rule.head is not None}
    given_by_facts = {atom.predicate for atom in facts}
    assert {u.predicate for u in usages if u.fires} == concluded | given_by_facts


@pytest.fixture
def reply(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "flies(X) :- brid(X), not penguin(X).\n"
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)


def test_parse_counts_against_facts(
    reply: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "penguin.csv"
    facts.write_text("pingu\nskipper\n", encoding="utf-8")
    assert main(["parse", "-", "--facts", str(facts), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["vocabulary"] == [
        {"predicate": "brid/1", "declared": None, "heads": 0, "bodies": 1, "facts": 0,
         "fires": False},
        {"predicate": "flies/1", "declared": None, "heads": 1, "bodies": 0, "facts": 0,
         "fires": True},
        {"predicate": "penguin/1", "declared": None, "heads": 0, "bodies": 1, "facts": 2,
         "fires": True},
    ]  # fmt: skip


def test_parse_ends_with_the_table(reply: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "predicate  heads bodies facts",
        "brid/1         0      1     0  never fires",
        "flies/1        1      0     0",
        "penguin/1      0      1     0  never fires",
    ]
