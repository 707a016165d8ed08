"""A reply taken apart: each line counted once, each statement read, repaired or rejected."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from preceptor import domain, harvest
from preceptor.harvest import MAX_REJECTED, OPERATORS, Harvest, Status, Totals
from preceptor.logic import (
    Code,
    Declaration,
    InputError,
    Predicate,
    Signature,
    Theory,
)
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_rules, show_rule, show_theory
from preceptor.syntax.identity import parse_identities


def take(text: str, **options: object) -> Harvest:
    """The harvest of a reply, after checking that it accounts for all."""
    taken = harvest.read(text, "topic#0", **options)  # type: ignore[arg-type]
    adds_up(taken, text)
    return taken


def adds_up(taken: Harvest, text: str) -> None:
    totals = taken.totals
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").count("\n")
    expected += bool(text.removeprefix("\ufeff")) and not text.endswith(("\n", "\r"))
    assert totals.lines == expected
    assert totals.lines == totals.blank + totals.comment + totals.prose + totals.statement_lines
    assert totals.statements == len(taken.statements)
    counted = Counter(statement.status for statement in taken.statements)
    assert (totals.read, totals.repaired, totals.rejected) == tuple(
        map(counted.get, Status, [0] * 3)
    )
    for statement in taken.statements:
        if statement.status is Status.REJECTED:
            assert statement.code is not None
            assert statement.reason
            assert not statement.rules
        else:
            assert statement.code is None
            if statement.identities:
                assert parse_identities(statement.after) == statement.identities
            else:
                assert parse_rules(statement.after) == statement.rules
            assert bool(statement.operators) == (statement.status is Status.REPAIRED)


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


# ---------------------------------------------------------------- hostile replies

MEGA = 1_000_000


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("(" * 5 * MEGA, Code.LIMIT, 1),
        ("(\n" * 2 * MEGA, Code.LIMIT, 200_001),
        ("p(" * MEGA, Code.LIMIT, 1),
        ("p(" + "a, " * 100_000, Code.LIMIT, 1),
        ("\0" * 5 * MEGA, Code.CHARACTER, 1),
        ("word " * MEGA, Code.LIMIT, 1),
        ("1. " * MEGA, Code.LIMIT, 1),
        ("If X is the " * MEGA, Code.LIMIT, 1),
        ("p(a\ud800).", Code.CHARACTER, 1),
        ("% \u202e hidden", Code.CHARACTER, 1),
        ("p(a(b)).\n" * 2 * MAX_REJECTED, Code.LIMIT, MAX_REJECTED + 1),
    ],
    ids=range(11),
)  # fmt: skip
@pytest.mark.parametrize("reader", ["rules", "english"])
def test_hostile_replies_are_rejected_in_no_time(
    text: str, code: Code, line: int, reader: str
) -> None:
    start = time.process_time()
    last = take(text, reader=reader).statements[-1]
    assert (last.code, last.line) == (code, line)
    assert len(last.before) < 1100
    assert last.before.isprintable()
    assert time.process_time() - start < 4.0


@pytest.mark.parametrize("reader", ["rules", "english", "auto"])
def test_what_stands_beside_hostile_lines_is_read(reader: str) -> None:
    text = "p(a).\nq(\0).\n" + "(" * 2 * MEGA + "\n'p(\n/* open\np(b).\n"
    taken = take(text, reader=reader)
    assert [s.after for s in taken.statements if s.rules] == ["p(a).", "p(b)."]


@pytest.mark.parametrize("text", ["", "\n", "\n\n \t\n", "\ufeff"])
def test_an_empty_reply_holds_nothing(text: str) -> None:
    taken = take(text)
    assert taken.statements == ()
    assert taken.totals.blank == taken.totals.lines


_SCRAPS = (
    "p(a).", "p(X) :- q(X)", ",", ".", "1. ", "- ", "`", "**", "%", "```", "\n", "\n", " ", "'",
    "(", ")", "/*", "*/", "If X is the father of Y, then Y is male.", "word", "0.9 :: ", ":-",
    ":", "\0", "\r", "# ", "X and Y", "unless", "@id n",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(_SCRAPS), max_size=16).map("".join) | st.text(max_size=40),
    st.sampled_from(["rules", "english", "auto"]),
)
def test_any_reply_adds_up(text: str, reader: str) -> None:
    take(text, reader=reader)


@settings(max_examples=40, deadline=None)
@given(strategies.theories(), st.sampled_from(["", "1. ", "- ", "* "]))
def test_any_theory_survives_as_a_list(theory: Theory, markup: str) -> None:
    clauses = parse_rules(show_theory(theory))
    lines = [show_rule(replace(rule, name=None)) for rule in clauses]
    taken = take("\n".join(["```", *(markup + line for line in lines), "```"]), reader="rules")
    assert taken.rules == parse_rules("\n".join(lines))
    assert taken.totals.statements == len(clauses)


# ---------------------------------------------------------------- the recorded teacher


def _recorded(file: Path, known: domain.Domain | None) -> Harvest:
    taken = []
    for line in file.read_text(encoding="utf-8").splitlines():
        reply = json.loads(line)
        options = {} if known is None else {"signature": known.signature, "words": known.words}
        if known is not None and known.format == "identity":
            options["reader"] = "identity"
        source = f"{reply['id']}#{reply['sample']}"
        part = harvest.read(reply["response"], source, **options)  # type: ignore[arg-type]
        adds_up(part, reply["response"])
        taken.append(part)
    return harvest.gather(taken)


def test_the_kinship_teacher_is_read() -> None:
    kinship = domain.load("kinship")
    taken = _recorded(kinship.path / "responses.jsonl", kinship)
    print(taken.totals)
    assert taken.totals.lines == 3913
    assert (taken.totals.read + taken.totals.repaired) / taken.totals.statements >= 0.97
    assert [(s.reply, s.line, s.code) for s in taken.statements if s.code] == [
        ("kinship/brother#2", 1, Code.UNREADABLE)
    ]


def test_every_shipped_reply_is_read_and_fits_its_domain() -> None:
    """All lines accounted for; at least 97 of 100 statements read or repaired, and none misfits."""
    for file in sorted(RULESETS.rglob("responses.jsonl")):
        known = domain.load(str(file.parent))
        taken = _recorded(file, known)
        totals = taken.totals
        assert (totals.read + totals.repaired) / totals.statements >= 0.97, known.name
        misfits = [s.after for s in taken.statements if s.reason and not s.code]
        assert misfits == [], known.name


@pytest.mark.parametrize(
    "name",
    ["kinship", "umls", "umls-anonymous", "wn18rr", "sentiment", "policy", "animals", "algebra",
     "probes"],
)  # fmt: skip
def test_every_recorded_teacher_adds_up(shared: Path, name: str) -> None:
    known = domain.load(name) if name in domain.available() else None
    taken = _recorded(shared / "teacher" / "responses" / f"{name}.jsonl", known)
    totals = taken.totals
    print(name, totals, sep="\n")
    assert totals.lines > 0
    if name != "probes":  # judgements in words
        assert (totals.read + totals.repaired) / totals.statements >= 0.97
