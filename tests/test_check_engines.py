"""The judge: what a second engine says of what the rules conclude, and the document of it all."""

from __future__ import annotations

import json
from importlib import import_module

import pytest

from judging import judged
from preceptor.check import check, judge
from preceptor.graph import compile
from preceptor.logic import (
    NO_SIGNATURE,
    Code,
    Const,
    LimitExceeded,
    Severity,
    Theory,
)
from preceptor.prolog import PrologError, Worker, installed
from preceptor.reason import materialise
from preceptor.syntax import parse_atom, parse_rules, parse_theory

CYCLE = "reach(X, Y) :- edge(X, Y). reach(X, Z) :- reach(X, Y), edge(Y, Z)."
EDGES = tuple(map(parse_atom, ("edge(a, b)", "edge(b, c)", "edge(c, a)")))


def test_the_engines_agree_on_the_facts(prolog: Worker) -> None:
    judgement = judge(parse_rules(CYCLE), NO_SIGNATURE, facts=EDGES)
    assert judgement.agreement.agreed is True
    assert (judgement.agreement.predicates, judgement.agreement.atoms) == (1, 9)
    assert judgement.findings == ()


def test_a_disagreement_is_an_error_with_examples(
    prolog: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = compile(parse_theory(CYCLE))
    model = materialise(graph, EDGES)
    wrong = {
        p: frozenset({*rows, (Const("x"), Const("y"))} - {(Const("a"), Const("a"))})
        for p, rows in model.relations.items()
        if p.name == "reach"
    }
    module = import_module("preceptor.check.agreement")
    monkeypatch.setattr(module, "consequences", lambda *_: wrong)
    found = module.agreement(graph, model, prolog)
    (finding,) = found.findings
    assert found.agreed is False
    assert finding.severity is Severity.ERROR
    assert "1 by preceptor alone, such as reach(a, a)" in finding.message
    assert "1 by SWI-Prolog alone, such as reach(x, y)" in finding.message
    assert [str(atom) for atom in finding.witness] == ["reach(a, a)", "reach(x, y)"]


@pytest.mark.parametrize("error", [PrologError("it died"), LimitExceeded("seconds", 1, 1)])
def test_a_second_engine_that_gives_up_is_not_taken_for_agreement(
    prolog: Worker, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    module = import_module("preceptor.check.agreement")
    monkeypatch.setattr(module, "consequences", fail)
    judgement = judge(parse_rules(CYCLE), NO_SIGNATURE, facts=EDGES)
    assert judgement.agreement.agreed is None
    assert [str(f.code) for f in judgement.findings] == ["P402"]


def test_without_swipl_a_note_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed.shutil, "which", lambda _: None)
    judgement = judge(parse_rules(CYCLE), NO_SIGNATURE, facts=EDGES)
    (note,) = judgement.findings
    assert (note.code, note.severity) == (Code.NOT_CHECKED, Severity.NOTE)
    assert judgement.agreement.agreed is None
    assert len(judgement.theory) == 2


def test_rules_without_an_end_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("preceptor.check.judge")
    monkeypatch.setattr(module, "SECONDS", 0.2)
    judgement = judged("n(M) :- n(N), M = N + 1.", facts=["n(0)"])
    (finding,) = judgement.findings
    assert finding.code is Code.UNDECIDED
    assert "did not come to an end" in finding.message


# ---------------------------------------------------------------- the document


def test_the_document_says_it_all_in_json(prolog: Worker) -> None:
    theory = parse_theory(
        "% @id birds\nflies(X) :- bird(X).\n% @id penguins\n-flies(X) :- penguin(X).\n", "b.pl"
    )
    document = check(theory).document()
    assert json.loads(json.dumps(document)) == document
    cpu_s = document.pop("cpu_s")
    (finding,) = document.pop("findings")
    assert cpu_s > 0
    assert document == {
        "schema": "preceptor/check/1",
        "rules": 2,
        "consistent": True,
        "safe": False,
        "bound": 2,
        "truncated": False,
        "status": {"birds": "ok", "penguins": "ok"},
        "agreement": True,
    }
    message = finding.pop("message")
    assert message.startswith("rules can break a constraint together")
    assert finding == {
        "code": "P302",
        "severity": "warning",
        "rules": ["birds", "penguins"],
        "constraint": "neg:flies/1",
        "core": ["birds", "penguins"],
        "minimal": True,
        "witness": ["bird(a)", "penguin(a)"],
        "derives": ["flies(a) by birds", "-flies(a) by penguins"],
        "replayed": True,
        "decided_by": "z3",
        "repairs": [
            {
                "kind": "hint",
                "rule": None,
                "before": None,
                "after": None,
                "cost": None,
                "verified": False,
                "text": "add an exception to the less specific rule, "
                "or forbid the case by a constraint",
            }
        ],
        "ask": "",
        "where": [
            {"file": "b.pl", "line": 2, "column": 1},
            {"file": "b.pl", "line": 4, "column": 1},
        ],
    }


def test_an_empty_theory_is_consistent_and_safe() -> None:
    report = check(Theory(), with_prolog=False)
    assert (report.rules, report.consistent, report.safe, report.findings) == (0, True, True, ())
