"""A reply taken apart: each line counted once, each statement read, repaired or rejected."""

from __future__ import annotations

import json

import pytest

from preceptor import harvest
from preceptor.harvest import OPERATORS, Totals
from preceptor.logic import (
    Code,
    Declaration,
    InputError,
    Predicate,
    Signature,
)
from preceptor.syntax import parse_rules
from replies import take

REPLY = """\
Here are the rules for son(X, Y):

```prolog
% inverses
son(X, Y) :- father(Y, X), male(X).   % a comment behind
son(X, Y) :-
    brother(X, Z),      % inside
    % on a line of its own
    son(Z, Y).
```
## From the spouse
1. 0.9 :: son(X, Y) :- son(X, Z), wife(Z, Y).
2) `son(X, Y) :- son(X, Z), husband(Z, Y)`
- **-son(X, Y) :- female(X).**
* :- son(X, Y), daughter(X, Y)
male(a). male(b). male(c
---
**Weak ones**
1. Over the grandparents
-
The last six hold only in most families.
Since son(X, Y) is no daughter(X, Y), I leave it out.
son(X, Y) :- not daughter(X, Y).
"""


def test_a_reply_of_everything() -> None:
    taken = take(REPLY)
    assert taken.totals == Totals(
        lines=23, blank=1, comment=10, prose=1, statement_lines=11,
        statements=11, read=4, repaired=4, rejected=3,
    )  # fmt: skip
    assert [(s.line, s.column, s.status.value, s.operators, s.code) for s in taken.statements] == [
        (5, 1, "read", (), None),
        (6, 1, "read", (), None),
        (12, 4, "repaired", ("numbering",), None),
        (13, 5, "repaired", ("numbering", "backticks", "missing_stop"), None),
        (14, 5, "repaired", ("bullet", "emphasis"), None),
        (15, 3, "repaired", ("bullet", "missing_stop"), None),
        (16, 1, "read", (), None),
        (16, 10, "read", (), None),
        (16, 19, "rejected", (), Code.SYNTAX),
        (22, 1, "rejected", (), Code.UNREADABLE),
        (23, 1, "rejected", (), Code.UNSAFE),
    ]


def test_a_statement_remembers_how_it_was_written_and_what_it_came_to() -> None:
    taken = take(REPLY)
    second, fourth = taken.statements[1], taken.statements[3]
    assert second.before.count("\n") == 3
    assert second.after == "son(X, Y) :- brother(X, Z), son(Z, Y)."
    assert fourth.before == "2) `son(X, Y) :- son(X, Z), husband(Z, Y)`"
    assert fourth.after == "son(X, Y) :- son(X, Z), husband(Z, Y)."
    (rule,) = fourth.rules
    assert rule.origin is not None
    assert str(rule.origin) == "topic#0:13:5"
    assert rule.origin.operators == fourth.operators
    assert rule.origin.before == fourth.before
    (plain,) = second.rules
    assert plain.origin is not None
    assert (plain.origin.line, plain.origin.end_line, plain.origin.before) == (6, 9, "")


def test_a_reason_says_where_what_and_why() -> None:
    statement = take("p(a).\nq(X) :- not r(X), 3.\n").statements[1]
    assert statement.reason == (
        "2:13: found 'r'; expected '(' or ',' or '.' or ';' or a comparison; negation is  \\+ goal"
    )
    statement = take("p(a).\n  q(X) :- not r(X).\n").statements[1]
    assert statement.reason == "2:3: no positive goal binds X, after negation"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("- p(a).", ["p(a)."]),
        ("-p(a).", ["-p(a)."]),
        ("• -p(a).", ["-p(a)."]),
        ("0.9 :: p(a).", ["0.9 :: p(a)."]),
        ("1. 0.9 :: p(a).", ["0.9 :: p(a)."]),
        ("(3) p(a).", ["p(a)."]),
        ("**2.** p(a).", ["p(a)."]),
        ("p(X) :- q(X),\n  r(X)", ["p(X) :- q(X), r(X)."]),
        ("p(X)\n    :- q(X).", ["p(X) :- q(X)."]),
        ("p(X) :- q(X)\n  , r(X).", ["p(X) :- q(X), r(X)."]),
        ("p(a)\np(b)\n:- p(a), p(b).", ["p(a).", "p(b).", ":- p(a), p(b)."]),
        ("p(X) :- q(X),\nr(X) :- s(X).", ["r(X) :- s(X)."]),
        ("p(X) :- q(X),\n\nr(a).", ["r(a)."]),
        ("p(X) :- X >\n 3, n(X).", ["p(X) :- X > 3, n(X)."]),
        ("p('a.\\'b. c').", ["p('a.\\'b. c')."]),
        ("/* p(a). */ p(b).", ["p(b)."]),
        ("/* p(a).\n p(b). */\np(c).", ["p(c)."]),
        ("% @id one\np(a). % @id two", ["p(a)."]),
        ("p(a) :- (b(X) ; c(X)).", ["p(a) :- (b(X) ; c(X))."]),
        ("\ufeffp(a).\r\np(b).\rp(c).", ["p(a).", "p(b).", "p(c)."]),
    ],
)
def test_reads(text: str, clauses: list[str]) -> None:
    after = [statement.after for statement in take(text, reader="rules").statements]
    assert list(filter(None, after)) == clauses


@pytest.mark.parametrize(
    "line",
    ["```", "```prolog", "~~~", "# Rules", "%", "% p(a).", "// note", "---", "***", "-", "*", "3.",
     "**A title**", "**A title:**", "Here are the rules for `son(X, Y)`:", "Note:", "1. Inverses",
     "2) In-laws", "/* p(a). */"],
)  # fmt: skip
def test_comments(line: str) -> None:
    assert take(line).totals == Totals(lines=1, comment=1)


@pytest.mark.parametrize(
    "line",
    ["The rest follows.", "- and so on", "Isa is a hierarchy, so it is transitive.", "done.",
     "I = 3", "(((((", "X is the father of Y."],
)  # fmt: skip
def test_prose(line: str) -> None:
    assert take(line, reader="rules").totals == Totals(lines=1, prose=1)


@pytest.mark.parametrize(
    "line",
    ["As p(a) holds, all is well.", "p(X", "a :- b c.", "0.5 ::", "Query(x) >>> true", 
     "the rule(s) below", "son(X, Y):", "- p(X) and q(X)", "# p(\0)", "'p q'(a(b))"],
)  # fmt: skip
def test_a_line_with_a_mark_of_rules_is_never_prose(line: str) -> None:
    totals = take(line, reader="rules").totals
    assert (totals.statement_lines, totals.rejected) == (1, 1)


def test_a_proposition_is_a_fact_in_a_fence_or_when_declared() -> None:
    signature = Signature((), (Declaration(Predicate("rainy", 0), ()),))
    assert take("rainy.", signature=signature).statements[0].after == "rainy."
    assert take("```\nrainy.\n```").statements[0].after == "rainy."
    assert take("rainy.").totals.prose == 1


def test_operators_keep_columns_true() -> None:
    (statement,) = take("12) `p(a) :- q(b(c))`").statements
    assert statement.reason.startswith("1:17: found '('")


def test_the_table_of_operators_is_named_once_each() -> None:
    names = [operator.name for operator in OPERATORS]
    assert len(set(names)) == len(names)
    for operator in OPERATORS:
        assert operator.change("p(a).") == "p(a)."


@pytest.mark.parametrize(
    ("text", "after", "operators"),
    [
        ("Isa(X, Y) :- Isa(X, Z), Isa(Z, Y).", "'Isa'(X, Y) :- 'Isa'(X, Z), 'Isa'(Z, Y).",
         ("capitalised_predicate",)),
        ("0.4 :: -Co-occurs_with(X, Y) :- p(X, Y)", "0.4 :: -'Co-occurs_with'(X, Y) :- p(X, Y).",
         ("missing_stop", "unquoted_name")),
        ("p(R) :- word(R, shoot-em-up).", "p(R) :- word(R, 'shoot-em-up').", ("unquoted_name",)),
        ("p(R) :- word( R , clichéd ).", "p(R) :- word(R, 'clichéd').", ("unquoted_name",)),
        ("höhe(h, 3).", "'höhe'(h, 3).", ("unquoted_name",)),
        ("owns(Max Power, hepatitis B).", "owns('Max Power', 'hepatitis B').", ("unquoted_name",)),
        ("p(X) :- q(X, 'A-b'), Q-R(X).", "p(X) :- q(X, 'A-b'), 'Q-R'(X).", ("unquoted_name",)),
    ],
)  # fmt: skip
def test_names_are_quoted(text: str, after: str, operators: tuple[str, ...]) -> None:
    (statement,) = take(text).statements
    assert (statement.after, statement.operators) == (after, operators)


@pytest.mark.parametrize(
    "text",
    ["p(X) :- q(X, N-1).", "p(X) :- q(X, Y-Z).", "p(X) :- q(X Y).", "p(X) :- q(X), r(bob X).",
     "p(f(New York)).", "p(a (b)).", "p(a, , b).", "p(5-3)."],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_quoted(text: str) -> None:
    (statement,) = take(text).statements
    assert statement.code is Code.SYNTAX


def test_an_unknown_reader_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no reader 'prolog'"):
        harvest.read("p(a).", "t", reader="prolog")


# ---------------------------------------------------------------- totals and documents


def test_totals_add_and_speak() -> None:
    one, other = take("p(a).\n\nno"), take("- p(b).\np(c(d)).\n% e")
    both = one.totals + other.totals
    assert both == Totals(6, 1, 1, 1, 3, 3, 1, 1, 1) == harvest.gather((one, other)).totals
    assert str(both) == (
        "6 lines: 1 blank, 1 comment, 1 prose, 3 of statements\n"
        "3 statements: 1 read, 1 repaired, 1 rejected (66.7% read or repaired)"
    )


def test_the_document() -> None:
    document = harvest.document(take("p(a)"), take("1. q(b(c))."))
    assert json.loads(json.dumps(document)) == document
    assert document["schema"] == "preceptor/parse/1"
    assert list(document["totals"]) == [
        "lines", "blank", "comment", "prose", "statement_lines", "statements", "read",
        "repaired", "rejected",
    ]  # fmt: skip
    assert document["statements"] == [
        {"reply": "topic#0", "line": 1, "column": 1, "status": "repaired", "code": None,
         "operators": ["missing_stop"], "before": "p(a)", "after": "p(a).", "reason": ""},
        {"reply": "topic#0", "line": 1, "column": 4, "status": "rejected", "code": "P101",
         "operators": [], "before": "1. q(b(c)).", "after": "",
         "reason": "1:7: found '('; expected ')' or ','; there are no function symbols: "
         "arguments are variables, constants and numbers"},
    ]  # fmt: skip


def test_harvested_rules_are_those_of_the_parser() -> None:
    text = "p(X) :- (q(X) ; r(X)).\n0.5 :: p(a).\n"
    assert take(text).rules == parse_rules(text)
