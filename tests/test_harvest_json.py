"""Replies in JSON form: the same rules as in text, each with its place, every line counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from preceptor import harvest
from preceptor.cli import main
from preceptor.harvest import Status
from preceptor.harvest.json_form import is_json_form
from preceptor.logic import Code, InputError, Rule
from preceptor.syntax import parse_rules, show_rule
from preceptor.teacher import json_form

REPLY = """\
Two rules:

```json
[
  {"head": {"pred": "uncle", "args": ["X", "Z"]}, "weight": 0.9,
   "body": [{"pred": "brother", "args": ["X", "Y"]}, {"pred": "parent", "args": ["Y", "Z"]}]},
  {"head": {"pred": "uncle", "args": ["X"], "neg": 1}},    {"head": {"pred": "old", "args": []}}
]
```
I hope this helps.
"""


def test_every_rule_has_its_place_and_every_line_is_counted() -> None:
    found = harvest.read(REPLY, "reply")
    assert [(s.status, s.code, s.line, s.column, s.after) for s in found.statements] == [
        (Status.READ, None, 5, 3, "0.9 :: uncle(X, Z) :- brother(X, Y), parent(Y, Z)."),
        (Status.REJECTED, Code.MALFORMED, 7, 3, ""),
        (Status.READ, None, 7, 60, "old."),
    ]
    assert found.statements[1].reason.startswith("7:45: an atom has no 'neg'")
    totals = found.totals
    assert (totals.lines, totals.blank, totals.comment, totals.prose) == (10, 1, 4, 2)
    assert (totals.statement_lines, totals.statements) == (3, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPLY, True),
        ('{"rules": []}', True),
        ("p(X) :- q(X).", False),
        ('p("head": X) :- q(X).', False),
        ("```json\n```", False),
        ("", False),
    ],
)
def test_the_form_is_told_by_its_objects(text: str, expected: bool) -> None:
    assert is_json_form(text) is expected


@settings(max_examples=60)
@given(st.data())
def test_the_form_and_the_text_are_the_same_rules(data: st.DataObject) -> None:
    rules: list[Rule] = []
    for rule in data.draw(st.lists(strategies.rules(), min_size=1, max_size=4)):
        try:
            json_form(rule)
        except InputError:  # a name or arithmetic, which the form does not have
            continue
        rules.append(rule)
    text = json.dumps([json_form(rule) for rule in rules], indent=1)
    found = harvest.read(text, "reply", reader="json").statements
    assert [s.after for s in found] == [show_rule(parse_rules(show_rule(r))[0]) for r in rules]


def test_a_broken_end_keeps_the_rules_before_it() -> None:
    text = '{"head": {"pred": "p", "args": ["a"]}}\n{"head": {"pred": "q", "args": ["b"'
    one, other = harvest.read(text, "reply").statements
    assert (one.after, other.status, other.line) == ("p(a).", Status.REJECTED, 2)


def test_the_command_reads_the_form_in_files_and_recorded_replies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "reply.txt"
    file.write_text(REPLY, encoding="utf-8")
    assert main(["parse", str(file), "--json"]) == 1
    alone = json.loads(capsys.readouterr().out)
    recorded = tmp_path / "replies.jsonl"
    record = {"id": "family/uncle", "sample": 0, "response": REPLY}
    recorded.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main(["parse", str(recorded), "--json"]) == 1
    within = json.loads(capsys.readouterr().out)
    assert within["totals"] == alone["totals"]
    assert [s["after"] for s in within["statements"]] == [s["after"] for s in alone["statements"]]
    assert within["statements"][0]["reply"] == "family/uncle#0"


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("sin(x)^2 + cos(x)^2 = 1\nsqrt(x^2) = x if x >= 0\n", 2),
        ("(a + b)^2 = a^2 + 2*a*b + b^2", 1),
        ("These hold:\nlog(a*b) = log(a) + log(b) if a > 0, b > 0\n2*x = x + x", 2),
    ],
)
def test_identities_are_told_by_their_equations(text: str, statements: int) -> None:
    found = harvest.read(text, "reply").statements
    assert [len(s.identities) for s in found] == [1] * statements


@pytest.mark.parametrize(
    "text",
    [
        "p(X, N) :- q(X, M), N = M + 1.",
        "uncle(X, Z) = brother(X, Y), parent(Y, Z).",
        "p(a).\nq(b).\nIn what follows x = 3.",
    ],
)
def test_rules_with_equations_stay_rules(text: str) -> None:
    found = harvest.read(text, "reply").statements
    assert found
    assert not any(s.identities for s in found)
